//! What is wrong with a number, and where.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What is wrong with a number. Positions count from 1 in the number without spaces.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum IdProblem {
    /// Wrong number of characters.
    Length {
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
    },
    /// A character that cannot stand there.
    Character {
        /// Where.
        position: usize,
        /// The character.
        found: char,
        /// What may stand there, in words.
        expected: String,
    },
    /// No administrative division begins like this.
    Region {
        /// First position of the division.
        position: usize,
        /// The digits.
        found: String,
    },
    /// Not a date of birth.
    Birth {
        /// The digits.
        found: String,
    },
    /// The check character does not fit the others.
    Check {
        /// The one that would fit.
        expected: char,
        /// The one that stands there.
        found: char,
    },
    /// Neither a mobile nor a landline number with its area code.
    Phone {
        /// What is wrong, in words.
        reason: String,
    },
}

impl IdProblem {
    /// Which check failed, as other programs know it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "length",
            Self::Character { .. } => "charset",
            Self::Region { .. } => "region",
            Self::Birth { .. } => "birth_date",
            Self::Check { .. } => "checksum",
            Self::Phone { .. } => "phone",
        }
    }

    /// The sentence for the officer: what is wrong, where, and what would be right.
    pub fn message(&self) -> String {
        match self {
            Self::Length { found, expected } => format!("共{found}位，应为{expected}位"),
            Self::Character { position, found, expected } => format!("第{position}位“{found}”应为{expected}"),
            Self::Region { position, found } => {
                format!("第{position}位起“{found}”不是行政区划代码")
            }
            Self::Birth { found } => format!("第7位起“{found}”不是有效的出生日期"),
            Self::Check { expected, found } => {
                format!("校验位“{found}”应为{expected}，请逐位核对")
            }
            Self::Phone { reason } => reason.clone(),
        }
    }
}

impl fmt::Display for IdProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.message())
    }
}

impl std::error::Error for IdProblem {}
