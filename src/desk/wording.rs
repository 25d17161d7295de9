//! Every word of the desk's screen, in one place. Short, exact, courteous; towards the officer no blame, always
//! the next step.

use super::app::{Model, Standing};
use crate::domain::case::CaseEvent;
use crate::domain::command::Command;
use crate::domain::ids::{TicketNo, WindowId};
use crate::domain::item::{CaseKind, MaterialForm, MaterialSource};
use crate::domain::paper::{PaperKind, PaperNumber};
use crate::domain::state::Event;
use crate::domain::ticket::Priority;
use crate::text::Clean;
use crate::wire::Recorded;

/// Lines a page key moves.
pub const PAGE: usize = 10;

/// Name of the product.
pub const PRODUCT: &str = "一窗";
/// The mark of a demonstration.
pub const DEMONSTRATION: &str = "演示";
/// The long mark of a demonstration.
pub const DEMONSTRATION_LONG: &str = "演示 · 人物、号码、文书均为虚构，不产生法律效力";

/// Title of the login.
pub const LOGIN_TITLE: &str = "登录";
/// Field.
pub const WINDOW_FIELD: &str = "窗口";
/// Field.
pub const OFFICER_FIELD: &str = "姓名或工号";
/// Field.
pub const PASSWORD_FIELD: &str = "口令";
/// Beside the password.
pub const PASSWORD_HINT: &str = "输入时不显示";
/// Something is empty.
pub const LOGIN_INCOMPLETE: &str = "请填写窗口、姓名（或工号）和口令";
/// While the login is on its way.
pub const LOGGING_IN: &str = "正在登录…";

/// Title.
pub const NATURAL_TITLE: &str = "申请人（自然人）";
/// Title.
pub const LEGAL_TITLE: &str = "申请人（法人、其他组织）";
/// Title.
pub const AGENT_TITLE: &str = "代理人（三项留空为本人办理）";
/// Field.
pub const NAME_FIELD: &str = "姓名";
/// Field.
pub const ID_FIELD: &str = "身份号码";
/// Field.
pub const PHONE_FIELD: &str = "电话";
/// Field.
pub const COMPANY_FIELD: &str = "名称";
/// Field.
pub const CREDIT_FIELD: &str = "信用代码";
/// Field.
pub const CONTACT_FIELD: &str = "联系人";
/// Field.
pub const REASON_FIELD: &str = "原因";
/// Field.
pub const NOTE_FIELD: &str = "交接说明";
/// Field.
pub const RECEIPT_FIELD: &str = "票据号";

/// Title.
pub const FEE_TITLE: &str = "收费";
/// Title.
pub const PARK_TITLE: &str = "挂起号票";
/// Title.
pub const WITHDRAW_TITLE: &str = "申请人撤回申请";
/// Title.
pub const RECEIPT_TITLE: &str = "登记缴费票据";
/// Title.
pub const NOTE_TITLE: &str = "发起交接";
/// Title.
pub const TAKE_OVER_TITLE: &str = "接管窗口";
/// Consequence.
pub const TAKE_OVER_LINE: &str = "确认后本窗口由您在岗，原在岗人的操作不再生效；接管及原因将记入日志并报负责人。";
/// Title.
pub const TAKE_POST_TITLE: &str = "上岗";
/// Title.
pub const CLOSE_TITLE: &str = "关闭窗口";
/// Title.
pub const OFFER_TITLE: &str = "发起交接";
/// Title.
pub const ACCEPT_TITLE: &str = "接岗";
/// Title.
pub const WITHDRAW_OFFER_TITLE: &str = "撤回交接";
/// Consequence.
pub const WITHDRAW_OFFER: &str = "确认后交接作废，您继续在岗；对方已确认的各项不再有效。";
/// Title.
pub const CONFIRM_REFUSAL_TITLE: &str = "确认不予受理（否定备案）";
/// Consequence.
pub const CONFIRM_REFUSAL: &str = "确认后登记备案并编号，不予受理通知书随即生效，须当面交付申请人。";
/// Title.
pub const DECIDE_TITLE: &str = "当场办结";
/// Title.
pub const DELIVER_TITLE: &str = "发放结果";
/// Title.
pub const CHARGE_TITLE: &str = "签发缴款通知书";

