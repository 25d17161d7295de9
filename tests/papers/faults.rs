//! Seeded faults: whatever single thing is taken from a notice, the checkers report it.

use std::collections::BTreeSet;

use yichuang::domain::checklist::{Defects, Exit, Verdict};
use yichuang::domain::condition::Answers;
use yichuang::domain::decide;
use yichuang::domain::item::ServiceItem;
use yichuang::domain::paper::{Demand, Paper, PaperBody};

use crate::checker::{demands, faults_of_content, faults_of_repetition, faults_of_words};
use crate::hall::{Dice, RULES, Verdicts, asked, by, case, situations, words};

/// A notice with everything on it: each line wanting, every other one missing altogether.
fn full(item: &ServiceItem, answers: &Answers) -> (Verdicts, Paper) {
    let all = |at: usize, material: &yichuang::domain::item::Material| {
        let codes: BTreeSet<_> = material.defects.iter().map(|kind| kind.code.clone()).collect();
        let defective = Defects::try_from(codes).map(|defects| Verdict::Defective { defects });
        if at % 3 == 1 { Verdict::Missing } else { defective.unwrap_or(Verdict::Missing) }
    };
    let lines = asked(item, answers).into_iter().enumerate();
    let found: Verdicts = lines.map(|(at, material)| (material.code.clone(), all(at, material))).collect();
    let case = case(item, answers, &found, "青河县好滋味餐饮有限公司");
    let paper = decide::draft(&case, Exit::Correct, &by(&RULES)).unwrap();
    (found, paper)
}

fn demands_mut(paper: &mut Paper) -> &mut Vec<Demand> {
    match &mut paper.body {
        PaperBody::Correction { demands, .. } => demands,
        _ => unreachable!("a notice"),
    }
}

/// Every notice that lacks exactly one thing, and what it lacks.
fn each_lacking_one(sound: &Paper) -> Vec<(String, Paper)> {
    let mut doctored = Vec::new();
    let mut lacking = |what: String, take: &dyn Fn(&mut Vec<Demand>)| {
        let mut paper = sound.clone();
        take(demands_mut(&mut paper));
        doctored.push((what, paper));
    };
    for (line, demand) in demands(sound).iter().enumerate() {
        let code = &demand.material;
        lacking(format!("the line {code}"), &|demands| drop(demands.remove(line)));
        lacking(format!("the name of {code}"), &|demands| demands[line].name.clear());
        lacking(format!("the way to get {code}"), &|demands| demands[line].obtain.clear());
        for (at, defect) in demand.defects.iter().enumerate() {
            let of = format!("{} of {code}", defect.code);
            lacking(format!("the defect {of}"), &|demands| drop(demands[line].defects.remove(at)));
            lacking(format!("the words of {of}"), &|demands| demands[line].defects[at].text.clear());
            lacking(format!("the right form for {of}"), &|demands| {
                demands[line].defects[at].remedy.clear();
            });
        }
        for (at, basis) in demand.basis.iter().enumerate() {
            let of = format!("{} for {code}", basis.document);
            lacking(format!("the basis {of}"), &|demands| drop(demands[line].basis.remove(at)));
            if !basis.clause.is_empty() {
                lacking(format!("the clause of {of}"), &|demands| demands[line].basis[at].clause.clear());
            }
        }
    }
    doctored
}

/// S107, F33, I-08: "removing any one line makes a test fail". Every shipped item in one of its situations, every single
/// thing taken away in turn; the content and the printed words are each enough to see it.
#[test]
fn whatever_one_thing_a_notice_lacks_is_reported() {
    let mut dice = Dice(7);
    let (mut seeded, mut read) = (0, 0);
    for item in &RULES.items {
        let situations = situations(item, &mut dice);
        let answers = &situations[dice.throw(situations.len())];
        let (found, sound) = full(item, answers);
        assert_eq!(faults_of_content(item, answers, &found, &sound), [""; 0], "{}", item.code);
        assert_eq!(faults_of_words(item, answers, &found, &words(&sound, &RULES)), [""; 0], "{}", item.code);
        for (at, (lacks, paper)) in each_lacking_one(&sound).into_iter().enumerate() {
            let content = faults_of_content(item, answers, &found, &paper);
            assert!(!content.is_empty(), "{}: nobody sees that {lacks} is not there", item.code);
            seeded += 1;
            // Printing takes its time: every line, and of the rest every fifth.
            if !lacks.starts_with("the line") && at % 5 != dice.throw(5) {
                continue;
            }
            let printed = words(&paper, &RULES);
            let said = faults_of_words(item, answers, &found, &printed);
            assert!(!said.is_empty(), "{}: nobody reads that {lacks} is not there\n{printed}", item.code);
            read += 1;
        }
    }
    assert!(seeded > 1000 && read > 300, "{seeded}, {read}");
}

/// I-08 the other way round: what was found in order is not demanded.
#[test]
fn a_demand_too_many_is_reported() {
    let mut dice = Dice(11);
    for item in &RULES.items {
        let answers = &situations(item, &mut dice)[0];
        let (found, sound) = full(item, answers);
        for material in found.keys() {
            let mut found = found.clone();
            found.insert(material.clone(), Verdict::Conforming);
            assert!(!faults_of_content(item, answers, &found, &sound).is_empty(), "{} {material}", item.code);
        }
    }
}

/// I-07: a second notice that names something new is reported, one that names less is not.
#[test]
fn a_second_notice_with_something_new_is_reported() {
    let item = RULES.items.iter().find(|item| item.code.as_str() == "food-licence.new").unwrap();
    let mut dice = Dice(13);
    let answers = &situations(item, &mut dice)[0];
    let (_, full) = full(item, answers);
    let rich = demands(&full).iter().position(|demand| demand.defects.len() > 1).expect("two defects");
    let mut line = full.clone();
    demands_mut(&mut line).remove(0);
    let mut defect = full.clone();
    demands_mut(&mut defect)[rich].defects.remove(0);
    for less in [&line, &defect] {
        assert_eq!(faults_of_repetition(&full, less), [""; 0]);
        assert_eq!(faults_of_repetition(less, &full).len(), 1);
    }
}
