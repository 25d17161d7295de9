//! GB/T 9704 on the layout.

use super::{all_words, bare, inside, laid, proof, with, words};
use crate::document::model::{Align, Block, Column, Document, Entry, Field, Signature, Table};
use crate::document::pdf::geometry::*;
use crate::document::pdf::{Ink, Item, Layout, Page, Run};

fn paragraph(characters: usize) -> Block {
    Block::Paragraph("政".repeat(characters))
}

/// That every text of the type area lies within it and none lies upon another.
fn check(layout: &Layout) {
    for page in &layout.pages {
        let runs: Vec<&Run> = page.runs().collect();
        for run in inside(page) {
            assert!(run.x >= LEFT && run.x + run.width() <= RIGHT, "beside the type area: {}", run.text);
            assert!(run.y - run.style.size * 88 / 100 >= TOP, "above it: {}", run.text);
            assert!(run.y + run.style.size * 12 / 100 <= BOTTOM, "below it: {}", run.text);
        }
        for (index, one) in runs.iter().enumerate() {
            assert!(one.y < PAGE.1 && one.y > one.style.size, "off the page: {}", one.text);
            for other in runs.iter().skip(index + 1) {
                let apart = (one.y - other.y).abs() >= one.style.size.min(other.style.size) * 9 / 10;
                let beside = one.x + one.width() <= other.x || other.x + other.width() <= one.x;
                assert!(apart || beside, "{} lies upon {}", one.text, other.text);
            }
        }
    }
}

#[test]
fn twenty_eight_characters_fill_a_line_and_twenty_two_lines_a_page() {
    let layout = laid(&with(vec![paragraph(28 * 60 - 2)]));
    let page = &layout.pages[1];
    let lines: Vec<&Run> = inside(page).collect();
    assert_eq!(lines.len(), 22);
    for (index, line) in lines.iter().enumerate() {
        assert_eq!((line.x, line.glyphs.len()), (LEFT, 28));
        assert!(line.glyphs[..27].iter().all(|glyph| (glyph.advance - PITCH).abs() <= 1));
        let from_first = LINE * Length::try_from(index).unwrap();
        assert_eq!(line.y, lines[0].y + from_first);
        assert_eq!(line.style.size, 16_000);
    }
    check(&layout);
}

#[test]
fn a_paragraph_begins_two_characters_further_right() {
    let layout = laid(&with(vec![paragraph(60)]));
    let lines: Vec<&Run> = inside(&layout.pages[0]).filter(|run| run.text.starts_with("政政")).collect();
    let places: Vec<(Length, usize)> = lines.iter().map(|run| (run.x, run.glyphs.len())).collect();
    assert_eq!(places, [(LEFT + 2 * PITCH, 26), (LEFT, 28), (LEFT, 6)]);
}

#[test]
fn masthead_and_title_stand_in_the_middle_the_number_at_the_right() {
    let layout = laid(&bare());
    let runs: Vec<&Run> = layout.pages[0].runs().collect();
    for run in &runs[..2] {
        assert!((run.x + run.width() / 2 - LEFT - WIDTH / 2).abs() <= 1, "{}", run.text);
    }
    assert_eq!((runs[1].text.as_str(), runs[1].style.size), ("补正材料通知书", 22_000));
    assert_eq!((runs[2].text.as_str(), runs[2].x + runs[2].width()), ("青政补〔2026〕1号", RIGHT));
    assert_eq!((runs[3].text.as_str(), runs[3].x), ("王敏：", LEFT));
}

#[test]
fn page_numbers_stand_outside_one_character_in_and_seven_millimetres_below() {
    let layout = laid(&with(vec![paragraph(28 * 50)]));
    assert_eq!(layout.pages.len(), 3);
    for (index, page) in layout.pages.iter().enumerate() {
        let text = format!("— {} —", index + 1);
        let run = page.runs().find(|run| run.text == text).unwrap();
        assert_eq!(run.style.size, 14_000);
        assert!(run.y > BOTTOM + mm(700) && run.y < BOTTOM + mm(900));
        if index % 2 == 0 {
            assert_eq!(run.x + run.width(), RIGHT - 14_000);
        } else {
            assert_eq!(run.x, LEFT + 14_000);
        }
        let foot = words(page.runs().filter(|run| run.y > BOTTOM));
        assert!(foot.contains("青政补〔2026〕1号") && foot.contains("共3页"), "{foot}");
    }
    let single = laid(&bare());
    assert_eq!(words(single.pages[0].runs().filter(|run| run.y > BOTTOM)), "—1—");
}

