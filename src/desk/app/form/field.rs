//! A field of a form: what it takes, what was typed, and what is wrong with it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tui_input::{Input as Line, InputRequest};

use super::typed;
use crate::desk::app::message::Edit;
use crate::desk::wording as words;
use crate::domain::fee::{FLAG, FeeInput, InputKind};
use crate::domain::identifier;
use crate::text::fold;

/// What a field takes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Any text.
    Text,
    /// Shown as nothing but its length.
    Secret,
    /// Resident identity number.
    IdNumber,
    /// Unified social credit code.
    CreditCode,
    /// Phone.
    Phone,
    /// A day: `2026-11-30` or `1130`; the year is the one that brings it nearest to this day.
    Date(Date),
    /// A time of day: `16:30` or `1630`; may stay empty.
    Time,
    /// A whole number.
    Count,
    /// An amount in 元.
    Amount,
    /// Numbers of lines of a list so long: `1,3`.
    Lines(usize),
    /// An input of a fee standard.
    Fee(FeeInput),
}

/// One field.
#[derive(Clone, Debug)]
pub struct Field {
    /// Key of the value; the label unless it is a fee input.
    pub name: String,
    /// Label before it.
    pub label: String,
    /// What it takes.
    pub kind: Kind,
    /// What was typed.
    pub line: Line,
    /// What is wrong with it, as far as typed.
    pub problem: Option<String>,
}

impl Field {
    pub(super) fn new(label: &str, kind: Kind, value: &str) -> Self {
        let mut field = Self {
            name: label.to_owned(),
            label: label.to_owned(),
            kind,
            line: Line::new(value.to_owned()),
            problem: None,
        };
        field.check();
        field
    }

    pub(super) fn fee(input: &FeeInput, value: &str) -> Self {
        Self {
            name: input.code.clone(),
            label: input.label.clone(),
            kind: Kind::Fee(input.clone()),
            line: Line::new(value.to_owned()),
            problem: None,
        }
    }

    /// The value, folded where the field takes codes: a card reader and an input method may send full width.
    pub fn value(&self) -> String {
        let raw = self.line.value().trim();
        match self.kind {
            Kind::IdNumber | Kind::CreditCode | Kind::Phone => fold(raw)
                .chars()
                .filter(|c| !c.is_whitespace() && *c != '-')
                .collect::<String>()
                .to_uppercase(),
            Kind::Date(_) | Kind::Lines(_) | Kind::Time | Kind::Count | Kind::Amount => {
                fold(raw).replace('、', ",")
            }
            Kind::Text | Kind::Secret | Kind::Fee(_) => raw.to_owned(),
        }
    }

    /// The choices to step through, where the field has them.
    pub fn choices(&self) -> Vec<String> {
        match &self.kind {
            Kind::Fee(input) if input.kind == InputKind::Choice => {
                input.choices.iter().map(|choice| choice.code.clone()).collect()
            }
            Kind::Fee(input) if input.kind == InputKind::Flag => FLAG.map(str::to_owned).to_vec(),
            _ => Vec::new(),
        }
    }

    /// Whether a choice may be taken back to none.
    pub(super) fn may_stay_empty(&self) -> bool {
        matches!(&self.kind, Kind::Fee(input) if input.optional)
    }

    /// Says what is wrong already; a number half typed is not wrong.
    pub(in crate::desk::app) fn check(&mut self) {
        let value = self.value();
        self.problem = if value.is_empty() {
            None
        } else {
            match self.kind {
                Kind::IdNumber => identifier::resident_id_so_far(&value).map(|problem| problem.message()),
                Kind::CreditCode if value.chars().count() >= 18 => {
                    identifier::check_credit_code(&value).err().map(|problem| problem.message())
                }
                Kind::Phone if value.chars().count() >= 11 => {
                    identifier::check_phone(&value).err().map(|problem| problem.message())
                }
                Kind::Date(_) if !typed::may_become_date(&value) => Some(words::NO_DATE.to_owned()),
                Kind::Count if value.parse::<u64>().is_err() => Some(words::NO_NUMBER.to_owned()),
                Kind::Amount if !typed::is_amount(&value) => Some(words::NO_AMOUNT.to_owned()),
                Kind::Lines(count) => typed::wrong_line(&value, count).map(|at| words::no_line(&at, count)),
                _ => None,
            }
        };
    }

    /// Says what is wrong with the field as it is to be sent: half a date is no date.
    pub(in crate::desk::app) fn check_whole(&mut self) {
        self.check();
        if let Kind::Date(today) = self.kind
            && self.problem.is_none()
            && typed::date(&self.value(), today).is_none()
        {
            self.problem = Some(words::NO_DATE.to_owned());
        }
        let value = self.value();
        if self.kind == Kind::Time && !value.is_empty() && typed::time(&value).is_none() {
            self.problem = Some(words::NO_TIME.to_owned());
        }
    }
}

/// A digit takes a choice, the arrows step through them; a choice that may stay empty is deleted again.
pub(super) fn choose(field: &mut Field, choices: &[String], edit: &Edit) {
    if matches!(edit, Edit::Backspace | Edit::Delete) {
        if field.may_stay_empty() {
            field.line = Line::default();
        }
        return;
    }
    let at = choices.iter().position(|choice| choice == field.line.value());
    let last = choices.len().saturating_sub(1);
    let next = match (edit, at) {
        (Edit::Right | Edit::Insert(' ' | '\u{3000}'), Some(at)) if at < last => Some(at + 1),
        (Edit::Left, Some(0)) => Some(last),
        (Edit::Left, Some(at)) => Some(at - 1),
        (Edit::Right | Edit::Left | Edit::Insert(' ' | '\u{3000}'), _) => Some(0),
        (Edit::Insert(c), _) => {
            fold(&c.to_string()).parse::<usize>().ok().and_then(|digit| digit.checked_sub(1))
        }
        _ => None,
    };
    if let Some(choice) = next.and_then(|next| choices.get(next)) {
        field.line = Line::new(choice.clone());
    }
}

/// Applies an edit to a line of text.
pub(in crate::desk::app) fn edit_line(line: &mut Line, edit: &Edit) {
    match edit {
        Edit::Insert(c) => insert(line, *c),
        Edit::Paste(text) => text.chars().for_each(|c| insert(line, c)),
        Edit::Backspace => request(line, InputRequest::DeletePrevChar),
        Edit::Delete => request(line, InputRequest::DeleteNextChar),
        Edit::Left => request(line, InputRequest::GoToPrevChar),
        Edit::Right => request(line, InputRequest::GoToNextChar),
        Edit::Home => request(line, InputRequest::GoToStart),
        Edit::End => request(line, InputRequest::GoToEnd),
    }
}

/// Control characters of a paste are dropped; a pasted line break never sends anything (reliability.md 2.3).
fn insert(line: &mut Line, c: char) {
    if !c.is_control() {
        request(line, InputRequest::InsertChar(c));
    }
}

fn request(line: &mut Line, request: InputRequest) {
    let _changed = line.handle(request);
}
