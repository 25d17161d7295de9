//! XLSX: a workbook with a sheet for each table. Words are written as strings, never as formulas.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::{Cell, Sheet};
use crate::text::width;

/// The widest a column is made, in cells of Latin text.
const WIDEST: usize = 60;

/// A table that no workbook can hold: too many rows, or a name that is none.
#[derive(Debug, thiserror::Error)]
#[error("工作簿写不成：{0}")]
pub struct NotWritten(#[from] XlsxError);

/// The workbook as bytes.
///
/// # Errors
/// [`NotWritten`], with what stands against it.
pub fn xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, NotWritten> {
    let mut book = Workbook::new();
    for sheet in sheets {
        fill(book.add_worksheet(), sheet)?;
    }
    Ok(book.save_to_buffer()?)
}

fn fill(to: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    to.set_name(&sheet.name)?;
    let (bold, tenth) = (Format::new().set_bold(), Format::new().set_num_format("0.0"));
    for (column, head) in (0..).zip(&sheet.head) {
        to.write_string_with_format(0, column, *head, &bold)?;
        let cells = sheet.rows.iter().filter_map(|row| row.get(usize::from(column)));
        let wide = cells.map(cells_of).chain([width(head)]).max().unwrap_or(0).min(WIDEST);
        to.set_column_width(column, u32::try_from(wide + 2).unwrap_or(u32::MAX))?;
    }
    to.set_freeze_panes(1, 0)?;
    for (row, cells) in (1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) => to.write_string(row, column, text)?,
                Cell::Count(count) => to.write_number(row, column, *count)?,
                Cell::Tenth(figure) => to.write_number_with_format(row, column, *figure, &tenth)?,
            };
        }
    }
    Ok(())
}

fn cells_of(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) => width(text),
        Cell::Count(_) | Cell::Tenth(_) => 8,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    /// A part of the workbook as text, unpacked by the local headers of the zip.
    fn part(book: &[u8], name: &str) -> String {
        let at = book.windows(name.len()).position(|window| window == name.as_bytes()).unwrap();
        let header = &book[at - 30..at];
        let size = |from: usize| u32::from_le_bytes(header[from..from + 4].try_into().unwrap()) as usize;
        let extra = usize::from(u16::from_le_bytes([header[28], header[29]]));
        let from = at + name.len() + extra;
        let method = u16::from_le_bytes([header[8], header[9]]);
        let mut text = String::new();
        match method {
            0 => text.push_str(std::str::from_utf8(&book[from..from + size(18)]).unwrap()),
            // A packed part knows where it ends; its size stands behind it.
            _ => drop(flate2::read::DeflateDecoder::new(&book[from..]).read_to_string(&mut text).unwrap()),
        }
        text
    }

    #[test]
    fn words_are_strings_and_nothing_is_a_formula() {
        let rows = vec![vec![Cell::from("=1+1"), Cell::Count(3), Cell::Tenth(2.5)]];
        let sheet = Sheet { name: "登记簿".to_owned(), head: vec!["申请人", "件", "分钟"], rows };
        let book = xlsx(&[sheet]).unwrap();
        let cells = part(&book, "xl/worksheets/sheet1.xml");
        assert!(!cells.contains("<f>"), "{cells}");
        assert!(cells.contains("<v>3</v>") && cells.contains("<v>2.5</v>"), "{cells}");
        let strings = part(&book, "xl/sharedStrings.xml");
        assert!(strings.contains("=1+1") && strings.contains("申请人"), "{strings}");
    }

    #[test]
    fn a_name_that_is_none_is_refused() {
        let sheet = Sheet { name: "a/b".to_owned(), head: vec!["列"], rows: Vec::new() };
        assert!(xlsx(&[sheet]).is_err());
    }
}
