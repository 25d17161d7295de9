//! What a paper says, by kind.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PaperNumber;
use super::guide::Guide;
use crate::domain::clock::{Due, Limit};
use crate::domain::fee::Quote;
use crate::domain::ids::{DefectCode, MaterialCode, SheetLineId, TicketNo};
use crate::domain::item::{Basis, CorrectionRegime, DiversionGround};
use crate::domain::post::{Occasion, SheetLine};
use crate::text::Clean;

/// What a paper says, by kind.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "body", rename_all = "snake_case")]
pub enum PaperBody {
    /// N-01.
    Acceptance {
        /// Materials accepted.
        materials: Vec<Handed>,
        /// Whose law the acceptance rests on; none in papers issued before it was kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        regime: Option<CorrectionRegime>,
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
    /// N-02 where the department issues it and the window passes it on (relay, requirements C2).
    Relay {
        /// Number of the department's notice, as it stands on it.
        number: Clean,
        /// Its words, unchanged.
        text: Clean,
        /// The materials it names: a later one may name no other (I-07).
        named: BTreeMap<MaterialCode, String>,
        /// Last day to bring them.
        due: Due,
        /// First notice, or a later one.
        round: u32,
    },
    /// N-03.
    Guidance {
        /// Who asked, where known.
        who: Option<Clean>,
        /// What was told.
        guide: Box<Guide>,
    },
    /// N-04.
    Refusal {
        /// Number in the refusal register (否定备案, R-01), assigned before the paper's own.
        #[serde(default)]
        record: Option<PaperNumber>,
        /// Ground.
        ground: DiversionGround,
        /// Whose law speaks of the ground; none in papers issued before it was kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        regime: Option<CorrectionRegime>,
        /// Reason.
        reason: String,
        /// Where or how to go on.
        instead: String,
        /// Basis.
        basis: Vec<Basis>,
        /// Who confirmed it (否定备案).
        confirmed_by: String,
        /// How the applicant is reached: for the register (S130), never printed on the paper.
        #[serde(default)]
        contact: Option<Clean>,
    },
    /// N-05.
    Receipt {
        /// Materials received.
        materials: Vec<Handed>,
        /// What the item's law says about incomplete materials; none in papers issued before it was kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        regime: Option<CorrectionRegime>,
    },
    /// N-06.
    FilingReceipt {
        /// Materials received.
        materials: Vec<Handed>,
    },
    /// N-07, the applicant's part.
    DeferralPledge {
        /// What will be brought, and by when.
        materials: Vec<Pledged>,
    },
    /// N-07, the hall's part.
    DeferralNotice {
        /// What is to be brought, and by when.
        materials: Vec<Pledged>,
    },
    /// N-08.
    Commitment {
        /// What the applicant commits to instead of a paper.
        materials: Vec<Committed>,
    },
    /// N-09.
    Statement {
        /// The explanation.
        text: Clean,
        /// Edition of the guide it explains.
        edition: String,
        /// Conditions of acceptance as the guide has them.
        conditions: Vec<String>,
        /// Basis of the item.
        basis: Vec<Basis>,
    },
    /// N-10.
    Payment {
        /// The proof of the amount.
        quote: Quote,
    },
    /// N-11.
    Delivery {
        /// What is handed over.
        papers: Vec<DeliveredPaper>,
        /// Who takes it.
        receiver: Clean,
        /// Whether an agent takes it for the applicant.
        by_agent: bool,
    },
    /// N-12.
    Extension(Extended),
    /// 特别程序告知 (行政许可法 45).
    SpecialProcedure {
        /// Day of acceptance.
        accepted: Date,
        /// The procedure: `听证`.
        procedure: String,
        /// First day that does not count.
        from: Date,
        /// Last day that does not count.
        to: Date,
        /// The date promised before.
        original: Due,
        /// The date that holds now.
        due: Due,
    },
    /// 引导单.
    Referral {
        /// Who asked, where known.
        who: Option<Clean>,
        /// The ticket, where it holds at the place too.
        ticket: Option<TicketNo>,
        /// What for.
        matter: Clean,
        /// Where to go.
        to: Place,
        /// Why there.
        why: Clean,
    },
    /// 交接单.
    Handover {
        /// Who leaves.
        from: String,
        /// Who takes over.
        to: String,
        /// Why.
        #[serde(default)]
        occasion: Occasion,
        /// What was handed over, item by item.
        lines: Vec<SheetLine>,
        /// What the incomer remarked, by line.
        #[serde(default)]
        remarks: BTreeMap<SheetLineId, Clean>,
        /// The note of the one who leaves.
        note: Clean,
    },
}

/// A place somebody is sent to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// Its name: `12号窗口（不动产登记）`.
    pub name: Clean,
    /// Where it is.
    pub address: Clean,
    /// Phone; empty where none is known.
    pub phone: Clean,
}

/// A material brought later (容缺).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Pledged {
    /// Name.
    pub name: String,
    /// Originals asked for (份).
    pub originals: u8,
    /// Copies asked for (份).
    pub copies: u8,
    /// Where and how to get it.
    pub obtain: String,
    /// Last day to bring it.
    pub due: Date,
}

/// A material replaced by a commitment (告知承诺).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Committed {
    /// Name.
    pub name: String,
    /// What must be true, as the guide's points of examination say.
    pub points: Vec<String>,
    /// Basis of the demand.
    pub basis: Vec<Basis>,
}

/// A document handed over.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DeliveredPaper {
    /// Its title: `食品经营许可证`.
    pub title: String,
    /// Its number, where it has one of ours.
    pub number: Option<String>,
    /// How many.
    pub copies: u8,
}

/// A limit that was extended (行政许可法 42).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Extended {
    /// Day of acceptance.
    pub accepted: Date,
    /// Why.
    pub reason: Clean,
    /// By how much.
    pub limit: Limit,
    /// Whose approval the law asks for: `本机关负责人`.
    pub approver: String,
    /// Who recorded the approval.
    pub approved_by: String,
    /// The date promised before.
    pub original: Due,
    /// The date that holds now.
    pub due: Due,
    /// Basis of the item's limit.
    pub basis: Vec<Basis>,
    /// Whether the item is a licence, so that 行政许可法 42 holds.
    #[serde(default)]
    pub licence: bool,
}

/// A material as it was handed in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Handed {
    /// Name.
    pub name: String,
    /// Originals handed in (份).
    pub originals: u8,
    /// Copies handed in (份).
    pub copies: u8,
    /// How it came to the window, or why it did not.
    #[serde(default)]
    pub how: Handing,
}

/// How a material came to the window, or why it did not.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(tag = "way", rename_all = "snake_case")]
pub enum Handing {
    /// As it was asked for.
    #[default]
    AsAsked,
    /// The original was compared with the copy and given back (原件核验).
    Compared,
    /// 当场更正.
    Corrected,
    /// 共享获取: nothing was handed in.
    Shared,
    /// 同收: it lies with another case of the visit.
    Taken {
        /// Number of that case.
        from: String,
    },
    /// 容缺: to be brought later.
    Deferred {
        /// Last day.
        until: Date,
    },
    /// 告知承诺: a promise stands for it.
    Committed,
    /// 免交.
    Waived {
        /// On which basis.
        basis: Basis,
    },
}

impl Handing {
    /// Whether something was handed in.
    pub fn is_here(&self) -> bool {
        matches!(self, Self::AsAsked | Self::Compared | Self::Corrected)
    }
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
