//! Fees (DESIGN 4.5). A fee standard is data; a quote is computed from it and is its own proof.
//!
//! The charge is nothing unless a listed basis says otherwise (行政许可法 58, 优化营商环境条例 25). Nobody can
//! type an amount: only the quantities the standard asks for. All arithmetic is decimal; rounding is one
//! named line at the end.

mod check;
mod condition;
mod error;
mod figure;
mod given;
mod quote;
mod rule;
mod sheet;
mod standard;

pub use check::problems;
pub use condition::FeeCondition;
pub use error::FeeError;
pub use given::FeeInputs;
pub use quote::{Quote, QuoteLine, quote};
pub use rule::{Band, FeeRule, Measure, Rate};
pub use standard::{FeeChoice, FeeInput, FeeLine, FeeStandard, InputKind, Reduction, in_force};

#[cfg(test)]
mod tests;
