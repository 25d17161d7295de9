//! Cells and lines: how wide a text is, and where a Chinese line may break.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Width in terminal cells.
pub(super) fn width(text: &str) -> usize {
    text.graphemes(true).map(unicode_width::UnicodeWidthStr::width).sum()
}

/// The text padded with spaces on the right up to `cells`.
pub(super) fn left(text: &str, cells: usize) -> String {
    format!("{text}{}", " ".repeat(cells.saturating_sub(width(text))))
}

/// The text padded with spaces on the left up to `cells`.
pub(super) fn right(text: &str, cells: usize) -> String {
    format!("{}{text}", " ".repeat(cells.saturating_sub(width(text))))
}

/// Breaks the text into lines: the first of at most `first` cells, the others of at most `rest`.
///
/// Closing punctuation never starts a line, opening punctuation never ends one, Latin words and figures with their
/// counters stay whole; only what is longer than a line is broken between its characters. Nothing but white space at a
/// break is lost. An empty text gives one empty line.
pub(super) fn wrap(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut wrapper = Wrapper { lines: Vec::new(), line: String::new(), used: 0, first, rest };
    for unit in units(text) {
        wrapper.push(&unit);
    }
    wrapper.finish()
}

struct Wrapper {
    lines: Vec<String>,
    line: String,
    used: usize,
    first: usize,
    rest: usize,
}

impl Wrapper {
    fn limit(&self) -> usize {
        if self.lines.is_empty() { self.first } else { self.rest }
    }

    fn push(&mut self, unit: &str) {
        let cells = width(unit);
        if self.used + cells <= self.limit() {
            self.add(unit, cells);
            return;
        }
        if unit.chars().all(char::is_whitespace) {
            return self.end();
        }
        if self.used > 0 && cells <= self.rest {
            self.end();
        }
        if self.used + cells <= self.limit() { self.add(unit, cells) } else { self.push_by_cluster(unit) }
    }

    fn push_by_cluster(&mut self, unit: &str) {
        for cluster in unit.graphemes(true) {
            let cells = cluster.width();
            if self.used + cells > self.limit() && self.used > 0 {
                let carried = if class(cluster) == Class::Close { self.take_last() } else { String::new() };
                self.end();
                self.add(&carried, width(&carried));
            }
            self.add(cluster, cells);
        }
    }

    /// Takes the last character off the line, unless it is the only one.
    fn take_last(&mut self) -> String {
        match self.line.grapheme_indices(true).next_back() {
            Some((at, _)) if at > 0 => {
                let last = self.line.split_off(at);
                self.used -= width(&last);
                last
            }
            _ => String::new(),
        }
    }

    fn add(&mut self, text: &str, cells: usize) {
        if self.used == 0 && !self.lines.is_empty() && text.chars().all(char::is_whitespace) {
            return;
        }
        self.line.push_str(text);
        self.used += cells;
    }

    fn end(&mut self) {
        self.lines.push(self.line.trim_end().to_owned());
        self.line.clear();
        self.used = 0;
    }

    fn finish(mut self) -> Vec<String> {
        if self.used > 0 || self.lines.is_empty() {
            self.end();
        }
        self.lines
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Word,
    Open,
    Close,
    Other,
}

/// The pieces between which a line may break.
fn units(text: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    let mut before = Class::Space;
    for cluster in text.graphemes(true) {
        let class = class(cluster);
        let together = match (before, class) {
            (Class::Space, _) | (_, Class::Space) => false,
            (Class::Open, _) | (_, Class::Close) | (Class::Word, Class::Word) => true,
            (Class::Word, Class::Other) => COUNTERS.contains(cluster),
            _ => false,
        };
        match units.last_mut().filter(|_| together) {
            Some(unit) => unit.push_str(cluster),
            None => units.push(cluster.to_owned()),
        }
        // `9:00` and `3,000.50` are words.
        before = if before == Class::Word && ".,:".contains(cluster) { Class::Word } else { class };
    }
    units
}

/// What stays with the figure before it: `1份`, `5日`.
const COUNTERS: &str = "年月日时份项处个次号元件本";

fn class(cluster: &str) -> Class {
    let Some(c) = cluster.chars().next() else { return Class::Space };
    if c.is_whitespace() {
        Class::Space
    } else if "（〔【《〈「『“‘([{⟨".contains(c) {
        Class::Open
    } else if "，。、；：？！）〕】》〉」』”’…—·％℃,;:?!)]}⟩．".contains(c) {
        Class::Close
    } else if cluster.width() < 2 {
        Class::Word
    } else {
        Class::Other
    }
}
