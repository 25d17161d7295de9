//! The last calls: a pane where there is room, otherwise a line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Screen;
use crate::board::wording as words;
use crate::desk::theme::Role;
use crate::desk::widgets::{Pane, cells};
use crate::wire::Board;

impl Screen<'_> {
    pub(super) fn calls(&self, board: &Board, area: Rect, buf: &mut Buffer) {
        let inner = Pane::new(self.theme, words::CALLS).draw(area, buf);
        for (at, call) in (0..inner.height).zip(&board.calls) {
            let row =
                Rect { x: inner.x.saturating_add(1), y: inner.y.saturating_add(at), height: 1, ..inner };
            let again = if call.again { words::AGAIN } else { "" };
            let text = format!("{}  {}  {again}", words::clock(call.at), words::called(call, self.arrow()));
            let flashes = self.model.flashes(&call.ticket, &call.window);
            let role = if flashes { Role::Focus } else { Role::Text };
            self.text(buf, row.intersection(inner), text.trim_end(), role);
        }
    }

    /// As many calls as fit into a line, none cut.
    pub(super) fn strip(&self, board: &Board, area: Rect, buf: &mut Buffer) {
        let area = Rect { x: area.x.saturating_add(1), width: area.width.saturating_sub(2), ..area };
        let mut line = words::CALLS.to_owned();
        for call in &board.calls {
            let longer = format!("{line}  {}", words::called(call, self.arrow()));
            if cells(&longer) > usize::from(area.width) {
                break;
            }
            line = longer;
        }
        if !board.calls.is_empty() {
            self.text(buf, area, &line, Role::Dim);
        }
    }
}
