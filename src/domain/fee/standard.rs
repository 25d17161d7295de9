//! The fee standard (收费标准) as it stands in the catalogue.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::figure;
use super::{FeeCondition, FeeError, FeeRule};
use crate::domain::ids::FeeCode;
use crate::domain::item::Basis;

/// A fee standard: what is charged, on which basis, since when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeStandard {
    /// Code that items refer to; several standards may share it one after the other.
    pub code: FeeCode,
    /// Title: `不动产登记费`.
    pub title: String,
    /// Where it holds: `全国`, or the province that set it.
    pub region: String,
    /// Documents that allow the charge, or forbid it.
    pub basis: Vec<Basis>,
    /// First day in force.
    pub valid_from: Date,
    /// Last day in force; none while it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    /// Anything the officer must know, such as that the value is a demonstration.
    #[serde(default)]
    pub note: String,
    /// What must be known to compute, in the order it is asked.
    #[serde(default)]
    pub inputs: Vec<FeeInput>,
    /// What is charged. None at all: nothing may be charged, by the basis.
    #[serde(default)]
    pub lines: Vec<FeeLine>,
    /// Reductions and exemptions. On one line at most one works, the first that applies (repeated halving is
    /// excluded on purpose, domain-facts 7).
    #[serde(default)]
    pub reductions: Vec<Reduction>,
}

impl FeeStandard {
    /// Whether the standard holds on this day; both ends are inside.
    pub fn holds_on(&self, on: Date) -> bool {
        self.valid_from <= on && self.valid_to.is_none_or(|last| on <= last)
    }

    /// The period in words.
    pub(super) fn period(&self) -> String {
        match self.valid_to {
            Some(last) => format!("{}至{last}", self.valid_from),
            None => format!("{}起", self.valid_from),
        }
    }
}

/// The one standard in force on the day.
///
/// # Errors
/// [`FeeError::Unknown`], [`FeeError::NotInForce`] or [`FeeError::Clash`].
pub fn in_force<'a>(
    standards: &'a [FeeStandard],
    code: &FeeCode,
    on: Date,
) -> Result<&'a FeeStandard, FeeError> {
    let known: Vec<&FeeStandard> = standards.iter().filter(|standard| &standard.code == code).collect();
    let holding: Vec<&FeeStandard> = known.iter().copied().filter(|standard| standard.holds_on(on)).collect();
    let list = |of: &[&FeeStandard]| {
        of.iter().map(|s| format!("{}（{}）", s.title, s.period())).collect::<Vec<_>>().join("、")
    };
    match holding.as_slice() {
        [one] => Ok(one),
        [] if known.is_empty() => Err(FeeError::Unknown { code: code.clone() }),
        [] => Err(FeeError::NotInForce { code: code.clone(), on, known: list(&known) }),
        several => Err(FeeError::Clash { code: code.clone(), on, titles: list(several) }),
    }
}

/// Something a computation needs to know.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
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
    /// Least number; 0 without it.
    #[serde(default, with = "figure::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub min: Option<Decimal>,
    /// Greatest number; without it [`InputKind::limit`].
    #[serde(default, with = "figure::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub max: Option<Decimal>,
}

/// Types of input.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InputKind {
    /// One of the choices, by code.
    Choice,
    /// A whole number, not negative.
    Integer,
    /// A decimal number, not negative: money, an area, a length.
    Amount,
    /// `yes` or `no`.
    Flag,
}

impl InputKind {
    /// The number beyond which a value is taken for a slip where the standard sets no other: a million pieces,
    /// a million million (万亿) of anything measured.
    pub fn limit(self) -> Decimal {
        match self {
            Self::Amount => Decimal::from(1_000_000_000_000_i64),
            Self::Integer | Self::Choice | Self::Flag => Decimal::from(1_000_000),
        }
    }
}

/// A choice of an input.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeChoice {
    /// Code.
    pub code: String,
    /// In words.
    pub label: String,
}

/// One line of a standard.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FeeLine {
    /// Code, unique in the standard, by which surcharges and reductions refer to it.
    pub code: String,
    /// As it stands in the payment notice: `登记费（住宅）`.
    pub label: String,
    /// Charged only when this holds.
    #[serde(default, skip_serializing_if = "FeeCondition::is_always")]
    pub when: FeeCondition,
    /// How the amount comes about.
    pub rule: FeeRule,
    /// Unit of the quantity: `件`, `本`.
    #[serde(default)]
    pub unit: String,
    /// The line is at least this (元).
    #[serde(default, with = "figure::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub floor: Option<Decimal>,
    /// The line is at most this (元).
    #[serde(default, with = "figure::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub cap: Option<Decimal>,
    /// Basis of this line; where empty, that of the standard.
    #[serde(default)]
    pub basis: Vec<Basis>,
    /// Explanation shown beside the line.
    #[serde(default)]
    pub note: String,
}

/// A reduction (减) or exemption (免).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reduction {
    /// As it stands in the payment notice: `小微企业免收`.
    pub label: String,
    /// When it applies.
    pub when: FeeCondition,
    /// Codes of the lines it works on; all when empty.
    #[serde(default)]
    pub lines: Vec<String>,
    /// The share that remains to be paid: `0.5` halves, `0` exempts.
    #[serde(with = "figure")]
    #[schemars(with = "String")]
    pub pay: Decimal,
    /// What remains of each line is at most this (元).
    #[serde(default, with = "figure::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub cap: Option<Decimal>,
    /// What the officer must have seen to grant it.
    #[serde(default)]
    pub evidence: String,
    /// Basis; where empty, that of the standard.
    #[serde(default)]
    pub basis: Vec<Basis>,
}
