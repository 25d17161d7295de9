//! Finding a service item by name, alias, pinyin, initials or code.

use pinyin::ToPinyinMulti;
use unicode_normalization::UnicodeNormalization;

use crate::domain::ids::ItemCode;
use crate::domain::item::ServiceItem;

/// Readings kept for one name; a name of many characters with several readings would have thousands.
const MOST_READINGS: usize = 32;

/// A prepared catalogue. Searching scans the prepared keys once.
#[derive(Clone, Debug, Default)]
pub struct Index {
    entries: Vec<Entry>,
}

/// An item found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// The item.
    pub code: ItemCode,
    /// Its edition.
    pub edition: String,
    /// Its full name.
    pub name: String,
    /// The alias that was matched, where it was not the name or the code.
    pub alias: Option<String>,
    /// How well it fits; lower is better. Hits come in this order.
    pub rank: u32,
}

#[derive(Clone, Debug)]
struct Entry {
    code: ItemCode,
    edition: String,
    name: String,
    folded_code: String,
    labels: Vec<Label>,
}

/// A name or alias with what may be typed for it.
#[derive(Clone, Debug)]
struct Label {
    text: String,
    folded: String,
    readings: Vec<Reading>,
}

/// One way to read a label aloud.
#[derive(Clone, Debug)]
struct Reading {
    /// `shipinjingying`.
    pinyin: String,
    /// Where syllables start in `pinyin`.
    starts: Vec<usize>,
    /// `spjy`.
    initials: String,
}

impl Index {
    /// Prepares the items for search, every edition of each.
    pub fn new(items: &[ServiceItem]) -> Self {
        let entry = |item: &ServiceItem| Entry {
            code: item.code.clone(),
            edition: item.edition.clone(),
            name: item.name.clone(),
            folded_code: fold(item.code.as_str()),
            labels: std::iter::once(&item.name).chain(&item.aliases).map(|label| Label::new(label)).collect(),
        };
        Self { entries: items.iter().map(entry).collect() }
    }

    /// The items that fit the query, best first; every item in the order of the catalogue for an empty query.
    ///
    /// Words separated by spaces must all fit.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let folded: String = query.nfkc().flat_map(char::to_lowercase).collect();
        let words: Vec<String> =
            folded.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
        let mut hits: Vec<Hit> = self.entries.iter().filter_map(|entry| entry.hit(&words)).collect();
        hits.sort_by_key(|hit| hit.rank);
        hits.truncate(limit);
        hits
    }
}

impl Entry {
    fn hit(&self, words: &[String]) -> Option<Hit> {
        let mut total = 0;
        let mut alias = None;
        for word in words {
            let by_label = self.labels.iter().enumerate().filter_map(|(place, label)| {
                // The name goes before an alias that fits as well.
                label.rank(word).map(|rank| (rank + u32::from(place > 0), (place > 0).then_some(label)))
            });
            let by_code = code_rank(&self.folded_code, word).map(|rank| (rank, None));
            let (rank, label) = by_label.chain(by_code).min_by_key(|(rank, _)| *rank)?;
            total += rank;
            alias = alias.or(label);
        }
        let alias = alias.map(|label| label.text.clone());
        Some(Hit {
            code: self.code.clone(),
            edition: self.edition.clone(),
            name: self.name.clone(),
            alias,
            rank: total,
        })
    }
}

impl Label {
    fn new(text: &str) -> Self {
        Self { text: text.to_owned(), folded: fold(text), readings: readings(text) }
    }

    fn rank(&self, word: &str) -> Option<u32> {
        let length = u32::try_from(self.folded.chars().count()).unwrap_or(u32::MAX).min(99);
        let base = if self.folded == word {
            0
        } else if self.folded.starts_with(word) {
            100
        } else if self.folded.contains(word) {
            300
        } else {
            self.readings.iter().filter_map(|reading| reading.rank(word)).min()?
        };
        // Of equal fits the shorter name is more of what was typed; two steps leave room for the alias mark.
        Some(base * 2 + length * 2)
    }
}

impl Reading {
    fn rank(&self, word: &str) -> Option<u32> {
        if self.initials == word {
            Some(150)
        } else if self.initials.starts_with(word) {
            Some(200)
        } else if self.pinyin.starts_with(word) {
            Some(250)
        } else if self.initials.contains(word) {
            Some(400)
        } else if self
            .starts
            .iter()
            .any(|&start| self.pinyin.get(start..).is_some_and(|p| p.starts_with(word)))
        {
            Some(450)
        } else if word.chars().count() > 2 && subsequence(&self.initials, word) {
            Some(600)
        } else {
            None
        }
    }
}

fn code_rank(code: &str, word: &str) -> Option<u32> {
    if code == word {
        Some(0)
    } else if code.starts_with(word) {
        Some(420)
    } else {
        (word.len() > 2 && code.contains(word)).then_some(900)
    }
}

/// Whether the letters of `word` stand in `text` in this order, starting with the first.
fn subsequence(text: &str, word: &str) -> bool {
    let mut letters = text.chars();
    text.chars().next() == word.chars().next() && word.chars().all(|wanted| letters.any(|c| c == wanted))
}

/// Full width to half width, lower case, without spaces and punctuation.
fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

/// The ways to read a text; characters with several readings multiply them up to [`MOST_READINGS`], beyond
/// which only the first reading of a character is kept.
fn readings(text: &str) -> Vec<Reading> {
    let mut all = vec![Reading { pinyin: String::new(), starts: Vec::new(), initials: String::new() }];
    for c in fold(text).chars() {
        let mut syllables: Vec<String> = Vec::new();
        match c.to_pinyin_multi() {
            Some(multi) => {
                for index in 0..multi.count() {
                    if let Some(one) = multi.get_opt(index) {
                        let plain = one.plain().replace('ü', "v");
                        if !syllables.contains(&plain) {
                            syllables.push(plain);
                        }
                    }
                }
            }
            None => syllables.push(c.to_string()),
        }
        if all.len() * syllables.len() > MOST_READINGS {
            syllables.truncate(1);
        }
        all = all
            .iter()
            .flat_map(|reading| syllables.iter().map(move |syllable| reading.and(syllable)))
            .collect();
    }
    all.sort_by(|left, right| left.pinyin.cmp(&right.pinyin));
    all.dedup_by(|left, right| left.pinyin == right.pinyin && left.initials == right.initials);
    all
}

impl Reading {
    fn and(&self, syllable: &str) -> Self {
        let mut next = self.clone();
        next.starts.push(next.pinyin.len());
        next.pinyin.push_str(syllable);
        next.initials.extend(syllable.chars().next());
        next
    }
}
