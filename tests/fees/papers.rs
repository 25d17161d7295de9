//! 证件 and 号牌, and what is free by law: domain-facts 3.3–3.7, 3.20.

use jiff::civil::date;

use crate::case::{
    Case,
    Kind::{Choice, Count, Flag},
    Sample,
};
use crate::draw::Given;
use crate::number::{Ratio, whole};

/// 出入境证件, yuan each.
const EXIT_ENTRY: [(&str, i128); 19] = [
    ("普通护照", 120),
    ("普通护照丢失补发", 120),
    ("护照加注(每项)", 20),
    ("出入境通行证一次有效", 15),
    ("出入境通行证多次有效", 80),
    ("往来港澳通行证", 60),
    ("前往港澳通行证", 40),
    ("往来港澳签注一次", 15),
    ("往来港澳签注二次", 30),
    ("往来港澳签注一年以内(含)多次", 80),
    ("往来港澳签注一年以上两年(含)以下多次", 120),
    ("往来港澳签注两年以上三年(不含)以下多次", 160),
    ("往来港澳签注三年(含)以上多次", 240),
    ("往来台湾通行证(电子)", 60),
    ("前往台湾签注一次", 15),
    ("前往台湾签注多次", 80),
    ("外国人居留许可不满一年", 400),
    ("外国人居留许可一年至三年", 800),
    ("外国人居留许可三年至五年", 1000),
];

/// 机动车牌证, yuan each.
const PLATES: [(&str, i128); 8] = [
    ("汽车反光号牌(副)", 100),
    ("挂车反光号牌(面)", 50),
    ("三轮汽车/低速货车号牌(副)", 40),
    ("摩托车反光号牌(副)", 35),
    ("临时行驶车号牌(张)", 5),
    ("行驶证(本)", 10),
    ("登记证书(证)", 10),
    ("驾驶证(本)", 10),
];

/// So many of a kind at the price of the list.
fn listed(prices: &[(&str, i128)], given: &Given<'_>) -> Option<Ratio> {
    let (_, price) = prices.iter().find(|(kind, _)| *kind == given.text("kind"))?;
    Some(whole(*price).times(given.number("qty")))
}

fn id_card(given: &Given<'_>) -> Option<Ratio> {
    let kind = given.text("type");
    let card = match kind {
        "首次申领" => 0,
        "到期换领" => 20,
        "丢失补领" | "损坏换领" => 40,
        "临时居民身份证" => 10,
        _ => return None,
    };
    // 身份证法21条: first issue and exchange, not the replacement of a lost card.
    let exempt = given.has("applicant") && ["到期换领", "损坏换领"].contains(&kind);
    let temporary = if given.flag("with_temp") { 10 } else { 0 };
    Some(whole(if exempt { 0 } else { card } + temporary))
}

const fn free(code: &'static str) -> Case {
    Case { code, draw: |_| {}, amount: |_, _| Some(Ratio::ZERO), sample: &[], optional: &[] }
}

pub const CASES: [Case; 12] = [
    Case {
        code: "id-card",
        draw: |draw| {
            let kind =
                draw.choice("type", &["首次申领", "到期换领", "丢失补领", "损坏换领", "临时居民身份证"]);
            // A temporary card beside a temporary card is nothing anybody asks for.
            if kind != "临时居民身份证" {
                draw.flag("with_temp");
            }
            if draw.random.once_in(3) {
                draw.choice("applicant", &["城市低保对象", "农村特困人员"]);
            }
            draw.day(date(2018, 4, 1), date(2026, 12, 31));
        },
        amount: |given, _| id_card(given),
        sample: &[
            Sample("type", "到期换领", Choice),
            Sample("with_temp", "true", Flag),
            Sample("applicant", "城市低保对象", Choice),
        ],
        optional: &["with_temp", "applicant"],
    },
    Case {
        code: "exit-entry",
        draw: |draw| {
            draw.choice("kind", &EXIT_ENTRY.map(|(kind, _)| kind));
            draw.count("qty", 1, 1_000_000, &[1, 2]);
        },
        amount: |given, _| listed(&EXIT_ENTRY, given),
        sample: &[Sample("kind", "普通护照", Choice), Sample("qty", "1", Count)],
        optional: &[],
    },
    Case {
        code: "vehicle-plate",
        draw: |draw| {
            draw.choice("kind", &PLATES.map(|(kind, _)| kind));
            draw.count("qty", 1, 1_000_000, &[1, 2]);
        },
        amount: |given, _| listed(&PLATES, given),
        sample: &[Sample("kind", "行驶证(本)", Choice), Sample("qty", "1", Count)],
        optional: &[],
    },
    free("marriage-registration"),
    free("enterprise-registration"),
    free("self-employed-registration"),
    free("application-form"),
    free("licensing-hearing"),
    free("administrative-review"),
    free("residence-permit.first"),
    free("residence-permit.endorsement"),
    free("food-licence"),
];
