//! Random orders by random people: whatever was allowed, the promises hold at every position of the log.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::domain::case::{Case, CaseEvent, Stage, Told};
use crate::domain::checklist::Verdict;
use crate::domain::command::Command;
use crate::domain::hall::Role;
use crate::domain::ids::{CaseId, Fence, OfficerId};
use crate::domain::numbering::{self, Series};
use crate::domain::paper::{Paper, PaperBody, PaperEvent, PaperKind, PaperNumber};
use crate::domain::post::PostEvent;
use crate::domain::refusal::Refusal;
use crate::domain::state::{Event, State, evolve};
use crate::domain::testing::walk::{self, Step, Tried};
use crate::domain::testing::{Entry, World};
use crate::domain::ticket::{TicketEvent, TicketState};

fn walked(steps: &[Step], mut look: impl FnMut(&World, &Tried)) -> World {
    let mut world = walk::hall();
    for step in steps {
        let tried = walk::take(&mut world, *step);
        look(&world, &tried);
    }
    world
}

fn role(world: &World, actor: &OfficerId) -> Role {
    world.rules.hall.officer(actor).unwrap().role
}

/// What a second person does carries no fence and is done in an office of their own.
fn of_second_person(world: &World, command: &Command, actor: &OfficerId) -> bool {
    match command {
        // The guide desk, the service itself and the lead answer for no post.
        Command::TakeTicket { .. }
        | Command::Reserve { .. }
        | Command::Arrive { .. }
        | Command::Prioritise { .. }
        | Command::NoteSilence { .. }
        | Command::NoteOverdue
        | Command::AllowTakeOver { .. }
        | Command::AnswerHelp
        | Command::SetTide { .. }
        | Command::ConfirmRefusal { .. }
        | Command::RejectRefusal { .. }
        | Command::AllowDemand { .. }
        | Command::RejectDemand { .. }
        | Command::Extend { .. } => true,
        Command::VoidPaper { paper, .. } => {
            walk::kind(world, paper).is_some_and(PaperKind::is_legal_act) || role(world, actor) == Role::Lead
        }
        Command::Decide { .. } => role(world, actor) == Role::Department,
        Command::Examine { reason: Some(_), .. } => role(world, actor) == Role::Lead,
        _ => false,
    }
}

fn comes_in(command: &Command) -> bool {
    matches!(
        command,
        Command::TakePost
            | Command::AskTakeOver { .. }
            | Command::TakeOver { .. }
            | Command::AcceptHandover
            | Command::RefreshSheet
            | Command::AddToHandover { .. }
            | Command::ConfirmLine { .. }
    )
}

/// What the case lacks by the state before the notice.
fn wanting(world: &World, state: &State, case: &str) -> Vec<(String, Vec<String>)> {
    let case = state.case(&case.into()).unwrap();
    let item = world.rules.edition(&case.item, &case.edition).unwrap();
    let defects = |verdict: &Verdict| match verdict {
        Verdict::Defective { defects } => defects.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    case.lines(item)
        .iter()
        .filter(|line| line.verdict.is_wanting())
        .map(|line| (line.material.code.to_string(), defects(line.verdict)))
        .collect()
}

/// The demands of a notice: material and defects, none where it is missing altogether or a department's words name
/// no codes.
fn demanded(paper: &Paper) -> Option<BTreeMap<String, BTreeSet<String>>> {
    match &paper.body {
        PaperBody::Correction { demands, .. } => Some(
            demands
                .iter()
                .map(|demand| {
                    let defects = demand.defects.iter().map(|defect| defect.code.to_string());
                    (demand.material.to_string(), defects.collect())
                })
                .collect(),
        ),
        PaperBody::Relay { named, .. } => {
            Some(named.keys().map(|code| (code.to_string(), BTreeSet::new())).collect())
        }
        _ => None,
    }
}

/// What one case was told, reckoned from the log without the rules.
#[derive(Clone, Default)]
struct Telling {
    /// By the last notice.
    named: BTreeMap<String, BTreeSet<String>>,
    /// What was deferred or committed when it went out.
    later: BTreeSet<String>,
    /// What a lead answered for since (J01): everything, or these defects.
    allowed: BTreeMap<String, Option<BTreeSet<String>>>,
    /// Whether the applicant has come with it since.
    back: bool,
    /// The notice that told it, and what held before.
    notice: Option<(PaperNumber, Option<Box<Telling>>)>,
}

impl Telling {
    fn by(paper: &Paper, before: Option<&Self>) -> Option<Self> {
        let verdicts = &paper.snapshot.as_ref().unwrap().verdicts;
        let later = verdicts
            .iter()
            .filter(|(_, verdict)| matches!(verdict, Verdict::Deferred { .. } | Verdict::Committed));
        Some(Self {
            named: demanded(paper)?,
            later: later.map(|(material, _)| material.to_string()).collect(),
            notice: Some((paper.number.clone().unwrap(), before.cloned().map(Box::new))),
            ..Self::default()
        })
    }

    /// Why the demand stands against 行政许可法 32.1(4).
    fn against(&self, material: &str, defects: &BTreeSet<String>) -> Option<&'static str> {
        match self.allowed.get(material) {
            Some(None) => return None,
            Some(Some(found)) if found == defects => return None,
            _ => {}
        }
        let Some(before) = self.named.get(material) else { return Some("never named") };
        let stands = !self.back || !before.is_disjoint(defects);
        if before.is_empty() || (self.back && defects.is_empty()) {
            None
        } else if defects.is_empty() {
            Some("found missing although nothing came back")
        } else {
            (stands && !defects.is_subset(before)).then_some("a defect added to one that stands")
        }
    }
}

