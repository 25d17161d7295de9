//! `yichuang catalogue lint` and `matrix`, as they are run.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::hall;

fn yichuang(args: &[&str]) -> (i32, String) {
    let output: Output =
        Command::new(env!("CARGO_BIN_EXE_yichuang")).arg("catalogue").args(args).output().expect("it runs");
    let text = String::from_utf8(output.stdout).expect("text") + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().expect("an exit code"), text)
}

/// The hall without fault with one text of a file replaced.
fn spoilt(dir: &Path, file: &str, from: &str, to: &str) {
    for folder in fs::read_dir(hall()).expect("the hall") {
        let folder = folder.expect("a folder").path();
        let into = dir.join(folder.file_name().expect("a name"));
        fs::create_dir_all(&into).expect("a folder");
        for entry in fs::read_dir(&folder).expect("files") {
            let entry = entry.expect("a file").path();
            fs::copy(&entry, into.join(entry.file_name().expect("a name"))).expect("a copy");
        }
    }
    let path = dir.join(file);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(from), "{from}");
    fs::write(&path, text.replacen(from, to, 1)).expect("a file");
}

#[test]
fn a_clean_hall_ends_with_0_and_says_what_was_examined() {
    let hall = hall();
    let (code, text) = yichuang(&["lint", &hall.display().to_string(), "--on", "2026-03-02"]);
    // 2 diverted + 2 goods × (1至2人, 3至50人) × agent, and the item without questions.
    assert_eq!(text, "按2026-03-02检查：2 个事项、3 个收费标准，11 种情形全部核对，未发现问题\n");
    assert_eq!(code, 0);
}

#[test]
fn a_fault_is_told_with_its_place_and_ends_with_1() {
    let dir = tempfile::tempdir().expect("a folder");
    spoilt(dir.path(), "catalogue/items.toml", "deferral_days = 5", "deferral_days = 9");
    let hall = dir.path().display().to_string();
    let (code, text) = yichuang(&["lint", &hall, "--on", "2026-03-02"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("错误  deferral-beyond-limit  stall.new"), "{text}");
    let (code, text) = yichuang(&["lint", &hall, "--on", "2026-03-02", "--jsonl"]);
    assert_eq!((code, text.lines().count()), (1, 1), "{text}");
    let finding: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!((&finding["rule"], &finding["severity"]), (&"deferral-beyond-limit".into(), &"error".into()));
    assert!(finding["file"].as_str().is_some_and(|file| file.ends_with("items.toml")), "{text}");
    assert!(finding["line"].as_u64().is_some_and(|line| line > 1), "{text}");
}

#[test]
fn hints_do_not_fail() {
    let hall = hall().display().to_string();
    let (code, text) = yichuang(&["lint", &hall, "--on", "2026-12-15"]);
    assert!(text.contains("提示  calendar-provisional") && text.contains("2027年"), "{text}");
    assert_eq!(code, 0, "{text}");
}

#[test]
fn what_cannot_be_read_is_an_error_with_its_place() {
    let dir = tempfile::tempdir().expect("a folder");
    spoilt(dir.path(), "catalogue/items.toml", "deferral_days = 5", "deferal_days = 5");
    let hall = dir.path().display().to_string();
    let (code, text) = yichuang(&["lint", &hall]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("unreadable") && text.contains("deferral_days"), "{text}");
    let (code, text) = yichuang(&["lint", &hall, "--jsonl"]);
    assert!(code == 1 && text.contains(r#""rule":"unreadable""#), "{text}");
}

/// Catches: a fault of the text, or a file that cannot be read, that hides what is wrong elsewhere.
#[test]
fn every_fault_is_told_whatever_else_is_wrong() {
    let dir = tempfile::tempdir().expect("a folder");
    spoilt(dir.path(), "catalogue/items.toml", "name = \"从业人员健康证明\"", "name = \"其他材料\"");
    let items = dir.path().join("catalogue/items.toml");
    let text = fs::read_to_string(&items).expect("a file");
    let text = text.replacen("basis = [\"示例条例 第五条\"]\n", "", 1);
    fs::write(&items, text.replacen("promised = { n = 8", "promised = { n = 30", 1)).expect("a file");
    let hall = dir.path().display().to_string();
    let wanted = ["catch-all", "material-no-basis", "limit-beyond-law"];
    let (code, text) = yichuang(&["lint", &hall, "--on", "2026-03-02"]);
    assert!(code == 1 && wanted.iter().all(|rule| text.contains(rule)), "{text}");
    assert!(!text.contains("unreadable"), "{text}");
    fs::write(dir.path().join("fees/broken.toml"), "[[standard]\n").expect("a file");
    let (code, text) = yichuang(&["lint", &hall, "--on", "2026-03-02"]);
    assert!(code == 1 && wanted.iter().all(|rule| text.contains(rule)), "{text}");
    assert!(text.contains("unreadable") && !text.contains("fee-not-in-force"), "{text}");
}

#[test]
fn words_that_cannot_be_said_are_told_with_their_place() {
    let dir = tempfile::tempdir().expect("a folder");
    spoilt(dir.path(), "wording/hall.toml", "late = \"逾期", "late = \"{day}逾期");
    let hall = dir.path().display().to_string();
    let (code, text) = yichuang(&["lint", &hall, "--on", "2026-03-02"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("wording/hall.toml") && text.contains("“{day}”"), "{text}");
    let (code, text) = yichuang(&["schema", "wording"]);
    assert!(code == 0 && text.contains("told_licence") && text.contains("必须写出：{due}"), "{text}");
}

#[test]
fn the_matrix_names_every_class_and_fits_its_lines() {
    let hall = hall().display().to_string();
    let (code, text) = yichuang(&["matrix", &hall, "stall.new", "--on", "2026-03-02"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("10种情形，6类"), "{text}");
    assert!(text.contains("有几个人经营？3至50人"), "{text}");
    assert!(text.lines().all(|line| yichuang::text::width(line) <= 100), "{text}");
    let (_, rows) = yichuang(&["matrix", &hall, "stall.new", "--jsonl"]);
    assert_eq!(rows.lines().count(), 6, "{rows}");
    let (_, page) = yichuang(&["matrix", &hall, "stall.new", "--markdown"]);
    assert!(page.contains("| 从业人员健康证明 |  | 1 |"), "{page}");
    let (code, text) = yichuang(&["matrix", &hall, "stall.old"]);
    assert!(code == 1 && text.contains("stall.copy"), "{text}");
}
