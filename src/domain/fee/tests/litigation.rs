//! 诉讼费用交纳办法 (国务院令481号) 13 to 18; facts 3.1.

use proptest::prelude::*;

use super::*;
use crate::domain::money::to_fen;

/// 速算: band by its end, rate, constant.
const QUICK: [(i64, &str, i64); 9] = [
    (100_000, "0.025", -200),
    (200_000, "0.02", 300),
    (500_000, "0.015", 1_300),
    (1_000_000, "0.01", 3_800),
    (2_000_000, "0.009", 4_800),
    (5_000_000, "0.008", 6_800),
    (10_000_000, "0.007", 11_800),
    (20_000_000, "0.006", 21_800),
    (i64::MAX, "0.005", 41_800),
];

/// The quick formula of the facts, exact.
fn quick(x: Decimal) -> Decimal {
    if x <= 10_000.into() {
        return 50.into();
    }
    let (_, rate, constant) = QUICK.into_iter().find(|(end, ..)| x <= Decimal::from(*end)).unwrap();
    rate.parse::<Decimal>().unwrap() * x + Decimal::from(constant)
}

#[test]
fn worked_examples() {
    for (code, given, total) in [
        ("litigation.property", &[("claim", "0")][..], "50.00"),
        ("litigation.property", &[("claim", "10000")], "50.00"),
        ("litigation.property", &[("claim", "100000")], "2300.00"),
        ("litigation.property", &[("claim", "123456.78")], "2769.14"),
        ("litigation.property", &[("claim", "20000000")], "141800.00"),
        ("litigation.property-half", &[("claim", "100000")], "1150.00"),
        ("litigation.appeal", &[("appealed_amount", "150000")], "3300.00"),
        ("litigation.divorce", &[("base_fee", "300"), ("property_total", "200000")], "300.00"),
        ("litigation.divorce", &[("base_fee", "50"), ("property_total", "300000")], "550.00"),
        ("litigation.personality", &[("base_fee", "100"), ("damages", "50000")], "100.00"),
        ("litigation.personality", &[("base_fee", "500"), ("damages", "120000")], "1100.00"),
        ("litigation.enforcement", &[("amount", "10000")], "50.00"),
        ("litigation.enforcement", &[("amount", "500000")], "7400.00"),
        ("litigation.enforcement", &[("amount", "20000000")], "87400.00"),
        ("litigation.preservation", &[("amount", "1000")], "30.00"),
        ("litigation.preservation", &[("amount", "100000")], "1020.00"),
        ("litigation.preservation", &[("amount", "895000")], "4995.00"),
        ("litigation.preservation", &[("amount", "896000")], "5000.00"),
        ("litigation.preservation", &[("amount", "900000000")], "5000.00"),
        ("litigation.payment-order", &[("amount", "10000")], "16.67"),
        // 2.5% × 12020.60 − 200 = 100.515; a third is 33.505, half up
        ("litigation.payment-order", &[("amount", "12020.60")], "33.51"),
        ("litigation.bankruptcy", &[("estate", "100000")], "1150.00"),
        ("litigation.bankruptcy", &[("estate", "111639000")], "299997.50"),
        ("litigation.bankruptcy", &[("estate", "111640000")], "300000.00"),
        ("litigation.bankruptcy", &[("estate", "900000000")], "300000.00"),
    ] {
        assert_eq!(shipped(code, given), total, "{code} {given:?}");
    }
    for base in ["49.99", "300.01"] {
        let said = shipped("litigation.divorce", &[("base_fee", base), ("property_total", "0")]);
        assert!(said.contains("（base_fee）"), "{said}");
    }
}

/// The arithmetic of every band stands in the proof.
#[test]
fn the_bands_are_spelled_out() {
    let quote = asked(&hall(), "litigation.property", &[("claim", "123456.78")]).unwrap();
    let notes: Vec<&str> = quote.lines.iter().map(|line| line.note.as_str()).collect();
    assert_eq!(
        notes,
        [
            "不超过10,000元的部分 50元",
            "超过10,000元至100,000元的部分 90,000 × 2.5%",
            "超过100,000元至200,000元的部分 23,456.78 × 2%",
            "合计后一次进位",
        ]
    );
    let quote = asked(&hall(), "litigation.payment-order", &[("amount", "20000")]).unwrap();
    assert_eq!(quote.lines[2].note, "300 × 2/3");
    assert_eq!(quote.total.to_string(), "100.00");
}

proptest! {
    /// 分段累计 agrees with 速算, and what is derived from it with its share.
    #[test]
    fn progressive_bands_agree_with_the_quick_formula(fen in 0i64..300_000_000_000) {
        let standards = hall();
        let x = Decimal::new(fen, 2);
        let fee = |code: &str, input: &str| asked(&standards, code, &[(input, &x.to_string())]).unwrap();
        prop_assert_eq!(fee("litigation.property", "claim").exact, quick(x));
        prop_assert_eq!(fee("litigation.appeal", "appealed_amount").exact, quick(x));
        prop_assert_eq!(fee("litigation.property-half", "claim").exact, quick(x) / Decimal::TWO);
        prop_assert_eq!(fee("litigation.payment-order", "amount").total, to_fen(quick(x) / Decimal::from(3)));
        let half = (quick(x) / Decimal::TWO).min(300_000.into());
        prop_assert_eq!(fee("litigation.bankruptcy", "estate").exact, half);
    }

    #[test]
    fn more_is_never_cheaper(a in 0i64..10_000_000_000, b in 0i64..10_000_000_000) {
        let standards = hall();
        for (code, input) in [
            ("litigation.property", "claim"),
            ("litigation.enforcement", "amount"),
            ("litigation.preservation", "amount"),
            ("litigation.bankruptcy", "estate"),
        ] {
            let fee = |fen| asked(&standards, code, &[(input, &Decimal::new(fen, 2).to_string())]).unwrap().total;
            prop_assert!(fee(a.min(b)) <= fee(a.max(b)));
        }
    }
}
