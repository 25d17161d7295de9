use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::person::told;
use super::*;
use crate::domain::identifier::{invented_credit_code, invented_resident_id};

const TODAY: Date = date(2026, 11, 21);

/// One line through the whole way.
fn asked(line: &Value) -> Value {
    let mut output = Vec::new();
    jsonl::run(line.to_string().as_bytes(), &mut output, |fields| answer(fields, TODAY)).unwrap();
    serde_json::from_slice(&output).unwrap()
}

fn checked(kind: &str, number: &str) -> Value {
    asked(&json!({ "id": 1, "kind": kind, "number": number }))
}

fn reason(kind: &str, number: &str) -> String {
    let answer = checked(kind, number);
    assert_eq!(answer["valid"], json!(answer["reason"].is_null()), "{answer}");
    answer["reason"].as_str().unwrap_or("fits").to_owned()
}

#[test]
fn the_samples_of_the_standards_are_read() {
    assert_eq!(
        checked("resident_id", "１１０１０５１９４９１２３１００２ｘ"),
        json!({ "id": 1, "valid": true, "reason": null, "normalized": "11010519491231002X",
            "birth": "1949-12-31", "sex": "女", "region": "110105" })
    );
    assert_eq!(
        checked("resident_id_15", "110105491231002"),
        json!({ "id": 1, "valid": true, "reason": null, "normalized": "11010519491231002X",
            "birth": "1949-12-31", "sex": "女", "region": "110105" })
    );
    assert_eq!(
        checked("uscc", "11440232mb2d06811w"),
        json!({ "id": 1, "valid": true, "reason": null, "normalized": "11440232MB2D06811W",
            "birth": null, "sex": null, "region": "440232" })
    );
    assert_eq!(checked("resident_id", "440524188001010014")["sex"], json!("男"));
}

#[test]
fn what_is_invalid_says_the_first_reason_and_nothing_else() {
    assert_eq!(
        checked("resident_id", "11010519491231002y"),
        json!({ "id": 1, "valid": false, "reason": "charset", "normalized": "11010519491231002Y",
            "birth": null, "sex": null, "region": null })
    );
    for (kind, number, expected) in [
        ("resident_id", "", "length"),
        ("resident_id", "110105491231002", "length"),
        ("resident_id", "1701051949023000XX", "charset"),
        ("resident_id", "170105194902300021", "region"),
        ("resident_id", "917105194902300021", "region"),
        ("resident_id", "110105194902300021", "birth_date"),
        ("resident_id", "110105202611220021", "birth_date"),
        ("resident_id", "110105194912310021", "checksum"),
        ("resident_id_15", "11010519491231002X", "length"),
        ("resident_id_15", "11010549123100X", "charset"),
        ("resident_id_15", "170105490230002", "region"),
        ("resident_id_15", "110105490230002", "birth_date"),
        ("uscc", "11440232MB2D06811", "length"),
        ("uscc", "11990232MB2D06811O", "charset"),
        ("uscc", "01440232MB2D06811W", "charset"),
        ("uscc", "11990232MB2D06811A", "region"),
        ("uscc", "11440232MB2D06811A", "checksum"),
    ] {
        assert_eq!(reason(kind, number), expected, "{kind} {number}");
    }
}

#[test]
fn lines_that_ask_nothing_sensible_are_faults_and_name_the_field() {
    for (line, named) in [
        (json!({ "id": 2, "kind": "passport", "number": "1" }), "kind"),
        (json!({ "id": 2, "number": "1" }), "kind"),
        (json!({ "id": 2, "kind": "uscc" }), "number"),
        (json!({ "id": 2, "kind": "uscc", "number": 5 }), "number"),
        (json!({ "id": 2, "kind": "uscc", "number": null }), "number"),
        (json!({ "id": 2, "kind": "uscc", "number": "1", "strict": true }), "strict"),
    ] {
        let answer = asked(&line);
        assert_eq!(answer["id"], 2);
        assert!(answer["error"].as_str().unwrap().contains(&format!("“{named}”")), "{answer}");
        assert_eq!(answer.as_object().unwrap().len(), 2);
    }
}

