//! What an officer finds on a line (审查结论), and the coded defects it may name.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::ids::DefectCode;
use crate::domain::item::Basis;

/// One or more coded defects; never none.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "BTreeSet<DefectCode>", into = "BTreeSet<DefectCode>")]
pub struct Defects(BTreeSet<DefectCode>);

impl Defects {
    /// The defects with this first one.
    pub fn one(code: DefectCode) -> Self {
        Self(BTreeSet::from([code]))
    }

    /// The codes in order.
    pub fn iter(&self) -> impl Iterator<Item = &DefectCode> {
        self.0.iter()
    }

    /// Whether the code is among them.
    pub fn has(&self, code: &DefectCode) -> bool {
        self.0.contains(code)
    }

    /// How many there are; at least one.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl TryFrom<BTreeSet<DefectCode>> for Defects {
    type Error = NoDefect;

    fn try_from(codes: BTreeSet<DefectCode>) -> Result<Self, NoDefect> {
        if codes.is_empty() { Err(NoDefect) } else { Ok(Self(codes)) }
    }
}

impl From<Defects> for BTreeSet<DefectCode> {
    fn from(defects: Defects) -> Self {
        defects.0
    }
}

/// A defective line needs a defect.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("“不符”须至少选定一项缺陷")]
pub struct NoDefect;

/// What the officer found on one line (审查结论).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Verdict {
    /// 未审.
    #[default]
    Unexamined,
    /// 齐全相符.
    Conforming,
    /// 缺.
    Missing,
    /// 不符合法定形式.
    Defective {
        /// What is wrong.
        defects: Defects,
    },
    /// 当场更正 (行政许可法 32.1(3), S086): was wrong, is right.
    Corrected {
        /// What was wrong.
        defects: Defects,
    },
    /// 免交.
    Waived {
        /// On which basis.
        basis: Basis,
    },
    /// 共享获取: obtained with the applicant's consent (S062).
    Shared,
    /// 共享失败: the hall's task, never the applicant's defect.
    SharingFailed,
    /// 容缺: to be brought until the day (S088).
    Deferred {
        /// Last day.
        due: Date,
        /// Whether the applicant asked for it and promised it in writing (容缺承诺书).
        #[serde(default)]
        promised: bool,
    },
    /// 告知承诺.
    Committed,
    /// 同收: received for another case of the same visit (S063, S093).
    Taken {
        /// Number of that case.
        from: String,
    },
}

impl Verdict {
    /// Whether the line stands against acceptance by the applicant's doing.
    pub fn is_wanting(&self) -> bool {
        matches!(self, Self::Missing | Self::Defective { .. })
    }

    /// Whether the line is settled for acceptance.
    pub fn is_settled(&self) -> bool {
        !self.is_wanting() && !matches!(self, Self::Unexamined | Self::SharingFailed)
    }

    /// Whether the material is there and right, or was looked up: nothing is left to promise.
    pub fn is_in_hand(&self) -> bool {
        matches!(self, Self::Conforming | Self::Corrected { .. } | Self::Shared | Self::Taken { .. })
    }

    /// The verdict in one word.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Unexamined => "未审",
            Self::Conforming => "齐全",
            Self::Missing => "缺",
            Self::Defective { .. } => "不符",
            Self::Corrected { .. } => "已更正",
            Self::Waived { .. } => "免交",
            Self::Shared => "共享",
            Self::SharingFailed => "共享失败",
            Self::Deferred { .. } => "容缺",
            Self::Committed => "承诺",
            Self::Taken { .. } => "同收",
        }
    }
}
