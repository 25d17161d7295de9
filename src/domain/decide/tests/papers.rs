//! The papers of a case: which is issued when, and what it says (N-04 … N-12).

use jiff::civil::date;

use crate::domain::case::Stage;
use crate::domain::checklist::Verdict;
use crate::domain::clock::{Limit, LimitUnit, Suspension, due, extended};
use crate::domain::clocks::{ClockKind, clocks};
use crate::domain::command::{CasePaper, Command};
use crate::domain::fee::FeeInputs;
use crate::domain::paper::{Extended, Handing, Paper, PaperBody, PaperKind, PaperRef};
use crate::domain::person::{Agent, Applicant};
use crate::domain::refusal::Refusal;
use crate::domain::testing::rules::{COPY, HEARING, LICENCE};
use crate::domain::testing::{World, answer, examine, give_back, person};
use crate::text::Clean;

fn issue(what: CasePaper) -> Command {
    Command::IssueCasePaper { case: "c1".into(), what }
}

fn statement(text: &str) -> Command {
    issue(CasePaper::Statement { text: Clean::new(text) })
}

fn last(world: &World) -> &Paper {
    world.case("c1").papers.last().unwrap()
}

fn kinds(world: &World) -> Vec<PaperKind> {
    world.case("c1").papers.iter().map(|paper| paper.kind).collect()
}

/// A licence with its health certificate deferred and its rules committed, ready to be accepted.
fn with_promises() -> World {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    world.at(
        "01",
        "A1",
        examine("c1", "health", Verdict::Deferred { due: date(2026, 11, 24), promised: true }),
    );
    world.at("01", "A1", examine("c1", "rules", Verdict::Committed));
    world.all_conform("c1");
    world
}

fn accepted() -> World {
    let mut world = World::with_complete_licence();
    world.at("01", "A1", Command::Accept { case: "c1".into() });
    world
}

/// S088. Catches: a deferral accepted and not told in writing at once; one that names another day or material.
#[test]
fn a_deferral_is_told_with_the_acceptance_and_by_the_same_order() {
    let mut world = with_promises();
    let events = world.accept("01", "A1", "c1");
    assert_eq!(events.len(), 2);
    assert_eq!(kinds(&world)[2..], [PaperKind::Acceptance, PaperKind::DeferralNotice]);
    let PaperBody::DeferralNotice { materials } = &last(&world).body else { panic!() };
    assert_eq!(materials.len(), 1);
    assert_eq!((materials[0].name.as_str(), materials[0].due), ("材料health", date(2026, 11, 24)));
    assert_eq!(last(&world).number.as_ref().unwrap().to_string(), "某政容〔2026〕1号");
    assert!(matches!(world.case("c1").stage, Stage::Accepted { .. }), "it changes nothing itself");
    assert_eq!(kinds(&accepted()), [PaperKind::Acceptance], "none where nothing is deferred");
}

/// S088, S104. Catches: a notice of acceptance that counts what was promised as handed in.
#[test]
fn an_acceptance_counts_only_what_was_handed_in() {
    let mut world = with_promises();
    world.accept("01", "A1", "c1");
    let paper = world.case("c1").newest(PaperKind::Acceptance).unwrap();
    let PaperBody::Acceptance { materials, .. } = &paper.body else { panic!() };
    let handed = |name: &str| materials.iter().find(|material| material.name == name).unwrap();
    let (later, promised) = (handed("材料health"), handed("材料rules"));
    assert_eq!((later.originals, later.copies), (0, 0));
    assert_eq!(later.how, Handing::Deferred { until: date(2026, 11, 24) });
    assert_eq!((promised.originals, promised.copies, &promised.how), (0, 0, &Handing::Committed));
    assert!(materials.iter().filter(|one| one.how.is_here()).all(|one| one.originals + one.copies > 0));
}

