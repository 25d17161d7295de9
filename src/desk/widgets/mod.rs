//! The few shapes every view is made of. They take text that is safe to show ([`crate::text::Clean`], fixed
//! words, or what was formatted from those), draw with spans, and measure in cells.

mod bar;
mod blank;
mod cells;
mod field;
mod list;
mod pane;
mod scroll;
mod sweep;
mod table;

pub use bar::Bar;
pub use blank::Blank;
pub use cells::{cells, cut};
pub use field::{Echo, Field};
pub use list::{List, window};
pub use pane::Pane;
pub use scroll::Scroll;
pub use sweep::sweep;
pub use table::{Column, Table};

#[cfg(test)]
mod tests {
    use ratatui::buffer::{Buffer, CellWidth as _};
    use ratatui::layout::{Position, Rect};
    use ratatui::text::Line;
    use tui_input::Input;

    use super::*;
    use crate::desk::keymap;
    use crate::desk::theme::{Preset, Role, Theme};

    pub(super) fn screen(width: u16, height: u16) -> Buffer {
        Buffer::empty(Rect::new(0, 0, width, height))
    }

    /// A row as a terminal shows it: the cell behind a wide glyph is part of the glyph.
    pub(super) fn row(buf: &Buffer, y: u16) -> String {
        let mut text = String::new();
        let mut x = buf.area.left();
        while let Some(cell) = buf.cell(Position { x, y }) {
            text.push_str(cell.symbol());
            x += cell.cell_width().max(1);
        }
        text
    }

    /// Everything, over a ground of wide glyphs, at every size from nothing on.
    #[test]
    fn no_size_and_no_text_is_too_much() {
        let texts = [
            "",
            "中文字很长很长的一行：欧阳娜娜·买买提",
            "\u{1b}[2J\u{202e}王\u{200b}\t\u{9b}",
            "𠮷㛃\u{e0100}ｶﾞ",
        ];
        let hints = keymap::load(keymap::Preset::Numpad, None).keymap.bar(&[keymap::Context::Case]);
        for &preset in Preset::ALL {
            let theme = Theme::preset(preset);
            for text in texts {
                for (width, height) in [(0, 0), (1, 1), (2, 2), (3, 3), (5, 4), (10, 3), (11, 7), (80, 24)] {
                    let mut buf = screen(width, height);
                    for y in 0..height {
                        buf.set_string(0, y, "中".repeat(usize::from(width) / 2), theme.style(Role::Text));
                    }
                    let wild = Rect::new(1, 1, width, height.saturating_add(3));
                    let input = Input::new(text.into());
                    let line = |_: usize| Line::from(text);
                    let cells = |_: usize| vec![Line::from(text), Line::from(text)];
                    let columns = [Column::new(text, 4), Column::fill(text, 3).right()];
                    let lines = vec![Line::from(text); 9];
                    for area in [buf.area, wild] {
                        Pane::new(&theme, text).badge(text, Role::Demo).focused(true).draw(area, &mut buf);
                        Field::new(&theme, text, 7, &input).hint(text).focused(true).draw(area, &mut buf);
                        List::new(&theme, 40, &line).selected(Some(20)).draw(area, &mut buf);
                        Table::new(&theme, &columns, 40, &cells).selected(Some(39)).draw(area, &mut buf);
                        Scroll::new(&theme, &lines, 3).draw(area, &mut buf);
                        Bar::new(&theme, &hints, &|_| true).draw(area, &mut buf);
                    }
                    sweep(&mut buf);
                    let hidden = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c);
                    assert!(buf.content.iter().all(|cell| !cell.symbol().contains(hidden)));
                }
            }
        }
    }
}
