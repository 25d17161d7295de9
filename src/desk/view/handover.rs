//! The handover sheet on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Line;

use super::Ui;
use super::dialog::boxed;
use crate::desk::app::{HandoverView, Model, Standing, sheet};
use crate::desk::keymap::Action;
use crate::desk::theme::{Mark, Role};
use crate::desk::widgets::{Column, Table};
use crate::desk::wording as words;
use crate::domain::post::{Post, SheetLine};
use crate::text::wrap;

pub(super) fn draw(
    model: &Model,
    view: &HandoverView,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let inner = boxed(ui, words::HANDOVER, Role::BorderFocus, area, (area.width, area.height), buf);
    let [head, list, text, foot] = Layout::vertical([
        Constraint::Length(3),
        Constraint::Min(4),
        Constraint::Length(3),
        Constraint::Length(1),
    ])
    .areas(inner);
    let post = model.post();
    for (y, line) in
        (head.top()..head.bottom()).zip(opening(model, &post).iter().flat_map(|l| wrap(l, head.width.into())))
    {
        buf.set_stringn(head.x, y, line, head.width.into(), ui.style(Role::Text));
    }
    let lines = post.offer.as_ref().map_or_else(|| sheet(model), |offer| offer.lines.clone());
    table(&post, &lines, view.at, ui, list, buf);
    if lines.is_empty() {
        buf.set_stringn(list.x, list.y + 1, words::EMPTY_SHEET, list.width.into(), ui.style(Role::Dim));
    }
    if let Some(line) = lines.get(view.at) {
        for (y, part) in (text.top()..text.bottom()).zip(wrap(&words::sheet_text(line), text.width.into())) {
            buf.set_stringn(text.x, y, part, text.width.into(), ui.style(Role::Accent));
        }
    }
    let hint = hint(model, &post, ui);
    buf.set_stringn(foot.x, foot.y, hint, foot.width.into(), ui.style(Role::Title));
    None
}

fn table(post: &Post, lines: &[SheetLine], at: usize, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let columns = [
        Column::new(words::COLUMN_CONFIRMED, 6),
        Column::new(words::COLUMN_MATTER, 8),
        Column::new(words::COLUMN_NAME, 14),
        Column::fill(words::COLUMN_TEXT, 20),
    ];
    let row = |at: usize| {
        lines.get(at).map_or_else(Vec::new, |line| {
            let confirmed = post.offer.as_ref().is_some_and(|offer| offer.confirmed.contains_key(&line.id));
            let mark = if confirmed { Mark::Ticked } else { Mark::Unticked };
            let role = if line.critical { Role::Warning } else { Role::Text };
            vec![
                ui.line(ui.theme.mark(mark), if confirmed { Role::Good } else { Role::Dim }),
                ui.line(line.matter.label(), role),
                ui.line(line.who.shown(), Role::Text),
                Line::from(ui.span(words::sheet_text(line), role)),
            ]
        })
    };
    let selected = (!lines.is_empty()).then_some(at.min(lines.len().saturating_sub(1)));
    Table::new(ui.theme, &columns, lines.len(), &row).selected(selected).draw(area, buf);
}

fn opening(model: &Model, post: &Post) -> Vec<String> {
    let name = |officer| model.name_of(officer);
    let mut lines = match (&post.offer, &post.holder) {
        (Some(offer), _) => vec![words::offered_by(&name(&offer.from), &name(&offer.to))],
        (None, Some(holder)) => vec![words::held_by(&name(holder))],
        (None, None) => Vec::new(),
    };
    if let Some(offer) = &post.offer
        && !offer.note.is_blank()
    {
        lines.push(words::note(&offer.note));
    }
    lines
}

fn hint(model: &Model, post: &Post, ui: &Ui<'_>) -> String {
    let key = ui.key(model, Action::Confirm);
    match model.standing() {
        Standing::Mine => words::handover_mine(&key),
        Standing::Offered => words::handover_offered(&ui.key(model, Action::Withdraw)),
        Standing::OfferedToMe => {
            let open = post.offer.as_ref().map_or(0, |offer| offer.open_lines().count());
            if open == 0 { words::handover_accept(&key) } else { words::handover_confirm(&key, open) }
        }
        Standing::Others => words::handover_others(&ui.key(model, Action::TakeOver)),
        Standing::Vacant => String::new(),
    }
}
