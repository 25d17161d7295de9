//! Acceptance (N-01), refusal (N-04) and receipt (N-05).

use super::compose::{Frame, heading, paragraph};
use super::model::{Align, Block, Column, Table};
use super::wording;
use crate::domain::clock::{Due, Limit};
use crate::domain::item::{Basis, DiversionGround};
use crate::domain::paper::Handed;

/// The clocks an acceptance starts.
pub(super) struct Times<'a> {
    pub(super) promised: Limit,
    pub(super) statutory: Option<Limit>,
    pub(super) due: &'a Due,
    pub(super) special_procedures: &'a [String],
}

/// Why an application is not taken.
pub(super) struct Ground<'a> {
    pub(super) kind: DiversionGround,
    pub(super) reason: &'a str,
    pub(super) instead: &'a str,
    pub(super) basis: &'a [Basis],
    pub(super) confirmed_by: &'a str,
}

pub(super) fn acceptance(
    frame: &Frame<'_>,
    materials: &[Handed],
    times: &Times<'_>,
    result: &str,
) -> Vec<Block> {
    let mut blocks = vec![
        paragraph(wording::accepted(&frame.subject, materials)),
        frame.case(),
        heading(wording::ACCEPTED_MATERIALS),
        handed(materials),
        paragraph(wording::materials_total(materials)),
        heading(wording::TIME),
        paragraph(wording::decision_by(&frame.subject, times.promised, &wording::due(times.due))),
        Block::fields([
            (wording::PROMISED, wording::limit(times.promised)),
            (wording::STATUTORY, times.statutory.map(wording::limit).unwrap_or_default()),
        ]),
        paragraph(wording::COUNTED_FROM),
    ];
    if !times.special_procedures.is_empty() {
        blocks.push(paragraph(wording::not_counted(times.special_procedures)));
    }
    blocks.extend([
        heading(wording::RESULT_AND_CONTACT),
        Block::fields([(wording::RESULT, result.to_owned())]),
        paragraph(wording::collect(frame.hall)),
        frame.contact(),
    ]);
    blocks
}

pub(super) fn refusal(frame: &Frame<'_>, ground: &Ground<'_>) -> Vec<Block> {
    let mut blocks = vec![
        paragraph(wording::refused(&frame.subject, ground.kind)),
        frame.case(),
        heading(wording::GROUND),
        paragraph(wording::reason(ground.reason)),
    ];
    if !ground.basis.is_empty() {
        blocks.push(paragraph(wording::basis_line(ground.basis)));
    }
    blocks.extend([
        paragraph(wording::confirmed(ground.confirmed_by)),
        heading(wording::INSTEAD),
        paragraph(wording::sentence(ground.instead)),
        heading(wording::RIGHTS),
        paragraph(wording::rights(frame.hall)),
        heading(wording::CONTACT),
        frame.contact(),
    ]);
    blocks
}

pub(super) fn receipt(frame: &Frame<'_>, materials: &[Handed]) -> Vec<Block> {
    vec![
        paragraph(wording::received(&frame.subject)),
        frame.case(),
        handed(materials),
        paragraph(wording::materials_total(materials)),
        paragraph(wording::NOT_ACCEPTANCE),
        paragraph(wording::next_steps(&frame.subject)),
        frame.contact(),
    ]
}

fn handed(materials: &[Handed]) -> Block {
    let row = |material: &Handed| {
        vec![
            material.name.clone(),
            wording::copies(material.originals),
            wording::copies(material.copies),
            material.remark.clone().unwrap_or_default(),
        ]
    };
    let mut table = Table {
        columns: vec![
            Column::wide(wording::MATERIAL, 3),
            Column::narrow(wording::ORIGINALS, Align::Right),
            Column::narrow(wording::COPIES, Align::Right),
            Column::wide(wording::REMARK, 1),
        ],
        rows: materials.iter().map(row).collect(),
    };
    table.without_empty_last();
    Block::Table(table)
}
