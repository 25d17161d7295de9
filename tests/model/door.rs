//! The door around the real rules: look up the id, decide, number, fold, keep the answer; all of it or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use yichuang::domain::clock::beijing;
use yichuang::domain::command::{Command, Order};
use yichuang::domain::decide::{self, Context};
use yichuang::domain::ids::{Fence, OfficerId, SheetLineId};
use yichuang::domain::numbering;
use yichuang::domain::post::{Change, Occasion, Post, PostEvent, SheetLine};
use yichuang::domain::refusal::Refusal;
use yichuang::domain::rulebook::Rulebook;
use yichuang::domain::state::{Event, State, Stream, evolve};
use yichuang::text::Clean;
use yichuang::wire::Problem;

use super::hall::{now, officer, window};
use super::laws::{Law, Met, broken_by, met_in};

/// A fault built into the door or the rules.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The fence is not looked at.
    NoFence,
    /// Answers are remembered in memory only.
    IdsInMemory,
    /// The post is released when it is offered.
    OutBeforeIn,
    /// Fence and holder are checked before the id is looked up.
    FenceBeforeId,
    /// A takeover leaves the fence as it was.
    FenceStays,
    /// A lapsed lease empties the post.
    LapseEmpties,
    /// Every line counts as confirmed.
    NobodyConfirms,
    /// An acceptance counts although the sheet is no longer true.
    OldSheet,
    /// What is done at the window is signed with the name of its A post.
    SignedByTheSeat,
}

/// What somebody asks for, as far as a model needs to tell it apart.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Act {
    Open,
    Close,
    /// Sends somebody elsewhere: a paper with a number each time it is carried out.
    Refer,
    /// Takes up the called ticket: the sheet reads differently afterwards.
    Begin,
    Offer,
    Withdraw,
    Confirm(SheetLineId, Option<usize>),
    Accept,
    TakeOver,
}

/// The order `n` of somebody. It stays in the network for ever: it may arrive never, late, or again.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Sent {
    pub by: u8,
    pub n: u8,
    pub fence: Fence,
    pub expect: BTreeMap<Stream, u64>,
    pub act: Act,
}

/// Whose order, and which.
pub type Id = (u8, u8);

impl Sent {
    pub fn id(&self) -> Id {
        (self.by, self.n)
    }

    pub fn command(act: &Act) -> Command {
        let words = |text: &str| Clean::new(text);
        match act {
            Act::Open => Command::TakePost,
            Act::Close => Command::ClosePost,
            Act::Refer => serde_json::from_value(serde_json::json!({
                "do": "refer", "ticket": null, "matter": "补领社保卡", "why": "由人社局办理",
                "to": { "name": "人社局", "address": "二号路", "phone": "0000-3" },
            }))
            .unwrap(),
            Act::Begin => Command::Begin { ticket: "A001".into() },
            Act::Offer => {
                Command::OfferHandover { note: words("印章在抽屉"), occasion: Occasion::Shift, to: None }
            }
            Act::Withdraw => Command::WithdrawHandover,
            Act::Confirm(line, answer) => {
                Command::ConfirmLine { line: line.clone(), remark: None, answer: *answer }
            }
            Act::Accept => Command::AcceptHandover,
            Act::TakeOver => Command::TakeOver { reason: words("A岗离线") },
        }
    }

    fn order(&self) -> Order {
        Order {
            id: uuid::Uuid::from_u128(u128::from(self.by) << 8 | u128::from(self.n)),
            window: window(),
            fence: self.fence,
            expect: self.expect.clone(),
            command: Self::command(&self.act),
        }
    }

    /// Whether it is for somebody who does not hold the post.
    fn comes_in(&self) -> bool {
        matches!(self.act, Act::Open | Act::Confirm(..) | Act::Accept | Act::TakeOver)
    }
}

/// A recorded event with all that the laws ask about.
#[derive(Clone, Debug)]
pub struct Line {
    /// Who sent the order.
    pub sent_by: OfficerId,
    /// Under which fence.
    pub sent_under: Fence,
    /// Whether the order is one of somebody who comes in.
    pub comes_in: bool,
    /// Under whose name it was recorded.
    pub signed: OfficerId,
    /// On whose post.
    pub acting_for: Option<OfficerId>,
    /// The lines of the sheet as the incomer confirmed them.
    pub confirmed: Vec<SheetLine>,
    pub event: Event,
}

/// An answer, as far as it can differ.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Answer {
    Done,
    Refused(String),
}

