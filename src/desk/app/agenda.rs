//! What expires when (期限总览): the clocks of all open cases of the window; for a lead, of the hall.

use super::message::Effect;
use super::model::{Model, Tone};
use super::overlay::{AgendaView, Overlay};
use super::{case, moved, scrolled, verdict};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::agenda::{Entry, agenda};
use crate::domain::case::Case;
use crate::domain::state::Versioned;
use crate::text::Clean;
use crate::wire::Agenda;

/// Opens the list; a lead's is asked of the service, and the window's own stands there until it comes.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    model.overlay = Some(Overlay::Agenda(AgendaView { entries: own(model), ..AgendaView::default() }));
    ask(model)
}

/// The clocks of the window, as the desk knows them.
fn own(model: &Model) -> Vec<Entry> {
    let Some(rules) = &model.rules else { return Vec::new() };
    agenda(model.state().open_cases(&model.window), rules)
}

/// Asks for the clocks of the hall, where it is a lead who looks.
fn ask(model: &mut Model) -> Vec<Effect> {
    if !verdict::is_lead(model) {
        return Vec::new();
    }
    model.asked += 1;
    let seq = model.asked;
    if let Some(Overlay::Agenda(view)) = &mut model.overlay {
        view.looking = Some(seq);
        view.problem = None;
    }
    vec![Effect::LoadAgenda { seq }]
}

/// The clocks of the hall came; only the newest question counts.
pub(super) fn arrived(model: &mut Model, seq: u64, result: Result<Agenda, Clean>) {
    let Some(Overlay::Agenda(view)) = &mut model.overlay else { return };
    if view.looking != Some(seq) {
        return;
    }
    view.looking = None;
    match result {
        Ok(list) => {
            view.of_hall = true;
            view.more = list.more;
            put(view, list.entries);
        }
        Err(why) => view.problem = Some(why),
    }
}

/// The window's own clocks follow what happens; those of the hall are asked for again by a key.
pub(super) fn refresh(model: &mut Model) {
    if !matches!(&model.overlay, Some(Overlay::Agenda(view)) if !view.of_hall) {
        return;
    }
    let entries = own(model);
    if let Some(Overlay::Agenda(view)) = &mut model.overlay {
        put(view, entries);
    }
}

/// The cursor stays on its clock, wherever that is now.
fn put(view: &mut AgendaView, entries: Vec<Entry>) {
    let here = view.entries.get(view.at).map(|entry| (&entry.case, entry.clock.kind, &entry.clock.label));
    let same = here.and_then(|here| {
        entries.iter().position(|entry| (&entry.case, entry.clock.kind, &entry.clock.label) == here)
    });
    let at = same.unwrap_or_else(|| view.at.min(entries.len().saturating_sub(1)));
    if entries.get(at) != view.entries.get(view.at) {
        view.top = 0;
    }
    view.at = at;
    view.entries = entries;
}

pub(super) fn act(model: &mut Model, mut view: AgendaView, action: Action) -> Vec<Effect> {
    match action {
        Action::Cancel | Action::Agenda => return Vec::new(),
        Action::Confirm => {
            let Some(entry) = view.entries.get(view.at).cloned() else { return Vec::new() };
            return take_up(model, view, entry);
        }
        Action::Refresh => {
            model.overlay = Some(Overlay::Agenda(view));
            return ask(model);
        }
        Action::NextPane | Action::PreviousPane => view.reading = !view.reading,
        other if view.reading => view.top = scrolled(view.top, other),
        other => {
            let at = moved(view.at, view.entries.len(), other);
            if at != view.at {
                (view.at, view.top) = (at, 0);
            }
        }
    }
    model.overlay = Some(Overlay::Agenda(view));
    Vec::new()
}

/// Opens the case to be looked at; one this desk does not have is fetched first, and the list stays until it is
/// there. Nothing comes back to the window by that: whose time runs out is not whoever sits here.
fn take_up(model: &mut Model, mut view: AgendaView, entry: Entry) -> Vec<Effect> {
    if model.state().case(&entry.case).is_some() {
        case::take_up(model, entry.case);
        return Vec::new();
    }
    let Some(number) = entry.number else {
        model.overlay = Some(Overlay::Agenda(view));
        model.say(Tone::Plain, words::NO_NUMBER_YET);
        return Vec::new();
    };
    model.asked += 1;
    let seq = model.asked;
    view.looking = Some(seq);
    model.overlay = Some(Overlay::Agenda(view));
    vec![Effect::LoadCase { seq, number }]
}

/// The case that was asked for came, and is opened unless the officer went elsewhere meanwhile.
pub(super) fn opened(model: &mut Model, seq: u64, result: Result<Box<Versioned<Case>>, Clean>) {
    let Some(Overlay::Agenda(view)) = &mut model.overlay else { return };
    if view.looking != Some(seq) {
        return;
    }
    view.looking = None;
    match result {
        Ok(found) => {
            let id = found.value.id.clone();
            model.overlay = None;
            model.record.adopt(*found);
            case::take_up(model, id);
        }
        Err(why) => model.say(Tone::Bad, why),
    }
}
