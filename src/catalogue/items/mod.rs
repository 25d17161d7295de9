//! `catalogue/*.toml`: service items, one file for one item or a family of items.
//!
//! `_materials.toml` beside them defines materials that several items ask for; an item takes one with
//! `use = "business-licence"` and overrides what differs. `_defaults.toml` says what holds for every item that
//! does not say otherwise, `[defaults]` at the top of a file what holds for the items of that file.
//!
//! Items with the same code are editions of one item, one after the other ([`editions`]).

mod checks;
mod conditions;
mod defaults;
mod editions;
mod materials;
mod questions;
mod reading;
pub(super) mod shape;

use toml::Spanned;
use toml::de::DeValue;

use defaults::Defaults;
use editions::Editions;
use materials::Shared;
use reading::ItemReader;

use super::names::{Names, Once};
use super::problem::Problem;
use super::source::{Source, text_of};
use crate::domain::item::ServiceItem;

/// More than nine cannot be reached with one digit.
const ONE_DIGIT: usize = 9;

/// The items of the folder, and their references still to be checked.
#[derive(Default)]
pub(super) struct Items<'a> {
    /// Every edition of every item.
    pub(super) read: Vec<ServiceItem>,
    /// Codes, also of items that could not be read to the end.
    pub(super) codes: Names,
    /// Departments the items name, in the order of `read`.
    pub(super) departments: Vec<(&'a Source, Spanned<String>)>,
    /// Fee standards the items name.
    pub(super) fees: Vec<(&'a Source, Spanned<String>)>,
}

/// What the files hold, before anything is looked up in another.
#[derive(Default)]
struct Written<'a> {
    /// Items with what they take from their own file.
    items: Vec<(&'a Source, Spanned<DeValue<'a>>)>,
    shared: Shared,
    /// What every item takes that does not say otherwise.
    defaults: Defaults<'a>,
    /// Fields that a file of defaults gives, but so that they cannot be read.
    spoilt: Vec<String>,
    /// Whether a file could not be read, so that nothing can be called unknown.
    partial: bool,
}

/// Reads the folder.
pub(super) fn read<'a>(sources: &'a [Source], problems: &mut Vec<Problem>) -> Items<'a> {
    let written = written(sources, problems);
    let mut found = Items::default();
    if written.partial {
        found.codes.partial();
    }
    let mut editions = Editions::default();
    for (source, mut value) in written.items {
        if let Some(code) = text_of(&value, "code") {
            found.codes.add(code);
        } else {
            found.codes.partial();
        }
        written.defaults.fill(&mut value);
        let known = problems.len();
        let read = ItemReader { source, shared: &written.shared, problems }.item(value);
        defaults::forgive(&written.spoilt, known, problems);
        if let Some(read) = read {
            editions.add(source, &read, problems);
            found.departments.push((source, read.department));
            found.fees.extend(read.fee.map(|fee| (source, fee)));
            found.read.push(read.item);
        }
    }
    found
}

fn written<'a>(sources: &'a [Source], problems: &mut Vec<Problem>) -> Written<'a> {
    let mut found = Written::default();
    let mut once = Once::new("共用材料");
    for source in sources {
        let Some(mut document) = source.parse(problems) else {
            found.partial = true;
            found.shared.names.partial();
            continue;
        };
        if source.is_named(defaults::FILE) {
            for value in document.take("item") {
                problems.push(source.problem(value.span(), "默认只有一份，写作 [item]"));
            }
            match document.take_table("item") {
                Some(table) => found.defaults = Defaults::read(source, Some(table), problems),
                // Whatever else stands there instead was told.
                None => found.spoilt.extend(defaults::FIELDS.map(str::to_owned)),
            }
            found.spoilt.extend(found.defaults.spoilt.clone());
            document.rest::<shape::DefaultsFile>(problems);
            continue;
        }
        let table = document.take_table("defaults");
        let defaults = Defaults::read(source, table, problems);
        found.spoilt.extend(defaults.spoilt.clone());
        for value in document.take("material") {
            found.shared.add(source, value, &mut once, problems);
        }
        for mut value in document.take("item") {
            defaults.fill(&mut value);
            found.items.push((source, value));
        }
        document.rest::<shape::ItemsFile>(problems);
    }
    found
}
