//! Where in the files things are written: a second, light look at the files, so that a finding about a domain
//! value can say file, line and column.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use serde::Serialize;
use toml::Spanned;
use toml::de::DeValue;

use crate::catalogue::Place;
use crate::catalogue::source::{self, Source, take_from, text_of};
use crate::domain::fee::FeeStandard;
use crate::domain::ids::{HallId, QuestionCode};
use crate::domain::item::{Material, ServiceItem};
use crate::domain::phrases::Phrase;

/// A place in a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize)]
pub struct Spot {
    /// The file, as the folder was given.
    pub file: String,
    /// Line, from 1; 0 where it is not known.
    pub line: usize,
    /// Column in characters, from 1; 0 where it is not known.
    pub column: usize,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        Ok(())
    }
}

/// The places of everything a finding can be about.
#[derive(Default)]
pub struct Places {
    sources: Vec<Source>,
    items: Vec<ItemTables>,
    /// Shared materials by code.
    shared: BTreeMap<String, Table>,
    fees: Vec<FeeTables>,
    years: BTreeMap<i64, Table>,
    /// Words of papers by hall, the phrases by their keys.
    wordings: BTreeMap<Option<String>, Table>,
}

/// One `[[…]]` table.
struct Table {
    source: usize,
    at: Range<usize>,
    fields: BTreeMap<String, Range<usize>>,
}

struct FeeTables {
    code: String,
    /// First day, as written.
    from: String,
    table: Table,
    lines: Vec<Table>,
}

struct ItemTables {
    code: String,
    /// Empty where the item leaves it to what holds for the whole file.
    edition: String,
    table: Table,
    questions: BTreeMap<String, Table>,
    materials: BTreeMap<String, Table>,
    diversions: Vec<Table>,
}

impl Places {
    /// Looks at the files of a hall. What cannot be read has no place; the reader tells it.
    pub fn read(place: Place<'_>) -> Self {
        let mut places = Self::default();
        let mut unread = Vec::new();
        for folder in ["catalogue", "fees", "calendar", "wording"] {
            for source in source::folder(place, folder, false, &mut unread) {
                places.look_at(&source, folder);
                places.sources.push(source);
            }
        }
        places
    }

    fn look_at(&mut self, source: &Source, folder: &str) {
        let at = self.sources.len();
        let Some(mut document) = source.parse(&mut Vec::new()) else { return };
        match folder {
            "catalogue" => {
                for value in document.take("material") {
                    self.shared.extend(code_of(&value).map(|code| (code, Table::of(&value, at))));
                }
                self.items.extend(document.take("item").into_iter().map(|value| ItemTables::of(value, at)));
            }
            "fees" => {
                self.fees.extend(document.take("standard").into_iter().map(|value| FeeTables::of(value, at)));
            }
            "wording" => {
                let root = document.root();
                let hall = root.get_ref().get("hall").and_then(|hall| hall.get_ref().as_str());
                self.wordings.insert(hall.map(str::to_owned), Table::of_phrases(root, at));
            }
            _ => {
                let root = document.root();
                let year = root.get_ref().get("year").and_then(|year| year.get_ref().as_integer());
                if let Some(year) = year.and_then(|year| year.as_str().parse().ok()) {
                    self.years.insert(year, Table::root(root, at));
                }
            }
        }
    }

    /// The item, or one of its fields where that is written.
    pub fn item(&self, item: &ServiceItem, field: &str) -> Spot {
        self.tables(item).map_or_else(nowhere, |tables| self.spot(&tables.table, field))
    }

    /// A material of the item, or one of its fields, wherever that is written: with the item or with the shared
    /// material it takes.
    pub fn material(&self, item: &ServiceItem, material: &Material, field: &str) -> Spot {
        let own = self.tables(item).and_then(|tables| tables.materials.get(material.code.as_str()));
        let shared = material.common.as_ref().and_then(|code| self.shared.get(code.as_str()));
        match (own, shared) {
            (Some(own), Some(shared))
                if !own.fields.contains_key(field) && shared.fields.contains_key(field) =>
            {
                self.spot(shared, field)
            }
            (Some(own), _) => self.spot(own, field),
            (None, _) => self.item(item, ""),
        }
    }

    /// A question of the item, or one of its fields.
    pub fn question(&self, item: &ServiceItem, question: &QuestionCode, field: &str) -> Spot {
        let own = self.tables(item).and_then(|tables| tables.questions.get(question.as_str()));
        own.map_or_else(|| self.item(item, ""), |table| self.spot(table, field))
    }

    /// A diversion of the item, counted from 0, or one of its fields.
    pub fn diversion(&self, item: &ServiceItem, index: usize, field: &str) -> Spot {
        let own = self.tables(item).and_then(|tables| tables.diversions.get(index));
        own.map_or_else(|| self.item(item, ""), |table| self.spot(table, field))
    }

