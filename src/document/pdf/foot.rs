//! What is not the text: the imprint with the proof at the end, page numbers, marks and watermarks on every page.

use super::PdfError;
use super::flow::Piece;
use super::geometry::{
    BOTTOM, COPIES, FOLIO, LEFT, LINE, Length, MARK, PAGE, PAGE_NUMBER, PROOF, RIGHT, RULES, Style, TOP,
    WATERMARK, WIDTH, mm,
};
use super::page::{Item, Page};
use super::setter::Setter;
use super::sheet::Sheet;
use crate::document::model::{Document, Proof};
use crate::document::qr::{QUIET, qr_rows};
use crate::document::{proof, wording};
use crate::text::Clean;

/// Side of the QR code without its quiet zone.
const CODE: Length = mm(2_200);
/// Lines of the copies that stand in the imprint; more are set as text before it.
const COPIES_LINES: usize = 3;
/// Sizes tried where room is fixed.
const SIZES: [Length; 6] = [14_000, 12_000, 10_500, 9_000, 7_000, 5_000];
/// Padding of a box.
const PADDING: Length = 4_000;

/// The imprint (版记) at the foot of the last page: copies, and what shows that the paper is the record's.
pub(super) fn imprint(sheet: &mut Sheet<'_>, document: &Document) -> Result<(), PdfError> {
    let indent = COPIES.pitch;
    let room = WIDTH - 2 * indent;
    let mut lines = sheet.setter.lines(COPIES, &document.copies, room, room);
    if lines.len() > COPIES_LINES {
        sheet.text(COPIES, &document.copies, 0, 0);
        lines.clear();
    }
    let mut items = vec![rule(0, RULES.0)];
    let mut y = 0;
    for line in lines.iter().filter(|line| !line.text.is_empty()) {
        items.push(Item::Text(sheet.setter.run(COPIES, &line.text, (LEFT + indent, y + COPIES.baseline()))));
        y += COPIES.line;
    }
    if let Some((proof, text)) = document.proof.as_ref().zip(document.qr()) {
        if y > 0 {
            items.push(rule(y, RULES.1));
        }
        y = proof_of(sheet, document, proof, &text, y, &mut items)?;
    }
    if y > 0 {
        items.push(rule(y, RULES.0));
        // The signatures come along: no page carries an imprint alone.
        sheet.pieces.push(Piece { keep: true, ..Piece::blank(LINE / 4) });
        sheet.pieces.push(Piece { height: y, items, low: true, ..Piece::default() });
    }
    Ok(())
}

fn rule(y: Length, thick: Length) -> Item {
    Item::Rule { from: (LEFT, y), to: (RIGHT, y), thick }
}

/// The QR code with number, code and digest beside it; how far down it reaches comes back.
fn proof_of(
    sheet: &Sheet<'_>,
    document: &Document,
    proof: &Proof,
    text: &str,
    y: Length,
    items: &mut Vec<Item>,
) -> Result<Length, PdfError> {
    let rows = qr_rows(text).ok_or(PdfError::Code)?;
    let count = |n: usize| Length::try_from(n).unwrap_or(Length::MAX);
    let module = CODE.div_euclid(count(rows.len()).max(1)) + 1;
    let quiet = count(QUIET) * module;
    let side = count(rows.len()) * module + 2 * quiet;
    items.push(Item::Code { at: (LEFT + quiet, y + quiet), module, rows });
    let beside = LEFT + side;
    let room = RIGHT - beside;
    let texts = [
        format!("{}：{}", document.fixed.number, document.number),
        format!("{}：{}", proof::CODE, proof.grouped()),
        format!("{}：{}", proof::DIGEST, proof.digest),
        document.fixed.verify.clone(),
    ];
    let lines: Vec<String> = texts
        .iter()
        .flat_map(|text| sheet.setter.lines(PROOF, Clean::new(text).shown(), room, room))
        .map(|line| line.text)
        .collect();
    let tall = PROOF.line * count(lines.len());
    let mut down = y + (side - tall).max(0) / 2;
    for line in &lines {
        items.push(Item::Text(sheet.setter.run(PROOF, line, (beside, down + PROOF.baseline()))));
        down += PROOF.line;
    }
    Ok((y + side).max(down))
}

/// Sets page numbers, marks and watermarks.
pub(super) fn furnish(pages: &mut [Page], document: &Document, setter: &Setter<'_>) {
    let count = pages.len();
    let marks = marks(document, setter);
    let below = watermarks(document, setter);
    for (index, page) in pages.iter_mut().enumerate() {
        page.items.splice(0..0, below.iter().cloned());
        page.items.extend(marks.iter().cloned());
        page.items.extend(folio(index + 1, count, document, setter));
    }
}

