//! The demonstration's department: it grants what the window passed on, a little later, through the same door
//! as everybody.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::sync::broadcast::error::RecvError;

use super::app::{App, day};
use super::door::{self, Actor};
use super::live::{Line, Signal, closed};
use super::store::{StoreError, Want};
use crate::domain::case::{Case, CaseEvent, Stage};
use crate::domain::command::{Command, Order};
use crate::domain::hall::Role;
use crate::domain::ids::{CaseId, Fence, HallId};
use crate::domain::item::CaseKind;
use crate::domain::state::Event;

/// Answers every case that waits for a department, `delay` after it began to wait, until the service stops.
pub async fn answer(app: Arc<App>, delay: Duration) {
    let mut closing = app.closing.clone();
    let mut signals = app.feed.listen();
    // What waited when the service started, or was missed, is looked up; what comes is heard.
    let mut waiting = undecided(&app).await;
    loop {
        for (hall, case) in std::mem::take(&mut waiting) {
            let (app, mut closing) = (app.clone(), app.closing.clone());
            tokio::spawn(async move {
                tokio::select! {
                    () = tokio::time::sleep(delay) => grant(&app, &hall, &case).await,
                    () = closed(&mut closing) => {}
                }
            });
        }
        let signal = tokio::select! {
            signal = signals.recv() => signal,
            () = closed(&mut closing) => return,
        };
        match signal {
            Ok(Signal::Happened(line)) => waiting.extend(passed_on(&line)),
            Ok(Signal::Ended(_) | Signal::Doubt) => {}
            Err(RecvError::Lagged(_)) => waiting = undecided(&app).await,
            Err(RecvError::Closed) => return,
        }
    }
}

/// The case that an event may have passed on to a department.
fn passed_on(line: &Line) -> Option<(HallId, CaseId)> {
    match &line.recorded.event {
        Event::Case { case, what: CaseEvent::PaperIssued { .. } } => Some((line.hall.clone(), case.clone())),
        _ => None,
    }
}

async fn undecided(app: &App) -> BTreeSet<(HallId, CaseId)> {
    let mut found = BTreeSet::new();
    for hall in app.book.halls() {
        let id = &hall.rules.hall.id;
        match app.store.view(id, day(app.clock.now()), &[Want::Undecided]).await {
            Ok(view) => found.extend(view.state.cases.into_keys().map(|case| (id.clone(), case))),
            Err(error) => tracing::error!(%error, "department"),
        }
    }
    found
}

/// Grants a case, if it still waits for a department. Whoever decided it in between was first; that is fine.
async fn grant(app: &App, hall: &HallId, id: &CaseId) {
    let (version, case) = match look(app, hall, id).await {
        Ok(Some(case)) => case,
        Ok(None) => return,
        Err(error) => return tracing::error!(%error, "department"),
    };
    let Some(book) = app.book.hall(hall) else { return };
    let kind = book.rules.edition(&case.item, &case.edition).map(|item| item.kind);
    let ours = match case.stage {
        Stage::Accepted { .. } => kind.is_some_and(|kind| kind != CaseKind::Immediate),
        Stage::Received => true,
        _ => false,
    };
    if !ours {
        return;
    }
    let Some(officer) = book.first_in(Role::Department) else {
        return tracing::warn!(%hall, "no department officer in the hall: nobody decides");
    };
    let actor = Actor { hall: hall.clone(), officer: officer.id.clone() };
    let order = Order {
        id: once(hall, id, version),
        window: case.window.clone(),
        fence: Fence::default(),
        expect: std::collections::BTreeMap::new(),
        command: Command::Decide { case: id.clone(), granted: true },
    };
    if let Err(failure) = door::carry_out(app, &actor, &order).await {
        tracing::info!(code = failure.0.code, "department did not decide");
    }
}

/// The id of the decision on what became of a case: the same for every service on the same record, so that it is
/// carried out once.
fn once(hall: &HallId, case: &CaseId, version: u64) -> uuid::Uuid {
    let name = Sha256::digest(format!("department/{hall}/{case}/{version}"));
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(name).for_each(|(byte, from)| *byte = from);
    uuid::Uuid::new_v8(bytes)
}

async fn look(app: &App, hall: &HallId, id: &CaseId) -> Result<Option<(u64, Case)>, StoreError> {
    let view = app.store.view(hall, day(app.clock.now()), &[Want::Case(id.clone())]).await?;
    Ok(view.state.cases.get(id).map(|case| (case.version, case.value.clone())))
}
