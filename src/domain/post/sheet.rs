//! The lines of a handover sheet (S178), and the question by which B says a critical one back.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{CaseId, ReminderId, SheetLineId, ThingId, TicketNo};
use crate::domain::paper::PaperRef;
use crate::text::Clean;

/// One line of a handover sheet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SheetLine {
    /// Stable key.
    pub id: SheetLineId,
    /// What it is about.
    pub matter: SheetMatter,
    /// Whom it concerns.
    pub who: Clean,
    /// What stands and what comes next, in words.
    pub text: String,
    /// Whether a mistake here hurts at once: somebody at the counter, a clock that ends today, originals, cash.
    pub critical: bool,
    /// What B is asked about a critical line; the answer is chosen, never waved through with a key.
    #[serde(default)]
    pub read_back: Option<ReadBack>,
}

/// A question with answers to choose from, one of them right (I-PASS: synthesis by the receiver).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ReadBack {
    /// The question.
    pub question: String,
    /// Two or three answers.
    pub choices: Vec<String>,
    /// The place of the right one among them.
    pub right: usize,
}

impl ReadBack {
    /// A question with the right answer among wrong ones. Where it stands follows from `key`, so that it differs
    /// from line to line and is the same whenever the sheet is written again.
    pub fn new(question: impl Into<String>, right: String, wrong: Vec<String>, key: &str) -> Self {
        let mut choices: Vec<String> = wrong.into_iter().filter(|choice| *choice != right).collect();
        let sum: usize = key.bytes().map(usize::from).sum();
        let place = sum % (choices.len() + 1);
        choices.insert(place, right);
        Self { question: question.into(), choices, right: place }
    }
}

/// What a line of the sheet is about (S178).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum SheetMatter {
    /// The person at the counter.
    Serving {
        /// Ticket.
        ticket: TicketNo,
    },
    /// A ticket called and not yet there.
    Called {
        /// Ticket.
        ticket: TicketNo,
    },
    /// A parked ticket.
    Parked {
        /// Ticket.
        ticket: TicketNo,
    },
    /// A case under examination.
    Examining {
        /// Case.
        case: CaseId,
    },
    /// A case waiting for correction.
    Correcting {
        /// Case.
        case: CaseId,
    },
    /// A case whose clock runs at the department.
    Deciding {
        /// Case.
        case: CaseId,
    },
    /// Materials promised for a later day (容缺).
    Deferred {
        /// Case.
        case: CaseId,
    },
    /// A payment notice not yet paid.
    Unpaid {
        /// Case.
        case: CaseId,
    },
    /// A result to hand over.
    Result {
        /// Case.
        case: CaseId,
    },
    /// A refusal that waits for a second person.
    Refusal {
        /// Case.
        case: CaseId,
    },
    /// A paper nobody saw come out of the printer.
    Unprinted {
        /// Paper.
        paper: PaperRef,
    },
    /// A paper whose signed copy has not come back.
    Unsigned {
        /// Paper.
        paper: PaperRef,
    },
    /// Somebody's original on the desk.
    Original {
        /// Thing.
        thing: ThingId,
    },
    /// A seal.
    Seal {
        /// Thing.
        thing: ThingId,
    },
    /// Blank forms, by number.
    Blanks {
        /// Thing.
        thing: ThingId,
    },
    /// The cash sheet.
    Cash {
        /// Thing.
        thing: ThingId,
    },
    /// A call promised to somebody.
    CallBack {
        /// Reminder.
        reminder: ReminderId,
    },
    /// A question that was interrupted, or asked in between (插问).
    Question {
        /// Reminder.
        reminder: ReminderId,
    },
}

impl SheetMatter {
    /// The matter in words.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Serving { .. } => "正在办理",
            Self::Called { .. } => "已叫未到",
            Self::Parked { .. } => "挂起号票",
            Self::Examining { .. } => "审查中",
            Self::Correcting { .. } => "待补正",
            Self::Deciding { .. } => "待决定",
            Self::Deferred { .. } => "容缺待补",
            Self::Unpaid { .. } => "待缴费",
            Self::Result { .. } => "待领取",
            Self::Refusal { .. } => "待确认",
            Self::Unprinted { .. } => "待打印",
            Self::Unsigned { .. } => "待收签",
            Self::Original { .. } => "在台原件",
            Self::Seal { .. } => "印章",
            Self::Blanks { .. } => "空白单证",
            Self::Cash { .. } => "现金",
            Self::CallBack { .. } => "待回电",
            Self::Question { .. } => "插问待答",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_answer_stands_where_its_place_says_and_no_wrong_one_equals_it() {
        for key in ["a", "b", "c", "case-1", "case-2"] {
            let asked = ReadBack::new("哪天", "今天".into(), vec!["明天".into(), "今天".into()], key);
            assert_eq!(asked.choices.get(asked.right).map(String::as_str), Some("今天"));
            assert_eq!(asked.choices.len(), 2);
            assert_eq!(asked, ReadBack::new("哪天", "今天".into(), vec!["明天".into()], key));
        }
    }
}
