//! `yichuang fee`: amounts worked out by hand from the facts file, section 3.

use serde_json::json;

use crate::{answers, run};

const ASKED: &str = include_str!("fees.jsonl");

#[test]
fn fees_are_answered_in_order_under_their_ids() {
    for arguments in [vec!["fee", "--jsonl"], vec!["fee", "quote", "--jsonl"]] {
        let answers = answers(&arguments, ASKED);
        let ids: Vec<_> = answers.iter().map(|answer| answer["id"].clone()).collect();
        let expected = json!([1, "b", 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, null, 14]);
        assert_eq!(json!(ids), expected);
        // 80; 2 × 550 + 10 for the third certificate; 2 % × 200000 + 300; a third of 50; 270 + 2 × 27 + 270;
        // 3 % of 200000; nothing.
        let amounts = ["80.00", "1110.00", "4300.00", "16.67", "594.00", "6000.00", "0.00"];
        for (answer, amount) in answers.iter().zip(amounts) {
            assert_eq!(answer["amount"], amount, "{answer}");
            assert!(answer["basis"].as_str().is_some_and(|basis| !basis.is_empty()), "{answer}");
            assert!(answer["error"].is_null(), "{answer}");
        }
        for (answer, part) in answers.iter().skip(amounts.len()).zip([
            "claim",
            "claim",
            "claim",
            "colour",
            "litigation.property",
            "JSON",
            "day",
        ]) {
            assert!(answer["error"].as_str().is_some_and(|error| error.contains(part)), "{answer}");
            assert!(answer["amount"].is_null(), "{answer}");
        }
    }
}

#[test]
fn a_person_gets_the_proof_and_an_error_ends_with_one() {
    let good = run(&["fee", "quote", "litigation.property", "claim=20000", "--on", "2026-11-21"], "");
    let told = String::from_utf8(good.stdout).unwrap();
    assert!(good.status.success() && told.contains("300.00") && told.contains("叁佰元整"), "{told}");
    let bad = run(&["fee", "quote", "litigation.property", "--on", "2026-11-21"], "");
    assert_eq!(bad.status.code(), Some(1));
    assert!(bad.stdout.is_empty());
    assert!(String::from_utf8(bad.stderr).unwrap().contains("claim"));
}

#[test]
fn the_shipped_standards_are_listed_and_do_not_differ_from_themselves() {
    let list = run(&["fee", "list", "--on", "2026-11-21"], "");
    let told = String::from_utf8(list.stdout).unwrap();
    assert!(list.status.success() && told.contains("real-estate.registration"), "{told}");
    let fees = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/fees");
    let hall = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
    let same = run(&["fee", "diff", fees, hall, "--on", "2026-11-21"], "");
    let told = String::from_utf8(same.stdout).unwrap();
    assert!(same.status.success() && told.starts_with("未变"), "{told}");
}
