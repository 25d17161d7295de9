//! The newest call, as large as the screen allows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Screen;
use crate::board::glyphs::{self, Scale};
use crate::board::wording as words;
use crate::desk::theme::{Mark, Role};
use crate::wire::{Board, BoardCall};

/// Rows of the headline: not half of the screen, because every window has its place below.
pub(super) fn rows(area: Rect) -> u16 {
    (area.height.saturating_mul(12) / 25).clamp(2, 25)
}

impl Screen<'_> {
    pub(super) fn headline(&self, board: &Board, area: Rect, buf: &mut Buffer) {
        if let Some(since) = self.model.old_since() {
            let [what, next] = words::old(since);
            let at = |row: u16| Rect { y: area.y.saturating_add(row), height: 1, ..area }.intersection(area);
            let top = (area.height / 2).saturating_sub(1);
            self.middle(buf, at(top), &format!(" {what} "), Role::Danger);
            self.middle(buf, at(top.saturating_add(1)), &next, Role::Warning);
            return;
        }
        if let Some(call) = board.calls.first() {
            self.call(board, call, area, buf);
        } else {
            let row = Rect { y: area.y.saturating_add(area.height / 2), height: 1, ..area };
            self.middle(buf, row.intersection(area), words::NO_CALLS, Role::Title);
        }
    }

    fn call(&self, board: &Board, call: &BoardCall, area: Rect, buf: &mut Buffer) {
        let flashes = self.model.flashes(&call.ticket, &call.window);
        let label = if flashes { words::CALLING } else { words::CALLED_LAST };
        let mark = if flashes { self.theme.mark(Mark::Cursor) } else { "" };
        let window = board.windows.iter().find(|window| window.window == call.window);
        let again = if call.again { format!("  {}", words::AGAIN) } else { String::new() };
        let said = words::call(&call.ticket, &call.window, window);
        let line = format!(" {mark}{mark} {label}  {said}{again} ");
        let role = if flashes { Role::Focus } else { Role::Title };
        let row = Rect { height: 1, ..area };
        self.middle(buf, row.intersection(area), &line, role);

        let text = format!("{}>{}", call.ticket, call.window);
        let columns = usize::from(area.width.saturating_sub(2));
        let Some(scale) = Scale::for_text(&text, columns, usize::from(area.height.saturating_sub(2))) else {
            return;
        };
        let role = if flashes { Role::Accent } else { Role::Title };
        let below = area.height.saturating_sub(u16::try_from(scale.rows()).unwrap_or(area.height));
        let top = area.y.saturating_add(below.div_ceil(2).max(1));
        for (at, line) in (0..).zip(glyphs::rows(&text, scale, self.ink())) {
            let row = Rect { y: top.saturating_add(at), height: 1, ..area };
            self.middle(buf, row.intersection(area), &line, role);
        }
    }
}
