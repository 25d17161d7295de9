//! A made-up hall and a world that carries orders out as the door does (decide → number → fold), so that tests
//! of the rules read as stories.

pub(crate) mod rules;
pub(crate) mod walk;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::case::Case;
use super::checklist::{Defects, Verdict};
use super::command::{CasePaper, Command, Order};
use super::decide::{self, Context};
use super::ids::{CaseId, Fence, OfficerId, TicketNo, WindowId};
use super::numbering;
use super::paper::Paper;
use super::person::Applicant;
use super::post::Post;
use super::queue::{GreenReason, Slot, TicketSeed};
use super::refusal::Refusal;
use super::rulebook::Rulebook;
use super::state::{Event, State, evolve};
use super::ticket::{Ticket, TicketEvent};
use crate::text::Clean;

/// One recorded event with what the record keeps beside it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Entry {
    pub(crate) version: u64,
    pub(crate) actor: OfficerId,
    pub(crate) acting_for: Option<OfficerId>,
    pub(crate) window: WindowId,
    pub(crate) fence: Fence,
    pub(crate) command: Option<Command>,
    pub(crate) event: Event,
}

/// A day in the hall of [`rules::rulebook`].
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) rules: Rulebook,
    pub(crate) state: State,
    pub(crate) log: Vec<Entry>,
    pub(crate) now: Timestamp,
    /// Whether every holder's lease has lapsed.
    pub(crate) lapsed: bool,
    counters: BTreeMap<String, u32>,
    orders: u128,
}

impl World {
    /// Thursday 2026-11-19, nine o'clock; nobody is there yet, nobody waits.
    pub(crate) fn new() -> Self {
        Self {
            rules: rules::rulebook(),
            state: State::default(),
            log: Vec::new(),
            now: "2026-11-19T01:00:00Z".parse().unwrap(),
            lapsed: false,
            counters: BTreeMap::new(),
            orders: 0,
        }
    }

    /// Window 01 opened by its A officer, with `A001` at the counter.
    pub(crate) fn serving() -> Self {
        let mut world = Self::new();
        world.take_ticket("A001");
        world.at("01", "A1", Command::TakePost);
        world.at("01", "A1", Command::CallNext);
        world.at("01", "A1", Command::Begin { ticket: "A001".into() });
        world
    }

    /// [`World::serving`] with case `c1` of the item opened and its applicant known.
    pub(crate) fn with_case(item: &str) -> Self {
        let mut world = Self::serving();
        world.at("01", "A1", open("c1", Some("A001"), item));
        world
    }

    /// A licence of a retailer: five lines, all found in order.
    pub(crate) fn with_complete_licence() -> Self {
        let mut world = Self::with_case(rules::LICENCE);
        world.at("01", "A1", answer("c1", "venue", "retail"));
        world.all_conform("c1");
        world
    }

    /// A copy from the archive, accepted; to be decided on the spot.
    pub(crate) fn with_accepted_copy() -> Self {
        let mut world = Self::with_case(rules::COPY);
        world.all_conform("c1");
        world.at("01", "A1", Command::Accept { case: "c1".into() });
        world
    }

    /// Examines every unexamined line of a case as conforming.
    pub(crate) fn all_conform(&mut self, case: &str) {
        let (window, holder) = self.keeper(case);
        for material in self.unexamined(case) {
            self.at(&window, &holder, examine(case, &material, Verdict::Conforming));
        }
    }

    /// Materials of the case still to be examined.
    pub(crate) fn unexamined(&self, case: &str) -> Vec<String> {
        let case = self.case(case);
        let item = self.rules.edition(&case.item, &case.edition).unwrap();
        case.lines(item)
            .iter()
            .filter(|line| *line.verdict == Verdict::Unexamined)
            .map(|line| line.material.code.to_string())
            .collect()
    }

    fn keeper(&self, case: &str) -> (String, String) {
        let window = self.case(case).window.clone();
        let holder = self.state.post(&window).holder.map(|holder| holder.to_string()).unwrap_or_default();
        (window.to_string(), holder)
    }

