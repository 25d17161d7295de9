//! 公民身份号码: six digits of region, eight of birth, three in order (odd for men), one check character.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{IdProblem, is_province, normalized};

const LENGTH: usize = 18;
/// GB 11643-1999, 2^(17−i) mod 11.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: &str = "10X98765432";
/// First digit of 外国人永久居留身份证.
const FOREIGN: char = '9';
/// Years of birth taken for possible: the standard names no earliest one. Whether somebody is born yet is for the
/// caller, who knows the day.
const YEARS: std::ops::RangeInclusive<i16> = 1..=2099;

/// A well-formed resident identity number and what it says.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ResidentId {
    /// Eighteen half-width characters, `X` in upper case.
    pub normalized: String,
    /// Date of birth.
    pub birth: Date,
    /// Sex.
    pub sex: Sex,
    /// Division of first registration, six digits of GB/T 2260.
    pub region: String,
}

impl ResidentId {
    /// Full years of age on a day; 0 before birth. Somebody born on 02-29 is a year older on 03-01.
    pub fn age_on(&self, today: Date) -> i16 {
        let before_birthday = (today.month(), today.day()) < (self.birth.month(), self.birth.day());
        (today.year() - self.birth.year() - i16::from(before_birthday)).max(0)
    }
}

/// Sex as the number has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// 女.
    Female,
    /// 男.
    Male,
}

impl fmt::Display for Sex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Female => "女",
            Self::Male => "男",
        })
    }
}

/// Checks a resident identity number as it was typed: full-width characters, a small x and spaces are fine.
///
/// Permits of residents from Hong Kong, Macao and Taiwan (81, 82, 83) go by the same rule. Behind a leading 9
/// (外国人永久居留身份证 since 2023) stand the province that issued it and three digits of nationality; that the
/// second and third digit are a province is known to us from practice, not from a standard we could read.
///
/// # Errors
/// The first that is wrong of length, characters, region, date of birth, check character.
///
/// ```
/// use yichuang::domain::identifier::check_resident_id;
/// let id = check_resident_id("11010519491231002ｘ")?;
/// assert_eq!(id.normalized, "11010519491231002X");
/// assert_eq!(id.sex.to_string(), "女");
/// let wrong = check_resident_id("110105194912310021").unwrap_err();
/// assert_eq!(wrong.message(), "校验位“1”应为X，请逐位核对");
/// # Ok::<(), yichuang::domain::identifier::IdProblem>(())
/// ```
pub fn check_resident_id(text: &str) -> Result<ResidentId, IdProblem> {
    check_resident_id_on(text, Date::constant(*YEARS.end(), 12, 31))
}

/// As [`check_resident_id`], where the day is known: nobody is born later than that.
///
/// # Errors
/// As [`check_resident_id`].
pub fn check_resident_id_on(text: &str, today: Date) -> Result<ResidentId, IdProblem> {
    let number = normalized(text);
    let found = number.chars().count();
    if found != LENGTH {
        return Err(IdProblem::Length { found, expected: LENGTH });
    }
    let birth = number.get(6..14).and_then(birth_date).filter(|birth| *birth <= today);
    if let Some(problem) = problem_in(&number) {
        let before_birth = matches!(problem, IdProblem::Character { .. } | IdProblem::Region { .. });
        if before_birth || birth.is_some() {
            return Err(problem);
        }
    }
    let birth = birth.ok_or_else(|| birth_problem(&number))?;
    let odd = number.chars().nth(16).and_then(|c| c.to_digit(10)).is_some_and(|digit| digit % 2 == 1);
    let region = number.chars().take(6).collect();
    Ok(ResidentId { normalized: number, birth, sex: if odd { Sex::Male } else { Sex::Female }, region })
}

