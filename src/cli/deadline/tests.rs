use jiff::civil::date;
use jiff::{Span, ToSpan};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::domain::calendar::weekday;
use crate::text::width;

fn calendar() -> WorkCalendar {
    load(None).unwrap()
}

/// One line through the whole way.
fn asked(line: &Value) -> Value {
    let calendar = calendar();
    let mut output = Vec::new();
    jsonl::run(line.to_string().as_bytes(), &mut output, |fields| answer::to(fields, &calendar)).unwrap();
    serde_json::from_slice(&output).unwrap()
}

/// An independent reckoner: the table of domain-facts 5 and a walk from day to day, nothing of the domain.
mod oracle {
    use super::*;

    /// Year, days off, weekends worked.
    const NOTICES: [(i16, &str, &str); 3] = [
        (
            2024,
            "0101 0210-0217 0404-0406 0501-0505 0610 0915-0917 1001-1007",
            "0204 0218 0407 0428 0511 0914 0929 1012",
        ),
        (2025, "0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008", "0126 0208 0427 0928 1011"),
        (
            2026,
            "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007",
            "0104 0214 0228 0509 0920 1010",
        ),
    ];

    fn stands_in(days: &str, day: Date) -> bool {
        let digits = format!("{:02}{:02}", day.month(), day.day());
        days.split(' ').any(|stretch| {
            let (first, last) = stretch.split_once('-').unwrap_or((stretch, stretch));
            first <= digits.as_str() && digits.as_str() <= last
        })
    }

    pub(super) fn works(day: Date) -> bool {
        let plain = day.weekday().to_monday_one_offset() <= 5;
        NOTICES
            .iter()
            .find(|(year, ..)| *year == day.year())
            .map_or(plain, |(_, off, made_up)| stands_in(made_up, day) || (plain && !stands_in(off, day)))
    }

    pub(super) fn known(day: Date) -> bool {
        NOTICES.iter().any(|(year, ..)| *year == day.year())
    }

    pub(super) fn nth_working_day(start: Date, n: i32, stops: &[(Date, Date)]) -> (Date, Option<i16>) {
        let (mut day, mut left, mut missing) = (start, n, None);
        while left > 0 {
            day += 1.day();
            if stops.iter().any(|(from, to)| *from <= day && day <= *to) {
                continue;
            }
            if !known(day) {
                missing = missing.or(Some(day.year()));
            }
            left -= i32::from(works(day));
        }
        (day, missing)
    }

    pub(super) fn rolled(mut day: Date) -> Date {
        while !works(day) {
            day += 1.day();
        }
        day
    }

    /// 民法典 202, by hand.
    pub(super) fn months_later(start: Date, months: i16) -> Date {
        let all = i16::from(start.month()) - 1 + months;
        let (year, month) = (start.year() + all / 12, i8::try_from(all % 12 + 1).unwrap());
        let mut day = start.day();
        loop {
            match Date::new(year, month, day) {
                Ok(found) => return found,
                Err(_) => day -= 1,
            }
        }
    }

    pub(super) fn between(today: Date, due: Date) -> i32 {
        let (from, to) = (today.min(due), today.max(due));
        let days = i32::try_from(
            from.series(1.days()).take_while(|day| *day <= to).skip(1).filter(|day| works(*day)).count(),
        );
        if today <= due { days.unwrap() } else { -days.unwrap() }
    }
}

