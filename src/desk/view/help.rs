//! The keys, from the same table that resolves them; what is typed narrows them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Line;

use super::Ui;
use super::dialog::boxed;
use crate::desk::app::{Model, helped};
use crate::desk::keymap::{Bind, Context};
use crate::desk::theme::Role;
use crate::desk::widgets::{Field, Scroll};
use crate::desk::wording as words;
use crate::text::{Spelling, width};

/// Cells for the keys.
const KEYS: usize = 26;

/// The keys of the place where one is come first.
pub(super) fn draw(
    model: &Model,
    (top, typed): (usize, &tui_input::Input),
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let inner = boxed(ui, words::HELP, Role::BorderFocus, area, (76, area.height), buf);
    let [field, rest] = Layout::vertical([Constraint::Length(1), Constraint::Min(0)]).areas(inner);
    let caret = Field::new(ui.theme, words::SEARCH_FIELD, 6, typed).focused(true).draw(field, buf);
    let wanted = typed.value().trim();
    let mut lines: Vec<Line<'static>> = Vec::new();
    if wanted.is_empty() {
        let intro = words::HELP_INTRO.iter();
        lines.extend(intro.flat_map(|text| ui.paragraph(text, inner.width.into(), 0, Role::Text)));
    }
    let here = helped(model);
    let elsewhere = Context::ALL.iter().copied().filter(|context| !here.contains(context));
    for context in here.iter().copied().chain(elsewhere) {
        let binds = ui.keymap.binds().iter();
        let mut binds = binds.filter(|bind| bind.context == context && fits(bind, wanted)).peekable();
        if binds.peek().is_none() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(ui.line(context.title(), Role::Title));
        lines.extend(binds.map(|bind| line(bind, ui)));
    }
    if lines.is_empty() {
        lines.extend(ui.paragraph(words::HELP_NOTHING, inner.width.into(), 0, Role::Dim));
    }
    Scroll::new(ui.theme, &lines, top).draw(rest, buf);
    caret
}

fn line(bind: &Bind, ui: &Ui<'_>) -> Line<'static> {
    let keys = bind.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join("  ");
    let pad = " ".repeat(KEYS.saturating_sub(width(&keys)));
    Line::from(vec![
        ui.span(format!("  {keys}{pad}"), Role::Accent),
        ui.span(bind.action.title(), Role::Text),
    ])
}

/// Whether a line has what is looked for: a key as it is called (`F4`, `ctrl-y`), or words of what it does, where, and
/// of the bar.
fn fits(bind: &Bind, wanted: &str) -> bool {
    let key = |key: &str| key.to_lowercase() == wanted.to_lowercase();
    if bind.keys.iter().any(|keys| key(&keys.to_string())) {
        return true;
    }
    let label = bind.label.as_ref().map(ToString::to_string).unwrap_or_default();
    [bind.action.title(), &label, bind.context.title()]
        .iter()
        .any(|said| Spelling::new(said).rank(wanted).is_some())
}
