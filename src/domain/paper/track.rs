//! What became of a paper after it was issued: printed, printed again, signed, void (F39, F40).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PaperNumber;
use crate::domain::ids::CaseId;
use crate::text::Clean;

/// Which paper an order is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PaperRef {
    /// The case it belongs to; none for a paper of the window: guidance, referral, handover sheet.
    #[serde(default)]
    pub case: Option<CaseId>,
    /// Its number.
    pub number: PaperNumber,
}

/// What happens to an issued paper. Its words never change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "paper", rename_all = "snake_case")]
pub enum PaperEvent {
    /// It came out of the printer; it leaves the list 待打印.
    Printed,
    /// It was printed once more.
    Reprinted {
        /// Why.
        reason: Clean,
    },
    /// The signed copy came back.
    Returned {
        /// When.
        on: Date,
    },
    /// It is void; its number stays taken.
    Voided {
        /// Why.
        reason: Clean,
    },
}

/// What became of an issued paper.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Track {
    /// Whether somebody saw it come out of the printer.
    pub printed: bool,
    /// How often it was printed again.
    pub reprints: u32,
    /// When the signed copy came back.
    pub returned: Option<Date>,
    /// Why it is void.
    pub voided: Option<Clean>,
}

impl Track {
    /// The track after the event.
    pub fn apply(&mut self, event: &PaperEvent) {
        match event {
            PaperEvent::Printed => self.printed = true,
            PaperEvent::Reprinted { .. } => self.reprints = self.reprints.saturating_add(1),
            PaperEvent::Returned { on } => self.returned = Some(*on),
            PaperEvent::Voided { reason } => self.voided = Some(reason.clone()),
        }
    }

    /// Whether it still waits for the printer.
    pub fn is_unprinted(&self) -> bool {
        !self.printed && self.voided.is_none()
    }
}
