//! What the service counts about itself, for Prometheus. Nothing in it is about anybody: no names, no numbers of
//! people, windows or cases; the only words are names of commands and of refusals.
//!
//! It is read at an address of its own (`--metrics`), never at the one the desks use: behind a TLS proxy every
//! request comes from loopback, so that the address of the peer would tell nothing, and a public path that only a
//! token guards would be one more secret to keep.

use std::sync::atomic::{AtomicI64, AtomicU64};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::get;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};
use tokio::net::TcpListener;

use super::answer::{Failure, raw};
use super::app::{App, day};
use super::live::closed;
use super::store::{StoreError, Want};
use crate::domain::command::Command;

/// Media type of the text format.
const TEXT: HeaderValue =
    HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");
/// Upper ends of the classes of latency, in seconds.
const CLASSES: [f64; 13] = [0.0005, 0.001, 0.002, 0.004, 0.008, 0.015, 0.03, 0.06, 0.12, 0.25, 0.5, 1.0, 5.0];

#[derive(Clone, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
struct OrderLabels {
    command: String,
    outcome: String,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
struct StatusLabels {
    status: u16,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
struct LoginLabels {
    outcome: Login,
}

/// What became of an attempt to log in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, EncodeLabelValue)]
pub enum Login {
    /// Let in.
    Ok,
    /// Name or password wrong.
    Wrong,
    /// Too many attempts.
    Locked,
    /// Not at this window, or anything else.
    Refused,
}

/// The counters.
pub struct Metrics {
    registry: Mutex<Registry>,
    began: Instant,
    orders: Family<OrderLabels, Counter>,
    door: Histogram,
    commit: Histogram,
    requests: Family<StatusLabels, Counter>,
    logins: Family<LoginLabels, Counter>,
    listeners: Gauge,
    told: Gauge<u64, AtomicU64>,
    lag: Gauge<u64, AtomicU64>,
    held: Gauge,
    lapsed: Gauge,
    uptime: Gauge<f64, AtomicU64>,
}

impl Metrics {
    /// Counters that stand at nothing.
    pub fn new() -> Self {
        let histogram = || Histogram::new(CLASSES);
        let metrics = Self {
            registry: Mutex::default(),
            began: Instant::now(),
            orders: Family::default(),
            door: histogram(),
            commit: histogram(),
            requests: Family::default(),
            logins: Family::default(),
            listeners: Gauge::<i64, AtomicI64>::default(),
            told: Gauge::default(),
            lag: Gauge::default(),
            held: Gauge::<i64, AtomicI64>::default(),
            lapsed: Gauge::<i64, AtomicI64>::default(),
            uptime: Gauge::default(),
        };
        metrics.register();
        metrics
    }

    fn register(&self) {
        let mut registry = self.registry.lock().unwrap_or_else(PoisonError::into_inner);
        let all = registry.sub_registry_with_prefix("yichuang");
        let build = Info::new(vec![("version", env!("CARGO_PKG_VERSION"))]);
        all.register("build", "The program", build);
        all.register("orders", "Orders at the door, by command and what became of them", self.orders.clone());
        let help = "From an order's arrival at the door to its answer";
        all.register_with_unit("door", help, Unit::Seconds, self.door.clone());
        all.register_with_unit("commit", "Commits of the store", Unit::Seconds, self.commit.clone());
        all.register("requests", "Requests answered, by HTTP status", self.requests.clone());
        all.register("logins", "Attempts to log in", self.logins.clone());
        all.register("live_listeners", "Desks that follow the live stream", self.listeners.clone());
        all.register("last_told", "Last place in the record told to listeners", self.told.clone());
        all.register("feed_lag", "Events committed and not yet told", self.lag.clone());
        all.register("posts_held", "Windows somebody holds", self.held.clone());
        all.register("leases_lapsed", "Windows held by a desk that has fallen silent", self.lapsed.clone());
        all.register_with_unit("uptime", "Since the process began", Unit::Seconds, self.uptime.clone());
    }

    /// An order was answered: `outcome` is `done`, `replayed`, or the code of what stood against it.
    pub fn order(&self, command: &Command, outcome: &str, took: Duration) {
        let labels = OrderLabels { command: name(command), outcome: outcome.to_owned() };
        self.orders.get_or_create(&labels).inc();
        self.door.observe(took.as_secs_f64());
    }

