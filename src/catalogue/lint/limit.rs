//! Limits, deferral and commitment (S088–S091, S123, S138).

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;

use super::{Found, Rule};
use crate::domain::calendar::WorkCalendar;
use crate::domain::clock::{Limit, LimitUnit, due};
use crate::domain::item::{CaseKind, ServiceItem};

/// Compares limits over the published years: days a case can begin on, and when each limit would end.
pub(super) struct Comparison<'a> {
    calendar: &'a WorkCalendar,
    starts: Vec<Date>,
    ends: BTreeMap<(u16, u8), Vec<Date>>,
}

impl<'a> Comparison<'a> {
    pub(super) fn over(calendar: &'a WorkCalendar) -> Self {
        let years: Vec<crate::domain::calendar::CalendarYear> = calendar.clone().into();
        let first_days = years.iter().filter_map(|year| Date::new(year.year, 1, 1).ok());
        let starts = first_days.flat_map(|first| {
            first.series(Span::new().days(1)).take_while(move |day| day.year() == first.year())
        });
        let starts = starts.filter(|day| calendar.is_working_day(*day)).collect();
        Self { calendar, starts, ends: BTreeMap::new() }
    }

    /// The first working day of a published year from which `limit` ends later than `other`. Limits of the same
    /// unit are compared by their numbers.
    fn ends_later(&mut self, limit: Limit, other: Limit) -> Option<Example> {
        let units = (limit.unit, other.unit);
        if units.0 == units.1 && limit.n <= other.n {
            return None;
        }
        self.ends_of(limit);
        self.ends_of(other);
        let (mine, others) = (self.ends.get(&key(limit))?, self.ends.get(&key(other))?);
        let mut pairs = self.starts.iter().zip(mine.iter().zip(others));
        pairs.find(|(_, (mine, other))| mine > other).map(|(start, (mine, other))| Example {
            start: *start,
            ends: *mine,
            other_ends: *other,
        })
    }

    fn ends_of(&mut self, limit: Limit) {
        if !self.ends.contains_key(&key(limit)) {
            let ends = self.starts.iter().map(|start| due(*start, limit, &[], self.calendar).date).collect();
            self.ends.insert(key(limit), ends);
        }
    }
}

fn key(limit: Limit) -> (u16, u8) {
    let unit = match limit.unit {
        LimitUnit::OnTheSpot => 0,
        LimitUnit::WorkingDays => 1,
        LimitUnit::NaturalDays => 2,
        LimitUnit::Months => 3,
    };
    (limit.n, unit)
}

/// A day from which one limit ends after another.
struct Example {
    start: Date,
    ends: Date,
    other_ends: Date,
}

pub(super) fn check(item: &ServiceItem, comparison: &mut Comparison<'_>, found: &mut Found<'_>) {
    promised(item, comparison, found);
    deferral(item, comparison, found);
    commitment(item, found);
}

fn promised(item: &ServiceItem, comparison: &mut Comparison<'_>, found: &mut Found<'_>) {
    let unit = item.promised.unit;
    if is_missing(item.promised) {
        let message = "没有写承诺时限；当场办结写 { n = 0, unit = \"on_the_spot\" }，其余写明天数和单位";
        found.item(Rule::LimitMissing, item, "promised", message);
        return;
    }
    let immediate = item.kind == CaseKind::Immediate;
    if immediate != (unit == LimitUnit::OnTheSpot) {
        let message = if immediate {
            format!("即办件承诺时限应当是当场，写的是{}；请改时限或者改办件类型", item.promised)
        } else {
            "承诺当场办结的应当是即办件；请改办件类型（kind）或者改时限".to_owned()
        };
        found.item(Rule::ImmediateLimit, item, "promised", message);
    }
    let Some(statutory) = item.statutory else { return };
    if let Some(Example { start, ends, other_ends }) = comparison.ends_later(item.promised, statutory) {
        let message = format!(
            "承诺时限{}比法定时限{statutory}长：{start}受理的，承诺到{ends}，法定到{other_ends}；请缩短承诺时限",
            item.promised
        );
        found.item(Rule::LimitBeyondLaw, item, "promised", message);
    }
}

/// No number where there must be one, or one where there is none.
fn is_missing(limit: Limit) -> bool {
    (limit.n == 0) != (limit.unit == LimitUnit::OnTheSpot)
}

