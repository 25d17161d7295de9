//! Lists with a search line; actions with their keys.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Line;

use super::Ui;
use super::dialog::boxed;
use crate::desk::app::{Model, Picker, Row, RowValue, What};
use crate::desk::keymap::Action;
use crate::desk::theme::Role;
use crate::desk::widgets::{Column, Field, Table};
use crate::desk::wording as words;
use crate::text::{width, wrap};

/// Rows below the list for what its row under the cursor had to leave out.
const FOOT: u16 = 2;
/// Cells for the name of an action and for its key.
const ACTION: usize = 26;
const KEY: usize = 8;

pub(super) fn draw(
    model: &Model,
    picker: &Picker,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let wide = (area.width * 4 / 5).clamp(76, 120);
    let high = (area.height * 9 / 10).max(16);
    let inner = boxed(ui, words::picker_title(&picker.what), Role::BorderFocus, area, (wide, high), buf);
    let [line, rest, foot] =
        Layout::vertical([Constraint::Length(1), Constraint::Min(0), Constraint::Length(FOOT)]).areas(inner);
    let caret = if picker.what.is_menu() {
        buf.set_stringn(line.x, line.y, words::MENU_HINT, line.width.into(), ui.style(Role::Dim));
        None
    } else {
        Field::new(ui.theme, words::SEARCH_FIELD, 6, &picker.line).focused(true).draw(line, buf)
    };
    let note = match &picker.problem {
        Some(problem) => Some((problem.shown().to_owned(), Role::Danger)),
        None if picker.rows.is_empty() && picker.looking => Some((words::LOOKING.to_owned(), Role::Dim)),
        None if picker.rows.is_empty() => Some((words::nothing_found(&picker.what).to_owned(), Role::Dim)),
        None => None,
    };
    if let Some((text, role)) = note {
        buf.set_stringn(rest.x, rest.y + 1, text, rest.width.into(), ui.style(role));
        return caret;
    }
    let room = usize::from(inner.width).saturating_sub(3);
    let columns = columns(picker, room);
    let row = |at: usize| picker.rows.get(at).map_or_else(Vec::new, |row| cells(model, picker, at, row, ui));
    Table::new(ui.theme, &columns, picker.rows.len(), &row).selected(Some(picker.at)).draw(rest, buf);
    if let Some(row) = picker.rows.get(picker.at) {
        whole(row, &columns, ui, foot, buf);
    }
    caret
}

/// The detail has the room it needs, up to the half; the name has the rest and is cut in the middle.
fn columns(picker: &Picker, room: usize) -> Vec<Column<'static>> {
    if picker.what == What::Papers {
        return vec![Column::new(words::COLUMN_OTHER_PAPER, ACTION), Column::fill(words::COLUMN_NOT_NOW, 10)];
    }
    if picker.what == What::Actions {
        // Names of items are long, and what stands beside them is less; of actions it is the other way round.
        let found = picker.rows.iter().any(|row| !matches!(row.value, RowValue::Action(_)));
        let name = if found { room.saturating_sub(KEY + 2) * 3 / 5 } else { ACTION };
        return vec![
            Column::new(if found { words::COLUMN_FOUND } else { words::COLUMN_ACTION }, name).middle(),
            Column::new(if found { words::COLUMN_KIND } else { words::COLUMN_KEY }, KEY),
            Column::fill(if found { "" } else { words::COLUMN_NOT_NOW }, 10),
        ];
    }
    let detail = picker.rows.iter().map(|row| width(&row.detail)).max().unwrap_or(0).min(room / 2);
    vec![Column::fill("", room.saturating_sub(detail + 1)).middle(), Column::new("", detail)]
}

fn cells(model: &Model, picker: &Picker, at: usize, row: &Row, ui: &Ui<'_>) -> Vec<Line<'static>> {
    let refused = matches!(row.value, RowValue::Action(_) | RowValue::Paper(_)) && !row.detail.is_empty();
    let possible = !refused;
    let name = if picker.what.is_menu() { words::numbered(at, &row.text) } else { row.text.clone() };
    let text = ui.line(name, if possible { Role::Text } else { Role::Dim });
    let detail = ui.line(row.detail.clone(), Role::Dim);
    match &row.value {
        RowValue::Action(action) => {
            let key = key_below(model, *action, ui);
            vec![text, ui.line(key, if possible { Role::Accent } else { Role::Dim }), detail]
        }
        _ => match words::kind_of_row(&row.value).filter(|_| picker.what == What::Actions) {
            Some(kind) => vec![text, ui.line(kind, Role::Dim), detail],
            None => vec![text, detail],
        },
    }
}

/// The key of an action on the desk that lies below the list.
fn key_below(model: &Model, action: Action, ui: &Ui<'_>) -> String {
    let key = ui.keymap.key_to(&crate::desk::app::below(model), action);
    key.map(ToString::to_string).unwrap_or_default()
}

/// The row under the cursor in full, where its columns were too narrow for it.
fn whole(row: &Row, columns: &[Column<'_>], ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let room = usize::from(area.width).saturating_sub(3);
    let (name, detail) = match (&row.value, columns) {
        (RowValue::Paper(_), _) => (ACTION, room.saturating_sub(ACTION + 1)),
        (_, [_, detail]) => (room.saturating_sub(detail.cells() + 1), detail.cells()),
        (_, [name, key, _]) => (name.cells(), room.saturating_sub(name.cells() + key.cells() + 2)),
        _ => (ACTION, room.saturating_sub(ACTION + KEY + 2)),
    };
    if width(&row.text) <= name && width(&row.detail) <= detail {
        return;
    }
    let text = format!("{}　{}", row.text, row.detail);
    for (y, text) in (area.top()..area.bottom()).zip(wrap(&text, area.width.into())) {
        buf.set_stringn(area.x, y, text, area.width.into(), ui.style(Role::Accent));
    }
}
