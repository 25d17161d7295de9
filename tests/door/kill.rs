//! The real program, killed in the middle and started again: no number is lost, none given twice.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use reqwest::Client;
use serde_json::{Value, json};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool};
use sqlx::{Row, query};
use tokio::sync::{Barrier, mpsc, watch};
use tokio::task::JoinSet;
use uuid::Uuid;
use yichuang::catalogue::{Place, load_from};
use yichuang::domain::clock::beijing;
use yichuang::domain::numbering;
use yichuang::domain::paper::PaperNumber;
use yichuang::domain::state::Event;
use yichuang::service::{Clock as _, SystemClock};
use yichuang::wire::{Receipt, Session};

use crate::desk::client;
use crate::numbers::{faults, number};

const CLIENTS: usize = 64;
const ORDERS: usize = 5;
const KILLS: usize = 3;
/// What is waited for comes at once or never; this is when it is never.
const GUARD: Duration = Duration::from_mins(5);
/// Windows of 青河县 with the officers of their A posts.
const POSTS: [(&str, &str); 4] = [("01", "Q0101"), ("07", "Q0701"), ("08", "Q0801"), ("10", "Q1001")];

/// `yichuang serve`, gone with the test.
struct Program {
    child: Child,
    port: u16,
}

impl Program {
    /// Starts it on this record; it is ready when it says where it listens. Nobody reads what it says after that.
    fn starts(folder: &Path, port: u16) -> Self {
        let database = format!("sqlite:{}", folder.join("hall.db").display());
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
        let mut child = Command::new(env!("CARGO_BIN_EXE_yichuang"))
            .args(["serve", "--database", &database, "--listen", &format!("127.0.0.1:{port}"), "--hall"])
            .arg(fixtures)
            .env_remove("RUST_LOG")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = lines.map_while(Result::ok).find_map(|line| {
            let at = line.strip_prefix("一窗服务已启动：http://127.0.0.1:")?;
            Some(at.to_owned())
        });
        let Some(port) = said.and_then(|port| port.parse().ok()) else {
            let _ = child.kill();
            panic!("the service did not start: {:?}", child.wait());
        };
        Self { child, port }
    }

