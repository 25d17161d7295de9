//! Planned handover line by line, and everything it must carry (S178–S182, S185, S187; I-18, I-22).

use jiff::civil::time;

use crate::domain::checklist::Verdict;
use crate::domain::command::Command;
use crate::domain::hall::{PostSide, Turn};
use crate::domain::paper::PaperBody;
use crate::domain::post::{Occasion, Reminder, ReminderKind, SheetLine, SheetMatter, Thing, ThingKind};
use crate::domain::refusal::Refusal;
use crate::domain::testing::rules::{COPY, LICENCE};
use crate::domain::testing::{World, defective, examine, give_back};
use crate::text::Clean;

pub(super) fn offer(note: &str) -> Command {
    Command::OfferHandover { note: Clean::new(note), occasion: Occasion::Shift, to: None }
}

fn occasion(occasion: Occasion) -> Command {
    Command::OfferHandover { note: Clean::default(), occasion, to: None }
}

/// Confirms a line as somebody does who has read it.
pub(super) fn confirm(line: &SheetLine) -> Command {
    let answer = line.read_back.as_ref().map(|asked| asked.right);
    Command::ConfirmLine { line: line.id.clone(), remark: None, answer }
}

/// Confirms every open line of the offer at window 01.
pub(super) fn confirm_all(world: &mut World, officer: &str) {
    let lines: Vec<_> = world.post("01").offer.unwrap().open_lines().cloned().collect();
    for line in lines {
        world.at("01", officer, confirm(&line));
    }
}

fn keep(id: &str, what: ThingKind) -> Command {
    Command::KeepThing { thing: Thing { id: id.into(), what, whose: Clean::new("赵小明"), case: None } }
}

fn remind(id: &str, kind: ReminderKind) -> Command {
    let (who, what) = (Clean::new("钱先生 0000-9"), Clean::new("问年检材料"));
    Command::Remind { reminder: Reminder { id: id.into(), kind, who, what, by: Some(time(16, 0, 0, 0)) } }
}

/// A window with one of everything on it.
fn laden() -> World {
    let mut world = World::with_case(LICENCE);
    world.take_ticket("A002");
    world.at("01", "A1", keep("t1", ThingKind::Original { name: Clean::new("居民户口簿") }));
    world.at("01", "A1", keep("t2", ThingKind::Seal { name: Clean::new("受理专用章") }));
    world.at(
        "01",
        "A1",
        keep("t3", ThingKind::Blanks { name: Clean::new("受理通知书"), first: 31, last: 60 }),
    );
    world.at("01", "A1", keep("t4", ThingKind::Cash { amount: "45.50".parse().unwrap() }));
    world.at("01", "A1", remind("r1", ReminderKind::CallBack));
    world.at("01", "A1", remind("r2", ReminderKind::Question));
    world
}

/// I-22: set(sheet) = set(what is owed). Catches: a kind of obligation that is forgotten.
#[test]
fn the_sheet_names_everything_on_the_window() {
    let mut world = laden();
    world.at("01", "A1", offer(""));
    let lines = world.post("01").offer.unwrap().lines;
    let mut labels: Vec<&str> = lines.iter().map(|line| line.matter.label()).collect();
    labels.sort_unstable();
    let mut all = ["正在办理", "审查中", "在台原件", "印章", "空白单证", "现金", "待回电", "插问待答"];
    all.sort_unstable();
    assert_eq!(labels, all);
    let text = |label: &str| lines.iter().find(|l| l.matter.label() == label).unwrap().text.clone();
    assert_eq!(text("空白单证"), "受理通知书31至60号，共30份");
    assert_eq!(text("待回电"), "问年检材料，16:00前答复");
    let first: Vec<bool> = lines.iter().map(|line| line.critical).collect();
    assert!(first.is_sorted_by(|a, b| a >= b), "critical first: {first:?}");
}

