//! The papers a window hands out, as content: what was told to whom, in numbers and names that later changes
//! of the catalogue cannot touch. Wording and layout are `document`'s.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::clock::{Due, Limit};
use super::fee::Quote;
use super::ids::{DefectCode, MaterialCode, WindowId};
use super::item::{Basis, CorrectionRegime, DiversionGround};
use super::post::SheetLine;
use crate::text::Clean;

/// Kinds of paper; each has its own series of numbers in a hall and a year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// N-01 受理通知书.
    Acceptance,
    /// N-02 补正材料通知书 (一次性告知).
    Correction,
    /// N-04 不予受理通知书.
    Refusal,
    /// N-05 材料接收告知单.
    Receipt,
    /// N-10 缴款通知书.
    Payment,
    /// 交接单.
    Handover,
}

impl PaperKind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Acceptance, Self::Correction, Self::Refusal, Self::Receipt, Self::Payment, Self::Handover];

    /// The one character of the kind in a number: `青政补〔2026〕1号`.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Acceptance => "受",
            Self::Correction => "补",
            Self::Refusal => "拒",
            Self::Receipt => "收",
            Self::Payment => "缴",
            Self::Handover => "交",
        }
    }

    /// The title where the hall profile does not give another.
    pub fn title(self) -> &'static str {
        match self {
            Self::Acceptance => "受理通知书",
            Self::Correction => "补正材料通知书",
            Self::Refusal => "不予受理通知书",
            Self::Receipt => "材料接收告知单",
            Self::Payment => "缴款通知书",
            Self::Handover => "岗位交接单",
        }
    }
}

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
}

/// What a paper says, by kind.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "body", rename_all = "snake_case")]
pub enum PaperBody {
    /// N-01.
    Acceptance {
        /// Materials accepted.
        materials: Vec<Handed>,
        /// Promised limit.
        promised: Limit,
        /// Statutory limit.
        statutory: Option<Limit>,
        /// Promised date.
        due: Due,
        /// Procedures whose time does not count (行政许可法 45).
        special_procedures: Vec<String>,
        /// The result the applicant will get.
        result: String,
    },
    /// N-02.
    Correction {
        /// Every missing and defective line, with every defect.
        demands: Vec<Demand>,
        /// What the item's law says about incomplete materials.
        regime: CorrectionRegime,
        /// Working days to bring them.
        days: u16,
        /// Last day to bring them.
        due: Due,
        /// First notice, or a later one.
        round: u32,
    },
    /// N-04.
    Refusal {
        /// Ground.
        ground: DiversionGround,
        /// Reason.
        reason: String,
        /// Where or how to go on.
        instead: String,
        /// Basis.
        basis: Vec<Basis>,
        /// Who confirmed it (否定备案).
        confirmed_by: String,
    },
    /// N-05.
    Receipt {
        /// Materials received.
        materials: Vec<Handed>,
    },
    /// N-10.
    Payment {
        /// The proof of the amount.
        quote: Quote,
    },
    /// 交接单.
    Handover {
        /// Who leaves.
        from: String,
        /// Who takes over.
        to: String,
        /// What was handed over, item by item.
        lines: Vec<SheetLine>,
        /// The note of the one who leaves.
        note: Clean,
    },
}

/// A material as it was handed in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Handed {
    /// Name.
    pub name: String,
    /// Originals (份).
    pub originals: u8,
    /// Copies (份).
    pub copies: u8,
    /// What is special about it: 容缺, 承诺, 共享.
    pub remark: Option<String>,
}

/// One demand of a correction notice: a material and everything wrong with it (S107).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Demand {
    /// Material.
    pub material: MaterialCode,
    /// Its name.
    pub name: String,
    /// Originals asked for (份).
    pub originals: u8,
    /// Copies asked for (份).
    pub copies: u8,
    /// The defects; empty when the material is missing altogether.
    pub defects: Vec<DemandedDefect>,
    /// Where and how to get it.
    pub obtain: String,
    /// Basis of the demand.
    pub basis: Vec<Basis>,
    /// The lead who allowed it, where it goes beyond the guide (J02).
    #[serde(default)]
    pub approved_by: Option<String>,
}

/// A defect with the form that would be right.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DemandedDefect {
    /// Code.
    pub code: DefectCode,
    /// What is wrong.
    pub text: String,
    /// What would be right.
    pub remedy: String,
}
