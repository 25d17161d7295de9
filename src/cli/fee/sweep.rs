//! The inputs at which two editions of a standard are compared.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::domain::fee::{FLAG, FeeInput, FeeInputs, FeeStandard, InputKind};

/// Most situations tried.
pub(super) const MOST: usize = 200_000;

/// A situation: names and values in the order they are asked.
pub(super) type Situation = Vec<(String, String)>;

/// Every combination of the choices, flags and telling numbers that two editions ask; [`MOST`] at most.
pub(super) fn situations(old: &FeeStandard, new: &FeeStandard) -> Vec<Situation> {
    let sweep = Sweep { editions: [new, old], axes: axes(old, new) };
    let mut found = Vec::new();
    sweep.follow(0, &mut FeeInputs::new(), &mut Vec::new(), &mut found);
    found
}

struct Sweep<'s> {
    editions: [&'s FeeStandard; 2],
    /// Name and values of each input; none where it may be left out.
    axes: Vec<(String, Vec<Option<String>>)>,
}

impl Sweep<'_> {
    /// Takes the input at `at` with each of its values; one that neither edition asks here is passed over.
    fn follow(&self, at: usize, inputs: &mut FeeInputs, taken: &mut Situation, found: &mut Vec<Situation>) {
        if found.len() >= MOST {
            return;
        }
        let Some((name, values)) = self.axes.get(at) else {
            found.push(taken.clone());
            return;
        };
        let is_asked =
            self.editions.iter().any(|edition| edition.asked(inputs).iter().any(|input| input.code == *name));
        if !is_asked {
            return self.follow(at + 1, inputs, taken, found);
        }
        for value in values {
            let Some(value) = value else {
                self.follow(at + 1, inputs, taken, found);
                continue;
            };
            inputs.insert(name.clone(), value.clone());
            taken.push((name.clone(), value.clone()));
            self.follow(at + 1, inputs, taken, found);
            taken.pop();
            inputs.remove(name);
        }
    }
}

/// What both editions together ask, in order.
fn axes(old: &FeeStandard, new: &FeeStandard) -> Vec<(String, Vec<Option<String>>)> {
    let mut ends: BTreeMap<String, BTreeSet<Decimal>> = BTreeMap::new();
    for standard in [old, new] {
        for (input, turn) in standard.turns() {
            ends.entry(input.to_owned()).or_default().insert(turn);
        }
    }
    let mut axes: Vec<(String, Vec<Option<String>>)> = Vec::new();
    for input in new.inputs.iter().chain(&old.inputs) {
        let found = values(input, ends.get(&input.code));
        match axes.iter_mut().find(|(name, _)| *name == input.code) {
            Some((_, known)) => {
                let more: Vec<_> = found.into_iter().filter(|value| !known.contains(value)).collect();
                known.extend(more);
            }
            None => axes.push((input.code.clone(), found)),
        }
    }
    axes
}

fn values(input: &FeeInput, ends: Option<&BTreeSet<Decimal>>) -> Vec<Option<String>> {
    let mut values: Vec<Option<String>> = match input.kind {
        InputKind::Choice => input.choices.iter().map(|choice| Some(choice.code.clone())).collect(),
        InputKind::Flag => given(&FLAG),
        InputKind::Rate => given(&["1%", "3%", "5%"]),
        InputKind::AmountOrRate => given(&["3%", "13%", "100"]),
        InputKind::Integers => given(&["1", "10", "11", "12,8"]),
        InputKind::Integer => numbers(input, ends, &[1, 2, 3], Decimal::ONE),
        InputKind::Amount => numbers(input, ends, &[1, 100, 12_345], Decimal::new(1, 2)),
    };
    // Left out, an input with a default is one with that value.
    let default_is_met = input.default.is_some() && values.contains(&input.default);
    if (input.optional || input.default.is_some()) && !default_is_met {
        values.insert(0, None);
    }
    values
}

fn given(values: &[&str]) -> Vec<Option<String>> {
    values.iter().map(|value| Some((*value).to_owned())).collect()
}

/// A handful of plain numbers, and every band end with its neighbours.
fn numbers(
    input: &FeeInput,
    ends: Option<&BTreeSet<Decimal>>,
    plain: &[i64],
    step: Decimal,
) -> Vec<Option<String>> {
    let mut numbers: BTreeSet<Decimal> = plain.iter().map(|number| Decimal::from(*number)).collect();
    for end in ends.into_iter().flatten().chain(&input.min) {
        numbers.extend([*end - step, *end, *end + step]);
    }
    // Deep inside the last band.
    numbers.extend(ends.and_then(BTreeSet::last).and_then(|end| end.checked_mul(Decimal::TEN)));
    let inside = |number: &Decimal| {
        *number >= input.min.unwrap_or(Decimal::ZERO) && input.max.is_none_or(|most| *number <= most)
    };
    numbers.into_iter().filter(inside).map(|number| Some(number.normalize().to_string())).collect()
}
