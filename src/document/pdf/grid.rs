//! Tables ruled with lines.

use super::flow::Piece;
use super::geometry::{CELL, CELL_HEAD, HEIGHT, LEFT, LINE, Length, RIGHT, RULES, Style, WIDTH};
use super::page::Item;
use super::setter::Line;
use super::sheet::Sheet;
use crate::document::model::{Align, Field, Table};
use crate::document::table::{Room, numbered, widths};

/// Between a rule and the text beside it.
const SIDE: Length = 4_000;
/// Between a rule and the text below or above it.
const ABOVE: Length = 3_500;
/// A column of running text narrower than this is no column; the table is told row by row instead.
const READABLE: Length = 5 * CELL.pitch;
/// The widest a column of short texts may be while others have to share what is left.
const WIDEST: Length = WIDTH / 4;
/// Rows higher than this may be broken over pages; lower ones move to the next page whole.
const BROKEN: Length = HEIGHT / 3;

/// Left edge and width of the text of a column, and how it stands.
struct Column {
    x: Length,
    wide: Length,
    stand: Stand,
}

/// How texts stand in a column on paper: short ones in its middle, as Chinese tables have them.
#[derive(Clone, Copy)]
enum Stand {
    Left,
    Middle,
    Right,
}

/// Writes the table in columns, or row by row where they would be too narrow to read.
pub(super) fn table(sheet: &mut Sheet<'_>, table: &Table) {
    let table = numbered(table, &sheet.row);
    match columns(sheet, &table) {
        Some(columns) => in_columns(sheet, &table, &columns),
        None => row_by_row(sheet, &table),
    }
}

fn in_columns(sheet: &mut Sheet<'_>, table: &Table, columns: &[Column]) {
    sheet.gap(LINE / 4);
    let heads: Vec<String> = table.columns.iter().map(|column| column.head.clone()).collect();
    let mut head = row(sheet, columns, &heads, CELL_HEAD);
    let repeated = head.len() == 1;
    if let Some(first) = head.first_mut() {
        first.items.push(level(0, RULES.0));
        first.keep = true;
    }
    let number = sheet.heads.len();
    if repeated {
        sheet.heads.extend(head.iter().cloned());
    }
    sheet.pieces.extend(head);
    let last = table.rows.len().saturating_sub(1);
    for (index, texts) in table.rows.iter().enumerate() {
        let mut pieces = row(sheet, columns, texts, CELL);
        if let Some(piece) = pieces.last_mut().filter(|_| index == last) {
            piece.items.push(level(piece.height, RULES.0));
        }
        let head = repeated.then_some(number);
        sheet.pieces.extend(pieces.into_iter().map(|piece| Piece { head, ..piece }));
    }
    sheet.gap(LINE / 4);
}

/// The columns with their widths, filling the type area; none where they would be too narrow.
fn columns(sheet: &Sheet<'_>, table: &Table) -> Option<Vec<Column>> {
    let usize = |length: Length| usize::try_from(length).unwrap_or(0);
    // Heads are set in another font: measured in it, they may be wider by a hair.
    let measure = |text: &str| sheet.setter.width(CELL, text).max(sheet.setter.width(CELL_HEAD, text));
    let room = Room { cells: usize(WIDTH - 2 * SIDE), gap: usize(2 * SIDE), readable: usize(READABLE) };
    let widths = widths(table, &room, &|text| usize(measure(text)))
        .or_else(|| widths(table, &room, &|text| usize(measure(text).min(WIDEST))))?;
    let widths: Vec<Length> = widths.into_iter().map(|wide| Length::try_from(wide).unwrap_or(0)).collect();
    let used: Length = widths.iter().map(|wide| wide + 2 * SIDE).sum();
    let grows: Length = table.columns.iter().map(|column| Length::from(column.grow)).sum();
    let even = Length::try_from(widths.len()).unwrap_or(1).max(1);
    let mut x = LEFT;
    let placed = table.columns.iter().zip(widths).enumerate().map(|(at, (column, wide))| {
        let (share, shares) = if grows > 0 { (Length::from(column.grow), grows) } else { (1, even) };
        let wide = wide + (WIDTH - used).max(0) * share / shares;
        let stand = match column.align {
            // The numbers of the rows.
            _ if at == 0 => Stand::Middle,
            Align::Left if column.grow == 0 => Stand::Middle,
            Align::Left => Stand::Left,
            Align::Right => Stand::Right,
        };
        let placed = Column { x: x + SIDE, wide, stand };
        x += wide + 2 * SIDE;
        placed
    });
    Some(placed.collect())
}

