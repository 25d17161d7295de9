//! The head: one hash over the whole record in its order.

use serde::{Deserialize, Serialize};

use super::super::store::seal;
use super::Findings;
use super::row::Row;

/// The end of a record as it was at some time. Whoever keeps it elsewhere can tell later whether what came before
/// it is still there, unchanged and in the same order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Head {
    /// The last place in the record.
    pub seq: i64,
    /// How many events there are up to it.
    pub events: u64,
    /// The hash over all of them, in their order.
    pub digest: String,
}

impl Default for Head {
    fn default() -> Self {
        Self { seq: 0, events: 0, digest: seal::START.to_owned() }
    }
}

impl Head {
    fn extend(&mut self, row: &Row) {
        self.digest = seal::sha256(format!("{}{}{}", self.digest, row.seq, row.hash));
        self.seq = row.seq;
        self.events = self.events.saturating_add(1);
    }
}

/// The head growing with the walk, and the one that was saved.
pub(super) struct Growing<'a> {
    pub(super) head: Head,
    saved: Option<&'a Head>,
    met: bool,
}

impl<'a> Growing<'a> {
    pub(super) fn new(saved: Option<&'a Head>) -> Self {
        let head = Head::default();
        Self { met: saved.is_none_or(|saved| saved == &head), head, saved }
    }

    pub(super) fn row(&mut self, row: &Row, findings: &mut Findings) {
        if row.seq <= self.head.seq {
            findings.add("I-42", format!("{}不在次序中", row.place()));
        }
        self.head.extend(row);
        if self.saved == Some(&self.head) {
            self.met = true;
        }
    }

    pub(super) fn end(&self, findings: &mut Findings) {
        let Some(saved) = self.saved.filter(|_| !self.met) else { return };
        let why = if self.head.events < saved.events { "记录比它短" } else { "记录与它不同" };
        let words = format!("记录不包含已存的尾部（序号{}，共{}件）：{why}", saved.seq, saved.events);
        findings.add("I-42", words);
    }
}
