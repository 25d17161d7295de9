//! Whether somebody is at each window (S184): a silence and an overdue absence become events, through the one door,
//! within seconds of the moment they begin.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use super::app::{App, day};
use super::door::{self, Actor};
use super::live::closed;
use super::reference::HallBook;
use super::store::{StoreError, Want};
use crate::domain::command::{Command, Order};
use crate::domain::ids::{HallId, OfficerId};
use crate::domain::post::Post;

/// How often the leases are looked at; a lead hears of an empty post within ten seconds.
const INTERVAL: Duration = Duration::from_secs(2);

/// Looks until the service stops. Several processes may look: what one has noted, the others find noted.
pub async fn watch(app: Arc<App>) {
    let mut closing = app.closing.clone();
    loop {
        for hall in app.book.halls() {
            if let Err(error) = look(&app, hall).await {
                tracing::error!(%error, "watch");
            }
        }
        tokio::select! {
            () = tokio::time::sleep(INTERVAL) => {}
            () = closed(&mut closing) => return,
        }
    }
}

async fn look(app: &App, hall: &HallBook) -> Result<(), StoreError> {
    let id = &hall.rules.hall.id;
    let now = app.clock.now();
    let view = app.store.view(id, day(now), &[Want::Neighbours]).await?;
    let leases = app.store.leases(id).await?;
    for post in view.state.posts.values().map(|post| &post.value) {
        if let Some(command) = to_note(post, leases.get(&post.window).copied(), now) {
            note(app, id, post, command).await;
        }
    }
    Ok(())
}

/// What is to be noted about a post. A lease that was never renewed has lapsed when the post was taken.
fn to_note(post: &Post, lease: Option<Timestamp>, now: Timestamp) -> Option<Command> {
    post.holder.as_ref()?;
    if let Some(away) = &post.away {
        return (!away.overdue && away.back_by < now).then_some(Command::NoteOverdue);
    }
    let until = lease.or(post.since)?;
    (until <= now && post.silent_since.is_none()).then_some(Command::NoteSilence { since: until })
}

async fn note(app: &App, hall: &HallId, post: &Post, command: Command) {
    let order = Order {
        id: uuid::Uuid::now_v7(),
        window: post.window.clone(),
        fence: post.fence,
        expect: std::collections::BTreeMap::new(),
        command,
    };
    let actor = Actor { hall: hall.clone(), officer: OfficerId::machine() };
    match door::carry_out(app, &actor, &order).await {
        Ok(_) => tracing::warn!(%hall, window = %post.window, "nobody at the window"),
        // Somebody came back, or another process was first.
        Err(failure) => tracing::debug!(code = failure.0.code, "not noted"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::domain::post::Away;
    use crate::text::Clean;

    fn held(now: Timestamp) -> Post {
        Post { holder: Some("A1".into()), since: Some(now), ..Post::vacant("01".into()) }
    }

    #[test]
    fn a_lapsed_lease_is_noted_once_and_not_behind_a_sign() {
        let now: Timestamp = "2026-11-19T01:00:00Z".parse().unwrap();
        let past = now - 1.second();
        assert_eq!(to_note(&Post::vacant("01".into()), Some(past), now), None, "nobody holds it");
        assert_eq!(to_note(&held(past), Some(now + 1.second()), now), None, "alive");
        let silence = Command::NoteSilence { since: past };
        assert_eq!(to_note(&held(past), Some(past), now), Some(silence.clone()));
        assert_eq!(to_note(&held(past), None, now), Some(silence), "a desk that was never heard");
        let noted = Post { silent_since: Some(past), ..held(past) };
        assert_eq!(to_note(&noted, Some(past), now), None);
        let away = |back_by, overdue| Away {
            since: past,
            back_by,
            cover: "02".into(),
            why: Clean::new("送件"),
            overdue,
        };
        let with = |away| Post { away: Some(away), ..held(past) };
        assert_eq!(to_note(&with(away(now + 1.minute(), false)), Some(past), now), None);
        assert_eq!(to_note(&with(away(past, false)), Some(past), now), Some(Command::NoteOverdue));
        assert_eq!(to_note(&with(away(past, true)), Some(past), now), None);
    }
}
