//! The fee of a case: inputs, proof, payment notice, receipt (DESIGN 4.5).

use super::form::{Form, Purpose};
use super::issue;
use super::message::Effect;
use super::model::{Model, Tone};
use super::overlay::{FeeView, Overlay};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::case::Case;
use crate::domain::command::Command;
use crate::domain::decide;
use crate::domain::fee::{FeeInput, FeeInputs, in_force};

/// F5: the proof, or the number of the receipt while a payment notice is out.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if model.case().is_some_and(Case::is_unpaid) {
        return receipt(model);
    }
    let none = FeeInputs::new();
    let Some((case, inputs)) = model.case().map(|case| (case.id.clone(), asked_inputs(model, &none))) else {
        model.say(Tone::Plain, words::NO_CASE);
        return Vec::new();
    };
    let form = Form::fee(case.clone(), &inputs);
    model.overlay = Some(Overlay::Fee(Box::new(FeeView { case, form, quote: Err(String::new()), top: 0 })));
    requote(model);
    Vec::new()
}

/// The inputs the officer gives after what is given already: those the standard asks for and the item does not
/// settle, with their defaults.
pub fn asked_inputs<'a>(model: &'a Model, given: &FeeInputs) -> Vec<(&'a FeeInput, String)> {
    let (Some(rules), Some(item), Some(case)) = (&model.rules, model.item(), model.case()) else {
        return Vec::new();
    };
    let settled = item.settled_inputs(&case.answers);
    let Some(code) = &item.fee else { return Vec::new() };
    let Ok(standard) = in_force(&rules.fees, code, model.today()) else { return Vec::new() };
    let mut all = given.clone();
    all.extend(settled.clone());
    let mut asked = standard.asked(&all);
    asked.retain(|input| !settled.contains_key(&input.code));
    // What must be given comes before what may be.
    asked.sort_by_key(|input| input.optional);
    asked.into_iter().map(|input| (input, input.default.clone().unwrap_or_default())).collect()
}

/// The inputs as given; an empty field is not given.
pub(super) fn inputs(form: &Form) -> FeeInputs {
    form.fields
        .iter()
        .filter(|field| !field.value().is_empty())
        .map(|field| (field.name.clone(), field.value()))
        .collect()
}

/// Asks what is to be asked for what is in the fields, and computes the proof anew.
pub(super) fn requote(model: &mut Model) {
    let Some(Overlay::Fee(view)) = &model.overlay else { return };
    let mut form = view.form.clone();
    form.ask(&asked_inputs(model, &inputs(&form)));
    let given = inputs(&form);
    let quote = match (model.rules.as_ref(), model.item(), model.case()) {
        (Some(rules), Some(item), Some(case)) => {
            decide::quote(rules, item, &case.answers, &given, model.today())
                .map_err(|refusal| refusal.to_string())
        }
        _ => Err(words::NOT_LOADED.to_owned()),
    };
    if let Some(Overlay::Fee(view)) = &mut model.overlay {
        view.form = form;
        view.quote = quote;
    }
}

pub(super) fn act(model: &mut Model, mut view: FeeView, action: Action) -> Vec<Effect> {
    match action {
        Action::Cancel => return Vec::new(),
        Action::FeeReceipt => return receipt(model),
        Action::Down => view.form.step(true),
        Action::Up => view.form.step(false),
        Action::PageUp | Action::PageDown => view.top = super::scrolled(view.top, action),
        Action::Confirm => return charge(model, view),
        _ => {}
    }
    model.overlay = Some(Overlay::Fee(Box::new(view)));
    requote(model);
    Vec::new()
}

/// Asks before the payment notice goes out; without a fee there is nothing to issue.
fn charge(model: &mut Model, view: FeeView) -> Vec<Effect> {
    let command = Command::IssuePayment { case: view.case.clone(), inputs: inputs(&view.form) };
    let mut title = words::CHARGE_TITLE;
    let lines = match &view.quote {
        Ok(quote) if quote.total.is_zero() && !quote.lines.is_empty() => {
            title = words::EXEMPT_TITLE;
            vec![words::exempt_line(quote.exempted.as_deref().unwrap_or_default())]
        }
        Ok(quote) => words::charge_lines(&quote.total.to_string(), &quote.in_words),
        Err(why) => {
            model.say(Tone::Bad, why.clone());
            model.overlay = Some(Overlay::Fee(Box::new(view)));
            return Vec::new();
        }
    };
    let effects = issue::ask(model, title, lines, command);
    if model.overlay.is_none() {
        model.overlay = Some(Overlay::Fee(Box::new(view)));
    }
    effects
}

/// The number of the receipt for a paid fee.
pub(super) fn receipt(model: &mut Model) -> Vec<Effect> {
    match model.case() {
        Some(case) if case.is_unpaid() => {
            let due =
                case.fee.as_ref().map(|fee| words::receipt_title(&fee.quote.total.to_string(), &fee.notice));
            let form =
                Form::one(Purpose::Receipt(case.id.clone()), due.unwrap_or_default(), words::RECEIPT_FIELD);
            model.overlay = Some(Overlay::Form(Box::new(form)));
        }
        Some(_) => model.say(Tone::Plain, words::NOTHING_UNPAID),
        None => model.say(Tone::Plain, words::NO_CASE),
    }
    Vec::new()
}
