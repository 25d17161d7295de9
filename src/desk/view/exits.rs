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
use crate::domain::checklist::{Assessment, Closed, Exit, ExitState};
use crate::domain::item::{CaseKind, IntakeMode};
use crate::text::width;

pub(super) fn draw(model: &Model, case: &Case, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let inner = padded(Pane::new(ui.theme, words::EXITS).draw(area, buf));
    let lines = match (&case.stage, model.item()) {
        (Stage::Examining, Some(item)) => {
            let other = if item.intake_mode == IntakeMode::Accept { Exit::Receive } else { Exit::Accept };
            let assessment = model.assessment();
            if let Some(line) = assessment.as_ref().filter(|_| inner.height == 1).and_then(unanswered) {
                let line = ui.cut(&line, inner.width.into());
                buf.set_stringn(inner.x, inner.y, line, inner.width.into(), ui.style(Role::Text));
                return;
            }
            let shown = assessment.iter().flat_map(|assessment| &assessment.exits);
            let shown = shown.filter(|state| state.exit != other);
            shown.map(|state| exit(model, state, ui, inner.width.into())).collect()
        }
        _ => next(model, case, ui),
    };
    for (y, line) in (inner.top()..inner.bottom()).zip(lines) {
        buf.set_line(inner.x, y, &line, inner.width);
    }
}

/// One line for all exits while a question keeps every one of them closed.
fn unanswered(assessment: &Assessment) -> Option<String> {
    let asking = |state: &ExitState| state.closed.contains(&Closed::Unanswered);
    assessment.exits.iter().all(asking).then(words::exits_unanswered)
}

fn exit(model: &Model, state: &ExitState, ui: &Ui<'_>, cells: usize) -> Line<'static> {
    let action = match state.exit {
        Exit::Accept => Action::Accept,
        Exit::Receive => Action::Receive,
        Exit::Correct => Action::Notice,
        Exit::Refuse => Action::Refuse,
    };
    let key = ui.key(model, action);
    if state.is_open() {
        return ui.line(words::exit_open(ui.theme.mark(Mark::Cursor), state.exit, &key), Role::Good);
    }
    let head = words::exit_closed(state.exit);
    let room = cells.saturating_sub(width(&head));
    let mut why = reasons(model, state, ui, words::exit_reason);
    if width(&why) > room {
        // The numbers of the lines take less room than their names, and the list above has both.
        let lines = model.lines();
        let number = |name: &String| lines.iter().position(|line| &line.material.name == name);
        why = reasons(model, state, ui, |closed, keys| words::exit_reason_short(closed, &number, keys));
    }
    Line::from(vec![ui.span(head, Role::Text), ui.span(ui.cut(&why, room), Role::Dim)])
}

fn reasons(
    model: &Model,
    state: &ExitState,
    ui: &Ui<'_>,
    reason: impl Fn(&Closed, &words::ExitKeys) -> String,
) -> String {
    let take_over = ui.key(model, Action::TakeOverMaterials);
    // While a question stands its digits come before the verdicts'.
    let received = if take_over.is_empty() { 0 } else { model.received_beside().len() };
    let keys = words::ExitKeys { received, take_over, decide: ui.key(model, Action::Refuse) };
    // Which materials there are is not known before the questions are answered.
    let asking = state.closed.contains(&Closed::Unanswered);
    let shown = state.closed.iter().filter(|closed| !(asking && matches!(closed, Closed::Unexamined { .. })));
    shown.map(|closed| reason(closed, &keys)).collect::<Vec<_>>().join("；")
}

/// Whether a fee may be due that nobody has settled yet.
pub(super) fn is_charged(model: &Model, case: &Case) -> bool {
    model.item().is_some_and(|item| item.fee.is_some()) && case.fee.is_none() && case.exempt.is_none()
}

/// What comes next once the examination is over.
fn next(model: &Model, case: &Case, ui: &Ui<'_>) -> Vec<Line<'static>> {
    let key = |action| ui.key(model, action);
    let immediate = model.item().is_some_and(|item| item.kind == CaseKind::Immediate);
    let charged = is_charged(model, case);
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
