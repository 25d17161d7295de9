//! Pages as placed things, before anything is written: x from the left edge of the page, y from its upper edge.

use super::geometry::{Length, Style};

/// A page.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Page {
    /// What is on it, what lies below first.
    pub items: Vec<Item>,
}

/// How dark something is printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ink {
    /// Text and rules.
    Black,
    /// Where a seal is to be pressed.
    Grey,
}

/// A placed thing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Item {
    /// A line of text.
    Text(Run),
    /// A rule.
    Rule {
        /// One end.
        from: (Length, Length),
        /// The other.
        to: (Length, Length),
        /// How thick.
        thick: Length,
    },
    /// The circle where the seal belongs.
    Seal {
        /// Its middle.
        centre: (Length, Length),
        /// Its radius.
        radius: Length,
    },
    /// A QR code without its quiet zone.
    Code {
        /// Upper left corner.
        at: (Length, Length),
        /// Side of a module.
        module: Length,
        /// Dark modules are true.
        rows: Vec<Vec<bool>>,
    },
    /// A text across the page, pale, rising to the right.
    Watermark {
        /// The point it turns around.
        centre: (Length, Length),
        /// The text; its place is measured from `centre`.
        run: Run,
    },
}

/// A text on one line, every character at its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    /// Left end.
    pub x: Length,
    /// Baseline.
    pub y: Length,
    /// How it is set.
    pub style: Style,
    /// How dark.
    pub ink: Ink,
    /// What it says.
    pub text: String,
    /// Its glyphs, from left to right.
    pub glyphs: Vec<Glyph>,
}

/// A glyph with the piece of text it stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Glyph {
    /// Which of the fonts, by its number in [`super::fonts::Fonts::all`].
    pub font: usize,
    /// Its number in the font.
    pub id: u32,
    /// From here to the next glyph.
    pub advance: Length,
    /// The bytes of the text it stands for.
    pub start: usize,
    /// Their end.
    pub end: usize,
    /// Whether no font has the character: a box is drawn in its place.
    pub missing: bool,
}

impl Run {
    /// From its left to its right end.
    pub fn width(&self) -> Length {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }

    /// Widens the line to `room` by a hair between its characters, unless too much is missing: a straight right
    /// edge, as official papers have it.
    pub(super) fn justified(mut self, room: Length) -> Self {
        let gaps = Length::try_from(self.glyphs.len().saturating_sub(1)).unwrap_or(Length::MAX);
        let slack = room - self.width();
        if gaps == 0 || slack <= 0 || slack > 2 * self.style.pitch {
            return self;
        }
        let (each, mut rest) = (slack / gaps, slack % gaps);
        let inner = self.glyphs.len() - 1;
        for glyph in self.glyphs.iter_mut().take(inner) {
            glyph.advance += each + rest.min(1);
            rest = (rest - 1).max(0);
        }
        self
    }

    /// Moved to the left until it ends at `right`.
    pub(super) fn ending_at(mut self, right: Length) -> Self {
        self.x = right - self.width();
        self
    }

    /// Moved until its middle is at `x`.
    pub(super) fn centred_at(mut self, x: Length) -> Self {
        self.x = x - self.width() / 2;
        self
    }
}

impl Item {
    /// The same thing, further down.
    pub(super) fn lowered(mut self, by: Length) -> Self {
        match &mut self {
            Self::Text(run) => run.y += by,
            Self::Rule { from, to, .. } => {
                from.1 += by;
                to.1 += by;
            }
            Self::Seal { centre, .. } | Self::Watermark { centre, .. } => centre.1 += by,
            Self::Code { at, .. } => at.1 += by,
        }
        self
    }
}

impl Page {
    /// The texts on the page, in the order they are written; what lies across it is none of them.
    pub fn runs(&self) -> impl Iterator<Item = &Run> {
        self.items.iter().filter_map(|item| match item {
            Item::Text(run) => Some(run),
            _ => None,
        })
    }
}
