//! Questions, conditions and diversions against every combination of answers (issue 3; S081, S089).
//!
//! "Never" is judged at the window, where a diversion ends the asking. "Always" is judged over every combination
//! as if nothing were diverted: what a condition says twice only because a diversion says it too is no fault.

use std::collections::BTreeSet;

use super::ways::{Diverting, Keep, Test, Ways, conditions};
use super::{Found, Rule, matrix};
use crate::domain::item::ServiceItem;

/// Whether a condition ever held, and ever did not.
#[derive(Clone, Copy, Default)]
struct Seen {
    held: bool,
    failed: bool,
}

impl Seen {
    fn note(&mut self, holds: bool) {
        self.held |= holds;
        self.failed |= !holds;
    }
}

/// What was seen of a condition: at the window, and without regard to diversions.
#[derive(Clone, Copy, Default)]
struct Judged {
    window: Seen,
    alone: Seen,
}

pub(super) fn check(item: &ServiceItem, found: &mut Found<'_>) {
    let ways = Ways::of(item);
    questions(item, &ways, found);
    materials(item, &ways, found);
    diversions(item, &ways, found);
    lists(item, &ways, found);
}

/// A condition with the parts that are judged by themselves.
fn family(test: &Test) -> Vec<&Test> {
    let mut all = vec![test];
    all.extend(test.parts().iter().flat_map(family));
    all
}

fn questions(item: &ServiceItem, ways: &Ways<'_>, found: &mut Found<'_>) {
    let families: Vec<Vec<&Test>> = ways.whens.iter().map(family).collect();
    let mut judged: Vec<Vec<Judged>> = families.iter().map(|f| vec![Judged::default(); f.len()]).collect();
    for diverting in [Diverting::Ends, Diverting::Ignored] {
        ways.walk(&[], Keep::Needed, diverting, &mut |question, given| {
            let tests = families.get(question).into_iter().flatten();
            for (test, judged) in tests.zip(judged.get_mut(question).into_iter().flatten()) {
                let seen = if diverting == Diverting::Ends { &mut judged.window } else { &mut judged.alone };
                seen.note(test.holds(given));
            }
        });
    }
    let used = used(item);
    for (index, question) in item.questions.iter().enumerate() {
        let about = (item, question);
        let asking = &question.text;
        if ways.classes.get(index).is_none_or(Vec::is_empty) {
            let message = format!("“{asking}”没有可以回答的选项或者数");
            found.question(Rule::QuestionUnanswerable, about, "number", message);
            continue;
        }
        let (Some(test), Some(judged)) = (ways.whens.get(index), judged.get(index)) else { continue };
        let whole = judged.first().copied().unwrap_or_default();
        if !whole.window.held {
            let message = format!("怎样回答都问不到“{asking}”；请改提问的条件（when）或者删去");
            found.question(Rule::QuestionUnreachable, about, "when", message);
        } else if !used.contains(question.code.as_str()) {
            let message = format!(
                "“{asking}”的回答没有用处：材料、后面的情形、不予受理、收费都不看它；请删去，或者写上它决定什么"
            );
            found.question(Rule::QuestionUnused, about, "", message);
        }
        if whole.window.held {
            for (rule, what) in faults(test, &mut judged.iter().copied(), !question.when.is_always()) {
                found.question(rule, about, "when", format!("“{asking}”的提问条件{what}"));
            }
        }
    }
}

/// Codes of questions that something depends on.
fn used(item: &ServiceItem) -> BTreeSet<&str> {
    let named = conditions(item).flat_map(|condition| {
        let mentions = condition.mentions().into_iter().map(|(question, _)| question.as_str());
        mentions
            .chain(condition.ranges().into_iter().map(|(question, _)| question.as_str()))
            .collect::<Vec<_>>()
    });
    named.chain(item.fee_answers.values().map(crate::domain::ids::QuestionCode::as_str)).collect()
}

/// Watches a condition and its parts to every end.
fn judge(ways: &Ways<'_>, test: &Test, diverted_too: bool) -> Vec<Judged> {
    let tests = family(test);
    let mut judged = vec![Judged::default(); tests.len()];
    for diverting in [Diverting::Ends, Diverting::Ignored] {
        for end in ways.walk(&tests, Keep::Needed, diverting, &mut |_, _| {}).keys() {
            if diverting == Diverting::Ends && !diverted_too && !end.diverted.is_empty() {
                continue;
            }
            for (judged, holds) in judged.iter_mut().zip(&end.truth) {
                let seen = if diverting == Diverting::Ends { &mut judged.window } else { &mut judged.alone };
                seen.note(*holds);
            }
        }
    }
    judged
}

