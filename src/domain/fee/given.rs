//! What was given for a computation, checked against what the standard asks.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::figure::{grouped, percent};
use super::input::{FLAG, FeeInput, InputKind};
use super::{FeeError, FeeStandard, figure};

/// Values by code of the input: a choice's code, `true`/`false`, a decimal figure, `3%` for a rate, `12,8` for
/// a list.
pub type FeeInputs = BTreeMap<String, String>;

/// A list longer than this is a slip.
const ENTRIES: usize = 1000;

/// Checked values. What was not asked is not in it.
#[derive(Clone, Default)]
pub(super) struct Given {
    choices: BTreeMap<String, String>,
    numbers: BTreeMap<String, Decimal>,
    lists: BTreeMap<String, Vec<Decimal>>,
    /// The numbers that were given in per cent.
    rates: BTreeSet<String>,
}

/// A value that has the form its input wants.
pub(super) enum Value {
    Choice(String),
    Number(Decimal),
    Rate(Decimal),
    List(Vec<Decimal>),
}

impl FeeStandard {
    /// The inputs that are asked after these values, in order; a value that does not fit counts as none.
    pub fn asked(&self, inputs: &FeeInputs) -> Vec<&FeeInput> {
        let mut given = Given::default();
        let mut asked = Vec::new();
        for input in &self.inputs {
            if !input.when.holds(&given) {
                continue;
            }
            if let Some(value) = text(input, inputs).and_then(|value| input.read(value).ok()) {
                given.take(input, value);
            }
            asked.push(input);
        }
        asked
    }
}

impl Given {
    /// Checks every value for its form, also one that the standard does not ask for in this situation; that one
    /// is then left out of account.
    pub(super) fn checked(standard: &FeeStandard, inputs: &FeeInputs) -> Result<Self, FeeError> {
        let known = |code: &String| standard.inputs.iter().any(|input| input.code == *code);
        if let Some(unknown) = inputs.keys().find(|code| !known(code)) {
            return Err(FeeError::UnknownInput { input: unknown.clone() });
        }
        let mut given = Self::default();
        for input in &standard.inputs {
            let value = text(input, inputs).map(|value| input.read(value)).transpose()?;
            if !input.when.holds(&given) {
                continue;
            }
            match value {
                Some(value) => given.take(input, value),
                None if input.optional => {}
                None => {
                    let (input, label) = (input.code.clone(), input.label.clone());
                    return Err(FeeError::MissingInput { input, label });
                }
            }
        }
        given.demands(standard)?;
        Ok(given)
    }

    /// What must be true of the inputs together.
    pub(super) fn demands(&self, standard: &FeeStandard) -> Result<(), FeeError> {
        let broken = |demand: &&super::Demand| demand.when.holds(self) && !demand.holds.holds(self);
        let Some(demand) = standard.demands.iter().find(broken) else { return Ok(()) };
        let label = standard.inputs.iter().find(|input| input.code == demand.input);
        Err(FeeError::Together {
            input: demand.input.clone(),
            label: label.map(|input| input.label.clone()).unwrap_or_default(),
            says: demand.says.clone(),
        })
    }

    pub(super) fn take(&mut self, input: &FeeInput, value: Value) {
        let code = input.code.clone();
        match value {
            Value::Choice(choice) => {
                self.choices.insert(code, choice);
            }
            Value::List(list) => {
                self.lists.insert(code, list);
            }
            Value::Number(number) => {
                self.numbers.insert(code, number);
            }
            Value::Rate(share) => {
                self.rates.insert(code.clone());
                self.numbers.insert(code, share);
            }
        }
    }

    /// The value of a choice or flag.
    pub(super) fn choice(&self, input: &str) -> Option<&String> {
        self.choices.get(input)
    }

    /// The value of a number; of a rate, its share.
    pub(super) fn number(&self, input: &str) -> Option<Decimal> {
        self.numbers.get(input).copied()
    }

    /// The entries of a list.
    pub(super) fn list(&self, input: &str) -> Option<&[Decimal]> {
        self.lists.get(input).map(Vec::as_slice)
    }