fn holders(state: &State) -> BTreeMap<String, (Option<OfficerId>, Fence)> {
    let post = |(id, post): (&crate::domain::ids::WindowId, &_)| {
        let post: &crate::domain::state::Versioned<crate::domain::post::Post> = post;
        (id.to_string(), (post.value.holder.clone(), post.value.fence))
    };
    state.posts.iter().map(post).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// I-18, I-19, I-20, I-24. Catches: A released at the offer; a fence that stands still; an old fence let in;
    /// a holder changed by anything but an event that raises the fence.
    #[test]
    fn a_post_is_held_by_one_and_the_fence_only_grows(steps in walk::steps(800)) {
        let world = walked(&steps, |world, tried| {
            if tried.stale && !of_second_person(world, &tried.order.command, &tried.actor.as_str().into()) {
                assert!(tried.result.is_err(), "a late order was let in: {:?}", tried.order);
            }
            let (before, after) = (holders(&tried.before), holders(&world.state));
            for (window, (holder, fence)) in &after {
                let (held, old) = before.get(window).cloned().unwrap_or_default();
                assert_eq!(*holder != held || *fence != old, *fence > old, "{window}: {:?}", tried.order);
                let closes = tried.order.command == Command::ClosePost && window == tried.order.window.as_str();
                assert!(held.is_none() || holder.is_some() || closes, "{window} left empty");
            }
            let mut seated = BTreeSet::new();
            for post in world.state.posts.values().map(|post| &post.value).filter(|post| post.away.is_none()) {
                let holder = post.holder.clone();
                assert!(holder.is_none_or(|holder| seated.insert(holder)), "one person at two desks");
            }
        });
        let mut under: BTreeMap<(String, Fence), OfficerId> = BTreeMap::new();
        for Entry { actor, acting_for, window, fence, command, .. } in &world.log {
            let Some(command) = command else { continue };
            if comes_in(command) || of_second_person(&world, command, actor) {
                continue;
            }
            let holder = under.entry((window.to_string(), *fence)).or_insert_with(|| actor.clone());
            prop_assert_eq!(&*holder, actor, "two holders under one fence");
            let own = &world.rules.hall.window(window).unwrap().post_a;
            prop_assert_eq!(acting_for.as_ref(), (actor != own).then_some(own), "I-25: {:?}", command);
        }
    }

    /// I-22. Catches: a post handed over with something on it that nobody confirmed.
    #[test]
    fn a_handover_hands_over_everything(steps in walk::steps(800)) {
        walked(&steps, |world, tried| {
            let Ok(events) = &tried.result else { return };
            if tried.order.command != Command::AcceptHandover {
                return;
            }
            let Some(PaperBody::Handover { lines, .. }) = numbering::paper(&events[0]).map(|p| &p.body) else {
                panic!("a handover without its sheet")
            };
            let window = &tried.order.window;
            let text = format!("{lines:?}");
            for ticket in tried.before.at(window) {
                assert!(text.contains(ticket.no.as_str()), "{} is not on {text}", ticket.no);
            }
            for case in tried.before.open_cases(window) {
                assert!(text.contains(case.id.as_str()), "{} is not on {text}", case.id);
            }
            let post = tried.before.post(window);
            for owed in post.things.keys().map(ToString::to_string).chain(post.reminders.keys().map(ToString::to_string)) {
                assert!(text.contains(&format!("({owed}")) || text.contains(&format!(": {owed}")), "{owed} is not on {text}");
            }
            let offer = post.offer.unwrap();
            assert_eq!(offer.open_lines().count(), 0);
            assert_eq!(world.state.post(window).holder.as_ref(), Some(&offer.to));
        });
    }

    /// I-03, I-05, J03. Catches: two at one counter; a ticket ended over a case nothing was said about.
    #[test]
    fn a_window_serves_one_ticket_and_ends_it_with_a_conclusion(steps in walk::steps(800)) {
        walked(&steps, |world, tried| {
            let mut busy = BTreeSet::new();
            for ticket in world.state.tickets.values() {
                if let TicketState::Called { window, .. } | TicketState::Serving { window, .. } =
                    &ticket.value.state
                {
                    assert!(busy.insert(window.clone()), "two at {window}");
                }
            }
            for event in tried.result.iter().flatten() {
                if let Event::Ticket { ticket, what: TicketEvent::Done { .. } } = event {
                    let open = tried.before.cases.values().any(|case| {
                        case.value.ticket.as_ref() == Some(ticket) && case.value.stage == Stage::Examining
                    });
                    assert!(!open, "{ticket} ended over an open case");
                }
            }
        });
    }

    /// I-07, I-08, J08. Catches: a notice with less than everything; a later one, relayed ones and those in the place
    /// of a void one too, with something new that no lead answered for; a deferral that asks for what lay there; an
    /// examination at a window without the power; two exits open.
    #[test]
    fn what_is_wrong_is_told_at_once_and_once(steps in walk::steps(800)) {
        let mut told: BTreeMap<CaseId, Option<Telling>> = BTreeMap::new();
        walked(&steps, |world, tried| {
            for event in tried.result.iter().flatten() {
                let Event::Case { case, what } = event else { continue };
                let known = told.entry(case.clone()).or_default();
                match what {
                    CaseEvent::Warned { code, .. } => {
                        assert_eq!(role(world, &tried.actor.as_str().into()), Role::Lead);
                        // Voiding what nobody confirmed to have come out is reported, and tells nothing.
                        let (material, found) = match &tried.order.command {
                            Command::Examine { material, verdict, .. } => (material, Some(codes(verdict))),
                            Command::AllowDemand { demand, .. } => (demand, None),
                            Command::VoidPaper { .. } => continue,
                            other => panic!("{code} by {other:?}"),
                        };
                        if let Some(known) = known.as_mut().filter(|_| code == "J01") {
                            known.allowed.insert(material.to_string(), found);
                        }
                    }
                    CaseEvent::Returned { .. } => {
                        let correcting = |case: &Case| matches!(case.stage, Stage::Correcting { .. });
                        if let Some(known) = known.as_mut() {
                            known.back |= tried.before.case(case).is_some_and(correcting);
                        }
                    }
                    CaseEvent::PaperIssued { paper } => {
                        check_telling(world, tried, paper, case, known.as_ref());
                        *known = Telling::by(paper, known.as_ref()).or(known.take());
                    }
                    CaseEvent::Paper { number, what: PaperEvent::Voided { .. } } => {
                        let unread = !world.state.case(case).unwrap().track(number).printed;
                        if let Some((notice, before)) = known.clone().and_then(|known| known.notice)
                            && notice == *number
                            && unread
                        {
                            *known = before.map(|before| *before);
                        }
                    }
                    _ => {}
                }
            }
            for case in world.state.cases.values().map(|case| &case.value) {
                let item = world.rules.edition(&case.item, &case.edition).unwrap();
                let exits = case.assess(item, world.today(), &world.rules.calendar).exits;
                assert!(exits.iter().filter(|exit| exit.is_open()).count() <= 1);
                if case.stage == Stage::Examining {
                    assert!(world.rules.hall.window(&case.window).unwrap().may_take(&case.item), "J08");
                }
            }
        });
    }

    /// S130, S007, S155, S140. Catches: a refusal by one person; a paper of the wrong stage; a decision by the wrong
    /// one; a delivery unpaid or without its receipt; an extension by an officer; one that voids what acts in law.
    #[test]
    fn legal_acts_are_done_by_whom_the_law_says(steps in walk::steps(800)) {
        walked(&steps, |world, tried| {
            let actor: OfficerId = tried.actor.as_str().into();
            let holder = tried.before.post(&tried.order.window).holder;
            for event in tried.result.iter().flatten() {
                let Event::Case { case, what } = event else {
                    if let Event::Post { what: PostEvent::Paper { .. }, .. } = event {
                        assert_eq!(holder.as_ref(), Some(&actor), "{event:?}");
                    }
                    continue;
                };
                let before = tried.before.case(case);
                match what {
                    CaseEvent::PaperIssued { paper } => {
                        issued_in_its_stage(paper, &before.unwrap().stage, &actor, role(world, &actor));
                    }
                    CaseEvent::Decided { .. } => {
                        let case = before.unwrap();
                        let holder = tried.before.post(&case.window).holder;
                        let department = role(world, &actor) == Role::Department;
                        assert!(department || (case.item.as_str() == "archive.copy" && holder == Some(actor.clone())));
                    }
                    CaseEvent::Delivered { .. } => {
                        assert!(!before.unwrap().is_unpaid());
                        let papers = &world.state.case(case).unwrap().papers;
                        assert_eq!(papers.last().unwrap().kind, PaperKind::Delivery);
                    }
                    CaseEvent::Paper { number, what } => {
                        let kind = before.unwrap().paper(number).unwrap().kind;
                        if matches!(what, PaperEvent::Voided { .. }) && kind.is_legal_act() {
                            assert_eq!(role(world, &actor), Role::Lead, "{kind:?}");
                        } else {
                            assert_eq!(holder.as_ref(), Some(&actor), "{what:?} of {kind:?}");
                            assert_eq!(before.unwrap().window, tried.order.window);
                        }
                    }
                    _ => {}
                }
            }
        });
    }

    /// I-11, F39, F40. Catches: a void paper whose effect stays, or that takes away more than its own; words changed
    /// after the issue; something done to a void paper; a print nobody counted.
    #[test]
    fn a_paper_stays_as_it_was_issued_and_a_void_one_has_no_effect(steps in walk::steps(800)) {
        // Each paper as it was issued, and the case just before.
        let mut issued: BTreeMap<String, (Paper, Case)> = BTreeMap::new();
        let world = walked(&steps, |world, tried| {
            let mut state = tried.before.clone();
            for event in tried.result.iter().flatten() {
                let before = state;
                state = evolve(before.clone(), event);
                let Event::Case { case, what } = event else { continue };
                let after = state.case(case).unwrap();
                match what {
                    CaseEvent::PaperIssued { paper } => {
                        let number = paper.number.as_ref().unwrap().to_string();
                        issued.insert(number, ((**paper).clone(), before.case(case).unwrap().clone()));
                    }
                    CaseEvent::Paper { number, what } => {
                        let track = before.case(case).unwrap().track(number);
                        assert_eq!(track.voided, None, "{number} was void already");
                        let (paper, at_issue) = &issued[&number.to_string()];
                        match what {
                            PaperEvent::Voided { .. } => {
                                undone(paper, at_issue, before.case(case).unwrap(), after);
                            }
                            PaperEvent::Printed => assert!(!track.printed),
                            PaperEvent::Reprinted { .. } => {
                                assert!(track.printed);
                                assert_eq!(after.track(number).reprints, track.reprints + 1);
                            }
                            PaperEvent::Returned { .. } => assert!(track.printed && track.returned.is_none()),
                        }
                    }
                    _ => {}
                }
            }
            assert_eq!(state, world.state);
        });
        for case in world.state.cases.values().map(|case| &case.value) {
            for paper in &case.papers {
                prop_assert_eq!(paper, &issued[&paper.number.as_ref().unwrap().to_string()].0);
                if let Some(void) = &paper.replaces {
                    prop_assert!(case.track(void).voided.is_some() && case.paper(void).unwrap().kind == paper.kind);
                }
            }
        }
    }

    /// I-01, I-02, I-14, R-01 and the wire. Catches: state changed without an event; a number skipped or given twice,
    /// of a paper or of the register of refusals; a void number given again; a field that does not come back from JSON.
    #[test]
    fn the_log_is_the_whole_truth(steps in walk::steps(800)) {
        let world = walked(&steps, |_, tried| {
            let text = serde_json::to_string(&tried.order).unwrap();
            assert_eq!(serde_json::from_str::<crate::domain::command::Order>(&text).unwrap(), tried.order);
            if let Err(refusal) = &tried.result {
                let text = serde_json::to_string(refusal).unwrap();
                assert_eq!(&serde_json::from_str::<Refusal>(&text).unwrap(), refusal);
                assert!(!refusal.to_string().is_empty());
            }
        });
        prop_assert_eq!(world.replayed(), world.state.clone());
        let text = serde_json::to_string(&world.state).unwrap();
        prop_assert_eq!(serde_json::from_str::<State>(&text).unwrap(), world.state.clone());
        let mut versions = BTreeMap::new();
        let mut serials: BTreeMap<Series, u32> = BTreeMap::new();
        let mut numbers = BTreeSet::new();
        for entry in &world.log {
            let text = serde_json::to_string(&entry.event).unwrap();
            prop_assert_eq!(&serde_json::from_str::<Event>(&text).unwrap(), &entry.event);
            let version = versions.entry(entry.event.stream()).or_insert(0);
            *version += 1;
            prop_assert_eq!(entry.version, *version, "I-01");
            prop_assert_eq!(numbering::wanted(&entry.event), None, "numbered before it is recorded");
            if let Some(paper) = numbering::paper(&entry.event) {
                let number = paper.number.as_ref().unwrap();
                let mut next = |series, number: &PaperNumber| {
                    let last = serials.entry(series).or_default();
                    *last += 1;
                    assert_eq!(number.serial, *last, "I-14: {number}");
                    assert!(numbers.insert(number.to_string()), "{number} twice");
                };
                next(Series::Paper(paper.kind, number.year), number);
                if let PaperBody::Refusal { record, .. } = &paper.body {
                    next(Series::Refusals(number.year), record.as_ref().unwrap());
                }
            }
        }
    }
}

