//! Several services on one record: what happens at one is heard at the other, nobody who listens misses anything, and
//! one after the other can be stopped and started under load. PostgreSQL alone; `.ci/run` asks for them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;
use sqlx::postgres::PgPool;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use yichuang::service::Settings;

use crate::desk::{Answer, Desk, Live, client};
use crate::hall::{Served, ticket};
use crate::kill::fresh;
use crate::numbers::{faults, number};
use crate::race::loose;
use crate::store::{Record, url};

async fn two(folder: &std::path::Path) -> (Served, Served) {
    let tickets = [ticket("A001", "09:00:00"), ticket("A002", "09:01:00")];
    let first = Served::start(folder, &tickets).await;
    let second = Served::beside(folder, 0, &tickets, Some(first.clock.clone())).await;
    (first, second)
}

fn at(served: &Served, desk: &Desk) -> Desk {
    Desk { client: client(), base: served.base.clone(), ..desk.clone() }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL; .ci/run"]
async fn postgres_what_happens_at_one_service_is_heard_at_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = two(folder.path()).await;
    let here = Desk::on_post(&first, "Q01", "01").await;
    let there = at(&second, &here);
    assert_eq!(there.snapshot().await.state.tickets.len(), 2, "issued once");
    let mut live = Live::open(&there, "", None).await;
    here.call_next().await;
    let (_, event) = live.next().await.unwrap();
    assert_eq!(event["event"]["what"]["event"], "called");
    assert_eq!(live.next().await.unwrap().1["event"]["what"]["event"], "call_counted");
    // The order that was carried out here is known there.
    let order = here.envelope(1, json!({ "do": "begin", "ticket": "A001" }));
    let done = here.send(&order).await;
    let again = there.send(&order).await;
    assert_eq!((again.replayed, again.body), (true, done.body));
    live.next().await.unwrap();
    // Logged out here, no longer told anything there.
    here.request(Method::DELETE, "/v1/sessions/current").send().await.unwrap();
    assert!(live.next().await.is_none());
    first.stop().await;
    second.stop().await;
}

/// The sequence number a writer took before another, and has not committed yet.
async fn held_back(folder: &std::path::Path) -> sqlx::Transaction<'static, sqlx::Postgres> {
    let pool = PgPool::connect(&url(folder).await).await.unwrap();
    let mut slow = pool.begin().await.unwrap();
    for sql in [
        "SELECT events_announce()",
        r#"INSERT INTO events (hall, stream, version, at, actor, "window", fence, kind, body, prev_hash, hash)
           SELECT hall, 'window/' || gen_random_uuid(), 1, at, actor, "window", fence, kind, body, prev_hash, hash
           FROM events WHERE stream LIKE 'window/%' ORDER BY seq LIMIT 1"#,
    ] {
        sqlx::query(sql).execute(&mut *slow).await.unwrap();
    }
    slow
}

/// A reader who saw number 12 must not lose 11, which is committed later.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL; .ci/run"]
async fn postgres_a_number_that_is_committed_late_is_not_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = two(folder.path()).await;
    let desk = Desk::on_post(&first, "Q01", "01").await;
    let before = desk.snapshot().await.seq;
    let mut lives = [Live::open(&desk, "", None).await, Live::open(&at(&second, &desk), "", None).await];
    let slow = held_back(folder.path()).await;
    desk.call_next().await;
    assert_eq!(desk.snapshot().await.seq, before, "held back");
    slow.commit().await.unwrap();
    for live in &mut lives {
        assert_eq!(live.next().await.unwrap().0, before + 1);
        assert_eq!(live.next().await.unwrap().0, before + 2);
        assert_eq!(live.next().await.unwrap().0, before + 3);
    }
    // One that is given up holds nobody back.
    let slow = held_back(folder.path()).await;
    desk.order(1, json!({ "do": "begin", "ticket": "A001" })).await.receipt();
    slow.rollback().await.unwrap();
    assert_eq!(lives[1].next().await.unwrap().0, before + 5);
}

