//! What expires when (DESIGN 4.4): the clocks of many cases in one list, the nearest first.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::case::Case;
use super::clocks::{CaseClock, clocks};
use super::ids::{CaseId, WindowId};
use super::person::Applicant;
use super::rulebook::Rulebook;

/// When a last day is, seen from a day; in the order of the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// 已超期.
    Overdue,
    /// 今天.
    Today,
    /// 明天: the next day, whether it is worked on or not.
    Tomorrow,
    /// 本周: until Sunday.
    Week,
    /// 以后.
    Later,
}

impl When {
    /// Every one, in order.
    pub const ALL: [Self; 5] = [Self::Overdue, Self::Today, Self::Tomorrow, Self::Week, Self::Later];

    /// Where a last day belongs on a day.
    pub fn of(last: Date, today: Date) -> Self {
        let days = (last - today).get_days();
        let rest_of_week = i32::from(Weekday::Sunday.to_monday_one_offset())
            - i32::from(today.weekday().to_monday_one_offset());
        match days {
            ..0 => Self::Overdue,
            0 => Self::Today,
            1 => Self::Tomorrow,
            days if days <= rest_of_week => Self::Week,
            _ => Self::Later,
        }
    }

    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Overdue => "已超期",
            Self::Today => "今天",
            Self::Tomorrow => "明天",
            Self::Week => "本周",
            Self::Later => "以后",
        }
    }
}

/// A clock that runs, and whose it is. It carries no more of a person than lists show.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Case.
    pub case: CaseId,
    /// Its number; none while it is being made.
    pub number: Option<String>,
    /// Name of the item.
    pub item: String,
    /// The applicant as lists show one: a person's name is masked.
    pub applicant: String,
    /// The window that keeps the case.
    pub window: WindowId,
    /// The stage in words.
    pub stage: String,
    /// The clock, with its trace.
    pub clock: CaseClock,
}

/// The clocks of these cases, each case under its own edition: the nearest first, those of one day by case number.
pub fn agenda<'a>(cases: impl IntoIterator<Item = &'a Case>, rules: &Rulebook) -> Vec<Entry> {
    let mut entries: Vec<Entry> = cases.into_iter().flat_map(|case| of_case(case, rules)).collect();
    entries.sort_by(|one, other| {
        let key = |entry: &Entry| (entry.clock.due.date, entry.number.is_none());
        key(one).cmp(&key(other)).then_with(|| one.number.cmp(&other.number))
    });
    entries
}

fn of_case(case: &Case, rules: &Rulebook) -> Vec<Entry> {
    let Some(item) = rules.edition(&case.item, &case.edition) else { return Vec::new() };
    let entry = |clock| Entry {
        case: case.id.clone(),
        number: case.number.clone(),
        item: item.name.clone(),
        applicant: case.applicant.as_ref().map(Applicant::listed).unwrap_or_default(),
        window: case.window.clone(),
        stage: case.stage.label().to_owned(),
        clock,
    };
    clocks(case, item, &rules.calendar).into_iter().map(entry).collect()
}

/// How many last days there are of each kind, in the order of [`When::ALL`].
pub fn tally(entries: &[Entry], today: Date) -> Vec<(When, usize)> {
    let of = |when| entries.iter().filter(|entry| When::of(entry.clock.due.date, today) == when).count();
    When::ALL.into_iter().map(|when| (when, of(when))).collect()
}

/// The day after which nothing is of this week.
pub fn week_ends(today: Date) -> Date {
    let left = Weekday::Sunday.to_monday_one_offset() - today.weekday().to_monday_one_offset();
    today.checked_add(i64::from(left).days()).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_week_ends_on_sunday_and_tomorrow_comes_first() {
        // A Friday.
        let friday = date(2026, 11, 27);
        let when = |day| When::of(date(2026, 11, day), friday);
        assert_eq!(when(26), When::Overdue);
        assert_eq!(when(27), When::Today);
        assert_eq!(when(28), When::Tomorrow);
        assert_eq!(when(29), When::Week);
        assert_eq!(when(30), When::Later);
        assert_eq!(week_ends(friday), date(2026, 11, 29));
        // On a Sunday the next week has begun by tomorrow.
        let sunday = date(2026, 11, 29);
        assert_eq!(When::of(date(2026, 11, 30), sunday), When::Tomorrow);
        assert_eq!(When::of(date(2026, 12, 1), sunday), When::Later);
        assert_eq!(week_ends(sunday), sunday);
    }

    proptest::proptest! {
        #[test]
        fn what_is_later_never_comes_earlier(from in -400_i64..400, by in 0_i64..60) {
            let today = date(2026, 11, 27);
            let one = today.checked_add(from.days()).unwrap();
            let other = one.checked_add(by.days()).unwrap();
            proptest::prop_assert!(When::of(one, today) <= When::of(other, today));
            let of_week = one >= today && one <= week_ends(today);
            let told = matches!(When::of(one, today), When::Today | When::Tomorrow | When::Week);
            // Tomorrow of a Sunday would be the one exception; this today is a Friday.
            proptest::prop_assert_eq!(of_week, told);
        }
    }
}
