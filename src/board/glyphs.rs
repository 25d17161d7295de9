//! Letters and figures drawn large, each point of a glyph as a block of cells.
//!
//! A table of our own: the well-kept crates draw one fixed size, and a board is read from across a hall, as large as
//! the screen allows. The zero has its stroke, because `O` is a class of tickets.

/// Points of a glyph from top to bottom.
const HEIGHT: usize = 7;

/// What a glyph is for, how many points it is wide, and its rows; the highest bit of the width stands at the left.
type Glyph = (char, u8, [u8; HEIGHT]);

#[rustfmt::skip]
const GLYPHS: [Glyph; 38] = [
    ('0', 5, [0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110]),
    ('1', 5, [0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110]),
    ('2', 5, [0b01110, 0b10001, 0b00001, 0b00010, 0b00100, 0b01000, 0b11111]),
    ('3', 5, [0b11111, 0b00010, 0b00100, 0b00010, 0b00001, 0b10001, 0b01110]),
    ('4', 5, [0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010]),
    ('5', 5, [0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110]),
    ('6', 5, [0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110]),
    ('7', 5, [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000]),
    ('8', 5, [0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110]),
    ('9', 5, [0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100]),
    ('A', 5, [0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001]),
    ('B', 5, [0b11110, 0b10001, 0b10001, 0b11110, 0b10001, 0b10001, 0b11110]),
    ('C', 5, [0b01110, 0b10001, 0b10000, 0b10000, 0b10000, 0b10001, 0b01110]),
    ('D', 5, [0b11110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b11110]),
    ('E', 5, [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111]),
    ('F', 5, [0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b10000]),
    ('G', 5, [0b01110, 0b10001, 0b10000, 0b10111, 0b10001, 0b10001, 0b01110]),
    ('H', 5, [0b10001, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001]),
    ('I', 5, [0b01110, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110]),
    ('J', 5, [0b00111, 0b00010, 0b00010, 0b00010, 0b00010, 0b10010, 0b01100]),
    ('K', 5, [0b10001, 0b10010, 0b10100, 0b11000, 0b10100, 0b10010, 0b10001]),
    ('L', 5, [0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111]),
    ('M', 5, [0b10001, 0b11011, 0b10101, 0b10101, 0b10001, 0b10001, 0b10001]),
    ('N', 5, [0b10001, 0b11001, 0b10101, 0b10101, 0b10011, 0b10001, 0b10001]),
    ('O', 5, [0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('P', 5, [0b11110, 0b10001, 0b10001, 0b11110, 0b10000, 0b10000, 0b10000]),
    ('Q', 5, [0b01110, 0b10001, 0b10001, 0b10001, 0b10101, 0b10010, 0b01101]),
    ('R', 5, [0b11110, 0b10001, 0b10001, 0b11110, 0b10100, 0b10010, 0b10001]),
    ('S', 5, [0b01111, 0b10000, 0b10000, 0b01110, 0b00001, 0b00001, 0b11110]),
    ('T', 5, [0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100]),
    ('U', 5, [0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110]),
    ('V', 5, [0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01010, 0b00100]),
    ('W', 5, [0b10001, 0b10001, 0b10001, 0b10101, 0b10101, 0b11011, 0b10001]),
    ('X', 5, [0b10001, 0b10001, 0b01010, 0b00100, 0b01010, 0b10001, 0b10001]),
    ('Y', 5, [0b10001, 0b10001, 0b01010, 0b00100, 0b00100, 0b00100, 0b00100]),
    ('Z', 5, [0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b10000, 0b11111]),
    ('-', 5, [0b00000, 0b00000, 0b00000, 0b11111, 0b00000, 0b00000, 0b00000]),
    ('>', 3, [0b000, 0b100, 0b010, 0b001, 0b010, 0b100, 0b000]),
];

/// How large a point is, in cells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Scale {
    /// Columns.
    pub(super) across: usize,
    /// Rows.
    pub(super) down: usize,
}

impl Scale {
    /// The largest for a text in so many columns and rows; none where it does not fit at all. A cell is twice as high
    /// as it is wide, so that a point is never more than twice as wide as high in cells.
    pub(super) fn for_text(text: &str, columns: usize, rows: usize) -> Option<Self> {
        let points = points(text)?;
        let down = rows / HEIGHT;
        let across = (columns.checked_div(points)?).min(down.saturating_mul(2));
        let down = down.min(across.saturating_add(1));
        (across > 0 && down > 0).then_some(Self { across, down })
    }

    /// How many rows a text takes.
    pub(super) const fn rows(self) -> usize {
        self.down * HEIGHT
    }
}

/// How many points a text is wide; none where a character of it has no glyph, or nothing is there.
fn points(text: &str) -> Option<usize> {
    let glyphs: Option<Vec<&Glyph>> = text.chars().map(glyph).collect();
    let glyphs = glyphs.filter(|glyphs| !glyphs.is_empty())?;
    let wide: usize = glyphs.iter().map(|(_, width, _)| usize::from(*width)).sum();
    Some(wide.saturating_add(glyphs.len()).saturating_sub(1))
}

fn glyph(c: char) -> Option<&'static Glyph> {
    GLYPHS.iter().find(|(of, _, _)| *of == c.to_ascii_uppercase())
}

/// A text as rows of blank and `ink`; empty where a character has no glyph.
pub(super) fn rows(text: &str, scale: Scale, ink: &str) -> Vec<String> {
    let glyphs: Vec<&Glyph> = text.chars().filter_map(glyph).collect();
    let line = |y: usize| {
        let mut line = String::new();
        for (at, (_, width, rows)) in glyphs.iter().enumerate() {
            if at > 0 {
                line.push_str(&" ".repeat(scale.across));
            }
            let row = rows.get(y).copied().unwrap_or_default();
            for bit in (0..*width).rev() {
                let point = if row >> bit & 1 == 1 { ink } else { " " };
                line.push_str(&point.repeat(scale.across));
            }
        }
        line
    };
    (0..HEIGHT).flat_map(|y| std::iter::repeat_n(line(y), scale.down)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_glyph_is_told_from_every_other_and_fits_its_width() {
        for (at, (c, width, rows)) in GLYPHS.iter().enumerate() {
            assert!(rows.iter().all(|row| row >> width == 0), "{c}");
            assert!(GLYPHS[at + 1..].iter().all(|(_, _, other)| other != rows), "{c}");
        }
    }

    #[test]
    fn a_text_is_drawn_as_large_as_it_fits() {
        let call = "A012>07";
        let scale = |columns, rows| Scale::for_text(call, columns, rows);
        assert_eq!(scale(78, 8), Some(Scale { across: 2, down: 1 }));
        assert_eq!(scale(118, 14), Some(Scale { across: 3, down: 2 }));
        assert_eq!(scale(198, 24), Some(Scale { across: 5, down: 3 }));
        assert_eq!((scale(38, 14), scale(78, 6)), (None, None));
        assert_eq!(Scale::for_text("甲012", 80, 8), None);
        let small = rows("1>", Scale { across: 1, down: 1 }, "#");
        assert_eq!(
            small,
            ["  #      ", " ##   #  ", "  #    # ", "  #     #", "  #    # ", "  #   #  ", " ###     "]
        );
        let large = rows("A012>07", Scale { across: 2, down: 1 }, "█");
        assert!(large.iter().all(|row| row.chars().count() == 78));
    }
}
