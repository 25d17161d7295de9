//! What one key costs the desk, and what the rules cost: `cargo bench --bench desk`.
#![expect(clippy::unwrap_used, reason = "a bench stops at what is wrong; its functions are its names")]

use std::path::Path;
use std::sync::Arc;

use divan::Bencher;
use jiff::Timestamp;
use jiff::civil::date;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use yichuang::catalogue;
use yichuang::desk::app::{Input, LoggedIn, Message, Model, Place, update};
use yichuang::desk::keymap::{self, Action, Keymap};
use yichuang::desk::theme::{self, Theme};
use yichuang::desk::view::{Ui, draw};
use yichuang::domain::checklist;
use yichuang::domain::clock::{Limit, LimitUnit, due};
use yichuang::domain::command::{Command, Order};
use yichuang::domain::condition::Answers;
use yichuang::domain::decide::{self, Context};
use yichuang::domain::fee::FeeInputs;
use yichuang::domain::ids::{CaseId, Fence, TicketNo};
use yichuang::domain::post::PostEvent;
use yichuang::domain::rulebook::Rulebook;
use yichuang::domain::state::{Event, State, Versioned, evolve};
use yichuang::domain::ticket::Ticket;
use yichuang::wire::{DeskSnapshot, Recorded, Session};

/// Half past nine of a working day, in Beijing.
const NOW: &str = "2026-11-23T01:30:00Z";
const SIZES: [(u16, u16); 3] = [(80, 24), (120, 36), (200, 60)];

fn main() {
    divan::main();
}

/// One key and its picture, with the thirty tickets of the busy morning.
#[divan::bench(args = SIZES)]
fn key_thirty_tickets(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    key(bencher, size, 30);
}

/// One key and its picture, with a thousand people waiting.
#[divan::bench(args = SIZES)]
fn key_thousand_tickets(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    key(bencher, size, 1000);
}

/// The same with ten thousand waiting and two thousand cases open at the window.
#[divan::bench(args = SIZES)]
fn key_ten_thousand_tickets(bencher: Bencher<'_, '_>, size: (u16, u16)) {
    key(bencher, size, 10_000);
}

/// One key in the checklist of a case, and its picture, with ten thousand waiting and two thousand cases open.
#[divan::bench(args = SIZES)]
fn checklist_key_ten_thousand_tickets(bencher: Bencher<'_, '_>, (columns, rows): (u16, u16)) {
    let mut desk = Desk::new(10_000);
    let case = desk.model.state().cases.keys().next().unwrap().clone();
    desk.model.case = Some(case);
    let mut screen = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    let mut down = false;
    bencher.bench_local(|| {
        down = !down;
        desk.step(Message::Do(if down { Action::Down } else { Action::Up }));
        desk.draw(&mut screen);
    });
}

/// Something happens at another window: folded in, and the picture drawn.
#[divan::bench(args = SIZES)]
fn event_ten_thousand_tickets(bencher: Bencher<'_, '_>, (columns, rows): (u16, u16)) {
    let mut desk = Desk::new(10_000);
    let mut screen = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    let (post, mut seq) = (Event::Post { window: "08".into(), what: PostEvent::HeardAgain { at: now() } }, 1);
    bencher.bench_local(|| {
        seq += 1;
        let recorded = Recorded {
            seq,
            version: seq - 1,
            at: now(),
            actor: "machine".into(),
            acting_for: None,
            window: "08".into(),
            fence: Fence(0),
            event: post.clone(),
        };
        desk.step(Message::Happened(Box::new(recorded)));
        desk.draw(&mut screen);
    });
}

fn key(bencher: Bencher<'_, '_>, (columns, rows): (u16, u16), tickets: usize) {
    let mut desk = Desk::new(tickets);
    let mut screen = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    desk.draw(&mut screen);
    let mut down = false;
    bencher.bench_local(|| {
        down = !down;
        desk.step(Message::Do(if down { Action::Help } else { Action::Cancel }));
        desk.draw(&mut screen);
    });
}

#[divan::bench]
fn quote(bencher: Bencher<'_, '_>) {
    let (rules, _) = hall();
    let item = rules.items.iter().find(|item| item.code.as_str() == "social-card.replacement").unwrap();
    let inputs: FeeInputs =
        [("reason".to_owned(), "lost".to_owned()), ("cards".to_owned(), "1".to_owned())].into();
    let answers = std::collections::BTreeMap::new();
    decide::quote(&rules, item, &answers, &inputs, date(2026, 11, 23)).unwrap();
    bencher.bench(|| decide::quote(&rules, item, &answers, &inputs, date(2026, 11, 23)));
}

#[divan::bench]
fn due_date(bencher: Bencher<'_, '_>) {
    let (rules, _) = hall();
    let limit = Limit { n: 20, unit: LimitUnit::WorkingDays };
    bencher.bench(|| due(date(2026, 9, 21), limit, &[], &rules.calendar));
}

