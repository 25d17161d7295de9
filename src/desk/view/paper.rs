//! Papers on the screen: the draft as it will read, and those issued.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::Ui;
use super::dialog::boxed;
use crate::desk::app::{Issue, Model, Reading, allow};
use crate::desk::keymap::Action;
use crate::desk::theme::Role;
use crate::desk::widgets::Scroll;
use crate::desk::wording as words;
use crate::document;
use crate::domain::case::Stage;
use crate::domain::paper::Paper;

pub(super) fn issue(
    model: &Model,
    issue: &Issue,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let drafted = model.case().is_some_and(|case| matches!(case.stage, Stage::RefusalDrafted { .. }));
    let title = words::issue_title(issue.exit, drafted, issue.paper.kind);
    let inner = page(ui, &title, Role::Legal, area, buf);
    let back = allow(model, Action::SendBack).is_ok().then(|| ui.key(model, Action::SendBack));
    let foot = words::issue_hint(
        issue.exit,
        drafted,
        &ui.key(model, Action::Confirm),
        back.as_deref(),
        &ui.key(model, Action::Cancel),
        &ui.key(model, Action::PageDown),
    );
    text(model, &issue.paper, issue.top, &foot, ui, inner, buf);
    None
}

pub(super) fn read(
    model: &Model,
    reading: &Reading,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let paper = reading.papers.get(reading.at)?;
    let title = words::reading_title(paper, reading.at + 1, reading.papers.len());
    let inner = page(ui, &title, Role::BorderFocus, area, buf);
    let foot = words::reading_hint(&ui.key(model, Action::SavePaper), &ui.key(model, Action::Cancel));
    text(model, paper, reading.top, &foot, ui, inner, buf);
    None
}

fn page(ui: &Ui<'_>, title: &str, role: Role, area: Rect, buf: &mut Buffer) -> Rect {
    boxed(ui, title, role, area, (80, area.height), buf)
}

fn text(model: &Model, paper: &Paper, top: usize, foot: &str, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let Some(rules) = &model.rules else { return };
    let document = document::compose(paper, &rules.hall, &rules.phrases, model.demonstration);
    let text = document::plain_text(&document, area.width.into());
    let lines: Vec<Line<'_>> = text.lines().map(|line| ui.line(line, Role::Text)).collect();
    let room = Rect { height: area.height.saturating_sub(1), ..area };
    Scroll::new(ui.theme, &lines, top).draw(room, buf);
    buf.set_stringn(area.x, area.bottom().saturating_sub(1), foot, area.width.into(), ui.style(Role::Title));
}
