//! One number told to a person: what it is taken for, what it says, or what is wrong and where.

use jiff::civil::Date;

use crate::domain::identifier::{
    IdProblem, ResidentId, check_credit_code, check_phone, check_resident_id_on, normalized,
    upgrade_legacy_id,
};
use crate::text::{Clean, width};

/// Whether the number is well formed, and what to say of it.
pub(super) fn told(number: &str, today: Date) -> (bool, String) {
    let number = Clean::new(normalized(number));
    let number = number.shown();
    let resident = check_resident_id_on(number, today);
    let credit = check_credit_code(number);
    let both = resident.is_ok() && credit.is_ok();
    let (name, checked) = match (resident, credit) {
        (Ok(id), _) => ("居民身份号码", Ok(person(&id))),
        (_, Ok(code)) => ("统一社会信用代码", Ok(format!("登记地区划 {}", code.region))),
        (Err(as_resident), Err(as_credit)) => guessed(number, as_resident, as_credit),
    };
    match checked {
        Ok(says) if both => {
            (true, format!("{number}  {name}，格式正确：{says}（作为统一社会信用代码也正确）"))
        }
        Ok(says) => (true, format!("{number}  {name}，格式正确：{says}")),
        Err(problem) => (false, format!("{number}  {name}，有误：{problem}{}", mark(number, &problem))),
    }
}

/// What a number that is neither was probably meant to be.
fn guessed(
    number: &str,
    as_resident: IdProblem,
    as_credit: IdProblem,
) -> (&'static str, Result<String, IdProblem>) {
    let length = number.chars().count();
    let letters = number.chars().take(17).any(|c| c.is_ascii_alphabetic());
    let phone = number.starts_with(['+', '0']) || number.contains('-') || length <= 13;
    match length {
        15 if !letters => match upgrade_legacy_id(number) {
            Ok(id) => ("15位居民身份号码", Ok(format!("{}；18位号码 {}", person(&id), id.normalized))),
            Err(problem) => ("15位居民身份号码", Err(problem)),
        },
        // A letter where a resident has only digits; or a department before the region: 91 is a company.
        18 if letters
            || !matches!(as_credit, IdProblem::Region { .. }) && is_company(number, &as_resident) =>
        {
            ("统一社会信用代码", Err(as_credit))
        }
        _ if phone && !letters => match check_phone(number) {
            Ok(phone) => ("电话号码", Ok(phone.normalized)),
            Err(problem) => ("电话号码", Err(problem)),
        },
        _ if letters => ("统一社会信用代码", Err(as_credit)),
        _ => ("居民身份号码", Err(as_resident)),
    }
}

/// Digits alone: whoever has no date of birth where a resident has one is probably a body.
fn is_company(number: &str, as_resident: &IdProblem) -> bool {
    number.starts_with(['1', '5', '9'])
        && matches!(as_resident, IdProblem::Region { .. } | IdProblem::Birth { .. })
}

fn person(id: &ResidentId) -> String {
    format!("{} 出生，{}，区划 {}", id.birth, id.sex, id.region)
}

/// A second line that points at the place, where the problem has one.
fn mark(number: &str, problem: &IdProblem) -> String {
    let (position, length) = match problem {
        IdProblem::Character { position, .. } => (*position, 1),
        IdProblem::Region { position, found } => (*position, found.chars().count()),
        IdProblem::Birth { found } => (7, found.chars().count()),
        IdProblem::Check { .. } => (number.chars().count(), 1),
        IdProblem::Length { .. } | IdProblem::Phone { .. } => return String::new(),
    };
    let before: String = number.chars().take(position.saturating_sub(1)).collect();
    let under: String = number.chars().skip(position.saturating_sub(1)).take(length).collect();
    format!("\n{}{}", " ".repeat(width(&before)), "^".repeat(width(&under)))
}
