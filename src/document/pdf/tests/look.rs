//! Papers of every kind, as they are looked at by eye: [`crate::printing`] writes them in the fonts of a machine.

use super::{FONTS, proof};
use crate::document::compose;
use crate::document::model::Document;
use crate::document::pdf::pdf;
use crate::document::tests::samples::*;
use crate::domain::item::CorrectionRegime;
use crate::domain::paper::{PaperBody, PaperKind};
use crate::text::Clean;

/// The papers with their names.
pub(crate) fn papers() -> Vec<(&'static str, Document)> {
    let mut plain = compose(&correction(demands(), CorrectionRegime::Licence, 1), &hall(), &phrases(), false);
    plain.proof = Some(proof());
    let mut many = demands();
    many[0].defects = (1..=40)
        .map(|n| defect(&format!("第{n}页骑缝处未加盖公章"), &format!("在第{n}页骑缝处补盖公章")))
        .collect();
    let mut long = correction(many, CorrectionRegime::Licence, 2);
    if let Some(subject) = &mut long.subject {
        subject.applicant = Clean::new(LONG_NAME);
        subject.agent = Some(Clean::new("阿依古丽·买买提𠮷葛\u{e0100}王\u{202e}敏\u{2b7f4}"));
        subject.department = LONG_NAME.into();
    }
    let mut long = compose(&long, &hall(), &phrases(), true);
    long.proof = Some(proof());
    long.marks = vec!["补打 第1次".into(), "作废".into()];
    let mut draft = refusal();
    draft.number = None;
    let mut rows = handover();
    if let PaperBody::Handover { lines, .. } = &mut rows.body {
        let some = lines.clone();
        lines.extend(std::iter::repeat_n(some, 12).flatten());
    }
    let mut accepted = compose(&acceptance(), &hall(), &phrases(), true);
    accepted.proof = Some(proof());
    let receipt = paper(PaperKind::Receipt, PaperBody::Receipt { materials: materials(), regime: None });
    vec![
        ("correction", plain),
        ("forty", long),
        ("acceptance", accepted),
        ("draft", compose(&draft, &hall(), &phrases(), true)),
        ("handover", compose(&rows, &hall(), &phrases(), false)),
        ("receipt", compose(&receipt, &hall(), &phrases(), false)),
    ]
}

#[test]
fn every_paper_is_written() {
    for (name, document) in papers() {
        assert!(pdf(&document, &FONTS).unwrap().starts_with(b"%PDF-"), "{name}");
    }
}
