//! Pages written as PDF.

use krilla::Document as Pdf;
use krilla::SerializeSettings;
use krilla::color::luma;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::text::{GlyphId, KrillaGlyph};

use super::PdfError;
use super::fonts::{Fonts, Typeface};
use super::geometry::{Length, PAGE};
use super::layout::Layout;
use super::page::{Glyph, Ink, Item, Page, Run};
use crate::document::model::Document;

/// Of the circle where the seal belongs, and of its label.
const GREY: u8 = 140;
/// Across the page: seen at once, and the text upon it stays readable.
const PALE: u8 = 222;
/// How far a watermark rises, in degrees.
const RISE: f32 = -52.0;
/// Of the circle where the seal belongs, and of boxes in the place of characters.
const THIN: Length = 500;
/// Where the handles of a quarter circle lie, in thousandths of its radius.
const QUARTER: Length = 552;

/// Writes the pages; nothing in the file depends on when or where.
pub(super) fn write(document: &Document, layout: &Layout, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    write_pages(metadata(document), layout, fonts)
}

/// The same for pages of no document.
pub(super) fn write_pages(metadata: Metadata, layout: &Layout, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let settings = SerializeSettings { enable_tagging: false, ..SerializeSettings::default() };
    let mut pdf = Pdf::new_with(settings);
    pdf.set_metadata(metadata);
    let fonts = fonts.all();
    for page in &layout.pages {
        write_page(&mut pdf, page, &fonts)?;
    }
    pdf.finish().map_err(|error| PdfError::Write { reason: error.to_string() })
}

fn metadata(document: &Document) -> Metadata {
    let warning = document.demonstration.then(|| document.fixed.demonstration.clone());
    Metadata::new()
        .title(format!("{} {}", document.title, document.number))
        .authors(vec![document.issuer.clone()])
        .keywords(warning.into_iter().collect())
        .language("zh-CN".to_owned())
}

fn write_page(pdf: &mut Pdf, page: &Page, fonts: &[&Typeface]) -> Result<(), PdfError> {
    let settings = PageSettings::from_wh(points(PAGE.0), points(PAGE.1))
        .ok_or_else(|| PdfError::Write { reason: "A4".to_owned() })?;
    let mut page_of_pdf = pdf.start_page_with(settings);
    let mut surface = page_of_pdf.surface();
    for item in &page.items {
        draw(&mut surface, item, fonts);
    }
    surface.finish();
    page_of_pdf.finish();
    Ok(())
}

fn draw(surface: &mut Surface<'_>, item: &Item, fonts: &[&Typeface]) {
    match item {
        Item::Text(run) => {
            let lightness = match run.ink {
                Ink::Black => 0,
                Ink::Grey => GREY,
            };
            text(surface, run, fonts, lightness, false);
        }
        Item::Rule { from, to, thick } => stroke(surface, polygon(&[*from, *to], false), *thick, 0, None),
        Item::Seal { centre, radius } => {
            let dash = StrokeDash { array: vec![3.0, 2.0], offset: 0.0 };
            stroke(surface, circle(*centre, *radius), THIN, GREY, Some(dash));
        }
        Item::Code { at, module, rows } => code(surface, *at, *module, rows),
        Item::Watermark { centre, run } => {
            surface.push_transform(&Transform::from_translate(points(centre.0), points(centre.1)));
            surface.push_transform(&Transform::from_rotate(RISE));
            // As outlines: it is no part of the text that is selected and searched.
            text(surface, run, fonts, PALE, true);
            surface.pop();
            surface.pop();
        }
    }
}

/// A run, font by font.
fn text(surface: &mut Surface<'_>, run: &Run, fonts: &[&Typeface], lightness: u8, outlined: bool) {
    surface.set_stroke(None);
    surface.set_fill(Some(fill(lightness)));
    let mut x = run.x;
    for part in run.glyphs.chunk_by(|one, next| one.font == next.font) {
        let start = Point::from_xy(points(x), points(run.y));
        let wide: Length = part.iter().map(|glyph| glyph.advance).sum();
        if let Some(font) = part.first().and_then(|glyph| fonts.get(glyph.font)) {
            let glyphs: Vec<KrillaGlyph> = part.iter().map(|glyph| placed(run, glyph)).collect();
            let font = font.font().clone();
            surface.draw_glyphs(start, &glyphs, font, &run.text, points(run.style.size), outlined);
        }
        x += wide;
    }
    boxes(surface, run, lightness);
}

