//! The files of a folder as TOML with places, and serde's complaints turned into [`Problem`]s.
//!
//! The texts of a folder lie one behind the other: a span is a place in the folder, so that a value taken from
//! another file, as a default is, keeps its own place.

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::complaint::{self, Fault};
use super::problem::{Problem, nearest};
use super::trouble::in_words;
use super::{Place, SHIPPED};

/// Faults of syntax told of one file.
const MOST_SYNTAX: usize = 3;

/// One file of a folder.
pub(super) struct Source {
    file: Arc<File>,
    /// All files of the folder, in the order of their places.
    folder: Arc<[Arc<File>]>,
}

struct File {
    /// Path as it is shown.
    path: String,
    text: String,
    /// Where the text begins in the folder.
    start: usize,
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
    let texts = match place {
        Place::Folder(dir) => on_disk(&dir.join(name), required, problems),
        Place::Shipped => inside(name),
    };
    let mut start = 0;
    let file = |(path, text): (String, String)| {
        let file = File { path, text, start };
        // The end of a text is a place of its own.
        start += file.text.len() + 1;
        Arc::new(file)
    };
    let folder: Arc<[Arc<File>]> = texts.into_iter().map(file).collect();
    folder.iter().map(|file| Source { file: Arc::clone(file), folder: Arc::clone(&folder) }).collect()
}

fn whole(path: &Path, message: String) -> Problem {
    Problem { file: path.display().to_string(), line: 0, column: 0, message, suggestion: None }
}