fn table(rows: usize, text: &str) -> Block {
    let column = |head: &str, align, grow| Column { head: head.to_owned(), align, grow };
    Block::Table(Table {
        columns: vec![
            column("材料名称", Align::Left, 3),
            column("份数", Align::Right, 0),
            column("备注", Align::Left, 1),
        ],
        rows: (0..rows).map(|row| vec![format!("{row}{text}"), "1份".into(), String::new()]).collect(),
    })
}

#[test]
fn a_table_fills_the_width_and_its_head_is_repeated_on_each_page() {
    let layout = laid(&with(vec![table(80, "食品经营许可申请书")]));
    assert!(layout.pages.len() > 2);
    for page in &layout.pages[..layout.pages.len() - 1] {
        assert_eq!(words(page.runs()).matches("材料名称").count(), 1);
        let rules: Vec<_> = page
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Rule { from, to, .. } if from.1 == to.1 => Some((from.0, to.0)),
                _ => None,
            })
            .collect();
        assert!(rules.len() > 10 && rules.iter().all(|rule| *rule == (LEFT, RIGHT)));
    }
    check(&layout);
}

#[test]
fn a_row_higher_than_a_page_is_broken_and_loses_nothing() {
    let long = "许".repeat(2_000);
    let layout = laid(&with(vec![table(1, &long)]));
    assert!(layout.pages.len() > 2);
    assert_eq!(all_words(&layout).matches('许').count(), 2_000);
    assert!(layout.pages[1].runs().any(|run| run.text == "材料名称"));
    check(&layout);
}

#[test]
fn a_table_of_too_many_columns_is_told_row_by_row() {
    let column = |n: usize| Column { head: format!("列{n}"), align: Align::Left, grow: 1 };
    let table = Table {
        columns: (0..12).map(column).collect(),
        rows: vec![(0..12).map(|n| format!("第{n}项内容说明文字")).collect()],
    };
    let layout = laid(&with(vec![Block::Table(table)]));
    assert!(all_words(&layout).contains("列11：第11项内容说明文字"));
    check(&layout);
}

#[test]
fn the_seal_lies_upon_issuer_and_date_with_text_on_the_same_page() {
    // Wherever the text ends, something of it stands above the seal.
    for characters in (28 * 8..28 * 24).step_by(28) {
        let mut document = with(vec![paragraph(characters)]);
        document.signatures = vec![Signature { who: "申请人签名".into(), name: None, phone: true }];
        document.proof = Some(proof());
        let layout = laid(&document);
        check(&layout);
        let page = layout.pages.last().unwrap();
        let seal = page.items.iter().find_map(|item| match item {
            Item::Seal { centre, radius } => Some((*centre, *radius)),
            _ => None,
        });
        let ((x, y), radius) = seal.unwrap();
        let place = |text: &str| page.runs().find(|run| run.text == text).unwrap();
        let (issuer, date) = (place("青河县市场监督管理局"), place("2026年1月5日"));
        assert!((date.x + date.width() - RIGHT + 4 * PITCH).abs() <= 1);
        assert!((issuer.x + issuer.width() / 2 - x).abs() <= 1);
        assert!(issuer.y < y && date.y > y && date.y < y + radius);
        let text = page.runs().filter(|run| run.text.starts_with('政')).map(|run| run.y).max().unwrap();
        assert!(y - radius - text < LINE, "the seal's edge is within a line of the text");
        assert!(y - radius > text, "and not upon it");
        let below = page.runs().filter(|run| run.y > date.y && run.ink == Ink::Black);
        assert!(below.map(|run| run.y - run.style.size).min().unwrap() >= y + radius - 1);
        let label = page.runs().find(|run| run.ink == Ink::Grey).unwrap();
        assert_eq!(label.text, "盖章处");
    }
}

#[test]
fn a_paper_without_a_seal_has_no_circle() {
    let mut document = bare();
    document.sealed = false;
    let layout = laid(&document);
    assert!(!layout.pages[0].items.iter().any(|item| matches!(item, Item::Seal { .. })));
    check(&layout);
}