    /// A fee standard, or one of its fields.
    pub fn fee(&self, standard: &FeeStandard, field: &str) -> Spot {
        self.fees_of(standard).map_or_else(nowhere, |tables| self.spot(&tables.table, field))
    }

    /// The rule of a line of a fee standard, counted from 0.
    pub fn fee_rule(&self, standard: &FeeStandard, line: usize) -> Spot {
        let own = self.fees_of(standard).and_then(|tables| tables.lines.get(line));
        own.map_or_else(|| self.fee(standard, ""), |table| self.spot(table, "rule"))
    }

    fn fees_of(&self, standard: &FeeStandard) -> Option<&FeeTables> {
        let from = standard.valid_from.to_string();
        let editions = || self.fees.iter().filter(|tables| tables.code == standard.code.as_str());
        editions().find(|tables| tables.from == from).or_else(|| editions().next())
    }

    /// The calendar of a year, or one of its fields.
    pub fn year(&self, year: i16, field: &str) -> Spot {
        let found = self.years.get(&i64::from(year));
        found.map_or_else(|| Spot { file: "calendar".to_owned(), ..Spot::default() }, |t| self.spot(t, field))
    }

    /// A phrase that a hall, or every hall of the folder, words itself.
    pub fn phrase(&self, hall: Option<&HallId>, phrase: Phrase) -> Spot {
        let found = self.wordings.get(&hall.map(ToString::to_string));
        let folder = || Spot { file: "wording".to_owned(), ..Spot::default() };
        found.map_or_else(folder, |table| self.spot(table, phrase.key()))
    }

    fn tables(&self, item: &ServiceItem) -> Option<&ItemTables> {
        let editions = || self.items.iter().filter(|tables| tables.code == item.code.as_str());
        let exact = editions().find(|tables| tables.edition == item.edition);
        exact.or_else(|| editions().next())
    }

    fn spot(&self, table: &Table, field: &str) -> Spot {
        let span = table.fields.get(field).unwrap_or(&table.at).clone();
        let Some(source) = self.sources.get(table.source) else { return nowhere() };
        let found = source.problem(span, "");
        Spot { file: found.file, line: found.line, column: found.column }
    }
}

fn nowhere() -> Spot {
    Spot { file: "catalogue".to_owned(), ..Spot::default() }
}

impl Table {
    fn of(value: &Spanned<DeValue<'_>>, source: usize) -> Self {
        let mut fields = BTreeMap::new();
        for (key, inner) in value.get_ref().as_table().into_iter().flatten() {
            fields.insert(key.get_ref().to_string(), inner.span());
        }
        let named = fields.get("code").or_else(|| fields.get("use"));
        let at = named.cloned().unwrap_or_else(|| value.span());
        Self { source, at, fields }
    }

    fn root(root: &Spanned<toml::de::DeTable<'_>>, source: usize) -> Self {
        let fields: BTreeMap<_, _> =
            root.get_ref().iter().map(|(key, inner)| (key.get_ref().to_string(), inner.span())).collect();
        let at = fields.get("year").cloned().unwrap_or(0..0);
        Self { source, at, fields }
    }

    /// The tables of a file of words as one, by table and name.
    fn of_phrases(root: &Spanned<toml::de::DeTable<'_>>, source: usize) -> Self {
        let mut fields = BTreeMap::new();
        for (table, value) in root.get_ref() {
            for (name, text) in value.get_ref().as_table().into_iter().flatten() {
                fields.insert(format!("{}.{}", table.get_ref(), name.get_ref()), text.span());
            }
        }
        Self { source, at: root.span().start..root.span().start, fields }
    }
}

impl FeeTables {
    fn of(mut value: Spanned<DeValue<'_>>, source: usize) -> Self {
        let lines = take_from(&mut value, "lines");
        Self {
            code: code_of(&value).unwrap_or_default(),
            from: text_of(&value, "valid_from").unwrap_or_default(),
            table: Table::of(&value, source),
            lines: lines.iter().map(|line| Table::of(line, source)).collect(),
        }
    }
}

impl ItemTables {
    fn of(mut value: Spanned<DeValue<'_>>, source: usize) -> Self {
        let mut named = |key: &str| -> BTreeMap<String, Table> {
            let parts = take_from(&mut value, key);
            parts.iter().filter_map(|part| Some((code_of(part)?, Table::of(part, source)))).collect()
        };
        let (questions, materials) = (named("question"), named("material"));
        let diversions = take_from(&mut value, "diversion");
        Self {
            code: code_of(&value).unwrap_or_default(),
            edition: text_of(&value, "edition").unwrap_or_default(),
            table: Table::of(&value, source),
            questions,
            materials,
            diversions: diversions.iter().map(|part| Table::of(part, source)).collect(),
        }
    }
}

/// The code of a table, or that of the shared material it takes.
fn code_of(value: &Spanned<DeValue<'_>>) -> Option<String> {
    text_of(value, "code").or_else(|| text_of(value, "use"))
}
