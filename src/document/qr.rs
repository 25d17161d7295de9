//! QR codes as plain figures: for the paper as squares, for a terminal as half blocks.

use qrcode::{Color, EcLevel, QrCode};

/// Light modules around the code, which a reader needs to find it (ISO/IEC 18004).
pub const QUIET: usize = 4;

/// The modules of the QR code of a text, row by row, dark ones true; without the quiet zone of four modules, which
/// whoever draws it leaves. None where the text is longer than a QR code can hold.
pub fn qr_rows(text: &str) -> Option<Vec<Vec<bool>>> {
    modules(text, EcLevel::M)
}

fn modules(text: &str, level: EcLevel) -> Option<Vec<Vec<bool>>> {
    let code = QrCode::with_error_correction_level(text, level).ok()?;
    let width = code.width();
    let modules: Vec<bool> = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    Some(modules.chunks(width.max(1)).map(<[bool]>::to_vec).collect())
}

/// The QR code of a text for a terminal, two rows of modules to a line, with its quiet zone. The blocks are the
/// *light* modules: to be drawn in a light colour on a dark ground. A screen gathers no dirt, so the code takes the
/// least correction, and one with an address still fits 24 lines. None where the text is too long.
pub fn qr_blocks(text: &str) -> Option<String> {
    let rows = modules(text, EcLevel::L)?;
    let side = rows.len() + 2 * QUIET;
    let light = |x: usize, y: usize| {
        let module = |x: usize, y: usize| {
            let row = rows.get(y.checked_sub(QUIET)?)?;
            row.get(x.checked_sub(QUIET)?).copied()
        };
        // Below the last row of an odd number there is nothing to draw.
        y < side && !module(x, y).unwrap_or(false)
    };
    let mut blocks = String::new();
    for y in (0..side).step_by(2) {
        blocks.extend((0..side).map(|x| match (light(x, y), light(x, y + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        }));
        blocks.push('\n');
    }
    Some(blocks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_square_and_its_corners_are_finders() {
        let rows = qr_rows("青政补〔2026〕1号 7K3M-9QWE-RTYU-ABCD").unwrap();
        assert!(rows.iter().all(|row| row.len() == rows.len()));
        let finder: Vec<bool> = [1, 1, 1, 1, 1, 1, 1, 0].map(|dark| dark == 1).into();
        assert!(rows[0].starts_with(&finder) && rows[6].starts_with(&finder));
        assert!(rows[0].ends_with(&finder[..7]) && rows[rows.len() - 1].starts_with(&finder));
    }

    #[test]
    fn the_blocks_of_a_terminal_are_the_same_modules() {
        let rows = modules("一窗", EcLevel::L).unwrap();
        let blocks = qr_blocks("一窗").unwrap();
        let lines: Vec<Vec<char>> = blocks.lines().map(|line| line.chars().collect()).collect();
        let side = rows.len() + 2 * QUIET;
        assert_eq!((lines.len(), lines[0].len()), (side.div_ceil(2), side));
        assert!(lines[0].iter().all(|block| *block == '█'));
        for (y, row) in rows.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                let block = lines[usize::midpoint(y, QUIET)][x + QUIET];
                let light = if (y + QUIET).is_multiple_of(2) { "█▀" } else { "█▄" }.contains(block);
                assert_ne!(light, *dark, "{x} {y}");
            }
        }
    }

    #[test]
    fn a_text_no_code_can_hold_gives_none() {
        assert_eq!(qr_rows(&"号".repeat(2_000)), None);
        assert_eq!(qr_blocks(&"号".repeat(2_000)), None);
    }
}
