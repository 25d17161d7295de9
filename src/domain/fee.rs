//! Stub until the rules branch lands.
use super::ids::FeeCode;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
/// Inputs.
pub type FeeInputs = BTreeMap<String, String>;
/// Stub.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FeeStandard {
    /** code */
    pub code: FeeCode,
}
/// Stub.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Quote {
    /** total */
    pub total: Decimal,
}
/// Stub.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[error("stub")]
pub struct FeeError {}
/// Stub.
/// # Errors
/// stub
pub fn quote(_: &[FeeStandard], _: &FeeCode, _: &FeeInputs, _: jiff::civil::Date) -> Result<Quote, FeeError> {
    Err(FeeError {})
}
