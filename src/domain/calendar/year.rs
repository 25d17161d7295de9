//! One year's notice on holidays.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::stretches;

/// One year's notice on holidays.
///
/// In a file the days stand as text, a stretch as `"first/last"` with both days included; a stretch of days off
/// may carry the name of the holiday:
///
/// ```
/// use jiff::civil::date;
/// use yichuang::domain::calendar::CalendarYear;
/// let year: CalendarYear = toml::from_str(
///     r#"
///     year = 2026
///     document = "国办发明电〔2025〕7号"
///     days_off = [{ name = "元旦", days = "2026-01-01/2026-01-03" }, "2026-06-19"]
///     make_up = ["2026-01-04"]
///     "#,
/// )?;
/// assert_eq!(year.days_off.len(), 4);
/// assert_eq!(year.days_off[&date(2026, 1, 2)], "元旦");
/// assert!(year.problems().is_empty());
/// # Ok::<(), toml::de::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CalendarYear {
    /// The year the notice is about.
    pub year: i16,
    /// Number of the notice: `国办发明电〔2025〕7号`.
    pub document: String,
    /// Days off (放假、调休), the weekends inside a holiday among them, each with the name of the holiday (empty
    /// where none is given). A notice may name days of the December before.
    #[serde(with = "stretches::named")]
    #[schemars(with = "Vec<stretches::named::Written>")]
    pub days_off: BTreeMap<Date, String>,
    /// Weekend days that are worked (补班).
    #[serde(with = "stretches::plain")]
    #[schemars(with = "Vec<String>")]
    pub make_up: BTreeSet<Date>,
}

impl CalendarYear {
    /// Whether the notice counts for the day: one of its own year, or of the year before, because a New Year
    /// holiday can begin in December (2022-12-31 stood in the notice for 2023).
    pub fn speaks_of(&self, day: Date) -> bool {
        day.year() == self.year || day.year() == self.year.saturating_sub(1)
    }

    /// What cannot be right in a notice, each as a sentence with the field it stands in.
    pub fn problems(&self) -> Vec<(&'static str, String)> {
        let mut found = Vec::new();
        if self.days_off.is_empty() {
            found.push(("days_off", format!("{}年没有放假日，不像已公布的放假安排", self.year)));
        }
        if self.document.trim().is_empty() {
            found.push(("document", "缺少放假通知的文号".to_owned()));
        }
        let off = self.days_off.keys().map(|day| ("days_off", day));
        for (field, day) in off.chain(self.make_up.iter().map(|day| ("make_up", day))) {
            let december_before = day.year() == self.year.saturating_sub(1) && day.month() == 12;
            if day.year() != self.year && !december_before {
                found.push((field, format!("{day} 不在{}年", self.year)));
            }
        }
        for day in &self.make_up {
            if self.days_off.contains_key(day) {
                found.push(("make_up", format!("{day} 既放假又补班")));
            }
            if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
                found.push(("make_up", format!("{day} 不是周末，不会是补班日")));
            }
        }
        found
    }
}
