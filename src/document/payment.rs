//! The payment notice (N-10): the proof of the amount, and no cash at the window.

use super::compose::{Frame, heading, paragraph};
use super::model::{Align, Block, Column, Table};
use super::wording::{self, Words};
use crate::domain::fee::{Quote, QuoteLine};
use crate::domain::phrases::Phrase;

pub(super) fn blocks(frame: &Frame<'_>, quote: &Quote) -> Vec<Block> {
    let words = frame.words;
    let mut blocks = vec![
        paragraph(words.to_pay(&frame.subject)),
        frame.case(),
        words.fields([
            (Phrase::LabelFeeStandard, quote.title.clone()),
            (Phrase::LabelFeeBasis, wording::basis(&quote.basis)),
        ]),
    ];
    if !quote.lines.is_empty() {
        blocks.push(table(words, quote));
    }
    blocks.push(paragraph(words.total(quote.total, &quote.in_words)));
    blocks.extend(quote.exempted.iter().map(|why| paragraph(words.exempted(why))));
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

fn table(words: Words<'_>, quote: &Quote) -> Block {
    let row = |line: &QuoteLine| {
        vec![
            line.label.clone(),
            format!("{}{}", line.quantity.normalize(), line.unit),
            wording::rate(line),
            wording::figure(line.amount),
            remark(quote, line),
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
        rows: quote.lines.iter().map(row).collect(),
    };
    table.without_empty_last();
    Block::Table(table)
}

/// The explanation of a line, after what it rests on beyond the basis of the whole standard, which stands above.
fn remark(quote: &Quote, line: &QuoteLine) -> String {
    let own = if line.basis == quote.basis { String::new() } else { wording::basis(&line.basis) };
    [own, line.note.clone()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("；")
}