fn deferral(item: &ServiceItem, comparison: &mut Comparison<'_>, found: &mut Found<'_>) {
    let mut deferrable = item.materials.iter().filter(|material| material.deferrable);
    let Some(days) = item.deferral_days else {
        if let Some(material) = deferrable.next() {
            let message = format!("“{}”可容缺，但事项没有写补交期限（deferral_days）", material.name);
            found.material(Rule::DeferralNoDays, (item, material), "deferrable", message);
        }
        return;
    };
    if deferrable.next().is_none() {
        let message = "写了容缺补交期限，但没有可容缺的材料；请标明材料（deferrable）或者删去期限";
        found.item(Rule::DeferralUnused, item, "deferral_days", message);
        return;
    }
    let limit = Limit { n: days, unit: LimitUnit::WorkingDays };
    if is_missing(item.promised) {
        return;
    }
    if let Some(Example { start, ends, other_ends }) = comparison.ends_later(limit, item.promised) {
        let message = format!(
            "容缺补交期限{limit}超过承诺时限{}：{start}受理的，补交到{ends}，承诺到{other_ends}；请缩短补交期限",
            item.promised
        );
        found.item(Rule::DeferralBeyondLimit, item, "deferral_days", message);
    }
}

fn commitment(item: &ServiceItem, found: &mut Found<'_>) {
    let why = if !item.no_commitment.trim().is_empty() {
        format!("本事项不适用告知承诺（{}）", item.no_commitment.trim())
    } else if item.decides_on_the_spot() {
        "当场作出决定的事项不适用告知承诺".to_owned()
    } else {
        return;
    };
    for material in item.materials.iter().filter(|material| material.committable) {
        let message = format!("“{}”标为可承诺，但{why}；请去掉 committable", material.name);
        found.material(Rule::CommitmentExcluded, (item, material), "committable", message);
    }
}

/// The limits an item counts, with what they are.
pub(super) fn limits(item: &ServiceItem) -> Vec<(&'static str, Limit)> {
    let working = |n| Limit { n, unit: LimitUnit::WorkingDays };
    let mut limits = vec![("承诺时限", item.promised)];
    limits.extend(item.statutory.map(|limit| ("法定时限", limit)));
    limits.extend(item.deferral_days.map(|days| ("容缺补交期限", working(days))));
    limits.extend((item.correction_days > 0).then(|| ("补正期限", working(item.correction_days))));
    limits
}

/// The unpublished year that the extension of the decision rests on, if there is one; it follows the statutory
/// limit (行政许可法 42).
pub(super) fn extension_rests_on(item: &ServiceItem, start: Date, calendar: &WorkCalendar) -> Option<i16> {
    let extension = item.extension.as_ref()?;
    let first = due(start, item.statutory.unwrap_or(item.promised), &[], calendar);
    first.provisional.or_else(|| due(first.date, extension.limit, &[], calendar).provisional)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::tests::published;

    fn later(limit: (u16, LimitUnit), other: (u16, LimitUnit)) -> Option<Date> {
        let calendar = published();
        let of = |(n, unit)| Limit { n, unit };
        Comparison::over(&calendar).ends_later(of(limit), of(other)).map(|example| example.start)
    }

    #[test]
    fn limits_of_different_units_are_compared_at_their_worst() {
        use LimitUnit::{Months, NaturalDays, OnTheSpot, WorkingDays};
        assert_eq!(later((20, WorkingDays), (20, WorkingDays)), None);
        assert!(later((21, WorkingDays), (20, WorkingDays)).is_some());
        assert_eq!(later((0, OnTheSpot), (1, WorkingDays)), None);
        assert!(later((1, WorkingDays), (0, OnTheSpot)).is_some());
        assert_eq!(
            later((1, WorkingDays), (7, NaturalDays)),
            None,
            "民法典 203: no earlier than the next working day"
        );
        assert!(later((20, WorkingDays), (20, NaturalDays)).is_some());
        assert!(later((20, WorkingDays), (1, Months)).is_some(), "over 春节 twenty working days are longer");
        assert_eq!(later((10, WorkingDays), (1, Months)), None);
        assert_eq!(later((28, NaturalDays), (1, Months)), None);
        assert!(later((30, NaturalDays), (1, Months)).is_some(), "February");
    }
}
