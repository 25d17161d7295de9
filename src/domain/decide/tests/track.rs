//! What becomes of an issued paper (F39, F40, I-11): printed, printed again, signed, void.

use crate::domain::case::Stage;
use crate::domain::checklist::Verdict;
use crate::domain::command::{CasePaper, Command};
use crate::domain::fee::FeeInputs;
use crate::domain::ids::Fence;
use crate::domain::paper::{PaperKind, PaperNumber, PaperRef, Place};
use crate::domain::refusal::Refusal;
use crate::domain::testing::rules::{COPY, FORWARDED, HEARING, LICENCE};
use crate::domain::testing::{World, answer, examine, number_of, void};
use crate::text::Clean;

fn paper(world: &World) -> PaperRef {
    PaperRef { case: Some("c1".into()), number: number_of(world, "c1") }
}

fn confirm(paper: &PaperRef) -> Command {
    Command::ConfirmPrint { paper: paper.clone() }
}

fn reprint(paper: &PaperRef, reason: &str) -> Command {
    Command::Reprint { paper: paper.clone(), reason: Clean::new(reason) }
}

fn signed(paper: &PaperRef) -> Command {
    Command::RecordSigned { paper: paper.clone() }
}

fn void_of(paper: &PaperRef, reason: &str) -> Command {
    Command::VoidPaper { paper: paper.clone(), reason: Clean::new(reason) }
}

fn accepted() -> World {
    let mut world = World::with_complete_licence();
    world.at("01", "A1", Command::Accept { case: "c1".into() });
    world
}

/// F39. Catches: a second print that is not counted as one; a reprint without a reason, or before the first.
#[test]
fn a_paper_is_printed_once_and_then_again_only_for_a_reason() {
    let mut world = accepted();
    let paper = paper(&world);
    let number = paper.number.to_string();
    assert_eq!(
        world.refused("01", "A1", reprint(&paper, "卡纸")),
        Refusal::NotPrinted { number: number.clone() }
    );
    assert_eq!(world.case("c1").unprinted().count(), 1);
    for actor in ["B1", "L1", "D1"] {
        assert_eq!(world.refused("01", actor, confirm(&paper)), Refusal::NotHolder, "{actor}");
    }
    world.at("01", "A1", confirm(&paper));
    assert_eq!(world.case("c1").unprinted().count(), 0);
    assert_eq!(
        world.refused("01", "A1", confirm(&paper)),
        Refusal::PrintedAlready { number: number.clone() }
    );
    assert!(matches!(world.refused("01", "A1", reprint(&paper, " ")), Refusal::BadField { .. }));
    world.at("01", "A1", reprint(&paper, "墨迹不清"));
    world.at("01", "A1", reprint(&paper, "申请人遗失"));
    assert_eq!(world.case("c1").track(&paper.number).reprints, 2);
}

/// F39. Catches: a signature on a paper nobody printed; a second one; one on a paper nobody signs.
#[test]
fn a_signed_copy_comes_back_once_and_after_the_print() {
    let mut world = accepted();
    let notice = paper(&world);
    let number = notice.number.to_string();
    assert_eq!(world.refused("01", "A1", signed(&notice)), Refusal::NotPrinted { number: number.clone() });
    world.at("01", "A1", confirm(&notice));
    world.at("01", "A1", signed(&notice));
    assert_eq!(world.case("c1").track(&notice.number).returned, Some(world.today()));
    assert_eq!(world.refused("01", "A1", signed(&notice)), Refusal::SignedAlready { number });

    world.at("01", "A1", Command::IssueCasePaper { case: "c1".into(), what: CasePaper::FilingReceipt });
    let receipt = paper(&world);
    let number = receipt.number.to_string();
    assert_eq!(world.refused("01", "A1", signed(&receipt)), Refusal::NotSigned { number });
}

