//! The fee: what is given on the left, the proof on the right.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::text::Line;

use super::Ui;
use super::detail::basis;
use super::dialog::{boxed, fields};
use crate::desk::app::{FeeView, Form, Model};
use crate::desk::keymap::Action;
use crate::desk::theme::{Mark, Role};
use crate::desk::widgets::Scroll;
use crate::desk::wording as words;
use crate::domain::fee::{Quote, QuoteLine};
use crate::domain::item::Basis;
use crate::domain::money::yuan;
use crate::text::{pad, width, wrap};

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
    let left = if view.form.fields.is_empty() { 0 } else { body.width * 9 / 20 };
    let [form, _, proof] =
        Layout::horizontal([Constraint::Length(left), Constraint::Length(1), Constraint::Min(0)]).areas(body);
    let caret = if left == 0 { None } else { fields(&view.form, ui, form, buf) };
    choices(&view.form, ui, form, buf);
    let cells = usize::from(proof.width);
    let lines = match &view.quote {
        Ok(quote) => proof_lines(quote, ui, cells),
        Err(why) => ui.paragraph(&words::fee_trouble(why, &view.form.fields), cells, 0, Role::Warning),
    };
    let whole = lines.len() <= usize::from(proof.height);
    Scroll::new(ui.theme, &lines, view.top).draw(proof, buf);
    let mut hint = fee_hint(model, view, ui);
    if !whole {
        hint.push_str(words::FEE_MORE);
    }
    buf.set_stringn(foot.x, foot.y, hint, foot.width.into(), ui.style(Role::Title));
    caret
}

/// All choices of the field one stands in, below the fields: beside it there is no room for them.
fn choices(form: &Form, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let Some(field) = form.fields.get(form.at) else { return };
    let found = words::all_choices(field);
    if found.is_empty() {
        return;
    }
    let above = u16::try_from(form.fields.len() * 2).unwrap_or(area.height).min(area.height);
    let free = area.height - above;
    let apart = u16::from(usize::from(free) > found.len() + 1);
    let below = Rect { y: area.y + above + apart, height: free - apart, ..area };
    let value = field.value();
    let cells = usize::from(area.width);
    let mut lines = vec![ui.line(words::choices_of(field), Role::Title)];
    for (code, text) in found {
        let role = if code == value { Role::Good } else { Role::Text };
        let mark = if code == value { Mark::Ticked } else { Mark::Unticked };
        lines.extend(ui.paragraph(&format!("{} {text}", ui.theme.mark(mark)), cells, 7, role));
    }
    let chosen = field.choices().iter().position(|code| *code == value).unwrap_or(0);
    // The chosen one stays in sight, with one above it.
    Scroll::new(ui.theme, &lines, chosen.saturating_sub(1)).draw(below, buf);
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

/// What is to be paid first, then every line with its arithmetic, then the documents it all rests on, each
/// named once and referred to by its number.
fn proof_lines(quote: &Quote, ui: &Ui<'_>, cells: usize) -> Vec<Line<'static>> {
    let sources = Sources::of(quote);
    let mut lines = vec![
        ui.line(words::total(&yuan(quote.total)), Role::Title),
        ui.line(quote.in_words.clone(), Role::Text),
    ];
    if let Some(exempted) = &quote.exempted {
        lines.extend(ui.paragraph(exempted, cells, 0, Role::Good));
    }
    lines.push(Line::default());
    lines.extend(ui.paragraph(&quote.title, cells, 0, Role::Title));
    for line in &quote.lines {
        lines.extend(charged(line, &sources.numbers(quote, &line.basis), ui, cells));
    }
    lines.push(Line::default());
    lines.push(ui.line(words::BASIS, Role::Dim));
    for (at, source) in sources.0.iter().enumerate() {
        let source = words::numbered_source(at + 1, &basis(std::slice::from_ref(*source)));
        lines.extend(ui.paragraph(&source, cells, 4, Role::Dim));
    }
    lines
}

/// One line: what and how much on the first row, the arithmetic with its sources below, then the explanation.
fn charged(line: &QuoteLine, sources: &[usize], ui: &Ui<'_>, cells: usize) -> Vec<Line<'static>> {
    let amount = yuan(line.amount);
    let room = cells.saturating_sub(width(&amount) + 1);
    let mut names = wrap(&line.label, room).into_iter();
    let first = pad(&names.next().unwrap_or_default(), room);
    let mut lines =
        vec![Line::from(vec![ui.span(first, Role::Text), ui.span(format!(" {amount}"), Role::Accent)])];
    lines.extend(names.map(|name| ui.line(name, Role::Text)));
    let quantity = line.quantity.normalize().to_string();
    let rate = line.rate_in_words();
    let sum = words::quote_sum(&quantity, &line.unit, &rate, sources);
    lines.extend(ui.paragraph(&format!("  {sum}"), cells, 2, Role::Dim));
    if !line.note.is_empty() {
        lines.extend(ui.paragraph(&format!("  {}", line.note), cells, 2, Role::Dim));
    }
    lines
}

/// The documents a quote rests on, each once, in the order they are met.
struct Sources<'a>(Vec<&'a Basis>);

impl<'a> Sources<'a> {
    fn of(quote: &'a Quote) -> Self {
        let mut found: Vec<&Basis> = Vec::new();
        for basis in quote.basis.iter().chain(quote.lines.iter().flat_map(|line| &line.basis)) {
            if !found.contains(&basis) {
                found.push(basis);
            }
        }
        Self(found)
    }

    /// The numbers, from 1, of the documents a line rests on; none where they are those of the whole.
    fn numbers(&self, quote: &Quote, of: &[Basis]) -> Vec<usize> {
        if of == quote.basis {
            return Vec::new();
        }
        of.iter()
            .filter_map(|basis| self.0.iter().position(|known| *known == basis))
            .map(|at| at + 1)
            .collect()
    }
}
