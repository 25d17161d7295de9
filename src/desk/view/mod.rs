//! The desk on the screen: reads the model, writes cells, tells where the caret is. Nothing here decides.

mod agenda;
mod bar;
mod card;
mod case;
mod checklist;
mod clocks;
mod detail;
mod dialog;
mod exits;
mod fee;
mod handover;
mod header;
mod held;
mod help;
mod invitation;
mod lock;
mod login;
mod notices;
mod picker;
mod queue;
mod visit;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::app::{Model, Overlay, Standing, Tone, allow, below, contexts};
use super::keymap::{Action, Keymap};
use super::theme::{Mark, Role, Theme};
use super::widgets::{self, Bar};
use super::wording as words;
use crate::domain::clock::beijing;
use crate::text::wrap;

/// What a view needs besides the model.
#[derive(Clone, Copy, Debug)]
pub struct Ui<'a> {
    /// Looks.
    pub theme: &'a Theme,
    /// Keys, for hints.
    pub keymap: &'a Keymap,
}

impl Ui<'_> {
    fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    fn span(&self, text: impl Into<String>, role: Role) -> Span<'static> {
        Span::styled(text.into(), self.style(role))
    }

    fn line(&self, text: impl Into<String>, role: Role) -> Line<'static> {
        Line::from(self.span(text, role))
    }

    /// A text in at most so many cells, with the theme's own mark where it had to be cut.
    fn cut(&self, text: &str, room: usize) -> String {
        widgets::cut(text, room, self.theme.mark(Mark::Cut))
    }

    /// The key that reaches an action from here, for sentences.
    fn key(&self, model: &Model, action: Action) -> String {
        let here = self.keymap.key_to(&contexts(model), action);
        here.or_else(|| self.keymap.key_to(&below(model), action))
            .map(ToString::to_string)
            .unwrap_or_default()
    }

    /// Wraps a text into lines of a role, the following lines indented.
    fn paragraph(&self, text: &str, cells: usize, indent: usize, role: Role) -> Vec<Line<'static>> {
        let room = cells.saturating_sub(indent).max(2);
        wrap(text, room)
            .into_iter()
            .enumerate()
            .map(|(at, line)| {
                let pad = if at == 0 { 0 } else { indent };
                self.line(format!("{}{line}", " ".repeat(pad)), role)
            })
            .collect()
    }
}

/// The least a desk can be shown in.
const SMALLEST: (u16, u16) = (80, 24);

/// Draws the desk and sets the caret where one types.
pub fn draw(model: &Model, ui: &Ui<'_>, frame: &mut Frame<'_>) {
    let area = frame.area();
    let buf = frame.buffer_mut();
    buf.set_style(area, ui.style(Role::Text));
    let caret = if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(ui, area, buf)
    } else {
        whole(model, ui, area, buf)
    };
    if let Some(caret) = caret {
        frame.set_cursor_position(caret);
    }
}

fn too_small(ui: &Ui<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    for (y, line) in
        (area.top()..area.bottom()).zip(wrap(&words::too_small(area.width, area.height), area.width.into()))
    {
        buf.set_stringn(area.x, y, line, area.width.into(), ui.style(Role::Warning));
    }
    None
}

fn whole(model: &Model, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let [head, body, toast, bar] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Min(0),
        Constraint::Length(1),
        Constraint::Length(1),
    ])
    .areas(area);
    header::draw(model, ui, head, buf);
    let caret = if let Some(form) = &model.login {
        let caret = login::draw(model, form, ui, body, buf);
        // The keys can be looked up before anybody is logged in.
        match &model.overlay {
            Some(Overlay::Help { top, line, .. }) => help::draw(model, (*top, line), ui, body, buf),
            _ => caret,
        }
    } else if let Some(form) = &model.lock {
        lock::draw(model, form, ui, body, buf)
    } else {
        let caret = desk(model, ui, body, buf);
        if model.overlay.is_some() { overlay(model, ui, body, buf) } else { caret }
    };
    // What is said at the foot may name somebody.
    if model.lock.is_none() {
        draw_toast(model, ui, toast, buf);
    }
    let mut hints = ui.keymap.bar(&contexts(model));
    // Asked once for each key: among ten thousand tickets the answer has its price.
    let allowed: Vec<Action> =
        hints.iter().map(|hint| hint.action).filter(|action| allow(model, *action).is_ok()).collect();
    let can = |action: Action| allowed.contains(&action);
    if model.login.is_some() || model.overlay.is_some() || model.lock.is_some() {
        // What lies over the desk has its own few keys; those of the desk below would only crowd them out.
        hints.retain(|hint| can(hint.action));
    }
    hints.retain(|hint| !bar::is_idle(model, hint.action));
    for hint in &mut hints {
        bar::relabel(model, hint);
    }
    // What can be done comes first, and of that the next step: a narrow screen has room for little more.
    hints.sort_by_cached_key(|hint| (!can(hint.action), bar::weight(model, hint.action)));
    let (mut pinned, hints): (Vec<_>, Vec<_>) =
        hints.into_iter().partition(|hint| matches!(hint.action, Action::Palette | Action::Help));
    // Within the help its own key leads back, as its bar says.
    pinned.retain(|hint| hint.action != Action::Help || !matches!(model.overlay, Some(Overlay::Help { .. })));
    Bar::new(ui.theme, &hints, &can).pinned(&pinned).draw(bar, buf);
    caret
}