fn codes(verdict: &Verdict) -> BTreeSet<String> {
    match verdict {
        Verdict::Defective { defects } => defects.iter().map(ToString::to_string).collect(),
        _ => BTreeSet::new(),
    }
}

/// What a paper tells by the case before it and by what was told earlier.
fn check_telling(world: &World, tried: &Tried, paper: &Paper, case: &CaseId, known: Option<&Telling>) {
    if let PaperBody::Correction { demands, .. } = &paper.body {
        let told: Vec<_> = demands
            .iter()
            .map(|demand| {
                let defects = demand.defects.iter().map(|defect| defect.code.to_string());
                (demand.material.to_string(), defects.collect::<Vec<_>>())
            })
            .collect();
        assert_eq!(told, wanting(world, &tried.before, case.as_str()), "I-08");
        assert!(!told.is_empty());
    }
    let Some(known) = known else { return };
    for (material, defects) in demanded(paper).into_iter().flatten() {
        let against = known.against(&material, &defects);
        assert_eq!(against, None, "I-07: {material} {defects:?} after {:?}", known.named);
    }
    if let PaperBody::DeferralNotice { .. } = &paper.body {
        for (material, verdict) in &paper.snapshot.as_ref().unwrap().verdicts {
            let code = material.as_str();
            if matches!(verdict, Verdict::Deferred { .. }) {
                let asked_before = known.named.contains_key(code) || known.later.contains(code);
                assert!(asked_before || known.allowed.contains_key(code), "{material} was there");
            }
        }
    }
}

