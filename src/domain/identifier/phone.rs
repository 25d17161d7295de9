//! Phone numbers of the mainland.

use serde::{Deserialize, Serialize};

use super::{IdProblem, normalized};

/// A well-formed phone number.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Phone {
    /// `13812345678`, or `0471-5123456` with the area code.
    pub normalized: String,
    /// Whether it can get a text message.
    pub mobile: bool,
}

/// Checks a phone number as it was typed; spaces, hyphens, brackets and +86 are fine.
///
/// # Errors
/// [`IdProblem::Character`] or [`IdProblem::Phone`].
///
/// ```
/// use yichuang::domain::identifier::check_phone;
/// assert_eq!(check_phone("+86 138-1234-5678")?.normalized, "13812345678");
/// assert_eq!(check_phone("(0471)5123456")?.normalized, "0471-5123456");
/// # Ok::<(), yichuang::domain::identifier::IdProblem>(())
/// ```
pub fn check_phone(text: &str) -> Result<Phone, IdProblem> {
    // U+2014 folds to the underscore of the same key.
    let typed: String = normalized(text).chars().filter(|c| !matches!(c, '-' | '_' | '(' | ')')).collect();
    let local = typed.strip_prefix("+86").or_else(|| typed.strip_prefix("0086")).unwrap_or(&typed);
    if let Some((at, found)) = local.chars().enumerate().find(|(_, c)| !c.is_ascii_digit()) {
        return Err(IdProblem::Character { position: at + 1, found, expected: "数字".to_owned() });
    }
    if local.starts_with('0') { landline(local) } else { mobile(local) }
}

fn wrong(reason: String) -> IdProblem {
    IdProblem::Phone { reason }
}

fn mobile(digits: &str) -> Result<Phone, IdProblem> {
    let found = digits.len();
    if matches!(found, 7 | 8) {
        return Err(wrong("座机号码应加区号，如 0471-5123456".to_owned()));
    }
    if found != 11 {
        return Err(wrong(format!("共{found}位，手机号码应为11位")));
    }
    let mut start = digits.chars();
    if start.next() != Some('1') || !matches!(start.next(), Some('3'..='9')) {
        return Err(wrong("手机号码应以13至19开头".to_owned()));
    }
    Ok(Phone { normalized: digits.to_owned(), mobile: true })
}

/// Area codes of three digits (010, 02x) go with eight digits, those of four with seven or eight.
fn landline(digits: &str) -> Result<Phone, IdProblem> {
    let short = digits.starts_with("010") || digits.starts_with("02");
    let (area, number) = digits.split_at_checked(if short { 3 } else { 4 }).unwrap_or((digits, ""));
    let fits = if short { number.len() == 8 } else { matches!(number.len(), 7 | 8) };
    if !fits {
        let expected = if short { "8" } else { "7或8" };
        return Err(wrong(format!("区号{area}后共{}位，应为{expected}位", number.len())));
    }
    if !short && !matches!(area.chars().nth(1), Some('3'..='9')) {
        return Err(wrong(format!("“{area}”不是区号")));
    }
    if number.starts_with(['0', '1']) {
        return Err(wrong("座机号码不以0或1开头".to_owned()));
    }
    Ok(Phone { normalized: format!("{area}-{number}"), mobile: false })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn message(text: &str) -> String {
        check_phone(text).unwrap_err().message()
    }

    #[test]
    fn lawful_numbers_pass() {
        for (typed, normalized) in [
            ("１３８１２３４５６７８", "13812345678"),
            ("0086 19912345678", "19912345678"),
            ("010-62345678", "010-62345678"),
            ("02162345678", "021-62345678"),
            ("0472—5123456", "0472-5123456"),
            ("0755 25123456", "0755-25123456"),
        ] {
            assert_eq!(check_phone(typed).unwrap().normalized, normalized);
        }
    }

    #[test]
    fn slips_are_named() {
        assert_eq!(message("1381234567"), "共10位，手机号码应为11位");
        assert_eq!(message("12812345678"), "手机号码应以13至19开头");
        assert_eq!(message("5123456"), "座机号码应加区号，如 0471-5123456");
        assert_eq!(message("010-6234567"), "区号010后共7位，应为8位");
        assert_eq!(message("0172-6234567"), "“0172”不是区号");
        assert_eq!(message("138l2345678"), "第4位“L”应为数字");
        assert_eq!(message(""), "共0位，手机号码应为11位");
    }

    proptest! {
        #[test]
        fn a_normalized_number_stays_as_it_is(text in "(1[3-9][0-9]{9}|010[2-9][0-9]{7}|0[3-9][0-9]{2}[2-9][0-9]{6,7})") {
            let phone = check_phone(&text).unwrap();
            prop_assert_eq!(check_phone(&phone.normalized).unwrap(), phone);
        }

        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            let _ = check_phone(&text);
        }
    }
}