/// The control: readers that go to the last number there is lose one.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL; .ci/run"]
async fn postgres_without_the_horizon_a_late_number_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let (first, _second) = two(folder.path()).await;
    let naive = "CREATE OR REPLACE FUNCTION events_horizon() RETURNS bigint LANGUAGE sql AS
                 'SELECT COALESCE(max(seq), 0) FROM events'";
    Record::open(folder.path()).await.run(naive).await.unwrap();
    let desk = Desk::on_post(&first, "Q01", "01").await;
    let before = desk.snapshot().await.seq;
    let mut live = Live::open(&desk, "", None).await;
    let slow = held_back(folder.path()).await;
    desk.call_next().await;
    assert_eq!(live.next().await.unwrap().0, before + 2);
    assert_eq!(live.next().await.unwrap().0, before + 3);
    slow.commit().await.unwrap();
    desk.order(1, json!({ "do": "begin", "ticket": "A001" })).await.receipt();
    assert_eq!(live.next().await.unwrap().0, before + 4, "and never {}", before + 1);
}

/// Thirty-two clients write at eight windows through two services while somebody listens at each: both hear the whole
/// record, in its order, and nothing twice.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL; .ci/run"]
async fn postgres_listeners_hear_everything_once_while_many_write() {
    let folder = tempfile::tempdir().unwrap();
    let first = Served::beside(folder.path(), 8, &[], None).await;
    let second = Served::beside(folder.path(), 8, &[], Some(first.clock.clone())).await;
    let served = [first, second];
    let mut posts = Vec::new();
    for window in 1..=8 {
        posts.push(Desk::on_post(&served[0], &format!("Q{window:02}"), &format!("{window:02}")).await);
    }
    let mut lives = Vec::new();
    for served in &served {
        lives.push(Live::open(&at(served, &posts[0]), "?after=0", None).await);
    }
    let mut writing = JoinSet::new();
    for client in 0..32 {
        let desk = at(&served[client % 2], &posts[client % 8]);
        writing.spawn(async move {
            for order in 0..8 {
                desk.order(1, loose(client, order)).await.receipt();
            }
        });
    }
    writing.join_all().await;
    let record = Record::open(folder.path())
        .await
        .rows("SELECT CAST(seq AS TEXT) FROM events ORDER BY events.seq")
        .await;
    assert!(record.len() >= 32 * 8);
    for live in &mut lives {
        for row in &record {
            assert_eq!(live.next().await.unwrap().0.to_string(), row[0]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL; .ci/run"]
async fn postgres_two_departments_decide_once() {
    let folder = tempfile::tempdir().unwrap();
    let quick = |settings: &mut Settings| {
        settings.demonstration = true;
        settings.auto_department = Some(std::time::Duration::ZERO);
    };
    let first = Served::with(folder.path(), &[], quick).await;
    let _second = Served::with(folder.path(), &[], quick).await;
    let desk = Desk::on_post(&first, "Q01", "01").await;
    let mut live = Live::open(&desk, "", None).await;
    let mut decided = BTreeMap::new();
    for case in ["c1", "c2", "c3"] {
        desk.open_case(case).await;
        desk.order(1, json!({ "do": "accept", "case": case })).await.receipt();
        while !decided.contains_key(case) {
            let (_, event) = live.next().await.unwrap();
            if event["event"]["what"]["event"] == "decided" {
                let of = event["event"]["case"].as_str().unwrap().to_owned();
                *decided.entry(of).or_insert(0) += 1;
            }
        }
    }
    assert!(decided.values().all(|times| *times == 1), "{decided:?}");
}

/// What stands before the services in a hall: new connections go to one that takes them.
struct Balancer {
    address: String,
    live: Arc<Mutex<Vec<String>>>,
}

impl Balancer {
    async fn before(served: &[&Served]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let live = Arc::new(Mutex::new(served.iter().map(|served| host(served)).collect::<Vec<_>>()));
        let backends = live.clone();
        tokio::spawn(async move {
            for turn in 0.. {
                let (mut from, _) = listener.accept().await.unwrap();
                let to = {
                    let live = backends.lock().unwrap();
                    live[turn % live.len()].clone()
                };
                tokio::spawn(async move {
                    if let Ok(mut to) = TcpStream::connect(to).await {
                        let _ = tokio::io::copy_bidirectional(&mut from, &mut to).await;
                    }
                });
            }
        });
        Self { address, live }
    }

    fn only(&self, served: &[&Served]) {
        *self.live.lock().unwrap() = served.iter().map(|served| host(served)).collect();
    }
}

fn host(served: &Served) -> String {
    served.base.trim_start_matches("http://").to_owned()
}

/// Sends an order through the balancer until it is answered, with the same id.
async fn until_answered(client: &reqwest::Client, desk: &Desk, order: &serde_json::Value) -> Answer {
    loop {
        let request = client.post(format!("{}/v1/commands", desk.base)).bearer_auth(&desk.token).json(order);
        let Ok(response) = request.send().await else { continue };
        let status = response.status();
        let Ok(body) = response.bytes().await else { continue };
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
        return Answer {
            status,
            media: String::new(),
            replayed: false,
            etag: String::new(),
            body: body.to_vec(),
        };
    }
}

/// A rolling restart under load: of two services one is always there. No order fails, none is done twice.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL; .ci/run"]
async fn postgres_a_rolling_restart_fails_no_order_and_does_none_twice() {
    let folder = tempfile::tempdir().unwrap();
    let (mut old, mut other) = two(folder.path()).await;
    let clock = old.clock.clone();
    let balancer = Balancer::before(&[&old, &other]).await;
    let post = Desk::on_post(&old, "Q01", "01").await;
    let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let mut writing = JoinSet::new();
    for at in 0..16 {
        let desk = Desk { base: balancer.address.clone(), ..post.clone() };
        // Half of the clients keep their connection, as a desk does; a service that stops closes it between two orders.
        let client = if at % 2 == 0 { client() } else { fresh() };
        let stop = stop.clone();
        writing.spawn(async move {
            let mut done = Vec::new();
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let order = desk.envelope(1, loose(at, done.len()));
                done.push((order.clone(), until_answered(&client, &desk, &order).await));
            }
            done
        });
    }
    for _ in 0..4 {
        balancer.only(&[&other]);
        old.stop().await;
        old = Served::beside(folder.path(), 0, &[], Some(clock.clone())).await;
        balancer.only(&[&old, &other]);
        std::mem::swap(&mut old, &mut other);
    }
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    let done: Vec<_> = writing.join_all().await.into_iter().flatten().collect();
    let given: Vec<_> = done.iter().map(|(_, answer)| number(&answer.receipt())).collect();
    assert_eq!(faults(&given), [""; 0], "every order once, every number once");
    let papers =
        Record::open(folder.path()).await.number("SELECT CAST(count(*) AS TEXT) FROM documents").await;
    assert_eq!(papers, given.len() as u64);
    assert!(given.len() > 64, "under load: {}", given.len());
    join_all([old.stop(), other.stop()]).await;
}

/// Eight services start at once on a database without tables.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL; .ci/run"]
async fn postgres_services_that_start_together_make_the_tables_once() {
    let folder = tempfile::tempdir().unwrap();
    let tickets: Vec<_> = (1..=20).map(|n| ticket(&format!("A{n:03}"), "09:00:00")).collect();
    url(folder.path()).await;
    let starting = (0..8).map(|_| Served::beside(folder.path(), 0, &tickets, None));
    let served = join_all(starting).await;
    let issued = "SELECT CAST(count(*) AS TEXT) FROM events WHERE kind = 'ticket.issued'";
    assert_eq!(Record::open(folder.path()).await.number(issued).await, 20);
    for served in served {
        served.stop().await;
    }
}
