//! What was given for a computation, checked against what the standard asks.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{FeeError, FeeInput, FeeStandard, InputKind, figure};

/// Values by code of the input: a choice's code, `yes`/`no`, or a decimal figure as text.
pub type FeeInputs = BTreeMap<String, String>;

/// Checked values. What was not asked is not in it.
#[derive(Default)]
pub(super) struct Given {
    choices: BTreeMap<String, String>,
    numbers: BTreeMap<String, Decimal>,
}

impl Given {
    pub(super) fn checked(standard: &FeeStandard, inputs: &FeeInputs) -> Result<Self, FeeError> {
        if let Some(unknown) =
            inputs.keys().find(|code| standard.inputs.iter().all(|input| input.code != **code))
        {
            return Err(FeeError::UnknownInput { input: unknown.clone() });
        }
        let mut given = Self::default();
        for input in &standard.inputs {
            if !input.when.holds(&given) {
                continue;
            }
            let value = inputs.get(&input.code).map(|value| value.trim()).filter(|value| !value.is_empty());
            let value = value.or(input.default.as_deref()).ok_or_else(|| FeeError::MissingInput {
                input: input.code.clone(),
                label: input.label.clone(),
            })?;
            match input.kind {
                InputKind::Choice | InputKind::Flag => {
                    given.choices.insert(input.code.clone(), choice(input, value)?);
                }
                InputKind::Integer | InputKind::Amount => {
                    given.numbers.insert(input.code.clone(), number(input, value)?);
                }
            }
        }
        Ok(given)
    }

    /// The value of a choice or flag.
    pub(super) fn choice(&self, input: &str) -> Option<&String> {
        self.choices.get(input)
    }

    /// The value of a number.
    pub(super) fn number(&self, input: &str) -> Option<Decimal> {
        self.numbers.get(input).copied()
    }
}

fn bad(input: &FeeInput, value: &str, expected: String) -> FeeError {
    FeeError::BadInput {
        input: input.code.clone(),
        label: input.label.clone(),
        value: value.to_owned(),
        expected,
    }
}

fn choice(input: &FeeInput, value: &str) -> Result<String, FeeError> {
    let known = match input.kind {
        InputKind::Flag => matches!(value, "yes" | "no"),
        _ => input.choices.iter().any(|choice| choice.code == value),
    };
    if known {
        return Ok(value.to_owned());
    }
    let labels: Vec<&str> = match input.kind {
        InputKind::Flag => vec!["是", "否"],
        _ => input.choices.iter().map(|choice| choice.label.as_str()).collect(),
    };
    Err(bad(input, value, format!("应从{}中选择", labels.join("、"))))
}

fn number(input: &FeeInput, value: &str) -> Result<Decimal, FeeError> {
    let unit = &input.unit;
    let number = figure::parse(value).ok_or_else(|| bad(input, value, "应为数字".to_owned()))?;
    if number.is_sign_negative() && !number.is_zero() {
        return Err(bad(input, value, "不能为负数".to_owned()));
    }
    if input.kind == InputKind::Integer && !number.fract().is_zero() {
        return Err(bad(input, value, "应为整数".to_owned()));
    }
    let (min, max) = (input.min.unwrap_or_default(), input.max.unwrap_or_else(|| input.kind.limit()));
    if number < min {
        return Err(bad(input, value, format!("不能少于{min}{unit}")));
    }
    if number > max {
        return Err(bad(input, value, format!("不能超过{max}{unit}，请核对")));
    }
    // Six decimals measure anything charged for; more is a slip of the keys.
    if number.normalize().scale() > 6 {
        return Err(bad(input, value, "小数不能超过六位".to_owned()));
    }
    Ok(number)
}
