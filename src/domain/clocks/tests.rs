use jiff::civil::date;

use super::*;
use crate::domain::case::Told;
use crate::domain::clock::Limit;
use crate::domain::command::Command;
use crate::domain::item::CorrectionRegime;
use crate::domain::testing::{World, rules};

/// Received on Thursday 2026-11-19, nothing told yet.
fn examining() -> (World, Case) {
    let world = World::with_case(rules::LICENCE);
    let case = world.case("c1").clone();
    (world, case)
}

fn running(world: &World, case: &Case, regime: CorrectionRegime) -> Vec<CaseClock> {
    let item =
        ServiceItem { correction: regime, ..world.rules.edition(&case.item, &case.edition).unwrap().clone() };
    clocks(case, &item, &world.rules.calendar)
}

fn dates(clocks: &[CaseClock]) -> Vec<(&str, Date)> {
    clocks.iter().map(|clock| (clock.label.as_str(), clock.due.date)).collect()
}

/// 行政许可法 32.1(4); 不动产登记暂行条例 17; 市场主体登记管理条例 19 (domain-facts 0.4).
#[test]
fn until_told_the_clock_is_that_of_the_regime() {
    let (world, case) = examining();
    let licence = running(&world, &case, CorrectionRegime::Licence);
    assert_eq!(dates(&licence), [("一次告知", date(2026, 11, 26))]);
    assert_eq!(licence[0].law, "《行政许可法》第三十二条第一款第四项");
    assert_eq!(
        licence[0].lapse.as_deref(),
        Some("逾期不告知的，自2026-11-19起即为受理，应于2026-12-17前作出决定")
    );
    let estate = running(&world, &case, CorrectionRegime::RealEstate);
    assert_eq!(dates(&estate), [("一次告知", date(2026, 11, 19))]);
    assert!(estate[0].lapse.as_ref().unwrap().contains("即为受理"));
    let market = running(&world, &case, CorrectionRegime::MarketEntity);
    assert_eq!(dates(&market), [("登记", date(2026, 11, 24))]);
    assert_eq!(market[0].lapse.as_deref(), Some("情形复杂的，经登记机关负责人批准可延至2026-11-27"));
    assert!(running(&world, &case, CorrectionRegime::Plain).is_empty());
}

#[test]
fn once_told_the_clock_of_telling_stops() {
    let (world, mut case) = examining();
    case.told = Some(Told { round: 1, ..Told::default() });
    assert!(running(&world, &case, CorrectionRegime::Licence).is_empty());
}

#[test]
fn a_notice_sets_the_clock_of_the_applicant() {
    let (mut world, _) = examining();
    let answer = Command::Answer { case: "c1".into(), question: "venue".into(), choice: "retail".into() };
    world.at("01", "A1", answer);
    world.all_conform("c1");
    let missing = Command::Examine {
        case: "c1".into(),
        material: "form".into(),
        verdict: Verdict::Missing,
        reason: None,
    };
    world.at("01", "A1", missing);
    world.at("01", "A1", Command::IssueCorrection { case: "c1".into() });
    let clocks = running(&world, world.case("c1"), CorrectionRegime::Licence);
    assert_eq!(dates(&clocks), [("补正", date(2026, 11, 26))]);
}

/// S137, S141, S088: the promised and the statutory limit run beside each other, and each deferral.
#[test]
fn after_acceptance_promise_law_and_deferrals_run() {
    let mut world = World::with_complete_licence();
    world.at("01", "A1", Command::Accept { case: "c1".into() });
    let mut case = world.case("c1").clone();
    case.verdicts.insert("health".into(), Verdict::Deferred { due: date(2026, 11, 26), promised: true });
    let clocks = running(&world, &case, CorrectionRegime::Licence);
    assert_eq!(
        dates(&clocks),
        [
            ("容缺补交：材料health", date(2026, 11, 26)),
            ("承诺办结", date(2026, 12, 1)),
            ("法定办结", date(2026, 12, 17)),
        ]
    );
    assert_eq!(clocks[1].law, "办事指南承诺时限8个工作日");
    assert_eq!(clocks[2].law, "法定时限20个工作日：《示例法》第一条");
    let ends = |at: usize| clocks[at].due.trace.last().unwrap().to_string();
    assert_eq!(ends(0), "2026-11-26 为第5个工作日");
    assert_eq!(ends(2), "2026-12-17 为第20个工作日");

    // Another day than the item's own was told: it holds, and says where it comes from.
    case.verdicts.insert("health".into(), Verdict::Deferred { due: date(2026, 11, 20), promised: true });
    let told = &running(&world, &case, CorrectionRegime::Licence)[0];
    assert_eq!(told.due.trace[0].to_string(), "2026-11-20 为容缺受理时告知的日期");
}

/// 行政许可法 44.
#[test]
fn a_decision_is_delivered_within_ten_working_days() {
    let (world, mut case) = examining();
    case.stage = Stage::Decided { on: date(2026, 2, 13), granted: true };
    let clocks = running(&world, &case, CorrectionRegime::Licence);
    // 02-14 and 02-28 are worked, 春节 is not.
    assert_eq!(dates(&clocks), [("送达", date(2026, 3, 5))]);
    assert_eq!(clocks[0].law, "《行政许可法》第四十四条");
    case.stage = Stage::Delivered { on: date(2026, 2, 14) };
    assert!(running(&world, &case, CorrectionRegime::Licence).is_empty());
}

#[test]
fn a_clock_says_what_is_left_and_what_is_over() {
    let (world, case) = examining();
    let clock = &running(&world, &case, CorrectionRegime::Licence)[0];
    let state = |day| clock.state(day, &world.rules.calendar);
    assert_eq!(state(date(2026, 11, 24)), ClockState::Left(2));
    assert_eq!(state(date(2026, 11, 26)), ClockState::Today);
    assert_eq!(state(date(2026, 11, 30)), ClockState::Overdue(2));
    let friday = CaseClock::new(
        ClockKind::Promised,
        due(date(2026, 11, 19), Limit::working_days(1), &[], &world.rules.calendar),
        "",
    );
    assert_eq!(friday.state(date(2026, 11, 21), &world.rules.calendar), ClockState::Overdue(0));
    let words = [ClockState::Left(2), ClockState::Today, ClockState::Overdue(0), ClockState::Overdue(2)];
    assert_eq!(words.map(|state| state.to_string()), ["剩2个工作日", "今日届满", "已逾期", "逾期2个工作日"]);
}
