//! Whether an action can be done here and now, or why not: the bar, the help and the notice show the same reason.

use super::model::{Model, Standing};
use super::order;
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::command::Command;
use crate::text::Clean;

/// Yes, or the reason.
///
/// # Errors
/// The reason as a sentence for the officer.
pub fn allow(model: &Model, action: Action) -> Result<(), Clean> {
    if matches!(action, Action::Quit | Action::Help) || model.login.is_some() || is_movement(action) {
        return Ok(());
    }
    if model.overlay.is_some() {
        return Ok(());
    }
    if !model.loaded {
        return Err(Clean::new(words::NOT_LOADED));
    }
    if needs_post(action) && !matches!(model.standing(), Standing::Mine | Standing::Offered) {
        return Err(words::not_holding(model.standing(), &holder(model)));
    }
    match command(model, action) {
        Some(command) => order::preview(model, &command).map(|_| ()),
        None => Ok(()),
    }
}

fn holder(model: &Model) -> String {
    model.post().holder.map(|holder| model.name_of(&holder)).unwrap_or_default()
}

fn is_movement(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::Home
            | Action::End
            | Action::NextPane
            | Action::PreviousPane
            | Action::Confirm
            | Action::Cancel
    ) || action.choice().is_some()
}

/// Actions that change something in the name of the window.
fn needs_post(action: Action) -> bool {
    !matches!(
        action,
        Action::Handover
            | Action::TakeOver
            | Action::FindCase
            | Action::Notice
            | Action::Refuse
            | Action::Refresh
            | Action::SignOut
            | Action::Palette
            | Action::Unmask
            | Action::SavePaper
            | Action::Fee
    )
}

/// The command an action comes to at once, where it needs nothing more from the officer.
fn command(model: &Model, action: Action) -> Option<Command> {
    let ticket = || model.ticket().map(|ticket| ticket.no.clone());
    let case = || model.case().map(|case| case.id.clone());
    match action {
        Action::CallNext => Some(Command::CallNext),
        Action::Recall => ticket().map(|ticket| Command::Recall { ticket }),
        Action::NoShow => ticket().map(|ticket| Command::NoShow { ticket }),
        Action::Finish => ticket().map(|ticket| Command::Finish { ticket }),
        Action::Accept => case().map(|case| Command::Accept { case }),
        Action::Receive => case().map(|case| Command::Receive { case }),
        Action::Decide => case().map(|case| Command::Decide { case, granted: true }),
        Action::Deliver => case().map(|case| Command::Deliver { case }),
        Action::CloseWindow => Some(Command::ClosePost),
        _ => None,
    }
}
