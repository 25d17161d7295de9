//! Who issues the paper and when, where the seal belongs, and the lines to be signed.

use super::flow::Piece;
use super::geometry::{BODY, LEFT, LINE, Length, PITCH, RIGHT, RULES, SEAL, SEAL_LABEL, SIGNATURE, WIDTH};
use super::page::{Ink, Item, Run};
use super::sheet::Sheet;
use crate::document::model::Document;
use crate::document::{plain, wording};

/// Lines of an issuer that stay together with date and seal; what is before them is set as text.
const TOGETHER: usize = 3;
/// Half the width of the blank that one `_` of the wording stands for.
const CELL: Length = SIGNATURE.pitch / 2;
/// Between two parts of a line to be signed.
const APART: Length = SIGNATURE.pitch * 3 / 2;

/// Issuer and date, one line below the text. With a seal the date stands four characters from the right, the issuer
/// over its middle, and the seal upon both, its upper edge within a line of the text (GB/T 9704, 7.3.5.1).
pub(super) fn closing(sheet: &mut Sheet<'_>, document: &Document) {
    let set = |text: &str| sheet.setter.run(BODY, text, (LEFT, BODY.baseline()));
    let room = WIDTH - if document.sealed { 0 } else { 2 * PITCH };
    let lines = sheet.setter.lines(BODY, &document.issuer, room, room);
    let issuer: Vec<Run> = lines.iter().map(|line| set(&line.text)).collect();
    let date = set(&wording::date(document.date));
    let wide = issuer.iter().map(Run::width).max().unwrap_or(0);
    let (issuer, date) = if document.sealed {
        let middle = RIGHT - (4 * PITCH + date.width() / 2).max(wide / 2);
        let centred = |run: Run| run.centred_at(middle);
        (issuer.into_iter().map(centred).collect::<Vec<_>>(), centred(date))
    } else {
        unsealed(issuer, date)
    };
    let (before, together) = issuer.split_at(issuer.len().saturating_sub(TOGETHER));
    for run in before {
        sheet.line(vec![run.clone()]);
    }
    let mut items = Vec::new();
    let mut y = LINE;
    for run in together.iter().chain([&date]) {
        items.push(Item::Text(run.clone()).lowered(y));
        y += LINE;
    }
    if document.sealed {
        // The seal's middle lies between issuer and date.
        let centre = (date.x + date.width() / 2, y - LINE);
        items.extend(seal(sheet, &document.fixed.seal, centre));
        y = y.max(centre.1 + SEAL);
    }
    // What is signed stays with what is issued: a sheet with signatures alone could be put under any other.
    sheet.pieces.push(Piece { height: y, items, snap: true, keep: true, ..Piece::default() });
}

/// Issuer two characters from the right; the date below begins two characters further right, or where it is longer
/// the issuer stands further left (GB/T 9704, 7.3.5.2).
fn unsealed(issuer: Vec<Run>, date: Run) -> (Vec<Run>, Run) {
    let end = RIGHT - 2 * PITCH;
    let wide = issuer.iter().map(Run::width).max().unwrap_or(0);
    let left = (end - wide).min(end - date.width() - 2 * PITCH).max(LEFT);
    let issuer = issuer.into_iter().map(|run| Run { x: left, ..run }).collect();
    (issuer, Run { x: (left + 2 * PITCH).min(end - date.width()), ..date })
}

fn seal(sheet: &Sheet<'_>, label: &str, centre: (Length, Length)) -> [Item; 2] {
    // Below the date: above it an issuer of several lines may stand.
    let label = sheet.setter.run(SEAL_LABEL, label, (0, centre.1 + LINE * 3 / 2));
    let label = Run { ink: Ink::Grey, ..label.centred_at(centre.0) };
    [Item::Seal { centre, radius: SEAL }, Item::Text(label)]
}

/// The lines to be signed, each part as it is worded, its blank as a rule.
pub(super) fn signatures(sheet: &mut Sheet<'_>, document: &Document) {
    if document.signatures.is_empty() {
        return;
    }
    sheet.pieces.push(Piece { keep: true, ..Piece::blank(LINE / 2) });
    for signature in &document.signatures {
        let mut line = Vec::new();
        let mut x = 0;
        for part in plain::parts(signature, &document.fixed) {
            let wide = width(sheet, &part);
            if x > 0 && x + APART + wide > WIDTH {
                push(sheet, std::mem::take(&mut line));
                x = 0;
            }
            if x > 0 {
                x += APART;
            }
            if wide > WIDTH {
                long(sheet, &part);
                continue;
            }
            line.extend(drawn(sheet, &part, LEFT + x));
            x += wide;
        }
        push(sheet, line);
    }
}

fn push(sheet: &mut Sheet<'_>, items: Vec<Item>) {
    if !items.is_empty() {
        sheet.pieces.push(Piece { height: SIGNATURE.line, items, keep: true, ..Piece::default() });
    }
}

/// A part wider than a line: its words as text, its blank on a line of its own.
fn long(sheet: &mut Sheet<'_>, part: &str) {
    let words = part.trim_end_matches('_');
    for line in sheet.setter.lines(SIGNATURE, words, WIDTH, WIDTH) {
        let run = sheet.setter.run(SIGNATURE, &line.text, (LEFT, SIGNATURE.baseline()));
        let items = vec![Item::Text(run)];
        sheet.pieces.push(Piece { height: SIGNATURE.line, items, ..Piece::default() });
    }
    let blank = drawn(sheet, part.get(words.len()..).unwrap_or_default(), LEFT);
    push(sheet, blank);
}

/// A part cut where words and blanks meet, with whether it is a blank.
fn pieces(part: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut rest = part;
    while let Some(first) = rest.chars().next() {
        let blank = first == '_';
        let end = rest.find(|c| (c == '_') != blank).unwrap_or(rest.len());
        let (piece, tail) = rest.split_at(end);
        pieces.push((piece, blank));
        rest = tail;
    }
    pieces
}

fn width(sheet: &Sheet<'_>, part: &str) -> Length {
    pieces(part).into_iter().map(|(piece, blank)| piece_width(sheet, piece, blank)).sum()
}

fn piece_width(sheet: &Sheet<'_>, piece: &str, blank: bool) -> Length {
    if blank {
        CELL * Length::try_from(piece.len()).unwrap_or(0)
    } else {
        sheet.setter.width(SIGNATURE, piece)
    }
}

fn drawn(sheet: &Sheet<'_>, part: &str, mut x: Length) -> Vec<Item> {
    let mut items = Vec::new();
    let base = SIGNATURE.baseline();
    for (piece, blank) in pieces(part) {
        let wide = piece_width(sheet, piece, blank);
        items.push(if blank {
            let y = base + SIGNATURE.size / 8;
            Item::Rule { from: (x, y), to: (x + wide, y), thick: RULES.1 }
        } else {
            Item::Text(sheet.setter.run(SIGNATURE, piece, (x, base)))
        });
        x += wide;
    }
    items
}