/// A row as one piece, or as one for each of its lines where it is too high to be kept whole.
fn row(sheet: &Sheet<'_>, columns: &[Column], texts: &[String], style: Style) -> Vec<Piece> {
    let cells: Vec<Vec<Line>> = columns
        .iter()
        .zip(texts)
        .map(|(column, text)| sheet.setter.lines(style, text, column.wide, column.wide))
        .collect();
    let most = cells.iter().map(Vec::len).max().unwrap_or(1);
    let count = |lines: usize| Length::try_from(lines).unwrap_or(Length::MAX);
    let height = style.line * count(most) + 2 * ABOVE;
    if height > BROKEN {
        return slices(sheet, columns, &cells, most, style);
    }
    let mut items = Vec::new();
    for (column, lines) in columns.iter().zip(&cells) {
        // Short texts stand in the middle of a high row.
        let mut y = (height - style.line * count(lines.len())) / 2;
        for line in lines {
            items.push(text(sheet, column, line, style, y));
            y += style.line;
        }
    }
    items.extend(uprights(columns, height));
    items.push(level(height, RULES.1));
    vec![Piece { height, items, torn: vec![level(0, RULES.0)], ..Piece::default() }]
}

fn slices(
    sheet: &Sheet<'_>,
    columns: &[Column],
    cells: &[Vec<Line>],
    most: usize,
    style: Style,
) -> Vec<Piece> {
    let slice = |at: usize| {
        let above = if at == 0 { ABOVE } else { 0 };
        let last = at + 1 == most;
        let height = above + style.line + if last { ABOVE } else { 0 };
        let lines = columns.iter().zip(cells).filter_map(|(column, lines)| Some((column, lines.get(at)?)));
        let mut items: Vec<Item> =
            lines.map(|(column, line)| text(sheet, column, line, style, above)).collect();
        items.extend(uprights(columns, height));
        if last {
            items.push(level(height, RULES.1));
        }
        Piece { height, items, torn: vec![level(0, RULES.0)], ..Piece::default() }
    };
    (0..most).map(slice).collect()
}

fn text(sheet: &Sheet<'_>, column: &Column, line: &Line, style: Style, y: Length) -> Item {
    let run = sheet.setter.run(style, &line.text, (column.x, y + style.baseline()));
    let run = match column.stand {
        Stand::Left if style != CELL_HEAD => run,
        Stand::Right if style != CELL_HEAD => run.ending_at(column.x + column.wide),
        _ => run.centred_at(column.x + column.wide / 2),
    };
    Item::Text(run)
}

/// The upright rules of a row.
fn uprights(columns: &[Column], height: Length) -> Vec<Item> {
    let upright = |x, thick| Item::Rule { from: (x, 0), to: (x, height), thick };
    let inner = columns.iter().skip(1).map(|column| upright(column.x - SIDE, RULES.1));
    [upright(LEFT, RULES.0), upright(RIGHT, RULES.0)].into_iter().chain(inner).collect()
}

fn level(y: Length, thick: Length) -> Item {
    Item::Rule { from: (LEFT, y), to: (RIGHT, y), thick }
}

fn row_by_row(sheet: &mut Sheet<'_>, table: &Table) {
    for texts in &table.rows {
        let mut cells = table.columns.iter().zip(texts);
        let number = cells.next().map(|(_, number)| format!("{number}．")).unwrap_or_default();
        let first = cells.next().map(|(_, text)| text.as_str()).unwrap_or_default();
        sheet.text(super::geometry::BODY, &format!("{number}{first}"), 0, 0);
        let fields: Vec<Field> = cells
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| Field { label: column.head.clone(), value: text.clone() })
            .collect();
        sheet.fields(&fields, super::sheet::INDENT);
    }
}
