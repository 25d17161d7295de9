//! Boxes over the desk: forms, defects, confirmations.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::Widget as _;

use super::Ui;
use super::queue::padded;
use crate::desk::app::{Confirm, DefectPick, Form, Kind, Model, allow};
use crate::desk::keymap::Action;
use crate::desk::theme::{Mark, Role};
use crate::desk::widgets::{Blank, Echo, Field, List, Pane};
use crate::desk::wording as words;
use crate::text::{width, wrap};

/// Width of a box where nothing asks for another.
const WIDTH: u16 = 70;

/// A box in the middle with a blank ground; gives the room inside.
pub(super) fn boxed(
    ui: &Ui<'_>,
    title: &str,
    role: Role,
    area: Rect,
    size: (u16, u16),
    buf: &mut Buffer,
) -> Rect {
    let (wide, high) = (size.0.min(area.width), size.1.min(area.height));
    let place = Rect {
        x: area.x + (area.width - wide) / 2,
        y: area.y + (area.height - high) / 2,
        width: wide,
        height: high,
    };
    Blank { style: ui.style(Role::Text) }.render(place, buf);
    padded(Pane::new(ui.theme, title).focused(true).border(role).draw(place, buf))
}

pub(super) fn form(form: &Form, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    form_box(form, ui, area, WIDTH, buf)
}

/// What stands below a box that has the screen to itself.
pub(super) fn foot(lines: Vec<String>, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let below = area.bottom().saturating_sub(u16::try_from(lines.len()).unwrap_or(0) + 1);
    for (y, line) in (below..area.bottom()).zip(lines) {
        buf.set_stringn(area.x + 2, y, line, usize::from(area.width).saturating_sub(2), ui.style(Role::Dim));
    }
}

/// A form with its fields, each with a line for what is wrong, and the refusal at the foot.
pub(super) fn form_box(
    form: &Form,
    ui: &Ui<'_>,
    area: Rect,
    wide: u16,
    buf: &mut Buffer,
) -> Option<Position> {
    let room = usize::from(wide).saturating_sub(4);
    let refusal = form.refusal.as_ref().map(|why| wrap(why.shown(), room)).unwrap_or_default();
    let rows = form.fields.len() * 2 + refusal.len().max(usize::from(form.sent)) + 3;
    let high = u16::try_from(rows).unwrap_or(area.height);
    let inner = boxed(ui, &form.title, Role::BorderFocus, area, (wide, high), buf);
    let caret = fields(form, ui, Rect { y: inner.y + 1, ..inner }, buf);
    let below = inner.y + 1 + u16::try_from(form.fields.len() * 2).unwrap_or(0);
    if form.sent {
        buf.set_stringn(inner.x, below, words::LOGGING_IN, room, ui.style(Role::Accent));
        return None;
    }
    for (y, line) in (below..inner.bottom()).zip(refusal) {
        buf.set_stringn(inner.x, y, line, room, ui.style(Role::Danger));
    }
    caret
}

/// The fields of a form, two rows each; gives the caret.
pub(super) fn fields(form: &Form, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let label = form.fields.iter().map(|field| width(&field.label)).max().unwrap_or(0) + 2;
    let label = u16::try_from(label).unwrap_or(area.width);
    let mut caret = None;
    for (at, (field, y)) in form.fields.iter().zip((area.y..area.bottom()).step_by(2)).enumerate() {
        let place = Rect { y, height: 2.min(area.bottom() - y), ..area };
        let echo = if field.kind == Kind::Secret { Echo::Nothing } else { Echo::Text };
        let hint = words::field_hint(field);
        let shown = words::choice_label(field).map(tui_input::Input::new);
        let drawn = Field::new(ui.theme, &field.label, label, shown.as_ref().unwrap_or(&field.line))
            .hint(&hint)
            .problem(field.problem.as_deref())
            .echo(echo)
            .focused(at == form.at)
            .draw(place, buf);
        caret = caret.or(drawn);
    }
    caret
}

/// The coded defects of the line, each with its digit.
pub(super) fn defects(
    model: &Model,
    pick: &DefectPick,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let material = model.material(&pick.material)?;
    let offered: Vec<_> =
        material.defects.iter().filter(|defect| defect.on_the_spot || !pick.on_the_spot).collect();
    let title = words::defects_title(&material.name, pick.on_the_spot);
    let high = u16::try_from(offered.len()).unwrap_or(9) + 6;
    let inner = boxed(ui, &title, Role::Warning, area, (76, high), buf);
    let row = |at: usize| {
        offered.get(at).map_or_else(Line::default, |defect| {
            let mark = if pick.marked.contains(&defect.code) { Mark::Ticked } else { Mark::Unticked };
            Line::from(vec![
                ui.span(format!("{}  {} ", at + 1, ui.theme.mark(mark)), Role::Title),
                ui.span(defect.text.clone(), Role::Text),
            ])
        })
    };
    let list = Rect { height: inner.height.saturating_sub(4), ..inner };
    List::new(ui.theme, offered.len(), &row).selected(Some(pick.at)).draw(list, buf);
    let remedy = offered.get(pick.at).map(|defect| words::right(&defect.remedy)).unwrap_or_default();
    let mut foot = wrap(&remedy, inner.width.into());
    foot.truncate(2);
    foot.push(words::DEFECTS_HINT.to_owned());
    let y = list.bottom() + 1;
    for (y, line) in (y..inner.bottom()).zip(foot) {
        buf.set_stringn(inner.x, y, line, inner.width.into(), ui.style(Role::Dim));
    }
    None
}

/// An act with legal effect: what it does, and the key that does it.
pub(super) fn confirm(
    model: &Model,
    confirm: &Confirm,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let room = usize::from(WIDTH) - 4;
    let lines: Vec<String> = confirm.lines.iter().flat_map(|line| wrap(line, room)).collect();
    let high = u16::try_from(lines.len()).unwrap_or(area.height) + 5;
    let inner = boxed(ui, &confirm.title, Role::Legal, area, (WIDTH, high), buf);
    for (y, line) in (inner.y + 1..inner.bottom()).zip(&lines) {
        buf.set_stringn(inner.x, y, line, room, ui.style(Role::Text));
    }
    let back = allow(model, Action::SendBack).is_ok().then(|| ui.key(model, Action::SendBack));
    let (yes, no) = (ui.key(model, Action::Confirm), ui.key(model, Action::Cancel));
    let hint = words::confirm_hint(&yes, back.as_deref(), &no);
    buf.set_stringn(inner.x, inner.bottom().saturating_sub(1), hint, room, ui.style(Role::Title));
    None
}
