//! The board for everybody (S036, S046, S048; F13): what it shows, to how many, and that it shows nobody.

use jiff::SignedDuration;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use yichuang::wire::{Board, Doing};

use crate::desk::{Answer, Desk, Live, client};
use crate::hall::{Served, ticket, ticket_with};

/// As many as may listen at once; told in `docs/operations.md`.
const MOST: usize = 200;

async fn get(served: &Served, path: &str) -> Response {
    client().get(format!("{}{path}", served.base)).send().await.unwrap()
}

async fn board(served: &Served) -> Board {
    Answer::of(get(served, "/v1/board").await).await.json()
}

async fn follow(served: &Served, seen: Option<u64>) -> Live {
    let mut request = client().get(format!("{}/v1/board/live", served.base));
    if let Some(seen) = seen {
        request = request.header("Last-Event-ID", seen);
    }
    Live::of(request).await
}

/// The first board that is as it should be.
async fn until(live: &mut Live, right: impl Fn(&Board) -> bool) -> (u64, Board) {
    loop {
        let (id, board) = live.next().await.expect("the board is still on");
        let board: Board = serde_json::from_value(board).unwrap();
        assert_eq!(id, board.seq);
        if right(&board) {
            return (id, board);
        }
    }
}

fn at<'a>(board: &'a Board, window: &str) -> &'a Doing {
    &board.windows.iter().find(|shown| shown.window.as_str() == window).unwrap().doing
}

#[tokio::test]
async fn everybody_sees_who_is_called_where_and_who_is_away() {
    let folder = tempfile::tempdir().unwrap();
    let tickets = [ticket("A001", "09:00:00"), ticket("A002", "09:01:00")];
    let served = Served::start(folder.path(), &tickets).await;
    let answer = get(&served, "/v1/board").await;
    assert_eq!(answer.headers()["access-control-allow-origin"], "*", "the hall's own pages may show it");
    let first: Board = Answer::of(answer).await.json();
    assert_eq!((first.name.as_str(), first.now), ("青河县政务服务中心", served.now()));
    assert_eq!((at(&first, "01"), &first.calls[..]), (&Doing::Closed, &[][..]));
    assert_eq!((first.waiting[0].class.as_str(), first.waiting[0].waiting), ("A", 2));

    let mut live = follow(&served, None).await;
    let a = Desk::on_post(&served, "Q01", "01").await;
    let b = Desk::on_post(&served, "Q03", "02").await;
    a.call_next().await;
    let (_, called) = until(&mut live, |board| !board.calls.is_empty()).await;
    let Doing::Called { ticket, again: false, .. } = at(&called, "01") else { panic!("{called:?}") };
    assert_eq!((ticket.as_str(), called.waiting[0].waiting), ("A001", 1));

    served.clock.advance(SignedDuration::from_secs(11));
    a.order(1, json!({ "do": "recall", "ticket": "A001" })).await.receipt();
    let (_, again) = until(&mut live, |board| board.calls[0].again).await;
    assert!(matches!(at(&again, "01"), Doing::Called { again: true, .. }));
    assert_eq!((again.calls.len(), again.calls[0].at), (1, served.now()), "the same call, told once");

    a.order(1, json!({ "do": "begin", "ticket": "A001" })).await.receipt();
    a.order(1, json!({ "do": "finish", "ticket": "A001" })).await.receipt();
    served.clock.advance(SignedDuration::from_secs(1));
    b.call_next().await;
    a.order(1, json!({ "do": "step_away", "cover": "02", "minutes": 10, "why": "送件" })).await.receipt();
    let (seq, away) = until(&mut live, |board| matches!(at(board, "01"), Doing::Away { .. })).await;
    let back_by = served.now() + SignedDuration::from_mins(10);
    assert_eq!(at(&away, "01"), &Doing::Away { cover: "02".into(), back_by });
    let calls: Vec<String> =
        away.calls.iter().map(|call| format!("{} {}", call.ticket, call.window)).collect();
    assert_eq!(calls, ["A002 02", "A001 01"], "newest first");
    assert_eq!(board(&served).await.seq, seq);
}

