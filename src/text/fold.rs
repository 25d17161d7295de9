//! Full-width characters folded to ASCII, for keys and numbers typed with a Chinese input method switched on.

/// The key that was meant: full-width forms (U+FF01–FF5E, U+3000) become ASCII, and Chinese punctuation the
/// ASCII key under it (`。` is `.`, `、` is `/`). For the command path and for numbers; never for text that is
/// stored (style 3.2).
///
/// ```
/// use yichuang::text::fold_char;
/// assert_eq!([fold_char('？'), fold_char('Ａ'), fold_char('。'), fold_char('受')], ['?', 'A', '.', '受']);
/// ```
pub fn fold_char(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '。' => '.',
        // Sogou and Microsoft Pinyin send it for the slash key.
        '、' => '/',
        '【' | '「' => '[',
        '】' | '」' => ']',
        '《' => '<',
        '》' => '>',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '￥' | '¥' => '$',
        '·' => '`',
        '—' => '_',
        '…' => '^',
        _ => c,
    }
}

/// [`fold_char`] for every character.
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_ascii_sign_comes_back_from_its_full_width_form() {
        for c in '!'..='~' {
            let wide = char::from_u32(u32::from(c) + 0xfee0).unwrap();
            assert_eq!(fold_char(wide), c);
        }
        assert_eq!(fold("：ｗ，１２　Ｘ；"), ":w,12 X;");
    }

    proptest! {
        #[test]
        fn folding_is_done_once_and_keeps_the_count(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(&fold(&once), &once);
            prop_assert_eq!(once.chars().count(), text.chars().count());
        }
    }
}