#[test]
fn people_are_told_what_it_is_and_where_it_is_wrong() {
    let line = |number: &str| told(number, TODAY).1;
    assert_eq!(
        line("11010519491231002x"),
        "11010519491231002X  居民身份号码，格式正确：1949-12-31 出生，女，区划 110105"
    );
    assert_eq!(
        line("110105194912310021"),
        "110105194912310021  居民身份号码，有误：校验位“1”应为X，请逐位核对\n                 ^"
    );
    assert_eq!(
        line("110105194902300021"),
        "110105194902300021  居民身份号码，有误：第7位起“19490230”不是有效的出生日期\n      ^^^^^^^^"
    );
    assert!(line("110105491231002").ends_with("18位号码 11010519491231002X"));
    assert!(line("11440232MB2D06811A").contains("统一社会信用代码，有误：校验位“A”应为W"));
    assert!(line("11440232MB2D06811W").contains("统一社会信用代码，格式正确"));
    assert!(line("13812345678").contains("电话号码，格式正确"));
    assert!(line("1381234567").contains("电话号码，有误：共10位"));
    let company = invented_credit_code("91119999012345678").unwrap();
    let wrong = format!("{}{}", company.get(..17).unwrap(), if company.ends_with('1') { '2' } else { '1' });
    assert!(line(&wrong).contains("统一社会信用代码，有误"), "{}", line(&wrong));
}

/// The reasons in their order, worked out with nothing but the text of the standard.
fn oracle(number: &str) -> &'static str {
    const PROVINCES: &str = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83";
    let bytes = number.as_bytes();
    if bytes.len() != 18 {
        return "length";
    }
    if !bytes[..17].iter().all(u8::is_ascii_digit) || !(bytes[17].is_ascii_digit() || bytes[17] == b'X') {
        return "charset";
    }
    let at = usize::from(bytes[0] == b'9');
    if !PROVINCES.split(' ').any(|province| Some(province) == number.get(at..at + 2)) {
        return "region";
    }
    let part = |from: usize, to: usize| number.get(from..to).unwrap().parse::<i16>().unwrap();
    let (month, day) = (i8::try_from(part(10, 12)).unwrap(), i8::try_from(part(12, 14)).unwrap());
    let born = Date::new(part(6, 10), month, day).ok().filter(|born| born.year() > 0 && *born <= TODAY);
    if born.is_none() {
        return "birth_date";
    }
    // The remainder of the whole weighted sum is one (ISO 7064, MOD 11-2).
    let rest = bytes
        .iter()
        .fold(0_u32, |rest, byte| (rest * 2 + if *byte == b'X' { 10 } else { u32::from(byte - b'0') }) % 11);
    if rest == 1 { "fits" } else { "checksum" }
}

fn good_number() -> impl Strategy<Value = String> {
    let region = prop::sample::select(vec![119_999, 150_102, 810_000, 830_000, 911_840, 965_156]);
    (region, 0_i64..60_000, 0_u16..1000).prop_map(|(region, days, serial)| {
        invented_resident_id(region, date(1880, 1, 1) + jiff::Span::new().days(days), serial)
    })
}

proptest! {
    #[test]
    fn the_first_reason_is_that_of_the_standard(
        number in good_number(), changes in prop::collection::vec((0_usize..18, "[0-9Xa]"), 0..4), end in 15_usize..21,
    ) {
        let mut bytes = number.into_bytes();
        for (at, by) in changes {
            bytes[at] = by.to_ascii_uppercase().as_bytes()[0];
        }
        bytes.resize(end.clamp(17, 18), b'0');
        let number = String::from_utf8(bytes).unwrap();
        prop_assert_eq!(reason("resident_id", &number), oracle(&number), "{}", number);
    }

    #[test]
    fn fifteen_digits_are_the_eighteen_without_century_and_check(number in good_number()) {
        prop_assume!(number.get(6..8) == Some("19") && !number.starts_with('9'));
        let short = format!("{}{}", number.get(..6).unwrap(), number.get(8..17).unwrap());
        let answer = checked("resident_id_15", &short);
        prop_assert_eq!(answer["normalized"].as_str(), Some(number.as_str()));
        prop_assert_eq!(&answer["birth"], &checked("resident_id", &number)["birth"]);
    }

    #[test]
    fn every_text_has_an_answer(kind in prop::sample::select(vec!["resident_id", "resident_id_15", "uscc"]), number in any::<String>()) {
        let answer = checked(kind, &number);
        prop_assert_eq!(answer["valid"].as_bool(), Some(answer["reason"].is_null()));
        prop_assert!(answer["normalized"].is_string());
        let _ = told(&number, TODAY);
    }
}
