//! Names by which things are known: short text keys, each its own type so that a window is never taken for
//! an officer.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! key {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[derive(schemars::JsonSchema)]
        #[serde(transparent)]
        #[schemars(inline)]
        pub struct $name(String);

        impl $name {
            /// Takes the key as it is written in the data.
            pub fn new(key: impl Into<String>) -> Self {
                Self(key.into())
            }

            /// The key as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(key: &str) -> Self {
                Self(key.to_owned())
            }
        }
    )+};
}

key! {
    /// A hall (政务服务大厅), e.g. `qinghe`. Every key of the store starts with it.
    HallId,
    /// A window (窗口) of a hall, as its board reads: `07`.
    WindowId,
    /// A member of staff (窗口人员), by staff number: `Q0701`.
    OfficerId,
    /// A queue ticket (号票) of the day, as called: `A012`.
    TicketNo,
    /// A case (办件) inside the service; people use its [`number`](super::case::Case::number).
    CaseId,
    /// A service item (事项), e.g. `food-licence.new`. Opaque; never parsed.
    ItemCode,
    /// A material (材料) of an item.
    MaterialCode,
    /// A coded defect (缺陷) of a material.
    DefectCode,
    /// A situation question (情形) of an item.
    QuestionCode,
    /// A choice of a question.
    ChoiceCode,
    /// A fee standard (收费标准), e.g. `real-estate.registration`.
    FeeCode,
    /// A department (部门), e.g. `market`.
    DepartmentId,
    /// A line of a handover sheet (交接单), stable while the sheet is offered.
    SheetLineId,
    /// Something on the desk that is handed over with the post.
    ThingId,
    /// A reminder of the post: a call promised, a question in between.
    ReminderId,
}

impl OfficerId {
    /// Under which the service itself stands in the record, for what no person reports. No member of staff may
    /// have it.
    pub const MACHINE: &'static str = "machine";

    /// The service itself.
    pub fn machine() -> Self {
        Self::new(Self::MACHINE)
    }

    /// Whether it is the service itself.
    pub fn is_machine(&self) -> bool {
        self.as_str() == Self::MACHINE
    }
}

/// The growing number of a post: every change of holder adds one, and an older one is refused at the door
/// (DESIGN 4.6, I-19, I-20).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fence(pub u64);

impl Fence {
    /// The fence of the next holder.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}
