//! Pieces of content, one below the other, and how they fall on pages.

use super::geometry::{HEIGHT, LINE, Length, TOP};
use super::page::{Item, Page};

/// What is kept on one page.
#[derive(Clone, Default, Debug)]
pub(super) struct Piece {
    pub(super) height: Length,
    /// What is in it: y from its upper edge.
    pub(super) items: Vec<Item>,
    /// Whether it stays with the one after it.
    pub(super) keep: bool,
    /// Whether it begins on the grid of lines.
    pub(super) snap: bool,
    /// The table head to be repeated above it where it begins a page.
    pub(super) head: Option<usize>,
    /// What closes it where the page ends below it: y from its lower edge.
    pub(super) torn: Vec<Item>,
    /// Whether it stands at the foot of the page.
    pub(super) low: bool,
}

impl Piece {
    /// Room without anything; there is none at the top of a page.
    pub(super) fn blank(height: Length) -> Self {
        Self { height, ..Self::default() }
    }

    /// A line on the grid.
    pub(super) fn line(items: Vec<Item>) -> Self {
        Self { height: LINE, items, snap: true, ..Self::default() }
    }
}

/// Lays the pieces on pages.
pub(super) fn paginate(pieces: Vec<Piece>, heads: &[Piece]) -> Vec<Page> {
    let needs: Vec<Length> = (0..pieces.len()).map(|at| need(&pieces, at)).collect();
    let mut sheet = Sheet { pages: vec![Page::default()], y: 0, torn: Vec::new() };
    for (piece, need) in pieces.into_iter().zip(needs) {
        let head = piece.head.and_then(|head| heads.get(head));
        sheet.lay(piece, need, head);
    }
    sheet.pages
}

/// How much room a piece needs with those that stay with it.
fn need(pieces: &[Piece], at: usize) -> Length {
    let mut sum = 0;
    for piece in pieces.iter().skip(at) {
        sum = if piece.snap { snapped(sum) } else { sum } + piece.height;
        // What no page holds together needs no further counting.
        if !piece.keep || sum > HEIGHT {
            break;
        }
    }
    sum
}

/// The next line of the grid.
fn snapped(y: Length) -> Length {
    (y + LINE - 1) / LINE * LINE
}

struct Sheet {
    pages: Vec<Page>,
    /// From the upper edge of the type area to the lower edge of what is on the last page.
    y: Length,
    torn: Vec<Item>,
}

impl Sheet {
    fn lay(&mut self, piece: Piece, need: Length, head: Option<&Piece>) {
        if piece.items.is_empty() && self.y == 0 {
            return;
        }
        let start = |y| if piece.snap { snapped(y) } else { y };
        let top = head.map_or(0, |head| head.height);
        let together = start(self.y) + need <= HEIGHT;
        let possible = top + need <= HEIGHT;
        if self.y > 0 && !together && (possible || start(self.y) + piece.height > HEIGHT) {
            self.turn();
            if piece.items.is_empty() {
                return;
            }
            if let Some(head) = head {
                self.put(head.items.clone(), 0);
                self.y = head.height;
            }
        }
        let start = if piece.low { (HEIGHT - piece.height).max(self.y) } else { start(self.y) };
        self.y = start + piece.height;
        self.put(piece.items, start);
        self.torn = piece.torn;
    }

    fn put(&mut self, items: Vec<Item>, y: Length) {
        if let Some(page) = self.pages.last_mut() {
            page.items.extend(items.into_iter().map(|item| item.lowered(TOP + y)));
        }
    }

    fn turn(&mut self) {
        let torn = std::mem::take(&mut self.torn);
        self.put(torn, self.y);
        self.pages.push(Page::default());
        self.y = 0;
    }
}