fn issued_in_its_stage(paper: &Paper, stage: &Stage, actor: &OfficerId, role: Role) {
    let fits = match (&paper.body, stage) {
        (PaperBody::Refusal { record, .. }, Stage::RefusalDrafted { by }) => {
            by != actor && role == Role::Lead && record.is_some()
        }
        (
            PaperBody::Acceptance { .. }
            | PaperBody::Receipt { .. }
            | PaperBody::Correction { .. }
            | PaperBody::DeferralPledge { .. }
            | PaperBody::Commitment { .. }
            // Of the same order as the acceptance.
            | PaperBody::DeferralNotice { .. },
            Stage::Examining,
        )
        | (PaperBody::Relay { .. }, Stage::Received)
        | (PaperBody::SpecialProcedure { .. }, Stage::Accepted { .. })
        | (PaperBody::Payment { .. }, Stage::Decided { granted: true, .. })
        | (PaperBody::Delivery { .. }, Stage::Decided { .. }) => true,
        (PaperBody::Extension(_), Stage::Accepted { .. }) => role == Role::Lead,
        (PaperBody::FilingReceipt { .. } | PaperBody::Statement { .. }, stage) => {
            !matches!(stage, Stage::Withdrawn { .. })
        }
        _ => false,
    };
    assert!(fits, "{:?} while {stage:?} by {actor}", paper.kind);
}

