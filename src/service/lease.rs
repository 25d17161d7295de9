//! Heartbeats: the desk of a window's holder is alive (DESIGN 4.6).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;

use super::answer::{Failure, Sent, ok};
use super::app::{App, day};
use super::reference::HallBook;
use super::session::Caller;
use super::store::Want;
use crate::domain::ids::{Fence, OfficerId, WindowId};
use crate::domain::post::Post;
use crate::domain::refusal::Refusal;
use crate::wire::{Lease, LeaseState};

/// `PUT /v1/windows/{window}/lease`: only the holder under the present fence renews it.
pub async fn renew(
    caller: Caller,
    State(app): State<Arc<App>>,
    Path(window): Path<WindowId>,
    Sent(lease): Sent<Lease>,
) -> Result<Response, Failure> {
    let hall = app.hall(&caller.hall)?;
    let mut unit = app.store.begin().await?;
    let now = app.clock.now();
    let state = unit.load(&caller.hall, day(now), &[Want::Post(window.clone())]).await?;
    held(hall, &state.post(&window), &caller.officer.id, lease.fence)?;
    let until = app.lease_until(now);
    unit.put_lease(&caller.hall, &window, Some(until)).await?;
    unit.commit().await?;
    ok(&LeaseState { until, now })
}

/// Whether an officer holds a post under this fence.
pub(super) fn held(hall: &HallBook, post: &Post, officer: &OfficerId, fence: Fence) -> Result<(), Failure> {
    if post.holder.as_ref() == Some(officer) && post.fence == fence {
        return Ok(());
    }
    let refusal = post.holder.as_ref().map_or(Refusal::NotHolder, |holder| {
        let name = hall.rules.hall.officer(holder).map(|officer| officer.name.clone());
        Refusal::StaleFence { holder: name.unwrap_or_default() }
    });
    Err(refusal.into())
}
