//! What lies on the desk and what is owed to people: both are handed over with the post (S049, S178).

use jiff::civil::Time;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{CaseId, ReminderId, ThingId};
use crate::domain::money;
use crate::text::Clean;

/// Something on the desk that is not the officer's own (在台物品).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Thing {
    /// Key made by the desk.
    pub id: ThingId,
    /// What it is.
    pub what: ThingKind,
    /// Whose, or where it belongs.
    pub whose: Clean,
    /// The case it belongs to, if one.
    #[serde(default)]
    pub case: Option<CaseId>,
}

/// Kinds of things on the desk.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum ThingKind {
    /// 原件: somebody's document, to be given back.
    Original {
        /// Which.
        name: Clean,
    },
    /// 印章.
    Seal {
        /// Which.
        name: Clean,
    },
    /// 空白单证, by number: first and last of those left.
    Blanks {
        /// Kind of form.
        name: Clean,
        /// First number.
        first: u64,
        /// Last number.
        last: u64,
    },
    /// 现金: cash taken by exception, as counted.
    Cash {
        /// Sum in 元.
        amount: Decimal,
    },
}

impl ThingKind {
    /// The thing in words, with its numbers.
    pub fn words(&self) -> String {
        match self {
            Self::Original { name } | Self::Seal { name } => name.shown().to_owned(),
            Self::Blanks { name, first, last } => {
                format!("{}{first}至{last}号，共{}份", name.shown(), last.saturating_sub(*first) + 1)
            }
            Self::Cash { amount } => format!("{}元", money::yuan(*amount)),
        }
    }

    /// Whether it must be off the desk before the window closes: what belongs to people, and cash.
    pub fn must_go(&self) -> bool {
        matches!(self, Self::Original { .. } | Self::Cash { .. })
    }
}

/// Something promised or asked that must not be forgotten.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reminder {
    /// Key made by the desk.
    pub id: ReminderId,
    /// Its kind.
    pub kind: ReminderKind,
    /// Who waits, as they are called; how they are reached.
    pub who: Clean,
    /// What for.
    pub what: Clean,
    /// Until what time of the day, if one was promised.
    #[serde(default)]
    pub by: Option<Time>,
}

/// Kinds of reminders.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReminderKind {
    /// 来电待回.
    CallBack,
    /// 插问: asked in between, while somebody was being served.
    Question,
}

impl ReminderKind {
    /// Both kinds, in the order in which they are offered.
    pub const BOTH: [Self; 2] = [Self::CallBack, Self::Question];

    /// The kind in words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::CallBack => "待回电",
            Self::Question => "插问",
        }
    }
}
