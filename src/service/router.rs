//! The routes, and what surrounds every request.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::{Next, from_fn, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post, put};
use futures_util::FutureExt;
use tower_http::timeout::TimeoutLayer;

use super::answer::{Failure, PROBLEM};
use super::app::App;
use super::{agenda, board, documents, door, drafts, lease, live, login, metrics, reads, register, reports};

/// The largest body that is read.
const BODY: usize = 1024 * 1024;
/// The longest a request may take to be answered; live streams are answered at once and go on.
const PATIENCE: Duration = Duration::from_secs(30);

/// The routes of the service.
pub fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/v1/sessions", post(login::log_in))
        .route("/v1/sessions/current", delete(login::log_out))
        .route("/v1/sessions/current/password", post(login::prove))
        .route("/v1/me", get(login::me))
        .route("/v1/commands", post(door::command))
        .route("/v1/windows/{window}/desk", get(reads::desk))
        .route("/v1/windows/{window}/lease", put(lease::renew))
        .route("/v1/windows/{window}/draft", put(drafts::put))
        .route("/v1/cases", get(reads::cases))
        .route("/v1/cases/{number}", get(reads::case))
        .route("/v1/clocks", get(agenda::clocks))
        .route("/v1/documents/{number}", get(documents::document))
        .route("/v1/documents/{number}/text", get(documents::text))
        .route("/v1/documents/{number}/pdf", get(documents::pdf))
        .route("/v1/refusals", get(documents::refusals))
        .route("/v1/reports/coverage", get(reports::coverage))
        .route("/v1/reports/register", get(register::report_of))
        .route("/v1/register", get(register::register))
        .route("/v1/catalogue", get(reads::catalogue))
        .route("/v1/live", get(live::listen))
        .route("/v1/board", get(board::board))
        .route("/v1/board/live", get(board::listen))
        .route("/v1/health", get(reads::health))
        .layer(DefaultBodyLimit::max(BODY))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, PATIENCE))
        .layer(from_fn(survive))
        .layer(map_response(explain))
        .layer(from_fn_with_state(app.clone(), metrics::count))
        .with_state(app)
}

/// A panic ends its request, never the service.
async fn survive(request: Request, next: Next) -> Response {
    caught(next.run(request)).await
}

async fn caught(answer: impl Future<Output = Response>) -> Response {
    AssertUnwindSafe(answer).catch_unwind().await.unwrap_or_else(|_| {
        tracing::error!("a request panicked");
        Failure::internal().into_response()
    })
}

/// Errors that a library answered in its own words become problem documents too.
async fn explain(response: Response) -> Response {
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    if failed && response.headers().get(CONTENT_TYPE) != Some(&PROBLEM) {
        return Failure::of_status(status).into_response();
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_answered_and_explained() {
        let response = caught(async { panic!("a bug") }).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(response.headers().get(CONTENT_TYPE), Some(&PROBLEM));
    }

    #[tokio::test]
    async fn a_librarys_error_becomes_a_problem_document() {
        let response = explain(StatusCode::PAYLOAD_TOO_LARGE.into_response()).await;
        assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(response.headers().get(CONTENT_TYPE), Some(&PROBLEM));
    }
}
