//! Terms: how a quantity or a rate comes out of the inputs.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::Decimal;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{FeeCondition, figure};

/// A quantity or a rate. Written as text, a figure (`"80"`, `"2.5%"`) or the code of an input (`"units"`); as a
/// list, the product of its terms (`["m2", "days"]`); or as a table with the keys named below.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Term {
    /// A figure.
    Figure(Decimal),
    /// The value of a number input.
    Input(String),
    /// The product of all.
    Product(Vec<Term>),
    /// `{ sum = [a, b] }`.
    Sum(Vec<Term>),
    /// `{ less = [a, b, …] }`: the first without the others, never below nought.
    Less(Vec<Term>),
    /// `{ apart = [a, b] }`: the difference, whichever is greater.
    Apart(Box<[Term; 2]>),
    /// `{ least = [a, b] }`: the least of those that are given.
    Least(Vec<Term>),
    /// `{ greatest = [a, b] }`: the greatest of those that are given.
    Greatest(Vec<Term>),
    /// `{ quotient = [a, b] }`: a ÷ b.
    Quotient(Box<[Term; 2]>),
    /// `{ round_up = a }`: a begun unit counts whole (不足1平方米按1平方米).
    RoundUp(Box<Term>),
    /// `{ count = "list" }`: how many entries a list has.
    Count(String),
    /// `{ each = "list", beyond = "10" }`: what each entry has beyond this, taken together.
    Beyond {
        /// Code of the list input.
        each: String,
        /// What is free in each entry.
        beyond: Decimal,
    },
    /// `{ by = "usage", rates = { "住宅" = "80", "非住宅" = "550" } }`: by a choice or a flag (档次表).
    By {
        /// Code of the choice input.
        by: String,
        /// A term for each choice that can reach it.
        rates: BTreeMap<String, Term>,
    },
    /// `{ of = "area", steps = [{ upto = "140", is = "1%" }, { is = "2%" }] }`: by the step a quantity falls
    /// into (全额档次).
    Steps {
        /// What is measured.
        of: Box<Term>,
        /// The steps, ascending.
        steps: Vec<Step>,
    },
    /// `{ cases = [{ when = …, is = a }, { is = b }] }`: the first whose condition holds.
    Cases(Vec<TermCase>),
}

/// A step (档): from the end of the step before, exclusive, to its own end, inclusive.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Last quantity inside; none for all beyond.
    #[serde(default, with = "figure::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub upto: Option<Decimal>,
    /// What holds inside.
    pub is: Term,
}

/// One case of [`Term::Cases`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermCase {
    /// When it holds; always without it.
    #[serde(default, skip_serializing_if = "FeeCondition::is_always")]
    pub when: FeeCondition,
    /// What holds then.
    pub is: Term,
}

/// The keys a term's table may have; exactly one kind of term among them.
#[derive(Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(rename = "Formula")]
struct Keys {
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<Vec<Term>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sum: Option<Vec<Term>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    less: Option<Vec<Term>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    apart: Option<Box<[Term; 2]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    least: Option<Vec<Term>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    greatest: Option<Vec<Term>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quotient: Option<Box<[Term; 2]>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    round_up: Option<Box<Term>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    each: Option<String>,
    #[serde(with = "figure::option", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    beyond: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rates: Option<BTreeMap<String, Term>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<Box<Term>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<Step>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cases: Option<Vec<TermCase>>,
}

impl Keys {
    /// The terms the keys make: one, unless something is written twice or half.
    fn terms(mut self) -> Option<Term> {
        let mut found: Vec<Term> = [
            self.product.take().map(Term::Product),
            self.sum.take().map(Term::Sum),
            self.less.take().map(Term::Less),
            self.apart.take().map(Term::Apart),
            self.least.take().map(Term::Least),
            self.greatest.take().map(Term::Greatest),
            self.quotient.take().map(Term::Quotient),
            self.round_up.take().map(Term::RoundUp),
            self.count.take().map(Term::Count),
            self.cases.take().map(Term::Cases),
        ]
        .into_iter()
        .flatten()
        .collect();
        match (self.each, self.beyond) {
            (Some(each), Some(beyond)) => found.push(Term::Beyond { each, beyond }),
            (None, None) => {}
            _ => return None,
        }
        match (self.by, self.rates) {
            (Some(by), Some(rates)) => found.push(Term::By { by, rates }),
            (None, None) => {}
            _ => return None,
        }
        match (self.of, self.steps) {
            (Some(of), Some(steps)) => found.push(Term::Steps { of, steps }),
            (None, None) => {}
            _ => return None,
        }
        found.pop().filter(|_| found.is_empty())
    }

    fn from(term: Term) -> Self {
        let none = Self::default();
        match term {
            Term::Figure(_) | Term::Input(_) => none,
            Term::Product(all) => Self { product: Some(all), ..none },
            Term::Sum(all) => Self { sum: Some(all), ..none },
            Term::Less(all) => Self { less: Some(all), ..none },
            Term::Apart(both) => Self { apart: Some(both), ..none },
            Term::Least(all) => Self { least: Some(all), ..none },
            Term::Greatest(all) => Self { greatest: Some(all), ..none },
            Term::Quotient(both) => Self { quotient: Some(both), ..none },
            Term::RoundUp(term) => Self { round_up: Some(term), ..none },
            Term::Count(list) => Self { count: Some(list), ..none },
            Term::Beyond { each, beyond } => Self { each: Some(each), beyond: Some(beyond), ..none },
            Term::By { by, rates } => Self { by: Some(by), rates: Some(rates), ..none },
            Term::Steps { of, steps } => Self { of: Some(of), steps: Some(steps), ..none },
            Term::Cases(cases) => Self { cases: Some(cases), ..none },
        }
    }
}

impl schemars::JsonSchema for Term {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Term".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "anyOf": [
            { "type": "string" },
            { "type": "array", "items": generator.subschema_for::<Self>() },
            generator.subschema_for::<Keys>(),
        ] })
    }
}

impl Serialize for Term {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Figure(figure) => serializer.collect_str(figure),
            Self::Input(input) => serializer.serialize_str(input),
            Self::Product(all) => serializer.collect_seq(all),
            other => Keys::from(other.clone()).serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Term {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Written)
    }
}

struct Written;

impl<'de> Visitor<'de> for Written {
    type Value = Term;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("数（写作 \"80\" 或 \"2.5%\"）、填写项的代码、相乘的列表或算式")
    }

    /// What begins like a number must be one: a slip in a figure is never taken for the code of an input.
    fn visit_str<E: Error>(self, text: &str) -> Result<Term, E> {
        if text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
            return Ok(Term::Input(text.to_owned()));
        }
        figure::required(text).map(Term::Figure)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Term, A::Error> {
        let mut all = Vec::new();
        while let Some(term) = list.next_element()? {
            all.push(term);
        }
        Ok(Term::Product(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Term, A::Error> {
        Keys::deserialize(MapAccessDeserializer::new(map))?
            .terms()
            .ok_or_else(|| A::Error::custom("算式应恰为一种，如 { by = …, rates = … } 或 { sum = […] }"))
    }
}
