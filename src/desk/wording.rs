//! Every word of the desk's screen, in one place. Short, exact, courteous; towards the officer no blame, always
//! the next step.

use jiff::civil::Date;

use super::app::{Field, Kind, Model, Saved, Standing, What};
use crate::domain::case::CaseEvent;
use crate::domain::checklist::Exit;
use crate::domain::command::Command;
use crate::domain::fee::FeeInput;
use crate::domain::hall::{PostSide, Window};
use crate::domain::ids::{TicketNo, WindowId};
use crate::domain::item::{CaseKind, Material, MaterialForm, MaterialSource};
use crate::domain::paper::{Paper, PaperKind, PaperNumber};
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

/// Nothing works before the login.
pub const LOGIN_FIRST: &str = "请先登录";
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
pub const NOTE_TITLE: &str = "发起交接";
/// Title.
pub const TAKE_OVER_TITLE: &str = "接管窗口";
/// Consequence.
pub const TAKE_OVER_LINE: &str =
    "确认后本窗口由您在岗，原在岗人的操作不再生效；接管及原因将记入日志并报负责人。";
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
pub const DECIDE_TITLE: &str = "当场办结";
/// Title.
pub const DELIVER_TITLE: &str = "发放结果";
/// Title.
pub const CHARGE_TITLE: &str = "签发缴款通知书";

