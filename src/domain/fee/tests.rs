use jiff::civil::{Date, date};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::*;
use crate::domain::money::to_fen;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    standard: Vec<FeeStandard>,
}

fn read(text: &str) -> Vec<FeeStandard> {
    toml::from_str::<File>(text).unwrap().standard
}

fn hall() -> Vec<FeeStandard> {
    [
        include_str!("../../../fixtures/fees/real-estate.toml"),
        include_str!("../../../fixtures/fees/social-card.toml"),
        include_str!("../../../fixtures/fees/residence-permit.toml"),
        include_str!("../../../fixtures/fees/free.toml"),
    ]
    .iter()
    .flat_map(|text| read(text))
    .collect()
}

const TODAY: Date = date(2026, 11, 21);

fn inputs(given: &[(&str, &str)]) -> FeeInputs {
    given.iter().map(|(input, value)| ((*input).to_owned(), (*value).to_owned())).collect()
}

fn asked(standards: &[FeeStandard], code: &str, given: &[(&str, &str)]) -> Result<Quote, FeeError> {
    quote(standards, &code.into(), &inputs(given), TODAY)
}

fn estate(given: &[(&str, &str)]) -> Quote {
    asked(&hall(), "real-estate.registration", given).unwrap()
}

/// A standard whose lines and inputs stand in `body`.
fn invented(body: &str) -> Vec<FeeStandard> {
    let standard = format!(
        "[[standard]]\ncode = \"x\"\ntitle = \"示例\"\nregion = \"全国\"\nvalid_from = \"2007-04-01\"\n\
         basis = [{{ document = \"示例\" }}]\n{body}"
    );
    let standards = read(&standard);
    assert_eq!(problems(&standards[0]), Vec::<String>::new());
    standards
}

fn amount(label: &str) -> String {
    format!("[[standard.inputs]]\ncode = \"n\"\nlabel = \"{label}\"\nkind = \"amount\"\n")
}

fn total(standards: &[FeeStandard], given: &[(&str, &str)]) -> String {
    asked(standards, "x", given).unwrap().total.to_string()
}

#[test]
fn the_hall_s_standards_are_sound() {
    for standard in hall() {
        assert_eq!(problems(&standard), Vec::<String>::new(), "{}", standard.code);
        let json = serde_json::to_string(&standard).unwrap();
        assert_eq!(serde_json::from_str::<FeeStandard>(&json).unwrap(), standard);
        assert_eq!(toml::from_str::<FeeStandard>(&toml::to_string(&standard).unwrap()).unwrap(), standard);
    }
}

#[test]
fn real_estate_quotes() {
    for (given, total) in [
        (vec![("type", "first"), ("usage", "residential")], "80.00"),
        (vec![("type", "transfer"), ("usage", "other"), ("certificates", "2")], "560.00"),
        (
            vec![("type", "transfer"), ("usage", "residential"), ("units", "2"), ("certificates", "3")],
            "170.00",
        ),
        (vec![("type", "mortgage"), ("usage", "other")], "550.00"),
        (vec![("type", "first"), ("usage", "garage")], "80.00"),
        (vec![("type", "objection"), ("usage", "residential")], "40.00"),
        (vec![("type", "first"), ("usage", "homestead")], "10.00"),
        (vec![("type", "reissue"), ("certificates", "2")], "20.00"),
        (vec![("type", "spouse")], "10.00"),
        (vec![("type", "change")], "0.00"),
        (vec![("type", "transfer"), ("usage", "farmland")], "0.00"),
    ] {
        assert_eq!(estate(&given).total.to_string(), total, "{given:?}");
    }
}

#[test]
fn an_exemption_shows_what_it_takes_off_and_the_evidence() {
    let given = [("type", "first"), ("usage", "other"), ("certificates", "2"), ("exemption", "small_micro")];
    let quote = estate(&given);
    assert_eq!(quote.total.to_string(), "0.00");
    assert_eq!(quote.in_words, "零元整");
    assert_eq!(quote.exempted.as_deref(), Some("小微企业（含个体工商户）免收（凭营业执照及小微企业声明）"));
    let labels: Vec<&str> = quote.lines.iter().map(|line| line.label.as_str()).collect();
    assert_eq!(labels[0], "登记费");
    assert_eq!(labels[2], "小微企业（含个体工商户）免收：登记费");
    assert_eq!(quote.lines[2].amount, Decimal::from(-550));
    assert_eq!(estate(&[("type", "change")]).exempted, None);
}

