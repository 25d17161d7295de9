//! The exits of an intake and what stands against each (行政许可法 32, DESIGN 4.1).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::demand::ExtraDemand;
use super::verdict::Verdict;
use super::{Line, deferral, diversion, lines, open_question};
use crate::domain::calendar::WorkCalendar;
use crate::domain::condition::Answers;
use crate::domain::ids::MaterialCode;
use crate::domain::item::{IntakeMode, ServiceItem};
use crate::text::{cut, width};

/// An exit of the intake (行政许可法 32, DESIGN 4.1). Correcting at the counter is no exit: the case stays open.
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

/// Why an exit is closed, and what opens it. The lines that are meant are named, the first of them in full.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Closed {
    /// A question is not answered.
    #[error("还有情形未选，请先选完")]
    Unanswered,
    /// Lines are unexamined.
    #[error("还有{count}项未审{}", listed(lines))]
    Unexamined {
        /// How many.
        count: usize,
        /// Names of the lines, in the order of the list.
        #[serde(default)]
        lines: Vec<String>,
    },
    /// Lines are missing or defective.
    #[error("有{count}项缺或不符{}", listed(lines))]
    Wanting {
        /// How many.
        count: usize,
        /// Names of the lines, in the order of the list.
        #[serde(default)]
        lines: Vec<String>,
    },
    /// Nothing is missing or defective.
    #[error("没有缺或不符的材料，无须告知")]
    NothingWanting,
    /// The hall could not obtain a shared material.
    #[error("有{count}项共享未取得，须由本厅解决{}", listed(lines))]
    SharingFailed {
        /// How many.
        count: usize,
        /// Names of the lines, in the order of the list.
        #[serde(default)]
        lines: Vec<String>,
    },
    /// A deferred material is not promised in writing, or its day has passed or lies too late (S088).
    #[error("有{count}项容缺须按今日重新确认{}", listed(lines))]
    DeferralInvalid {
        /// How many.
        count: usize,
        /// Names of the lines, in the order of the list.
        lines: Vec<String>,
    },
    /// Something is deferred although the main materials are not complete (主要材料).
    #[error("主要材料不齐，不能容缺，请改记为缺或不符{}", listed(lines))]
    MainIncomplete {
        /// Names of the deferred lines, in the order of the list.
        lines: Vec<String>,
    },
    /// A demand beyond the guide waits for a lead (S054, J02).
    #[error("有{count}项超指南材料待负责人决定{}", listed(lines))]
    DemandWaiting {
        /// How many.
        count: usize,
        /// Their names, in the order they were proposed.
        lines: Vec<String>,
    },
    /// The applicant is not known.
    #[error("申请人信息未录，请先录入")]
    NoApplicant,
    /// The item is only received at this window.
    #[error("本事项窗口只收件，由部门受理")]
    OnlyReceived,
    /// The item is accepted at this window.
    #[error("本事项由窗口当场受理")]
    AcceptedHere,
    /// The answers lead away from this item.
    #[error("按所选情形，本事项不应在此受理；情形有误的，请重选")]
    Diverted,
    /// The law gives no ground for refusal.
    #[error("所选情形没有不予受理的法定事由")]
    NoGround,
}

/// Cells the names of lines may take in a reason; and one name among them.
const NAMES: usize = 44;
const NAME: usize = 24;

/// The first names after a colon, the rest as 等: a reason stays one sentence.
fn listed(lines: &[String]) -> String {
    let mut text = String::new();
    for (at, name) in lines.iter().enumerate() {
        let name = cut(name, if lines.len() == 1 { NAMES } else { NAME });
        if at > 0 && width(&text) + width(&name) + 2 > NAMES {
            text.push('等');
            break;
        }
        text.push_str(if at == 0 { "：" } else { "、" });
        text.push_str(&name);
    }
    text
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
    /// Demands beyond the guide, whatever became of them.
    pub extras: &'a [ExtraDemand],
    /// Whether the applicant's particulars are complete.
    pub applicant_known: bool,
    /// The day the exit would be taken.
    pub today: Date,
    /// The calendar a deferral is reckoned by.
    pub calendar: &'a WorkCalendar,
}

