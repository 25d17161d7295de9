//! The bottom line: which keys do what, here and now.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::cells::{cells, line_cells};
use crate::desk::keymap::{Action, Hint};
use crate::desk::theme::{Mark, Role, Theme};

/// The bar. Hints that do not fit are dropped from the right, which the mark of a cut shows; the pinned ones keep
/// their place at the right edge.
pub struct Bar<'a> {
    theme: &'a Theme,
    hints: &'a [Hint],
    pinned: &'a [Hint],
    available: &'a dyn Fn(Action) -> bool,
}

impl<'a> Bar<'a> {
    /// A bar of these hints; those whose action is not available are drawn dim, their key in brackets.
    pub const fn new(theme: &'a Theme, hints: &'a [Hint], available: &'a dyn Fn(Action) -> bool) -> Self {
        Self { theme, hints, pinned: &[], available }
    }

    /// Hints that are never dropped while the bar has room for one thing at all.
    #[must_use]
    pub const fn pinned(mut self, pinned: &'a [Hint]) -> Self {
        self.pinned = pinned;
        self
    }

    /// Draws into the first line of the area.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let kept: Line<'_> = self.pinned.iter().flat_map(|hint| self.hint(hint)).collect();
        let room = u16::try_from(line_cells(&kept)).unwrap_or(u16::MAX);
        let room = if room <= area.width { room } else { 0 };
        let width = usize::from(area.width - room);
        let mark = self.theme.mark(Mark::Cut);
        buf.set_style(Rect { height: 1, ..area }, self.theme.style(Role::BarText));
        let mut line = Line::default();
        let mut used = 0;
        for (i, hint) in self.hints.iter().enumerate() {
            let hint = self.hint(hint);
            let more = i + 1 < self.hints.len();
            let needed = used + line_cells(&hint) + if more { cells(mark) } else { 0 };
            if needed > width {
                line.push_span(Span::styled(mark.to_owned(), self.theme.style(Role::BarText)));
                break;
            }
            used += line_cells(&hint);
            line.extend(hint);
        }
        buf.set_line(area.x, area.y, &line, area.width - room);
        buf.set_line(area.right() - room, area.y, &kept, room);
    }

    fn hint(&self, hint: &Hint) -> Line<'static> {
        let key = hint.keys.first().map(ToString::to_string).unwrap_or_default();
        let text = self.theme.style(Role::BarText);
        if (self.available)(hint.action) {
            let key = Span::styled(format!(" {key} "), self.theme.style(Role::BarKey));
            Line::from(vec![key, Span::styled(format!("{} ", hint.label), text)])
        } else {
            Line::from(Span::styled(format!("({key}){} ", hint.label), self.theme.style(Role::Dim)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::keymap::{self, Context};
    use crate::desk::theme::Preset;
    use crate::desk::widgets::tests::{row, screen};

    #[test]
    fn hints_fit_and_the_last_go_first() {
        let theme = Theme::preset(Preset::Standard);
        let hints = keymap::load(keymap::Preset::Default, None).keymap.bar(&[Context::Global]);
        let draw = |width, available: &dyn Fn(Action) -> bool| {
            let mut buf = screen(width, 1);
            Bar::new(&theme, &hints, available).draw(buf.area, &mut buf);
            row(&buf, 0)
        };
        assert_eq!(draw(20, &|_| true), " F1 帮助  F2 叫号 … ");
        assert_eq!(draw(20, &|action| action == Action::Help), " F1 帮助 (F2)叫号 … ");
        assert_eq!(draw(2, &|_| true), "… ");
        let mut buf = screen(20, 1);
        let (all, last) = hints.split_at(hints.len() - 1);
        Bar::new(&theme, all, &|_| true).pinned(last).draw(buf.area, &mut buf);
        assert_eq!(row(&buf, 0), " F1 帮助 … F10 操作 ", "the pinned one stays");
        for width in 0..130 {
            draw(width, &|_| true);
        }
    }
}
