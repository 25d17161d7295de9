//! Forms: fields one types into, with what is wrong said while one types.

mod blanks;
mod duty;
mod field;
mod typed;

use jiff::civil::{Date, Time};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub(super) use field::edit_line;
pub use field::{Field, Kind};

use super::message::Edit;
use crate::domain::checklist::Verdict;
use crate::domain::fee::FeeInput;
use crate::domain::ids::{CaseId, MaterialCode, ReminderId, SheetLineId, ThingId, TicketNo, WindowId};
use crate::domain::paper::PaperRef;
use crate::domain::post::{Occasion, ReminderKind};
use crate::text::Clean;

/// What a form is for; sending it makes the command.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Log in.
    LogIn,
    /// The desk is locked.
    Unlock,
    /// A natural person applies.
    NaturalApplicant(CaseId),
    /// A legal person applies.
    LegalApplicant(CaseId),
    /// Somebody acts for the applicant.
    Agent(CaseId),
    /// Why a ticket is set aside.
    Park(TicketNo),
    /// Why a ticket is sent to another window.
    Redirect(TicketNo, WindowId),
    /// Why the application is withdrawn.
    Withdraw(CaseId),
    /// Why a drafted refusal goes back to the officer.
    RejectRefusal(CaseId),
    /// A material beyond the guide.
    Demand(CaseId),
    /// Why a lead allows it after a notice.
    AllowDemand(CaseId, MaterialCode),
    /// Why a lead does not.
    RejectDemand(CaseId, MaterialCode),
    /// Why a lead lets be told again what was told once.
    TellAgain(CaseId, MaterialCode, Verdict),
    /// Who takes the result.
    Deliver(CaseId),
    /// Number of the fee receipt.
    Receipt(CaseId),
    /// Inputs of the fee standard.
    Fee(CaseId),
    /// Why the post is handed over, and the note to the one who takes over.
    Handover(Occasion),
    /// A remark on a line of the sheet.
    Remark(SheetLineId),
    /// What was forgotten at the handover.
    AddToHandover,
    /// Why the lead should let somebody take over.
    AskTakeOver,
    /// The sign.
    StepAway,
    /// Something on the desk.
    Keep(ThingId, Sort),
    /// Where it goes.
    GiveBack(ThingId),
    /// What must not be forgotten.
    Remind(ReminderId, ReminderKind),
    /// What came of it.
    Settle(ReminderId),
    /// A reservation of a class.
    Reserve(String),
    /// Other classes the window calls.
    Tide,
    /// Why the post is taken over.
    TakeOver,
    /// Why a paper is printed once more.
    Reprint(PaperRef),
    /// Why a paper is void.
    VoidPaper(PaperRef),
    /// An explanation (N-09).
    Statement(CaseId),
    /// Why a limit is extended (N-12).
    Extension(CaseId),
    /// The days of a special procedure.
    Procedure(CaseId, String),
    /// The notice of a department, passed on.
    Relay(CaseId),
    /// Where somebody is sent (引导单).
    Referral(Option<TicketNo>),
}

/// Sorts of things on the desk.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Sort {
    /// 原件.
    Original,
    /// 印章.
    Seal,
    /// 空白单证.
    Blanks,
    /// 现金.
    Cash,
}

impl Sort {
    /// All sorts, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Original, Self::Seal, Self::Blanks, Self::Cash];
}

impl Purpose {
    /// The case it is about, where it is one.
    pub fn case(&self) -> Option<&CaseId> {
        match self {
            Self::NaturalApplicant(case)
            | Self::LegalApplicant(case)
            | Self::Agent(case)
            | Self::Withdraw(case)
            | Self::RejectRefusal(case)
            | Self::Demand(case)
            | Self::AllowDemand(case, _)
            | Self::RejectDemand(case, _)
            | Self::TellAgain(case, ..)
            | Self::Deliver(case)
            | Self::Receipt(case)
            | Self::Fee(case)
            | Self::Statement(case)
            | Self::Extension(case)
            | Self::Procedure(case, _)
            | Self::Relay(case) => Some(case),
            Self::Reprint(paper) | Self::VoidPaper(paper) => paper.case.as_ref(),
            _ => None,
        }
    }
}

