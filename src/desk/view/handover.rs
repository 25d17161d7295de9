//! The handover sheet on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Line;

use super::Ui;
use super::dialog::boxed;
use crate::desk::app::{HandoverView, Model, Standing, may_add, sheet};
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
        Constraint::Length(5),
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
        let said = below(model, &post, line, view);
        let parts = said
            .iter()
            .flat_map(|(said, role)| wrap(said, text.width.into()).into_iter().map(|part| (part, *role)));
        for (y, (part, role)) in (text.top()..text.bottom()).zip(parts) {
            buf.set_stringn(text.x, y, part, text.width.into(), ui.style(role));
        }
    }
    let hint = hint(model, &post, lines.get(view.at), ui);
    buf.set_stringn(foot.x, foot.y, hint, foot.width.into(), ui.style(Role::Title));
    None
}

/// What stands below the list about the line under the cursor: the line whole, the remark, the question to answer.
fn below(model: &Model, post: &Post, line: &SheetLine, view: &HandoverView) -> Vec<(String, Role)> {
    let mut said = vec![(words::sheet_text(line), Role::Accent)];
    let confirmed = post.offer.as_ref().and_then(|offer| offer.confirmed.get(&line.id));
    let remark = confirmed.cloned().flatten().or_else(|| view.remark.clone());
    said.extend(remark.map(|remark| (words::remark(&remark), Role::Text)));
    if model.standing() == Standing::OfferedToMe && confirmed.is_none() {
        said.extend(line.read_back.as_ref().map(|asked| (words::read_back(asked), Role::Warning)));
    }
    said
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
        (Some(offer), _) => vec![words::offered_by(&name(&offer.from), &name(&offer.to), &offer.occasion)],
        (None, Some(holder)) => vec![words::held_by(&name(holder))],
        (None, None) => Vec::new(),
    };
    if let Some(offer) = &post.offer
        && !offer.note.is_blank()
    {
        lines.push(words::note(&offer.note));
    }
    if let (None, Some(handed)) = (&post.offer, &post.handed) {
        lines.extend(handed.added.iter().map(words::added_line));
    }
    lines
}

fn hint(model: &Model, post: &Post, line: Option<&SheetLine>, ui: &Ui<'_>) -> String {
    let key = ui.key(model, Action::Confirm);
    match model.standing() {
        Standing::Mine => words::handover_mine(&key),
        Standing::Offered => words::handover_offered(&ui.key(model, Action::Withdraw)),
        Standing::OfferedToMe => {
            let open = post.offer.as_ref().map_or(0, |offer| offer.open_lines().count());
            let remark = ui.key(model, Action::Remark);
            let confirmed = |line: &SheetLine| {
                post.offer.as_ref().is_some_and(|offer| offer.confirmed.contains_key(&line.id))
            };
            match line {
                _ if open == 0 => words::handover_accept(&key),
                Some(line) if line.read_back.is_some() && !confirmed(line) => {
                    words::handover_read_back(&remark, open)
                }
                _ => words::handover_confirm(&key, &remark, open),
            }
        }
        Standing::Others if may_add(model).is_some() => {
            may_add(model).map(|handed| words::handover_add(&key, &handed)).unwrap_or_default()
        }
        Standing::Others => words::handover_others(&ui.key(model, Action::TakeOver)),
        Standing::Vacant => String::new(),
    }
}
