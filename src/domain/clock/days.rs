//! A period day by day, read from its trace: for a drawing that cannot differ from the count.

use jiff::Span;
use jiff::civil::Date;

use super::{Due, Skip, TraceStep};

/// One day of a period.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PeriodDay {
    /// The day.
    pub date: Date,
    /// What it is in the count.
    pub role: DayRole,
}

/// What a day is in the count.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DayRole {
    /// Day 0.
    Start,
    /// Counted.
    Counted {
        /// Which it is, from 1.
        nth: u32,
        /// Whether it is a weekend that is worked (补班).
        make_up: bool,
    },
    /// The last by the count, but a day off: it gives way (民法典 203).
    GaveWay {
        /// Which it is, from 1.
        nth: u32,
        /// What is off on it.
        why: Skip,
    },
    /// Not counted.
    Skipped(Skip),
    /// The working day the end was moved to (民法典 203).
    RolledTo,
}

impl Due {
    /// Every day from the start to the due date; none where the trace has no start (当场).
    ///
    /// ```
    /// use jiff::civil::date;
    /// use yichuang::domain::calendar::WorkCalendar;
    /// use yichuang::domain::clock::{DayRole, Limit, Skip, due};
    /// let plain = WorkCalendar::default();
    /// let days = due(date(2026, 3, 6), Limit::working_days(1), &[], &plain).days();
    /// let roles: Vec<DayRole> = days.into_iter().map(|day| day.role).collect();
    /// let weekend = DayRole::Skipped(Skip::Weekend);
    /// assert_eq!(roles, [DayRole::Start, weekend.clone(), weekend, DayRole::Counted { nth: 1, make_up: false }]);
    /// ```
    pub fn days(&self) -> Vec<PeriodDay> {
        let start = self.trace.iter().find_map(|step| match step {
            TraceStep::Start { date } => Some(*date),
            _ => None,
        });
        let Some(start) = start else { return Vec::new() };
        let last_counted = self.last_counted();
        let mut nth = 0;
        let mut days = vec![PeriodDay { date: start, role: DayRole::Start }];
        for date in start.series(Span::new().days(1)).skip(1).take_while(|date| *date <= self.date) {
            let skip = self.skip_over(date).cloned();
            nth += u32::from(date <= last_counted && (skip.is_none() || date == last_counted));
            let role = match skip {
                // The day that gave way was counted before it was found to be a day off.
                Some(why) if date == last_counted => DayRole::GaveWay { nth, why },
                Some(why) => DayRole::Skipped(why),
                None if date > last_counted => DayRole::RolledTo,
                None => DayRole::Counted { nth, make_up: self.trace.contains(&TraceStep::MadeUp { date }) },
            };
            days.push(PeriodDay { date, role });
        }
        days
    }

    fn skip_over(&self, date: Date) -> Option<&Skip> {
        self.trace.iter().find_map(|step| match step {
            TraceStep::Skipped { from, to, why } if *from <= date && date <= *to => Some(why),
            _ => None,
        })
    }
}
