//! The notices pane (告知文书): the draft of the next paper and those issued, each as it reads. A paper is shown
//! whole first, then issued by a deliberate key (S239, reliability.md 2.3).

mod acts;
mod draft;
mod rows;

pub use draft::{against, commanded, draft_title, papers};
pub use rows::{IssuedPaper, Selected, issued, selected};

use super::form::Form;
use super::message::Effect;
use super::model::{Model, Tone};
use super::overlay::{Drafted, NoticesView, Overlay};
use super::{Step, guidance, issue, moved, order, scrolled};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::case::{Case, Stage};
use crate::domain::checklist::Exit;
use crate::domain::command::Command;
use crate::domain::decide;
use crate::domain::paper::PaperRef;
use crate::domain::state::Event;
use crate::text::Clean;

pub(super) use acts::allow;
pub use acts::words as words_of_issued;

/// F4: the paper that fits now, those issued below it; without a case the papers of the window.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    let exit = model.case().and_then(|case| next_exit(model, case));
    let case = model.case.clone();
    show(model, NoticesView { case, draft: exit.map(Drafted::Exit), reading: true, ..NoticesView::default() })
}

/// The pane with the cursor on an issued paper.
pub(super) fn open_at(model: &mut Model, paper: &PaperRef) -> Vec<Effect> {
    let view = NoticesView { case: paper.case.clone(), reading: true, ..NoticesView::default() };
    let at = issued(model, &view).iter().position(|row| row.reference == *paper).unwrap_or_default();
    show(model, NoticesView { at, ..view })
}

/// The exit whose paper comes next: the open one; without one the correction notice, as far as it is known.
fn next_exit(model: &Model, case: &Case) -> Option<Exit> {
    match case.stage {
        Stage::Examining => Some(model.assessment()?.open().unwrap_or(Exit::Correct)),
        Stage::RefusalDrafted { .. } => Some(Exit::Refuse),
        _ => None,
    }
}

/// The same pane on the draft of one exit, unless the exit is closed: then the reason is said.
pub(super) fn open_exit(model: &mut Model, exit: Exit) -> Vec<Effect> {
    let Some(case) = model.case().cloned() else {
        model.say(Tone::Plain, words::NO_CASE);
        return Vec::new();
    };
    if exit == Exit::Accept
        && let Some(promise) = promise(model, &case)
    {
        model.say(Tone::Plain, words::PROMISE_FIRST);
        return open_paper(model, promise, None);
    }
    if let Err(why) = order::preview(model, &draft::exit_command(&case, exit)) {
        model.say(Tone::Bad, why);
        return Vec::new();
    }
    let (case, draft) = (Some(case.id), Some(Drafted::Exit(exit)));
    show(model, NoticesView { case, draft, reading: true, ..NoticesView::default() })
}

/// What the applicant signs before the acceptance: it comes first, and the same key goes on from it.
/// Until nothing else stands against it, that is said instead.
pub(super) fn promise(model: &Model, case: &Case) -> Option<Command> {
    if !model.assessment()?.against(Exit::Accept).is_empty() {
        return None;
    }
    let what = decide::promise_first(case, &order::draft_by(model)?).ok()??;
    Some(Command::IssueCasePaper { case: case.id.clone(), what })
}

/// The same pane on the paper a command would issue; what was filled in for it is kept.
pub(super) fn open_paper(model: &mut Model, command: Command, form: Option<Form>) -> Vec<Effect> {
    if let Err(why) = order::preview(model, &command) {
        model.say(Tone::Bad, why);
        return Vec::new();
    }
    let (case, draft) = (model.case.clone(), Some(Drafted::Paper(Box::new(command))));
    let form = form.map(Box::new);
    show(model, NoticesView { case, draft, form, reading: true, ..NoticesView::default() })
}

/// Shows the pane, and asks for the words of what stands under the cursor.
pub(super) fn show(model: &mut Model, view: NoticesView) -> Vec<Effect> {
    let wanted = rows::to_fetch(model, &view);
    model.overlay = Some(Overlay::Notices(Box::new(view)));
    wanted.map(Effect::LoadPaper).into_iter().collect()
}