    /// Somebody takes a ticket.
    pub(crate) fn take_ticket(&mut self, no: &str) {
        self.issue(no, None, None);
    }

    /// Somebody takes a ticket with a reservation or a green-channel reason; tickets are a minute apart.
    pub(crate) fn issue(&mut self, no: &str, slot: Option<Slot>, green: Option<GreenReason>) {
        let minute = i8::try_from(self.state.tickets.len() % 60).unwrap();
        let seed = TicketSeed {
            hall: "test".into(),
            no: no.into(),
            class: no.chars().take(1).collect(),
            taken_at: jiff::civil::time(8, minute, 0, 0),
            item: None,
            applicant: None,
            agent: None,
            reservation: slot,
            green,
            note: String::new(),
        };
        let ticket = Box::new(Ticket::issued(seed, self.today()));
        let event = Event::Ticket { ticket: no.into(), what: TicketEvent::Issued { ticket } };
        self.state = evolve(std::mem::take(&mut self.state), &event);
        self.log.push(Entry {
            version: 1,
            actor: "queue".into(),
            acting_for: None,
            window: "00".into(),
            fence: Fence(0),
            command: None,
            event,
        });
    }

    /// The order an up-to-date desk would send.
    pub(crate) fn order(&mut self, window: &str, command: Command) -> Order {
        self.orders += 1;
        Order {
            id: uuid::Uuid::from_u128(self.orders),
            window: window.into(),
            fence: self.post(window).fence,
            expect: decide::expected(&self.state, &command),
            command,
        }
    }

    /// Carries an order out or refuses it. A minute passes either way.
    pub(crate) fn carry_out(&mut self, actor: &str, order: &Order) -> Result<Vec<Event>, Refusal> {
        self.now += 1.minute();
        let actor: OfficerId = actor.into();
        let context = Context { rules: &self.rules, actor: &actor, now: self.now, lease_lapsed: self.lapsed };
        let mut events = decide::decide(&self.state, order, &context)?;
        for event in &mut events {
            while let Some(series) = numbering::wanted(event) {
                let serial = self.counters.entry(series.key()).or_default();
                *serial += 1;
                let bare = event.clone();
                numbering::assign(event, &self.rules.hall.number_prefix, *serial);
                if numbering::ticket(event).is_some_and(|no| self.state.ticket(no).is_some()) {
                    *event = bare;
                }
            }
            self.state = evolve(std::mem::take(&mut self.state), event);
            self.log.push(Entry {
                version: self.state.version(&event.stream()),
                actor: actor.clone(),
                acting_for: decide::acting_for(&self.rules.hall, order, &actor, self.today()),
                window: order.window.clone(),
                fence: order.fence,
                command: Some(order.command.clone()),
                event: event.clone(),
            });
        }
        Ok(events)
    }

    /// Tries a command with an up-to-date desk.
    pub(crate) fn attempt(
        &mut self,
        window: &str,
        actor: &str,
        command: Command,
    ) -> Result<Vec<Event>, Refusal> {
        let order = self.order(window, command);
        self.carry_out(actor, &order)
    }

    /// Does what must be allowed.
    #[track_caller]
    pub(crate) fn at(&mut self, window: &str, actor: &str, command: Command) -> Vec<Event> {
        let tried = format!("{actor}@{window} {command:?}");
        self.attempt(window, actor, command).unwrap_or_else(|refusal| panic!("{tried}: {refusal}"))
    }

    /// Has the applicant sign for what is deferred and committed, and accepts.
    #[track_caller]
    pub(crate) fn accept(&mut self, window: &str, actor: &str, case: &str) -> Vec<Event> {
        loop {
            match self.attempt(window, actor, Command::Accept { case: case.into() }) {
                Ok(events) => return events,
                Err(Refusal::PromiseFirst { paper }) => {
                    let asked = |what: &CasePaper| what.kind().title() == paper;
                    let what = [CasePaper::DeferralPledge, CasePaper::Commitment].into_iter().find(asked);
                    let issue = Command::IssueCasePaper { case: case.into(), what: what.unwrap() };
                    self.at(window, actor, issue);
                }
                Err(refusal) => panic!("{case}: {refusal}"),
            }
        }
    }

