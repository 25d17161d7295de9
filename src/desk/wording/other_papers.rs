//! Words of the papers beside the exits: the list and its forms.

/// The department's notice, passed on.
pub const RELAY_TITLE: &str = "转告部门补正通知";

/// Title.
pub const EXTENSION_TITLE: &str = "延期通知书（已报批准）";

/// The ticket of the person at the window.
pub const TICKET_ROW: &str = "排队号票（补打）";

/// Title: a lead lets be told again what was told once.
pub const TELL_AGAIN_TITLE: &str = "负责人准许再次告知（问责事项，留有记录）";

/// Title.
pub const REFER_TITLE: &str = "引导单";

/// A special procedure of the item.
pub fn procedure_row(procedure: &str) -> String {
    format!("特别程序告知书：{procedure}")
}

/// Field.
pub const STATEMENT_FIELD: &str = "说明内容";

/// Field.
pub const FROM_FIELD: &str = "起日";

/// Field.
pub const TO_FIELD: &str = "止日";

/// Field.
pub const RELAY_NUMBER_FIELD: &str = "部门文号";

/// Field.
pub const RELAY_DUE_FIELD: &str = "补正期限";

/// Field.
pub const RELAY_LINES_FIELD: &str = "涉及材料";

/// Field.
pub const RELAY_TEXT_FIELD: &str = "通知正文";

/// Field.
pub const REFER_MATTER_FIELD: &str = "办理事宜";

/// Field.
pub const REFER_TO_FIELD: &str = "应去何处";

/// Field.
pub const REFER_ADDRESS_FIELD: &str = "地址";

/// Field.
pub const REFER_WHY_FIELD: &str = "说明";

/// Beside a day.
pub const DATE_HINT: &str = "如 2026-11-30 或 1130";

/// Beside numbers of lines.
pub fn lines_hint(count: usize) -> String {
    format!("清单序号，如 1,3（共{count}项）")
}

/// No day.
pub const NO_DATE: &str = "没有这一天，请按 2026-11-30 或 1130 填写";

/// No line of the list.
pub fn no_line(typed: &str, count: usize) -> String {
    format!("清单没有第{typed}项，请填1至{count}")
}
