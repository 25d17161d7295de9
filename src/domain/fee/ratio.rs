//! Exact shares.

use rust_decimal::Decimal;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::figure;

/// A share between nought and one or beyond, exact: `0.5`, `85%`, `1/3`. It multiplies first and divides after,
/// so that a third of 100.515 is 33.505.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ratio {
    over: Decimal,
    under: Decimal,
}

impl Ratio {
    /// The share of an amount; none when it is beyond what can be computed.
    pub(super) fn of(self, amount: Decimal) -> Option<Decimal> {
        amount.checked_mul(self.over)?.checked_div(self.under)
    }

    /// What is left of the whole.
    pub(super) fn rest(self) -> Self {
        Self { over: self.under - self.over, under: self.under }
    }

    /// The share as a decimal, where it has one that ends.
    pub(super) fn decimal(self) -> Option<Decimal> {
        let share = self.over.checked_div(self.under)?.normalize();
        (share.scale() <= 12).then_some(share)
    }

    /// Whether it lies between nought and the whole.
    pub(super) fn is_part(self) -> bool {
        Decimal::ZERO <= self.over && self.over <= self.under
    }
}

impl std::fmt::Display for Ratio {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.decimal() {
            Some(share) => f.write_str(&figure::percent(share)),
            None => write!(f, "{}/{}", self.over.normalize(), self.under.normalize()),
        }
    }
}

impl schemars::JsonSchema for Ratio {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Ratio".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.under == Decimal::ONE {
            serializer.collect_str(&self.over)
        } else {
            serializer.collect_str(&format_args!("{}/{}", self.over, self.under))
        }
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let (over, under) = match text.split_once('/') {
            Some((over, under)) => (figure::required(over)?, figure::required(under)?),
            None => (figure::required(&text)?, Decimal::ONE),
        };
        if under <= Decimal::ZERO {
            return Err(D::Error::custom(format!("“{text}”的分母应大于零")));
        }
        Ok(Self { over, under })
    }
}