/// A form.
#[derive(Clone, Debug)]
pub struct Form {
    /// What for.
    pub purpose: Purpose,
    /// Title.
    pub title: String,
    /// Fields in order.
    pub fields: Vec<Field>,
    /// Field in focus.
    pub at: usize,
    /// What the service or a rule said against it; what was typed stays.
    pub refusal: Option<Clean>,
    /// Whether it was sent and waits for the answer.
    pub sent: bool,
}

impl Form {
    fn new(purpose: Purpose, title: impl Into<String>, fields: Vec<Field>) -> Self {
        let open = |field: &Field| field.problem.is_some() || field.line.value().is_empty();
        let at = fields.iter().position(open).unwrap_or(0);
        Self { purpose, title: title.into(), fields, at, refusal: None, sent: false }
    }

    /// Asks the inputs that are to be asked now: a field that stays keeps what was typed, one that is no longer
    /// asked goes, and the focus stays with its field.
    pub fn ask(&mut self, inputs: &[(&FeeInput, String)]) {
        let focused = self.fields.get(self.at).map(|field| field.name.clone());
        let mut before = std::mem::take(&mut self.fields);
        for (input, value) in inputs {
            let kept = before.iter().position(|field| field.name == input.code);
            self.fields.push(kept.map_or_else(|| Field::fee(input, value), |at| before.swap_remove(at)));
        }
        self.at = self.fields.iter().position(|field| Some(&field.name) == focused.as_ref()).unwrap_or(0);
    }

    /// The value of a field.
    pub fn value(&self, at: usize) -> String {
        self.fields.get(at).map(Field::value).unwrap_or_default()
    }

    /// The value as text from outside.
    pub fn clean(&self, at: usize) -> Clean {
        Clean::new(self.value(at))
    }

    /// The day in a field, where there is one.
    pub fn date(&self, at: usize) -> Option<Date> {
        let field = self.fields.get(at)?;
        match field.kind {
            Kind::Date(today) => typed::date(&field.value(), today),
            _ => None,
        }
    }

    /// The time of day in a field, where there is one.
    pub fn time(&self, at: usize) -> Option<Time> {
        self.fields.get(at).and_then(|field| typed::time(&field.value()))
    }

    /// The whole number in a field; 0 where there is none.
    pub fn number(&self, at: usize) -> u64 {
        self.value(at).parse().unwrap_or(0)
    }

    /// The amount in a field; 0 where there is none.
    pub fn amount(&self, at: usize) -> Decimal {
        self.value(at).parse().unwrap_or_default()
    }

    /// The numbers of lines in a field, from 1.
    pub fn lines(&self, at: usize) -> Vec<usize> {
        typed::lines(&self.value(at))
    }

    /// Applies an edit to the field in focus.
    pub fn edit(&mut self, edit: &Edit) {
        self.refusal = None;
        let Some(field) = self.fields.get_mut(self.at) else { return };
        let choices = field.choices();
        if !choices.is_empty() {
            field::choose(field, &choices, edit);
            return;
        }
        edit_line(&mut field.line, edit);
        field.check();
    }

    /// Moves the focus.
    pub fn step(&mut self, forward: bool) {
        let last = self.fields.len().saturating_sub(1);
        self.at = match (forward, self.at) {
            (true, at) if at >= last => 0,
            (true, at) => at + 1,
            (false, 0) => last,
            (false, at) => at - 1,
        };
    }

    /// Whether the focus is on the last field.
    pub fn at_last(&self) -> bool {
        self.at + 1 >= self.fields.len()
    }
}
