//! 诉讼费用交纳办法 (国务院令481号), domain-facts 3.1.

use crate::case::{Case, Kind::Money, Sample};
use crate::draw::Draw;
use crate::number::{Ratio, over, read, whole};

const LIMIT: u64 = 1_000_000_000_000;
const BANDS: [u64; 10] =
    [10_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000, 111_640_000];

/// 速算: the share of the whole sum and a constant, for the band the sum lies in. The other way round than
/// adding up the bands.
fn property(sum: Ratio) -> Ratio {
    let quick = |thousandths: i128, constant: i128| sum.times(over(thousandths, 1000)).plus(whole(constant));
    let upto = |end: i128| !whole(end).below(sum);
    if upto(10_000) {
        whole(50)
    } else if upto(100_000) {
        quick(25, -200)
    } else if upto(200_000) {
        quick(20, 300)
    } else if upto(500_000) {
        quick(15, 1300)
    } else if upto(1_000_000) {
        quick(10, 3800)
    } else if upto(2_000_000) {
        quick(9, 4800)
    } else if upto(5_000_000) {
        quick(8, 6800)
    } else if upto(10_000_000) {
        quick(7, 11_800)
    } else if upto(20_000_000) {
        quick(6, 21_800)
    } else {
        quick(5, 41_800)
    }
}

/// The part of a sum between two ends, by so many thousandths.
fn part(sum: Ratio, from: i128, to: Option<i128>, thousandths: i128) -> Ratio {
    let top = to.map_or(sum, |to| sum.least(whole(to)));
    top.minus(whole(from)).most(Ratio::ZERO).times(over(thousandths, 1000))
}

fn enforcement(sum: Ratio) -> Ratio {
    whole(50)
        .plus(part(sum, 10_000, Some(500_000), 15))
        .plus(part(sum, 500_000, Some(5_000_000), 10))
        .plus(part(sum, 5_000_000, Some(10_000_000), 5))
        .plus(part(sum, 10_000_000, None, 1))
}

fn preservation(sum: Ratio) -> Ratio {
    let fee = whole(30).plus(part(sum, 1000, Some(100_000), 10)).plus(part(sum, 100_000, None, 5));
    fee.least(whole(5000))
}

fn draw_sum(draw: &mut Draw<'_>, name: &str) {
    draw.amount(name, LIMIT, &BANDS);
}

pub const CASES: [Case; 9] = [
    Case {
        code: "litigation.property",
        draw: |draw| draw_sum(draw, "claim"),
        amount: |given, _| Some(property(given.number("claim"))),
        sample: &[Sample("claim", "20000", Money)],
        optional: &[],
    },
    Case {
        code: "litigation.property-half",
        draw: |draw| draw_sum(draw, "claim"),
        amount: |given, _| Some(property(given.number("claim")).by(whole(2))),
        sample: &[Sample("claim", "20000", Money)],
        optional: &[],
    },
    Case {
        code: "litigation.appeal",
        draw: |draw| draw_sum(draw, "appealed_amount"),
        amount: |given, _| Some(property(given.number("appealed_amount"))),
        sample: &[Sample("appealed_amount", "20000", Money)],
        optional: &[],
    },
    Case {
        code: "litigation.divorce",
        draw: |draw| {
            draw_base(draw, 50, 300);
            draw.amount("property_total", LIMIT, &[0, 200_000]);
        },
        amount: |given, _| {
            Some(given.number("base_fee").plus(part(given.number("property_total"), 200_000, None, 5)))
        },
        sample: &[Sample("base_fee", "50", Money), Sample("property_total", "200000", Money)],
        optional: &[],
    },
    Case {
        code: "litigation.personality",
        draw: |draw| {
            draw_base(draw, 100, 500);
            draw.amount("damages", LIMIT, &[0, 50_000, 100_000]);
        },
        amount: |given, _| {
            let damages = given.number("damages");
            let shares = part(damages, 50_000, Some(100_000), 10).plus(part(damages, 100_000, None, 5));
            Some(given.number("base_fee").plus(shares))
        },
        sample: &[Sample("base_fee", "100", Money), Sample("damages", "60000", Money)],
        optional: &[],
    },
    Case {
        code: "litigation.enforcement",
        draw: |draw| draw.amount("amount", LIMIT, &[10_000, 500_000, 5_000_000, 10_000_000]),
        amount: |given, _| Some(enforcement(given.number("amount"))),
        sample: &[Sample("amount", "20000", Money)],
        optional: &[],
    },
    Case {
        code: "litigation.preservation",
        draw: |draw| draw.amount("amount", LIMIT, &[1000, 100_000, 896_000]),
        amount: |given, _| Some(preservation(given.number("amount"))),
        sample: &[Sample("amount", "20000", Money)],
        optional: &[],
    },
    Case {
        code: "litigation.payment-order",
        draw: |draw| draw_sum(draw, "amount"),
        amount: |given, _| Some(property(given.number("amount")).by(whole(3))),
        sample: &[Sample("amount", "20000", Money)],
        optional: &[],
    },
    Case {
        code: "litigation.bankruptcy",
        draw: |draw| draw_sum(draw, "estate"),
        amount: |given, _| Some(property(given.number("estate")).by(whole(2)).least(whole(300_000))),
        sample: &[Sample("estate", "20000", Money)],
        optional: &[],
    },
];

/// The base the province set, within the span of the decree.
fn draw_base(draw: &mut Draw<'_>, least: u64, most: u64) {
    draw.amount("base_fee", most, &[least, most]);
    if read(draw.inputs["base_fee"].as_str()).below(whole(i128::from(least))) {
        draw.set("base_fee", least.to_string());
    }
}

#[test]
fn quick_formula_and_bands_meet_at_every_end() {
    let shares = [25, 20, 15, 10, 9, 8, 7, 6, 5];
    let mut sum = whole(50);
    for (at, share) in shares.iter().enumerate() {
        let from = i128::from(BANDS[at]);
        let to = if at == 8 { 30_000_000 } else { i128::from(BANDS[at + 1]) };
        sum = sum.plus(part(whole(to), from, Some(to), *share));
        assert_eq!(property(whole(to)).fen(), sum.fen(), "{to}");
    }
}

#[test]
fn sums_where_the_ceilings_begin() {
    // domain-facts 3.1: 保全 896,000元触顶; 破产 1.1164亿触顶.
    assert_eq!(preservation(whole(896_000)).fen(), 500_000);
    assert_eq!(preservation(read("895998")).fen(), 499_999);
    assert_eq!(property(whole(111_640_000)).fen(), 60_000_000);
}
