use proptest::prelude::*;
use yichuang::domain::checklist::{Closed, Exit, Verdict};
use yichuang::domain::command::Command;
use yichuang::domain::decide;
use yichuang::domain::item::ServiceItem;
use yichuang::domain::paper::{Paper, PaperBody};
use yichuang::domain::refusal::Refusal;

use crate::checker::{demands, faults_of_content, faults_of_repetition, faults_of_words, wanting};
use crate::hall::{
    Desk, Dice, RULES, TODAY, Verdicts, asked, by, case, finding, findings, id, situations, words,
};

const FIRM: &str = "青河县好滋味餐饮有限公司";

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, max_shrink_iters: 32, ..ProptestConfig::default() }
}

/// The first notice of a case with these findings.
fn notice(item: &ServiceItem, answers: &yichuang::domain::condition::Answers, found: &Verdicts) -> Paper {
    let case = case(item, answers, found, FIRM);
    decide::draft(&case, Exit::Correct, &by(&RULES)).expect("the item is in the catalogue")
}

proptest! {
    #![proptest_config(cases(1))]

    /// S107, F33, I-08. Catches a notice that leaves out a line or a defect that was found, names one that was not,
    /// or loses a text of it on the way to the paper.
    #[test]
    fn every_notice_of_every_item_names_what_is_wanting_and_nothing_else(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        for item in &RULES.items {
            for answers in situations(item, &mut dice) {
                let found = findings(item, &answers, &mut dice);
                let paper = notice(item, &answers, &found);
                let content = faults_of_content(item, &answers, &found, &paper);
                prop_assert!(content.is_empty(), "{} {answers:?} {found:?}: {content:?}", item.code);
                let words = words(&paper, &RULES);
                let said = faults_of_words(item, &answers, &found, &words);
                prop_assert!(said.is_empty(), "{} {answers:?} {found:?}: {said:?}", item.code);
            }
        }
    }

    /// F23, J01, I-08. Catches a notice that goes out before everything is looked at: what was not seen then would be
    /// told a second time.
    #[test]
    fn no_notice_goes_out_while_a_line_is_unexamined(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        for item in &RULES.items {
            for answers in situations(item, &mut dice) {
                let found = findings(item, &answers, &mut dice);
                for material in asked(item, &answers) {
                    let mut open = found.clone();
                    if dice.throw(2) == 0 {
                        open.remove(&material.code);
                    } else {
                        open.insert(material.code.clone(), Verdict::Unexamined);
                    }
                    let issued = Desk::with(&RULES, case(item, &answers, &open, FIRM)).issues();
                    let Err(Refusal::ExitClosed { exit: Exit::Correct, why }) = &issued else {
                        return Err(TestCaseError::fail(format!("{} {}: {issued:?}", item.code, material.code)));
                    };
                    let named = why.iter().any(|why| matches!(
                        why,
                        Closed::Unexamined { count: 1, lines } if *lines == [material.name.clone()]
                    ));
                    prop_assert!(named, "{} {}: {why:?}", item.code, material.code);
                }
                let mut desk = Desk::with(&RULES, case(item, &answers, &found, FIRM));
                let issued = desk.issues();
                if wanting(item, &answers, &found).is_empty() {
                    prop_assert!(issued.is_err(), "{}: nothing is wanting", item.code);
                } else {
                    prop_assert_eq!(issued.as_ref(), Ok(&notice(item, &answers, &found)), "{}", item.code);
                }
            }
        }
    }

    /// F34, I-07, J01. The case comes back twice, and the officer tries to find whatever the dice say: what was not named is
    /// not demanded later. Catches a later notice with something new on it.
    #[test]
    fn a_later_notice_names_only_what_the_one_before_it_named(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let (mut second, mut third) = (0, 0);
        for item in &RULES.items {
            for answers in situations(item, &mut dice).into_iter().take(12) {
                let found = findings(item, &answers, &mut dice);
                let mut desk = Desk::with(&RULES, case(item, &answers, &found, FIRM));
                let Ok(mut before) = desk.issues() else { continue };
                for round in 2..=3 {
                    let Some(again) = comes_back(&mut desk, item, &answers, &mut dice) else { break };
                    let told = faults_of_repetition(&before, &again);
                    prop_assert!(told.is_empty(), "{} {answers:?} {found:?}: {told:?}", item.code);
                    let content = faults_of_content(item, &answers, &desk.case().verdicts, &again);
                    prop_assert!(content.is_empty(), "{}: {content:?}", item.code);
                    let PaperBody::Correction { round: printed, .. } = again.body else { panic!() };
                    prop_assert_eq!(printed, round);
                    *if round == 2 { &mut second } else { &mut third } += 1;
                    before = again;
                }
            }
        }
        prop_assert!(second > 20 && third > 5, "too few came back to say anything: {second}, {third}");
    }
}

/// The applicant comes back, everything is tried on every line, and what may be told is told; none where nothing is
/// wanting any more.
fn comes_back(
    desk: &mut Desk<'_>,
    item: &ServiceItem,
    answers: &yichuang::domain::condition::Answers,
    dice: &mut Dice,
) -> Option<Paper> {
    desk.orders(Command::ReturnCase { case: id(), ticket: None }).expect("in time");
    for material in asked(item, answers) {
        let tried = desk.finds(&material.code, finding(material, dice));
        if tried.is_err() && *desk.case().verdict(&material.code) == Verdict::Unexamined {
            desk.finds(&material.code, Verdict::Conforming).expect("what comes back can be in order");
        }
    }
    let open = asked(item, answers)
        .into_iter()
        .any(|material| matches!(desk.case().verdict(&material.code), Verdict::Unexamined));
    assert!(!open, "{}: {:?}", item.code, desk.case().verdicts);
    desk.issues().ok().filter(|paper| !demands(paper).is_empty())
}

/// The catalogue is rich enough for the tests above to mean something.
#[test]
fn every_shipped_item_has_a_situation_and_most_lines_have_coded_defects() {
    let mut dice = Dice(1);
    let (mut lines, mut coded, mut numbers) = (0, 0, 0);
    for item in &RULES.items {
        let situations = situations(item, &mut dice);
        assert!(!situations.is_empty(), "{} is never applied for", item.code);
        assert!(situations.iter().any(|answers| !asked(item, answers).is_empty()), "{}", item.code);
        numbers += usize::from(item.questions.iter().any(|question| question.number.is_some()));
        lines += item.materials.len();
        coded += item.materials.iter().filter(|material| !material.defects.is_empty()).count();
    }
    assert!(RULES.items.len() >= 50 && TODAY.year() == 2026, "{}", RULES.items.len());
    assert!(coded * 10 >= lines * 8 && numbers > 0, "{coded} of {lines}; {numbers}");
}
