//! The file: its words can be read back, and it is the same file every time.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{FONTS, all_words, bare, extract, laid, proof, with};
use crate::document::model::{Align, Block, Column, Document, Entry, Field, Table};
use crate::document::pdf::{Fonts, Page, PdfError, Typeface, missing, pdf};
use crate::document::tests::samples::*;
use crate::document::{compose, plain_text};
use crate::domain::item::CorrectionRegime;
use crate::text::Clean;

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What can be selected, without the feet of the pages.
fn read(document: &Document) -> String {
    let text = extract::text(&pdf(document, &FONTS).unwrap());
    let foot = |line: &&str| line.starts_with("— ") || line.contains("页，共");
    text.lines().filter(|line| !foot(line)).map(squeezed).collect()
}

/// Every text of the blocks but the heads of tables, which a table told row by row gives only where there is
/// something to tell.
fn texts(blocks: &[Block]) -> Vec<&str> {
    blocks
        .iter()
        .flat_map(|block| match block {
            Block::Heading(text) | Block::Paragraph(text) => vec![text.as_str()],
            Block::Numbered(entries) => entries
                .iter()
                .flat_map(|entry| [vec![entry.text.as_str()], texts(&entry.inner)].concat())
                .collect(),
            Block::Fields(fields) => {
                fields.iter().flat_map(|field| [field.label.as_str(), field.value.as_str()]).collect()
            }
            Block::Table(table) => table.rows.iter().flatten().map(String::as_str).collect(),
        })
        .collect()
}

#[test]
fn every_word_of_every_paper_can_be_selected() {
    for paper in [acceptance(), refusal(), handover(), correction(demands(), CorrectionRegime::Licence, 2)] {
        let mut document = compose(&paper, &hall(), &phrases(), false);
        document.proof = Some(proof());
        let found = read(&document);
        for text in texts(&document.blocks) {
            assert!(found.contains(&squeezed(text)), "{text} is not in {found}");
        }
        // What the plain paper says, the printed says too.
        let plain = squeezed(&plain_text(&document, 200));
        assert!(plain.contains(&squeezed(&document.title)) && found.contains(&squeezed(&document.title)));
    }
}

#[test]
fn the_file_is_what_is_laid_out() {
    let mut document =
        compose(&correction(demands(), CorrectionRegime::Licence, 1), &hall(), &phrases(), true);
    document.proof = Some(proof());
    assert_eq!(read(&document), all_words(&laid(&document)));
    assert!(!read(&document).contains("无效"), "what lies across the page is no text of it");
}

#[test]
fn the_same_paper_is_the_same_file() {
    let mut document = compose(&acceptance(), &hall(), &phrases(), true);
    document.proof = Some(proof());
    let first = pdf(&document, &FONTS).unwrap();
    assert!(first == pdf(&document, &FONTS.clone()).unwrap());
    document.title.push('二');
    assert!(first != pdf(&document, &FONTS).unwrap());
}

#[test]
fn title_number_and_language_are_told_to_archives() {
    let file = pdf(&bare(), &FONTS).unwrap();
    let text = String::from_utf8_lossy(&file).into_owned();
    assert!(text.contains("/Lang(zh-CN)") && text.contains("补正材料通知书 青政补〔2026〕1号"));
    assert!(!text.contains("CreationDate") && !text.contains("ModDate"));
}

#[test]
fn forty_defects_are_all_printed() {
    let mut demands = demands();
    demands[0].defects = (1..=40)
        .map(|n| defect(&format!("第{n}页骑缝处未加盖公章"), &format!("在第{n}页骑缝处补盖公章")))
        .collect();
    let found =
        read(&compose(&correction(demands, CorrectionRegime::Licence, 1), &hall(), &phrases(), false));
    for n in 1..=40 {
        assert!(found.contains(&format!("（{n}）第{n}页骑缝处未加盖公章")), "{n}");
        assert!(found.contains(&format!("在第{n}页骑缝处补盖公章")), "{n}");
    }
}

#[test]
fn rare_and_hostile_names_are_printed_as_they_are_shown() {
    for name in ["𠮷野", "阿依古丽·买买提", "葛\u{e0100}敏", "王\u{202e}敏\u{1b}[2J", LONG_NAME]
    {
        let mut paper = correction(demands(), CorrectionRegime::Plain, 1);
        if let Some(subject) = &mut paper.subject {
            subject.applicant = Clean::new(name);
        }
        let document = compose(&paper, &hall(), &phrases(), false);
        assert!(read(&document).contains(&squeezed(Clean::new(name).shown())), "{name}");
    }
}