#[tokio::test]
async fn the_live_board_comes_whole_is_taken_up_again_and_ends_with_the_service() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[ticket("A001", "09:00:00")]).await;
    let mut live = follow(&served, None).await;
    let (first, whole) = until(&mut live, |_| true).await;
    assert_eq!(whole, board(&served).await);

    // The clock of a board that was written long ago goes on.
    served.clock.advance(SignedDuration::from_mins(7));
    let mut late = follow(&served, None).await;
    assert_eq!(until(&mut late, |_| true).await.1.now, served.now());

    // Whoever has it already waits for the next one; whoever has another gets it, a newer one too.
    let mut known = follow(&served, Some(first)).await;
    let mut other = follow(&served, Some(first + 1000)).await;
    assert_eq!(until(&mut other, |_| true).await.0, first);
    let desk = Desk::on_post(&served, "Q01", "01").await;
    let (opened, board) = until(&mut known, |_| true).await;
    assert!(opened > first && at(&board, "01") == &Doing::Free, "{board:?}");
    assert_eq!(until(&mut live, |_| true).await.1, board, "everybody is told the same");

    // A call is two events and one board; a case concerns no board.
    desk.open_case("c1").await;
    desk.call_next().await;
    let called = until(&mut live, |_| true).await;
    assert!(matches!(at(&called.1, "01"), Doing::Called { .. }), "{called:?}");

    let (ended, ()) = tokio::join!(live.next(), served.stop());
    assert!(ended.is_none());
}

#[tokio::test]
async fn no_more_may_listen_than_there_are_places() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let mut all = Vec::new();
    for _ in 0..MOST {
        all.push(follow(&served, None).await);
    }
    let refused = get(&served, "/v1/board/live").await;
    assert_eq!(refused.headers()["retry-after"], "30");
    let refused = Answer::of(refused).await;
    assert_eq!(refused.problem(), (503, "board_full".to_owned()));
    assert!(String::from_utf8(refused.body).unwrap().contains("200"), "how many is told");
    // Officers are not kept out by it, and the board itself is there.
    Desk::on_post(&served, "Q01", "01").await.snapshot().await;
    board(&served).await;
    all.pop();
    loop {
        // The place is free when the service has seen the other go.
        let again = get(&served, "/v1/board/live").await;
        if again.status() == 200 {
            break;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_service_of_several_halls_asks_which() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::two_halls(folder.path()).await;
    for path in ["/v1/board", "/v1/board/live"] {
        let unnamed = Answer::of(get(&served, path).await).await;
        assert_eq!(unnamed.problem(), (400, "hall_needed".to_owned()));
        let unknown = Answer::of(get(&served, &format!("{path}?hall=nowhere")).await).await;
        assert_eq!(unknown.problem(), (404, "not_found".to_owned()));
    }
    // What happens in one hall is nothing to the other.
    let mut live = Live::of(client().get(format!("{}/v1/board/live?hall=yunling", served.base))).await;
    let (_, first) = live.next().await.unwrap();
    assert_eq!(first["hall"], "yunling");
    Desk::on_post(&served, "Q01", "01").await;
    let other: Board = Answer::of(get(&served, "/v1/board?hall=yunling").await).await.json();
    assert!(other.windows.iter().all(|window| window.doing == Doing::Closed));
}

#[tokio::test]
async fn a_service_that_begins_anew_hangs_the_same_board() {
    let folder = tempfile::tempdir().unwrap();
    let tickets = [ticket("A001", "09:00:00"), ticket("A002", "09:01:00")];
    let served = Served::start(folder.path(), &tickets).await;
    let mut live = follow(&served, None).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    desk.call_next().await;
    desk.order(1, json!({ "do": "no_show", "ticket": "A001" })).await.receipt();
    desk.call_next().await;
    let (_, before) = until(&mut live, |board| board.calls.len() == 2).await;
    drop(live);
    served.stop().await;
    let served = Served::start(folder.path(), &tickets).await;
    let after = board(&served).await;
    assert_eq!(after.calls, before.calls, "the last calls are read back from the record");
    assert_eq!((&after.windows, &after.waiting), (&before.windows, &before.waiting));
}

/// What must never be on a board: people, their numbers, their matter, what was noted about them, and the staff.
const SECRETS: [&str; 12] = [
    "金丝雀",
    "11010519491231002X",
    "13800138000",
    "食品经营许可",
    "elderly",
    "note",
    "why",
    "applicant",
    "holder",
    "王敏",
    "Q01",
    "Q03",
];

/// Which secrets stand in an answer, in any spelling JSON has for them.
fn leaks(body: &[u8]) -> Vec<&'static str> {
    let text = String::from_utf8(body.to_vec()).unwrap();
    let escaped = |secret: &str| -> String {
        secret
            .chars()
            .map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) })
            .collect()
    };
    let lower = text.to_lowercase();
    let stands = |secret: &&&str| {
        lower.contains(&secret.to_lowercase()) || lower.contains(&escaped(secret).to_lowercase())
    };
    SECRETS.iter().filter(stands).copied().collect()
}

