//! Days of a hall of thirteen windows with two officers each, made from seeds: noon in two groups, leaves, short
//! absences, crashed desks. At every instant one holder; where it was planned, no gap at all (I-18, I-19, G5).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::time;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use super::handover::{confirm, offer};
use crate::domain::clock::beijing;
use crate::domain::command::Command;
use crate::domain::coverage::Coverage;
use crate::domain::hall::{Noon, Officer, Role, Window, WindowKind};
use crate::domain::ids::{OfficerId, WindowId};
use crate::domain::post::{Occasion, PostEvent};
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::domain::testing::World;
use crate::text::Clean;

const WINDOWS: usize = 13;
/// How long a silent desk counts as alive, and how soon its silence is noted.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
const NOTED: SignedDuration = SignedDuration::from_secs(2);

/// What befalls one window on one day.
#[derive(Clone, Copy, Debug)]
struct Fate {
    /// Minute of the day after opening at which A's machine dies, if it does.
    crash: Option<u16>,
    /// How many seconds B needs to notice.
    notices_after: u16,
    /// Minute at which A goes on leave for the rest of the day, if so.
    leave: Option<u16>,
    /// Minute of a short absence, and how long.
    away: Option<(u16, u8)>,
}

fn fate() -> impl Strategy<Value = Fate> {
    let minute = || 5_u16..150;
    (
        proptest::option::weighted(0.2, minute()),
        0_u16..240,
        proptest::option::weighted(0.2, minute()),
        proptest::option::weighted(0.5, (minute(), 1_u8..30)),
    )
        .prop_map(|(crash, notices_after, leave, away)| Fate { crash, notices_after, leave, away })
}

/// Something about to happen at a window.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Next {
    Open,
    StepAway(u8),
    StepBack,
    Crash(u16),
    Note,
    TakeOver,
    Leave,
    NoonOut,
    NoonBack,
    Close,
}

/// The day as it goes on.
struct Day {
    world: World,
    told: BTreeMap<WindowId, Vec<(Timestamp, PostEvent)>>,
    /// When each crashed desk was heard last.
    dead: BTreeMap<String, Timestamp>,
    start: Timestamp,
}

fn hall() -> World {
    let mut world = World::new();
    let hall = &mut world.rules.hall;
    let classes = ["A", "B", "C"];
    hall.officers.retain(|officer| officer.role == Role::Lead);
    hall.windows = (1..=WINDOWS)
        .map(|at| Window {
            id: window(at).as_str().into(),
            name: "综合受理".into(),
            kind: WindowKind::General,
            place: "一楼".into(),
            post_a: OfficerId::new(format!("A{at}")),
            post_b: OfficerId::new(format!("B{at}")),
            rota: Vec::new(),
            items: BTreeSet::new(),
            classes: vec![classes[at % 3].into()],
        })
        .collect();
    let staff = |side: &str, at: usize| Officer {
        id: OfficerId::new(format!("{side}{at}")),
        name: format!("窗口人员{side}{at}"),
        role: Role::Officer,
        items: BTreeSet::new(),
    };
    hall.officers.extend((1..=WINDOWS).flat_map(|at| [staff("A", at), staff("B", at)]));
    hall.noon = Some(Noon {
        from: time(12, 0, 0, 0),
        change: time(12, 45, 0, 0),
        to: time(13, 30, 0, 0),
        first: (1..=WINDOWS).map(|at| OfficerId::new(format!("A{at}"))).collect(),
    });
    world
}

fn window(at: usize) -> String {
    format!("{at:02}")
}

impl Day {
    fn new() -> Self {
        let world = hall();
        Self { start: world.now, world, told: BTreeMap::new(), dead: BTreeMap::new() }
    }

    /// Tries a command at a moment; the events of the post are noted with it.
    fn tries(&mut self, at: Timestamp, window: &str, actor: &str, command: Command) -> Result<(), Refusal> {
        // Carrying an order out takes a minute in this world.
        self.world.now = at - SignedDuration::from_mins(1);
        self.world.lapsed = self.dead.get(window).is_some_and(|heard| at.duration_since(*heard) >= LEASE);
        let events = self.world.attempt(window, actor, command)?;
        for event in events {
            if let Event::Post { window, what } = event {
                self.told.entry(window).or_default().push((at, what));
            }
        }
        Ok(())
    }

