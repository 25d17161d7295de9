//! The invitation to rate: one sentence and a code, for the person at the window to see.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::Ui;
use super::dialog::boxed;
use crate::desk::app::{Invitation, Model};
use crate::desk::keymap::Action;
use crate::desk::theme::{Borders, Role};
use crate::desk::wording as words;
use crate::document;
use crate::text::wrap;

/// Border and padding of a box, both sides; its upper and lower edge.
const FRAME: u16 = 4;
const EDGES: u16 = 2;
/// Cells for the sentence beside the code.
const SENTENCE: u16 = 28;

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
    let high = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(EDGES);
    let wide = side.saturating_add(SENTENCE + 2 + FRAME);
    // Blocks are no figures where a terminal draws them two cells wide.
    let fits = high <= area.height && wide <= area.width && ui.theme.borders() != Borders::Ascii;
    let (side, wide, high) = if fits { (side, wide, high) } else { (0, SENTENCE + 2 + FRAME, 10) };
    let inner = boxed(ui, words::INVITATION, Role::BorderFocus, area, (wide, high), buf);
    let [figure, _, text] =
        Layout::horizontal([Constraint::Length(side), Constraint::Length(2), Constraint::Min(0)])
            .areas(inner);
    if fits {
        for (y, row) in (figure.top()..figure.bottom()).zip(rows) {
            buf.set_stringn(figure.x, y, row, side.into(), ui.style(Role::Code));
        }
    }
    let room = usize::from(text.width);
    let mut lines = wrap(words::INVITATION_TEXT, room);
    if !fits {
        lines.extend(wrap(words::INVITATION_SMALL, room));
    }
    for (y, line) in (text.y + 1..text.bottom()).zip(lines) {
        buf.set_stringn(text.x, y, line, room, ui.style(Role::Text));
    }
    let hint = words::invitation_hint(&ui.key(model, Action::Cancel));
    buf.set_stringn(text.x, text.bottom().saturating_sub(1), hint, room, ui.style(Role::Title));
    None
}
