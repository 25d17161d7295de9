//! What the whole door does: real orders over HTTP to the real service, with 1, 8 and 32 clients.
//!
//! `cargo bench --bench door` runs on SQLite, in a temporary folder. With `YICHUANG_BENCH_DATABASE=postgres://…` it
//! runs on that database, which must be empty. A report, never a pass or a fail. Client and service share the machine,
//! so the client speaks HTTP by hand: it is to cost as little as it can.
//!
//! Each client sits at a window of its own and examines a material of its own case, one order after the other: one
//! event, its state, its receipt, its lease, in one durable transaction. `bare` is the measure: one row, durable, by
//! the same means, without HTTP: what the disk and the driver allow one by one.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench stops at what is wrong"
)]

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use argon2::password_hash::PasswordHasher;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;
use yichuang::catalogue::{Place, load_from};
use yichuang::domain::checklist;
use yichuang::domain::condition::Answers;
use yichuang::domain::hall::Hall;
use yichuang::domain::ids::{ChoiceCode, OfficerId, QuestionCode, WindowId};
use yichuang::domain::item::ServiceItem;
use yichuang::service::{Reference, Running, Settings, StaffRecord, SystemClock, start};

const MOST: usize = 32;
const SPAN: Duration = Duration::from_secs(5);

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let database = std::env::var("YICHUANG_BENCH_DATABASE")
            .unwrap_or_else(|_| format!("sqlite:{}", folder.path().join("bench.db").display()));
        let (running, address) = serve(&database).await;
        println!("{}", database.split(':').next().unwrap_or_default());
        let mut seats = Vec::new();
        for window in 1..=MOST {
            seats.push(Seat::taken(&address, window).await);
        }
        for clients in [1, 8, 32] {
            seats = measure(seats, clients).await;
        }
        drop(running);
    });
}

