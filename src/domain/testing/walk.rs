//! A walk of random orders through a day: random people at random windows try random things, mostly sensible,
//! often not, sometimes from a desk that woke up late.

mod window;

use jiff::ToSpan;
use proptest::prelude::*;

use super::rules::{COPY, FORWARDED, HEARING, LICENCE};
use super::{World, answer, defective, give_back, open};
use crate::domain::case::{Case, Stage};
use crate::domain::checklist::{self, Defects, Exit, Verdict};
use crate::domain::command::{CasePaper, Command, Order};
use crate::domain::ids::{CaseId, Fence, MaterialCode, OfficerId, TicketNo};
use crate::domain::item::Basis;
use crate::domain::paper::{PaperKind, PaperNumber, PaperRef, Place};
use crate::domain::post::Occasion;
use crate::domain::refusal::Refusal;
use crate::domain::state::{Event, State};
use crate::text::Clean;

/// One attempt; the numbers choose among what there is when it comes to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    window: u8,
    actor: u8,
    what: u8,
    pick: u8,
    more: u8,
    /// The desk slept through the last change of the post.
    stale: bool,
    lapsed: bool,
}

pub(crate) fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let step = (any::<[u8; 5]>(), prop::bool::weighted(0.05), prop::bool::weighted(0.2)).prop_map(
        |([window, actor, what, pick, more], stale, lapsed)| Step {
            window,
            actor,
            what,
            pick,
            more,
            stale,
            lapsed,
        },
    );
    prop::collection::vec(step, most / 2..most)
}

/// What came of one attempt.
pub(crate) struct Tried {
    pub(crate) actor: String,
    pub(crate) order: Order,
    pub(crate) stale: bool,
    pub(crate) before: State,
    pub(crate) result: Result<Vec<Event>, Refusal>,
}

/// How many things may be tried, some by several numbers; from [`NEXT`] on what comes next for a case.
const THINGS: u8 = 106;
const NEXT: u8 = 58;
const WINDOW: u8 = 90;
const WINDOWS: [&str; 8] = ["01", "01", "01", "01", "01", "02", "02", "03"];
const STAFF: [&str; 9] = ["A1", "B1", "A2", "B2", "A3", "B3", "L1", "D1", "S1"];

/// A hall with eight tickets waiting.
pub(crate) fn hall() -> World {
    let mut world = World::new();
    for no in ["A001", "A002", "A003", "A004", "A005", "B001", "B002", "C001"] {
        world.take_ticket(no);
    }
    world
}

/// Takes one step.
pub(crate) fn take(world: &mut World, step: Step) -> Tried {
    let window = choose(&WINDOWS, step.window);
    let command = command(world, window, step);
    let actor = actor(world, window, &command, step.actor);
    let mut order = world.order(window, command);
    let stale = step.stale && order.fence > Fence(0);
    if stale {
        order.fence = Fence(order.fence.0 - 1);
    }
    world.lapsed = step.lapsed;
    let before = world.state.clone();
    let result = world.carry_out(&actor, &order);
    Tried { actor, order, stale, before, result }
}

fn choose<T: Copy>(from: &[T], by: u8) -> T {
    from[usize::from(by) % from.len()]
}

