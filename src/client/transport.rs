//! One request and its answer: address, token, timeouts, size limit, and which answer means what.

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use reqwest::{Method, RequestBuilder, Response, StatusCode, Url, redirect};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{ClientError, address};
use crate::wire::Problem;

/// How a client behaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Allow unencrypted HTTP to other machines. Passwords and personal data then cross the network in clear.
    pub plain_http: bool,
    /// How long making a connection may take.
    pub connect: Duration,
    /// How long an ordinary call may take altogether.
    pub request: Duration,
    /// How long nothing may be heard on the live stream, which the service keeps alive with comments.
    pub silence: Duration,
    /// The largest answer taken, in bytes; the rulebook may be eight times that.
    pub body: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            plain_http: false,
            connect: Duration::from_secs(2),
            request: Duration::from_secs(10),
            silence: Duration::from_secs(45),
            body: 8 * 1024 * 1024,
        }
    }
}

/// The service at an address. Cheap to clone; clones share the session.
#[derive(Clone)]
pub struct Client {
    pub(super) options: Options,
    base: Url,
    http: reqwest::Client,
    token: Arc<RwLock<Option<String>>>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("server", &self.server()).finish_non_exhaustive()
    }
}

impl Client {
    /// A client for the service at this address. Nothing is sent yet.
    ///
    /// # Errors
    /// The address is none or is not encrypted; TLS cannot be set up here.
    pub fn new(server: &str) -> Result<Self, ClientError> {
        Self::with(server, Options::default())
    }

    /// The same with other limits, or with permission for plain HTTP.
    ///
    /// # Errors
    /// As for [`Client::new`].
    pub fn with(server: &str, options: Options) -> Result<Self, ClientError> {
        let base = address::parse(server, options.plain_http)?;
        // Somebody else of this process may have installed it: then that one serves.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .connect_timeout(options.connect)
            .read_timeout(options.silence)
            .redirect(redirect::Policy::none())
            .user_agent(concat!("yichuang/", env!("CARGO_PKG_VERSION")));
        if base.scheme() == "http" {
            // No proxy between a desk and its own machine, and no need of the system's certificates.
            builder = builder.no_proxy().tls_certs_only([]);
        }
        let http = builder.build().map_err(|error| ClientError::Setup { detail: error.to_string() })?;
        Ok(Self { options, base, http, token: Arc::default() })
    }

    /// The address, as shown.
    pub fn server(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    /// Takes up a session, e.g. one kept in the keyring, or drops it.
    pub fn set_token(&self, token: Option<String>) {
        *self.token.write().unwrap_or_else(PoisonError::into_inner) = token;
    }

    /// Whether there is a session to call with; the service may think otherwise.
    pub fn has_token(&self) -> bool {
        self.token.read().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// A request to `/v1/…`; every part is percent-encoded. It runs without a total limit of time.
    pub(super) fn request(&self, method: Method, path: &[&str]) -> RequestBuilder {
        self.request_to(method, self.url(path))
    }

    /// A question with a parameter.
    pub(super) fn question(&self, path: &str, name: &str, value: &str) -> RequestBuilder {
        self.questions(&[path], &[(name, Some(value))])
    }

    /// A question with the parameters that are given.
    pub(super) fn questions(&self, path: &[&str], given: &[(&str, Option<&str>)]) -> RequestBuilder {
        let mut url = self.url(path);
        for (name, value) in given {
            if let Some(value) = value {
                url.query_pairs_mut().append_pair(name, value);
            }
        }
        self.request_to(Method::GET, url)
    }

    fn url(&self, path: &[&str]) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push("v1").extend(path);
        }
        url
    }

    fn request_to(&self, method: Method, url: Url) -> RequestBuilder {
        let request = self.http.request(method, url);
        match &*self.token.read().unwrap_or_else(PoisonError::into_inner) {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Sends; anything but success becomes an error. `304 Not Modified` is a success.
    pub(super) async fn answer(&self, request: RequestBuilder) -> Result<Response, ClientError> {
        let response = request.send().await.map_err(|error| ClientError::of(error, self.server()))?;
        let status = response.status();
        if status.is_success() || status == StatusCode::NOT_MODIFIED {
            return Ok(response);
        }
        let body = self.body(response, self.options.body).await?;
        Err(self.failure(status, &body))
    }

    /// Sends within the ordinary limit of time and reads the answer.
    pub(super) async fn call<T: DeserializeOwned>(&self, request: RequestBuilder) -> Result<T, ClientError> {
        let response = self.answer(request.timeout(self.options.request)).await?;
        self.read(response, self.options.body).await
    }

    /// Reads an answer of at most `limit` bytes.
    pub(super) async fn read<T: DeserializeOwned>(
        &self,
        response: Response,
        limit: usize,
    ) -> Result<T, ClientError> {
        let status = response.status();
        let body = self.body(response, limit).await?;
        serde_json::from_slice(&body).map_err(|error| {
            tracing::warn!(%status, line = error.line(), column = error.column(), "unreadable answer");
            self.not_yichuang(found(&body))
        })
    }

    async fn body(&self, mut response: Response, limit: usize) -> Result<Vec<u8>, ClientError> {
        let mut body = Vec::new();
        while let Some(part) =
            response.chunk().await.map_err(|error| ClientError::of(error, self.server()))?
        {
            if part.len() > limit.saturating_sub(body.len()) {
                return Err(ClientError::TooLarge { limit });
            }
            body.extend_from_slice(&part);
        }
        Ok(body)
    }

    fn failure(&self, status: StatusCode, body: &[u8]) -> ClientError {
        let code = status.as_u16();
        let passing = status.is_server_error() || matches!(code, 408 | 425 | 429);
        match problem(body) {
            Some(problem) if code == 401 => ClientError::Unauthenticated(problem),
            // The first sending of an order may still be under way when the second arrives.
            Some(problem) if passing || problem.code == "in_progress" => ClientError::Unavailable(problem),
            Some(problem) if status.is_client_error() => ClientError::Refused(problem),
            _ if passing => {
                let title = format!("网关或服务暂时不能办理（{code}）；请稍后重试，持续不行请联系运维");
                ClientError::Unavailable(Box::new(Problem::new(code, "unavailable", title)))
            }
            _ => self.not_yichuang(format!("HTTP {code}，{}", found(body))),
        }
    }

    pub(super) fn not_yichuang(&self, found: impl Into<String>) -> ClientError {
        ClientError::NotYichuang { server: self.server().to_owned(), found: found.into() }
    }
}

/// A problem document, also one whose refusal this version does not know.
fn problem(body: &[u8]) -> Option<Box<Problem>> {
    #[derive(Deserialize)]
    struct Bare {
        status: u16,
        code: String,
        title: String,
    }
    serde_json::from_slice(body).ok().or_else(|| {
        let bare: Bare = serde_json::from_slice(body).ok()?;
        Some(Box::new(Problem::new(bare.status, &bare.code, bare.title)))
    })
}

/// What a body is, in words; nothing of it is quoted.
fn found(body: &[u8]) -> &'static str {
    match body.trim_ascii_start().first() {
        None => "没有内容",
        Some(b'<') => "网页",
        Some(b'{' | b'[') => "别的数据或别的版本",
        Some(_) => "看不懂的内容",
    }
}

#[cfg(test)]
mod tests;
