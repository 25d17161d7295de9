//! How the amount of a line comes about.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Ratio, Term, figure};

/// How the amount of a line comes about. Written as one key: `rule = { fixed = "20" }`,
/// `rule = { per_unit = { of = "units", rate = "80" } }`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FeeRule {
    /// An amount in yuan, the same for every quantity.
    Fixed(Term),
    /// A rate for every unit.
    PerUnit {
        /// The quantity.
        of: Term,
        /// Yuan per unit.
        rate: Term,
    },
    /// 分段累计: every part of the quantity by the rate of its own band.
    Progressive {
        /// The quantity.
        of: Term,
        /// Bands, ascending.
        bands: Vec<Band>,
    },
    /// A share of earlier lines (加收、按比例).
    Share {
        /// Codes of the lines, which stand before this one.
        lines: Vec<String>,
        /// The share: `10%` for a tenth, `1/3` for a third.
        rate: Ratio,
        /// How many times the share is taken; once without it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        times: Option<Term>,
    },
}

/// A band (档): from the end of the band before, exclusive, to its own end, inclusive.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Last quantity inside; none for the last band.
    #[serde(default, with = "figure::option", skip_serializing_if = "Option::is_none")]
    pub upto: Option<Decimal>,
    /// Yuan charged for the band as such.
    #[serde(default, with = "figure", skip_serializing_if = "Decimal::is_zero")]
    pub fixed: Decimal,
    /// Yuan per unit.
    #[serde(default, with = "figure", skip_serializing_if = "Decimal::is_zero")]
    pub rate: Decimal,
}
