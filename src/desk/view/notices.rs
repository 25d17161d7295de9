//! The notices pane: the list, and beside it the paper under the cursor; on a narrow screen one at a time.

mod list;
mod page;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::Ui;
use super::dialog::boxed;
use crate::desk::app::{
    Drafted, Model, NoticesView, Selected, commanded, draft_title, issued, selected, unprinted,
};
use crate::desk::keymap::Action;
use crate::desk::theme::Role;
use crate::desk::wording as words;
use crate::document;

/// From this width on the list stands beside the paper.
const BESIDE: u16 = 110;
/// Border and padding of a box, both sides.
const FRAME: u16 = 4;

pub(super) fn draw(
    model: &Model,
    view: &NoticesView,
    ui: &Ui<'_>,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let wide = u16::try_from(document::CELLS).unwrap_or(area.width) + FRAME;
    if area.width < BESIDE {
        return if view.reading {
            paper(model, view, ui, area, buf)
        } else {
            rows(model, view, ui, area, buf)
        };
    }
    let [left, right] = Layout::horizontal([Constraint::Min(0), Constraint::Length(wide)]).areas(area);
    rows(model, view, ui, left, buf);
    paper(model, view, ui, right, buf)
}

fn rows(model: &Model, view: &NoticesView, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let waiting = unprinted(model);
    let badge = if waiting > 0 { words::to_print(waiting) } else { String::new() };
    let role = if view.reading { Role::Border } else { Role::BorderFocus };
    list::draw(model, view, ui, (words::NOTICES, &badge, role), area, buf);
    None
}

fn paper(model: &Model, view: &NoticesView, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let drafted = matches!(selected(model, view), Selected::Draft);
    let title = title(model, view);
    let role = match (drafted, view.reading) {
        (true, _) => Role::Legal,
        (false, true) => Role::BorderFocus,
        (false, false) => Role::Border,
    };
    let inner = boxed(ui, &title, role, area, (area.width, area.height), buf);
    let [body, foot] = Layout::vertical([Constraint::Min(0), Constraint::Length(1)]).areas(inner);
    let caret = page::draw(model, view, ui, body, buf);
    let hint = ui.cut(&hint(model, view, ui), foot.width.into());
    buf.set_stringn(foot.x, foot.y, hint, foot.width.into(), ui.style(Role::Title));
    caret
}

fn title(model: &Model, view: &NoticesView) -> String {
    match selected(model, view) {
        Selected::Draft => words::draft_head(commanded(model, view).as_ref(), draft_title(model, view)),
        Selected::Issued(row) => {
            let drafts = usize::from(view.draft.is_some());
            let of = issued(model, view).len();
            words::issued_head(&row, (view.at + 1).saturating_sub(drafts), of)
        }
        Selected::Nothing => words::NOTICES.to_owned(),
    }
}

/// The keys that come next.
fn hint(model: &Model, view: &NoticesView, ui: &Ui<'_>) -> String {
    if model.record.waiting().is_some() {
        return words::PANE_WAITING.to_owned();
    }
    let key = |action| ui.key(model, action);
    let (page, cancel) = (key(Action::PageDown), key(Action::Cancel));
    match selected(model, view) {
        Selected::Draft if page::is_closed(model, view) => words::draft_closed_hint(&page, &cancel),
        Selected::Draft => {
            let back = crate::desk::app::allow(model, Action::SendBack).is_ok();
            let back = back.then(|| key(Action::SendBack));
            let command = commanded(model, view);
            words::draft_hint(command.as_ref(), &key(Action::Issue), back.as_deref(), &page, &cancel)
        }
        Selected::Issued(row) => {
            let keys = words::PaperKeys {
                print: key(Action::Print),
                confirm: key(Action::ConfirmPrint),
                signed: key(Action::RecordSigned),
                turn: key(Action::NextPane),
                cancel,
            };
            words::issued_hint(&row.track, row.kind, &keys)
        }
        Selected::Nothing => words::invitation_hint(&cancel),
    }
}

/// The guidance that is drafted, where one is.
fn guidance(view: &NoticesView) -> Option<&crate::desk::app::GuidanceDraft> {
    match &view.draft {
        Some(Drafted::Guidance(draft)) if view.at == 0 => Some(draft),
        _ => None,
    }
}
