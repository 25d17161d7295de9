//! The linter: what is wrong with a catalogue that can be read (issue 3, "Catalogue and checklist").
//!
//! It works on the finished domain values, so that what it finds is what the window would meet. Each rule has a
//! stable code ([`Rule`]) and its law or requirement. Where a rule speaks of situations, it speaks of every
//! combination of answers: `ways` proves it over the classes of answers that the item can tell apart.

mod condition;
mod days;
mod fee;
mod guide;
mod limit;
pub mod matrix;
mod papers;
mod places;
mod rule;
pub mod situations;
mod sweep;
mod unread;
mod ways;
mod wording;

use jiff::civil::Date;
use serde::Serialize;

pub use places::{Places, Spot};
pub use rule::{Rule, Severity};

use super::{Fixtures, Place, Problem, Wording, phrases};
use crate::domain::fee::FeeStandard;
use crate::domain::item::{Material, Question, ServiceItem};
use crate::domain::phrases::Phrase;

/// One thing found in one place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Finding {
    /// Where.
    #[serde(flatten)]
    pub place: Spot,
    /// How much it weighs.
    pub severity: Severity,
    /// By which rule.
    pub rule: Rule,
    /// What it is about, by code: `item`, `item/material`, a fee standard, a year, a phrase of the papers. Empty where
    /// a file is meant.
    pub subject: String,
    /// What is wrong and what to do, in Chinese.
    pub message: String,
}

impl Finding {
    /// Whether the catalogue fails by it.
    pub fn fails(&self) -> bool {
        self.severity != Severity::Hint
    }
}

impl From<Problem> for Finding {
    fn from(problem: Problem) -> Self {
        let message = match problem.suggestion {
            Some(name) => format!("{}，是否要写“{name}”？", problem.message),
            None => problem.message,
        };
        Self {
            place: Spot { file: problem.file, line: problem.line, column: problem.column },
            severity: Rule::Unreadable.severity(),
            rule: Rule::Unreadable,
            subject: String::new(),
            message,
        }
    }
}

/// Reads a hall and examines it as it stands on a day; the fixtures only where all of it could be read. What cannot
/// be read does not hide what is wrong with the rest.
///
/// ```
/// use jiff::civil::date;
/// use yichuang::catalogue::{Place, lint};
/// let (fixtures, findings) = lint::lint(Place::Shipped, date(2026, 3, 2));
/// assert!(fixtures.is_some_and(|fixtures| !fixtures.items.is_empty()));
/// assert!(findings.is_sorted(), "by place");
/// ```
pub fn lint(place: Place<'_>, on: Date) -> (Option<Fixtures>, Vec<Finding>) {
    let (fixtures, problems) = super::read(place);
    let mut findings = examine(&fixtures, &Places::read(place), on);
    if problems.is_empty() {
        return (Some(fixtures), findings);
    }
    let unread = unread::Unread::of(&problems);
    findings.retain(|finding| unread.leaves(finding));
    findings.extend(problems.into_iter().map(Finding::from));
    findings.sort();
    findings.dedup();
    (None, findings)
}

/// What may not be asked of people, whatever the day: the reader tells it, too, so that no service starts with it.
pub(super) fn inadmissible(place: Place<'_>, fixtures: &Fixtures, problems: &[Problem]) -> Vec<Problem> {
    // The files are read for their places only where there is something to place: a sound hall starts sooner.
    if unfounded(fixtures, &Places::default()).is_empty() {
        return Vec::new();
    }
    let unread = unread::Unread::of(problems);
    let found = unfounded(fixtures, &Places::read(place));
    found.into_iter().filter(|finding| unread.leaves(finding)).map(Problem::from).collect()
}

/// What is asked of people without a basis or not clearly (S053).
fn unfounded(fixtures: &Fixtures, places: &Places) -> Vec<Finding> {
    let mut found = Found { places, findings: Vec::new() };
    for item in &fixtures.items {
        wording::check(item, &mut found);
        guide::check(item, &mut found);
    }
    let mut findings = found.findings;
    findings
        .retain(|finding| matches!(finding.rule, Rule::CatchAll | Rule::ItemNoBasis | Rule::MaterialNoBasis));
    findings
}

impl From<Finding> for Problem {
    fn from(finding: Finding) -> Self {
        let Spot { file, line, column } = finding.place;
        Self { file, line, column, message: finding.message, suggestion: None }
    }
}

/// Examines what was read, by every rule; in the order of places.
pub fn examine(fixtures: &Fixtures, places: &Places, on: Date) -> Vec<Finding> {
    let mut found = Found { places, findings: Vec::new() };
    let mut comparison = limit::Comparison::over(&fixtures.calendar);
    for item in &fixtures.items {
        wording::check(item, &mut found);
        guide::check(item, &mut found);
        limit::check(item, &mut comparison, &mut found);
        condition::check(item, &mut found);
        fee::check_item(item, &fixtures.fees, on, &mut found);
        days::check_item(item, &fixtures.calendar, on, &mut found);
    }
    fee::check(&fixtures.fees, &mut found);
    days::check(&fixtures.calendar, on, &mut found);
    papers::check(&fixtures.wordings, &phrases(), &mut found);
    let mut findings = found.findings;
    findings.sort();
    // A shared material is written once, however many items take it.
    findings.dedup_by(|a, b| {
        a.place.line > 0 && a.place == b.place && a.rule == b.rule && a.message == b.message
    });
    findings
}

/// What was found so far.
struct Found<'a> {
    places: &'a Places,
    findings: Vec<Finding>,
}

impl Found<'_> {
    fn add(&mut self, rule: Rule, place: Spot, subject: String, message: impl Into<String>) {
        let severity = rule.severity();
        self.findings.push(Finding { place, severity, rule, subject, message: message.into() });
    }

    fn item(&mut self, rule: Rule, item: &ServiceItem, field: &str, message: impl Into<String>) {
        self.add(rule, self.places.item(item, field), item.code.to_string(), message);
    }

    fn material(
        &mut self,
        rule: Rule,
        (item, material): (&ServiceItem, &Material),
        field: &str,
        message: impl Into<String>,
    ) {
        let place = self.places.material(item, material, field);
        self.add(rule, place, format!("{}/{}", item.code, material.code), message);
    }

    fn question(
        &mut self,
        rule: Rule,
        (item, question): (&ServiceItem, &Question),
        field: &str,
        message: impl Into<String>,
    ) {
        let place = self.places.question(item, &question.code, field);
        self.add(rule, place, format!("{}/{}", item.code, question.code), message);
    }

    fn diversion(&mut self, rule: Rule, (item, index): (&ServiceItem, usize), message: impl Into<String>) {
        let place = self.places.diversion(item, index, "when");
        self.add(rule, place, format!("{}/diversion-{}", item.code, index + 1), message);
    }

    fn fee(&mut self, rule: Rule, standard: &FeeStandard, field: &str, message: impl Into<String>) {
        self.add(rule, self.places.fee(standard, field), standard.code.to_string(), message);
    }

    fn wording(&mut self, rule: Rule, (wording, phrase): (&Wording, Phrase), message: impl Into<String>) {
        let place = self.places.phrase(wording.hall.as_ref(), phrase);
        self.add(rule, place, phrase.key().to_owned(), message);
    }

    fn year(&mut self, rule: Rule, year: i16, field: &str, message: impl Into<String>) {
        self.add(rule, self.places.year(year, field), year.to_string(), message);
    }
}
