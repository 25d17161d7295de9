//! Conditions on fee inputs, as data.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Term;
use super::given::Given;

/// A condition on the inputs of a fee. An input that was not asked or not given satisfies nothing but
/// [`FeeCondition::Always`] and [`FeeCondition::Not`].
///
/// Written as one key: `{ is = { usage = "住宅" } }`, `{ one_of = { type = ["首次登记", "转移登记"] } }`,
/// `{ at_least = { disabled = ["staff", "1%"] } }`, `{ given = ["collaterals"] }`, `{ all = [ … ] }`,
/// `{ any = [ … ] }`, `{ not = … }`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FeeCondition {
    /// Holds for every case.
    #[default]
    Always,
    /// Every named choice or flag has this value.
    Is(BTreeMap<String, String>),
    /// Every named choice has one of these values.
    OneOf(BTreeMap<String, Vec<String>>),
    /// Every named number is at least this, in the input's unit.
    AtLeast(BTreeMap<String, Term>),
    /// Every named number is more than this.
    MoreThan(BTreeMap<String, Term>),
    /// Every named number is at most this.
    AtMost(BTreeMap<String, Term>),
    /// Every named input was given.
    Given(Vec<String>),
    /// Every named input was given in per cent.
    InPercent(Vec<String>),
    /// All of these hold.
    All(Vec<FeeCondition>),
    /// At least one of these holds.
    Any(Vec<FeeCondition>),
    /// This does not hold.
    Not(Box<FeeCondition>),
}

impl FeeCondition {
    /// Whether the condition is empty.
    pub fn is_always(&self) -> bool {
        matches!(self, Self::Always)
    }

    pub(super) fn holds(&self, given: &Given) -> bool {
        let compare = |wanted: &BTreeMap<String, Term>, is: fn(&Decimal, &Decimal) -> bool| {
            wanted.iter().all(|(input, term)| {
                let number = given.number(input);
                number.is_some_and(|number| term.value(given).is_ok_and(|bound| is(&number, &bound)))
            })
        };
        match self {
            Self::Always => true,
            Self::Is(wanted) => wanted.iter().all(|(input, value)| given.choice(input) == Some(value)),
            Self::OneOf(wanted) => wanted.iter().all(|(input, values)| {
                given.choice(input).is_some_and(|value| values.iter().any(|wanted| wanted == value))
            }),
            Self::AtLeast(wanted) => compare(wanted, Decimal::ge),
            Self::MoreThan(wanted) => compare(wanted, Decimal::gt),
            Self::AtMost(wanted) => compare(wanted, Decimal::le),
            Self::Given(inputs) => inputs.iter().all(|input| given.has(input)),
            Self::InPercent(inputs) => inputs.iter().all(|input| given.is_rate(input)),
            Self::All(parts) => parts.iter().all(|part| part.holds(given)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(given)),
            Self::Not(part) => !part.holds(given),
        }
    }
}