/// S088, S090. Catches: an acceptance "by your written promise" that nobody wrote, or that was written for another day
/// or is void.
#[test]
fn an_acceptance_rests_on_promises_that_are_written_for_just_that() {
    let mut world = with_promises();
    let accept = || Command::Accept { case: "c1".into() };
    let lacks = |what: CasePaper| Refusal::PromiseFirst { paper: what.kind().title().to_owned() };
    assert_eq!(world.refused("01", "A1", accept()), lacks(CasePaper::DeferralPledge));
    world.at("01", "A1", issue(CasePaper::DeferralPledge));
    assert_eq!(world.refused("01", "A1", accept()), lacks(CasePaper::Commitment));
    world.at("01", "A1", issue(CasePaper::Commitment));
    let earlier = Verdict::Deferred { due: date(2026, 11, 23), promised: true };
    world.at("01", "A1", examine("c1", "health", earlier));
    assert_eq!(world.refused("01", "A1", accept()), lacks(CasePaper::DeferralPledge));
    world.at("01", "A1", issue(CasePaper::DeferralPledge));
    let pledge = PaperRef { case: Some("c1".into()), number: last(&world).number.clone().unwrap() };
    let void = Command::VoidPaper { paper: pledge, reason: Clean::new("未签名") };
    assert!(matches!(world.refused("01", "A1", void.clone()), Refusal::NotAllowed { .. }));
    world.at("01", "L1", void.clone());
    assert_eq!(world.refused("01", "A1", accept()), lacks(CasePaper::DeferralPledge));
    world.accept("01", "A1", "c1");
    let Command::VoidPaper { paper, reason } = void else { panic!() };
    let newest = world.case("c1").newest(PaperKind::DeferralPledge).unwrap().number.clone().unwrap();
    let relied = Command::VoidPaper { paper: PaperRef { number: newest, ..paper }, reason };
    assert!(
        matches!(world.refused("01", "L1", relied), Refusal::CaseStage { .. }),
        "the acceptance rests on it"
    );
}

/// S088, S090. Catches: a promise nobody has to make; one signed after the acceptance; a stranger who issues it.
#[test]
fn promises_are_signed_before_the_acceptance_and_only_where_there_are_any() {
    let mut plain = World::with_complete_licence();
    for what in [CasePaper::DeferralPledge, CasePaper::Commitment] {
        let title = what.kind().title().to_owned();
        assert_eq!(plain.refused("01", "A1", issue(what)), Refusal::NothingToPaper { paper: title });
    }
    let mut world = with_promises();
    assert_eq!(world.refused("01", "L1", issue(CasePaper::Commitment)), Refusal::NotHolder);
    world.at("01", "A1", issue(CasePaper::DeferralPledge));
    let PaperBody::DeferralPledge { materials } = &last(&world).body else { panic!() };
    assert_eq!((materials.len(), materials[0].due), (1, date(2026, 11, 24)));
    world.at("01", "A1", issue(CasePaper::Commitment));
    let PaperBody::Commitment { materials } = &last(&world).body else { panic!() };
    assert_eq!((materials.len(), materials[0].name.as_str()), (1, "材料rules"));
    assert!(!materials[0].basis.is_empty(), "I-10");
    assert_eq!(world.case("c1").stage, Stage::Examining);
    world.accept("01", "A1", "c1");
    for what in [CasePaper::DeferralPledge, CasePaper::Commitment] {
        assert!(matches!(world.refused("01", "A1", issue(what)), Refusal::CaseStage { .. }));
    }
}

/// S104. Catches: a receipt for what nobody handed in, or without a word for what is not there.
#[test]
fn a_filing_receipt_lists_what_is_in_hand() {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    let nothing = Refusal::NothingToPaper { paper: "收件回执".into() };
    assert_eq!(world.refused("01", "A1", issue(CasePaper::FilingReceipt)), nothing);
    world.at("01", "A1", examine("c1", "form", Verdict::Missing));
    assert_eq!(world.refused("01", "A1", issue(CasePaper::FilingReceipt)), nothing);
    world.at("01", "A1", examine("c1", "identity", Verdict::Conforming));
    world.at("01", "A1", issue(CasePaper::FilingReceipt));
    let PaperBody::FilingReceipt { materials } = &last(&world).body else { panic!() };
    assert_eq!(materials.iter().map(|handed| handed.name.as_str()).collect::<Vec<_>>(), ["材料identity"]);
}

