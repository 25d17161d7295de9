//! The live stream: server-sent events from a sequence number, taken up again after every break.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use eventsource_stream::{Event, EventStreamError, Eventsource as _};
use futures_util::stream::{self, Stream, StreamExt as _};
use reqwest::{RequestBuilder, Response};

use super::{Client, ClientError, Pace};
use crate::wire::Recorded;

/// What comes out of the live stream.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Live {
    /// Connected; everything after the last event follows.
    Connected,
    /// Something happened. Each event comes once, in order.
    Happened(Box<Recorded>),
    /// The connection is lost; it is tried again unless the stream ends here.
    Lost(ClientError),
}

pub(super) type Events = Pin<Box<dyn Stream<Item = Result<Event, ClientError>> + Send>>;

struct Following {
    client: Client,
    pace: Pace,
    last: u64,
    attempt: u32,
    events: Option<Events>,
    ended: bool,
    ready: VecDeque<Live>,
}

impl Client {
    /// Events after `seq`, for ever. A break is reported and mended; the stream ends only where the service has
    /// answered for good: the session is over or the sequence number is refused.
    pub fn live(&self, seq: u64, pace: Pace) -> impl Stream<Item = Live> + Send + use<> {
        let following = Following {
            client: self.clone(),
            pace,
            last: seq,
            attempt: 0,
            events: None,
            ended: false,
            ready: VecDeque::new(),
        };
        stream::unfold(following, |mut following| async move {
            let live = following.next().await?;
            Some((live, following))
        })
    }

    async fn follow(&self, seq: u64) -> Result<Events, ClientError> {
        let last = seq.to_string();
        let request = self.question("live", "after", &last).header("last-event-id", last);
        self.stream(request).await
    }

    /// Asks for a stream of events.
    pub(super) async fn stream(&self, request: RequestBuilder) -> Result<Events, ClientError> {
        let request = request.header("accept", "text/event-stream");
        let response = match tokio::time::timeout(self.options.request, self.answer(request)).await {
            Ok(answer) => answer?,
            Err(_) => return Err(ClientError::TimedOut),
        };
        let kind = response.headers().get("content-type").and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("text/event-stream")) {
            return Err(self.not_yichuang("不是实时通道"));
        }
        Ok(self.events(response))
    }

    /// The events of one connection. An event that never ends is cut off, and so is a byte order mark, over
    /// which eventsource-stream 0.2 stumbles.
    fn events(&self, response: Response) -> Events {
        let limit = self.options.body;
        let pending = Arc::new(AtomicUsize::new(0));
        let (counted, client, other) = (Arc::clone(&pending), self.clone(), self.clone());
        let mut first = true;
        let bytes = response.bytes_stream().map(move |part| {
            let part = part.map_err(|error| ClientError::of(error, client.server()))?;
            if std::mem::take(&mut first) && part.first() == Some(&0xef) {
                return Err(client.not_yichuang("不是实时通道"));
            }
            if counted.fetch_add(part.len(), Ordering::Relaxed).saturating_add(part.len()) > limit {
                return Err(ClientError::TooLarge { limit });
            }
            Ok(part)
        });
        Box::pin(bytes.eventsource().map(move |event| {
            pending.store(0, Ordering::Relaxed);
            event.map_err(|error| match error {
                EventStreamError::Transport(error) => error,
                EventStreamError::Utf8(_) | EventStreamError::Parser(_) => other.not_yichuang("不是实时通道"),
            })
        }))
    }
}

impl Following {
    async fn next(&mut self) -> Option<Live> {
        loop {
            if let Some(live) = self.ready.pop_front() {
                return Some(live);
            }
            if self.ended {
                return None;
            }
            let heard = match &mut self.events {
                Some(events) => match events.next().await {
                    Some(Ok(event)) => self.take(&event),
                    Some(Err(error)) => Err(error),
                    None => Err(ClientError::Broken { detail: "the stream ended".to_owned() }),
                },
                None => self.connect().await,
            };
            if let Err(error) = heard {
                self.events = None;
                self.ended = error.is_final();
                self.ready.push_back(Live::Lost(error));
            }
        }
    }

    async fn connect(&mut self) -> Result<(), ClientError> {
        if self.attempt > 0 {
            tokio::time::sleep(self.pace.after(self.attempt)).await;
        }
        self.attempt = self.attempt.saturating_add(1);
        self.events = Some(self.client.follow(self.last).await?);
        self.ready.push_back(Live::Connected);
        Ok(())
    }

    fn take(&mut self, event: &Event) -> Result<(), ClientError> {
        // Names other than these are for later versions.
        if !matches!(event.event.as_str(), "message" | "event" | "recorded") {
            return Ok(());
        }
        let recorded: Recorded =
            serde_json::from_str(&event.data).map_err(|_| self.client.not_yichuang("别的版本的事件"))?;
        if recorded.seq > self.last {
            // This is progress: the next break is mended at once.
            self.attempt = 0;
            self.last = recorded.seq;
            self.ready.push_back(Live::Happened(Box::new(recorded)));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
