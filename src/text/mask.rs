//! Personal data as it stands on a screen until it is unmasked with a reason (DESIGN 6). Credit codes are
//! public and are not masked.

use unicode_segmentation::UnicodeSegmentation;

/// Compound surnames in use (复姓); without them `欧阳娜` would show the first half of a surname only.
const COMPOUND: [&str; 24] = [
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "司空", "夏侯",
    "轩辕", "长孙", "宇文", "端木", "百里", "东郭", "南宫", "西门", "呼延", "独孤", "闻人",
];

/// Separators inside names of minority nationalities and foreign names: they stay.
fn is_separator(symbol: &str) -> bool {
    matches!(symbol, "·" | "•" | "・" | "-" | " ")
}

/// A name with only the surname left: `张*`, `欧阳**`, `阿***·***`.
///
/// ```
/// use yichuang::text::mask_name;
/// assert_eq!(mask_name("张敏"), "张*");
/// assert_eq!(mask_name("欧阳小敏"), "欧阳**");
/// assert_eq!(mask_name("阿依古丽·买买提"), "阿***·***");
/// ```
pub fn mask_name(name: &str) -> String {
    let symbols: Vec<&str> = name.trim().graphemes(true).collect();
    let compound = symbols.len() > 2 && COMPOUND.iter().any(|surname| name.trim().starts_with(surname));
    let kept = match symbols.len() {
        0 | 1 => 0,
        _ if compound => 2,
        _ => 1,
    };
    symbols.iter().enumerate().map(|(i, s)| if i < kept || is_separator(s) { s } else { "*" }).collect()
}

/// An identity number with the first three and the last four characters left: `110***********1234`. One of
/// fewer than fifteen characters is masked whole.
pub fn mask_id(number: &str) -> String {
    let count = number.graphemes(true).count();
    let shown = |i: usize| count >= 15 && (i < 3 || i + 4 >= count);
    number.graphemes(true).enumerate().map(|(i, s)| if shown(i) { s } else { "*" }).collect()
}

/// A phone number with the four digits before the last four masked: `138****5678`. One of fewer than ten
/// digits is masked whole.
pub fn mask_phone(number: &str) -> String {
    let digits = number.graphemes(true).filter(|s| s.chars().all(char::is_numeric)).count();
    let mut seen = 0;
    number
        .graphemes(true)
        .map(|symbol| {
            let is_digit = symbol.chars().all(char::is_numeric);
            seen += usize::from(is_digit);
            let behind = digits.saturating_sub(seen);
            let masked = digits < 10 || (is_digit && (4..8).contains(&behind));
            if masked { "*" } else { symbol }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_keep_the_surname() {
        for (name, masked) in [
            ("", ""),
            ("王", "*"),
            ("欧阳", "欧*"),
            ("张三丰", "张**"),
            ("𠮷野敏", "𠮷**"),
            ("诸葛亮", "诸葛*"),
            ("买买提·吐尔逊", "买**·***"),
            ("John Smith", "J*** *****"),
        ] {
            assert_eq!(mask_name(name), masked);
        }
    }

    #[test]
    fn numbers_keep_both_ends() {
        assert_eq!(mask_id("11010519491231002X"), "110***********002X");
        assert_eq!(mask_id("1101"), "****");
        assert_eq!(mask_phone("13812345678"), "138****5678");
        assert_eq!(mask_phone("+86 138 1234 5678"), "+86 138 **** 5678");
        assert_eq!(mask_phone("0471-1234567"), "047*-***4567");
        assert_eq!(mask_phone("12345"), "*****");
    }

    proptest! {
        #[test]
        fn at_most_seven_of_a_number_are_left(number in "[0-9X]{0,25}") {
            let masked = mask_id(&number);
            prop_assert!(masked.chars().filter(|c| *c != '*').count() <= 7);
            prop_assert_eq!(masked.len(), number.len());
        }

        #[test]
        fn a_name_never_shows_whole(name in "\\p{Han}{1,8}") {
            prop_assert_ne!(mask_name(&name), name);
        }
    }
}