/// Paths and texts.
fn on_disk(dir: &Path, required: bool, problems: &mut Vec<Problem>) -> Vec<(String, String)> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => {
            if required || error.kind() != std::io::ErrorKind::NotFound {
                problems.push(whole(dir, format!("读不到文件夹：{}；请核对路径", in_words(&error))));
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
    let mut texts = Vec::new();
    for path in paths {
        match fs::read_to_string(&path) {
            Ok(text) => texts.push((path.display().to_string(), text)),
            Err(error) => problems.push(whole(&path, format!("读不到文件：{}", in_words(&error)))),
        }
    }
    texts
}

fn inside(name: &str) -> Vec<(String, String)> {
    let files = SHIPPED.get_dir(name).into_iter().flat_map(include_dir::Dir::files);
    let mut texts: Vec<(String, String)> = files
        .filter_map(|file| Some((file.path().display().to_string(), file.contents_utf8()?.to_owned())))
        .collect();
    texts.sort();
    texts
}

impl Source {
    /// A file that lies in no folder of a hall.
    pub(super) fn alone(path: &str, text: &str) -> Self {
        let file = Arc::new(File { path: path.to_owned(), text: text.to_owned(), start: 0 });
        Self { folder: Arc::from([Arc::clone(&file)]), file }
    }

    /// Whether the file has this name.
    pub(super) fn is_named(&self, name: &str) -> bool {
        Path::new(&self.file.path).file_name().is_some_and(|own| own == name)
    }

    /// Parses the file, or tells every fault of syntax.
    pub(super) fn parse<'a>(&'a self, problems: &mut Vec<Problem>) -> Option<Document<'a>> {
        let (root, errors) = DeTable::parse_recoverable(&self.file.text);
        let start = self.file.start;
        // What follows the first faults of syntax is mostly their consequence.
        for error in errors.iter().take(MOST_SYNTAX) {
            let place = placed(&error.span().unwrap_or(0..0), start);
            problems.push(self.problem(place, complaint::syntax(error.message())));
        }
        if !errors.is_empty() {
            return None;
        }
        let span = placed(&root.span(), start);
        Some(Document { source: self, root: Spanned::new(span, table_placed(root.into_inner(), start)) })
    }

    /// A problem at this place of the folder.
    pub(super) fn problem(&self, span: Range<usize>, message: impl Into<String>) -> Problem {
        let file = self.folder.iter().rfind(|file| file.start <= span.start).unwrap_or(&self.file);
        let before = file.text.get(..span.start.saturating_sub(file.start)).unwrap_or(&file.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Problem {
            file: file.path.clone(),
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

    /// Reads one value. What is wrong is told and left out and the rest read on, so that all of it is told;
    /// only a value of unknown fields or none at all is given.
    pub(super) fn read<T: DeserializeOwned>(
        &self,
        mut value: Spanned<DeValue<'_>>,
        problems: &mut Vec<Problem>,
    ) -> Option<T> {
        let mut told = Told::default();
        loop {
            let error = match T::deserialize(value.clone().into_deserializer()) {
                Ok(read) => return (!told.lost).then_some(read),
                Err(error) => error,
            };
            if !self.tell(&error, &mut value, &mut told, problems) {
                return None;
            }
        }
    }

    /// Tells what is wrong with the fields that are there and leaves it out; others may still be added.
    pub(super) fn examine<T: DeserializeOwned>(
        &self,
        value: &mut Spanned<DeValue<'_>>,
        problems: &mut Vec<Problem>,
    ) {
        let mut told = Told::default();
        while let Err(error) = T::deserialize(value.clone().into_deserializer()) {
            let at_the_top = error.span().is_none_or(|span| span == value.span());
            if at_the_top && matches!(Fault::of(error.message()), Fault::Missing(_)) {
                return;
            }
            if !self.tell(&error, value, &mut told, problems) {
                return;
            }
        }
    }

    /// Tells one fault and takes it out of the value, if it can be taken out.
    fn tell(
        &self,
        error: &toml::de::Error,
        value: &mut Spanned<DeValue<'_>>,
        told: &mut Told,
        problems: &mut Vec<Problem>,
    ) -> bool {
        let span = error.span().unwrap_or_else(|| value.span());
        let fault = Fault::of(error.message());
        if let Fault::Missing(field) = &fault
            && told.fields.contains(field)
        {
            return false;
        }
        let (message, suggestion) = fault.tell();
        told.fields.extend(suggestion.clone());
        problems.push(Problem { suggestion, ..self.problem(span.clone(), message) });
        if matches!(fault, Fault::UnknownField(..)) {
            return prune(value.get_mut(), &span);
        }
        told.lost = true;
        let left_out = leave_out(value, &span);
        let found = left_out.is_some();
        told.fields.extend(left_out);
        found
    }
}

/// What has been told of a value so far.
#[derive(Default)]
struct Told {
    /// Fields that are missing only because they were written under another name or left out as wrong.
    fields: Vec<String>,
    /// Whether something was left out that belongs to the value.
    lost: bool,
}

impl<'a> Document<'a> {
    /// Takes the tables written as `[[key]]` out of the document.
    pub(super) fn take(&mut self, key: &str) -> Vec<Spanned<DeValue<'a>>> {
        take(self.root.get_mut(), key)
    }

    /// Takes the one table written as `[key]` out of the document.
    pub(super) fn take_table(&mut self, key: &str) -> Option<Spanned<DeValue<'a>>> {
        let table = self.root.get_mut();
        if !table.get(key).is_some_and(|value| value.get_ref().is_table()) {
            return None;
        }
        table.remove(key)
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

/// Where a place in a text is in its folder.
fn placed(span: &Range<usize>, start: usize) -> Range<usize> {
    span.start + start..span.end + start
}

fn table_placed(table: DeTable<'_>, start: usize) -> DeTable<'_> {
    let key = |key: Spanned<_>| Spanned::new(placed(&key.span(), start), key.into_inner());
    table.into_iter().map(|(name, value)| (key(name), value_placed(value, start))).collect()
}

fn value_placed(value: Spanned<DeValue<'_>>, start: usize) -> Spanned<DeValue<'_>> {
    let span = placed(&value.span(), start);
    let inner = match value.into_inner() {
        DeValue::Table(table) => DeValue::Table(table_placed(table, start)),
        DeValue::Array(array) => {
            DeValue::Array(array.into_iter().map(|inner| value_placed(inner, start)).collect())
        }
        plain => plain,
    };
    Spanned::new(span, inner)
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

/// Removes what is wrong at this place so that the rest can be read: the element of a list, or else the field,
/// whose name is given. Nothing is removed where the whole value is meant.
fn leave_out(value: &mut Spanned<DeValue<'_>>, span: &Range<usize>) -> Option<String> {
    let holds =
        |inner: &Spanned<DeValue<'_>>| inner.span().start <= span.start && span.end <= inner.span().end;
    if &value.span() == span {
        return None;
    }
    let DeValue::Table(table) = value.get_mut() else { return None };
    let (key, field) = table.iter_mut().find(|(_, inner)| holds(inner))?;
    let name = key.get_ref().to_string();
    if let DeValue::Array(array) = field.get_mut()
        && let Some(place) = array.iter().position(holds)
    {
        *array = array
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place)
            .map(|(_, inner)| inner.clone())
            .collect();
    } else {
        table.remove(name.as_str());
    }
    Some(name)
}
