//! Sixty-four at once on one thing: the queue, and a window whose holder fell silent. Both stores; two services on
//! PostgreSQL.
//!
//! `YICHUANG_RACE_ROUNDS` asks for more than CI runs: 10 000 for a release.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use yichuang::domain::paper::PaperNumber;
use yichuang::domain::ticket::Ticket;
use yichuang::wire::Problem;

use crate::desk::{Answer, Desk, client};
use crate::hall::{Served, ticket};
use crate::numbers::{faults, number};
use crate::store::server;

const CLIENTS: usize = 64;
const WINDOWS: usize = 8;

fn rounds(in_ci: usize) -> usize {
    std::env::var("YICHUANG_RACE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(in_ci)
}

/// The services of this run: one on SQLite, two on PostgreSQL, all at the same clock.
async fn services(folder: &std::path::Path, windows: usize, tickets: &[Ticket]) -> Vec<Served> {
    let many = if server().is_some() { 2 } else { 1 };
    let mut served: Vec<Served> = Vec::new();
    for _ in 0..many {
        let clock = served.first().map(|first| first.clock.clone());
        served.push(Served::beside(folder, windows, tickets, clock).await);
    }
    served
}

fn code(answer: &Answer) -> String {
    answer.json::<Problem>().code
}

/// I-03, I-04, I-21; C9. Eight windows, eight clients each, call until nobody waits. Catches a ticket called twice, one
/// skipped, and one called before another that came earlier.
#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_clients_on_one_queue_call_every_ticket_once_and_in_turn() {
    let folder = tempfile::tempdir().unwrap();
    let tickets: Vec<Ticket> = (1..=rounds(200))
        .map(|n| {
            ticket(&format!("A{n:05}"), &format!("{:02}:{:02}:{:02}", n / 3600 % 9, n / 60 % 60, n % 60))
        })
        .collect();
    let served = services(folder.path(), WINDOWS, &tickets).await;
    let called = everybody_calls(&served).await;
    let in_turn: Vec<String> = tickets.iter().map(|ticket| format!("ticket/{}", ticket.no)).collect();
    assert_eq!(called, in_turn);
    for served in served {
        served.stop().await;
    }
}

/// Calls until nobody waits; the tickets called, in the order of the record.
async fn everybody_calls(served: &[Served]) -> Vec<String> {
    let mut calling = JoinSet::new();
    for window in 1..=WINDOWS {
        let (officer, window) = (format!("Q{window:02}"), format!("{window:02}"));
        let post = Desk::on_post(&served[0], &officer, &window).await;
        for at in 0..CLIENTS / WINDOWS {
            let base = served[at % served.len()].base.clone();
            let desk = Desk { client: client(), base, ..post.clone() };
            calling.spawn(async move {
                let mut called = Vec::new();
                loop {
                    let answer = desk.order(1, json!({ "do": "call_next" })).await;
                    if answer.status == 200 {
                        let event = &answer.receipt().events[0];
                        let stream = event.event.stream().to_string();
                        let no = stream.trim_start_matches("ticket/").to_owned();
                        called.push((event.seq, stream));
                        desk.order(1, json!({ "do": "no_show", "ticket": no })).await.receipt();
                        continue;
                    }
                    match code(&answer).as_str() {
                        "queue_empty" => return called,
                        "busy" => {}
                        other => panic!("{other}: {answer:?}"),
                    }
                }
            });
        }
    }
    let mut called: Vec<(u64, String)> = calling.join_all().await.into_iter().flatten().collect();
    called.sort();
    called.into_iter().map(|(_, ticket)| ticket).collect()
}

/// I-18..I-21; C9. The lease of the holder lapses; the holder's clients go on writing, everybody else's take over, all
/// sixty-four at once. Catches two winners, none, a stale write after the takeover, and a number doubled or skipped.
#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_clients_on_one_takeover_have_one_winner_and_no_stale_write() {
    let folder = tempfile::tempdir().unwrap();
    let served = services(folder.path(), 0, &[]).await;
    let mut desks = contestants(&served[0]).await;
    desks[0].order(0, json!({ "do": "take_post" })).await.receipt();
    let clients: Vec<_> = (0..CLIENTS).map(|_| client()).collect();
    let (mut holder, mut given) = (0, Vec::new());
    for fence in 1..=rounds(30) {
        if fence % SITTING == 0 {
            desks = contestants(&served[0]).await;
        }
        let told = Contest::held(&served, &desks, &clients, holder, fence).await;
        assert_eq!(told.faults(fence), [""; 0]);
        holder = told.winners[0].0;
        given.extend(told.given);
    }
    assert_eq!(faults(&given), [""; 0]);
    for served in served {
        served.stop().await;
    }
}

