use super::*;
use crate::client::Options;
use crate::client::testing::{AT_ONCE, Reply, Server, order};
use crate::domain::refusal::Refusal;

/// The next reports in short: `1+` answered, `1-` refused, `on`, `off2/1` two unsent after one attempt.
async fn told(reports: &mut mpsc::Receiver<Report>, count: usize) -> String {
    let mut text = Vec::new();
    for _ in 0..count {
        text.push(match reports.recv().await.unwrap() {
            Report::Answered(Outcome { id, result }) => {
                format!("{}{}", id.as_u128(), if result.is_ok() { '+' } else { '-' })
            }
            Report::Link(Link::Online) => "on".to_owned(),
            Report::Link(Link::Offline { unsent, attempt, .. }) => format!("off{unsent}/{attempt}"),
            Report::Stopped { unsent, .. } => format!("stop{}", unsent.len()),
        });
    }
    text.join(" ")
}

fn ids(server: &Server) -> Vec<u128> {
    server.requests().iter().map(|request| request.order().as_u128()).collect()
}

#[tokio::test]
async fn an_order_without_answer_is_sent_again_with_its_id_before_any_other() {
    let server = Server::start(vec![
        Reply::Receipt,
        Reply::drop(),
        Reply::Hang(vec![]),
        Reply::Answer(502, "x-a: b", "<html>".to_owned()),
        Reply::Answer(200, "x-a: b", "<html>".to_owned()),
    ])
    .await;
    let hasty = server.with(Options { request: Duration::from_millis(100), ..Options::default() });
    let (tell, mut reports) = mpsc::channel(32);
    let outbox = Outbox::start(hasty, AT_ONCE, tell, vec![order(1), order(2), order(3)]);
    assert_eq!(told(&mut reports, 8).await, "1+ on off2/1 off2/2 off2/3 off2/4 2+ on");
    assert_eq!(told(&mut reports, 1).await, "3+");
    assert_eq!(ids(&server), [1, 2, 2, 2, 2, 2, 3]);
    assert_eq!(outbox.unsent(), 0);
}

#[tokio::test]
async fn a_refused_order_does_not_hold_up_the_next() {
    let refusal = Reply::problem(&Problem::from(Refusal::QueueEmpty));
    let server = Server::start(vec![refusal]).await;
    let (tell, mut reports) = mpsc::channel(32);
    let outbox = Outbox::start(server.client(), AT_ONCE, tell, vec![]);
    outbox.push(order(1)).unwrap();
    outbox.push(order(2)).unwrap();
    assert_eq!(told(&mut reports, 3).await, "1- on 2+");
}

#[tokio::test]
async fn a_receipt_for_another_order_is_no_answer() {
    let wrong = Reply::json(200, &Receipt { id: uuid::Uuid::from_u128(9), events: vec![] });
    let server = Server::start(vec![wrong]).await;
    let (tell, mut reports) = mpsc::channel(32);
    let _outbox = Outbox::start(server.client(), AT_ONCE, tell, vec![order(1)]);
    assert_eq!(told(&mut reports, 3).await, "off1/1 1+ on");
}

#[tokio::test]
async fn when_the_session_is_over_the_orders_come_back() {
    let over = Reply::problem(&Problem::new(401, "unauthenticated", "登录已失效，请重新登录"));
    let server = Server::start(vec![Reply::Receipt, over]).await;
    let (tell, mut reports) = mpsc::channel(32);
    let outbox = Outbox::start(server.client(), AT_ONCE, tell, vec![order(1), order(2), order(3)]);
    assert_eq!(told(&mut reports, 2).await, "1+ on");
    let Report::Stopped { why, unsent } = reports.recv().await.unwrap() else { panic!() };
    assert!(why.to_string().contains("请重新登录"));
    assert_eq!(unsent, [order(2), order(3)]);
    assert_eq!(outbox.push(order(4)).unwrap_err().id, order(4).id);
}

#[tokio::test]
async fn while_offline_new_orders_are_counted_and_closing_gives_them_back() {
    let server = Server::start(vec![Reply::drop()]).await;
    let (tell, mut reports) = mpsc::channel(32);
    let hour = Duration::from_hours(1);
    let outbox =
        Outbox::start(server.client(), Pace { first: hour, most: hour, jitter: 0 }, tell, vec![order(1)]);
    assert_eq!(told(&mut reports, 1).await, "off1/1");
    outbox.push(order(2)).unwrap();
    assert_eq!(told(&mut reports, 1).await, "off2/1");
    assert_eq!(outbox.close(Duration::from_millis(20)).await, [order(1), order(2)]);
}

#[tokio::test]
async fn closing_waits_for_what_is_on_its_way() {
    let server = Server::start(vec![]).await;
    let (tell, mut reports) = mpsc::channel(32);
    let outbox = Outbox::start(server.client(), AT_ONCE, tell, vec![order(1), order(2)]);
    assert_eq!(outbox.close(Duration::from_secs(5)).await, []);
    assert_eq!(told(&mut reports, 3).await, "1+ on 2+");
}

#[test]
fn the_waits_double_up_to_the_most() {
    let waits: Vec<_> = (1..8).map(|failures| Pace::default().after(failures).as_millis()).collect();
    assert_eq!(waits, [200, 400, 800, 1600, 3200, 5000, 5000]);
    assert_eq!(Pace::default().after(u32::MAX).as_millis(), 5000);
}
