//! Numbers by which people, bodies and phones are known, checked before anybody is asked twice:
//! 公民身份号码 (GB 11643-1999), 统一社会信用代码 (GB 32100-2015), phone numbers.
//!
//! A check says that a number is well formed, not that it was ever issued.

mod credit;
mod phone;
mod problem;
mod resident;

pub use credit::{CreditCode, check_credit_code, invented_credit_code};
pub use phone::{Phone, check_phone};
pub use problem::IdProblem;
pub use resident::{
    ResidentId, Sex, check_resident_id, check_resident_id_on, invented_resident_id, resident_id_so_far,
    upgrade_legacy_id,
};

use crate::text::fold_char;

/// Folded to ASCII, upper case, without white space: as numbers are stored and compared.
///
/// ```
/// use yichuang::domain::identifier::normalized;
/// assert_eq!(normalized(" １１０１０５ 19491231 002ｘ"), "11010519491231002X");
/// ```
pub fn normalized(text: &str) -> String {
    text.chars().map(fold_char).filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect()
}

/// Province codes of GB/T 2260, with 83 of the residence permits for Taiwan residents.
fn is_province(code: &str) -> bool {
    matches!(
        code.parse::<u8>(),
        Ok(11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81 | 82 | 83)
    )
}
