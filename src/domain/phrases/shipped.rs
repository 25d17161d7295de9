//! The words that go with the program, for tests; the program itself reads them through `catalogue`.

use super::{Phrase, Phrases};

const FILE: &str = include_str!("../../../wording/papers.toml");

/// The shipped words.
pub(crate) fn phrases() -> Phrases {
    let file: toml::Table = FILE.parse().unwrap();
    let mut phrases = Phrases::new(file["version"].as_str().unwrap());
    for phrase in Phrase::ALL.iter().copied() {
        let (table, name) = phrase.place();
        let text = file.get(table).and_then(|table| table.get(name)).and_then(toml::Value::as_str);
        phrases.set(phrase, text.unwrap_or_else(|| panic!("{} has no words", phrase.key())));
    }
    phrases
}
