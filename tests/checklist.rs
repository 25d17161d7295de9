//! The checklists of every shipped item: in whatever situation, whatever is found on whatever line, the intake
//! ends in exactly one exit of 行政许可法 32, and not before everything is looked at.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops at what is wrong")]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use yichuang::catalogue::{Place, load_calendar, load_from};
use yichuang::domain::calendar::WorkCalendar;
use yichuang::domain::checklist::{
    self, Assessment, Defects, Exit, Intake, Verdict, last_deferral_day, merge,
};
use yichuang::domain::condition::Answers;
use yichuang::domain::ids::{ChoiceCode, MaterialCode};
use yichuang::domain::item::{IntakeMode, Material, Question, ServiceItem};

const TODAY: Date = date(2026, 11, 23);

static ITEMS: LazyLock<Vec<ServiceItem>> =
    LazyLock::new(|| load_from(Place::Shipped).expect("the shipped files are clean").items);
static CALENDAR: LazyLock<WorkCalendar> =
    LazyLock::new(|| load_calendar(Place::Shipped).expect("the shipped files are clean"));

/// An answer to the question: one of its choices, or a number from end to end.
fn answer(question: &Question, dice: u8) -> ChoiceCode {
    if let Some(range) = &question.number {
        let span = u64::from(range.max - range.min);
        let number = u64::from(range.min) + span * u64::from(dice) / 255;
        return ChoiceCode::new(number.to_string());
    }
    question.choices[usize::from(dice) % question.choices.len()].code.clone()
}

/// The situation after these throws; where they run out before the questions do, it stays open.
fn situation(item: &ServiceItem, dice: &[u8]) -> Answers {
    let mut answers = Answers::new();
    for throw in dice {
        let Some(question) = checklist::open_question(item, &answers) else { break };
        answers.insert(question.code.clone(), answer(question, *throw));
    }
    answers
}

/// A finding the rules allow for this material, open ones rarely.
fn finding(item: &ServiceItem, material: &Material, last: Option<Date>, dice: u8) -> Verdict {
    let defect = |on_the_spot: bool| {
        let kind = material.defects.iter().find(|kind| kind.on_the_spot || !on_the_spot);
        kind.map(|kind| Defects::one(kind.code.clone()))
    };
    let found = match dice % 20 {
        0 => Some(Verdict::Unexamined),
        1 if material.shareable => Some(Verdict::SharingFailed),
        2 if material.shareable => Some(Verdict::Shared),
        3 | 4 => last.filter(|_| material.deferrable).map(|due| Verdict::Deferred { due, promised: true }),
        5 if material.committable && item.no_commitment.is_empty() => Some(Verdict::Committed),
        6 => Some(Verdict::Missing),
        7 => defect(false).map(|defects| Verdict::Defective { defects }),
        8 => defect(true).map(|defects| Verdict::Corrected { defects }),
        9 => Some(Verdict::Taken { from: "20261123-0001".to_owned() }),
        _ => None,
    };
    found.unwrap_or(Verdict::Conforming)
}

fn found(
    item: &ServiceItem,
    answers: &Answers,
    last: Option<Date>,
    dice: &[u8],
) -> BTreeMap<MaterialCode, Verdict> {
    let materials = checklist::resolve(item, answers).into_iter();
    materials
        .zip(dice.iter().cycle())
        .map(|(material, throw)| (material.code.clone(), finding(item, material, last, *throw)))
        .collect()
}

/// What has to be open by the words of the law, or nothing.
fn expected(item: &ServiceItem, answers: &Answers, found: &BTreeMap<MaterialCode, Verdict>) -> Option<Exit> {
    if checklist::diversion(item, answers).is_some() {
        return Some(Exit::Refuse);
    }
    let lines = checklist::lines(item, answers, found, &[]);
    let any = |test: &dyn Fn(&Verdict) -> bool| lines.iter().any(|line| test(line.verdict));
    if checklist::open_question(item, answers).is_some()
        || any(&|verdict| matches!(verdict, Verdict::Unexamined | Verdict::SharingFailed))
    {
        return None;
    }
    // 容缺: 主要材料齐全且符合法定条件.
    let mut main = lines.iter().filter(|line| !line.material.deferrable).map(|line| line.verdict);
    let carried = main.clone().any(Verdict::is_in_hand) && !main.any(Verdict::is_wanting);
    if any(&|verdict| matches!(verdict, Verdict::Deferred { .. })) && !carried {
        return None;
    }
    if any(&Verdict::is_wanting) {
        return Some(Exit::Correct);
    }
    Some(if item.intake_mode == IntakeMode::Accept { Exit::Accept } else { Exit::Receive })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// S084–S088. Every item, the situation and the findings at random.
    #[test]
    fn every_item_ends_in_exactly_one_exit(
        dice in prop::collection::vec(any::<u8>(), 0..12),
        findings in prop::collection::vec(any::<u8>(), 1..12),
        known in prop::bool::weighted(0.9),
    ) {
        for item in ITEMS.iter() {
            let last = last_deferral_day(item, TODAY, &CALENDAR);
            let answers = situation(item, &dice);
            let verdicts = found(item, &answers, last, &findings);
            let assessment: Assessment = checklist::assess(Intake {
                item,
                answers: &answers,
                verdicts: &verdicts,
                extras: &[],
                applicant_known: known,
                today: TODAY,
                calendar: &CALENDAR,
            });
            let open: Vec<_> =
                assessment.exits.iter().filter(|state| state.is_open()).map(|state| state.exit).collect();
            let wanted: Vec<_> =
                expected(item, &answers, &verdicts).filter(|_| known).into_iter().collect();
            prop_assert_eq!(&open, &wanted, "{} {:?} {:?}", item.code, answers, assessment);
            for state in assessment.exits.iter().filter(|state| !state.is_open()) {
                prop_assert!(state.closed.iter().all(|why| !why.to_string().is_empty()));
            }
        }
    }
}

/// S058: a visit for two items asks for the papers they share once, and for as many as the one that asks for more.
#[test]
fn two_shipped_items_share_their_papers() {
    let none = BTreeMap::new();
    let of = |code: &str| {
        let item = ITEMS.iter().find(|item| item.code.as_str() == code).unwrap();
        checklist::lines(item, &situation(item, &[0; 12]), &none, &[])
    };
    let lists = [of("food-licence.new"), of("public-place-hygiene.new")];
    let merged = merge(&lists);
    let shared: Vec<_> = merged
        .iter()
        .filter(|line| line.asked.len() == 2)
        .filter_map(|line| Some(line.material.common.as_ref()?.as_str()))
        .collect();
    assert!(shared.starts_with(&["business-licence", "principal-id"]), "{shared:?}");
    assert_eq!(merged.len(), lists[0].len() + lists[1].len() - shared.len());
}
