//! Everything the desk knows and shows. `update` writes it, `view` reads it.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::card::Cards;
use super::form::Form;
use super::held::{self, Held, Restored};
use super::lock;
use super::looks::Looks;
use super::message::Link;
use super::overlay::Overlay;
use super::record::Record;
use super::typing::Typing;
use crate::catalogue::search::Index;
use crate::domain::case::Case;
use crate::domain::checklist::{self, Assessment, Line};
use crate::domain::clock::beijing;
use crate::domain::decide;
use crate::domain::ids::{CaseId, HallId, MaterialCode, QuestionCode, WindowId};
use crate::domain::item::{Material, Question, ServiceItem};
use crate::domain::paper::PaperRef;
use crate::domain::post::Post;
use crate::domain::rulebook::Rulebook;
use crate::domain::state::State;
use crate::domain::ticket::{Calls, Ticket, first_in_order, in_order};
use crate::text::Clean;
use crate::wire::{Draft, Session};

/// The desk.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "four facts that do not depend on each other")]
pub struct Model {
    /// The moment of the last message.
    pub now: Timestamp,
    /// Address of the service, for messages about it.
    pub server: String,
    /// The window this terminal stands at; can be changed at the login.
    pub window: WindowId,
    /// The hall, once the service has said or the settings name it.
    pub hall: Option<HallId>,
    /// The login form, while nobody is logged in.
    pub login: Option<Form>,
    /// The session.
    pub session: Option<Session>,
    /// Rules in force.
    pub rules: Option<Arc<Rulebook>>,
    /// Search index over the items.
    pub index: Option<Arc<Index>>,
    /// The looks to choose from.
    pub looks: Looks,
    /// Knowledge cards of the items.
    pub cards: Arc<Cards>,
    /// The record.
    pub record: Record,
    /// Whether the state of the window has arrived.
    pub loaded: bool,
    /// Whether this is a demonstration.
    pub demonstration: bool,
    /// How another terminal joins the demonstration.
    pub join: Option<String>,
    /// Whether the lease of the present holder has lapsed, as far as the service said.
    pub lease_lapsed: bool,
    /// The case in hand.
    pub case: Option<CaseId>,
    /// The line under the cursor.
    pub line: usize,
    /// First row shown of what stands beside the line.
    pub detail: usize,
    /// A question being answered again.
    pub asking: Option<QuestionCode>,
    /// The number being typed, where the question asks for one.
    pub number: tui_input::Input,
    /// What lies over the desk.
    pub overlay: Option<Overlay>,
    /// What was filled in for the order on its way: refused, it comes back with everything typed (DESIGN 7).
    pub on_its_way: Option<(uuid::Uuid, Box<Overlay>)>,
    /// What the journal gave back, until the state of the window is there.
    pub restored: Option<Restored>,
    /// What the journal holds as being typed.
    pub kept: Option<Typing>,
    /// What was entered and did not take effect, oldest first.
    pub held: Vec<Held>,
    /// What was typed at this window and never sent, as the service has it.
    pub drafts: Vec<Draft>,
    /// What the officer is to know about the journal.
    pub notes: Vec<Clean>,
    /// The order that was sent without an answer coming.
    pub unsettled: Option<uuid::Uuid>,
    /// Papers sent to the printer here and not yet seen to come out, oldest first.
    pub sent: Vec<PaperRef>,
    /// What the rating code of the newest paper issued here says.
    pub newest: Option<String>,
    /// Papers to be printed as soon as they have come from the service.
    pub to_print: Vec<PaperRef>,
    /// The last notice to the officer.
    pub toast: Option<Toast>,
    /// The line to the service.
    pub link: Link,
    /// A standing remark: no keyring.
    pub remark: Option<Clean>,
    /// Until when numbers are shown whole.
    pub unmasked_until: Option<Timestamp>,
    /// Number of the newest question to the service.
    pub asked: u64,
    /// When a key was last pressed.
    pub touched: Timestamp,
    /// After how long without a key the desk locks; never, where there is none.
    pub lock_after: Option<jiff::SignedDuration>,
    /// The form that asks for the password while the desk is locked.
    pub lock: Option<Form>,
    /// Whether the program is about to end.
    pub ending: bool,
}

/// A notice at the foot of the screen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Toast {
    /// What.
    pub text: Clean,
    /// How it is meant.
    pub tone: Tone,
}

