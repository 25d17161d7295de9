//! Beside the checklist: the question to be asked, or everything about the line under the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Ui;
use super::checklist::verdict;
use super::queue::padded;
use crate::desk::app::Model;
use crate::desk::theme::Role;
use crate::desk::widgets::{Pane, Scroll};
use crate::desk::wording as words;
use crate::domain::case::Case;
use crate::domain::checklist::{self, Verdict};
use crate::domain::item::{Basis, Material, Question};

pub(super) fn question(case: &Case, question: &Question, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let inner = padded(Pane::new(ui.theme, words::SITUATION).focused(true).draw(area, buf));
    let cells = usize::from(inner.width);
    let mut lines = ui.paragraph(&question.text, cells, 0, Role::Title);
    lines.push(Line::default());
    let given = case.answers.get(&question.code);
    for (at, choice) in question.choices.iter().enumerate() {
        let role = if given == Some(&choice.code) { Role::Good } else { Role::Text };
        lines.extend(ui.paragraph(&format!("{}  {}", at + 1, choice.text), cells, 3, role));
    }
    lines.push(Line::default());
    lines.extend(ui.paragraph(words::QUESTION_HINT, cells, 0, Role::Dim));
    Scroll::new(ui.theme, &lines, 0).draw(inner, buf);
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
        (Some(line), None) => material(line.material, line.verdict, ui, cells),
        (None, None) => Vec::new(),
    };
    Scroll::new(ui.theme, &lines, model.detail).draw(inner, buf);
}

fn diverted(model: &Model) -> Option<(&str, &str)> {
    let (case, item) = (model.case()?, model.item()?);
    checklist::diversion(item, &case.answers).map(|d| (d.reason.as_str(), d.instead.as_str()))
}

/// Name, verdict, form, checkpoints, defects with their digits, basis, where to get it: nobody has to remember.
fn material(material: &Material, found: &Verdict, ui: &Ui<'_>, cells: usize) -> Vec<Line<'static>> {
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
    let flags = words::flags(material);
    if !flags.is_empty() {
        lines.extend(ui.paragraph(&flags, cells, 0, Role::Accent));
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
        Verdict::Deferred { due } => lines.push(ui.line(words::deferred(*due), Role::Warning)),
        _ => {}
    }
    lines.extend(ui.paragraph(&words::basis(&basis(&material.basis)), cells, 4, Role::Dim));
    lines.extend(ui.paragraph(&words::obtain(&material.obtain), cells, 4, Role::Dim));
    lines
}

pub(super) fn basis(basis: &[Basis]) -> String {
    basis.iter().map(|one| format!("《{}》{}", one.document, one.clause)).collect::<Vec<_>>().join("、")
}