#[test]
fn what_the_standard_leaves_open_is_not_charged() {
    let given = [("type", "mortgage"), ("usage", "homestead")];
    let error = asked(&hall(), "real-estate.registration", &given).unwrap_err();
    assert!(matches!(error, FeeError::Unregulated { .. }), "{error}");
}

#[test]
fn free_by_law_is_nought_with_its_basis() {
    for code in [
        "food-licence",
        "public-place-hygiene",
        "road-freight",
        "enterprise-registration",
        "sewage-permit",
        "residence-permit.first",
        "residence-permit.endorsement",
    ] {
        let quote = asked(&hall(), code, &[]).unwrap();
        assert_eq!(quote.total.to_string(), "0.00");
        assert!(quote.lines.is_empty() && !quote.basis.is_empty(), "{code}");
    }
    assert_eq!(asked(&hall(), "social-card.replacement", &[("reason", "lost")]).unwrap().total, 20.into());
    assert_eq!(
        asked(&hall(), "residence-permit.replacement", &[("reason", "lost")]).unwrap().total,
        10.into()
    );
}

#[test]
fn wrong_values_are_named_and_never_nought() {
    let standards = hall();
    let message = |given: &[(&str, &str)]| {
        asked(&standards, "real-estate.registration", given).unwrap_err().to_string()
    };
    let base = [("type", "first"), ("usage", "other")];
    let with = |units| [base[0], base[1], ("units", units)];
    assert_eq!(message(&[]), "缺少“登记类型”，请填写后再计费");
    assert_eq!(message(&[("type", "first")]), "缺少“不动产用途”，请填写后再计费");
    assert_eq!(message(&[("kind", "x")]), "收费标准没有“kind”这一项，请重新填写");
    assert!(message(&[("type", "x")]).contains("应从首次登记、"));
    assert!(message(&with("-1")).contains("不能为负数"));
    assert!(message(&with("0")).contains("不能少于1件"));
    assert!(message(&with("1.5")).contains("应为整数"));
    assert!(message(&with("10001")).contains("不能超过10000件"));
    for odd in ["1e3", "1_0", "+1", "１", "一", ".5", "5.", "0x1", "NaN"] {
        assert!(message(&with(odd)).contains("应为数字"), "{odd}");
    }
}

#[test]
fn exactly_one_standard_holds() {
    let mut standards = read(
        "[[standard]]\ncode = \"x\"\ntitle = \"甲\"\nregion = \"省\"\nbasis = []\nvalid_from = \"2021-07-01\"\nvalid_to = \"2023-04-19\"",
    );
    assert!(matches!(asked(&standards, "y", &[]), Err(FeeError::Unknown { .. })));
    let error = asked(&standards, "x", &[]).unwrap_err();
    assert!(error.to_string().contains("甲（2021-07-01至2023-04-19）"), "{error}");
    assert!(quote(&standards, &"x".into(), &FeeInputs::new(), date(2023, 4, 19)).is_ok());
    standards.push(FeeStandard { valid_to: None, title: "乙".into(), ..standards[0].clone() });
    assert!(asked(&standards, "x", &[]).is_ok());
    let error = quote(&standards, &"x".into(), &FeeInputs::new(), date(2022, 1, 1)).unwrap_err();
    assert!(matches!(error, FeeError::Clash { .. }), "{error}");
}

/// 诉讼费用交纳办法 13.
const SUIT: &str = r#"
[[standard.lines]]
code = "suit"
label = "财产案件受理费"
unit = "元"
[standard.lines.rule.progressive]
of = "n"
bands = [
    { upto = "10000", fixed = "50" },
    { upto = "100000", rate = "0.025" },
    { upto = "200000", rate = "0.02" },
    { upto = "500000", rate = "0.015" },
    { upto = "1000000", rate = "0.01" },
    { upto = "2000000", rate = "0.009" },
    { upto = "5000000", rate = "0.008" },
    { upto = "10000000", rate = "0.007" },
    { upto = "20000000", rate = "0.006" },
    { rate = "0.005" },
]
[[standard.reductions]]
label = "破产减半"
when = { at_least = { n = "100000000" } }
pay = "0.5"
cap = "300000"
"#;

