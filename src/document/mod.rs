//! The papers of a window as documents: content first ([`compose`]), renderings after ([`plain_text`]).
//!
//! A [`Document`] knows nothing of pages, fonts or terminals. Our sentences are data (`Phrases`), said
//! by `wording`; what comes from the case, the catalogue or the words of a hall is scrubbed once more before it enters
//! a document.

mod compose;
mod correction;
mod handover;
mod model;
mod notices;
mod payment;
mod plain;
mod table;
#[cfg(test)]
mod tests;
mod wording;

pub use compose::compose;
pub use model::{Align, Block, Column, Document, Entry, Field, Fixed, Proof, Signature, Table};
pub use plain::{CELLS, plain_text};
pub(crate) use wording::basis as basis_words;
