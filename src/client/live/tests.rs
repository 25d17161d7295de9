use std::time::Duration;

use super::*;
use crate::client::Options;
use crate::client::testing::{AT_ONCE, Reply, Server};
use crate::wire::Problem;

fn event(seq: u64) -> String {
    format!(
        "id: {seq}\ndata: {{\"seq\":{seq},\"version\":1,\"at\":\"2026-11-21T01:00:00Z\",\"actor\":\"Q1\",\n\
         data: \"acting_for\":null,\"window\":\"07\",\"fence\":1,\"event\":{{\"on\":\"ticket\",\
         \"ticket\":\"A012\",\"what\":{{\"event\":\"done\",\"window\":\"07\"}}}}}}\n\n"
    )
}

fn over() -> Reply {
    Reply::problem(&Problem::new(401, "unauthenticated", "登录已失效"))
}

/// The stream in short: c connected, l lost, numbers.
async fn heard(client: &Client, seq: u64) -> String {
    let mut text = String::new();
    let mut live = Box::pin(client.live(seq, AT_ONCE));
    while let Some(next) = live.next().await {
        match next {
            Live::Connected => text.push('c'),
            Live::Happened(recorded) => text.push_str(&recorded.seq.to_string()),
            Live::Lost(ClientError::NotYichuang { .. }) => text.push('?'),
            Live::Lost(ClientError::Unauthenticated(_)) => text.push('!'),
            Live::Lost(ClientError::TooLarge { .. }) => text.push('+'),
            Live::Lost(_) => text.push('l'),
        }
    }
    text
}

#[tokio::test]
async fn events_are_taken_up_again_after_a_break_each_once() {
    let first = format!(": alive\n\nevent: later\ndata: x\n\n{}{}data: {{\"half", event(5), event(6));
    let again = format!("{}{}", event(6), event(7));
    let server = Server::start(vec![
        Reply::events(&first),
        Reply::drop(),
        Reply::Answer(503, "x-a: b", String::new()),
        Reply::events(&again),
        over(),
    ])
    .await;
    let client = server.client();
    client.set_token(Some("t".to_owned()));
    assert_eq!(heard(&client, 4).await, "c56lllc7l!");
    let requests = server.requests();
    let lines: Vec<_> = requests.iter().map(|request| request.line.as_str()).collect();
    let (four, six) = ("GET /v1/live?after=4", "GET /v1/live?after=6");
    assert_eq!(lines, [four, six, six, six, "GET /v1/live?after=7"]);
    assert_eq!(requests[1].headers["last-event-id"], "6");
    assert_eq!(requests[1].headers["authorization"], "Bearer t");
}

#[tokio::test]
async fn what_is_no_live_stream_is_named_and_never_crashes() {
    let page = Reply::Answer(200, "content-type: text/html", "<html>".to_owned());
    let server = Server::start(vec![
        page,
        Reply::events("\u{feff}data: x\n\n"),
        Reply::events("data: {}\n\n"),
        Reply::Raw(b"HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\n\r\ndata: \xff\xff\n\n".to_vec()),
        over(),
    ])
    .await;
    assert_eq!(heard(&server.client(), 0).await, "?c?c?c?!");
}

#[tokio::test]
async fn silence_and_events_without_end_break_the_connection() {
    let head = b"HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\n\r\n".to_vec();
    let server = Server::start(vec![Reply::Hang(head), Reply::events(&"x".repeat(2000)), over()]).await;
    let options = Options { silence: Duration::from_millis(50), body: 1000, ..Options::default() };
    assert_eq!(heard(&server.with(options), 0).await, "clc+!");
}
