//! Every word of the board: short, courteous, 您 to whoever reads it, and nothing about anybody.

use jiff::Timestamp;
use jiff::civil::Weekday;

use crate::domain::clock::beijing;
use crate::domain::ids::{TicketNo, WindowId};
use crate::text::Clean;
use crate::wire::{BoardCall, BoardClass, BoardWindow, Doing};

/// The badge of a demonstration.
pub(super) const DEMONSTRATION: &str = "演示";
/// Before the first answer.
pub(super) const CONNECTING: &str = "正在连接服务，请稍候";
/// Connected, and the board is on its way.
pub(super) const LOADING: &str = "正在取得叫号情况，请稍候";
/// Where nobody was called yet.
pub(super) const NO_CALLS: &str = "请您在座位上稍候，叫到您的号时会显示在这里";
/// Above the number just called.
pub(super) const CALLING: &str = "正在叫号";
/// Above the number called last.
pub(super) const CALLED_LAST: &str = "最近叫号";
/// Of who was called before.
pub(super) const AGAIN: &str = "再次呼叫";
/// Title of the windows.
pub(super) const WINDOWS: &str = "窗口";
/// Title of the calls.
pub(super) const CALLS: &str = "最近叫号";
/// Where nobody waits.
pub(super) const NOBODY: &str = "现在无人等候";
/// The connection broke a moment ago.
pub(super) const RECONNECTING: &str = "连接中断，正在重连";
/// How to leave, for whoever set the screen up.
pub(super) const LEAVE: &str = "q 退出";
/// A break in the middle.
pub(super) const BROKEN: &str = "连接中途断开";
/// No answer.
pub(super) const SILENT: &str = "服务没有应答";

/// Titles of the columns of the windows.
pub(super) const COLUMNS: [&str; 5] = ["窗口", "业务", "位置", "号", "现在"];

/// The time of day: `09:41`.
pub(super) fn clock(now: Timestamp) -> String {
    beijing(now).strftime("%H:%M").to_string()
}

/// The day: `11月20日 星期五`.
pub(super) fn day(now: Timestamp) -> String {
    let day = beijing(now).date();
    let weekday = match day.weekday() {
        Weekday::Monday => "一",
        Weekday::Tuesday => "二",
        Weekday::Wednesday => "三",
        Weekday::Thursday => "四",
        Weekday::Friday => "五",
        Weekday::Saturday => "六",
        Weekday::Sunday => "日",
    };
    format!("{}月{}日 星期{weekday}", day.month(), day.day())
}

/// A window by its number.
pub(super) fn window(id: &WindowId) -> String {
    format!("{}号窗口", shown(id.as_str()))
}

/// What is called out: `请A012号到07号窗口（综合受理，一楼东区）`.
pub(super) fn call(ticket: &TicketNo, id: &WindowId, window: Option<&BoardWindow>) -> String {
    let at = window.map(|window| [window.name.as_str(), window.place.as_str()].map(shown));
    let at = at.map(|at| at.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("，"));
    let at = at.filter(|at| !at.is_empty()).map(|at| format!("（{at}）")).unwrap_or_default();
    format!("请{}号到{}{at}", shown(ticket.as_str()), self::window(id))
}

/// The ticket at a window, where there is one.
pub(super) fn ticket(doing: &Doing) -> String {
    match doing {
        Doing::Called { ticket, .. } | Doing::Serving { ticket, .. } => shown(ticket.as_str()),
        _ => String::new(),
    }
}

/// What a window does now.
pub(super) fn doing(doing: &Doing, now: Timestamp) -> String {
    match doing {
        Doing::Closed => "未开窗".to_owned(),
        Doing::Free => "空闲".to_owned(),
        Doing::Called { again: false, .. } => "请到窗口".to_owned(),
        Doing::Called { again: true, .. } => format!("请到窗口 {AGAIN}"),
        Doing::Serving { .. } => "办理中".to_owned(),
        Doing::Away { cover, back_by } if *back_by > now => {
            format!("请到{} 约{}返回", window(cover), clock(*back_by))
        }
        Doing::Away { cover, .. } => format!("请到{} 稍后返回", window(cover)),
        Doing::Handover => "交接中，请稍候".to_owned(),
        Doing::Waiting => "请稍候".to_owned(),
    }
}

/// How many wait altogether.
pub(super) fn waiting(classes: &[BoardClass]) -> String {
    let all = classes.iter().fold(0u32, |all, class| all.saturating_add(class.waiting));
    format!("等候{all}人")
}

/// A class of those who wait, with the windows that call it where there is room.
pub(super) fn class(class: &BoardClass, with_windows: bool) -> String {
    let told = format!("{}类{}人", shown(&class.class), class.waiting);
    let windows: Vec<String> = class.windows.iter().map(|id| shown(id.as_str())).collect();
    if with_windows && !windows.is_empty() {
        format!("{told}（{}号窗口）", windows.join("、"))
    } else {
        told
    }
}

/// A call in the list: `A012 → 07号窗口`.
pub(super) fn called(call: &BoardCall, arrow: &str) -> String {
    format!("{} {arrow} {}", shown(call.ticket.as_str()), window(&call.window))
}

/// Windows that found no place.
pub(super) fn more_windows(count: usize) -> String {
    format!("另有{count}个窗口未列出")
}

/// Over a board that may be wrong.
pub(super) fn old(since: Timestamp) -> [String; 2] {
    let since = clock(since);
    [
        format!("叫号显示已于{since}中断"),
        format!("以下是{since}的情况，可能已经变化；请听现场叫号，或询问工作人员"),
    ]
}

/// Why the service cannot be reached, before anything is there to be shown.
pub(super) fn unreachable(since: Timestamp) -> String {
    format!("{}起连不上服务，正在重连；请听现场叫号", clock(since))
}

/// Text from the service, safe to show.
pub(super) fn shown(text: &str) -> String {
    Clean::new(text).shown().to_owned()
}