/// What is on disk.
#[derive(Clone, Debug)]
pub struct Store {
    pub state: State,
    pub receipts: BTreeMap<Id, Answer>,
    counters: BTreeMap<String, u32>,
    /// The lines confirmed of the present offer, as they read then. Not of the program: a witness.
    confirmed: Vec<SheetLine>,
    /// Orders that were carried out. Not of the program: a witness.
    done: BTreeSet<Id>,
    /// Whether the window was opened and not closed. Not of the program: a witness.
    open: bool,
    digest: u64,
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        self.digest == other.digest
    }
}

impl Hash for Store {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.digest.hash(hasher);
    }
}

impl Store {
    pub fn new(state: State) -> Self {
        let (receipts, counters, done) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        let open = state.post(&window()).holder.is_some();
        Self { state, receipts, counters, confirmed: Vec::new(), done, open, digest: 0 }.sealed()
    }

    /// Whether somebody holds the post, as somebody must while the window is open.
    pub fn is_held(&self) -> bool {
        !self.open || self.post().holder.is_some()
    }

    pub fn post(&self) -> Post {
        self.state.post(&window())
    }

    /// Two states are one where everything on disk is the same.
    pub fn sealed(mut self) -> Self {
        let mut hasher = DefaultHasher::new();
        serde_json::to_vec(&(&self.state, &self.confirmed)).unwrap().hash(&mut hasher);
        (&self.receipts, &self.counters, &self.done, self.open).hash(&mut hasher);
        self.digest = hasher.finish();
        self
    }
}

/// What became of an order at the door.
pub struct Passed {
    pub answer: Answer,
    /// What is on disk afterwards, where that changed.
    pub store: Option<Store>,
    /// The first law it broke.
    pub broken: Option<Law>,
    pub met: Vec<Met>,
}

/// The door at a moment.
pub struct Door<'a> {
    pub rules: &'a Rulebook,
    pub fault: Option<Fault>,
    pub lapsed: bool,
    /// Answers in memory: only a faulty door lives by it.
    pub memory: &'a BTreeMap<Id, Answer>,
}

impl Door<'_> {
    fn has(&self, fault: Fault) -> bool {
        self.fault == Some(fault)
    }

    /// One order, from its arrival to its answer.
    pub fn pass(&self, store: &Store, sent: &Sent) -> Passed {
        let actor = officer(sent.by);
        let mut order = sent.order();
        if self.has(Fault::FenceBeforeId)
            && let Err(refusal @ (Refusal::StaleFence { .. } | Refusal::NotHolder)) =
                self.decide(&store.state, &order, &actor)
        {
            return answered(store, sent, refused(refusal));
        }
        let remembered = if self.has(Fault::IdsInMemory) { self.memory } else { &store.receipts };
        if let Some(answer) = remembered.get(&sent.id()) {
            return replay(store, sent, answer.clone());
        }
        if self.has(Fault::NoFence) {
            order.fence = store.post().fence;
        }
        match self.decide(&self.prepared(store, sent), &order, &actor) {
            Ok(events) => self.record(store, sent, &order, events),
            Err(refusal) => {
                let met = match &refusal {
                    Refusal::StaleFence { .. } => Some(Met::StaleFence),
                    Refusal::LeaseAlive { .. } => Some(Met::LeaseAlive),
                    Refusal::SheetOutdated => Some(Met::SheetOutdated),
                    Refusal::Unconfirmed { .. } => Some(Met::Unconfirmed),
                    _ => None,
                };
                let mut passed = answered(store, sent, refused(refusal.clone()));
                passed.met.extend(met);
                if remembered_refusal(refusal) {
                    let mut store = store.clone();
                    store.receipts.insert(sent.id(), passed.answer.clone());
                    passed.store = Some(store.sealed());
                }
                passed
            }
        }
    }

    fn decide(&self, state: &State, order: &Order, actor: &OfficerId) -> Result<Vec<Event>, Refusal> {
        let context = Context { rules: self.rules, actor, now: now(), lease_lapsed: self.lapsed };
        decide::decide(state, order, &context)
    }

    /// The state as a faulty door sees it.
    fn prepared(&self, store: &Store, sent: &Sent) -> State {
        let mut state = store.state.clone();
        let accepting = sent.act == Act::Accept;
        if accepting
            && (self.has(Fault::NobodyConfirms) || self.has(Fault::OldSheet))
            && let Some(mut offer) = store.post().offer
        {
            if self.has(Fault::OldSheet) {
                offer.lines = self.sheet(&state);
            } else {
                offer.confirmed = offer.lines.iter().map(|line| (line.id.clone(), None)).collect();
            }
            if let Some(post) = state.posts.get_mut(&window()) {
                post.value.offer = Some(offer);
            }
        }
        state
    }

    fn sheet(&self, state: &State) -> Vec<SheetLine> {
        let actor = officer(0);
        let context = Context { rules: self.rules, actor: &actor, now: now(), lease_lapsed: self.lapsed };
        decide::sheet(state, &window(), &context)
    }

    fn record(&self, store: &Store, sent: &Sent, order: &Order, events: Vec<Event>) -> Passed {
        let mut next = store.clone();
        let mut passed = answered(store, sent, Answer::Done);
        if !next.done.insert(sent.id()) {
            passed.broken = Some(Law::OnceOnly);
        }
        for mut event in events {
            number(&mut event, &self.rules.hall.number_prefix, &mut next.counters);
            if self.has(Fault::FenceStays)
                && let Event::Post {
                    what: PostEvent::HolderChanged { fence, change: Change::Takeover { .. }, .. },
                    ..
                } = &mut event
            {
                *fence = next.post().fence;
            }
            let line = self.line(&next, sent, order, event);
            let before = next.post();
            let wanted = self.sheet(&next.state);
            next.state = evolve(next.state, &line.event);
            witness(&mut next, &before, &line.event);
            if self.has(Fault::OutBeforeIn) && sent.act == Act::Offer {
                vacate(&mut next.state);
            }
            passed.broken = passed.broken.or_else(|| broken_by(&line, &before, &next.post(), &wanted));
            passed.met.extend(met_in(&line, self.lapsed));
        }
        next.receipts.insert(sent.id(), Answer::Done);
        passed.store = Some(next.sealed());
        passed
    }

    fn line(&self, store: &Store, sent: &Sent, order: &Order, event: Event) -> Line {
        let actor = officer(sent.by);
        let hall = &self.rules.hall;
        let signed = if self.has(Fault::SignedByTheSeat) { officer(0) } else { actor.clone() };
        Line {
            acting_for: decide::acting_for(hall, order, &signed, beijing(now()).date()),
            sent_by: actor,
            sent_under: sent.fence,
            comes_in: sent.comes_in(),
            signed,
            confirmed: store.confirmed.clone(),
            event,
        }
    }
}

