//! What the command says, on standards made up here: an old edition and a new one.

use jiff::civil::{Date, date};
use serde::Deserialize;
use serde_json::{Value, json};

use super::*;

const TODAY: Date = date(2026, 11, 21);

const OLD: &str = r#"
[[standard]]
code = "suit"
title = "案件受理费"
region = "全国"
basis = [{ document = "诉讼费用交纳办法", clause = "第十三条" }]
valid_from = "2007-04-01"
inputs = [{ code = "claim", label = "标的额", kind = "amount", unit = "元" }]
lines = [{ code = "fee", label = "受理费", unit = "元", rule = { progressive = { of = "claim", bands = [
    { upto = "10000", fixed = "50" }, { rate = "0.025" } ] } } }]

[[standard]]
code = "card"
title = "证件工本费"
region = "演示"
basis = [{ document = "证件办法" }]
valid_from = "2020-01-01"
inputs = [{ code = "kind", label = "种类", kind = "choice", choices = [
    { code = "new", label = "首次" }, { code = "lost", label = "补领" } ] }]
lines = [
    { code = "new", label = "首次申领", when = { is = { kind = "new" } }, rule = { fixed = "10" } },
    { code = "lost", label = "丢失补领", when = { is = { kind = "lost" } }, rule = { fixed = "40" } },
]

[[standard]]
code = "wedding"
title = "婚姻登记"
region = "全国"
basis = [{ document = "婚姻登记条例" }]
valid_from = "2017-04-01"

[[standard]]
code = "ended"
title = "旧费"
region = "全国"
basis = [{ document = "旧办法" }]
valid_from = "2001-01-01"
valid_to = "2019-12-31"
"#;

#[derive(Deserialize)]
struct File {
    standard: Vec<FeeStandard>,
}

fn read(text: &str) -> Vec<FeeStandard> {
    toml::from_str::<File>(text).unwrap().standard
}

fn old() -> Vec<FeeStandard> {
    read(OLD)
}

#[test]
fn the_list_has_what_is_in_force_with_its_inputs_in_columns() {
    let mut out = Vec::new();
    list::tell(&mut out, &old(), TODAY).unwrap();
    let text = String::from_utf8(out).unwrap();
    let expected = "\
编码     名称        地区  有效期
card     证件工本费  演示  2020-01-01起
    kind 种类：new（首次）、lost（补领）
suit     案件受理费  全国  2007-04-01起
    claim 标的额：数字；单位元
wedding  婚姻登记    全国  2017-04-01起
    不收费
2026-11-21有效的收费标准共 3 项
";
    assert_eq!(text, expected);
    let mut then = Vec::new();
    list::tell(&mut then, &old(), date(2010, 1, 1)).unwrap();
    let then = String::from_utf8(then).unwrap();
    assert!(then.contains("\nended  旧费        全国  2001-01-01至2019-12-31\n"), "{then}");
    assert!(!then.contains("card"), "{then}");
}

fn asked(code: &str, pairs: &[&str]) -> Result<String, String> {
    let pairs: Vec<String> = pairs.iter().map(|pair| (*pair).to_owned()).collect();
    quote::proof(&old(), code, &pairs, TODAY)
}

