//! The desk without a case: who waits, who is at the window, what the window keeps.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::Line;

use super::Ui;
use crate::desk::app::{Model, Standing};
use crate::desk::keymap::Action;
use crate::desk::theme::Role;
use crate::desk::widgets::{Column, Pane, Scroll, Table};
use crate::desk::wording as words;
use crate::domain::case::{Case, Stage};
use crate::domain::person::Applicant;
use crate::domain::ticket::{Priority, Ticket, TicketState};
use crate::text::wrap;

pub(super) fn draw(model: &Model, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let [left, right] =
        Layout::horizontal([Constraint::Percentage(55), Constraint::Percentage(45)]).areas(area);
    let [card, cases] = Layout::vertical([Constraint::Length(9), Constraint::Min(4)]).areas(right);
    waiting(model, ui, left, buf);
    counter(model, ui, card, buf);
    kept(model, ui, cases, buf);
}

/// Below this width the queue shows who, not what.
const NARROW: u16 = 44;
/// Below this many cells a name goes without its county.
const SHORT: usize = 24;
/// From this width on names have room.
const ROOMY: u16 = 60;
/// From this width on there is room for when a ticket was taken, and for the item of a kept case.
const AIRY: u16 = 80;

/// The waiting tickets of this window in the order of calling.
pub(super) fn waiting(model: &Model, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    // No screen shows more rows than it has.
    let (waiting, count) = model.first_waiting(usize::from(area.height));
    let badge = words::waiting_count(count);
    let pane = Pane::new(ui.theme, words::QUEUE).badge(&badge, Role::Accent).draw(area, buf);
    let inner = fairness(model, ui, pane, buf);
    if waiting.is_empty() {
        let text = if model.loaded { words::NOBODY_WAITS } else { words::LOADING };
        buf.set_stringn(inner.x + 1, inner.y, text, inner.width.into(), ui.style(Role::Dim));
        return;
    }
    let mut columns = vec![Column::new(words::COLUMN_TICKET, 5), Column::new(words::COLUMN_WHY, 9)];
    let airy = area.width >= AIRY;
    if airy {
        columns.push(Column::new(words::COLUMN_TAKEN, 6));
    }
    let name = match area.width {
        ..NARROW => usize::from(area.width).saturating_sub(21),
        NARROW..ROOMY if area.width < 50 => 10,
        NARROW..ROOMY => 14,
        ROOMY..AIRY => 18,
        _ => 32,
    };
    columns.push(Column::new(words::COLUMN_NAME, name));
    if area.width >= NARROW {
        columns.push(Column::fill(words::COLUMN_ITEM, 6).middle());
    }
    let row = |at: usize| {
        waiting.get(at).map(|ticket| ticket_row(model, ui, ticket, name, airy)).unwrap_or_default()
    };
    Table::new(ui.theme, &columns, count, &row).draw(inner, buf);
}

/// How the calls of the day were shared out, below the list; nothing before the first call.
fn fairness(model: &Model, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) -> Rect {
    let tally = model.post().tally;
    let mut said: Vec<String> = Vec::new();
    if tally.day == Some(model.today()) {
        said.push(words::tally(&tally));
    }
    let expected = crate::desk::app::reserved(model).count();
    if expected > 0 {
        said.push(words::expected(expected));
    }
    if said.is_empty() || area.width < NARROW {
        return area;
    }
    let lines = wrap(&said.join("；"), usize::from(area.width).saturating_sub(2));
    let high = u16::try_from(lines.len()).unwrap_or(1).min(area.height);
    let [list, foot] = Layout::vertical([Constraint::Min(0), Constraint::Length(high)]).areas(area);
    for (y, line) in (foot.top()..foot.bottom()).zip(lines) {
        buf.set_stringn(foot.x + 1, y, line, foot.width.into(), ui.style(Role::Dim));
    }
    list
}

/// A listed name in so many cells; in few of them the county that all names share is left out.
fn listed(model: &Model, applicant: Option<&Applicant>, cells: usize) -> String {
    let name = applicant.map(Applicant::listed).unwrap_or_default();
    match &model.rules {
        Some(rules) if cells < SHORT => words::without_place(&rules.hall, &name).to_owned(),
        _ => name,
    }
}

