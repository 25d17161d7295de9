//! 人防、水土保持、森林植被、道路、无线电、污水, domain-facts 3.8–3.10, 3.14, 3.15, 3.19.

use crate::case::{
    Case,
    Kind::{Choice, Count, Flag, Money},
    Sample,
};
use crate::draw::Given;
use crate::number::{Ratio, over, read, whole};

const LIMIT: u64 = 1_000_000_000;

fn civil_defence(given: &Given<'_>) -> Option<Ratio> {
    let full = given.number("should_build_m2").times(given.number("rate"));
    match given.text("reduce") {
        "" => Some(full),
        half if half.ends_with("（减半）") => Some(full.by(whole(2))),
        none if none.ends_with("（免收）") => Some(Ratio::ZERO),
        _ => None,
    }
}

fn forest(given: &Given<'_>) -> Option<Ratio> {
    let rate = match given.text("kind") {
        "乔木林地" => "15",
        "灌木林地" => "9",
        "宜林地" => "4.5",
        _ => return None,
    };
    let twice = |holds: bool| whole(if holds { 2 } else { 1 });
    let place = given.flag("urban") || given.flag("operational");
    Some(given.number("m2").times(read(rate)).times(twice(given.flag("public_welfare"))).times(twice(place)))
}

fn road(given: &Given<'_>) -> Option<Ratio> {
    let rate = match (given.text("area"), given.text("kind")) {
        ("市州", "建设工程") => over(75, 100),
        ("县市", "建设工程") => over(5, 10),
        ("市州", "其他") => over(15, 10),
        ("县市", "其他") => whole(1),
        _ => return None,
    };
    Some(given.number("m2").times(given.number("days")).times(rate))
}

fn radio(given: &Given<'_>) -> Option<Ratio> {
    match given.text("kind") {
        "1000MHz以下固定电台" => Some(whole(1000).times(given.number("freq_points"))),
        "移动电台" => Some(whole(100).times(given.number("units"))),
        "微波站<10GHz(发射)" => {
            Some(whole(40).times(given.number("stations")).times(given.number("mhz")))
        }
        "微波站≥10GHz(发射)" => {
            Some(whole(20).times(given.number("stations")).times(given.number("mhz")))
        }
        "地球站(发射)" => Some(whole(250).times(given.number("mhz"))),
        "集群(地市范围)" => Some(whole(2000).times(given.number("freq_points"))),
        _ => None,
    }
}

pub const CASES: [Case; 7] = [
    Case {
        code: "civil-defence",
        draw: |draw| {
            draw.amount("should_build_m2", LIMIT, &[0, 1]);
            draw.amount("rate", 10_000, &[1500]);
            if read(&draw.inputs["rate"]).is_zero() {
                draw.set("rate", "0.01");
            }
            draw.declared_rarely("reduce", 2);
        },
        amount: |given, _| civil_defence(given),
        sample: &[
            Sample("should_build_m2", "100", Money),
            Sample("rate", "1500", Money),
            Sample("reduce", "新建学校教学楼（减半）", Choice),
        ],
        optional: &["reduce"],
    },
    Case {
        code: "soil-water.area",
        draw: |draw| {
            draw.amount("area_m2", LIMIT, &[0, 1, 2, 1000]);
            let rate = draw.random.one(&["1", "1.4", "1.5", "1.70", "0.8"]).to_owned();
            draw.set("rate", rate);
        },
        amount: |given, _| Some(given.number("area_m2").up().times(given.number("rate"))),
        sample: &[Sample("area_m2", "100", Money), Sample("rate", "1.5", Money)],
        optional: &[],
    },
    Case {
        code: "soil-water.quarry",
        draw: |draw| {
            draw.amount("m3", LIMIT, &[0, 1, 2, 1000]);
            let rate = draw.random.one(&["0.5", "1", "1.5", "1.25"]).to_owned();
            draw.set("rate", rate);
        },
        amount: |given, _| Some(given.number("m3").times(given.number("rate"))),
        sample: &[Sample("m3", "100", Money), Sample("rate", "1.5", Money)],
        optional: &[],
    },
    Case {
        code: "forest-restoration",
        draw: |draw| {
            draw.choice("kind", &["乔木林地", "灌木林地", "宜林地"]);
            draw.amount("m2", LIMIT, &[0, 1, 666]);
            for flag in ["public_welfare", "urban", "operational"] {
                draw.flag(flag);
            }
        },
        amount: |given, _| forest(given),
        sample: &[
            Sample("kind", "乔木林地", Choice),
            Sample("m2", "100", Money),
            Sample("public_welfare", "true", Flag),
            Sample("urban", "false", Flag),
            Sample("operational", "true", Flag),
        ],
        optional: &["public_welfare", "urban", "operational"],
    },
    Case {
        code: "road-occupation",
        draw: |draw| {
            draw.choice("area", &["市州", "县市"]);
            draw.choice("kind", &["建设工程", "其他"]);
            draw.amount("m2", 10_000_000, &[0, 1, 2]);
            draw.count("days", 1, 3650, &[1, 2, 30]);
        },
        amount: |given, _| road(given),
        sample: &[
            Sample("area", "市州", Choice),
            Sample("kind", "建设工程", Choice),
            Sample("m2", "10.5", Money),
            Sample("days", "3", Count),
        ],
        optional: &[],
    },
    Case {
        code: "radio-spectrum",
        draw: |draw| {
            let kinds = [
                "1000MHz以下固定电台",
                "移动电台",
                "微波站<10GHz(发射)",
                "微波站≥10GHz(发射)",
                "地球站(发射)",
                "集群(地市范围)",
            ];
            match draw.choice("kind", &kinds).as_str() {
                "移动电台" => draw.count("units", 1, 1_000_000, &[1, 2]),
                "地球站(发射)" => draw.amount("mhz", 100_000, &[1, 10]),
                kind if kind.starts_with("微波站") => {
                    draw.count("stations", 1, 10_000, &[1, 2]);
                    draw.amount("mhz", 100_000, &[1, 10]);
                }
                _ => draw.count("freq_points", 1, 100_000, &[1, 2]),
            }
        },
        amount: |given, _| radio(given),
        sample: &[Sample("kind", "移动电台", Choice), Sample("units", "2", Count)],
        optional: &[],
    },
    Case {
        code: "sewage",
        draw: |draw| {
            draw.choice("user", &["居民", "非居民"]);
            draw.amount("m3", LIMIT, &[0, 1]);
        },
        amount: |given, _| {
            let rate = if given.text("user") == "居民" { over(95, 100) } else { over(14, 10) };
            Some(given.number("m3").times(rate))
        },
        sample: &[Sample("user", "居民", Choice), Sample("m3", "10", Money)],
        optional: &[],
    },
];
