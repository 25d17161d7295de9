//! Acceptance (N-01), refusal (N-04) and receipt (N-05).

use super::compose::{Frame, heading, paragraph};
use super::model::{Align, Block, Column, Table};
use super::wording::{self, Words};
use crate::domain::clock::{Due, Limit, LimitUnit};
use crate::domain::item::{Basis, CorrectionRegime, DiversionGround};
use crate::domain::paper::{Handed, PaperNumber};
use crate::domain::phrases::Phrase;

/// What an acceptance rests on, and the clocks it starts.
pub(super) struct Times<'a> {
    pub(super) regime: Option<CorrectionRegime>,
    pub(super) promised: Limit,
    pub(super) statutory: Option<Limit>,
    pub(super) due: &'a Due,
    pub(super) special_procedures: &'a [String],
}

/// Why an application is not taken.
pub(super) struct Ground<'a> {
    pub(super) kind: DiversionGround,
    pub(super) regime: Option<CorrectionRegime>,
    pub(super) reason: &'a str,
    pub(super) instead: &'a str,
    pub(super) basis: &'a [Basis],
    pub(super) confirmed_by: &'a str,
    pub(super) record: Option<&'a PaperNumber>,
}

pub(super) fn acceptance(
    frame: &Frame<'_>,
    materials: &[Handed],
    times: &Times<'_>,
    result: &str,
) -> Vec<Block> {
    let words = frame.words;
    let mut blocks = vec![
        paragraph(words.accepted(&frame.subject, materials, times.regime)),
        frame.case(),
        heading(words.text(Phrase::AcceptedMaterials)),
        handed(words, materials),
        paragraph(words.materials_total(materials)),
        heading(words.text(Phrase::AcceptedTime)),
        paragraph(words.decision_by(&frame.subject, times.promised, &words.due(times.due))),
        words.fields([
            (Phrase::LabelPromised, words.limit(times.promised)),
            (Phrase::LabelStatutory, times.statutory.map(|limit| words.limit(limit)).unwrap_or_default()),
        ]),
    ];
    if times.promised.unit != LimitUnit::OnTheSpot {
        blocks.push(paragraph(words.text(Phrase::AcceptedCountedFrom)));
    }
    if !times.special_procedures.is_empty() {
        blocks.push(paragraph(words.not_counted(times.special_procedures)));
    }
    blocks.extend([
        heading(words.text(Phrase::AcceptedResult)),
        words.fields([(Phrase::LabelResult, result.to_owned())]),
        paragraph(words.collect(frame.hall)),
        frame.contact(),
    ]);
    blocks
}

pub(super) fn refusal(frame: &Frame<'_>, ground: &Ground<'_>) -> Vec<Block> {
    let words = frame.words;
    let mut blocks = vec![
        paragraph(words.refused(&frame.subject, ground.kind, ground.regime)),
        frame.case(),
        heading(words.text(Phrase::RefusedGround)),
        paragraph(words.reason(ground.reason)),
    ];
    if !ground.basis.is_empty() {
        blocks.push(paragraph(words.basis_line(ground.basis)));
    }
    blocks.extend([
        paragraph(words.confirmed(ground.confirmed_by, ground.record)),
        heading(words.text(Phrase::RefusedInstead)),
        paragraph(wording::sentence(ground.instead)),
        heading(words.text(Phrase::RefusedRights)),
        paragraph(words.rights(frame.hall)),
        heading(words.text(Phrase::HeadingContact)),
        frame.contact(),
    ]);
    blocks
}

pub(super) fn receipt(
    frame: &Frame<'_>,
    materials: &[Handed],
    regime: Option<CorrectionRegime>,
) -> Vec<Block> {
    let words = frame.words;
    vec![
        paragraph(words.received(&frame.subject)),
        frame.case(),
        handed(words, materials),
        paragraph(words.materials_total(materials)),
        paragraph(words.text(Phrase::ReceiptNotAcceptance)),
        paragraph(words.next_steps(&frame.subject, regime)),
        frame.contact(),
    ]
}

pub(super) fn handed(words: Words<'_>, materials: &[Handed]) -> Block {
    let row = |material: &Handed| {
        vec![
            material.name.clone(),
            words.sheets(material.originals),
            words.sheets(material.copies),
            words.handing(&material.how),
        ]
    };
    let mut table = Table {
        columns: vec![
            Column::wide(words.text(Phrase::ColumnMaterial), 3),
            Column::narrow(words.text(Phrase::ColumnOriginals), Align::Right),
            Column::narrow(words.text(Phrase::ColumnCopies), Align::Right),
            Column::wide(words.text(Phrase::ColumnRemark), 1),
        ],
        rows: materials.iter().map(row).collect(),
    };
    table.without_empty_last();
    Block::Table(table)
}
