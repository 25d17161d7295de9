//! Everything that goes wrong becomes a problem document (RFC 9457) with a sentence that names the next step.

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header::{CONTENT_TYPE, HeaderValue};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::store::{Constraint, StoreError};
use crate::domain::refusal::Refusal;
use crate::wire::Problem;

/// Media type of a problem document.
pub const PROBLEM: HeaderValue = HeaderValue::from_static("application/problem+json");
/// Media type of everything else.
pub const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// A request that did not succeed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure(pub Box<Problem>);

impl Failure {
    /// A failure with its status, stable code and sentence.
    pub fn new(status: StatusCode, code: &str, title: impl Into<String>) -> Self {
        Self(Box::new(Problem::new(status.as_u16(), code, title)))
    }

    /// Something was asked for that is not there.
    pub fn not_found(what: &str) -> Self {
        Refusal::NotFound { what: what.to_owned() }.into()
    }

    /// Nobody is logged in.
    pub fn unauthenticated() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthenticated", "登录已失效，请重新登录")
    }

    /// Something broke inside.
    pub fn internal() -> Self {
        let title = "服务内部出错，本次操作是否完成请以查询结果为准；可重试，仍不成请联系运维";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", title)
    }

    /// The failure that belongs to a bare status, where a library answered instead of us.
    pub fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::new(status, "no_route", "没有这个地址，请核对客户端与服务的版本"),
            StatusCode::METHOD_NOT_ALLOWED => {
                Self::new(status, "method_not_allowed", "这个地址不支持此操作，请核对客户端与服务的版本")
            }
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(status, "too_large", "内容超过1 MiB，请删减后再提交"),
            StatusCode::REQUEST_TIMEOUT => Self::new(status, "timeout", "内容传送过慢，请检查网络后重试"),
            _ if status.is_server_error() => Self::internal(),
            _ => Self::new(status, "bad_request", "请求的格式不对，请核对客户端与服务的版本"),
        }
    }

    /// The document's bytes.
    pub fn body(&self) -> Vec<u8> {
        serde_json::to_vec(&self.0).unwrap_or_default()
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self(Box::new(refusal.into()))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(Constraint::Version) => Refusal::VersionConflict.into(),
            StoreError::Conflict(Constraint::OneServed) => {
                Self::new(StatusCode::CONFLICT, "window_busy", "本窗口正在办理另一张号票，请先办结或挂起")
            }
            StoreError::Conflict(Constraint::OneReceipt) => {
                Self::new(StatusCode::CONFLICT, "in_progress", "这一操作正在处理，请稍后重试")
            }
            StoreError::Conflict(Constraint::Number | Constraint::Other) => {
                Self::new(StatusCode::CONFLICT, "conflict", "与同时进行的操作冲突，请刷新后重试")
            }
            StoreError::Again(_) => {
                tracing::warn!(%error, "store");
                Self::new(StatusCode::CONFLICT, "in_progress", "同时进行的操作过多，本次未生效，请稍后重试")
            }
            StoreError::Unavailable(_) | StoreError::Opening(_) | StoreError::Unreadable(_) => {
                tracing::error!(%error, "store");
                let title = "数据库暂不可用，本次操作未确认；所录内容保留在屏上，请稍后重试";
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "store_unavailable", title)
            }
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = raw(status, PROBLEM, self.body());
        if status == StatusCode::UNAUTHORIZED {
            let bearer = HeaderValue::from_static("Bearer");
            response.headers_mut().insert(axum::http::header::WWW_AUTHENTICATE, bearer);
        }
        response
    }
}

/// An answer from bytes.
pub fn raw(status: StatusCode, media: HeaderValue, body: impl Into<Body>) -> Response {
    (status, [(CONTENT_TYPE, media)], body.into()).into_response()
}

/// An answer from a value.
pub fn ok(value: &impl serde::Serialize) -> Result<Response, Failure> {
    let body = serde_json::to_vec(value).map_err(|error| {
        tracing::error!(%error, "answer does not serialise");
        Failure::internal()
    })?;
    Ok(raw(StatusCode::OK, JSON, body))
}

/// A body in JSON; what is wrong with it is told by place, never by content.
pub struct Sent<T>(pub T);

impl<T, S> FromRequest<S> for Sent<T>
where
    T: serde::de::DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| Failure::of_status(rejection.status()))?;
        serde_json::from_slice(&bytes).map(Self).map_err(|error| {
            let place = format!("第{}行第{}列", error.line(), error.column());
            let title = format!("请求内容不是有效的格式（{place}），请核对客户端与服务的版本");
            Failure::new(StatusCode::BAD_REQUEST, "bad_request", title)
        })
    }
}

/// A header as text.
pub fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
