//! The looks of this terminal: a list to choose from, each seen at once while the cursor is on it. The themes
//! themselves are the runtime's; here they are names.

use super::message::Effect;
use super::model::{Model, Tone};
use super::overlay::{Overlay, Row, RowValue, What};
use super::pick;
use crate::desk::wording as words;
use crate::text::Clean;

/// What there is to choose from, and what was chosen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Looks {
    /// As the settings name them: a preset, or the path of a file.
    pub names: Vec<String>,
    /// The one in force.
    pub at: usize,
}

/// Which of them the screen is drawn in: the one under the cursor while one chooses.
pub fn look(model: &Model) -> usize {
    match &model.overlay {
        Some(Overlay::Pick(picker)) if picker.what == What::Looks && model.lock.is_none() => picker.at,
        _ => model.looks.at,
    }
}

pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let effects = pick::open(model, What::Looks);
    if let Some(Overlay::Pick(picker)) = &mut model.overlay {
        picker.at = model.looks.at;
    }
    effects
}

pub(super) fn rows(model: &Model) -> Vec<Row> {
    let row = |(at, name): (usize, &String)| Row {
        text: words::look_name(name),
        detail: if at == model.looks.at { words::LOOK_IN_FORCE.to_owned() } else { String::new() },
        value: RowValue::Look(at),
    };
    model.looks.names.iter().enumerate().map(row).collect()
}

/// Takes one, and has it kept for the next start.
pub(super) fn take(model: &mut Model, at: usize) -> Vec<Effect> {
    let Some(name) = model.looks.names.get(at).cloned() else { return Vec::new() };
    model.looks.at = at;
    vec![Effect::KeepLook(name)]
}

/// It was written to the settings; or this terminal has none; or it could not be written, and why.
pub(super) fn kept(model: &mut Model, result: Result<bool, Clean>) {
    match result {
        Ok(true) => model.say(Tone::Good, words::LOOK_KEPT),
        Ok(false) => model.say(Tone::Good, words::LOOK_FOR_NOW),
        Err(why) => model.say(Tone::Bad, why),
    }
}
