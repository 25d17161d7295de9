//! Inputs drawn at random, with a liking for edges.

use jiff::ToSpan;
use jiff::civil::Date;
use yichuang::domain::fee::{FeeInputs, FeeStandard};

use crate::number::{Ratio, read};

/// A small generator of numbers (xorshift64*); the same seed gives the same inputs everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        (self.next() >> 16) % end
    }

    /// Once in so many times.
    pub fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// One of these.
    pub fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }
}

/// The inputs of one quote, being drawn.
pub struct Draw<'a> {
    pub random: &'a mut Random,
    /// For the choices that the issue leaves to the facts file: their spelling stands in the standard.
    pub standard: &'a FeeStandard,
    pub inputs: FeeInputs,
    pub on: Date,
}

impl Draw<'_> {
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.inputs.insert(name.to_owned(), value.into());
    }

    /// One of the choices as the issue spells them.
    pub fn choice(&mut self, name: &str, of: &[&str]) -> String {
        let value = self.random.one(of).to_owned();
        self.set(name, value.clone());
        value
    }

    /// One of the choices that the standard declares, now and then; otherwise left out.
    pub fn declared_rarely(&mut self, name: &str, once_in: u64) {
        let input = self.standard.inputs.iter().find(|input| input.code == name);
        let choices: Vec<String> =
            input.iter().flat_map(|input| &input.choices).map(|choice| choice.code.clone()).collect();
        if !choices.is_empty() && self.random.once_in(once_in) {
            let at = usize::try_from(self.random.below(choices.len() as u64)).unwrap();
            self.set(name, choices[at].clone());
        }
    }

    /// What the standard takes for a slip above, if that is below `most`: whole units.
    fn most(&self, name: &str, most: u64) -> u64 {
        let input = self.standard.inputs.iter().find(|input| input.code == name);
        let limit = input.map(|input| input.max.unwrap_or(input.kind.limit()));
        limit.map_or(most, |limit| most.min(limit.trunc().to_string().parse().unwrap()))
    }

    /// `true`, `false`, or left out.
    pub fn flag(&mut self, name: &str) {
        match self.random.below(3) {
            0 => {}
            1 => self.set(name, "true"),
            _ => self.set(name, "false"),
        }
    }

    /// A whole number up to `most`, small ones more often; an edge or its neighbour half the time.
    pub fn count(&mut self, name: &str, least: u64, most: u64, edges: &[u64]) {
        let most = self.most(name, most);
        let number = if self.random.once_in(50) {
            most
        } else if !edges.is_empty() && self.random.once_in(2) {
            (*self.random.one(&edges.iter().collect::<Vec<_>>()) + self.random.below(3)).saturating_sub(1)
        } else {
            let magnitude = 10_u64.saturating_pow(u32::try_from(self.random.below(8)).unwrap());
            self.random.below(magnitude.min(most) + 1)
        };
        self.set(name, number.clamp(least, most).to_string());
    }

    /// An amount with up to two decimals, up to `most` (yuan, square metres); `edges` in whole units are met
    /// exactly, and one or two hundredths beside, half the time.
    pub fn amount(&mut self, name: &str, most: u64, edges: &[u64]) {
        let most = self.most(name, most);
        let hundredths = if !edges.is_empty() && self.random.once_in(2) {
            let edge = *self.random.one(&edges.iter().collect::<Vec<_>>());
            (edge * 100 + self.random.below(5)).saturating_sub(2)
        } else if self.random.once_in(50) {
            most * 100 - self.random.below(2)
        } else {
            let magnitude = 10_u64.saturating_pow(u32::try_from(self.random.below(16)).unwrap());
            self.random.below(magnitude.min(most * 100) + 1)
        };
        let value = decimal(hundredths.min(most * 100), self.random.once_in(2));
        self.set(name, value);
    }

    /// As [`Self::amount`], never nought: what cannot be nought, such as a floor space or a wage.
    pub fn positive(&mut self, name: &str, most: u64, edges: &[u64]) {
        self.amount(name, most, edges);
        if self.inputs.get(name).is_some_and(|value| value.chars().all(|c| c == '0' || c == '.')) {
            self.set(name, "0.01".to_owned());
        }
    }

    /// A rate between two, in hundredths of a per cent.
    pub fn rate(&mut self, name: &str, least: u64, most: u64) {
        let hundredths = match self.random.below(4) {
            0 => least,
            1 => most,
            _ => least + self.random.below(most - least + 1),
        };
        let value = format!("{}%", decimal(hundredths, self.random.once_in(2)));
        self.set(name, value);
    }

    /// A day between two, both inside.
    pub fn day(&mut self, first: Date, last: Date) {
        let days = (last - first).get_days();
        let after = i64::try_from(self.random.below(u64::try_from(days).unwrap() + 1)).unwrap();
        self.on = match self.random.below(8) {
            0 => first,
            1 => last,
            _ => first + after.days(),
        };
    }
}

/// Hundredths as a decimal, with its zeros or without.
fn decimal(hundredths: u64, short: bool) -> String {
    let long = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    if short { long.trim_end_matches('0').trim_end_matches('.').to_owned() } else { long }
}

/// Inputs as the second evaluator reads them.
pub struct Given<'a>(pub &'a FeeInputs);

impl Given<'_> {
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub fn flag(&self, name: &str) -> bool {
        self.text(name) == "true"
    }

    /// A number that must be there.
    pub fn number(&self, name: &str) -> Ratio {
        assert!(self.has(name), "the test drew no {name}");
        read(self.text(name))
    }

    /// A number, or what stands for it when it is left out.
    pub fn number_or(&self, name: &str, otherwise: i128) -> Ratio {
        if self.has(name) { self.number(name) } else { crate::number::whole(otherwise) }
    }
}
