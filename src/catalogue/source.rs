//! The files of a folder as TOML with places, and serde's complaints turned into [`Problem`]s.

use std::fs;
use std::ops::Range;
use std::path::Path;

use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::problem::{Problem, nearest};
use super::{Place, SHIPPED};

/// One file.
pub(super) struct Source {
    /// Path as it is shown.
    path: String,
    text: String,
}

/// A file that is TOML; its parts are taken one by one so that a fault in one does not hide the others.
pub(super) struct Document<'a> {
    pub(super) source: &'a Source,
    root: Spanned<DeTable<'a>>,
}

/// Reads every `*.toml` of a folder, in the order of names.
pub(super) fn folder(
    place: Place<'_>,
    name: &str,
    required: bool,
    problems: &mut Vec<Problem>,
) -> Vec<Source> {
    match place {
        Place::Folder(dir) => on_disk(&dir.join(name), required, problems),
        Place::Shipped => inside(name),
    }
}

fn whole(path: &Path, message: String) -> Problem {
    Problem { file: path.display().to_string(), line: 0, column: 0, message, suggestion: None }
}

fn on_disk(dir: &Path, required: bool, problems: &mut Vec<Problem>) -> Vec<Source> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => {
            if required || error.kind() != std::io::ErrorKind::NotFound {
                problems.push(whole(dir, format!("读不到文件夹：{error}")));
            }
            return Vec::new();
        }
    };
    let mut paths: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    paths.sort();
    if required && paths.is_empty() {
        problems.push(whole(dir, "文件夹里没有 .toml 文件".into()));
    }
    let mut sources = Vec::new();
    for path in paths {
        match fs::read_to_string(&path) {
            Ok(text) => sources.push(Source { path: path.display().to_string(), text }),
            Err(error) => problems.push(whole(&path, format!("读不到文件：{error}"))),
        }
    }
    sources
}

fn inside(name: &str) -> Vec<Source> {
    let files = SHIPPED.get_dir(name).into_iter().flat_map(include_dir::Dir::files);
    let mut sources: Vec<Source> = files
        .filter_map(|file| {
            Some(Source { path: file.path().display().to_string(), text: file.contents_utf8()?.to_owned() })
        })
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

impl Source {
    /// Parses the file, or tells every fault of syntax.
    pub(super) fn parse<'a>(&'a self, problems: &mut Vec<Problem>) -> Option<Document<'a>> {
        let (root, errors) = DeTable::parse_recoverable(&self.text);
        for error in &errors {
            let message = match error.message() {
                "duplicate key" => "同一个键写了两次".to_owned(),
                other => format!("TOML 写法有误（{other}）"),
            };
            problems.push(self.problem(error.span().unwrap_or(0..0), message));
        }
        errors.is_empty().then_some(Document { source: self, root })
    }

    /// A problem at this place of the file.
    pub(super) fn problem(&self, span: Range<usize>, message: impl Into<String>) -> Problem {
        let before = self.text.get(..span.start).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Problem {
            file: self.path.clone(),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or("").chars().count() + 1,
            message: message.into(),
            suggestion: None,
        }
    }

    /// A problem with the known name nearest to the written one.
    pub(super) fn unknown<'c>(
        &self,
        span: Range<usize>,
        message: impl Into<String>,
        written: &str,
        known: impl IntoIterator<Item = &'c str>,
    ) -> Problem {
        Problem { suggestion: nearest(written, known), ..self.problem(span, message) }
    }

    /// Reads one value. Unknown fields are told, left out and the rest read on, so that all of them are told.
    pub(super) fn read<T: DeserializeOwned>(
        &self,
        mut value: Spanned<DeValue<'_>>,
        problems: &mut Vec<Problem>,
    ) -> Option<T> {
        let mut told: Vec<String> = Vec::new();
        loop {
            let error = match T::deserialize(value.clone().into_deserializer()) {
                Ok(read) => return Some(read),
                Err(error) => error,
            };
            let span = error.span().unwrap_or_else(|| value.span());
            let fault = Fault::of(error.message());
            if let Fault::Missing(field) = &fault
                && told.contains(field)
            {
                return None;
            }
            let (message, suggestion) = fault.tell();
            told.extend(suggestion.clone());
            problems.push(Problem { suggestion, ..self.problem(span.clone(), message) });
            if !matches!(fault, Fault::UnknownField(..)) || !prune(value.get_mut(), &span) {
                return None;
            }
        }
    }
}

