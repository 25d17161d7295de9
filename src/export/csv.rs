//! CSV as Excel reads it: UTF-8 with its mark, lines that end in CR LF, quotes where they are needed (RFC 4180).

use super::{Cell, Sheet};

/// The tables one below the other, a blank line between them, each under its name where there are several.
pub fn csv(sheets: &[Sheet]) -> Vec<u8> {
    let mut text = String::from('\u{feff}');
    for (at, sheet) in sheets.iter().enumerate() {
        if at > 0 {
            text.push_str("\r\n");
        }
        if sheets.len() > 1 {
            line(&mut text, std::iter::once(sheet.name.clone()));
        }
        line(&mut text, sheet.head.iter().map(|head| (*head).to_owned()));
        for row in &sheet.rows {
            line(&mut text, row.iter().map(shown));
        }
    }
    text.into_bytes()
}

fn line(text: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        if cell.contains(['"', ',', '\r', '\n', '\t', ';']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&cell);
        }
    }
    text.push_str("\r\n");
}

fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => guarded(text),
        Cell::Count(count) => count.to_string(),
        Cell::Tenth(figure) => format!("{figure:.1}"),
    }
}

/// A text that a spreadsheet would take for a formula gets an apostrophe before it: those of the full-width keyboard
/// count as well, and blanks before them do not help.
fn guarded(text: &str) -> String {
    const BEGINS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let formula = text.trim_start().starts_with(BEGINS);
    if formula || text.starts_with(['\t', '\r', '\n']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(text: &str) -> String {
        let sheet = Sheet { name: "表".to_owned(), head: vec!["列"], rows: vec![vec![Cell::from(text)]] };
        String::from_utf8(csv(&[sheet])).unwrap()
    }

    #[test]
    fn a_table_is_what_excel_reads() {
        let rows = vec![vec![Cell::from("张*"), Cell::Count(3), Cell::Tenth(2.25)]];
        let sheet = Sheet { name: "表".to_owned(), head: vec!["申请人", "件", "分钟"], rows };
        assert_eq!(csv(&[sheet]), "\u{feff}申请人,件,分钟\r\n张*,3,2.2\r\n".as_bytes());
        assert_eq!(one("说\"好\",了"), "\u{feff}列\r\n\"说\"\"好\"\",了\"\r\n");
    }

    #[test]
    fn what_would_be_reckoned_is_not() {
        for text in ["=1+1", "+86", "-5", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "=cmd|' /C calc'!A0"] {
            let written = one(text);
            let cell = written.lines().nth(1).unwrap().trim_start_matches('"');
            assert!(cell.starts_with('\''), "{text:?} in {written:?}");
        }
        assert_eq!(one("青河县-东街"), "\u{feff}列\r\n青河县-东街\r\n");
    }

    proptest! {
        #[test]
        fn no_cell_ever_begins_a_formula(text in "[ \\t\\r\\n=+@\"',;1A张＝-]{0,12}") {
            let written = one(&text);
            // Read back as a spreadsheet does: the second line on, with its quotes taken off.
            let body = written.trim_start_matches('\u{feff}').strip_prefix("列\r\n").unwrap();
            let body = body.strip_suffix("\r\n").unwrap();
            let cell = match body.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
                Some(quoted) => quoted.replace("\"\"", "\""),
                None => body.to_owned(),
            };
            prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@', '＝']), "{:?}", cell);
            prop_assert!(!cell.starts_with(['\t', '\r', '\n']));
            prop_assert_eq!(cell.strip_prefix('\'').filter(|_| !text.starts_with('\'')).unwrap_or(&cell), &text);
        }
    }
}
