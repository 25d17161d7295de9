//! Printing as the desk sees it: what is sent to the printer, what came of it, and who saw the paper come out (F39).

use super::message::Effect;
use super::model::{Model, Standing, Tone};
use super::overlay::Overlay;
use super::{Step, invitation, order};
use crate::desk::wording as words;
use crate::document::{self, Document, Slip};
use crate::domain::case::{Case, CaseEvent};
use crate::domain::command::Command;
use crate::domain::paper::{Paper, PaperKind, PaperNumber, PaperRef, Track};
use crate::domain::state::Event;
use crate::domain::ticket::Ticket;
use crate::text::Clean;
use crate::wire::{Recorded, StoredPaper};

/// A paper to be printed.
#[derive(Clone, PartialEq, Debug)]
pub struct PrintJob {
    /// Which paper of the record; none for a ticket of the queue, of which nothing is recorded.
    pub paper: Option<PaperRef>,
    /// Whether it goes to the ticket printer, where there is one.
    pub slip: bool,
    /// Kind and number, made of our own data: for the printer's list and for messages.
    pub name: String,
    /// What is printed, with what happened to it since its issue.
    pub document: Document,
    /// How many.
    pub copies: u8,
}

/// Where a paper went.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outlet {
    /// To this print command.
    Command(String),
    /// Into this file.
    File(String),
    /// Into this file as text alone.
    Words {
        /// The file.
        file: String,
        /// Why no pages were set.
        why: String,
    },
}

/// A paper the printer took.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Printed {
    /// Kind and number.
    pub name: String,
    /// Where it went.
    pub to: Outlet,
}

/// A paper as the service has it.
#[derive(Clone, PartialEq, Debug)]
pub struct PaperRead {
    /// The content.
    pub paper: Paper,
    /// The words as they were issued, where the service keeps them as a document.
    pub document: Option<Document>,
}

impl From<StoredPaper> for PaperRead {
    fn from(stored: StoredPaper) -> Self {
        Self { paper: stored.paper, document: document::stored(stored.document) }
    }
}

/// The name of an issued paper: kind and number.
pub fn name(kind: PaperKind, number: &PaperNumber) -> String {
    format!("{} {number}", kind.title())
}

/// A paper in words, as it reads now: what was issued, with its proof and the marks set over it since.
pub fn words_of(model: &Model, paper: &Paper, track: &Track) -> Option<Document> {
    let rules = model.rules.as_ref()?;
    let mut document = document::compose(paper, &rules.hall, &rules.phrases, model.demonstration);
    let seal = paper.seal.as_ref();
    document.proof =
        seal.map(|seal| document::Proof { code: seal.code.clone(), digest: seal.digest.clone() });
    document.marks = document::marks(track);
    Some(document)
}

/// A paper was issued from here: it is printed at once.
pub(super) fn issued(model: &mut Model, recorded: &Recorded, paper: &Paper) -> Option<Effect> {
    let document = words_of(model, paper, &Track::default())?;
    model.newest = invitation::rating(model, &document);
    let paper_ref = PaperRef { case: case_of(&recorded.event), number: paper.number.clone()? };
    Some(job(paper_ref, paper.kind, document, paper.kind.copies()))
}

/// One more copy of a sheet for the other side; whoever holds the post says that it came out.
pub(super) fn copy(model: &Model, paper: &Paper) -> Option<Effect> {
    let document = words_of(model, paper, &Track::default())?;
    let name = name(paper.kind, paper.number.as_ref()?);
    Some(Effect::Print { job: Box::new(PrintJob { paper: None, slip: false, name, document, copies: 1 }) })
}

fn case_of(event: &Event) -> Option<crate::domain::ids::CaseId> {
    match event {
        Event::Case { case, what: CaseEvent::PaperIssued { .. } } => Some(case.clone()),
        _ => None,
    }
}

fn job(paper: PaperRef, kind: PaperKind, document: Document, copies: u8) -> Effect {
    let (name, slip) = (name(kind, &paper.number), kind == PaperKind::Referral);
    Effect::Print { job: Box::new(PrintJob { paper: Some(paper), slip, name, document, copies }) }
}

/// Prints the ticket of the person at the window once more.
pub(super) fn ticket(model: &mut Model) -> Option<Effect> {
    let job = slip(model, model.ticket()?, None)?;
    model.say(Tone::Plain, words::PRINTING);
    Some(job)
}

/// Prints a ticket just given out, with the number of people before it.
pub(super) fn given_out(model: &Model, ticket: &Ticket) -> Option<Effect> {
    let ahead = model.waiting().iter().position(|waiting| waiting.no == ticket.no);
    slip(model, ticket, ahead)
}

fn slip(model: &Model, ticket: &Ticket, ahead: Option<usize>) -> Option<Effect> {
    let rules = model.rules.as_ref()?;
    let item = ticket.item.as_ref().and_then(|code| rules.item_on(code, model.today()));
    let slip = Slip { ticket, item: item.map(|item| item.name.as_str()), ahead };
    let document = document::slip(&slip, &rules.hall, &rules.phrases, model.demonstration);
    let name = format!("{} {}", document.title, document.number);
    Some(Effect::Print { job: Box::new(PrintJob { paper: None, slip: true, name, document, copies: 1 }) })
}

