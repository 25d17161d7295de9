//! The last look at a finished screen: the second net behind [`Clean`].

use ratatui::buffer::{Buffer, Cell};

use crate::text::Clean;

/// Replaces what a terminal would obey or swallow (control, bidi and zero-width characters) by a question
/// mark, in every cell, whatever widget drew it. Gives the number of cells changed: more than none is a fault
/// of a view, for the log.
pub fn sweep(buf: &mut Buffer) -> usize {
    let mut changed = 0;
    for cell in &mut buf.content {
        if !is_plain(cell) && hides(cell.symbol()) {
            cell.set_char('?');
            changed += 1;
        }
    }
    changed
}

/// The common case, without the cost of a [`Clean`]: one printable ASCII or one Han character.
fn is_plain(cell: &Cell) -> bool {
    let mut chars = cell.symbol().chars();
    let first = chars.next();
    chars.next().is_none()
        && matches!(first, Some(' '..='~' | '\u{2500}'..='\u{257f}' | '\u{4e00}'..='\u{9fff}'))
}

fn hides(symbol: &str) -> bool {
    let clean = Clean::new(symbol);
    symbol.is_empty() || clean.shown() != clean.original()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::widgets::tests::{row, screen};

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the very leak that the sweep is there for")]
    fn nothing_hostile_stays_in_a_cell() {
        let hostile = [
            "\u{1b}[2J",
            "\u{9b}31m",
            "\u{202e}",
            "a\u{200b}",
            "王\u{200d}",
            "\u{7}",
            "\u{e0041}",
            "\t",
            "\u{2028}",
        ];
        let mut buf = screen(12, 1);
        for (cell, symbol) in buf.content.iter_mut().zip(hostile) {
            cell.set_symbol(symbol);
        }
        assert_eq!(sweep(&mut buf), hostile.len());
        assert_eq!(row(&buf, 0), "?????????   ");
        assert_eq!(sweep(&mut buf), 0);
    }

    #[test]
    fn lawful_names_and_borders_stay() {
        let line = "┌𠮷㛃\u{e0100}葛\u{fe00}·é\u{e863}┐";
        let mut buf = Buffer::with_lines([line]);
        let before = buf.clone();
        assert_eq!(sweep(&mut buf), 0);
        assert_eq!(buf, before);
    }
}
