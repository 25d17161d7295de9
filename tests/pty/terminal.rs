//! A terminal of our own: the program on one side, keys and eyes on the other.
//!
//! Nothing here sleeps: whoever waits is woken by what the program writes. A screen is looked at only between
//! two synchronized updates, as a person sees it; half a frame is never judged.

use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, SlavePty, native_pty_system};

/// How long anything may take before the test gives up; far more than it takes.
const GUARD: Duration = Duration::from_secs(30);
/// How long a dialog takes no confirmation after it is drawn, with a little more: a person reads it.
const READING: Duration = Duration::from_millis(330);
/// What the head line says while an order is on its way.
const UNDERWAY: [&str; 3] = ["正在等待服务答复", "送达中", "正在取得"];

/// The size most desks have.
pub(crate) const USUAL: (u16, u16) = (120, 36);

/// A folder of its own for a program that looks for a home.
pub(crate) fn home() -> tempfile::TempDir {
    tempfile::Builder::new().prefix("yichuang-pty-").tempdir().unwrap()
}

/// The program, with a clean environment: no settings, no keyring, nothing of the one who runs the test.
pub(crate) fn yichuang(home: &Path, arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(program());
    command.args(arguments);
    command.env_clear();
    for name in ["PATH", "TMPDIR"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command.env("HOME", home);
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    command.cwd(home);
    command
}

/// The program under test; another build of it can be named for the report.
pub(crate) fn program() -> PathBuf {
    match std::env::var_os("YICHUANG_PROGRAM") {
        // The terminal starts it in another folder.
        Some(named) => std::fs::canonicalize(named).unwrap(),
        None => env!("CARGO_BIN_EXE_yichuang").into(),
    }
}

/// How a program ended.
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    /// Whether it left the line as no shell can use it.
    pub(crate) raw_line: bool,
}

/// What the program has written so far.
struct Written {
    parser: vt100::Parser,
    raw: Vec<u8>,
    /// The screen after the last whole update.
    shown: String,
    /// How many whole updates there were.
    frames: usize,
    ended: bool,
}

/// A program in a terminal.
pub(crate) struct Terminal {
    master: Box<dyn MasterPty + Send>,
    /// Held while the program runs: the settings of a line nobody has open are forgotten.
    line: Option<Box<dyn SlavePty + Send>>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    written: Arc<(Mutex<Written>, Condvar)>,
    reader: Option<std::thread::JoinHandle<()>>,
    /// Keys pressed so far.
    pub(crate) keys: usize,
}

