//! Words of the queue and the counter.

use crate::domain::ids::{TicketNo, WindowId};
use crate::domain::ticket::Priority;
use crate::text::Clean;

/// Why a ticket comes when it comes.
pub fn priority(priority: Priority) -> String {
    match priority {
        Priority::Reserved => "预约".to_owned(),
        Priority::Green(reason) => format!("绿色·{}", reason.label()),
        Priority::Arrival => String::new(),
    }
}

/// Pane.
pub const QUEUE: &str = "等候";

/// Pane.
pub const COUNTER: &str = "窗口前";

/// Pane.
pub const KEPT_CASES: &str = "本窗口在办件";

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

/// Column: when the ticket was taken.
pub const COLUMN_TAKEN: &str = "取号";

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
