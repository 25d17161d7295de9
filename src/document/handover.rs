//! The handover sheet of a post (岗位交接单).

use std::collections::BTreeMap;

use super::compose::{Frame, heading, paragraph};
use super::model::{Align, Block, Column, Document, Fixed, Signature, Table};
use super::wording::Words;
use crate::domain::ids::SheetLineId;
use crate::domain::phrases::Phrase;
use crate::domain::post::{Occasion, SheetLine};
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

/// What a sheet says.
pub(super) struct Sheet<'a> {
    pub(super) from: &'a str,
    pub(super) to: &'a str,
    pub(super) occasion: &'a Occasion,
    pub(super) lines: &'a [SheetLine],
    pub(super) remarks: &'a BTreeMap<SheetLineId, Clean>,
    pub(super) note: &'a Clean,
}

pub(super) fn blocks(frame: &Frame<'_>, sheet: &Sheet<'_>) -> Vec<Block> {
    let (words, lines) = (frame.words, sheet.lines);
    let opening = words.handed_over(frame.paper, sheet.from, sheet.to);
    let mut blocks = vec![paragraph(opening), paragraph(words.occasion(sheet.occasion))];
    if lines.is_empty() {
        blocks.push(paragraph(words.text(Phrase::HandoverNothingOpen)));
    } else {
        let urgent = lines.iter().filter(|line| line.critical).count();
        blocks.extend([table(words, lines), paragraph(words.taken_over(lines.len(), urgent))]);
    }
    if !sheet.remarks.is_empty() {
        blocks.push(heading(words.text(Phrase::HandoverRemarks)));
        blocks.extend(lines.iter().filter_map(|line| {
            let remark = sheet.remarks.get(&line.id)?;
            let named = format!("{} {}", line.matter.label(), line.who.shown());
            Some(paragraph(words.remark(named.trim_end(), remark)))
        }));
    }
    if !sheet.note.is_blank() {
        blocks.push(heading(words.text(Phrase::HandoverNote)));
        // The note's own line ends are lawful; everything else in it is scrubbed with the document.
        blocks.extend(sheet.note.original().lines().filter(|line| !line.trim().is_empty()).map(paragraph));
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
