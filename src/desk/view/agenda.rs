//! What expires when: the clocks of many cases by day, and of the one under the cursor its case and its trace.

use jiff::civil::Date;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Line;

use super::Ui;
use super::clocks::explained;
use super::dialog::boxed;
use crate::desk::app::{AgendaView, Model};
use crate::desk::theme::Role;
use crate::desk::widgets::{Column, Scroll, Table};
use crate::desk::wording as words;
use crate::domain::agenda::{Entry, When, tally};
use crate::domain::clocks::ClockState;

/// From this width on the trace stands beside the list.
const BESIDE: u16 = 110;
/// Rows at the foot of a narrow list for the case under the cursor.
const FOOT: u16 = 6;

/// A row of the list: a heading, or a clock by its place.
#[derive(Clone, Copy)]
enum Row {
    Group(When, usize),
    Clock(usize),
}

pub(super) fn draw(
    model: &Model,
    view: &AgendaView,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let title = words::agenda_title(view.of_hall, model.window.as_str());
    let inner = boxed(ui, &title, Role::BorderFocus, area, (area.width, area.height), buf);
    let [head, rest] = Layout::vertical([Constraint::Length(1), Constraint::Min(0)]).areas(inner);
    summary(model, view, ui, head, buf);
    let Some(entry) = view.entries.get(view.at) else {
        buf.set_stringn(rest.x, rest.y + 1, words::NO_AGENDA, rest.width.into(), ui.style(Role::Dim));
        return None;
    };
    if area.width >= BESIDE {
        let [list, _, side] =
            Layout::horizontal([Constraint::Percentage(58), Constraint::Length(2), Constraint::Min(0)])
                .areas(rest);
        table(model, view, ui, list, buf);
        let mut lines = case(entry, ui, side.width.into());
        lines.push(Line::default());
        lines.extend(explained(&entry.clock, ui, side.width.into()));
        Scroll::new(ui.theme, &lines, view.top).draw(side, buf);
    } else if view.reading {
        let mut lines = case(entry, ui, rest.width.into());
        lines.push(Line::default());
        lines.extend(explained(&entry.clock, ui, rest.width.into()));
        Scroll::new(ui.theme, &lines, view.top).draw(rest, buf);
    } else {
        let [list, _, foot] =
            Layout::vertical([Constraint::Min(0), Constraint::Length(1), Constraint::Length(FOOT)])
                .areas(rest);
        table(model, view, ui, list, buf);
        Scroll::new(ui.theme, &case(entry, ui, foot.width.into()), 0).draw(foot, buf);
    }
    None
}

/// How many there are of each kind, and whether that is all.
fn summary(model: &Model, view: &AgendaView, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let counts = tally(&view.entries, model.today());
    let (text, role) = match &view.problem {
        Some(why) => (words::agenda_only_own(why), Role::Danger),
        None if view.looking.is_some() && !view.of_hall => (words::AGENDA_LOOKING.to_owned(), Role::Dim),
        None if view.more => {
            (format!("{}　{}", words::agenda_counts(&counts), words::AGENDA_MORE), Role::Warning)
        }
        None => (words::agenda_counts(&counts), Role::Title),
    };
    buf.set_stringn(area.x, area.y, ui.cut(&text, area.width.into()), area.width.into(), ui.style(role));
}

/// The clocks under the headings of their days.
fn rows(entries: &[Entry], today: Date) -> Vec<Row> {
    let mut rows = Vec::with_capacity(entries.len() + When::ALL.len());
    let counts = tally(entries, today);
    let mut last = None;
    for (at, entry) in entries.iter().enumerate() {
        let when = When::of(entry.clock.due.date, today);
        if last != Some(when) {
            let count = counts.iter().find(|(of, _)| *of == when).map_or(0, |(_, count)| *count);
            rows.push(Row::Group(when, count));
            last = Some(when);
        }
        rows.push(Row::Clock(at));
    }
    rows
}

fn table(model: &Model, view: &AgendaView, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let rows = rows(&view.entries, model.today());
    let selected = rows.iter().position(|row| matches!(row, Row::Clock(at) if *at == view.at));
    let mut columns = vec![
        Column::new(words::COLUMN_LAST_DAY, 10),
        Column::new(words::COLUMN_LEFT, 15),
        Column::new(words::COLUMN_CLOCK, 10),
        Column::new(words::COLUMN_CASE, 13),
    ];
    if view.of_hall {
        columns.push(Column::new(words::COLUMN_WINDOW, 4));
    }
    columns.push(Column::fill(words::COLUMN_ITEM, 8));
    let row = |at: usize| match rows.get(at) {
        None => Vec::new(),
        Some(Row::Group(when, count)) => {
            let role = match when {
                When::Overdue => Role::Danger,
                When::Today | When::Tomorrow => Role::Warning,
                When::Week | When::Later => Role::Title,
            };
            vec![ui.line(words::agenda_group(*when, *count), role)]
        }
        Some(Row::Clock(at)) => {
            view.entries.get(*at).map(|entry| cells(model, view, entry, ui)).unwrap_or_default()
        }
    };
    Table::new(ui.theme, &columns, rows.len(), &row).selected(selected).draw(area, buf);
}

fn cells(model: &Model, view: &AgendaView, entry: &Entry, ui: &Ui<'_>) -> Vec<Line<'static>> {
    let Some(rules) = &model.rules else { return Vec::new() };
    let state = entry.clock.state(model.today(), &rules.calendar);
    let role = match state {
        ClockState::Overdue(_) => Role::Danger,
        ClockState::Today => Role::Warning,
        ClockState::Left(_) => Role::Text,
    };
    let mut cells = vec![
        ui.line(entry.clock.due.date.to_string(), Role::Accent),
        ui.line(state.to_string(), role),
        ui.line(entry.clock.label.clone(), Role::Text),
        ui.line(entry.number.clone().unwrap_or_default(), Role::Text),
    ];
    if view.of_hall {
        cells.push(ui.line(entry.window.to_string(), Role::Dim));
    }
    cells.push(ui.line(entry.item.clone(), Role::Text));
    cells
}

/// The case of a clock, whole.
fn case(entry: &Entry, ui: &Ui<'_>, cells: usize) -> Vec<Line<'static>> {
    let lines = words::agenda_case(entry);
    lines.iter().flat_map(|line| ui.paragraph(line, cells, 5, Role::Text)).collect()
}
