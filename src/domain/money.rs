//! Amounts of money in words and figures. An amount is a `Decimal` of yuan (元); nothing here computes.

use rust_decimal::{Decimal, RoundingStrategy};

const DIGITS: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];

/// Rounds to 分, half up (away from zero), the convention of this product where the law is silent
/// (domain-facts 3). The last step of every computation, and only the last.
///
/// ```
/// use yichuang::domain::money::to_fen;
/// assert_eq!(to_fen("0.125".parse()?).to_string(), "0.13");
/// # Ok::<(), rust_decimal::Error>(())
/// ```
pub fn to_fen(amount: Decimal) -> Decimal {
    let mut fen = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    fen.rescale(2);
    fen
}

/// An amount in figures, thousands grouped, always two decimals, without a symbol.
///
/// ```
/// use yichuang::domain::money::yuan;
/// assert_eq!(yuan("1234.5".parse()?), "1,234.50");
/// # Ok::<(), rust_decimal::Error>(())
/// ```
pub fn yuan(amount: Decimal) -> String {
    let fen = to_fen(amount);
    let (whole, fraction) = parts(fen);
    let mut out = String::with_capacity(whole.len() * 4 / 3 + 4);
    if fen.is_sign_negative() && !fen.is_zero() {
        out.push('-');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push('.');
    out.push_str(&fraction);
    out
}

/// An amount as it stands in a payment notice (大写人民币), by 《正确填写票据和结算凭证的基本规定》: one 零
/// for any run of zeros between digits, 整 where there are no 分 and no 角, 负 before an amount below zero.
///
/// ```
/// use yichuang::domain::money::in_words;
/// assert_eq!(in_words(105.into()), "壹佰零伍元整");
/// assert_eq!(in_words("1010.50".parse()?), "壹仟零壹拾元伍角");
/// assert_eq!(in_words("0.12".parse()?), "壹角贰分");
/// # Ok::<(), rust_decimal::Error>(())
/// ```
pub fn in_words(amount: Decimal) -> String {
    let fen = to_fen(amount);
    if fen.is_zero() {
        return "零元整".to_owned();
    }
    let (whole, fraction) = parts(fen);
    let mut out = String::new();
    if fen.is_sign_negative() {
        out.push('负');
    }
    let has_yuan = whole.bytes().any(|digit| digit != b'0');
    if has_yuan {
        push_whole(&mut out, &whole);
        out.push('元');
    }
    let mut fraction = fraction.chars().filter_map(|digit| digit.to_digit(10));
    let (jiao, cents) = (fraction.next().unwrap_or(0), fraction.next().unwrap_or(0));
    match (jiao, cents) {
        (0, 0) => out.push('整'),
        (0, _) if has_yuan => {
            out.push('零');
            push_digit(&mut out, cents, "分");
        }
        _ => {
            push_digit(&mut out, jiao, "角");
            push_digit(&mut out, cents, "分");
        }
    }
    out
}

/// The digits before and after the point of an amount of two decimals, without the sign.
fn parts(fen: Decimal) -> (String, String) {
    let text = fen.abs().to_string();
    match text.split_once('.') {
        Some((whole, fraction)) => (whole.to_owned(), fraction.to_owned()),
        None => (text, "00".to_owned()),
    }
}

fn push_digit(out: &mut String, digit: u32, unit: &str) {
    if let Some(word) = DIGITS.get(digit as usize).filter(|_| digit > 0) {
        out.push(*word);
        out.push_str(unit);
    }
}

/// Whole yuan in groups of four: 仟佰拾 inside a group; 万, 亿, 万亿, 亿亿 after it.
fn push_whole(out: &mut String, whole: &str) {
    let mut zeros = false;
    let mut started = false;
    let mut group_has_digit = false;
    for (i, digit) in whole.chars().filter_map(|digit| digit.to_digit(10)).enumerate() {
        let place = whole.len() - 1 - i;
        if digit == 0 {
            zeros = started;
        } else {
            if zeros {
                out.push('零');
                zeros = false;
            }
            push_digit(out, digit, ["", "拾", "佰", "仟"].into_iter().nth(place % 4).unwrap_or_default());
            started = true;
            group_has_digit = true;
        }
        if place.is_multiple_of(4) {
            push_group_unit(out, place / 4, group_has_digit);
            group_has_digit = false;
        }
    }
}

/// 万 belongs to its own group; 亿 stands also after an empty group when 万亿 precede it (壹万亿).
fn push_group_unit(out: &mut String, group: usize, group_has_digit: bool) {
    if group == 0 {
        return;
    }
    if group % 2 == 1 {
        if group_has_digit {
            out.push('万');
        }
    } else if group_has_digit || out.ends_with('万') {
        out.push_str(&"亿".repeat(group / 2));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn words_follow_the_rules_of_bills() {
        for (amount, words) in [
            ("0", "零元整"),
            ("0.004", "零元整"),
            ("0.05", "伍分"),
            ("0.5", "伍角"),
            ("0.12", "壹角贰分"),
            ("1.05", "壹元零伍分"),
            ("10", "壹拾元整"),
            ("80", "捌拾元整"),
            ("105", "壹佰零伍元整"),
            ("560.00", "伍佰陆拾元整"),
            ("1005", "壹仟零伍元整"),
            ("1010.50", "壹仟零壹拾元伍角"),
            ("1409.50", "壹仟肆佰零玖元伍角"),
            ("6007.14", "陆仟零柒元壹角肆分"),
            ("107000.53", "壹拾万零柒仟元伍角叁分"),
            ("10000", "壹万元整"),
            ("10001", "壹万零壹元整"),
            ("100000", "壹拾万元整"),
            ("1001000", "壹佰万零壹仟元整"),
            ("100000000", "壹亿元整"),
            ("100000001", "壹亿零壹元整"),
            ("100010000", "壹亿零壹万元整"),
            ("1000000000000", "壹万亿元整"),
            ("1000100000000", "壹万零壹亿元整"),
            ("9999999999999.99", "玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
            ("-25", "负贰拾伍元整"),
        ] {
            assert_eq!(in_words(dec(amount)), words, "{amount}");
        }
    }

    #[test]
    fn figures_are_grouped() {
        for (amount, figures) in [
            ("0", "0.00"),
            ("-0.001", "0.00"),
            ("999", "999.00"),
            ("1000", "1,000.00"),
            ("-1234567.895", "-1,234,567.90"),
        ] {
            assert_eq!(yuan(dec(amount)), figures);
        }
    }

    /// Reads words back the plain way: digits and units, 万 and 亿 multiply what was gathered.
    fn read(words: &str) -> Decimal {
        let words = words.trim_end_matches('整');
        let (whole, rest) = words.split_once('元').unwrap_or(("", words));
        let (mut total, mut section, mut digit) = (0u128, 0u128, 0u128);
        for c in whole.chars() {
            match c {
                '拾' | '佰' | '仟' => {
                    section += digit
                        * match c {
                            '拾' => 10,
                            '佰' => 100,
                            _ => 1000,
                        };
                    digit = 0;
                }
                '万' => {
                    total += (section + digit) * 10_000;
                    (section, digit) = (0, 0);
                }
                '亿' => {
                    total = (total + section + digit) * 100_000_000;
                    (section, digit) = (0, 0);
                }
                _ => digit = DIGITS.iter().position(|d| *d == c).unwrap() as u128,
            }
        }
        let mut fen = (total + section + digit) * 100;
        let mut digit = 0;
        for c in rest.chars() {
            match c {
                '角' => fen += digit * 10,
                '分' => fen += digit,
                _ => digit = DIGITS.iter().position(|d| *d == c).unwrap() as u128,
            }
        }
        Decimal::from_i128_with_scale(i128::try_from(fen).unwrap(), 2)
    }

    proptest! {
        // Below 万亿 the plain reader is exact: from there a 万 can belong to 亿 and is ambiguous to it.
        #[test]
        fn words_read_back(fen in 0i64..100_000_000_000_000) {
            let amount = Decimal::new(fen, 2);
            let words = in_words(amount);
            prop_assert_eq!(read(&words), amount);
            prop_assert!(!words.contains("零零") && !words.contains("零元整") || fen == 0);
        }

        #[test]
        fn round_amounts_read_back(digit in 1i64..100_000, zeros in 0u32..10, fen in 0i64..100) {
            let amount = Decimal::new(digit * 10i64.pow(zeros) * 100 + fen, 2);
            prop_assert_eq!(read(&in_words(amount)), amount);
        }

        #[test]
        fn figures_read_back(fen in any::<i64>()) {
            let amount = Decimal::new(fen, 2);
            prop_assert_eq!(yuan(amount).replace(',', "").parse::<Decimal>().unwrap(), amount);
        }
    }
}
