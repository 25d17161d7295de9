//! The content of a document as pieces: paragraphs, lists, labels with values.

use super::flow::Piece;
use super::geometry::{BODY, HEADING, LEFT, LINE, Length, Style, WIDTH};
use super::grid;
use super::page::{Item, Run};
use super::setter::Setter;
use crate::document::model::{Block, Entry, Field};

/// Text beside a label needs at least this much room; with less it begins under the label.
const READABLE: Length = 10 * BODY.pitch;
/// Two characters, by which paragraphs begin further right.
pub(super) const INDENT: Length = 2 * BODY.pitch;
/// The deepest a list is moved to the right.
const DEEPEST: Length = WIDTH / 2;

/// The pieces written so far.
pub(super) struct Sheet<'a> {
    pub(super) setter: &'a Setter<'a>,
    pub(super) pieces: Vec<Piece>,
    /// Heads of tables.
    pub(super) heads: Vec<Piece>,
    /// Head of the row numbers of a table.
    pub(super) row: String,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(setter: &'a Setter<'a>, row: &str) -> Self {
        Self { setter, pieces: Vec::new(), heads: Vec::new(), row: row.to_owned() }
    }

    pub(super) fn block(&mut self, block: &Block, left: Length, level: usize) {
        match block {
            Block::Heading(text) => {
                self.text(HEADING, text, left, if level == 0 { INDENT } else { 0 });
                if let Some(piece) = self.pieces.last_mut() {
                    piece.keep = true;
                }
            }
            Block::Paragraph(text) => self.text(BODY, text, left, INDENT),
            Block::Numbered(entries) => self.numbered(entries, left, level),
            Block::Fields(fields) => self.fields(fields, if level == 0 { INDENT } else { left }),
            Block::Table(table) => grid::table(self, table),
        }
    }

    /// Entries with their numbers; the text and what belongs to it stand to the right of the number.
    fn numbered(&mut self, entries: &[Entry], left: Length, level: usize) {
        let left = if level == 0 { left + INDENT } else { left };
        let label =
            |number: usize| if level == 0 { format!("{number}．") } else { format!("（{number}）") };
        // Figures need not be equally wide: the widest label counts.
        let widest = (1..=entries.len()).map(|number| self.setter.width(BODY, &label(number))).max();
        let inner = (left + widest.unwrap_or(0)).min(DEEPEST);
        for (index, entry) in entries.iter().enumerate() {
            self.labelled(&label(index + 1), &entry.text, left, inner);
            for block in &entry.inner {
                self.block(block, inner, level + 1);
            }
        }
    }

    pub(super) fn fields(&mut self, fields: &[Field], left: Length) {
        for field in fields {
            let label = format!("{}：", field.label);
            let beside = left + self.setter.width(BODY, &label);
            self.labelled(&label, &field.value, left, beside);
        }
    }

    /// A label with its text beside it, whose further lines stand under its first; under the label where there is
    /// too little room.
    fn labelled(&mut self, label: &str, text: &str, left: Length, beside: Length) {
        if left + self.setter.width(BODY, label) > beside || beside + READABLE > WIDTH {
            self.text(BODY, &format!("{label}{text}"), left, 0);
            return;
        }
        let room = WIDTH - beside;
        let mut label = Some(label);
        for line in self.setter.lines(BODY, text, room, room) {
            let mut runs = Vec::new();
            if let Some(label) = label.take() {
                runs.push(self.setter.run(BODY, label, (LEFT + left, BODY.baseline())));
            }
            let run = self.setter.run(BODY, &line.text, (LEFT + beside, BODY.baseline()));
            runs.push(if line.last { run } else { run.justified(room) });
            self.line(runs);
        }
    }

    /// Running text whose first lines begin further right by `indent`.
    pub(super) fn text(&mut self, style: Style, text: &str, left: Length, indent: Length) {
        let room = WIDTH - left;
        let mut first = true;
        for line in self.setter.lines(style, text, room - indent, room) {
            let indent = if first { indent } else { 0 };
            let run = self.setter.run(style, &line.text, (LEFT + left + indent, style.baseline()));
            self.line(vec![if line.last { run } else { run.justified(room - indent) }]);
            first = line.last;
        }
    }

    /// Text in the middle of the page, in lines of its own height.
    pub(super) fn centred(&mut self, style: Style, text: &str) {
        for line in self.setter.lines(style, text, WIDTH, WIDTH) {
            let run = self.setter.run(style, &line.text, (LEFT, style.baseline()));
            let items = vec![Item::Text(run.centred_at(LEFT + WIDTH / 2))];
            self.pieces.push(Piece { height: style.line, items, ..Piece::default() });
        }
    }

    /// A line of running text on the grid.
    pub(super) fn line(&mut self, runs: Vec<Run>) {
        self.pieces.push(Piece::line(runs.into_iter().map(Item::Text).collect()));
    }

    /// Room between parts.
    pub(super) fn gap(&mut self, height: Length) {
        self.pieces.push(Piece::blank(height));
    }

    /// The lines before stay with what comes now: with the seal goes text, and no single line of it.
    pub(super) fn keep_last(&mut self) {
        for piece in self.pieces.iter_mut().rev().take(2) {
            piece.keep = true;
        }
    }

    /// A line on the grid without anything.
    pub(super) fn blank_line(&mut self) {
        self.gap(LINE);
    }
}