/// I-11. Catches: a void paper printed, signed or voided again; a number nobody gave.
#[test]
fn nothing_is_done_to_a_void_paper_or_to_none() {
    let mut world = accepted();
    let notice = paper(&world);
    world.at("01", "L1", void_of(&notice, "当事人姓名有误"));
    let refused = Refusal::PaperVoid { number: notice.number.to_string() };
    for command in [confirm(&notice), reprint(&notice, "重印"), signed(&notice), void_of(&notice, "再作废")]
    {
        let actor = if matches!(command, Command::VoidPaper { .. }) { "L1" } else { "A1" };
        assert_eq!(world.refused("01", actor, command), refused);
    }
    let strange = PaperNumber { serial: 99, ..notice.number.clone() };
    for case in [Some("c1".into()), None] {
        let strange = PaperRef { case, number: strange.clone() };
        assert!(matches!(world.refused("01", "A1", confirm(&strange)), Refusal::NotFound { .. }));
    }
    let elsewhere = PaperRef { case: None, number: notice.number };
    assert!(matches!(world.refused("01", "A1", confirm(&elsewhere)), Refusal::NotFound { .. }));
}

/// DESIGN 4.7. Catches: an officer who voids what acts in law; a voiding without a reason; a lead for what is the
/// window's own; a late desk.
#[test]
fn what_acts_in_law_is_voided_by_a_lead_and_the_rest_by_the_window() {
    let mut world = accepted();
    let notice = paper(&world);
    for actor in ["A1", "B1", "D1", "A2"] {
        let refused = world.refused("01", actor, void_of(&notice, "有误"));
        assert!(matches!(refused, Refusal::NotAllowed { .. }), "{actor}: {refused}");
    }
    assert!(matches!(world.refused("01", "L1", void_of(&notice, " ")), Refusal::BadField { .. }));

    let text = Clean::new("今日系统维护");
    world.at("01", "A1", Command::IssueCasePaper { case: "c1".into(), what: CasePaper::Statement { text } });
    let statement = paper(&world);
    for actor in ["L1", "B1"] {
        assert_eq!(world.refused("01", actor, void_of(&statement, "有误")), Refusal::NotHolder, "{actor}");
    }
    let mut late = world.order("01", void_of(&statement, "有误"));
    late.fence = Fence(0);
    assert!(matches!(world.carry_out("A1", &late), Err(Refusal::StaleFence { .. })));
    world.at("01", "A1", void_of(&statement, "有误"));
    world.at("02", "A2", Command::TakePost);
    world.at(
        "01",
        "A1",
        Command::IssueCasePaper {
            case: "c1".into(),
            what: CasePaper::Statement { text: Clean::new("今日系统维护") },
        },
    );
    let statement = paper(&world);
    let elsewhere = world.refused("02", "A2", void_of(&statement, "有误"));
    assert_eq!(elsewhere, Refusal::OtherWindow { window: "01".into() });
}

/// I-25. Catches: the act of a covering officer recorded on nobody's post.
#[test]
fn who_covers_voids_on_the_post_of_the_resident() {
    let mut world = World::new();
    world.at("01", "B1", Command::TakePost);
    world.at("01", "B1", Command::IssueGuidance { item: LICENCE.into(), answers: [].into(), who: None });
    let number = world.post("01").papers[0].number.clone();
    world.at("01", "B1", void_of(&PaperRef { case: None, number }, "给错了"));
    assert_eq!(world.log.last().unwrap().acting_for, Some("A1".into()));
}

