//! Conditions on fee inputs, as data.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::figure;
use super::given::Given;

/// A condition on the inputs of a fee. An input that was not asked satisfies nothing but
/// [`FeeCondition::Always`] and [`FeeCondition::Not`].
///
/// Written as one key: `{ is = { usage = "residential" } }`, `{ one_of = { type = ["first", "transfer"] } }`,
/// `{ at_least = { floors = "7" } }`, `{ all = [ … ] }`, `{ any = [ … ] }`, `{ not = … }`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, schemars::JsonSchema)]
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
    AtLeast(
        #[serde(with = "figure::map")]
        #[schemars(with = "BTreeMap<String, String>")]
        BTreeMap<String, Decimal>,
    ),
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
        match self {
            Self::Always => true,
            Self::Is(wanted) => wanted.iter().all(|(input, value)| given.choice(input) == Some(value)),
            Self::OneOf(wanted) => wanted.iter().all(|(input, values)| {
                given.choice(input).is_some_and(|value| values.iter().any(|wanted| wanted == value))
            }),
            Self::AtLeast(wanted) => {
                wanted.iter().all(|(input, least)| given.number(input).is_some_and(|n| n >= *least))
            }
            Self::All(parts) => parts.iter().all(|part| part.holds(given)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(given)),
            Self::Not(part) => !part.holds(given),
        }
    }

    /// Every (input, value) named; the value is none for a number. For checking against the declared inputs.
    pub(super) fn mentions(&self) -> Vec<(&str, Option<&str>)> {
        match self {
            Self::Always => Vec::new(),
            Self::Is(wanted) => {
                wanted.iter().map(|(input, value)| (input.as_str(), Some(value.as_str()))).collect()
            }
            Self::OneOf(wanted) => wanted
                .iter()
                .flat_map(|(input, values)| values.iter().map(|v| (input.as_str(), Some(v.as_str()))))
                .collect(),
            Self::AtLeast(wanted) => wanted.keys().map(|input| (input.as_str(), None)).collect(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::mentions).collect(),
            Self::Not(part) => part.mentions(),
        }
    }
}
