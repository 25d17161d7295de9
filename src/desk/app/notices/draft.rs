//! The draft at the head of the pane: what it says, by which command it is issued, and what stands against that.

use super::super::model::Model;
use super::super::overlay::{Drafted, NoticesView};
use super::super::{guidance, order};
use crate::desk::wording as words;
use crate::domain::case::{Case, Stage};
use crate::domain::checklist::Exit;
use crate::domain::command::Command;
use crate::domain::decide;
use crate::domain::numbering;
use crate::domain::paper::Paper;

/// The act an exit's paper is issued by; a refusal that is drafted already is confirmed by a lead (否定备案).
pub(super) fn exit_command(case: &Case, exit: Exit) -> Command {
    let id = case.id.clone();
    match exit {
        Exit::Accept => Command::Accept { case: id },
        Exit::Receive => Command::Receive { case: id },
        Exit::Correct => Command::IssueCorrection { case: id },
        Exit::Refuse if matches!(case.stage, Stage::RefusalDrafted { .. }) => {
            Command::ConfirmRefusal { case: id }
        }
        Exit::Refuse => Command::DraftRefusal { case: id },
    }
}

/// The command that issues the draft.
pub(super) fn command(model: &Model, view: &NoticesView, draft: &Drafted) -> Option<Command> {
    match draft {
        Drafted::Exit(exit) => {
            let case = model.state().case(view.case.as_ref()?)?;
            Some(exit_command(case, *exit))
        }
        Drafted::Paper(command) => Some((**command).clone()),
        Drafted::Guidance(guidance) => Some(guidance::command(model, guidance)),
    }
}

/// The same, for the words around the draft.
pub fn commanded(model: &Model, view: &NoticesView) -> Option<Command> {
    command(model, view, view.draft.as_ref()?)
}

/// The papers of the draft, without their numbers: the first is the one that was asked for, others go with it.
pub fn papers(model: &Model, view: &NoticesView) -> Vec<Paper> {
    let Some(draft) = &view.draft else { return Vec::new() };
    let drafted = match draft {
        Drafted::Guidance(guidance) => guidance::paper(model, guidance),
        Drafted::Exit(exit) => exit_paper(model, view, *exit),
        Drafted::Paper(_) => None,
    };
    let previewed = command(model, view, draft).and_then(|command| order::preview(model, &command).ok());
    let issued = previewed.map(|events| events.iter().filter_map(numbering::paper).cloned().collect());
    match (drafted, issued) {
        (_, Some(papers)) if !Vec::is_empty(&papers) => papers,
        (drafted, _) => drafted.into_iter().collect(),
    }
}

/// What an exit's paper would say so far, whether or not the exit is open.
fn exit_paper(model: &Model, view: &NoticesView, exit: Exit) -> Option<Paper> {
    let case = model.state().case(view.case.as_ref()?)?;
    let by = order::draft_by(model)?;
    decide::draft(case, exit, &by).ok()
}

/// What the pane calls the draft: its kind.
pub fn draft_title(model: &Model, view: &NoticesView) -> &'static str {
    papers(model, view).first().map_or(words::NO_DRAFT, |paper| paper.kind.title())
}

/// What stands against issuing the draft, each reason with the lines it means; nothing when it may be issued.
pub fn against(model: &Model, view: &NoticesView) -> Vec<String> {
    let Some(draft) = &view.draft else { return Vec::new() };
    let case = view.case.as_ref().and_then(|case| model.state().case(case));
    let examining = case.is_some_and(|case| case.stage == Stage::Examining);
    if let (Drafted::Exit(exit), true) = (draft, examining) {
        let assessment = model.assessment();
        let closed = assessment.as_ref().map(|assessment| assessment.against(*exit)).unwrap_or_default();
        if !closed.is_empty() {
            return closed.iter().map(words::incomplete).collect();
        }
    }
    refused(model, view).into_iter().map(|why| why.shown().to_owned()).collect()
}

/// The one sentence that stands against issuing the draft.
pub(super) fn refused(model: &Model, view: &NoticesView) -> Option<crate::text::Clean> {
    let command = command(model, view, view.draft.as_ref()?)?;
    order::preview(model, &command).err()
}
