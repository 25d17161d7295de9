//! What items take that do not say it themselves.
//!
//! What is asked of people stands in the item: its name, basis and conditions, its limits, its fee and its
//! materials have no default.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::shape::ItemShape;
use crate::catalogue::problem::Problem;
use crate::catalogue::source::Source;

/// The file whose `[item]` holds for the whole folder.
pub(super) const FILE: &str = "_defaults.toml";

/// The fields of an item that may be taken from defaults.
pub(super) const FIELDS: [&str; 26] = [
    "edition",
    "valid_from",
    "nature",
    "department",
    "applicants",
    "intake_mode",
    "kind",
    "correction",
    "correction_days",
    "deferral_days",
    "no_commitment",
    "special_procedures",
    "result",
    "result_sample",
    "review_standard",
    "channels",
    "scope",
    "reservation",
    "online_payment",
    "delivery",
    "steps",
    "place",
    "hours",
    "phone",
    "supervision_phone",
    "source",
];

/// The defaults of a folder or of a file, checked.
#[derive(Default)]
pub(super) struct Defaults<'a>(DeTable<'a>);

impl<'a> Defaults<'a> {
    /// Checks the table; what is wrong in it is told here, and not once more by every item.
    pub(super) fn read(
        source: &Source,
        table: Option<Spanned<DeValue<'a>>>,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let Some(mut value) = table else { return Self::default() };
        if let DeValue::Table(table) = value.get_mut() {
            let strange = |key: &&Spanned<_>| !FIELDS.contains(&str_of(key));
            let strange: Vec<Spanned<_>> = table.keys().filter(strange).cloned().collect();
            for key in strange {
                let name = str_of(&key);
                let message = format!("“{name}”不能作默认，请写在事项里");
                problems.push(source.unknown(key.span(), message, name, FIELDS));
                table.remove(name);
            }
        }
        source.examine::<ItemShape>(&mut value, problems);
        match value.into_inner() {
            DeValue::Table(table) => Self(table),
            _ => Self::default(),
        }
    }

    /// Adds what the item does not say. The places stay those of the defaults.
    pub(super) fn fill(&self, item: &mut Spanned<DeValue<'a>>) {
        let DeValue::Table(item) = item.get_mut() else { return };
        for (key, value) in &self.0 {
            if !item.contains_key(str_of(key)) {
                item.insert(key.clone(), value.clone());
            }
        }
    }
}

fn str_of<'k>(key: &'k Spanned<DeString<'_>>) -> &'k str {
    key.get_ref()
}
