//! Lists with a search line.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::Ui;
use super::dialog::boxed;
use crate::desk::app::Picker;
use crate::desk::theme::Role;
use crate::desk::widgets::{Column, Field, Table};
use crate::desk::wording as words;

pub(super) fn draw(picker: &Picker, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let wide = (area.width * 4 / 5).clamp(76, 120);
    let high = (area.height * 4 / 5).max(16);
    let inner = boxed(ui, words::picker_title(picker.what), Role::BorderFocus, area, (wide, high), buf);
    let line = Rect { height: 1, ..inner };
    let caret = Field::new(ui.theme, words::SEARCH_FIELD, 6, &picker.line).focused(true).draw(line, buf);
    let rest = Rect { y: inner.y + 2, height: inner.height.saturating_sub(2), ..inner };
    let note = match &picker.problem {
        Some(problem) => Some((problem.shown().to_owned(), Role::Danger)),
        None if picker.rows.is_empty() && picker.looking => Some((words::LOOKING.to_owned(), Role::Dim)),
        None if picker.rows.is_empty() => Some((words::nothing_found(picker.what).to_owned(), Role::Dim)),
        None => None,
    };
    if let Some((text, role)) = note {
        buf.set_stringn(rest.x, rest.y, text, rest.width.into(), ui.style(role));
        return caret;
    }
    let columns = [Column::fill("", 30), Column::new("", usize::from(wide / 3))];
    let row = |at: usize| {
        picker.rows.get(at).map_or_else(Vec::new, |row| {
            vec![Line::from(ui.span(row.text.clone(), Role::Text)), ui.line(row.detail.clone(), Role::Dim)]
        })
    };
    let rest = Rect { y: rest.y.saturating_sub(1), height: rest.height + 1, ..rest };
    Table::new(ui.theme, &columns, picker.rows.len(), &row).selected(Some(picker.at)).draw(rest, buf);
    caret
}
