//! Acts on an issued paper: printed, seen to come out, signed copy back, void, written to a file.

use super::super::form::{Form, Purpose};
use super::super::message::Effect;
use super::super::model::{Model, Tone};
use super::super::overlay::{NoticesView, Overlay};
use super::super::{Step, order, print};
use super::rows::{IssuedPaper, Selected, selected};
use super::show;
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::document;
use crate::domain::command::Command;
use crate::domain::paper::PaperRef;
use crate::text::Clean;

/// Whether the act can be done on the paper under the cursor, or why not.
///
/// # Errors
/// The reason as a sentence for the officer.
pub(in super::super) fn allow(model: &Model, view: &NoticesView, action: Action) -> Result<(), Clean> {
    let Selected::Issued(row) = selected(model, view) else { return Err(Clean::new(words::NOT_ISSUED)) };
    if action == Action::SavePaper {
        return Ok(());
    }
    if action == Action::Print && !row.track.printed {
        return match row.track.voided {
            Some(_) => Err(words::paper_void(&row.reference.number)),
            None => Ok(()),
        };
    }
    match command(action, row.reference, words::REASON_FIELD.into()) {
        Some(command) => order::preview(model, &command).map(drop),
        None => Err(Clean::new(words::GO_BACK_FIRST)),
    }
}

/// The command of an act on a paper that came out of the printer at least once, except for its confirmation.
fn command(action: Action, paper: PaperRef, reason: Clean) -> Option<Command> {
    Some(match action {
        Action::Print => Command::Reprint { paper, reason },
        Action::ConfirmPrint => Command::ConfirmPrint { paper },
        Action::RecordSigned => Command::RecordSigned { paper },
        Action::VoidPaper => Command::VoidPaper { paper, reason },
        _ => return None,
    })
}

pub(super) fn act(model: &mut Model, step: Step, view: NoticesView, action: Action) -> Vec<Effect> {
    let Selected::Issued(row) = selected(model, &view) else { return show(model, view) };
    match action {
        Action::Print if row.track.printed => {
            return ask(model, Purpose::Reprint(row.reference.clone()), &words::reprint_title(&row));
        }
        Action::VoidPaper => {
            return ask(model, Purpose::VoidPaper(row.reference.clone()), &words::void_title(&row));
        }
        _ => {}
    }
    let effects = match action {
        Action::Print => {
            model.say(Tone::Plain, words::PRINTING);
            print::again(model, row.reference)
        }
        Action::ConfirmPrint => print::confirm_one(model, step, row.reference),
        Action::RecordSigned => {
            order::place(model, step, Command::RecordSigned { paper: row.reference.clone() })
        }
        Action::SavePaper => save(model, &view, &row),
        _ => Vec::new(),
    };
    let mut effects = effects;
    effects.extend(show(model, view));
    effects
}

fn ask(model: &mut Model, purpose: Purpose, title: &str) -> Vec<Effect> {
    let form = Form::one(purpose, title, words::REASON_FIELD);
    model.overlay = Some(Overlay::Form(Box::new(form)));
    Vec::new()
}

/// Asks the runtime to write a paper as text. The name of the file is made of our own data.
fn save(model: &mut Model, view: &NoticesView, row: &IssuedPaper) -> Vec<Effect> {
    let number = &row.reference.number;
    let Some(document) = words(model, view, row) else {
        model.say(Tone::Plain, words::NOT_LOADED);
        return Vec::new();
    };
    let text = document::plain_text(&document, document::CELLS);
    vec![Effect::SavePaper { name: print::name(row.kind, number), text }]
}

/// An issued paper in words: as the service keeps them, or as the desk's own copy says.
pub fn words(model: &Model, view: &NoticesView, row: &IssuedPaper) -> Option<document::Document> {
    let read = view.read.get(&row.reference.number.to_string()).and_then(|read| read.as_ref().ok());
    let stored = read.and_then(|read| read.document.clone()).map(|mut stored| {
        stored.marks = document::marks(&row.track);
        stored
    });
    let content = read.map(|read| &read.paper).or(row.paper.as_ref());
    stored.or_else(|| print::words_of(model, content?, &row.track))
}