/// N-09. Catches: an explanation without words, or of a case that is withdrawn.
#[test]
fn an_explanation_says_something_while_there_is_a_case() {
    let mut world = accepted();
    assert!(matches!(world.refused("01", "A1", statement(" ")), Refusal::BadField { .. }));
    world.at("01", "A1", statement("部门要求的检测由申请人自行选择机构"));
    let PaperBody::Statement { text, edition, .. } = &last(&world).body else { panic!() };
    assert_eq!((text.original(), edition.as_str()), ("部门要求的检测由申请人自行选择机构", "2026-03"));
    world.at("01", "A1", Command::Withdraw { case: "c1".into(), reason: Clean::new("不办了") });
    for command in [statement("说明"), issue(CasePaper::FilingReceipt)] {
        assert!(matches!(world.refused("01", "A1", command), Refusal::CaseStage { .. }));
    }
}

/// S166. Catches: a receipt that names whoever acted at the intake instead of whoever came; a company that collects in
/// person; a certificate without its number.
#[test]
fn a_receipt_names_whoever_came() {
    let decided = |applicant: Option<Applicant>| {
        let mut world = accepted();
        if let Some(applicant) = applicant {
            let Some(case) = world.state.cases.get_mut(&"c1".into()) else { panic!() };
            case.value.applicant = Some(applicant);
        }
        world.at("01", "D1", Command::Decide { case: "c1".into(), granted: true });
        world
    };
    let give = |name: Option<&str>, number: Option<&str>| Command::Deliver {
        case: "c1".into(),
        receiver: name.map(Clean::new),
        number: number.map(Clean::new),
    };
    let receipt = |world: &World| match &last(world).body {
        PaperBody::Delivery { papers, receiver, by_agent } => {
            (receiver.original().to_owned(), *by_agent, papers[0].number.clone())
        }
        other => panic!("{other:?}"),
    };
    let mut agent = decided(None);
    agent.at("01", "A1", give(Some("周小雨"), Some(" JY0001 ")));
    assert_eq!(receipt(&agent), ("周小雨".to_owned(), true, Some("JY0001".to_owned())));
    let mut own = decided(None);
    let name = own.case("c1").applicant_name();
    own.at("01", "A1", give(Some(name.original()), Some(" ")));
    assert_eq!(receipt(&own), (name.original().to_owned(), false, None));
    let firm = Applicant::Legal {
        name: "某公司".into(),
        credit_code: "91110000600037341L".into(),
        contact: "郑一鸣".into(),
        phone: "13900000001".into(),
    };
    let mut firm = decided(Some(firm));
    assert_eq!(firm.refused("01", "A1", give(None, None)).to_string(), "领取人：请填写到场领取的人的姓名");
    firm.at("01", "A1", give(Some("郑一鸣"), None));
    assert_eq!(receipt(&firm), ("郑一鸣".to_owned(), true, None));
}

/// S112, S166. Catches: a result handed out without its receipt; the agent left out; the fee receipt forgotten.
#[test]
fn a_delivery_is_signed_for() {
    let mut world = World::serving();
    let agent = Agent {
        name: Clean::new("钱小红"),
        id_number: Clean::new(person().number().original()),
        phone: Clean::new("13900139000"),
    };
    world.at(
        "01",
        "A1",
        Command::OpenCase {
            case: "c1".into(),
            ticket: Some("A001".into()),
            item: COPY.into(),
            applicant: Some(person()),
            agent: Some(agent),
        },
    );
    world.all_conform("c1");
    world.at("01", "A1", Command::Accept { case: "c1".into() });
    world.at("01", "A1", Command::Decide { case: "c1".into(), granted: true });
    let inputs: FeeInputs = [("pages".to_owned(), "4".to_owned())].into();
    world.at("01", "A1", Command::IssuePayment { case: "c1".into(), inputs });
    world.at("01", "A1", Command::RecordReceipt { case: "c1".into(), receipt: Clean::new("20261119-1") });
    let mut denied = World::with_accepted_copy();
    let receiver = Some(Clean::new("钱小红"));
    let events = world.at("01", "A1", Command::Deliver { case: "c1".into(), receiver, number: None });
    assert_eq!(events.len(), 2, "the receipt and the delivery, by one order");
    let PaperBody::Delivery { papers, receiver, by_agent } = &last(&world).body else { panic!() };
    let handed: Vec<_> = papers.iter().map(|paper| (paper.title.as_str(), paper.number.as_deref())).collect();
    assert_eq!(handed, [("食品经营许可证", None), ("缴款票据", Some("20261119-1"))]);
    assert_eq!((receiver.original(), *by_agent), ("钱小红", true));

    denied.at("01", "A1", Command::Decide { case: "c1".into(), granted: false });
    denied.at("01", "A1", Command::Deliver { case: "c1".into(), receiver: None, number: None });
    let PaperBody::Delivery { papers, by_agent, .. } = &last(&denied).body else { panic!() };
    assert_eq!((papers[0].title.as_str(), *by_agent), ("某县市场监督管理局不予行政许可决定书", false));
}

