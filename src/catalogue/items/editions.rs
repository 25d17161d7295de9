//! Editions of an item (S050): the same code several times, each edition for a time of its own.
//!
//! Two editions may not hold on the same day; a time without any is allowed, the item is then not handled.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::reading::ReadItem;
use crate::catalogue::problem::Problem;
use crate::catalogue::source::Source;

/// The editions read so far, by code of the item.
#[derive(Default)]
pub(super) struct Editions(BTreeMap<String, Vec<Edition>>);

struct Edition {
    name: String,
    from: Date,
    to: Option<Date>,
    /// Where its item stands.
    place: Problem,
}

impl Editions {
    /// Takes an edition, after telling one of the same name, one that holds on the same days, and a time that
    /// ends before it begins.
    pub(super) fn add(&mut self, source: &Source, read: &ReadItem, problems: &mut Vec<Problem>) {
        let item = &read.item;
        let edition = Edition {
            name: item.edition.clone(),
            from: item.valid_from,
            to: item.valid_to,
            place: source.problem(read.code.span(), ""),
        };
        let known = self.0.entry(read.code.get_ref().clone()).or_default();
        let there = |place: &Problem| format!("前一处在 {}:{}", place.file, place.line);
        let message = if edition.to.is_some_and(|to| to < edition.from) {
            Some(format!("有效期颠倒：{}", edition.period()))
        } else if let Some(same) = known.iter().find(|other| other.name == edition.name) {
            let (code, name) = (&item.code, &edition.name);
            Some(format!("事项“{code}”的版本“{name}”重复，{}", there(&same.place)))
        } else {
            known.iter().find(|other| other.meets(&edition)).map(|other| {
                format!(
                    "事项“{}”有两个版本同时有效：{}（{}，{}）与 {}（{}）",
                    item.code,
                    other.name,
                    other.period(),
                    there(&other.place),
                    edition.name,
                    edition.period()
                )
            })
        };
        problems.extend(message.map(|message| Problem { message, ..edition.place.clone() }));
        known.push(edition);
    }
}

impl Edition {
    fn meets(&self, other: &Self) -> bool {
        self.to.is_none_or(|to| other.from <= to) && other.to.is_none_or(|to| self.from <= to)
    }

    fn period(&self) -> String {
        match self.to {
            Some(to) => format!("{} 至 {to}", self.from),
            None => format!("{} 起", self.from),
        }
    }
}