    /// Tries what must be refused; nothing may change by it.
    #[track_caller]
    pub(crate) fn refused(&mut self, window: &str, actor: &str, command: Command) -> Refusal {
        let tried = format!("{actor}@{window} {command:?}");
        let refusal = self.attempt(window, actor, command);
        refusal.map(|events| panic!("{tried} was allowed: {events:?}")).unwrap_err()
    }

    pub(crate) fn post(&self, window: &str) -> Post {
        self.state.post(&window.into())
    }

    pub(crate) fn holder(&self, window: &str) -> Option<String> {
        self.post(window).holder.map(|holder| holder.to_string())
    }

    pub(crate) fn case(&self, id: &str) -> &Case {
        self.state.case(&id.into()).unwrap()
    }

    pub(crate) fn ticket(&self, no: &str) -> &Ticket {
        self.state.ticket(&no.into()).unwrap()
    }

    pub(crate) fn today(&self) -> Date {
        super::clock::beijing(self.now).date()
    }

    /// Days pass.
    pub(crate) fn days_pass(&mut self, days: i64) {
        self.now += (days * 24).hours();
    }

    /// Papers in the order they were issued.
    pub(crate) fn papers(&self) -> Vec<&Paper> {
        self.log.iter().filter_map(|entry| numbering::paper(&entry.event)).collect()
    }

    /// The fold of the whole log from nothing.
    pub(crate) fn replayed(&self) -> State {
        self.log.iter().fold(State::default(), |state, entry| evolve(state, &entry.event))
    }
}

pub(crate) fn person() -> Applicant {
    let number = super::identifier::invented_resident_id(119_999, jiff::civil::date(1980, 3, 4), 21);
    Applicant::Natural {
        name: Clean::new("赵小明"),
        id_number: Clean::new(number),
        phone: Clean::new("13800138000"),
    }
}

pub(crate) fn open(case: &str, ticket: Option<&str>, item: &str) -> Command {
    Command::OpenCase {
        case: case.into(),
        ticket: ticket.map(TicketNo::from),
        item: item.into(),
        applicant: Some(person()),
        agent: None,
    }
}

pub(crate) fn answer(case: &str, question: &str, choice: &str) -> Command {
    Command::Answer { case: case.into(), question: question.into(), choice: choice.into() }
}

pub(crate) fn examine(case: &str, material: &str, verdict: Verdict) -> Command {
    Command::Examine { case: case.into(), material: material.into(), verdict, reason: None }
}

/// A demand beyond the guide, with everything said.
pub(crate) fn propose(case: &str, name: &str) -> Command {
    Command::ProposeDemand {
        case: case.into(),
        name: Clean::new(name),
        obtain: Clean::new("到不动产登记中心查询"),
        basis: super::item::Basis { document: "示例条例".into(), clause: "第九条".into() },
        reason: Clean::new("场所权属有争议"),
    }
}

/// The same with a lead's reason.
pub(crate) fn examine_because(case: &str, material: &str, verdict: Verdict, reason: &str) -> Command {
    let (case, material) = (CaseId::from(case), material.into());
    Command::Examine { case, material, verdict, reason: Some(Clean::new(reason)) }
}

pub(crate) fn defective(codes: &[&str]) -> Verdict {
    let codes: std::collections::BTreeSet<_> = codes.iter().map(|code| (*code).into()).collect();
    Verdict::Defective { defects: Defects::try_from(codes).unwrap() }
}

pub(crate) fn give_back(case: &str, ticket: Option<&str>) -> Command {
    Command::ReturnCase { case: case.into(), ticket: ticket.map(TicketNo::from) }
}

/// Number of the newest paper of a case.
pub(crate) fn number_of(world: &World, case: &str) -> super::paper::PaperNumber {
    world.case(case).papers.last().and_then(|paper| paper.number.clone()).unwrap()
}

pub(crate) fn void(case: &str, number: &super::paper::PaperNumber) -> Command {
    let paper = super::paper::PaperRef { case: Some(case.into()), number: number.clone() };
    Command::VoidPaper { paper, reason: Clean::new("有误") }
}
