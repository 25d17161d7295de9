//! A fault in a keymap or theme file: where it is, and what is wrong in words an engineer can act on.

use std::fmt;
use std::ops::Range;

use crate::text::Clean;

/// A file of settings: the name to show and the text.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The name shown in problems.
    pub name: &'a str,
    /// The whole text.
    pub text: &'a str,
}

/// One fault in a settings file. `Display` gives `file:line:column message`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: Clean,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// What is wrong, and what was probably meant.
    pub message: Clean,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{} {}", self.file, self.line, self.column, self.message)
    }
}

impl Source<'_> {
    /// A problem at the beginning of `span`.
    pub fn problem(&self, span: &Range<usize>, message: impl AsRef<str>) -> Problem {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
        Problem {
            file: Clean::new(self.name),
            line: before.matches('\n').count() + 1,
            column,
            message: Clean::new(message),
        }
    }
}

/// The name closest to `word`, if it is close enough to be what was meant.
pub fn nearest(word: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    let limit = (word.chars().count() / 3).max(2);
    names
        .map(|name| (distance(word, name), name))
        .filter(|&(distance, name)| distance <= limit && distance < name.chars().count())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

/// Levenshtein's distance, ignoring case.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (y, &above) in b.chars().zip(row.iter().skip(1)) {
            left = (diagonal + usize::from(x != y)).min(above + 1).min(left + 1);
            diagonal = above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_edits() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("Same", "same"), 0);
    }

    #[test]
    fn a_place_is_counted_in_lines_and_characters() {
        let source = Source { name: "键.toml", text: "a = 1\n标签 = \"x\"\n" };
        let start = source.text.find("\"x\"").unwrap();
        let problem = source.problem(&(start..start + 3), "坏\u{202e}");
        assert_eq!(problem.to_string(), "键.toml:2:6 坏⟨U+202E⟩");
    }

    #[test]
    fn only_close_names_are_offered() {
        let names = ["queue", "case", "fee"];
        assert_eq!(nearest("quue", names.into_iter()), Some("queue"));
        assert_eq!(nearest("handover", names.into_iter()), None);
    }
}