/// R-01, S130, I-14. Catches: a refusal that has a number and no place in the register, or shares a count with it.
#[test]
fn a_refusal_is_recorded_before_it_is_numbered() {
    let mut world = World::new();
    world.at("01", "A1", Command::TakePost);
    for (case, again) in [("c1", false), ("c2", true)] {
        world.at("01", "A1", crate::domain::testing::open(case, None, LICENCE));
        world.at("01", "A1", answer(case, "venue", "home"));
        world.at("01", "A1", Command::DraftRefusal { case: case.into() });
        assert!(
            world.papers().len() == usize::from(again),
            "a draft has no number, nor a place in the register"
        );
        world.at("01", "L1", Command::ConfirmRefusal { case: case.into() });
    }
    let numbers: Vec<_> = world
        .papers()
        .iter()
        .map(|paper| {
            let PaperBody::Refusal { record, .. } = &paper.body else { panic!() };
            (record.as_ref().unwrap().to_string(), paper.number.as_ref().unwrap().to_string())
        })
        .collect();
    let both = |n: u32| (format!("某政备〔2026〕{n}号"), format!("某政拒〔2026〕{n}号"));
    assert_eq!(numbers, [both(1), both(2)]);
}

/// I-14. Catches: two kinds that share a series, or a kind that shares it with the register.
#[test]
fn every_kind_has_a_series_of_its_own() {
    use crate::domain::numbering::{REGISTER, Series};
    let marks: std::collections::BTreeSet<_> = PaperKind::ALL.iter().map(|kind| kind.mark()).collect();
    assert_eq!(marks.len(), PaperKind::ALL.len());
    assert!(!marks.contains(REGISTER));
    let keys: std::collections::BTreeSet<_> =
        PaperKind::ALL.iter().map(|kind| Series::Paper(*kind, 2026).key()).collect();
    assert!(keys.len() == PaperKind::ALL.len() && !keys.contains(&Series::Refusals(2026).key()));
}

fn extend(reason: &str) -> Command {
    Command::Extend { case: "c1".into(), reason: Clean::new(reason) }
}

fn statutory(world: &World) -> jiff::civil::Date {
    let (case, rules) = (world.case("c1"), &world.rules);
    let item = rules.edition(&case.item, &case.edition).unwrap();
    let running = clocks(case, item, &rules.calendar);
    running.iter().find(|clock| clock.kind == ClockKind::Statutory).unwrap().due.date
}

/// 行政许可法 42, S140. Catches: an extension by who may not, twice, without a reason, of what has none, or too late;
/// a date that is not the extended one; a statutory clock that runs on by itself.
#[test]
fn a_limit_is_extended_once_by_a_lead_for_a_reason() {
    let mut early = World::with_complete_licence();
    assert!(matches!(early.refused("01", "L1", extend("案情复杂")), Refusal::CaseStage { .. }));
    let mut world = accepted();
    for actor in ["A1", "B1", "D1"] {
        assert!(
            matches!(world.refused("01", actor, extend("案情复杂")), Refusal::NotAllowed { .. }),
            "{actor}"
        );
    }
    assert!(matches!(world.refused("01", "L1", extend(" ")), Refusal::BadField { .. }));
    let mut late = world.clone();
    let before = statutory(&world);
    world.at("01", "L1", extend("案情复杂"));
    let (promised, ten) =
        (Limit { n: 8, unit: LimitUnit::WorkingDays }, Limit { n: 10, unit: LimitUnit::WorkingDays });
    let calendar = &world.rules.calendar;
    let wanted = extended(world.today(), promised, ten, &[], calendar);
    let PaperBody::Extension(Extended { original, due: to, approver, approved_by, .. }) = &last(&world).body
    else {
        panic!()
    };
    assert_eq!((original, to), (&wanted.original, &wanted.extended));
    assert_eq!((approver.as_str(), approved_by.as_str()), ("本机关负责人", "孙丽"));
    let Stage::Accepted { due: holds, .. } = &world.case("c1").stage else { panic!() };
    assert_eq!(holds, &wanted.extended);
    let whole = due(world.today(), Limit { n: 30, unit: LimitUnit::WorkingDays }, &[], calendar);
    assert_eq!((statutory(&world), before < statutory(&world)), (whole.date, true));
    assert_eq!(world.refused("01", "L1", extend("仍然复杂")), Refusal::NoExtension { again: true });

    late.days_pass(30);
    assert!(matches!(late.refused("01", "L1", extend("案情复杂")), Refusal::LimitOver { .. }));
    let mut copy = World::with_accepted_copy();
    assert_eq!(copy.refused("01", "L1", extend("案情复杂")), Refusal::NoExtension { again: false });
}

