//! Lines by the rules of Chinese text (GB/T 15834, CLREQ 3.1.5): a line does not start with closing
//! punctuation nor end with opening, and Latin words and figures are not broken while they fit a line.

use unicode_segmentation::UnicodeSegmentation;

use super::width::grapheme;

/// Breaks text into lines of at most `cells`. Newlines stay breaks, an empty line stays empty; spaces at a
/// break are dropped, those at the start of a paragraph are kept as its indent. A word wider than a line is
/// broken; in less than two cells a Han character stands over the edge, because there is no other way.
///
/// ```
/// use yichuang::text::wrap;
/// assert_eq!(wrap("请补正营业执照（副本）。", 14), ["请补正营业执照", "（副本）。"]);
/// assert_eq!(wrap("于2026-03-06前", 10), ["于", "2026-03-06", "前"]);
/// ```
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    wrap_first(text, cells, cells)
}

/// As [`wrap`], where the first line of each paragraph has room for `first` cells and the others for `rest`: an
/// indent, or a label before the text.
///
/// ```
/// use yichuang::text::wrap_first;
/// assert_eq!(wrap_first("请于五日内补正", 10, 14), ["请于五日内", "补正"]);
/// ```
pub fn wrap_first(text: &str, first: usize, rest: usize) -> Vec<String> {
    wrap_by(text, first, rest, grapheme)
}

/// As [`wrap_first`], where `measure` says how much room each grapheme takes: thousandths of a point on paper,
/// cells on a screen. Where a line may break is the same for both.
///
/// ```
/// use yichuang::text::wrap_by;
/// // Thin letters: two fit where a Han character stands.
/// let points = |symbol: &str| if symbol.is_ascii() { 5 } else { 10 };
/// assert_eq!(wrap_by("请于6月补正", 30, 40, points), ["请于", "6月补正"]);
/// ```
pub fn wrap_by(text: &str, first: usize, rest: usize, measure: impl Fn(&str) -> usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut filler = Filler {
            measure: &measure,
            room: first.max(1),
            rest: rest.max(1),
            lines: &mut lines,
            line: String::new(),
            used: 0,
            gap: String::new(),
        };
        for unit in units(paragraph) {
            filler.add(&unit);
        }
        filler.finish();
    }
    lines
}

/// A piece that is kept together: a space run, or an atom with the punctuation that clings to it.
struct Unit<'a> {
    symbols: Vec<&'a str>,
    space: bool,
}

/// Symbols that must not start a line.
fn closes(symbol: &str) -> bool {
    symbol.chars().next().is_some_and(|c| "，。、；：？！）】》〉」』〕〗”’…—·～％℃．⟩,.;:?!)]}%".contains(c))
}

/// Symbols that must not end a line.
fn opens(symbol: &str) -> bool {
    symbol.chars().next().is_some_and(|c| "（【《〈「『〔〖“‘⟨￥¥([{$".contains(c))
}

fn is_space(symbol: &str) -> bool {
    symbol.chars().all(char::is_whitespace)
}

/// Whether two neighbours belong to one Latin word or figure.
fn is_word(symbol: &str) -> bool {
    grapheme(symbol) == 1 && !is_space(symbol)
}

/// What stays with the figure before it: `1份`, `5日`.
const COUNTERS: &str = "年月日时份项处个次号元件本";

fn is_counted(before: &str, after: &str) -> bool {
    before.chars().all(|c| c.is_ascii_digit()) && COUNTERS.contains(after)
}

fn clings(before: &str, after: &str) -> bool {
    (is_word(before) && is_word(after))
        || is_counted(before, after)
        || (!is_space(before) && closes(after))
        || (opens(before) && !is_space(after))
}

