//! The one door for change (DESIGN 2.1, 5). Everything anybody does is an order, and every order goes through
//! [`carry_out`], in one transaction:
//!
//! look up its id → load what it reaches → decide → number → fold → append → store papers, states and the
//! receipt → commit → tell who listens → answer.

use std::sync::Arc;

use axum::extract::State as Extract;
use axum::http::header::HeaderValue;
use axum::http::{HeaderName, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use tokio::time::Instant;

use super::answer::{self, Failure, Sent, raw};
use super::app::{App, day};
use super::race::{Stopped, settled};
use super::session::Caller;
use super::store::{StoreError, StoredReceipt, Unit, Want, seal};
use super::turn::Turn;
use crate::domain::command::{Command, Order, Reach};
use crate::domain::decide::{self, Context};
use crate::domain::ids::{HallId, OfficerId};
use crate::domain::state::{State, Stream};
use crate::wire::Problem;

/// The most streams an order may name versions of.
const MOST_EXPECTED: usize = 64;

/// Who asks, as the door sees it.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Hall.
    pub hall: HallId,
    /// Who.
    pub officer: OfficerId,
}

/// The answer of the door.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answered {
    /// HTTP status.
    pub status: StatusCode,
    /// The bytes, the same for the same order.
    pub body: Vec<u8>,
    /// Whether the order had been carried out before.
    pub replayed: bool,
}

/// `POST /v1/commands`.
pub async fn command(
    caller: Caller,
    Extract(app): Extract<Arc<App>>,
    Sent(order): Sent<Order>,
) -> Result<Response, Failure> {
    let actor = Actor { hall: caller.hall, officer: caller.officer.id };
    // In a task of its own: a client that hangs up in the middle stops nothing half-way.
    let answered = tokio::spawn(async move { counted(&app, &actor, &order).await })
        .await
        .map_err(|_| Failure::internal())??;
    let media = if answered.status.is_success() { answer::JSON } else { answer::PROBLEM };
    let mut response = raw(answered.status, media, answered.body);
    if answered.replayed {
        let name = HeaderName::from_static("idempotent-replayed");
        response.headers_mut().insert(name, HeaderValue::from_static("true"));
    }
    Ok(response)
}

/// Carries out an order and counts what became of it.
async fn counted(app: &App, actor: &Actor, order: &Order) -> Result<Answered, Failure> {
    let began = Instant::now();
    let answered = carry_out(app, actor, order).await;
    let remembered: Option<Problem> = match &answered {
        Ok(answered) if !answered.status.is_success() => serde_json::from_slice(&answered.body).ok(),
        _ => None,
    };
    let outcome = match (&answered, &remembered) {
        (Ok(Answered { replayed: true, .. }), _) => "replayed",
        (Ok(_), Some(problem)) => &problem.code,
        (Ok(_), None) => "done",
        (Err(failure), _) => &failure.0.code,
    };
    app.metrics.order(&order.command, outcome, began.elapsed());
    answered
}

/// Carries out an order, or says why not. The same order from the same officer always gets the same bytes.
pub async fn carry_out(app: &App, actor: &Actor, order: &Order) -> Result<Answered, Failure> {
    Ok(settled(|| attempt(app, actor, order)).await?)
}

async fn attempt(app: &App, actor: &Actor, order: &Order) -> Result<Answered, Stopped> {
    let hall = app.hall(&actor.hall)?;
    let body_hash = fingerprint(actor, order)?;
    let mut unit = app.store.begin().await?;
    // Before the fence: who lost the post still learns that the earlier act succeeded.
    if let Some(stored) = unit.receipt(&actor.hall, order.id).await? {
        return Ok(replay(stored, &body_hash)?);
    }
    let now = app.clock.now();
    let (state, lease_lapsed) = load(unit.as_mut(), actor, order, now).await?;
    let context = Context { rules: &hall.rules, actor: &actor.officer, now, lease_lapsed };
    let (status, body) = match decide::decide(&state, order, &context) {
        Ok(events) => {
            let turn = Turn { app, hall, actor, order, now };
            (StatusCode::OK, turn.record(unit.as_mut(), state, events).await?)
        }
        Err(refusal) => {
            let failure = Failure::from(refusal);
            tracing::info!(hall = %actor.hall, window = %order.window, code = failure.0.code, "refused");
            if failure.0.status != StatusCode::UNPROCESSABLE_ENTITY.as_u16() {
                // Fence, version and standing may be right the next time: not remembered.
                return Err(failure.into());
            }
            (StatusCode::UNPROCESSABLE_ENTITY, failure.body())
        }
    };
    let receipt = StoredReceipt { body_hash, status: status.as_u16(), body: body.clone() };
    unit.put_receipt(&actor.hall, order.id, &receipt, now).await?;
    let began = Instant::now();
    unit.commit().await?;
    app.metrics.commit(began.elapsed());
    app.committed();
    Ok(Answered { status, body, replayed: false })
}

