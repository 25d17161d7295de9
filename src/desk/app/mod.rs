//! The desk as a pure step: [`update`] changes the [`Model`] for one [`Input`] and says what the runtime is to
//! do. No clock, no terminal, no network in here.

mod agenda;
mod allow;
mod arrive;
mod card;
mod case;
mod clocks;
mod counter;
mod duty;
mod fee;
mod focus;
mod form;
mod guidance;
mod hall;
mod handover;
mod held;
mod invitation;
mod issue;
mod lock;
mod looks;
mod message;
mod model;
mod notices;
mod order;
mod overlay;
mod palette;
mod papers_menu;
mod pick;
mod print;
mod record;
mod submit;
mod typing;
mod verdict;

pub use allow::allow;
pub use card::{CardView, Cards};
pub use clocks::clocks;
pub use duty::{PostAct, reserved};
pub use fee::asked_inputs;
pub use focus::{below, contexts, helped};
pub use form::{Field, Form, Kind, Purpose, Sort};
pub use guidance::{GuidanceDraft, question as guidance_question};
pub use hall::attention;
pub use handover::may_add;
pub use held::{Held, HeldRow, Restored, held_rows};
pub use looks::{Looks, look};
pub use message::{Edit, Effect, Input, Link, LoggedIn, Message, Saved};
pub use model::{Model, Place, Standing, Toast, Tone};
pub use notices::{
    IssuedPaper, Selected, against, awaits_arming, commanded, draft_title, issued, papers, selected,
    words_of_issued,
};
pub use order::{draft_by, preview, sheet};
pub use overlay::{
    AgendaView, ClocksView, Confirm, DefectPick, Drafted, FeeView, HandoverView, HeldView, Invitation,
    NoticesView, Overlay, Picker, Row, RowValue, What,
};
pub use palette::PALETTE;
pub use papers_menu::Offered;
pub use print::{Outlet, PaperRead, PrintJob, Printed, unprinted, words_of};
pub use record::Record;
pub use typing::{TypedAt, TypedForm, Typing};
pub use verdict::is_lead;

use crate::desk::keymap::Action;
use crate::desk::wording as words;

/// One step: the only way the desk changes.
pub fn update(model: &mut Model, input: Input) -> Vec<Effect> {
    model.now = input.now;
    let step = Step { id: input.id };
    // A key that comes when the desk should be locked finds it locked, and is not taken for a key of the password.
    let by_key = matches!(input.message, Message::Do(_) | Message::Edit(_));
    if lock::is_due(model) {
        let effects = lock::lock(model);
        return if by_key { effects } else { [effects, update(model, input)].concat() };
    }
    if by_key {
        model.touched = input.now;
    }
    let effects = match input.message {
        Message::Do(action) => act(model, step, action),
        Message::Edit(edit) => edit_focus(model, &edit),
        message => {
            let effects = arrive::arrive(model, step, message);
            agenda::refresh(model);
            effects
        }
    };
    keep(model, effects)
}

/// What is being typed goes to the journal whenever it has changed, behind what the step itself asks for: an order is
/// kept before the form it came from is gone.
fn keep(model: &mut Model, mut effects: Vec<Effect>) -> Vec<Effect> {
    if model.loaded && model.login.is_none() {
        let typing = typing::capture(model);
        if typing != model.kept {
            model.kept.clone_from(&typing);
            effects.push(Effect::Keep(typing.map(Box::new)));
        }
    }
    // A refused order whose text is in a form again leaves the journal only after that form is in it.
    effects.sort_by_key(|effect| matches!(effect, Effect::Settle { held: None, .. }));
    effects
}

/// What a step brought besides its message.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// A fresh id.
    id: uuid::Uuid,
}

