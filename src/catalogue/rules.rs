//! `fees/*.toml` and `calendar/*.toml`: what amounts and dates rest on.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::items::Items;
use super::names::Names;
use super::problem::Problem;
use super::source::{Source, text_of};
use crate::domain::calendar::{CalendarYear, WorkCalendar};
use crate::domain::fee::{FeeStandard, problems as faults};

/// Reads the fee standards; what a standard says must hold together, and what an item names must exist.
pub(super) fn fees(files: &[Source], items: &Items, problems: &mut Vec<Problem>) -> Vec<FeeStandard> {
    let mut standards: Vec<FeeStandard> = Vec::new();
    let mut known = Names::default();
    for file in files {
        let Some(mut document) = file.parse(problems) else {
            known.partial();
            continue;
        };
        for value in document.take("standard") {
            let span = value.span();
            match text_of(&value, "code") {
                Some(code) => known.add(code),
                None => known.partial(),
            }
            let Some(standard) = file.read::<FeeStandard>(value, problems) else { continue };
            problems.extend(faults(&standard).into_iter().map(|fault| file.problem(span.clone(), fault)));
            standards.push(standard);
        }
        document.rest::<FeesFile>(problems);
    }
    for (source, fee) in &items.fees {
        known.check(source, fee, "收费标准", problems);
    }
    standards
}

/// Reads the calendars, a year a file.
pub(super) fn calendar(files: &[Source], problems: &mut Vec<Problem>) -> WorkCalendar {
    let years =
        files.iter().filter_map(|file| file.parse(problems)?.rest::<CalendarYear>(problems)).collect();
    WorkCalendar::new(years)
}

/// What stands beside the standards of a file: nothing.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FeesFile {
    #[serde(rename = "standard", default)]
    #[schemars(with = "Vec<FeeStandard>")]
    _standard: IgnoredAny,
}