/// Seven times in eight whoever ought to do it, otherwise anybody.
fn actor(world: &World, window: &str, command: &Command, by: u8) -> String {
    let post = world.post(window);
    let ought = match command {
        Command::ConfirmLine { .. } | Command::AcceptHandover => post.offer.map(|offer| offer.to),
        Command::AddToHandover { .. } => post.handed.map(|handed| handed.from),
        Command::AskTakeOver { .. } => {
            let pair = world.rules.hall.window(&window.into()).unwrap();
            Some(pair.post_b.clone())
        }
        Command::NoteSilence { .. } | Command::NoteOverdue => Some(OfficerId::machine()),
        Command::AllowTakeOver { .. }
        | Command::AnswerHelp
        | Command::SetTide { .. }
        | Command::ConfirmRefusal { .. }
        | Command::RejectRefusal { .. }
        | Command::AllowDemand { .. }
        | Command::RejectDemand { .. }
        | Command::Extend { .. } => Some("L1".into()),
        Command::VoidPaper { paper, .. } if kind(world, paper).is_some_and(PaperKind::is_legal_act) => {
            Some("L1".into())
        }
        Command::Decide { .. } if by.is_multiple_of(2) => Some("D1".into()),
        Command::TakeOver { .. } if by.is_multiple_of(2) => Some("L1".into()),
        Command::TakePost | Command::TakeOver { .. } => {
            let pair = world.rules.hall.window(&window.into()).unwrap();
            Some(if by.is_multiple_of(3) { pair.post_a.clone() } else { pair.post_b.clone() })
        }
        _ => post.holder,
    };
    let anybody = choose(&STAFF, by / 8).to_owned();
    if by.is_multiple_of(8) { anybody } else { ought.map_or(anybody, |officer| officer.to_string()) }
}

fn command(world: &World, window: &str, step: Step) -> Command {
    let Step { what, pick, more, .. } = step;
    let reason = || Clean::new(if more.is_multiple_of(16) { " " } else { "确有原因" });
    let ticket = || ticket(world, window, pick);
    if world.post(window).holder.is_none() && !more.is_multiple_of(8) {
        return Command::TakePost;
    }
    match (world.post(window).away, world.post(window).handed) {
        (Some(away), _) if away.back_by < world.now && !away.overdue => return Command::NoteOverdue,
        (Some(_), _) if more % 4 == 1 => return Command::StepBack,
        (None, Some(handed)) if handed.is_open(world.now) => {
            return Command::AddToHandover { note: reason() };
        }
        _ => {}
    }
    // A handover that has begun is mostly brought to its end.
    if let Some(offer) = world.post(window).offer.filter(|_| more.is_multiple_of(3)) {
        return match (offer.open_lines().next(), pick % 4) {
            (Some(_), _) => window::confirm(&offer, more),
            (None, 0) => Command::RefreshSheet,
            (None, _) => Command::AcceptHandover,
        };
    }
    match what % THINGS {
        0 => Command::TakePost,
        1 | 2 if more < 32 => Command::ClosePost,
        3 if more < 128 => {
            Command::OfferHandover { note: Clean::new("无"), occasion: Occasion::Shift, to: None }
        }
        4 if more < 32 => Command::WithdrawHandover,
        5..=8 if world.post(window).offer.is_some() => {
            let offer = world.post(window).offer.unwrap();
            window::confirm(&offer, more)
        }
        9 | 10 if more < 64 || world.post(window).offer.is_some() => Command::AcceptHandover,
        11 if more < 64 => Command::TakeOver { reason: reason() },
        12..=14 => Command::CallNext,
        15..=17 => Command::Begin { ticket: ticket() },
        18 if more < 128 => Command::Recall { ticket: ticket() },
        18 => Command::NoShow { ticket: ticket() },
        19 if more < 128 => Command::Park { ticket: ticket(), why: reason() },
        19 => Command::Reinsert { ticket: any_ticket(world, pick) },
        20 if more < 128 => {
            Command::Redirect { ticket: ticket(), to: choose(&WINDOWS, more).into(), why: reason() }
        }
        20 | 21 => Command::Finish { ticket: ticket() },
        40 => Command::IssueGuidance {
            item: choose(&[LICENCE, COPY, "nothing"], more).into(),
            answers: told(pick),
            who: more.is_multiple_of(2).then(|| Clean::new("赵小明")),
        },
        41 => Command::Refer {
            ticket: more.is_multiple_of(2).then(ticket),
            matter: Clean::new("开具证明"),
            to: Place { name: "派出所".into(), address: "三号路".into(), phone: Clean::default() },
            why: reason(),
        },
        47..NEXT => of_paper(world, window, step),
        NEXT..WINDOW => next(world, window, step),
        what @ WINDOW.. => window::try_at(world, window, step, what - WINDOW),
        _ => of_case(world, window, step),
    }
}

