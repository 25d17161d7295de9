//! The answer to one line of another program.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::cli::asked::Asked;
use crate::domain::calendar::{WorkCalendar, weekday};
use crate::domain::clock::{
    CorrectionClock, Due, Limit, Suspension, correction_clock, due, extended, limits, remaining_working_days,
};
use crate::domain::item::CorrectionRegime;

/// About forty years of working days; a period in a law is shorter.
const MOST_WORKING_DAYS: u16 = 10_000;
/// A hundred years, in days and in months.
const MOST_NATURAL_DAYS: u16 = 36_525;
const MOST_MONTHS: u16 = 1_200;

/// One answer for each kind of question.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Answer {
    WorkingDays {
        due: Date,
        weekday: &'static str,
        provisional: bool,
        missing_year: Option<i16>,
    },
    Rolling {
        raw_last_day: Date,
        due: Date,
        #[serde(flatten)]
        rests_on: Option<Missing>,
    },
    Extension {
        original_due: Date,
        extended_due: Date,
        #[serde(flatten)]
        rests_on: Option<Missing>,
    },
    Correction {
        last_day_to_notify: Date,
        deemed_acceptance_date: Date,
        first_day_deemed: Date,
        decision_due_if_deemed: Date,
        #[serde(flatten)]
        rests_on: Option<Missing>,
    },
    Remaining {
        remaining: i32,
        overdue: bool,
        #[serde(flatten)]
        rests_on: Option<Missing>,
    },
}

/// Said only where a date rests on a year without a notice.
#[derive(Debug, Serialize)]
pub(super) struct Missing {
    provisional: bool,
    missing_year: i16,
}

fn missing(year: Option<i16>) -> Option<Missing> {
    year.map(|missing_year| Missing { provisional: true, missing_year })
}

/// Answers one line.
///
/// # Errors
/// What is wrong with the question, by its field.
pub(super) fn to(fields: Map<String, Value>, calendar: &WorkCalendar) -> Result<Answer, String> {
    let mut asked = Asked::new(fields);
    let kind = asked.text("kind")?;
    match kind.as_str() {
        "working_days" => working_days(asked, calendar),
        "natural_days" => rolling(asked, "n", Limit::natural_days, MOST_NATURAL_DAYS, calendar),
        "months" => rolling(asked, "months", Limit::months, MOST_MONTHS, calendar),
        "extension" => extension(asked, calendar),
        "correction_and_deemed_acceptance" => correction(asked, calendar),
        "remaining_working_days" => remaining(asked, calendar),
        _ => Err("“kind”应为 working_days、natural_days、months、extension、\
                  correction_and_deemed_acceptance 或 remaining_working_days"
            .to_owned()),
    }
}

fn working_days(mut asked: Asked, calendar: &WorkCalendar) -> Result<Answer, String> {
    let start = asked.date("start")?;
    let limit = Limit::working_days(asked.whole("n", 1..=MOST_WORKING_DAYS)?);
    let stops: Vec<Suspension> = asked
        .stretches("suspensions")?
        .into_iter()
        .map(|(from, to)| Suspension { from, to, why: String::new() })
        .collect();
    asked.done()?;
    let due = within_reach(due(start, limit, &stops, calendar))?;
    Ok(Answer::WorkingDays {
        due: due.date,
        weekday: weekday(due.date),
        provisional: due.provisional.is_some(),
        missing_year: due.provisional,
    })
}

fn rolling(
    mut asked: Asked,
    counted: &str,
    unit: fn(u16) -> Limit,
    most: u16,
    calendar: &WorkCalendar,
) -> Result<Answer, String> {
    let start = asked.date("start")?;
    let limit = unit(asked.whole(counted, 1..=most)?);
    let roll = asked.flag("roll_to_next_working_day", true)?;
    asked.done()?;
    let due = within_reach(due(start, limit, &[], calendar))?;
    let raw_last_day = due.last_counted();
    // Without the roll-over the date rests on no notice.
    let (due, rests_on) = if roll { (due.date, missing(due.provisional)) } else { (raw_last_day, None) };
    Ok(Answer::Rolling { raw_last_day, due, rests_on })
}

fn extension(mut asked: Asked, calendar: &WorkCalendar) -> Result<Answer, String> {
    let start = asked.date("start")?;
    let limit = Limit::working_days(asked.whole("n", 1..=MOST_WORKING_DAYS)?);
    let by = Limit::working_days(asked.whole("extend", 1..=MOST_WORKING_DAYS)?);
    asked.done()?;
    let dates = extended(start, limit, by, &[], calendar);
    let extended = within_reach(dates.extended)?;
    Ok(Answer::Extension {
        original_due: dates.original.date,
        extended_due: extended.date,
        rests_on: missing(extended.provisional),
    })
}

fn correction(mut asked: Asked, calendar: &WorkCalendar) -> Result<Answer, String> {
    let received = asked.date("received")?;
    asked.done()?;
    let clock = correction_clock(CorrectionRegime::Licence, received, limits::DECISION, calendar);
    let CorrectionClock::Licence { notify_by, deemed } = clock else {
        return Err("本事项没有逾期视为受理的规定".to_owned());
    };
    let decision = within_reach(deemed.decision)?;
    Ok(Answer::Correction {
        last_day_to_notify: notify_by.date,
        deemed_acceptance_date: deemed.accepted,
        first_day_deemed: deemed.first_day,
        decision_due_if_deemed: decision.date,
        rests_on: missing(notify_by.provisional.or(decision.provisional)),
    })
}

fn remaining(mut asked: Asked, calendar: &WorkCalendar) -> Result<Answer, String> {
    let (today, due) = (asked.date("today")?, asked.date("due")?);
    asked.done()?;
    Ok(Answer::Remaining {
        remaining: remaining_working_days(today, due, calendar),
        overdue: today > due,
        rests_on: missing(unpublished_between(today, due, calendar)),
    })
}

/// The first year without a notice among the days counted between two days, the earlier not counted.
fn unpublished_between(one: Date, other: Date, calendar: &WorkCalendar) -> Option<i16> {
    let (before, last) = (one.min(other), one.max(other));
    let first = before.tomorrow().ok().filter(|first| *first <= last)?;
    (first.year()..=last.year()).find(|year| !calendar.published(*year))
}

/// The arithmetic ends at the last day of year 9999.
pub(super) fn within_reach(due: Due) -> Result<Due, String> {
    if due.date == Date::MAX { Err("届满日超出9999年，请核对日期".to_owned()) } else { Ok(due) }
}
