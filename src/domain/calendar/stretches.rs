//! Days as a list of days and `first/last` stretches, as they stand in files.

use jiff::Span;
use jiff::civil::Date;

/// No notice has a longer one; a slip in a year must not fill the memory.
const LONGEST: usize = 62;

/// Neighbouring days with the same name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stretch<'a> {
    /// First day.
    pub first: Date,
    /// Last day, inclusive.
    pub last: Date,
    /// Name of the holiday; empty where none is given.
    pub name: &'a str,
}

impl Stretch<'_> {
    /// As it stands in a file: `2026-06-19` or `2026-06-19/2026-06-21`.
    pub fn days(&self) -> String {
        if self.first == self.last { self.first.to_string() } else { format!("{}/{}", self.first, self.last) }
    }

    fn takes(&self, day: Date, name: &str) -> bool {
        let follows = self.last.tomorrow().is_ok_and(|next| next == day);
        // What is written must be readable again.
        let short = self.first.series(Span::new().days(1)).take(LONGEST).any(|inside| inside == day);
        self.name == name && follows && short
    }
}

/// Joins ascending days with their names into stretches.
pub fn joined<'a>(days: impl IntoIterator<Item = (Date, &'a str)>) -> Vec<Stretch<'a>> {
    let mut found: Vec<Stretch<'a>> = Vec::new();
    for (day, name) in days {
        match found.last_mut() {
            Some(last) if last.takes(day, name) => last.last = day,
            _ => found.push(Stretch { first: day, last: day, name }),
        }
    }
    found
}

/// The days of a stretch.
fn read<E: serde::de::Error>(stretch: &str) -> Result<Vec<Date>, E> {
    let (first, last) = stretch.split_once('/').unwrap_or((stretch, stretch));
    let parse = |text: &str| {
        text.trim().parse::<Date>().map_err(|_| {
            E::custom(format!("“{stretch}”不是日期，应写作 2026-01-01 或 2026-01-01/2026-01-03"))
        })
    };
    let (first, last) = (parse(first)?, parse(last)?);
    let days: Vec<Date> =
        first.series(Span::new().days(1)).take(LONGEST + 1).take_while(|day| *day <= last).collect();
    if days.is_empty() || days.len() > LONGEST {
        return Err(E::custom(format!("“{stretch}”起止颠倒或超过{LONGEST}天")));
    }
    Ok(days)
}

/// Days without names.
pub(super) mod plain {
    use std::collections::BTreeSet;

    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(in super::super) fn serialize<S: Serializer>(
        days: &BTreeSet<Date>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let stretches = super::joined(days.iter().map(|day| (*day, "")));
        serializer.collect_seq(stretches.iter().map(super::Stretch::days))
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeSet<Date>, D::Error> {
        let mut days = BTreeSet::new();
        for stretch in Vec::<String>::deserialize(deserializer)? {
            days.extend(super::read::<D::Error>(&stretch)?);
        }
        Ok(days)
    }
}

/// Days that may carry the name of a holiday: `"2026-06-19"` or `{ name = "端午节", days = "2026-06-19" }`.
pub(super) mod named {
    use std::collections::BTreeMap;

    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// A stretch as it stands in a file.
    #[derive(Serialize, Deserialize, schemars::JsonSchema)]
    #[serde(
        untagged,
        expecting = "应为日期（\"2026-01-01/2026-01-03\"）或 { name = \"元旦\", days = \"…\" }"
    )]
    pub(in super::super) enum Written {
        Plain(String),
        Named(Named),
    }

    #[derive(Serialize, Deserialize, schemars::JsonSchema)]
    #[serde(deny_unknown_fields)]
    pub(in super::super) struct Named {
        name: String,
        days: String,
    }

    pub(in super::super) fn serialize<S: Serializer>(
        days: &BTreeMap<Date, String>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let stretches = super::joined(days.iter().map(|(day, name)| (*day, name.as_str())));
        serializer.collect_seq(stretches.iter().map(|stretch| match stretch.name {
            "" => Written::Plain(stretch.days()),
            name => Written::Named(Named { name: name.to_owned(), days: stretch.days() }),
        }))
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<BTreeMap<Date, String>, D::Error> {
        let mut off = BTreeMap::new();
        for written in Vec::<Written>::deserialize(deserializer)? {
            let (name, days) = match written {
                Written::Plain(days) => (String::new(), days),
                Written::Named(named) => (named.name, named.days),
            };
            off.extend(super::read::<D::Error>(&days)?.into_iter().map(|day| (day, name.clone())));
        }
        Ok(off)
    }
}
