//! The queue (排队) in front of the windows: why somebody is called first, and tickets as they are taken.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::ids::{HallId, ItemCode, TicketNo};
use super::person::{Agent, Applicant};

/// The coded reasons of the green channel (绿色通道, S025). A reason is chosen, never typed.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum GreenReason {
    /// 军人.
    Soldier,
    /// 消防救援人员.
    Firefighter,
    /// 医护人员.
    Medical,
    /// 老年人.
    Elderly,
    /// 体弱者.
    Frail,
    /// 患病者.
    Ill,
    /// 残疾人.
    Disabled,
    /// 孕妇.
    Pregnant,
}

impl GreenReason {
    /// All reasons, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Soldier,
        Self::Firefighter,
        Self::Medical,
        Self::Elderly,
        Self::Frail,
        Self::Ill,
        Self::Disabled,
        Self::Pregnant,
    ];

    /// The reason as it is shown beside the ticket.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Soldier => "军人",
            Self::Firefighter => "消防",
            Self::Medical => "医护",
            Self::Elderly => "老",
            Self::Frail => "弱",
            Self::Ill => "病",
            Self::Disabled => "残",
            Self::Pregnant => "孕",
        }
    }
}

/// A reserved time (预约时段) of the day; both ends belong to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// First minute, hall time.
    pub from: Time,
    /// Last minute, hall time.
    pub to: Time,
}

impl Slot {
    /// Whether the time of day lies inside the slot; earlier and later people queue like everybody else.
    pub fn contains(self, time: Time) -> bool {
        self.from <= time && time <= self.to
    }
}

/// A ticket (号票) as the queue machine hands it over, before anything was done with it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TicketSeed {
    /// The hall.
    pub hall: HallId,
    /// Number as called: `A012`.
    pub no: TicketNo,
    /// Letters of the class: `A`. Windows call classes.
    pub class: String,
    /// Time of day at which it was taken, hall time.
    pub taken_at: Time,
    /// The item chosen at the machine, if any; it may turn out to be the wrong one.
    pub item: Option<ItemCode>,
    /// The applicant, where an identity card was read or the reservation named one.
    pub applicant: Option<Applicant>,
    /// Who acts for the applicant.
    pub agent: Option<Agent>,
    /// The reserved time, if reserved.
    pub reservation: Option<Slot>,
    /// Why it is called first, if so.
    pub green: Option<GreenReason>,
    /// A word for the desk or for practice.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    #[test]
    fn both_ends_of_a_slot_belong_to_it() {
        let slot = Slot { from: time(9, 0, 0, 0), to: time(9, 30, 0, 0) };
        assert!(slot.contains(time(9, 0, 0, 0)) && slot.contains(time(9, 30, 0, 0)));
        assert!(!slot.contains(time(8, 59, 59, 0)) && !slot.contains(time(9, 30, 1, 0)));
    }

    #[test]
    fn every_reason_has_its_own_label() {
        let labels: std::collections::BTreeSet<_> = GreenReason::ALL.iter().map(|r| r.label()).collect();
        assert_eq!(labels.len(), GreenReason::ALL.len());
    }
}
