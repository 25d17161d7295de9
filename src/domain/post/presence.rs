//! Whether somebody is at the post: short absences, silence, calls for help, and who else the window calls for.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::domain::ids::{OfficerId, WindowId};
use crate::domain::ticket::Priority;
use crate::text::Clean;

/// A short absence (暂离) with its sign: the holder stays the holder, another window receives (S048, S183).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Away {
    /// Since when.
    pub since: Timestamp,
    /// When the holder means to be back.
    pub back_by: Timestamp,
    /// The window on the sign; it calls this one's tickets meanwhile.
    pub cover: WindowId,
    /// Why.
    pub why: Clean,
    /// Whether the lead was told that it is overdue.
    #[serde(default)]
    pub overdue: bool,
}

impl Away {
    /// The longest short absence; for more the post is handed over.
    pub const LONGEST: SignedDuration = SignedDuration::from_mins(30);
}

/// Why an officer calls the lead (F82). Chosen, never typed: there is somebody at the counter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HelpReason {
    /// 业务拿不准.
    Advice,
    /// 群众情绪激动.
    Dispute,
    /// 有人身体不适.
    Illness,
    /// 设备、系统故障.
    Machine,
    /// 突发情况.
    Emergency,
}

impl HelpReason {
    /// All reasons, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Advice, Self::Dispute, Self::Illness, Self::Machine, Self::Emergency];

    /// The reason in words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Advice => "业务需要支援",
            Self::Dispute => "群众情绪激动",
            Self::Illness => "有人身体不适",
            Self::Machine => "设备、系统故障",
            Self::Emergency => "突发情况",
        }
    }
}

/// A call for the lead that nobody has answered yet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Help {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub why: HelpReason,
}

/// Somebody who means to take over while the holder's desk still answers (S176).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TakeoverAsked {
    /// Who.
    pub by: OfficerId,
    /// Why.
    pub reason: Clean,
    /// When.
    pub at: Timestamp,
    /// The lead who allowed it, and when.
    pub allowed: Option<(OfficerId, Timestamp)>,
}

impl TakeoverAsked {
    /// How long a permission holds.
    pub const VALID: SignedDuration = SignedDuration::from_mins(10);

    /// Whether this officer may take over at this moment.
    pub fn permits(&self, officer: &OfficerId, now: Timestamp) -> bool {
        let fresh = |at: Timestamp| now.duration_since(at) <= Self::VALID;
        &self.by == officer && self.allowed.as_ref().is_some_and(|(_, at)| fresh(*at))
    }
}

/// A tidal window (潮汐窗口): classes it calls besides its own until the tide turns.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Tide {
    /// Letters of the classes.
    pub classes: BTreeSet<String>,
    /// The lead who ordered it.
    pub by: OfficerId,
    /// Since when.
    pub since: Timestamp,
}

/// How the calls of a day were shared out: the visible counter of fairness (S044).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Tally {
    /// The day.
    pub day: Option<Date>,
    /// Called inside a reserved time.
    pub reserved: u32,
    /// Called by the green channel.
    pub green: u32,
    /// Called in the order of arrival.
    pub arrival: u32,
    /// People who had taken a ticket earlier and were passed over by the first two, summed over all calls.
    pub overtaken: u32,
}

impl Tally {
    pub(super) fn count(&mut self, day: Date, priority: Priority, overtaken: u32) {
        if self.day != Some(day) {
            *self = Self { day: Some(day), ..Self::default() };
        }
        let counter = match priority {
            Priority::Reserved => &mut self.reserved,
            Priority::Green(_) => &mut self.green,
            Priority::Arrival => &mut self.arrival,
        };
        *counter = counter.saturating_add(1);
        self.overtaken = self.overtaken.saturating_add(overtaken);
    }
}
