//! Figures in data: exact decimals written as text. A TOML or JSON number is refused, because it would pass
//! through a binary fraction.

use rust_decimal::Decimal;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

/// Digits and one point, with an optional minus.
pub(super) fn parse(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.len() <= 29
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit());
    plain.then(|| Decimal::from_str_exact(text).ok()).flatten()
}

fn required<E: Error>(text: &str) -> Result<Decimal, E> {
    parse(text).ok_or_else(|| E::custom(format!("“{text}”不是数，应写作 \"80\" 或 \"0.025\"")))
}

pub(super) fn serialize<S: Serializer>(figure: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(figure)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    required(&String::deserialize(deserializer)?)
}

/// A figure that may be left out.
pub(super) mod option {
    use super::{Decimal, Deserialize, Deserializer, Serializer, required};

    #[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
    pub(in super::super) fn serialize<S: Serializer>(
        figure: &Option<Decimal>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match figure {
            Some(figure) => serializer.serialize_some(&figure.to_string()),
            None => serializer.serialize_none(),
        }
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Decimal>, D::Error> {
        Option::<String>::deserialize(deserializer)?.map(|text| required(&text)).transpose()
    }
}

/// Figures by name.
pub(super) mod map {
    use std::collections::BTreeMap;

    use super::{Decimal, Deserialize, Deserializer, Serializer, required};

    pub(in super::super) fn serialize<S: Serializer>(
        figures: &BTreeMap<String, Decimal>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_map(figures.iter().map(|(name, figure)| (name, figure.to_string())))
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<String, Decimal>, D::Error> {
        BTreeMap::<String, String>::deserialize(deserializer)?
            .into_iter()
            .map(|(name, text)| Ok((name, required(&text)?)))
            .collect()
    }
}
