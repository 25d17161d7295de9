//! What a document is made of.

use jiff::civil::Date;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use crate::text::Clean;

/// A paper as content, in reading order. What is issued is stored as this, so that the same words can be set again
/// years later, whatever became of wording and catalogue.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Document {
    /// The hall's name, above the title.
    pub masthead: String,
    /// Title, with the round where there was an earlier one.
    pub title: String,
    /// Number line; with room for the serial while it is a draft.
    pub number: String,
    /// Whether it has no number yet and must not be handed out.
    pub draft: bool,
    /// To whom it is addressed, without the colon; none for internal papers.
    pub addressee: Option<String>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Who issues it: the body whose seal belongs on it.
    pub issuer: String,
    /// Whether the paper needs a seal beside the issuer (行政许可法 32.2).
    pub sealed: bool,
    /// Day of issue.
    pub date: Date,
    /// Lines to be signed.
    pub signatures: Vec<Signature>,
    /// How many copies there are and who keeps them.
    pub copies: String,
    /// Whether it comes from the demonstration hall and is void.
    pub demonstration: bool,
    /// The words around it that a renderer sets.
    pub fixed: Fixed,
    /// What shows that paper and record agree; none before it is issued.
    #[serde(default)]
    pub proof: Option<Proof>,
    /// What happened to it since it was issued (`补打 第1次`, `作废`): set over the page, no part of what was issued.
    #[serde(default)]
    pub marks: Vec<String>,
}

/// The words around a paper, as the hall had them when it was composed: a renderer has no words of its own, so that
/// the paper reads the same whoever sets it and whenever.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fixed {
    /// Over a paper of the demonstration hall, and under it: `演示 样张 无效`.
    pub demonstration: String,
    /// Over a paper that has no number yet.
    pub draft: String,
    /// The issuer as the last line has it, with the place of the seal where one belongs on it.
    pub issuer: String,
    /// Across a page that has no number yet: `草稿`.
    pub draft_mark: String,
    /// Where the seal goes: `盖章处`.
    pub seal: String,
    /// Before the number beside the QR code, without the colon.
    pub number: String,
    /// How the paper is checked, beside the QR code.
    pub verify: String,
    /// Head of the row numbers of a table.
    pub row: String,
    /// Before the blank for a phone number, without the colon.
    pub phone: String,
    /// The blank for a signature or a phone number.
    pub blank: String,
    /// The blank for the day of signing.
    pub day: String,
}

/// What shows that a paper and the record agree (F38).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Proof {
    /// Verification code: sixteen characters of Crockford's base 32.
    pub code: String,
    /// Digest of the content and the snapshot it came from: sixteen hexadecimal digits.
    pub digest: String,
}

impl Proof {
    /// The code as people read it: `7K3M-…`, four groups of four.
    pub fn grouped(&self) -> String {
        let code: Vec<char> = self.code.chars().collect();
        code.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }
}

/// A piece of content.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Block {
    /// A section heading, with its ordinal.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A numbered list; the renderer writes the numbers.
    Numbered(Vec<Entry>),
    /// Labels with their values, one per line.
    Fields(Vec<Field>),
    /// A table; the renderer numbers the rows.
    Table(Table),
}

/// An entry of a numbered list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Its first line.
    pub text: String,
    /// What belongs to it.
    pub inner: Vec<Block>,
}

/// A label and its value.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Field {
    /// Label, without the colon.
    pub label: String,
    /// Value.
    pub value: String,
}

/// A table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Table {
    /// The columns, without the row number.
    pub columns: Vec<Column>,
    /// Rows, each with one text per column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// How its texts stand.
    pub align: Align,
    /// Its share of the free width; 0 for a column as wide as its widest text.
    pub grow: u8,
}

/// How texts stand in a column.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Align {
    /// To the left.
    Left,
    /// To the right, for figures.
    Right,
}

/// A line to be signed by hand.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Signature {
    /// Who signs, in which part.
    pub who: String,
    /// The printed name, where it is known.
    pub name: Option<String>,
    /// Whether a phone number is asked for.
    pub phone: bool,
}

/// A document as the service keeps it; none where it keeps only the words, or in a form this version cannot read.
pub fn stored<'de>(value: impl serde::Deserializer<'de>) -> Option<Document> {
    Document::deserialize(value).ok()
}

impl Document {
    /// What the QR code of the paper says: number and verification code, as `yichuang verify` takes them.
    pub fn qr(&self) -> Option<String> {
        self.proof.as_ref().map(|proof| format!("{} {}", self.number, proof.grouped()))
    }

    /// What the code of the rating invitation says: the hall's address of rating with `{number}` and `{code}`
    /// filled in for a URL, or the same as [`Document::qr`] where the hall has none.
    pub fn rating(&self, address: &str) -> Option<String> {
        if address.is_empty() {
            return self.qr();
        }
        let number = utf8_percent_encode(&self.number, NON_ALPHANUMERIC).to_string();
        self.proof.as_ref().map(|proof| address.replace("{number}", &number).replace("{code}", &proof.code))
    }

    /// The document with every text scrubbed: catalogue and staff files are text from outside too.
    pub(super) fn scrubbed(mut self) -> Self {
        for text in
            [&mut self.masthead, &mut self.title, &mut self.number, &mut self.issuer, &mut self.copies]
        {
            scrub(text);
        }
        let Fixed { demonstration, draft, issuer, draft_mark, seal, number, verify, row, phone, blank, day } =
            &mut self.fixed;
        for text in [demonstration, draft, issuer, draft_mark, seal, number, verify, row, phone, blank, day] {
            scrub(text);
        }
        self.addressee.iter_mut().for_each(scrub);
        self.blocks.iter_mut().for_each(scrub_block);
        for signature in &mut self.signatures {
            scrub(&mut signature.who);
            signature.name.iter_mut().for_each(scrub);
        }
        self
    }
}

fn scrub_block(block: &mut Block) {
    match block {
        Block::Heading(text) | Block::Paragraph(text) => scrub(text),
        Block::Numbered(entries) => {
            for entry in entries {
                scrub(&mut entry.text);
                entry.inner.iter_mut().for_each(scrub_block);
            }
        }
        Block::Fields(fields) => {
            for field in fields {
                scrub(&mut field.label);
                scrub(&mut field.value);
            }
        }
        Block::Table(table) => {
            table.columns.iter_mut().for_each(|column| scrub(&mut column.head));
            table.rows.iter_mut().flatten().for_each(scrub);
        }
    }
}

fn scrub(text: &mut String) {
    let clean = Clean::new(text.as_str());
    clean.shown().clone_into(text);
}

impl Table {
    /// Drops the last column if no row has anything in it.
    pub(super) fn without_empty_last(&mut self) {
        if self.rows.iter().all(|row| row.last().is_none_or(String::is_empty)) {
            self.columns.pop();
            for row in &mut self.rows {
                row.pop();
            }
        }
    }
}

impl Column {
    /// A column as wide as its widest text.
    pub(super) fn narrow(head: impl Into<String>, align: Align) -> Self {
        Self { head: head.into(), align, grow: 0 }
    }

    /// A column of running text that takes its share of the free width.
    pub(super) fn wide(head: impl Into<String>, grow: u8) -> Self {
        Self { head: head.into(), align: Align::Left, grow }
    }
}
