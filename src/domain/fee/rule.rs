//! How the amount of a line comes about.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::figure;

/// How the amount of a line comes about. Written as one key: `rule = { fixed = "20" }`,
/// `rule = { per_unit = { of = ["units"], rate = "80" } }`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FeeRule {
    /// An amount in yuan, the same for every quantity.
    Fixed(Rate),
    /// A rate for every unit.
    PerUnit {
        /// Codes of the inputs whose product is measured, and how.
        #[serde(flatten)]
        measure: Measure,
        /// Yuan per unit.
        rate: Rate,
    },
    /// 分段累计: every part of the quantity by the rate of its own band.
    Progressive {
        /// Code of the input.
        of: String,
        /// Bands, ascending.
        bands: Vec<Band>,
    },
    /// 全额: the whole quantity by the one band it falls into.
    Whole {
        /// Code of the input.
        of: String,
        /// Bands, ascending.
        bands: Vec<Band>,
    },
    /// A share of earlier lines (加收、按比例).
    Share {
        /// Codes of the lines, which stand before this one.
        lines: Vec<String>,
        /// The share: `0.10` for a tenth.
        #[serde(with = "figure")]
        #[schemars(with = "String")]
        rate: Decimal,
        /// How many times the share is taken; once without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        times: Option<Measure>,
    },
}

/// A rate or an amount: one figure (`rate = "80"`), or one for each choice of an input
/// (`rate = { by = "usage", rates = { residential = "80", other = "550" } }`).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(untagged, deny_unknown_fields)]
pub enum Rate {
    /// The same for all.
    Plain(
        #[serde(with = "figure")]
        #[schemars(with = "String")]
        Decimal,
    ),
    /// By choice (档次表).
    By {
        /// Code of the choice input.
        by: String,
        /// Figures by code of the choice.
        #[serde(with = "figure::map")]
        #[schemars(with = "BTreeMap<String, String>")]
        rates: BTreeMap<String, Decimal>,
    },
}

/// A quantity: `(Π of × factor − less − free) ÷ step`, never below nought, rounded up when `whole`, then
/// multiplied by the `times`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Measure {
    /// Codes of the inputs whose product is measured.
    pub of: Vec<String>,
    /// Multiplies the product, e.g. a statutory proportion.
    #[serde(default = "one", with = "figure", skip_serializing_if = "is_one")]
    #[schemars(with = "String")]
    pub factor: Decimal,
    /// Codes of inputs that are taken off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub less: Vec<String>,
    /// Quantity that is free.
    #[serde(default, with = "figure", skip_serializing_if = "Decimal::is_zero")]
    #[schemars(with = "String")]
    pub free: Decimal,
    /// Size of one unit in the input's unit: 每2米 is 2.
    #[serde(default = "one", with = "figure", skip_serializing_if = "is_one")]
    #[schemars(with = "String")]
    pub step: Decimal,
    /// Whether a begun unit counts whole (不足1平方米按1平方米).
    #[serde(default)]
    pub whole: bool,
    /// Codes of inputs that multiply the rounded quantity: days, years.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<String>,
}

fn one() -> Decimal {
    Decimal::ONE
}

fn is_one(figure: &Decimal) -> bool {
    *figure == Decimal::ONE
}

/// A band (档): from the end of the band before, exclusive, to its own end, inclusive.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Last quantity inside; none for the last band.
    #[serde(default, with = "figure::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub upto: Option<Decimal>,
    /// Yuan charged for the band as such.
    #[serde(default, with = "figure", skip_serializing_if = "Decimal::is_zero")]
    #[schemars(with = "String")]
    pub fixed: Decimal,
    /// Yuan per unit.
    #[serde(default, with = "figure", skip_serializing_if = "Decimal::is_zero")]
    #[schemars(with = "String")]
    pub rate: Decimal,
}

impl FeeRule {
    /// Codes of the number inputs the rule reads.
    pub(super) fn reads(&self) -> Vec<&str> {
        match self {
            Self::Fixed(_) | Self::Share { times: None, .. } => Vec::new(),
            Self::PerUnit { measure, .. } | Self::Share { times: Some(measure), .. } => {
                measure.of.iter().chain(&measure.less).chain(&measure.times).map(String::as_str).collect()
            }
            Self::Progressive { of, .. } | Self::Whole { of, .. } => vec![of],
        }
    }

    /// The bands, if it has any.
    pub(super) fn bands(&self) -> Option<&[Band]> {
        match self {
            Self::Progressive { bands, .. } | Self::Whole { bands, .. } => Some(bands),
            Self::Fixed(_) | Self::PerUnit { .. } | Self::Share { .. } => None,
        }
    }

    /// The rate, where it may be a table.
    pub(super) fn rate(&self) -> Option<&Rate> {
        match self {
            Self::Fixed(rate) | Self::PerUnit { rate, .. } => Some(rate),
            Self::Progressive { .. } | Self::Whole { .. } | Self::Share { .. } => None,
        }
    }
}