/// Nothing arrived yet.
pub const NOT_LOADED: &str = "正在取得窗口数据，请稍候";
/// An order is on its way.
pub const WAITING: &str = "上一步正在等待服务答复，请稍候";
/// No ticket.
pub const NO_TICKET: &str = "窗口前没有号票，按 F2 叫号";
/// No case.
pub const NO_CASE: &str = "尚未打开办件：先叫号，或按 F7 查件、F3 选事项";
/// No questions.
pub const NO_QUESTIONS: &str = "本事项没有情形可选";
/// Not a choice.
pub const NO_SUCH_CHOICE: &str = "没有这个选项，请按列出的数字";
/// Nothing to pick.
pub const NO_DEFECTS_TO_PICK: &str = "本材料没有可选的缺陷；缺材料请按 2";
/// Nothing parked.
pub const NO_PARKED: &str = "本窗口没有挂起或过号的号票";
/// No papers.
pub const NO_PAPERS: &str = "本办件尚未签发文书";
/// Typed ahead.
pub const NOT_ARMED: &str = "请先看清内容，再按一次确认键";
/// Applicant refused.
pub const APPLICANT_NOT_TAKEN: &str = "号票所带申请人信息不符本事项或号码有误，请核对证件后补录（Ctrl-E）";
/// Nothing unpaid.
pub const NOTHING_UNPAID: &str = "没有待登记票据的缴款通知";
/// Nothing to confirm.
pub const NOTHING_TO_CONFIRM: &str = "现在没有需要您确认的事项";
/// The line is back.
pub const BACK_ONLINE: &str = "已恢复连接，未送达的操作已补送";
/// Nobody holds a window.
pub const NOBODY: &str = "未开窗";
/// A missed ticket.
pub const MISSED: &str = "过号，可重新排队";

/// The kind of a case.
pub fn kind(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::Immediate => "即办件",
        CaseKind::Promised => "承诺件",
        CaseKind::Joint => "联办件",
        CaseKind::Forwarded => "上报件",
    }
}

/// The form of a material.
pub fn material_form(form: MaterialForm) -> &'static str {
    match form {
        MaterialForm::Original => "原件",
        MaterialForm::Copy => "复印件",
        MaterialForm::OriginalAndCopy => "原件核对，收复印件",
        MaterialForm::Electronic => "电子证照，免提交",
    }
}

/// Where a material comes from.
pub fn material_source(source: MaterialSource) -> &'static str {
    match source {
        MaterialSource::Applicant => "申请人自备",
        MaterialSource::Government => "政府部门核发",
        MaterialSource::Other => "其他机构出具",
    }
}

/// How many of a material are handed in.
pub fn copies(originals: u8, copies: u8) -> String {
    match (originals, copies) {
        (0, 0) => "不收纸质".to_owned(),
        (originals, 0) => format!("原件{originals}份"),
        (0, copies) => format!("复印件{copies}份"),
        (originals, copies) => format!("原件{originals}份、复印件{copies}份"),
    }
}

/// Why a ticket comes when it comes.
pub fn priority(priority: Priority) -> String {
    match priority {
        Priority::Reserved => "预约".to_owned(),
        Priority::Green(reason) => format!("绿色通道·{}", reason.label()),
        Priority::Arrival => String::new(),
    }
}

/// A parked ticket.
pub fn parked(why: &Clean) -> String {
    format!("挂起：{why}")
}

/// Title of a redirection.
pub fn redirect_title(ticket: &TicketNo, to: &WindowId) -> String {
    format!("{ticket}号转{to}号窗口")
}

/// Consequence of opening a window.
pub fn take_post(window: &WindowId) -> String {
    format!("确认后您即为{window}号窗口在岗人，开始叫号。")
}

/// Consequence of closing a window.
pub fn close_window(window: &WindowId) -> String {
    format!("确认后{window}号窗口今日关闭，不再叫号；未办完的办件仍保留在本窗口。")
}

/// What is left behind after signing off.
pub fn still_holder(name: &str) -> String {
    format!("{name}仍是本窗口在岗人。接岗人登录后可在此确认交接")
}

/// Consequences of offering.
pub fn offer_lines(count: usize) -> Vec<String> {
    vec![
        format!("交接单共{count}项，已按现有记录自动生成。"),
        "发起后由B岗登录本窗口逐项确认；对方接岗前，您仍是在岗人，请勿离开。".to_owned(),
        "发起后窗口事项如有变动，须撤回重新发起。".to_owned(),
    ]
}

