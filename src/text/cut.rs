//! Text made to fit a number of cells.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use super::width::{grapheme, width};

/// The text if it fits, otherwise as much of its beginning as fits with a `…` behind it. Never wider than
/// `cells`, never half a character.
///
/// ```
/// use yichuang::text::cut;
/// assert_eq!(cut("食品经营许可", 12), "食品经营许可");
/// assert_eq!(cut("食品经营许可", 8), "食品经…");
/// ```
pub fn cut(text: &str, cells: usize) -> Cow<'_, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    if cells == 0 {
        return Cow::Borrowed("");
    }
    let mut used = 0;
    let mut out = String::new();
    for symbol in text.graphemes(true) {
        used += grapheme(symbol);
        if used >= cells {
            break;
        }
        out.push_str(symbol);
    }
    out.push('…');
    Cow::Owned(out)
}

/// The text cut or filled with spaces behind to exactly `cells`.
///
/// ```
/// use yichuang::text::pad;
/// assert_eq!(pad("张三", 6), "张三  ");
/// ```
pub fn pad(text: &str, cells: usize) -> String {
    let mut out = cut(text, cells).into_owned();
    let missing = cells.saturating_sub(width(&out));
    out.extend(std::iter::repeat_n(' ', missing));
    out
}

/// The text cut or filled with spaces in front to exactly `cells`: for figures.
pub fn pad_start(text: &str, cells: usize) -> String {
    let out = cut(text, cells);
    let mut filled = " ".repeat(cells.saturating_sub(width(&out)));
    filled.push_str(&out);
    filled
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_wide_character_that_would_straddle_is_left_out() {
        assert_eq!(cut("食品经营", 7), "食品经…");
        assert_eq!(cut("食品经营", 6), "食品…");
        assert_eq!(pad("食品经营", 6), "食品… ");
        assert_eq!(cut("食", 1), "…");
        assert_eq!(cut("食", 0), "");
        assert_eq!(pad_start("80.00", 8), "   80.00");
    }

    proptest! {
        #[test]
        fn never_wider_and_padding_is_exact(text in any::<String>(), cells in 0usize..20) {
            let short = cut(&text, cells);
            prop_assert!(width(&short) <= cells);
            prop_assert!(short == text || short.is_empty() || short.ends_with('…'));
            prop_assert_eq!(width(&pad(&text, cells)), cells);
            prop_assert_eq!(width(&pad_start(&text, cells)), cells);
        }
    }
}
