//! The invitation to rate: one sentence and a code, for the person at the window to see.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Ui;
use super::dialog::boxed;
use crate::desk::app::{Invitation, Model};
use crate::desk::keymap::Action;
use crate::desk::theme::Role;
use crate::desk::wording as words;
use crate::document;
use crate::text::wrap;

/// Border and padding of a box, both sides.
const FRAME: u16 = 4;
const WIDE: u16 = 60;

pub(super) fn draw(
    model: &Model,
    invitation: &Invitation,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let code = document::qr_blocks(invitation.code.shown()).unwrap_or_default();
    let rows: Vec<&str> = code.lines().collect();
    let side = rows.first().map_or(0, |row| u16::try_from(row.chars().count()).unwrap_or(u16::MAX));
    let wide = side.saturating_add(FRAME).max(WIDE).min(area.width);
    let room = usize::from(wide.saturating_sub(FRAME));
    let text = wrap(words::INVITATION_TEXT, room);
    let high = u16::try_from(rows.len() + text.len() + 3).unwrap_or(area.height);
    let fits = high <= area.height && side.saturating_add(FRAME) <= area.width;
    let inner = boxed(ui, words::INVITATION, Role::BorderFocus, area, (wide, high), buf);
    let mut y = inner.y;
    for line in text {
        buf.set_stringn(inner.x, y, line, room, ui.style(Role::Text));
        y += 1;
    }
    if fits && !rows.is_empty() {
        let x = inner.x + (inner.width.saturating_sub(side)) / 2;
        for row in rows {
            // The light modules are drawn: light on dark, whatever the theme (`document::qr_blocks`).
            buf.set_stringn(x, y, row, side.into(), ui.style(Role::Code));
            y += 1;
        }
    } else {
        for line in wrap(words::INVITATION_SMALL, room) {
            buf.set_stringn(inner.x, y, line, room, ui.style(Role::Warning));
            y += 1;
        }
    }
    let hint = words::invitation_hint(&ui.key(model, Action::Cancel));
    buf.set_stringn(inner.x, inner.bottom().saturating_sub(1), hint, room, ui.style(Role::Title));
    None
}
