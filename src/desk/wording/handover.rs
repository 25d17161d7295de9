//! Words of posts and handovers.

use jiff::civil::Time;

use crate::desk::app::Standing;
use crate::domain::clock::beijing;
use crate::domain::ids::WindowId;
use crate::domain::item::CaseKind;
use crate::domain::post::{Handed, Occasion, ReadBack, SheetLine};
use crate::text::Clean;

/// Title.
pub const NOTE_TITLE: &str = "发起交接";

/// No sheet is open.
pub const NO_SHEET_OPEN: &str = "先按 F6 打开交接单";

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
        "发起后窗口事项如有变动，更新交接单，只须再确认变动的各项。".to_owned(),
    ]
}

/// Consequences of accepting.
pub fn accept_lines() -> Vec<String> {
    vec![
        "各项均已确认。接岗后本窗口由您负责，原在岗人的操作不再生效。".to_owned(),
        "岗位交接单随即编号存档。".to_owned(),
    ]
}

/// Somebody took over.
pub fn taken_over(name: &str, at: Time) -> String {
    format!("本窗口已由{name}接管（{}）。您可查看，不能再办理", at.strftime("%H:%M"))
}

/// The holder's desk is silent.
pub fn may_take_over(holder: &str) -> String {
    format!("{holder}的终端失联，本窗口无人应答；您可按 F6、Ctrl-T 接管")
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

/// Pane.
pub const HANDOVER: &str = "岗位交接单";

/// Column.
pub const COLUMN_CONFIRMED: &str = "确认";

/// Column.
pub const COLUMN_MATTER: &str = "事项";

/// Column.
pub const COLUMN_TEXT: &str = "情况和下一步";

/// Nothing is on the window.
pub const EMPTY_SHEET: &str = "窗口上没有待交接的事项";

/// Over the sheet on offer.
pub fn offered_by(from: &str, to: &str, occasion: &Occasion) -> String {
    let until = match occasion {
        Occasion::Leave { until, .. } => format!("至{until}"),
        _ => String::new(),
    };
    format!("{from}已发起交接（{}{until}），待{to}逐项确认。接岗前{from}仍是在岗人。", occasion.label())
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
    format!("{key} 选事由、写说明并发起　Esc 返回")
}

/// Under the sheet: I offered.
pub fn handover_offered(key: &str) -> String {
    format!("等待对方确认　{key} 撤回交接　Esc 返回继续办理")
}

/// Under the sheet: I confirm.
pub fn handover_confirm(key: &str, remark: &str, open: usize) -> String {
    format!("{key} 确认所选一项（还有{open}项）　{remark} 备注　上下键 选择　Esc 返回")
}

/// Under the sheet: the line is to be said back.
pub fn handover_read_back(remark: &str, open: usize) -> String {
    format!("按数字回答，答对即确认本项（还有{open}项）　{remark} 备注　Esc 返回")
}

/// Under the sheet: I have just handed over and may add something.
pub fn handover_add(key: &str, handed: &Handed) -> String {
    let until = handed.at.checked_add(Handed::OVERLAP).unwrap_or(handed.at);
    let until = beijing(until).strftime("%H:%M:%S");
    format!("{key} 补充交接（{until}前可补充）　Esc 返回")
}

/// The question of a critical line with its answers.
pub fn read_back(asked: &ReadBack) -> String {
    let choices: Vec<String> =
        asked.choices.iter().zip(1..).map(|(choice, at)| format!("{at} {choice}")).collect();
    format!("{}　{}", asked.question, choices.join("　"))
}

/// A remark that goes with the confirmation.
pub fn remark(remark: &Clean) -> String {
    format!("备注：{remark}")
}

/// What the outgoer added afterwards.
pub fn added_line(note: &Clean) -> String {
    format!("交出人补充：{note}")
}

/// Under the sheet: all confirmed.
pub fn handover_accept(key: &str) -> String {
    format!("各项均已确认，{key} 接岗")
}

/// Under the sheet: somebody else holds.
pub fn handover_others(key: &str) -> String {
    format!("{key} 接管（对方离线、或者负责人批准；否则先申请）　Esc 返回")
}

/// What stands and what comes next; what hurts at once if it is passed over is told in words, not by colour alone.
pub fn sheet_text(line: &SheetLine) -> String {
    if line.critical { format!("【要紧】{}", line.text) } else { line.text.clone() }
}
