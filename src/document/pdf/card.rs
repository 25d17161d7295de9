//! A card of short lines in columns on A4: what belongs beside a keyboard, not into a file of papers.

use krilla::metadata::Metadata;

use super::PdfError;
use super::fonts::{Fonts, Role};
use super::geometry::{Length, PAGE, Style, mm};
use super::layout::Layout;
use super::page::{Item, Page};
use super::setter::Setter;
use super::write::write_pages;

/// Lines under a heading; each is a key and what it does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CardGroup {
    /// Heading.
    pub title: String,
    /// Left and right side of each line.
    pub lines: Vec<(String, String)>,
}

/// Edges of the sheet; printers do not print nearer.
const EDGE: Length = mm(1_200);
/// Between the columns.
const GAP: Length = mm(600);
/// Columns of a page.
const COLUMNS: Length = 2;
/// Width of a column.
const COLUMN: Length = (PAGE.0 - 2 * EDGE - (COLUMNS - 1) * GAP) / COLUMNS;
/// Of a column, for the left side of its lines.
const LEFT: Length = COLUMN * 2 / 5;
const TITLE: Style = Style { role: Role::Title, size: 14_000, pitch: 14_000, line: 20_000 };
const HEADING: Style = Style { role: Role::Heading, size: 8_500, pitch: 8_500, line: 13_000 };
const LINE: Style = Style { role: Role::Body, size: 7_800, pitch: 7_800, line: 10_000 };

/// The card as a PDF file.
///
/// # Errors
/// [`PdfError`], where a font cannot be read or embedded.
pub fn card(title: &str, groups: &[CardGroup], fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let metadata = Metadata::new().title(title.to_owned()).language("zh-CN".to_owned());
    write_pages(metadata, &card_layout(title, groups, fonts)?, fonts)
}

/// The card on pages, without writing anything.
///
/// # Errors
/// [`PdfError`], where a font cannot be read.
pub fn card_layout(title: &str, groups: &[CardGroup], fonts: &Fonts) -> Result<Layout, PdfError> {
    let setter = Setter::new(fonts)?;
    let mut sheet = Columns { setter: &setter, pages: Vec::new(), column: COLUMNS, y: 0 };
    for group in groups {
        sheet.group(title, group);
    }
    let pages = sheet.pages;
    Ok(Layout { pages, missing: setter.missing() })
}

/// The column being filled; a page begins when all of the one before are full.
struct Columns<'a> {
    setter: &'a Setter<'a>,
    pages: Vec<Page>,
    column: Length,
    y: Length,
}

impl Columns<'_> {
    fn group(&mut self, title: &str, group: &CardGroup) {
        // A heading does not stand alone at the foot.
        self.room(title, HEADING.line + LINE.line);
        self.text(HEADING, &group.title, 0);
        self.y += HEADING.line;
        for (left, right) in &group.lines {
            let left = self.setter.lines(LINE, left, LEFT, LEFT);
            let right = self.setter.lines(LINE, right, COLUMN - LEFT, COLUMN - LEFT);
            let rows = left.len().max(right.len());
            self.room(title, LINE.line * Length::try_from(rows).unwrap_or(1));
            for row in 0..rows {
                let line = |side: &[super::setter::Line]| side.get(row).map(|line| line.text.clone());
                self.text(LINE, &line(&left).unwrap_or_default(), 0);
                self.text(LINE, &line(&right).unwrap_or_default(), LEFT);
                self.y += LINE.line;
            }
        }
        self.y += LINE.line / 2;
    }

    fn text(&mut self, style: Style, text: &str, indent: Length) {
        let x = EDGE + self.column * (COLUMN + GAP) + indent;
        let run = self.setter.run(style, text, (x, self.y + style.baseline()));
        if let Some(page) = self.pages.last_mut().filter(|_| !text.is_empty()) {
            page.items.push(Item::Text(run));
        }
    }

    /// Goes on in the next column where there is not so much room.
    fn room(&mut self, title: &str, high: Length) {
        if self.column < COLUMNS && self.y + high <= PAGE.1 - EDGE {
            return;
        }
        self.column += 1;
        if self.column >= COLUMNS {
            let head = self.setter.run(TITLE, title, (EDGE, EDGE + TITLE.baseline()));
            self.pages.push(Page { items: vec![Item::Text(head.centred_at(PAGE.0 / 2))] });
            self.column = 0;
        }
        self.y = EDGE + TITLE.line;
    }
}

#[cfg(test)]
mod tests {
    use super::super::Typeface;
    use super::super::tests::font;
    use super::*;

    fn groups(lines: usize) -> Vec<CardGroup> {
        let line = |at: usize| ("一二".to_owned(), "三".repeat(at % 40 + 1));
        vec![CardGroup { title: "一".to_owned(), lines: (0..lines).map(line).collect() }]
    }

    fn fonts() -> Fonts {
        let chars = ['一', '二', '三'];
        Fonts::one(&Typeface::new("字", font::bytes("字", &chars), 0).unwrap())
    }

    #[test]
    fn nothing_leaves_the_sheet_and_nothing_is_lost() {
        for lines in [1, 60, 400] {
            let laid = card_layout("一", &groups(lines), &fonts()).unwrap();
            let mut found = 0;
            for run in laid.pages.iter().flat_map(Page::runs) {
                assert!(run.x >= EDGE && run.x + run.width() <= PAGE.0 - EDGE, "{run:?}");
                assert!(run.y <= PAGE.1 - EDGE && run.y > EDGE);
                found += run.text.matches('三').count();
            }
            assert_eq!(found, (0..lines).map(|at| at % 40 + 1).sum::<usize>());
        }
    }

    #[test]
    fn the_same_card_is_the_same_file() {
        let make = || card("一", &groups(30), &fonts()).unwrap();
        assert!(make().starts_with(b"%PDF") && make() == make());
    }
}
