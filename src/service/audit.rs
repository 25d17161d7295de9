//! The record looked at from outside, at rest: whether it is whole, and says what the program would have written.
//!
//! Two walks. The first goes through each stream from its beginning: versions, the chain of hashes, and whether the
//! state that is kept is the fold of the events (I-01, I-02, I-42). The second goes in the order of the whole record:
//! who held which post under which fence (I-18 to I-20), one ticket at a window (I-03), numbers without gap and
//! double (I-14, I-15), the answers to orders and the papers as issued (I-11). On the way it reckons the
//! [`Head`]: kept by somebody else, it shows later that nothing before it was taken away or exchanged.

mod head;
mod numbers;
mod order;
mod papers;
mod postgres;
mod posts;
mod record;
mod row;
mod sqlite;
mod stream;

use std::fmt;

pub use head::Head;
pub use sqlite::back_up;

use super::store::StoreError;

/// Looks the whole record at an address over, against a head that was saved where there is one.
///
/// # Errors
/// The record cannot be read.
pub async fn audit(url: &str, saved: Option<&Head>) -> Result<Audited, StoreError> {
    if url.starts_with("sqlite:") {
        sqlite::audit(url, saved).await
    } else {
        postgres::audit(url, saved).await
    }
}

/// Something that is not as the program would have left it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// The invariant that does not hold, by its number.
    pub law: &'static str,
    /// What was found, where.
    pub words: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}（{}）", self.words, self.law)
    }
}

/// The most findings that are kept in words: where everything is wrong, the first few say so.
const KEPT: usize = 200;

/// What an audit found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Findings {
    /// The first of them.
    pub kept: Vec<Finding>,
    /// How many there are.
    pub count: usize,
}

impl Findings {
    fn add(&mut self, law: &'static str, words: impl Into<String>) {
        self.count = self.count.saturating_add(1);
        if self.kept.len() < KEPT {
            self.kept.push(Finding { law, words: words.into() });
        }
    }
}

/// The outcome of an audit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Audited {
    /// Streams.
    pub streams: u64,
    /// The end of the record.
    pub head: Head,
    /// What is wrong.
    pub findings: Findings,
}

impl Audited {
    /// Whether nothing is wrong.
    pub fn is_right(&self) -> bool {
        self.findings.count == 0
    }
}