    /// `kill -9`.
    fn is_killed(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A client that keeps no connection: what was open when the service died is not used again.
fn fresh() -> Client {
    drop(client());
    Client::builder().no_proxy().pool_max_idle_per_host(0).timeout(GUARD).build().unwrap()
}

async fn token(base: &str, window: &str, officer: &str) -> String {
    let login = json!({ "hall": "qinghe", "officer": officer, "password": "yichuang", "window": window });
    let session = fresh().post(format!("{base}/v1/sessions")).json(&login).send().await.unwrap();
    let session: Session = session.json().await.unwrap();
    let take =
        json!({ "id": Uuid::now_v7(), "window": window, "fence": 0, "command": { "do": "take_post" } });
    let took = post(&fresh(), base, &session.token, &take).await.unwrap();
    assert_eq!(took.0, 200);
    session.token
}

/// Status and bytes; none where there was no whole answer.
async fn post(client: &Client, base: &str, token: &str, order: &Value) -> Option<(u16, Vec<u8>)> {
    let sent = client.post(format!("{base}/v1/commands")).bearer_auth(token).json(order).send().await.ok()?;
    let status = sent.status().as_u16();
    Some((status, sent.bytes().await.ok()?.to_vec()))
}

/// Sends an order until it is answered, each time with the same id. What gets no answer waits until the service has
/// been started once more.
async fn until_answered(
    client: &Client,
    base: &str,
    token: &str,
    order: &Value,
    starts: &mut watch::Receiver<usize>,
) -> Vec<u8> {
    loop {
        let start = *starts.borrow_and_update();
        if let Some((status, body)) = post(client, base, token, order).await {
            assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
            return body;
        }
        starts.wait_for(|now| *now > start).await.expect("it is started again");
    }
}

/// An item in force on the day of the machine: the program goes by its own clock.
fn item() -> String {
    let shipped = load_from(Place::Shipped).expect("the shipped files are clean");
    let today = beijing(SystemClock.now()).date();
    let mut items = shipped.items.into_iter();
    items.find(|item| item.holds_on(today)).expect("something is in force").code.to_string()
}

/// From the seed of the run, or one of today: `YICHUANG_SEED` repeats a run.
fn seed() -> u64 {
    let given = std::env::var("YICHUANG_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = given.unwrap_or_else(|| Uuid::now_v7().as_u64_pair().1);
    println!("YICHUANG_SEED={seed}");
    seed
}

/// After how many answers it is killed each time: somewhere in each part of the run.
fn kills(seed: u64) -> Vec<usize> {
    let part = CLIENTS * ORDERS / (KILLS + 1);
    let mut throw = seed;
    (1..=KILLS)
        .map(|kill| {
            throw = throw.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            part * kill - part / 2 + usize::try_from((throw >> 33) % 40).unwrap()
        })
        .collect()
}

/// C2; I-12, I-13, I-14, I-35. Sixty-four clients issue papers at four windows; the service is killed three times with
/// answers under way, and the clients send what was not answered again, with the same ids. Catches an acknowledged
/// paper that is gone, an order carried out twice, a number lost with a transaction that was not, and a counter that
/// is not as durable as its papers.
#[tokio::test(flavor = "multi_thread")]
async fn after_kill_9_every_number_is_there_once() {
    tokio::time::timeout(GUARD, killed_and_retried()).await.expect("it ends in time");
}

async fn killed_and_retried() {
    let folder = tempfile::tempdir().unwrap();
    let at = kills(seed());
    println!("killed after {at:?} answers");
    let item = item();
    let mut program = Program::starts(folder.path(), 0);
    let port = program.port;
    let base = format!("http://127.0.0.1:{port}");
    let mut tokens = Vec::new();
    for (window, officer) in POSTS {
        tokens.push((window, token(&base, window, officer).await));
    }

    let (started, starts) = watch::channel(0);
    let (answered, mut answers) = mpsc::unbounded_channel();
    let begin = Arc::new(Barrier::new(CLIENTS));
    let mut racing = JoinSet::new();
    for at in 0..CLIENTS {
        let (window, token) = tokens[at % POSTS.len()].clone();
        let (base, item, begin) = (base.clone(), item.clone(), begin.clone());
        let (mut starts, answered) = (starts.clone(), answered.clone());
        racing.spawn(async move {
            let client = fresh();
            let mut acknowledged = Vec::new();
            begin.wait().await;
            for order in 0..ORDERS {
                let command = json!({ "do": "issue_guidance", "item": item, "answers": {},
                                      "who": format!("来访人{at}-{order}") });
                let order = json!({ "id": Uuid::now_v7(), "window": window, "fence": 1, "command": command });
                let body = until_answered(&client, &base, &token, &order, &mut starts).await;
                answered.send(()).unwrap();
                acknowledged.push((token.clone(), order, body));
            }
            acknowledged
        });
    }
    drop(answered);

    let mut count = 0;
    for (kill, at) in at.into_iter().enumerate() {
        while count < at {
            answers.recv().await.expect("clients are still at it");
            count += 1;
        }
        program.is_killed();
        program = Program::starts(folder.path(), port);
        started.send_replace(kill + 1);
    }
    let acknowledged: Vec<_> = racing.join_all().await.into_iter().flatten().collect();
    assert_eq!(acknowledged.len(), CLIENTS * ORDERS);

    // The same bytes once more from a service that was not there when they were made.
    let client = fresh();
    for (token, order, body) in acknowledged.iter().step_by(7) {
        let again = post(&client, &base, token, order).await.unwrap();
        assert_eq!(again, (200, body.clone()));
    }
    program.is_killed();
    the_record_is_whole(folder.path(), &acknowledged).await;
}

/// Numbers 1 to n in the order of the events; every order once; every acknowledged paper as it was acknowledged.
async fn the_record_is_whole(folder: &Path, acknowledged: &[(String, Value, Vec<u8>)]) {
    let record = SqlitePool::connect_with(SqliteConnectOptions::new().filename(folder.join("hall.db")));
    let record = record.await.unwrap();
    let rows =
        query("SELECT seq, command_id, body FROM events ORDER BY seq").fetch_all(&record).await.unwrap();
    let mut given: Vec<(u64, PaperNumber)> = Vec::new();
    let mut by_order: BTreeMap<Uuid, Vec<(u64, PaperNumber)>> = BTreeMap::new();
    for row in rows {
        let event: Event = serde_json::from_str(row.get("body")).unwrap();
        let Some(paper) = numbering::paper(&event) else { continue };
        let seq = u64::try_from(row.get::<i64, _>("seq")).unwrap();
        let number = (seq, paper.number.clone().expect("numbered"));
        by_order.entry(row.get::<String, _>("command_id").parse().unwrap()).or_default().push(number.clone());
        given.push(number);
    }
    assert_eq!(faults(&given), [""; 0]);
    assert_eq!(given.len(), acknowledged.len());
    for (_, order, body) in acknowledged {
        let receipt: Receipt = serde_json::from_slice(body).unwrap();
        assert_eq!(by_order[&receipt.id], [number(&receipt)], "{order}");
        let text = query("SELECT text FROM documents WHERE number = ?1")
            .bind(number(&receipt).1.to_string())
            .fetch_all(&record)
            .await
            .unwrap();
        assert_eq!(text.len(), 1);
        let who = order["command"]["who"].as_str().unwrap();
        assert!(text[0].get::<String, _>("text").contains(who), "{order}");
    }
    let papers: i64 = query("SELECT count(*) FROM documents").fetch_one(&record).await.unwrap().get(0);
    assert_eq!(usize::try_from(papers).unwrap(), acknowledged.len(), "no paper without its event");
    let check: String = query("PRAGMA integrity_check").fetch_one(&record).await.unwrap().get(0);
    assert_eq!(check, "ok");
}