impl Terminal {
    /// Starts a program in a terminal of this size.
    pub(crate) fn start((columns, rows): (u16, u16), command: CommandBuilder) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        let mut from = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let written = Arc::new((
            Mutex::new(Written {
                parser: vt100::Parser::new(rows, columns, 0),
                raw: Vec::new(),
                shown: String::new(),
                frames: 0,
                ended: false,
            }),
            Condvar::new(),
        ));
        let seen = Arc::clone(&written);
        let reader = std::thread::spawn(move || {
            let mut piece = vec![0; 65536];
            loop {
                // A terminal whose program has ended is read to its end with an error.
                let count = from.read(&mut piece).unwrap_or(0);
                let mut written = seen.0.lock().unwrap_or_else(PoisonError::into_inner);
                written.take(&piece[..count]);
                written.ended = count == 0;
                seen.1.notify_all();
                if count == 0 {
                    break;
                }
            }
        });
        Self {
            master: pair.master,
            line: Some(pair.slave),
            writer,
            child,
            written,
            reader: Some(reader),
            keys: 0,
        }
    }

    /// Presses one key: a name (`F2`, `Enter`, `Ctrl-O`) or a single character.
    pub(crate) fn press(&mut self, key: &str) {
        self.keys += 1;
        self.send(key_bytes(key).as_bytes());
    }

    /// Types a text, each character a key.
    pub(crate) fn type_in(&mut self, text: &str) {
        self.keys += text.chars().count();
        self.send(text.as_bytes());
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
    }

    /// Waits until all of these stand on the screen and no order is on its way.
    #[track_caller]
    pub(crate) fn sees(&self, all: &[&str]) -> String {
        self.sees_but(all, &[])
    }

    /// Waits until all of these stand on the screen, none of those does, and no order is on its way.
    #[track_caller]
    pub(crate) fn sees_but(&self, all: &[&str], none: &[&str]) -> String {
        self.wait_for(&format!("{all:?} and not {none:?}"), |screen| {
            all.iter().all(|text| screen.contains(text))
                && !none.iter().chain(&UNDERWAY).any(|text| screen.contains(text))
        })
    }

    /// Waits until the screen is as it should be, and gives it.
    #[track_caller]
    pub(crate) fn wait_for(&self, what: &str, right: impl Fn(&str) -> bool) -> String {
        let (found, shown) = match self.wait_within(GUARD, |written| right(&written.shown)) {
            Ok(written) => (true, written.shown.clone()),
            Err(written) => (false, written.shown.clone()),
        };
        assert!(found, "not on the screen: {what}\n{shown}");
        shown
    }

    /// Reads what has just come up. Not a wait for the program: the desk throws away what was typed before a
    /// legal act's dialog was seen, and takes no confirmation of what nobody can have read.
    pub(crate) fn reads(&self) {
        drop(self.wait_within(READING, |_| false));
    }

    /// Confirms an act with legal effect: reads, presses the key, and waits for what comes of it.
    #[track_caller]
    pub(crate) fn confirms(&mut self, all: &[&str]) -> String {
        const TOO_EARLY: &str = "请先看清内容";
        loop {
            let frames = self.lock().frames;
            self.reads();
            self.press("F10");
            let done = |shown: &str| {
                all.iter().all(|text| shown.contains(text)) && !UNDERWAY.iter().any(|t| shown.contains(t))
            };
            let after = self.wait_for(&format!("{all:?}"), |shown| done(shown) || shown.contains(TOO_EARLY));
            if done(&after) {
                return after;
            }
            assert!(self.lock().frames > frames + 1 || after.contains(TOO_EARLY), "{after}");
            self.keys -= 1;
        }
    }

    /// Waits until the next whole update.
    pub(crate) fn next_frame(&self, after: usize) -> usize {
        match self.wait_within(GUARD, |written| written.frames > after) {
            Ok(written) => written.frames,
            Err(written) => panic!("nothing was drawn\n{}", written.shown),
        }
    }

    pub(crate) fn frames(&self) -> usize {
        self.lock().frames
    }

    /// Waits for this long, for the report only.
    pub(crate) fn idle(&self, time: Duration) {
        drop(self.wait_within(time, |_| false));
    }

    /// The screen as it stands.
    pub(crate) fn screen(&self) -> String {
        self.lock().shown.clone()
    }

    /// Everything the program has written.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.lock().raw.clone()
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Sends a signal by name, as `kill` does.
    pub(crate) fn signal(&self, name: &str) {
        let pid = self.pid().to_string();
        let sent = std::process::Command::new("kill").args(["-s", name, &pid]).status().unwrap();
        assert!(sent.success());
    }

    /// Whether the line hands every key on at once, as its driver has it.
    pub(crate) fn is_raw(&self) -> bool {
        let settings = self.master.get_termios().unwrap();
        !format!("{:?}", settings.local_flags).contains("ICANON")
    }

    /// Waits until the program has ended by itself.
    #[track_caller]
    pub(crate) fn ends(&mut self) -> Ended {
        let until = Instant::now() + GUARD;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                let raw_line = self.is_raw();
                // Its last words come before the end of the line.
                self.line = None;
                let last = self.wait_within(GUARD, |written| written.ended).is_ok();
                assert!(last, "the line has no end");
                return Ended { status, raw_line };
            }
            assert!(Instant::now() < until, "still running\n{}", self.screen());
            drop(self.wait_within(Duration::from_millis(5), |_| false));
        }
    }

    fn lock(&self) -> MutexGuard<'_, Written> {
        self.written.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait_within(
        &self,
        time: Duration,
        right: impl Fn(&Written) -> bool,
    ) -> Result<MutexGuard<'_, Written>, MutexGuard<'_, Written>> {
        let (written, left) =
            self.written.1.wait_timeout_while(self.lock(), time, |written| !right(written)).unwrap();
        if left.timed_out() && !right(&written) { Err(written) } else { Ok(written) }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.line = None;
        if let Some(reader) = self.reader.take() {
            let _ = reader.join();
        }
    }
}

impl Written {
    fn take(&mut self, piece: &[u8]) {
        const BEGIN: &[u8] = b"\x1b[?2026h";
        const END: &[u8] = b"\x1b[?2026l";
        let from = self.raw.len().saturating_sub(END.len() - 1);
        self.raw.extend_from_slice(piece);
        self.parser.process(piece);
        let ended = self.raw[from..].windows(END.len()).filter(|bytes| *bytes == END).count();
        let last = |mark: &[u8]| self.raw.windows(mark.len()).rposition(|bytes| bytes == mark);
        if last(BEGIN) <= last(END) {
            self.shown = self.parser.screen().contents();
        }
        self.frames += ended;
    }
}

fn key_bytes(key: &str) -> String {
    let named = match key {
        "Enter" => "\r",
        "Tab" => "\t",
        "Esc" => "\x1b",
        "Space" => " ",
        "Backspace" => "\x7f",
        "Up" => "\x1b[A",
        "Down" => "\x1b[B",
        "Right" => "\x1b[C",
        "Left" => "\x1b[D",
        "PageUp" => "\x1b[5~",
        "PageDown" => "\x1b[6~",
        "F1" => "\x1bOP",
        "F2" => "\x1bOQ",
        "F3" => "\x1bOR",
        "F4" => "\x1bOS",
        "F5" => "\x1b[15~",
        "F6" => "\x1b[17~",
        "F7" => "\x1b[18~",
        "F8" => "\x1b[19~",
        "F9" => "\x1b[20~",
        "F10" => "\x1b[21~",
        _ => "",
    };
    if !named.is_empty() {
        return named.to_owned();
    }
    if let Some([letter]) = key.strip_prefix("Ctrl-").map(str::as_bytes) {
        return char::from(letter & 0x1f).to_string();
    }
    assert_eq!(key.chars().count(), 1, "no such key: {key}");
    key.to_owned()
}