    /// Whether the number was given in per cent.
    pub(super) fn is_rate(&self, input: &str) -> bool {
        self.rates.contains(input)
    }

    /// Whether there is a value.
    pub(super) fn has(&self, input: &str) -> bool {
        self.choices.contains_key(input) || self.numbers.contains_key(input) || self.lists.contains_key(input)
    }
}

/// What was given, or the default.
fn text<'a>(input: &'a FeeInput, inputs: &'a FeeInputs) -> Option<&'a str> {
    let given = inputs.get(&input.code).map(|value| value.trim()).filter(|value| !value.is_empty());
    given.or(input.default.as_deref())
}

impl FeeInput {
    /// The value in its form.
    pub(super) fn read(&self, value: &str) -> Result<Value, FeeError> {
        match self.kind {
            InputKind::Choice | InputKind::Flag => self.choice(value).map(Value::Choice),
            InputKind::Rate => self.rate(value).map(Value::Rate),
            InputKind::AmountOrRate if value.ends_with('%') => self.rate(value).map(Value::Rate),
            InputKind::Integer | InputKind::Amount | InputKind::AmountOrRate => {
                self.number(value, value).map(Value::Number)
            }
            InputKind::Integers => self.list(value).map(Value::List),
        }
    }

    fn bad(&self, value: &str, expected: String) -> FeeError {
        let (input, label) = (self.code.clone(), self.label.clone());
        FeeError::BadInput { input, label, value: value.to_owned(), expected }
    }

    fn choice(&self, value: &str) -> Result<String, FeeError> {
        if self.takes(value) {
            return Ok(value.to_owned());
        }
        let labels: Vec<&str> = match self.kind {
            InputKind::Flag => FLAG.to_vec(),
            _ => self.choices.iter().map(|choice| choice.label.as_str()).collect(),
        };
        Err(self.bad(value, format!("应从{}中选择", labels.join("、"))))
    }

    /// One number of the value: the value itself, or an entry of a list.
    fn number(&self, entry: &str, value: &str) -> Result<Decimal, FeeError> {
        let number = figure::parse(entry).ok_or_else(|| self.bad(value, "应为数字".to_owned()))?;
        let whole = matches!(self.kind, InputKind::Integer | InputKind::Integers);
        if whole && !number.fract().is_zero() {
            return Err(self.bad(value, "应为整数".to_owned()));
        }
        self.within(number, self.max.unwrap_or_else(|| self.kind.limit()), value, &|n| {
            format!("{}{}", grouped(n), self.unit)
        })
    }

    fn rate(&self, value: &str) -> Result<Decimal, FeeError> {
        let share =
            figure::parse_percent(value).ok_or_else(|| self.bad(value, "应为百分数，如3%".to_owned()))?;
        let max = self.max.filter(|_| self.kind == InputKind::Rate).unwrap_or(Decimal::ONE);
        self.within(share, max, value, &percent)
    }

    fn within(
        &self,
        number: Decimal,
        max: Decimal,
        value: &str,
        words: &dyn Fn(Decimal) -> String,
    ) -> Result<Decimal, FeeError> {
        if number.is_sign_negative() && !number.is_zero() {
            return Err(self.bad(value, "不能为负数".to_owned()));
        }
        let min = self.min.unwrap_or_default();
        if number < min {
            return Err(self.bad(value, format!("不能少于{}", words(min))));
        }
        if number > max {
            return Err(self.bad(value, format!("不能超过{}，请核对", words(max))));
        }
        // Six decimals measure anything charged for; more is a slip of the keys.
        if number.normalize().scale() > 6 {
            return Err(self.bad(value, "小数不能超过六位".to_owned()));
        }
        Ok(number)
    }

    fn list(&self, value: &str) -> Result<Vec<Decimal>, FeeError> {
        let entries: Vec<&str> = value.split([',', '，', '、']).map(str::trim).collect();
        if entries.len() > ENTRIES {
            return Err(self.bad(value, format!("不能超过{ENTRIES}项，请核对")));
        }
        entries.into_iter().map(|entry| self.number(entry, value)).collect()
    }
}