#[divan::bench]
fn checklist_resolve(bencher: Bencher<'_, '_>) {
    let (rules, _) = hall();
    let item = rules.items.iter().find(|item| item.code.as_str() == "food-licence.new").unwrap();
    let mut answers = Answers::default();
    while let Some(question) = checklist::open_question(item, &answers) {
        let (code, choice) = (question.code.clone(), question.choices.first().unwrap().code.clone());
        answers.insert(code, choice);
    }
    bencher.bench(|| checklist::resolve(item, &answers));
}

struct Desk {
    model: Model,
    theme: Theme,
    keymap: Keymap,
}

impl Desk {
    /// A desk at window 07 with its officer logged in.
    fn new(tickets: usize) -> Self {
        let (rules, state) = hall();
        let place = Place {
            server: "http://127.0.0.1:1".to_owned(),
            window: "07".into(),
            hall: Some(rules.hall.id.clone()),
            officer: None,
        };
        let officer = rules.hall.officers.iter().find(|officer| officer.name == "王敏").unwrap().clone();
        let session = Session {
            token: String::new(),
            hall: rules.hall.id.clone(),
            officer,
            window: "07".into(),
            expires: now(),
        };
        let mut desk = Self {
            model: Model::new(place, now()),
            theme: theme::load(theme::Preset::Standard, None).theme,
            keymap: keymap::load(keymap::Preset::Default, None).keymap,
        };
        desk.step(Message::LoggedIn(Ok(LoggedIn { session, token_in_memory: None })));
        desk.step(Message::Rules(Ok(Arc::new(rules))));
        let mut state = crowded(state, tickets);
        if tickets >= 10_000 {
            state = busy(state, desk.model.rules.as_ref().unwrap(), 2_000);
        }
        let snapshot = DeskSnapshot {
            now: now(),
            seq: 1,
            state,
            demonstration: true,
            lease_lapsed: false,
            join: None,
            rules_tag: String::new(),
            drafts: Vec::new(),
        };
        desk.step(Message::Desk(Ok(Box::new(snapshot))));
        desk
    }

    fn step(&mut self, message: Message) {
        let input = Input { now: now(), id: uuid::Uuid::now_v7(), message };
        divan::black_box(update(&mut self.model, input));
    }

    fn draw(&self, screen: &mut Terminal<TestBackend>) {
        let ui = Ui { theme: &self.theme, keymap: &self.keymap };
        screen.draw(|frame| draw(&self.model, &ui, frame)).unwrap();
    }
}

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// The first hall of the fixtures with the tickets of its morning.
fn hall() -> (Rulebook, State) {
    let fixtures = catalogue::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")).unwrap();
    let rules = fixtures.rulebooks().into_iter().find(|rules| rules.hall.id.as_str() == "qinghe").unwrap();
    let tickets = fixtures.tickets.into_iter().filter(|seed| seed.hall == rules.hall.id);
    let tickets = tickets.map(|seed| Ticket::issued(seed, date(2026, 11, 23)));
    let tickets = tickets.map(|value| (value.no.clone(), Versioned { version: 1, value })).collect();
    (rules, State { tickets, ..State::default() })
}

/// The same people over and over, under numbers of their own.
fn crowded(mut state: State, tickets: usize) -> State {
    let seen: Vec<_> =
        state.tickets.values().filter(|t| t.value.no.as_str().starts_with('A')).cloned().collect();
    for (at, like) in (state.tickets.len()..tickets).zip(seen.iter().cycle()) {
        let mut ticket = like.clone();
        ticket.value.no = TicketNo::new(format!("A{at:04}"));
        state.tickets.insert(ticket.value.no.clone(), ticket);
    }
    state
}

/// 王敏 at her post with so many cases, none of them begun to be examined.
fn busy(state: State, rules: &Rulebook, cases: usize) -> State {
    let actor = rules.hall.officers.iter().find(|officer| officer.name == "王敏").unwrap().id.clone();
    let context = Context { rules, actor: &actor, now: now(), lease_lapsed: false };
    let ordered = |state: State, fence: u64, command: Command| {
        let order = Order {
            id: uuid::Uuid::now_v7(),
            window: "07".into(),
            fence: Fence(fence),
            expect: std::collections::BTreeMap::new(),
            command,
        };
        let events = decide::decide(&state, &order, &context).unwrap();
        events.iter().fold(state, evolve)
    };
    let mut state = ordered(state, 0, Command::TakePost);
    for at in 0..cases {
        let case = Command::OpenCase {
            case: CaseId::new(format!("case-{at:05}")),
            ticket: None,
            item: "social-card.replacement".into(),
            applicant: None,
            agent: None,
        };
        state = ordered(state, 1, case);
    }
    state
}
