//! Who asks. A handler that needs an officer takes a [`Caller`]; there is no other way to get one.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use jiff::Timestamp;

use super::answer::{Failure, header};
use super::app::App;
use super::store::seal;
use crate::domain::hall::Officer;
use crate::domain::ids::{HallId, WindowId};

/// A logged-in member of staff.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Hall.
    pub hall: HallId,
    /// Who.
    pub officer: Officer,
    /// At which window.
    pub window: WindowId,
    /// Until when.
    pub expires: Timestamp,
    /// Hash of the token.
    pub token_hash: String,
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let token = header(&parts.headers, AUTHORIZATION.as_str())
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or_else(Failure::unauthenticated)?;
        caller(app, &seal::sha256(token.trim())).await
    }
}

/// The caller with this token, if the session is alive and its officer still works here.
pub async fn caller(app: &App, token_hash: &str) -> Result<Caller, Failure> {
    let session = app.store.session(token_hash).await?.ok_or_else(Failure::unauthenticated)?;
    if session.expires <= app.clock.now() {
        // Gone for good: a clock that is set back brings no session back (I-33).
        let mut unit = app.store.begin().await?;
        unit.end_session(token_hash).await?;
        unit.commit().await?;
        return Err(Failure::unauthenticated());
    }
    let officer = app
        .book
        .hall(&session.hall)
        .and_then(|hall| hall.rules.hall.officer(&session.officer))
        .cloned()
        .ok_or_else(Failure::unauthenticated)?;
    let (hall, window) = (session.hall, session.window);
    Ok(Caller { hall, officer, window, expires: session.expires, token_hash: session.token_hash })
}
