//! Measures of the page: GB/T 9704-2012, by which official papers are set.

use super::fonts::Role;

/// A length in thousandths of a point. Whole numbers, so that the same paper is the same everywhere.
pub type Length = i64;

/// A length given in hundredths of a millimetre.
pub const fn mm(hundredths: i64) -> Length {
    hundredths * 72_000 / 2_540
}

/// A4.
pub const PAGE: (Length, Length) = (mm(21_000), mm(29_700));
/// Left edge of the type area (订口).
pub const LEFT: Length = mm(2_800);
/// Upper edge of the type area (天头).
pub const TOP: Length = mm(3_700);
/// Width of the type area (版心).
pub const WIDTH: Length = mm(15_600);
/// Height of the type area.
pub const HEIGHT: Length = mm(22_500);
/// Right edge of the type area.
pub const RIGHT: Length = LEFT + WIDTH;
/// Lower edge of the type area.
pub const BOTTOM: Length = TOP + HEIGHT;
/// From one line to the next: 22 lines fill the type area.
pub const LINE: Length = HEIGHT / 22;
/// From one character to the next: 28 characters fill a line.
pub const PITCH: Length = WIDTH / 28;
/// From the type area down to the dashes of the page number.
pub const PAGE_NUMBER: Length = mm(700);
/// Outer and inner rules of tables and of the imprint (版记).
pub const RULES: (Length, Length) = (mm(35), mm(25));
/// Radius of a seal of 42 mm, that of a body below the provinces.
pub const SEAL: Length = mm(2_100);

/// How a text is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    /// In which font.
    pub role: Role,
    /// Size of the characters.
    pub size: Length,
    /// From one Han character to the next; others in proportion.
    pub pitch: Length,
    /// From one line to the next.
    pub line: Length,
}

impl Style {
    const fn new(role: Role, size: Length, line: Length) -> Self {
        Self { role, size, pitch: size, line }
    }

    /// The same in another size.
    #[must_use]
    pub const fn sized(self, size: Length) -> Self {
        Self { size, pitch: size, line: size * 5 / 4, ..self }
    }

    /// From the upper edge of a line down to its baseline: the square of a Han character stands in the middle.
    pub const fn baseline(self) -> Length {
        (self.line - self.size) / 2 + self.size * 88 / 100
    }
}

/// Running text: 3号 on the grid.
pub const BODY: Style = Style { role: Role::Body, size: 16_000, pitch: PITCH, line: LINE };
/// Headings of sections.
pub const HEADING: Style = Style { role: Role::Heading, ..BODY };
/// The title: 2号.
pub const TITLE: Style = Style::new(Role::Title, 22_000, LINE * 5 / 4);
/// The hall above the title: 小二号.
pub const MASTHEAD: Style = Style::new(Role::Title, 18_000, LINE * 5 / 4);
/// Tables: 小四号.
pub const CELL: Style = Style::new(Role::Body, 12_000, 17_000);
/// Heads of tables.
pub const CELL_HEAD: Style = Style::new(Role::Heading, 12_000, 17_000);
/// Lines to be signed: small enough that one person's fit a line, far enough apart for a pen.
pub const SIGNATURE: Style = Style::new(Role::Body, 12_000, LINE);
/// Copies line of the imprint: 4号.
pub const COPIES: Style = Style::new(Role::Body, 14_000, 24_000);
/// Beside the QR code: 五号.
pub const PROOF: Style = Style::new(Role::Body, 10_500, 17_000);
/// Page number: 4号.
pub const FOLIO: Style = Style::new(Role::Body, 14_000, 14_000);
/// What happened to the paper since its issue.
pub const MARK: Style = Style::new(Role::Heading, 14_000, 17_500);
/// Across the page.
pub const WATERMARK: Style = Style::new(Role::Heading, 72_000, 90_000);
/// Where the seal belongs.
pub const SEAL_LABEL: Style = Style::new(Role::Body, 9_000, 11_000);
