//! Everything that can happen next at the window, whatever happened before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use stateright::{Model, Property};
use yichuang::domain::decide;
use yichuang::domain::post::Post;
use yichuang::domain::rulebook::Rulebook;
use yichuang::domain::ticket::TicketState;

use super::door::{Act, Answer, Door, Fault, Id, Sent, Store, vacate};
use super::hall::{STAFF, beginning, officer, rules};
use super::laws::{Law, Met};

/// How far a walk goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
    /// Whether it begins with A serving; otherwise before the window opens.
    serving: bool,
    /// The most orders of A, B and L.
    each: [u8; 3],
    /// The most orders of all together.
    all: u8,
}

impl Bounds {
    /// Somebody at the window.
    pub const SERVING: Self = Self { serving: true, each: [3, 3, 1], all: 5 };
    /// From opening to closing.
    pub const DAY: Self = Self { serving: false, each: [3, 2, 1], all: 4 };
    /// Two handovers, there and back.
    pub const LONG: Self = Self { serving: true, each: [4, 4, 1], all: 6 };

    /// Whether a thing can happen at all within them.
    pub fn reaches(self, met: Met) -> bool {
        let only_by_day = matches!(met, Met::Opened | Met::Closed);
        let only_with_a_sheet = matches!(met, Met::SheetOutdated | Met::Unconfirmed);
        if self.serving { !only_by_day } else { !only_with_a_sheet }
    }
}

/// The model: the rules, the bounds, the fault.
pub struct Handover {
    bounds: Bounds,
    fault: Option<Fault>,
    rules: Rulebook,
    met: [AtomicUsize; Met::ALL.len()],
}

/// One moment.
#[derive(Clone, PartialEq, Hash, Debug)]
pub struct Moment {
    /// What is on disk.
    store: Arc<Store>,
    /// What the service keeps in memory; nothing, unless it is faulty.
    memory: BTreeMap<Id, Answer>,
    /// Whether the lease of the holder has lapsed.
    lapsed: bool,
    /// The order each desk waits for.
    waiting: [Option<Id>; STAFF.len()],
    /// Orders ever sent: each may arrive, again and again.
    network: Arc<BTreeSet<Sent>>,
    /// The law that was broken; nothing happens after.
    broken: Option<Law>,
}

/// Something happens.
#[derive(Clone, PartialEq, Debug)]
pub enum Happening {
    /// A desk sends an order, made from what stands in the record now.
    Send(u8, Act),
    /// An order arrives at the door; whether the answer arrives as well.
    Arrives(Id, bool),
    /// The desk dies and starts again, with nothing in its memory. One with a journal goes on waiting: that is as
    /// if it had not died.
    DeskDies(u8),
    /// The holder's lease lapses.
    Lapses,
    /// The service dies and starts again: its memory is gone, and every desk has time to say that it is alive.
    ServiceDies,
}

impl Handover {
    pub fn new(bounds: Bounds, fault: Option<Fault>) -> Self {
        Self { bounds, fault, rules: rules(), met: Default::default() }
    }

    /// How often each thing was met.
    pub fn met(&self) -> Vec<(Met, usize)> {
        Met::ALL.into_iter().zip(self.met.iter().map(|count| count.load(Ordering::Relaxed))).collect()
    }