fn placed(run: &Run, glyph: &Glyph) -> KrillaGlyph {
    KrillaGlyph::new(
        GlyphId::new(glyph.id),
        points(glyph.advance) / points(run.style.size),
        0.0,
        0.0,
        0.0,
        glyph.start..glyph.end,
        None,
    )
}

/// A box for each character that no font has.
fn boxes(surface: &mut Surface<'_>, run: &Run, lightness: u8) {
    let mut x = run.x;
    for glyph in &run.glyphs {
        if glyph.missing {
            let (left, right) = (x + glyph.advance / 10, x + glyph.advance * 9 / 10);
            let (up, down) = (run.y - run.style.size * 8 / 10, run.y);
            let corners = [(left, up), (right, up), (right, down), (left, down)];
            stroke(surface, polygon(&corners, true), THIN, lightness, None);
        }
        x += glyph.advance;
    }
}

fn code(surface: &mut Surface<'_>, at: (Length, Length), module: Length, rows: &[Vec<bool>]) {
    let mut path = PathBuilder::new();
    let mut y = at.1;
    for row in rows {
        let mut x = at.0;
        // Neighbours are one bar: no hairline between them, whoever draws it.
        for bar in row.chunk_by(|one, next| one == next) {
            let wide = module * Length::try_from(bar.len()).unwrap_or(0);
            if bar.first() == Some(&true)
                && let Some(bar) = Rect::from_xywh(points(x), points(y), points(wide), points(module))
            {
                path.push_rect(bar);
            }
            x += wide;
        }
        y += module;
    }
    surface.set_stroke(None);
    surface.set_fill(Some(fill(0)));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn stroke(
    surface: &mut Surface<'_>,
    path: Option<Path>,
    thick: Length,
    lightness: u8,
    dash: Option<StrokeDash>,
) {
    surface.set_fill(None);
    let paint = luma::Color::new(lightness).into();
    surface.set_stroke(Some(Stroke { paint, width: points(thick), dash, ..Stroke::default() }));
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

fn fill(lightness: u8) -> Fill {
    Fill { paint: luma::Color::new(lightness).into(), ..Fill::default() }
}

fn polygon(corners: &[(Length, Length)], closed: bool) -> Option<Path> {
    let (first, rest) = corners.split_first()?;
    let mut path = PathBuilder::new();
    path.move_to(points(first.0), points(first.1));
    for corner in rest {
        path.line_to(points(corner.0), points(corner.1));
    }
    if closed {
        path.close();
    }
    path.finish()
}

fn circle((x, y): (Length, Length), radius: Length) -> Option<Path> {
    let handle = radius * QUARTER / 1_000;
    let at = |right: Length, down: Length| (points(x + right), points(y + down));
    let mut path = PathBuilder::new();
    let start = at(radius, 0);
    path.move_to(start.0, start.1);
    // Clockwise, quarter by quarter: the way out of one end, the way into the other, the other end.
    let quarters = [
        [at(radius, handle), at(handle, radius), at(0, radius)],
        [at(-handle, radius), at(-radius, handle), at(-radius, 0)],
        [at(-radius, -handle), at(-handle, -radius), at(0, -radius)],
        [at(handle, -radius), at(radius, -handle), at(radius, 0)],
    ];
    for [out, into, end] in quarters {
        path.cubic_to(out.0, out.1, into.0, into.1, end.0, end.1);
    }
    path.close();
    path.finish()
}

/// Points as the writer wants them.
#[expect(
    clippy::cast_precision_loss,
    reason = "a length on a page is far below 2^24 thousandths of a point; beyond it a hair is lost off the page"
)]
fn points(length: Length) -> f32 {
    length as f32 / 1_000.0
}
