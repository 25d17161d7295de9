//! The public board as a screen in the hall follows it: no session, the whole board whenever it has changed.

use std::collections::VecDeque;

use eventsource_stream::Event;
use futures_util::stream::{self, Stream, StreamExt as _};

use super::live::Events;
use super::{Client, ClientError, Pace};
use crate::domain::ids::HallId;
use crate::wire::Board;

/// What comes out of the live board.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BoardNews {
    /// Connected; the board follows where it is not the one last seen.
    Connected,
    /// The board has changed.
    Changed(Box<Board>),
    /// The connection is lost; it is tried again unless the stream ends here.
    Lost(ClientError),
}

struct Following {
    client: Client,
    hall: Option<HallId>,
    pace: Pace,
    /// The board last seen.
    seen: Option<u64>,
    attempt: u32,
    events: Option<Events>,
    ended: bool,
    ready: VecDeque<BoardNews>,
}

impl Client {
    /// The board of a hall as it is now; of the only hall without a name.
    ///
    /// # Errors
    /// As for every call.
    pub async fn board(&self, hall: Option<&HallId>) -> Result<Board, ClientError> {
        self.call(self.questions(&["board"], &[("hall", hall.map(HallId::as_str))])).await
    }

    /// The board of a hall, for ever. A break is reported and mended; the stream ends only where the service has
    /// answered for good: there is no such hall.
    pub fn board_live(
        &self,
        hall: Option<HallId>,
        pace: Pace,
    ) -> impl Stream<Item = BoardNews> + Send + use<> {
        let following = Following {
            client: self.clone(),
            hall,
            pace,
            seen: None,
            attempt: 0,
            events: None,
            ended: false,
            ready: VecDeque::new(),
        };
        stream::unfold(following, |mut following| async move {
            let news = following.next().await?;
            Some((news, following))
        })
    }
}

impl Following {
    async fn next(&mut self) -> Option<BoardNews> {
        loop {
            if let Some(news) = self.ready.pop_front() {
                return Some(news);
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
                self.ready.push_back(BoardNews::Lost(error));
            }
        }
    }

    async fn connect(&mut self) -> Result<(), ClientError> {
        if self.attempt > 0 {
            tokio::time::sleep(self.pace.after(self.attempt)).await;
        }
        self.attempt = self.attempt.saturating_add(1);
        let given = [("hall", self.hall.as_ref().map(HallId::as_str))];
        let mut request = self.client.questions(&["board", "live"], &given);
        if let Some(seen) = self.seen {
            request = request.header("last-event-id", seen);
        }
        self.events = Some(self.client.stream(request).await?);
        self.ready.push_back(BoardNews::Connected);
        Ok(())
    }

    fn take(&mut self, event: &Event) -> Result<(), ClientError> {
        // Names other than this are for later versions.
        if event.event != "message" {
            return Ok(());
        }
        let board: Board =
            serde_json::from_str(&event.data).map_err(|_| self.client.not_yichuang("别的版本的大屏"))?;
        // This is progress: the next break is mended at once.
        self.attempt = 0;
        self.seen = Some(board.seq);
        self.ready.push_back(BoardNews::Changed(Box::new(board)));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::testing::{AT_ONCE, Reply, Server};
    use crate::wire::Problem;

    fn board(seq: u64) -> String {
        format!(
            "id: {seq}\ndata: {{\"hall\":\"qinghe\",\"name\":\"青河县政务服务中心\",\
             \"now\":\"2026-11-20T01:30:00Z\",\"seq\":{seq},\"demonstration\":false,\"windows\":[],\
             \"waiting\":[],\"calls\":[]}}\n\n"
        )
    }

    #[tokio::test]
    async fn the_board_is_followed_over_breaks_and_the_last_one_seen_is_named() {
        let server = Server::start(vec![
            Reply::events(&format!(": alive\n\nevent: later\ndata: x\n\n{}{}", board(5), board(9))),
            Reply::drop(),
            Reply::problem(&Problem::new(503, "board_full", "大屏的连接已满")),
            Reply::events(&board(3)),
            Reply::events("data: {}\n\n"),
            Reply::problem(&Problem::new(404, "not_found", "没有大厅x")),
        ])
        .await;
        let mut text = String::new();
        let mut news = Box::pin(server.client().board_live(Some("x y".into()), AT_ONCE));
        while let Some(next) = news.next().await {
            match next {
                BoardNews::Connected => text.push('c'),
                BoardNews::Changed(board) => text.push_str(&board.seq.to_string()),
                BoardNews::Lost(ClientError::NotYichuang { .. }) => text.push('?'),
                BoardNews::Lost(ClientError::Refused(_)) => text.push('!'),
                BoardNews::Lost(_) => text.push('l'),
            }
        }
        // A lower number is taken too: the record was put back from a backup.
        assert_eq!(text, "c59lllc3lc?!");
        let requests = server.requests();
        assert!(requests.iter().all(|request| request.line == "GET /v1/board/live?hall=x+y"));
        let seen = |at: usize| requests[at].headers.get("last-event-id").map(String::as_str);
        assert_eq!([seen(0), seen(1), seen(3), seen(4)], [None, Some("9"), Some("9"), Some("3")]);
        assert!(!requests[0].headers.contains_key("authorization"), "a board has no session");
    }
}