#[test]
fn a_character_of_no_font_is_a_box_reported_and_still_text() {
    let document = with(vec![Block::Paragraph("王\u{2a700}敏\u{2a701}王".into())]);
    assert_eq!(missing(&document, &FONTS).unwrap(), ['\u{2a700}', '\u{2a701}']);
    assert!(read(&document).contains("王\u{2a700}敏\u{2a701}王"));
    let boxes =
        laid(&document).pages[0].runs().flat_map(|run| &run.glyphs).filter(|glyph| glyph.missing).count();
    assert_eq!(boxes, 2);
    // A font that has them takes them over.
    let rare = Typeface::new("rare", super::font::bytes("rare", &['\u{2a700}', '\u{2a701}']), 0).unwrap();
    let fonts = Fonts { rest: vec![rare], ..FONTS.clone() };
    assert!(missing(&document, &fonts).unwrap().is_empty());
    assert!(squeezed(&extract::text(&pdf(&document, &fonts).unwrap())).contains("王\u{2a700}敏\u{2a701}王"));
}

#[test]
fn what_is_no_font_is_refused_in_words() {
    for data in [vec![], b"abc".to_vec(), vec![0; 500]] {
        let error = Typeface::new("坏字体", data.into(), 0).unwrap_err();
        assert_eq!(error, PdfError::Font { name: "坏字体".into() });
        assert!(error.to_string().contains("坏字体"));
    }
    let whole = super::font::bytes("made up", &super::font::paper());
    assert!(Typeface::new("made up", whole, 7).is_err(), "a font the collection does not have");
}

#[test]
fn a_number_no_code_can_hold_is_refused() {
    let document = Document { number: "号".repeat(3_000), proof: Some(proof()), ..bare() };
    assert_eq!(pdf(&document, &FONTS).unwrap_err(), PdfError::Code);
    assert!(pdf(&Document { proof: None, ..document }, &FONTS).is_ok());
}

#[test]
fn a_name_of_a_hundred_thousand_characters_is_printed_whole() {
    for one in ["名", "a", "，"] {
        let document = Document { addressee: Some(one.repeat(100_000)), ..bare() };
        let layout = laid(&document);
        let glyphs: usize = layout.pages.iter().flat_map(Page::runs).map(|run| run.glyphs.len()).sum();
        assert!(glyphs >= 100_000);
    }
}

/// How often each character occurs, white space left out.
fn counted<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in texts.into_iter().flat_map(str::chars).filter(|c| !c.is_whitespace() && !c.is_control()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

fn text() -> impl Strategy<Value = String> {
    proptest::string::string_regex(
        "[\\p{Unified_Ideograph}\\p{Latin}0-9，。、；：“”（）《》〔〕·—％%./#\\- ]{0,90}",
    )
    .unwrap()
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop_oneof![
        text().prop_map(Block::Heading),
        text().prop_map(Block::Paragraph),
        prop::collection::vec((text(), text()), 0..3).prop_map(|fields| {
            Block::Fields(fields.into_iter().map(|(label, value)| Field { label, value }).collect())
        }),
        (1_usize..5, prop::collection::vec(prop::collection::vec(text(), 5), 0..4), any::<[(bool, u8); 5]>())
            .prop_map(|(wide, rows, columns)| {
                let column = |(right, grow): (bool, u8)| Column {
                    head: "栏目".into(),
                    align: if right { Align::Right } else { Align::Left },
                    grow: grow % 4,
                };
                Block::Table(Table {
                    columns: columns.into_iter().take(wide).map(column).collect(),
                    rows: rows.into_iter().map(|row| row.into_iter().take(wide).collect()).collect(),
                })
            }),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop::collection::vec((text(), prop::collection::vec(inner, 0..3)), 0..4).prop_map(|entries| {
            Block::Numbered(entries.into_iter().map(|(text, inner)| Entry { text, inner }).collect())
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn nothing_of_any_paper_is_lost(blocks in prop::collection::vec(block(), 0..6), issuer in text(), addressee in text()) {
        let document = Document { issuer: issuer.clone(), addressee: Some(addressee.clone()), ..with(blocks) };
        let found = extract::text(&pdf(&document, &FONTS).unwrap());
        let found = counted([found.as_str()]);
        let wanted = texts(&document.blocks).into_iter().chain([issuer.as_str(), addressee.as_str()]);
        for (c, times) in counted(wanted) {
            prop_assert!(found.get(&c).is_some_and(|n| *n >= times), "{c} {times} {:?}", found.get(&c));
        }
    }
}
