//! What must never happen by haste, by a paste, by a late answer.

use std::path::{Path, PathBuf};

use yichuang::desk::app::{Message, Overlay, allow};
use yichuang::desk::keymap::Action;
use yichuang::domain::refusal::Refusal;
use yichuang::wire::CaseList;

use crate::hall::refusal;
use crate::main_job::{examining, with_two_defects};
use crate::script::Script;

#[test]
fn seven_materials_and_two_defects_take_at_most_twenty_five_keys() {
    let mut script = Script::on_duty();
    script.count_keys();
    script.keys(&["F2", "Enter", "Enter"]);
    script.keys(&["2", "1", "1"]);
    script.keys(&["1", "1", "1", "3", "2", "3", "1", "1", "1"]);
    script.key("F4");
    script.wait_ms(400);
    script.key("F10");
    assert_eq!(script.hall.papers, ["青政补〔2026〕1号"]);
    assert_eq!(script.model().lines().len(), 7);
    let keys = script.count_keys();
    assert!(keys <= 25, "{keys} keys");
    assert_eq!(keys, 17, "a key more is a step back");
    script.hush();
}

#[test]
fn what_was_typed_ahead_confirms_nothing() {
    let mut script = with_two_defects();
    script.at_once(&["F4", "F10", "F10", "Enter", "Ctrl-Y"]);
    assert!(matches!(script.model().overlay, Some(Overlay::Notices(_))));
    script.key("F10");
    script.says("请先看清内容");
    script.wait_ms(299);
    script.key("Ctrl-Y");
    script.says("请先看清内容");
    assert_eq!(script.hall.papers.len(), 0);
    script.wait_ms(1);
    script.key("F10");
    assert_eq!(script.hall.papers.len(), 1);
    script.hush();
}

#[test]
fn enter_and_pastes_issue_nothing() {
    let mut script = with_two_defects();
    script.key("F4");
    script.wait_ms(5_000);
    script.keys(&["Enter", "Enter"]);
    script.paste("\n\r\n\u{1b}[21~F10\n");
    script.key("F4");
    script.key("F8");
    assert!(matches!(script.model().overlay, Some(Overlay::Notices(_))), "the preview stays");
    assert_eq!(script.hall.papers.len(), 0);
    script.key("Esc");
    script.keys(&["F7"]);
    script.paste("2026\r\n1123\n");
    let Some(Overlay::Pick(picker)) = &script.model().overlay else { panic!("the search stays open") };
    assert_eq!(picker.line.value(), "20261123", "a paste is typing without its line ends");
}

#[test]
fn a_refused_order_takes_its_preview_back_and_says_why() {
    let mut script = examining();
    script.refuse_next(refusal(Refusal::VersionConflict));
    script.key("1");
    script.says("内容已被更新，请核对最新内容后再操作");
    script.screen("130-refused-verdict");
    script.shows("已审0/7");
    script.key("1");
    script.shows("已审1/7");
}

#[test]
fn a_refused_form_keeps_everything_typed() {
    let mut script = examining();
    script.key("Ctrl-E");
    script.clear_field();
    script.type_text("青河县老赵手工面馆（东街店）");
    script.key("Enter");
    script.clear_field();
    script.type_text("92659999MAY000017C");
    script.keys(&["Enter", "Enter"]);
    script.refuse_next(refusal(Refusal::VersionConflict));
    script.key("Enter");
    script.says("内容已被更新");
    script.shows("青河县老赵手工面馆  92659999MAY000017C");
    script.screen("131-refused-form");
    assert!(
        matches!(&script.model().overlay, Some(Overlay::Form(form)) if form.value(0).ends_with("（东街店）")),
        "what was typed is still there"
    );
}

#[test]
fn a_late_answer_changes_nothing() {
    let mut script = with_two_defects();
    script.key("F7");
    script.type_text("老赵");
    let before = script.text((120, 36));
    let stale = CaseList { cases: Vec::new(), more: false };
    let seq = script.model().asked - 1;
    script.tell(Message::Found { seq, result: Ok(stale) });
    assert_eq!(script.text((120, 36)), before);
    script.key("Esc");
    let before = script.text((120, 36));
    let seq = script.model().asked;
    script.tell(Message::Found { seq, result: Ok(CaseList { cases: Vec::new(), more: false }) });
    script.tell(Message::Answered { id: uuid::Uuid::nil(), result: Err(refusal(Refusal::VersionConflict)) });
    script.hush();
    assert_eq!(
        script.text((120, 36)).lines().take(34).collect::<Vec<_>>(),
        before.lines().take(34).collect::<Vec<_>>()
    );
}

#[test]
fn an_action_that_is_not_possible_says_why_and_does_nothing() {
    let stages: [fn() -> Script; 5] =
        [Script::at_login, Script::on_duty, examining, with_two_defects, || {
            let mut script = with_two_defects();
            script.key("F4");
            script.confirm();
            script.hush();
            script
        }];
    for stage in stages {
        for &action in Action::ALL {
            let mut script = stage();
            let Err(why) = allow(script.model(), action) else { continue };
            let sent = script.sent.len();
            script.press(action);
            script.says(why.shown());
            script.says_nothing();
            assert_eq!(script.sent.len(), sent, "{action}");
        }
    }
}

#[test]
fn what_is_allowed_is_not_refused() {
    let stages: [fn() -> Script; 4] = [Script::on_duty, examining, with_two_defects, || {
        let mut script = with_two_defects();
        script.key("F4");
        script.confirm();
        script.hush();
        script
    }];
    // These need something that is only looked for after the key.
    let asks = [Action::Notice, Action::FeeReceipt, Action::Fee];
    for stage in stages {
        for &action in Action::ALL {
            let mut script = stage();
            if allow(script.model(), action).is_err() || asks.contains(&action) {
                continue;
            }
            let refused = || Some(yichuang::desk::app::Tone::Bad);
            script.press(action);
            let tone = script.model().toast.as_ref().map(|toast| toast.tone);
            assert_ne!(tone, refused(), "{action}: {:?}", script.model().toast);
            script.hush();
        }
    }
}

#[test]
fn the_same_keys_give_the_same_screens() {
    let run = || {
        let mut script = Script::on_duty();
        let mut screens = Vec::new();
        for key in ["F2", "Enter", "Enter", "2", "1", "1", "3", "1", "F1", "Esc", "F7", "a", "Esc", "F6"] {
            script.key(key);
            screens.push(script.text((120, 36)));
        }
        script.hush();
        screens
    };
    assert_eq!(run(), run());
}

#[test]
fn every_snapshot_is_still_taken() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/desk");
    let files = |dir: &Path, ending: &str| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.extension().is_some_and(|ext| ext == ending)).collect()
    };
    let scripts: String =
        files(&here, "rs").iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    for path in files(&here.join("snapshots"), "snap") {
        let name = path.file_stem().unwrap().to_str().unwrap();
        let name = name.trim_end_matches("-ascii").trim_end_matches("-high-contrast");
        assert!(scripts.contains(&format!("\"{name}")), "nobody takes {}", path.display());
    }
}