/// 行政许可法 45. Catches: a procedure the item does not have; days that make no sense; a clock that does not stop;
/// an extension forgotten by the procedure that follows, or the other way round.
#[test]
fn the_time_of_a_special_procedure_does_not_count() {
    let start = |procedure: &str, from: i8, to: i8| Command::StartProcedure {
        case: "c1".into(),
        procedure: procedure.to_owned(),
        from: date(2026, 11, from),
        to: date(2026, 11, to),
    };
    let mut world = accepted();
    let bad = |refusal| matches!(refusal, Refusal::BadField { .. });
    assert!(bad(world.refused("01", "A1", start("占卜", 20, 24))));
    assert!(bad(world.refused("01", "A1", start(HEARING, 24, 20))), "ends before it begins");
    assert!(bad(world.refused("01", "A1", start(HEARING, 18, 24))), "begins before the acceptance");
    assert_eq!(world.refused("01", "L1", start(HEARING, 20, 24)), Refusal::NotHolder);
    let mut early = World::with_complete_licence();
    assert!(matches!(early.refused("01", "A1", start(HEARING, 20, 24)), Refusal::CaseStage { .. }));

    let before = statutory(&world);
    world.at("01", "A1", start(HEARING, 20, 24));
    let stop = Suspension { from: date(2026, 11, 20), to: date(2026, 11, 24), why: HEARING.to_owned() };
    let promised = Limit { n: 8, unit: LimitUnit::WorkingDays };
    let wanted = due(world.today(), promised, std::slice::from_ref(&stop), &world.rules.calendar);
    let Stage::Accepted { due: holds, .. } = &world.case("c1").stage else { panic!() };
    assert_eq!(holds, &wanted);
    assert_eq!(world.case("c1").suspensions, std::slice::from_ref(&stop));
    assert!(statutory(&world) > before);

    world.at("01", "L1", extend("案情复杂"));
    let ten = Limit { n: 10, unit: LimitUnit::WorkingDays };
    let wanted = extended(world.today(), promised, ten, &[stop], &world.rules.calendar);
    let Stage::Accepted { due: holds, .. } = &world.case("c1").stage else { panic!() };
    assert_eq!(holds, &wanted.extended);
    world.at("01", "A1", start("现场核查", 25, 26));
    let wanted = extended(world.today(), promised, ten, &world.case("c1").suspensions, &world.rules.calendar);
    let Stage::Accepted { due: holds, .. } = &world.case("c1").stage else { panic!() };
    assert_eq!((holds, world.case("c1").suspensions.len()), (&wanted.extended, 2));
    let mut late = world.clone();
    late.days_pass(60);
    let refused = Command::StartProcedure {
        case: "c1".into(),
        procedure: HEARING.to_owned(),
        from: late.today(),
        to: late.today(),
    };
    assert!(matches!(late.refused("01", "A1", refused), Refusal::LimitOver { .. }));
}

/// I-07, I-11. Catches: a paper without the examination it rests on, so that nobody can say later what was seen.
#[test]
fn a_paper_keeps_the_examination_it_rests_on() {
    let mut world = with_promises();
    let seen = world.case("c1").verdicts.clone();
    world.accept("01", "A1", "c1");
    world.at("01", "A1", give_back("c1", Some("A001")));
    for paper in &world.case("c1").papers {
        let snapshot = paper.snapshot.as_ref().unwrap();
        assert_eq!((&snapshot.verdicts, snapshot.edition.as_str()), (&seen, "2026-03"));
    }
}