/// The page number between its dashes, outside and one character in; on papers of several pages the number of the
/// paper on the other side, so that no sheet is without it.
fn folio(number: usize, count: usize, document: &Document, setter: &Setter<'_>) -> Vec<Item> {
    // The dash stands about a third of the character above the baseline.
    let y = BOTTOM + PAGE_NUMBER + FOLIO.size / 3;
    let run = setter.run(FOLIO, &format!("— {number} —"), (LEFT + FOLIO.pitch, y));
    let right = number % 2 == 1;
    let run = if right { run.ending_at(RIGHT - FOLIO.pitch) } else { run };
    let room = WIDTH - run.width() - 4 * FOLIO.pitch;
    let mut items = vec![Item::Text(run)];
    if count > 1 {
        let text = wording::sheet_of(&document.number, number, count);
        let small = FOLIO.sized(10_500);
        let lines = setter.lines(small, &text, room, room);
        // Far too long a number stands whole at the head; here one line has room.
        if let [line] = lines.as_slice() {
            let run = setter.run(small, &line.text, (LEFT + FOLIO.pitch, y));
            items.push(Item::Text(if right { run } else { run.ending_at(RIGHT - FOLIO.pitch) }));
        }
    }
    items
}

/// What happened to the paper, in a box above the type area, at the right.
fn marks(document: &Document, setter: &Setter<'_>) -> Vec<Item> {
    if document.marks.is_empty() {
        return Vec::new();
    }
    let texts: Vec<String> = document.marks.iter().map(|mark| Clean::new(mark).shown().to_owned()).collect();
    let text = texts.join("　");
    let (top, bottom) = (mm(1_000), TOP - mm(300));
    let room = WIDTH - 2 * PADDING;
    let (style, lines) = fitting(setter, MARK, &text, room, bottom - top - 2 * PADDING);
    let runs =
        lines.iter().map(|line| setter.run(style, line, (0, style.baseline())).ending_at(RIGHT - PADDING));
    let runs: Vec<_> = runs.collect();
    let tall = style.line * Length::try_from(runs.len()).unwrap_or(0);
    let left = runs.iter().map(|run| run.x).min().unwrap_or(RIGHT) - PADDING;
    let (up, down) = (bottom - tall - 2 * PADDING, bottom);
    let corners = [(left, up), (RIGHT, up), (RIGHT, down), (left, down), (left, up)];
    let mut items: Vec<Item> =
        corners.windows(2).filter_map(|ends| Some(side(*ends.first()?, *ends.last()?))).collect();
    let mut y = up + PADDING;
    for run in runs {
        items.push(Item::Text(run).lowered(y));
        y += style.line;
    }
    items
}

fn side(from: (Length, Length), to: (Length, Length)) -> Item {
    Item::Rule { from, to, thick: RULES.0 }
}

/// The text in the largest size that fits; the smallest where none does, because no text is cut.
fn fitting(
    setter: &Setter<'_>,
    style: Style,
    text: &str,
    wide: Length,
    tall: Length,
) -> (Style, Vec<String>) {
    let mut found = (style, Vec::new());
    for size in SIZES {
        let style = style.sized(size);
        let lines: Vec<String> =
            setter.lines(style, text, wide, wide).into_iter().map(|line| line.text).collect();
        let fits = style.line * Length::try_from(lines.len()).unwrap_or(Length::MAX) <= tall;
        found = (style, lines);
        if fits {
            break;
        }
    }
    found
}

fn watermarks(document: &Document, setter: &Setter<'_>) -> Vec<Item> {
    let texts: Vec<&str> = [
        document.demonstration.then_some(document.fixed.demonstration.as_str()),
        document.draft.then_some(document.fixed.draft_mark.as_str()),
    ]
    .into_iter()
    .flatten()
    .collect();
    // One in the middle, two a quarter of the page from it.
    let apart = if texts.len() > 1 { PAGE.1 / 5 } else { 0 };
    let ways = [-1, 1];
    texts
        .into_iter()
        .zip(ways)
        .map(|(text, way)| {
            let run = setter.run(WATERMARK, text, (0, WATERMARK.size / 3)).centred_at(0);
            Item::Watermark { centre: (PAGE.0 / 2, PAGE.1 / 2 + way * apart), run }
        })
        .collect()
}