/// Nothing arrived yet.
pub const NOT_LOADED: &str = "正在取得窗口数据，请稍候";
/// An order is on its way.
pub const WAITING: &str = "上一步正在等待服务答复，请稍候";
/// Something lies over the desk.
pub const GO_BACK_FIRST: &str = "请先办完或按 Esc 返回，再做此操作";
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
        Priority::Green(reason) => format!("绿色·{}", reason.label()),
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
pub fn saved(saved: &Saved) -> String {
    format!("已签发 {}，存于 {}", saved.name, saved.folder)
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
        Command::IssuePayment { .. } => "收费已核定".to_owned(),
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

/// Below the least size.
pub fn too_small(width: u16, height: u16) -> String {
    format!("终端窗口现为{width}列{height}行，至少需要80列24行。请放大窗口或缩小字号，内容不会丢失。")
}

/// The line is good.
pub const ONLINE: &str = "在线";
/// Something is being fetched.
pub const LOADING: &str = "正在取得数据…";
/// An order is on its way.
pub const WAITING_SHORT: &str = "正在等待服务答复…";
/// Pane.
pub const QUEUE: &str = "等候";
/// Pane.
pub const COUNTER: &str = "窗口前";
/// Pane.
pub const KEPT_CASES: &str = "本窗口在办件";
/// Pane.
pub const CASE: &str = "当前办件";
/// Pane.
pub const MATERIALS: &str = "申请材料";
/// Pane.
pub const DETAIL: &str = "审查要点";
/// Pane.
pub const SITUATION: &str = "情形";
/// Pane.
pub const EXITS: &str = "可以办理";
/// Pane.
pub const HANDOVER: &str = "岗位交接单";
/// Pane.
pub const HELP: &str = "按键（Esc 返回）";
/// Nobody waits.
pub const NOBODY_WAITS: &str = "没有等候的号票";
/// Nothing kept.
pub const NO_KEPT_CASES: &str = "没有在办件";
/// No item chosen at the machine.
pub const NO_ITEM: &str = "未选事项";
/// State of a ticket.
pub const SERVING: &str = "办理中";
/// A case without its person.
pub const NO_TICKET_HERE: &str = "申请人不在窗口";
/// Column.
pub const COLUMN_TICKET: &str = "号票";
/// Column.
pub const COLUMN_WHY: &str = "优先";
/// Column.
pub const COLUMN_NAME: &str = "姓名";
/// Column.
pub const COLUMN_ITEM: &str = "事项";
/// Column.
pub const COLUMN_CASE: &str = "编号";
/// Column.
pub const COLUMN_STAGE: &str = "状态";
/// Column.
pub const COLUMN_DUE: &str = "期限";
/// Column.
pub const COLUMN_VERDICT: &str = "结论";
/// Column.
pub const COLUMN_MATERIAL: &str = "材料";
/// Column.
pub const COLUMN_COPIES: &str = "份数";
/// Column.
pub const COLUMN_CONFIRMED: &str = "确认";
/// Column.
pub const COLUMN_MATTER: &str = "事项";
/// Column.
pub const COLUMN_TEXT: &str = "情况和下一步";
/// After a line number.
pub const STOP: &str = ". ";
/// Before a checkpoint.
pub const BULLET: &str = "- ";
/// Under a question.
pub const QUESTION_HINT: &str = "按数字选定，材料清单随即更新。Esc 返回。";
/// Under the defects.
pub const DEFECTS_HINT: &str = "按数字选定；多项缺陷用 Tab 勾选，再按 Enter";
/// Search line.
pub const SEARCH_FIELD: &str = "查找";
/// The service is looking.
pub const LOOKING: &str = "正在查找…";
/// Nothing is on the window.
pub const EMPTY_SHEET: &str = "窗口上没有待交接的事项";
/// A free item.
pub const FEE_FREE_HINT: &str = "本事项不收费，不签发缴款通知书。Esc 返回";
/// At the top of the help.
pub const HELP_INTRO: &[&str] = &[
    "主线：F2 叫号，Enter 请群众入座并收件，数字选情形，数字给每项材料结论，F4 一次性告知或 F8 受理，F5 收费，F9 办结号票，F6 交接。",
    "审查数字：1 齐全　2 缺　3 不符　4 当场更正　5 容缺　6 承诺　7 免提交　9 重选情形　0 清除。",
    "有法律效力的操作先显示全文或后果，按 F10 才生效。",
];

/// The window in the head line.
pub fn window(id: &WindowId, name: &str) -> String {
    format!("{id}号窗口 {name}")
}

/// Not answered for a while.
pub fn offline(unsent: usize) -> String {
    if unsent == 0 { "离线".to_owned() } else { format!("离线，{unsent}项未送达") }
}

/// On its way.
pub fn sending(count: usize) -> String {
    format!("送达中 {count}")
}

/// On duty.
pub fn on_duty(me: &str, side: Option<PostSide>, for_whom: Option<&str>) -> String {
    match (side, for_whom) {
        (Some(PostSide::A), _) => format!("{me} A岗在岗"),
        (Some(PostSide::B), Some(a)) => format!("{me} B岗在岗（代{a}）"),
        (_, Some(a)) => format!("{me} 在岗（代{a}）"),
        _ => format!("{me} 在岗"),
    }
}

/// On duty, with an offer out.
pub fn on_duty_offered(me: &str) -> String {
    format!("{me} 在岗，交接待确认")
}

/// An offer waits for me.
pub fn offered_to(me: &str, holder: &str) -> String {
    format!("{me} 待接{holder}的岗")
}

/// Somebody else is on duty.
pub fn read_only(me: &str, holder: &str) -> String {
    format!("{me} 只读（{holder}在岗）")
}

/// Nobody is on duty.
pub fn vacant(me: &str) -> String {
    format!("{me} 未上岗")
}

/// Address of the service.
pub fn server(server: &str) -> String {
    format!("服务地址 {server}")
}

/// What a learner needs to log in.
pub fn demonstration_login() -> Vec<String> {
    vec!["演示口令均为 yichuang。07号窗口：王敏（A岗），李强（B岗）；周岚（负责人）".to_owned()]
}

/// How a second terminal joins.
pub fn join(command: &str) -> String {
    format!("另一终端加入演示：{command}")
}

/// How many wait.
pub fn waiting_count(count: usize) -> String {
    format!("{count}人")
}

/// How many cases.
pub fn case_count(count: usize) -> String {
    format!("{count}件")
}

/// A redirected ticket.
pub fn sent_from(from: &WindowId) -> String {
    format!("{from}号窗口转来")
}

/// Why it was redirected.
pub fn sent_why(from: &WindowId, why: &Clean) -> String {
    format!("{from}号窗口转来：{why}")
}

/// How to call.
pub fn call_hint(key: &str) -> String {
    format!("按 {key} 叫下一号")
}

/// What else can be done at an empty window.
pub fn counter_hints(find: &str, all: &str) -> String {
    format!("{find} 查办件（编号、身份号码、姓名） {all} 全部操作")
}

/// A ticket.
pub fn ticket(no: &TicketNo) -> String {
    format!("{no}号")
}

/// How often it was called.
pub fn called(times: u32) -> String {
    format!("已叫{times}次")
}

/// The applicant.
pub fn applicant_is(name: &Clean) -> String {
    format!("申请人 {name}")
}

/// The agent.
pub fn agent_is(name: &Clean) -> String {
    format!("代理人 {name}")
}

/// The item.
pub fn item_is(name: &str) -> String {
    format!("事项 {name}")
}

/// What to do with a called ticket.
pub fn begin_hint(begin: &str, recall: &str, no_show: &str) -> String {
    format!("{begin} 群众已到，开始办理　{recall} 重呼　{no_show} 过号")
}

/// What to do with a person at the window.
pub fn open_hint(open: &str, search: &str) -> String {
    format!("{open} 按此事项收件　{search} 换其他事项")
}

/// Nobody known yet.
pub fn applicant_missing(key: &str) -> String {
    format!("申请人信息未录，按 {key} 录入（可刷证件）")
}

/// Number of the case.
pub fn case_number(number: &str) -> String {
    format!("编号 {number}")
}

/// Day of receipt.
pub fn received(day: Date) -> String {
    format!("收件 {day}")
}

/// Waiting for correction.
pub fn correcting(number: &PaperNumber, due: Date) -> String {
    format!("{number} 补正至 {due}")
}

/// Promised date.
pub fn promised(due: Date) -> String {
    format!("承诺 {due} 前决定")
}

/// Paid.
pub fn paid(total: &str, receipt: &Clean) -> String {
    format!("已缴{total}元，票据 {receipt}")
}

/// Not paid.
pub fn unpaid(total: &str) -> String {
    format!("待缴{total}元")
}

/// How far the examination is.
pub fn examined(done: usize, all: usize) -> String {
    format!("已审{done}/{all}")
}

/// Counts in a column.
pub fn copies_short(originals: u8, copies: u8) -> String {
    match (originals, copies) {
        (0, 0) => "免提交".to_owned(),
        (originals, 0) => format!("原{originals}"),
        (0, copies) => format!("复{copies}"),
        (originals, copies) => format!("原{originals}复{copies}"),
    }
}

/// What a material allows.
pub fn flags(material: &Material) -> String {
    let mut flags = Vec::new();
    if material.deferrable {
        flags.push("5 可容缺");
    }
    if material.committable {
        flags.push("6 可承诺");
    }
    if material.shareable {
        flags.push("7 可共享免提交");
    }
    flags.join("　")
}

/// A defect.
pub fn wrong(text: &str) -> String {
    format!("不符：{text}")
}

/// The form that would be right.
pub fn right(text: &str) -> String {
    format!("应为：{text}")
}

/// A deferral.
pub fn deferred(due: Date) -> String {
    format!("容缺，{due} 前补交")
}

/// A basis.
pub fn basis(text: &str) -> String {
    format!("依据 {text}")
}

/// Where to get it.
pub fn obtain(text: &str) -> String {
    format!("获取 {text}")
}

/// An open exit with its key.
pub fn exit_open(mark: &str, exit: Exit, key: &str) -> String {
    format!("{mark} {}：可以，按 {key}", exit.label())
}

/// A closed exit.
pub fn exit_closed(exit: Exit) -> String {
    format!("  {}：不可，", exit.label())
}

/// After a correction notice.
pub fn next_correcting(due: Date, find: &str) -> Vec<String> {
    vec![
        format!("已一次性告知，等待补正，期限 {due}。"),
        format!("群众补齐后再来：叫号后按 {find}，按编号或身份号码重新打开本件。"),
    ]
}

/// After a drafted refusal.
pub fn next_refusal(key: &str) -> Vec<String> {
    vec![
        "已拟不予受理，须由窗口负责人确认备案后方可告知。".to_owned(),
        format!("负责人登录后打开本件，按 {key} 确认。"),
    ]
}

/// After receipt.
pub fn next_received() -> Vec<String> {
    vec!["已收件并转部门，由部门受理和决定。".to_owned()]
}

/// After acceptance of an immediate case.
pub fn next_immediate(key: &str) -> Vec<String> {
    vec![format!("即办件，核对无误后按 {key} 当场办结。")]
}

/// After acceptance.
pub fn next_accepted(due: Date, finish: &str) -> Vec<String> {
    vec![format!("已受理，部门承诺 {due} 前决定。"), format!("请交付受理通知书，按 {finish} 办结本号。")]
}

/// A fee is due.
pub fn next_unpaid(key: &str) -> Vec<String> {
    vec![format!("缴款通知书已签发。群众缴款后按 {key} 打开收费，登记票据号。")]
}

/// A fee may be due.
pub fn next_fee(fee: &str, deliver: &str) -> Vec<String> {
    vec![format!("已准予。按 {fee} 核算收费；不收费的按 {deliver} 发放结果。")]
}

/// A result waits.
pub fn next_deliver(key: &str) -> Vec<String> {
    vec![format!("已作出决定。核对领取人后按 {key} 发放结果。")]
}

/// Nothing is left.
pub fn next_closed(key: &str) -> Vec<String> {
    vec![format!("本件已办结。按 {key} 办结本号。")]
}

/// Title over the defects.
pub fn defects_title(material: &str, on_the_spot: bool) -> String {
    if on_the_spot {
        format!("当场更正了什么：{material}")
    } else {
        format!("哪里不符：{material}")
    }
}

/// Under a confirmation.
pub fn confirm_hint(confirm: &str, cancel: &str) -> String {
    format!("{confirm} 确认生效　{cancel} 返回")
}

/// Over a draft.
pub fn issue_title(exit: Exit, drafted: bool, kind: PaperKind) -> String {
    match exit {
        Exit::Refuse if !drafted => "不予受理拟办稿，须负责人确认后才编号生效".to_owned(),
        _ => format!("{}，签发前请通读", kind.title()),
    }
}

/// Under a draft.
pub fn issue_hint(exit: Exit, drafted: bool, confirm: &str, cancel: &str, page: &str) -> String {
    let act = if exit == Exit::Refuse && !drafted { "提交负责人确认" } else { "签发并编号" };
    format!("{confirm} {act}　{page} 翻页　{cancel} 返回不签发")
}

/// Over an issued paper.
pub fn reading_title(paper: &Paper, at: usize, of: usize) -> String {
    let number = paper.number.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{} {number}（{at}/{of}）", paper.kind.title())
}

/// Under an issued paper.
pub fn reading_hint(save: &str, cancel: &str) -> String {
    format!("左右键 换文书　{save} 存为文本　{cancel} 返回")
}

/// Over a list.
pub fn picker_title(what: What) -> &'static str {
    match what {
        What::Items => "选事项（名称、拼音、首字母、编码）",
        What::Cases => "查办件（编号、身份号码、信用代码、姓名）",
        What::Windows => "转到哪个窗口",
        What::Tickets => "取回挂起或过号的号票",
        What::Actions => "全部操作",
    }
}