/// The case stands where it stood before the paper; what the paper did not do stays.
fn undone(paper: &Paper, at_issue: &Case, before: &Case, after: &Case) {
    let kind = paper.kind;
    match kind {
        PaperKind::Refusal => assert_eq!(after.stage, Stage::Examining, "a draft is made anew"),
        kind if kind.is_legal_act() && kind != PaperKind::DeferralNotice => {
            assert_eq!(after.stage, at_issue.stage, "{kind:?}");
        }
        _ => assert_eq!(after.stage, before.stage, "{kind:?}"),
    }
    if kind == PaperKind::Payment {
        assert_eq!(after.fee, None);
    } else {
        assert_eq!(after.fee, before.fee);
    }
    if matches!(kind, PaperKind::Extension | PaperKind::SpecialProcedure) {
        assert_eq!((&after.extended, &after.suspensions), (&at_issue.extended, &at_issue.suspensions));
    } else {
        assert_eq!((&after.extended, &after.suspensions), (&before.extended, &before.suspensions));
    }
    let number = paper.number.as_ref().unwrap();
    if kind == PaperKind::Correction && !before.track(number).printed {
        let told = |case: &Case| case.told.clone().map(|told| Told { before: None, ..told });
        assert_eq!(told(after), told(at_issue));
    } else {
        assert_eq!(after.told, before.told);
    }
    let kept = |case: &Case| (case.verdicts.clone(), case.answers.clone(), case.papers.clone());
    assert_eq!(kept(after), kept(before));
}

