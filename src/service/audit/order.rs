//! The answers to orders: each order has one, and it names what the record holds (I-12, I-35).

use std::collections::{BTreeMap, BTreeSet};

use super::Findings;
use super::row::Row;
use crate::wire::Receipt;

/// The orders of the record. In PostgreSQL the events of one may stand between those of another.
#[derive(Default)]
pub(super) struct Orders {
    /// Those whose events are not all there yet: how many the answer names, and what was found.
    open: BTreeMap<Key, (Option<Vec<u8>>, Vec<Row>)>,
    known: BTreeSet<Key>,
}

/// Hall and order.
type Key = (String, String);

impl Orders {
    /// Whether the row is the first of its order: its answer is asked for then.
    pub(super) fn is_first(&self, row: &Row) -> bool {
        key(row).is_some_and(|key| !self.known.contains(&key))
    }

    /// An order begins; with its stored answer.
    pub(super) fn begin(&mut self, row: &Row, receipt: Option<Vec<u8>>) {
        if let Some(key) = key(row) {
            self.known.insert(key.clone());
            self.open.insert(key, (receipt, Vec::new()));
        }
    }

    /// Takes the next row of an order that has begun.
    pub(super) fn row(&mut self, row: &Row, findings: &mut Findings) {
        let Some(key) = key(row) else { return };
        let Some((receipt, rows)) = self.open.get_mut(&key) else {
            findings.add("I-35", format!("{}的操作执行了两次", row.place()));
            return;
        };
        rows.push(row.clone());
        if rows.len() >= told(receipt.as_deref()) {
            check(rows, receipt.as_deref(), findings);
            self.open.remove(&key);
        }
    }

    /// The end of the record: what is still open lacks events.
    pub(super) fn end(&mut self, findings: &mut Findings) {
        for (_, (receipt, rows)) in std::mem::take(&mut self.open) {
            check(&rows, receipt.as_deref(), findings);
        }
    }

    /// How many orders were carried out.
    pub(super) fn count(&self) -> usize {
        self.known.len()
    }
}

/// How many events an answer names.
fn told(receipt: Option<&[u8]>) -> usize {
    receipt.and_then(|body| serde_json::from_slice::<Receipt>(body).ok()).map_or(0, |told| told.events.len())
}

fn key(row: &Row) -> Option<Key> {
    row.command_id.clone().map(|id| (row.hall.clone(), id))
}

/// Whether the stored answer names these events and no others.
fn check(rows: &[Row], receipt: Option<&[u8]>, findings: &mut Findings) {
    let Some(first) = rows.first() else { return };
    let Some(body) = receipt else {
        findings.add("I-12", format!("{}的操作没有存回执", first.place()));
        return;
    };
    let Ok(receipt) = serde_json::from_slice::<Receipt>(body) else {
        findings.add("I-12", format!("{}的操作的回执不能读", first.place()));
        return;
    };
    let same = receipt.events.len() == rows.len()
        && receipt.events.iter().zip(rows).all(|(told, row)| {
            i64::try_from(told.seq) == Ok(row.seq)
                && i64::try_from(told.version) == Ok(row.version)
                && told.actor.as_str() == row.actor
                && Some(&told.event) == row.event().as_ref()
        });
    if !same {
        findings.add("I-12", format!("{}的操作的回执与记录不符", first.place()));
    }
}