fn of_case(world: &World, window: &str, step: Step) -> Command {
    let Step { what, pick, more, .. } = step;
    let serving = world.state.serving(&window.into()).map(|ticket| ticket.no.to_string());
    let serving = serving.filter(|_| !more.is_multiple_of(8));
    let id = case(world, window, step);
    let case = id.clone();
    let text = || Clean::new(if more.is_multiple_of(16) { "" } else { "20261119-1" });
    let stage = world.state.case(&id).map(|case| &case.stage);
    let waiting = world.state.case(&id).and_then(|case| case.waiting_demand());
    let waiting = waiting.map(|demand| demand.material.code.clone());
    let drafted = matches!(stage, Some(Stage::RefusalDrafted { .. }));
    let kept = world.state.open_cases(&window.into()).count();
    let what = match what % THINGS {
        _ if kept == 0 && !more.is_multiple_of(4) => 22,
        22 | 23 if kept > 3 && !more.is_multiple_of(4) => 26,
        what => what,
    };
    match what {
        22 | 23 => {
            let new = format!("c{}", world.state.cases.len() + 1 - usize::from(more.is_multiple_of(32)));
            open(&new, serving.as_deref(), choose(&[LICENCE, COPY, FORWARDED], pick))
        }
        24 | 25 => {
            let (question, choice) = situation(world, &case, more);
            answer(id.as_str(), question, choice)
        }
        30 if more < 64 => {
            super::propose(id.as_str(), choose(&["产权证明", "权属证明", "有关材料", "材料form"], more))
        }
        30 if more < 128 => Command::TakeOverMaterials { case },
        0..=11 | 26..=30 => examine(world, case, more),
        31 => give_back(id.as_str(), serving.as_deref()),
        32 => Command::IssueCorrection { case },
        33 if more < 180 => accept(world, case),
        33 => Command::Receive { case },
        34 | 35 if waiting.is_some() && more % 3 > 0 => {
            let demand = waiting.unwrap_or_else(|| "extra-1".into());
            let reason = (more % 4 > 0).then(text);
            match more % 3 {
                1 => Command::AllowDemand { case, demand, reason },
                _ => Command::RejectDemand { case, demand, reason: text() },
            }
        }
        34 => Command::DraftRefusal { case },
        35 if more < 80 && (drafted || more < 16) => Command::RejectRefusal { case, reason: text() },
        35 if drafted || more < 32 => Command::ConfirmRefusal { case },
        35 => Command::Decide { case, granted: more < 240 },
        36 => Command::IssuePayment { case, inputs: [("pages".to_owned(), (more % 8).to_string())].into() },
        37 => Command::RecordReceipt { case, receipt: text() },
        38 if more < 192 => Command::Deliver { case, receiver: None, number: None },
        38 => Command::RecordAgent { case, agent: None },
        42 | 43 => Command::IssueCasePaper {
            case,
            what: match more % 4 {
                0 => CasePaper::FilingReceipt,
                1 => CasePaper::DeferralPledge,
                2 => CasePaper::Commitment,
                _ => CasePaper::Statement { text: text() },
            },
        },
        44 => relayed(world, case, more),
        45 => Command::Extend { case, reason: text() },
        46 => procedure(world, case, more),
        _ if more < 128 => Command::RecordApplicant { case, applicant: super::person() },
        _ => Command::Withdraw { case, reason: text() },
    }
}