/// An empty list.
pub fn nothing_found(what: What) -> &'static str {
    match what {
        What::Items => "没有找到，请换个说法或只输首字母",
        What::Cases => "没有找到办件，请核对编号或身份号码",
        What::Windows => "没有这个窗口",
        What::Tickets => "没有这个号票",
        What::Actions => "没有这个操作",
    }
}

/// Over the fee.
pub fn fee_title(item: &str) -> String {
    format!("收费：{item}")
}

/// Under the fee.
pub fn fee_hint(key: &str) -> String {
    format!("{key} 签发缴款通知书　数字或左右键 选择　Esc 返回")
}

/// Under an unpaid fee.
pub fn fee_unpaid_hint(key: &str) -> String {
    format!("缴款通知书已签发，{key} 登记票据号　Esc 返回")
}

/// One line of the proof.
pub fn quote_line(label: &str, quantity: &str, unit: &str, rate: &str, amount: &str) -> String {
    format!("{label}　{quantity}{unit} × {rate}元 = {amount}元")
}

/// The total.
pub fn total(amount: &str) -> String {
    format!("合计 {amount} 元")
}

/// The total in words.
pub fn in_words(text: &str) -> String {
    format!("大写 {text}")
}

/// Beside a field.
pub fn field_hint(field: &Field) -> String {
    match &field.kind {
        Kind::Secret => PASSWORD_HINT.to_owned(),
        Kind::Fee(input) if !field.choices().is_empty() => choices(input),
        Kind::Fee(input) => input.unit.clone(),
        _ => String::new(),
    }
}