fn replay(store: &Store, sent: &Sent, answer: Answer) -> Passed {
    let lost = answer == Answer::Done && !sent.comes_in() && store.post().holder != Some(officer(sent.by));
    let mut passed = answered(store, sent, answer);
    passed.met.extend(lost.then_some(Met::ReplayAfterLoss));
    passed
}

/// The answer to an order; one that was carried out must be answered as it was the first time.
fn answered(store: &Store, sent: &Sent, answer: Answer) -> Passed {
    let other = store.done.contains(&sent.id()) && answer != Answer::Done;
    Passed { answer, store: None, broken: other.then_some(Law::SameAnswer), met: Vec::new() }
}

fn refused(refusal: Refusal) -> Answer {
    Answer::Refused(Problem::from(refusal).code)
}

/// The door keeps refusals of a rule; fence, version and standing may be right the next time.
fn remembered_refusal(refusal: Refusal) -> bool {
    Problem::from(refusal).status == 422
}

fn number(event: &mut Event, prefix: &str, counters: &mut BTreeMap<String, u32>) {
    while let Some(series) = numbering::wanted(event) {
        let serial = counters.entry(series.key()).or_default();
        *serial += 1;
        numbering::assign(event, prefix, *serial);
    }
}

/// Notes how a line read when it was confirmed; another offer begins anew.
fn witness(store: &mut Store, before: &Post, event: &Event) {
    let Event::Post { what, .. } = event else { return };
    match what {
        PostEvent::HolderChanged { .. } => store.open = true,
        PostEvent::Closed { .. } => store.open = false,
        _ => {}
    }
    match what {
        PostEvent::LineConfirmed { line, .. } => {
            let lines = before.offer.iter().flat_map(|offer| &offer.lines);
            store.confirmed.extend(lines.filter(|one| &one.id == line).cloned());
        }
        PostEvent::Offered { .. }
        | PostEvent::OfferWithdrawn
        | PostEvent::HolderChanged { .. }
        | PostEvent::Closed { .. } => store.confirmed.clear(),
        _ => {}
    }
}

/// Nobody holds the post any more, and no event says so.
pub fn vacate(state: &mut State) {
    if let Some(post) = state.posts.get_mut(&window()) {
        post.value.holder = None;
        post.value.fence = post.value.fence.next();
    }
}
