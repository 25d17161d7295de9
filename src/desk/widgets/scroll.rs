//! A long text, seen through a window.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::cells::{cells, cut_line};
use crate::desk::theme::{Mark, Role, Theme};

/// Lines that are already wrapped, from `top` on. If they do not all fit, the last row tells the place.
#[derive(Debug, Clone, Copy)]
pub struct Scroll<'a> {
    theme: &'a Theme,
    lines: &'a [Line<'a>],
    top: usize,
}

impl<'a> Scroll<'a> {
    /// The lines from `top` on; a `top` beyond the end shows the end.
    pub const fn new(theme: &'a Theme, lines: &'a [Line<'a>], top: usize) -> Self {
        Self { theme, lines, top }
    }

    /// The greatest useful `top` for `lines` lines in `height` rows.
    pub const fn last_top(lines: usize, height: usize) -> usize {
        if lines <= height { 0 } else { lines + 1 - if height == 0 { 1 } else { height } }
    }

    /// Draws, and gives the `top` that was really used.
    pub fn draw(self, area: Rect, buf: &mut Buffer) -> usize {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return self.top;
        }
        let height = usize::from(area.height);
        let whole = self.lines.len() <= height;
        let rows = if whole { height } else { height - 1 };
        let top = self.top.min(Self::last_top(self.lines.len(), height));
        for (y, line) in (area.top()..area.bottom()).zip(self.lines.iter().skip(top).take(rows)) {
            let line = cut_line(line.clone(), area.width.into(), self.theme.mark(Mark::Cut));
            buf.set_line(area.x, y, &line, area.width);
        }
        if !whole {
            let end = (top + rows).min(self.lines.len());
            let above = if top > 0 { self.theme.mark(Mark::Above) } else { " " };
            let below = if end < self.lines.len() { self.theme.mark(Mark::Below) } else { " " };
            let place = format!("{above}{below} {}-{end}/{}", (top + 1).min(end), self.lines.len());
            let width = u16::try_from(cells(&place)).unwrap_or(u16::MAX).min(area.width);
            let x = area.right() - width;
            buf.set_stringn(x, area.bottom() - 1, place, width.into(), self.theme.style(Role::Dim));
        }
        top
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::theme::Preset;
    use crate::desk::widgets::tests::{row, screen};

    #[test]
    fn the_place_is_told_and_the_end_is_the_end() {
        let theme = Theme::preset(Preset::Standard);
        let lines: Vec<Line<'_>> = (1..=9).map(|i| Line::from(format!("第{i}条"))).collect();
        let draw = |top| {
            let mut buf = screen(12, 4);
            (Scroll::new(&theme, &lines, top).draw(buf.area, &mut buf), row(&buf, 0), row(&buf, 3))
        };
        assert_eq!(draw(0), (0, "第1条       ".into(), "     v 1-3/9".into()));
        assert_eq!(draw(99), (6, "第7条       ".into(), "    ^  7-9/9".into()));
    }
}