fn units(paragraph: &str) -> Vec<Unit<'_>> {
    let mut units: Vec<Unit<'_>> = Vec::new();
    for symbol in paragraph.graphemes(true).filter(|symbol| !symbol.chars().any(char::is_control)) {
        let space = is_space(symbol);
        match units.last_mut() {
            Some(unit)
                if unit.space == space
                    && (space || unit.symbols.last().is_some_and(|last| clings(last, symbol))) =>
            {
                unit.symbols.push(symbol);
            }
            _ => units.push(Unit { symbols: vec![symbol], space }),
        }
    }
    units
}

/// Fills lines one after the other.
struct Filler<'a, M> {
    /// The room a grapheme takes.
    measure: &'a M,
    /// Room of the line being filled.
    room: usize,
    /// Room of the lines after it.
    rest: usize,
    lines: &'a mut Vec<String>,
    line: String,
    used: usize,
    /// Spaces not yet written: they are dropped if the line breaks here.
    gap: String,
}

impl<M: Fn(&str) -> usize> Filler<'_, M> {
    fn add(&mut self, unit: &Unit<'_>) {
        if unit.space {
            self.gap.extend(unit.symbols.iter().copied());
            return;
        }
        let gap = self.wide(&self.gap.graphemes(true).collect::<Vec<_>>());
        let wide = self.wide(&unit.symbols);
        if self.used + gap + wide <= self.room {
            self.line.push_str(&self.gap);
            self.used += gap;
        } else if self.used > 0 {
            self.break_line();
        }
        self.gap.clear();
        if self.used + wide <= self.room {
            self.push(&unit.symbols);
        } else {
            self.split(&unit.symbols, wide);
        }
    }

    fn wide(&self, symbols: &[&str]) -> usize {
        symbols.iter().map(|symbol| (self.measure)(symbol)).sum()
    }

    fn push(&mut self, symbols: &[&str]) {
        for symbol in symbols {
            self.line.push_str(symbol);
            self.used += (self.measure)(symbol);
        }
    }

    /// Breaks what is wider than a line, where the punctuation allows it if anywhere. `wide` is counted down, not
    /// anew for each line: a name may have a million letters.
    fn split(&mut self, symbols: &[&str], mut wide: usize) {
        let mut rest = symbols;
        while wide > self.room && rest.len() > 1 {
            let mut used = 0;
            let fitting = rest
                .iter()
                .take_while(|symbol| {
                    used += (self.measure)(symbol);
                    used <= self.room
                })
                .count()
                .max(1);
            let allowed = |at: &usize| match (rest.get(at - 1), rest.get(*at)) {
                (Some(before), Some(after)) => !opens(before) && !closes(after),
                _ => true,
            };
            // Not before the middle of the line: rather a comma in front than a line of one letter.
            let at = (fitting.div_ceil(2)..=fitting).rev().find(allowed).unwrap_or(fitting);
            let (head, tail) = rest.split_at(at.min(rest.len()));
            self.push(head);
            wide = wide.saturating_sub(self.used);
            self.break_line();
            rest = tail;
        }
        self.push(rest);
    }

    fn break_line(&mut self) {
        self.lines.push(std::mem::take(&mut self.line));
        self.used = 0;
        self.room = self.rest;
    }

    fn finish(mut self) {
        self.break_line();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::width;

    #[test]
    fn closing_punctuation_never_starts_and_opening_never_ends_a_line() {
        assert_eq!(wrap("营业执照，副本", 8), ["营业执", "照，副本"]);
        assert_eq!(wrap("依据《行政许可法》第三十二条", 10), ["依据《行政", "许可法》第", "三十二条"]);
        assert_eq!(wrap("他说：“好。”", 8), ["他说：", "“好。”"]);
    }

    #[test]
    fn words_and_figures_stay_whole_while_they_fit() {
        assert_eq!(wrap("共1,234.50元整", 9), ["共", "1,234.50", "元整"]);
        assert_eq!(wrap("the quick brown fox", 10), ["the quick", "brown fox"]);
        assert_eq!(wrap("abcdefghij，k", 5), ["abcde", "fghi", "j，k"]);
    }

    #[test]
    fn a_figure_keeps_its_counter_and_a_long_word_its_punctuation() {
        assert_eq!(wrap("请交复印件2份", 12), ["请交复印件", "2份"]);
        assert_eq!(wrap("abcdefgh。", 8), ["abcdefg", "h。"]);
        assert_eq!(wrap("到窗口（一楼）办理", 8), ["到窗口", "（一楼）", "办理"]);
        assert_eq!(wrap("电话0999-55", 8), ["电话", "0999-55"]);
    }

    #[test]
    fn paragraphs_and_indents_stay() {
        assert_eq!(wrap("　　一次告知\n\n二", 8), ["　　一次", "告知", "", "二"]);
        assert_eq!(wrap("", 8), [""]);
    }

    #[test]
    fn narrow_columns_end() {
        assert_eq!(wrap("受理A，", 1).concat(), "受理A，");
        assert_eq!(wrap("受理", 0), ["受", "理"]);
        assert_eq!(wrap("受理，", 2).concat(), "受理，");
    }

    #[test]
    fn a_million_letters_take_a_moment() {
        for one in ["a", "，", "受", " ", "（"] {
            let lines = wrap(&one.repeat(1_000_000), 56);
            assert!(lines.len() <= 40_000, "{one}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_too_wide(text in "[\\p{Unified_Ideograph}a-z0-9，。（）“” \n…]{0,60}", cells in 0usize..30) {
            let lines = wrap(&text, cells);
            let solid = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(solid(&lines.concat()), solid(&text));
            if cells >= 2 {
                prop_assert!(lines.iter().all(|line| width(line) <= cells), "{:?}", lines);
            }
        }

        #[test]
        fn a_first_line_of_another_room_is_filled_alike(text in "[\\p{Unified_Ideograph}a-z0-9，。（） ]{0,60}", first in 2usize..30, rest in 2usize..30) {
            let lines = wrap_first(&text, first, rest);
            let solid = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(solid(&lines.concat()), solid(&text));
            for (at, line) in lines.iter().enumerate() {
                prop_assert!(width(line) <= if at == 0 { first } else { rest }, "{:?}", lines);
            }
            prop_assert_eq!(wrap_first(&text, rest, rest), wrap(&text, rest));
        }

        #[test]
        fn paper_breaks_as_the_screen_where_letters_measure_alike(text in "[\\p{Unified_Ideograph}a-z0-9，。（）“” \n…]{0,60}", first in 2usize..30, rest in 2usize..30) {
            let points = |symbol: &str| grapheme(symbol) * 7_896;
            prop_assert_eq!(wrap_by(&text, first * 7_896, rest * 7_896, points), wrap_first(&text, first, rest));
        }

        #[test]
        fn whatever_the_measure_nothing_is_lost(text in any::<String>(), room in 0usize..60) {
            let points = |symbol: &str| symbol.len() * 3;
            let solid = |s: &str| s.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect::<String>();
            let shown: String = text.graphemes(true).filter(|symbol| !symbol.chars().any(char::is_control)).collect();
            prop_assert_eq!(solid(&wrap_by(&text, room, room, points).concat()), solid(&shown));
        }

        #[test]
        fn sentences_break_by_the_rules(parts in prop::collection::vec("(\\p{Unified_Ideograph}{1,4}|[a-z0-9]{1,6}|（\\p{Unified_Ideograph}）)[，。、]?", 1..20), cells in 8usize..40) {
            for line in wrap(&parts.concat(), cells) {
                prop_assert!(!line.starts_with(['，', '。', '、', '）']), "{}", line);
                prop_assert!(!line.ends_with('（'), "{}", line);
            }
        }

        #[test]
        fn any_text_ends(text in any::<String>(), cells in 0usize..5) {
            prop_assert!(!wrap(&text, cells).is_empty());
        }
    }
}
