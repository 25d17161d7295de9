//! Names that files declare and refer to.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::problem::Problem;
use super::source::Source;

/// The names of one kind that were declared.
#[derive(Default)]
pub(super) struct Names {
    names: BTreeSet<String>,
    /// Whether a file that declares such names could not be read, so that nothing can be called unknown.
    partial: bool,
}

impl Names {
    pub(super) fn partial(&mut self) {
        self.partial = true;
    }

    pub(super) fn add(&mut self, name: impl Into<String>) {
        self.names.insert(name.into());
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Tells a reference to a name nobody declared.
    pub(super) fn check(
        &self,
        source: &Source,
        written: &Spanned<String>,
        what: &str,
        problems: &mut Vec<Problem>,
    ) {
        let name = written.get_ref();
        if !self.partial && !self.names.contains(name) {
            let message = format!("没有这个{what}“{name}”");
            problems.push(source.unknown(written.span(), message, name, self.iter()));
        }
    }
}

/// Tells names that were declared before.
pub(super) struct Once {
    what: &'static str,
    seen: BTreeMap<String, Problem>,
}

impl Once {
    pub(super) fn new(what: &'static str) -> Self {
        Self { what, seen: BTreeMap::new() }
    }

    pub(super) fn check(&mut self, source: &Source, name: &Spanned<String>, problems: &mut Vec<Problem>) {
        let (what, text) = (self.what, name.get_ref());
        let here = source.problem(name.span(), "");
        if let Some(first) = self.seen.get(text) {
            let message = format!("{what}“{text}”重复，前一处在 {}:{}", first.file, first.line);
            problems.push(Problem { message, ..here });
        } else {
            self.seen.insert(text.clone(), here);
        }
    }
}