    fn count(&self, met: Met) {
        for (one, count) in Met::ALL.iter().zip(&self.met) {
            if *one == met {
                count.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    fn sent_by(moment: &Moment, desk: u8) -> u8 {
        u8::try_from(moment.network.iter().filter(|sent| sent.by == desk).count()).unwrap()
    }

    fn may_send(&self, moment: &Moment, desk: u8) -> bool {
        let at = usize::from(desk);
        moment.waiting[at].is_none()
            && Self::sent_by(moment, desk) < self.bounds.each[at]
            && moment.network.len() < usize::from(self.bounds.all)
    }

    fn send(moment: &mut Moment, desk: u8, act: &Act) {
        let state = &moment.store.state;
        let sent = Sent {
            by: desk,
            n: Self::sent_by(moment, desk),
            fence: moment.store.post().fence,
            expect: decide::expected(state, &Sent::command(act)),
            act: act.clone(),
        };
        moment.waiting[usize::from(desk)] = Some(sent.id());
        Arc::make_mut(&mut moment.network).insert(sent);
    }

    /// None where nothing changes by it.
    fn arrives(&self, moment: &mut Moment, id: Id, heard: bool) -> Option<()> {
        let sent = moment.network.iter().find(|sent| sent.id() == id)?.clone();
        let door =
            Door { rules: &self.rules, fault: self.fault, lapsed: moment.lapsed, memory: &moment.memory };
        let passed = door.pass(&moment.store, &sent);
        passed.met.iter().for_each(|met| self.count(*met));
        let changes = heard || passed.store.is_some() || passed.broken.is_some();
        moment.broken = passed.broken;
        if let Some(store) = passed.store {
            // Whoever holds the post after an order of theirs is alive; so is whoever it has just passed to.
            let holder = store.post().holder;
            moment.lapsed &= holder.is_some() && holder != Some(officer(sent.by));
            moment.store = Arc::new(store);
            if self.fault == Some(Fault::IdsInMemory) {
                moment.memory.insert(id, passed.answer);
            }
        }
        if heard {
            moment.waiting[usize::from(sent.by)] = None;
        }
        changes.then_some(())
    }
}

/// What an officer may think of doing: what the screen offers, and what is worth a race.
fn acts(moment: &Moment, post: &Post, desk: u8) -> Vec<Act> {
    let me = officer(desk);
    let lead = STAFF[usize::from(desk)] == "L";
    let Some(holder) = &post.holder else {
        return if lead { vec![] } else { vec![Act::Open] };
    };
    if holder != &me {
        let mut acts = vec![Act::TakeOver];
        if let Some(offer) = post.offer.as_ref().filter(|offer| offer.to == me) {
            acts.extend(offer.open_lines().next().map(|line| {
                let answer = line.read_back.as_ref().map(|asked| asked.right);
                Act::Confirm(line.id.clone(), answer)
            }));
            acts.push(Act::Accept);
        }
        return acts;
    }
    let mut acts = vec![Act::Refer, if post.offer.is_some() { Act::Withdraw } else { Act::Offer }];
    match moment.store.state.ticket(&"A001".into()).map(|ticket| &ticket.state) {
        Some(TicketState::Called { .. }) => acts.push(Act::Begin),
        None => acts.push(Act::Close),
        _ => {}
    }
    acts
}

impl Model for Handover {
    type State = Moment;
    type Action = Happening;

    fn init_states(&self) -> Vec<Moment> {
        vec![Moment {
            store: Arc::new(Store::new(beginning(self.bounds.serving))),
            memory: BTreeMap::new(),
            lapsed: false,
            waiting: [None; STAFF.len()],
            network: Arc::default(),
            broken: None,
        }]
    }

    fn actions(&self, moment: &Moment, actions: &mut Vec<Happening>) {
        if moment.broken.is_some() {
            return;
        }
        let post = moment.store.post();
        for desk in 0..u8::try_from(STAFF.len()).unwrap() {
            if self.may_send(moment, desk) {
                actions.extend(acts(moment, &post, desk).into_iter().map(|act| Happening::Send(desk, act)));
            }
            if moment.waiting[usize::from(desk)].is_some() {
                actions.push(Happening::DeskDies(desk));
            }
        }
        for sent in moment.network.iter() {
            actions.push(Happening::Arrives(sent.id(), false));
            if moment.waiting[usize::from(sent.by)] == Some(sent.id()) {
                actions.push(Happening::Arrives(sent.id(), true));
            }
        }
        if post.holder.is_some() && !moment.lapsed {
            actions.push(Happening::Lapses);
        }
        if moment.lapsed || !moment.memory.is_empty() {
            actions.push(Happening::ServiceDies);
        }
    }

    fn next_state(&self, last: &Moment, happening: Happening) -> Option<Moment> {
        let mut moment = last.clone();
        match happening {
            Happening::Send(desk, act) => Self::send(&mut moment, desk, &act),
            Happening::Arrives(id, heard) => self.arrives(&mut moment, id, heard)?,
            Happening::DeskDies(desk) => moment.waiting[usize::from(desk)] = None,
            Happening::Lapses => {
                moment.lapsed = true;
                if self.fault == Some(Fault::LapseEmpties) {
                    let mut store = (*moment.store).clone();
                    vacate(&mut store.state);
                    moment.store = Arc::new(store.sealed());
                }
            }
            Happening::ServiceDies => {
                moment.lapsed = false;
                moment.memory.clear();
            }
        }
        Some(moment)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        let keeps = |law: Law| -> fn(&Self, &Moment) -> bool {
            match law {
                Law::OneHolder => |_, moment| moment.store.is_held(),
                Law::FenceGrows => |_, moment| moment.broken != Some(Law::FenceGrows),
                Law::NoStaleWrite => |_, moment| moment.broken != Some(Law::NoStaleWrite),
                Law::SheetConfirmed => |_, moment| moment.broken != Some(Law::SheetConfirmed),
                Law::SameAnswer => |_, moment| moment.broken != Some(Law::SameAnswer),
                Law::OwnName => |_, moment| moment.broken != Some(Law::OwnName),
                Law::OnceOnly => |_, moment| moment.broken != Some(Law::OnceOnly),
            }
        };
        Law::ALL.into_iter().map(|law| Property::always(law.name(), keeps(law))).collect()
    }
}