/// What is already certainly wrong with a number that is still being typed.
///
/// ```
/// use yichuang::domain::identifier::resident_id_so_far;
/// assert_eq!(resident_id_so_far("1101051949"), None);
/// assert_eq!(resident_id_so_far("110105194913").unwrap().message(), "第7位起“194913”不是有效的出生日期");
/// ```
pub fn resident_id_so_far(text: &str) -> Option<IdProblem> {
    let number = normalized(text);
    let found = number.chars().count();
    if found > LENGTH {
        return Some(IdProblem::Length { found, expected: LENGTH });
    }
    problem_in(&number)
}

/// A number of the first generation (15 digits, until 1999) in its form of today: 19 before the year, the
/// check character behind.
///
/// # Errors
/// As [`check_resident_id`], for fifteen digits; there is no check character that could be wrong, and no number
/// of the first generation begins with 9.
pub fn upgrade_legacy_id(text: &str) -> Result<ResidentId, IdProblem> {
    let number = normalized(text);
    let found = number.chars().count();
    if found != 15 {
        return Err(IdProblem::Length { found, expected: 15 });
    }
    if let Some((at, found)) = number.chars().enumerate().find(|(_, c)| !c.is_ascii_digit()) {
        return Err(IdProblem::Character { position: at + 1, found, expected: "数字".to_owned() });
    }
    if number.starts_with(FOREIGN) {
        let found = number.chars().take(2).collect();
        return Err(IdProblem::Region { position: 1, found });
    }
    let region: String = number.chars().take(6).collect();
    let rest: String = number.chars().skip(6).collect();
    check_resident_id(&with_check(format!("{region}19{rest}"))).map_err(|problem| match problem {
        // In the words of the number that was typed.
        IdProblem::Birth { .. } => IdProblem::Birth { found: rest.chars().take(6).collect() },
        other => other,
    })
}

/// A well-formed number for fixtures and tests. `region` has six digits, `serial` three, odd for men; more
/// are cut off. Nobody may have it: take a region that does not exist, such as 119999.
pub fn invented_resident_id(region: u32, birth: Date, serial: u16) -> String {
    let (year, month, day) = (birth.year(), birth.month(), birth.day());
    with_check(format!("{:06}{year:04}{month:02}{day:02}{:03}", region % 1_000_000, serial % 1000))
}

fn with_check(mut body: String) -> String {
    body.extend(check_character(&body));
    body
}

/// The check character of the first seventeen digits.
fn check_character(number: &str) -> Option<char> {
    let digits = number.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = WEIGHTS.iter().zip(digits).map(|(weight, digit)| weight * digit).sum();
    CHECKS.chars().nth((sum % 11) as usize)
}

/// Problems of a whole number or the beginning of one, of at most eighteen characters.
fn problem_in(number: &str) -> Option<IdProblem> {
    for (at, found) in number.chars().enumerate() {
        let last = at + 1 == LENGTH;
        let fits = found.is_ascii_digit() || (last && found == 'X');
        if !fits {
            let expected = if last { "数字或X" } else { "数字" }.to_owned();
            return Some(IdProblem::Character { position: at + 1, found, expected });
        }
    }
    if !may_be_region(number) {
        return Some(region_problem(number));
    }
    if !may_be_birth(number.get(6..).unwrap_or_default()) {
        return Some(birth_problem(number));
    }
    let found = number.chars().nth(LENGTH - 1)?;
    let expected = check_character(number)?;
    (found != expected).then_some(IdProblem::Check { expected, found })
}

fn birth_problem(number: &str) -> IdProblem {
    IdProblem::Birth { found: number.chars().skip(6).take(8).collect() }
}

fn region_problem(number: &str) -> IdProblem {
    let (position, from) = if number.starts_with(FOREIGN) && number.len() > 2 { (2, 1) } else { (1, 0) };
    IdProblem::Region { position, found: number.chars().skip(from).take(2).collect() }
}

fn may_be_region(number: &str) -> bool {
    let province = number.strip_prefix(FOREIGN).unwrap_or(number);
    match province.get(..2) {
        Some(province) => is_province(province),
        None => province.is_empty() || province.starts_with(['1', '2', '3', '4', '5', '6', '7', '8']),
    }
}

