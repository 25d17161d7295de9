//! Logging in and out.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::answer::{Failure, Sent, ok, raw};
use super::app::{App, day};
use super::live::Signal;
use super::race::settled;
use super::reference::HallBook;
use super::session::Caller;
use super::store::{Account, Attempt, StoreError, StoredSession, Want, seal};
use super::{answer, metrics, password};
use crate::domain::clock::beijing;
use crate::domain::hall::{Officer, Role};
use crate::domain::ids::WindowId;
use crate::wire::{Login, Password, Session};

/// How long a session lasts at most.
const LONGEST: SignedDuration = SignedDuration::from_hours(12);

/// `POST /v1/sessions`.
pub async fn log_in(State(app): State<Arc<App>>, Sent(login): Sent<Login>) -> Result<Response, Failure> {
    let answered = let_in(&app, login).await;
    app.metrics.login(match &answered {
        Ok(_) => metrics::Login::Ok,
        Err(failure) if failure.0.code == "wrong_login" => metrics::Login::Wrong,
        Err(failure) if failure.0.code == "login_locked" => metrics::Login::Locked,
        Err(_) => metrics::Login::Refused,
    });
    answered
}

async fn let_in(app: &App, login: Login) -> Result<Response, Failure> {
    let hall = match &login.hall {
        Some(id) => app.hall(id)?,
        None => app.book.halls().next().ok_or_else(Failure::internal)?,
    };
    if hall.rules.hall.window(&login.window).is_none() {
        return Err(Failure::not_found(&format!("{}号窗口", login.window)));
    }
    let officer = hall.officer(login.officer.trim());
    let account = Account {
        hall: hall.rules.hall.id.clone(),
        account: officer.map_or_else(|| seal::sha256(&login.officer), |officer| officer.id.to_string()),
        window: login.window.clone(),
    };
    let now = app.clock.now();
    reserve(app, &account, now).await?;
    let hash = officer.and_then(|officer| app.book.password(&account.hall, &officer.id));
    let right = check(app, login.password, hash).await?;
    let Some(officer) = officer.filter(|_| right) else {
        tracing::info!(hall = %account.hall, window = %account.window, "login failed");
        let title = "工号（姓名）或口令不对，请重新输入";
        return Err(Failure::new(StatusCode::UNAUTHORIZED, "wrong_login", title));
    };
    let session = open(app, &account, officer, now, hall).await?;
    tracing::info!(hall = %session.hall, window = %session.window, "logged in");
    ok(&session)
}

/// Counts the attempt as failed before the password is looked at, so that many at once count as many.
async fn reserve(app: &App, account: &Account, now: Timestamp) -> Result<(), Failure> {
    let attempt = settled(|| async move {
        let mut unit = app.store.begin().await?;
        let attempt = unit.attempt(account, now).await?;
        unit.commit().await?;
        Ok::<_, StoreError>(attempt)
    });
    match attempt.await? {
        Attempt::Reserved => Ok(()),
        Attempt::LockedUntil(until) => {
            // Rounded up to the minute: at the minute it names, the lock is over.
            let until = until.saturating_add(SignedDuration::from_secs(59)).unwrap_or(until);
            let time = beijing(until).strftime("%H:%M");
            let title = format!("口令多次输错，已锁定至{time}；请届时再试，或请运维人员处理");
            tracing::warn!(hall = %account.hall, window = %account.window, "login locked");
            Err(Failure::new(StatusCode::TOO_MANY_REQUESTS, "login_locked", title))
        }
    }
}

async fn check(app: &App, typed: String, hash: Option<&str>) -> Result<bool, Failure> {
    let _permit = app.checks.acquire().await.map_err(|_| Failure::internal())?;
    let hash = hash.map(str::to_owned);
    tokio::task::spawn_blocking(move || password::is_right(&typed, hash.as_deref()))
        .await
        .map_err(|_| Failure::internal())
}

async fn open(
    app: &App,
    account: &Account,
    officer: &Officer,
    now: Timestamp,
    hall: &HallBook,
) -> Result<Session, Failure> {
    let mut unit = app.store.begin().await?;
    unit.clear_attempts(account).await?;
    if !may_sit_at(hall, officer, &account.window, day(now)) {
        unit.commit().await?;
        let title =
            format!("您不在{}号窗口的A、B岗名单中；请到本人窗口登录，或请窗口负责人处理", account.window);
        return Err(Failure::new(StatusCode::FORBIDDEN, "not_your_window", title));
    }
    let token = password::token();
    let expires = now.saturating_add(LONGEST).unwrap_or(now);
    let stored = StoredSession {
        hall: account.hall.clone(),
        token_hash: seal::sha256(&token),
        officer: officer.id.clone(),
        window: account.window.clone(),
        expires,
    };
    unit.put_session(&stored, now).await?;
    unit.commit().await?;
    let (hall, window) = (stored.hall, stored.window);
    Ok(Session { token, hall, officer: officer.clone(), window, expires })
}

/// Window staff sit at their own windows; who leads, teaches, watches, decides or repairs comes to any.
fn may_sit_at(hall: &HallBook, officer: &Officer, window: &WindowId, day: Date) -> bool {
    match officer.role {
        Role::Officer | Role::Assistant => hall.rules.hall.side(window, &officer.id, day).is_some(),
        Role::Lead | Role::Trainer | Role::Supervisor | Role::Engineer | Role::Department => true,
    }
}

/// `DELETE /v1/sessions/current`.
pub async fn log_out(caller: Caller, State(app): State<Arc<App>>) -> Result<Response, Failure> {
    let mut unit = app.store.begin().await?;
    // Who signs off while holding the post leaves it empty from now on, not from the end of the lease (S180).
    let now = app.clock.now();
    let state = unit.load(&caller.hall, day(now), &[Want::Post(caller.window.clone())]).await?;
    if state.post(&caller.window).holder.as_ref() == Some(&caller.officer.id) {
        unit.put_lease(&caller.hall, &caller.window, Some(now)).await?;
    }
    unit.end_session(&caller.token_hash).await?;
    unit.commit().await?;
    // Other services hear it from the store.
    app.feed.tell(Signal::Ended(caller.token_hash.into()));
    Ok(raw(StatusCode::NO_CONTENT, answer::JSON, ""))
}

/// `POST /v1/sessions/current/password`: whether a password is that of the session's officer. Attempts count as those of
/// a login.
pub async fn prove(
    caller: Caller,
    State(app): State<Arc<App>>,
    Sent(typed): Sent<Password>,
) -> Result<Response, Failure> {
    let account = Account {
        hall: caller.hall.clone(),
        account: caller.officer.id.to_string(),
        window: caller.window.clone(),
    };
    reserve(&app, &account, app.clock.now()).await?;
    let hash = app.book.password(&caller.hall, &caller.officer.id);
    if !check(&app, typed.password, hash).await? {
        return Err(Failure::new(StatusCode::FORBIDDEN, "wrong_password", "口令不对，请重新输入"));
    }
    let mut unit = app.store.begin().await?;
    unit.clear_attempts(&account).await?;
    unit.commit().await?;
    Ok(raw(StatusCode::NO_CONTENT, answer::JSON, ""))
}

/// `GET /v1/me`: the session without its token.
pub async fn me(caller: Caller) -> Result<Response, Failure> {
    let Caller { hall, officer, window, expires, .. } = caller;
    ok(&Session { token: String::new(), hall, officer, window, expires })
}
