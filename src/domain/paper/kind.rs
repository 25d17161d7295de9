//! Kinds of paper.

use serde::{Deserialize, Serialize};

/// Kinds of paper; each has its own series of numbers in a hall and a year.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperKind {
    /// N-01 受理通知书.
    Acceptance,
    /// N-02 补正材料通知书 (一次性告知).
    Correction,
    /// N-03 办事一次性告知书, before an application.
    Guidance,
    /// N-04 不予受理通知书.
    Refusal,
    /// N-05 材料接收告知单.
    Receipt,
    /// N-06 收件回执.
    FilingReceipt,
    /// N-07 容缺受理承诺书: the applicant's.
    DeferralPledge,
    /// N-07 容缺受理通知书: the hall's.
    DeferralNotice,
    /// N-08 告知承诺书.
    Commitment,
    /// N-09 情况说明.
    Statement,
    /// N-10 缴款通知书.
    Payment,
    /// N-11 领取（送达）回证.
    Delivery,
    /// N-12 延期通知书.
    Extension,
    /// 特别程序告知书 (行政许可法 45).
    SpecialProcedure,
    /// 引导单 (首问负责).
    Referral,
    /// 交接单.
    Handover,
}

impl PaperKind {
    /// All kinds.
    pub const ALL: [Self; 16] = [
        Self::Acceptance,
        Self::Correction,
        Self::Guidance,
        Self::Refusal,
        Self::Receipt,
        Self::FilingReceipt,
        Self::DeferralPledge,
        Self::DeferralNotice,
        Self::Commitment,
        Self::Statement,
        Self::Payment,
        Self::Delivery,
        Self::Extension,
        Self::SpecialProcedure,
        Self::Referral,
        Self::Handover,
    ];

    /// The one character of the kind in a number: `青政补〔2026〕1号`.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Acceptance => "受",
            Self::Correction => "补",
            Self::Guidance => "告",
            Self::Refusal => "拒",
            Self::Receipt => "收",
            Self::FilingReceipt => "回",
            Self::DeferralPledge => "诺",
            Self::DeferralNotice => "容",
            Self::Commitment => "承",
            Self::Statement => "说",
            Self::Payment => "缴",
            Self::Delivery => "达",
            Self::Extension => "延",
            Self::SpecialProcedure => "特",
            Self::Referral => "引",
            Self::Handover => "交",
        }
    }

    /// What the kind is called at the window; the title on the paper is the hall's wording.
    pub fn title(self) -> &'static str {
        match self {
            Self::Acceptance => "受理通知书",
            Self::Correction => "补正材料通知书",
            Self::Guidance => "办事一次性告知书",
            Self::Refusal => "不予受理通知书",
            Self::Receipt => "材料接收告知单",
            Self::FilingReceipt => "收件回执",
            Self::DeferralPledge => "容缺受理承诺书",
            Self::DeferralNotice => "容缺受理通知书",
            Self::Commitment => "告知承诺书",
            Self::Statement => "情况说明",
            Self::Payment => "缴款通知书",
            Self::Delivery => "领取（送达）回证",
            Self::Extension => "延期通知书",
            Self::SpecialProcedure => "特别程序告知书",
            Self::Referral => "引导单",
            Self::Handover => "岗位交接单",
        }
    }

    /// Whether it acts in law, or somebody has signed for what it says: only a lead may void it.
    pub fn is_legal_act(self) -> bool {
        matches!(
            self,
            Self::Acceptance
                | Self::Correction
                | Self::Refusal
                | Self::Receipt
                | Self::DeferralPledge
                | Self::DeferralNotice
                | Self::Commitment
                | Self::Delivery
                | Self::Payment
                | Self::Extension
                | Self::SpecialProcedure
        )
    }

    /// Whether one copy comes back with the applicant's signature and is kept (F39).
    pub fn is_returned_signed(self) -> bool {
        !matches!(self, Self::FilingReceipt | Self::Referral)
    }

    /// How many copies are made: one for whoever gets it, and one for the hall where it comes back signed.
    pub fn copies(self) -> u8 {
        if self.is_returned_signed() { 2 } else { 1 }
    }
}
