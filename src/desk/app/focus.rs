//! Which keys count: computed from the model, never kept beside it.

use super::guidance;
use super::model::Model;
use super::overlay::{Drafted, NoticesView, Overlay};
use crate::desk::keymap::Context;

/// The contexts of the keyboard, innermost first.
pub fn contexts(model: &Model) -> Vec<Context> {
    if model.lock.is_some() && model.login.is_none() {
        return vec![Context::Locked];
    }
    if let Some(Overlay::Help { .. }) = model.overlay {
        return vec![Context::Help, Context::Global];
    }
    place(model, model.overlay.as_ref())
}

/// The contexts the help was called from.
pub fn helped(model: &Model) -> Vec<Context> {
    match &model.overlay {
        Some(Overlay::Help { under, .. }) => place(model, under.as_deref()),
        other => place(model, other.as_ref()),
    }
}

fn place(model: &Model, overlay: Option<&Overlay>) -> Vec<Context> {
    if model.login.is_some() {
        return vec![Context::Login, Context::Global];
    }
    match overlay {
        Some(Overlay::Defects(_)) => vec![Context::Defects, Context::Global],
        Some(Overlay::Pick(picker)) if picker.what.is_menu() => vec![Context::List, Context::Global],
        Some(Overlay::Pick(_)) => vec![Context::List, Context::Form, Context::Global],
        Some(Overlay::Form(_)) => vec![Context::Form, Context::Global],
        // No outer context: a bare Enter, or any key of the desk, must not reach a legal act.
        Some(Overlay::Confirm(_)) => vec![Context::Confirm],
        Some(Overlay::Notices(view)) => notice(model, view),
        Some(Overlay::Visit { .. } | Overlay::Card(_) | Overlay::Invitation(_)) => vec![Context::Global],
        Some(Overlay::Fee(view)) if view.form.fields.is_empty() => vec![Context::Fee, Context::Global],
        Some(Overlay::Fee(_)) => vec![Context::Fee, Context::Form, Context::Global],
        Some(Overlay::Clocks(_)) => vec![Context::Clocks, Context::Global],
        Some(Overlay::Agenda(_)) => vec![Context::Agenda, Context::Global],
        Some(Overlay::Handover(_)) => vec![Context::Handover, Context::Global],
        Some(Overlay::Held(_)) => vec![Context::Held, Context::Global],
        Some(Overlay::Help { .. }) => vec![Context::Help, Context::Global],
        None => below(model),
    }
}

/// A draft, as any legal act, has only its own keys, and the digits of the number it asks for.
fn notice(model: &Model, view: &NoticesView) -> Vec<Context> {
    match &view.draft {
        Some(Drafted::Guidance(draft)) if view.at == 0 && guidance::asks_number(model, draft) => {
            vec![Context::Number, Context::Draft]
        }
        Some(_) if view.at == 0 => vec![Context::Draft],
        _ => vec![Context::Notice, Context::Global],
    }
}

/// The contexts of the desk itself, whatever lies over it: its sentences name keys too.
pub fn below(model: &Model) -> Vec<Context> {
    if model.asks_number() {
        vec![Context::Number, Context::Case, Context::Global]
    } else if model.question().is_some() {
        vec![Context::Question, Context::Case, Context::Global]
    } else if model.case().is_some() {
        vec![Context::Case, Context::Global]
    } else {
        vec![Context::Queue, Context::Global]
    }
}
