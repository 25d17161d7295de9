//! A document as plain text: for a screen, a line printer or a ticket printer.

use super::model::{Block, Document, Entry, Field, Fixed, Signature};
use super::{proof, table, wording};
use crate::text::{pad, pad_start, width, wrap, wrap_first};

/// The usual width, for A4 at twelve characters to the inch and for a terminal of eighty columns.
pub const CELLS: usize = 76;

const NARROWEST: usize = 24;
const INDENT: usize = 4;
/// Running text beside a label needs at least this much room; with less it hangs further left.
const READABLE: usize = 20;

/// The document as lines of at most `cells` terminal cells (at least 24), without pages.
///
/// No text is ever cut: what does not fit is wrapped, and a table that does not fit is told row by row.
pub fn plain_text(document: &Document, cells: usize) -> String {
    let row = document.fixed.row.clone();
    let mut page = Page { lines: Vec::new(), cells: cells.max(NARROWEST), row };
    page.head(document);
    for block in &document.blocks {
        page.block(block, 0, 0);
    }
    page.foot(document);
    let mut text = page.lines.join("\n");
    text.push('\n');
    text
}

/// The lines written so far.
pub(super) struct Page {
    pub(super) lines: Vec<String>,
    pub(super) cells: usize,
    /// Head of the row numbers of a table.
    pub(super) row: String,
}

/// The parts of a signature line.
pub(super) fn parts(signature: &Signature, fixed: &Fixed) -> Vec<String> {
    let Fixed { phone, blank, day, .. } = fixed;
    let mut parts = vec![match &signature.name {
        Some(name) => format!("{}（{name}）：{blank}", signature.who),
        None => format!("{}：{blank}", signature.who),
    }];
    if signature.phone {
        parts.push(format!("{phone}：{blank}"));
    }
    parts.push(day.clone());
    parts
}

impl Page {
    fn head(&mut self, document: &Document) {
        for mark in &document.marks {
            self.hanging(0, "", &format!("{}{mark}{}", proof::MARK.0, proof::MARK.1));
        }
        if document.demonstration {
            self.centred(&document.fixed.demonstration);
        }
        self.centred(&document.masthead);
        self.centred(&document.title);
        self.blank();
        if document.draft {
            self.flush_right(&document.fixed.draft, 0);
        }
        self.flush_right(&document.number, 0);
        self.blank();
        if let Some(addressee) = &document.addressee {
            self.hanging(0, "", &format!("{addressee}："));
        }
    }

    fn foot(&mut self, document: &Document) {
        let margin = if self.cells < 60 { 0 } else { 8 };
        self.blank();
        self.flush_right(&document.fixed.issuer, margin);
        self.flush_right(&wording::date(document.date), margin);
        self.blank();
        for signature in &document.signatures {
            self.signature(signature, &document.fixed);
        }
        self.blank();
        self.hanging(0, "", &document.copies);
        if let Some(proof) = &document.proof {
            self.hanging(0, "", &format!("{}：{}", proof::DIGEST, proof.digest));
            self.hanging(0, "", &format!("{}：{}", proof::CODE, proof.grouped()));
        }
        if document.demonstration {
            self.centred(&document.fixed.demonstration);
        }
    }

    fn block(&mut self, block: &Block, indent: usize, level: usize) {
        match block {
            Block::Heading(text) => {
                self.blank();
                self.hanging(indent, "", text);
            }
            Block::Paragraph(text) => self.paragraph(indent, text),
            Block::Numbered(entries) => self.numbered(entries, indent, level),
            Block::Fields(fields) => self.fields(fields, if level == 0 { self.indent() } else { indent }),
            Block::Table(table) => {
                self.blank();
                table::write(self, table);
            }
        }
    }

    fn numbered(&mut self, entries: &[Entry], indent: usize, level: usize) {
        let label = |index: usize| if level == 0 { format!("{index}．") } else { format!("（{index}）") };
        let cells = width(&label(entries.len()));
        for (index, entry) in entries.iter().enumerate() {
            self.hanging(indent, &pad(&label(index + 1), cells), &entry.text);
            for block in &entry.inner {
                self.block(block, indent + cells, level + 1);
            }
        }
    }

    pub(super) fn fields(&mut self, fields: &[Field], indent: usize) {
        for field in fields {
            self.hanging(indent, &format!("{}：", field.label), &field.value);
        }
    }

    /// Two characters in on the first line, none on the others.
    fn paragraph(&mut self, indent: usize, text: &str) {
        let rest = self.cells.saturating_sub(indent);
        let mut first = "　　".to_owned();
        for line in wrap_first(text, rest.saturating_sub(INDENT), rest) {
            self.line(&format!("{}{first}{line}", " ".repeat(indent)));
            first.clear();
        }
    }

    /// A label with its text beside it; the text's further lines stand under its first.
    pub(super) fn hanging(&mut self, indent: usize, label: &str, text: &str) {
        let room = self.cells.saturating_sub(indent);
        let beside = room.saturating_sub(width(label));
        let hang = if beside < READABLE { indent } else { indent + width(label) };
        let mut before = format!("{}{label}", " ".repeat(indent));
        if width(label) >= room {
            for line in wrap(label, room) {
                self.line(&format!("{}{line}", " ".repeat(indent)));
            }
            before = " ".repeat(indent);
        }
        let first = self.cells.saturating_sub(width(&before));
        for line in wrap_first(text, first, self.cells.saturating_sub(hang)) {
            self.line(&format!("{before}{line}"));
            before = " ".repeat(hang);
        }
    }

    /// The parts of a signature, as many on a line as fit.
    fn signature(&mut self, signature: &Signature, fixed: &Fixed) {
        let mut line = String::new();
        for part in parts(signature, fixed) {
            if !line.is_empty() && width(&line) + 2 + width(&part) > self.cells {
                let full = std::mem::take(&mut line);
                self.hanging(0, "", &full);
            }
            if !line.is_empty() {
                line.push_str("  ");
            }
            line.push_str(&part);
        }
        self.hanging(0, "", &line);
    }

    fn centred(&mut self, text: &str) {
        for line in wrap(text, self.cells) {
            let margin = self.cells.saturating_sub(width(&line)) / 2;
            self.line(&format!("{}{line}", " ".repeat(margin)));
        }
    }

    fn flush_right(&mut self, text: &str, margin: usize) {
        let room = self.cells.saturating_sub(margin);
        for line in wrap(text, room) {
            self.line(&pad_start(&line, room));
        }
    }

    fn indent(&self) -> usize {
        if self.cells < 60 { 0 } else { INDENT }
    }

    pub(super) fn line(&mut self, line: &str) {
        self.lines.push(line.trim_end_matches(' ').to_owned());
    }

    fn blank(&mut self) {
        self.lines.push(String::new());
    }
}
