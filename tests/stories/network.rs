//! The network of a Monday morning (C8): late, cut, reset, half open, doubled, dripping. Every order happens once.

use std::collections::BTreeMap;
use std::time::Duration;

use tokio::sync::mpsc;
use uuid::Uuid;
use yichuang::client::journal::{Journal, JournalKey, Machine};
use yichuang::client::{Account, Client, Options, Outbox, Outcome, Pace, Report};
use yichuang::domain::checklist::Verdict;
use yichuang::domain::command::{Command, Order};
use yichuang::domain::ids::Fence;
use yichuang::domain::post::Occasion;
use yichuang::wire::{PutDraft, Typed};

use crate::hall::{File, Hall, Seat, examine, soon};
use crate::proxy::{Fate, Proxy, seed};

/// Orders sent through it.
const ORDERS: usize = 60;
/// Lost answers are not waited for as long as at a desk.
const HASTY: Options = Options {
    plain_http: false,
    connect: Duration::from_millis(500),
    request: Duration::from_millis(400),
    silence: Duration::from_secs(5),
    body: 8 * 1024 * 1024,
};
const PACE: Pace = Pace { first: Duration::from_millis(2), most: Duration::from_millis(20), jitter: 500 };

/// A case, and orders that each change it once.
async fn at_work(hall: &Hall) -> (Seat, File, Vec<Order>) {
    let mut wang = hall.mans("王敏", "07").await;
    let no = wang.calls_and_begins().await;
    let file = wang.opens(&no, "social-card.replacement").await;
    wang.hears_that(&file, &[("reason", "lost"), ("holder", "adult"), ("agent", "no")]).await;
    let orders = (0..ORDERS).map(|at| {
        let verdict = if at % 2 == 0 { Verdict::Conforming } else { Verdict::Missing };
        let (id, window) = (Uuid::now_v7(), "07".into());
        let command = examine(&file, "photo", verdict);
        Order { id, window, fence: wang.fence, expect: BTreeMap::new(), command }
    });
    let orders = orders.collect();
    (wang, file, orders)
}

async fn version(wang: &Seat, file: &File) -> u64 {
    wang.desk().await.state.cases[&file.id].version
}

/// The client of 王敏 with the network in between.
async fn through(proxy: &Proxy, hall: &Hall) -> Client {
    let (direct, session) = hall.lets_in("王敏", "yichuang", "07").await.unwrap();
    drop(direct);
    let client = Client::with(&proxy.address, HASTY).unwrap();
    client.set_token(Some(session.token));
    client
}

fn account(hall: &str) -> Account {
    Account { server: hall.to_owned(), hall: "qinghe".into(), window: "07".into(), officer: "Q0701".into() }
}

/// I-35, I-37, F79, F80. The desk is killed in the middle of it, too: a new outbox takes what the journal has.
#[tokio::test(flavor = "multi_thread")]
async fn every_order_happens_once_whatever_the_network_does() {
    let hall = Hall::opens_for(&["A003"]).await;
    let (wang, file, orders) = at_work(&hall).await;
    let before = version(&wang, &file).await;
    let proxy = Proxy::before(wang.client.server(), seed()).await;
    let client = through(&proxy, &hall).await;
    let folder = tempfile::tempdir().unwrap();
    let key = JournalKey::fresh().unwrap();
    let open = async || loop {
        let (journal, notes) = Journal::open(folder.path(), &account("here"), &Machine::named("07"), &key);
        // The one before lets go of the file as soon as its task has ended.
        if notes.is_empty() {
            return journal;
        }
        tokio::task::yield_now().await;
    };

    let journal = open().await;
    for order in &orders {
        journal.note(yichuang::client::journal::Entry::Sent(Box::new(order.clone()))).unwrap();
    }
    let mut answered = Vec::new();
    let mut journal = Some(journal);
    // Killed twice in the middle.
    for part in [ORDERS / 3, ORDERS / 3, ORDERS] {
        let now = match journal.take() {
            Some(journal) => journal,
            None => open().await,
        };
        let left = now.kept().orders;
        let (tell, mut reports) = mpsc::channel(64);
        let outbox = Outbox::over(now, client.clone(), PACE, tell, left);
        let mut heard = 0;
        while heard < part && outbox.unsent() > 0 {
            match soon(reports.recv()).await.expect("it goes on") {
                Report::Answered(Outcome { id, result }) => {
                    assert!(result.is_ok(), "{result:?}");
                    answered.push(id);
                    heard += 1;
                }
                Report::Link(_) => {}
                Report::Stopped { why, .. } => panic!("{why}"),
            }
        }
        drop((outbox, reports));
    }
    // One answered at the very moment of a kill is asked for once more, and in order.
    answered.dedup();
    assert_eq!(answered, orders.iter().map(|order| order.id).collect::<Vec<_>>());
    assert_eq!(version(&wang, &file).await, before + ORDERS as u64, "each once");
    assert!(open().await.kept().orders.is_empty(), "what was answered is not kept");

    // Each order has its one event, and the same answer for ever.
    let mut versions = Vec::new();
    for order in &orders {
        let receipt = wang.client.send(order).await.unwrap();
        assert_eq!(receipt.events.len(), 1);
        versions.push(receipt.events[0].version);
    }
    assert_eq!(versions, (before + 1..=before + ORDERS as u64).collect::<Vec<_>>(), "in the order given");
    let fates = [
        Fate::Late,
        Fate::CutAfterRequest,
        Fate::CutInAnswer,
        Fate::HalfOpen,
        Fate::Drips,
        Fate::Twice,
        Fate::Reset,
    ];
    println!("{:?}", fates.map(|fate| (fate, proxy.met(fate))));
    assert!(proxy.met(Fate::CutAfterRequest) > 0, "the seed met no cut at all");
}

