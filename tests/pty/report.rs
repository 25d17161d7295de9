//! The desk's speed in a terminal, as a report; nothing here passes or fails by the clock.
//!
//! `cargo build --release && YICHUANG_PROGRAM=target/release/yichuang cargo test --test pty -- --ignored report --nocapture`

use std::time::{Duration, Instant};

use crate::terminal::{Terminal, USUAL, home, program, yichuang};

const STARTS: usize = 20;
const KEYS: usize = 400;
const IDLE: Duration = Duration::from_secs(20);

#[test]
#[ignore = "a report to be read, on a quiet machine"]
fn report() {
    println!("{}, {} × {}", program().display(), USUAL.0, USUAL.1);
    let mut paints: Vec<Duration> = (0..STARTS).map(|_| first_paint()).collect();
    println!("start to first paint of `yichuang desk`: {}", figures(&mut paints));

    let home = home();
    let demo = Terminal::start(USUAL, yichuang(home.path(), &["demo", "--port", "0", "--service-only"]));
    let address = loop {
        let said = String::from_utf8_lossy(&demo.raw()).into_owned();
        if let Some((_, rest)) = said.split_once("--server ")
            && let Some((address, _)) = rest.split_once('\r')
        {
            break address.to_owned();
        }
        demo.idle(Duration::from_millis(5));
    };
    let arguments = ["desk", "--server", &address, "--window", "07", "--officer", "王敏"];
    let mut desk = Terminal::start(USUAL, yichuang(home.path(), &arguments));
    desk.sees(&["登录", "在线"]);
    desk.type_in("yichuang");
    desk.press("Enter");
    desk.sees(&["按 F2 叫下一号", "A019"]);
    desk.press("F2");
    desk.sees(&["A019号", "已叫1次"]);
    desk.press("Enter");
    desk.sees(&["A019号", "办理中"]);
    desk.press("Enter");
    desk.sees(&["主体业态是哪一种？"]);
    desk.press("2");
    desk.sees_but(&["已审0/7"], &["主体业态是哪一种？"]);
    desk.press("1");
    desk.press("1");
    desk.sees(&["审查要点"]);
    desk.idle(Duration::from_secs(1));

    let mut keys: Vec<Duration> = (0..KEYS).map(|at| key_to_paint(&mut desk, at)).collect();
    println!("key to paint, {KEYS} keys at the checklist: {}", figures(&mut keys));
    println!("resident memory: {} KiB", status(desk.pid(), "VmRSS:"));

    desk.idle(Duration::from_secs(1));
    let before = switches(desk.pid());
    desk.idle(IDLE);
    let woken = switches(desk.pid()) - before;
    println!("voluntary context switches over {} s idle: {woken}", IDLE.as_secs());
    desk.press("Ctrl-Q");
    assert!(desk.ends().status.success());
}

/// From before the program is started until its first picture is whole.
fn first_paint() -> Duration {
    let home = home();
    let command = yichuang(home.path(), &["desk", "--server", "http://127.0.0.1:1"]);
    let start = Instant::now();
    let terminal = Terminal::start(USUAL, command);
    terminal.next_frame(0);
    start.elapsed()
}

/// The cursor of the checklist goes down and up.
fn key_to_paint(desk: &mut Terminal, at: usize) -> Duration {
    let frames = desk.frames();
    let start = Instant::now();
    desk.press(if at % 8 < 4 { "Down" } else { "Up" });
    desk.next_frame(frames);
    start.elapsed()
}

fn figures(times: &mut [Duration]) -> String {
    times.sort();
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)];
    format!("median {:.2?}, p99 {:.2?}, worst {:.2?}", at(50), at(99), at(100))
}

/// A number the kernel tells of a process; where there is no `/proc`, nothing is told.
fn status(pid: u32, name: &str) -> u64 {
    number(&format!("/proc/{pid}/status"), name)
}

/// Voluntary context switches of all threads: every one is a wake-up.
fn switches(pid: u32) -> u64 {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
    tasks
        .map(|task| {
            let file = task.path().join("status");
            number(&file.to_string_lossy(), "voluntary_ctxt_switches:")
        })
        .sum()
}

fn number(file: &str, name: &str) -> u64 {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
