//! Deferral (容缺受理): the main materials are complete, a secondary one is promised for a later day (S088;
//! domain-facts 1.2).

use jiff::civil::Date;

use super::Line;
use super::exits::{Intake, names};
use super::verdict::Verdict;
use crate::domain::calendar::WorkCalendar;
use crate::domain::clock::{LimitUnit, deferral_due, due};
use crate::domain::item::ServiceItem;

/// The last day a material may be deferred to when the application is accepted on `today`: the days of the item,
/// never past the promised decision. None where the item defers nothing, and where it is decided on the spot:
/// there is no later day then.
pub fn last_deferral_day(item: &ServiceItem, today: Date, calendar: &WorkCalendar) -> Option<Date> {
    let days = item.deferral_days.filter(|_| item.promised.unit != LimitUnit::OnTheSpot)?;
    let promised = due(today, item.promised, &[], calendar);
    Some(deferral_due(today, days, &promised, calendar).date)
}

/// The deferred lines that cannot be accepted as they stand.
pub(super) fn invalid(intake: Intake<'_>, lines: &[Line<'_>]) -> Vec<String> {
    if !lines.iter().any(is_deferred) {
        return Vec::new();
    }
    let last = last_deferral_day(intake.item, intake.today, intake.calendar);
    names(lines, |line| match line.verdict {
        Verdict::Deferred { due, promised } => {
            !promised
                || !line.material.deferrable
                || *due < intake.today
                || last.is_none_or(|last| *due > last)
        }
        _ => false,
    })
}

/// The deferred lines, where the main materials do not carry them: none is there, or one is wanting. A notice has
/// to go out then in any case, and it lists everything.
pub(super) fn without_main(lines: &[Line<'_>]) -> Vec<String> {
    let mut main = lines.iter().filter(|line| !line.material.deferrable);
    let unexamined = lines.iter().any(|line| *line.verdict == Verdict::Unexamined);
    let wanting = lines.iter().any(|line| !line.material.deferrable && line.verdict.is_wanting());
    if wanting || (!unexamined && !main.any(|line| line.verdict.is_in_hand())) {
        names(lines, is_deferred)
    } else {
        Vec::new()
    }
}

fn is_deferred(line: &Line<'_>) -> bool {
    matches!(line.verdict, Verdict::Deferred { .. })
}