fn choices(input: &FeeInput) -> String {
    if input.choices.is_empty() {
        return "1是 2否".to_owned();
    }
    let numbered = input.choices.iter().enumerate().map(|(at, choice)| format!("{}{}", at + 1, choice.label));
    numbered.collect::<Vec<_>>().join(" ")
}

/// What a field with choices shows for its value.
pub fn choice_label(field: &Field) -> Option<String> {
    let Kind::Fee(input) = &field.kind else { return None };
    let value = field.value();
    if let Some(choice) = input.choices.iter().find(|choice| choice.code == value) {
        return Some(choice.label.clone());
    }
    match value.as_str() {
        "yes" => Some("是".to_owned()),
        "no" => Some("否".to_owned()),
        _ => None,
    }
}

/// Over the sheet on offer.
pub fn offered_by(from: &str, to: &str) -> String {
    format!("{from}已发起交接，待{to}逐项确认。接岗前{from}仍是在岗人。")
}

/// Over the sheet that would be offered.
pub fn held_by(holder: &str) -> String {
    format!("在岗人{holder}。以下各项按现有记录自动生成：")
}

/// The note of the one who leaves.
pub fn note(note: &Clean) -> String {
    format!("说明：{note}")
}

/// Under the sheet: I hold the post.
pub fn handover_mine(key: &str) -> String {
    format!("{key} 写交接说明并发起　Esc 返回")
}

