//! 统一社会信用代码: department, kind, six digits of region, nine characters of the body, one check character.

use serde::{Deserialize, Serialize};

use super::{IdProblem, is_province, normalized};

const LENGTH: usize = 18;
/// GB 32100-2015: no I, O, S, V, Z.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// 3^(i−1) mod 31.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// A well-formed unified social credit code.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CreditCode {
    /// Eighteen half-width characters in upper case.
    pub normalized: String,
    /// Department of registration: 9 market supervision, 5 civil affairs, 1 establishment office.
    pub department: char,
    /// Division of registration, six digits; 100000 where the state registered.
    pub region: String,
}

/// Checks a credit code as it was typed: full-width and small letters and spaces are fine.
///
/// # Errors
/// The first that is wrong of length, characters, region, check character.
///
/// ```
/// use yichuang::domain::identifier::check_credit_code;
/// assert!(check_credit_code("11440232mb2d06811w").is_ok());
/// let wrong = check_credit_code("11440232MB2D06811O").unwrap_err();
/// assert_eq!(wrong.message(), "第18位“O”应为数字或字母（不含I、O、S、V、Z）");
/// ```
pub fn check_credit_code(text: &str) -> Result<CreditCode, IdProblem> {
    let code = normalized(text);
    let found = code.chars().count();
    if found != LENGTH {
        return Err(IdProblem::Length { found, expected: LENGTH });
    }
    for (at, found) in code.chars().enumerate() {
        let (fits, expected) = match at {
            0 => (matches!(found, '1'..='9' | 'A' | 'N' | 'Y'), "登记管理部门代码（1至9、A、N、Y）"),
            2..=7 => (found.is_ascii_digit(), "数字"),
            _ => (ALPHABET.contains(found), "数字或字母（不含I、O、S、V、Z）"),
        };
        if !fits {
            return Err(IdProblem::Character { position: at + 1, found, expected: expected.to_owned() });
        }
    }
    let region: String = code.chars().skip(2).take(6).collect();
    // 10 is the state itself.
    if !region.starts_with("10") && !region.get(..2).is_some_and(is_province) {
        return Err(IdProblem::Region { position: 3, found: region });
    }
    let (department, found) =
        (code.chars().next().unwrap_or_default(), code.chars().last().unwrap_or_default());
    match check_character(&code) {
        Some(expected) if expected != found => Err(IdProblem::Check { expected, found }),
        _ => Ok(CreditCode { normalized: code, department, region }),
    }
}

/// A well-formed code for fixtures and tests from its first seventeen characters; none if one of them cannot
/// stand in a code. Nobody may have it: take a region that does not exist, such as 119999.
pub fn invented_credit_code(first_seventeen: &str) -> Option<String> {
    let body = normalized(first_seventeen);
    if body.chars().count() != LENGTH - 1 || !body.chars().all(|c| ALPHABET.contains(c)) {
        return None;
    }
    let code: String = body.chars().chain(check_character(&body)).collect();
    check_credit_code(&code).ok().map(|code| code.normalized)
}

fn check_character(code: &str) -> Option<char> {
    let values = code.chars().filter_map(|c| ALPHABET.find(c));
    let sum: usize = WEIGHTS.iter().zip(values).map(|(weight, value)| weight * value).sum();
    ALPHABET.chars().nth((31 - sum % 31) % 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn message(text: &str) -> String {
        check_credit_code(text).unwrap_err().message()
    }

    #[test]
    fn a_public_sample_passes_and_slips_are_named() {
        let code = check_credit_code("11440232 MB2D 0681 1Ｗ").unwrap();
        assert_eq!((code.department, code.region.as_str()), ('1', "440232"));
        assert_eq!(message("11440232MB2D06811"), "共17位，应为18位");
        assert_eq!(message("B1440232MB2D06811W"), "第1位“B”应为登记管理部门代码（1至9、A、N、Y）");
        assert_eq!(message("114402A2MB2D06811W"), "第7位“A”应为数字");
        assert_eq!(message("11990232MB2D06811W"), "第3位起“990232”不是行政区划代码");
        assert_eq!(message("11440232MB2D06811A"), "校验位“A”应为W，请逐位核对");
    }

    #[test]
    fn codes_are_invented_only_from_lawful_characters() {
        assert_eq!(invented_credit_code("11440232MB2D06811").as_deref(), Some("11440232MB2D06811W"));
        assert_eq!(invented_credit_code("11440232MO2D06811"), None);
        assert_eq!(invented_credit_code("123"), None);
        assert!(invented_credit_code("91100000MA0000001").is_some(), "registered by the state");
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_found(body in "91119999[0-9A-HJ-NP-RTUWXY]{9}", at in 8usize..18, by in 1usize..31) {
            let code = invented_credit_code(&body).unwrap();
            prop_assert!(check_credit_code(&code.to_lowercase()).is_ok());
            let mut wrong: Vec<char> = code.chars().collect();
            wrong[at] = ALPHABET.chars().nth((ALPHABET.find(wrong[at]).unwrap() + by) % 31).unwrap();
            prop_assert!(check_credit_code(&wrong.into_iter().collect::<String>()).is_err());
        }

        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            let _ = (check_credit_code(&text), invented_credit_code(&text));
        }
    }
}
