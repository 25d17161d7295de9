//! The papers of a window as documents: content first ([`compose`]), renderings after ([`plain_text`],
//! [`pdf`]).
//!
//! A [`Document`] knows nothing of pages, fonts or terminals. Every word of ours stands in `wording`; what
//! comes from the case or the catalogue is scrubbed once more before it enters a document.

mod compose;
mod correction;
mod handover;
mod marks;
mod model;
mod notices;
mod payment;
pub mod pdf;
mod plain;
mod proof;
mod qr;
mod table;
#[cfg(test)]
mod tests;
mod wording;

pub use compose::compose;
pub use marks::marks;
pub use model::{Align, Block, Column, Document, Entry, Field, Proof, Signature, Table, stored};
pub use plain::{CELLS, plain_text};
pub use proof::{Disagreement, check_content, check_words, normal_code, normal_number, prove};
pub use qr::{QUIET, qr_blocks, qr_rows};
pub(crate) use wording::basis as basis_words;
