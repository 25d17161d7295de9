//! What holds for every text a paper may carry.

use proptest::prelude::*;

use super::samples::*;
use super::squeezed;
use crate::document::{compose, plain_text};
use crate::domain::item::CorrectionRegime;
use crate::domain::paper::{Demand, Handing, Paper, PaperBody, PaperKind};
use crate::text::{Clean, width};

const WIDTHS: [usize; 5] = [24, 32, 48, 76, 120];

fn check(paper: &Paper, wanted: &[&str]) {
    let document = compose(paper, &hall(), &phrases(), true);
    for cells in WIDTHS {
        let text = plain_text(&document, cells);
        for line in text.lines() {
            assert!(width(line) <= cells, "{cells}: {line:?}");
            let clean = Clean::new(line);
            assert_eq!(clean.shown(), clean.original(), "nothing hidden reaches the paper");
        }
        let squeezed_text = squeezed(&text);
        for wanted in wanted {
            let wanted = squeezed(Clean::new(wanted).shown());
            assert!(squeezed_text.contains(&wanted), "{cells}: {wanted} is not in\n{text}");
        }
    }
}

fn texts(demands: &[Demand]) -> Vec<&str> {
    demands
        .iter()
        .flat_map(|demand| {
            let defects = demand.defects.iter().flat_map(|d| [d.text.as_str(), d.remedy.as_str()]);
            [demand.name.as_str(), demand.obtain.as_str()].into_iter().chain(defects)
        })
        // What is nothing but white space is no text: there is nothing to tell.
        .filter(|text| !text.trim().is_empty())
        .collect()
}

#[test]
fn names_are_whole_at_every_width() {
    let hostile = "王\u{1b}[2J敏\u{202e}";
    for name in [LONG_NAME, "阿依古丽·买买提", "𠮷野家", "葛\u{e0100}", hostile] {
        let mut paper = correction(demands(), CorrectionRegime::Plain, 1);
        if let Some(subject) = &mut paper.subject {
            subject.applicant = Clean::new(name);
        }
        check(&paper, &[name]);
    }
    assert_eq!(LONG_NAME.chars().count(), 60);
}

#[test]
fn hostile_text_from_anywhere_is_visible_and_harmless() {
    let hostile = "李\u{1b}]0;x\u{7}明\u{202e}\u{200b}";
    let mut paper = acceptance();
    paper.officer = hostile.into();
    if let PaperBody::Acceptance { result, materials, .. } = &mut paper.body {
        *result = hostile.into();
        materials[0].name = hostile.into();
    }
    check(&paper, &[hostile]);
}

#[test]
fn forty_defects_are_all_told() {
    let mut demands = demands();
    demands[0].defects = (1..=40)
        .map(|n| defect(&format!("第{n}页骑缝处未加盖公章"), &format!("在第{n}页骑缝处补盖公章")))
        .collect();
    let paper = correction(demands.clone(), CorrectionRegime::Licence, 1);
    check(&paper, &texts(&demands));
    let text = plain_text(&compose(&paper, &hall(), &phrases(), false), 76);
    assert!(text.contains("（共3项材料、42处）") && text.contains("（40）第40页"));
}

#[test]
fn tables_keep_every_text_whole() {
    let names: Vec<String> = materials().into_iter().map(|material| material.name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    check(&acceptance(), &names);
    check(&paper(PaperKind::Receipt, PaperBody::Receipt { materials: materials(), regime: None }), &names);
    check(&handover(), &[LONG_NAME, "𠮷田花", "补正后回本窗口审查", "打印机缺墨，已报修。"]);
}

#[test]
fn no_line_of_ours_starts_with_closing_punctuation() {
    for paper in [acceptance(), refusal(), correction(demands(), CorrectionRegime::Licence, 2)] {
        for cells in WIDTHS {
            let text = plain_text(&compose(&paper, &hall(), &phrases(), false), cells);
            for line in text.lines().map(str::trim_start) {
                assert!(
                    !line.starts_with(['，', '。', '、', '；', '：', '）', '》', '”']),
                    "{cells}: {text}"
                );
            }
        }
    }
}

/// Text as papers carry it. Scripts whose glyphs join (Tibetan, Malayalam, emoji with marks) are left out: there the
/// width of a whole line may differ by a cell from the sum of its glyphs, and terminals disagree among themselves.
const TEXT: &str = "[\\p{Unified_Ideograph}\\p{Latin}\\p{Cyrillic}0-9，。、；：“”（）《》〔〕·—％%./#\\- ]";

fn text(least: usize, most: usize) -> impl Strategy<Value = String> {
    proptest::string::string_regex(&format!("{TEXT}{{{least},{most}}}")).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_demanded_is_told(
        name in text(1, 80), text in text(1, 120), remedy in text(0, 120), obtain in text(0, 60),
    ) {
        let mut demands = demands();
        demands[1].name = name;
        demands[1].defects = vec![defect(&text, &remedy)];
        demands[1].obtain = obtain;
        let paper = correction(demands.clone(), CorrectionRegime::Licence, 1);
        check(&paper, &texts(&demands));
    }

    #[test]
    fn whatever_is_handed_in_is_listed(name in text(1, 90), number in text(1, 60)) {
        let mut materials = materials();
        materials[2].name.clone_from(&name);
        materials[2].how = Handing::Taken { from: number.clone() };
        check(&paper(PaperKind::Receipt, PaperBody::Receipt { materials, regime: None }), &[&name, &number]);
    }
}
