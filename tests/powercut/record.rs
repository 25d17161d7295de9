//! The real service at work under strace.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use super::trace::{self, Step};

/// The calls that change files, and those by which answers leave.
pub const CALLS: &str = "trace=openat,open,creat,write,writev,pwrite64,pwritev,sendto,sendmsg,fsync,fdatasync,ftruncate,\
                     unlink,unlinkat,rename,renameat,renameat2,lseek";

/// The name of the record in the folder.
pub const RECORD: &str = "hall.db";

/// What the service did while a few desks worked; recorded once. Says so and gives nothing where there is no strace.
pub fn recorded() -> Option<&'static [Step]> {
    static STEPS: OnceLock<Option<Vec<Step>>> = OnceLock::new();
    STEPS.get_or_init(|| may_trace().then(record)).as_deref()
}

pub fn may_trace() -> bool {
    let tried = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    let may = tried.is_ok_and(|output| output.status.success());
    if !may {
        println!("LEFT OUT: strace is not installed or may not trace here (Debian: apt-get install strace)");
    }
    may
}

fn record() -> Vec<Step> {
    let folder = tempfile::tempdir().unwrap();
    let (hall, data) = (folder.path().join("hall"), folder.path().join("data"));
    std::fs::create_dir(&data).unwrap();
    let trace = folder.path().join("trace");
    let wrote = yichuang().args(["load", "--desks", "3", "--write-hall"]).arg(&hall).output().unwrap();
    assert!(wrote.status.success(), "{}", String::from_utf8_lossy(&wrote.stderr));
    let (mut service, base) = serve(&hall, &data, &trace);
    let seconds = std::env::var("YICHUANG_SECONDS").unwrap_or_else(|_| "2".to_owned());
    let load = yichuang()
        .args([
            "load",
            "--server",
            &base,
            "--desks",
            "3",
            "--listeners",
            "0",
            "--seconds",
            &seconds,
            "--hall",
        ])
        .arg(&hall)
        .output()
        .unwrap();
    assert!(load.status.success(), "{}", String::from_utf8_lossy(&load.stdout));
    // strace writes the trace as it goes. Killed with its tracer gone, the service ends, too.
    end(&mut service);
    let text = std::fs::read_to_string(&trace).unwrap();
    trace::read(&text, &std::fs::canonicalize(&data).unwrap())
}

fn yichuang() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yichuang"));
    command.env_remove("RUST_LOG").stdin(Stdio::null());
    command
}

fn serve(hall: &Path, data: &Path, trace: &Path) -> (Child, String) {
    let database = format!("sqlite:{}", std::fs::canonicalize(data).unwrap().join(RECORD).display());
    let mut child = Command::new("strace")
        .args(["-f", "-y", "-xx", "-s", "1048576", "-e", CALLS, "-o"])
        .arg(trace)
        .arg(env!("CARGO_BIN_EXE_yichuang"))
        .args(["serve", "--listen", "127.0.0.1:0", "--database", &database, "--hall"])
        .arg(hall)
        .env_remove("RUST_LOG")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let base = lines.find_map(|line| line.strip_prefix("一窗服务已启动：").map(str::to_owned));
    let Some(base) = base else {
        end(&mut child);
        panic!("the service did not start under strace");
    };
    (child, base)
}

/// Ends strace with SIGTERM, which it passes on by detaching and ending; the service under it is ended by its own id.
fn end(strace: &mut Child) {
    let children = format!("/proc/{0}/task/{0}/children", strace.id());
    let service = std::fs::read_to_string(children).unwrap_or_default();
    for pid in service.split_whitespace() {
        let _ = Command::new("kill").args(["-TERM", pid]).status();
    }
    strace.wait().unwrap();
}
