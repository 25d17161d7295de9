//! The matrix as text: aligned by terminal cells in blocks of a hundred, or as Markdown.

use std::fmt::Write;

use super::{Class, Matrix};
use crate::text::{pad, pad_start, width, wrap};

/// Cells of a line.
const LINE: usize = 100;
/// Cells of the column of names.
const NAME: usize = 36;
/// Cells of a count.
const COUNT: usize = 8;
/// Cells of a class.
const COLUMN: usize = 6;
/// Classes beside names and both counts.
const BESIDE: usize = (LINE - NAME - 2 * COUNT) / COLUMN;
/// Asked for.
pub(super) const MARK: &str = "●";

/// For a terminal: the classes in words, then the table of those with a list, broken into blocks of at most a
/// hundred cells.
pub fn plain(matrix: &Matrix<'_>) -> String {
    let item = matrix.item;
    let mut out = format!("{}（{}，{}版）\n", item.name, item.code, item.edition);
    let _ = writeln!(out, "{}种情形，{}类", matrix.situations, matrix.classes.len());
    for (number, class) in matrix.classes.iter().enumerate() {
        out.push('\n');
        legend(&mut out, number + 1, class, matrix);
    }
    let listing = matrix.classes.iter().enumerate().filter(|(_, class)| class.diversion.is_none());
    let numbered: Vec<(usize, &Class)> = listing.collect();
    for block in numbered.chunks(BESIDE) {
        out.push('\n');
        table(&mut out, block, matrix);
    }
    out
}

fn legend(out: &mut String, number: usize, class: &Class, matrix: &Matrix<'_>) {
    let label = pad_start(&number.to_string(), 3);
    for (index, line) in legend_lines(class, matrix).iter().flat_map(|line| wrap(line, LINE - 5)).enumerate()
    {
        let lead = if index == 0 { label.as_str() } else { "   " };
        let _ = writeln!(out, "{lead}  {line}");
    }
}

fn legend_lines(class: &Class, matrix: &Matrix<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (index, way) in class.ways.iter().enumerate() {
        let or = if index == 0 { "" } else { "或 " };
        let words = if way.is_empty() { "不论怎样回答".to_owned() } else { way.join("；") };
        lines.push(format!("{or}{words}"));
    }
    if let Some(diversion) = class.diversion.and_then(|index| matrix.item.diversions.get(index)) {
        lines.push(format!("→ 不予受理：{}。{}", diversion.reason, diversion.instead));
    }
    lines
}

/// What a class comes to.
type Sum = fn(&Class, &Matrix<'_>) -> String;

fn table(out: &mut String, block: &[(usize, &Class)], matrix: &Matrix<'_>) {
    let mut head = format!("{}{}{}", pad("材料", NAME), pad_start("原件", COUNT), pad_start("复印件", COUNT));
    for (number, _) in block {
        head.push_str(&cell(&(number + 1).to_string()));
    }
    let rule = "─".repeat(width(&head));
    let _ = writeln!(out, "{head}\n{rule}");
    for (index, material) in matrix.item.materials.iter().enumerate() {
        let mut names = wrap(&material.name, NAME - 1).into_iter();
        let mut row = pad(&names.next().unwrap_or_default(), NAME);
        for copies in [material.originals, material.copies] {
            row.push_str(&pad_start(&count(copies.into()), COUNT));
        }
        for (_, class) in block {
            row.push_str(&cell(if class.asked.get(index) == Some(&true) { MARK } else { "" }));
        }
        let _ = writeln!(out, "{}", row.trim_end());
        for rest in names {
            let _ = writeln!(out, "{rest}");
        }
    }
    let _ = writeln!(out, "{rule}");
    let sums: [(&str, Sum); 3] = [
        ("材料（项）", |class, _| listed(class)),
        ("原件（份）", |class, matrix| count(class.counts(matrix.item).0)),
        ("复印件（份）", |class, matrix| count(class.counts(matrix.item).1)),
    ];
    for (label, sum) in sums {
        let mut row = pad(label, NAME + 2 * COUNT);
        for (_, class) in block {
            row.push_str(&cell(&sum(class, matrix)));
        }
        let _ = writeln!(out, "{}", row.trim_end());
    }
}

fn listed(class: &Class) -> String {
    class.asked.iter().filter(|asked| **asked).count().to_string()
}

fn count(copies: u32) -> String {
    if copies == 0 { String::new() } else { copies.to_string() }
}

fn cell(text: &str) -> String {
    pad_start(text, COLUMN)
}

/// For a document: the table first, then the classes.
pub fn markdown(matrix: &Matrix<'_>) -> String {
    let item = matrix.item;
    let mut out = format!("## {}\n\n`{}`，{}版，", item.name, item.code, item.edition);
    let _ = writeln!(out, "{}种情形，{}类。\n", matrix.situations, matrix.classes.len());
    out.push_str("| 材料 | 原件 | 复印件 |");
    for number in 1..=matrix.classes.len() {
        let _ = write!(out, " {number} |");
    }
    out.push_str("\n|---|--:|--:|");
    out.push_str(&":-:|".repeat(matrix.classes.len()));
    out.push('\n');
    for (index, material) in item.materials.iter().enumerate() {
        let (originals, copies) = (count(material.originals.into()), count(material.copies.into()));
        let _ = write!(out, "| {} | {originals} | {copies} |", escaped(&material.name));
        for class in &matrix.classes {
            let _ = write!(out, " {} |", if class.asked.get(index) == Some(&true) { MARK } else { "" });
        }
        out.push('\n');
    }
    out.push('\n');
    for (index, class) in matrix.classes.iter().enumerate() {
        let lines = legend_lines(class, matrix);
        let _ = writeln!(out, "{}. {}", index + 1, escaped(&lines.join("<br>")));
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('|', "\\|")
}
