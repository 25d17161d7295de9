//! The checklist (材料清单): which materials this applicant hands in, what the officer found, and which exits
//! of 行政许可法 32 are open (DESIGN 4.2).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::condition::Answers;
use super::ids::{DefectCode, MaterialCode};
use super::item::{Basis, DefectKind, Diversion, IntakeMode, Material, Question, ServiceItem};

/// One or more coded defects; never none.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "BTreeSet<DefectCode>", into = "BTreeSet<DefectCode>")]
pub struct Defects(BTreeSet<DefectCode>);

impl Defects {
    /// The defects with this first one.
    pub fn one(code: DefectCode) -> Self {
        Self(BTreeSet::from([code]))
    }

    /// The codes in order.
    pub fn iter(&self) -> impl Iterator<Item = &DefectCode> {
        self.0.iter()
    }

    /// Whether the code is among them.
    pub fn has(&self, code: &DefectCode) -> bool {
        self.0.contains(code)
    }

    /// How many there are; at least one.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl TryFrom<BTreeSet<DefectCode>> for Defects {
    type Error = NoDefect;

    fn try_from(codes: BTreeSet<DefectCode>) -> Result<Self, NoDefect> {
        if codes.is_empty() { Err(NoDefect) } else { Ok(Self(codes)) }
    }
}

impl From<Defects> for BTreeSet<DefectCode> {
    fn from(defects: Defects) -> Self {
        defects.0
    }
}

/// A defective line needs a defect.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("“不符”须至少选定一项缺陷")]
pub struct NoDefect;

/// What the officer found on one line (审查结论).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Verdict {
    /// 未审.
    #[default]
    Unexamined,
    /// 齐全相符.
    Conforming,
    /// 缺.
    Missing,
    /// 不符合法定形式.
    Defective {
        /// What is wrong.
        defects: Defects,
    },
    /// 当场更正 (行政许可法 32.1(3), S086): was wrong, is right.
    Corrected {
        /// What was wrong.
        defects: Defects,
    },
    /// 免交.
    Waived {
        /// On which basis.
        basis: Basis,
    },
    /// 共享获取: obtained with the applicant's consent (S062).
    Shared,
    /// 共享失败: the hall's task, never the applicant's defect.
    SharingFailed,
    /// 容缺: to be brought until the day.
    Deferred {
        /// Last day.
        due: Date,
    },
    /// 告知承诺.
    Committed,
}

impl Verdict {
    /// Whether the line stands against acceptance by the applicant's doing.
    pub fn is_wanting(&self) -> bool {
        matches!(self, Self::Missing | Self::Defective { .. })
    }

    /// Whether the line is settled for acceptance.
    pub fn is_settled(&self) -> bool {
        !self.is_wanting() && !matches!(self, Self::Unexamined | Self::SharingFailed)
    }

    /// The verdict in one word.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Unexamined => "未审",
            Self::Conforming => "齐全",
            Self::Missing => "缺",
            Self::Defective { .. } => "不符",
            Self::Corrected { .. } => "已更正",
            Self::Waived { .. } => "免交",
            Self::Shared => "共享",
            Self::SharingFailed => "共享失败",
            Self::Deferred { .. } => "容缺",
            Self::Committed => "承诺",
        }
    }
}

/// One line: a material that this situation asks for, and its verdict.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line<'a> {
    /// The material with its checkpoints, defects and basis.
    pub material: &'a Material,
    /// What was found.
    pub verdict: &'a Verdict,
}

/// The materials a situation asks for, in the order of the guide.
pub fn resolve<'a>(item: &'a ServiceItem, answers: &Answers) -> Vec<&'a Material> {
    item.materials.iter().filter(|material| material.when.holds(answers)).collect()
}

/// The checklist with its verdicts.
pub fn lines<'a>(
    item: &'a ServiceItem,
    answers: &Answers,
    verdicts: &'a BTreeMap<MaterialCode, Verdict>,
) -> Vec<Line<'a>> {
    const UNEXAMINED: &Verdict = &Verdict::Unexamined;
    resolve(item, answers)
        .into_iter()
        .map(|material| Line { material, verdict: verdicts.get(&material.code).unwrap_or(UNEXAMINED) })
        .collect()
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

/// An exit of the intake (行政许可法 32, DESIGN 4.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exit {
    /// 受理.
    Accept,
    /// 收件 (材料接收告知单).
    Receive,
    /// 一次性补正告知.
    Correct,
    /// 不予受理.
    Refuse,
}

impl Exit {
    /// The exit in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Accept => "受理",
            Self::Receive => "收件",
            Self::Correct => "一次性告知",
            Self::Refuse => "不予受理",
        }
    }
}

