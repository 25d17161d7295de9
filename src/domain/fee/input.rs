//! What a fee standard asks for.

use std::fmt;

use rust_decimal::Decimal;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{FeeCondition, figure};

/// Something a computation needs to know.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeInput {
    /// Code, unique in the standard.
    pub code: String,
    /// As the officer reads it: `件数`.
    pub label: String,
    /// Type of value.
    pub kind: InputKind,
    /// Unit of a number: `件`, `平方米`, `元`.
    #[serde(default)]
    pub unit: String,
    /// Asked only when this holds for the inputs before it; otherwise a value given is left out of account.
    #[serde(default, skip_serializing_if = "FeeCondition::is_always")]
    pub when: FeeCondition,
    /// Choices of a [`InputKind::Choice`].
    #[serde(default)]
    pub choices: Vec<FeeChoice>,
    /// Value taken when none is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// Whether it may stay without a value: a situation that only some people are in.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// Least number, or least entry of a list; 0 without it. Of a rate written `3%`.
    #[serde(default, with = "figure::option", skip_serializing_if = "Option::is_none")]
    pub min: Option<Decimal>,
    /// Greatest number, or greatest entry of a list; without it [`InputKind::limit`].
    #[serde(default, with = "figure::option", skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
}

impl FeeInput {
    /// Whether its value is one number.
    pub(super) fn is_number(&self) -> bool {
        use InputKind::{Amount, AmountOrRate, Integer, Rate};
        matches!(self.kind, Integer | Amount | Rate | AmountOrRate)
    }

    /// Whether the choice or flag can have this value.
    pub(super) fn takes(&self, value: &str) -> bool {
        match self.kind {
            InputKind::Flag => FLAG.contains(&value),
            _ => self.choices.iter().any(|choice| choice.code == value),
        }
    }
}

/// The values of a flag.
pub const FLAG: [&str; 2] = ["true", "false"];

/// Types of input.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputKind {
    /// One of the choices, by code.
    Choice,
    /// A whole number, not negative.
    Integer,
    /// A decimal number, not negative: money, an area, a length.
    Amount,
    /// A rate, written in per cent: `3%`.
    Rate,
    /// A rate in per cent, or an amount: the 增值税 of an invoice.
    AmountOrRate,
    /// Whole numbers with commas between them: `12,8`.
    Integers,
    /// `true` or `false`.
    Flag,
}

impl InputKind {
    /// The number beyond which a value is taken for a slip where the standard sets no other: the whole of a
    /// rate, a million pieces, a million million (万亿) of anything measured.
    pub fn limit(self) -> Decimal {
        match self {
            Self::Amount | Self::AmountOrRate => Decimal::from(1_000_000_000_000_i64),
            Self::Rate => Decimal::ONE,
            Self::Integer | Self::Integers | Self::Choice | Self::Flag => Decimal::from(1_000_000),
        }
    }
}

/// A choice of an input. Written as its label alone where the label is the code, or as `{ code, label }`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FeeChoice {
    /// Code.
    pub code: String,
    /// In words.
    pub label: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Both {
    code: String,
    label: String,
}

impl Serialize for FeeChoice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.code == self.label {
            return serializer.serialize_str(&self.code);
        }
        Both { code: self.code.clone(), label: self.label.clone() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for FeeChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Written)
    }
}

struct Written;

impl<'de> Visitor<'de> for Written {
    type Value = FeeChoice;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("选项的文字，或 { code = …, label = … }")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<FeeChoice, E> {
        Ok(FeeChoice { code: text.to_owned(), label: text.to_owned() })
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FeeChoice, A::Error> {
        let Both { code, label } = Both::deserialize(MapAccessDeserializer::new(map))?;
        Ok(FeeChoice { code, label })
    }
}
