//! Screens as text: a wide glyph once, the caret told below, sizes one under the other.

use std::fmt::Write as _;

use ratatui::Terminal;
use ratatui::backend::{Backend as _, TestBackend};
use ratatui::buffer::Buffer;
use yichuang::desk::app::Model;
use yichuang::desk::keymap::Keymap;
use yichuang::desk::theme::{Role, Theme};
use yichuang::desk::view::{self, Ui};
use yichuang::desk::widgets::sweep;
use yichuang::text::width;

/// The two sizes every step is kept at.
pub const SIZES: &[(u16, u16)] = &[(80, 24), (120, 36)];

/// The model drawn at a size, with the caret where one is shown. A view that needs the sweep is at fault.
pub fn draw(model: &Model, theme: &Theme, keymap: &Keymap, size: (u16, u16)) -> (Buffer, Option<(u16, u16)>) {
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    let ui = Ui { theme, keymap };
    let mut swept = 0;
    terminal
        .draw(|frame| {
            view::draw(model, &ui, frame);
            swept = sweep(frame.buffer_mut());
        })
        .unwrap();
    assert_eq!(swept, 0, "a view let hidden characters through");
    let backend = terminal.backend_mut();
    let caret = backend.cursor_visible().then(|| backend.get_cursor_position().unwrap().into());
    (backend.buffer().clone(), caret)
}

/// The rows as text, a wide glyph once, nothing at the right that is blank.
pub fn rows(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (0..area.height)
        .map(|y| {
            let mut row = String::new();
            let mut x = 0;
            while x < area.width {
                let symbol = buffer[(x, y)].symbol();
                row.push_str(symbol);
                x += u16::try_from(width(symbol).max(1)).unwrap();
            }
            assert_eq!(width(&row), usize::from(area.width), "a glyph hangs over the edge: {row}");
            row.trim_end().to_owned()
        })
        .collect()
}

/// The screen at these sizes, for a snapshot.
pub fn text(model: &Model, theme: &Theme, keymap: &Keymap, sizes: &[(u16, u16)]) -> String {
    let mut out = String::new();
    for &size in sizes {
        let (buffer, caret) = draw(model, theme, keymap, size);
        let caret = caret.map_or_else(|| "无".to_owned(), |(x, y)| format!("{x},{y}"));
        writeln!(out, "══ {}×{}  光标 {caret}", size.0, size.1).unwrap();
        for row in rows(&buffer) {
            writeln!(out, "{row}").unwrap();
        }
    }
    out
}

/// The pieces of a screen that have one of these roles, as `role: text`.
pub fn roles(model: &Model, theme: &Theme, keymap: &Keymap, size: (u16, u16), wanted: &[Role]) -> String {
    let (buffer, _) = draw(model, theme, keymap, size);
    let ground = theme.style(Role::Text);
    let mut out = String::new();
    for role in wanted {
        let style = ground.patch(theme.style(*role));
        for y in 0..buffer.area.height {
            let mut piece = String::new();
            let mut x = 0;
            while x < buffer.area.width {
                let cell = &buffer[(x, y)];
                let same = cell.fg == style.fg.unwrap_or_default()
                    && cell.bg == style.bg.unwrap_or_default()
                    && cell.modifier == style.add_modifier;
                piece.push_str(if same { cell.symbol() } else { "\u{1f}" });
                x += u16::try_from(width(cell.symbol()).max(1)).unwrap();
            }
            for part in piece.split('\u{1f}').map(str::trim).filter(|part| !part.is_empty()) {
                writeln!(out, "{}: {part}", role.name()).unwrap();
            }
        }
    }
    out
}
