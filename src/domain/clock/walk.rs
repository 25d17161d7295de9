//! One walk over the days of a period, writing its explanation as it goes.

use jiff::civil::Date;

use super::stops::Stops;
use super::trace::Tracer;
use super::{Due, Limit, LimitUnit, Suspension, after};
use crate::domain::calendar::{DayKind, WorkCalendar};

pub(super) struct Walk<'a> {
    start: Date,
    limit: Limit,
    stops: Stops,
    calendar: &'a WorkCalendar,
    tracer: Tracer,
    /// The year last found to have its notice.
    published: Option<i16>,
    missing: Option<i16>,
}

impl<'a> Walk<'a> {
    pub(super) fn starting(
        start: Date,
        limit: Limit,
        suspensions: &[Suspension],
        calendar: &'a WorkCalendar,
    ) -> Self {
        let mut tracer = Tracer::default();
        // What is done on the spot has no day that could be left out.
        if limit.unit != LimitUnit::OnTheSpot {
            tracer.starts(start);
        }
        Self {
            start,
            limit,
            stops: Stops::merged(suspensions),
            calendar,
            tracer,
            published: None,
            missing: None,
        }
    }

    pub(super) fn working_days(&mut self, n: i32) -> Date {
        let mut day = self.start;
        let mut left = n;
        while left > 0 && day < Date::MAX {
            if !self.steps_on(&mut day) {
                continue;
            }
            self.note_unpublished(day);
            match self.calendar.kind(day) {
                DayKind::Working { make_up: false } => left -= 1,
                DayKind::Working { make_up: true } => {
                    left -= 1;
                    self.tracer.made_up(day);
                }
                off => self.tracer.skipped(day, off),
            }
        }
        day
    }

    pub(super) fn natural_days(&mut self, n: i64) -> Date {
        let mut day = self.start;
        let mut left = n;
        while left > 0 && day < Date::MAX {
            if self.steps_on(&mut day) {
                left -= 1;
            }
        }
        day
    }

    /// Goes to the next day, or to the end of the suspension that begins there; whether the day can count.
    fn steps_on(&mut self, day: &mut Date) -> bool {
        *day = after(*day);
        let Some(stop) = self.stops.over(*day) else { return true };
        self.tracer.suspended(*day, stop);
        *day = stop.to;
        false
    }

    /// 民法典 203: a last day that is a day off gives way to the next working day.
    pub(super) fn rolled_over(&mut self, end: Date) -> Date {
        let mut day = end;
        loop {
            self.note_unpublished(day);
            if day == Date::MAX {
                break;
            }
            // The first day of the loop is counted and so never suspended.
            if let Some(stop) = self.stops.over(day) {
                self.tracer.suspended(day, stop);
                day = after(stop.to);
                continue;
            }
            match self.calendar.kind(day) {
                DayKind::Working { .. } => break,
                off => self.tracer.skipped(day, off),
            }
            day = after(day);
        }
        if day != end {
            self.tracer.rolled_over(end, day);
        }
        day
    }

    /// The last day by the count alone.
    pub(super) fn counted(&mut self, date: Date) {
        if self.limit.n > 0 || self.limit.unit == LimitUnit::OnTheSpot {
            self.tracer.counted(date, self.limit);
        }
    }

    pub(super) fn finish(self, date: Date) -> Due {
        Due { date, provisional: self.missing, trace: self.tracer.finish() }
    }

    fn note_unpublished(&mut self, day: Date) {
        if self.missing.is_some() || self.published == Some(day.year()) {
            return;
        }
        if self.calendar.published(day.year()) {
            self.published = Some(day.year());
        } else {
            self.missing = Some(day.year());
            self.tracer.unpublished(day.year());
        }
    }
}
