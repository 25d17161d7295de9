//! A service of a few lines for tests: HTTP/1.1 by hand, one request per connection, answers from a script.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::{Client, Options, Pace};
use crate::domain::command::{Command, Order};
use crate::domain::ids::Fence;
use crate::wire::{Problem, Receipt};

/// No waiting between attempts.
pub(super) const AT_ONCE: Pace = Pace { first: Duration::ZERO, most: Duration::ZERO, jitter: 0 };

/// What the server does with a request.
pub(super) enum Reply {
    /// Answers with a status, headers and a body.
    Answer(u16, &'static str, String),
    /// Answers an order with its receipt.
    Receipt,
    /// Writes these bytes, whatever they are, and closes.
    Raw(Vec<u8>),
    /// Writes these bytes and says nothing more.
    Hang(Vec<u8>),
}

impl Reply {
    pub(super) fn json(status: u16, body: &impl serde::Serialize) -> Self {
        Self::Answer(status, "content-type: application/json", serde_json::to_string(body).unwrap())
    }

    pub(super) fn problem(problem: &Problem) -> Self {
        Self::json(problem.status, problem)
    }

    pub(super) fn events(body: &str) -> Self {
        Self::Answer(200, "content-type: text/event-stream", body.to_owned())
    }

    /// Closes without a word.
    pub(super) fn drop() -> Self {
        Self::Raw(Vec::new())
    }
}

/// A request as received.
#[derive(Clone, Debug)]
pub(super) struct Request {
    /// Method and target: `GET /v1/health`.
    pub(super) line: String,
    /// Headers, names in lower case.
    pub(super) headers: BTreeMap<String, String>,
    /// Body.
    pub(super) body: Vec<u8>,
}

impl Request {
    /// Id of the order in it.
    pub(super) fn order(&self) -> uuid::Uuid {
        serde_json::from_slice::<Order>(&self.body).unwrap().id
    }
}

/// The running server. When the script is over it does what it did last of all: receipts.
pub(super) struct Server {
    pub(super) address: String,
    requests: Arc<Mutex<Vec<Request>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    pub(super) async fn start(script: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        let task = tokio::spawn(async move {
            let mut script = VecDeque::from(script);
            let mut hanging = Vec::new();
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let Some(request) = read(&mut stream).await else { continue };
                let bytes = match script.pop_front().unwrap_or(Reply::Receipt) {
                    Reply::Answer(status, headers, body) => answer(status, headers, &body),
                    Reply::Receipt => {
                        let receipt = Receipt { id: request.order(), events: vec![] };
                        answer(200, "", &serde_json::to_string(&receipt).unwrap())
                    }
                    Reply::Raw(bytes) => bytes,
                    Reply::Hang(bytes) => {
                        seen.lock().unwrap().push(request);
                        stream.write_all(&bytes).await.unwrap();
                        hanging.push(stream);
                        continue;
                    }
                };
                seen.lock().unwrap().push(request);
                let _ = stream.write_all(&bytes).await;
                let _ = stream.shutdown().await;
            }
        });
        Self { address, requests, task }
    }

    pub(super) fn client(&self) -> Client {
        Client::new(&self.address).unwrap()
    }

    pub(super) fn with(&self, options: Options) -> Client {
        Client::with(&self.address, options).unwrap()
    }

    pub(super) fn requests(&self) -> Vec<Request> {
        self.requests.lock().unwrap().clone()
    }
}

fn answer(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let headers = if headers.is_empty() { String::new() } else { format!("{headers}\r\n") };
    let length = body.len();
    format!("HTTP/1.1 {status} X\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}")
        .into()
}

async fn read(stream: &mut TcpStream) -> Option<Request> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).unwrap();
    let mut lines = head.lines();
    let line = lines.next()?.trim_end_matches(" HTTP/1.1").to_owned();
    let headers: BTreeMap<_, _> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let mut body = vec![0; headers.get("content-length").map_or(0, |length| length.parse().unwrap())];
    stream.read_exact(&mut body).await.ok()?;
    Some(Request { line, headers, body })
}

/// An order with the id `n`.
pub(super) fn order(n: u128) -> Order {
    Order {
        id: uuid::Uuid::from_u128(n),
        window: "07".into(),
        fence: Fence(1),
        expect: BTreeMap::new(),
        command: Command::CallNext,
    }
}
