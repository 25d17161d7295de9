//! What was entered and did not take effect (未生效的录入): orders the service refused, what was being typed when the
//! post passed on, and what the officer before left unsent. It is kept until an officer takes it up or clears it, and
//! never merged by itself (I-26, F81).

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::form::Form;
use super::message::Effect;
use super::model::{Model, Standing, Tone};
use super::overlay::{HeldView, Overlay};
use super::typing::{self, Typing};
use super::{Step, moved, order};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::command::{Command, Order};
use crate::text::Clean;
use crate::wire::{Draft, Problem};

/// After how long without an answer the result of an order counts as unknown (I-37).
pub(super) const PATIENCE: SignedDuration = SignedDuration::from_secs(10);

/// Something entered that did not take effect.
#[derive(Clone, PartialEq, Debug)]
pub struct Held {
    /// Of the order, or made for it.
    pub id: Uuid,
    /// When it came to nothing.
    pub at: Timestamp,
    /// Why.
    pub why: Clean,
    /// What was ordered, if it came to an order.
    pub command: Option<Command>,
    /// What was typed, as it stood.
    pub typing: Option<Typing>,
}

/// What a journal gave back after a login.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Restored {
    /// Orders not answered, the oldest first.
    pub orders: Vec<Order>,
    /// What did not take effect.
    pub held: Vec<Held>,
    /// What was being typed.
    pub typing: Option<Typing>,
    /// What the officer is to know about the journal.
    pub notes: Vec<Clean>,
}

/// One row of the pane.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum HeldRow<'a> {
    /// Typed by whoever held the post before, or by oneself at another machine, and never sent.
    Draft(&'a Draft),
    /// Came to nothing here.
    Held(&'a Held),
}

/// The rows of the pane: drafts of the window first.
pub fn held_rows(model: &Model) -> Vec<HeldRow<'_>> {
    let drafts = model.drafts.iter().map(HeldRow::Draft);
    drafts.chain(model.held.iter().map(HeldRow::Held)).collect()
}

/// Opens the pane.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    model.overlay = Some(Overlay::Held(HeldView::default()));
    Vec::new()
}

/// Takes up what a journal held, once the state of the window is there: orders go out again under their ids, and what
/// was being typed stands on the desk as it stood.
pub(super) fn resume(model: &mut Model, step: Step) -> Vec<Effect> {
    let Some(restored) = model.restored.take() else { return Vec::new() };
    model.held = restored.held;
    model.notes = restored.notes;
    if let Some(note) = model.notes.first() {
        model.remark = Some(note.clone());
    }
    let mut effects = Vec::new();
    let count = restored.orders.len();
    // Whether the first was carried out is unknown; it is asked for under its id.
    let since = model.now.checked_sub(PATIENCE).unwrap_or(model.now);
    model.unsettled = restored.orders.first().map(|order| order.id);
    for order in restored.orders {
        let shown = order::decide_here(model, &order).unwrap_or_default();
        model.record.sent(order.id, order.command.clone(), shown, since);
        effects.push(Effect::Send(Box::new(order)));
    }
    let typing = restored.typing;
    // What the journal holds now; the end of this step tells what changed.
    model.kept.clone_from(&typing);
    let Some(typing) = typing else {
        if count > 0 {
            model.say(Tone::Plain, words::sent_again(count));
        }
        return effects;
    };
    if model.standing() == Standing::Others && typing.form().is_some() {
        effects.extend(superseded(model, step, Some(typing)));
        return effects;
    }
    effects.extend(typing::restore(model, typing));
    model.say(Tone::Plain, words::typing_restored(count));
    effects
}

/// The post passed on: what was being typed is kept, and nothing of it is sent by itself.
pub(super) fn superseded(model: &mut Model, step: Step, typing: Option<Typing>) -> Vec<Effect> {
    let Some(typing) = typing.filter(|typing| typing.form().is_some()) else { return Vec::new() };
    let holder = model.post().holder.map(|holder| model.name_of(&holder)).unwrap_or_default();
    let why = Clean::new(words::superseded(&holder));
    let held = Held { id: step.id, at: model.now, why, command: None, typing: Some(typing) };
    model.held.push(held.clone());
    vec![Effect::Hold(Box::new(held))]
}

/// An order was refused: what was entered is kept where nothing else keeps it. Everything is kept that a post that
/// passed on, or a newer state, stands against.
pub(super) fn refused(
    model: &mut Model,
    id: Uuid,
    command: Option<Command>,
    typing: Option<Typing>,
    problem: &Problem,
) -> Vec<Effect> {
    let entered = command.as_ref().is_some_and(|command| !words::entered(command).is_empty());
    let passed_on = matches!(problem.code.as_str(), "stale_fence" | "not_holder");
    if !(passed_on || entered || typing.is_some()) {
        return vec![Effect::Settle { id, held: None }];
    }
    let why = Clean::new(problem.title.clone());
    let held = Held { id, at: model.now, why, command, typing };
    model.held.retain(|one| one.id != id);
    model.held.push(held.clone());
    vec![Effect::Settle { id, held: Some(Box::new(held)) }]
}

