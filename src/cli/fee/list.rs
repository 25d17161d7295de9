//! The standards in force on a day, with what each asks.

use std::io::{self, Write};

use jiff::civil::Date;

use super::asks;
use crate::domain::fee::FeeStandard;
use crate::text::{pad, width, wrap};

/// Cells of a line.
const CELLS: usize = 100;
/// Cells the inputs stand in from the edge.
const INDENT: &str = "    ";
/// Titles wider than this are cut.
const WIDEST: usize = 44;

/// Writes the table; the inputs of a standard stand below its line, because some have twenty choices.
pub(super) fn tell(mut out: impl Write, standards: &[FeeStandard], on: Date) -> io::Result<()> {
    let mut holding: Vec<&FeeStandard> = standards.iter().filter(|standard| standard.holds_on(on)).collect();
    holding.sort_by(|a, b| a.code.cmp(&b.code));
    let rows: Vec<[String; 4]> = std::iter::once(["编码", "名称", "地区", "有效期"].map(str::to_owned))
        .chain(holding.iter().map(|standard| columns(standard)))
        .collect();
    let widths = [0, 1, 2].map(|column| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell));
        cells.max().unwrap_or(0).min(WIDEST)
    });
    let asked = std::iter::once(None).chain(holding.iter().copied().map(Some));
    for (row, standard) in rows.iter().zip(asked) {
        let mut line = String::new();
        for (cell, cells) in row.iter().zip(widths) {
            line.push_str(&pad(cell, cells));
            line.push_str("  ");
        }
        writeln!(out, "{line}{}", row.last().map_or("", String::as_str))?;
        for line in standard.into_iter().flat_map(inputs) {
            writeln!(out, "{INDENT}{line}")?;
        }
    }
    writeln!(out, "{on}有效的收费标准共 {} 项", holding.len())
}

fn columns(standard: &FeeStandard) -> [String; 4] {
    [standard.code.to_string(), standard.title.clone(), standard.region.clone(), standard.period()]
}

fn inputs(standard: &FeeStandard) -> Vec<String> {
    if standard.lines.is_empty() {
        return vec!["不收费".to_owned()];
    }
    standard.inputs.iter().flat_map(|input| hanging(&asks(input))).collect()
}

/// Broken to the width, with the lines after the first set in.
fn hanging(text: &str) -> Vec<String> {
    let lines = wrap(text, CELLS - INDENT.len() - 2).into_iter();
    lines.enumerate().map(|(at, line)| if at == 0 { line } else { format!("  {line}") }).collect()
}
