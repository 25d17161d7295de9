//! Tables in cells.

use super::model::{Align, Column, Field, Table};
use super::plain::Page;
use crate::text::{pad, pad_start, width, wrap};

/// The room a table has, in whatever its texts are measured in.
pub(super) struct Room {
    /// From its first column to the end of its last.
    pub(super) cells: usize,
    /// Between two columns.
    pub(super) gap: usize,
    /// A column of running text narrower than this is no column.
    pub(super) readable: usize,
}

const GAP: usize = 2;
/// A column of running text narrower than this is no column; the table is told row by row instead.
const READABLE: usize = 12;

/// Writes the table in columns, or row by row where the page is too narrow for columns.
pub(super) fn write(page: &mut Page, table: &Table) {
    let table = numbered(table, &page.row);
    let room = Room { cells: page.cells, gap: GAP, readable: READABLE };
    match widths(&table, &room, &width) {
        Some(widths) => in_columns(page, &table, &widths),
        None => row_by_row(page, &table),
    }
}

/// The table with the numbers of its rows under this head.
pub(super) fn numbered(table: &Table, head: &str) -> Table {
    let number = Column::narrow(head, Align::Right);
    let rows = table.rows.iter().enumerate();
    Table {
        columns: std::iter::once(number).chain(table.columns.iter().cloned()).collect(),
        rows: rows
            .map(|(index, row)| std::iter::once((index + 1).to_string()).chain(row.iter().cloned()).collect())
            .collect(),
    }
}

/// How wide each column is; none when the page is too narrow.
pub(super) fn widths(table: &Table, room: &Room, measure: &dyn Fn(&str) -> usize) -> Option<Vec<usize>> {
    let natural: Vec<usize> =
        table.columns.iter().enumerate().map(|(at, _)| natural(table, at, measure)).collect();
    let columns = || table.columns.iter().zip(&natural);
    let fixed: usize = columns().filter(|(column, _)| column.grow == 0).map(|(_, cells)| cells).sum();
    let mut free = room.cells.checked_sub(fixed + room.gap * table.columns.len().saturating_sub(1))?;
    let mut shares: usize = table.columns.iter().map(|column| usize::from(column.grow)).sum();
    // Columns that need less than their share leave the rest to the others.
    let mut order: Vec<(usize, &Column, usize)> =
        columns().enumerate().map(|(at, (column, cells))| (at, column, *cells)).collect();
    order.sort_by_key(|(_, column, cells)| cells / usize::from(column.grow).max(1));
    let mut widths = natural.clone();
    for (at, column, natural) in order.into_iter().filter(|(_, column, _)| column.grow > 0) {
        let grow = usize::from(column.grow);
        let share = (free * grow / shares.max(1)).min(natural);
        if share < natural.min(room.readable) {
            return None;
        }
        if let Some(width) = widths.get_mut(at) {
            *width = share;
        }
        free = free.saturating_sub(share);
        shares = shares.saturating_sub(grow);
    }
    Some(widths)
}

fn natural(table: &Table, at: usize, measure: &dyn Fn(&str) -> usize) -> usize {
    let head = table.columns.get(at).map_or(0, |column| measure(&column.head));
    table.rows.iter().filter_map(|row| row.get(at)).map(|text| measure(text)).fold(head, usize::max)
}

fn in_columns(page: &mut Page, table: &Table, widths: &[usize]) {
    let heads: Vec<String> = table.columns.iter().map(|column| column.head.clone()).collect();
    row(page, table, widths, &heads);
    let total = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
    page.line(&"-".repeat(total));
    for texts in &table.rows {
        row(page, table, widths, texts);
    }
    page.line(&"-".repeat(total));
}

/// One row. A column begins on the line where the one before it ended, so that a wrapped name is read, and
/// copied, without a break.
fn row(page: &mut Page, table: &Table, widths: &[usize], texts: &[String]) {
    let mut line = String::new();
    let mut start = 0;
    for ((column, cells), text) in table.columns.iter().zip(widths).zip(texts) {
        let mut pieces = wrap(text, *cells).into_iter();
        line = pad(&line, start);
        line.push_str(&aligned(&pieces.next().unwrap_or_default(), column.align, *cells));
        for piece in pieces {
            page.line(&std::mem::replace(&mut line, " ".repeat(start)));
            line.push_str(&aligned(&piece, column.align, *cells));
        }
        start += cells + GAP;
    }
    page.line(&line);
}

fn aligned(text: &str, align: Align, cells: usize) -> String {
    match align {
        Align::Left => pad(text, cells),
        Align::Right => pad_start(text, cells),
    }
}

fn row_by_row(page: &mut Page, table: &Table) {
    for texts in &table.rows {
        let mut cells = table.columns.iter().zip(texts);
        let number = cells.next().map(|(_, number)| format!("{number}．")).unwrap_or_default();
        let first = cells.next().map(|(_, text)| text.as_str()).unwrap_or_default();
        page.hanging(0, &number, first);
        let rest = cells.filter(|(_, text)| !text.is_empty());
        let fields: Vec<Field> =
            rest.map(|(column, text)| Field { label: column.head.clone(), value: text.clone() }).collect();
        page.fields(&fields, width(&number));
    }
}
