//! What the checks find in a standard.

use super::*;

#[test]
fn slips_in_data_do_not_pass() {
    let line = |rule: &str| format!("code = \"l\"\nlabel = \"l\"\nrule = {rule}");
    for rule in [
        "{ fixed = 80 }",
        "{ fixed = 0.5 }",
        "{ fixed = \"8O\" }",
        "{ per_unit = { of = [\"n\"], rate = \"1\", freee = \"2\" } }",
        "{ per_unit = { of = { least = [\"n\"], most = [\"n\"] }, rate = \"1\" } }",
        "{ per_unit = { of = { least = [\"n\"], sum = [\"n\"] }, rate = \"1\" } }",
        "{ per_unit = { of = { by = \"n\" }, rate = \"1\" } }",
        "{ share = { lines = [\"n\"], rate = \"1/0\" } }",
        "{ per_units = { of = [\"n\"], rate = \"1\" } }",
        "{ fixed = { by = \"a\", rates = { x = 1.5 } } }",
    ] {
        assert!(toml::from_str::<FeeLine>(&line(rule)).is_err(), "{rule}");
    }
}

/// The faults of a standard whose lines and inputs stand in `body`.
fn faults(body: &str) -> String {
    let standard = format!(
        "[[standard]]\ncode = \"x\"\ntitle = \"示例\"\nregion = \"全国\"\nvalid_from = \"2007-04-01\"\n\
         basis = [{{ document = \"示例\" }}]\n{body}"
    );
    problems(&read(&standard)[0]).join("；")
}

const INPUTS: &str = r#"
inputs = [
    { code = "kind", label = "种类", kind = "choice", choices = ["甲", "乙"] },
    { code = "n", label = "数量", kind = "amount", max = "100" },
    { code = "who", label = "身份", kind = "choice", choices = ["丙"], optional = true },
]
"#;

/// A fault planted in the one line of a standard, and what is said of it.
#[test]
fn seeded_faults_are_found() {
    for (rule, said) in [
        (r#"per_unit = { of = "n", rate = "1" }"#, ""),
        (r#"per_unit = { of = "n", rate = { by = "kind", rates = { "甲" = "1", "乙" = "2" } } }"#, ""),
        (
            r#"per_unit = { of = "n", rate = { by = "kind", rates = { "甲" = "1" } } }"#,
            "“kind”为“乙”时没有标准",
        ),
        (
            r#"per_unit = { of = "n", rate = { by = "kind", rates = { "甲" = "1", "乙" = "2", "丁" = "3" } } }"#,
            "“kind = 丁”不存在",
        ),
        (r#"per_unit = { of = "m", rate = "1" }"#, "“m”不是数值填写项"),
        (r#"per_unit = { of = "kind", rate = "1" }"#, "“kind”不是数值填写项"),
        (r#"per_unit = { of = { count = "n" }, rate = "1" }"#, "“n”不是列表填写项"),
        (r#"fixed = { of = "n", steps = [{ upto = "50", is = "1" }, { upto = "100", is = "2" }] }"#, ""),
        (
            r#"fixed = { of = "n", steps = [{ upto = "50", is = "1" }, { upto = "99", is = "2" }] }"#,
            "档次不包括",
        ),
        (
            r#"fixed = { of = "n", steps = [{ upto = "50", is = "1" }, { upto = "50", is = "2" }, { is = "3" }] }"#,
            "档次应由低到高",
        ),
        (r#"progressive = { of = "n", bands = [{ upto = "50", rate = "1" }, { rate = "2" }] }"#, ""),
        (
            r#"progressive = { of = "n", bands = [{ upto = "50", rate = "1" }, { upto = "40", rate = "2" }, { rate = "3" }] }"#,
            "档次应由低到高",
        ),
        (
            r#"progressive = { of = "n", bands = [{ rate = "1" }, { upto = "40", rate = "2" }] }"#,
            "档次应由低到高",
        ),
        (r#"progressive = { of = "n", bands = [{ upto = "50", rate = "1" }] }"#, "档次不包括"),
        (
            r#"fixed = { cases = [{ when = { at_most = { n = "50" } }, is = "1" }, { when = { more_than = { n = "60" } }, is = "2" }] }"#,
            "没有规定这种情形",
        ),
        ("fixed = { sum = [] }", "算式没有内容"),
        (r#"share = { lines = ["none"], rate = "10%" }"#, "“none”不在其前"),
    ] {
        let line = format!(
            "{INPUTS}\n[[standard.lines]]\ncode = \"l\"\nlabel = \"行\"\n[standard.lines.rule]\n{rule}\n"
        );
        let found = faults(&line);
        assert!(if said.is_empty() { found.is_empty() } else { found.contains(said) }, "{rule}: {found}");
    }
}

#[test]
fn a_claim_without_evidence_is_a_fault() {
    let line = "[[standard.lines]]\ncode = \"l\"\nlabel = \"行\"\nrule = { fixed = \"1\" }\n";
    let off = |evidence: &str| {
        faults(&format!(
            "{INPUTS}{line}[[standard.reductions]]\nlabel = \"免收\"\nwhen = {{ is = {{ who = \"丙\" }} }}\npay = \"0\"\n{evidence}"
        ))
    };
    assert_eq!(off("evidence = \"证明\""), "");
    assert_eq!(off(""), "“免收”没有写明凭什么减免");
    let more = "[[standard.reductions]]\nlabel = \"减\"\npay = \"110%\"\n";
    assert!(faults(&format!("{INPUTS}{line}{more}")).contains("缴纳比例应在0和1之间"));
}

/// Every shipped table of choices is complete: taking one row out is found.
#[test]
fn a_row_taken_out_of_a_shipped_table_is_found() {
    let text = include_str!("../../../../fixtures/fees/exit-entry.toml");
    let row = "\"前往台湾签注多次\" = \"80\"\n";
    assert!(text.contains(row));
    let found = problems(&read(&text.replace(row, ""))[0]).join("；");
    assert!(found.contains("“kind”为“前往台湾签注多次”时没有标准"), "{found}");
}

#[test]
fn inputs_are_declared_before_they_are_used() {
    let inputs = r#"
inputs = [
    { code = "a", label = "甲", kind = "integer", min = "5", max = "4", when = { given = ["b"] } },
    { code = "b", label = "乙", kind = "flag", default = "yes" },
    { code = "b", label = "乙", kind = "flag", default = "true", optional = true },
]
"#;
    let found = faults(inputs);
    for said in ["“b”不在其前", "最大值小于最小值", "默认值不符合要求", "“b”重复", "就不应有默认值"]
    {
        assert!(found.contains(said), "{said}: {found}");
    }
}
