//! The whole hall on one list: who sits where, who is away or silent, who calls. A lead answers from here.

use super::message::Effect;
use super::model::{Model, Tone};
use super::overlay::{Confirm, Overlay, Row, RowValue};
use super::{Step, order, verdict};
use crate::desk::wording as words;
use crate::domain::command::Command;
use crate::domain::ids::WindowId;
use crate::domain::post::Post;

/// The windows, those that want somebody first.
pub(super) fn rows(model: &Model) -> Vec<Row> {
    let Some(rules) = &model.rules else { return Vec::new() };
    let mut rows: Vec<(bool, Row)> = rules
        .hall
        .windows
        .iter()
        .map(|window| {
            let post = model.state().post(&window.id);
            let detail = words::post_state(model, &post);
            let text = words::window_row(window);
            (!wants_somebody(&post), Row { text, detail, value: RowValue::HallWindow(window.id.clone()) })
        })
        .collect();
    rows.sort_by_key(|(calm, _)| *calm);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Whether a lead ought to look at the window.
pub fn wants_somebody(post: &Post) -> bool {
    let asked = post.takeover.as_ref().is_some_and(|asked| asked.allowed.is_none());
    let overdue = post.away.as_ref().is_some_and(|away| away.overdue);
    post.help.is_some() || asked || overdue || post.silent_since.is_some()
}

/// How many windows want a lead.
pub fn attention(model: &Model) -> usize {
    model.state().posts.values().filter(|post| wants_somebody(&post.value)).count()
}

/// What a lead does about a window: answer the call, or let somebody take over.
pub(super) fn take(model: &mut Model, step: Step, window: WindowId) -> Vec<Effect> {
    let post = model.state().post(&window);
    if !verdict::is_lead(model) {
        model.say(Tone::Plain, words::LEAD_ANSWERS);
        return Vec::new();
    }
    if post.help.is_some() {
        return order::place_at(model, step, window, Command::AnswerHelp);
    }
    let Some(asked) = post.takeover.filter(|asked| asked.allowed.is_none()) else {
        model.say(Tone::Plain, words::NOTHING_TO_ANSWER);
        return Vec::new();
    };
    let holder = post.holder.map(|holder| model.name_of(&holder)).unwrap_or_default();
    let lines = words::allow_take_over(&model.name_of(&asked.by), &holder, &window, &asked.reason);
    let command = Command::AllowTakeOver { to: asked.by };
    let confirm = Confirm { at: Some(window), ..Confirm::new(words::ALLOW_TAKE_OVER_TITLE, lines, command) };
    model.overlay = Some(Overlay::Confirm(Box::new(confirm)));
    Vec::new()
}
