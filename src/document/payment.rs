//! The payment notice (N-10): the proof of the amount, and no cash at the window.

use rust_decimal::Decimal;

use super::compose::{Frame, heading, paragraph};
use super::model::{Align, Block, Column, Table};
use super::wording::{self, Words};
use crate::domain::fee::{Quote, QuoteLine};
use crate::domain::phrases::Phrase;

/// The proof of a fee in the words of the paper.
#[derive(Default)]
pub(super) struct Proof {
    /// Title of the standard.
    pub(super) title: String,
    /// Its basis, in words.
    pub(super) basis: String,
    /// The lines.
    pub(super) lines: Vec<Line>,
    /// The total in words (大写).
    pub(super) in_words: String,
    /// Why nothing, or less, is charged.
    pub(super) exempted: Option<String>,
}

/// One line of the proof.
pub(super) struct Line {
    pub(super) label: String,
    /// With its unit.
    pub(super) quantity: String,
    pub(super) rate: String,
    pub(super) amount: Decimal,
    /// Basis and explanation.
    pub(super) remark: String,
}

/// The proof of a quote in words.
fn fee_lines(quote: &Quote) -> Proof {
    let line = |line: &QuoteLine| Line {
        label: line.label.clone(),
        quantity: format!("{}{}", line.quantity.normalize(), line.unit),
        rate: wording::rate(line),
        amount: line.amount,
        remark: [wording::basis(&line.basis), line.note.clone()]
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("；"),
    };
    Proof {
        title: quote.title.clone(),
        basis: wording::basis(&quote.basis),
        lines: quote.lines.iter().map(line).collect(),
        in_words: quote.in_words.clone(),
        exempted: quote.exempted.clone(),
    }
}

pub(super) fn blocks(frame: &Frame<'_>, quote: &Quote) -> Vec<Block> {
    written(frame, &fee_lines(quote), quote.total)
}

pub(super) fn written(frame: &Frame<'_>, proof: &Proof, total: Decimal) -> Vec<Block> {
    let words = frame.words;
    let mut blocks = vec![
        paragraph(words.to_pay(&frame.subject)),
        frame.case(),
        words.fields([
            (Phrase::LabelFeeStandard, proof.title.clone()),
            (Phrase::LabelFeeBasis, proof.basis.clone()),
        ]),
    ];
    if !proof.lines.is_empty() {
        blocks.push(table(words, &proof.lines));
    }
    blocks.push(paragraph(words.total(total, &proof.in_words)));
    blocks.extend(proof.exempted.iter().map(|why| paragraph(words.exempted(why))));
    blocks.extend([
        words.fields([
            (Phrase::LabelPayee, frame.hall.payee.clone()),
            (Phrase::LabelPayment, frame.hall.payment.clone()),
        ]),
        paragraph(words.text(Phrase::PaymentNoCash)),
        paragraph(words.text(Phrase::PaymentOnlyListed)),
        heading(words.text(Phrase::HeadingContact)),
        frame.contact(),
    ]);
    blocks
}

fn table(words: Words<'_>, lines: &[Line]) -> Block {
    let row = |line: &Line| {
        vec![
            line.label.clone(),
            line.quantity.clone(),
            line.rate.clone(),
            wording::figure(line.amount),
            line.remark.clone(),
        ]
    };
    let mut table = Table {
        columns: vec![
            Column::wide(words.text(Phrase::ColumnFeeItem), 1),
            Column::narrow(words.text(Phrase::ColumnQuantity), Align::Right),
            Column::narrow(words.text(Phrase::ColumnRate), Align::Right),
            Column::narrow(words.text(Phrase::ColumnAmount), Align::Right),
            Column::wide(words.text(Phrase::ColumnRemark), 1),
        ],
        rows: lines.iter().map(row).collect(),
    };
    table.without_empty_last();
    Block::Table(table)
}
