//! The linter: faults seeded into a hall without fault, each found by its rule in its place, and nothing else
//! found; the shipped catalogue; the program.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test stops at what is wrong"
)]

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
    let (_, findings) = lint(Place::Folder(&hall()), DAY);
    assert_eq!(told(&findings), "");
}

#[test]
fn each_seeded_fault_is_found_and_nothing_else() {
    let (clean, places) = read(&hall());
    let wrong: Vec<String> = seeds::all().iter().filter_map(|seed| fault_of(seed, &clean, &places)).collect();
    assert!(wrong.is_empty(), "{} seeds are not told as they should be:\n{}", wrong.len(), wrong.join("\n"));
}

/// What is wrong with how a seed is told.
fn fault_of(seed: &seeds::Seed, clean: &Fixtures, places: &Places) -> Option<String> {
    let mut spoilt = clean.clone();
    (seed.plant)(&mut spoilt);
    let findings = examine(&spoilt, places, seed.on);
    let wanted = seed.at.map(|(file, text)| {
        let file = hall().join(file);
        (file.display().to_string(), line_of(&file, text))
    });
    let sound = match findings.as_slice() {
        [one] => {
            let place = (one.place.file.clone(), one.place.line);
            one.rule == seed.rule
                && one.severity == seed.rule.severity()
                && one.message.chars().count() > 8
                && wanted.as_ref().is_none_or(|wanted| *wanted == place)
        }
        _ => false,
    };
    (!sound).then(|| {
        format!("{} ({}), wanted at {wanted:?}, found:\n{}", seed.rule.code(), seed.what, told(&findings))
    })
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
    let (_, findings) = lint(Place::Shipped, DAY);
    assert_eq!(told(&findings), "");
}
