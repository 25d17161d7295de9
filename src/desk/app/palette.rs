//! The palette (Ctrl-P): every action with its key, and by what is typed items, cases of this window, their papers
//! and knowledge cards. Choosing does it, where it can be done; else it says why.

use super::allow::at_counter;
use super::card::CardView;
use super::message::Effect;
use super::model::{Model, Tone};
use super::overlay::{Overlay, Row, RowValue};
use super::{Step, allow, case, guidance, notices, pick};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::case::Case;
use crate::domain::ids::{CaseId, ItemCode};
use crate::domain::paper::{Paper, PaperRef};
use crate::domain::person::Applicant;
use crate::domain::post::Loose;
use crate::text::Spelling;

/// The actions, in the order of a visit. Movements, choices and the keys of dialogs are none: they need no finding.
pub const PALETTE: &[Action] = &[
    Action::CallNext,
    Action::Recall,
    Action::Begin,
    Action::NoShow,
    Action::Park,
    Action::ResumeParked,
    Action::Redirect,
    Action::Finish,
    Action::SearchItem,
    Action::FindCase,
    Action::EditApplicant,
    Action::EditAgent,
    Action::Situation,
    Action::VerdictConforming,
    Action::VerdictMissing,
    Action::VerdictDefective,
    Action::VerdictOnTheSpot,
    Action::VerdictDeferred,
    Action::VerdictCommitted,
    Action::VerdictShared,
    Action::VerdictClear,
    Action::TakeOverMaterials,
    Action::VisitList,
    Action::ProposeDemand,
    Action::Notice,
    Action::Issue,
    Action::PapersMenu,
    Action::Print,
    Action::ConfirmPrint,
    Action::RecordSigned,
    Action::VoidPaper,
    Action::SavePaper,
    Action::Accept,
    Action::Receive,
    Action::Refuse,
    Action::Decide,
    Action::Fee,
    Action::FeeReceipt,
    Action::Clocks,
    Action::Agenda,
    Action::Deliver,
    Action::Withdraw,
    Action::Invite,
    Action::Unmask,
    Action::HeldEntries,
    Action::DropEntry,
    Action::Handover,
    Action::Remark,
    Action::RefreshSheet,
    Action::TakeOver,
    Action::PostMenu,
    Action::AskHelp,
    Action::Hall,
    Action::CloseWindow,
    Action::Help,
    Action::Look,
    Action::Lock,
    Action::SignOut,
    Action::Refresh,
    Action::Quit,
];

/// Rows of one kind at most: the next letter narrows them.
const EACH: usize = 20;

/// What fits: actions first, those that cannot be done now last. Nothing typed shows the actions alone.
pub(super) fn rows(model: &Model, query: &str) -> Vec<Row> {
    let (mut rows, impossible): (Vec<_>, Vec<_>) =
        actions(model, query).into_iter().partition(|row| row.detail.is_empty());
    if !query.is_empty() {
        rows.extend(pick::items(model, query).into_iter().take(EACH));
        rows.extend(best(cases(model), query));
        rows.extend(best(papers(model), query));
        rows.extend(model.cards.find(query, model, EACH));
    }
    rows.extend(impossible);
    rows
}

/// What can be done comes first; what cannot has its reason beside it.
fn actions(model: &Model, query: &str) -> Vec<Row> {
    let mut rows: Vec<(bool, u32, Row)> = PALETTE
        .iter()
        .filter_map(|action| {
            let rank = Spelling::new(action.title()).rank(query)?;
            let detail = at_counter(model, *action).err().map(|why| why.shown().to_owned());
            let detail = detail.unwrap_or_default();
            let text = action.title().to_owned();
            Some((!detail.is_empty(), rank, Row { text, detail, value: RowValue::Action(*action) }))
        })
        .collect();
    rows.sort_by_key(|(impossible, rank, _)| (*impossible, *rank));
    rows.into_iter().map(|(_, _, row)| row).collect()
}

/// The rows that fit, the best first. A number fits by any part of it.
fn best(rows: impl Iterator<Item = Row>, query: &str) -> Vec<Row> {
    let mut found: Vec<(u32, Row)> = rows
        .filter_map(|row| {
            let rank = Spelling::new(&format!("{} {}", row.text, row.detail)).rank(query)?;
            Some((rank, row))
        })
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().take(EACH).map(|(_, row)| row).collect()
}

/// The cases this desk knows.
fn cases(model: &Model) -> impl Iterator<Item = Row> {
    model.state().cases.values().map(|case| {
        let case = &case.value;
        Row {
            text: format!("{} {}", case.number_text(), name(case)),
            detail: format!("{} {}", case.stage.label(), item_name(model, case)),
            value: RowValue::CaseHere(case.id.clone()),
        }
    })
}

fn name(case: &Case) -> String {
    case.applicant.as_ref().map(Applicant::listed).unwrap_or_default()
}

fn item_name<'a>(model: &'a Model, case: &'a Case) -> &'a str {
    let item = model.rules.as_ref().and_then(|rules| rules.edition(&case.item, &case.edition));
    item.map_or(case.item.as_str(), |item| item.name.as_str())
}

/// The papers issued of those cases, and those of the window that belong to none.
fn papers(model: &Model) -> impl Iterator<Item = Row> {
    let of_case = |case: &Case, paper: &Paper| {
        let number = paper.number.clone()?;
        Some(Row {
            text: number.to_string(),
            detail: format!("{} {}", paper.kind.title(), name(case)),
            value: RowValue::Issued(PaperRef { case: Some(case.id.clone()), number }),
        })
    };
    let loose = |paper: Loose| Row {
        text: paper.number.to_string(),
        detail: paper.kind.title().to_owned(),
        value: RowValue::Issued(PaperRef { case: None, number: paper.number }),
    };
    let cases = model.state().cases.values();
    cases
        .flat_map(move |case| case.value.papers.iter().filter_map(move |paper| of_case(&case.value, paper)))
        .chain(model.post().papers.into_iter().map(loose))
}

/// Does an action, or says why not.
pub(super) fn perform(model: &mut Model, step: Step, action: Action) -> Vec<Effect> {
    match allow(model, action) {
        Ok(()) => super::act(model, step, action),
        Err(why) => {
            model.say(Tone::Bad, why);
            Vec::new()
        }
    }
}

/// An item: a case of it for whoever sits at the window; without anybody its guide.
pub(super) fn item(model: &mut Model, step: Step, item: ItemCode) -> Vec<Effect> {
    let serving = model.state().serving(&model.window).is_some();
    if serving && at_counter(model, Action::SearchItem).is_ok() {
        return case::open(model, step, item);
    }
    guidance::open(model, item)
}

/// A case of this desk: it is taken in hand, and goes on here where its applicant sits here.
pub(super) fn case_here(model: &mut Model, step: Step, id: CaseId) -> Vec<Effect> {
    case::take_up(model, id.clone());
    pick::come_back(model, step, id)
}

/// A paper: the pane with the cursor on it.
pub(super) fn paper(model: &mut Model, paper: &PaperRef) -> Vec<Effect> {
    notices::open_at(model, paper)
}

/// A knowledge card.
pub(super) fn card(model: &mut Model, card: CardView) -> Vec<Effect> {
    if model.rules.as_ref().is_some_and(|rules| rules.item_on(&card.item, model.today()).is_some()) {
        model.overlay = Some(Overlay::Card(card));
    } else {
        model.say(Tone::Plain, words::NO_CARD);
    }
    Vec::new()
}