#[test]
fn the_code_is_large_enough_to_read_and_nothing_is_in_its_quiet_zone() {
    let mut document = bare();
    document.proof = Some(proof());
    let layout = laid(&document);
    let page = layout.pages.last().unwrap();
    let code = page.items.iter().find_map(|item| match item {
        Item::Code { at, module, rows } => Some((*at, *module, rows.len())),
        _ => None,
    });
    let ((x, y), module, side) = code.unwrap();
    let length = module * Length::try_from(side).unwrap();
    assert!(length >= mm(2_000) && x + length < RIGHT && y + length < BOTTOM);
    let quiet = 4 * module;
    for run in page.runs() {
        let beside = run.x >= x + length + quiet || run.x + run.width() <= x - quiet;
        let over = run.y + run.style.size / 8 <= y - quiet || run.y - run.style.size >= y + length + quiet;
        assert!(beside || over, "{}", run.text);
    }
    let words = words(page.runs());
    for wanted in ["青政补〔2026〕1号", "7K3M-9QWE-RTYX-ABCD", "0123456789abcdef"] {
        assert!(words.contains(wanted), "{wanted}");
    }
    assert!(!laid(&bare()).pages[0].items.iter().any(|item| matches!(item, Item::Code { .. })));
}

fn watermarks(document: &Document) -> Vec<Vec<String>> {
    let of = |page: &Page| {
        page.items
            .iter()
            .filter_map(|item| match item {
                Item::Watermark { run, .. } => Some(run.text.clone()),
                _ => None,
            })
            .collect()
    };
    laid(document).pages.iter().map(of).collect()
}

#[test]
fn what_is_void_says_so_across_every_page_and_nothing_else_does() {
    let long = with(vec![paragraph(28 * 30)]);
    let kinds = |demonstration, draft| watermarks(&Document { draft, demonstration, ..long.clone() });
    assert_eq!(kinds(false, false), [[""; 0]; 2]);
    assert_eq!(kinds(true, false), [["演示 样张 无效"]; 2]);
    assert_eq!(kinds(false, true), [["草稿"]; 2]);
    assert_eq!(kinds(true, true), [["演示 样张 无效", "草稿"]; 2]);
}

#[test]
fn marks_stand_above_the_type_area_of_every_page() {
    let mut document = with(vec![paragraph(28 * 30)]);
    document.marks = vec!["补打 第1次".into(), "作废".into()];
    for page in &laid(&document).pages {
        let mark = page.runs().find(|run| run.text.contains("作废")).unwrap();
        assert!(mark.y < TOP && mark.text.contains("补打 第1次") && mark.x + mark.width() < RIGHT);
    }
    document.marks = vec!["补打".repeat(400)];
    let layout = laid(&document);
    check(&layout);
    assert!(words(layout.pages[0].runs()).contains(&"补打".repeat(400)), "however many");
}

#[test]
fn lists_and_labels_hang_and_stay_inside_however_deep() {
    let fields = || Block::Fields(vec![Field { label: "正确形式".into(), value: "填".repeat(60) }]);
    let mut block = fields();
    for _ in 0..12 {
        let entry = Entry { text: "申请书".repeat(20), inner: vec![block, fields()] };
        block = Block::Numbered(vec![entry]);
    }
    let layout = laid(&with(vec![block, Block::Heading("一、理由".into())]));
    check(&layout);
    assert_eq!(all_words(&layout).matches('填').count(), 60 * 13);
}

#[test]
fn a_heading_stays_with_what_it_heads() {
    for lines in 10..24 {
        let layout =
            laid(&with(vec![paragraph(28 * lines), Block::Heading("二、依据".into()), paragraph(26)]));
        for page in &layout.pages {
            let last = inside(page).map(|run| run.y).max().unwrap_or(0);
            assert!(!inside(page).any(|run| run.y == last && run.text == "二、依据"), "{lines}");
        }
    }
}

#[test]
fn an_empty_paper_is_a_page() {
    let nothing = Document {
        masthead: String::new(),
        title: String::new(),
        number: String::new(),
        addressee: None,
        issuer: String::new(),
        copies: String::new(),
        sealed: false,
        ..bare()
    };
    let layout = laid(&nothing);
    assert_eq!((layout.pages.len(), all_words(&layout).as_str()), (1, "2026年1月5日"));
}

#[test]
fn long_names_anywhere_are_broken_never_cut() {
    let name = crate::document::tests::samples::LONG_NAME;
    for times in [1, 3, 60] {
        let long = name.repeat(times);
        let mut document =
            with(vec![Block::Fields(vec![Field { label: long.clone(), value: long.clone() }])]);
        document.addressee = Some(long.clone());
        document.issuer = long.clone();
        document.masthead = long.clone();
        document.title = long.clone();
        document.copies = long.clone();
        document.signatures = vec![Signature { who: long.clone(), name: Some(long.clone()), phone: true }];
        let layout = laid(&document);
        check(&layout);
        assert_eq!(all_words(&layout).matches(&name).count(), times * 9, "{times}");
    }
}