/// Rounds of half a minute each until everybody logs in anew.
const SITTING: usize = 60;

/// Who wants window 01: two officers and a lead.
async fn contestants(served: &Served) -> Vec<Desk> {
    let mut desks = Vec::new();
    for officer in ["Q01", "Q02", "L01"] {
        desks.push(Desk::login(served, officer, "01").await);
    }
    desks
}

/// What came of one round.
struct Contest {
    /// Who took over, where in the record, under which fence.
    winners: Vec<(usize, u64, Value)>,
    /// Papers of the holder before.
    given: Vec<(u64, PaperNumber)>,
    /// Why the others were refused.
    refused: BTreeSet<String>,
}

impl Contest {
    async fn held(
        served: &[Served],
        desks: &[Desk],
        clients: &[reqwest::Client],
        holder: usize,
        fence: usize,
    ) -> Self {
        served[0].clock.advance(SignedDuration::from_secs(31));
        let lead = desks.len() - 1;
        let sent =
            clients.iter().enumerate().filter(|(at, _)| !(at % desks.len() == holder && holder == lead));
        let sent = sent.map(|(at, client)| {
            let who = at % desks.len();
            let base = served[at / desks.len() % served.len()].base.clone();
            let desk = Desk { client: client.clone(), base, ..desks[who].clone() };
            let command = if who == holder {
                json!({ "do": "issue_guidance", "item": "food", "answers": {}, "who": format!("来访人{at}") })
            } else {
                json!({ "do": "take_over", "reason": "原持岗人无应答" })
            };
            async move { (who, desk.order(fence as u64, command).await) }
        });
        let (mut winners, mut given, mut refused) = (Vec::new(), Vec::new(), BTreeSet::new());
        for (who, answer) in join_all(sent).await {
            if answer.status != 200 {
                refused.insert(code(&answer));
            } else if who == holder {
                given.push(number(&answer.receipt()));
            } else {
                let event = &answer.receipt().events[0];
                let told = serde_json::to_value(event).unwrap();
                winners.push((who, event.seq, told["event"]["what"]["fence"].clone()));
            }
        }
        Self { winners, given, refused }
    }

    /// What is wrong with it.
    fn faults(&self, fence: usize) -> Vec<String> {
        let mut faults = Vec::new();
        let [(_, at, new)] = &self.winners[..] else {
            return vec![format!("{} winners: {:?}", self.winners.len(), self.refused)];
        };
        if *new != json!(fence + 1) {
            faults.push(format!("fence {new} after {fence}"));
        }
        for (seq, number) in self.given.iter().filter(|(seq, _)| seq > at) {
            faults.push(format!("{number} at {seq} is stale: the post changed at {at}"));
        }
        let known = ["stale_fence", "lease_alive", "not_holder"];
        faults.extend(self.refused.iter().filter(|code| !known.contains(&code.as_str())).cloned());
        faults
    }
}

/// The control: with the locks and the constraints of the tables taken away, the two contests above find faults. The
/// locks are taken away by functions of the same name before those of the system.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL; .ci/run"]
async fn postgres_without_locks_and_constraints_the_contests_find_faults() {
    use crate::store::Record;

    let folder = tempfile::tempdir().unwrap();
    services(folder.path(), 0, &[]).await.pop().unwrap().stop().await;
    let record = Record::open(folder.path()).await;
    for sql in [
        "CREATE FUNCTION public.pg_advisory_xact_lock(bigint) RETURNS void LANGUAGE sql AS 'SELECT'",
        "CREATE FUNCTION public.pg_try_advisory_xact_lock(bigint) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "ALTER TABLE events DROP CONSTRAINT events_version",
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database()); END $$",
    ] {
        record.run(sql).await.unwrap();
    }
    let served = services(folder.path(), 0, &[]).await;
    let desks = contestants(&served[0]).await;
    desks[0].order(0, json!({ "do": "take_post" })).await.receipt();
    let clients: Vec<_> = (0..CLIENTS).map(|_| client()).collect();
    let (mut holder, mut fence) = (0, 1);
    for _ in 0..50 {
        let told = Contest::held(&served, &desks, &clients, holder, fence).await;
        if !told.faults(fence).is_empty() {
            println!("found: {:?}", told.faults(fence));
            return;
        }
        (holder, fence) = (told.winners[0].0, fence + 1);
    }
    panic!("fifty contests without locks and constraints, and nothing was found");
}