fn act(model: &mut Model, step: Step, action: Action) -> Vec<Effect> {
    model.toast = None;
    if let Err(why) = allow(model, action) {
        model.say(Tone::Bad, why);
        return Vec::new();
    }
    match action {
        Action::Quit => {
            model.ending = true;
            return vec![Effect::Quit];
        }
        Action::Help => {
            let under = match model.overlay.take() {
                Some(Overlay::Help { under, .. }) => under,
                other => other.map(Box::new),
            };
            model.overlay = Some(Overlay::Help { top: 0, line: tui_input::Input::default(), under });
            return Vec::new();
        }
        _ => {}
    }
    if model.lock.is_some() {
        return lock::act(model, action);
    }
    // The help lies over the login, too, and can be left.
    if model.login.is_some() && !matches!(model.overlay, Some(Overlay::Help { .. })) {
        return submit::login(model, action);
    }
    let Some(overlay) = model.overlay.take() else {
        return counter::act(model, step, action);
    };
    match overlay {
        Overlay::Card(view) => card::act(model, view, action),
        Overlay::Help { top, line, under } => help(model, (top, line), under, action),
        Overlay::Form(form) => submit::form(model, step, *form, action),
        Overlay::Pick(picker) => pick::act(model, step, picker, action),
        Overlay::Defects(pick) => verdict::pick_defect(model, step, pick, action),
        Overlay::Notices(view) => notices::act(model, step, *view, action),
        Overlay::Invitation(invitation) => invitation::act(model, invitation, action),
        Overlay::Confirm(confirm) => issue::confirm(model, step, *confirm, action),
        Overlay::Fee(view) => fee::act(model, *view, action),
        Overlay::Clocks(view) => clocks::act(model, view, action),
        Overlay::Agenda(view) => agenda::act(model, view, action),
        Overlay::Held(view) => held::act(model, view, action),
        Overlay::Visit { top } => visit(model, top, action),
        Overlay::Handover(view) => handover::act(model, step, view, action),
    }
}

fn edit_focus(model: &mut Model, edit: &Edit) -> Vec<Effect> {
    if let (None, Some(Overlay::Help { top, line, .. })) = (&model.lock, &mut model.overlay) {
        form::edit_line(line, edit);
        *top = 0;
        return Vec::new();
    }
    if let Some(form) = &mut model.login {
        if !form.sent {
            form.edit(edit);
        }
        return Vec::new();
    }
    if model.lock.is_some() {
        lock::edit(model, edit);
        return Vec::new();
    }
    if model.overlay.is_none() && model.asks_number() {
        case::edit_number(model, edit);
    }
    match &mut model.overlay {
        Some(Overlay::Form(form)) => form.edit(edit),
        Some(Overlay::Fee(view)) => {
            view.form.edit(edit);
            fee::requote(model);
        }
        Some(Overlay::Pick(_)) => return pick::edit(model, edit),
        Some(Overlay::Notices(_)) => guidance::edit(model, edit),
        _ => {}
    }
    Vec::new()
}

fn help(
    model: &mut Model,
    (top, line): (usize, tui_input::Input),
    under: Option<Box<Overlay>>,
    action: Action,
) -> Vec<Effect> {
    let top = match action {
        Action::Cancel | Action::Confirm => {
            model.overlay = under.map(|under| *under);
            // What was being looked for may have arrived meanwhile.
            return pick::again(model);
        }
        other => scrolled(top, other),
    };
    model.overlay = Some(Overlay::Help { top, line, under });
    Vec::new()
}

fn visit(model: &mut Model, top: usize, action: Action) -> Vec<Effect> {
    let top = match action {
        Action::Cancel | Action::Confirm => return Vec::new(),
        other => scrolled(top, other),
    };
    model.overlay = Some(Overlay::Visit { top });
    Vec::new()
}

/// How far a page is scrolled after an action; the view keeps it inside the text.
fn scrolled(top: usize, action: Action) -> usize {
    match action {
        Action::Up => top.saturating_sub(1),
        Action::Down => top.saturating_add(1),
        Action::PageUp => top.saturating_sub(words::PAGE),
        Action::PageDown => top.saturating_add(words::PAGE),
        Action::Home => 0,
        _ => top,
    }
}

/// A cursor moved by an action inside a list of `count`.
fn moved(at: usize, count: usize, action: Action) -> usize {
    let last = count.saturating_sub(1);
    match action {
        Action::Up => at.saturating_sub(1),
        Action::Down => at.saturating_add(1).min(last),
        Action::PageUp => at.saturating_sub(words::PAGE),
        Action::PageDown => at.saturating_add(words::PAGE).min(last),
        Action::Home => 0,
        Action::End => last,
        _ => at,
    }
}
