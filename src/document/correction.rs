//! The correction notice (N-02): everything wanting, told once.

use super::compose::{Frame, heading, paragraph};
use super::model::{Block, Entry};
use super::wording::{self, Wanting};
use crate::domain::clock::Due;
use crate::domain::item::CorrectionRegime;
use crate::domain::paper::{Demand, DemandedDefect};

/// Under which rule and until when.
pub(super) struct Terms<'a> {
    pub(super) regime: CorrectionRegime,
    pub(super) days: u16,
    pub(super) due: &'a Due,
    pub(super) round: u32,
}

pub(super) fn blocks(frame: &Frame<'_>, demands: &[Demand], terms: &Terms<'_>) -> Vec<Block> {
    let problems = demands.iter().map(|demand| demand.defects.len().max(1)).sum();
    let mut blocks = vec![paragraph(wording::to_correct(&frame.subject, terms.regime, wanting(demands)))];
    if terms.round > 1 {
        blocks.push(paragraph(wording::again(terms.round)));
    }
    blocks.extend([
        frame.case(),
        heading(wording::what_to_correct(demands.len(), problems)),
        Block::Numbered(demands.iter().map(demand).collect()),
        heading(wording::HOW),
        paragraph(wording::until(&wording::due(terms.due), terms.days)),
        frame.contact(),
        heading(wording::NOTE),
        paragraph(wording::ALL_LISTED),
    ]);
    blocks.extend(wording::consequences(terms.regime).map(paragraph));
    blocks.extend(wording::told_late(terms.regime).map(paragraph));
    if terms.regime == CorrectionRegime::RealEstate {
        // The same paper tells in law that the application is not taken (条例 17.1(3)).
        blocks.push(paragraph(wording::rights(frame.hall)));
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

fn demand(demand: &Demand) -> Entry {
    let mut problems: Vec<Entry> = demand.defects.iter().map(defect).collect();
    if problems.is_empty() {
        problems.push(Entry { text: wording::WITHOUT.to_owned(), inner: Vec::new() });
    }
    let particulars = Block::fields([
        (wording::SHARE, wording::counts(demand.originals, demand.copies)),
        (wording::OBTAIN, demand.obtain.clone()),
        (wording::BASIS, wording::basis(&demand.basis)),
        (wording::APPROVED, demand.approved_by.as_deref().map(wording::approved).unwrap_or_default()),
    ]);
    Entry { text: demand.name.clone(), inner: vec![Block::Numbered(problems), particulars] }
}

fn defect(defect: &DemandedDefect) -> Entry {
    let remedy = Block::fields([(wording::REMEDY, defect.remedy.clone())]);
    Entry { text: defect.text.clone(), inner: vec![remedy] }
}
