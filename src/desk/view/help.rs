//! The keys, from the same table that resolves them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::Ui;
use super::dialog::boxed;
use crate::desk::app::{Model, helped};
use crate::desk::keymap::Context;
use crate::desk::theme::Role;
use crate::desk::widgets::Scroll;
use crate::desk::wording as words;
use crate::text::width;

/// The keys of the place where one is come first.
pub(super) fn draw(model: &Model, top: usize, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let inner = boxed(ui, words::HELP, Role::BorderFocus, area, (76, area.height), buf);
    let mut lines: Vec<Line<'static>> = words::HELP_INTRO
        .iter()
        .flat_map(|text| ui.paragraph(text, inner.width.into(), 0, Role::Text))
        .collect();
    let here = helped(model);
    let elsewhere = Context::ALL.iter().copied().filter(|context| !here.contains(context));
    for context in here.iter().copied().chain(elsewhere) {
        let binds: Vec<_> = ui.keymap.binds().iter().filter(|bind| bind.context == context).collect();
        if binds.is_empty() {
            continue;
        }
        lines.push(Line::default());
        lines.push(ui.line(context.title(), Role::Title));
        for bind in binds {
            let keys = bind.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join("  ");
            let pad = " ".repeat(26_usize.saturating_sub(width(&keys)));
            lines.push(Line::from(vec![
                ui.span(format!("  {keys}{pad}"), Role::Accent),
                ui.span(bind.action.title(), Role::Text),
            ]));
        }
    }
    Scroll::new(ui.theme, &lines, top).draw(inner, buf);
    None
}
