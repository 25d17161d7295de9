//! The locked desk: who locked it, and the field for the password. Nothing of anybody else.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Ui, dialog};
use crate::desk::app::{Form, Model, Standing};
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
    let name = model.session.as_ref().map(|session| session.officer.name.as_str()).unwrap_or_default();
    let lines = words::locked_lines(name, matches!(model.standing(), Standing::Mine | Standing::Offered));
    dialog::foot(lines, ui, area, buf);
    caret
}
