//! Why a fee cannot be quoted, in the officer's language: what is wrong and what to do.

use jiff::civil::Date;

use crate::domain::ids::FeeCode;

/// Why there is no quote. There is never a quote of nought instead.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FeeError {
    /// No standard has this code.
    #[error("没有收费标准“{code}”，不得收费；请联系运维人员核对目录")]
    Unknown {
        /// The code asked for.
        code: FeeCode,
    },
    /// Standards with this code exist, but none is in force on the day.
    #[error("收费标准“{code}”在{on}没有有效版本（已有：{known}），不得收费；请联系运维人员更新目录")]
    NotInForce {
        /// The code asked for.
        code: FeeCode,
        /// The day.
        on: Date,
        /// The periods of the known ones.
        known: String,
    },
    /// More than one standard is in force on the day.
    #[error("收费标准“{code}”在{on}有多个有效版本，相互冲突：{titles}；请联系运维人员更正目录")]
    Clash {
        /// The code asked for.
        code: FeeCode,
        /// The day.
        on: Date,
        /// Titles and periods of those that clash.
        titles: String,
    },
    /// A value was given that the standard does not ask for.
    #[error("收费标准没有“{input}”这一项，请重新填写")]
    UnknownInput {
        /// Code of the input.
        input: String,
    },
    /// A value the standard needs is missing.
    #[error("缺少“{label}（{input}）”，请填写后再计费")]
    MissingInput {
        /// Code of the input.
        input: String,
        /// Its label.
        label: String,
    },
    /// A value does not fit.
    #[error("“{label}（{input}）”填写为“{value}”，不符合要求：{expected}")]
    BadInput {
        /// Code of the input.
        input: String,
        /// Its label.
        label: String,
        /// What was given.
        value: String,
        /// What would be right.
        expected: String,
    },
    /// Values that do not go together.
    #[error("“{label}（{input}）”有误：{says}")]
    Together {
        /// Code of the input that is named first.
        input: String,
        /// Its label.
        label: String,
        /// What is wrong, and what to do.
        says: String,
    },
    /// The standard charges, but says nothing about this situation.
    #[error("“{title}”没有规定这种情形如何收费，不得自行收费；请报窗口负责人核定")]
    Unregulated {
        /// Title of the standard.
        title: String,
    },
    /// The result is beyond what can be computed.
    #[error("“{label}”金额过大，无法计算；请核对填写的数量")]
    TooLarge {
        /// Label of the line.
        label: String,
    },
    /// The standard itself is wrong.
    #[error("收费标准“{title}”有误：{problem}；请联系运维人员更正目录")]
    Flawed {
        /// Title of the standard.
        title: String,
        /// What is wrong.
        problem: String,
    },
}
