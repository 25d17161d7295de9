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
mod input;
mod mention;
mod quote;
mod ratio;
mod reckon;
mod rule;
mod sheet;
mod standard;
mod term;
mod walk;

pub use check::problems;
pub use condition::FeeCondition;
pub use error::FeeError;
pub use given::FeeInputs;
pub use input::{FLAG, FeeChoice, FeeInput, InputKind};
pub use quote::{Quote, QuoteLine, quote};
pub use ratio::Ratio;
pub use rule::{Band, FeeRule};
pub use standard::{Demand, FeeLine, FeeStandard, Reduction, in_force};
pub use term::{Step, Term, TermCase};

#[cfg(test)]
mod tests;
