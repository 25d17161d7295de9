//! Opening a case, its particulars and its situation.

use super::form::Form;
use super::message::{Edit, Effect};
use super::model::{Model, Tone};
use super::overlay::Overlay;
use super::{Step, counter, order};
use crate::desk::wording as words;
use crate::domain::case::Case;
use crate::domain::checklist::{self, Verdict};
use crate::domain::command::Command;
use crate::domain::ids::{CaseId, ChoiceCode, ItemCode, QuestionCode};
use crate::domain::person::Applicant;
use crate::text::fold;

/// Opens a case of this item for whoever sits at the window.
pub(super) fn open(model: &mut Model, step: Step, item: ItemCode) -> Vec<Effect> {
    let serving = model.state().serving(&model.window);
    // Whoever is here with another matter has said who they are: nothing is typed twice.
    let beside =
        model.case().filter(|case| case.ticket.is_some() && case.ticket.as_ref() == serving.map(|t| &t.no));
    let known = |read: Option<Applicant>| read.or_else(|| beside?.applicant.clone());
    let command = Command::OpenCase {
        case: CaseId::new(step.id.to_string()),
        ticket: serving.map(|ticket| ticket.no.clone()),
        item,
        applicant: known(serving.and_then(|ticket| ticket.applicant.clone())),
        agent: serving.and_then(|ticket| ticket.agent.clone()).or_else(|| beside?.agent.clone()),
    };
    let effects = order::place(model, step, command);
    if !effects.is_empty() {
        take_up(model, CaseId::new(step.id.to_string()));
    }
    effects
}

/// A case was opened: says so when the rules did not take the applicant whom the machine had read.
pub(super) fn opened(model: &mut Model, id: &CaseId, read: bool) {
    if read && model.state().case(id).is_some_and(|case| case.applicant.is_none()) {
        model.say(Tone::Bad, words::APPLICANT_NOT_TAKEN);
    }
}

/// Takes a case in hand, the cursor on the first line still to be examined.
pub(super) fn take_up(model: &mut Model, id: CaseId) {
    model.case = Some(id);
    model.asking = None;
    model.number.reset();
    model.go_to(first_unexamined(model).unwrap_or(0));
}

pub(super) fn first_unexamined(model: &Model) -> Option<usize> {
    model.lines().iter().position(|line| *line.verdict == Verdict::Unexamined)
}

pub(super) fn answer(model: &mut Model, step: Step, digit: usize) -> Vec<Effect> {
    let found = model.question().and_then(|question| {
        let choice = question.choices.get(digit.checked_sub(1)?)?;
        Some((question.code.clone(), choice.code.clone()))
    });
    let (Some((question, choice)), Some(case)) = (found, model.case().map(|case| case.id.clone())) else {
        model.say(Tone::Plain, words::NO_SUCH_CHOICE);
        return Vec::new();
    };
    give(model, step, Command::Answer { case, question: question.clone(), choice }, &question)
}

fn give(model: &mut Model, step: Step, command: Command, question: &QuestionCode) -> Vec<Effect> {
    let effects = order::place(model, step, command);
    if !effects.is_empty() {
        go_on(model, question);
    }
    effects
}

/// To the next question, when the situation is gone through again, and to the first line still to be examined.
fn go_on(model: &mut Model, after: &QuestionCode) {
    model.number.reset();
    if model.asking.is_some() {
        model.asking = next_question(model, after);
    }
    model.go_to(first_unexamined(model).unwrap_or(0));
}

/// Digits most a number takes; the greatest of all has ten.
const DIGITS: usize = 9;

/// Typing the number a question asks for: digits, of whatever width.
pub(super) fn edit_number(model: &mut Model, edit: &Edit) {
    if type_digits(&mut model.number, edit) {
        model.toast = None;
    } else {
        model.say(Tone::Plain, words::DIGITS_ONLY);
    }
}

