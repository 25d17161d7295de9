//! From text to measured glyphs. Han, Latin and figures stand beside each other one by one, as type does; scripts
//! whose letters join are not shaped.

use std::cell::RefCell;
use std::collections::BTreeSet;

use skrifa::charmap::{Charmap, MapVariant};
use skrifa::raw::TableProvider as _;
use skrifa::raw::tables::hmtx::Hmtx;
use skrifa::{GlyphId, MetadataProvider as _};
use unicode_segmentation::UnicodeSegmentation as _;

use super::PdfError;
use super::fonts::{Fonts, Role};
use super::geometry::{Length, Style};
use super::page::{Glyph, Ink, Run};
use crate::text::wrap_by;

/// Sets text in the fonts of a paper.
pub(super) struct Setter<'a> {
    faces: Vec<Face<'a>>,
    orders: [Vec<usize>; 3],
    /// Font and glyph that carry the text of a character no font has. Its box is drawn; `.notdef` would look like
    /// something of its own, and a viewer may not select it.
    blank: (usize, GlyphId),
    missing: RefCell<BTreeSet<char>>,
}

/// What setting needs of a font.
struct Face<'a> {
    charmap: Charmap<'a>,
    widths: Hmtx<'a>,
    units: Length,
    glyphs: u32,
}

/// A line of a broken text.
pub(super) struct Line {
    pub(super) text: String,
    /// Whether its paragraph ends here.
    pub(super) last: bool,
}

impl<'a> Setter<'a> {
    pub(super) fn new(fonts: &'a Fonts) -> Result<Self, PdfError> {
        let face = |typeface: &&'a super::fonts::Typeface| {
            let font = typeface.read()?;
            let broken = |_| PdfError::Font { name: typeface.name().to_owned() };
            Ok(Face {
                charmap: font.charmap(),
                widths: font.hmtx().map_err(broken)?,
                units: font.head().map_err(broken)?.units_per_em().into(),
                glyphs: font.maxp().map_err(broken)?.num_glyphs().into(),
            })
        };
        let mut setter = Self {
            faces: fonts.all().iter().map(face).collect::<Result<_, PdfError>>()?,
            orders: [Role::Body, Role::Heading, Role::Title].map(|role| fonts.order(role)),
            blank: (0, GlyphId::NOTDEF),
            missing: RefCell::default(),
        };
        let blank = ['\u{3000}', ' '].into_iter().find_map(|c| setter.find(Role::Body, c, None));
        if let Some((font, glyph, _)) = blank {
            setter.blank = (font, glyph);
        }
        Ok(setter)
    }

    /// The characters set so far that no font has.
    pub(super) fn missing(self) -> Vec<char> {
        self.missing.into_inner().into_iter().collect()
    }

    /// The text on one line from `x` on, its baseline at `y`.
    pub(super) fn run(&self, style: Style, text: &str, (x, y): (Length, Length)) -> Run {
        let mut glyphs = Vec::with_capacity(text.len() / 3 + 1);
        let mut start = 0;
        for symbol in text.graphemes(true) {
            self.glyphs(style, symbol, start, &mut |glyph| glyphs.push(glyph));
            start += symbol.len();
        }
        for glyph in glyphs.iter().filter(|glyph| glyph.missing) {
            let missing = text.get(glyph.start..glyph.end).into_iter().flat_map(str::chars);
            self.missing.borrow_mut().extend(missing.take(1));
        }
        Run { x, y, style, ink: Ink::Black, text: text.to_owned(), glyphs }
    }

    /// How wide a text is on one line.
    pub(super) fn width(&self, style: Style, text: &str) -> Length {
        text.graphemes(true).map(|symbol| self.advance(style, symbol)).sum()
    }

    /// Breaks a text by the one breaker of Chinese lines, measured in this style.
    pub(super) fn lines(&self, style: Style, text: &str, first: Length, rest: Length) -> Vec<Line> {
        let room = |length: Length| usize::try_from(length).unwrap_or(0);
        let measure = |symbol: &str| room(self.advance(style, symbol));
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let broken = wrap_by(paragraph, room(first), room(rest), measure).into_iter();
            lines.extend(broken.map(|text| Line { text, last: false }));
            if let Some(line) = lines.last_mut() {
                line.last = true;
            }
        }
        lines
    }

    fn advance(&self, style: Style, symbol: &str) -> Length {
        let mut wide = 0;
        self.glyphs(style, symbol, 0, &mut |glyph| wide += glyph.advance);
        wide
    }

    /// The glyphs of one grapheme. A variation selector chooses a form and takes no room of its own.
    fn glyphs(&self, style: Style, symbol: &str, start: usize, give: &mut impl FnMut(Glyph)) {
        let mut chars = symbol.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let mut end = start + at + c.len_utf8();
            let mut selector = None;
            while let Some((_, next)) = chars.next_if(|(_, next)| is_selector(*next)) {
                selector = Some(next);
                end += next.len_utf8();
            }
            let start = start + at;
            let found = self.find(style.role, c, selector);
            let (font, id) = found.map_or(self.blank, |(font, id, _)| (font, id));
            let advance = match found {
                Some((font, _, width)) => width * style.pitch / self.units(font),
                None if c == ' ' => style.pitch / 2,
                None => style.pitch,
            };
            let missing = found.is_none() && !c.is_whitespace();
            give(Glyph { font, id: id.to_u32(), advance, start, end, missing });
        }
    }

    fn units(&self, font: usize) -> Length {
        self.faces.get(font).map_or(1, |face| face.units).max(1)
    }

    /// The glyph of a character. Few Chinese fonts have the brackets in which [`crate::text::Clean`] shows what is
    /// hidden; all have those of Chinese text, which look the same.
    fn find(&self, role: Role, c: char, selector: Option<char>) -> Option<(usize, GlyphId, Length)> {
        let alike = match c {
            '⟨' => Some('〈'),
            '⟩' => Some('〉'),
            _ => None,
        };
        self.find_one(role, c, selector).or_else(|| self.find_one(role, alike?, None))
    }

    /// The first font that has a character, its glyph and how wide it is in the units of the font.
    fn find_one(&self, role: Role, c: char, selector: Option<char>) -> Option<(usize, GlyphId, Length)> {
        let order = match role {
            Role::Body => &self.orders[0],
            Role::Heading => &self.orders[1],
            Role::Title => &self.orders[2],
        };
        order.iter().find_map(|at| {
            let face = self.faces.get(*at)?;
            let variant = selector.and_then(|selector| match face.charmap.map_variant(c, selector)? {
                MapVariant::Variant(glyph) => Some(glyph),
                MapVariant::UseDefault => None,
            });
            let glyph = variant.or_else(|| face.charmap.map(c))?;
            // A broken table may point behind the glyphs there are.
            (glyph != GlyphId::NOTDEF && glyph.to_u32() < face.glyphs)
                .then(|| (*at, glyph, face.widths.advance(glyph).map_or(face.units, Length::from)))
        })
    }
}

/// Variation selectors, of Unicode and of the ideographic database.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}
