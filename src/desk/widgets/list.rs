//! A list of lines with one selected.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::cells::cut_line;
use crate::desk::theme::{Mark, Role, Theme};

/// The rows to show of `total` in `height`, with the selected one among them, in the middle where possible.
/// A pure function of the selection: no scroll position to keep.
pub fn window(total: usize, selected: Option<usize>, height: usize) -> Range<usize> {
    let selected = selected.unwrap_or(0).min(total.saturating_sub(1));
    let start = selected.saturating_sub(height / 2).min(total.saturating_sub(height));
    start..(start + height).min(total)
}

/// A list; only the rows in sight are made.
pub struct List<'a> {
    theme: &'a Theme,
    total: usize,
    row: &'a dyn Fn(usize) -> Line<'a>,
    selected: Option<usize>,
}

impl<'a> List<'a> {
    /// A list of `total` rows.
    pub const fn new(theme: &'a Theme, total: usize, row: &'a dyn Fn(usize) -> Line<'a>) -> Self {
        Self { theme, total, row, selected: None }
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
        let rows = window(self.total, self.selected, area.height.into());
        draw_rows(self.theme, area, buf, self.total, rows, self.selected, |i, _| (self.row)(i));
    }
}

/// Draws rows with the cursor's mark before the selected one and marks at the right where there is more.
pub(super) fn draw_rows<'a>(
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
    total: usize,
    rows: Range<usize>,
    selected: Option<usize>,
    row: impl Fn(usize, usize) -> Line<'a>,
) {
    if area.width < 3 || area.height == 0 {
        return;
    }
    let last = area.right() - 1;
    // Two cells for the cursor's mark, one for the scroll marks.
    let width = area.width - 3;
    let bottom = area.bottom() - 1;
    for (y, i) in (area.top()..area.bottom()).zip(rows.clone()) {
        let line = cut_line(row(i, width.into()), width.into(), theme.mark(Mark::Cut));
        buf.set_line(area.x + 2, y, &line, width);
        if selected == Some(i) {
            buf.set_stringn(area.x, y, theme.mark(Mark::Cursor), 2, theme.style(Role::Focus));
            buf.set_style(Rect { y, height: 1, ..area }, theme.style(Role::Focus));
        }
    }
    if rows.start > 0 {
        buf.set_stringn(last, area.y, theme.mark(Mark::Above), 1, theme.style(Role::Accent));
    }
    if rows.end < total {
        buf.set_stringn(last, bottom, theme.mark(Mark::Below), 1, theme.style(Role::Accent));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::theme::Preset;
    use crate::desk::widgets::tests::{row, screen};

    #[test]
    fn the_selected_row_is_always_in_sight() {
        for total in 0..12 {
            for height in 0..8 {
                for selected in 0..total {
                    let rows = window(total, Some(selected), height);
                    assert!(rows.end <= total && rows.len() == height.min(total));
                    assert!(height == 0 || rows.contains(&selected));
                }
            }
        }
    }

    #[test]
    fn cursor_and_more_are_marked_without_colour() {
        let theme = Theme::preset(Preset::Standard);
        let mut buf = screen(10, 3);
        let name = |i: usize| Line::from(format!("第{i}件材料清单"));
        List::new(&theme, 9, &name).selected(Some(4)).draw(buf.area, &mut buf);
        assert_eq!([row(&buf, 0), row(&buf, 1), row(&buf, 2)], ["  第3件… ^", "> 第4件…  ", "  第5件… v"]);
    }
}
