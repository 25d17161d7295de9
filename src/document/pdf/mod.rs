//! A document as an A4 page to be printed: laid out first ([`layout()`]), then written as PDF ([`pdf()`]).
//!
//! The page is that of an official paper (GB/T 9704-2012): 22 lines of 28 characters in 3号 on a type area of 156 by
//! 225 mm. No text is ever cut: what is too long is broken, over pages if need be. The same document in the same
//! fonts gives the same bytes.

mod card;
mod closing;
mod flow;
mod fonts;
mod foot;
pub mod geometry;
mod grid;
mod layout;
mod page;
mod setter;
mod sheet;
#[cfg(test)]
pub(crate) mod tests;
mod write;

pub use card::{CardGroup, card, card_layout};
pub use fonts::{Fonts, Role, Typeface};
pub use layout::{Layout, layout};
pub use page::{Glyph, Ink, Item, Page, Run};

use super::model::Document;

/// Why there is no PDF.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PdfError {
    /// A font that cannot be read.
    #[error("字体“{name}”不能读取或者已经损坏，请更换字体文件")]
    Font {
        /// Its name.
        name: String,
    },
    /// The number and the code are longer than a QR code can hold.
    #[error("文书编号过长，无法生成二维码")]
    Code,
    /// The writer refused.
    #[error("无法生成PDF文件（{reason}）")]
    Write {
        /// In its words.
        reason: String,
    },
}

/// The document as a PDF file: fonts embedded as far as they are used, text that can be selected and searched.
///
/// # Errors
/// [`PdfError`], where a font cannot be read or embedded, or the number is too long for a QR code.
pub fn pdf(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    write::write(document, &layout(document, fonts)?, fonts)
}

/// The characters of a document that no font has. They are printed as boxes; whoever prints should say so.
///
/// # Errors
/// As [`pdf`].
pub fn missing(document: &Document, fonts: &Fonts) -> Result<Vec<char>, PdfError> {
    Ok(layout(document, fonts)?.missing)
}