#[test]
fn progressive_bands_agree_with_the_quick_formula() {
    let standards = invented(&(amount("标的额") + SUIT));
    for (n, expected) in [
        ("0", "50.00"),
        ("10000", "50.00"),
        ("100000", "2300.00"),
        ("150000", "3300.00"),
        ("1000000", "13800.00"),
        ("20000000", "141800.00"),
        ("123456.78", "2769.14"),
        ("111640000", "300000.00"),
        ("200000000", "300000.00"),
    ] {
        assert_eq!(total(&standards, &[("n", n)]), expected, "{n}");
    }
    let rounded = asked(&standards, "x", &[("n", "123456.78")]).unwrap();
    assert_eq!(rounded.exact.normalize().to_string(), "2769.1356");
    assert_eq!(rounded.lines.last().unwrap().label, "四舍五入到分");
}

#[test]
fn caps_whole_bands_steps_shares_and_products() {
    let preservation = invented(
        &(amount("保全金额")
            + "[[standard.lines]]\ncode = \"p\"\nlabel = \"保全费\"\nunit = \"元\"\ncap = \"5000\"\n\
               rule = { progressive = { of = \"n\", bands = [{ upto = \"1000\", fixed = \"30\" }, \
               { upto = \"100000\", rate = \"0.01\" }, { rate = \"0.005\" }] } }"),
    );
    assert_eq!(total(&preservation, &[("n", "896000")]), "5000.00");
    assert_eq!(total(&preservation, &[("n", "895000")]), "4995.00");

    let escalator = invented(
        &(amount("提升高度")
            + "[[standard.lines]]\ncode = \"base\"\nlabel = \"检验费\"\nrule = { fixed = \"300\" }\n\
               [[standard.lines]]\ncode = \"height\"\nlabel = \"超高加收\"\n\
               [standard.lines.rule.share]\nlines = [\"base\"]\nrate = \"0.10\"\n\
               times = { of = [\"n\"], free = \"6\", step = \"2\", whole = true }"),
    );
    assert_eq!(total(&escalator, &[("n", "9")]), "360.00");
    assert_eq!(total(&escalator, &[("n", "6")]), "300.00");

    let road = invented(
        &(amount("面积")
            + "[[standard.inputs]]\ncode = \"days\"\nlabel = \"天数\"\nkind = \"integer\"\n\
               [[standard.lines]]\ncode = \"r\"\nlabel = \"占用费\"\n\
               rule = { per_unit = { of = [\"n\"], whole = true, times = [\"days\"], rate = \"0.75\" } }"),
    );
    assert_eq!(total(&road, &[("n", "10.2"), ("days", "3")]), "24.75");

    let deed = invented(
        &(amount("建筑面积")
            + "[[standard.lines]]\ncode = \"w\"\nlabel = \"全额\"\nfloor = \"100\"\n\
               rule = { whole = { of = \"n\", bands = [{ upto = \"140\", rate = \"1\" }, { rate = \"1.5\" }] } }"),
    );
    assert_eq!(total(&deed, &[("n", "140")]), "140.00");
    assert_eq!(total(&deed, &[("n", "140.01")]), "210.02");
    assert_eq!(total(&deed, &[("n", "10")]), "100.00");
}

#[test]
fn the_disabled_workers_levy_is_a_difference() {
    let levy = invented(
        "inputs = [{ code = \"staff\", label = \"在职职工\", kind = \"integer\" }, \
         { code = \"placed\", label = \"实际安排\", kind = \"integer\" }, \
         { code = \"wage\", label = \"年平均工资\", kind = \"amount\" }]\n\
         lines = [{ code = \"l\", label = \"残保金\", rule = { per_unit = { of = [\"staff\"], \
         factor = \"0.015\", less = [\"placed\"], times = [\"wage\"], rate = \"1\" } } }]",
    );
    let given = |placed| [("staff", "200"), ("placed", placed), ("wage", "60000")];
    assert_eq!(total(&levy, &given("1")), "120000.00");
    assert_eq!(total(&levy, &given("9")), "0.00");
}