fn ticket_row(model: &Model, ui: &Ui<'_>, ticket: &Ticket, name: usize, airy: bool) -> Vec<Line<'static>> {
    let name = listed(model, ticket.applicant.as_ref(), name);
    let why = match &ticket.sent_to {
        Some(sent) => words::sent_from(&sent.from),
        None => match ticket.priority(model.time()) {
            Priority::Arrival if ticket.slot_is_breached(model.time()) => words::BREACHED.to_owned(),
            priority => words::priority(priority),
        },
    };
    let mut row = vec![ui.line(ticket.no.to_string(), Role::Title), ui.line(why, Role::Accent)];
    if airy {
        row.push(ui.line(ticket.taken.strftime("%H:%M").to_string(), Role::Dim));
    }
    row.extend([ui.line(name, Role::Text), ui.line(item_name(model, ticket), Role::Dim)]);
    row
}

fn item_name(model: &Model, ticket: &Ticket) -> String {
    ticket
        .item
        .as_ref()
        .and_then(|code| model.rules.as_ref()?.name_on(code, model.today()))
        .unwrap_or(words::NO_ITEM)
        .to_owned()
}

/// The person at the window, or what to do next.
fn counter(model: &Model, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let inner = Pane::new(ui.theme, words::COUNTER).focused(true).draw(area, buf);
    let cells = usize::from(inner.width).saturating_sub(2);
    let mut lines: Vec<Line<'static>> = Vec::new();
    if let Some(ticket) = model.ticket() {
        lines.extend(card(model, ui, ticket, cells));
    } else {
        let next = match model.standing() {
            _ if !model.loaded => words::LOADING.to_owned(),
            Standing::Mine if model.post().away.is_some() => words::AWAY_NOW.to_owned(),
            Standing::Mine | Standing::Offered => words::call_hint(&ui.key(model, Action::CallNext)),
            standing => words::not_holding(standing, &holder(model)).shown().to_owned(),
        };
        lines.extend(ui.paragraph(&next, cells, 0, Role::Title));
        lines.extend(ui.paragraph(
            &words::counter_hints(&ui.key(model, Action::FindCase), &ui.key(model, Action::Palette)),
            cells,
            0,
            Role::Dim,
        ));
        if let Some(join) = model.join.as_deref().filter(|_| model.demonstration) {
            lines.extend(ui.paragraph(&words::join(join), cells, 0, Role::Dim));
        }
    }
    Scroll::new(ui.theme, &lines, 0).draw(padded(inner), buf);
}

fn holder(model: &Model) -> String {
    model.post().holder.map(|holder| model.name_of(&holder)).unwrap_or_default()
}

fn card(model: &Model, ui: &Ui<'_>, ticket: &Ticket, cells: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let serving = matches!(ticket.state, TicketState::Serving { .. });
    let mut first = vec![ui.span(words::ticket(&ticket.no), Role::Title)];
    let why = words::priority(ticket.priority(model.time()));
    if !why.is_empty() {
        first.push(ui.span(format!(" {why}"), Role::Accent));
    }
    let state = if serving { words::SERVING.to_owned() } else { words::called(ticket.calls) };
    first.push(ui.span(format!("  {state}"), Role::Dim));
    lines.push(Line::from(first));
    if let Some(applicant) = &ticket.applicant {
        lines.push(ui.line(words::applicant_is(applicant.name()), Role::Text));
    }
    if let Some(agent) = &ticket.agent {
        lines.push(ui.line(words::agent_is(&agent.name), Role::Text));
    }
    lines.extend(ui.paragraph(&words::item_is(&item_name(model, ticket)), cells, 6, Role::Text));
    if let Some(sent) = &ticket.sent_to {
        lines.extend(ui.paragraph(&words::sent_why(&sent.from, &sent.why), cells, 0, Role::Accent));
    }
    let begin = ui.key(model, Action::Begin);
    let hint = if serving {
        words::open_hint(&begin, &ui.key(model, Action::SearchItem))
    } else {
        words::begin_hint(&begin, &ui.key(model, Action::Recall), &ui.key(model, Action::NoShow))
    };
    lines.extend(ui.paragraph(&hint, cells, 0, Role::Good));
    lines
}

/// Open cases the window keeps, with what comes next.
pub(super) fn kept(model: &Model, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let cases: Vec<&Case> = model.state().open_cases(&model.window).collect();
    let badge = words::case_count(cases.len());
    let inner = Pane::new(ui.theme, words::KEPT_CASES).badge(&badge, Role::Accent).draw(area, buf);
    if cases.is_empty() {
        buf.set_stringn(inner.x + 1, inner.y, words::NO_KEPT_CASES, inner.width.into(), ui.style(Role::Dim));
        return;
    }
    let (airy, dated) = (area.width >= AIRY, area.width >= NARROW);
    let name = match (airy, dated) {
        (true, _) => 24,
        (false, true) => usize::from(area.width).saturating_sub(31),
        (false, false) => usize::from(area.width).saturating_sub(20),
    };
    let mut columns = vec![Column::new(words::COLUMN_CASE, 5), Column::new(words::COLUMN_NAME, name)];
    if airy {
        columns.push(Column::fill(words::COLUMN_ITEM, 8).middle());
    }
    columns.push(Column::new(words::COLUMN_STAGE, 8));
    if dated {
        columns.push(Column::new(words::COLUMN_DUE, 10).right());
    }
    let row = |at: usize| {
        cases.get(at).map_or_else(Vec::new, |case| {
            let mut row = vec![
                ui.line(tail(case.number_text()), Role::Text),
                ui.line(listed(model, case.applicant.as_ref(), name), Role::Text),
            ];
            if airy {
                row.push(ui.line(kept_item(model, case), Role::Dim));
            }
            row.extend([ui.line(case.stage.label(), Role::Accent), ui.line(due(case), Role::Dim)]);
            row
        })
    };
    Table::new(ui.theme, &columns, cases.len(), &row).draw(inner, buf);
}

fn kept_item(model: &Model, case: &Case) -> String {
    let item = model.rules.as_ref().and_then(|rules| rules.edition(&case.item, &case.edition));
    item.map_or_else(|| case.item.as_str().to_owned(), |item| item.name.clone())
}

/// The running number of the day: the date before it is the same for the whole list of a morning.
fn tail(number: &str) -> String {
    number.rsplit('-').next().unwrap_or(number).to_owned()
}

fn due(case: &Case) -> String {
    match &case.stage {
        Stage::Correcting { due, .. } | Stage::Accepted { due, .. } => due.date.to_string(),
        _ => String::new(),
    }
}

pub(super) fn padded(area: Rect) -> Rect {
    Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area }
}
