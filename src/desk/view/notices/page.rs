//! The paper under the cursor as it reads: of a draft first what it lacks, of a guidance first what is asked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::super::Ui;
use super::guidance;
use crate::desk::app::{
    GuidanceDraft, IssuedPaper, Model, NoticesView, Selected, against, guidance_question, papers, selected,
    words_of, words_of_issued,
};
use crate::desk::theme::Role;
use crate::desk::widgets::{Field, Scroll};
use crate::desk::wording as words;
use crate::document::{self, Document};
use crate::domain::item::Question;
use crate::domain::paper::Track;
use crate::text::width;

/// Whether something stands against issuing the draft.
pub(super) fn is_closed(model: &Model, view: &NoticesView) -> bool {
    !against(model, view).is_empty()
}

pub(super) fn draw(
    model: &Model,
    view: &NoticesView,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let cells = usize::from(area.width).min(document::CELLS);
    let (head, caret) = guidance(view).map_or((area, None), |draft| asked(model, draft, ui, area, buf));
    let lines = match selected(model, view) {
        Selected::Draft => draft(model, view, ui, cells),
        Selected::Issued(row) => issued(model, view, &row, ui, cells),
        Selected::Nothing => vec![ui.line(words::NO_ROWS, Role::Dim)],
    };
    Scroll::new(ui.theme, &lines, view.top).draw(head, buf);
    caret
}

/// The reasons first, in full; then the paper, and what goes with it.
fn draft(model: &Model, view: &NoticesView, ui: &Ui<'_>, cells: usize) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let against = against(model, view);
    if !against.is_empty() {
        lines.push(ui.line(words::NOT_YET, Role::Warning));
        for why in against {
            lines.extend(ui.paragraph(&format!("{}{why}", words::BULLET), cells, 2, Role::Warning));
        }
        lines.push(Line::default());
    }
    for (at, paper) in papers(model, view).iter().enumerate() {
        if at > 0 {
            lines.extend([Line::default(), Line::default()]);
        }
        let document = words_of(model, paper, &Track::default());
        lines.extend(document.iter().flat_map(|document| text(document, ui, cells)));
    }
    lines
}

fn issued(
    model: &Model,
    view: &NoticesView,
    row: &IssuedPaper,
    ui: &Ui<'_>,
    cells: usize,
) -> Vec<Line<'static>> {
    if let Some(document) = words_of_issued(model, view, row) {
        return text(&document, ui, cells);
    }
    match view.read.get(&row.reference.number.to_string()) {
        Some(Err(why)) => ui.paragraph(&words::not_fetched(why.shown()), cells, 0, Role::Danger),
        _ => vec![ui.line(words::FETCHING, Role::Dim)],
    }
}

fn text(document: &Document, ui: &Ui<'_>, cells: usize) -> Vec<Line<'static>> {
    document::plain_text(document, cells).lines().map(|line| ui.line(line.to_owned(), Role::Text)).collect()
}

/// The question above the draft of a guidance; gives what room is left below, and the caret of a number.
fn asked(
    model: &Model,
    draft: &GuidanceDraft,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> (Rect, Option<Position>) {
    let Some(question) = guidance_question(model, draft) else { return (area, None) };
    let cells = usize::from(area.width);
    let title = words::guidance_question(draft.answers.len() + 1, &question.text);
    let mut lines = ui.paragraph(&title, cells, 0, Role::Title);
    for (at, choice) in question.choices.iter().enumerate() {
        lines.extend(ui.paragraph(&format!("{}  {}", at + 1, choice.text), cells, 3, Role::Text));
    }
    let number = question.number.is_some();
    let hint = if number { words::GUIDANCE_NUMBER } else { words::GUIDANCE_HINT };
    // At least the half of the pane shows the draft.
    let rows = u16::try_from(lines.len()).unwrap_or(area.height).min(area.height / 2);
    Scroll::new(ui.theme, &lines, 0).draw(Rect { height: rows, ..area }, buf);
    let mut below = area.y + rows;
    let mut caret = None;
    if number {
        caret = field(draft, question, ui, Rect { y: below, height: 2, ..area }, buf);
        below += 2;
    }
    buf.set_stringn(area.x, below, ui.cut(hint, cells), cells, ui.style(Role::Dim));
    let rest = Rect { y: below + 2, height: area.bottom().saturating_sub(below + 2), ..area };
    (rest, caret)
}

fn field(
    draft: &GuidanceDraft,
    question: &Question,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let range = question.number.as_ref()?;
    let typed = draft.number.value().parse::<u32>().ok();
    let problem = typed.filter(|typed| *typed > range.max).map(|_| words::number_too_great(range));
    let label = u16::try_from(width(words::NUMBER_FIELD)).unwrap_or(4) + 2;
    Field::new(ui.theme, words::NUMBER_FIELD, label, &draft.number)
        .hint(&words::number_range(range))
        .problem(problem.as_deref())
        .focused(true)
        .draw(area, buf)
}