fn desk(model: &Model, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    if model.case().is_some() {
        return case::draw(model, ui, area, buf);
    }
    queue::draw(model, ui, area, buf);
    None
}

fn overlay(model: &Model, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) -> Option<Position> {
    match &model.overlay {
        None => None,
        Some(Overlay::Defects(pick)) => dialog::defects(model, pick, ui, area, buf),
        Some(Overlay::Pick(picker)) => picker::draw(model, picker, ui, area, buf),
        Some(Overlay::Form(form)) => dialog::form(form, ui, area, buf),
        Some(Overlay::Notices(view)) => notices::draw(model, view, ui, area, buf),
        Some(Overlay::Invitation(invitation)) => invitation::draw(model, invitation, ui, area, buf),
        Some(Overlay::Confirm(confirm)) => dialog::confirm(model, confirm, ui, area, buf),
        Some(Overlay::Fee(view)) => fee::draw(model, view, ui, area, buf),
        Some(Overlay::Clocks(view)) => clocks::draw(model, view, ui, area, buf),
        Some(Overlay::Agenda(view)) => agenda::draw(model, view, ui, area, buf),
        Some(Overlay::Held(view)) => held::draw(model, *view, ui, area, buf),
        Some(Overlay::Visit { top }) => visit::draw(model, *top, ui, area, buf),
        Some(Overlay::Handover(view)) => handover::draw(model, view, ui, area, buf),
        Some(Overlay::Card(card)) => card::draw(model, card, ui, area, buf),
        Some(Overlay::Help { top, line, .. }) => help::draw(model, (*top, line), ui, area, buf),
    }
}

/// Who took over, since when, and what stayed here.
fn superseded(model: &Model, ui: &Ui<'_>) -> String {
    let post = model.post();
    let holder = post.holder.map(|holder| model.name_of(&holder)).unwrap_or_default();
    let key = ui.key(model, Action::HeldEntries);
    words::taken_over_held(&holder, post.since.map(|since| beijing(since).time()), model.held.len(), &key)
}

/// The notice of the last step; without one, what the officer should know anyway.
fn draw_toast(model: &Model, ui: &Ui<'_>, area: Rect, buf: &mut Buffer) {
    let (text, role) = match &model.toast {
        Some(toast) => {
            let role = match toast.tone {
                Tone::Good => Role::Good,
                Tone::Plain => Role::Accent,
                Tone::Bad => Role::Danger,
            };
            (toast.text.shown().to_owned(), role)
        }
        None if model.is_unknown() => (words::UNKNOWN_LONG.to_owned(), Role::Warning),
        None if model.standing() == Standing::Others && !model.held.is_empty() && model.overlay.is_none() => {
            (superseded(model, ui), Role::Danger)
        }
        None if model.record.waiting().is_some() => (words::WAITING_SHORT.to_owned(), Role::Warning),
        None => match (&model.remark, model.demonstration) {
            (Some(remark), _) if model.case().is_none() => (remark.shown().to_owned(), Role::Dim),
            (_, true) => (words::DEMONSTRATION_LONG.to_owned(), Role::Dim),
            _ => (String::new(), Role::Dim),
        },
    };
    let text = ui.cut(&text, usize::from(area.width).saturating_sub(2));
    buf.set_stringn(area.x + 1, area.y, text, usize::from(area.width), ui.style(role));
}
