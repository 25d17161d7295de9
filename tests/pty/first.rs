//! What the program says before it is of any use.

use crate::terminal::{Terminal, USUAL, home, yichuang};

/// Nothing listens there.
const NOWHERE: &str = "http://127.0.0.1:1";

#[test]
fn without_settings_it_says_what_to_do() {
    let home = home();
    let mut terminal = Terminal::start(USUAL, yichuang(home.path(), &[]));
    let ended = terminal.ends();
    assert!(!ended.status.success() && !ended.raw_line);
    let said = String::from_utf8(terminal.raw()).unwrap();
    assert!(said.contains("settings.toml") && said.contains("server = "), "{said}");
    assert!(!said.contains('\u{1b}'), "the terminal was not to be taken: {said:?}");
}

#[test]
fn without_its_service_the_desk_still_opens_and_says_what_to_do_next() {
    let home = home();
    let mut terminal = Terminal::start(USUAL, yichuang(home.path(), &["desk", "--server", NOWHERE]));
    let screen = terminal.sees(&["登录", "窗口", "姓名或工号", "口令", NOWHERE, "离线"]);
    assert!(!screen.contains("在线"), "{screen}");
    terminal.sees(&["连不上服务", "请"]);
    terminal.press("Ctrl-Q");
    assert!(terminal.ends().status.success());
}

#[test]
fn the_doctor_reports() {
    let home = home();
    let mut terminal = Terminal::start(USUAL, yichuang(home.path(), &["doctor", "--server", NOWHERE]));
    let ended = terminal.ends();
    let said = String::from_utf8(terminal.raw()).unwrap();
    for part in ["120", "36", "钥匙串", "服务", "127.0.0.1:1", "字体"] {
        assert!(said.contains(part), "nothing about {part}: {said}");
    }
    assert!(!ended.status.success() && !ended.raw_line, "a service that cannot be reached is a finding");
}

#[test]
fn a_wrong_password_keeps_the_form_and_is_never_shown() {
    const WRONG: &str = "Wr0ng-Pa55";
    let home = home();
    let mut terminal = Terminal::start(USUAL, yichuang(home.path(), &["demo", "--port", "0"]));
    let before = terminal.sees(&["演示", "登录", "王敏"]);
    terminal.type_in(WRONG);
    terminal.press("Enter");
    let after = terminal.wait_for("a refusal of the password", |screen| {
        screen.contains("登录") && screen.contains("工号（姓名）或口令不对，请重新输入")
    });
    assert!(after.contains("王敏") && after.contains("07"), "what was typed is lost\n{before}\n{after}");
    let raw = String::from_utf8_lossy(&terminal.raw()).into_owned();
    assert!(!raw.contains(WRONG) && !raw.contains("Wr0ng"), "the password was on the screen");
    // The form is still of use.
    for _ in WRONG.chars() {
        terminal.press("Backspace");
    }
    terminal.type_in("yichuang");
    terminal.press("Enter");
    terminal.sees(&["青河县政务服务中心", "王敏"]);
    terminal.press("Ctrl-Q");
    assert!(terminal.ends().status.success());
}
