//! Text from outside, safe to show. Terminal injection and look-alike names: reliability.md 2.3.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

/// Text from outside (a name, a note, a fixture), normalised to NFC once, at the door.
///
/// `Display` and [`Clean::shown`] give the form that may reach a screen: control, bidi and zero-width
/// characters are replaced by visible marks such as `⟨U+202E⟩`, never silently dropped, because a name that
/// differs only by an invisible character must look different. What is stored and sent keeps the original
/// ([`Clean::original`]). Rare Han, private-use glyphs and variation selectors are lawful parts of names
/// and stay as they are.
///
/// ```
/// use yichuang::text::Clean;
/// let name = Clean::new("王\u{202e}敏");
/// assert_eq!(name.shown(), "王⟨U+202E⟩敏");
/// assert_eq!(name.original(), "王\u{202e}敏");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Clean {
    original: String,
    /// Present only where it differs from the original.
    shown: Option<Box<str>>,
}

impl Clean {
    /// Normalises to NFC and prepares the shown form.
    pub fn new(text: impl AsRef<str>) -> Self {
        let original: String = text.as_ref().nfc().collect();
        let shown = original.chars().any(is_hidden).then(|| mark_hidden(&original).into_boxed_str());
        Self { original, shown }
    }

    /// The text for a screen or a paper: nothing in it can drive a terminal or hide.
    pub fn shown(&self) -> &str {
        self.shown.as_deref().unwrap_or(&self.original)
    }

    /// The text as it was given (NFC), for storage, comparison and transport; never for a screen.
    pub fn original(&self) -> &str {
        &self.original
    }

    /// Whether nothing but white space is there.
    pub fn is_blank(&self) -> bool {
        self.original.trim().is_empty()
    }
}

/// Characters that a screen would obey or swallow: C0, C1, DEL, bidi controls, zero-width characters, tags,
/// line and paragraph separators.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

fn mark_hidden(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) {
            // Writing to a String cannot fail.
            let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.shown())
    }
}

impl fmt::Debug for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.shown(), f)
    }
}

impl From<&str> for Clean {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Clean {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl Serialize for Clean {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.original)
    }
}

impl<'de> Deserialize<'de> for Clean {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_become_visible_and_the_original_survives() {
        for hostile in ["\u{1b}[2J", "a\u{9b}31m", "x\u{200b}y", "a\u{202e}b", "tab\there", "\u{e0041}"] {
            let clean = Clean::new(hostile);
            assert!(!clean.shown().chars().any(is_hidden), "{hostile:?}");
            assert_eq!(clean.original(), hostile);
        }
    }

    #[test]
    fn lawful_rare_names_are_left_alone() {
        for name in ["阿依古丽·买买提", "𠮷野", "㛃\u{e0100}", "\u{e863}", "葛\u{fe00}"] {
            assert_eq!(Clean::new(name).shown(), name);
        }
    }

    #[test]
    fn composed_and_decomposed_names_compare_equal() {
        assert_eq!(Clean::new("e\u{301}"), Clean::new("é"));
    }
}
