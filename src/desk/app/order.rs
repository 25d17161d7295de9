//! Placing orders: the desk decides on its own copy first, to show at once what a key does or why not.

use super::Step;
use super::message::{Effect, Link};
use super::model::{Model, Tone};
use crate::desk::wording as words;
use crate::domain::command::{Command, Order};
use crate::domain::decide::{self, Context, Draft};
use crate::domain::ids::WindowId;
use crate::domain::post::SheetLine;
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::text::Clean;

/// What a command would do, by the desk's copy of record and rules.
///
/// # Errors
/// The sentence that says why not.
pub fn preview(model: &Model, command: &Command) -> Result<Vec<Event>, Clean> {
    let order = order(model, uuid::Uuid::nil(), model.window.clone(), command.clone());
    decide_here(model, &order)
}

fn order(model: &Model, id: uuid::Uuid, window: WindowId, command: Command) -> Order {
    Order {
        id,
        fence: model.state().post(&window).fence,
        window,
        expect: decide::expected(model.state(), &command),
        command,
    }
}

pub(super) fn decide_here(model: &Model, order: &Order) -> Result<Vec<Event>, Clean> {
    let (Some(rules), Some(session)) = (&model.rules, &model.session) else {
        return Err(Clean::new(words::NOT_LOADED));
    };
    let context =
        Context { rules, actor: &session.officer.id, now: model.now, lease_lapsed: model.lease_lapsed };
    decide::decide(model.state(), order, &context).map_err(|refusal: Refusal| Clean::new(refusal.to_string()))
}

/// Whether the line allows it: without one, what concerns only this window's own work goes on and waits; what is
/// legally binding, is numbered, or two windows compete for does not begin (DESIGN 6, F79).
///
/// # Errors
/// The sentence that says why not.
pub(super) fn on_the_line(model: &Model, command: &Command) -> Result<(), Clean> {
    let offline = matches!(model.link, Link::Offline { .. });
    if offline && !command.may_be_shown_at_once() { Err(Clean::new(words::NEEDS_LINE)) } else { Ok(()) }
}

/// Sends an order, unless a rule stands against it; then the reason is said and nothing is sent.
pub(super) fn place(model: &mut Model, step: Step, command: Command) -> Vec<Effect> {
    let window = model.window.clone();
    place_at(model, step, window, command)
}

/// The same at another window of the hall: what a lead does from here.
pub(super) fn place_at(model: &mut Model, step: Step, window: WindowId, command: Command) -> Vec<Effect> {
    if model.record.waiting().is_some() {
        model.say(Tone::Plain, words::WAITING);
        return Vec::new();
    }
    let order = order(model, step.id, window, command.clone());
    match decide_here(model, &order).and_then(|events| on_the_line(model, &command).map(|()| events)) {
        Ok(events) => {
            model.record.sent(order.id, command, events, model.now);
            vec![Effect::Send(Box::new(order))]
        }
        Err(why) => {
            model.say(Tone::Bad, why);
            Vec::new()
        }
    }
}

/// Who would sign a paper drafted here.
pub fn draft_by(model: &Model) -> Option<Draft<'_>> {
    let (rules, session) = (model.rules.as_ref()?, model.session.as_ref()?);
    let post_a = rules.hall.window(&model.window)?.post_a(model.today());
    Some(Draft {
        rules,
        on: model.today(),
        officer: session.officer.name.clone(),
        acting_for: (post_a != &session.officer.id).then(|| model.name_of(post_a)),
    })
}

/// The handover sheet as it would be offered now.
pub fn sheet(model: &Model) -> Vec<SheetLine> {
    let (Some(rules), Some(session)) = (&model.rules, &model.session) else { return Vec::new() };
    let context =
        Context { rules, actor: &session.officer.id, now: model.now, lease_lapsed: model.lease_lapsed };
    decide::sheet(model.state(), &model.window, &context)
}
