use jiff::ToSpan;
use jiff::civil::date;
use serde_json::{Value, json};

use super::*;
use crate::domain::calendar::CalendarYear;

const DOCUMENT: &str = "国办发明电〔2025〕7号";

/// 2026 as a published file has it, from the table of domain-facts 5.
fn published() -> Value {
    let off = [
        ("元旦", (1, 1), 3),
        ("春节", (2, 15), 9),
        ("清明节", (4, 4), 3),
        ("劳动节", (5, 1), 5),
        ("端午节", (6, 19), 3),
        ("中秋节", (9, 25), 3),
        ("国庆节", (10, 1), 7),
    ];
    let made_up = [
        ("元旦", (1, 4)),
        ("春节", (2, 14)),
        ("春节", (2, 28)),
        ("劳动节", (5, 9)),
        ("国庆节", (9, 20)),
        ("国庆节", (10, 10)),
    ];
    let off = off.into_iter().flat_map(|(name, (month, day), days)| {
        date(2026, month, day).series(1.days()).take(days).map(move |date| (name, date, true))
    });
    let made_up = made_up.into_iter().map(|(name, (month, day))| (name, date(2026, month, day), false));
    let mut days: Vec<_> = off.chain(made_up).collect();
    days.sort_by_key(|(_, date, _)| *date);
    let days: Vec<Value> =
        days.iter().map(|(name, date, off)| json!({ "name": name, "date": date, "isOffDay": off })).collect();
    json!({ "$schema": "…", "year": 2026, "papers": ["https://www.gov.cn/example.htm"], "days": days })
}

fn shipped() -> CalendarYear {
    load(None).unwrap().year(2026).unwrap().clone()
}

#[test]
fn the_usual_form_becomes_the_shipped_year_and_its_file_reads_back() {
    let notice = import::read(&published().to_string(), DOCUMENT).unwrap();
    assert_eq!(notice, shipped());
    let written = import::written(&notice);
    assert_eq!(toml::from_str::<CalendarYear>(&written).unwrap(), notice);
    assert!(written.contains("    { name = \"春节\", days = \"2026-02-15/2026-02-23\" },\n"), "{written}");
}

#[test]
fn what_is_no_published_year_is_refused_with_the_reason() {
    let read = |json: &Value| import::read(&json.to_string(), DOCUMENT).unwrap_err();
    let empty = read(&json!({ "year": 2027, "papers": [], "days": [] }));
    assert_eq!(empty, "2027年的 days 是空的：放假安排尚未公布，请公布后再导入");
    let with = |day: Value| {
        let mut json = published();
        json["days"].as_array_mut().unwrap().push(day);
        read(&json)
    };
    let day = |date: &str, off: bool| json!({ "name": "元旦", "date": date, "isOffDay": off });
    assert!(with(day("2026-01-01", true)).contains("2026-01-01 写了两次"));
    assert!(with(day("2026-01-04", true)).contains("2026-01-04 既放假又补班"));
    assert!(with(day("2026-01-05", false)).contains("2026-01-05 不是周末，不会是补班日"));
    assert!(with(day("2028-01-01", true)).contains("2028-01-01 不在2026年"));
    assert!(with(day("2026-02-30", true)).contains("2026-02-30"));
    assert!(import::read(&published().to_string(), " ").unwrap_err().contains("文号"));
    assert!(import::read("{}", DOCUMENT).unwrap_err().contains("isOffDay"));
    // A New Year holiday may begin in December.
    let mut json = published();
    json["days"].as_array_mut().unwrap().push(day("2025-12-31", true));
    assert!(import::read(&json.to_string(), DOCUMENT).is_ok());
}

#[test]
fn a_year_is_written_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("2026.json");
    std::fs::write(&file, published().to_string()).unwrap();
    take_in(&file, DOCUMENT, Some(folder.path())).unwrap();
    let again = take_in(&file, DOCUMENT, Some(folder.path())).unwrap_err();
    assert!(again.contains("已经存在"), "{again}");
    let text = std::fs::read_to_string(folder.path().join("2026.toml")).unwrap();
    assert_eq!(toml::from_str::<CalendarYear>(&text).unwrap(), shipped());
    assert!(take_in(&folder.path().join("2027.json"), DOCUMENT, None).unwrap_err().contains("2027.json"));
}

#[test]
fn a_year_is_drawn() {
    let calendar = load(None).unwrap();
    insta::assert_snapshot!(sheet::year(2026, &calendar).unwrap());
    assert!(
        sheet::year(2024, &calendar).unwrap().starts_with("2024年　国办发明电〔2023〕7号　工作日251天\n")
    );
    assert!(sheet::year(2027, &calendar).unwrap().starts_with("2027年　放假安排尚未公布或尚未导入"));
    assert!(sheet::year(26, &calendar).is_err());
    for year in 2024..=2028 {
        let text = sheet::year(year, &calendar).unwrap();
        assert!(text.lines().all(|line| crate::text::width(line) <= 80), "{text}");
    }
}