/// Catches: papers not printed, signed copies still out, a clock that ends today passed over.
#[test]
fn papers_and_clocks_stand_on_the_sheet() {
    let mut world = World::with_case(LICENCE);
    world.at("01", "A1", crate::domain::testing::answer("c1", "venue", "retail"));
    world.all_conform("c1");
    world.at("01", "A1", examine("c1", "form", defective(&["stale"])));
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    let lines = |world: &mut World| {
        world.at("01", "A1", offer(""));
        let lines = world.post("01").offer.unwrap().lines;
        world.at("01", "A1", Command::WithdrawHandover);
        lines
    };
    let today = lines(&mut world);
    let unprinted = today.iter().find(|line| matches!(line.matter, SheetMatter::Unprinted { .. })).unwrap();
    assert!(unprinted.text.ends_with("尚待打印、交付"), "{}", unprinted.text);
    let correcting = |lines: &[SheetLine]| {
        lines.iter().find(|line| matches!(line.matter, SheetMatter::Correcting { .. })).cloned().unwrap()
    };
    let before = correcting(&today);
    assert!(!before.critical && before.text.contains("补正至"), "{before:?}");
    let crate::domain::case::Stage::Correcting { due, .. } = world.case("c1").stage.clone() else { panic!() };
    while world.today() < due.date {
        world.days_pass(1);
    }
    let last = correcting(&lines(&mut world));
    let asked = last.read_back.clone().unwrap();
    assert!(last.critical);
    assert_eq!(asked.choices[asked.right], due.date.to_string());
    assert_eq!(asked.choices.len(), 3);
}

/// Catches: a critical line waved through, or confirmed by a guess.
#[test]
fn critical_lines_are_said_back() {
    let mut world = laden();
    world.at("01", "A1", offer(""));
    let lines = world.post("01").offer.unwrap().lines;
    let cash = lines.iter().find(|line| matches!(line.matter, SheetMatter::Cash { .. })).unwrap();
    let asked = cash.read_back.clone().unwrap();
    assert_eq!(asked.choices[asked.right], "45.50元");
    let answered = |answer| Command::ConfirmLine { line: cash.id.clone(), remark: None, answer };
    assert!(matches!(world.refused("01", "B1", answered(None)), Refusal::ReadBackFirst { .. }));
    for wrong in (0..4).filter(|at| *at != asked.right) {
        let refused = world.refused("01", "B1", answered(Some(wrong)));
        assert!(matches!(refused, Refusal::WrongReadBack { .. }), "{wrong}");
    }
    world.at("01", "B1", answered(Some(asked.right)));
    for kind in ["正在办理", "在台原件"] {
        let line = lines.iter().find(|line| line.matter.label() == kind).unwrap();
        assert!(line.read_back.is_some(), "{kind}");
    }
}

#[test]
fn remarks_and_the_occasion_stand_on_the_paper() {
    let mut world = laden();
    let leave = Occasion::Leave {
        until: world.today(),
        approver: Clean::new("孙丽"),
        reference: Clean::new("假2026-11"),
    };
    world.at("01", "A1", occasion(leave.clone()));
    let lines = world.post("01").offer.unwrap().lines;
    for line in &lines {
        let Command::ConfirmLine { line: id, answer, .. } = confirm(line) else { unreachable!() };
        let remark = matches!(line.matter, SheetMatter::Blanks { .. }).then(|| Clean::new("实点29份"));
        world.at("01", "B1", Command::ConfirmLine { line: id, remark, answer });
    }
    world.at("01", "B1", Command::AcceptHandover);
    let paper = world.papers().last().copied().cloned().unwrap();
    let PaperBody::Handover { remarks, occasion, .. } = paper.body else { panic!() };
    assert_eq!(occasion, leave);
    assert_eq!(remarks.into_values().collect::<Vec<_>>(), [Clean::new("实点29份")]);
}

/// S180, S182. A leave is approved somewhere, and it can be found where.
#[test]
fn a_leave_names_its_approval() {
    let mut world = World::serving();
    let (today, said) = (world.today(), Clean::new("孙丽"));
    for (until, approver, reference) in [
        (today.yesterday().unwrap(), said.clone(), said.clone()),
        (today, Clean::default(), said.clone()),
        (today, said.clone(), Clean::default()),
    ] {
        let leave = occasion(Occasion::Leave { until, approver, reference });
        assert!(matches!(world.refused("01", "A1", leave), Refusal::BadField { .. }));
    }
}

/// S185. Catches: both groups at lunch at once.
#[test]
fn at_noon_one_of_the_two_groups_stays() {
    let mut world = World::serving();
    let noon = || occasion(Occasion::Noon);
    world.now = "2026-11-19T04:00:00Z".parse().unwrap();
    world.at("01", "A1", noon());
    confirm_all(&mut world, "B1");
    world.at("01", "B1", Command::AcceptHandover);
    let back = world.refused("01", "B1", noon());
    assert!(matches!(&back, Refusal::BadField { problem, .. } if problem.contains("也在休息")), "{back}");
    world.now = "2026-11-19T04:45:00Z".parse().unwrap();
    world.at("01", "B1", noon());
    world.at("01", "B1", Command::WithdrawHandover);
    world.now = "2026-11-19T06:00:00Z".parse().unwrap();
    assert!(matches!(world.refused("01", "B1", noon()), Refusal::BadField { .. }));
    world.rules.hall.noon = None;
    world.now = "2026-11-19T04:00:00Z".parse().unwrap();
    assert!(matches!(world.refused("01", "B1", noon()), Refusal::BadField { .. }));
}

