//! The handover sheet of a post (岗位交接单).

use super::compose::{heading, paragraph};
use super::model::{Align, Block, Column, Document, Signature, Table};
use super::wording;
use crate::domain::hall::Hall;
use crate::domain::paper::Paper;
use crate::domain::post::SheetLine;
use crate::text::Clean;

/// The frame of a paper that stays in the house.
pub(super) fn internal(document: Document, hall: &Hall, from: &str, to: &str) -> Document {
    let signed =
        |who: &str, name: &str| Signature { who: who.to_owned(), name: Some(name.to_owned()), phone: false };
    Document {
        addressee: None,
        issuer: hall.name.clone(),
        sealed: false,
        signatures: vec![signed(wording::SIGN_FROM, from), signed(wording::SIGN_TO, to)],
        copies: wording::SHEET_COPIES.to_owned(),
        ..document
    }
}

pub(super) fn blocks(paper: &Paper, from: &str, to: &str, lines: &[SheetLine], note: &Clean) -> Vec<Block> {
    let mut blocks = vec![paragraph(wording::handed_over(paper, from, to))];
    if lines.is_empty() {
        blocks.push(paragraph(wording::NOTHING_OPEN));
    } else {
        let urgent = lines.iter().filter(|line| line.critical).count();
        blocks.extend([table(lines), paragraph(wording::taken_over(lines.len(), urgent))]);
    }
    if !note.is_blank() {
        blocks.push(heading(wording::SHEET_NOTE));
        // The note's own line ends are lawful; everything else in it is scrubbed with the document.
        blocks.extend(note.original().lines().filter(|line| !line.trim().is_empty()).map(paragraph));
    }
    blocks
}

fn table(lines: &[SheetLine]) -> Block {
    let row = |line: &SheetLine| {
        vec![
            if line.critical { wording::YES.to_owned() } else { String::new() },
            line.matter.label().to_owned(),
            line.who.shown().to_owned(),
            line.text.clone(),
        ]
    };
    Block::Table(Table {
        columns: vec![
            Column::narrow(wording::URGENT, Align::Left),
            Column::narrow(wording::MATTER, Align::Left),
            Column::wide(wording::WHO, 1),
            Column::wide(wording::NEXT, 2),
        ],
        rows: lines.iter().map(row).collect(),
    })
}
