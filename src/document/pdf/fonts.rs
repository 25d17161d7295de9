//! The fonts a paper is set in: given as bytes, because this room reads no files.

use std::sync::Arc;

use skrifa::raw::TableProvider as _;
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use super::PdfError;

/// What a font is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Running text: 仿宋, or 宋体 where there is none.
    Body,
    /// Headings and marks: 黑体.
    Heading,
    /// Title and masthead: 小标宋, or a bold 宋体.
    Title,
}

/// One font, read and found usable. A copy shares the bytes.
#[derive(Clone, Debug)]
pub struct Typeface {
    name: String,
    data: Arc<Vec<u8>>,
    index: u32,
    font: krilla::text::Font,
}

impl Typeface {
    /// A font by its file; `index` counts within a collection (`.ttc`) and is 0 otherwise. The name is for people.
    ///
    /// # Errors
    /// [`PdfError::Font`] where it is no font, or has no outlines or no table of characters.
    pub fn new(name: &str, data: Arc<Vec<u8>>, index: u32) -> Result<Self, PdfError> {
        let broken = || PdfError::Font { name: name.to_owned() };
        let read = FontRef::from_index(&data, index).map_err(|_| broken())?;
        let outlines = read.glyf().is_ok() || read.cff().is_ok() || read.cff2().is_ok();
        let measured = read.hmtx().is_ok() && read.head().is_ok_and(|head| head.units_per_em() > 0);
        if !outlines || !measured || !read.charmap().has_map() {
            return Err(broken());
        }
        let font = krilla::text::Font::new(Arc::clone(&data).into(), index).ok_or_else(broken)?;
        Ok(Self { name: name.to_owned(), data, index, font })
    }

    /// The name it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether it has a glyph for a character.
    pub fn has(&self, c: char) -> bool {
        let found = self.read().ok().and_then(|font| font.charmap().map(c));
        found.is_some_and(|glyph| glyph != GlyphId::NOTDEF)
    }

    pub(super) fn read(&self) -> Result<FontRef<'_>, PdfError> {
        FontRef::from_index(&self.data, self.index).map_err(|_| PdfError::Font { name: self.name.clone() })
    }

    pub(super) fn font(&self) -> &krilla::text::Font {
        &self.font
    }
}

/// The fonts of a paper. A character that the font of its place lacks is taken from the others in turn, the rest
/// last: rare characters of names print whatever font the text is in.
#[derive(Clone, Debug)]
pub struct Fonts {
    /// Running text.
    pub body: Typeface,
    /// Headings.
    pub heading: Typeface,
    /// Title.
    pub title: Typeface,
    /// For what those three lack.
    pub rest: Vec<Typeface>,
}

impl Fonts {
    /// One font for everything.
    pub fn one(font: &Typeface) -> Self {
        Self { body: font.clone(), heading: font.clone(), title: font.clone(), rest: Vec::new() }
    }

    /// All of them, in the order by which glyphs name them.
    pub fn all(&self) -> Vec<&Typeface> {
        [&self.body, &self.heading, &self.title].into_iter().chain(&self.rest).collect()
    }

    /// In which order the fonts are asked for a character of a place.
    pub(super) fn order(&self, role: Role) -> Vec<usize> {
        let first = match role {
            Role::Body => [0, 1, 2],
            Role::Heading => [1, 0, 2],
            Role::Title => [2, 0, 1],
        };
        first.into_iter().chain(3..3 + self.rest.len()).collect()
    }
}