#[test]
fn worked_examples_of_each_kind_are_answered_with_exactly_their_fields() {
    for (question, expected) in [
        (
            json!({ "id": "a", "kind": "working_days", "start": "2026-02-02", "n": 20 }),
            json!({ "id": "a", "due": "2026-03-06", "weekday": "周五", "provisional": false, "missing_year": null }),
        ),
        (
            json!({ "id": 2, "kind": "working_days", "start": "2026-02-02", "n": 20,
                "suspensions": [["2026-02-10", "2026-02-11"], ["2026-02-11", "2026-02-12"]] }),
            json!({ "id": 2, "due": "2026-03-11", "weekday": "周三", "provisional": false, "missing_year": null }),
        ),
        (
            json!({ "id": 3, "kind": "working_days", "start": "2026-12-30", "n": 2, "suspensions": [] }),
            json!({ "id": 3, "due": "2027-01-01", "weekday": "周五", "provisional": true, "missing_year": 2027 }),
        ),
        (
            json!({ "id": 4, "kind": "natural_days", "start": "2026-09-16", "n": 15 }),
            json!({ "id": 4, "raw_last_day": "2026-10-01", "due": "2026-10-08" }),
        ),
        (
            json!({ "id": 5, "kind": "natural_days", "start": "2026-09-16", "n": 15, "roll_to_next_working_day": false }),
            json!({ "id": 5, "raw_last_day": "2026-10-01", "due": "2026-10-01" }),
        ),
        (
            json!({ "id": 6, "kind": "months", "start": "2025-11-30", "months": 3, "roll_to_next_working_day": true }),
            json!({ "id": 6, "raw_last_day": "2026-02-28", "due": "2026-02-28" }),
        ),
        (
            json!({ "id": 7, "kind": "extension", "start": "2026-02-02", "n": 20, "extend": 10 }),
            json!({ "id": 7, "original_due": "2026-03-06", "extended_due": "2026-03-20" }),
        ),
        (
            json!({ "id": 8, "kind": "correction_and_deemed_acceptance", "received": "2026-02-11" }),
            json!({ "id": 8, "last_day_to_notify": "2026-02-25", "deemed_acceptance_date": "2026-02-11",
                "first_day_deemed": "2026-02-26", "decision_due_if_deemed": "2026-03-17" }),
        ),
        (
            json!({ "id": 9, "kind": "remaining_working_days", "today": "2026-02-13", "due": "2026-02-24" }),
            json!({ "id": 9, "remaining": 2, "overdue": false }),
        ),
        (
            json!({ "id": 10, "kind": "remaining_working_days", "today": "2026-03-07", "due": "2026-03-06" }),
            json!({ "id": 10, "remaining": 0, "overdue": true }),
        ),
        (
            json!({ "id": 11, "kind": "extension", "start": "2026-12-02", "n": 20, "extend": 10 }),
            json!({ "id": 11, "original_due": "2026-12-30", "extended_due": "2027-01-13",
                "provisional": true, "missing_year": 2027 }),
        ),
        (
            json!({ "id": 12, "kind": "months", "start": "2026-12-25", "months": 3 }),
            json!({ "id": 12, "raw_last_day": "2027-03-25", "due": "2027-03-25",
                "provisional": true, "missing_year": 2027 }),
        ),
        (
            json!({ "id": 13, "kind": "months", "start": "2026-12-25", "months": 3, "roll_to_next_working_day": false }),
            json!({ "id": 13, "raw_last_day": "2027-03-25", "due": "2027-03-25" }),
        ),
        (
            json!({ "id": 14, "kind": "remaining_working_days", "today": "2026-12-31", "due": "2027-01-04" }),
            json!({ "id": 14, "remaining": 2, "overdue": false, "provisional": true, "missing_year": 2027 }),
        ),
        (
            json!({ "id": 15, "kind": "remaining_working_days", "today": "2024-01-02", "due": "2023-12-31" }),
            json!({ "id": 15, "remaining": -1, "overdue": true }),
        ),
    ] {
        assert_eq!(asked(&question), expected);
    }
}