    fn does(&mut self, at: Timestamp, window: &str, actor: &str, command: Command) {
        let tried = format!("{actor}@{window} {command:?}");
        self.tries(at, window, actor, command).unwrap_or_else(|refusal| panic!("{tried}: {refusal}"));
    }

    fn holder(&self, window: &str) -> String {
        self.world.holder(window).unwrap()
    }

    /// Hands the window over, as two people do who both are there.
    fn hands_over(&mut self, at: Timestamp, window: &str, occasion: Occasion) {
        let (from, number) = (self.holder(window), window.parse::<usize>().unwrap());
        let to = if from.starts_with('A') { format!("B{number}") } else { format!("A{number}") };
        let note = Clean::default();
        let command = match occasion {
            Occasion::Shift => offer(""),
            occasion => Command::OfferHandover { note, occasion, to: None },
        };
        self.does(at, window, &from, command);
        // Nobody accepts before the outgoer may go, and the outgoer may not close meanwhile.
        assert!(self.tries(at, window, &from, Command::ClosePost).is_err(), "left an open window");
        for line in self.world.post(window).offer.unwrap().lines {
            self.does(at, window, &to, confirm(&line));
        }
        self.does(at, window, &to, Command::AcceptHandover);
    }

    fn step(&mut self, at: Timestamp, window: &str, next: Next, fate: Fate) {
        let number = window.parse::<usize>().unwrap();
        let (a, b) = (format!("A{number}"), format!("B{number}"));
        let alive = !self.dead.contains_key(window);
        match next {
            Next::Open => self.does(at, window, &a, Command::TakePost),
            Next::StepAway(minutes) if alive && self.holder(window) == a => {
                let cover = self.somebody_there(number);
                let command = Command::StepAway { cover, minutes: minutes.into(), why: Clean::new("送件") };
                // Where this window receives for another it stays.
                let _ = self.tries(at, window, &a, command);
            }
            Next::StepBack if alive && self.world.post(window).away.is_some() => {
                self.does(at, window, &a, Command::StepBack);
            }
            Next::Crash(_) if self.holder(window) == a && self.world.post(window).away.is_none() => {
                self.dead.insert(window.to_owned(), at);
            }
            Next::Note if !alive => {
                let heard = self.dead[window];
                let since = heard + LEASE;
                self.does(at, window, OfficerId::MACHINE, Command::NoteSilence { since });
            }
            Next::TakeOver if !alive => {
                let reason = Clean::new("A岗终端失联");
                self.does(at, window, &b, Command::TakeOver { reason });
                self.dead.remove(window);
            }
            Next::Leave if alive && self.holder(window) == a && self.world.post(window).away.is_none() => {
                let leave = Occasion::Leave {
                    until: beijing(at).date(),
                    approver: Clean::new("孙丽"),
                    reference: Clean::new("假2026-11"),
                };
                self.hands_over(at, window, leave);
            }
            Next::NoonOut if alive && self.holder(window) == a && fate.leave.is_none() => {
                if self.world.post(window).away.is_some() {
                    self.does(at, window, &a, Command::StepBack);
                }
                self.hands_over(at, window, Occasion::Noon);
            }
            Next::NoonBack
                if alive && self.holder(window) == b && fate.leave.is_none() && fate.crash.is_none() =>
            {
                self.hands_over(at, window, Occasion::Noon);
            }
            Next::Close => {
                let holder = self.holder(window);
                self.does(at, window, &holder, Command::ClosePost);
            }
            _ => {}
        }
    }

    /// The next window on from here where somebody sits.
    fn somebody_there(&self, from: usize) -> WindowId {
        let there = (1..WINDOWS).map(|on| window((from + on - 1) % WINDOWS + 1));
        let there = there.filter(|at| self.world.post(at).is_attended() && !self.dead.contains_key(at));
        there.map(WindowId::new).next().unwrap()
    }
}

