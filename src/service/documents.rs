//! Papers as they were issued, to be looked at: as data, as text, and the register of refusals.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::HeaderValue;
use axum::response::Response;
use serde::Deserialize;

use super::answer::{Failure, ok, raw};
use super::app::{App, day};
use super::session::Caller;
use crate::document::{self, Document};
use crate::domain::paper::PaperKind;
use crate::printing;
use crate::wire::StoredPaper;

/// `GET /v1/documents/{number}`: a paper as issued.
pub async fn document(
    caller: Caller,
    State(app): State<Arc<App>>,
    Path(number): Path<String>,
) -> Result<Response, Failure> {
    ok(&paper(&app, &caller, &number).await?)
}

/// `GET /v1/documents/{number}/text`: its words alone, with what was set over them since.
pub async fn text(
    caller: Caller,
    State(app): State<Arc<App>>,
    Path(number): Path<String>,
) -> Result<Response, Failure> {
    let stored = paper(&app, &caller, &number).await?;
    let text = match words(&stored)? {
        Some(words) => document::plain_text(&words, document::CELLS),
        None => stored.text,
    };
    Ok(raw(StatusCode::OK, HeaderValue::from_static("text/plain; charset=utf-8"), text))
}

/// `GET /v1/documents/{number}/pdf`: set on A4, with what was set over it since.
pub async fn pdf(
    caller: Caller,
    State(app): State<Arc<App>>,
    Path(number): Path<String>,
) -> Result<Response, Failure> {
    let stored = paper(&app, &caller, &number).await?;
    let Some(words) = words(&stored)? else {
        let title = "这份文书早于本版本，只存有文字；请取 text";
        return Err(Failure::new(StatusCode::UNPROCESSABLE_ENTITY, "text_only", title));
    };
    let pages = tokio::task::spawn_blocking(move || printing::pages(&words, &app.fonts))
        .await
        .map_err(|_| Failure::internal())?
        .map_err(|error| {
            tracing::error!(%error, "a paper cannot be set");
            Failure::new(StatusCode::SERVICE_UNAVAILABLE, "no_pages", error.to_string())
        })?;
    Ok(raw(StatusCode::OK, HeaderValue::from_static("application/pdf"), pages))
}

/// Which year of the register.
#[derive(Debug, Default, Deserialize)]
pub struct Year {
    year: Option<i16>,
}

/// `GET /v1/refusals?year=`: the refusal register (否定备案, R-01), in the order of its numbers; this year's without a
/// year.
pub async fn refusals(
    caller: Caller,
    State(app): State<Arc<App>>,
    Query(asked): Query<Year>,
) -> Result<Response, Failure> {
    let year = asked.year.unwrap_or_else(|| day(app.clock.now()).year());
    ok(&app.store.papers_of(&caller.hall, PaperKind::Refusal, year).await?)
}

/// The words of a paper as they would be printed now; none for a paper of an earlier edition, of which only the text
/// was kept.
fn words(stored: &StoredPaper) -> Result<Option<Document>, Failure> {
    if stored.document.is_null() {
        return Ok(None);
    }
    let mut words: Document =
        serde_json::from_value(stored.document.clone()).map_err(|_| Failure::internal())?;
    words.marks = document::marks(&stored.track);
    Ok(Some(words))
}

async fn paper(app: &App, caller: &Caller, number: &str) -> Result<StoredPaper, Failure> {
    let number = document::normal_number(number);
    let found = app.store.document(&caller.hall, &number).await?;
    found.ok_or_else(|| Failure::not_found(&format!("文书{number}")))
}
