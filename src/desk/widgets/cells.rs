//! Measuring and cutting in terminal cells, by the renderer's own rule. To give way to `crate::text`.

use ratatui::buffer::CellWidth as _;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation as _;

/// Cells that `text` takes on the screen.
pub fn cells(text: &str) -> usize {
    glyphs(text).map(|(_, width)| width).sum()
}

/// The glyphs that are drawn, each with its cells; what the renderer drops is left out.
pub(super) fn glyphs(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.graphemes(true)
        .filter(|glyph| !glyph.contains(char::is_control))
        .map(|glyph| (glyph, usize::from(glyph.cell_width())))
        .filter(|&(_, width)| width > 0)
}

/// `text` in at most `width` cells, with `mark` at the end where it had to be cut.
pub fn cut(text: &str, width: usize, mark: &str) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let (mark, room) = match width.checked_sub(cells(mark)) {
        Some(room) => (mark, room),
        None => ("", width),
    };
    let mut out = head(text, room);
    out.push_str(mark);
    out
}

/// `text` in at most `width` cells, with `mark` in the middle where it had to be cut: names that begin alike differ
/// at the end, so that the end gets the greater part.
pub(super) fn cut_middle(text: &str, width: usize, mark: &str) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let Some(room) = width.checked_sub(cells(mark)).filter(|room| *room >= LEAST) else {
        return cut(text, width, mark);
    };
    let before = head(text, room * 2 / 5);
    let mut left = room - cells(&before);
    let mut behind: Vec<&str> = Vec::new();
    for (glyph, cells) in glyphs(text).collect::<Vec<_>>().into_iter().rev() {
        let Some(rest) = left.checked_sub(cells) else { break };
        left = rest;
        behind.push(glyph);
    }
    before + mark + &behind.into_iter().rev().collect::<String>()
}

/// Below this a cut in the middle leaves nothing to be read on either side.
const LEAST: usize = 8;

/// As many whole glyphs as fit into `width` cells.
fn head(text: &str, width: usize) -> String {
    let mut left = width;
    glyphs(text)
        .map_while(|(glyph, cells)| {
            left = left.checked_sub(cells)?;
            Some(glyph)
        })
        .collect()
}

/// Cells of a styled line.
pub(super) fn line_cells(line: &Line<'_>) -> usize {
    line.spans.iter().map(|span| cells(&span.content)).sum()
}

/// A styled line in at most `width` cells, with `mark` where it had to be cut.
pub(super) fn cut_line(line: Line<'_>, width: usize, mark: &str) -> Line<'static> {
    let whole = line_cells(&line) <= width;
    let room = if whole { width } else { width.saturating_sub(cells(mark)) };
    let mut left = room;
    let mut spans: Vec<Span<'static>> = Vec::new();
    for span in line.spans {
        let text = head(&span.content, left);
        let taken = cells(&text);
        let short = taken < cells(&span.content);
        left = left.saturating_sub(taken);
        spans.push(Span::styled(text, span.style));
        if short {
            break;
        }
    }
    if !whole && cells(mark) <= width {
        let style = spans.last().map(|span| span.style).unwrap_or_default();
        spans.push(Span::styled(mark.to_owned(), style));
    }
    Line { spans, style: line.style, alignment: line.alignment }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_begin_alike_are_told_apart_by_their_ends() {
        let names = ["使用权及所有权转移登记（买卖）", "使用权及所有权转移登记（继承）"];
        let cut = names.map(|name| cut_middle(name, 20, "…"));
        assert_eq!(cut, ["使用权…登记（买卖）", "使用权…登记（继承）"]);
        assert_eq!(cut_middle("申请材料", 8, "…"), "申请材料");
        for width in 0..30 {
            assert!(cells(&cut_middle(names[0], width, "..")) <= width);
        }
    }

    #[test]
    fn cutting_never_halves_a_glyph() {
        for width in 0..12 {
            let short = cut("申请人：欧阳娜娜", width, "…");
            assert!(cells(&short) <= width, "{width} {short}");
            let line = cut_line(Line::from(vec!["申请".into(), "材料清单".into()]), width, "…");
            assert!(line_cells(&line) <= width, "{width} {line}");
        }
        assert_eq!(cut("申请材料", 6, "…"), "申请…");
        assert_eq!(cut("申请材料", 8, "…"), "申请材料");
        assert_eq!(cut_line(Line::from("申请材料"), 7, "..").to_string(), "申请..");
    }
}
