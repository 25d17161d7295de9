//! Papers of a window that belong to no case, and how long they are kept in sight.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::paper::{PaperKind, PaperNumber, Track};
use crate::text::Clean;

/// How long a copy is waited for that was to come back signed.
const AWAITED_DAYS: i32 = 30;

/// A paper of a window that belongs to no case. Its words are with the service.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Loose {
    /// Its number.
    pub number: PaperNumber,
    /// Its kind.
    pub kind: PaperKind,
    /// Day of issue.
    pub on: Date,
    /// Whom it concerns.
    pub who: Clean,
    /// What became of it.
    pub track: Track,
}

impl Loose {
    /// Whether somebody still waits for something of it on a day.
    pub fn is_awaited(&self, day: Date) -> bool {
        self.track.voided.is_none() && (self.track.is_unprinted() || self.awaits_signature(day))
    }

    /// Whether the copy the other side signs is still out, and not for longer than a month.
    pub fn awaits_signature(&self, day: Date) -> bool {
        let recent = day.since(self.on).is_ok_and(|span| span.get_days() <= AWAITED_DAYS);
        self.kind.is_returned_signed() && self.track.returned.is_none() && recent
    }
}