/// S187: the rota names who has the post, for the door and for what is signed.
#[test]
fn the_rota_puts_somebody_else_on_the_post() {
    let mut world = World::serving();
    let today = world.today();
    let hand = |to: &str| Command::OfferHandover {
        note: Clean::default(),
        occasion: Occasion::Rotation,
        to: Some(to.into()),
    };
    assert_eq!(world.refused("01", "A1", hand("A3")), Refusal::NotAReceiver { to: "吴芳".into() });
    world.rules.hall.windows[0].rota =
        vec![Turn { side: PostSide::A, officer: "A3".into(), from: today, to: today }];
    assert!(matches!(world.refused("01", "A1", hand("B1")), Refusal::BadField { .. }));
    world.at("01", "A1", hand("A3"));
    confirm_all(&mut world, "A3");
    world.at("01", "A3", Command::AcceptHandover);
    world.at("01", "A3", Command::Finish { ticket: "A001".into() });
    assert_eq!(world.log.last().unwrap().acting_for, None, "the rota made it A3's own post");
}

/// FAA step 4: the outgoer looks for omissions, for two minutes, and only the outgoer.
#[test]
fn what_was_forgotten_is_added_within_two_minutes() {
    let mut world = World::serving();
    let add = || Command::AddToHandover { note: Clean::new("钥匙在右边抽屉") };
    assert_eq!(world.refused("01", "A1", add()), Refusal::HandoverOver);
    world.at("01", "A1", offer(""));
    confirm_all(&mut world, "B1");
    world.at("01", "B1", Command::AcceptHandover);
    assert_eq!(world.refused("01", "B1", add()), Refusal::HandoverOver);
    world.at("01", "A1", add());
    assert_eq!(world.post("01").handed.unwrap().added, [Clean::new("钥匙在右边抽屉")]);
    assert_eq!(world.holder("01").as_deref(), Some("B1"), "adding gives nothing back");
    world.now += jiff::ToSpan::minutes(2);
    assert_eq!(world.refused("01", "A1", add()), Refusal::HandoverOver);
}

/// F56, S181. Catches: B who is not authorised deciding over an item because the post is theirs.
#[test]
fn who_stands_in_handles_only_what_they_may() {
    let mut world = World::with_case(LICENCE);
    let officer = world.rules.hall.officers.iter_mut().find(|o| o.id.as_str() == "B1").unwrap();
    officer.items = [COPY.into()].into();
    world.at("01", "A1", offer(""));
    let lines = world.post("01").offer.unwrap().lines;
    assert!(lines.iter().any(|line| line.text.contains("（李强未获授权办理本事项）")), "{lines:?}");
    confirm_all(&mut world, "B1");
    world.at("01", "B1", Command::AcceptHandover);
    let barred = world.refused("01", "B1", examine("c1", "form", Verdict::Conforming));
    assert!(matches!(barred, Refusal::ItemNotYours { .. }));
    assert!(matches!(world.refused("01", "B1", give_back("c1", None)), Refusal::ItemNotYours { .. }));
    world.at("01", "B1", Command::Park { ticket: "A001".into(), why: Clean::new("转有授权的人员") });
}

/// A closed window keeps nothing of anybody.
#[test]
fn originals_cash_and_promised_calls_keep_a_window_open() {
    let mut world = laden();
    world.at("01", "A1", Command::Park { ticket: "A001".into(), why: Clean::new("等") });
    let resume = Command::Begin { ticket: "A001".into() };
    world.at("01", "A1", resume);
    world.at("01", "A1", Command::Withdraw { case: "c1".into(), reason: Clean::new("不办了") });
    world.at("01", "A1", Command::Finish { ticket: "A001".into() });
    let gone = |id: &str| Command::GiveBackThing { thing: id.into(), how: Clean::new("当面退还") };
    for (left, mend) in [
        ("居民户口簿", gone("t1")),
        ("45.50元", gone("t4")),
        (
            "答应钱先生 0000-9的回电",
            Command::SettleReminder { reminder: "r1".into(), outcome: Clean::new("已回") },
        ),
    ] {
        assert_eq!(world.refused("01", "A1", Command::ClosePost), Refusal::NotEmpty { what: left.into() });
        world.at("01", "A1", mend);
    }
    world.at("01", "A1", Command::ClosePost);
}
