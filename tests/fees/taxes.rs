//! 契税, 车辆购置税 and 残疾人就业保障金, domain-facts 3.16–3.18.

use jiff::civil::{Date, date};

use crate::case::{
    Case,
    Kind::{Choice, Count, Money, Rate},
    Sample,
};
use crate::draw::{Draw, Given};
use crate::number::{Ratio, over, read, whole};

/// A price beyond any; with room for the rates behind it.
const LIMIT: u64 = 1_000_000_000_000;

fn purchase(given: &Given<'_>) -> Option<Ratio> {
    let large = whole(140).below(given.number("area"));
    let rate = match (given.text("homes"), large) {
        ("家庭唯一住房" | "家庭第二套", false) => over(1, 100),
        ("家庭唯一住房", true) => over(15, 1000),
        ("家庭第二套", true) => over(2, 100),
        ("第三套及以上", _) => given.number("province_rate"),
        _ => return None,
    };
    Some(given.number("price").times(rate))
}

fn exchange(given: &Given<'_>) -> Ratio {
    let (a, b) = (given.number("a_price"), given.number("b_price"));
    let gap = if a.below(b) { b.minus(a) } else { a.minus(b) };
    gap.times(given.number("province_rate"))
}

fn vehicle(given: &Given<'_>, on: Date) -> Ratio {
    let price = if given.has("price_ex_vat") {
        given.number("price_ex_vat")
    } else if given.text("vat").ends_with('%') {
        given.number("invoice_incl_vat").by(whole(1).plus(given.number("vat")))
    } else {
        given.number("invoice_incl_vat").minus(given.number("vat"))
    };
    let tax = price.by(whole(10));
    let off = match on.year() {
        _ if !given.flag("nev") => Ratio::ZERO,
        2024 | 2025 => tax.least(whole(30_000)),
        2026 | 2027 => tax.by(whole(2)).least(whole(15_000)),
        _ => Ratio::ZERO,
    };
    tax.minus(off)
}

fn draw_vehicle(draw: &mut Draw<'_>) {
    // Where 30000 and 15000 are reached: 300000 without VAT, 339000 with it.
    let edges = [0, 150_000, 300_000, 339_000, 600_000];
    match draw.random.below(3) {
        0 => draw.amount("price_ex_vat", LIMIT, &edges),
        1 => {
            draw.amount("invoice_incl_vat", 1_000_000_000, &edges);
            let rate = draw.random.one(&["13%", "3%", "1%", "0%"]).to_owned();
            draw.set("vat", rate);
        }
        _ => {
            draw.amount("vat", 1_000_000, &[0, 13_000, 39_000]);
            let vat = draw.inputs["vat"].clone();
            draw.amount("invoice_incl_vat", 1_000_000_000, &edges);
            // An invoice is more than its tax.
            if !read(&vat).below(read(&draw.inputs["invoice_incl_vat"])) {
                draw.set("invoice_incl_vat", format!("1{vat:0>9}"));
            }
        }
    }
    draw.flag("nev");
    draw.day(date(2024, 1, 1), date(2027, 12, 31));
}

fn fund(given: &Given<'_>) -> Ratio {
    let (staff, disabled) = (given.number("staff"), given.number("disabled"));
    if !whole(30).below(staff) {
        return Ratio::ZERO;
    }
    let wage = given.number("avg_wage");
    let wage = if given.has("wage_cap") { wage.least(given.number("wage_cap")) } else { wage };
    let lacking = staff.times(given.number("ratio")).minus(disabled).most(Ratio::ZERO);
    let share = if disabled.by(staff).below(over(1, 100)) { over(9, 10) } else { over(5, 10) };
    lacking.times(wage).times(share)
}

pub const CASES: [Case; 4] = [
    Case {
        code: "deed-tax.purchase",
        draw: |draw| {
            draw.amount("price", LIMIT, &[0, 1_000_000]);
            draw.positive("area", 1_000_000, &[90, 140]);
            let homes = draw.choice("homes", &["家庭唯一住房", "家庭第二套", "第三套及以上"]);
            if homes == "第三套及以上" || draw.random.once_in(2) {
                draw.rate("province_rate", 300, 500);
            }
            draw.day(date(2024, 12, 1), date(2026, 12, 31));
        },
        amount: |given, _| purchase(given),
        sample: &[
            Sample("price", "1000000", Money),
            Sample("area", "140.01", Money),
            Sample("homes", "第三套及以上", Choice),
            Sample("province_rate", "3%", Rate),
        ],
        optional: &["area"],
    },
    Case {
        code: "deed-tax.exchange",
        draw: |draw| {
            draw.amount("a_price", LIMIT, &[0, 1_000_000]);
            draw.amount("b_price", LIMIT, &[0, 1_000_000]);
            draw.rate("province_rate", 300, 500);
        },
        amount: |given, _| Some(exchange(given)),
        sample: &[
            Sample("a_price", "1000000", Money),
            Sample("b_price", "900000", Money),
            Sample("province_rate", "3%", Rate),
        ],
        optional: &[],
    },
    Case {
        code: "vehicle-purchase-tax",
        draw: draw_vehicle,
        amount: |given, on| Some(vehicle(given, on)),
        sample: &[Sample("price_ex_vat", "100000", Money)],
        optional: &[],
    },
    Case {
        code: "disabled-employment-fund",
        draw: |draw| {
            draw.count("staff", 1, 1_000_000, &[30, 31, 100, 1000]);
            let staff: u64 = draw.inputs["staff"].parse().unwrap();
            // About a hundredth of the staff, where the share changes.
            let near = (staff / 100 + draw.random.below(3)).min(staff);
            let disabled = if draw.random.once_in(3) { draw.random.below(staff + 1) } else { near };
            draw.set("disabled", disabled.to_string());
            draw.positive("avg_wage", 10_000_000, &[60_000, 120_000]);
            draw.rate("ratio", 150, 200);
            if draw.random.once_in(2) {
                draw.positive("wage_cap", 10_000_000, &[60_000, 120_000]);
            }
        },
        amount: |given, _| Some(fund(given)),
        sample: &[
            Sample("staff", "100", Count),
            Sample("disabled", "1", Count),
            Sample("avg_wage", "60000", Money),
            Sample("ratio", "1.5%", Rate),
            Sample("wage_cap", "120000", Money),
        ],
        optional: &["wage_cap"],
    },
];
