//! The idle lock: everything is covered, nothing is lost, and only the officer's password opens it.

use yichuang::desk::app::Overlay;
use yichuang::desk::keymap::Action;
use yichuang::domain::command::Command;

use crate::main_job::{examining, with_two_defects};
use crate::script::Script;

/// Three minutes without a key.
fn left_alone(script: &mut Script) {
    script.locks_after(3);

    script.minutes(3);
    assert!(script.model().lock.is_some());
}

fn unlock(script: &mut Script) {
    script.type_text("yichuang");
    script.key("Enter");
    assert!(script.model().lock.is_none());
}

/// Catches: anything of the applicant, of the case or of those who wait on a locked screen, whatever lies over the desk.
#[test]
fn a_locked_screen_shows_nothing_of_anybody() {
    let mut places: Vec<Script> = vec![Script::on_duty(), examining(), with_two_defects()];
    for keys in [&["F4"][..], &["F7"], &["Ctrl-E"], &["F6"], &["F1"]] {
        let mut script = examining();
        script.keys(keys);
        places.push(script);
    }
    for mut script in places {
        script.hush();
        let before = script.text((120, 36));
        assert!(before.contains("老赵") || before.contains("A002") || before.contains("帮助"), "{before}");
        left_alone(&mut script);
        for size in [(80, 24), (120, 36), (200, 60)] {
            let text = script.text(size);
            for word in ["老赵", "A002", "A019", "食品", "9265", "号票", "等候", "办件"] {
                assert!(!text.contains(word), "{word} is on the locked screen:\n{text}");
            }
            assert!(text.contains("屏幕已锁定") && text.contains("王敏"), "{text}");
        }
    }
}

#[test]
fn the_password_opens_it_and_everything_is_as_it_was() {
    let mut script = examining();
    script.key("Ctrl-E");
    script.clear_field();
    script.type_text("青河县老赵手工面馆（东街店）");
    let before = script.text((120, 36));
    left_alone(&mut script);
    script.screen("250-locked");
    script.key("Enter");
    script.shows("请输入登录口令");
    script.type_text("guess");
    script.key("Enter");
    script.screen("251-wrong-password");
    unlock(&mut script);
    let minute = |text: &str| text.replace("09:33", "09:30");
    assert_eq!(minute(&script.text((120, 36))), before, "the same form, the same words");
}

/// The key that comes after the time is over asks for the password and is no part of it; keys of the desk do nothing.
#[test]
fn no_key_reaches_the_desk_and_the_first_one_only_asks() {
    let mut script = with_two_defects();
    script.locks_after(3);

    script.wait_ms(180_001);
    script.key("F8");
    assert!(script.model().lock.is_some());
    let sent = script.sent.len();
    for key in ["F2", "F4", "F8", "F10", "Ctrl-Y", "F1", "1", "Esc"] {
        script.key(key);
    }
    script.press(Action::Lock);
    script.says("屏幕已锁定，请先输入口令");
    assert_eq!(script.sent.len(), sent);
    script.key("Esc");
    unlock(&mut script);
}

/// A dialog of a legal act that was ready is not ready after the lock: it is to be seen again.
#[test]
fn a_dialog_that_was_armed_arms_anew() {
    let mut script = with_two_defects();
    script.key("F4");
    script.wait_ms(400);
    left_alone(&mut script);
    unlock(&mut script);
    assert!(matches!(script.model().overlay, Some(Overlay::Notices(_))));
    script.key("F10");
    script.hush();
    assert!(script.hall.papers.is_empty());
    script.wait_ms(400);
    script.key("F10");
    script.says("已签发补正材料通知书");
    script.says("已送打印机");
}

/// What happens in the hall goes on arriving, and the post is kept.
#[test]
fn behind_the_lock_the_work_of_others_goes_on() {
    let mut script = Script::on_duty();
    script.terminal("07");
    script.log_in("李强");
    script.hush();
    script.go_to(0);
    left_alone(&mut script);
    let picture = script.text((120, 36));
    script.elsewhere("Q0801", "08", Command::TakePost);
    assert_eq!(script.text((120, 36)), picture, "nothing to repaint");
    unlock(&mut script);
    assert!(script.model().post().holder.is_some());
    script.hush();
}

/// By key, at once; and never where the settings say so.
#[test]
fn one_locks_by_key_and_not_at_all_where_it_is_turned_off() {
    let mut script = Script::on_duty();
    script.minutes(60);
    assert!(script.model().lock.is_none());
    script.key("Shift-F12");
    assert!(script.model().lock.is_some());
    unlock(&mut script);
}
