//! 商标 and 专利, domain-facts 3.12 and 3.13.

use crate::case::{
    Case,
    Kind::{Choice, Count, Flag, List},
    Sample,
};
use crate::draw::{Draw, Given};
use crate::number::{Ratio, over, whole};

/// On paper, and electronically, yuan for a class.
const MARKS: [(&str, i128, i128); 11] = [
    ("续展", 500, 450),
    ("续展宽展(迟延)", 250, 225),
    ("转让", 500, 450),
    ("变更", 150, 0),
    ("补证", 500, 450),
    ("评审", 750, 675),
    ("异议", 500, 450),
    ("撤销", 500, 450),
    ("许可备案", 150, 135),
    ("出具证明", 50, 45),
    ("集体商标", 1500, 1350),
];

fn application(given: &Given<'_>) -> Ratio {
    let (class, further) = if given.flag("electronic") { (270, 27) } else { (300, 30) };
    given.text("goods_per_class").split(',').fold(Ratio::ZERO, |sum, goods| {
        let goods: i128 = goods.parse().unwrap();
        sum.plus(whole(class + (goods - 10).max(0) * further))
    })
}

fn draw_goods(draw: &mut Draw<'_>) {
    let most = if draw.random.once_in(20) { 45 } else { 4 };
    let classes = 1 + draw.random.below(most);
    let goods: Vec<String> = (0..classes)
        .map(|_| {
            let goods = match draw.random.below(3) {
                0 => 9 + draw.random.below(3),
                1 => 1 + draw.random.below(30),
                _ => 1 + draw.random.below(1000),
            };
            goods.to_string()
        })
        .collect();
    draw.set("goods_per_class", goods.join(","));
    draw.flag("electronic");
}

/// What remains to be paid.
fn remaining(reduction: &str) -> Ratio {
    if reduction.contains("85%") {
        over(15, 100)
    } else if reduction.contains("70%") {
        over(30, 100)
    } else {
        whole(1)
    }
}

fn patent(given: &Given<'_>) -> Option<Ratio> {
    let remaining = remaining(given.text("reduction"));
    match given.text("kind") {
        "发明申请" => {
            let claims = given.number("claims").minus(whole(10)).most(Ratio::ZERO);
            let pages = given.number("pages");
            let middle = pages.least(whole(300)).minus(whole(30)).most(Ratio::ZERO);
            let thick = pages.minus(whole(300)).most(Ratio::ZERO);
            let surcharges =
                claims.times(whole(150)).plus(middle.times(whole(50))).plus(thick.times(whole(100)));
            Some(whole(900).times(remaining).plus(whole(50)).plus(surcharges))
        }
        "发明申请费" => Some(whole(900).times(remaining)),
        "实用新型申请费" | "外观设计申请费" => Some(whole(500).times(remaining)),
        "发明实质审查费" => Some(whole(2500).times(remaining)),
        "优先权要求费" => Some(whole(80).times(given.number("count"))),
        _ => None,
    }
}

fn annual(given: &Given<'_>) -> Option<Ratio> {
    let invention = given.text("kind") == "发明";
    let year: u8 = given.text("year").parse().unwrap();
    let fee = match (invention, year) {
        (true, 1..=3) | (false, 4..=5) => 900,
        (true, 4..=6) | (false, 6..=8) => 1200,
        (true, 7..=9) | (false, 9..=10) => 2000,
        (true, 10..=12) => 4000,
        (true, 13..=15) => 6000,
        (true, 16..=20) => 8000,
        (false, 1..=3) => 600,
        // 外观设计10年后档 is not verified.
        _ => return None,
    };
    Some(whole(fee).times(remaining(given.text("reduction"))))
}

pub const CASES: [Case; 4] = [
    Case {
        code: "trademark.application",
        draw: draw_goods,
        amount: |given, _| Some(application(given)),
        sample: &[Sample("goods_per_class", "12,8", List), Sample("electronic", "true", Flag)],
        optional: &["electronic"],
    },
    Case {
        code: "trademark.other",
        draw: |draw| {
            draw.choice("kind", &MARKS.map(|(kind, ..)| kind));
            draw.flag("electronic");
            draw.count("classes", 1, 45, &[1, 45]);
        },
        amount: |given, _| {
            let (_, paper, net) = MARKS.iter().find(|(kind, ..)| *kind == given.text("kind"))?;
            let class = if given.flag("electronic") { *net } else { *paper };
            Some(whole(class).times(given.number("classes")))
        },
        sample: &[
            Sample("kind", "续展", Choice),
            Sample("electronic", "true", Flag),
            Sample("classes", "2", Count),
        ],
        optional: &["electronic"],
    },
    Case {
        code: "patent.application",
        draw: |draw| {
            let kinds = [
                "发明申请",
                "发明申请费",
                "实用新型申请费",
                "外观设计申请费",
                "发明实质审查费",
                "优先权要求费",
            ];
            match draw.choice("kind", &kinds).as_str() {
                "发明申请" => {
                    draw.count("claims", 1, 100_000, &[10, 11]);
                    draw.count("pages", 1, 100_000, &[30, 31, 300, 301]);
                }
                "优先权要求费" => draw.count("count", 1, 1000, &[1, 2]),
                _ => {}
            }
            if draw.random.once_in(2) {
                draw.choice("reduction", &["单一申请人85%", "共同申请人70%"]);
            }
        },
        amount: |given, _| patent(given),
        sample: &[
            Sample("kind", "发明申请", Choice),
            Sample("claims", "12", Count),
            Sample("pages", "40", Count),
            Sample("reduction", "单一申请人85%", Choice),
        ],
        optional: &["reduction"],
    },
    Case {
        code: "patent.annual",
        draw: |draw| {
            let kind = draw.choice("kind", &["发明", "实用新型", "外观设计"]);
            let last = if kind == "发明" { 20 } else { 10 };
            draw.count("year", 1, last, &[3, 4, 6, 7, 9, 10, 12, 13, 15, 16]);
            if draw.random.once_in(2) && draw.inputs["year"].parse::<u8>().unwrap() <= 10 {
                draw.choice("reduction", &["85%", "70%"]);
            }
        },
        amount: |given, _| annual(given),
        sample: &[
            Sample("kind", "发明", Choice),
            Sample("year", "1", Count),
            Sample("reduction", "85%", Choice),
        ],
        optional: &["reduction"],
    },
];
