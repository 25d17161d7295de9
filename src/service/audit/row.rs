//! An event as it stands in the table, in the very characters.

use super::super::store::seal;
use crate::domain::state::Event;

/// One row of `events`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Row {
    pub(super) seq: i64,
    pub(super) hall: String,
    pub(super) stream: String,
    pub(super) version: i64,
    pub(super) at: String,
    pub(super) actor: String,
    pub(super) acting_for: Option<String>,
    pub(super) window: String,
    pub(super) fence: i64,
    pub(super) command_id: Option<String>,
    pub(super) kind: String,
    pub(super) body: String,
    pub(super) prev_hash: String,
    pub(super) hash: String,
}

impl Row {
    /// The hash the row should carry: over everything it says and the hash of the row before it in its stream. It
    /// is reckoned from the characters of the table, not from what they mean.
    pub(super) fn link(&self) -> String {
        let said = serde_json::json!([
            self.hall,
            self.stream,
            self.version,
            self.at,
            self.actor,
            self.acting_for,
            self.window,
            self.fence,
            self.command_id,
            self.body,
            self.prev_hash,
        ]);
        seal::sha256(said.to_string())
    }

    /// What happened.
    pub(super) fn event(&self) -> Option<Event> {
        serde_json::from_str(&self.body).ok()
    }

    /// The row in words.
    pub(super) fn place(&self) -> String {
        format!("序号{}（{}第{}版）", self.seq, self.stream, self.version)
    }
}
