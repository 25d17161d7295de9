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

/// Per cent as its share: `2.5%` is 0.025.
pub(super) fn parse_percent(text: &str) -> Option<Decimal> {
    parse(text.strip_suffix('%')?)?.checked_mul(Decimal::new(1, 2)).map(|share| share.normalize())
}

/// A figure of the data: `80`, `0.025` or `2.5%`.
pub(super) fn required<E: Error>(text: &str) -> Result<Decimal, E> {
    parse(text)
        .or_else(|| parse_percent(text))
        .ok_or_else(|| E::custom(format!("“{text}”不是数，应写作 \"80\"、\"0.025\" 或 \"2.5%\"")))
}

/// A figure for reading, thousands grouped: `90,000`, `0.5`.
pub(super) fn grouped(figure: Decimal) -> String {
    let text = figure.normalize().to_string();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = sign.to_owned();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A share for reading: 0.025 is `2.5%`.
pub(super) fn percent(share: Decimal) -> String {
    share
        .checked_mul(Decimal::ONE_HUNDRED)
        .map_or_else(|| share.to_string(), |n| format!("{}%", n.normalize()))
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
