//! Drafts: what the holder of a post has typed and not yet sent (DESIGN 7). They change nothing of the record, so they
//! do not go through the door of orders.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use super::answer::{Failure, Sent};
use super::app::{App, day};
use super::lease;
use super::session::Caller;
use super::store::Want;
use crate::domain::ids::WindowId;
use crate::wire::PutDraft;

/// The largest draft, in bytes: a form with every field full is far smaller.
const LARGEST: usize = 64 * 1024;

/// `PUT /v1/windows/{window}/draft`: only the holder under the present fence; the newest wins.
pub async fn put(
    caller: Caller,
    State(app): State<Arc<App>>,
    Path(window): Path<WindowId>,
    Sent(sent): Sent<PutDraft>,
) -> Result<Response, Failure> {
    let hall = app.hall(&caller.hall)?;
    let size = serde_json::to_vec(&sent.draft).map_err(|_| Failure::internal())?.len();
    let anothers = sent.of.as_ref().is_some_and(|of| of != &caller.officer.id);
    if size > LARGEST || (anothers && sent.draft.is_some()) {
        return Err(Failure::of_status(StatusCode::BAD_REQUEST));
    }
    let mut unit = app.store.begin().await?;
    let now = app.clock.now();
    let state = unit.load(&caller.hall, day(now), &[Want::Post(window.clone())]).await?;
    lease::held(hall, &state.post(&window), &caller.officer.id, sent.fence)?;
    let of = sent.of.as_ref().unwrap_or(&caller.officer.id);
    unit.put_draft(&caller.hall, &window, of, sent.draft.as_ref().map(|typed| (typed, now))).await?;
    unit.commit().await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