/// How a notice is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    /// Done.
    Good,
    /// To be known.
    Plain,
    /// Not done, with the reason.
    Bad,
}

/// What the officer's terminal is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// Address of the service.
    pub server: String,
    /// Window.
    pub window: WindowId,
    /// Hall, if settled.
    pub hall: Option<HallId>,
    /// Officer to log in, if settled.
    pub officer: Option<String>,
}

/// Who holds the post, as this officer sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// I do.
    Mine,
    /// I do, and have offered it.
    Offered,
    /// It is offered to me.
    OfferedToMe,
    /// Somebody else does.
    Others,
    /// Nobody does.
    Vacant,
}

impl Model {
    /// A desk before its first message, with the login form open.
    pub fn new(place: Place, now: Timestamp) -> Self {
        let login = Form::login(&place);
        Self {
            now,
            server: place.server,
            window: place.window,
            hall: place.hall,
            login: Some(login),
            session: None,
            rules: None,
            index: None,
            looks: Looks::default(),
            cards: Arc::default(),
            record: Record::default(),
            loaded: false,
            demonstration: false,
            join: None,
            lease_lapsed: false,
            case: None,
            line: 0,
            detail: 0,
            asking: None,
            number: tui_input::Input::default(),
            overlay: None,
            on_its_way: None,
            restored: None,
            kept: None,
            held: Vec::new(),
            drafts: Vec::new(),
            notes: Vec::new(),
            unsettled: None,
            sent: Vec::new(),
            newest: None,
            to_print: Vec::new(),
            toast: None,
            link: Link::Online,
            remark: None,
            unmasked_until: None,
            asked: 0,
            touched: now,
            lock_after: None,
            lock: None,
            ending: false,
        }
    }

    /// The desk of this terminal before its next login: what the terminal is stays, who sat at it is gone.
    pub(super) fn anew(&self, place: Place) -> Self {
        Self {
            demonstration: self.demonstration,
            join: self.join.clone(),
            lock_after: self.lock_after,
            looks: self.looks.clone(),
            ..Self::new(place, self.now)
        }
    }

    /// What is shown of the record.
    pub fn state(&self) -> &State {
        self.record.shown()
    }

    /// Today, as halls count it.
    pub fn today(&self) -> Date {
        beijing(self.now).date()
    }

    /// The time of day.
    pub fn time(&self) -> Time {
        beijing(self.now).time()
    }

    /// The post of this window.
    pub fn post(&self) -> Post {
        self.state().post(&self.window)
    }

    /// Who holds the post, seen from here.
    pub fn standing(&self) -> Standing {
        let post = self.post();
        let me = self.session.as_ref().map(|session| &session.officer.id);
        let mine = post.holder.is_some() && post.holder.as_ref() == me;
        match &post.offer {
            Some(_) if mine => Standing::Offered,
            Some(offer) if Some(&offer.to) == me => Standing::OfferedToMe,
            _ if mine => Standing::Mine,
            _ if post.holder.is_none() => Standing::Vacant,
            _ => Standing::Others,
        }
    }

    /// The ticket called to or served at this window.
    pub fn ticket(&self) -> Option<&Ticket> {
        use crate::domain::ticket::TicketState::{Called, Serving};
        self.state().at(&self.window).find(|t| matches!(t.state, Called { .. } | Serving { .. }))
    }

    /// Who waits for this window, in the order of calling.
    pub fn waiting(&self) -> Vec<&Ticket> {
        let Some(hall) = self.rules.as_ref().map(|rules| &rules.hall) else { return Vec::new() };
        let Some(window) = hall.window(&self.window) else { return Vec::new() };
        let calls = Calls::of(window, &hall.windows, self.state());
        in_order(self.state().tickets.values().map(|ticket| &ticket.value), &calls, self.time())
    }

    /// The first so many of those who wait, and how many wait.
    pub fn first_waiting(&self, most: usize) -> (Vec<&Ticket>, usize) {
        let Some(hall) = self.rules.as_ref().map(|rules| &rules.hall) else { return (Vec::new(), 0) };
        let Some(window) = hall.window(&self.window) else { return (Vec::new(), 0) };
        let calls = Calls::of(window, &hall.windows, self.state());
        let tickets = self.state().tickets.values().map(|ticket| &ticket.value);
        first_in_order(tickets, &calls, self.time(), most)
    }

