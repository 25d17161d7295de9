//! The wording of the papers (文书用语): every sentence, heading and label under a key, as data with an edition.
//!
//! The words themselves stand in `wording/papers.toml` and in what a hall writes over it; the code knows only which
//! phrases there are and what each is filled with. Whoever sets a paper chooses the phrase and gives the values.

mod list;
#[cfg(test)]
pub(crate) mod shipped;
mod template;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use list::Phrase;
pub use template::{Piece, pieces};

/// The words in force in a hall.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Phrases {
    /// Edition of the wording: the hall's own where the hall words anything itself, else the program's.
    pub version: String,
    words: BTreeMap<String, String>,
}

impl Phrases {
    /// No words yet, under an edition.
    pub fn new(version: impl Into<String>) -> Self {
        Self { version: version.into(), words: BTreeMap::new() }
    }

    /// Words a phrase.
    pub fn set(&mut self, phrase: Phrase, text: impl Into<String>) {
        self.words.insert(phrase.key().to_owned(), text.into());
    }

    /// The words of a phrase, with their placeholders.
    pub fn get(&self, phrase: Phrase) -> Option<&str> {
        self.words.get(phrase.key()).map(String::as_str)
    }

    /// What others word otherwise takes the place of what stands here, and their edition counts.
    #[must_use]
    pub fn with(mut self, others: &Self) -> Self {
        self.version.clone_from(&others.version);
        self.words.extend(others.words.iter().map(|(key, text)| (key.clone(), text.clone())));
        self
    }

    /// The phrase with its values, each in the place of its `{name}`.
    ///
    /// Values are put in as they are and never looked into: a company called `{item}` stays that on the paper. A
    /// phrase without words reads `〔key〕`, a place without value keeps its name: a gap is seen, never silent.
    ///
    /// ```
    /// use yichuang::domain::phrases::{Phrase, Phrases};
    /// let mut phrases = Phrases::new("2026-11");
    /// phrases.set(Phrase::ReceiptReceived, "“{item}”的材料已于{received}收到。");
    /// let said = phrases.say(Phrase::ReceiptReceived, &[("item", "{received}"), ("received", "1月5日")]);
    /// assert_eq!(said, "“{received}”的材料已于1月5日收到。");
    /// assert_eq!(phrases.say(Phrase::Draft, &[]), "〔paper.draft〕");
    /// ```
    pub fn say(&self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        let Some(text) = self.get(phrase) else { return format!("〔{}〕", phrase.key()) };
        let value = |name: &str| values.iter().find(|(own, _)| *own == name).map(|(_, value)| *value);
        let mut said = String::with_capacity(text.len());
        for piece in pieces(text) {
            match piece {
                Piece::Text(text) | Piece::Stray(text) => said.push_str(text),
                Piece::Name(name) => match value(name) {
                    Some(value) => said.push_str(value),
                    None => said.extend(["{", name, "}"]),
                },
            }
        }
        said
    }
}
