//! The rules of the house that no compiler checks: who may import whom, where words stand, and that the page of
//! keys is what the keys are. Each rule has a made-up source beside it that it must catch.
#![expect(clippy::expect_used, reason = "a test stops at what is wrong")]

#[path = "architecture/imports.rs"]
mod imports;
#[path = "architecture/source.rs"]
mod source;
#[path = "architecture/words.rs"]
mod words;

use imports::{ROOMS, faults};
use source::Source;
use words::{misplaced, says};
use yichuang::domain::phrases::Phrase;

/// The names of all dependencies as code writes them, from the manifest.
fn crates() -> Vec<String> {
    let manifest: toml::Table = include_str!("../Cargo.toml").parse().expect("the manifest is a TOML file");
    ["dependencies", "dev-dependencies"]
        .iter()
        .filter_map(|table| manifest.get(*table)?.as_table())
        .flat_map(|table| table.keys().map(|name| name.replace('-', "_")))
        .collect()
}

/// What the rule of imports says of a made-up file.
fn forbidden(file: &str, text: &str) -> Vec<String> {
    faults(&Source::new(file, text), &crates()).into_iter().map(|fault| fault.path).collect()
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let crates = crates();
    let sources = source::all();
    assert!(sources.len() > 100, "the sources were not found");
    let all: Vec<String> =
        sources.iter().flat_map(|source| faults(source, &crates)).map(|fault| fault.to_string()).collect();
    assert!(all.is_empty(), "{} imports against the table:\n{}", all.len(), all.join("\n"));
}

#[test]
fn every_folder_is_a_room() {
    for source in source::all() {
        let module = source.module.join("::");
        let known =
            ROOMS.iter().any(|room| module == room.name || module.starts_with(&format!("{}::", room.name)));
        let list = ["lib.rs", "desk/mod.rs"].contains(&source.file.as_str());
        assert!(known || list, "src/{} belongs to no room of the table", source.file);
    }
}

#[test]
fn a_seeded_import_is_caught() {
    let one =
        |file: &str, text: &str, path: &str| assert_eq!(forbidden(file, text), [path], "{file}: {text}");
    one("domain/case.rs", "use crate::wire::Receipt;", "crate::wire::Receipt");
    one("domain/clock.rs", "use super::super::service::App;", "crate::service::App");
    one("service/door.rs", "use crate::desk::app::Model;", "crate::desk::app::Model");
    one("board/app.rs", "use ratatui::Frame;", "ratatui::Frame");
    one("board/view.rs", "use crate::domain::person::Applicant;", "crate::domain::person::Applicant");
    one("board/view.rs", "use crate::client::Client;", "crate::client::Client");
    one("desk/app/mod.rs", "use super::view::draw;", "crate::desk::view::draw");
    one("desk/app/order.rs", "use crate::desk::keymap::Keymap;", "crate::desk::keymap::Keymap");
    one("desk/app/order.rs", "fn f() { tokio::spawn(async {}); }", "tokio::spawn");
    one(
        "desk/app/order.rs",
        "fn f() { let x = crate::client::Client::new(\"\"); }",
        "crate::client::Client::new",
    );
    one(
        "desk/view/case.rs",
        "use crate::{desk::{theme::Role, runtime::run}, text::Clean};",
        "crate::desk::runtime::run",
    );
    one("desk/view/mod.rs", "use ratatui::Frame; pub use crossterm::event as e;", "crossterm::event");
    one("domain/clock.rs", "use std::{fmt, time::{Duration, SystemTime}};", "std::time::SystemTime");
    one(
        "domain/fee/rule.rs",
        "#[cfg(test)] mod tests { use super::super::super::super::client::Live; }",
        "crate::client::Live",
    );
    one(
        "domain/fee/rule.rs",
        "use proptest::prelude::*; #[cfg(test)] mod tests { use proptest::prelude::*; }",
        "proptest::prelude",
    );
    one("lib.rs", "pub mod text; use crate::text::Clean;", "crate::text::Clean");
}

