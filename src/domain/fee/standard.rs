//! The fee standard (收费标准) as it stands in the catalogue.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::input::FeeInput;
use super::{FeeCondition, FeeError, FeeRule, Ratio, figure};
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
    /// What must be true of the inputs together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub demands: Vec<Demand>,
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

    /// The period in words: `2007-04-01起`.
    pub fn period(&self) -> String {
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

/// Something that must be true of several inputs together; otherwise nothing is computed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Demand {
    /// Code of the input that the refusal names.
    pub input: String,
    /// Looked at only when this holds.
    #[serde(default, skip_serializing_if = "FeeCondition::is_always")]
    pub when: FeeCondition,
    /// What must hold.
    pub holds: FeeCondition,
    /// What is wrong otherwise, and what to do.
    pub says: String,
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
    /// When it applies; always without it.
    #[serde(default, skip_serializing_if = "FeeCondition::is_always")]
    pub when: FeeCondition,
    /// Codes of the lines it works on; all when empty.
    #[serde(default)]
    pub lines: Vec<String>,
    /// The share that remains to be paid: `50%` halves, `1/3` leaves a third, `0` exempts.
    pub pay: Ratio,
    /// At most this is taken off each line (元).
    #[serde(default, with = "figure::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub most: Option<Decimal>,
    /// What remains of each line is at most this (元).
    #[serde(default, with = "figure::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub cap: Option<Decimal>,
    /// What the officer must have seen to grant it.
    #[serde(default)]
    pub evidence: String,
    /// Explanation shown beside it.
    #[serde(default)]
    pub note: String,
    /// Basis; where empty, that of the standard.
    #[serde(default)]
    pub basis: Vec<Basis>,
}