#[test]
fn bad_lines_name_the_field_and_the_run_goes_on() {
    for (question, field) in [
        (json!({ "id": 1, "start": "2026-02-02", "n": 1 }), "kind"),
        (json!({ "id": 1, "kind": "weeks", "start": "2026-02-02", "n": 1 }), "kind"),
        (json!({ "id": 1, "kind": "working_days", "n": 1 }), "start"),
        (json!({ "id": 1, "kind": "working_days", "start": 20, "n": 1 }), "start"),
        (json!({ "id": 1, "kind": "working_days", "start": "2026-02-30", "n": 1 }), "start"),
        (json!({ "id": 1, "kind": "working_days", "start": "2026/02/02", "n": 1 }), "start"),
        (json!({ "id": 1, "kind": "working_days", "start": "2026-02-02" }), "n"),
        (json!({ "id": 1, "kind": "working_days", "start": "2026-02-02", "n": 0 }), "n"),
        (json!({ "id": 1, "kind": "working_days", "start": "2026-02-02", "n": -1 }), "n"),
        (json!({ "id": 1, "kind": "working_days", "start": "2026-02-02", "n": 1.5 }), "n"),
        (json!({ "id": 1, "kind": "working_days", "start": "2026-02-02", "n": "20" }), "n"),
        (json!({ "id": 1, "kind": "working_days", "start": "2026-02-02", "n": 100_000 }), "n"),
        (json!({ "id": 1, "kind": "natural_days", "start": "2026-02-02", "n": 99_999 }), "n"),
        (json!({ "id": 1, "kind": "months", "start": "2026-02-02", "n": 3 }), "months"),
        (json!({ "id": 1, "kind": "months", "start": "2026-02-02", "months": 0 }), "months"),
        (
            json!({ "id": 1, "kind": "working_days", "start": "2026-02-02", "n": 1, "suspensions": [["2026-02-04", "2026-02-03"]] }),
            "suspensions",
        ),
        (
            json!({ "id": 1, "kind": "working_days", "start": "2026-02-02", "n": 1, "suspensions": ["2026-02-04"] }),
            "suspensions",
        ),
        (
            json!({ "id": 1, "kind": "working_days", "start": "2026-02-02", "n": 1, "roll_to_next_working_day": true }),
            "roll_to_next_working_day",
        ),
        (
            json!({ "id": 1, "kind": "natural_days", "start": "2026-02-02", "n": 1, "roll_to_next_working_day": 1 }),
            "roll_to_next_working_day",
        ),
        (json!({ "id": 1, "kind": "extension", "start": "2026-02-02", "n": 20 }), "extend"),
        (
            json!({ "id": 1, "kind": "correction_and_deemed_acceptance", "received": "2026-13-01" }),
            "received",
        ),
        (json!({ "id": 1, "kind": "remaining_working_days", "today": "2026-02-02" }), "due"),
        (json!({ "id": 1, "kind": "remaining_working_days", "due": "2026-02-02" }), "today"),
    ] {
        let answer = asked(&question);
        let error = answer["error"].as_str().unwrap_or_else(|| panic!("{question} is answered by {answer}"));
        assert!(error.contains(&format!("“{field}”")), "{question}: {error}");
        assert_eq!((answer["id"].as_i64(), answer.as_object().unwrap().len()), (Some(1), 2));
    }
    let beyond = asked(&json!({ "id": 1, "kind": "working_days", "start": "9999-12-01", "n": 9999 }));
    assert!(beyond["error"].as_str().unwrap().contains("9999年"));
}

fn any_day() -> impl Strategy<Value = Date> {
    (0_i64..1200).prop_map(|n| date(2024, 1, 1) + n.days())
}

fn any_stops() -> impl Strategy<Value = Vec<(Date, Date)>> {
    let one = (any_day(), 0_i64..20).prop_map(|(from, n)| (from, from + n.days()));
    prop::collection::vec(one, 0..5)
}

proptest! {
    #[test]
    fn working_days_agree_with_the_oracle(start in any_day(), n in 1_i32..90, stops in any_stops()) {
        let written: Vec<[String; 2]> = stops.iter().map(|(from, to)| [from.to_string(), to.to_string()]).collect();
        let answer = asked(&json!({ "kind": "working_days", "start": start, "n": n, "suspensions": written }));
        let (due, missing) = oracle::nth_working_day(start, n, &stops);
        prop_assert_eq!(&answer["due"], &json!(due));
        prop_assert_eq!(&answer["weekday"], &json!(weekday(due)));
        prop_assert_eq!(&answer["missing_year"], &json!(missing));
        prop_assert_eq!(&answer["provisional"], &json!(missing.is_some()));
    }

    #[test]
    fn days_and_months_agree_with_the_oracle(start in any_day(), n in 1_i16..60, months in any::<bool>(), roll in any::<bool>()) {
        let (kind, field) = if months { ("months", "months") } else { ("natural_days", "n") };
        let answer = asked(&json!({ "kind": kind, "start": start, field: n, "roll_to_next_working_day": roll }));
        let raw = if months { oracle::months_later(start, n) } else { start + Span::new().days(n) };
        prop_assert_eq!(&answer["raw_last_day"], &json!(raw));
        let rolled = oracle::rolled(raw);
        prop_assert_eq!(&answer["due"], &json!(if roll { rolled } else { raw }));
        let unknown = [raw, rolled].into_iter().find(|day| roll && !oracle::known(*day));
        let missing = unknown.map(|day| json!(day.year()));
        prop_assert_eq!(answer.get("missing_year"), missing.as_ref());
    }

    #[test]
    fn extension_and_correction_agree_with_the_oracle(start in any_day(), n in 1_i32..60, by in 1_i32..40) {
        let answer = asked(&json!({ "kind": "extension", "start": start, "n": n, "extend": by }));
        let (extended, missing) = oracle::nth_working_day(start, n + by, &[]);
        prop_assert_eq!(&answer["original_due"], &json!(oracle::nth_working_day(start, n, &[]).0));
        prop_assert_eq!(&answer["extended_due"], &json!(extended));
        let missing = missing.map(|year| json!(year));
        prop_assert_eq!(answer.get("missing_year"), missing.as_ref());

        let answer = asked(&json!({ "kind": "correction_and_deemed_acceptance", "received": start }));
        let told = oracle::nth_working_day(start, 5, &[]).0;
        prop_assert_eq!(&answer["last_day_to_notify"], &json!(told));
        prop_assert_eq!(&answer["deemed_acceptance_date"], &json!(start));
        prop_assert_eq!(&answer["first_day_deemed"], &json!(told + 1.day()));
        prop_assert_eq!(&answer["decision_due_if_deemed"], &json!(oracle::nth_working_day(start, 20, &[]).0));
    }

    #[test]
    fn what_remains_agrees_with_the_oracle(today in any_day(), due in any_day()) {
        let answer = asked(&json!({ "kind": "remaining_working_days", "today": today, "due": due }));
        prop_assert_eq!(&answer["remaining"], &json!(oracle::between(today, due)));
        prop_assert_eq!(&answer["overdue"], &json!(today > due));
        let counted = (today != due).then(|| today.max(due));
        let missing = counted.filter(|day| !oracle::known(*day)).map(|_| json!(2027));
        prop_assert_eq!(answer.get("missing_year"), missing.as_ref());
    }
}

