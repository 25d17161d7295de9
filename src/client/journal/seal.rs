//! Records sealed: each with a nonce of its own, bound to its file and to its place in it.
//!
//! A file is a header and records. A record is its length (`u32`, little-endian), a nonce of 24 bytes, and the
//! sealed text (XChaCha20-Poly1305). The header and the number of the record go into the seal, so that a record that
//! was moved, left out, changed, or taken from another file does not open.

use std::fmt::Write as _;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest as _, Sha256};

use super::JournalFault;

/// The beginning of every journal.
const MAGIC: &[u8; 16] = b"yichuang-journal";
/// The version this program writes and reads.
const VERSION: u16 = 1;
/// Bytes of the header: magic, version, owner, machine, salt.
pub(super) const HEADER: usize = 16 + 2 + 16 + 16 + 16;
const LENGTH: usize = 4;
const NONCE: usize = 24;
/// The longest sealed text that is read; what is typed is far smaller.
const LONGEST: usize = 4 * 1024 * 1024;

/// A key of a journal, in the keyring of the system.
#[derive(Clone, PartialEq, Eq)]
pub struct JournalKey([u8; 32]);

impl std::fmt::Debug for JournalKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JournalKey")
    }
}

impl JournalKey {
    /// A fresh one, by the randomness of the system.
    ///
    /// # Errors
    /// The system gives none.
    pub fn fresh() -> Result<Self, JournalFault> {
        random().map(Self)
    }

    /// As it is kept in the keyring.
    pub fn to_secret(&self) -> String {
        hex(&self.0)
    }

    /// What was kept in the keyring; none where that is no key.
    pub fn from_secret(secret: &str) -> Option<Self> {
        let pairs: Vec<&[u8]> = secret.as_bytes().chunks(2).collect();
        let bytes: Option<Vec<u8>> = pairs
            .into_iter()
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
            .collect();
        Some(Self(bytes?.try_into().ok()?))
    }
}

/// Bytes as digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Sixteen bytes that stand for a text in a header or in the name of a file.
pub(super) fn mark(what: &str, parts: &[&str]) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update(what);
    for part in parts {
        // Lengths keep ("a", "bc") and ("ab", "c") apart.
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    let whole: [u8; 32] = hash.finalize().into();
    let mut short = [0; 16];
    short.iter_mut().zip(whole).for_each(|(to, from)| *to = from);
    short
}

/// Random bytes of the system.
fn random<const N: usize>() -> Result<[u8; N], JournalFault> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| JournalFault::Random(error.to_string()))?;
    Ok(bytes)
}

/// Whose file it is and on which machine, as the header says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Marks {
    pub(super) owner: [u8; 16],
    pub(super) machine: [u8; 16],
}

/// What seals the records of one file.
pub(super) struct Seal {
    cipher: XChaCha20Poly1305,
    header: [u8; HEADER],
}

impl Seal {
    /// For a new file.
    pub(super) fn new(key: &JournalKey, marks: Marks) -> Result<Self, JournalFault> {
        let salt: [u8; 16] = random()?;
        let version = VERSION.to_le_bytes();
        let parts = MAGIC.iter().chain(&version).chain(&marks.owner).chain(&marks.machine).chain(&salt);
        let mut header = [0; HEADER];
        header.iter_mut().zip(parts).for_each(|(to, from)| *to = *from);
        Ok(Self { cipher: XChaCha20Poly1305::new(&key.0.into()), header })
    }

    /// For a file as found; none where its header is not one of this version, this owner and this machine.
    pub(super) fn of(key: &JournalKey, marks: Marks, file: &[u8]) -> Option<Self> {
        let header: [u8; HEADER] = file.get(..HEADER)?.try_into().ok()?;
        let ours = Self::new(key, marks).ok()?;
        let salt = HEADER - 16;
        (header.get(..salt) == ours.header.get(..salt)).then_some(Self { header, ..ours })
    }

    pub(super) fn header(&self) -> &[u8] {
        &self.header
    }

    fn bound(&self, at: u64) -> Vec<u8> {
        self.header.iter().copied().chain(at.to_le_bytes()).collect()
    }

    /// A text as the record number `at`.
    pub(super) fn seal(&self, at: u64, text: &[u8]) -> Result<Vec<u8>, JournalFault> {
        let nonce: [u8; NONCE] = random()?;
        let aad = self.bound(at);
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), Payload { msg: text, aad: &aad })
            .map_err(|_| JournalFault::TooLong)?;
        let length = u32::try_from(sealed.len()).ok().filter(|length| *length as usize <= LONGEST);
        let length = length.ok_or(JournalFault::TooLong)?;
        Ok(length.to_le_bytes().into_iter().chain(nonce).chain(sealed).collect())
    }

    /// The record number `at` at the beginning of `bytes`: its text and its length in the file. None where it is not
    /// whole or not what was written there.
    pub(super) fn open(&self, at: u64, bytes: &[u8]) -> Option<(Vec<u8>, usize)> {
        let length = u32::from_le_bytes(bytes.get(..LENGTH)?.try_into().ok()?) as usize;
        if length > LONGEST {
            return None;
        }
        let begin = LENGTH + NONCE;
        let nonce: [u8; NONCE] = bytes.get(LENGTH..begin)?.try_into().ok()?;
        let sealed = bytes.get(begin..begin + length)?;
        let aad = self.bound(at);
        let text = self.cipher.decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: &aad }).ok()?;
        Some((text, begin + length))
    }
}
