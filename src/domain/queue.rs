//! What gives a ticket its place: reservations (预约) and the green channel (绿色通道), S038, S044.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

/// Why somebody is served first (BT21 二(三)2(8)).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GreenReason {
    /// 军人.
    Soldier,
    /// 消防救援人员.
    Firefighter,
    /// 医护人员.
    Medic,
    /// 老年人.
    Old,
    /// 幼: with an infant in arms.
    Infant,
    /// 病.
    Sick,
    /// 残疾人.
    Disabled,
    /// 孕.
    Pregnant,
}

impl GreenReason {
    /// The reason as it stands on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Soldier => "军人",
            Self::Firefighter => "消防",
            Self::Medic => "医护",
            Self::Old => "老年人",
            Self::Infant => "携幼",
            Self::Sick => "病患",
            Self::Disabled => "残疾人",
            Self::Pregnant => "孕妇",
        }
    }
}

/// A reserved stretch of time, both ends included.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// First minute.
    pub from: Time,
    /// Last minute.
    pub to: Time,
}

impl Slot {
    /// Whether the time lies inside.
    pub fn holds(&self, time: Time) -> bool {
        self.from <= time && time <= self.to
    }
}
