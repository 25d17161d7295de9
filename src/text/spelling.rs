//! Whether a short Chinese text is what somebody types: its characters, its pinyin, its initials, or these mixed.
//! For the short lists of the desk (actions, keys, cards); the catalogue has an index of its own.

use pinyin::ToPinyinMulti as _;
use unicode_normalization::UnicodeNormalization as _;

/// A text prepared for being looked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spelling {
    symbols: Vec<Symbol>,
}

/// A character and how it is read; several readings where there are several.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Symbol {
    char: char,
    readings: Vec<&'static str>,
}

impl Spelling {
    /// Prepares a text.
    pub fn new(text: &str) -> Self {
        Self { symbols: folded(text).map(Symbol::of).collect() }
    }

    /// How well the text fits what was typed, the smaller the better; none where it does not. Words with spaces
    /// between them must all fit, in any order. Nothing typed fits everything.
    ///
    /// ```
    /// use yichuang::text::Spelling;
    /// let calling = Spelling::new("呼叫下一号");
    /// for typed in ["下一号", "hujiao", "hjxyh", "hujxyh", "号 呼叫", "ＨＪ"] {
    ///     assert!(calling.rank(typed).is_some(), "{typed}");
    /// }
    /// assert_eq!(calling.rank("受理"), None);
    /// assert!(calling.rank("呼叫") < calling.rank("下一号"));
    /// ```
    pub fn rank(&self, typed: &str) -> Option<u32> {
        let typed: String = typed.nfkc().collect();
        typed.split_whitespace().map(|word| self.rank_of(word)).sum()
    }

    fn rank_of(&self, word: &str) -> Option<u32> {
        let word: Vec<char> = folded(word).collect();
        let starts = (0..self.symbols.len()).filter_map(|start| {
            let rest = self.symbols.get(start..)?;
            let behind = if start == 0 { 0 } else { 2 };
            let literal = rest.iter().map(|symbol| symbol.char).take(word.len()).eq(word.iter().copied());
            (literal || spells(rest, &word)).then_some(behind + u32::from(!literal))
        });
        if word.is_empty() { Some(0) } else { starts.min() }
    }
}

impl Symbol {
    fn of(char: char) -> Self {
        let mut readings = Vec::new();
        if let Some(multi) = char.to_pinyin_multi() {
            for reading in (0..multi.count()).filter_map(|at| multi.get_opt(at)) {
                if !readings.contains(&reading.plain()) {
                    readings.push(reading.plain());
                }
            }
        }
        Self { char, readings }
    }
}

/// Whether the word spells the beginning of these characters: each by itself or by the beginning of a reading.
fn spells(symbols: &[Symbol], word: &[char]) -> bool {
    let Some((first, rest)) = word.split_first() else { return true };
    let Some((symbol, symbols)) = symbols.split_first() else { return false };
    if symbol.char == *first {
        return spells(symbols, rest);
    }
    symbol.readings.iter().any(|reading| {
        let mut left = word;
        for letter in reading.chars() {
            match left.split_first() {
                Some((typed, after)) if same(letter, *typed) => left = after,
                _ => return false,
            }
            if spells(symbols, left) {
                return true;
            }
        }
        false
    })
}

/// One types `v` for `ü`.
fn same(letter: char, typed: char) -> bool {
    letter == typed || (letter == 'ü' && typed == 'v')
}

/// Full width to half width, lower case, without spaces and punctuation.
fn folded(text: &str) -> impl Iterator<Item = char> {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(text: &str, typed: &str) -> bool {
        Spelling::new(text).rank(typed).is_some()
    }

    #[test]
    fn a_character_of_several_readings_is_found_by_each() {
        assert!(fits("重呼", "chonghu") && fits("重呼", "zhonghu") && fits("重呼", "ch"));
        assert!(fits("绿色通道", "lvse") && fits("绿色通道", "lstd"));
    }

    #[test]
    fn initials_and_pinyin_mix_from_any_character_on() {
        for typed in ["gzwsh", "gaozhi", "wenshu", "ws", "告zw", "gaozws"] {
            assert!(fits("告知文书：草稿", typed), "{typed}");
        }
        for typed in ["sw", "gzwsx", "wsx", "文告"] {
            assert!(!fits("告知文书：草稿", typed), "{typed}");
        }
    }

    #[test]
    fn punctuation_counts_for_nothing_and_an_empty_word_for_everything() {
        assert!(fits("打印文书，已打印的补打", "文书已打印"));
        assert!(fits("收费", "") && fits("收费", " ， "));
        assert!(!fits("", "x"));
    }

    #[test]
    fn the_beginning_goes_before_the_middle_and_characters_before_pinyin() {
        let rank = |text: &str, typed: &str| Spelling::new(text).rank(typed).unwrap();
        assert!(rank("受理", "受理") < rank("受理", "sl"));
        assert!(rank("受理", "sl") < rank("不予受理", "受理"));
    }

    /// Catches: a search that takes time beyond measure for a long repetition.
    #[test]
    fn a_long_repetition_is_answered_at_once() {
        let text = "安".repeat(60);
        assert!(!fits(&text, &format!("{}x", "an".repeat(25))));
        assert!(!fits(&text, &format!("{}x", "a".repeat(50))));
    }
}
