//! The inputs at which two editions of a standard are compared.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde_json::Value;

use crate::domain::fee::{FLAG, FeeInput, FeeInputs, FeeStandard, InputKind};

/// Most situations tried; of more, as many are taken evenly.
const MOST: u64 = 100_000;
/// Prime, and greater than the number of values of any input: stepping by it meets every situation once.
const STRIDE: u64 = 15_485_863;

/// Every combination of choices, flags and telling numbers of two editions.
pub(super) struct Sweep {
    /// Name and values of each input; none where it may be left out.
    axes: Vec<(String, Vec<Option<String>>)>,
}

impl Sweep {
    /// What both editions together ask.
    pub(super) fn over(old: &FeeStandard, new: &FeeStandard) -> Self {
        let mut ends: BTreeMap<String, BTreeSet<Decimal>> = BTreeMap::new();
        for standard in [old, new] {
            let names: Vec<&str> = standard.inputs.iter().map(|input| input.code.as_str()).collect();
            let parts = [serde_json::to_value(&standard.lines), serde_json::to_value(&standard.reductions)];
            for part in parts.iter().flatten() {
                band_ends(part, &names, &mut ends);
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
        Self { axes }
    }

    /// How many situations there are.
    pub(super) fn size(&self) -> u64 {
        self.axes.iter().fold(1_u64, |size, (_, values)| size.saturating_mul(values.len() as u64))
    }

    /// The situations: all, or [`MOST`] of them spread evenly.
    pub(super) fn situations(&self) -> impl Iterator<Item = FeeInputs> + '_ {
        let size = self.size();
        let stride = if size > MOST { STRIDE } else { 1 };
        (0..size.min(MOST)).map(move |at| {
            let index = u128::from(at) * u128::from(stride) % u128::from(size.max(1));
            self.situation(index)
        })
    }

    fn situation(&self, mut index: u128) -> FeeInputs {
        let mut inputs = FeeInputs::new();
        // The last input changes fastest, as one would write the table by hand.
        for (name, values) in self.axes.iter().rev() {
            let many = values.len().max(1) as u128;
            let value = usize::try_from(index % many).ok().and_then(|at| values.get(at));
            index /= many;
            if let Some(Some(value)) = value {
                inputs.insert(name.clone(), value.clone());
            }
        }
        inputs
    }
}

fn values(input: &FeeInput, ends: Option<&BTreeSet<Decimal>>) -> Vec<Option<String>> {
    let mut values: Vec<Option<String>> = match input.kind {
        InputKind::Choice => input.choices.iter().map(|choice| Some(choice.code.clone())).collect(),
        InputKind::Flag => given(&FLAG),
        InputKind::Rate => given(&["1%", "3%", "5%"]),
        InputKind::AmountOrRate => given(&["3%", "13%", "100"]),
        InputKind::Integers => given(&["1", "10", "11", "12,8"]),
        InputKind::Integer => numbers(input, ends, &[1, 2, 3, 10], Decimal::ONE),
        InputKind::Amount => numbers(input, ends, &[1, 100, 12_345], Decimal::new(1, 2)),
    };
    let may_be_left_out = input.optional || input.default.is_some() || !input.when.is_always();
    if may_be_left_out {
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
    let edges = ends.into_iter().flatten().chain(&input.min).chain(&input.max);
    for end in edges.clone() {
        numbers.extend([*end - step, *end, *end + step]);
    }
    // Deep inside the last band.
    numbers.extend(edges.max().and_then(|end| end.checked_mul(Decimal::TWO)));
    let inside = |number: &Decimal| {
        *number >= input.min.unwrap_or(Decimal::ZERO) && input.max.is_none_or(|most| *number <= most)
    };
    numbers.into_iter().filter(inside).map(|number| Some(number.normalize().to_string())).collect()
}

/// Collects where bands end, and the figures of conditions, for each input. Read from the data as it is
/// written, so that every kind of rule with bands is seen.
fn band_ends(part: &Value, names: &[&str], ends: &mut BTreeMap<String, BTreeSet<Decimal>>) {
    match part {
        Value::Array(items) => items.iter().for_each(|item| band_ends(item, names, ends)),
        Value::Object(fields) => {
            if let Some(Value::Array(bands)) = fields.get("bands") {
                let of = fields.iter().filter(|(key, _)| *key != "bands").flat_map(|(_, value)| texts(value));
                for name in of.filter(|name| names.contains(&name.as_str())) {
                    let upto = bands.iter().filter_map(|band| figure(band.get("upto")?));
                    ends.entry(name).or_default().extend(upto);
                }
            }
            for (key, value) in fields {
                if let (true, Some(number)) = (names.contains(&key.as_str()), figure(value)) {
                    ends.entry(key.clone()).or_default().insert(number);
                }
                band_ends(value, names, ends);
            }
        }
        _ => {}
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

fn figure(value: &Value) -> Option<Decimal> {
    value.as_str()?.parse().ok()
}
