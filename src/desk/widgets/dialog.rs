//! A box in the middle of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget as _;

use super::blank::Blank;
use super::cells::{cells, cut_line, wrap};
use super::pane::Pane;
use super::scroll::Scroll;
use crate::desk::theme::{Mark, Role, Theme};

/// A dialog with a title, a wrapped body and one line at its foot; as high as its text, as wide as asked.
#[derive(Debug, Clone, Copy)]
pub struct Dialog<'a> {
    theme: &'a Theme,
    title: &'a str,
    body: &'a str,
    footer: &'a str,
    role: Role,
    width: u16,
    top: usize,
}

impl<'a> Dialog<'a> {
    /// A dialog; line ends in `body` are kept.
    pub const fn new(theme: &'a Theme, title: &'a str, body: &'a str, footer: &'a str) -> Self {
        Self { theme, title, body, footer, role: Role::BorderFocus, width: 60, top: 0 }
    }

    /// The role of border and footer: [`Role::Legal`] before an act with legal effect.
    #[must_use]
    pub const fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }

    /// The width asked for, borders included.
    #[must_use]
    pub const fn width(mut self, width: u16) -> Self {
        self.width = width;
        self
    }

    /// The first line of a body that is longer than the screen.
    #[must_use]
    pub const fn top(mut self, top: usize) -> Self {
        self.top = top;
        self
    }

    /// Draws in the middle of `screen` and gives the room of the body.
    pub fn draw(self, screen: Rect, buf: &mut Buffer) -> Rect {
        let screen = screen.intersection(buf.area);
        let theme = self.theme;
        let width = self.width.min(screen.width);
        let room = usize::from(width.saturating_sub(4));
        let text = theme.style(Role::Text);
        let lines: Vec<Line<'_>> =
            wrap(self.body, room).into_iter().map(|line| Line::styled(line, text)).collect();
        let asked = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(4);
        let height = asked.min(screen.height);
        let area = Rect {
            x: screen.x + (screen.width - width) / 2,
            y: screen.y + (screen.height - height) / 2,
            width,
            height,
        };
        Blank { style: text }.render(area, buf);
        let inner = Pane::new(theme, self.title).border(self.role).draw(area, buf);
        let inner = Rect { x: inner.x + inner.width.min(1), width: inner.width.saturating_sub(2), ..inner };
        // The foot says how to leave: where room is short, it stays and the body yields.
        let foot = inner.height.min(1);
        let gap = u16::from(inner.height > 2);
        if !inner.is_empty() {
            let line = Line::styled(self.footer, theme.style(self.role));
            let line = cut_line(line, inner.width.into(), theme.mark(Mark::Cut));
            let width = u16::try_from(cells(self.footer)).unwrap_or(u16::MAX).min(inner.width);
            buf.set_line(inner.right() - width, inner.bottom() - 1, &line, width);
        }
        let body = Rect { height: inner.height.saturating_sub(foot + gap), ..inner };
        Scroll::new(theme, &lines, self.top).draw(body, buf);
        body
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::theme::Preset;
    use crate::desk::widgets::tests::{row, screen};

    #[test]
    fn a_dialog_over_chinese_text_leaves_no_half_glyphs() {
        let theme = Theme::preset(Preset::Ascii);
        let mut buf = Buffer::with_lines(["中文中文中文中文中文中文"; 7]);
        Dialog::new(&theme, "受理", "受理后开始计时，请核对。", "F10 确认")
            .width(18)
            .draw(buf.area, &mut buf);
        let rows: Vec<_> = (0..7).map(|y| row(&buf, y)).collect();
        assert_eq!(rows[0], "中 +- 受理 ---------+ 文");
        assert!(rows.iter().all(|row| super::cells(row) == 24), "{rows:#?}");
        assert!(rows.iter().any(|row| row.contains("F10 确认")), "{rows:#?}");
    }

    #[test]
    fn a_body_longer_than_the_screen_scrolls_above_the_foot() {
        let theme = Theme::preset(Preset::Standard);
        let mut buf = screen(24, 7);
        let body = "一\n二\n三\n四\n五\n六\n七";
        Dialog::new(&theme, "不予受理", body, "Esc").role(Role::Legal).top(2).draw(buf.area, &mut buf);
        let all: String = (0..7).map(|y| row(&buf, y)).collect();
        assert!(
            all.contains("三") && all.contains("Esc") && all.contains("3-4/7") && !all.contains("一"),
            "{all}"
        );
    }
}