pub(super) fn act(model: &mut Model, step: Step, mut view: NoticesView, action: Action) -> Vec<Effect> {
    let on_draft = rows::on_draft(&view);
    if on_draft && let Some(effects) = guidance::act(model, &mut view, action) {
        model.overlay = Some(Overlay::Notices(Box::new(view)));
        return effects;
    }
    match action {
        Action::Cancel => return leave(model, view),
        Action::Notice if !on_draft => return Vec::new(),
        Action::Issue if on_draft => return issue_draft(model, step, view),
        Action::SendBack if on_draft => {
            let form = send_back_form(model, &view);
            model.overlay = form.map(|form| Overlay::Form(Box::new(form)));
            return Vec::new();
        }
        Action::NextPane | Action::PreviousPane => turn(&mut view),
        Action::SavePaper
        | Action::Print
        | Action::ConfirmPrint
        | Action::RecordSigned
        | Action::VoidPaper => return acts::act(model, step, view, action),
        other if view.reading => view.top = scroll(model, &view, other),
        other => choose(model, &mut view, other),
    }
    show(model, view)
}

/// Back to where the draft came from: what was typed for it is still there.
fn leave(model: &mut Model, view: NoticesView) -> Vec<Effect> {
    if let Some(form) = view.form {
        model.overlay = Some(Overlay::Form(form));
    }
    Vec::new()
}

/// From the paper to the list and back. A draft that comes into sight arms anew.
fn turn(view: &mut NoticesView) {
    view.reading = !view.reading;
    view.armed = None;
}

fn choose(model: &Model, view: &mut NoticesView, action: Action) {
    if action == Action::Confirm {
        turn(view);
        return;
    }
    let at = moved(view.at, rows::count(model, view), action);
    if at != view.at {
        (view.at, view.top, view.armed) = (at, 0, None);
    }
}

/// A page further; never far beyond the last line, so that the way back is as short.
fn scroll(model: &Model, view: &NoticesView, action: Action) -> usize {
    let last = rows::lines(model, view).saturating_sub(1);
    match action {
        Action::End => last,
        other => scrolled(view.top, other).min(last),
    }
}

/// Whether the draft may be issued, or what stands against it.
///
/// # Errors
/// The reason as a sentence for the officer.
pub(super) fn allow_issue(model: &Model, view: &NoticesView) -> Result<(), Clean> {
    if !rows::on_draft(view) {
        return Err(Clean::new(words::NO_DRAFT_HERE));
    }
    match draft::refused(model, view) {
        // The rule speaks about a state that is about to change: the answer under way is the reason.
        Some(_) if model.record.waiting().is_some() => Err(Clean::new(words::WAITING)),
        Some(why) => Err(why),
        None => draft::commanded(model, view).map_or(Ok(()), |command| order::on_the_line(model, &command)),
    }
}

/// Issues the draft, if it has been on the screen whole and long enough.
fn issue_draft(model: &mut Model, step: Step, mut view: NoticesView) -> Vec<Effect> {
    let command = view.draft.as_ref().and_then(|draft| draft::command(model, &view, draft));
    let Some(command) = command else {
        model.say(Tone::Bad, words::NOT_LOADED);
        return show(model, view);
    };
    if !view.reading {
        turn(&mut view);
        model.say(Tone::Plain, words::NOT_ARMED);
    } else if !issue::is_armed(view.armed, model.now) {
        model.say(Tone::Plain, words::NOT_ARMED);
    } else {
        let effects = order::place(model, step, command);
        if !effects.is_empty() {
            // What was told or typed for it comes back with a refusal.
            if view.form.is_some() || matches!(view.draft, Some(Drafted::Guidance(_))) {
                model.on_its_way = Some((step.id, Box::new(Overlay::Notices(Box::new(view)))));
            }
            return effects;
        }
    }
    show(model, view)
}

/// The form in which a second person says why not, where the draft asks for a second person.
pub(super) fn send_back_form(model: &Model, view: &NoticesView) -> Option<Form> {
    let command = draft::command(model, view, view.draft.as_ref()?)?;
    issue::back_of(&command)
}

/// Something changed under the draft: it is drawn anew and read anew before a key counts.
pub(super) fn disarm(model: &mut Model, event: &Event) {
    let Event::Case { case, .. } = event else { return };
    if let Some(Overlay::Notices(view)) = &mut model.overlay
        && view.case.as_ref() == Some(case)
    {
        view.armed = None;
    }
}

/// Whether a dialog of a legal act is on the screen that nobody has seen yet.
pub fn awaits_arming(model: &Model) -> bool {
    // Covered, it is not seen.
    if model.lock.is_some() {
        return false;
    }
    match &model.overlay {
        Some(Overlay::Notices(view)) => view.armed.is_none() && view.reading && rows::on_draft(view),
        Some(Overlay::Confirm(confirm)) => confirm.armed.is_none(),
        _ => false,
    }
}