/// What is wrong with a condition that holds at least once: it always does, or one of its parts never or always
/// does. Of parts inside one another only the outermost is told.
fn faults(test: &Test, judged: &mut dyn Iterator<Item = Judged>, is_written: bool) -> Vec<(Rule, String)> {
    let Some(own) = judged.next() else { return Vec::new() };
    let told = if !is_written {
        None
    } else if !own.window.held {
        Some((Rule::ConditionContradictory, "有一部分怎样回答都不成立；请更正或者删去这一部分".to_owned()))
    } else if !own.alone.failed {
        Some((Rule::ConditionAlways, "怎样回答都成立，等于没有写；请更正或者删去".to_owned()))
    } else {
        None
    };
    let mut inside = Vec::new();
    for part in test.parts() {
        inside.extend(faults(part, judged, is_written));
    }
    match told {
        Some(told) => vec![told],
        None => inside,
    }
}

fn materials(item: &ServiceItem, ways: &Ways<'_>, found: &mut Found<'_>) {
    for material in item.materials.iter().filter(|material| !material.when.is_always()) {
        let test = ways.test(&material.when);
        let judged = judge(ways, &test, false);
        let name = &material.name;
        if !judged.first().is_some_and(|whole| whole.window.held) {
            let message = format!("怎样回答都不会要“{name}”；请改条件（when）或者删去这项材料");
            found.material(Rule::MaterialUnreachable, (item, material), "when", message);
            continue;
        }
        for (rule, what) in faults(&test, &mut judged.into_iter(), true) {
            found.material(rule, (item, material), "when", format!("“{name}”的条件{what}"));
        }
    }
}

fn diversions(item: &ServiceItem, ways: &Ways<'_>, found: &mut Found<'_>) {
    let ends = ways.walk(&[], Keep::Needed, Diverting::Ends, &mut |_, _| {});
    let reached: BTreeSet<usize> = ends.keys().flat_map(|end| end.diverted.iter().copied()).collect();
    for (index, (diversion, test)) in item.diversions.iter().zip(&ways.diversions).enumerate() {
        let reason = &diversion.reason;
        if !reached.contains(&index) {
            let message = format!("怎样回答都到不了“{reason}”；请改条件（when）或者删去");
            found.diversion(Rule::DiversionUnreachable, (item, index), message);
            continue;
        }
        let judged = judge(ways, test, true);
        for (rule, what) in faults(test, &mut judged.into_iter(), true) {
            found.diversion(rule, (item, index), format!("“{reason}”的条件{what}"));
        }
    }
    let clashes: BTreeSet<(usize, usize)> =
        ends.keys().filter_map(|end| Some((*end.diverted.first()?, *end.diverted.get(1)?))).collect();
    for (first, second) in clashes {
        let reason =
            |index: usize| item.diversions.get(index).map_or("", |diversion| diversion.reason.as_str());
        let message = format!(
            "与“{}”会同时成立，不知告知哪一个；请让两处条件互不重叠（本处：“{}”）",
            reason(first),
            reason(second)
        );
        found.diversion(Rule::DiversionsClash, (item, second), message);
    }
}

/// Situations with nothing to hand in, or in which all of it may wait (主要材料, S088).
fn lists(item: &ServiceItem, ways: &Ways<'_>, found: &mut Found<'_>) {
    let tests = |deferrable: bool| -> Vec<Test> {
        let wanted = item.materials.iter().filter(|material| !deferrable || !material.deferrable);
        wanted.map(|material| ways.test(&material.when)).collect()
    };
    let (any, main) = (Test::Any(tests(false)), Test::Any(tests(true)));
    let ends = ways.walk(&[&any, &main], Keep::Needed, Diverting::Ends, &mut |_, _| {});
    let lists = |wanted: [bool; 2]| ends.keys().any(|end| end.diverted.is_empty() && end.truth == wanted);
    let example = |wanted: &Test, unwanted: &Test| {
        let ends = ways.walk(&[wanted, unwanted], Keep::All, Diverting::Ends, &mut |_, _| {});
        let end = ends.into_keys().find(|end| end.diverted.is_empty() && end.truth == [true, false]);
        end.map(|end| matrix::words(item, ways, &end.given)).filter(|words| !words.is_empty())
    };
    let listable = super::situations::number(item) <= super::situations::LIMIT;
    let such = |wanted: &Test, unwanted: &Test| {
        let example = listable.then(|| example(wanted, unwanted)).flatten();
        example.map(|words| format!("（如 {words}）")).unwrap_or_default()
    };
    if lists([false, false]) {
        let message = format!(
            "有情形一份材料也不要{}；请补上材料，或者写明不予受理、不需办理",
            such(&Test::All(Vec::new()), &any)
        );
        found.item(Rule::ListEmpty, item, "", message);
    }
    if lists([true, false]) {
        let message = format!("有情形全部材料都可容缺{}；主要材料不能容缺，请至少留一项", such(&any, &main));
        found.item(Rule::DeferralAll, item, "deferral_days", message);
    }
}
