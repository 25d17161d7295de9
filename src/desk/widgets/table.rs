//! Rows in columns, measured in cells.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::cells::{cut_line, cut_middle, line_cells};
use super::list::{draw_rows, window};
use crate::desk::theme::{Mark, Role, Theme};

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    title: &'a str,
    width: usize,
    fill: bool,
    right: bool,
    middle: bool,
}

impl<'a> Column<'a> {
    /// A column of `width` cells.
    pub const fn new(title: &'a str, width: usize) -> Self {
        Self { title, width, fill: false, right: false, middle: false }
    }

    /// A column of at least `width` cells that takes what the others leave.
    pub const fn fill(title: &'a str, width: usize) -> Self {
        Self { title, width, fill: true, right: false, middle: false }
    }

    /// The cells it asks for.
    pub const fn cells(&self) -> usize {
        self.width
    }

    /// Figures stand at the right.
    #[must_use]
    pub const fn right(mut self) -> Self {
        self.right = true;
        self
    }

    /// What is too long is cut in the middle: names that begin alike differ at the end.
    #[must_use]
    pub const fn middle(mut self) -> Self {
        self.middle = true;
        self
    }
}

/// A table with a line of titles; only the rows in sight are made.
pub struct Table<'a> {
    theme: &'a Theme,
    columns: &'a [Column<'a>],
    total: usize,
    row: &'a dyn Fn(usize) -> Vec<Line<'a>>,
    selected: Option<usize>,
}

impl<'a> Table<'a> {
    /// A table of `total` rows, each with one line per column.
    pub const fn new(
        theme: &'a Theme,
        columns: &'a [Column<'a>],
        total: usize,
        row: &'a dyn Fn(usize) -> Vec<Line<'a>>,
    ) -> Self {
        Self { theme, columns, total, row, selected: None }
    }

    /// The selected row, kept in sight.
    #[must_use]
    pub const fn selected(mut self, selected: Option<usize>) -> Self {
        self.selected = selected;
        self
    }

    /// Draws.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.width < 3 || area.height == 0 {
            return;
        }
        let width = area.width - 3;
        let titles = self.columns.iter().map(|column| Line::from(column.title)).collect();
        let head = self.joined(titles, width.into()).style(self.theme.style(Role::Dim));
        buf.set_line(area.x + 2, area.y, &head, width);
        let body = Rect { y: area.y + 1, height: area.height - 1, ..area };
        let rows = window(self.total, self.selected, body.height.into());
        draw_rows(self.theme, body, buf, self.total, rows, self.selected, |i, width| {
            self.joined((self.row)(i), width)
        });
    }

    /// The cells of one row side by side, one cell apart.
    fn joined(&self, cells: Vec<Line<'_>>, width: usize) -> Line<'static> {
        let gaps = self.columns.len().saturating_sub(1);
        let asked: usize = self.columns.iter().map(|column| column.width).sum::<usize>() + gaps;
        let mut spare = width.saturating_sub(asked);
        let mut spans = Vec::new();
        for (i, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            if i > 0 {
                spans.push(Span::raw(" "));
            }
            let width = column.width + if column.fill { std::mem::take(&mut spare) } else { 0 };
            let style = cell.style;
            let mark = self.theme.mark(Mark::Cut);
            let cell = match cell.spans.as_slice() {
                [only] if column.middle => {
                    Line::from(Span::styled(cut_middle(&only.content, width, mark), only.style))
                }
                _ => cut_line(cell, width, mark),
            };
            let pad = " ".repeat(width.saturating_sub(line_cells(&cell)));
            let text = cell.spans.into_iter().map(|span| Span::styled(span.content, style.patch(span.style)));
            if column.right {
                spans.push(Span::raw(pad));
                spans.extend(text);
            } else {
                spans.extend(text);
                spans.push(Span::raw(pad));
            }
        }
        Line::from(spans)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::theme::Preset;
    use crate::desk::widgets::tests::{row, screen};

    #[test]
    fn columns_stand_straight_under_wide_glyphs() {
        let theme = Theme::preset(Preset::Standard);
        let columns = [Column::new("号", 4), Column::fill("姓名", 4), Column::new("元", 6).right()];
        let cells = |i: usize| {
            let name = if i == 0 { "阿依古丽·买买提" } else { "王" };
            vec![Line::from(format!("A{i}")), Line::from(name), Line::from("12.50")]
        };
        let mut buf = screen(24, 3);
        Table::new(&theme, &columns, 2, &cells).selected(Some(1)).draw(buf.area, &mut buf);
        assert_eq!(
            [row(&buf, 0), row(&buf, 1), row(&buf, 2)],
            ["  号   姓名          元 ", "  A0   阿依古丽…  12.50 ", "> A1   王         12.50 "]
        );
    }
}