#[tokio::test]
async fn nothing_about_anybody_is_on_the_board() {
    let folder = tempfile::tempdir().unwrap();
    let person = json!({ "type": "natural", "name": "金丝雀甲", "id_number": "11010519491231002X",
                         "phone": "13800138000" });
    let of_person = |more: Value| {
        let mut all =
            json!({ "applicant": person, "item": "food", "note": "金丝雀备注", "green": "elderly" });
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        all
    };
    let tickets: Vec<_> =
        (1..=6).map(|n| ticket_with(&format!("A{n:03}"), "09:00:00", of_person(json!({})))).collect();
    let served = Served::start(folder.path(), &tickets).await;
    let mut live = follow(&served, None).await;
    let mut seen = vec![live.next().await.unwrap().1.to_string()];

    let a = Desk::on_post(&served, "Q01", "01").await;
    let b = Desk::on_post(&served, "Q03", "02").await;
    a.call_next().await;
    a.order(1, json!({ "do": "begin", "ticket": "A001" })).await.receipt();
    let open = json!({ "do": "open_case", "case": "c1", "ticket": "A001", "item": "food", "applicant": person,
                       "agent": null });
    a.order(1, open).await.receipt();
    a.order(1, json!({ "do": "park", "ticket": "A001", "why": "金丝雀去取材料" })).await.receipt();
    a.call_next().await;
    a.order(1, json!({ "do": "redirect", "ticket": "A002", "to": "02", "why": "金丝雀走错了" }))
        .await
        .receipt();
    a.call_next().await;
    a.order(1, json!({ "do": "no_show", "ticket": "A003" })).await.receipt();
    b.call_next().await;
    a.order(1, json!({ "do": "step_away", "cover": "02", "minutes": 10, "why": "金丝雀送件" }))
        .await
        .receipt();
    a.order(1, json!({ "do": "step_back" })).await.receipt();
    let offer = json!({ "do": "offer_handover", "to": "Q02", "note": "金丝雀还在等" });
    a.order(1, offer).await.receipt();
    let secret = |board: &Value| seen.push(board.to_string());
    let mut secret = secret;
    loop {
        let (_, board) = live.next().await.unwrap();
        secret(&board);
        if board["windows"][0]["doing"]["is"] == "handover" {
            break;
        }
    }
    let answer = Answer::of(get(&served, "/v1/board").await).await;
    seen.push(String::from_utf8(answer.body.clone()).unwrap());
    assert!(seen.len() >= 3, "the board was seen at work");
    for bytes in &seen {
        assert_eq!(leaks(bytes.as_bytes()), [""; 0], "{bytes}");
    }

    // The control: what an officer sees has all of it, and one field more on the board is found.
    let desk = a.get("/v1/windows/01/desk").await;
    let rules = a.get("/v1/catalogue").await;
    let with_names = [desk.body, rules.body].concat();
    assert_eq!(leaks(&with_names), SECRETS);
    let mut faulty: Value = answer.json();
    faulty["windows"][0]["doing"]["holder"] = json!("Q01");
    assert_eq!(leaks(faulty.to_string().as_bytes()), ["holder", "Q01"]);
    let faulty = answer.body.iter().copied().chain(b"\\u91d1\\u4e1d\\u96c0".iter().copied());
    assert_eq!(leaks(&faulty.collect::<Vec<u8>>()), ["金丝雀"], "in another spelling");
}

#[tokio::test]
async fn only_reading_is_offered_to_everybody() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    for path in ["/v1/board", "/v1/board/live"] {
        let sent = client().request(Method::POST, format!("{}{path}", served.base)).send().await.unwrap();
        assert_eq!(Answer::of(sent).await.problem(), (405, "method_not_allowed".to_owned()));
    }
    // Everything else still wants a session.
    for path in ["/v1/live", "/v1/windows/01/desk", "/v1/reports/coverage"] {
        let answer = Answer::of(get(&served, path).await).await;
        assert_eq!(answer.problem(), (401, "unauthenticated".to_owned()), "{path}");
    }
}
