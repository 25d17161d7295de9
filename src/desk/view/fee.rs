//! The fee: what is given on the left, the proof on the right.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Line;

use super::Ui;
use super::detail::basis;
use super::dialog::{boxed, fields};
use crate::desk::app::{FeeView, Model};
use crate::desk::keymap::Action;
use crate::desk::theme::Role;
use crate::desk::widgets::Scroll;
use crate::desk::wording as words;
use crate::domain::fee::Quote;
use crate::domain::money::yuan;

pub(super) fn draw(
    model: &Model,
    view: &FeeView,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let item = model.item().map_or("", |item| item.name.as_str());
    let inner = boxed(ui, &words::fee_title(item), Role::BorderFocus, area, (area.width, area.height), buf);
    let [body, foot] = Layout::vertical([Constraint::Min(0), Constraint::Length(1)]).areas(inner);
    let left = if view.form.fields.is_empty() { 0 } else { body.width / 2 };
    let [form, _, proof] =
        Layout::horizontal([Constraint::Length(left), Constraint::Length(1), Constraint::Min(0)]).areas(body);
    let caret = if left == 0 { None } else { fields(&view.form, ui, form, buf) };
    let cells = usize::from(proof.width);
    let lines = match &view.quote {
        Ok(quote) => proof_lines(quote, ui, cells),
        Err(why) => ui.paragraph(why, cells, 0, Role::Warning),
    };
    Scroll::new(ui.theme, &lines, 0).draw(proof, buf);
    let hint = fee_hint(model, view, ui);
    buf.set_stringn(foot.x, foot.y, hint, foot.width.into(), ui.style(Role::Title));
    caret
}

fn fee_hint(model: &Model, view: &FeeView, ui: &Ui<'_>) -> String {
    let unpaid = model.case().is_some_and(crate::domain::case::Case::is_unpaid);
    let zero = |quote: &Quote| quote.total.is_zero();
    let exempt = view.quote.as_ref().is_ok_and(|quote| zero(quote) && !quote.lines.is_empty());
    let free = view.quote.as_ref().is_ok_and(zero);
    if unpaid {
        words::fee_unpaid_hint(&ui.key(model, Action::FeeReceipt))
    } else if exempt {
        words::fee_exempt_hint(&ui.key(model, Action::Confirm))
    } else if free {
        words::FEE_FREE_HINT.to_owned()
    } else {
        words::fee_hint(&ui.key(model, Action::Confirm))
    }
}

/// Every line with quantity, rate and basis; the total in figures and in words.
fn proof_lines(quote: &Quote, ui: &Ui<'_>, cells: usize) -> Vec<Line<'static>> {
    let mut lines = ui.paragraph(&quote.title, cells, 0, Role::Title);
    for line in &quote.lines {
        let sum = words::quote_line(
            &line.label,
            &line.quantity.normalize().to_string(),
            &line.unit,
            &line.rate_in_words(),
            &yuan(line.amount),
        );
        lines.extend(ui.paragraph(&sum, cells, 2, Role::Text));
        // The basis of all stands below the total; a line shows its own.
        let own = if line.basis == quote.basis { String::new() } else { basis(&line.basis) };
        let why = [own, line.note.clone()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>();
        if !why.is_empty() {
            lines.extend(ui.paragraph(&format!("  {}", why.join("；")), cells, 2, Role::Dim));
        }
    }
    if let Some(exempted) = &quote.exempted {
        lines.extend(ui.paragraph(exempted, cells, 0, Role::Good));
    }
    lines.push(Line::default());
    lines.push(ui.line(words::total(&yuan(quote.total)), Role::Title));
    lines.push(ui.line(words::in_words(&quote.in_words), Role::Text));
    lines.extend(ui.paragraph(&words::basis(&basis(&quote.basis)), cells, 4, Role::Dim));
    lines
}