/// Consequences of accepting.
pub fn accept_lines() -> Vec<String> {
    vec![
        "各项均已确认。接岗后本窗口由您负责，原在岗人的操作不再生效。".to_owned(),
        "岗位交接单随即编号存档。".to_owned(),
    ]
}

/// Consequence of a decision on the spot.
pub fn decide_line(result: &str) -> String {
    format!("确认后作出准予决定，结果为“{result}”，办件转入收费或发放。")
}

/// Consequence of handing over a result.
pub fn deliver_line(result: &str, name: &str) -> String {
    format!("请核对领取人身份。确认后记为已将“{result}”交付{name}。")
}

/// Consequences of a payment notice.
pub fn charge_lines(total: &str, in_words: &str) -> Vec<String> {
    vec![
        format!("应缴{total}元（{in_words}）。"),
        "确认后签发缴款通知书并编号；款项由申请人缴入代收机构，窗口不收现金。".to_owned(),
    ]
}

/// Where a paper was written.
pub fn saved(path: &str) -> String {
    format!("文书已存为 {path}")
}

/// A paper was issued.
pub fn issued(kind: PaperKind, number: &PaperNumber) -> String {
    format!("已签发{} {number}", kind.title())
}

/// Somebody took over.
pub fn taken_over(name: &str) -> String {
    format!("本窗口已由{name}接管。您可查看，不能再办理")
}

/// A handover is on offer.
pub fn offered(name: &str) -> String {
    format!("{name}向您发起交接，按 F6 逐项确认")
}

/// Why an action of the post is not the officer's now.
pub fn not_holding(standing: Standing, holder: &str) -> Clean {
    Clean::new(match standing {
        Standing::Vacant => "本窗口未开窗，按 F6 上岗".to_owned(),
        Standing::OfferedToMe => format!("{holder}的交接等待您确认，按 F6"),
        _ => format!("本窗口由{holder}在岗，您只能查看"),
    })
}

/// What is said when an order was carried out; nothing where the screen shows it anyway.
pub fn done(command: &Command) -> Option<String> {
    Some(match command {
        Command::TakePost => "已上岗，按 F2 叫号".to_owned(),
        Command::ClosePost => "窗口已关闭".to_owned(),
        Command::OfferHandover { .. } => "交接已发起，等待对方确认；接岗前请勿离开".to_owned(),
        Command::WithdrawHandover => "交接已撤回，您继续在岗".to_owned(),
        Command::AcceptHandover | Command::TakeOver { .. } => "您已接岗".to_owned(),
        Command::NoShow { ticket } => format!("{ticket}号已记为过号"),
        Command::Park { ticket, .. } => format!("{ticket}号已挂起"),
        Command::Redirect { ticket, to, .. } => format!("{ticket}号已转{to}号窗口，请告知群众前往"),
        Command::Finish { ticket } => format!("{ticket}号办结。请提示带齐证件和文书"),
        Command::Recall { ticket } => format!("已再次呼叫{ticket}号"),
        Command::ReturnCase { .. } => "办件已重新打开，请审查补正的材料".to_owned(),
        Command::DraftRefusal { .. } => "已拟不予受理，待窗口负责人确认后方可告知".to_owned(),
        Command::Decide { .. } => "已作出决定".to_owned(),
        Command::RecordReceipt { .. } => "票据号已登记".to_owned(),
        Command::Deliver { .. } => "结果已发放".to_owned(),
        Command::Withdraw { .. } => "申请已撤回".to_owned(),
        _ => return None,
    })
}

/// What somebody else did to a case of this window.
pub fn news(recorded: &Recorded, model: &Model) -> Option<String> {
    let Event::Case { case, what } = &recorded.event else { return None };
    let case = model.state().case(case).filter(|case| case.window == model.window)?;
    let mine = model.session.as_ref().is_some_and(|session| session.officer.id == recorded.actor);
    match what {
        CaseEvent::Decided { granted, .. } if !mine => Some(format!(
            "{} {}：部门已{}",
            case.number_text(),
            case.applicant_name(),
            if *granted { "准予，可收费或发放结果" } else { "作出不予许可决定" }
        )),
        CaseEvent::RefusalRejected { reason } if !mine => {
            Some(format!("{} 负责人退回不予受理拟办：{reason}", case.number_text()))
        }
        _ => None,
    }
}
