//! The papers of a window as documents: content first ([`compose`]), renderings after ([`plain_text`],
//! [`pdf`]).
//!
//! A [`Document`] knows nothing of pages, fonts or terminals. Our sentences are data (`Phrases`), said
//! by `wording`; what comes from the case, the catalogue or the words of a hall is scrubbed once more before it enters
//! a document.

mod compose;
mod correction;
mod guidance;
mod handover;
mod later;
mod marks;
mod model;
mod notices;
mod payment;
pub mod pdf;
mod plain;
mod promises;
mod proof;
mod qr;
mod slip;
mod table;
#[cfg(test)]
mod tests;
mod wording;

pub use compose::compose;
pub use marks::marks;
pub use model::{Align, Block, Column, Document, Entry, Field, Fixed, Proof, Signature, Table, stored};
pub use plain::{CELLS, plain_text};
pub use proof::{
    Disagreement, check_content, check_document, check_words, marked, normal_code, normal_number, prove,
};
pub use qr::{QUIET, qr_blocks, qr_rows};
pub use slip::{Slip, slip};
pub(crate) use wording::basis as basis_words;
