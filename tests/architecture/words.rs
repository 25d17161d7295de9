//! Every word of the desk's screen stands in one place, and so does every sentence of the papers.

use super::source::{Source, Token};

/// Where Chinese words may stand in `src/board` and `src/desk`: the screen's, the keys', and the problems of a theme file; and in
/// `src/document`: how dates and numbers read, and why a page cannot be set. The sentences of the papers are data, `wording/papers.toml`.
const HOMES: [&str; 6] = [
    "board/wording.rs",
    "desk/wording/",
    "desk/keymap/words.rs",
    "desk/theme/load.rs",
    "document/wording/",
    "document/pdf/mod.rs",
];
const ROOMS: [&str; 3] = ["board/", "desk/", "document/"];

/// The string literals of a source with a Han character in the wrong place, with their lines; tests excepted.
pub fn misplaced(source: &Source) -> Vec<String> {
    if !ROOMS.iter().any(|room| source.file.starts_with(room))
        || HOMES.iter().any(|home| source.file.starts_with(home))
    {
        return Vec::new();
    }
    let literals =
        source.tokens.iter().filter(|placed| !placed.test).filter_map(|placed| match &placed.token {
            Token::Text(text) if text.chars().any(is_han) => Some((placed.line, text)),
            _ => None,
        });
    literals.map(|(line, text)| format!("src/{}:{line}: \"{text}\"", source.file)).collect()
}

/// Whether a character is Han: radicals, the iteration mark and 〇, and all blocks of ideographs.
fn is_han(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3021}'..='\u{3029}'
        | '\u{3038}'..='\u{303b}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a source says a phrase of the papers, outside tests: `Phrase::Name`.
pub fn says(source: &Source, phrase: &str) -> bool {
    source.tokens.windows(3).any(|tokens| match tokens {
        [of, sep, name] => {
            !name.test
                && of.token.word() == Some("Phrase")
                && sep.token == Token::Sep
                && name.token.word() == Some(phrase)
        }
        _ => false,
    })
}
