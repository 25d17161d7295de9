//! What all cases of a visit ask for, each material once (一件事).

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::Ui;
use super::checklist::verdict;
use super::dialog::boxed;
use crate::desk::app::Model;
use crate::desk::theme::Role;
use crate::desk::widgets::{Column, Table};
use crate::desk::wording as words;
use crate::domain::checklist::{MergedLine, merge};

/// The cases first, then their materials with how far each is in which case.
pub(super) fn draw(model: &Model, top: usize, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let visit = model.visit();
    let lists: Vec<_> = visit.iter().map(|(case, item)| case.lines(item)).collect();
    let merged = merge(&lists);
    let wide = (area.width * 9 / 10).clamp(76, 120);
    let inner = boxed(ui, words::VISIT_TITLE, Role::BorderFocus, area, (wide, area.height), buf);
    let cells = usize::from(inner.width);
    for (y, (at, (case, item))) in (inner.top()..inner.bottom()).zip(visit.iter().enumerate()) {
        let text = words::visit_case(at + 1, case.number_text(), &item.name);
        buf.set_stringn(inner.x, y, ui.cut(&text, cells), cells, ui.style(Role::Text));
    }
    let head = u16::try_from(visit.len()).unwrap_or(inner.height).min(inner.height) + 1;
    let asked = 10 * visit.len().clamp(2, 4);
    let columns = [
        Column::fill(words::COLUMN_MATERIAL, 20).middle(),
        Column::new(words::COLUMN_COPIES, 8),
        Column::new(words::COLUMN_ASKED, asked),
    ];
    let rows = merged.len().saturating_sub(top.min(merged.len().saturating_sub(1)));
    let first = merged.len() - rows;
    let row = |at: usize| merged.get(first + at).map(|line| row(first + at, line, ui)).unwrap_or_default();
    let table = Rect { y: inner.y + head, height: inner.height.saturating_sub(head + 1), ..inner };
    Table::new(ui.theme, &columns, rows, &row).draw(table, buf);
    let hint = words::visit_hint(merged.len(), visit.len());
    buf.set_stringn(
        inner.x,
        inner.bottom().saturating_sub(1),
        ui.cut(&hint, cells),
        cells,
        ui.style(Role::Dim),
    );
    None
}

fn row(at: usize, line: &MergedLine<'_>, ui: &Ui<'_>) -> Vec<Line<'static>> {
    let mut asked = Vec::new();
    for one in &line.asked {
        if !asked.is_empty() {
            asked.push(ui.span("  ", Role::Dim));
        }
        let (_, role) = verdict(one.verdict);
        asked.push(ui.span(words::visit_state(one.list + 1, one.verdict.label()), role));
    }
    vec![
        ui.line(format!("{}{}{}", at + 1, words::STOP, line.material.name), Role::Text),
        ui.line(words::copies_short(line.originals, line.copies), Role::Dim),
        Line::from(asked),
    ]
}
