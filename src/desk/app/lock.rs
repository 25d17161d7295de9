//! The locked desk (闲置锁定): after some minutes without a key everything is covered until the officer says the password
//! again. The post, its lease, the journal and what is being typed go on as they are; live events go on arriving.

use jiff::Timestamp;

use super::form::Form;
use super::message::{Edit, Effect};
use super::model::Model;
use super::overlay::Overlay;
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::text::Clean;

/// When the desk locks by itself, if nobody presses a key.
pub(super) fn due(model: &Model) -> Option<Timestamp> {
    let after = model.lock_after.filter(|_| model.lock.is_none() && model.login.is_none())?;
    model.session.as_ref()?;
    model.touched.checked_add(after).ok()
}

/// Whether that moment has come.
pub(super) fn is_due(model: &Model) -> bool {
    due(model).is_some_and(|due| due <= model.now)
}

/// Covers everything. A dialog that was armed has to be seen again before it confirms anything.
pub(super) fn lock(model: &mut Model) -> Vec<Effect> {
    model.lock = Some(Form::unlock());
    model.toast = None;
    model.unmasked_until = None;
    match &mut model.overlay {
        Some(Overlay::Notices(view)) => view.armed = None,
        Some(Overlay::Confirm(confirm)) => confirm.armed = None,
        _ => {}
    }
    vec![Effect::Lock]
}

pub(super) fn edit(model: &mut Model, edit: &Edit) {
    if let Some(form) = model.lock.as_mut().filter(|form| !form.sent) {
        form.refusal = None;
        form.edit(edit);
    }
}

pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(form) = model.lock.as_mut().filter(|form| !form.sent) else { return Vec::new() };
    match action {
        Action::Confirm => {
            // As typed: a password is not folded.
            let typed = form.fields.first().map(|field| field.line.value().to_owned()).unwrap_or_default();
            if typed.is_empty() {
                form.refusal = Some(Clean::new(words::UNLOCK_EMPTY));
                return Vec::new();
            }
            form.sent = true;
            vec![Effect::Unlock(typed)]
        }
        Action::Cancel => {
            model.lock = Some(Form::unlock());
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The password was right, or not.
pub(super) fn answered(model: &mut Model, result: Result<(), Clean>) {
    if model.lock.is_none() {
        return;
    }
    model.lock = match result {
        Ok(()) => None,
        Err(why) => Some(Form { refusal: Some(why), ..Form::unlock() }),
    };
    model.touched = model.now;
}