/// Catches: a paper pulled from under a case that stands on it.
#[test]
fn nothing_is_pulled_from_under_a_case_that_has_gone_on() {
    let stage = |refusal| matches!(refusal, Refusal::CaseStage { .. });
    let mut world = accepted();
    let acceptance = paper(&world);
    let mut extended = world.clone();
    extended.at("01", "L1", Command::Extend { case: "c1".into(), reason: Clean::new("案情复杂") });
    assert!(stage(extended.refused("01", "L1", void_of(&acceptance, "有误"))), "extended since");
    world.at("01", "D1", Command::Decide { case: "c1".into(), granted: true });
    assert!(stage(world.refused("01", "L1", void_of(&acceptance, "有误"))), "decided since");

    let mut world = World::with_accepted_copy();
    world.at("01", "A1", Command::Decide { case: "c1".into(), granted: true });
    let inputs: FeeInputs = [("pages".to_owned(), "4".to_owned())].into();
    world.at("01", "A1", Command::IssuePayment { case: "c1".into(), inputs });
    let payment = paper(&world);
    world.at("01", "A1", Command::RecordReceipt { case: "c1".into(), receipt: Clean::new("1-1") });
    assert!(stage(world.refused("01", "L1", void_of(&payment, "有误"))), "paid since");
}

/// I-11. Catches: an effect that outlives its paper. Each is undone, and the paper that comes then names what it
/// replaces and has the next number.
#[test]
fn a_void_paper_has_no_effect_and_the_next_one_takes_its_place() {
    let again = |world: &mut World, actor: &str, command: Command| {
        let first = number_of(world, "c1");
        world.at("01", "L1", void("c1", &first));
        world.at("01", actor, command);
        let case = world.case("c1");
        let paper = case.papers.iter().rev().find(|paper| paper.replaces.is_some()).unwrap();
        assert_eq!(paper.replaces.as_ref(), Some(&first));
        assert_eq!(
            paper.number.as_ref().unwrap().serial,
            first.serial + 1,
            "a void number is not given again"
        );
    };

    let mut world = accepted();
    again(&mut world, "A1", Command::Accept { case: "c1".into() });

    let mut world = World::with_accepted_copy();
    world.at("01", "A1", Command::Decide { case: "c1".into(), granted: true });
    let pay = |pages: &str| {
        let inputs: FeeInputs = [("pages".to_owned(), pages.to_owned())].into();
        Command::IssuePayment { case: "c1".into(), inputs }
    };
    world.at("01", "A1", pay("4"));
    again(&mut world, "A1", pay("5"));
    assert_eq!(world.case("c1").fee.as_ref().unwrap().quote.total.to_string(), "2.50");

    let mut world = World::with_case(FORWARDED);
    world.at("01", "A1", examine("c1", "form", Verdict::Conforming));
    world.at("01", "A1", Command::Receive { case: "c1".into() });
    again(&mut world, "A1", Command::Receive { case: "c1".into() });

    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "home"));
    world.at("01", "A1", Command::DraftRefusal { case: "c1".into() });
    world.at("01", "L1", Command::ConfirmRefusal { case: "c1".into() });
    let refusal = number_of(&world, "c1");
    world.at("01", "L1", void("c1", &refusal));
    assert_eq!(world.case("c1").stage, Stage::Examining);
    world.at("01", "A1", Command::DraftRefusal { case: "c1".into() });
    world.at("01", "L1", Command::ConfirmRefusal { case: "c1".into() });
    assert_eq!(world.case("c1").papers[1].replaces, Some(refusal));
}

/// S088. Catches: two deferral notices alive after an acceptance was made anew; one void by itself, so that the
/// applicant has nothing in writing.
#[test]
fn a_deferral_notice_falls_with_its_acceptance() {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", answer("c1", "venue", "retail"));
    let due = world.today();
    world.at("01", "A1", examine("c1", "health", Verdict::Deferred { due, promised: true }));
    world.all_conform("c1");
    world.accept("01", "A1", "c1");
    let number = |world: &World, at: usize| world.case("c1").papers[at].number.clone().unwrap();
    let (acceptance, notice) = (number(&world, 1), number(&world, 2));
    let alone = world.refused("01", "L1", void("c1", &notice));
    assert_eq!(alone.to_string(), "办件现为“已受理”，不能单独作废容缺受理通知书，请作废受理通知书");
    world.at("01", "L1", void("c1", &acceptance));
    let case = world.case("c1");
    assert!([&acceptance, &notice].iter().all(|number| case.track(number).voided.is_some()));
    world.accept("01", "A1", "c1");
    let case = world.case("c1");
    assert_eq!((&case.papers[3].replaces, &case.papers[4].replaces), (&Some(acceptance), &Some(notice)));
    assert_eq!(case.newest(PaperKind::DeferralNotice), Some(&case.papers[4]));
}

