//! The ground for whatever is drawn over something else.

use ratatui::buffer::{Buffer, CellWidth as _};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;

/// Empties its area. Unlike ratatui's `Clear` it also empties the cell left of the area when a wide glyph
/// there reaches in, which would otherwise leave half a character under the edge (ratatui issue 2526).
#[derive(Debug, Clone, Copy, Default)]
pub struct Blank {
    /// The style of the empty cells.
    pub style: Style,
}

impl Widget for Blank {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let area = area.intersection(buf.area);
        for y in area.top()..area.bottom() {
            if area.width > 0
                && let Some(x) = area.left().checked_sub(1)
                && let Some(cell) = buf.cell_mut(Position { x, y })
                && cell.cell_width() > 1
            {
                cell.set_char(' ');
            }
            // The hidden half of a glyph that began inside would show in the terminal's own ground.
            let split = area.right().checked_sub(1).and_then(|x| buf.cell(Position { x, y }));
            if split.is_some_and(|cell| cell.cell_width() > 1)
                && let Some(cell) = buf.cell_mut(Position { x: area.right(), y })
            {
                cell.set_style(self.style);
            }
            for x in area.left()..area.right() {
                if let Some(cell) = buf.cell_mut(Position { x, y }) {
                    cell.reset();
                    cell.set_style(self.style);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_half_glyph_is_left_at_either_edge() {
        let mut buf = Buffer::with_lines(["申请材料清单"]);
        Blank::default().render(Rect::new(3, 0, 4, 1), &mut buf);
        assert_eq!(buf, Buffer::with_lines(["申      清单"]));
    }

    #[test]
    fn the_right_edge_may_split_a_glyph_too() {
        let mut buf = Buffer::with_lines(["申请材料"]);
        Blank::default().render(Rect::new(2, 0, 3, 1), &mut buf);
        assert_eq!(buf, Buffer::with_lines(["申    料"]), "the glyph that began inside is gone whole");
    }

    #[test]
    fn outside_the_screen_nothing_happens() {
        let mut buf = Buffer::with_lines(["申请"]);
        Blank::default().render(Rect::new(3, 0, 40, 9), &mut buf);
        Blank::default().render(Rect::new(0, 7, 40, 9), &mut buf);
        assert_eq!(buf, Buffer::with_lines(["申  "]));
    }
}
