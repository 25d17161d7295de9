//! The clocks of the case: until when, how long still, and the trace of the one under the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Line;

use super::Ui;
use super::dialog::boxed;
use crate::desk::app::{ClocksView, Model, clocks};
use crate::desk::keymap::Action;
use crate::desk::theme::Role;
use crate::desk::widgets::{Column, Scroll, Table};
use crate::desk::wording as words;
use crate::domain::clocks::{CaseClock, ClockState};

/// Rows of the table at most; the trace below has the rest.
const ROWS: u16 = 8;
const WIDTH: u16 = 100;
/// So that the box does not jump about when another clock is chosen.
const LOW: u16 = 18;
/// Border and padding of a box, both sides.
const FRAME: u16 = 4;

pub(super) fn draw(
    model: &Model,
    view: &ClocksView,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let number = model.case().map_or("", |case| case.number_text());
    let title = words::clocks_title(number, model.item().map_or("", |item| &item.name));
    let found = clocks(model);
    let rows = u16::try_from(found.len()).unwrap_or(ROWS).clamp(1, ROWS) + 1;
    let wide = area.width.min(WIDTH);
    let lines = found.get(view.at).map(|clock| explained(clock, ui, usize::from(wide.saturating_sub(FRAME))));
    let trace = lines.as_ref().map_or(0, |lines| u16::try_from(lines.len()).unwrap_or(area.height));
    // Table, a row between, the trace, a row for what is below, the keys, the frame.
    let high = rows.saturating_add(trace).saturating_add(5);
    let inner = boxed(ui, &title, Role::BorderFocus, area, (wide, high.max(LOW)), buf);
    let [list, _, trace, foot] = Layout::vertical([
        Constraint::Length(rows),
        Constraint::Length(1),
        Constraint::Min(0),
        Constraint::Length(1),
    ])
    .areas(inner);
    if let Some(lines) = lines {
        table(model, &found, view.at, ui, list, buf);
        Scroll::new(ui.theme, &lines, view.top).draw(trace, buf);
    } else {
        buf.set_stringn(list.x, list.y, words::NO_CLOCKS, list.width.into(), ui.style(Role::Dim));
    }
    let hint = words::clocks_hint(&ui.key(model, Action::Cancel));
    buf.set_stringn(foot.x, foot.y, hint, foot.width.into(), ui.style(Role::Title));
    None
}

fn table(model: &Model, found: &[CaseClock], at: usize, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let columns = [
        Column::fill(words::COLUMN_CLOCK, 24),
        Column::new(words::COLUMN_LAST_DAY, 18),
        Column::new(words::COLUMN_LEFT, 16),
    ];
    let row = |at: usize| {
        let (Some(clock), Some(rules)) = (found.get(at), &model.rules) else { return Vec::new() };
        let state = clock.state(model.today(), &rules.calendar);
        let role = match state {
            ClockState::Overdue(_) => Role::Danger,
            ClockState::Today => Role::Warning,
            ClockState::Left(_) => Role::Text,
        };
        vec![
            ui.line(clock.label.clone(), Role::Text),
            ui.line(words::due_day(&clock.due), Role::Accent),
            ui.line(state.to_string(), role),
        ]
    };
    Table::new(ui.theme, &columns, found.len(), &row).selected(Some(at)).draw(area, buf);
}

/// What the date rests on, what happens when it is missed, and how it was counted.
pub(super) fn explained(clock: &CaseClock, ui: &Ui<'_>, cells: usize) -> Vec<Line<'static>> {
    let mut lines = ui.paragraph(&words::basis(&clock.law), cells, 5, Role::Dim);
    if let Some(lapse) = &clock.lapse {
        lines.extend(ui.paragraph(&words::lapse(lapse), cells, 5, Role::Warning));
    }
    lines.push(Line::default());
    lines.push(ui.line(words::HOW_COUNTED, Role::Title));
    for step in &clock.due.trace {
        lines.extend(ui.paragraph(&format!("{}{step}", words::BULLET), cells, 2, Role::Text));
    }
    lines
}