#[test]
fn what_is_no_import_is_not_caught() {
    let none = |file: &str, text: &str| assert_eq!(forbidden(file, text), [""; 0], "{file}: {text}");
    none("domain/case.rs", "// use crate::wire::Receipt;\n/* crate::wire /* x */ tokio::spawn */");
    none("domain/case.rs", "/// [`crate::wire::Receipt`]\nconst A: &str = \"use crate::wire::A;\";");
    none(
        "domain/case.rs",
        "const A: &str = r#\"\"crate::wire::A\"#; const B: [char; 3] = ['\"', '\\'', '\\u{2e}'];",
    );
    none("domain/case.rs", "fn f<'a>(x: &'a str) { x.tokio::<u8>(); y::tokio::z(); }");
    none(
        "desk/app/order.rs",
        "use super::message::Effect; use crate::desk::keymap::Action; mod x { use super::super::model::Model; }",
    );
    none("desk/app/order.rs", "#[cfg(test)] mod tests { use super::*; use std::fs; }");
    none("cli/demo.rs", "use crate::service::start; use tempfile::tempdir;");
}

#[test]
fn words_of_the_screen_stand_in_one_place() {
    let all: Vec<String> = source::all().iter().flat_map(misplaced).collect();
    assert!(all.is_empty(), "words outside the wording:\n{}", all.join("\n"));
}

#[test]
fn a_seeded_word_is_caught() {
    let found = |file: &str, text: &str| misplaced(&Source::new(file, text)).len();
    assert_eq!(found("desk/view/case.rs", "const A: &str = \"\\n请核对\";"), 1);
    assert_eq!(found("desk/view/case.rs", "fn f() { x(r#\"𠮷\"#); format!(\"{}号\", 1); }"), 2);
    assert_eq!(
        found("desk/view/case.rs", "// 请核对\nconst A: &str = \"，。\"; // 号\n/// 号\nconst B: u8 = 1;"),
        0
    );
    assert_eq!(found("desk/view/case.rs", "#[cfg(test)]\nmod tests { const A: &str = \"号\"; }"), 0);
    assert_eq!(found("desk/wording/", "const A: &str = \"号\";"), 0);
    assert_eq!(found("service/door.rs", "const A: &str = \"号\";"), 0);
    assert_eq!(found("board/view.rs", "const A: &str = \"号\";"), 1);
    assert_eq!(found("document/notices.rs", "fn f() { paragraph(\"请补交。\"); }"), 1);
}

/// Catches: a phrase that a hall may word and no paper says.
#[test]
fn every_phrase_is_said_by_a_paper() {
    let sources = source::all();
    let papers: Vec<&Source> = sources.iter().filter(|source| source.file.starts_with("document/")).collect();
    let said = |phrase: &Phrase| papers.iter().any(|source| says(source, &format!("{phrase:?}")));
    let dead: Vec<&Phrase> = Phrase::ALL.iter().filter(|phrase| !said(phrase)).collect();
    assert!(dead.is_empty(), "no paper says {dead:?}");
}

#[test]
fn a_seeded_dead_phrase_is_caught() {
    let said = |text: &str| says(&Source::new("document/notices.rs", text), "Draft");
    assert!(said("fn f() { words.text(Phrase::Draft) }"));
    assert!(!said("fn f() { words.text(Phrase::DraftNote); } // Phrase::Draft"));
    assert!(!said("#[cfg(test)] mod tests { fn f() { words.text(Phrase::Draft) } }"));
}

#[cfg(feature = "desk")]
mod keys {
    use yichuang::desk::keymap::{Preset, load, markdown};

    /// The first line in which two pages differ.
    fn difference(written: &str, made: &str) -> Option<String> {
        if written == made {
            return None;
        }
        let (mut left, mut right) = (written.lines(), made.lines());
        let mut line = 0;
        loop {
            line += 1;
            match (left.next(), right.next()) {
                (None, None) => return Some("only line ends differ".to_owned()),
                (left, right) if left == right => {}
                (left, right) => return Some(format!("line {line}: {left:?} should be {right:?}")),
            }
        }
    }

    #[test]
    fn the_page_of_keys_is_what_the_keys_are() {
        let made = markdown(&load(Preset::Default, None).keymap);
        let written = include_str!("../docs/keys.md").replace("\r\n", "\n");
        let found = difference(&written, &made);
        assert_eq!(found, None, "docs/keys.md is old; write it anew: yichuang keys > docs/keys.md");
    }

    #[test]
    fn a_seeded_difference_is_caught() {
        let made = markdown(&load(Preset::Default, None).keymap);
        let seeded = made.replacen("`F2`", "`F12`", 1);
        assert!(difference(&seeded, &made).is_some_and(|found| found.contains("`F12`")));
        assert!(difference(made.trim_end(), &made).is_some());
    }
}
