//! `fees/*.toml` and `calendar/*.toml`: what amounts and dates rest on.

use std::collections::BTreeSet;

use super::items::Items;
use super::problem::Problem;
use super::source::Source;
use crate::domain::calendar::{CalendarYear, WorkCalendar};
use crate::domain::fee::{FeeStandard, problems as faults};

/// Reads the fee standards; what a standard says must hold together, and what an item names must exist.
pub(super) fn fees(files: &[Source], items: &Items, problems: &mut Vec<Problem>) -> Vec<FeeStandard> {
    let mut standards: Vec<FeeStandard> = Vec::new();
    for file in files {
        let Some(mut document) = file.parse(problems) else { continue };
        for value in document.take("standard") {
            let span = value.span();
            let Some(standard) = file.read::<FeeStandard>(value, problems) else { continue };
            problems.extend(faults(&standard).into_iter().map(|fault| file.problem(span.clone(), fault)));
            standards.push(standard);
        }
        let _: Option<Nothing> = document.rest(problems);
    }
    let known: BTreeSet<&str> = standards.iter().map(|standard| standard.code.as_str()).collect();
    // Where no standard could be read, that alone is the fault.
    for (source, fee) in
        items.fees.iter().filter(|(_, fee)| !known.is_empty() && !known.contains(fee.get_ref().as_str()))
    {
        let message = format!("没有名为“{}”的收费标准", fee.get_ref());
        problems.push(source.unknown(fee.span(), message, fee.get_ref(), known.iter().copied()));
    }
    standards
}

/// Reads the calendars, a year a file.
pub(super) fn calendar(files: &[Source], problems: &mut Vec<Problem>) -> WorkCalendar {
    let years =
        files.iter().filter_map(|file| file.parse(problems)?.rest::<CalendarYear>(problems)).collect();
    WorkCalendar::new(years)
}

/// What may stand beside the tables of a file: nothing.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}
