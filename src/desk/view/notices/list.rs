//! The list of the pane: the draft, then what was issued, each with what became of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::super::Ui;
use super::super::queue::padded;
use super::page;
use crate::desk::app::{IssuedPaper, Model, NoticesView, draft_title, issued};
use crate::desk::theme::Role;
use crate::desk::widgets::{Blank, Column, Pane, Table};
use crate::desk::wording as words;
use ratatui::widgets::Widget as _;

/// Below this width a row says what and how it stands; from the second on also when, and for whom.
const ROOMY: u16 = 56;
const AIRY: u16 = 96;

pub(super) fn draw(
    model: &Model,
    view: &NoticesView,
    ui: &Ui<'_>,
    (title, badge, role): (&str, &str, Role),
    area: Rect,
    buf: &mut Buffer,
) {
    Blank { style: ui.style(Role::Text) }.render(area, buf);
    let pane = Pane::new(ui.theme, title).focused(!view.reading).border(role);
    let pane = if badge.is_empty() { pane } else { pane.badge(badge, Role::Warning) };
    let inner = padded(pane.draw(area, buf));
    let papers = issued(model, view);
    let drafts = usize::from(view.draft.is_some());
    let count = papers.len() + drafts;
    if count == 0 {
        buf.set_stringn(inner.x, inner.y, words::NO_ROWS, inner.width.into(), ui.style(Role::Dim));
        return;
    }
    let columns = columns(inner.width);
    let row = |at: usize| match at.checked_sub(drafts) {
        Some(at) => papers.get(at).map_or_else(Vec::new, |paper| issued_row(model, paper, ui, inner.width)),
        None => draft_row(model, view, ui, inner.width),
    };
    Table::new(ui.theme, &columns, count, &row).selected(Some(view.at.min(count - 1))).draw(inner, buf);
}

fn columns(width: u16) -> Vec<Column<'static>> {
    if width < ROOMY {
        // Kind and number share a column: the mark in the number says the kind.
        return vec![Column::fill(words::COLUMN_NUMBER, 16), Column::new(words::COLUMN_STATE, 13)];
    }
    let (paper, state) = (Column::new(words::COLUMN_PAPER, 16), Column::new(words::COLUMN_STATE, 22));
    if width < AIRY {
        return vec![paper, Column::fill(words::COLUMN_NUMBER, 19), state];
    }
    let (number, on) = (Column::new(words::COLUMN_NUMBER, 20), Column::new(words::COLUMN_ON, 10));
    vec![paper, number, on, Column::fill(words::COLUMN_NAME, 24).middle(), state]
}

fn draft_row(model: &Model, view: &NoticesView, ui: &Ui<'_>, width: u16) -> Vec<Line<'static>> {
    let closed = page::is_closed(model, view);
    let (state, role) =
        if closed { (words::DRAFT_CLOSED, Role::Warning) } else { (words::DRAFT, Role::Legal) };
    let title = ui.line(draft_title(model, view), Role::Text);
    let state = ui.line(state, role);
    let mut row = vec![title, state];
    if width >= ROOMY {
        row.insert(1, Line::default());
    }
    if width >= AIRY {
        row.insert(2, Line::default());
        row.insert(3, Line::default());
    }
    row
}

fn issued_row(model: &Model, paper: &IssuedPaper, ui: &Ui<'_>, width: u16) -> Vec<Line<'static>> {
    let sent = model.sent.contains(&paper.reference);
    let state = words::paper_state(paper.kind, &paper.track, sent, width < ROOMY);
    let void = paper.track.voided.is_some();
    let role = match (void, paper.track.printed) {
        (true, _) => Role::Dim,
        (false, false) => Role::Warning,
        (false, true) => Role::Good,
    };
    let plain = if void { Role::Dim } else { Role::Text };
    let number = ui.line(paper.reference.number.to_string(), plain);
    let state = ui.line(state, role);
    if width < ROOMY {
        return vec![number, state];
    }
    let mut row = vec![ui.line(paper.kind.title(), plain), number, state];
    if width >= AIRY {
        row.insert(2, ui.line(paper.on.to_string(), Role::Dim));
        row.insert(3, ui.line(paper.who.shown(), Role::Dim));
    }
    row
}
