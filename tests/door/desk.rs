//! An officer at a desk, as HTTP.

use std::time::Duration;

use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;
use yichuang::wire::{DeskSnapshot, Problem, Receipt, Session};

use crate::hall::{Served, password};

/// A client that asks nobody's proxy.
pub fn client() -> Client {
    // The second call finds it installed.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().no_proxy().build().unwrap()
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub media: String,
    pub replayed: bool,
    pub etag: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub async fn of(response: Response) -> Self {
        let header = |name: &str| {
            let value = response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
            value.unwrap_or_default()
        };
        let (media, etag) = (header("content-type"), header("etag"));
        let replayed = header("idempotent-replayed") == "true";
        let status = response.status();
        Self { status, media, replayed, etag, body: response.bytes().await.unwrap().to_vec() }
    }

    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn receipt(&self) -> Receipt {
        assert_eq!(self.status, StatusCode::OK, "{}", String::from_utf8_lossy(&self.body));
        self.json()
    }

    /// The status and code of a refusal, which must be a problem document with a Chinese sentence.
    pub fn problem(&self) -> (u16, String) {
        assert_eq!(self.media, "application/problem+json", "{self:?}");
        let problem: Problem = self.json();
        assert_eq!(problem.status, self.status.as_u16());
        assert!(!problem.title.is_ascii(), "{}", problem.title);
        (problem.status, problem.code)
    }
}

/// A logged-in officer.
#[derive(Clone)]
pub struct Desk {
    pub client: Client,
    pub base: String,
    pub token: String,
    pub window: String,
}

pub async fn try_login(served: &Served, officer: &str, password: &str, window: &str) -> Answer {
    let login = json!({ "hall": "qinghe", "officer": officer, "password": password, "window": window });
    let sent = client().post(format!("{}/v1/sessions", served.base)).json(&login).send();
    Answer::of(sent.await.unwrap()).await
}

impl Desk {
    pub async fn login(served: &Served, officer: &str, window: &str) -> Self {
        let answer = try_login(served, officer, &password(officer), window).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", String::from_utf8_lossy(&answer.body));
        let session: Session = answer.json();
        Self { client: client(), base: served.base.clone(), token: session.token, window: window.to_owned() }
    }

    /// Logged in, and holder of the post under fence 1.
    pub async fn on_post(served: &Served, officer: &str, window: &str) -> Self {
        let desk = Self::login(served, officer, window).await;
        desk.order(0, json!({ "do": "take_post" })).await.receipt();
        desk
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base)).bearer_auth(&self.token)
    }

    pub async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path).send().await.unwrap()).await
    }

    pub fn envelope(&self, fence: u64, command: Value) -> Value {
        json!({ "id": Uuid::now_v7(), "window": self.window, "fence": fence, "command": command })
    }

    pub async fn send(&self, order: &Value) -> Answer {
        Answer::of(self.request(Method::POST, "/v1/commands").json(order).send().await.unwrap()).await
    }

    pub async fn order(&self, fence: u64, command: Value) -> Answer {
        self.send(&self.envelope(fence, command)).await
    }

    pub async fn snapshot(&self) -> DeskSnapshot {
        self.get(&format!("/v1/windows/{}/desk", self.window)).await.json()
    }

    /// Calls the next ticket; its number.
    pub async fn call_next(&self) -> String {
        let receipt = self.order(1, json!({ "do": "call_next" })).await.receipt();
        receipt.events[0].event.stream().to_string()
    }

    /// Opens a case without a ticket and examines it, ready to be accepted.
    pub async fn open_case(&self, case: &str) {
        let applicant = json!({ "type": "natural", "name": "张三", "id_number": "11010519491231002X",
                                "phone": "13800138000" });
        let open = json!({ "do": "open_case", "case": case, "ticket": null, "item": "food",
                           "applicant": applicant, "agent": null });
        self.order(1, open).await.receipt();
        let examine = json!({ "do": "examine", "case": case, "material": "form",
                              "verdict": { "is": "conforming" }, "reason": null });
        self.order(1, examine).await.receipt();
    }
}

/// A live stream being read.
pub struct Live {
    response: Response,
    /// What has come and is not told yet; a chunk may end within a character.
    bytes: Vec<u8>,
}

impl Live {
    pub async fn open(desk: &Desk, query: &str, last_event_id: Option<u64>) -> Self {
        let mut request = desk.request(Method::GET, &format!("/v1/live{query}"));
        if let Some(id) = last_event_id {
            request = request.header("Last-Event-ID", id);
        }
        Self::of(request).await
    }

    /// Any stream of events.
    pub async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.unwrap();
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { response, bytes: Vec::new() }
    }

    /// The next event as (id, data); none when the stream ends.
    pub async fn next(&mut self) -> Option<(u64, Value)> {
        tokio::time::timeout(Duration::from_secs(20), self.read()).await.expect("an event or the end in time")
    }

    async fn read(&mut self) -> Option<(u64, Value)> {
        loop {
            while let Some(end) = self.bytes.windows(2).position(|two| two == b"\n\n") {
                let block: Vec<u8> = self.bytes.drain(..end + 2).collect();
                let block = std::str::from_utf8(&block).unwrap();
                let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name));
                let found = field("id: ").zip(field("data: "));
                let event =
                    found.map(|(id, data)| (id.parse().unwrap(), serde_json::from_str(data).unwrap()));
                if event.is_some() {
                    return event;
                }
            }
            let chunk = self.response.chunk().await.ok()??;
            self.bytes.extend_from_slice(&chunk);
        }
    }
}
