//! Every way through the questions of an item, exactly and in small space.
//!
//! The questions are asked in their order, each when its condition holds for the answers so far; a diversion
//! that holds ends the asking. A number is taken by the classes that conditions can tell apart. Ways that differ
//! only in answers nothing later looks at are walked together (`Keep::Needed`), so that a rule is proved for
//! millions of combinations from a few states; a listing keeps all answers (`Keep::All`).

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::condition::{Answers, Condition};
use crate::domain::ids::{ChoiceCode, QuestionCode};
use crate::domain::item::{Question, ServiceItem};

/// Answers by question in order: 0 where it is not asked, else the number of the class from 1.
pub(super) type Given = Vec<usize>;

/// A condition over classes of answers.
#[derive(Clone, Debug)]
pub(super) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    /// The question's answer is in one of the classes marked.
    Answer {
        question: usize,
        fits: Vec<bool>,
    },
}

impl Test {
    pub(super) fn holds(&self, given: &[usize]) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(given)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(given)),
            Self::Not(part) => !part.holds(given),
            Self::Answer { question, fits } => given
                .get(*question)
                .and_then(|class| class.checked_sub(1))
                .is_some_and(|class| fits.get(class).copied().unwrap_or(false)),
        }
    }

    /// The parts one step down that can be judged for themselves.
    pub(super) fn parts(&self) -> &[Test] {
        match self {
            Self::All(parts) | Self::Any(parts) => parts,
            Self::Not(_) | Self::Answer { .. } => &[],
        }
    }

    fn needs(&self, questions: &mut BTreeSet<usize>) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.needs(questions)),
            Self::Not(part) => part.needs(questions),
            Self::Answer { question, .. } => {
                questions.insert(*question);
            }
        }
    }

    pub(super) fn needed(&self) -> BTreeSet<usize> {
        let mut questions = BTreeSet::new();
        self.needs(&mut questions);
        questions
    }
}

/// Answers that no condition of the item tells apart.
#[derive(Clone, Debug)]
pub(super) struct AnswerClass {
    /// One of them.
    pub(super) answer: ChoiceCode,
    /// In words: `餐饮服务`, `1至99人`.
    pub(super) words: String,
}

/// What of the answers is kept while walking.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// What later conditions need.
    Needed,
    /// Everything.
    All,
}

/// Whether a diversion ends the asking.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Diverting {
    /// As at the window.
    Ends,
    /// As if there were none, for judging conditions by themselves.
    Ignored,
}

/// Ends that are alike, and how many combinations lead to them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct End {
    /// The answers; empty where only what is needed was kept.
    pub(super) given: Given,
    /// The diversions that hold, by number from 0.
    pub(super) diverted: Vec<usize>,
    /// Whether the watched conditions hold.
    pub(super) truth: Vec<bool>,
}

/// An item's questions and diversions, made ready for walking.
pub(super) struct Ways<'a> {
    item: &'a ServiceItem,
    pub(super) classes: Vec<Vec<AnswerClass>>,
    pub(super) whens: Vec<Test>,
    pub(super) diversions: Vec<Test>,
}

impl<'a> Ways<'a> {
    pub(super) fn of(item: &'a ServiceItem) -> Self {
        let classes = item.questions.iter().map(|question| classes_of(item, question)).collect();
        let mut ways = Self { item, classes, whens: Vec::new(), diversions: Vec::new() };
        ways.whens = item.questions.iter().map(|question| ways.test(&question.when)).collect();
        ways.diversions = item.diversions.iter().map(|diversion| ways.test(&diversion.when)).collect();
        ways
    }