/// Why an exit is closed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Closed {
    /// A question is not answered.
    #[error("还有情形未选")]
    Unanswered,
    /// Lines are unexamined.
    #[error("还有{count}项未审")]
    Unexamined {
        /// How many.
        count: usize,
    },
    /// Lines are missing or defective.
    #[error("有{count}项缺或不符")]
    Wanting {
        /// How many.
        count: usize,
    },
    /// Nothing is missing or defective.
    #[error("没有缺或不符的材料")]
    NothingWanting,
    /// The hall could not obtain a shared material.
    #[error("有{count}项共享未取得，须由本厅解决")]
    SharingFailed {
        /// How many.
        count: usize,
    },
    /// The applicant is not known.
    #[error("申请人信息未录")]
    NoApplicant,
    /// The item is only received at this window.
    #[error("本事项窗口只收件，由部门受理")]
    OnlyReceived,
    /// The item is accepted at this window.
    #[error("本事项由窗口当场受理")]
    AcceptedHere,
    /// The answers lead away from this item.
    #[error("按所选情形，本事项不应在此受理")]
    Diverted,
    /// The law gives no ground for refusal.
    #[error("所选情形没有不予受理的法定事由")]
    NoGround,
}

/// One exit, open or closed with its reasons.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExitState {
    /// The exit.
    pub exit: Exit,
    /// Why it is closed; open when empty.
    pub closed: Vec<Closed>,
}

impl ExitState {
    /// Whether the officer may take it.
    pub fn is_open(&self) -> bool {
        self.closed.is_empty()
    }
}

/// Which exits are open and why the others are not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assessment {
    /// All exits in the order they are shown.
    pub exits: Vec<ExitState>,
}

impl Assessment {
    /// The reasons against an exit; empty when it is open.
    pub fn against(&self, exit: Exit) -> &[Closed] {
        self.exits.iter().find(|state| state.exit == exit).map_or(&[], |state| state.closed.as_slice())
    }

    /// The one exit that is open, if one is.
    pub fn open(&self) -> Option<Exit> {
        self.exits.iter().find(|state| state.is_open()).map(|state| state.exit)
    }
}

/// What the assessment looks at.
#[derive(Clone, Copy, Debug)]
pub struct Intake<'a> {
    /// The item under the pinned edition.
    pub item: &'a ServiceItem,
    /// Answers so far.
    pub answers: &'a Answers,
    /// Verdicts so far.
    pub verdicts: &'a BTreeMap<MaterialCode, Verdict>,
    /// Whether the applicant's particulars are complete.
    pub applicant_known: bool,
}

/// Applies 行政许可法 32: at most one exit is open, and every closed one says why. Nothing can be decided while
/// a line is unexamined.
pub fn assess(intake: Intake<'_>) -> Assessment {
    let lines = lines(intake.item, intake.answers, intake.verdicts);
    let count = |test: fn(&Verdict) -> bool| lines.iter().filter(|line| test(line.verdict)).count();
    let unexamined = count(|v| *v == Verdict::Unexamined);
    let wanting = count(Verdict::is_wanting);
    let failed = count(|v| *v == Verdict::SharingFailed);
    let diverted = diversion(intake.item, intake.answers).is_some();

    let mut common = Vec::new();
    if !intake.applicant_known {
        common.push(Closed::NoApplicant);
    }
    if open_question(intake.item, intake.answers).is_some() && !diverted {
        common.push(Closed::Unanswered);
    }

    let mut examined = common.clone();
    if diverted {
        examined.push(Closed::Diverted);
    } else if unexamined > 0 {
        examined.push(Closed::Unexamined { count: unexamined });
    }

    let mut complete = examined.clone();
    if !diverted {
        complete.extend((wanting > 0).then_some(Closed::Wanting { count: wanting }));
        complete.extend((failed > 0).then_some(Closed::SharingFailed { count: failed }));
    }

    let mut accept = complete.clone();
    let mut receive = complete;
    match intake.item.intake_mode {
        IntakeMode::Accept => receive.push(Closed::AcceptedHere),
        IntakeMode::Receive | IntakeMode::ReceiveThenConfirm => accept.push(Closed::OnlyReceived),
    }

    let mut correct = examined;
    if wanting == 0 && unexamined == 0 && !diverted {
        correct.push(Closed::NothingWanting);
    }

    let mut refuse = common;
    if !diverted {
        refuse.push(Closed::NoGround);
    }

    Assessment {
        exits: vec![
            ExitState { exit: Exit::Accept, closed: accept },
            ExitState { exit: Exit::Receive, closed: receive },
            ExitState { exit: Exit::Correct, closed: correct },
            ExitState { exit: Exit::Refuse, closed: refuse },
        ],
    }
}

/// The coded defects of a line as the catalogue words them.
pub fn named<'a>(material: &'a Material, defects: &Defects) -> Vec<&'a DefectKind> {
    material.defects.iter().filter(|kind| defects.has(&kind.code)).collect()
}

#[cfg(test)]
mod tests;
