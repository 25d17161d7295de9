//! Filing receipt (N-06), deferral (N-07), commitment (N-08) and explanation (N-09).

use super::compose::{Frame, heading, paragraph};
use super::model::{Align, Block, Column, Document, Entry, Fixed, Signature, Table};
use super::notices::handed;
use super::wording::{Words, basis, date, sentence};
use crate::domain::item::Basis;
use crate::domain::paper::{Committed, Handed, Pledged};
use crate::domain::phrases::Phrase;
use crate::text::Clean;

pub(super) fn filing(frame: &Frame<'_>, materials: &[Handed]) -> Vec<Block> {
    let words = frame.words;
    vec![
        paragraph(words.received(&frame.subject)),
        frame.case(),
        handed(words, materials),
        paragraph(words.materials_total(materials)),
        paragraph(words.text(Phrase::FiledOnly)),
        paragraph(words.text(Phrase::FiledQuery)),
        heading(words.text(Phrase::HeadingContact)),
        frame.contact(),
    ]
}

/// The frame of a paper that is the applicant's word: addressed to nobody, under the applicant's name, sealed by
/// no body.
pub(super) fn by_applicant(document: Document, frame: &Frame<'_>) -> Document {
    let applicant = frame.subject.applicant.shown().to_owned();
    Document {
        addressee: None,
        fixed: Fixed { issuer: applicant.clone(), ..document.fixed },
        issuer: applicant,
        sealed: false,
        signatures: pledgers(frame),
        ..document
    }
}

/// Who promises signs, and who took the promise.
pub(super) fn pledgers(frame: &Frame<'_>) -> Vec<Signature> {
    let words = frame.words;
    vec![Signature { who: words.text(Phrase::SignPledger), name: None, phone: true }, frame.handler()]
}

pub(super) fn pledge(frame: &Frame<'_>, materials: &[Pledged]) -> Vec<Block> {
    let words = frame.words;
    vec![
        paragraph(words.say(Phrase::PledgeOpening, &[("item", &frame.subject.item)])),
        sentences(words, &[Phrase::PledgeBring, Phrase::PledgeLate, Phrase::PledgeKnown]),
        pledged(words, materials),
        frame.case(),
    ]
}

pub(super) fn deferral(frame: &Frame<'_>, materials: &[Pledged]) -> Vec<Block> {
    let words = frame.words;
    vec![
        paragraph(words.say(Phrase::DeferralOpening, &[("item", &frame.subject.item)])),
        frame.case(),
        pledged(words, materials),
        paragraph(words.text(Phrase::DeferralAfter)),
        heading(words.text(Phrase::HeadingContact)),
        frame.contact(),
    ]
}

fn sentences(words: Words<'_>, phrases: &[Phrase]) -> Block {
    let entry = |phrase: &Phrase| Entry { text: words.text(*phrase), inner: Vec::new() };
    Block::Numbered(phrases.iter().map(entry).collect())
}

fn pledged(words: Words<'_>, materials: &[Pledged]) -> Block {
    let row = |material: &Pledged| {
        vec![
            material.name.clone(),
            words.counts(material.originals, material.copies),
            date(material.due),
            material.obtain.clone(),
        ]
    };
    Block::Table(Table {
        columns: vec![
            Column::wide(words.text(Phrase::ColumnMaterial), 2),
            Column::narrow(words.text(Phrase::ColumnSheets), Align::Left),
            Column::narrow(words.text(Phrase::ColumnUntil), Align::Left),
            Column::wide(words.text(Phrase::LabelObtain), 2),
        ],
        rows: materials.iter().map(row).collect(),
    })
}

pub(super) fn commitment(frame: &Frame<'_>, materials: &[Committed]) -> Vec<Block> {
    let words = frame.words;
    let entry = |material: &Committed| {
        let particulars = words.fields([
            (Phrase::LabelPoints, material.points.join("；")),
            (Phrase::LabelBasis, basis(&material.basis)),
        ]);
        Entry { text: material.name.clone(), inner: vec![particulars] }
    };
    let promised =
        [Phrase::CommitmentKnown, Phrase::CommitmentTrue, Phrase::CommitmentMet, Phrase::CommitmentLiable];
    vec![
        frame.case(),
        heading(words.text(Phrase::CommitmentTold)),
        paragraph(words.say(Phrase::CommitmentOpening, &[("item", &frame.subject.item)])),
        Block::Numbered(materials.iter().map(entry).collect()),
        paragraph(words.text(Phrase::CommitmentCheck)),
        paragraph(words.text(Phrase::CommitmentTruth)),
        heading(words.text(Phrase::CommitmentPromise)),
        sentences(words, &promised),
    ]
}

pub(super) fn statement(
    frame: &Frame<'_>,
    text: &Clean,
    edition: &str,
    conditions: &[String],
    law: &[Basis],
) -> Vec<Block> {
    let words = frame.words;
    let mut blocks =
        vec![paragraph(words.say(Phrase::StatementOpening, &[("item", &frame.subject.item)])), frame.case()];
    blocks.extend(text.original().lines().filter(|line| !line.trim().is_empty()).map(paragraph));
    if !conditions.is_empty() {
        blocks.push(heading(words.say(Phrase::StatementConditions, &[("edition", edition)])));
        let entry = |text: &String| Entry { text: sentence(text), inner: Vec::new() };
        blocks.push(Block::Numbered(conditions.iter().map(entry).collect()));
    }
    if !law.is_empty() {
        blocks.push(paragraph(words.say(Phrase::StatementBasis, &[("basis", &basis(law))])));
    }
    blocks.extend([
        paragraph(words.text(Phrase::StatementRights)),
        heading(words.text(Phrase::HeadingContact)),
        frame.contact(),
    ]);
    blocks
}