#[test]
fn slips_in_data_do_not_pass() {
    let line = |rule: &str| format!("code = \"l\"\nlabel = \"l\"\nrule = {rule}");
    for rule in [
        "{ fixed = 80 }",
        "{ fixed = 0.5 }",
        "{ fixed = \"8O\" }",
        "{ per_unit = { of = [\"n\"], rate = \"1\", freee = \"2\" } }",
        "{ per_units = { of = [\"n\"], rate = \"1\" } }",
        "{ fixed = { by = \"a\", rates = { x = 1.5 } } }",
    ] {
        assert!(toml::from_str::<FeeLine>(&line(rule)).is_err(), "{rule}");
    }
    let mut standard = invented(&(amount("标的额") + SUIT)).remove(0);
    standard.inputs.clear();
    standard.reductions[0].lines = vec!["other".into()];
    let found = problems(&standard).join("；");
    assert!(found.contains("“n”不是数值填写项") && found.contains("“other”不在其前"), "{found}");
}

#[test]
fn absurd_amounts_end_in_an_error_not_a_panic() {
    let huge = invented(
        "inputs = [{ code = \"n\", label = \"n\", kind = \"amount\" }]\n\
         lines = [{ code = \"l\", label = \"l\", rule = { per_unit = { of = [\"n\", \"n\", \"n\"], rate = \"1\" } } }]",
    );
    assert!(matches!(asked(&huge, "x", &[("n", "1000000000000")]), Err(FeeError::TooLarge { .. })));
    assert!(matches!(asked(&huge, "x", &[("n", "1000000000001")]), Err(FeeError::BadInput { .. })));
}

proptest! {
    #[test]
    fn a_quote_is_its_own_proof(fen in 0i64..100_000_000_000) {
        let n = Decimal::new(fen, 2).to_string();
        let standards = invented(&(amount("标的额") + SUIT));
        let quote = asked(&standards, "x", &[("n", &n)]).unwrap();
        let sum: Decimal = quote.lines.iter().map(|line| line.amount).sum();
        prop_assert_eq!(sum, quote.total);
        prop_assert_eq!(to_fen(quote.exact), quote.total);
        prop_assert!(quote.lines.iter().all(|line| line.quantity * line.rate == line.amount));
        let json = serde_json::to_string(&quote).unwrap();
        prop_assert_eq!(serde_json::from_str::<Quote>(&json).unwrap(), quote);
    }

    #[test]
    fn more_is_never_cheaper_below_a_cap(a in 0i64..9_000_000_000, b in 0i64..9_000_000_000) {
        let standards = invented(&(amount("标的额") + SUIT));
        let fee = |fen: i64| asked(&standards, "x", &[("n", &Decimal::new(fen, 2).to_string())]).unwrap().total;
        prop_assert!(fee(a.min(b)) <= fee(a.max(b)));
    }

    #[test]
    fn every_real_estate_answer_ends_in_a_quote_or_a_reason(
        kind in 0usize..11, usage in 0usize..6, units in 1u32..50, certificates in 1u32..90, exemption in 0usize..7,
    ) {
        let standards = hall();
        let standard = standards.iter().find(|s| s.code.as_str() == "real-estate.registration").unwrap();
        let pick = |input: usize, n: usize| standard.inputs[input].choices[n].code.clone();
        let given = FeeInputs::from([
            ("type".to_owned(), pick(0, kind)),
            ("usage".to_owned(), pick(1, usage)),
            ("units".to_owned(), units.to_string()),
            ("certificates".to_owned(), certificates.to_string()),
            ("exemption".to_owned(), pick(4, exemption)),
        ]);
        match quote(&standards, &standard.code, &given, TODAY) {
            Ok(quote) => prop_assert!(quote.total >= Decimal::ZERO && (exemption == 0 || quote.total.is_zero())),
            Err(error) => prop_assert!(matches!(error, FeeError::Unregulated { .. }), "{}", error),
        }
    }
}