/// Types digits into a line, of whatever width; whether there was anything but digits to type.
pub(super) fn type_digits(line: &mut tui_input::Input, edit: &Edit) -> bool {
    let room = DIGITS.saturating_sub(line.value().chars().count());
    let digits =
        |text: &str| -> String { fold(text).chars().filter(char::is_ascii_digit).take(room).collect() };
    match edit {
        Edit::Insert(c) => {
            let typed = digits(&c.to_string());
            let other = typed.is_empty() && room > 0;
            super::form::edit_line(line, &Edit::Paste(typed));
            return !other;
        }
        Edit::Paste(text) => super::form::edit_line(line, &Edit::Paste(digits(text))),
        other => super::form::edit_line(line, other),
    }
    true
}

/// Enter after a number; with nothing typed an earlier answer stands.
pub(super) fn answer_number(model: &mut Model, step: Step) -> Vec<Effect> {
    let (Some(question), Some(case)) = (model.question(), model.case()) else { return Vec::new() };
    let (code, case, given) =
        (question.code.clone(), case.id.clone(), case.answers.contains_key(&question.code));
    let Ok(number) = model.number.value().parse::<u32>() else {
        if given {
            go_on(model, &code);
        } else {
            model.say(Tone::Plain, words::DIGITS_ONLY);
        }
        return Vec::new();
    };
    let choice = ChoiceCode::new(number.to_string());
    give(model, step, Command::Answer { case, question: code.clone(), choice }, &code)
}

/// The question after this one, when the situation is gone through again.
fn next_question(model: &Model, after: &QuestionCode) -> Option<QuestionCode> {
    let (case, item) = (model.case()?, model.item()?);
    let asked = checklist::questions(item, &case.answers);
    let at = asked.iter().position(|question| &question.code == after)?;
    asked.get(at + 1).map(|question| question.code.clone())
}

/// Goes through the situation once more, from the first question.
pub(super) fn situation(model: &mut Model) -> Vec<Effect> {
    let (told, first) = match (model.case(), model.item()) {
        (Some(case), Some(item)) => (case.told.is_some(), item.questions.first().map(|q| q.code.clone())),
        _ => (false, None),
    };
    match first {
        Some(_) if told => {
            model.say(Tone::Bad, crate::domain::refusal::Refusal::AnswersPinned.to_string());
        }
        Some(first) => model.asking = Some(first),
        None => model.say(Tone::Plain, words::NO_QUESTIONS),
    }
    Vec::new()
}

/// Opens the form that fits the kind of applicant the item is for.
pub(super) fn edit_applicant(model: &mut Model) -> Vec<Effect> {
    let kinds = model.item().map(|item| item.applicants);
    let natural = |case: &Case| match (&case.applicant, kinds) {
        (Some(applicant), _) => applicant.is_natural(),
        (None, Some(kinds)) => kinds.natural,
        (None, None) => true,
    };
    let form = model.case().map(|case| {
        let known = known(model, case);
        if natural(case) {
            Form::natural(case.id.clone(), known)
        } else {
            Form::legal(case.id.clone(), known)
        }
    });
    show(model, form)
}

/// The applicant as recorded; before that as the machine read them, so that only what is wrong is typed again.
fn known<'a>(model: &'a Model, case: &'a Case) -> Option<&'a Applicant> {
    let read = || model.state().ticket(case.ticket.as_ref()?)?.applicant.as_ref();
    case.applicant.as_ref().or_else(read)
}

/// The other kind of applicant, where the item is for both.
pub(super) fn other_applicant(model: &mut Model, form: &Form) -> Option<Form> {
    let kinds = model.item()?.applicants;
    let case = model.case()?;
    match form.purpose {
        super::form::Purpose::NaturalApplicant(_) if kinds.legal || kinds.other => {
            Some(Form::legal(case.id.clone(), case.applicant.as_ref()))
        }
        super::form::Purpose::LegalApplicant(_) if kinds.natural => {
            Some(Form::natural(case.id.clone(), case.applicant.as_ref()))
        }
        _ => None,
    }
}

pub(super) fn edit_agent(model: &mut Model) -> Vec<Effect> {
    let form = model.case().map(|case| Form::agent(case.id.clone(), case.agent.as_ref()));
    show(model, form)
}

fn show(model: &mut Model, form: Option<Form>) -> Vec<Effect> {
    match form {
        Some(form) => {
            model.overlay = Some(Overlay::Form(Box::new(form)));
            Vec::new()
        }
        None => counter::on_case(model, |id| Form::natural(id, None)),
    }
}
