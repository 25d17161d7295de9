//! Something between the tool and the service that tells lies.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A lie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lie {
    /// An order is carried out and answered with a failure.
    Failure,
    /// The second receipt for an order is another.
    OtherReceipt,
    /// One place in the record is given twice.
    SamePlace,
    /// The live stream tells nothing.
    Silence,
    /// A case that was received is not found.
    Lost,
}

impl Lie {
    pub const ALL: [Self; 5] =
        [Self::Failure, Self::OtherReceipt, Self::SamePlace, Self::Silence, Self::Lost];

    /// What the tool must say.
    pub fn found(self) -> &'static str {
        match self {
            Self::Failure => "应答有误",
            Self::OtherReceipt => "两次回执不同",
            Self::SamePlace => "出现两次",
            Self::Silence => "没有在实时通道出现",
            Self::Lost => "与所办的不一致",
        }
    }
}

/// The liar, gone with the test.
pub struct Liar {
    pub base: String,
    _runtime: Runtime,
}

struct Between {
    to: String,
    lie: Lie,
    client: reqwest::Client,
    orders: AtomicUsize,
}

impl Liar {
    /// Stands before a service.
    pub fn before(to: &str, lie: Lie) -> Self {
        let runtime = Runtime::new().unwrap();
        let base = runtime.block_on(async {
            let _ = rustls::crypto::ring::default_provider().install_default();
            let client = reqwest::Client::builder().no_proxy().tls_certs_only([]).build().unwrap();
            let between = Between { to: to.to_owned(), lie, client, orders: AtomicUsize::new(0) };
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let base = format!("http://{}", listener.local_addr().unwrap());
            let app = axum::Router::new().fallback(pass).with_state(Arc::new(between));
            tokio::spawn(async move { axum::serve(listener, app).await });
            base
        });
        Self { base, _runtime: runtime }
    }
}

async fn pass(State(between): State<Arc<Between>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_owned();
    if path == "/v1/live" && between.lie == Lie::Silence {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let url = format!("{}{}", between.to, parts.uri);
    let mut headers = parts.headers;
    headers.remove("host");
    let sent = between.client.request(parts.method, url).headers(headers).body(body).send().await;
    let Ok(answer) = sent else { return StatusCode::BAD_GATEWAY.into_response() };
    let (status, mut headers) = (answer.status(), answer.headers().clone());
    for hop in ["content-length", "transfer-encoding", "connection"] {
        headers.remove(hop);
    }
    if !matches!(path.as_str(), "/v1/commands" | "/v1/cases") || !status.is_success() {
        return (status, headers, Body::from_stream(answer.bytes_stream())).into_response();
    }
    let replayed = headers.contains_key("idempotent-replayed");
    let bytes = answer.bytes().await.unwrap();
    between.told(&path, replayed, serde_json::from_slice(&bytes).unwrap()).map_or_else(
        || StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        |value| (status, headers, value.to_string()).into_response(),
    )
}

impl Between {
    /// The answer as it is passed on; none for a failure.
    fn told(&self, path: &str, replayed: bool, mut answer: Value) -> Option<Value> {
        if path == "/v1/cases" {
            if self.lie == Lie::Lost {
                answer["cases"] = Value::Array(vec![]);
            }
            return Some(answer);
        }
        let order = self.orders.fetch_add(1, Ordering::Relaxed);
        match self.lie {
            Lie::Failure if order == 20 => return None,
            Lie::OtherReceipt if replayed => answer["events"][0]["actor"] = "X".into(),
            Lie::SamePlace if order % 20 == 10 => answer["events"][0]["seq"] = 1_u64.into(),
            _ => {}
        }
        Some(answer)
    }
}
