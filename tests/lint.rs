//! The linter: faults seeded into a hall without fault, each found by its rule in its place, and nothing else
//! found; the shipped catalogue; the program.
#![expect(clippy::expect_used, reason = "a test stops at what is wrong")]

#[path = "lint/program.rs"]
mod program;
#[path = "lint/seeds.rs"]
mod seeds;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::{Date, date};
use yichuang::catalogue::lint::{Finding, Places, Rule, examine, lint};
use yichuang::catalogue::{Fixtures, Place, load_from};

/// The day everything is examined on.
const DAY: Date = date(2026, 3, 2);

fn hall() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint/hall")
}

fn read(dir: &Path) -> (Fixtures, Places) {
    let place = Place::Folder(dir);
    (load_from(place).unwrap_or_else(|problems| panic!("{problems}")), Places::read(place))
}

fn told(findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        format!("{} {} {} {}\n", finding.place, finding.rule.code(), finding.subject, finding.message)
    };
    findings.iter().map(line).collect()
}

/// The line of a file that holds the text; it must be the only one.
fn line_of(file: &Path, text: &str) -> usize {
    let content = std::fs::read_to_string(file).expect("the file of the hall");
    let lines: Vec<usize> =
        content.lines().enumerate().filter(|(_, line)| line.contains(text)).map(|(at, _)| at + 1).collect();
    match lines.as_slice() {
        [one] => *one,
        other => panic!("{text} stands on lines {other:?} of {}", file.display()),
    }
}

#[test]
fn the_hall_without_fault_is_clean() {
    let (_, findings) = lint(Place::Folder(&hall()), DAY).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(told(&findings), "");
}

#[test]
fn each_seeded_fault_is_found_and_nothing_else() {
    let (clean, places) = read(&hall());
    for seed in seeds::all() {
        let mut spoilt = clean.clone();
        (seed.plant)(&mut spoilt);
        let findings = examine(&spoilt, &places, seed.on);
        let code = seed.rule.code();
        assert_eq!(findings.len(), 1, "{code} ({}):\n{}", seed.what, told(&findings));
        let finding = &findings[0];
        assert_eq!(finding.rule, seed.rule, "{}:\n{}", seed.what, told(&findings));
        assert_eq!(finding.severity, seed.rule.severity());
        assert!(finding.message.chars().count() > 8, "{}", finding.message);
        let Some((file, text)) = seed.at else { continue };
        let file = hall().join(file);
        assert_eq!(finding.place.file, file.display().to_string(), "{code}");
        assert_eq!(finding.place.line, line_of(&file, text), "{code} ({}): {}", seed.what, told(&findings));
    }
}

#[test]
fn every_rule_has_a_seed() {
    let seeded: BTreeSet<&str> = seeds::all().iter().map(|seed| seed.rule.code()).collect();
    // What cannot be read is seeded in tests/lint/program.rs, in files.
    let wanted: BTreeSet<&str> =
        Rule::ALL.iter().filter(|rule| **rule != Rule::Unreadable).map(|rule| rule.code()).collect();
    assert_eq!(seeded, wanted);
}

#[test]
fn the_shipped_catalogue_is_clean() {
    let (_, findings) = lint(Place::Shipped, DAY).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(told(&findings), "");
}