/// The shipped hall with thirty-two windows.
async fn serve(database: &str) -> (Running, String) {
    let fixtures = load_from(Place::Shipped).unwrap_or_else(|problems| panic!("{problems}"));
    let mut rulebooks = fixtures.rulebooks();
    rulebooks.truncate(1);
    let hash = cheap_hash("bench");
    let mut staff = Vec::new();
    for rulebook in &mut rulebooks {
        widen(&mut rulebook.hall);
        let hall = &rulebook.hall;
        staff.extend(hall.officers.iter().map(|officer| StaffRecord {
            hall: hall.id.clone(),
            officer: officer.id.clone(),
            password_hash: hash.clone(),
        }));
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let reference = Reference { rulebooks, staff, tickets: vec![] };
    let settings = Settings::new(database);
    let running = start(listener, settings, reference, Arc::new(SystemClock), std::future::pending())
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    (running, address)
}

fn widen(hall: &mut Hall) {
    let takes = hall.windows.iter().find(|window| window.kind.takes_applications());
    let (window, officer) =
        (takes.expect("a window that takes applications").clone(), hall.officers[0].clone());
    hall.windows.clear();
    for at in 1..=MOST {
        let (id, post_a) = (WindowId::new(format!("{at:02}")), OfficerId::new(format!("B{at:02}")));
        let post_b = OfficerId::new(format!("B{:02}", at % MOST + 1));
        hall.officers.push(yichuang::domain::hall::Officer {
            id: post_a.clone(),
            items: BTreeSet::new(),
            ..officer.clone()
        });
        // Any item, so that the bench finds one to its liking.
        let items = BTreeSet::new();
        hall.windows.push(yichuang::domain::hall::Window { id, post_a, post_b, items, ..window.clone() });
    }
}

fn cheap_hash(password: &str) -> String {
    let params = argon2::Params::new(8, 1, 1, None).expect("parameters");
    argon2::Argon2::from(params).hash_password(password.as_bytes()).expect("a hash").to_string()
}

/// An answer to a question.
type Answer = (QuestionCode, ChoiceCode);

/// An item in force with a way through its questions, as they are asked, that leaves something to examine.
fn matter(items: &[ServiceItem], today: jiff::civil::Date) -> (&ServiceItem, Vec<Answer>) {
    let answered = |item: &ServiceItem| {
        let (mut answers, mut asked) = (Answers::new(), Vec::new());
        while let Some(question) = checklist::open_question(item, &answers) {
            let answer = (question.code.clone(), question.choices.first()?.code.clone());
            answers.extend([answer.clone()]);
            asked.push(answer);
        }
        let here = checklist::diversion(item, &answers).is_none();
        (here && !checklist::resolve(item, &answers).is_empty()).then_some(asked)
    };
    let mut found = items.iter().filter(|item| item.holds_on(today));
    found.find_map(|item| Some((item, answered(item)?))).expect("an item with something to examine")
}

/// A client with one connection, at its window, with a case of its own.
struct Seat {
    stream: TcpStream,
    window: String,
    token: String,
    case: String,
    material: String,
    took: Vec<Duration>,
}

impl Seat {
    async fn taken(address: &str, window: usize) -> Self {
        let (window, officer) = (format!("{window:02}"), format!("B{window:02}"));
        let stream = TcpStream::connect(address).await.expect("a connection");
        stream.set_nodelay(true).expect("no delay");
        let case = Uuid::now_v7().to_string();
        let mut seat =
            Self { stream, window, token: String::new(), case, material: String::new(), took: Vec::new() };
        let login = json!({ "officer": officer, "password": "bench", "window": seat.window });
        let session: Value =
            serde_json::from_slice(&seat.post("/v1/sessions", &login).await).expect("a session");
        seat.token = session["token"].as_str().expect("a token").to_owned();
        seat.order(0, json!({ "do": "take_post" })).await;
        let shipped = load_from(Place::Shipped).unwrap_or_else(|problems| panic!("{problems}"));
        let today = yichuang::domain::clock::beijing(yichuang::service::Clock::now(&SystemClock)).date();
        let (item, answers) = matter(&shipped.items, today);
        let found = answers.iter().cloned().collect();
        seat.material = checklist::resolve(item, &found)[0].code.to_string();
        let open = json!({ "do": "open_case", "case": seat.case, "ticket": null, "item": item.code,
                           "applicant": null, "agent": null });
        seat.order(1, open).await;
        for (question, choice) in answers {
            seat.order(
                1,
                json!({ "do": "answer", "case": seat.case, "question": question, "choice": choice }),
            )
            .await;
        }
        seat
    }

    async fn order(&mut self, fence: u64, command: Value) {
        let order =
            json!({ "id": Uuid::now_v7(), "window": self.window, "fence": fence, "command": command });
        self.post("/v1/commands", &order).await;
    }

    async fn examine(&mut self, at: usize) {
        let verdict = if at.is_multiple_of(2) { "conforming" } else { "missing" };
        let command = json!({ "do": "examine", "case": self.case, "material": self.material,
                              "verdict": { "is": verdict }, "reason": null });
        self.order(1, command).await;
    }

    /// Posts, and reads the whole answer.
    async fn post(&mut self, path: &str, body: &Value) -> Vec<u8> {
        let body = body.to_string();
        let token = &self.token;
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        self.stream.write_all([head.as_bytes(), body.as_bytes()].concat().as_slice()).await.expect("sent");
        let mut read = Vec::with_capacity(2048);
        loop {
            let end = read.windows(4).position(|four| four == b"\r\n\r\n");
            if let Some(end) = end {
                let head = String::from_utf8_lossy(&read[..end]).to_lowercase();
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
                let length: usize = length.and_then(|length| length.parse().ok()).unwrap_or(0);
                if read.len() >= end + 4 + length {
                    let body = read[end + 4..].to_vec();
                    assert!(head.starts_with("http/1.1 200"), "{head}\n{}", String::from_utf8_lossy(&body));
                    return body;
                }
            }
            assert!(self.stream.read_buf(&mut read).await.expect("an answer") > 0, "the service hung up");
        }
    }
}

async fn measure(mut seats: Vec<Seat>, clients: usize) -> Vec<Seat> {
    let rest = seats.split_off(clients);
    let until = Instant::now() + SPAN;
    let mut working = tokio::task::JoinSet::new();
    for mut seat in seats {
        working.spawn(async move {
            seat.took.clear();
            while Instant::now() < until {
                let began = Instant::now();
                seat.examine(seat.took.len()).await;
                seat.took.push(began.elapsed());
            }
            seat
        });
    }
    let mut seats = working.join_all().await;
    let mut took: Vec<Duration> = seats.iter().flat_map(|seat| seat.took.iter().copied()).collect();
    took.sort_unstable();
    let at = |per_mille: usize| took[(took.len() - 1) * per_mille / 1000].as_secs_f64() * 1000.0;
    println!(
        "{clients:>3} clients  {:>6} orders/s  p50 {:>6.2} ms  p99 {:>6.2} ms  p99.9 {:>6.2} ms",
        u64::try_from(took.len()).unwrap_or(u64::MAX) / SPAN.as_secs(),
        at(500),
        at(990),
        at(999)
    );
    seats.extend(rest);
    seats
}
