//! The engine on standards made for the purpose.

use super::*;

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

#[test]
fn wrong_values_are_named_and_never_nought() {
    let message = |given: &[(&str, &str)]| shipped("real-estate.registration", given);
    let base = [("type", "首次登记"), ("usage", "非住宅")];
    let with = |units| [base[0], base[1], ("units", units)];
    assert_eq!(message(&[]), "缺少“登记类型（type）”，请填写后再计费");
    assert_eq!(message(&[("type", "首次登记")]), "缺少“不动产用途（usage）”，请填写后再计费");
    assert_eq!(message(&[("kind", "x")]), "收费标准没有“kind”这一项，请重新填写");
    assert!(message(&[("type", "x")]).contains("应从首次登记、"));
    assert!(message(&with("-1")).contains("“件数（units）”填写为“-1”，不符合要求：不能为负数"));
    assert!(message(&with("0")).contains("不能少于1件"));
    assert!(message(&with("1.5")).contains("应为整数"));
    assert!(message(&with("10001")).contains("不能超过10,000件"));
    for odd in ["1e3", "1_0", "+1", "１", "一", ".5", "5.", "0x1", "NaN", "1%"] {
        assert!(message(&with(odd)).contains("应为数字"), "{odd}");
    }
}

/// A value that is not asked for is checked for form, then left out of account.
#[test]
fn a_value_that_is_not_asked_is_still_read() {
    let estate = |units| shipped("real-estate.registration", &[("type", "变更登记"), ("units", units)]);
    assert_eq!(estate("3"), "0.00");
    assert!(estate("many").contains("（units）"));
    let garage = [("type", "首次登记"), ("usage", "住宅"), ("standalone_certificate", "false")];
    assert_eq!(shipped("real-estate.registration", &garage), "80.00");
}

#[test]
fn flags_rates_and_lists_have_one_form_each() {
    let class = |goods| shipped("trademark.application", &[("goods_per_class", goods)]);
    assert_eq!(class(" 12 , 8 "), "660.00");
    for (goods, reason) in
        [("", "缺少"), ("12,", "应为数字"), ("12,0", "不能少于1项"), ("1.5", "应为整数"), ("-3", "负数")]
    {
        let said = class(goods);
        assert!(said.contains("（goods_per_class）") && said.contains(reason), "{goods}: {said}");
    }
    let long = vec!["1"; 1001].join(",");
    assert!(class(&long).contains("不能超过1000项"));
    let flag = |value| shipped("id-card", &[("type", "到期换领"), ("with_temp", value)]);
    for odd in ["yes", "True", "1", "是"] {
        assert!(flag(odd).contains("应从true、false中选择"), "{odd}");
    }
}

/// What is asked follows what is given (the desk's fee pane).
#[test]
fn the_questions_follow_the_answers() {
    let standards = hall();
    let standard = in_force(&standards, &"real-estate.registration".into(), TODAY).unwrap();
    let asked = |given: &[(&str, &str)]| -> Vec<String> {
        standard.asked(&inputs(given)).iter().map(|input| input.code.clone()).collect()
    };
    let claims = ["applicant", "housing", "reason"];
    assert_eq!(asked(&[]), [&["type"][..], &claims].concat());
    assert_eq!(asked(&[("type", "查封登记")]), [&["type"][..], &claims].concat());
    let garage = [("type", "首次登记"), ("usage", "车库")];
    let codes = ["type", "usage", "standalone_certificate", "units", "certificates"];
    assert_eq!(asked(&garage), [&codes[..], &claims].concat());
}

#[test]
fn caps_steps_shares_and_products() {
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
               times = { round_up = { quotient = [{ less = [\"n\", \"6\"] }, \"2\"] } }"),
    );
    assert_eq!(total(&escalator, &[("n", "9")]), "360.00");
    assert_eq!(total(&escalator, &[("n", "6")]), "300.00");

    let road = invented(
        &(amount("面积")
            + "[[standard.inputs]]\ncode = \"days\"\nlabel = \"天数\"\nkind = \"integer\"\n\
               [[standard.lines]]\ncode = \"r\"\nlabel = \"占用费\"\n\
               rule = { per_unit = { of = [{ round_up = \"n\" }, \"days\"], rate = \"0.75\" } }"),
    );
    assert_eq!(total(&road, &[("n", "10.2"), ("days", "3")]), "24.75");

    let deed = invented(
        &(amount("建筑面积")
            + "[[standard.lines]]\ncode = \"w\"\nlabel = \"全额\"\nfloor = \"100\"\n\
               rule = { per_unit = { of = \"n\", rate = { of = \"n\", steps = [{ upto = \"140\", is = \"1\" }, { is = \"1.5\" }] } } }"),
    );
    assert_eq!(total(&deed, &[("n", "140")]), "140.00");
    assert_eq!(total(&deed, &[("n", "140.01")]), "210.02");
    assert_eq!(total(&deed, &[("n", "10")]), "100.00");
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

/// A third is taken exactly: first multiplied, then divided.
#[test]
fn shares_that_do_not_end_are_exact() {
    let third = invented(
        &(amount("基数")
            + "[[standard.lines]]\ncode = \"b\"\nlabel = \"基数\"\nrule = { per_unit = { of = \"n\", rate = \"1\" } }\n\
               [[standard.reductions]]\nlabel = \"三分之一\"\npay = \"1/3\"\n"),
    );
    assert_eq!(total(&third, &[("n", "100.515")]), "33.51");
    assert_eq!(total(&third, &[("n", "100")]), "33.33");
    let added = invented(
        &(amount("基数")
            + "[[standard.lines]]\ncode = \"b\"\nlabel = \"基数\"\nrule = { per_unit = { of = \"n\", rate = \"1\" } }\n\
               [[standard.lines]]\ncode = \"s\"\nlabel = \"加收\"\nrule = { share = { lines = [\"b\"], rate = \"1/3\" } }\n"),
    );
    assert_eq!(total(&added, &[("n", "100.515")]), "134.02");
    let quote = asked(&added, "x", &[("n", "100.515")]).unwrap();
    assert_eq!(quote.lines[1].note, "100.515 × 1/3");
}

/// 实际安排比例: a number against a multiple of another, and the arithmetic in the proof.
#[test]
fn a_term_is_written_out_in_the_proof() {
    let given = [
        ("staff", "100"),
        ("disabled", "1"),
        ("avg_wage", "60000"),
        ("ratio", "1.7%"),
        ("wage_cap", "50000"),
    ];
    let quote = asked(&hall(), "disabled-employment-fund", &given).unwrap();
    let note = &quote.lines[0].note;
    assert!(note.contains("100 × 1.7% − 1") && note.contains("60,000和50,000中较小的"), "{note}");
    assert_eq!(
        (quote.lines[0].quantity.normalize().to_string(), quote.lines[0].rate),
        ("0.7".into(), 50_000.into())
    );
    let given = [("price", "1000000"), ("homes", "家庭第二套"), ("area", "141")];
    let quote = asked(&hall(), "deed-tax.purchase", &given).unwrap();
    assert_eq!(quote.lines[0].note, "141属于超过140的一档");
    assert_eq!(quote.lines[0].rate_in_words(), "2%");
}
