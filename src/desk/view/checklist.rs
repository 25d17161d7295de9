//! The checklist: one line for a material, its verdict first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Ui;
use crate::desk::app::Model;
use crate::desk::theme::{Mark, Role};
use crate::desk::widgets::{Column, Pane, Table};
use crate::desk::wording as words;
use crate::domain::case::Case;
use crate::domain::checklist::{Line as Material, Verdict};
use crate::text::width;

pub(super) fn draw(model: &Model, case: &Case, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let lines = model.lines();
    let done = lines.iter().filter(|line| *line.verdict != Verdict::Unexamined).count();
    let badge = words::examined(done, lines.len());
    let asking = model.question().is_some();
    let inner =
        Pane::new(ui.theme, words::MATERIALS).badge(&badge, Role::Accent).focused(!asking).draw(area, buf);
    let copies = lines.iter().map(|line| width(&copies(line))).max().unwrap_or(0);
    let columns = [
        Column::new(words::COLUMN_VERDICT, 6),
        Column::fill(words::COLUMN_MATERIAL, 10).middle(),
        Column::new(words::COLUMN_COPIES, copies.max(4)),
    ];
    let received = model.received_beside();
    let takeable = |line: &Material<'_>| received.iter().any(|(code, _)| code == &line.material.code);
    let row =
        |at: usize| lines.get(at).map(|line| cells(at, line, takeable(line), case, ui)).unwrap_or_default();
    let selected = (!asking && !lines.is_empty()).then_some(model.line.min(lines.len().saturating_sub(1)));
    Table::new(ui.theme, &columns, lines.len(), &row).selected(selected).draw(inner, buf);
}

fn cells(at: usize, line: &Material<'_>, takeable: bool, case: &Case, ui: &Ui<'_>) -> Vec<Line<'static>> {
    let (mark, role) = verdict(line.verdict);
    let role = if takeable { Role::Accent } else { role };
    let word = match line.verdict {
        Verdict::Unexamined if takeable => words::TAKEABLE.to_owned(),
        Verdict::Unexamined => ui.theme.mark(mark).to_owned(),
        other => other.label().to_owned(),
    };
    let named = case.told.as_ref().is_some_and(|told| told.named.contains(&line.material.code));
    let name = format!("{}{}{}", at + 1, words::STOP, line.material.name);
    let name_role = if named && *line.verdict == Verdict::Unexamined { Role::Warning } else { Role::Text };
    vec![ui.line(word, role), ui.line(name, name_role), ui.line(copies(line), Role::Dim)]
}

fn copies(line: &Material<'_>) -> String {
    words::copies_short(line.material.originals, line.material.copies)
}

/// The mark and the role of a verdict.
pub(super) fn verdict(verdict: &Verdict) -> (Mark, Role) {
    match verdict {
        Verdict::Unexamined => (Mark::Unexamined, Role::Dim),
        Verdict::Conforming => (Mark::Conforming, Role::Good),
        Verdict::Missing => (Mark::Missing, Role::Danger),
        Verdict::Defective { .. } => (Mark::Defective, Role::Danger),
        Verdict::Corrected { .. } => (Mark::OnTheSpot, Role::Good),
        Verdict::Waived { .. } => (Mark::Waived, Role::Good),
        Verdict::Shared | Verdict::Taken { .. } => (Mark::Shared, Role::Good),
        Verdict::SharingFailed => (Mark::SharingFailed, Role::Warning),
        Verdict::Deferred { .. } => (Mark::Deferred, Role::Warning),
        Verdict::Committed => (Mark::Committed, Role::Warning),
    }
}