#[test]
fn a_quote_shows_lines_basis_total_and_words() {
    // 诉讼费用交纳办法13条: 50 for the first 10000, 2.5 % of what is above.
    let text = asked("suit", &["claim=20000"]).unwrap();
    for part in [
        "案件受理费（suit） 2026-11-21",
        "依据：《诉讼费用交纳办法》第十三条",
        "合计  300.00元",
        "大写  叁佰元整",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let free = asked("wedding", &[]).unwrap();
    assert!(free.contains("按上述依据不收费") && free.contains("合计  0.00元"), "{free}");
}

#[test]
fn what_was_rounded_is_said_once_at_the_end() {
    // 50 + 0.03 × 2.5 % = 50.00075.
    let text = asked("suit", &["claim=10000.03"]).unwrap();
    assert!(text.contains("舍入前 50.00075元") && text.contains("合计  50.00元"), "{text}");
}

#[test]
fn no_line_of_a_proof_is_wider_than_the_page() {
    for (code, pairs) in [("suit", ["claim=123456789.01"]), ("card", ["kind=lost"])] {
        for line in asked(code, &pairs).unwrap().lines() {
            assert!(crate::text::width(line) <= 100, "{line}");
        }
    }
}

#[test]
fn what_is_wrong_is_said_with_the_next_step() {
    for (code, pairs, parts) in [
        ("siut", vec!["claim=1"], vec!["“siut”", "是否要写“suit”？", "yichuang fee list"]),
        ("suit", vec![], vec!["标的额", "claim 标的额：数字；单位元"]),
        ("suit", vec!["claim"], vec!["“claim”不完整", "名称=值"]),
        ("suit", vec!["claim=1", "claim=2"], vec!["“claim”写了两次"]),
        ("suit", vec!["claim=1", "colour=red"], vec!["colour"]),
        ("suit", vec!["claim=-1"], vec!["claim", "-1"]),
        ("card", vec![], vec!["种类", "kind 种类：new（首次）、lost（补领）"]),
        ("card", vec!["kind=gone"], vec!["gone", "new（首次）、lost（补领）"]),
        ("wedding", vec!["kind=new"], vec!["kind", "不需要填写任何内容"]),
        ("ended", vec![], vec!["2026-11-21", "2019-12-31"]),
    ] {
        let told = asked(code, &pairs).unwrap_err();
        for part in parts {
            assert!(told.contains(part), "{code} {pairs:?}: {part} is not in\n{told}");
        }
    }
}

fn answered(line: &Value) -> Value {
    let line = line.as_object().unwrap().clone();
    match answer::answer(&old(), TODAY, line) {
        Ok(answer) => serde_json::to_value(answer).unwrap(),
        Err(error) => Value::String(error),
    }
}

#[test]
fn a_program_gets_the_proof_in_decimal_strings() {
    for inputs in [json!({ "claim": "20000" }), json!({ "claim": "20000.00" }), json!({ "claim": 20000 })] {
        let answer = answered(&json!({ "standard": "suit", "inputs": inputs }));
        assert_eq!(answer["amount"], "300.00");
        assert_eq!(answer["exact"], "300");
        assert_eq!(answer["basis"], "《诉讼费用交纳办法》第十三条");
        assert_eq!((&answer["on"], &answer["in_words"]), (&json!("2026-11-21"), &json!("叁佰元整")));
        for field in ["label", "quantity", "unit", "rate", "amount", "basis", "note"] {
            assert!(answer["lines"][0][field].is_string(), "{field}: {answer}");
        }
    }
    let free = answered(&json!({ "standard": "wedding", "on": "2018-01-01" }));
    assert_eq!((&free["amount"], &free["on"]), (&json!("0.00"), &json!("2018-01-01")));
    assert_eq!(free["basis"], "《婚姻登记条例》");
}

#[test]
fn a_program_is_told_what_is_wrong_by_name() {
    let suit = |inputs: Value| json!({ "standard": "suit", "inputs": inputs });
    for (line, part) in [
        (suit(json!({})), "claim"),
        (suit(json!({ "claim": 1.5 })), "“claim”写成了 JSON 数字 1.5；小数请写成字符串"),
        (suit(json!({ "claim": 1e30 })), "“claim”写成了 JSON 数字"),
        (suit(json!({ "claim": -1 })), "claim"),
        (suit(json!({ "claim": null })), "“claim”是 null"),
        (suit(json!({ "claim": {} })), "“claim”写成了 JSON 对象"),
        (suit(json!({ "claim": [1, 2.5] })), "“claim”的列表里只能有整数，不能有 2.5"),
        (suit(json!({ "claim": ["1,2"] })), "“claim”的列表里只能有整数"),
        (suit(json!({ "claim": [1, 2] })), "“claim”只填一个值，不能写成列表"),
        (suit(json!({ "claim": [1] })), "“claim”只填一个值，不能写成列表"),
        (suit(json!({ "claim": [] })), "“claim”的列表是空的"),
        (suit(json!({ "claim": true })), "claim"),
        (suit(json!({ "claim": "1", "colour": "red" })), "colour"),
        (json!({ "inputs": {} }), "“standard”"),
        (json!({ "standard": "suit", "inputs": ["claim"] }), "“inputs”"),
        (json!({ "standard": "suit", "inputs": { "claim": "1" }, "day": "x" }), "“day”"),
        (json!({ "standard": "suit", "inputs": { "claim": "1" }, "on": "21.11.2026" }), "“on”"),
        (json!({ "standard": "siut" }), "是否要写“suit”？"),
        (json!({ "standard": "wedding", "on": "2016-01-01" }), "2016-01-01"),
    ] {
        let told = answered(&line);
        assert!(told.as_str().is_some_and(|told| told.contains(part)), "{line}: {part} is not in {told}");
        assert!(!told.as_str().unwrap().contains('\n'), "{told}");
    }
}

fn compared(new: &str, code: Option<&str>, all: bool) -> String {
    diff::tell(&old(), &read(new), code.map(FeeCode::new).as_ref(), TODAY, all).unwrap()
}

#[test]
fn nothing_changed_is_nothing_told() {
    assert_eq!(
        compared(OLD, None, false),
        "未变  3 项（2026-11-21有效）\n另有 1 项在2026-11-21两边都没有有效版本，可用 --on 换一天比较\n"
    );
}

#[test]
fn a_changed_rate_is_told_in_money_at_every_band_end() {
    let new = OLD.replace("0.025", "0.03");
    let text = compared(&new, Some("suit"), true);
    assert!(text.starts_with("变更  suit 案件受理费（2007-04-01起）：计费项目\n"), "{text}");
    // Up to 10000 nothing changes; at 100000 it is 50 + 2700 instead of 50 + 2250.
    let row = text.lines().find(|line| line.contains("claim=100000 ")).unwrap();
    let cells: Vec<&str> = row.split_whitespace().collect();
    assert_eq!(cells, ["claim=100000", "2,300.00", "2,750.00", "+450.00"]);
    assert!(!text.contains("claim=10000 ") && text.contains("种金额不变"), "{text}");
    assert!(text.ends_with("未变  0 项（2026-11-21有效）\n"), "{text}");
}

/// Catches: the end of a step (全额档次) that moves without a word.
#[test]
fn a_step_that_moves_is_told() {
    let old = OLD.replace(
        "{ fixed = \"10\" }",
        "{ fixed = { of = \"area\", steps = [{ upto = \"140\", is = \"10\" }, { is = \"20\" }] } }",
    );
    let old = old.replace("{ code = \"lost\", label = \"补领\" } ] }]", "{ code = \"lost\", label = \"补领\" } ] }, { code = \"area\", label = \"面积\", kind = \"amount\" }]");
    let new = read(&old.replace("140", "144"));
    let text = diff::tell(&read(&old), &new, Some(&FeeCode::new("card")), TODAY, true).unwrap();
    assert!(text.lines().any(|line| line.contains("area=144 ") && line.contains("-10.00")), "{text}");
    assert!(!text.contains("area=140 ") && !text.contains("area=145 "), "{text}");
}

#[test]
fn added_ended_and_renamed_standards_are_told() {
    let new =
        OLD.replace("code = \"wedding\"", "code = \"divorce\"").replace("\"证件办法\"", "\"新证件办法\"");
    let text = compared(&new, None, false);
    assert!(text.contains("新增  divorce 婚姻登记（2017-04-01起）\n"), "{text}");
    assert!(text.contains("停止  wedding 婚姻登记（2017-04-01起）\n"), "{text}");
    assert!(text.contains("变更  card 证件工本费（2020-01-01起）：依据\n"), "{text}");
    assert!(text.contains("试算 2 种情形：0 种有变化，2 种金额不变\n"), "{text}");
}

#[test]
fn a_choice_of_one_edition_alone_is_told_as_such() {
    let new = OLD.replace("{ code = \"lost\", label = \"补领\" }", "{ code = \"gone\", label = \"注销\" }");
    let text = compared(&new, Some("card"), false);
    assert!(text.contains("kind=lost") && text.contains("不再适用"), "{text}");
}

#[test]
fn a_successor_inside_one_folder_is_taken_by_the_day() {
    let later = OLD.replace("code = \"ended\"", "code = \"wedding\"").replace("2019-12-31", "2017-03-31");
    let pair = |on| diff::tell(&read(&later), &old(), Some(&"wedding".into()), on, false).unwrap();
    assert_eq!(pair(TODAY), "未变  1 项（2026-11-21有效）\n");
    assert!(pair(date(2016, 1, 1)).starts_with("停止  wedding 旧费（2001-01-01至2017-03-31）\n"));
}

#[test]
fn an_unknown_code_and_a_clash_are_errors() {
    let wrong = diff::tell(&old(), &old(), Some(&"crad".into()), TODAY, false).unwrap_err();
    assert!(wrong.contains("“crad”") && wrong.contains("是否要写“card”？"), "{wrong}");
    let twice = [old(), old()].concat();
    let clash = diff::tell(&old(), &twice, None, TODAY, false).unwrap_err();
    assert!(clash.starts_with("新：") && clash.contains("冲突"), "{clash}");
}

#[test]
fn days_have_one_form() {
    assert_eq!(day(Some("2026-02-28")), Ok(date(2026, 2, 28)));
    for wrong in ["2026-2-28", "2026-02-30", "20260228", "今天", "2026-02-28T00:00", ""] {
        assert!(day(Some(wrong)).unwrap_err().contains(wrong), "{wrong}");
    }
}