    /// The condition over classes. What an answer satisfies is asked of the condition itself.
    pub(super) fn test(&self, condition: &Condition) -> Test {
        let each = |parts: &[Condition]| parts.iter().map(|part| self.test(part)).collect();
        let leaves = |leaves: Vec<(&QuestionCode, Condition)>| {
            Test::All(leaves.into_iter().map(|(question, leaf)| self.leaf(question, &leaf)).collect())
        };
        let test = match condition {
            Condition::Always => Test::All(Vec::new()),
            Condition::Is(wanted) => leaves(
                wanted.iter().map(|(q, c)| (q, Condition::Is([(q.clone(), c.clone())].into()))).collect(),
            ),
            Condition::OneOf(wanted) => leaves(
                wanted.iter().map(|(q, c)| (q, Condition::OneOf([(q.clone(), c.clone())].into()))).collect(),
            ),
            Condition::Between(wanted) => leaves(
                wanted.iter().map(|(q, ends)| (q, Condition::Between([(q.clone(), *ends)].into()))).collect(),
            ),
            Condition::All(parts) => Test::All(each(parts)),
            Condition::Any(parts) => Test::Any(each(parts)),
            Condition::Not(part) => Test::Not(Box::new(self.test(part))),
        };
        match test {
            Test::All(mut parts) if parts.len() == 1 => parts.remove(0),
            test => test,
        }
    }

    fn leaf(&self, question: &QuestionCode, leaf: &Condition) -> Test {
        let at = self.item.questions.iter().position(|known| &known.code == question);
        let classes = at.and_then(|at| self.classes.get(at)).map_or(&[][..], Vec::as_slice);
        let fits = |class: &AnswerClass| leaf.holds(&[(question.clone(), class.answer.clone())].into());
        Test::Answer { question: at.unwrap_or(usize::MAX), fits: classes.iter().map(fits).collect() }
    }

    /// Holds where the question was asked and answered.
    pub(super) fn answered(&self, question: usize) -> Test {
        Test::Answer {
            question,
            fits: self.classes.get(question).iter().flat_map(|c| c.iter().map(|_| true)).collect(),
        }
    }

    /// The answers as the domain knows them.
    pub(super) fn answers(&self, given: &[usize]) -> Answers {
        let answered = self.item.questions.iter().zip(&self.classes).zip(given);
        answered
            .filter_map(|((question, classes), class)| {
                let class = classes.get(class.checked_sub(1)?)?;
                Some((question.code.clone(), class.answer.clone()))
            })
            .collect()
    }

    /// Walks every way. `at` sees each question with the answers so far, before it is asked or passed over.
    pub(super) fn walk(
        &self,
        watch: &[&Test],
        keep: Keep,
        diverting: Diverting,
        at: &mut dyn FnMut(usize, &[usize]),
    ) -> BTreeMap<End, u128> {
        let mut walk = Walk { ways: self, watch, keep, diverting, ends: BTreeMap::new() };
        let mut level = Level::new();
        walk.go_on(
            State { given: vec![0; self.whens.len()], truth: vec![None; watch.len()] },
            0,
            1,
            &mut level,
        );
        for (question, (when, classes)) in self.whens.iter().zip(&self.classes).enumerate() {
            let mut next = Level::new();
            for (state, count) in level {
                at(question, &state.given);
                // A question without answers is a fault of its own; it does not make all the rest unreachable.
                if !when.holds(&state.given) || classes.is_empty() {
                    walk.go_on(state, question + 1, count, &mut next);
                    continue;
                }
                for class in 1..=classes.len() {
                    let mut state = state.clone();
                    if let Some(answer) = state.given.get_mut(question) {
                        *answer = class;
                    }
                    walk.go_on(state, question + 1, count, &mut next);
                }
            }
            level = next;
        }
        for (state, count) in level {
            walk.end(&state, Vec::new(), count);
        }
        walk.ends
    }
}

/// Answers so far and the watched conditions that are settled.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    given: Given,
    truth: Vec<Option<bool>>,
}

type Level = BTreeMap<State, u128>;

struct Walk<'w, 'a> {
    ways: &'w Ways<'a>,
    watch: &'w [&'w Test],
    keep: Keep,
    diverting: Diverting,
    ends: BTreeMap<End, u128>,
}

