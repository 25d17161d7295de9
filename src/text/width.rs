//! How many terminal cells text takes.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The cells a text takes, by the same count as ratatui: control characters are not drawn, ambiguous
/// ones (`·`, `…`, `“`) are one cell.
///
/// ```
/// use yichuang::text::width;
/// assert_eq!(width("受理A012"), 8);
/// assert_eq!(width("阿依·买"), 7);
/// ```
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(grapheme).sum()
}

/// The cells of one grapheme.
pub(super) fn grapheme(symbol: &str) -> usize {
    if symbol.chars().any(char::is_control) {
        return 0;
    }
    symbol.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_not_bytes_or_characters() {
        for (text, cells) in [
            ("", 0),
            ("abc", 3),
            ("测试", 4),
            ("一（二）", 8),
            ("𠮷野", 4),
            ("e\u{301}", 1),
            ("ｶﾞ", 2),
            ("葛\u{e0100}", 2),
            ("a\u{7}b", 2),
        ] {
            assert_eq!(width(text), cells, "{text:?}");
        }
    }

    #[cfg(feature = "desk")]
    proptest::proptest! {
        #[test]
        fn ratatui_counts_the_same(text in "[\\p{Han}a-z0-9，。（）·…—“”é ★]{0,20}") {
            let cells: usize =
                ratatui::text::Span::raw(&text).styled_graphemes(ratatui::style::Style::new()).map(|g| grapheme(g.symbol)).sum();
            proptest::prop_assert_eq!(ratatui::text::Span::raw(&text).width(), width(&text));
            proptest::prop_assert_eq!(cells, width(&text));
        }
    }
}
