//! Words of the clocks.

use crate::domain::calendar::weekday;
use crate::domain::clock::Due;

/// Over the clocks.
pub fn clocks_title(number: &str, item: &str) -> String {
    format!("期限：{number} {item}")
}

/// Nothing runs.
pub const NO_CLOCKS: &str = "本件目前没有期限在走";

/// Over the names.
pub const COLUMN_CLOCK: &str = "期限";

/// Over the last days.
pub const COLUMN_LAST_DAY: &str = "届满日";

/// Over what is left.
pub const COLUMN_LEFT: &str = "余日";

/// Over the trace.
pub const HOW_COUNTED: &str = "怎样算出";

/// The last day with its weekday; a provisional one says so.
pub fn due_day(due: &Due) -> String {
    let mark = if due.provisional.is_some() { "（暂定）" } else { "" };
    format!("{} {}{mark}", due.date, weekday(due.date))
}

/// What happens when it is missed.
pub fn lapse(text: &str) -> String {
    format!("后果 {text}")
}

/// Under the clocks.
pub fn clocks_hint(back: &str) -> String {
    format!("上下键 换一个期限　PageDown 翻看算法　{back} 返回")
}
