//! A document as pages.

use super::PdfError;
use super::closing;
use super::flow::paginate;
use super::fonts::Fonts;
use super::foot;
use super::geometry::{BODY, LEFT, LINE, MASTHEAD, RIGHT, TITLE, WIDTH};
use super::page::Page;
use super::setter::Setter;
use super::sheet::Sheet;
use crate::document::model::Document;

/// The pages of a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layout {
    /// In their order.
    pub pages: Vec<Page>,
    /// Characters that no font has; a box is drawn for each.
    pub missing: Vec<char>,
}

/// Lays a document out on pages, without writing anything.
///
/// # Errors
/// [`PdfError`], where a font cannot be read or the number is too long for a QR code.
pub fn layout(document: &Document, fonts: &Fonts) -> Result<Layout, PdfError> {
    let setter = Setter::new(fonts)?;
    let mut sheet = Sheet::new(&setter, &document.fixed.row);
    head(&mut sheet, document);
    for block in &document.blocks {
        sheet.block(block, 0, 0);
    }
    sheet.keep_last();
    closing::closing(&mut sheet, document);
    closing::signatures(&mut sheet, document);
    foot::imprint(&mut sheet, document)?;
    let mut pages = paginate(sheet.pieces, &sheet.heads);
    foot::furnish(&mut pages, document, &setter);
    Ok(Layout { pages, missing: setter.missing() })
}

/// Hall, title, number and to whom.
fn head(sheet: &mut Sheet<'_>, document: &Document) {
    sheet.centred(MASTHEAD, &document.masthead);
    sheet.centred(TITLE, &document.title);
    sheet.gap(LINE / 2);
    for line in sheet.setter.lines(BODY, &document.number, WIDTH, WIDTH) {
        let run = sheet.setter.run(BODY, &line.text, (LEFT, BODY.baseline()));
        sheet.line(vec![run.ending_at(RIGHT)]);
    }
    sheet.blank_line();
    if let Some(addressee) = &document.addressee {
        sheet.text(BODY, &format!("{addressee}："), 0, 0);
    }
}
