//! Fingerprints: the chain of hashes through a stream, hashes of tokens and of orders.

use sha2::{Digest, Sha256};

use super::{Entry, StoreError, row};
use crate::domain::ids::HallId;

/// What the first event of a stream stands on.
pub const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// SHA-256 as sixty-four hexadecimal digits.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(bytes.as_ref()))
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The hash of an event: everything its row says, and the hash of the event before it.
pub fn link(hall: &HallId, entry: &Entry, body: &str, previous: &str) -> Result<String, StoreError> {
    let row = row::json(&(
        hall,
        &entry.stream,
        entry.version,
        entry.at,
        &entry.actor,
        &entry.acting_for,
        &entry.window,
        entry.fence,
        entry.command_id,
        body,
        previous,
    ))?;
    Ok(sha256(row))
}