/// Plays a day; the moments of all windows in order.
fn played(fates: &[Fate]) -> Day {
    let mut day = Day::new();
    let start = day.start;
    let mut plan: Vec<(Timestamp, usize, Next)> = Vec::new();
    for (fate, at) in fates.iter().zip(1..) {
        // Half a second apart, so that no two things are one moment.
        let offset = SignedDuration::from_millis(500 * i64::try_from(at).unwrap());
        let minutes = |minutes: i64| start + SignedDuration::from_mins(minutes) + offset;
        plan.push((minutes(0), at, Next::Open));
        if let Some((minute, long)) = fate.away {
            plan.push((minutes(minute.into()), at, Next::StepAway(long)));
            plan.push((minutes(i64::from(minute) + i64::from(long)), at, Next::StepBack));
        }
        if let Some(minute) = fate.leave {
            plan.push((minutes(minute.into()), at, Next::Leave));
        }
        if let Some(minute) = fate.crash {
            let crashed = minutes(minute.into());
            plan.push((crashed, at, Next::Crash(fate.notices_after)));
            plan.push((crashed + LEASE + NOTED, at, Next::Note));
            let noticed = LEASE + NOTED + SignedDuration::from_secs(i64::from(fate.notices_after) + 1);
            plan.push((crashed + noticed, at, Next::TakeOver));
        }
        // Nine o'clock is the start: noon is after three hours.
        plan.push((minutes(180), at, Next::NoonOut));
        plan.push((minutes(225), at, Next::NoonBack));
        plan.push((minutes(480), at, Next::Close));
    }
    plan.sort();
    for (at, number, next) in plan {
        day.step(at, &window(number), next, fates[number - 1]);
    }
    day
}

/// Whether a crash befell the window while A's desk was there to crash.
fn crashed(day: &Day, window: &str) -> bool {
    let told = &day.told[&WindowId::new(window)];
    told.iter().any(|(_, event)| matches!(event, PostEvent::FellSilent { .. }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Catches: a moment with nobody on the post or with two; an absence without somebody who receives; a planned
    /// change that leaves the window alone even for a second; a silence told late.
    #[test]
    fn every_instant_has_one_holder_and_a_plan_leaves_no_gap(fates in proptest::collection::vec(fate(), WINDOWS)) {
        let day = played(&fates);
        for number in 1..=WINDOWS {
            let at = window(number);
            let told = &day.told[&WindowId::new(at.clone())];
            let end = day.start + SignedDuration::from_hours(9);
            let coverage = Coverage::of(told.iter().map(|(at, event)| (*at, event)), day.start, end);
            let opened = coverage.spans.first().unwrap().from;
            prop_assert!(opened.duration_since(day.start) < SignedDuration::from_secs(10));
            for pair in coverage.spans.windows(2) {
                prop_assert_eq!(pair[0].to, Some(pair[1].from), "nobody, or two, between {:?}", pair);
            }
            prop_assert!(coverage.spans.last().unwrap().to.is_some(), "still open in the evening");
            if crashed(&day, &at) {
                let gap = coverage.gaps.iter().find(|gap| gap.covered_by.is_none()).unwrap();
                let most = i64::from(fates[number - 1].notices_after) + NOTED.as_secs() + 1;
                prop_assert!(gap.seconds(end) <= most, "{} s of {most}", gap.seconds(end));
                let noted = told.iter().find(|(_, event)| matches!(event, PostEvent::FellSilent { .. }));
                prop_assert!(noted.unwrap().0.duration_since(gap.from) <= SignedDuration::from_secs(10));
            } else {
                prop_assert_eq!(coverage.empty_seconds(end), 0, "{} planned and yet empty", at);
            }
        }
        prop_assert_eq!(day.world.replayed(), day.world.state.clone());
    }
}

/// The days above prove little if nothing happens on them.
#[test]
fn the_days_have_everything_in_them() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut reached = BTreeSet::new();
    for _ in 0..20 {
        let fates = proptest::collection::vec(fate(), WINDOWS).new_tree(&mut runner).unwrap().current();
        for (_, event) in played(&fates).told.values().flatten() {
            let kind = serde_json::to_value(event).unwrap();
            let how = kind["change"]["how"].as_str().or(kind["event"].as_str()).unwrap().to_owned();
            reached.insert(how);
        }
    }
    for kind in ["opened", "handover", "takeover", "stepped_away", "stepped_back", "fell_silent", "closed"] {
        assert!(reached.contains(kind), "{kind} not among {reached:?}");
    }
}