fn args(line: &str) -> Result<Period, String> {
    #[derive(clap::Parser)]
    struct Line {
        #[command(flatten)]
        asked: Deadline,
    }
    let words = std::iter::once("deadline").chain(line.split(' '));
    <Line as clap::Parser>::try_parse_from(words).map_err(|error| error.to_string())?.asked.period()
}

fn told(line: &str) -> String {
    person::told(&args(line).unwrap(), &calendar()).unwrap()
}

#[test]
fn the_month_is_drawn_with_what_is_counted_and_what_is_not() {
    insta::assert_snapshot!(told("--from 2026-02-02 --days 20 --suspend 2026-02-10/2026-02-12=现场核查"));
}

#[test]
fn a_roll_over_an_extension_and_a_missing_year_are_drawn() {
    insta::assert_snapshot!(told("--from 2026-12-20 --months 1 --extend 2"));
    let rolled = told("--from 2026-09-16 --days 15 --natural");
    assert!(rolled.starts_with("自2026-09-16（周三）起15个自然日：2026-10-08（周四）届满（当日24时止）\n"));
    assert!(rolled.contains("最后一日2026-10-01为休息日，顺延至2026-10-08（民法典第二百零三条）"));
}

#[test]
fn long_periods_are_drawn_at_both_ends() {
    let text = told("--from 2024-01-02 --days 1000 --natural");
    assert!(text.contains("……中间27个月从略"), "{text}");
    assert!(text.contains("2024年3月") && !text.contains("2024年4月") && text.contains("2026年7月"));
}

#[test]
fn what_cannot_be_asked_is_said() {
    assert_eq!(args("--from 2026-02-02").unwrap_err(), "请写明期限：--days 天数 或 --months 月数");
    assert_eq!(args("--from 2026-02-02 --days 0").unwrap_err(), "天数、月数至少为1");
    assert!(args("--from 2026-02-30 --days 1").unwrap_err().contains("--from"));
    assert!(args("--from 2026-02-02 --days 1 --suspend 2026-02-05/2026-02-04").unwrap_err().contains("颠倒"));
    assert!(args("--from 2026-02-02 --days 1 --months 1").is_err());
}

proptest! {
    #[test]
    fn nothing_is_wider_than_a_screen(start in any_day(), n in 1_u16..120, by in 0_u16..20, unit in 0_usize..3) {
        let unit = ["--days", "--natural --days", "--months"][unit];
        let n = if unit == "--months" { n.div_ceil(12) } else { n };
        let extend = if by == 0 { String::new() } else { format!(" --extend {by}") };
        let text = told(&format!("--from {start} {unit} {n}{extend} --suspend {start}=专家评审、现场核查和检验检测"));
        for line in text.lines() {
            prop_assert!(width(line) <= 80, "{}", line);
            prop_assert_eq!(line.trim_end(), line);
        }
    }
}
