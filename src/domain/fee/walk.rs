//! A standard walked through: every combination of choices, with the numbers at their least, their greatest and
//! where something changes. What the standard cannot compute is found before anybody stands at the window.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::given::{Given, Value};
use super::mention::Mention;
use super::sheet::Sheet;
use super::{FeeError, FeeInput, FeeLine, FeeStandard, InputKind};

/// More combinations than this are a sign that the standard should be two.
const MOST: usize = 200_000;

/// The gaps of a standard whose parts hold together.
pub(super) fn walk(standard: &FeeStandard) -> Vec<String> {
    let mut walk = Walk { standard, points: points(standard), found: BTreeSet::new(), left: MOST };
    walk.from(&standard.inputs, &Given::default());
    if walk.left == 0 {
        walk.found.insert("填写项的组合过多，无法逐一核对，应分成几个收费标准".to_owned());
    }
    walk.found.into_iter().collect()
}

struct Walk<'a> {
    standard: &'a FeeStandard,
    /// The numbers worth a look, by input; an input that is not here changes no line.
    points: BTreeMap<&'a str, BTreeSet<Decimal>>,
    found: BTreeSet<String>,
    left: usize,
}

impl Walk<'_> {
    fn from(&mut self, inputs: &[FeeInput], given: &Given) {
        if self.left == 0 {
            return;
        }
        let Some((input, rest)) = inputs.split_first() else {
            self.left -= 1;
            self.quote(given);
            return;
        };
        let matters = input.when.holds(given) && self.points.contains_key(input.code.as_str());
        if input.optional || !matters {
            self.from(rest, given);
        }
        if matters {
            for value in self.values(input) {
                let mut given = given.clone();
                given.take(input, value);
                self.from(rest, &given);
            }
        }
    }

    /// The values of an input that are worth a look.
    fn values(&self, input: &FeeInput) -> Vec<Value> {
        let points = self.points.get(input.code.as_str()).cloned().unwrap_or_default();
        match input.kind {
            InputKind::Choice => input.choices.iter().map(|c| Value::Choice(c.code.clone())).collect(),
            InputKind::Flag => super::FLAG.iter().map(|flag| Value::Choice((*flag).to_owned())).collect(),
            InputKind::Integers => vec![Value::List(points.into_iter().collect())],
            InputKind::Rate => points.into_iter().map(Value::Rate).collect(),
            InputKind::AmountOrRate => {
                points.into_iter().map(Value::Number).chain([Value::Rate(Decimal::ONE)]).collect()
            }
            InputKind::Integer | InputKind::Amount => points.into_iter().map(Value::Number).collect(),
        }
    }

    fn quote(&mut self, given: &Given) {
        if given.demands(self.standard).is_err() {
            return;
        }
        let mut sheet = Sheet::new(self.standard, given);
        let due: Vec<&FeeLine> = self.standard.lines.iter().filter(|line| line.when.holds(given)).collect();
        let mut all = due.iter().map(|line| sheet.charge(line));
        if let Some(Err(FeeError::Flawed { problem, .. })) = all.find(Result::is_err) {
            self.found.insert(problem);
        }
    }
}

/// For every input that a line, a demand or the asking of another input depends on: its least number, and where
/// something changes also that number, the next and the greatest.
fn points(standard: &FeeStandard) -> BTreeMap<&str, BTreeSet<Decimal>> {
    let mut turns: BTreeMap<&str, BTreeSet<Decimal>> = BTreeMap::new();
    let mut tell = |mention: Mention<'_>| {
        let input = mention.input().and_then(|code| standard.inputs.iter().find(|i| i.code == code));
        let Some(input) = input else { return };
        let points = turns.entry(&input.code).or_default();
        let (min, max) = (input.min.unwrap_or_default(), input.max.unwrap_or_else(|| input.kind.limit()));
        points.insert(min);
        if let Mention::Turn(_, turn) = mention {
            let whole = matches!(input.kind, InputKind::Integer | InputKind::Integers);
            let next = if whole { Decimal::ONE } else { Decimal::new(1, 6) };
            points.extend([turn, turn + next, max].into_iter().filter(|n| (min..=max).contains(n)));
        }
    };
    standard.inputs.iter().for_each(|input| input.when.visit(&mut tell));
    for demand in &standard.demands {
        demand.when.visit(&mut tell);
        demand.holds.visit(&mut tell);
    }
    for line in &standard.lines {
        line.when.visit(&mut tell);
        line.rule.visit(&mut tell);
    }
    turns
}