/// Under the sheet: I offered.
pub fn handover_offered(key: &str) -> String {
    format!("等待对方确认　{key} 撤回交接　Esc 返回继续办理")
}

/// Under the sheet: I confirm.
pub fn handover_confirm(key: &str, open: usize) -> String {
    format!("{key} 确认所选一项（还有{open}项）　上下键 选择　Esc 返回")
}

/// Under the sheet: all confirmed.
pub fn handover_accept(key: &str) -> String {
    format!("各项均已确认，{key} 接岗")
}

/// Under the sheet: somebody else holds.
pub fn handover_others(key: &str) -> String {
    format!("{key} 接管（对方离线或经负责人）　Esc 返回")
}

/// A window in a list.
pub fn window_row(window: &Window) -> String {
    format!("{}号 {}", window.id, window.name)
}

/// A ticket in a list.
pub fn ticket_row(no: &TicketNo, name: &str) -> String {
    format!("{no}号 {name}")
}

/// A paper could not be written.
pub fn not_saved(why: &str) -> Clean {
    Clean::new(format!("文书未能存为文件（{why}）；文书已存于服务，按 F4 查看，可按 Ctrl-S 再存"))
}

/// A file of this name a hundred times.
pub const TOO_MANY_COPIES: &str = "同名文件过多";
/// The service says unchanged, but there is no copy.
pub const NO_RULES: &str = "未能取得规则库，请按 Ctrl-L 重试";

/// The session is over.
pub fn session_over(why: &str, unsent: usize) -> Clean {
    Clean::new(if unsent == 0 {
        why.to_owned()
    } else {
        format!("{why}。有{unsent}项操作未送达，重新登录后请核对")
    })
}

/// The examination is over.
pub fn not_examining(stage: &str) -> Clean {
    Clean::new(format!("办件现为“{stage}”，审查结论不能再改"))
}

/// Over the number of a receipt.
pub fn receipt_title(total: &str, notice: &PaperNumber) -> String {
    format!("登记缴费票据：{total}元，{notice}")
}

/// The situation decides which materials there are.
pub const QUESTION_FIRST: &str = "请先按数字选完情形，再审查材料";

/// Why numbers are shown whole at the counter.
pub const UNMASK_REASON: &str = "核对证件原件";
/// Numbers are shown whole.
pub const UNMASKED: &str = "号码完整显示二十秒，供核对证件原件；已记入日志";

/// Title.
pub const EXEMPT_TITLE: &str = "登记免收";

/// Consequence of an exemption.
pub fn exempt_line(why: &str) -> String {
    format!("本件应缴0.00元：{why}。确认后登记免收及依据，可以发放结果。")
}

/// Under an exempt fee.
pub fn fee_exempt_hint(key: &str) -> String {
    format!("{key} 登记免收　数字或左右键 选择　Esc 返回")
}
