//! The checklist (材料清单): which materials this applicant hands in, what the officer found, and which exits
//! of 行政许可法 32 are open (DESIGN 4.2).

mod deferral;
mod demand;
mod exits;
mod merged;
mod verdict;

use std::collections::BTreeMap;

use super::condition::Answers;
use super::ids::MaterialCode;
use super::item::{DefectKind, Diversion, Material, Question, ServiceItem};

pub use deferral::last_deferral_day;
pub use demand::{DemandState, ExtraDemand, GENERIC_DEFECT, is_catch_all};
pub use exits::{Assessment, Closed, Exit, ExitState, Intake, assess};
pub use merged::{Asked, MergedLine, already_received, merge};
pub use verdict::{Defects, NoDefect, Verdict};

/// One line: a material that this situation asks for, and its verdict.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line<'a> {
    /// The material with its checkpoints, defects and basis.
    pub material: &'a Material,
    /// What was found.
    pub verdict: &'a Verdict,
    /// The demand a lead has allowed beyond the guide, where the line is none of the guide's (J02).
    pub extra: Option<&'a ExtraDemand>,
}

/// The materials a situation asks for, in the order of the guide.
pub fn resolve<'a>(item: &'a ServiceItem, answers: &Answers) -> Vec<&'a Material> {
    item.materials.iter().filter(|material| material.when.holds(answers)).collect()
}

/// The checklist with its verdicts: the materials of the guide, then what a lead has allowed beyond it.
pub fn lines<'a>(
    item: &'a ServiceItem,
    answers: &Answers,
    verdicts: &'a BTreeMap<MaterialCode, Verdict>,
    extras: &'a [ExtraDemand],
) -> Vec<Line<'a>> {
    const UNEXAMINED: &Verdict = &Verdict::Unexamined;
    let verdict = |material: &Material| verdicts.get(&material.code).unwrap_or(UNEXAMINED);
    let guide = resolve(item, answers).into_iter();
    let guide = guide.map(|material| Line { material, verdict: verdict(material), extra: None });
    let beyond = extras.iter().filter(|extra| extra.is_allowed());
    let beyond = beyond.map(|extra| Line {
        material: &extra.material,
        verdict: verdict(&extra.material),
        extra: Some(extra),
    });
    guide.chain(beyond).collect()
}

/// The questions this situation asks, in order; an answer can bring up further ones.
pub fn questions<'a>(item: &'a ServiceItem, answers: &Answers) -> Vec<&'a Question> {
    item.questions.iter().filter(|question| question.when.holds(answers)).collect()
}

/// The first question still to be asked.
pub fn open_question<'a>(item: &'a ServiceItem, answers: &Answers) -> Option<&'a Question> {
    questions(item, answers).into_iter().find(|question| !answers.contains_key(&question.code))
}

/// The diversion (不需许可、不属本机关) that the answers lead to, if any.
pub fn diversion<'a>(item: &'a ServiceItem, answers: &Answers) -> Option<&'a Diversion> {
    item.diversions.iter().find(|diversion| diversion.when.holds(answers))
}

/// The coded defects of a line as the catalogue words them.
pub fn named<'a>(material: &'a Material, defects: &Defects) -> Vec<&'a DefectKind> {
    material.defects.iter().filter(|kind| defects.has(&kind.code)).collect()
}

#[cfg(test)]
mod tests;
