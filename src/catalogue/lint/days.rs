//! The calendar, and dates that rest on what is not yet published (DESIGN 4.4, domain-facts 5).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::limit::{extension_rests_on, limits};
use super::{Found, Rule};
use crate::domain::calendar::{CalendarYear, WorkCalendar};
use crate::domain::clock::due;
use crate::domain::item::ServiceItem;

pub(super) fn check(calendar: &WorkCalendar, on: Date, found: &mut Found<'_>) {
    if !calendar.published(on.year()) {
        let year = on.year();
        let message = format!("没有{year}年的放假安排，{on}起的日期都是暂定的；请导入{year}年的日历");
        found.year(Rule::CalendarUnpublished, year, "", message);
    }
    let years: Vec<CalendarYear> = calendar.clone().into();
    for year in &years {
        for (field, problem) in year.problems() {
            let message = format!("{problem}；请对照{}核对", notice(year));
            found.year(Rule::CalendarFlawed, year.year, field, message);
        }
    }
}

/// The notice as it is cited.
fn notice(year: &CalendarYear) -> &str {
    Some(year.document.trim()).filter(|document| !document.is_empty()).unwrap_or("放假通知")
}

/// Limits counted from the day, and from the first and last day of the edition where those are still to come.
pub(super) fn check_item(item: &ServiceItem, calendar: &WorkCalendar, on: Date, found: &mut Found<'_>) {
    let mut starts = vec![(item.holds_on(on).then_some(on), "")];
    starts.push((Some(item.valid_from).filter(|from| *from > on), "valid_from"));
    starts.push((item.valid_to.filter(|to| *to > on), "valid_to"));
    for (start, field) in starts {
        let Some(start) = start else { continue };
        let mut missing: BTreeMap<i16, Vec<&str>> = BTreeMap::new();
        for (what, limit) in limits(item) {
            if let Some(year) = due(start, limit, &[], calendar).provisional {
                missing.entry(year).or_default().push(what);
            }
        }
        if let Some(year) = extension_rests_on(item, start, calendar) {
            missing.entry(year).or_default().push("延长");
        }
        // Where the day itself lies in an unpublished year, that is told once for all.
        for (year, what) in missing.into_iter().filter(|(year, _)| *year != on.year()) {
            let message = format!(
                "{start}受理的，{}要算到{year}年，{year}年的放假安排还没有，日期是暂定的",
                what.join("、")
            );
            found.item(Rule::CalendarProvisional, item, field, message);
        }
    }
}
