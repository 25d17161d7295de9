//! 不动产登记费, domain-facts 3.2 and the annex of the issue.

use jiff::civil::Date;

use crate::case::{
    Case,
    Kind::{Choice, Count},
    Sample,
};
use crate::draw::{Draw, Given};
use crate::number::{Ratio, whole};

const TYPES: [&str; 11] = [
    "首次登记",
    "转移登记",
    "变更登记",
    "更正登记",
    "异议登记",
    "抵押权登记",
    "查封登记",
    "注销登记",
    "预告登记",
    "因登记机构错误导致的更正登记",
    "补证换证",
];
const USAGES: [&str; 5] = ["住宅", "非住宅", "车库", "宅基地使用权及房屋", "耕地承包经营权"];

fn draw(draw: &mut Draw<'_>) {
    let kind = draw.choice("type", &TYPES);
    let usage = draw.choice("usage", &USAGES);
    if draw.random.once_in(6) {
        draw.declared_rarely("usage", 1);
    }
    if usage == "车库" || draw.random.once_in(10) {
        let alone = draw.random.one(&["true", "false"]).to_owned();
        draw.set("standalone_certificate", alone);
    }
    if draw.inputs["usage"] == "车库" && !draw.inputs.contains_key("standalone_certificate") {
        draw.set("standalone_certificate", "true");
    }
    if draw.random.once_in(2) {
        draw.count("units", 1, 1_000_000, &[1, 2]);
    }
    if draw.random.once_in(2) {
        draw.count("certificates", 1, 1_000_000, &[1, 2]);
    }
    if kind == "抵押权登记" && !draw.random.once_in(3) {
        for name in ["parcels", "collaterals", "loans"] {
            draw.count(name, 1, 1_000_000, &[1, 2]);
        }
    }
    for name in ["applicant", "housing", "relation", "reason"] {
        draw.declared_rarely(name, 8);
    }
}

/// The fee for one 件.
fn piece(given: &Given<'_>) -> Option<Ratio> {
    match given.text("usage") {
        "住宅" => Some(whole(80)),
        "非住宅" => Some(whole(550)),
        "车库" | "车位" | "储藏室" => {
            Some(whole(if given.flag("standalone_certificate") { 80 } else { 0 }))
        }
        usage if freed(usage) => Some(Ratio::ZERO),
        _ => None,
    }
}

/// 森林林木、耕地等承包经营权、国有农用地: 免征 since 2019-07-01.
fn freed(usage: &str) -> bool {
    ["耕地", "承包", "农用地", "森林", "林木", "林地", "草原"].iter().any(|word| usage.contains(word))
}

fn amount(given: &Given<'_>, _: Date) -> Option<Ratio> {
    let full = full(given)?;
    let exempt = ["applicant", "housing", "reason"].iter().any(|name| given.has(name));
    Some(if exempt { Ratio::ZERO } else { full })
}

/// Without the exemptions.
fn full(given: &Given<'_>) -> Option<Ratio> {
    let (units, certificates) = (given.number_or("units", 1), given.number_or("certificates", 1));
    let homestead = given.text("usage").contains("宅基地");
    let by_certificate = whole(10).times(certificates);
    match given.text("type") {
        "补证换证" => Some(by_certificate),
        "首次登记" | "转移登记" if homestead => Some(by_certificate),
        // 夫妻间变更只收10元/证, also where a change of another kind is free.
        "转移登记" | "变更登记" if given.has("relation") && !freed(given.text("usage")) => {
            // A garage without a certificate of its own has none to pay for.
            (given.text("usage") != "车库" || given.flag("standalone_certificate")).then_some(by_certificate)
        }
        _ if given.has("relation") => None,
        "首次登记" | "转移登记" => {
            let each = piece(given)?;
            if each.is_zero() {
                // No certificate of its own, or free by the notice: nothing for further certificates either.
                return Some(Ratio::ZERO);
            }
            let further = certificates.minus(units).most(Ratio::ZERO);
            Some(each.times(units).plus(whole(10).times(further)))
        }
        "异议登记" if !homestead => Some(piece(given)?.times(units).by(whole(2))),
        "抵押权登记" if !homestead => Some(piece(given)?.times(mortgage(given, units))),
        "异议登记" | "抵押权登记" => None,
        _ => Some(Ratio::ZERO),
    }
}

/// How many 件 a mortgage is: one parcel and one loan are one, whatever lies on it.
fn mortgage(given: &Given<'_>, units: Ratio) -> Ratio {
    if !given.has("collaterals") {
        return units;
    }
    let (parcels, loans) = (given.number("parcels"), given.number("loans"));
    if parcels.fen() == 100 && loans.fen() == 100 {
        return whole(1);
    }
    given.number("collaterals").most(loans)
}

pub const CASES: [Case; 1] = [Case {
    code: "real-estate.registration",
    draw,
    amount,
    sample: &[
        Sample("type", "转移登记", Choice),
        Sample("usage", "住宅", Choice),
        Sample("units", "2", Count),
        Sample("certificates", "3", Count),
    ],
    optional: &["units", "certificates"],
}];
