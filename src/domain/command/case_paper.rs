//! Papers of a case that are issued beside its course.

use serde::{Deserialize, Serialize};

use crate::domain::paper::PaperKind;
use crate::text::Clean;

/// The papers of a case that change nothing about where it stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum CasePaper {
    /// N-06 收件回执.
    FilingReceipt,
    /// N-07 容缺受理承诺书, for the applicant to sign before acceptance.
    DeferralPledge,
    /// N-08 告知承诺书, for the applicant to sign before acceptance.
    Commitment,
    /// N-09 情况说明.
    Statement {
        /// The explanation.
        text: Clean,
    },
}

impl CasePaper {
    /// The kind of paper.
    pub fn kind(&self) -> PaperKind {
        match self {
            Self::FilingReceipt => PaperKind::FilingReceipt,
            Self::DeferralPledge => PaperKind::DeferralPledge,
            Self::Commitment => PaperKind::Commitment,
            Self::Statement { .. } => PaperKind::Statement,
        }
    }
}
