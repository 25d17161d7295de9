//! A framed part of the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Widget};

use super::cells::{cells, cut};
use crate::desk::theme::{Mark, Role, Theme};

/// A box with a title at the left of its upper edge and an optional badge at the right. The pane that has the
/// keys is told by its border and by the mark before its title.
#[derive(Debug, Clone, Copy)]
pub struct Pane<'a> {
    theme: &'a Theme,
    title: &'a str,
    badge: Option<(&'a str, Role)>,
    focused: bool,
    border: Option<Role>,
}

impl<'a> Pane<'a> {
    /// A pane without badge and focus.
    pub const fn new(theme: &'a Theme, title: &'a str) -> Self {
        Self { theme, title, badge: None, focused: false, border: None }
    }

    /// Whether the pane has the keys.
    #[must_use]
    pub const fn focused(mut self, focused: bool) -> Self {
        self.focused = focused;
        self
    }

    /// A word at the right of the upper edge.
    #[must_use]
    pub const fn badge(mut self, text: &'a str, role: Role) -> Self {
        self.badge = Some((text, role));
        self
    }

    /// Another role for the border.
    #[must_use]
    pub const fn border(mut self, role: Role) -> Self {
        self.border = Some(role);
        self
    }

    /// The room inside.
    pub fn inner(area: Rect) -> Rect {
        Block::bordered().inner(area)
    }

    /// Draws and gives the room inside.
    pub fn draw(self, area: Rect, buf: &mut Buffer) -> Rect {
        let area = area.intersection(buf.area);
        self.render(area, buf);
        Self::inner(area)
    }
}

impl Widget for Pane<'_> {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return;
        }
        let theme = self.theme;
        let role = self.border.unwrap_or(if self.focused { Role::BorderFocus } else { Role::Border });
        Block::bordered().border_set(theme.border_set()).border_style(theme.style(role)).render(area, buf);
        let room = usize::from(area.width).saturating_sub(4);
        let mark = if self.focused { theme.mark(Mark::Cursor) } else { "" };
        let title = cut(&format!("{mark} {} ", self.title), room, theme.mark(Mark::Cut));
        let style = if self.focused { theme.style(Role::BorderFocus) } else { theme.style(Role::Title) };
        let mut free = room;
        if !self.title.is_empty() && room > 0 {
            buf.set_stringn(area.x + 2, area.y, &title, room, style);
            free = room.saturating_sub(cells(&title) + 1);
        }
        if let Some((text, role)) = self.badge {
            let text = format!(" {text} ");
            let width = cells(&text);
            if width <= free {
                // Fits into the free cells of a u16-wide area.
                let width = u16::try_from(width).unwrap_or(u16::MAX);
                let x = area.right().saturating_sub(2).saturating_sub(width);
                buf.set_stringn(x, area.y, &text, width.into(), theme.style(role));
            }
        }
    }
}
