//! The windows: tiles with large numbers where there is room, a table, or a grid of short lines.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::Screen;
use crate::board::glyphs::{self, Scale};
use crate::board::wording as words;
use crate::desk::theme::{Mark, Role};
use crate::desk::widgets::{Column, Pane, Table, cells, cut};
use crate::text::pad;
use crate::wire::{Board, BoardWindow, Doing};

/// The least tile: large figures, a line below, and the border.
const TILE: (u16, u16) = (30, 10);
/// The least a line of the grid needs.
const LEAST: u16 = 26;
/// Cells for the name of a window in the grid.
const NAME: usize = 12;

/// Places for so many tiles, none where they do not all fit.
pub(super) fn tiles(count: usize, area: Rect) -> Option<Vec<Rect>> {
    let count = u16::try_from(count).ok().filter(|count| *count > 0)?;
    let most = area.width / TILE.0;
    // Few columns make wide tiles.
    let columns = (1..=most).find(|columns| area.height / count.div_ceil(*columns) >= TILE.1)?;
    let (width, height) = (area.width / columns, area.height / count.div_ceil(columns));
    let place = |at: u16| Rect {
        x: area.x.saturating_add(at % columns * width),
        y: area.y.saturating_add(at / columns * height),
        width,
        height,
    };
    Some((0..count).map(place).collect())
}

impl Screen<'_> {
    fn role(&self, window: &BoardWindow) -> Role {
        match &window.doing {
            Doing::Closed => Role::Dim,
            Doing::Free => Role::Good,
            Doing::Called { ticket, .. } if self.model.flashes(ticket, &window.window) => Role::Focus,
            Doing::Called { .. } => Role::Accent,
            Doing::Serving { .. } => Role::Text,
            Doing::Away { .. } | Doing::Handover | Doing::Waiting => Role::Warning,
        }
    }

    pub(super) fn tiles(&self, board: &Board, places: &[Rect], buf: &mut Buffer) {
        for (window, place) in board.windows.iter().zip(places) {
            let role = self.role(window);
            let title = format!("{} {}", words::window(&window.window), words::shown(&window.name));
            let border = if role == Role::Focus { Role::BorderFocus } else { Role::Border };
            let inner = Pane::new(self.theme, &title).border(border).draw(*place, buf);
            let doing = words::doing(&window.doing, self.model.now);
            let ticket = words::ticket(&window.doing);
            let room = usize::from(inner.height.saturating_sub(1));
            let row =
                |at: u16| Rect { y: inner.y.saturating_add(at), height: 1, ..inner }.intersection(inner);
            // What may be wrong is not shown large.
            let scale = Scale::for_text(&ticket, inner.width.into(), room).filter(|_| !self.is_old());
            let Some(scale) = scale else {
                let line = format!("{ticket} {doing}");
                self.middle(buf, row(inner.height / 2), line.trim(), role);
                continue;
            };
            for (at, line) in (0..).zip(glyphs::rows(&ticket, scale, self.ink())) {
                self.middle(buf, row(at), &line, if role == Role::Focus { Role::Accent } else { role });
            }
            let mark = if role == Role::Focus { self.theme.mark(Mark::Cursor) } else { "" };
            let line = format!(" {mark} {doing} ");
            self.middle(buf, row(inner.height.saturating_sub(1)), &line, role);
        }
    }

    pub(super) fn table(&self, board: &Board, area: Rect, buf: &mut Buffer) {
        let inner = Pane::new(self.theme, words::WINDOWS).draw(area, buf);
        let (shown, hidden) = fitting(board, usize::from(inner.height.saturating_sub(1)));
        let [window, name, place, ticket, doing] = words::COLUMNS;
        let columns = [
            Column::new(window, 4),
            Column::new(name, 12),
            Column::fill(place, 18),
            Column::new(ticket, 6),
            Column::new(doing, 26),
        ];
        let mark = self.theme.mark(Mark::Cursor);
        let row = |at: usize| {
            let Some(window) = shown.get(at) else {
                return vec![Line::default(), Line::default(), Line::from(words::more_windows(hidden))];
            };
            let role = self.role(window);
            let number = words::shown(window.window.as_str());
            let doing = words::doing(&window.doing, self.model.now);
            let doing = if role == Role::Focus { format!("{mark} {doing}") } else { doing };
            let texts = [
                number,
                words::shown(&window.name),
                words::shown(&window.place),
                words::ticket(&window.doing),
                doing,
            ];
            texts.into_iter().map(|text| Line::styled(text, self.style(role))).collect()
        };
        let total = shown.len() + usize::from(hidden > 0);
        Table::new(self.theme, &columns, total, &row).draw(inner, buf);
    }

    pub(super) fn grid(&self, board: &Board, area: Rect, buf: &mut Buffer) {
        if area.is_empty() {
            return;
        }
        let most = (area.width / LEAST).max(1);
        let (shown, hidden) = fitting(board, usize::from(most) * usize::from(area.height));
        let total = u16::try_from(shown.len() + usize::from(hidden > 0)).unwrap_or(u16::MAX);
        let columns = total.div_ceil(area.height).clamp(1, most);
        let rows = total.div_ceil(columns).max(1);
        let width = area.width / columns;
        let place = |at: u16| Rect {
            x: area.x.saturating_add(at / rows * width).saturating_add(1),
            y: area.y.saturating_add(at % rows),
            width: width.saturating_sub(2),
            height: 1,
        };
        for (at, window) in (0..).zip(&shown) {
            let text = self.short(window, width.saturating_sub(2).into());
            self.text(buf, place(at).intersection(area), &text, self.role(window));
        }
        if hidden > 0 {
            let last = place(total.saturating_sub(1)).intersection(area);
            self.text(buf, last, &words::more_windows(hidden), Role::Dim);
        }
    }

    /// A window in a short line; its name gives way to what it does.
    fn short(&self, window: &BoardWindow, width: usize) -> String {
        let mark = if self.role(window) == Role::Focus { self.theme.mark(Mark::Cursor) } else { " " };
        let number = words::shown(window.window.as_str());
        let doing = words::doing(&window.doing, self.model.now);
        let ticket = words::ticket(&window.doing);
        let doing = if ticket.is_empty() { doing } else { format!("{ticket} {doing}") };
        let room = width.saturating_sub(cells(&number) + cells(&doing) + cells(mark) + 3);
        let name = cut(&words::shown(&window.name), NAME.min(room), "");
        let name = pad(&name, NAME.min(room));
        format!("{mark} {number} {name} {doing}")
    }
}

/// The windows that find a place, in their order, and how many do not: closed ones stand back, then free ones.
fn fitting(board: &Board, places: usize) -> (Vec<&BoardWindow>, usize) {
    let all: Vec<&BoardWindow> = board.windows.iter().collect();
    if all.len() <= places {
        return (all, 0);
    }
    let rank = |window: &BoardWindow| match window.doing {
        Doing::Called { .. } => 0,
        Doing::Away { .. } | Doing::Handover | Doing::Waiting => 1,
        Doing::Serving { .. } => 2,
        Doing::Free => 3,
        Doing::Closed => 4,
    };
    let mut ranked: Vec<(usize, &BoardWindow)> = all.into_iter().enumerate().collect();
    ranked.sort_by_key(|(at, window)| (rank(window), *at));
    let hidden = ranked.split_off(places.saturating_sub(1).min(ranked.len()));
    ranked.sort_by_key(|(at, _)| *at);
    (ranked.into_iter().map(|(_, window)| window).collect(), hidden.len())
}
