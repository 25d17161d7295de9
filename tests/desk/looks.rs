//! The looks: seen while one chooses, kept with Enter, given back with Esc; and no state that only colour tells.

use std::collections::BTreeSet;

use yichuang::desk::app::look;
use yichuang::desk::theme::{Preset, Theme};

use crate::main_job::examining;
use crate::screen;
use crate::script::Script;

fn drawn(script: &Script) -> Preset {
    Preset::ALL[look(script.model())]
}

#[test]
fn a_look_is_seen_at_once_kept_with_enter_and_given_back_with_esc() {
    let mut script = examining();
    script.key("Shift-F8");
    script.screen("215-looks");
    script.key("Down");
    assert_eq!(drawn(&script), Preset::Light, "seen while the cursor is on it");
    script.key("Esc");
    assert_eq!(drawn(&script), Preset::Standard, "as it was");
    script.says_nothing();
    script.keys(&["Shift-F8", "Down", "Down", "Enter"]);
    script.says("外观已更换，已写入配置文件");
    assert_eq!(drawn(&script), Preset::HighContrast);
    // By its digit, from the palette.
    script.key("F10");
    script.type_text("huanwg");
    script.keys(&["Enter", "4"]);
    script.says("外观已更换");
    assert_eq!(drawn(&script), Preset::Ascii);
    assert!(script.model().case().is_some(), "what was in hand is in hand");
}

#[test]
fn a_look_stays_with_the_terminal_when_the_officer_changes() {
    let mut script = Script::on_duty();
    script.locks_after(3);
    script.keys(&["Shift-F8", "2", "Ctrl-O"]);
    script.hush();
    assert_eq!(drawn(&script), Preset::Light);
    assert!(script.model().lock_after.is_some(), "and so does the lock");
}

/// Catches: a verdict that is told by its colour alone.
#[test]
fn every_verdict_reads_differently_without_any_colour() {
    for preset in [Preset::Ascii, Preset::Standard] {
        let theme = Theme::preset(preset).without_color();
        let mut seen = BTreeSet::new();
        for keys in [&[][..], &["1"], &["2"], &["3", "1"], &["4", "1"], &["5"]] {
            let mut script = examining();
            // The third line may be brought later; the first may not.
            script.keys(&["Down", "Down"]);
            let at = script.model().line;
            let before = script.model().case().unwrap().verdicts.len();
            script.keys(keys);
            script.hush();
            if !keys.is_empty() && script.model().case().unwrap().verdicts.len() == before {
                continue;
            }
            script.press(yichuang::desk::keymap::Action::Home);
            let name: String = script.model().lines()[at].material.name.chars().take(6).collect();
            let (buffer, _) = screen::draw(script.model(), &theme, script.keymap(), (120, 36));
            let row = screen::rows(&buffer).into_iter().find(|row| row.contains(&name) && !row.contains('>'));
            let row = row.unwrap_or_else(|| panic!("{name} is not on the list"));
            assert!(seen.insert(row.clone()), "{preset:?} {keys:?} reads as another: {row}");
        }
        assert!(seen.len() >= 5, "{seen:?}");
    }
}