/// Prints an issued paper once more, in the words the service keeps: they come first.
pub(super) fn again(model: &mut Model, paper: PaperRef) -> Vec<Effect> {
    let load = Effect::LoadPaper(paper.number.clone());
    if !model.to_print.contains(&paper) {
        model.to_print.push(paper);
    }
    vec![load]
}

/// A paper came from the service: it is shown where the pane asks for it, and printed where it was to be.
pub(super) fn arrived(
    model: &mut Model,
    number: &PaperNumber,
    result: Result<Box<PaperRead>, Clean>,
) -> Vec<Effect> {
    let wanted = model.to_print.iter().position(|paper| &paper.number == number);
    let wanted = wanted.map(|at| model.to_print.remove(at));
    let result = result.map(|read| *read);
    let mut effects = Vec::new();
    if let Some(paper) = wanted {
        if let Some(effect) = reprint(model, paper, result.as_ref().ok()) {
            effects.push(effect);
        } else {
            let why = result.as_ref().err().map_or(words::NOT_LOADED, |why| why.shown());
            model.say(Tone::Bad, words::not_printed(why));
        }
    }
    if let Some(Overlay::Notices(view)) = &mut model.overlay {
        view.read.insert(number.to_string(), result);
    }
    effects
}

/// The stored words with today's marks; without them the desk's own copy, which says the same.
fn reprint(model: &Model, paper: PaperRef, read: Option<&PaperRead>) -> Option<Effect> {
    let track = track(model, &paper);
    let own = paper.case.as_ref().and_then(|case| model.state().case(case)?.paper(&paper.number));
    let content = read.map(|read| &read.paper).or(own)?;
    let stored = read.and_then(|read| read.document.clone());
    let mut document = stored.or_else(|| words_of(model, content, &track))?;
    document.marks = document::marks(&track);
    let copies = if track.reprints > 0 { 1 } else { content.kind.copies() };
    Some(job(paper, content.kind, document, copies))
}

/// What became of a paper.
pub(super) fn track(model: &Model, paper: &PaperRef) -> Track {
    let track = if let Some(case) = &paper.case {
        model.state().case(case).map(|case| case.track(&paper.number))
    } else {
        let loose = model.post().papers.into_iter().find(|loose| loose.number == paper.number);
        loose.map(|loose| loose.track)
    };
    track.unwrap_or_default()
}

/// The printer answered.
pub(super) fn answered(model: &mut Model, paper: Option<PaperRef>, result: Result<Printed, Clean>) {
    match (result, paper) {
        // The outgoer's own copy of the sheet: who has the post now is the news that counts.
        (Ok(_), None) if model.standing() == Standing::Others => {}
        (Ok(printed), None) => model.say(Tone::Good, words::slip_printed(&printed)),
        (Err(why), None) => model.say(Tone::Bad, words::ticket_not_printed(why.shown())),
        (Ok(printed), Some(paper)) => {
            let waits = track(model, &paper).is_unprinted();
            let done: Vec<_> =
                model.sent.iter().filter(|sent| !track(model, sent).is_unprinted()).cloned().collect();
            model.sent.retain(|sent| !done.contains(sent));
            if waits && !model.sent.contains(&paper) {
                model.sent.push(paper);
            }
            let mine = matches!(model.standing(), Standing::Mine | Standing::Offered);
            let text = if waits { words::printed(&printed, mine) } else { words::reprinted(&printed) };
            model.say(Tone::Good, text);
        }
        (Err(why), Some(_)) => model.say(Tone::Bad, words::not_printed(why.shown())),
    }
}

/// The papers of the window's cases, closed ones too, that still wait for somebody to see them come out of the printer;
/// those of a case newest first.
pub(super) fn waiting(model: &Model) -> impl Iterator<Item = (&Case, &Paper)> {
    let cases = model.state().cases.values().map(|case| &case.value);
    let here = cases.filter(|case| case.window == model.window);
    here.flat_map(|case| case.unprinted().rev().map(move |paper| (case, paper)))
}

/// How many papers of the window wait for the printer, those of no case among them.
pub fn unprinted(model: &Model) -> usize {
    let loose = model.post().papers;
    waiting(model).count() + loose.iter().filter(|loose| loose.track.is_unprinted()).count()
}

/// The paper the last message named: the newest sent to the printer here that nobody has seen come out yet, of the case
/// in hand before any other, so that nobody's paper is confirmed unseen.
pub(super) fn to_confirm(model: &Model) -> Option<PaperRef> {
    let waits = |paper: &&PaperRef| track(model, paper).is_unprinted();
    let newest = || model.sent.iter().rev().filter(waits);
    newest().find(|paper| paper.case == model.case).or_else(|| newest().next()).cloned()
}

/// One key: the paper that was sent last has come out.
pub(super) fn confirm(model: &mut Model, step: Step) -> Vec<Effect> {
    if let Some(paper) = to_confirm(model) {
        return confirm_one(model, step, paper);
    }
    model.say(Tone::Plain, words::NOTHING_SENT);
    Vec::new()
}

/// This paper has come out.
pub(super) fn confirm_one(model: &mut Model, step: Step, paper: PaperRef) -> Vec<Effect> {
    order::place(model, step, Command::ConfirmPrint { paper })
}