fn kind(value: &impl serde::Serialize, tag: &str) -> String {
    serde_json::to_value(value).unwrap()[tag].as_str().unwrap().to_owned()
}

/// The walks above prove little if they never get anywhere: together they reach every event there is, every kind of
/// paper, every fate of one, and every reason of the new rules.
#[test]
fn the_walk_gets_everywhere() {
    const REFUSED: [&str; 10] = [
        "told_once",
        "told_defect",
        "nothing_to_paper",
        "no_extension",
        "paper_void",
        "printed_already",
        "not_printed",
        "not_signed",
        "signed_already",
        "no_such_choice",
    ];
    let mut runner = TestRunner::deterministic();
    let mut reached = BTreeSet::new();
    let (mut papers, mut voided, mut refused) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut replacing = BTreeSet::new();
    for _ in 0..40 {
        let steps = walk::steps(800).new_tree(&mut runner).unwrap().current();
        let world = walked(&steps, |_, tried| {
            refused.extend(tried.result.as_ref().err().map(|refusal| kind(refusal, "refusal")));
            if let (Command::VoidPaper { paper, .. }, Ok(_)) = (&tried.order.command, &tried.result) {
                let case = paper.case.as_ref().and_then(|case| tried.before.case(case));
                voided.extend(case.and_then(|case| case.paper(&paper.number)).map(|paper| paper.kind));
            }
        });
        for entry in &world.log {
            let paper = numbering::paper(&entry.event);
            papers.extend(paper.map(|paper| paper.kind));
            replacing.extend(paper.filter(|paper| paper.replaces.is_some()).map(|paper| paper.kind));
            reached.insert(match &entry.event {
                Event::Post { what: PostEvent::HolderChanged { change, .. }, .. } => kind(change, "how"),
                Event::Post { what: PostEvent::Paper { what, .. }, .. }
                | Event::Case { what: CaseEvent::Paper { what, .. }, .. } => kind(what, "paper"),
                Event::Post { what, .. } => kind(what, "event"),
                Event::Ticket { what, .. } => format!("ticket {}", kind(what, "event")),
                Event::Case { what, .. } => format!("case {}", kind(what, "event")),
            });
        }
    }
    assert_eq!(papers.into_iter().collect::<Vec<_>>(), PaperKind::ALL);
    assert_eq!(reached.len(), 3 + 22 + 4 + 10 + 18, "{reached:#?}");
    for kind in PaperKind::ALL.into_iter().filter(|kind| kind.is_legal_act()) {
        // The notice falls with its acceptance; what was handed out is out of the house.
        let alone = !matches!(kind, PaperKind::DeferralNotice | PaperKind::Delivery);
        assert_eq!(voided.contains(&kind), alone, "{kind:?} voided");
        let signed = matches!(kind, PaperKind::DeferralPledge | PaperKind::Commitment);
        assert!(replacing.contains(&kind) || !alone || signed, "{kind:?} replaced");
    }
    for code in REFUSED {
        assert!(refused.contains(code), "{code} not among {refused:?}");
    }
}