    /// The store committed.
    pub fn commit(&self, took: Duration) {
        self.commit.observe(took.as_secs_f64());
    }

    /// Somebody tried to log in.
    pub fn login(&self, outcome: Login) {
        self.logins.get_or_create(&LoginLabels { outcome }).inc();
    }

    /// Listeners were told everything up to this place.
    pub fn told(&self, seq: u64) {
        self.told.set(seq);
    }

    /// A listener, counted as long as the answer lives.
    pub fn listener(self: &Arc<Self>) -> Listening {
        self.listeners.inc();
        Listening(self.clone())
    }

    fn text(&self) -> Result<String, std::fmt::Error> {
        self.uptime.set(self.began.elapsed().as_secs_f64());
        let mut text = String::new();
        encode(&mut text, &self.registry.lock().unwrap_or_else(PoisonError::into_inner))?;
        Ok(text)
    }
}

/// A desk that listens; it stops being counted when it goes.
pub struct Listening(Arc<Metrics>);

impl Drop for Listening {
    fn drop(&mut self) {
        self.0.listeners.dec();
    }
}

/// The name of a command on the wire.
fn name(command: &Command) -> String {
    let value = serde_json::to_value(command).unwrap_or_default();
    value.get("do").and_then(|name| name.as_str()).unwrap_or("unknown").to_owned()
}

/// Counts every answer of the service by its status.
pub async fn count(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let labels = StatusLabels { status: response.status().as_u16() };
    app.metrics.requests.get_or_create(&labels).inc();
    response
}

/// Serves the figures at an address of their own until the service stops.
pub async fn serve(listener: TcpListener, app: Arc<App>) {
    let mut closing = app.closing.clone();
    let routes =
        Router::new().route("/v1/metrics", get(figures)).route("/metrics", get(figures)).with_state(app);
    let until = async move { closed(&mut closing).await };
    if let Err(error) = axum::serve(listener, routes).with_graceful_shutdown(until).await {
        tracing::error!(%error, "metrics");
    }
}

async fn figures(State(app): State<Arc<App>>) -> Result<Response, Failure> {
    looked_up(&app).await?;
    let text = app.metrics.text().map_err(|_| Failure::internal())?;
    Ok(raw(StatusCode::OK, TEXT, text))
}

/// What stands in the record and is not counted on the way.
async fn looked_up(app: &App) -> Result<(), StoreError> {
    let metrics = &app.metrics;
    let last = app.store.last_seq().await?;
    metrics.lag.set(last.saturating_sub(metrics.told.get()));
    let now = app.clock.now();
    let (mut held, mut lapsed) = (0, 0);
    for hall in app.book.halls() {
        let id = &hall.rules.hall.id;
        let view = app.store.view(id, day(now), &[Want::Posts]).await?;
        for post in view.state.posts.values().filter(|post| post.value.holder.is_some()) {
            held += 1;
            let lease = app.store.lease(id, &post.value.window).await?;
            lapsed += i64::from(lease.is_none_or(|until| until <= now));
        }
    }
    metrics.held.set(held);
    metrics.lapsed.set(lapsed);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: a name that promtool would not take, a listener counted for ever.
    #[test]
    fn the_text_says_what_was_counted() {
        let metrics = Arc::new(Metrics::new());
        metrics.order(&Command::TakePost, "done", Duration::from_millis(3));
        metrics.order(&Command::TakePost, "stale_fence", Duration::from_millis(1));
        metrics.commit(Duration::from_millis(2));
        metrics.login(Login::Wrong);
        let listening = metrics.listener();
        metrics.told(7);
        let text = metrics.text().unwrap();
        for line in [
            "yichuang_orders_total{command=\"take_post\",outcome=\"done\"} 1",
            "yichuang_orders_total{command=\"take_post\",outcome=\"stale_fence\"} 1",
            "yichuang_door_seconds_bucket{le=\"0.004\"} 2",
            "yichuang_commit_seconds_count 1",
            "yichuang_logins_total{outcome=\"Wrong\"} 1",
            "yichuang_live_listeners 1",
            "yichuang_last_told 7",
        ] {
            assert!(text.lines().any(|one| one == line), "{line} is missing:\n{text}");
        }
        assert!(text.ends_with("# EOF\n"), "{text}");
        drop(listening);
        assert!(metrics.text().unwrap().contains("yichuang_live_listeners 0"));
    }
}
