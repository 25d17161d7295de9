//! What was entered and did not take effect (未生效的录入): the list, and of the one under the cursor both sides, what
//! was entered and what the record says now (F81).

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Line;

use super::Ui;
use super::dialog::boxed;
use crate::desk::app::{Held, HeldRow, HeldView, Model, held_rows};
use crate::desk::keymap::Action;
use crate::desk::theme::Role;
use crate::desk::widgets::List;
use crate::desk::wording as words;
use crate::domain::clock::beijing;
use crate::text::wrap;

pub(super) fn draw(
    model: &Model,
    view: HeldView,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let inner = boxed(ui, words::HELD, Role::BorderFocus, area, (area.width, area.height), buf);
    let rows = held_rows(model);
    let listed = u16::try_from(rows.len()).unwrap_or(u16::MAX).clamp(1, inner.height / 3);
    let [list, _, text, foot] = Layout::vertical([
        Constraint::Length(listed),
        Constraint::Length(1),
        Constraint::Min(1),
        Constraint::Length(1),
    ])
    .areas(inner);
    let row =
        |at: usize| rows.get(at).map_or_else(Line::default, |row| ui.line(title(model, row), Role::Text));
    List::new(ui.theme, rows.len(), &row).selected(Some(view.at)).draw(list, buf);
    let mut lines = rows.get(view.at).map(|row| both_sides(model, row)).unwrap_or_default();
    if rows.is_empty() {
        lines.push((words::NOTHING_HELD.to_owned(), Role::Dim));
    }
    lines.extend(model.notes.iter().map(|note| (note.shown().to_owned(), Role::Warning)));
    let lines: Vec<_> = lines
        .into_iter()
        .flat_map(|(line, role)| wrap(&line, text.width.into()).into_iter().map(move |line| (line, role)))
        .collect();
    let top = view.top.min(lines.len().saturating_sub(usize::from(text.height)));
    for (y, (line, role)) in (text.top()..text.bottom()).zip(lines.into_iter().skip(top)) {
        buf.set_stringn(text.x, y, line, text.width.into(), ui.style(role));
    }
    let hint = words::held_hint(&ui.key(model, Action::Confirm), &ui.key(model, Action::DropEntry));
    buf.set_stringn(foot.x, foot.y, hint, foot.width.into(), ui.style(Role::Title));
    None
}

fn title(model: &Model, row: &HeldRow<'_>) -> String {
    match row {
        HeldRow::Draft(draft) => {
            let mine = model.session.as_ref().is_some_and(|session| session.officer.id == draft.officer);
            let whose = words::draft_of(&model.name_of(&draft.officer), mine);
            let case = draft.typed.case.as_ref().map(|case| words::about_case(model, case));
            [Some(whose), Some(draft.typed.title.clone()), case]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("　")
        }
        HeldRow::Held(held) => what(model, held),
    }
}

fn what(model: &Model, held: &Held) -> String {
    if let Some(command) = &held.command {
        return words::ordered(model, command);
    }
    let form = held.typing.as_ref().and_then(|typing| typing.form());
    let case = form.and_then(|form| form.purpose.case()).map(|case| words::about_case(model, case));
    form.map(|form| form.title.clone()).into_iter().chain(case).collect::<Vec<_>>().join("　")
}

/// When and why, what was entered, and what the record says.
fn both_sides(model: &Model, row: &HeldRow<'_>) -> Vec<(String, Role)> {
    let mut lines = Vec::new();
    let (entered, recorded) = match row {
        HeldRow::Draft(draft) => {
            lines.push((words::typed_since(beijing(draft.since).time()), Role::Dim));
            lines.push((words::THEY_ENTERED.to_owned(), Role::Title));
            (draft.typed.fields.clone(), None)
        }
        HeldRow::Held(held) => {
            lines.push((words::held_why(beijing(held.at).time(), &held.why), Role::Danger));
            lines.push((words::ENTERED.to_owned(), Role::Title));
            (entered(model, held), held.command.as_ref().map(|command| words::recorded(model, command)))
        }
    };
    lines.extend(fields(model, &entered));
    if let Some(recorded) = recorded {
        lines.push((words::RECORDED.to_owned(), Role::Title));
        if recorded.is_empty() {
            lines.push((format!("  {}", words::NOTHING_RECORDED), Role::Dim));
        }
        lines.extend(fields(model, &recorded));
    }
    lines
}

fn entered(model: &Model, held: &Held) -> Vec<(String, String)> {
    if let Some(form) = held.typing.as_ref().and_then(|typing| typing.form()) {
        return form.told();
    }
    held.command.as_ref().map_or_else(Vec::new, |command| {
        words::keyed_in(model, command).into_iter().chain(words::entered(command)).collect()
    })
}

/// Numbers are masked as everywhere; taken up into the form they are read whole.
fn fields(model: &Model, fields: &[(String, String)]) -> Vec<(String, Role)> {
    let shown = |label: &str, text: &str| match words::private(label) {
        Some(mask) if !model.is_unmasked() => mask(text),
        _ => words::or_empty(text),
    };
    fields.iter().map(|(label, text)| (format!("  {label}：{}", shown(label, text)), Role::Text)).collect()
}