/// What a good officer would do next for a case the window keeps, so that cases get anywhere.
fn next(world: &World, window: &str, step: Step) -> Command {
    let Step { pick, more, .. } = step;
    let here = window.into();
    let open: Vec<_> = world.state.open_cases(&here).collect();
    let as_if = |what| of_case(world, window, Step { what, ..step });
    let Some(kept) = open.get(usize::from(pick) % open.len().max(1)) else { return as_if(22) };
    let case = kept.id.clone();
    let serving = world.state.serving(&here).map(|ticket| ticket.no.to_string());
    let paper = |number: &PaperNumber| PaperRef { case: Some(kept.id.clone()), number: number.clone() };
    // Now and then it turns out that the newest paper has a fault, or that one still lies in the printer.
    match (more % 8, kept.papers.last().and_then(|paper| paper.number.as_ref())) {
        (7, Some(number)) => {
            return Command::VoidPaper { paper: paper(number), reason: Clean::new("有误") };
        }
        (6, Some(number)) if kept.track(number).is_unprinted() => {
            return Command::ConfirmPrint { paper: paper(number) };
        }
        _ => {}
    }
    match &kept.stage {
        Stage::Examining => examined(world, kept, more),
        Stage::Correcting { .. } => give_back(case.as_str(), serving.as_deref()),
        Stage::RefusalDrafted { .. } => Command::ConfirmRefusal { case },
        Stage::Received if more.is_multiple_of(2) => relayed(world, case, more),
        Stage::Accepted { .. } if more % 4 < 2 && kept.item.as_str() != COPY => match more % 4 {
            0 => Command::Extend { case, reason: Clean::new("案情复杂") },
            _ => procedure(world, case, more),
        },
        Stage::Received | Stage::Accepted { .. } => Command::Decide { case, granted: more < 200 },
        Stage::Decided { .. } if kept.is_unpaid() => {
            Command::RecordReceipt { case, receipt: Clean::new("20261119-1") }
        }
        Stage::Decided { granted: true, .. } if kept.item.as_str() == COPY && kept.fee.is_none() => {
            Command::IssuePayment { case, inputs: [("pages".to_owned(), (more % 8).to_string())].into() }
        }
        _ => Command::Deliver { case, receiver: None, number: None },
    }
}

fn examined(world: &World, kept: &Case, more: u8) -> Command {
    let case = kept.id.clone();
    let item = world.rules.edition(&kept.item, &kept.edition).unwrap();
    if kept.told.is_none() && checklist::open_question(item, &kept.answers).is_some() {
        let (question, choice) = situation(world, &case, more);
        return answer(case.as_str(), question, choice);
    }
    match kept.assess(item, world.today(), &world.rules.calendar).open() {
        Some(Exit::Accept) => accept(world, case),
        Some(Exit::Receive) => Command::Receive { case },
        Some(Exit::Correct) => Command::IssueCorrection { case },
        Some(Exit::Refuse) => Command::DraftRefusal { case },
        None => examine(world, case, more),
    }
}

/// An acceptance, after the promises it rests on.
fn accept(world: &World, case: CaseId) -> Command {
    let Some(kept) = world.state.case(&case) else { return Command::Accept { case } };
    let lacks = |kind, promised: fn(&Verdict) -> bool| {
        kept.verdicts.values().any(promised) && kept.newest(kind).is_none()
    };
    if lacks(PaperKind::DeferralPledge, |verdict| matches!(verdict, Verdict::Deferred { .. })) {
        Command::IssueCasePaper { case, what: CasePaper::DeferralPledge }
    } else if lacks(PaperKind::Commitment, |verdict| *verdict == Verdict::Committed) {
        Command::IssueCasePaper { case, what: CasePaper::Commitment }
    } else {
        Command::Accept { case }
    }
}

/// A situation as somebody tells it: nothing, a part, all, or what nobody asked.
fn told(pick: u8) -> crate::domain::condition::Answers {
    let all = [("venue", "catering"), ("kitchen", "yes"), ("gas", "no"), ("moon", "yes")];
    let told = all[..usize::from(pick % 5)].iter();
    told.map(|(question, choice)| ((*question).into(), (*choice).into())).collect()
}

/// What becomes of a paper: mostly of the newest of a case the window keeps.
fn of_paper(world: &World, window: &str, step: Step) -> Command {
    let Step { what, more, .. } = step;
    let reason = Clean::new(if more.is_multiple_of(16) { "" } else { "墨迹不清" });
    let paper = paper(world, window, step);
    match what % THINGS {
        47..=50 => Command::ConfirmPrint { paper },
        51 => Command::Reprint { paper, reason },
        52 | 53 => Command::RecordSigned { paper },
        _ => Command::VoidPaper { paper, reason },
    }
}

