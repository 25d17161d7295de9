use jiff::SignedDuration;
use reqwest::Method;
use serde_json::json;
use yichuang::wire::{Problem, Session};

use crate::desk::{Answer, Desk, try_login};
use crate::hall::{Served, password};

#[tokio::test]
async fn the_right_password_opens_a_session_by_number_or_unique_name() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    for typed in ["Q01", "王敏"] {
        let answer = try_login(&served, typed, &password("Q01"), "01").await;
        let session: Session = answer.json();
        assert_eq!((session.officer.id.as_str(), session.token.len()), ("Q01", 64));
        assert_eq!(session.expires.to_string(), "2026-11-20T13:30:00Z");
    }
    for _ in 0..6 {
        assert_eq!(
            try_login(&served, "Q02", &password("Q02"), "01").await.status,
            200,
            "success never locks"
        );
    }
    let shared_name = try_login(&served, "赵丽", &password("Q03"), "02").await;
    assert_eq!(shared_name.problem(), (401, "wrong_login".to_owned()));
}

#[tokio::test]
async fn wrong_password_unknown_officer_and_unknown_window_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    for officer in ["Q01", "Q99"] {
        let answer = try_login(&served, officer, "猜的", "01").await;
        assert_eq!(answer.problem(), (401, "wrong_login".to_owned()));
    }
    let nowhere = try_login(&served, "Q01", &password("Q01"), "77").await;
    assert_eq!(nowhere.problem(), (404, "not_found".to_owned()));
}

#[tokio::test]
async fn five_failures_lock_the_account_at_that_window_for_a_quarter_of_an_hour() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let guesses = (0..5).map(|_| try_login(&served, "Q01", "猜的", "01"));
    for guess in futures_util::future::join_all(guesses).await {
        assert_eq!(guess.status, 401);
    }
    let locked = try_login(&served, "Q01", &password("Q01"), "01").await;
    assert_eq!(locked.problem(), (429, "login_locked".to_owned()));
    assert!(locked.json::<Problem>().title.contains("09:45"), "{locked:?}");
    assert_eq!(try_login(&served, "Q02", &password("Q02"), "01").await.status, 200, "others are not locked");
    served.clock.advance(SignedDuration::from_mins(15));
    assert_eq!(try_login(&served, "Q01", &password("Q01"), "01").await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_guesses_at_once_count_as_many() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let guesses = (0..12).map(|_| try_login(&served, "Q01", "猜的", "01"));
    let answers = futures_util::future::join_all(guesses).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 401).count(), 5);
    assert_eq!(answers.iter().filter(|answer| answer.status == 429).count(), 7);
}

#[tokio::test]
async fn window_staff_log_in_at_their_windows_leads_and_supervisors_anywhere() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let outside = try_login(&served, "Q01", &password("Q01"), "02").await;
    assert_eq!(outside.problem(), (403, "not_your_window".to_owned()));
    for officer in ["L01", "S01", "E01"] {
        assert_eq!(try_login(&served, officer, &password(officer), "02").await.status, 200);
    }
}

#[tokio::test]
async fn a_session_ends_with_logging_out_and_after_twelve_hours() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let (first, second) = (Desk::login(&served, "Q01", "01").await, Desk::login(&served, "Q02", "01").await);
    let me: Session = first.get("/v1/me").await.json();
    assert_eq!((me.officer.name.as_str(), me.token.as_str()), ("王敏", ""));

    let out = first.request(Method::DELETE, "/v1/sessions/current").send().await.unwrap();
    assert_eq!(out.status(), 204);
    assert_eq!(first.get("/v1/me").await.problem(), (401, "unauthenticated".to_owned()));

    served.clock.advance(SignedDuration::from_hours(12));
    assert_eq!(second.get("/v1/me").await.problem(), (401, "unauthenticated".to_owned()));
}

#[tokio::test]
async fn nothing_but_health_is_told_to_strangers() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let mut stranger = Desk::login(&served, "Q01", "01").await;
    stranger.token = "0".repeat(64);
    for path in [
        "/v1/me",
        "/v1/catalogue",
        "/v1/windows/01/desk",
        "/v1/cases",
        "/v1/cases/1",
        "/v1/documents/1",
        "/v1/documents/1/text",
        "/v1/live",
    ] {
        assert_eq!(stranger.get(path).await.problem(), (401, "unauthenticated".to_owned()), "{path}");
    }
    assert_eq!(stranger.order(0, json!({ "do": "take_post" })).await.status, 401);
    assert_eq!(stranger.get("/v1/health").await.status, 200);
}

/// A locked desk is opened by the password of its session, and guesses count as those at the login.
#[tokio::test]
async fn whoever_has_the_session_may_prove_the_password() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desk = Desk::login(&served, "Q01", "01").await;
    let prove = |password: String| {
        let typed = json!({ "password": password });
        let sent = desk.request(Method::POST, "/v1/sessions/current/password").json(&typed).send();
        async { Answer::of(sent.await.unwrap()).await }
    };
    assert_eq!(prove(password("Q01")).await.status, 204);
    for _ in 0..5 {
        assert_eq!(prove("猜的".to_owned()).await.problem(), (403, "wrong_password".to_owned()));
    }
    assert_eq!(prove(password("Q01")).await.problem(), (429, "login_locked".to_owned()));
    let stranger = Desk { token: "0".repeat(64), ..desk.clone() };
    let sent = stranger.request(Method::POST, "/v1/sessions/current/password");
    let sent = sent.json(&json!({ "password": password("Q01") })).send();
    assert_eq!(Answer::of(sent.await.unwrap()).await.status, 401);
}
