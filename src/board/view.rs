//! The board on the screen: the newest call as large as it fits, below it every window, and who waits.

mod calls;
mod headline;
mod windows;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use super::app::{Link, Model};
use super::wording as words;
use crate::desk::theme::{Borders, Mark, Role, Theme};
use crate::desk::widgets::{cells, cut};
use crate::wire::Board;

/// From this width on the calls have a pane of their own, and every window a line.
const WIDE: u16 = 100;

/// Draws the board.
pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame<'_>) {
    let area = frame.area();
    let buf = frame.buffer_mut();
    buf.set_style(area, theme.style(Role::Text));
    let screen = Screen { model, theme };
    let [head, body, foot] =
        Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1)]).areas(area);
    screen.header(head, buf);
    match &model.board {
        Some(board) => screen.board(board, body, buf),
        None => screen.nothing(body, buf),
    }
    screen.footer(foot, buf);
}

/// What everything is drawn from.
#[derive(Clone, Copy)]
struct Screen<'a> {
    model: &'a Model,
    theme: &'a Theme,
}

impl Screen<'_> {
    fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Whether what stands on the screen may be wrong.
    fn is_old(&self) -> bool {
        self.model.old_since().is_some()
    }

    /// A text from the left, cut where it does not fit; gives the cells it took.
    fn text(&self, buf: &mut Buffer, area: Rect, text: &str, role: Role) -> u16 {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return 0;
        }
        let text = cut(text, area.width.into(), self.theme.mark(Mark::Cut));
        buf.set_stringn(area.x, area.y, &text, area.width.into(), self.style(role));
        u16::try_from(cells(&text)).unwrap_or(area.width)
    }

    /// A text in the middle of a line.
    fn middle(&self, buf: &mut Buffer, area: Rect, text: &str, role: Role) {
        let width = u16::try_from(cells(text)).unwrap_or(u16::MAX).min(area.width);
        let x = area.x.saturating_add(area.width.saturating_sub(width) / 2);
        self.text(buf, Rect { x, width, ..area }, text, role);
    }

    /// What draws a point of a large figure.
    fn ink(&self) -> &'static str {
        match self.theme.borders() {
            Borders::Box => "█",
            Borders::Ascii => "#",
        }
    }

    fn arrow(&self) -> &'static str {
        match self.theme.borders() {
            Borders::Box => "→",
            Borders::Ascii => "->",
        }
    }

    fn header(&self, area: Rect, buf: &mut Buffer) {
        let now = self.model.now;
        let clock = format!("{}  {} ", words::day(now), words::clock(now));
        let width = u16::try_from(cells(&clock)).unwrap_or(area.width);
        let [left, right] = Layout::horizontal([Constraint::Fill(1), Constraint::Length(width)]).areas(area);
        self.text(buf, right, &clock, Role::Title);
        let mut at = Rect { x: left.x.saturating_add(1), width: left.width.saturating_sub(2), ..left };
        let mut put = |text: &str, role: Role| {
            let taken = self.text(buf, at, text, role).saturating_add(1).min(at.width);
            at = Rect { x: at.x.saturating_add(taken), width: at.width.saturating_sub(taken), ..at };
        };
        if let Some(board) = &self.model.board {
            put(&words::shown(&board.name), Role::Title);
            if board.demonstration {
                put(&format!(" {} ", words::DEMONSTRATION), Role::Demo);
            }
        }
        if matches!(self.model.link, Link::Lost { .. }) {
            put(&format!(" {} ", words::RECONNECTING), Role::Warning);
        }
    }

    /// Who waits; where the board may be wrong, why, for whoever looks after it.
    fn footer(&self, area: Rect, buf: &mut Buffer) {
        let area = Rect { x: area.x.saturating_add(1), width: area.width.saturating_sub(2), ..area };
        match (&self.model.link, &self.model.board) {
            (Link::Lost { why, .. }, _) => {
                let text = format!("{}  {}", why.shown(), words::LEAVE);
                self.text(buf, area, &text, Role::Dim);
            }
            (_, Some(board)) => self.waiting(board, area, buf),
            (_, None) => {
                self.text(buf, area, words::LEAVE, Role::Dim);
            }
        }
    }

    fn waiting(&self, board: &Board, area: Rect, buf: &mut Buffer) {
        let waiting: Vec<_> = board.waiting.iter().filter(|class| class.waiting > 0).collect();
        if waiting.is_empty() {
            self.text(buf, area, words::NOBODY, Role::Text);
            return;
        }
        let all = words::waiting(&board.waiting);
        let line = |with_windows: bool| {
            let classes = waiting.iter().map(|class| words::class(class, with_windows));
            std::iter::once(all.clone()).chain(classes).collect::<Vec<_>>().join("  ")
        };
        let whole = line(true);
        let fits = cells(&whole) <= usize::from(area.width);
        self.text(buf, area, &if fits { whole } else { line(false) }, Role::Text);
    }

    /// Nothing is known yet.
    fn nothing(&self, area: Rect, buf: &mut Buffer) {
        let text = match &self.model.link {
            Link::Connecting => words::CONNECTING.to_owned(),
            Link::Live => words::LOADING.to_owned(),
            Link::Lost { since, .. } => words::unreachable(*since),
        };
        let row = Rect { y: area.y.saturating_add(area.height / 2), height: 1, ..area };
        self.middle(buf, row.intersection(area), &text, Role::Title);
    }

    fn board(&self, board: &Board, area: Rect, buf: &mut Buffer) {
        let rows = headline::rows(area);
        let [head, rest] = Layout::vertical([Constraint::Length(rows), Constraint::Fill(1)]).areas(area);
        self.headline(board, head, buf);
        let tiles = windows::tiles(board.windows.len(), rest);
        if rest.width >= WIDE && tiles.is_none() {
            let side = (rest.width / 3).min(48);
            let [left, right] =
                Layout::horizontal([Constraint::Fill(1), Constraint::Length(side)]).areas(rest);
            self.table(board, left, buf);
            self.calls(board, right, buf);
        } else {
            let [grid, strip] = Layout::vertical([Constraint::Fill(1), Constraint::Length(1)]).areas(rest);
            match windows::tiles(board.windows.len(), grid) {
                Some(tiles) => self.tiles(board, &tiles, buf),
                None => self.grid(board, grid, buf),
            }
            self.strip(board, strip, buf);
        }
        if self.is_old() {
            // What may be wrong recedes, whatever it was; the words above say so.
            buf.set_style(rest, Style::reset());
            buf.set_style(rest, self.style(Role::Text).patch(self.style(Role::Dim)));
        }
    }
}

#[cfg(test)]
mod tests;
