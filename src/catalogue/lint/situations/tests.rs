//! The walk against the rules of the domain themselves, combination by combination.

use proptest::prelude::*;

use super::*;
use crate::catalogue::lint::ways::{Test, Ways};
use crate::domain::checklist::{diversion, questions, resolve};
use crate::domain::condition::Condition;
use crate::domain::item::{Choice, Diversion, Material, NumberRange, Question};
use crate::domain::testing::rules::{LICENCE, rulebook};

fn base() -> ServiceItem {
    rulebook().items.into_iter().find(|item| item.code.as_str() == LICENCE).unwrap()
}

fn yes_or_no(code: &str, when: Condition) -> Question {
    let choice = |code: &str| Choice { code: code.into(), text: code.into() };
    Question {
        code: code.into(),
        text: format!("{code}？"),
        when,
        choices: vec![choice("yes"), choice("no")],
        number: None,
    }
}

fn is(question: &str, choice: &str) -> Condition {
    Condition::Is([(question.into(), choice.into())].into())
}

/// Every combination by the domain's own functions: the first open question is answered in every way, all
/// numbers one by one, until a diversion holds or none is open.
fn by_hand(item: &ServiceItem, answers: &Answers, from: usize, all: &mut Vec<Situation>) {
    if diversion(item, answers).is_some() {
        let index = item.diversions.iter().position(|diversion| diversion.when.holds(answers));
        all.push(Situation { answers: answers.clone(), diversion: index });
        return;
    }
    let asked = questions(item, answers);
    let open = item.questions.iter().enumerate().skip(from).find(|(_, question)| asked.contains(question));
    let Some((at, question)) = open else {
        all.push(Situation { answers: answers.clone(), diversion: None });
        return;
    };
    let given: Vec<_> = match &question.number {
        Some(range) => (range.min..=range.max).map(|n| n.to_string().as_str().into()).collect(),
        None => question.choices.iter().map(|choice| choice.code.clone()).collect(),
    };
    for answer in given {
        let mut answers = answers.clone();
        answers.insert(question.code.clone(), answer);
        by_hand(item, &answers, at + 1, all);
    }
}

/// Questions q0… of which the last asks for a number, each condition on earlier questions only.
fn item() -> impl Strategy<Value = ServiceItem> {
    fn leaf(before: usize) -> BoxedStrategy<Condition> {
        let choice = (0..before.max(1), any::<bool>())
            .prop_map(|(q, yes)| is(&format!("q{q}"), if yes { "yes" } else { "no" }));
        let between = (1u32..7, 0u32..4)
            .prop_map(|(least, more)| Condition::Between([("q4".into(), (least, least + more))].into()));
        if before > 4 { prop_oneof![3 => choice, 1 => between].boxed() } else { choice.boxed() }
    }
    fn condition(before: usize) -> BoxedStrategy<Condition> {
        if before == 0 {
            return Just(Condition::Always).boxed();
        }
        let parts = |before| prop::collection::vec(leaf(before), 1..3);
        prop_oneof![
            2 => Just(Condition::Always),
            3 => leaf(before),
            1 => parts(before).prop_map(Condition::All),
            1 => parts(before).prop_map(Condition::Any),
            1 => leaf(before).prop_map(|leaf| Condition::Not(Box::new(leaf))),
        ]
        .boxed()
    }
    let whens = (condition(0), condition(1), condition(2), condition(3), condition(4));
    let materials = prop::collection::vec(condition(5), 3);
    let diversions = prop::collection::vec(leaf(5), 0..3);
    (whens, materials, diversions).prop_map(|((a, b, c, d, e), materials, diversions)| {
        let mut item = base();
        let (material, diversion) = (item.materials[0].clone(), item.diversions[0].clone());
        item.questions = [a, b, c, d, e]
            .into_iter()
            .enumerate()
            .map(|(at, when)| yes_or_no(&format!("q{at}"), when))
            .collect();
        item.questions[4].choices.clear();
        item.questions[4].number = Some(NumberRange { unit: "人".into(), min: 1, max: 8 });
        item.materials = materials.into_iter().map(|when| Material { when, ..material.clone() }).collect();
        item.diversions =
            diversions.into_iter().map(|when| Diversion { when, ..diversion.clone() }).collect();
        item
    })
}

/// What a situation comes to: its diversion, or which materials are asked for.
fn outcome(item: &ServiceItem, situation: &Situation) -> (Option<usize>, Vec<bool>) {
    let asked = item.materials.iter().map(|material| material.when.holds(&situation.answers)).collect();
    (situation.diversion, asked)
}

proptest! {
    #[test]
    fn the_classes_of_answers_miss_nothing(item in item()) {
        let mut all = Vec::new();
        by_hand(&item, &Answers::new(), 0, &mut all);
        let outcomes = |all: &[Situation]| -> std::collections::BTreeSet<_> {
            all.iter().map(|situation| outcome(&item, situation)).collect()
        };
        let found = situations(&item);
        let list = found.list.unwrap();
        prop_assert_eq!(found.count, list.len() as u128);
        // Every listed situation is one that the domain's rules lead to, and no outcome is missing.
        prop_assert!(list.iter().all(|situation| all.contains(situation)));
        prop_assert_eq!(outcomes(&list), outcomes(&all));
        // The proof over what is needed gives the same as the list.
        let ways = Ways::of(&item);
        let tests: Vec<Test> = item.materials.iter().map(|material| ways.test(&material.when)).collect();
        let watch: Vec<&Test> = tests.iter().collect();
        let ends = ways.walk(&watch, Keep::Needed, Diverting::Ends, &mut |_, _| {});
        let proved = ends.keys().map(|end| (end.diverted.first().copied(), end.truth.clone())).collect();
        prop_assert_eq!(outcomes(&list), proved);
        prop_assert_eq!(ends.values().sum::<u128>(), found.count);
    }
}

#[test]
fn beyond_the_limit_the_number_is_still_exact_and_nothing_is_listed() {
    let mut item = base();
    item.questions = (0..100).map(|at| yes_or_no(&format!("q{at}"), Condition::Always)).collect();
    let material = item.materials[0].clone();
    item.materials =
        (0..100).map(|at| Material { when: is(&format!("q{at}"), "yes"), ..material.clone() }).collect();
    item.diversions.clear();
    let found = situations(&item);
    assert_eq!((found.count, found.list), (1 << 100, None));
}

#[test]
fn numbers_are_told_apart_only_where_conditions_do() {
    let mut item = base();
    item.questions = vec![yes_or_no("staff", Condition::Always)];
    item.questions[0].choices.clear();
    item.questions[0].number = Some(NumberRange { unit: "人".into(), min: 1, max: 1000 });
    let between = |least, most| Condition::Between([("staff".into(), (least, most))].into());
    item.materials[0].when = between(3, 99);
    item.materials[1].when = between(50, 2000);
    item.materials.truncate(2);
    item.diversions.clear();
    let answers: Vec<String> = situations(&item)
        .list
        .unwrap()
        .iter()
        .map(|situation| situation.answers.values().map(crate::domain::ids::ChoiceCode::as_str).collect())
        .collect();
    assert_eq!(answers, ["1", "3", "50", "100"]);
    let mut counts: Vec<usize> =
        situations(&item).list.unwrap().iter().map(|s| resolve(&item, &s.answers).len()).collect();
    counts.sort_unstable();
    assert_eq!(counts, [0, 1, 1, 2]);
}
