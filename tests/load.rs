//! `yichuang load` with the real program: it finds nothing wrong with the real service, everything wrong with one that
//! lies, and does not touch a real hall.
#![cfg(all(feature = "service", feature = "desk"))]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what is wrong"
)]

#[path = "load/liar.rs"]
mod liar;
#[path = "load/program.rs"]
mod program;

use liar::{Liar, Lie};
use program::{Program, hall_for_load, load};
use serde_json::Value;

fn report(output: &std::process::Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(&text).unwrap_or_else(|error| {
        panic!("{error}: {text}{}", String::from_utf8_lossy(&output.stderr));
    })
}

#[test]
fn the_real_service_answers_right() {
    let output = load(&["--desks", "3", "--seconds", "2", "--json"]);
    let report = report(&output);
    assert!(output.status.success(), "{report}");
    assert_eq!(report["wrong"], 0, "{report}");
    assert!(report["orders"].as_u64().unwrap() > 0, "{report}");
    assert!(report["events_heard"].as_u64().unwrap() > 0, "{report}");
    assert_eq!(report["asked"]["登录"]["count"], 3, "{report}");
}

#[test]
fn a_report_for_people_names_what_was_timed() {
    let output = load(&["--desks", "2", "--seconds", "1", "--rate", "20", "--listeners", "0"]);
    let text = String::from_utf8(output.stdout).unwrap();
    for word in ["工作台2个", "全部操作", "p99.9", "open_case", "没有错误的应答"] {
        assert!(text.contains(word), "{word} is missing:\n{text}");
    }
}

/// Catches: a tool that floods the record of a real hall.
#[test]
fn a_real_hall_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let served = Program::serves(folder.path(), &fixtures);
    let output = load(&["--server", &served.base, "--desks", "1", "--seconds", "1"]);
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("不能用来压力测试"), "{said}");
}

/// Controls: each lie is found.
#[test]
fn a_service_that_lies_is_found_out() {
    let folder = tempfile::tempdir().unwrap();
    let hall = folder.path().join("hall");
    hall_for_load(&hall, 3);
    for lie in Lie::ALL {
        let record = tempfile::tempdir().unwrap();
        let served = Program::serves(record.path(), &hall);
        let liar = Liar::before(&served.base, lie);
        let hall = hall.to_str().unwrap();
        let asked = ["--server", &liar.base, "--hall", hall, "--desks", "3", "--seconds", "2", "--json"];
        let output = load(&asked);
        let report = report(&output);
        assert_eq!(output.status.code(), Some(1), "{lie:?}: {report}");
        let said = report["wrong_first"].to_string();
        assert!(said.contains(lie.found()), "{lie:?}: {report}");
    }
}
