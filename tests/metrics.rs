//! The figures for Prometheus: read at an address of their own, counted right, about nobody.
#![cfg(all(feature = "service", feature = "desk"))]
#![expect(clippy::unwrap_used, reason = "a test stops at what is wrong")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// `yichuang serve` with its figures, gone with the test.
struct Program {
    child: Child,
    base: String,
    figures: String,
}

impl Program {
    fn serves(folder: &std::path::Path) -> Self {
        let database = format!("sqlite:{}", folder.join("hall.db").display());
        let hall = folder.join("hall");
        let program = env!("CARGO_BIN_EXE_yichuang");
        let wrote = Command::new(program).args(["load", "--desks", "2", "--write-hall"]).arg(&hall).output();
        assert!(wrote.unwrap().status.success());
        let mut child = Command::new(program)
            .args(["serve", "--database", &database, "--listen", "127.0.0.1:0", "--metrics", "127.0.0.1:0"])
            .arg("--hall")
            .arg(&hall)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut after = |word: &str| lines.find_map(|line| line.strip_prefix(word).map(str::to_owned));
        let base = after("一窗服务已启动：http://").unwrap();
        let figures = after("运行指标：http://").unwrap().replace("/v1/metrics", "");
        Self { child, base, figures }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Status line and body.
fn get(address: &str, path: &str) -> (String, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.lines().next().unwrap().to_owned(), body.to_owned())
}

fn value(text: &str, name: &str) -> f64 {
    let lines = text.lines().filter(|line| line.starts_with(name));
    let found: Vec<f64> = lines.filter_map(|line| line.rsplit(' ').next()?.parse().ok()).collect();
    assert!(!found.is_empty(), "{name} is missing:\n{text}");
    found.iter().sum()
}

#[test]
fn the_figures_are_right_and_about_nobody_and_not_where_the_desks_are() {
    let folder = tempfile::tempdir().unwrap();
    let served = Program::serves(folder.path());
    let address = format!("http://{}", served.base);
    let hall = folder.path().join("hall");
    let load = Command::new(env!("CARGO_BIN_EXE_yichuang"))
        .args(["load", "--server", &address, "--desks", "2", "--seconds", "1", "--json", "--hall"])
        .arg(&hall)
        .output()
        .unwrap();
    assert!(load.status.success(), "{}", String::from_utf8_lossy(&load.stderr));
    let report: serde_json::Value = serde_json::from_slice(&load.stdout).unwrap();
    let (orders, replayed) = (report["orders"].as_f64().unwrap(), report["replayed"].as_f64().unwrap());

    let (status, text) = get(&served.figures, "/v1/metrics");
    assert!(status.ends_with("200 OK"), "{status}");
    let counted = value(&text, "yichuang_orders_total");
    assert!((counted - orders - replayed).abs() < 0.5, "{counted} counted, {orders} + {replayed} sent");
    assert!((value(&text, "yichuang_door_seconds_count") - counted).abs() < 0.5);
    assert!((value(&text, "yichuang_posts_held") - 2.0).abs() < 0.5);
    assert!((value(&text, "yichuang_logins_total{outcome=\"Ok\"}") - 2.0).abs() < 0.5);
    assert!(value(&text, "yichuang_feed_lag").abs() < 0.5);
    for person in ["T0001A", "测试", "虚构", "139", "load-test"] {
        assert!(!text.contains(person), "{person} is among the figures:\n{text}");
    }
    for path in ["/v1/metrics", "/metrics"] {
        let (status, _) = get(&served.base, path);
        assert!(status.ends_with("404 Not Found"), "{path} at the address of the desks: {status}");
    }
}
