//! The real program.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

fn yichuang() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yichuang"));
    command.env_remove("RUST_LOG").stdin(Stdio::null());
    command
}

/// Runs `yichuang load`.
pub fn load(args: &[&str]) -> Output {
    yichuang().arg("load").args(args).output().unwrap()
}

/// Writes a hall for a load.
pub fn hall_for_load(folder: &Path, windows: u16) {
    let windows = windows.to_string();
    let output = load(&["--desks", &windows, "--write-hall", folder.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// `yichuang serve`, gone with the test.
pub struct Program {
    child: Child,
    pub base: String,
}

impl Program {
    /// Starts it on a record in `folder`; it is ready when it says where it listens.
    pub fn serves(folder: &Path, hall: &Path) -> Self {
        let database = format!("sqlite:{}", folder.join("hall.db").display());
        let mut child = yichuang()
            .args(["serve", "--database", &database, "--listen", "127.0.0.1:0", "--hall"])
            .arg(hall)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let said = lines.find_map(|line| line.strip_prefix("一窗服务已启动：").map(str::to_owned));
        let Some(base) = said else {
            let _ = child.kill();
            panic!("the service did not start: {:?}", child.wait());
        };
        Self { child, base }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
