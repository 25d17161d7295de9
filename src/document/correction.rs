//! The correction notice (N-02): everything wanting, told once.

use super::compose::{Frame, heading, paragraph};
use super::model::{Block, Entry};
use super::wording::{self, Wanting, Words};
use crate::domain::clock::Due;
use crate::domain::item::CorrectionRegime;
use crate::domain::paper::{Demand, DemandedDefect};
use crate::domain::phrases::Phrase;

/// Under which rule and until when.
pub(super) struct Terms<'a> {
    pub(super) regime: CorrectionRegime,
    pub(super) days: u16,
    pub(super) due: &'a Due,
    pub(super) round: u32,
}

pub(super) fn blocks(frame: &Frame<'_>, demands: &[Demand], terms: &Terms<'_>) -> Vec<Block> {
    let words = frame.words;
    let problems = demands.iter().map(|demand| demand.defects.len().max(1)).sum();
    let mut blocks = vec![paragraph(words.to_correct(&frame.subject, terms.regime, wanting(demands)))];
    if terms.round > 1 {
        blocks.push(paragraph(words.again(terms.round)));
    }
    blocks.extend([
        frame.case(),
        heading(words.what_to_correct(demands.len(), problems)),
        Block::Numbered(demands.iter().map(|one| demand(words, one)).collect()),
        heading(words.text(Phrase::CorrectHow)),
        paragraph(words.until(&words.due(terms.due), terms.days)),
        frame.contact(),
        heading(words.text(Phrase::CorrectNote)),
        paragraph(words.text(Phrase::CorrectAllListed)),
    ]);
    // What holds for the body comes before what holds for the applicant: 逾期 must not be read of the other's delay.
    blocks.extend(words.told_late(terms.regime).map(paragraph));
    blocks.extend(words.consequences(terms.regime).map(paragraph));
    if terms.regime == CorrectionRegime::RealEstate {
        // The same paper tells in law that the application is not taken (条例 17.1(3)).
        blocks.push(paragraph(words.rights(frame.hall)));
    }
    blocks
}

fn wanting(demands: &[Demand]) -> Wanting {
    match (demands.iter().any(|d| d.defects.is_empty()), demands.iter().any(|d| !d.defects.is_empty())) {
        (true, false) => Wanting::Missing,
        (true, true) => Wanting::Both,
        (false, _) => Wanting::Defective,
    }
}

fn demand(words: Words<'_>, demand: &Demand) -> Entry {
    let mut problems: Vec<Entry> = demand.defects.iter().map(|one| defect(words, one)).collect();
    if problems.is_empty() {
        problems.push(Entry { text: words.text(Phrase::CorrectWithout), inner: Vec::new() });
    }
    let particulars = words.fields([
        (Phrase::LabelShare, words.counts(demand.originals, demand.copies)),
        (Phrase::LabelObtain, demand.obtain.clone()),
        (Phrase::LabelBasis, wording::basis(&demand.basis)),
        (
            Phrase::LabelApproved,
            demand.approved_by.as_deref().map(|lead| words.approved(lead)).unwrap_or_default(),
        ),
    ]);
    Entry { text: demand.name.clone(), inner: vec![Block::Numbered(problems), particulars] }
}

fn defect(words: Words<'_>, defect: &DemandedDefect) -> Entry {
    let remedy = words.fields([(Phrase::LabelRemedy, defect.remedy.clone())]);
    Entry { text: defect.text.clone(), inner: vec![remedy] }
}
