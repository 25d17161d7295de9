//! What a notice must say, worked out from the guide and the findings alone, and what is wrong with one that does not.

use std::collections::{BTreeMap, BTreeSet};

use yichuang::domain::checklist::Verdict;
use yichuang::domain::condition::Answers;
use yichuang::domain::ids::{DefectCode, MaterialCode};
use yichuang::domain::item::{Material, ServiceItem};
use yichuang::domain::paper::{Demand, Paper, PaperBody};

use crate::hall::{Verdicts, asked, squeezed};

/// The materials wanting with the codes of their defects, in the order of the guide.
pub fn wanting<'a>(
    item: &'a ServiceItem,
    answers: &Answers,
    verdicts: &Verdicts,
) -> Vec<(&'a Material, BTreeSet<DefectCode>)> {
    let asked = asked(item, answers).into_iter();
    asked
        .filter_map(|material| match verdicts.get(&material.code) {
            Some(Verdict::Missing) => Some((material, BTreeSet::new())),
            Some(Verdict::Defective { defects }) => Some((material, defects.iter().cloned().collect())),
            _ => None,
        })
        .collect()
}

pub fn demands(paper: &Paper) -> &[Demand] {
    match &paper.body {
        PaperBody::Correction { demands, .. } => demands,
        _ => &[],
    }
}

/// What is wrong with the content of a notice (I-08, S107): a line, a defect, a right form, a way to get it or a basis
/// too few, too many or other than the guide's.
pub fn faults_of_content(
    item: &ServiceItem,
    answers: &Answers,
    verdicts: &Verdicts,
    paper: &Paper,
) -> Vec<String> {
    let mut faults = Vec::new();
    let wanting = wanting(item, answers, verdicts);
    let named: Vec<_> = demands(paper).iter().map(|demand| &demand.material).collect();
    let expected: Vec<_> = wanting.iter().map(|(material, _)| &material.code).collect();
    if named != expected {
        faults.push(format!("names {named:?} instead of {expected:?}"));
    }
    for (material, codes) in wanting {
        let Some(demand) = demands(paper).iter().find(|demand| demand.material == material.code) else {
            continue;
        };
        let mut differs = |what: &str, differs: bool| {
            if differs {
                faults.push(format!("{}: other {what}", material.code));
            }
        };
        differs("name", demand.name != material.name);
        differs("count", (demand.originals, demand.copies) != (material.originals, material.copies));
        differs("way to get it", demand.obtain != material.obtain);
        differs("basis", demand.basis != material.basis);
        differs("approval", demand.approved_by.is_some());
        let kinds = material.defects.iter().filter(|kind| codes.contains(&kind.code));
        let expected: Vec<_> = kinds.map(|kind| (&kind.code, &kind.text, &kind.remedy)).collect();
        let told: Vec<_> = demand.defects.iter().map(|told| (&told.code, &told.text, &told.remedy)).collect();
        differs("defects", told != expected);
    }
    faults
}

/// What a reader of the printed words would miss. The texts are looked for one after the other, so that the same words
/// under another material do not stand in for them.
pub fn faults_of_words(
    item: &ServiceItem,
    answers: &Answers,
    verdicts: &Verdicts,
    words: &str,
) -> Vec<String> {
    let wanting = wanting(item, answers, verdicts);
    let problems: usize = wanting.iter().map(|(_, codes)| codes.len().max(1)).sum();
    let mut texts = vec![format!("共{}项材料、{problems}处", wanting.len())];
    for (at, (material, codes)) in wanting.iter().enumerate() {
        texts.push(format!("{}．{}", at + 1, material.name));
        for kind in material.defects.iter().filter(|kind| codes.contains(&kind.code)) {
            texts.extend([kind.text.clone(), kind.remedy.clone()]);
        }
        texts.push(material.obtain.clone());
        let mut basis = String::from("依据：");
        for (at, one) in material.basis.iter().enumerate() {
            let before = at.checked_sub(1).map(|before| &material.basis[before].document);
            if before == Some(&one.document) {
                basis.push('、');
            } else {
                let named = one.document.contains(['《', '〔']);
                let (open, close) = if named { ("", "") } else { ("《", "》") };
                basis.extend([if at > 0 { "；" } else { "" }, open, &one.document, close]);
            }
            basis += &one.clause;
        }
        texts.push(basis);
    }
    missing(&texts, words)
}

/// The texts that do not stand in the words, each after the one before it.
pub fn missing(texts: &[String], words: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut rest = words;
    for text in texts {
        let text = squeezed(text);
        match rest.split_once(&text) {
            Some((_, after)) => rest = after,
            None => faults.push(format!("not in its place: {text}")),
        }
    }
    faults
}

/// What a later notice says that the one before it did not allow (I-07): a material it did not name; a new defect on a
/// paper of which an old one still stands.
pub fn faults_of_repetition(first: &Paper, second: &Paper) -> Vec<String> {
    let codes = |paper: &Paper| -> BTreeMap<MaterialCode, BTreeSet<DefectCode>> {
        let told = demands(paper).iter();
        told.map(|demand| {
            (demand.material.clone(), demand.defects.iter().map(|defect| defect.code.clone()).collect())
        })
        .collect()
    };
    let before = codes(first);
    let mut faults = Vec::new();
    for (material, defects) in codes(second) {
        match before.get(&material) {
            None => faults.push(format!("{material} was not named before")),
            Some(told) if told.is_disjoint(&defects) || defects.is_subset(told) => {}
            Some(_) => faults.push(format!("{material}: a new defect beside one that still stands")),
        }
    }
    faults
}