/// 行政许可法 42, 45. Catches: an extension voided from under a procedure that was reckoned on it, or a procedure
/// that takes another of the same name and day along.
#[test]
fn what_changed_the_limit_is_voided_from_the_newest_on() {
    let mut world = accepted();
    world.at("01", "L1", Command::Extend { case: "c1".into(), reason: Clean::new("案情复杂") });
    let extension = number_of(&world, "c1");
    let hearing = |to: i8| Command::StartProcedure {
        case: "c1".into(),
        procedure: HEARING.into(),
        from: jiff::civil::date(2026, 11, 23),
        to: jiff::civil::date(2026, 11, to),
    };
    world.at("01", "A1", hearing(24));
    let (first, after_first) = (number_of(&world, "c1"), world.case("c1").clone());
    world.at("01", "A1", hearing(25));
    let second = number_of(&world, "c1");
    for under in [&extension, &first] {
        assert!(matches!(world.refused("01", "L1", void("c1", under)), Refusal::CaseStage { .. }));
    }
    world.at("01", "L1", void("c1", &second));
    let case = world.case("c1");
    assert_eq!((&case.stage, &case.suspensions), (&after_first.stage, &after_first.suspensions));
    world.at("01", "L1", void("c1", &first));
    world.at("01", "L1", void("c1", &extension));
    let case = world.case("c1");
    assert_eq!((case.extended, case.suspensions.len()), (None, 0));
    world.at("01", "L1", Command::Extend { case: "c1".into(), reason: Clean::new("案情复杂") });
}

/// Catches: papers of the window lost at a handover or overnight, or a post that grows without end.
#[test]
fn papers_of_the_window_stay_until_they_are_printed_or_the_day_is_over() {
    let mut world = World::serving();
    let refer = || Command::Refer {
        ticket: Some("A001".into()),
        matter: Clean::new("开具证明"),
        to: Place { name: "派出所".into(), address: "三号路".into(), phone: Clean::default() },
        why: Clean::new("由派出所办理"),
    };
    for _ in 0..3 {
        world.at("01", "A1", refer());
    }
    let loose = |world: &World| world.post("01").papers;
    let first = PaperRef { case: None, number: loose(&world)[0].number.clone() };
    world.at("01", "A1", confirm(&first));
    let second = PaperRef { case: None, number: loose(&world)[1].number.clone() };
    world.at("01", "A1", void_of(&second, "给错了"));
    assert_eq!(
        world.refused("01", "A1", signed(&first)),
        Refusal::NotSigned { number: first.number.to_string() }
    );
    world.days_pass(1);
    world.at("01", "A1", refer());
    let left: Vec<_> = loose(&world).iter().map(|paper| paper.number.serial).collect();
    assert_eq!(left, [3, 4], "what waits for the printer, and today's");
}

/// Catches: one window doing something to the papers of another.
#[test]
fn a_window_finds_only_its_own_papers() {
    let mut world = World::with_accepted_copy();
    world.at("01", "A1", Command::IssueGuidance { item: COPY.into(), answers: [].into(), who: None });
    let loose = PaperRef { case: None, number: world.post("01").papers[0].number.clone() };
    world.at("02", "A2", Command::TakePost);
    assert!(matches!(world.refused("02", "A2", confirm(&loose)), Refusal::NotFound { .. }));
    let of_case = paper(&world);
    assert_eq!(world.refused("02", "A2", confirm(&of_case)), Refusal::OtherWindow { window: "01".into() });
}
