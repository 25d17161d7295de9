//! Heartbeats: the desk of a window's holder is alive (DESIGN 4.6).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;

use super::answer::{Failure, Sent, ok};
use super::app::{App, day};
use super::door::{self, Actor};
use super::race::{Stopped, settled};
use super::reference::HallBook;
use super::session::Caller;
use super::store::Want;
use crate::domain::command::{Command, Order};
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
    ok(&settled(|| extend(&app, &caller, &window, &lease)).await?)
}

async fn extend(app: &App, caller: &Caller, window: &WindowId, lease: &Lease) -> Result<LeaseState, Stopped> {
    let hall = app.hall(&caller.hall)?;
    let mut unit = app.store.begin().await?;
    let now = app.clock.now();
    let state = unit.load(&caller.hall, day(now), &[Want::Post(window.clone())]).await?;
    let post = state.post(window);
    held(hall, &post, &caller.officer.id, lease.fence)?;
    let until = app.lease_until(now);
    unit.put_lease(&caller.hall, window, Some(until)).await?;
    unit.commit().await?;
    if post.silent_since.is_some() {
        heard(app, caller, post).await?;
    }
    Ok(LeaseState { until, now })
}

/// After a silence the record says that somebody is there again.
async fn heard(app: &App, caller: &Caller, post: Post) -> Result<(), Failure> {
    let order = Order {
        id: uuid::Uuid::now_v7(),
        window: post.window,
        fence: post.fence,
        expect: std::collections::BTreeMap::new(),
        command: Command::NoteHeard,
    };
    let actor = Actor { hall: caller.hall.clone(), officer: caller.officer.id.clone() };
    match door::carry_out(app, &actor, &order).await {
        // A refusal by a rule: somebody else has noted it, or taken over, in between.
        Ok(_) => Ok(()),
        Err(failure) if failure.0.status < 500 => Ok(()),
        Err(failure) => Err(failure),
    }
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
