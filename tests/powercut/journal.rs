//! The desk's journal and a power cut (I-26, I-34; C3): what an officer typed before an order, and the order itself, are on the
//! disk when the order leaves for the first time. The writer is this test program once more, under strace, with the
//! real journal, outbox and client; the service that answers it is a few lines here.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use serde_json::{Value, json};
use tokio::sync::mpsc;
use uuid::Uuid;
use yichuang::client::journal::{Entry, Held, Journal, JournalKey, Kept, Machine, Note};
use yichuang::client::{Account, Client, Options, Outbox, Pace, Report};
use yichuang::domain::command::{self, Order};
use yichuang::domain::ids::Fence;
use yichuang::wire::Receipt;

use super::disk::Disk;
use super::record::{CALLS, may_trace};
use super::trace::{self, Step, What};
use super::{IMAGES, replay, seed};

/// How many orders the writer gives. What it types is long, so that the journal is written anew on the way.
const ROUNDS: u64 = 90;
/// Every so many rounds something did not take effect, and two rounds later it is cleared.
const REFUSED: u64 = 5;

const FOLDER: &str = "YICHUANG_TEST_JOURNAL";
const SERVER: &str = "YICHUANG_TEST_SERVER";

fn opened(folder: &Path, server: &str) -> (Journal, Vec<Note>) {
    let account = Account {
        server: server.to_owned(),
        hall: "qinghe".into(),
        window: "07".into(),
        officer: "Q07".into(),
    };
    let key = JournalKey::from_secret(&"5c".repeat(32)).unwrap();
    Journal::open(folder, &account, &Machine::named("one"), &key)
}

/// The order of a round; its id says which.
fn order(round: u64) -> Order {
    Order {
        id: Uuid::from_u64_pair(7, round),
        window: "07".into(),
        fence: Fence(1),
        expect: std::collections::BTreeMap::new(),
        command: command::Command::CallNext,
    }
}

fn typed(round: u64) -> Value {
    json!({ "round": round, "text": "录入".repeat(10_000) })
}

/// The writer: types, orders, waits for the answer, and so on.
#[tokio::test]
#[ignore = "the writer whose power is cut; the tests of the journal start it"]
async fn writer() {
    let (Ok(folder), Ok(server)) = (std::env::var(FOLDER), std::env::var(SERVER)) else { return };
    let (journal, notes) = opened(Path::new(&folder), &server);
    assert!(notes.is_empty(), "{notes:?}");
    let client = Client::with(&server, Options { plain_http: true, ..Options::default() }).unwrap();
    let (told, mut reports) = mpsc::channel(8);
    let outbox = Outbox::over(journal.clone(), client, Pace::default(), told, Vec::new());
    for round in 1..=ROUNDS {
        journal.note(Entry::Typed(Some(typed(round)))).unwrap();
        if round % REFUSED == 0 {
            let (id, at) = (Uuid::from_u64_pair(8, round), jiff::Timestamp::UNIX_EPOCH);
            let held = Held { id, at, why: "未生效".to_owned(), command: None, typed: Some(json!(round)) };
            journal.note(Entry::Held(Box::new(held))).unwrap();
        } else if round % REFUSED == 2 {
            journal.note(Entry::Cleared(Uuid::from_u64_pair(8, round - 2))).unwrap();
        }
        journal.note(Entry::Sent(Box::new(order(round)))).unwrap();
        outbox.push(order(round)).unwrap();
        while !matches!(reports.recv().await.unwrap(), Report::Answered(outcome) if outcome.result.is_ok()) {}
    }
}

/// Carries out every order at once.
fn answers(listener: &TcpListener) {
    for stream in listener.incoming().map_while(Result::ok) {
        std::thread::spawn(move || while answer(&stream).is_some() {});
    }
}

fn answer(mut stream: &TcpStream) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        if line.trim_end().is_empty() {
            break;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let order: Order = serde_json::from_slice(&body).ok()?;
    let body = serde_json::to_string(&Receipt { id: order.id, events: Vec::new() }).ok()?;
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).ok()
}

/// What the writer did, and at which server: that is part of whose journal it is.
struct Recorded {
    server: String,
    steps: Vec<Step>,
}

fn recorded() -> Option<&'static Recorded> {
    static RECORDED: OnceLock<Option<Recorded>> = OnceLock::new();
    RECORDED.get_or_init(|| may_trace().then(record)).as_ref()
}

fn record() -> Recorded {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || answers(&listener));
    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("trace"));
    std::fs::create_dir(&data).unwrap();
    let done = Command::new("strace")
        .args(["-f", "-y", "-xx", "-s", "1048576", "-e", CALLS, "-o"])
        .arg(&file)
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "journal::writer", "--ignored"])
        .env(FOLDER, &data)
        .env(SERVER, &server)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
    let text = std::fs::read_to_string(&file).unwrap();
    Recorded { server, steps: trace::read(&text, &std::fs::canonicalize(&data).unwrap()) }
}

