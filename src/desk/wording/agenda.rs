//! Words of what expires when.

use crate::domain::agenda::{Entry, When};
use crate::text::Clean;

/// Over the list.
pub fn agenda_title(of_hall: bool, window: &str) -> String {
    if of_hall { "期限总览：全厅".to_owned() } else { format!("期限总览：{window}号窗口") }
}

/// Nothing runs anywhere.
pub const NO_AGENDA: &str = "目前没有期限在走的办件";

/// The case has no number to be fetched by.
pub const NO_NUMBER_YET: &str = "该办件编号中，请稍候再打开";

/// The hall's clocks are on their way.
pub const AGENDA_LOOKING: &str = "正在取全厅期限，先列本窗口的";

/// There are more.
pub const AGENDA_MORE: &str = "只列最近届满的部分，其余请到登记簿查";

/// The hall's clocks did not come.
pub fn agenda_only_own(why: &Clean) -> String {
    format!("只列本窗口：{}", why.shown())
}

/// How many there are of each kind: `已超期 1　今天 2`; those without any are left out.
pub fn agenda_counts(counts: &[(When, usize)]) -> String {
    let told: Vec<String> = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(when, count)| format!("{} {count}", when.label()))
        .collect();
    told.join("　")
}

/// Over those of a kind.
pub fn agenda_group(when: When, count: usize) -> String {
    format!("{}（{count}）", when.label())
}

/// Over the windows.
pub const COLUMN_WINDOW: &str = "窗口";

/// The case of a clock, whole: what its columns had no room for.
pub fn agenda_case(entry: &Entry) -> Vec<String> {
    let applicant = if entry.applicant.is_empty() { "申请人未录入" } else { &entry.applicant };
    vec![
        format!("{} {}", entry.number.as_deref().unwrap_or("编号中"), entry.stage),
        format!("事项 {}", Clean::new(&entry.item).shown()),
        format!("申请人 {}", Clean::new(applicant).shown()),
        format!("期限 {}（{}号窗口）", entry.clock.label, entry.window),
    ]
}