impl Walk<'_, '_> {
    /// Takes a state in which the first `done` questions are settled to its end or to the next question.
    fn go_on(&mut self, mut state: State, done: usize, count: u128, next: &mut Level) {
        if self.diverting == Diverting::Ends {
            let holding = self.ways.diversions.iter().enumerate();
            let diverted: Vec<usize> =
                holding.filter(|(_, test)| test.holds(&state.given)).map(|(index, _)| index).collect();
            if !diverted.is_empty() {
                self.end(&state, diverted, count);
                return;
            }
        }
        if self.keep == Keep::Needed {
            self.forget(&mut state, done);
        }
        let known = next.entry(state).or_default();
        *known = known.saturating_add(count);
    }

    /// Settles the watched conditions whose questions are all past, and drops the answers nothing looks at.
    fn forget(&self, state: &mut State, done: usize) {
        let mut needed = BTreeSet::new();
        let open = |test: &Test| {
            test.needed().into_iter().any(|question| question >= done && question != usize::MAX)
        };
        for (test, truth) in self.watch.iter().zip(&mut state.truth) {
            if truth.is_none() {
                if open(test) {
                    test.needs(&mut needed);
                } else {
                    *truth = Some(test.holds(&state.given));
                }
            }
        }
        self.ways.whens.iter().skip(done).for_each(|when| when.needs(&mut needed));
        if self.diverting == Diverting::Ends {
            self.ways.diversions.iter().filter(|test| open(test)).for_each(|test| test.needs(&mut needed));
        }
        for (question, answer) in state.given.iter_mut().enumerate() {
            if !needed.contains(&question) {
                *answer = 0;
            }
        }
    }

    fn end(&mut self, state: &State, diverted: Vec<usize>, count: u128) {
        let judged = self.watch.iter().zip(&state.truth);
        let truth = judged.map(|(test, truth)| truth.unwrap_or_else(|| test.holds(&state.given))).collect();
        let given = if self.keep == Keep::All { state.given.clone() } else { Vec::new() };
        let known = self.ends.entry(End { given, diverted, truth }).or_default();
        *known = known.saturating_add(count);
    }
}

/// The choices; of a number, the stretches between the bounds that conditions name.
fn classes_of(item: &ServiceItem, question: &Question) -> Vec<AnswerClass> {
    let Some(range) = &question.number else {
        let class = |choice: &crate::domain::item::Choice| AnswerClass {
            answer: choice.code.clone(),
            words: choice.text.clone(),
        };
        return question.choices.iter().map(class).collect();
    };
    let mut starts = BTreeSet::from([range.min]);
    for condition in conditions(item) {
        for (_, (least, most)) in condition.ranges().into_iter().filter(|(code, _)| **code == question.code) {
            starts.extend([Some(least), most.checked_add(1)].into_iter().flatten());
        }
        let named = condition.mentions().into_iter().filter(|(code, _)| **code == question.code);
        for number in named.filter_map(|(_, choice)| range.read(choice)) {
            starts.extend([Some(number), number.checked_add(1)].into_iter().flatten());
        }
    }
    let starts: Vec<u32> =
        starts.into_iter().filter(|start| (range.min..=range.max).contains(start)).collect();
    let ends = starts.iter().skip(1).map(|next| next - 1).chain([range.max]);
    let class = |(start, end): (&u32, u32)| AnswerClass {
        answer: ChoiceCode::new(start.to_string()),
        words: if *start == end {
            format!("{start}{}", range.unit)
        } else {
            format!("{start}至{end}{}", range.unit)
        },
    };
    starts.iter().zip(ends).map(class).collect()
}

/// Every condition of the item.
pub(super) fn conditions(item: &ServiceItem) -> impl Iterator<Item = &Condition> {
    let questions = item.questions.iter().map(|question| &question.when);
    let materials = item.materials.iter().map(|material| &material.when);
    questions.chain(materials).chain(item.diversions.iter().map(|diversion| &diversion.when))
}
