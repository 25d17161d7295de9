//! The papers a window hands out, as content: what was told to whom, in numbers and names that later changes
//! of the catalogue cannot touch. Wording and layout are `document`'s.

mod body;
mod guide;
mod kind;
mod track;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::checklist::Verdict;
use super::condition::Answers;
use super::ids::{ItemCode, MaterialCode, WindowId};
use crate::text::Clean;

pub use body::{
    Committed, DeliveredPaper, Demand, DemandedDefect, Extended, Handed, Handing, PaperBody, Place, Pledged,
};
pub use guide::{Chosen, Guide, GuideFee, GuideMaterial};
pub use kind::PaperKind;
pub use track::{PaperEvent, PaperRef, Track};

/// The number of an issued paper, assigned in the transaction of the command: no gap, no double (I-14).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct PaperNumber {
    /// The hall's prefix with the mark of the kind: `青政补`.
    pub prefix: String,
    /// Year of issue.
    pub year: i16,
    /// Running number in the series, from 1.
    pub serial: u32,
}

impl std::fmt::Display for PaperNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}〔{}〕{}号", self.prefix, self.year, self.serial)
    }
}

/// A paper: a draft while it has no number.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Paper {
    /// Kind.
    pub kind: PaperKind,
    /// Number; none while it is a draft.
    pub number: Option<PaperNumber>,
    /// Day of issue.
    pub on: Date,
    /// Window that issues it.
    pub window: WindowId,
    /// Who signs as handler.
    pub officer: String,
    /// On whose post, where the handler covers: `代王敏`.
    pub acting_for: Option<String>,
    /// Whom it concerns; none for a handover sheet.
    pub subject: Option<Subject>,
    /// What it says.
    pub body: PaperBody,
    /// The examination it rests on; none where it rests on none.
    #[serde(default)]
    pub snapshot: Option<Snapshot>,
    /// Edition of the hall's wording (文书用语) it is written in.
    #[serde(default)]
    pub wording: String,
    /// The void paper it takes the place of (I-11).
    #[serde(default)]
    pub replaces: Option<PaperNumber>,
    /// What shows that paper and record agree; set with the number.
    #[serde(default)]
    pub seal: Option<PaperSeal>,
}

impl Paper {
    /// Who it concerns, for lists: applicant, visitor, or who takes over.
    pub fn concerns(&self) -> Clean {
        match (&self.subject, &self.body) {
            (Some(subject), _) => subject.applicant.clone(),
            (None, PaperBody::Guidance { who, .. } | PaperBody::Referral { who, .. }) => {
                who.clone().unwrap_or_default()
            }
            (None, PaperBody::Handover { to, .. }) => Clean::new(to.as_str()),
            (None, _) => Clean::default(),
        }
    }
}

/// The state of the examination a paper was drawn from (I-07): what was found, under which guide and situation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Snapshot {
    /// Item.
    pub item: ItemCode,
    /// Edition of its guide.
    pub edition: String,
    /// The situation.
    pub answers: Answers,
    /// The verdicts, by material.
    pub verdicts: BTreeMap<MaterialCode, Verdict>,
    /// Materials a lead allowed beyond the guide.
    pub allowed: Vec<MaterialCode>,
}

/// Verification code and digest of an issued paper (F38).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PaperSeal {
    /// Sixteen characters of Crockford's base 32, over the words of the paper.
    pub code: String,
    /// Sixteen hexadecimal digits, over the content and its snapshot.
    pub digest: String,
}

/// The case a paper belongs to, in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Subject {
    /// Case number.
    pub case_number: String,
    /// Applicant.
    pub applicant: Clean,
    /// Agent, if one acts.
    pub agent: Option<Clean>,
    /// Item.
    pub item: String,
    /// Department that decides.
    pub department: String,
    /// Day the materials were received.
    pub received: Date,
    /// Day what was to be corrected came last, if anything was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<Date>,
}