    /// The case in hand.
    pub fn case(&self) -> Option<&Case> {
        self.case.as_ref().and_then(|id| self.state().case(id))
    }

    /// The item of the case in hand, under the edition it was received under.
    pub fn item(&self) -> Option<&ServiceItem> {
        let case = self.case()?;
        self.rules.as_ref()?.edition(&case.item, &case.edition)
    }

    /// The checklist of the case in hand.
    pub fn lines(&self) -> Vec<Line<'_>> {
        match (self.case(), self.item()) {
            (Some(case), Some(item)) => case.lines(item),
            _ => Vec::new(),
        }
    }

    /// The material of a line of the case in hand.
    pub fn material(&self, code: &MaterialCode) -> Option<&Material> {
        self.case()?.material(self.item()?, code)
    }

    /// Which exits of the case in hand are open today, and why the others are not.
    pub fn assessment(&self) -> Option<Assessment> {
        let calendar = &self.rules.as_ref()?.calendar;
        Some(self.case()?.assess(self.item()?, self.today(), calendar))
    }

    /// The unexamined lines of the case in hand that were received for another case of the visit, and for which.
    pub fn received_beside(&self) -> Vec<(MaterialCode, &Case)> {
        match (&self.rules, self.case()) {
            (Some(rules), Some(case)) if case.stage == crate::domain::case::Stage::Examining => {
                decide::received_beside(self.state(), rules, case)
            }
            _ => Vec::new(),
        }
    }

    /// The cases of this visit with their items: same ticket, same applicant; oldest number first.
    pub fn visit(&self) -> Vec<(&Case, &ServiceItem)> {
        let (Some(rules), Some(case)) = (&self.rules, self.case()) else { return Vec::new() };
        let mut cases: Vec<_> = std::iter::once(case).chain(self.state().beside(case)).collect();
        cases.sort_by_key(|case| (case.number.is_none(), case.number.clone()));
        cases.into_iter().filter_map(|case| Some((case, rules.edition(&case.item, &case.edition)?))).collect()
    }

    /// Whether the question to be answered now asks for a number.
    pub fn asks_number(&self) -> bool {
        self.question().is_some_and(|question| question.number.is_some())
    }

    /// The question to be answered now: one asked again, or the first open one.
    pub fn question(&self) -> Option<&Question> {
        let (case, item) = (self.case()?, self.item()?);
        if case.stage != crate::domain::case::Stage::Examining {
            return None;
        }
        match &self.asking {
            Some(code) => checklist::questions(item, &case.answers).into_iter().find(|q| &q.code == code),
            None if checklist::diversion(item, &case.answers).is_some() => None,
            None => checklist::open_question(item, &case.answers),
        }
    }

    /// Whether numbers are shown whole just now.
    pub fn is_unmasked(&self) -> bool {
        self.unmasked_until.is_some_and(|until| self.now < until)
    }

    /// Whether the result of the oldest order is unknown: it may have reached the service, and no answer came for
    /// longer than one waits (I-37). Orders behind it were never sent.
    pub fn is_unknown(&self) -> bool {
        let tried = |id| self.link == Link::Online || self.unsettled == Some(id);
        self.record
            .oldest()
            .is_some_and(|(id, since)| tried(id) && self.now.duration_since(since) >= held::PATIENCE)
    }

    /// When the screen changes by itself, if it will: numbers are masked again, the result of an order counts as
    /// unknown, or the desk locks.
    pub fn wake_at(&self) -> Option<Timestamp> {
        let unknown = self.record.oldest().and_then(|(_, since)| since.checked_add(held::PATIENCE).ok());
        let moments = [self.unmasked_until, unknown, lock::due(self)];
        moments.into_iter().flatten().filter(|moment| *moment > self.now).min()
    }

    /// The name of an officer of the hall.
    pub fn name_of(&self, officer: &crate::domain::ids::OfficerId) -> String {
        self.rules
            .as_ref()
            .and_then(|rules| rules.hall.officer(officer))
            .map_or_else(|| officer.to_string(), |officer| officer.name.clone())
    }

    /// Puts the cursor on a line.
    pub(super) fn go_to(&mut self, line: usize) {
        self.line = line;
        self.detail = 0;
    }

    /// Puts a notice at the foot of the screen.
    pub fn say(&mut self, tone: Tone, text: impl Into<Clean>) {
        self.toast = Some(Toast { text: text.into(), tone });
    }
}
