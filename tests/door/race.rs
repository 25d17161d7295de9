use std::collections::BTreeSet;

use futures_util::future::join_all;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use yichuang::document;
use yichuang::wire::StoredPaper;

use crate::desk::{Answer, Desk, client};
use crate::hall::Served;
use crate::numbers::{faults, number};

const CLIENTS: usize = 64;
const ORDERS: usize = 6;
const WINDOWS: usize = 8;

/// A paper of a window that needs neither ticket nor case: guidance, and now and then the way to another place.
pub fn loose(client: usize, at: usize) -> Value {
    if (client + at).is_multiple_of(3) {
        let to = json!({ "name": "青河县水务局", "address": "河堤路5号", "phone": "" });
        return json!({ "do": "refer", "ticket": null, "matter": format!("用水纠纷{client}-{at}"), "to": to,
                       "why": "由水务局受理" });
    }
    json!({ "do": "issue_guidance", "item": "food", "answers": {}, "who": format!("来访人{client}-{at}") })
}

/// I-14, I-35, F36; C9. Sixty-four clients issue papers at eight windows at once. Catches a number given twice, one left
/// out, one that does not follow the order of the record, a paper that is not there after its receipt, and an order
/// that is carried out again when it is sent again.
#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_clients_at_eight_windows_get_every_number_once() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::wide(folder.path(), WINDOWS).await;
    let mut posts = Vec::new();
    for window in 1..=WINDOWS {
        posts.push(Desk::on_post(&served, &format!("Q{window:02}"), &format!("{window:02}")).await);
    }
    let mut racing = JoinSet::new();
    for at in 0..CLIENTS {
        let desk = Desk { client: client(), ..posts[at % WINDOWS].clone() };
        racing.spawn(async move {
            let mut done = Vec::new();
            for order in 0..ORDERS {
                let order = desk.envelope(1, loose(at, order));
                done.push((order.clone(), desk.send(&order).await));
            }
            (desk, done)
        });
    }
    let done: Vec<(Desk, Vec<(Value, Answer)>)> = racing.join_all().await;

    let answers = || done.iter().flat_map(|(_, done)| done).map(|(_, answer)| answer);
    assert!(answers().all(|answer| !answer.replayed));
    let given: Vec<_> = answers().map(|answer| number(&answer.receipt())).collect();
    assert_eq!(faults(&given), [""; 0]);
    let of = |mark: &str| given.iter().filter(|(_, number)| number.prefix.ends_with(mark)).count();
    assert_eq!(of("告") + of("引"), CLIENTS * ORDERS);
    assert_eq!(of("引"), CLIENTS * ORDERS / 3);

    // Sent again, all at once and in another order: the same bytes, and nothing happens.
    let before = posts[0].snapshot().await.seq;
    join_all(done.iter().rev().map(|(desk, done)| async move {
        for (order, first) in done.iter().rev() {
            let again = desk.send(order).await;
            assert!(again.replayed && again.body == first.body, "{order}: {again:?}");
        }
    }))
    .await;
    assert_eq!(posts[0].snapshot().await.seq, before, "no event more");

    // Every receipt's paper is there, and is that paper.
    let texts = join_all(done.iter().map(|(desk, done)| async move {
        let mut texts = BTreeSet::new();
        for (order, answer) in done {
            let (_, number) = number(&answer.receipt());
            let stored: StoredPaper = desk.get(&format!("/v1/documents/{number}")).await.json();
            let seal = stored.paper.seal.as_ref().expect("sealed");
            let digest = document::check_words(&number.to_string(), &seal.code, &stored.text);
            assert_eq!(digest.as_ref(), Ok(&seal.digest));
            let command = &order["command"];
            let said = command["who"].as_str().or(command["matter"].as_str()).unwrap();
            assert!(stored.text.contains(said), "{number} is another's: {said}\n{}", stored.text);
            texts.insert(stored.text);
        }
        texts
    }))
    .await;
    assert_eq!(texts.into_iter().flatten().collect::<BTreeSet<_>>().len(), CLIENTS * ORDERS);
    served.stop().await;
}
