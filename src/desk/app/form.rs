//! Forms: fields one types into, with what is wrong said while one types.

mod typed;

use jiff::civil::Date;
use tui_input::{Input as Line, InputRequest};

use super::message::Edit;
use super::model::Place;
use crate::desk::wording as words;
use crate::domain::fee::{FLAG, FeeInput, InputKind};
use crate::domain::identifier;
use crate::domain::ids::{CaseId, MaterialCode, TicketNo, WindowId};
use crate::domain::paper::PaperRef;
use crate::domain::person::{Agent, Applicant};
use crate::text::{Clean, fold};

/// What a form is for; sending it makes the command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Log in.
    LogIn,
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
    /// Number of the fee receipt.
    Receipt(CaseId),
    /// Inputs of the fee standard.
    Fee(CaseId),
    /// The note to the one who takes over.
    HandoverNote,
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

/// What a field takes.
#[derive(Clone, PartialEq, Eq, Debug)]
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
    fn new(label: &str, kind: Kind, value: &str) -> Self {
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

    fn fee(input: &FeeInput, value: &str) -> Self {
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
            Kind::Date(_) | Kind::Lines(_) => fold(raw).replace('、', ","),
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
    fn may_stay_empty(&self) -> bool {
        matches!(&self.kind, Kind::Fee(input) if input.optional)
    }

    /// Says what is wrong already; a number half typed is not wrong.
    fn check(&mut self) {
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
                Kind::Lines(count) => typed::wrong_line(&value, count).map(|at| words::no_line(&at, count)),
                _ => None,
            }
        };
    }

    /// Says what is wrong with the field as it is to be sent: half a date is no date.
    pub(super) fn check_whole(&mut self) {
        self.check();
        if let Kind::Date(today) = self.kind
            && self.problem.is_none()
            && typed::date(&self.value(), today).is_none()
        {
            self.problem = Some(words::NO_DATE.to_owned());
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

    /// The login form, filled with what the settings say.
    pub fn login(place: &Place) -> Self {
        Self::new(
            Purpose::LogIn,
            words::LOGIN_TITLE,
            vec![
                Field::new(words::WINDOW_FIELD, Kind::Text, place.window.as_str()),
                Field::new(words::OFFICER_FIELD, Kind::Text, place.officer.as_deref().unwrap_or_default()),
                Field::new(words::PASSWORD_FIELD, Kind::Secret, ""),
            ],
        )
    }

    /// A natural person's particulars.
    pub fn natural(case: CaseId, known: Option<&Applicant>) -> Self {
        let (name, number, phone) = particulars(known.filter(|applicant| applicant.is_natural()));
        Self::new(
            Purpose::NaturalApplicant(case),
            words::NATURAL_TITLE,
            vec![
                Field::new(words::NAME_FIELD, Kind::Text, &name),
                Field::new(words::ID_FIELD, Kind::IdNumber, &number),
                Field::new(words::PHONE_FIELD, Kind::Phone, &phone),
            ],
        )
    }

    /// A legal person's particulars.
    pub fn legal(case: CaseId, known: Option<&Applicant>) -> Self {
        let (name, number, phone) = particulars(known.filter(|applicant| !applicant.is_natural()));
        let contact = match known {
            Some(Applicant::Legal { contact, .. } | Applicant::Other { contact, .. }) => {
                contact.original().to_owned()
            }
            _ => String::new(),
        };
        Self::new(
            Purpose::LegalApplicant(case),
            words::LEGAL_TITLE,
            vec![
                Field::new(words::COMPANY_FIELD, Kind::Text, &name),
                Field::new(words::CREDIT_FIELD, Kind::CreditCode, &number),
                Field::new(words::CONTACT_FIELD, Kind::Text, &contact),
                Field::new(words::PHONE_FIELD, Kind::Phone, &phone),
            ],
        )
    }

    /// The agent's particulars.
    pub fn agent(case: CaseId, known: Option<&Agent>) -> Self {
        let value =
            |get: fn(&Agent) -> &Clean| known.map(|a| get(a).original().to_owned()).unwrap_or_default();
        Self::new(
            Purpose::Agent(case),
            words::AGENT_TITLE,
            vec![
                Field::new(words::NAME_FIELD, Kind::Text, &value(|a| &a.name)),
                Field::new(words::ID_FIELD, Kind::IdNumber, &value(|a| &a.id_number)),
                Field::new(words::PHONE_FIELD, Kind::Phone, &value(|a| &a.phone)),
            ],
        )
    }

    /// A form of one line of text.
    pub fn one(purpose: Purpose, title: impl Into<String>, label: &str) -> Self {
        Self::new(purpose, title, vec![Field::new(label, Kind::Text, "")])
    }

    /// A material beyond the guide, with its basis.
    pub fn demand(case: CaseId) -> Self {
        let field = |label| Field::new(label, Kind::Text, "");
        let labels = [
            words::DEMAND_NAME_FIELD,
            words::DEMAND_DOCUMENT_FIELD,
            words::DEMAND_CLAUSE_FIELD,
            words::DEMAND_OBTAIN_FIELD,
            words::WHY_FIELD,
        ];
        Self::new(Purpose::Demand(case), words::DEMAND_FORM_TITLE, labels.map(field).into())
    }

    /// The days of a special procedure.
    pub fn procedure(case: CaseId, procedure: &str, today: Date) -> Self {
        let fields =
            [words::FROM_FIELD, words::TO_FIELD].map(|label| Field::new(label, Kind::Date(today), ""));
        let title = words::procedure_row(procedure);
        Self::new(Purpose::Procedure(case, procedure.to_owned()), title, fields.into())
    }

    /// The notice of a department: its number, its limit, the lines it names, its words.
    pub fn relay(case: CaseId, lines: usize, today: Date) -> Self {
        let fields = vec![
            Field::new(words::RELAY_NUMBER_FIELD, Kind::Text, ""),
            Field::new(words::RELAY_DUE_FIELD, Kind::Date(today), ""),
            Field::new(words::RELAY_LINES_FIELD, Kind::Lines(lines), ""),
            Field::new(words::RELAY_TEXT_FIELD, Kind::Text, ""),
        ];
        Self::new(Purpose::Relay(case), words::RELAY_TITLE, fields)
    }

    /// Where somebody is sent.
    pub fn referral(ticket: Option<TicketNo>) -> Self {
        let labels = [
            words::REFER_MATTER_FIELD,
            words::REFER_TO_FIELD,
            words::REFER_ADDRESS_FIELD,
            words::PHONE_FIELD,
            words::REFER_WHY_FIELD,
        ];
        let fields = labels.map(|label| Field::new(label, Kind::Text, ""));
        Self::new(Purpose::Referral(ticket), words::REFER_TITLE, fields.into())
    }

    /// The inputs of a fee standard that the item does not settle.
    pub fn fee(case: CaseId, inputs: &[(&FeeInput, String)]) -> Self {
        let fields = inputs.iter().map(|(input, value)| Field::fee(input, value)).collect();
        let mut form = Self::new(Purpose::Fee(case), words::FEE_TITLE, fields);
        let open = |field: &Field| field.value().is_empty() && !field.may_stay_empty();
        form.at = form.fields.iter().position(open).unwrap_or(0);
        form
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
            choose(field, &choices, edit);
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

/// A digit takes a choice, the arrows step through them; a choice that may stay empty is deleted again.
fn choose(field: &mut Field, choices: &[String], edit: &Edit) {
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
pub(super) fn edit_line(line: &mut Line, edit: &Edit) {
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

fn particulars(known: Option<&Applicant>) -> (String, String, String) {
    let text =
        |get: fn(&Applicant) -> &Clean| known.map(|a| get(a).original().to_owned()).unwrap_or_default();
    (text(Applicant::name), text(Applicant::number), text(Applicant::phone))
}
