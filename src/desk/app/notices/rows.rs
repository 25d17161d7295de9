//! The list of the pane: what was issued, newest first, and what became of each.

use jiff::civil::Date;

use super::super::model::Model;
use super::super::overlay::NoticesView;
use super::super::print::{waiting, words_of};
use super::{against, papers};
use crate::desk::wording as words;
use crate::document;
use crate::domain::case::Case;
use crate::domain::paper::{Paper, PaperKind, PaperNumber, PaperRef, Track};
use crate::domain::post::Loose;
use crate::text::Clean;

/// A paper of the list.
#[derive(Clone, Debug)]
pub struct IssuedPaper {
    /// Which.
    pub reference: PaperRef,
    /// Kind.
    pub kind: PaperKind,
    /// Day of issue.
    pub on: Date,
    /// Whom it concerns.
    pub who: Clean,
    /// What became of it.
    pub track: Track,
    /// What it says, where the desk has it: the words of a window's papers are with the service.
    pub paper: Option<Paper>,
}

/// What stands under the cursor.
#[derive(Clone, Debug)]
pub enum Selected {
    /// The draft.
    Draft,
    /// An issued paper.
    Issued(Box<IssuedPaper>),
    /// The list is empty.
    Nothing,
}

/// The issued papers of the pane, newest first: those of the case and then what else of the window still waits for
/// the printer; without a case those of the window, after what waits of its cases.
pub fn issued(model: &Model, view: &NoticesView) -> Vec<IssuedPaper> {
    let papers = model.post().papers;
    let loose_ones = papers.iter().rev().map(loose);
    if let Some(case) = &view.case {
        let own = model.state().case(case).map(of_case).unwrap_or_default();
        return own.into_iter().chain(loose_ones.filter(|row| row.track.is_unprinted())).collect();
    }
    let waiting = waiting(model).filter_map(|(case, paper)| row(case, paper));
    waiting.chain(loose_ones).collect()
}

fn of_case(case: &Case) -> Vec<IssuedPaper> {
    case.papers.iter().rev().filter_map(|paper| row(case, paper)).collect()
}

fn row(case: &Case, paper: &Paper) -> Option<IssuedPaper> {
    let number = paper.number.clone()?;
    Some(IssuedPaper {
        track: case.track(&number),
        reference: PaperRef { case: Some(case.id.clone()), number },
        kind: paper.kind,
        on: paper.on,
        who: paper.concerns(),
        paper: Some(paper.clone()),
    })
}

fn loose(loose: &Loose) -> IssuedPaper {
    IssuedPaper {
        reference: PaperRef { case: None, number: loose.number.clone() },
        kind: loose.kind,
        on: loose.on,
        who: loose.who.clone(),
        track: loose.track.clone(),
        paper: None,
    }
}

/// Whether the cursor stands on the draft.
pub(super) fn on_draft(view: &NoticesView) -> bool {
    view.draft.is_some() && view.at == 0
}

/// What stands under the cursor.
pub fn selected(model: &Model, view: &NoticesView) -> Selected {
    if on_draft(view) {
        return Selected::Draft;
    }
    let at = view.at.saturating_sub(usize::from(view.draft.is_some()));
    let row = issued(model, view).into_iter().nth(at);
    row.map_or(Selected::Nothing, |row| Selected::Issued(Box::new(row)))
}

/// How many rows there are, the draft among them.
pub(super) fn count(model: &Model, view: &NoticesView) -> usize {
    issued(model, view).len() + usize::from(view.draft.is_some())
}

/// The paper under the cursor, where its words are still to be fetched.
pub(super) fn to_fetch(model: &Model, view: &NoticesView) -> Option<PaperNumber> {
    match selected(model, view) {
        Selected::Issued(row) => {
            Some(row.reference.number).filter(|number| !view.read.contains_key(&number.to_string()))
        }
        Selected::Draft | Selected::Nothing => None,
    }
}

/// At least as many lines as the paper under the cursor has in the pane.
pub(super) fn lines(model: &Model, view: &NoticesView) -> usize {
    let count = |paper: &Paper| {
        let document = words_of(model, paper, &Track::default());
        document.map_or(0, |document| document::plain_text(&document, document::CELLS).lines().count())
    };
    match selected(model, view) {
        Selected::Draft => {
            let papers: usize = papers(model, view).iter().map(count).sum();
            papers + against(model, view).len() * words::REASON_LINES
        }
        Selected::Issued(row) => {
            let read = view.read.get(&row.reference.number.to_string()).and_then(|read| read.as_ref().ok());
            row.paper.as_ref().or(read.map(|read| &read.paper)).map_or(1, count)
        }
        Selected::Nothing => 1,
    }
}