pub(super) fn act(model: &mut Model, mut view: HeldView, action: Action) -> Vec<Effect> {
    let count = held_rows(model).len();
    match action {
        Action::Cancel | Action::HeldEntries => return Vec::new(),
        Action::Confirm => return take_up(model, view),
        Action::DropEntry => {
            let effects = drop_entry(model, view.at);
            view.at = view.at.min(held_rows(model).len().saturating_sub(1));
            if !held_rows(model).is_empty() {
                model.overlay = Some(Overlay::Held(view));
            }
            return effects;
        }
        Action::PageUp | Action::PageDown => view.top = super::scrolled(view.top, action),
        other => {
            let at = moved(view.at, count, other);
            if at != view.at {
                view = HeldView { at, top: 0 };
            }
        }
    }
    model.overlay = Some(Overlay::Held(view));
    Vec::new()
}

/// Whether the row under the cursor may be dropped, or taken up.
///
/// # Errors
/// The reason as a sentence for the officer.
pub(super) fn allow(model: &Model, view: &HeldView, action: Action) -> Result<(), Clean> {
    let rows = held_rows(model);
    let row = rows.get(view.at).ok_or_else(|| Clean::new(words::NOTHING_HELD))?;
    let holds = matches!(model.standing(), Standing::Mine | Standing::Offered);
    let holder = || model.post().holder.map(|holder| model.name_of(&holder)).unwrap_or_default();
    match (row, action) {
        (HeldRow::Held(_), Action::DropEntry) => Ok(()),
        _ if !holds => Err(words::not_holding(model.standing(), &holder())),
        (HeldRow::Draft(_), Action::DropEntry) => Ok(()),
        (row, _) if typing_of(row).is_none() => Err(Clean::new(words::NO_FORM_FOR_IT)),
        _ => Ok(()),
    }
}

/// What the row holds in a form this desk knows.
fn typing_of(row: &HeldRow<'_>) -> Option<Typing> {
    use serde::Deserialize as _;
    match row {
        HeldRow::Draft(draft) => Typing::deserialize(&draft.typed.form).ok(),
        HeldRow::Held(held) => held.typing.clone().or_else(|| {
            let form = Form::of_command(held.command.as_ref()?)?;
            let at = typing::TypedAt::Form(typing::TypedForm::of(&form));
            Some(Typing { case: form.purpose.case().cloned(), line: 0, at })
        }),
    }
}

/// Into the same form, under the name of whoever sits here now.
fn take_up(model: &mut Model, view: HeldView) -> Vec<Effect> {
    let rows = held_rows(model);
    let row = rows.get(view.at).copied();
    let typing = row.as_ref().and_then(typing_of);
    let of = match row {
        Some(HeldRow::Draft(draft)) => Some(draft.officer.clone()),
        _ => None,
    };
    let (Ok(()), Some(typing)) = (allow(model, &view, Action::Confirm), typing) else {
        let why = allow(model, &view, Action::Confirm).err();
        model.say(Tone::Bad, why.unwrap_or_else(|| Clean::new(words::NO_FORM_FOR_IT)));
        model.overlay = Some(Overlay::Held(view));
        return Vec::new();
    };
    let mut effects = typing::restore(model, typing);
    if let Some(of) = of {
        model.drafts.retain(|draft| draft.officer != of);
        effects.push(Effect::DropDraft(of));
    }
    model.say(Tone::Plain, words::TAKEN_UP);
    effects
}

fn drop_entry(model: &mut Model, at: usize) -> Vec<Effect> {
    let view = HeldView { at, top: 0 };
    if let Err(why) = allow(model, &view, Action::DropEntry) {
        model.say(Tone::Bad, why);
        return Vec::new();
    }
    let effect = match held_rows(model).get(at) {
        Some(HeldRow::Draft(draft)) => Effect::DropDraft(draft.officer.clone()),
        Some(HeldRow::Held(held)) => Effect::Clear(held.id),
        None => return Vec::new(),
    };
    match &effect {
        Effect::DropDraft(of) => model.drafts.retain(|draft| &draft.officer != of),
        Effect::Clear(id) => model.held.retain(|held| &held.id != id),
        _ => {}
    }
    model.say(Tone::Good, words::CLEARED);
    vec![effect]
}
