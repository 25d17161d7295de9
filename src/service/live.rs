//! The live feed: what happens in the hall, as server-sent events, from any point of the record.
//!
//! One task reads what was committed, in order, and tells everybody who listens. A listener first reads the
//! record from where it left off, then follows; one that falls behind reads the record again. So nothing is
//! missed and nothing comes twice, whatever wrote it.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event as Sent, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Deserialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{Notify, broadcast, watch};
use tokio::time::Instant;

use super::answer::{Failure, header};
use super::app::App;
use super::metrics::Listening;
use super::session::{self, Caller};
use super::store::{News, StoreError};
use crate::domain::ids::HallId;
use crate::wire::Recorded;

/// How many events are read at once.
const PAGE: u32 = 500;
/// How far a listener may fall behind before it reads the record again.
const BACKLOG: usize = 1024;
/// How long to wait when the record cannot be read.
const PAUSE: Duration = Duration::from_secs(1);

/// Something listeners are told.
#[derive(Clone, Debug)]
pub enum Signal {
    /// An event was committed.
    Happened(Arc<Line>),
    /// The session with this token hash ended.
    Ended(Arc<str>),
    /// The end of a session may have been missed.
    Doubt,
}

/// A committed event, and its words on the wire.
#[derive(Debug)]
pub struct Line {
    /// In which hall.
    pub hall: HallId,
    /// The event.
    pub recorded: Recorded,
    json: String,
}

impl Line {
    fn new((hall, recorded): (HallId, Recorded)) -> Arc<Self> {
        let json = serde_json::to_string(&recorded).unwrap_or_default();
        Arc::new(Self { hall, recorded, json })
    }
}

/// Who listens.
pub struct Feed {
    committed: Notify,
    signals: broadcast::Sender<Signal>,
}

impl Feed {
    /// A feed nobody listens to.
    pub fn new() -> Self {
        Self { committed: Notify::new(), signals: broadcast::Sender::new(BACKLOG) }
    }

    /// Something was committed.
    pub fn wake(&self) {
        self.committed.notify_one();
    }

    /// Tells everybody.
    pub fn tell(&self, signal: Signal) {
        // Nobody listening is no failure.
        let _ = self.signals.send(signal);
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Signal> {
        self.signals.subscribe()
    }
}

/// Reads what is committed after `last`, in order, and tells everybody, until the service stops.
pub async fn pump(app: Arc<App>, mut last: u64) {
    let mut closing = app.closing.clone();
    loop {
        match app.store.events(None, last, PAGE).await {
            Ok(events) if events.is_empty() => tokio::select! {
                () = app.feed.committed.notified() => {}
                () = closed(&mut closing) => return,
            },
            Ok(events) => {
                for event in events {
                    last = event.1.seq;
                    app.feed.tell(Signal::Happened(Line::new(event)));
                }
                app.metrics.told(last);
            }
            Err(error) => {
                tracing::error!(%error, "live feed");
                tokio::select! {
                    () = tokio::time::sleep(PAUSE) => {}
                    () = closed(&mut closing) => return,
                }
            }
        }
    }
}

/// Hears what other services do on the same record, until this one stops.
pub async fn neighbours(app: Arc<App>) {
    let mut closing = app.closing.clone();
    let tell = |news| match news {
        News::Committed => app.feed.wake(),
        News::Ended(token_hash) => app.feed.tell(Signal::Ended(token_hash.into())),
        News::Deaf => {
            app.feed.wake();
            app.feed.tell(Signal::Doubt);
        }
    };
    tokio::select! {
        () = app.store.hear(&tell) => {}
        () = closed(&mut closing) => {}
    }
}

/// Ready when the service is told to stop.
pub async fn closed(closing: &mut watch::Receiver<bool>) {
    // The sender going away means the same.
    let _ = closing.wait_for(|closing| *closing).await;
}

/// From where to listen.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    after: Option<u64>,
}

/// `GET /v1/live?after=SEQ`: the hall's events after a sequence number; a reconnecting client's `Last-Event-ID`
/// is newer and wins; without either, from now on.
pub async fn listen(
    caller: Caller,
    State(app): State<Arc<App>>,
    Query(from): Query<From>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    // Listen first, read the record second: nothing falls between.
    let signals = app.feed.listen();
    let last = match header(&headers, "last-event-id").and_then(|id| id.parse().ok()).or(from.after) {
        Some(after) => after,
        None => app.store.last_seq().await?,
    };
    let left = caller.expires.duration_since(app.clock.now());
    let until = Instant::now() + Duration::try_from(left).unwrap_or_default();
    let closing = app.closing.clone();
    let counted = app.metrics.listener();
    let listener = Listener {
        _counted: counted,
        app,
        caller,
        signals,
        closing,
        until,
        last,
        behind: true,
        ready: VecDeque::new(),
    };
    let lines = stream::unfold(listener, |mut listener| async {
        let line = listener.next().await?;
        let sent = Sent::default().id(line.recorded.seq.to_string()).data(&line.json);
        Some((Ok::<_, Infallible>(sent), listener))
    });
    Ok(Sse::new(lines).keep_alive(KeepAlive::default()).into_response())
}

struct Listener {
    _counted: Listening,
    app: Arc<App>,
    caller: Caller,
    signals: broadcast::Receiver<Signal>,
    closing: watch::Receiver<bool>,
    until: Instant,
    last: u64,
    behind: bool,
    ready: VecDeque<Arc<Line>>,
}

impl Listener {
    /// The next event of the hall; none when the session or the service ends, or the record cannot be read: the
    /// client comes back with the last number it saw.
    async fn next(&mut self) -> Option<Arc<Line>> {
        loop {
            if let Some(line) = self.ready.pop_front() {
                self.last = line.recorded.seq;
                return Some(line);
            }
            if self.behind {
                self.catch_up().await.ok()?;
                continue;
            }
            let signal = tokio::select! {
                signal = self.signals.recv() => signal,
                () = tokio::time::sleep_until(self.until) => return None,
                () = closed(&mut self.closing) => return None,
            };
            match signal {
                Ok(Signal::Happened(line)) if self.is_new(&line) => self.ready.push_back(line),
                Ok(Signal::Ended(token)) if *token == *self.caller.token_hash => return None,
                Ok(Signal::Happened(_) | Signal::Ended(_)) => {}
                // The end of the session may have been among what was missed.
                Ok(Signal::Doubt) | Err(RecvError::Lagged(_)) => {
                    session::caller(&self.app, &self.caller.token_hash).await.ok()?;
                    self.behind = true;
                }
                Err(RecvError::Closed) => return None,
            }
        }
    }

    fn is_new(&self, line: &Line) -> bool {
        line.hall == self.caller.hall && line.recorded.seq > self.last
    }

    async fn catch_up(&mut self) -> Result<(), StoreError> {
        let events = self.app.store.events(Some(&self.caller.hall), self.last, PAGE).await?;
        self.behind = u32::try_from(events.len()).is_ok_and(|read| read == PAGE);
        self.ready.extend(events.into_iter().map(Line::new));
        Ok(())
    }
}
