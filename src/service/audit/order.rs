//! The answers to orders: each order has one, and it names what the record holds (I-12, I-35).

use std::collections::BTreeSet;

use super::Findings;
use super::row::Row;
use crate::wire::Receipt;

/// The events of one order, as the walk collects them.
#[derive(Default)]
pub(super) struct Orders {
    open: Vec<Row>,
    known: BTreeSet<(String, String)>,
}

impl Orders {
    /// Takes the next row; the rows of the order before it, once that is complete.
    pub(super) fn row(&mut self, row: &Row, findings: &mut Findings) -> Option<Vec<Row>> {
        let goes_on = self.open.last().is_some_and(|last| key(last).is_some() && key(last) == key(row));
        let done = if goes_on { None } else { self.take() };
        if let Some(key) = key(row).filter(|_| !goes_on)
            && !self.known.insert(key)
        {
            findings.add("I-35", format!("{}的操作执行了两次", row.place()));
        }
        self.open.push(row.clone());
        done
    }

    /// The rows of the last order.
    pub(super) fn take(&mut self) -> Option<Vec<Row>> {
        let rows = std::mem::take(&mut self.open);
        rows.first().and_then(key).is_some().then_some(rows)
    }

    /// How many orders were carried out.
    pub(super) fn count(&self) -> usize {
        self.known.len()
    }
}

fn key(row: &Row) -> Option<(String, String)> {
    row.command_id.clone().map(|id| (row.hall.clone(), id))
}

/// Whether the stored answer names these events and no others.
pub(super) fn check(rows: &[Row], receipt: Option<&[u8]>, findings: &mut Findings) {
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
