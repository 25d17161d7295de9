//! What can be looked at.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, ETAG, HeaderMap, HeaderValue, IF_NONE_MATCH};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::answer::{Failure, JSON, header, ok, raw};
use super::app::{App, day};
use super::session::Caller;
use super::store::Want;
use crate::domain::ids::WindowId;
use crate::wire::{CaseList, DeskSnapshot, Health};

/// The most cases a search gives.
const MOST_CASES: usize = 50;

/// `GET /v1/windows/{window}/desk`: all a desk needs at start.
pub async fn desk(
    caller: Caller,
    State(app): State<Arc<App>>,
    Path(window): Path<WindowId>,
) -> Result<Response, Failure> {
    let hall = app.hall(&caller.hall)?;
    if hall.rules.hall.window(&window).is_none() {
        return Err(Failure::not_found(&format!("{window}号窗口")));
    }
    let now = app.clock.now();
    let wants = [
        Want::Neighbours,
        Want::Queue,
        Want::TicketsAt(window.clone()),
        Want::NoShows(window.clone()),
        Want::OpenCases(window.clone()),
        Want::ClosedCases(window.clone()),
    ];
    let view = app.store.view(&caller.hall, day(now), &wants).await?;
    let held = view.state.post(&window).holder.is_some();
    let lease = app.store.lease(&caller.hall, &window).await?;
    // What is typed at a window is for its two officers and whoever holds it, not for everybody in the hall.
    let posted = hall.rules.hall.side(&window, &caller.officer.id, day(now)).is_some()
        || view.state.post(&window).holder.as_ref() == Some(&caller.officer.id);
    let drafts = if posted { app.store.drafts(&caller.hall, &window).await? } else { Vec::new() };
    ok(&DeskSnapshot {
        now,
        seq: view.seq,
        state: view.state,
        demonstration: app.settings.demonstration,
        lease_lapsed: held && lease.is_none_or(|until| until <= now),
        join: app.settings.join.clone(),
        rules_tag: hall.tag.clone(),
        drafts,
    })
}

/// What cases are looked for by.
#[derive(Debug, Default, Deserialize)]
pub struct Search {
    #[serde(default)]
    q: String,
}

/// `GET /v1/cases?q=`: by number, identity number or credit code, or name; without a query the newest.
pub async fn cases(
    caller: Caller,
    State(app): State<Arc<App>>,
    Query(search): Query<Search>,
) -> Result<Response, Failure> {
    let limit = u32::try_from(MOST_CASES + 1).unwrap_or(u32::MAX);
    let mut cases = app.store.find_cases(&caller.hall, search.q.trim(), limit).await?;
    let more = cases.len() > MOST_CASES;
    cases.truncate(MOST_CASES);
    ok(&CaseList { cases, more })
}

/// `GET /v1/cases/{number}`: the case with its version.
pub async fn case(
    caller: Caller,
    State(app): State<Arc<App>>,
    Path(number): Path<String>,
) -> Result<Response, Failure> {
    let case = app.store.case(&caller.hall, &number).await?;
    ok(&case.ok_or_else(|| Failure::not_found(&format!("办件{number}")))?)
}

/// `GET /v1/catalogue`: the rulebook in force; nothing is sent to who has it.
pub async fn catalogue(
    caller: Caller,
    State(app): State<Arc<App>>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let hall = app.hall(&caller.hall)?;
    let known = header(&headers, IF_NONE_MATCH.as_str())
        .is_some_and(|tags| tags.split(',').any(|tag| tag.trim().trim_start_matches("W/") == hall.tag));
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        raw(StatusCode::OK, JSON, hall.json.clone())
    };
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    };
    set(ETAG, &hall.tag);
    set(CACHE_CONTROL, "private, no-cache");
    Ok(response)
}

/// `GET /v1/health`: open to everybody; nothing about anybody.
pub async fn health(State(app): State<Arc<App>>) -> Result<Response, Failure> {
    // A store that cannot be read, or takes no more orders, is not healthy.
    app.store.may_write()?;
    app.store.last_seq().await?;
    ok(&Health {
        service: "yichuang".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        now: app.clock.now(),
        halls: app
            .book
            .halls()
            .map(|hall| (hall.rules.hall.id.clone(), hall.rules.hall.name.clone()))
            .collect(),
        demonstration: app.settings.demonstration,
        join: app.settings.join.clone(),
    })
}
