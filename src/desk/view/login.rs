//! The login: what the program is, three fields, what went wrong.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Ui, dialog};
use crate::desk::app::{Form, Model};
use crate::desk::wording as words;

/// Width of the box.
const WIDTH: u16 = 66;

pub(super) fn draw(
    model: &Model,
    form: &Form,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let caret = dialog::form_box(form, ui, area, WIDTH, buf);
    let mut lines = vec![words::server(&model.server)];
    if model.demonstration {
        lines.extend(words::demonstration_login());
        lines.extend(model.join.as_deref().map(words::join));
    }
    dialog::foot(lines, ui, area, buf);
    caret
}