/// A paper of the window or of one of its cases, closed ones as well; now and then of anywhere, or none there is.
fn paper(world: &World, window: &str, Step { pick, more, .. }: Step) -> PaperRef {
    let nowhere = PaperNumber { prefix: "某政补".to_owned(), year: 2026, serial: 999 };
    let loose = world.post(window).papers;
    if let Some(loose) = loose.get(usize::from(more) % loose.len().max(1)).filter(|_| pick % 4 == 1) {
        return PaperRef { case: None, number: loose.number.clone() };
    }
    let anywhere = pick.is_multiple_of(16);
    let cases: Vec<_> = world
        .state
        .cases
        .values()
        .map(|case| &case.value)
        .filter(|case| !case.papers.is_empty() && (anywhere || case.window.as_str() == window))
        .collect();
    let Some(case) = cases.get(usize::from(pick) % cases.len().max(1)) else {
        return PaperRef { case: None, number: nowhere };
    };
    let newest = case.papers.len() - 1;
    let at = if more % 4 > 0 { newest } else { usize::from(more / 4) % case.papers.len() };
    let number = case.papers[at].number.clone().filter(|_| !pick.is_multiple_of(32)).unwrap_or(nowhere);
    PaperRef { case: Some(case.id.clone()), number }
}

/// The kind of a paper, of a case or of a window; none where there is none.
pub(crate) fn kind(world: &World, paper: &PaperRef) -> Option<PaperKind> {
    match &paper.case {
        Some(case) => Some(world.state.case(case)?.paper(&paper.number)?.kind),
        None => world
            .papers()
            .into_iter()
            .find(|known| known.number.as_ref() == Some(&paper.number))
            .map(|known| known.kind)
            .filter(|kind| !kind.is_legal_act()),
    }
}

/// A department's notice: mostly of what is on the list.
fn relayed(world: &World, case: CaseId, more: u8) -> Command {
    let lines = world.state.case(&case).map(|case| case.verdicts.keys().cloned().collect::<Vec<_>>());
    let mut named: std::collections::BTreeSet<MaterialCode> = lines.unwrap_or_default().into_iter().collect();
    if more.is_multiple_of(8) {
        named.insert("other".into());
    }
    Command::RelayCorrection {
        case,
        number: Clean::new(if more.is_multiple_of(16) { "" } else { "某水补〔2026〕7号" }),
        text: Clean::new("请补正"),
        named,
        due: world.today().saturating_add((i64::from(more % 8) - 1).days()),
    }
}

fn procedure(world: &World, case: CaseId, more: u8) -> Command {
    let from = world.today().saturating_add((i64::from(more % 4) - 1).days());
    Command::StartProcedure {
        case,
        procedure: choose(&[HEARING, HEARING, "占卜"], more).to_owned(),
        from,
        to: from.saturating_add((i64::from(more / 4 % 8) - 1).days()),
    }
}

/// Mostly an answer to the next question.
fn situation(world: &World, case: &CaseId, more: u8) -> (&'static str, &'static str) {
    const ANSWERS: [(&str, &str); 7] = [
        ("venue", "retail"),
        ("venue", "home"),
        ("venue", "catering"),
        ("kitchen", "yes"),
        ("kitchen", "no"),
        ("gas", "yes"),
        ("gas", "no"),
    ];
    let open = world.state.case(case).and_then(|case| {
        let item = world.rules.edition(&case.item, &case.edition)?;
        checklist::open_question(item, &case.answers).map(|question| question.code.to_string())
    });
    let fitting: Vec<_> =
        ANSWERS.into_iter().filter(|(question, _)| open.as_deref() == Some(*question)).collect();
    if fitting.is_empty() || more.is_multiple_of(8) {
        choose(&ANSWERS, more / 8)
    } else {
        choose(&fitting, more)
    }
}