/// Who asked for what, in one hash.
fn fingerprint(actor: &Actor, order: &Order) -> Result<String, Failure> {
    if order.expect.len() > MOST_EXPECTED {
        return Err(Failure::of_status(StatusCode::BAD_REQUEST));
    }
    let bytes = serde_json::to_vec(&(&actor.officer, order)).map_err(|_| Failure::internal())?;
    Ok(seal::sha256(bytes))
}

fn replay(stored: StoredReceipt, body_hash: &str) -> Result<Answered, Failure> {
    if stored.body_hash != body_hash {
        let title = "此操作编号已用于另一操作，本次未生效；请重新操作";
        return Err(Failure::new(StatusCode::UNPROCESSABLE_ENTITY, "id_reused", title));
    }
    let status = StatusCode::from_u16(stored.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Ok(Answered { status, body: stored.body, replayed: true })
}

/// What the order reaches, and whether the lease of the window's holder has lapsed.
async fn load(
    unit: &mut dyn Unit,
    actor: &Actor,
    order: &Order,
    now: Timestamp,
) -> Result<(State, bool), StoreError> {
    let state = unit.load(&actor.hall, day(now), &wants(order)).await?;
    let held = state.post(&order.window).holder.is_some();
    let lease = unit.lease(&actor.hall, &order.window).await?;
    Ok((state, held && lease.is_none_or(|until| until <= now)))
}

/// The parts of the state an order reaches: the post of the window always, then what the command touches, then
/// what versions were given of.
fn wants(order: &Order) -> Vec<Want> {
    let window = &order.window;
    let mut wants = vec![Want::Post(window.clone())];
    match order.command.reach() {
        Reach::Post => {}
        Reach::Posts => wants.extend([Want::Posts, Want::TicketsAt(window.clone())]),
        Reach::Queue => wants.extend([Want::Neighbours, Want::Queue, Want::TicketsAt(window.clone())]),
        Reach::Window => {
            let here = || window.clone();
            wants.extend([Want::Posts, Want::TicketsAt(here()), Want::OpenCases(here())]);
            // What was closed today may still have its paper in the printer.
            wants.push(Want::ClosedCases(here()));
        }
        Reach::Reservations(day) => wants.push(Want::Reserved(day)),
        Reach::Place(no) => wants.extend([Want::Neighbours, Want::Queue, Want::Ticket(no)]),
        Reach::Ticket(no) => {
            wants.extend([Want::TicketsAt(window.clone()), Want::Ticket(no.clone()), Want::CasesUnder(no)]);
        }
        Reach::Visit(case) => wants.extend([Want::Case(case.clone()), Want::CasesBeside(case)]),
        Reach::Case(case) => wants.extend([Want::Case(case.clone()), Want::TicketOf(case)]),
    }
    if let Command::OpenCase { ticket: Some(no), .. } | Command::ReturnCase { ticket: Some(no), .. } =
        &order.command
    {
        wants.push(Want::Ticket(no.clone()));
    }
    wants.extend(order.expect.keys().map(|stream| match stream {
        Stream::Window(id) => Want::Post(id.clone()),
        Stream::Ticket(no) => Want::Ticket(no.clone()),
        Stream::Case(id) => Want::Case(id.clone()),
    }));
    wants
}
