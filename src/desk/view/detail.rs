//! Beside the checklist: the question to be asked, or everything about the line under the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::Ui;
use super::checklist::verdict;
use super::queue::padded;
use crate::desk::app::Model;
use crate::desk::keymap::Action;
use crate::desk::theme::Role;
use crate::desk::widgets::{Field, Pane, Scroll};
use crate::desk::wording as words;
use crate::domain::case::Case;
use crate::domain::checklist::{self, DemandState, Verdict};
use crate::domain::item::{Basis, Material, NumberRange, Question};
use crate::text::{width, wrap};

/// The question with its choices, or with a field for the number; gives the caret of the field.
pub(super) fn question(
    model: &Model,
    case: &Case,
    question: &Question,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let inner = padded(Pane::new(ui.theme, words::SITUATION).focused(true).draw(area, buf));
    let cells = usize::from(inner.width);
    let mut lines = ui.paragraph(&question.text, cells, 0, Role::Title);
    lines.push(Line::default());
    let given = case.answers.get(&question.code);
    if let Some(range) = &question.number {
        return number(model, range, given.map(ToString::to_string), &lines, ui, inner, buf);
    }
    for (at, choice) in question.choices.iter().enumerate() {
        let role = if given == Some(&choice.code) { Role::Good } else { Role::Text };
        lines.extend(ui.paragraph(&format!("{}  {}", at + 1, choice.text), cells, 3, role));
    }
    let hint = ui.paragraph(words::QUESTION_HINT, cells, 0, Role::Dim);
    // No choice is given up for the hint.
    if lines.len() + 1 + hint.len() <= usize::from(inner.height) {
        lines.push(Line::default());
        lines.extend(hint);
    }
    Scroll::new(ui.theme, &lines, model.detail).draw(inner, buf);
    None
}

/// The rows a question needs at a width, without the hint.
pub(super) fn rows(question: &Question, cells: u16) -> u16 {
    let cells = usize::from(cells);
    let choices = question.choices.iter().map(|choice| wrap(&choice.text, cells.saturating_sub(3)).len());
    let rows = wrap(&question.text, cells).len() + 1 + choices.sum::<usize>();
    u16::try_from(rows).unwrap_or(u16::MAX)
}

