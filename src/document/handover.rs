//! The handover sheet of a post (岗位交接单).

use super::compose::{Frame, heading, paragraph};
use super::model::{Align, Block, Column, Document, Fixed, Signature, Table};
use super::wording::Words;
use crate::domain::phrases::Phrase;
use crate::domain::post::SheetLine;
use crate::text::Clean;

/// The frame of a paper that stays in the house.
pub(super) fn internal(document: Document, frame: &Frame<'_>, from: &str, to: &str) -> Document {
    let (words, issuer) = (frame.words, frame.hall.name.clone());
    let signed = |who: Phrase, name: &str| Signature {
        who: words.text(who),
        name: Some(name.to_owned()),
        phone: false,
    };
    Document {
        addressee: None,
        fixed: Fixed { issuer: issuer.clone(), ..document.fixed },
        issuer,
        sealed: false,
        signatures: vec![signed(Phrase::SignFrom, from), signed(Phrase::SignTo, to)],
        copies: words.text(Phrase::HandoverCopies),
        ..document
    }
}

pub(super) fn blocks(
    frame: &Frame<'_>,
    from: &str,
    to: &str,
    lines: &[SheetLine],
    note: &Clean,
) -> Vec<Block> {
    let words = frame.words;
    let mut blocks = vec![paragraph(words.handed_over(frame.paper, from, to))];
    if lines.is_empty() {
        blocks.push(paragraph(words.text(Phrase::HandoverNothingOpen)));
    } else {
        let urgent = lines.iter().filter(|line| line.critical).count();
        blocks.extend([table(words, lines), paragraph(words.taken_over(lines.len(), urgent))]);
    }
    if !note.is_blank() {
        blocks.push(heading(words.text(Phrase::HandoverNote)));
        // The note's own line ends are lawful; everything else in it is scrubbed with the document.
        blocks.extend(note.original().lines().filter(|line| !line.trim().is_empty()).map(paragraph));
    }
    blocks
}

fn table(words: Words<'_>, lines: &[SheetLine]) -> Block {
    let row = |line: &SheetLine| {
        vec![
            if line.critical { words.text(Phrase::Yes) } else { String::new() },
            line.matter.label().to_owned(),
            line.who.shown().to_owned(),
            line.text.clone(),
        ]
    };
    Block::Table(Table {
        columns: vec![
            Column::narrow(words.text(Phrase::ColumnUrgent), Align::Left),
            Column::narrow(words.text(Phrase::ColumnMatter), Align::Left),
            Column::wide(words.text(Phrase::ColumnWho), 1),
            Column::wide(words.text(Phrase::ColumnNext), 2),
        ],
        rows: lines.iter().map(row).collect(),
    })
}
