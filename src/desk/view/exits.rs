//! Which exits are open, and why the others are not (行政许可法 32).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Ui;
use super::queue::padded;
use crate::desk::app::Model;
use crate::desk::keymap::Action;
use crate::desk::theme::{Mark, Role};
use crate::desk::widgets::Pane;
use crate::desk::wording as words;
use crate::domain::case::{Case, Stage};
use crate::domain::checklist::{Exit, ExitState};
use crate::domain::item::{CaseKind, IntakeMode};

pub(super) fn draw(model: &Model, case: &Case, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let inner = padded(Pane::new(ui.theme, words::EXITS).draw(area, buf));
    let lines = match (&case.stage, model.item()) {
        (Stage::Examining, Some(item)) => {
            let other = if item.intake_mode == IntakeMode::Accept { Exit::Receive } else { Exit::Accept };
            let assessment = case.assess(item);
            let shown = assessment.exits.iter().filter(|state| state.exit != other);
            let mut lines: Vec<Line<'static>> = shown.map(|state| exit(model, state, ui)).collect();
            lines.sort_by_key(|_| 0);
            lines
        }
        _ => next(model, case, ui),
    };
    for (y, line) in (inner.top()..inner.bottom()).zip(lines) {
        buf.set_line(inner.x, y, &line, inner.width);
    }
}

fn exit(model: &Model, state: &ExitState, ui: &Ui<'_>) -> Line<'static> {
    let action = match state.exit {
        Exit::Accept => Action::Accept,
        Exit::Receive => Action::Receive,
        Exit::Correct => Action::Notice,
        Exit::Refuse => Action::Refuse,
    };
    let key = ui.key(model, action);
    if state.is_open() {
        return Line::from(vec![
            ui.span(format!("{} ", ui.theme.mark(Mark::Ticked)), Role::Good),
            ui.span(format!("{} ", words::exit_open(state.exit, &key)), Role::Good),
        ]);
    }
    let why = state.closed.iter().map(ToString::to_string).collect::<Vec<_>>().join("；");
    Line::from(vec![
        ui.span(format!("{} ", ui.theme.mark(Mark::Unticked)), Role::Dim),
        ui.span(words::exit_closed(state.exit), Role::Text),
        ui.span(why, Role::Dim),
    ])
}

/// What comes next once the examination is over.
fn next(model: &Model, case: &Case, ui: &Ui<'_>) -> Vec<Line<'static>> {
    let key = |action| ui.key(model, action);
    let immediate = model.item().is_some_and(|item| item.kind == CaseKind::Immediate);
    let charged = model.item().is_some_and(|item| item.fee.is_some()) && case.fee.is_none();
    let text = match &case.stage {
        Stage::Examining => Vec::new(),
        Stage::Correcting { due, .. } => words::next_correcting(due.date, &key(Action::FindCase)),
        Stage::RefusalDrafted { .. } => words::next_refusal(&key(Action::Refuse)),
        Stage::Received => words::next_received(),
        Stage::Accepted { .. } if immediate => words::next_immediate(&key(Action::Decide)),
        Stage::Accepted { due, .. } => words::next_accepted(due.date, &key(Action::Finish)),
        Stage::Decided { granted: true, .. } if case.is_unpaid() => words::next_unpaid(&key(Action::Fee)),
        Stage::Decided { granted: true, .. } if charged => {
            words::next_fee(&key(Action::Fee), &key(Action::Deliver))
        }
        Stage::Decided { .. } => words::next_deliver(&key(Action::Deliver)),
        Stage::Refused | Stage::Delivered { .. } | Stage::Withdrawn { .. } => {
            words::next_closed(&key(Action::Finish))
        }
    };
    text.into_iter().map(|text| ui.line(text, Role::Text)).collect()
}
