//! The page as it is laid out and as it is written.

mod extract;
pub(crate) mod font;
mod laid;
pub(crate) mod look;
mod written;

use std::sync::LazyLock;

use jiff::civil::date;

use super::geometry::{BOTTOM, TOP};
use super::{Fonts, Layout, Page, Run, Typeface, layout};
use crate::document::model::{Block, Document, Fixed, Proof};
use crate::document::tests::samples::phrases;
use crate::document::wording::Words;

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    Fonts::one(&Typeface::new("made up", font::bytes("made up", &font::paper()), 0).unwrap())
});

/// A paper with nothing in it but its frame.
fn bare() -> Document {
    Document {
        masthead: "青河县政务服务中心".into(),
        title: "补正材料通知书".into(),
        number: "青政补〔2026〕1号".into(),
        draft: false,
        addressee: Some("王敏".into()),
        blocks: Vec::new(),
        issuer: "青河县市场监督管理局".into(),
        sealed: true,
        date: date(2026, 1, 5),
        signatures: Vec::new(),
        copies: "一式两份。".into(),
        demonstration: false,
        fixed: Fixed {
            issuer: "青河县市场监督管理局（专用印章）".into(), ..Words(&phrases()).fixed()
        },
        proof: None,
        marks: Vec::new(),
    }
}

fn proof() -> Proof {
    Proof { code: "7K3M9QWERTYXABCD".into(), digest: "0123456789abcdef".into() }
}

fn with(blocks: Vec<Block>) -> Document {
    Document { blocks, ..bare() }
}

fn laid(document: &Document) -> Layout {
    layout(document, &FONTS).unwrap()
}

/// The text of the runs in their order, without white space.
fn words<'a>(runs: impl Iterator<Item = &'a Run>) -> String {
    runs.flat_map(|run| run.text.chars()).filter(|c| !c.is_whitespace()).collect()
}

/// The words of the type area, page after page.
fn all_words(layout: &Layout) -> String {
    words(layout.pages.iter().flat_map(inside))
}

/// The runs of the type area.
fn inside(page: &Page) -> impl Iterator<Item = &Run> {
    page.runs().filter(|run| (TOP..=BOTTOM).contains(&run.y))
}