impl<'a> Document<'a> {
    /// Takes the tables written as `[[key]]` out of the document.
    pub(super) fn take(&mut self, key: &str) -> Vec<Spanned<DeValue<'a>>> {
        take(self.root.get_mut(), key)
    }

    /// What was not taken, with its places.
    pub(super) fn root(&self) -> &Spanned<DeTable<'a>> {
        &self.root
    }

    /// Reads what was not taken.
    pub(super) fn rest<T: DeserializeOwned>(self, problems: &mut Vec<Problem>) -> Option<T> {
        let span = self.root.span();
        self.source.read(Spanned::new(span, DeValue::Table(self.root.into_inner())), problems)
    }
}

/// Takes the tables written as `[[item.key]]` out of a value.
pub(super) fn take_from<'a>(value: &mut Spanned<DeValue<'a>>, key: &str) -> Vec<Spanned<DeValue<'a>>> {
    match value.get_mut() {
        DeValue::Table(table) => take(table, key),
        _ => Vec::new(),
    }
}

fn take<'a>(table: &mut DeTable<'a>, key: &str) -> Vec<Spanned<DeValue<'a>>> {
    if !table.get(key).is_some_and(|value| value.get_ref().is_array()) {
        return Vec::new();
    }
    match table.remove(key).map(Spanned::into_inner) {
        Some(DeValue::Array(array)) => array.into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The text under a key, if it is text.
pub(super) fn text_of(value: &Spanned<DeValue<'_>>, key: &str) -> Option<String> {
    value.get_ref().as_table()?.get(key)?.get_ref().as_str().map(str::to_owned)
}

/// Removes the key at this place, at any depth.
fn prune(value: &mut DeValue<'_>, span: &Range<usize>) -> bool {
    match value {
        DeValue::Table(table) => {
            let here = table.keys().find(|key| &key.span() == span).map(|key| key.get_ref().to_string());
            match here {
                Some(key) => table.remove(key.as_str()).is_some(),
                None => table.iter_mut().any(|(_, inner)| prune(inner.get_mut(), span)),
            }
        }
        DeValue::Array(array) => array.iter_mut().any(|inner| prune(inner.get_mut(), span)),
        _ => false,
    }
}

/// What serde complains about.
enum Fault {
    /// Written, known.
    UnknownField(String, Vec<String>),
    /// Written, known.
    UnknownValue(String, Vec<String>),
    /// A field that must be there.
    Missing(String),
    /// In serde's words.
    Other(String),
}

impl Fault {
    fn of(message: &str) -> Self {
        let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
        let mut first = || quoted.next().unwrap_or_default();
        if message.starts_with("unknown field") {
            Self::UnknownField(first(), quoted.collect())
        } else if message.starts_with("unknown variant") {
            Self::UnknownValue(first(), quoted.collect())
        } else if message.starts_with("missing field") {
            Self::Missing(first())
        } else {
            Self::Other(message.to_owned())
        }
    }

    fn tell(&self) -> (String, Option<String>) {
        let near = |written: &str, known: &[String]| nearest(written, known.iter().map(String::as_str));
        match self {
            Self::UnknownField(written, known) => (format!("不认识的字段“{written}”"), near(written, known)),
            Self::UnknownValue(written, known) => {
                (format!("不认识的值“{written}”，可以写：{}", known.join("、")), near(written, known))
            }
            Self::Missing(field) => (format!("缺少字段“{field}”"), None),
            Self::Other(message) => {
                let told =
                    match message.strip_prefix("invalid type: ").and_then(|m| m.split_once(", expected ")) {
                        Some((found, wanted)) => format!("类型不对：写的是 {found}，应当是 {wanted}"),
                        None => format!("值不合要求（{message}）"),
                    };
                (told, None)
            }
        }
    }
}
