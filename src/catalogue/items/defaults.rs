//! What items take that do not say it themselves.
//!
//! What is asked of people stands in the item: its name, basis and conditions, its limits, its fee and its
//! materials have no default.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::shape::ItemShape;
use crate::catalogue::complaint::missing;
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
pub(super) struct Defaults<'a> {
    table: DeTable<'a>,
    /// Fields that were written, but so that they cannot be read.
    pub(super) spoilt: Vec<String>,
}

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
        let written = names(&value);
        source.examine::<ItemShape>(&mut value, problems);
        let read = names(&value);
        let spoilt = written.into_iter().filter(|name| !read.contains(name)).collect();
        match value.into_inner() {
            DeValue::Table(table) => Self { table, spoilt },
            _ => Self::default(),
        }
    }

    /// Adds what the item does not say. The places stay those of the defaults.
    pub(super) fn fill(&self, item: &mut Spanned<DeValue<'a>>) {
        let DeValue::Table(item) = item.get_mut() else { return };
        for (key, value) in &self.table {
            if !item.contains_key(str_of(key)) {
                item.insert(key.clone(), value.clone());
            }
        }
    }
}

/// Takes back, from the problems after the first `known`, what items lack only because a default that was written
/// cannot be read.
pub(super) fn forgive(spoilt: &[String], known: usize, problems: &mut Vec<Problem>) {
    let told: Vec<String> = spoilt.iter().map(|name| missing(name)).collect();
    let new = problems.split_off(known);
    problems.extend(new.into_iter().filter(|problem| !told.contains(&problem.message)));
}

fn names(value: &Spanned<DeValue<'_>>) -> Vec<String> {
    match value.get_ref() {
        DeValue::Table(table) => table.keys().map(|key| str_of(key).to_owned()).collect(),
        _ => Vec::new(),
    }
}

fn str_of<'k>(key: &'k Spanned<DeString<'_>>) -> &'k str {
    key.get_ref()
}
