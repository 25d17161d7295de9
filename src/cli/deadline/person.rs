//! A period told to a person: the date, the days drawn, and the way to it in sentences.

use std::fmt::Write as _;

use super::Period;
use super::answer::within_reach;
use super::drawing::{Marked, draw};
use crate::domain::calendar::{WorkCalendar, weekday};
use crate::domain::clock::{Due, Limit, LimitUnit, due, extended};
use crate::text::wrap;

/// The whole text.
///
/// # Errors
/// The period ends beyond the calendar.
pub(super) fn told(period: &Period, calendar: &WorkCalendar) -> Result<String, String> {
    let Period { start, limit, by, suspensions } = period;
    let mut text = format!("自{start}（{}）起{}：", weekday(*start), in_words(*limit));
    let (last, before) = match by {
        None => (within_reach(due(*start, *limit, suspensions, calendar))?, None),
        Some(by) => {
            let dates = extended(*start, *limit, *by, suspensions, calendar);
            (within_reach(dates.extended)?, Some((dates.original, by)))
        }
    };
    match &before {
        None => line(&mut text, &format!("{}届满（当日24时止）", named(&last))),
        Some((original, by)) => {
            line(&mut text, &format!("{}届满", named(original)));
            line(&mut text, &format!("延长{}：{}届满（当日24时止）", in_words(**by), named(&last)));
        }
    }
    if let Some(year) = last.provisional {
        line(&mut text, &format!("暂定：{}", missing(year)));
    }
    let original = before.as_ref().map(|(original, _)| original.date);
    for drawn in draw(&Marked { days: &last.days(), due: last.date, original }) {
        line(&mut text, &drawn);
    }
    text.push('\n');
    line(&mut text, LEGEND);
    text.push('\n');
    line(&mut text, "来由");
    for step in &last.trace {
        reason(&mut text, &step.to_string());
    }
    reason(&mut text, law(limit.unit));
    Ok(text)
}

/// Cells of a line.
const CELLS: usize = 80;
const LEGEND: &str = "第n日 计入　补班 周末上班，计入　周末、节假日、中止 不计入";

fn line(text: &mut String, line: &str) {
    // Writing to a string does not fail.
    let _ = writeln!(text, "{line}");
}

/// A sentence under the heading, its further lines under its first.
fn reason(text: &mut String, sentence: &str) {
    for part in wrap(sentence, CELLS - 2) {
        line(text, &format!("  {part}"));
    }
}

fn named(due: &Due) -> String {
    format!("{}（{}）", due.date, weekday(due.date))
}

fn in_words(limit: Limit) -> String {
    match limit.unit {
        LimitUnit::NaturalDays => format!("{}个自然日", limit.n),
        _ => limit.to_string(),
    }
}

fn missing(year: i16) -> String {
    format!(
        "{year}年放假安排尚未公布或尚未导入，日期可能变动。公布后请导入，再重新推算：\n  \
         yichuang calendar import {year}.json --document 文号 --out 大厅/calendar"
    )
}

fn law(unit: LimitUnit) -> &'static str {
    match unit {
        LimitUnit::OnTheSpot | LimitUnit::WorkingDays => {
            "开始当日不计入（民法典第二百零一条）；以工作日计，不含法定节假日（行政许可法第八十二条）"
        }
        LimitUnit::NaturalDays => "开始当日不计入（民法典第二百零一条）；以自然日计，周末和节假日计入",
        LimitUnit::Months => {
            "开始当日不计入（民法典第二百零一条）；到期月的对应日届满，没有对应日的为月末（第二百零二条）"
        }
    }
}