/// Whether digits can be the beginning of a date of birth; what stands behind eight digits is left alone.
fn may_be_birth(digits: &str) -> bool {
    let part = |skipped: usize, taken: usize| digits.chars().skip(skipped).take(taken).collect::<String>();
    let (year, month, day) = (part(0, 4), part(4, 2), part(6, 2));
    if !begins(&year, 4, *YEARS.start(), *YEARS.end()) || !begins(&month, 2, 1, 12) {
        return false;
    }
    match (year.parse(), month.parse()) {
        (Ok(y), Ok(m)) if month.len() == 2 => {
            Date::new(y, m, 1).is_ok_and(|first| begins(&day, 2, 1, i16::from(first.days_in_month())))
        }
        _ => true,
    }
}

/// Whether a number of `places` digits that begins with these lies between `least` and `greatest`.
fn begins(digits: &str, places: u32, least: i16, greatest: i16) -> bool {
    let open = u32::try_from(digits.len()).map_or(0, |typed| places.saturating_sub(typed));
    let step = 10_i32.pow(open);
    let Ok(first) = digits.parse::<i32>().map(|value| value * step) else { return digits.is_empty() };
    first <= i32::from(greatest) && first + step > i32::from(least)
}

fn birth_date(digits: &str) -> Option<Date> {
    let year = digits.get(..4)?.parse().ok()?;
    let date = Date::new(year, digits.get(4..6)?.parse().ok()?, digits.get(6..8)?.parse().ok()?).ok()?;
    YEARS.contains(&year).then_some(date)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn message(text: &str) -> String {
        check_resident_id(text).unwrap_err().message()
    }

    #[test]
    fn the_samples_of_the_standard_pass() {
        let id = check_resident_id(" 440524 18800101 0014 ").unwrap();
        assert_eq!((id.birth, id.sex, id.region.as_str()), (date(1880, 1, 1), Sex::Male, "440524"));
        assert!(check_resident_id("１１０１０５１９４９１２３１００２ｘ").is_ok());
        assert_eq!(upgrade_legacy_id("110105491231002").unwrap().normalized, "11010519491231002X");
        assert!(check_resident_id(&invented_resident_id(810_000, date(1999, 1, 1), 1)).is_ok());
    }

    #[test]
    fn the_message_says_where_and_what_would_be_right() {
        assert_eq!(message(""), "共0位，应为18位");
        assert_eq!(message("11010519491231002"), "共17位，应为18位");
        assert_eq!(message("1101051949123100X2"), "第17位“X”应为数字");
        assert_eq!(message("11010519491231002Y"), "第18位“Y”应为数字或X");
        assert_eq!(message("99"), "共2位，应为18位");
        assert_eq!(message("170105194912310021"), "第1位起“17”不是行政区划代码");
        assert_eq!(message("110105194902300021"), "第7位起“19490230”不是有效的出生日期");
        assert_eq!(message("110105194912310020"), "校验位“0”应为X，请逐位核对");
    }

    #[test]
    fn foreigners_carry_the_province_behind_the_nine() {
        let number = |region| invented_resident_id(region, date(1990, 5, 6), 12);
        let id = check_resident_id(&number(911_840)).unwrap();
        assert_eq!((id.region.as_str(), id.sex), ("911840", Sex::Female));
        assert_eq!(message(&number(917_840)), "第2位起“17”不是行政区划代码");
        assert_eq!(message(&number(999_999)), "第2位起“99”不是行政区划代码");
        for permit in [810_000, 820_000, 830_000, 110_000] {
            assert!(check_resident_id(&number(permit)).is_ok(), "{permit}");
        }
    }

    #[test]
    fn fifteen_digits_are_named_as_they_were_typed() {
        let message = |text: &str| upgrade_legacy_id(text).unwrap_err().message();
        assert_eq!(message("11010549123100X"), "第15位“X”应为数字");
        assert_eq!(message("11010549123100"), "共14位，应为15位");
        assert_eq!(message("170105491231002"), "第1位起“17”不是行政区划代码");
        assert_eq!(message("911840900506012"), "第1位起“91”不是行政区划代码");
        assert_eq!(message("110105490230002"), "第7位起“490230”不是有效的出生日期");
    }

    #[test]
    fn nobody_is_born_after_the_day_that_is_known() {
        let number = invented_resident_id(119_999, date(2026, 11, 22), 12);
        assert!(check_resident_id(&number).is_ok());
        assert!(check_resident_id_on(&number, date(2026, 11, 22)).is_ok());
        let late = |text: &str| check_resident_id_on(text, date(2026, 11, 21)).unwrap_err().code();
        assert_eq!(late(&number), "birth_date");
        let (body, check) = number.split_at(17);
        let wrong = if check == "1" { "2" } else { "1" };
        assert_eq!(late(&format!("{body}{wrong}")), "birth_date", "before the check character");
        assert_eq!(late(&number.replacen("11", "17", 1)), "region", "after the region");
    }

    #[test]
    fn while_typing_only_what_is_certain_is_said() {
        for fine in [
            "",
            "1",
            "9",
            "11",
            "91",
            "911",
            "110105",
            "1101051",
            "1101050",
            "1101051949",
            "11010519491",
            "1101051949123",
        ] {
            assert_eq!(resident_id_so_far(fine), None, "{fine}");
        }
        for wrong in
            ["0", "17", "99", "917", "11010X", "1101053", "1101050000", "1101051949130", "1101051949123x"]
        {
            assert!(resident_id_so_far(wrong).is_some(), "{wrong}");
        }
        assert_eq!(
            resident_id_so_far("11010520260230").unwrap().message(),
            "第7位起“20260230”不是有效的出生日期"
        );
    }

    #[test]
    fn age_turns_on_the_birthday() {
        let id = check_resident_id("11010519491231002X").unwrap();
        assert_eq!(id.age_on(date(2026, 12, 30)), 76);
        assert_eq!(id.age_on(date(2026, 12, 31)), 77);
        assert_eq!(id.age_on(date(1900, 1, 1)), 0);
    }

    fn any_number() -> impl Strategy<Value = String> {
        (prop::sample::select(vec![119_999, 150_102, 410_726, 830_000, 659_999]), 0i64..40_000, 0u16..1000)
            .prop_map(|(region, days, serial)| {
                invented_resident_id(region, date(1920, 1, 1) + days.days(), serial)
            })
    }

    proptest! {
        #[test]
        fn every_beginning_of_a_good_number_is_good(number in any_number()) {
            prop_assert!(check_resident_id(&number).is_ok());
            for end in 0..=number.len() {
                prop_assert_eq!(resident_id_so_far(number.get(..end).unwrap()), None);
            }
        }

        #[test]
        fn one_wrong_digit_or_a_swap_is_found(number in any_number(), at in 0usize..17, by in 1u8..10) {
            let mut wrong = number.clone().into_bytes();
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            prop_assert!(check_resident_id(&String::from_utf8(wrong).unwrap()).is_err());
            let mut swapped = number.clone().into_bytes();
            if at + 1 < 17 && swapped[at] != swapped[at + 1] {
                swapped.swap(at, at + 1);
                prop_assert!(check_resident_id(&String::from_utf8(swapped).unwrap()).is_err());
            }
        }

        #[test]
        fn at_full_length_both_checks_agree(text in "[1-6][0-9][0-9]{4}(19|20)[0-9]{2}[01][0-9][0-3][0-9]{4}[0-9Xx]") {
            prop_assert_eq!(check_resident_id(&text).err(), resident_id_so_far(&text));
        }

        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            let _ = (check_resident_id(&text), resident_id_so_far(&text), upgrade_legacy_id(&text));
        }
    }
}