/// Applies 行政许可法 32. Once the applicant is known, every question answered, every line examined and nothing
/// waits for sharing, for a lead or for a new date, exactly one exit is open. Before that none is, and each says
/// why. Answers that lead away from the item settle the intake without an examination: only the refusal is open.
pub fn assess(intake: Intake<'_>) -> Assessment {
    let diverted = diversion(intake.item, intake.answers).is_some();
    let mut common = Vec::new();
    if !intake.applicant_known {
        common.push(Closed::NoApplicant);
    }
    let [accept, receive, correct, refuse] = if diverted { away(common) } else { examined(intake, common) };
    Assessment {
        exits: vec![
            ExitState { exit: Exit::Accept, closed: accept },
            ExitState { exit: Exit::Receive, closed: receive },
            ExitState { exit: Exit::Correct, closed: correct },
            ExitState { exit: Exit::Refuse, closed: refuse },
        ],
    }
}

/// 32.1(1)(2): no licence is needed, or another body is competent.
fn away(common: Vec<Closed>) -> [Vec<Closed>; 4] {
    let mut elsewhere = common.clone();
    elsewhere.push(Closed::Diverted);
    [elsewhere.clone(), elsewhere.clone(), elsewhere, common]
}

/// 32.1(4)(5): what is wanting is told once; what is complete is accepted, or received where the item says so.
fn examined(intake: Intake<'_>, mut common: Vec<Closed>) -> [Vec<Closed>; 4] {
    if open_question(intake.item, intake.answers).is_some() {
        common.push(Closed::Unanswered);
    }
    let lines = lines(intake.item, intake.answers, intake.verdicts, intake.extras);
    let mut refuse = common.clone();
    refuse.push(Closed::NoGround);
    let mut ready = common;
    ready.extend(unfinished(intake, &lines));

    let wanting = names(&lines, |line| line.verdict.is_wanting());
    let mut complete = ready.clone();
    let mut correct = ready;
    let known = !correct.iter().any(|why| matches!(why, Closed::Unanswered | Closed::Unexamined { .. }));
    if wanting.is_empty() && known {
        correct.push(Closed::NothingWanting);
    } else if !wanting.is_empty() {
        complete.push(Closed::Wanting { count: wanting.len(), lines: wanting });
    }
    let (mut accept, mut receive) = (complete.clone(), complete);
    match intake.item.intake_mode {
        IntakeMode::Accept => receive.push(Closed::AcceptedHere),
        IntakeMode::Receive | IntakeMode::ReceiveThenConfirm => accept.push(Closed::OnlyReceived),
    }
    [accept, receive, correct, refuse]
}

/// What is still somebody's work: no notice and no acceptance before, or something would be told twice (J01).
fn unfinished(intake: Intake<'_>, lines: &[Line<'_>]) -> Vec<Closed> {
    let mut unfinished = Vec::new();
    let mut push = |lines: Vec<String>, closed: fn(usize, Vec<String>) -> Closed| {
        if !lines.is_empty() {
            unfinished.push(closed(lines.len(), lines));
        }
    };
    push(names(lines, |line| *line.verdict == Verdict::Unexamined), |count, lines| Closed::Unexamined {
        count,
        lines,
    });
    push(names(lines, |line| *line.verdict == Verdict::SharingFailed), |count, lines| {
        Closed::SharingFailed { count, lines }
    });
    let waiting = intake.extras.iter().filter(|extra| extra.is_waiting());
    push(waiting.map(|extra| extra.material.name.clone()).collect(), |count, lines| Closed::DemandWaiting {
        count,
        lines,
    });
    push(deferral::invalid(intake, lines), |count, lines| Closed::DeferralInvalid { count, lines });
    push(deferral::without_main(lines), |_, lines| Closed::MainIncomplete { lines });
    unfinished
}

/// Names of the lines for which this holds.
pub(super) fn names(lines: &[Line<'_>], holds: impl Fn(&Line<'_>) -> bool) -> Vec<String> {
    lines.iter().filter(|line| holds(line)).map(|line| line.material.name.clone()).collect()
}
