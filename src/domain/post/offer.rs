//! A handover on offer (交接), and what stays of one for a moment after it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::sheet::SheetLine;
use crate::domain::ids::{OfficerId, SheetLineId};
use crate::domain::paper::PaperNumber;
use crate::text::Clean;

/// Why a post is handed over (S180, S182, S185, S187).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Occasion {
    /// 换班: for as long as it takes.
    #[default]
    Shift,
    /// 午间轮值: one of the two groups goes, the other stays.
    Noon,
    /// 请假: half a day or more; the leave is approved elsewhere, here is where it can be found.
    Leave {
        /// Last day of the leave.
        until: Date,
        /// Who approved it.
        approver: Clean,
        /// Number of the approval.
        reference: Clean,
    },
    /// 轮岗: the rota gives the post to somebody else.
    Rotation,
    /// 返岗: back to whose post it is.
    Return,
}

impl Occasion {
    /// The occasion in words.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Shift => "换班",
            Self::Noon => "午间轮值",
            Self::Leave { .. } => "请假",
            Self::Rotation => "轮岗",
            Self::Return => "返岗",
        }
    }
}

/// A handover on offer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Offer {
    /// Who leaves.
    pub from: OfficerId,
    /// Who is asked to take over.
    pub to: OfficerId,
    /// When it was offered.
    pub at: Timestamp,
    /// Why.
    #[serde(default)]
    pub occasion: Occasion,
    /// The sheet, as it wrote itself at that moment.
    pub lines: Vec<SheetLine>,
    /// A note in free words.
    pub note: Clean,
    /// Lines B has confirmed, with remarks.
    pub confirmed: BTreeMap<SheetLineId, Option<Clean>>,
}

impl Offer {
    /// The lines still to be confirmed, in order.
    pub fn open_lines(&self) -> impl Iterator<Item = &SheetLine> {
        self.lines.iter().filter(|line| !self.confirmed.contains_key(&line.id))
    }

    /// The sheet written anew: what reads as it did stays confirmed, everything else is open again.
    pub(super) fn refresh(&mut self, lines: &[SheetLine]) {
        let same = |id: &SheetLineId| self.lines.iter().any(|old| &old.id == id && lines.contains(old));
        let kept: BTreeMap<_, _> =
            self.confirmed.iter().filter(|(id, _)| same(id)).map(|(id, r)| (id.clone(), r.clone())).collect();
        self.confirmed = kept;
        self.lines = lines.to_vec();
    }
}

/// The last handover, for as long as the outgoer may add what was forgotten (FAA JO 7110.65 App. A, step 4).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Handed {
    /// Who left.
    pub from: OfficerId,
    /// When.
    pub at: Timestamp,
    /// The sheet.
    pub number: Option<PaperNumber>,
    /// What was added afterwards.
    pub added: Vec<Clean>,
}

impl Handed {
    /// For how long something may be added.
    pub const OVERLAP: SignedDuration = SignedDuration::from_mins(2);

    /// Whether something may still be added.
    pub fn is_open(&self, now: Timestamp) -> bool {
        now.duration_since(self.at) <= Self::OVERLAP
    }
}