/// Mostly the next unexamined line, mostly conforming.
fn examine(world: &World, case: CaseId, more: u8) -> Command {
    let all = ["form", "identity", "business", "health", "rules", "plan", "gas-report", "other"];
    let open = world.state.case(&case).and_then(|case| {
        let item = world.rules.edition(&case.item, &case.edition)?;
        let lines = case.lines(item);
        let line = lines.into_iter().find(|line| *line.verdict == Verdict::Unexamined)?;
        Some(line.material.code.clone())
    });
    let material = open.filter(|_| !more.is_multiple_of(8)).unwrap_or_else(|| choose(&all, more / 8).into());
    // Something found too late now and then.
    let told = world.state.case(&case).is_some_and(|case| case.told.is_some());
    let late = told && more % 16 > 11;
    let (material, more) =
        if late { (choose(&all[..5], more).into(), 192 + more / 16 % 6) } else { (material, more) };
    let verdict = match more % 16 {
        0 => Verdict::Unexamined,
        1 | 2 => Verdict::Missing,
        3 => defective(&["seal"]),
        4 => defective(&["stale"]),
        5 if more > 63 => defective(&["seal", "stale"]),
        5 => defective(&["nonsense"]),
        6 => Verdict::Corrected { defects: Defects::one("seal".into()) },
        7 => Verdict::Deferred { due: world.today(), promised: more < 192 },
        8 if more < 64 => Verdict::SharingFailed,
        9 if more < 64 => Verdict::Waived { basis: Basis { document: "法".into(), clause: String::new() } },
        11.. if material.as_str() == "health" => {
            Verdict::Deferred { due: world.today(), promised: more < 240 }
        }
        11.. if material.as_str() == "rules" => Verdict::Committed,
        _ => Verdict::Conforming,
    };
    let reason = (more > 128).then(|| Clean::new("核对后确有必要"));
    Command::Examine { case, material, verdict, reason }
}

/// Mostly a ticket at the window, otherwise any.
fn ticket(world: &World, window: &str, pick: u8) -> TicketNo {
    let window = window.into();
    let here: Vec<_> = world.state.at(&window).map(|ticket| ticket.no.clone()).collect();
    if here.is_empty() || pick.is_multiple_of(8) {
        return any_ticket(world, pick / 8);
    }
    here[usize::from(pick) % here.len()].clone()
}

fn any_ticket(world: &World, pick: u8) -> TicketNo {
    let all: Vec<_> = world.state.tickets.keys().cloned().collect();
    all[usize::from(pick) % all.len()].clone()
}

/// Whether the step has a chance with a case at this stage.
fn fits(what: u8, case: &Case) -> bool {
    let stage = &case.stage;
    match what {
        34 if case.waiting_demand().is_some() => true,
        34 => *stage == Stage::Examining && case.answers.values().any(|choice| choice.as_str() == "home"),
        31 => matches!(stage, Stage::Correcting { .. }),
        35 => matches!(stage, Stage::RefusalDrafted { .. } | Stage::Accepted { .. } | Stage::Received),
        36..=38 => matches!(stage, Stage::Decided { .. }),
        43 => !case.verdicts.is_empty(),
        44 => *stage == Stage::Received,
        45 | 46 => matches!(stage, Stage::Accepted { .. }),
        _ => *stage == Stage::Examining,
    }
}

/// Mostly a fitting case the window keeps, otherwise any, or one that is not there.
fn case(world: &World, window: &str, Step { what, pick, .. }: Step) -> CaseId {
    let window = window.into();
    let mut here: Vec<_> = world.state.open_cases(&window).collect();
    if here.iter().any(|case| fits(what % THINGS, case)) {
        here.retain(|case| fits(what % THINGS, case));
    }
    let here: Vec<_> = here.into_iter().map(|case| case.id.clone()).collect();
    let all: Vec<_> = world.state.cases.keys().cloned().collect();
    match (here.is_empty(), all.is_empty(), pick.is_multiple_of(8)) {
        (_, true, _) => "nowhere".into(),
        (false, _, false) => here[usize::from(pick) % here.len()].clone(),
        _ => all[usize::from(pick / 8) % all.len()].clone(),
    }
}