/// An order on its way for the first time: when, and of which round.
struct Sent {
    at: usize,
    round: u64,
}

fn sent(steps: &[Step]) -> Vec<Sent> {
    let mut known = BTreeSet::new();
    let order = |step: &Step| {
        let What::Said(bytes) = &step.what else { return None };
        let begin = bytes.iter().position(|byte| *byte == b'{')?;
        let order: Order = serde_json::from_slice(bytes.get(begin..)?).ok()?;
        Some(Sent { at: step.from, round: order.id.as_u64_pair().1 })
    };
    steps.iter().filter_map(order).filter(|sent| known.insert(sent.round)).collect()
}

fn is_journal(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "journal")
}

/// The trace as a journal that is never synced would have left it.
fn without_syncs(steps: &[Step]) -> Vec<Step> {
    let keeps = |step: &&Step| !matches!(&step.what, What::Synced(file) if is_journal(file));
    steps.iter().filter(keeps).cloned().collect()
}

/// What an image lacks.
fn lacks(folder: &Path, server: &str, steps: &[Step], sent: &[Sent], cut: usize) -> Option<String> {
    let last = sent.iter().rfind(|sent| sent.at <= cut)?;
    let (journal, _) = opened(folder, server);
    let Kept { orders, held, typed } = journal.kept();
    let now = [last.round, last.round + 1];
    let round = typed.as_ref().and_then(|typed| typed["round"].as_u64()).unwrap_or(0);
    if !now.contains(&round) {
        return Some(format!("order {} had left, and what is typed is of {round}", last.round));
    }
    let there: Vec<u64> = orders.iter().map(|order| order.id.as_u64_pair().1).collect();
    if !there.iter().all(|round| now.contains(round)) {
        return Some(format!("order {} had left, and {there:?} are said to be on their way", last.round));
    }
    let answered = steps.iter().any(|step| match &step.what {
        What::Wrote { file, .. } => is_journal(file) && step.from > last.at && step.from <= cut,
        _ => false,
    });
    if !answered && !there.contains(&last.round) {
        return Some(format!("order {} had left and is lost", last.round));
    }
    let of = |held: &Held| held.id.as_u64_pair().1;
    let is_held =
        (last.round % REFUSED < 2).then_some(last.round / REFUSED * REFUSED).filter(|round| *round > 0);
    match is_held {
        Some(round) if held.iter().all(|held| of(held) != round) => {
            // Cleared in the next round, perhaps.
            (round + 1 != last.round || !answered)
                .then(|| format!("what did not take effect in {round} is lost"))
        }
        _ => None,
    }
}

fn images(recorded: &Recorded, steps: &[Step], count: usize) -> Vec<String> {
    let sent = sent(steps);
    let first = sent.first().expect("an order left").at;
    let loses = |folder: &Path, cut| lacks(folder, &recorded.server, steps, &sent, cut);
    replay(&Disk::new(steps), first, count, seed(), loses)
}

/// I-26, I-34: what was typed before an order left, and the order, are there after any power cut.
#[test]
fn a_power_cut_at_the_desk_loses_nothing_that_was_typed_before_an_order_left() {
    let Some(recorded) = recorded() else { return };
    assert_eq!(sent(&recorded.steps).len() as u64, ROUNDS);
    let anew = recorded.steps.iter().filter(|step| matches!(step.what, What::Renamed { .. })).count();
    assert!(anew > 1, "the journal was never written anew on the way");
    let wrong = images(recorded, &recorded.steps, IMAGES);
    assert!(wrong.is_empty(), "{} images are wrong, the first: {}", wrong.len(), wrong[0]);
}

/// The control.
#[test]
fn a_journal_that_is_not_synced_loses_what_was_typed() {
    let Some(recorded) = recorded() else { return };
    let wrong = images(recorded, &without_syncs(&recorded.steps), IMAGES / 2);
    assert!(wrong.len() * 3 > IMAGES / 2, "only {} images lost anything: the replay is blind", wrong.len());
}

/// The orders that left before what the journal had of them was synced.
fn early(steps: &[Step]) -> usize {
    let is_early = |sent: &Sent| {
        let wrote = steps.iter().rfind(|step| match &step.what {
            What::Wrote { file, .. } => is_journal(file) && step.from < sent.at,
            _ => false,
        });
        wrote.is_none_or(|wrote| {
            !steps.iter().any(|step| match &step.what {
                What::Synced(file) => is_journal(file) && step.from > wrote.to && step.to < sent.at,
                _ => false,
            })
        })
    };
    sent(steps).iter().filter(|sent| is_early(sent)).count()
}

/// The journal is synced between the last write before an order leaves and its leaving.
#[test]
fn no_order_leaves_before_the_journal_is_synced() {
    let Some(recorded) = recorded() else { return };
    assert_eq!(early(&recorded.steps), 0);
    assert_eq!(early(&without_syncs(&recorded.steps)) as u64, ROUNDS, "the check is blind");
}