/// The field for a number under its question, what is counted beside it, what is wrong below.
fn number(
    model: &Model,
    range: &NumberRange,
    given: Option<String>,
    question: &[Line<'static>],
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let above = u16::try_from(question.len()).unwrap_or(area.height).min(area.height.saturating_sub(2));
    Scroll::new(ui.theme, question, 0).draw(Rect { height: above, ..area }, buf);
    let field = Rect { y: area.y + above, height: 2, ..area };
    let typed = model.number.value().parse::<u32>().ok();
    let problem = typed.filter(|typed| *typed > range.max).map(|_| words::number_too_great(range));
    let label = u16::try_from(width(words::NUMBER_FIELD)).unwrap_or(4) + 2;
    let caret = Field::new(ui.theme, words::NUMBER_FIELD, label, &model.number)
        .hint(&words::number_range(range))
        .problem(problem.as_deref())
        .focused(model.overlay.is_none())
        .draw(field, buf);
    let mut below = vec![Line::default()];
    let cells = usize::from(area.width);
    if let Some(given) = given {
        below.extend(ui.paragraph(&words::number_given(&given, &range.unit), cells, 0, Role::Good));
    }
    below.extend(ui.paragraph(words::NUMBER_HINT, cells, 0, Role::Dim));
    let rest = Rect { y: field.bottom(), height: area.bottom().saturating_sub(field.bottom()), ..area };
    Scroll::new(ui.theme, &below, 0).draw(rest, buf);
    caret
}

pub(super) fn draw(model: &Model, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let inner = padded(Pane::new(ui.theme, words::DETAIL).draw(area, buf));
    let cells = usize::from(inner.width);
    let lines = match (model.lines().get(model.line), diverted(model)) {
        (_, Some((reason, instead))) => {
            let mut lines = ui.paragraph(reason, cells, 0, Role::Warning);
            lines.push(Line::default());
            lines.extend(ui.paragraph(instead, cells, 0, Role::Text));
            lines
        }
        (Some(line), None) => material(model, line, ui, cells),
        (None, None) => Vec::new(),
    };
    Scroll::new(ui.theme, &lines, model.detail).draw(inner, buf);
}

fn diverted(model: &Model) -> Option<(&str, &str)> {
    let (case, item) = (model.case()?, model.item()?);
    checklist::diversion(item, &case.answers).map(|d| (d.reason.as_str(), d.instead.as_str()))
}

/// Name, verdict, form, checkpoints, defects with their digits, basis, where to get it: nobody has to remember.
fn material(model: &Model, line: &checklist::Line<'_>, ui: &Ui<'_>, cells: usize) -> Vec<Line<'static>> {
    let (material, found) = (line.material, line.verdict);
    let (_, role) = verdict(found);
    let mut lines = ui.paragraph(&material.name, cells, 0, Role::Title);
    let mut state = vec![ui.span(found.label(), role)];
    state.push(ui.span(
        format!(
            "  {}  {}",
            words::copies(material.originals, material.copies),
            words::material_source(material.source)
        ),
        Role::Dim,
    ));
    lines.push(Line::from(state));
    for (text, role) in remarks(model, line, ui) {
        lines.extend(ui.paragraph(&text, cells, 0, role));
    }
    for point in &material.checkpoints {
        lines.extend(ui.paragraph(&format!("{}{point}", words::BULLET), cells, 2, Role::Text));
    }
    match found {
        Verdict::Defective { defects } | Verdict::Corrected { defects } => {
            for kind in checklist::named(material, defects) {
                lines.extend(ui.paragraph(&words::wrong(&kind.text), cells, 4, Role::Danger));
                lines.extend(ui.paragraph(&words::right(&kind.remedy), cells, 4, Role::Text));
            }
        }
        Verdict::Deferred { due, .. } => lines.push(ui.line(words::deferred(*due), Role::Warning)),
        Verdict::Taken { from } => lines.extend(ui.paragraph(&words::taken(from), cells, 0, Role::Good)),
        _ => {}
    }
    lines.extend(ui.paragraph(&words::basis(&basis(&material.basis)), cells, 4, Role::Dim));
    lines.extend(ui.paragraph(&words::obtain(&material.obtain), cells, 4, Role::Dim));
    if *found == Verdict::Unexamined && !material.defects.is_empty() {
        lines.extend(possible(model, material, ui, cells));
    }
    lines
}

/// What may be wrong with a line, before anything is said about it.
fn possible(model: &Model, material: &Material, ui: &Ui<'_>, cells: usize) -> Vec<Line<'static>> {
    let key = ui.key(model, Action::VerdictDefective);
    let mut lines = vec![ui.line(words::possible_defects(&key), Role::Dim)];
    for (at, defect) in material.defects.iter().enumerate() {
        lines.extend(ui.paragraph(&words::possible_defect(at, &defect.text), cells, 2, Role::Text));
    }
    lines
}

/// What else is special about a line: received already, beyond the guide, what it allows and what not.
fn remarks(model: &Model, line: &checklist::Line<'_>, ui: &Ui<'_>) -> Vec<(String, Role)> {
    let mut remarks = Vec::new();
    let received = model.received_beside();
    if let Some((_, case)) = received.iter().find(|(code, _)| code == &line.material.code) {
        let key = ui.key(model, Action::TakeOverMaterials);
        remarks.push((words::received_beside(case.number_text(), &key), Role::Accent));
    }
    if let Some(DemandState::Allowed { by }) = line.extra.map(|extra| &extra.state) {
        remarks.push((words::beyond_guide(&model.name_of(by)), Role::Warning));
    }
    if let Some(item) = model.item() {
        let flags = words::flags(item, line.material);
        if !flags.is_empty() {
            remarks.push((flags, Role::Accent));
        }
        if line.material.committable && !item.no_commitment.is_empty() {
            remarks.push((words::no_commitment(&item.no_commitment), Role::Dim));
        }
    }
    remarks
}

pub(super) fn basis(basis: &[Basis]) -> String {
    basis.iter().map(|one| format!("《{}》{}", one.document, one.clause)).collect::<Vec<_>>().join("、")
}