/// The control: somebody who makes a new order of each attempt does some of them twice.
#[tokio::test(flavor = "multi_thread")]
async fn with_a_new_id_for_each_attempt_some_happen_twice() {
    let hall = Hall::opens_for(&["A003"]).await;
    let (wang, file, orders) = at_work(&hall).await;
    let before = version(&wang, &file).await;
    let proxy = Proxy::before(wang.client.server(), 7).await;
    let client = through(&proxy, &hall).await;
    for order in orders {
        let again = || Order { id: Uuid::now_v7(), ..order.clone() };
        while client.send(&again()).await.is_err() {}
    }
    assert!(version(&wang, &file).await > before + ORDERS as u64);
}

/// What is typed reaches the service through the same network; the newest wins, whoever lost the post changes nothing,
/// and it is seen only at its window.
#[tokio::test]
async fn drafts_are_for_the_window_and_go_with_the_fence() {
    let hall = Hall::opens_for(&["A003"]).await;
    let mut wang = hall.mans("王敏", "07").await;
    let mut li = hall.seats("李强", "07").await;
    let zhao = hall.seats("周岚", "01").await;
    let typed = |text: &str| Typed {
        title: "挂起号票".to_owned(),
        case: None,
        fields: vec![("原因".to_owned(), text.to_owned())],
        form: serde_json::Value::Null,
    };
    let window = "07".into();
    let put = |fence: Fence, text: Option<&str>| PutDraft { fence, of: None, draft: text.map(typed) };
    for text in ["等", "等候", "等候取公章"] {
        wang.client.draft(&window, &put(wang.fence, Some(text))).await.unwrap();
    }
    let drafts = li.desk().await.drafts;
    assert_eq!(drafts.len(), 1, "the newest of each officer");
    assert_eq!((drafts[0].officer.as_str(), &drafts[0].typed), ("Q0701", &typed("等候取公章")));
    assert_eq!(zhao.client.desk(&window).await.unwrap().drafts, [], "not for the rest of the hall");

    // Nobody writes at a post that is not theirs, nor in another's name.
    li.client.draft(&window, &put(wang.fence, Some("冒名"))).await.unwrap_err();
    let forged = PutDraft { of: Some("Q0702".into()), ..put(wang.fence, Some("冒名")) };
    wang.client.draft(&window, &forged).await.unwrap_err();
    let large = "长".repeat(30_000);
    wang.client.draft(&window, &put(wang.fence, Some(&large))).await.unwrap_err();

    wang.does(Command::OfferHandover { note: "午餐".into(), occasion: Occasion::Shift, to: None }).await;
    let offered = li.post().await.offer.expect("it is on offer");
    for line in offered.lines {
        li.does(Command::ConfirmLine {
            line: line.id,
            remark: None,
            answer: line.read_back.map(|asked| asked.right),
        })
        .await;
    }
    li.does(Command::AcceptHandover).await;
    // A wakes up late: what is on the way is refused, what had arrived stands.
    wang.client.draft(&window, &put(wang.fence, None)).await.unwrap_err();
    wang.client.draft(&window, &put(wang.fence, Some("迟到"))).await.unwrap_err();
    assert_eq!(li.desk().await.drafts[0].typed, typed("等候取公章"));
    // B's own typing leaves it alone; B drops it.
    li.client.draft(&window, &put(li.fence, Some("李强的"))).await.unwrap();
    assert_eq!(li.desk().await.drafts.len(), 2);
    let dropped = PutDraft { of: Some("Q0701".into()), ..put(li.fence, None) };
    li.client.draft(&window, &dropped).await.unwrap();
    li.client.draft(&window, &put(li.fence, None)).await.unwrap();
    assert_eq!(li.desk().await.drafts, []);
}
