//! The public board (公示大屏): who is called where, for everybody in the hall and without a login (S036, S046, S048).
//!
//! One task ([`keeper`]) keeps a [`picture`] of each hall and writes the board when it has changed, once for all who
//! listen. A listener is given the newest board there is, so that a slow one costs nothing. Nothing is asked of the
//! store for anybody.

mod keeper;
mod picture;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::sse::{Event as Sent, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Deserialize;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::answer::{Failure, header, ok};
use super::app::App;
use super::live::closed;
use super::reference::Book;
use crate::domain::ids::HallId;
use crate::wire::Board;
pub use keeper::Keeper;

/// How many may listen at once to the boards of all halls. The route is open to everybody, and each listener holds a
/// connection: more are told to come back.
const MOST: usize = 200;
/// After how many seconds one too many may come back.
const LATER: HeaderValue = HeaderValue::from_static("30");

/// A board as it was last written; none while the record cannot be read, because an old board must not look new.
type Posted = Option<Arc<Page>>;

/// A board, and its words on the wire.
#[derive(Debug)]
struct Page {
    board: Board,
    json: String,
}

/// The boards of all halls, and the places before them.
pub struct Boards {
    posted: BTreeMap<HallId, watch::Sender<Posted>>,
    places: Arc<Semaphore>,
}

impl Boards {
    /// Boards with nothing on them.
    pub fn new(book: &Book) -> Self {
        let posted = book.halls().map(|hall| (hall.rules.hall.id.clone(), watch::Sender::new(None)));
        Self { posted: posted.collect(), places: Arc::new(Semaphore::new(MOST)) }
    }

    fn post(&self, hall: &HallId, page: Posted) {
        if let Some(posted) = self.posted.get(hall) {
            posted.send_replace(page);
        }
    }

    fn posted(&self, hall: &HallId) -> Option<Arc<Page>> {
        self.posted.get(hall)?.borrow().clone()
    }
}

/// Of which hall.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    hall: Option<HallId>,
}

impl Asked {
    /// The hall asked for; the only one where none is named.
    fn hall(self, app: &App) -> Result<HallId, Failure> {
        let mut halls = app.book.halls().map(|hall| &hall.rules.hall.id);
        match (self.hall, halls.next(), halls.next()) {
            (Some(id), ..) => app.hall(&id).map(|hall| hall.rules.hall.id.clone()),
            (None, Some(only), None) => Ok(only.clone()),
            (None, ..) => {
                let known: Vec<&str> = app.book.halls().map(|hall| hall.rules.hall.id.as_str()).collect();
                let title = format!("本服务有多个大厅，请指明是哪一个：{}", known.join("、"));
                Err(Failure::new(StatusCode::BAD_REQUEST, "hall_needed", title))
            }
        }
    }
}

/// `GET /v1/board?hall=`: the board as it is now.
pub async fn board(State(app): State<Arc<App>>, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let hall = asked.hall(&app)?;
    let page = app.boards.posted(&hall).ok_or_else(unread)?;
    ok(&Board { now: app.clock.now(), ..page.board.clone() }).map(public)
}

/// `GET /v1/board/live?hall=`: the whole board as it is, then whenever it has changed; the id is its sequence number.
/// Who names the board on the screen by `Last-Event-ID` is sent the next one.
pub async fn listen(
    State(app): State<Arc<App>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let hall = asked.hall(&app)?;
    let Ok(place) = app.boards.places.clone().try_acquire_owned() else { return Ok(full()) };
    let posted = app.boards.posted.get(&hall).ok_or_else(unread)?.subscribe();
    if posted.borrow().is_none() {
        return Err(unread());
    }
    // Another number, also a higher one, is not this board: the record may have been put back from a backup.
    let known = header(&headers, "last-event-id").and_then(|id| id.parse().ok());
    let closing = app.closing.clone();
    let listener = Listener { _place: place, app, posted, closing, known, fresh: true };
    let pages = stream::unfold(listener, |mut listener| async {
        let sent = listener.next().await?;
        Some((Ok::<_, Infallible>(sent), listener))
    });
    Ok(public(Sse::new(pages).keep_alive(KeepAlive::default()).into_response()))
}

/// Anybody's screen may show it, also a page that comes from elsewhere; nobody keeps it.
fn public(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn unread() -> Failure {
    let title = "服务暂时读不到排队情况，大屏稍后自动恢复；请以窗口现场叫号为准";
    Failure::new(StatusCode::SERVICE_UNAVAILABLE, "store_unavailable", title)
}

fn full() -> Response {
    let title = format!("大屏的连接已满（最多{MOST}个），请关闭不用的大屏，稍后自动重连");
    let mut response = Failure::new(StatusCode::SERVICE_UNAVAILABLE, "board_full", title).into_response();
    response.headers_mut().insert(RETRY_AFTER, LATER);
    response
}

struct Listener {
    _place: OwnedSemaphorePermit,
    app: Arc<App>,
    posted: watch::Receiver<Posted>,
    closing: watch::Receiver<bool>,
    /// The board on the screen.
    known: Option<u64>,
    /// Whether nothing was waited for yet: what is there may have been written long ago, and its clock stands.
    fresh: bool,
}

impl Listener {
    /// The next board; none when the service ends or the record cannot be read: the screen then knows that it is old.
    async fn next(&mut self) -> Option<Sent> {
        loop {
            let page = self.posted.borrow_and_update().clone()?;
            let fresh = std::mem::take(&mut self.fresh);
            if self.known != Some(page.board.seq) {
                self.known = Some(page.board.seq);
                let sent = Sent::default().id(page.board.seq.to_string());
                if fresh {
                    let now = self.app.clock.now();
                    return sent.json_data(Board { now, ..page.board.clone() }).ok();
                }
                return Some(sent.data(&page.json));
            }
            tokio::select! {
                changed = self.posted.changed() => changed.ok()?,
                () = closed(&mut self.closing) => return None,
            }
        }
    }
}
