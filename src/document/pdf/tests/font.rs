//! A made-up font: every character has a glyph of its own, all of them squares. Tests and benches need none of the
//! machine's.

use std::sync::Arc;

use write_fonts::tables::cmap::Cmap;
use write_fonts::tables::head::Head;
use write_fonts::tables::hhea::Hhea;
use write_fonts::tables::hmtx::{Hmtx, LongMetric};
use write_fonts::tables::maxp::Maxp;
use write_fonts::tables::name::{Name, NameRecord};
use write_fonts::types::{GlyphId, NameId, Tag, UfWord};
use write_fonts::{FontBuilder, OffsetMarker};

/// A square from the baseline up, as the `glyf` table has it: one contour, four points on it.
const SQUARE: [u16; 6] = [1, 100, 0, 400, 700, 3];
const UNITS: u16 = 1_000;

/// What a paper needs, besides the characters given: ASCII, punctuation, the Han characters of Unicode 1.1 and the
/// beginning of extension B.
pub fn paper() -> Vec<char> {
    let ranges =
        [' '..='~', '\u{4e00}'..='\u{9fff}', '\u{20000}'..='\u{200ff}', '\u{3000}'..='\u{301f}', '！'..='～'];
    let more = "·×—‘’“”…·é𠮷⟨⟩％￥〔〕";
    let mut all: Vec<char> = ranges.into_iter().flatten().chain(more.chars()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The bytes of a font with these characters, under this name.
pub fn bytes(name: &str, chars: &[char]) -> Arc<Vec<u8>> {
    let count = u16::try_from(chars.len() + 1).unwrap();
    let glyphs = (1..count).map(GlyphId::from);
    let half = |c: &char| c.is_ascii() || *c == '·';
    let widths = std::iter::once(UNITS).chain(chars.iter().map(|c| if half(c) { UNITS / 2 } else { UNITS }));
    let metrics = widths.map(|advance| LongMetric { advance, side_bearing: 100 }).collect();
    let head = Head { units_per_em: UNITS, index_to_loc_format: 1, ..Head::default() };
    let hhea = Hhea {
        ascender: 880.into(),
        descender: (-120).into(),
        advance_width_max: UfWord::new(UNITS),
        number_of_h_metrics: count,
        ..Hhea::default()
    };
    let maxp = Maxp {
        max_points: Some(4),
        max_contours: Some(1),
        max_composite_points: Some(0),
        max_composite_contours: Some(0),
        max_zones: Some(1),
        max_twilight_points: Some(0),
        max_storage: Some(0),
        max_function_defs: Some(0),
        max_instruction_defs: Some(0),
        max_stack_elements: Some(0),
        max_size_of_instructions: Some(0),
        max_component_elements: Some(0),
        max_component_depth: Some(0),
        ..Maxp::new(count)
    };
    let record = |id: u16| NameRecord::new(3, 1, 0x409, NameId::new(id), OffsetMarker::new(name.to_owned()));
    let mut font = FontBuilder::new();
    font.add_table(&head).unwrap();
    font.add_table(&hhea).unwrap();
    font.add_table(&maxp).unwrap();
    font.add_table(&Hmtx::new(metrics, Vec::new())).unwrap();
    font.add_table(&Cmap::from_mappings(chars.iter().copied().zip(glyphs)).unwrap()).unwrap();
    font.add_table(&Name::new(vec![record(1), record(4), record(6)])).unwrap();
    let (glyf, loca) = outlines(count);
    font.add_raw(Tag::new(b"glyf"), glyf).add_raw(Tag::new(b"loca"), loca);
    Arc::new(font.build())
}

/// The tables of outlines and of where they begin.
fn outlines(count: u16) -> (Vec<u8>, Vec<u8>) {
    let mut square: Vec<u8> = SQUARE.iter().flat_map(|word| word.to_be_bytes()).collect();
    // No instructions; four points on the contour, their steps as words.
    square.extend([0, 0, 1, 1, 1, 1]);
    for step in [100_i16, 300, 0, -300, 0, 0, 700, 0] {
        square.extend(step.to_be_bytes());
    }
    let glyf = square.repeat(count.into());
    let length = u32::try_from(square.len()).unwrap();
    let loca = (0..=u32::from(count)).flat_map(|at| (at * length).to_be_bytes()).collect();
    (glyf, loca)
}
