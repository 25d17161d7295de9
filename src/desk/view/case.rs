//! The desk with a case: its head, the checklist, the line under the cursor, the exits.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Line;

use super::{Ui, checklist, detail, exits, queue};
use crate::desk::app::Model;
use crate::desk::theme::Role;
use crate::desk::widgets::Pane;
use crate::desk::wording as words;
use crate::domain::case::{Case, Stage};
use crate::domain::person::Applicant;
use crate::text::{mask_id, width};

/// From this width on the queue beside it also shows the items.
const SPACIOUS: u16 = 160;
/// From this height on everything has its room while a question stands.
const HIGH: u16 = 28;
/// From this width on the queue stays beside the case.
const WIDE: u16 = 116;

/// Draws the case; gives the caret where a number is typed.
pub(super) fn draw(model: &Model, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let case = model.case()?;
    let area = if area.width >= WIDE {
        let side = if area.width >= SPACIOUS { area.width * 3 / 10 } else { area.width / 4 };
        let [side, rest] = Layout::horizontal([Constraint::Length(side), Constraint::Min(0)]).areas(area);
        let [waiting, kept] =
            Layout::vertical([Constraint::Percentage(55), Constraint::Percentage(45)]).areas(side);
        queue::waiting(model, ui, waiting, buf);
        queue::kept(model, ui, kept, buf);
        rest
    } else {
        area
    };
    // Without many rows the question with all its choices comes before everything it decides about.
    let crowded = model.question().is_some() && area.height < HIGH;
    let exits = if crowded { 3 } else { 5 };
    let [head, middle, foot] =
        Layout::vertical([Constraint::Length(5), Constraint::Min(6), Constraint::Length(exits)]).areas(area);
    particulars(model, case, ui, head, buf);
    let left = (middle.width * 11 / 20).min(90);
    let room = (middle.width.saturating_sub(left + 4), middle.height.saturating_sub(2));
    let tight = model.question().is_some_and(|question| detail::rows(question, room.0) > room.1);
    let left = if tight { middle.width * 2 / 5 } else { left };
    let [list, side] = Layout::horizontal([Constraint::Length(left), Constraint::Min(0)]).areas(middle);
    checklist::draw(model, case, ui, list, buf);
    exits::draw(model, case, ui, foot, buf);
    if let Some(question) = model.question() {
        return detail::question(model, case, question, ui, side, buf);
    }
    detail::draw(model, ui, side, buf);
    None
}

/// Who, what, which number, since when, until when.
fn particulars(model: &Model, case: &Case, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let badge = case.stage.label();
    let inner = queue::padded(Pane::new(ui.theme, words::CASE).badge(badge, Role::Accent).draw(area, buf));
    let item = model.item().map_or(case.item.as_str(), |item| item.name.as_str());
    let kind = model.item().map_or("", |item| words::kind(item.kind));
    let ticket = case.ticket.as_ref().map_or_else(|| words::NO_TICKET_HERE.to_owned(), words::ticket);
    let first = Line::from(vec![
        ui.span(format!("{ticket}  "), Role::Title),
        ui.span(format!("{item}  "), Role::Text),
        ui.span(kind, Role::Dim),
    ]);
    let lines = [first, who(model, case, ui, inner.width.into()), numbers(case, ui)];
    for (y, line) in (inner.top()..inner.bottom()).zip(lines) {
        buf.set_line(inner.x, y, &line, inner.width);
    }
}

/// A long name is cut with a mark; the number and the agent behind it stay.
fn who(model: &Model, case: &Case, ui: &Ui<'_>, cells: usize) -> Line<'static> {
    let Some(applicant) = &case.applicant else {
        return ui.line(
            words::applicant_missing(&ui.key(model, crate::desk::keymap::Action::EditApplicant)),
            Role::Warning,
        );
    };
    let number = applicant.number().shown();
    let shown = match applicant {
        Applicant::Natural { .. } if !model.is_unmasked() => mask_id(number),
        _ => number.to_owned(),
    };
    let mut behind = vec![ui.span(format!("  {shown}"), Role::Mask)];
    if let Some(agent) = &case.agent {
        behind.push(ui.span(format!("  {}", words::agent_is(&agent.name)), Role::Text));
    }
    let taken: usize = behind.iter().map(|span| width(&span.content)).sum();
    let name = words::applicant_is(applicant.name());
    let name = ui.span(ui.cut(&name, cells.saturating_sub(taken)), Role::Text);
    std::iter::once(name).chain(behind).collect()
}

fn numbers(case: &Case, ui: &Ui<'_>) -> Line<'static> {
    let mut spans = vec![
        ui.span(words::case_number(case.number_text()), Role::Text),
        ui.span(format!("  {}", words::received(case.received)), Role::Dim),
    ];
    match &case.stage {
        Stage::Correcting { notice, due } => {
            spans.push(ui.span(format!("  {}", words::correcting(notice, due.date)), Role::Warning));
        }
        Stage::Accepted { due, .. } => {
            spans.push(ui.span(format!("  {}", words::promised(due.date)), Role::Accent));
        }
        _ => {}
    }
    if let Some(fee) = &case.fee {
        let (text, role) = match &fee.receipt {
            Some(receipt) => (words::paid(&fee.quote.total.to_string(), receipt), Role::Good),
            None => (words::unpaid(&fee.quote.total.to_string()), Role::Warning),
        };
        spans.push(ui.span(format!("  {text}"), role));
    }
    Line::from(spans)
}
