//! However the desk ends, the terminal is as it was.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use portable_pty::CommandBuilder;
use yichuang::desk::terminal::{Guard, draw};

use crate::terminal::{Ended, Terminal, USUAL, home, yichuang};

/// Nothing listens there; the desk needs no service to be ended.
const NOWHERE: &str = "http://127.0.0.1:1";
/// Tells this program, run once more, what it is to be.
const ROLE: &str = "YICHUANG_PTY_ROLE";

fn desk(home: &tempfile::TempDir) -> Terminal {
    let terminal = Terminal::start(USUAL, yichuang(home.path(), &["desk", "--server", NOWHERE]));
    terminal.sees(&["登录", "离线"]);
    assert!(terminal.is_raw(), "a desk takes every key at once");
    terminal
}

/// The line is as a shell needs it, and every switch is off again, the last in order.
#[track_caller]
fn given_back(terminal: &Terminal, ended: &Ended) -> String {
    assert!(!ended.raw_line, "the line is still raw");
    let raw = String::from_utf8_lossy(&terminal.raw()).into_owned();
    for (on, off) in [("\u{1b}[?1049h", "\u{1b}[?1049l"), ("\u{1b}[?2004h", "\u{1b}[?2004l")] {
        assert!(raw.rfind(on) < raw.rfind(off), "{off:?} is missing");
    }
    assert!(raw.rfind("\u{1b}[?25l") < raw.rfind("\u{1b}[?25h"), "the caret is still hidden");
    assert!(raw.rfind("\u{1b}[?2026h") < raw.rfind("\u{1b}[?2026l"), "the screen is still held");
    assert!(raw.rfind("\u{1b}[6 q") < raw.rfind("\u{1b}[0 q"), "the caret has still our shape");
    let after = raw.rfind("\u{1b}[?1049l").unwrap();
    let last = raw[after..].strip_prefix("\u{1b}[?1049l").unwrap();
    last.replace("\u{1b}[?25h", "")
}

#[test]
fn after_the_key() {
    let home = home();
    let mut terminal = desk(&home);
    terminal.press("Ctrl-Q");
    let ended = terminal.ends();
    assert!(ended.status.success());
    assert_eq!(given_back(&terminal, &ended), "");
}

#[test]
fn after_a_signal() {
    for signal in ["TERM", "HUP", "INT"] {
        let home = home();
        let mut terminal = desk(&home);
        terminal.signal(signal);
        let ended = terminal.ends();
        assert!(ended.status.success(), "{signal}: {:?}", ended.status);
        assert_eq!(given_back(&terminal, &ended), "", "{signal}");
    }
}

/// The terminal's window is closed: all that held the line is gone, and the desk must not live on unseen.
#[test]
fn after_the_terminal_is_gone() {
    let mut emulator = again("a_terminal_emulator", "emulator").stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(emulator.stdout.take().unwrap()).lines().map(Result::unwrap);
    let pid = lines.find_map(|line| line.strip_prefix("desk ").map(str::to_owned)).expect("no desk began");
    assert!(runs(&pid));
    emulator.kill().unwrap();
    emulator.wait().unwrap();
    let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while runs(&pid) {
        assert!(std::time::Instant::now() < until, "the desk lives on without its terminal");
    }
}

/// Not a test by itself: a terminal with a desk in it, to be killed.
#[test]
fn a_terminal_emulator() {
    if std::env::var(ROLE).as_deref() != Ok("emulator") {
        return;
    }
    let home = home();
    let mut terminal = desk(&home);
    println!("\ndesk {}", terminal.pid());
    terminal.ends();
}

fn runs(pid: &str) -> bool {
    let told = Command::new("ps").args(["-o", "stat=", "-p", pid]).output().unwrap();
    let state = String::from_utf8_lossy(&told.stdout).trim().to_owned();
    // A zombie has ended; who takes it away is not the desk's matter.
    !state.is_empty() && !state.starts_with('Z')
}

#[test]
fn after_a_panic() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--exact", "given_back::a_faulty_view", "--nocapture", "--test-threads", "1"]);
    command.env(ROLE, "faulty view");
    let mut terminal = Terminal::start(USUAL, command);
    let ended = terminal.ends();
    assert!(!ended.status.success());
    let said = given_back(&terminal, &ended);
    assert!(said.contains("a fault in a view"), "the message is lost with the screen: {said:?}");
}

/// Not a test by itself: it panics with the terminal taken.
#[test]
fn a_faulty_view() {
    if std::env::var(ROLE).as_deref() != Ok("faulty view") {
        return;
    }
    let guard = Guard::enter().unwrap();
    let mut screen = guard.screen().unwrap();
    draw(&mut screen, |frame| frame.render_widget("一窗", frame.area())).unwrap();
    draw(&mut screen, |_| panic!("a fault in a view")).unwrap();
}

fn again(test: &str, role: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", &format!("given_back::{test}"), "--nocapture", "--test-threads", "1"]);
    command.env(ROLE, role);
    command
}
