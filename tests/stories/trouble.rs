//! Trouble: the service goes and comes back; the files of a hall are wrong.

use std::fs;
use std::path::Path;

use yichuang::catalogue;
use yichuang::client::{ClientError, Link, Report};
use yichuang::domain::checklist::Verdict;
use yichuang::domain::command::Command;
use yichuang::domain::ids::Fence;
use yichuang::domain::ticket::TicketState;

use crate::hall::{Hall, examine, fixtures};

/// Issue 2, "dead service … loses nothing typed". I-13, I-35, I-37: the order keeps its id and happens once.
#[tokio::test]
async fn an_order_outlives_the_service_and_happens_once() {
    let mut hall = Hall::opens_for(&["A003"]).await;
    let mut wang = hall.mans("王敏", "07").await;
    let no = wang.calls_and_begins().await;
    let file = wang.opens(&no, "social-card.replacement").await;
    wang.hears_that(&file, &[("reason", "lost"), ("holder", "adult"), ("agent", "no")]).await;
    // One that was carried out, though the desk never heard so; one that was not sent; one behind it.
    let done = wang.order(examine(&file, "application", Verdict::Conforming)).await;
    let receipt = wang.client.send(&done).await.unwrap();
    let mut next = wang.order(examine(&file, "id-card", Verdict::Conforming)).await;
    let mut last = wang.order(examine(&file, "photo", Verdict::Shared)).await;
    next.expect.clear();
    last.expect.clear();
    let before = wang.desk().await.state.cases[&file.id].version;

    hall.loses_its_service().await;
    let ids = [done.id, next.id, last.id];
    for order in [done, next, last] {
        wang.sends(order);
    }
    // The desk says so, and how many wait; nothing is dropped.
    let why = loop {
        if let Report::Link(Link::Offline { unsent: 3, attempt: 2.., why, .. }) = wang.hears().await {
            break why;
        }
    };
    assert!(matches!(why, ClientError::Unreachable { .. }), "{why:?}");
    assert!(why.to_string().starts_with("连不上服务"), "{why}");

    hall.gets_its_service_back().await;
    let mut answered = Vec::new();
    for id in ids {
        answered.push(wang.answer(id).await.unwrap());
    }
    assert_eq!(answered[0], receipt, "what had been done is told, not done again");
    assert_eq!(answered.iter().map(|receipt| receipt.events.len()).collect::<Vec<_>>(), [1, 1, 1]);
    let state = wang.desk().await.state;
    assert_eq!(state.cases[&file.id].version, before + 2, "each of the others once");
    assert_eq!(wang.unexamined(&hall, &file).await, [""; 0]);

    // The session, the post and the person at the counter are where they were; tickets are not given out twice.
    assert_eq!((state.post(&"07".into()).holder, wang.fence), (Some("Q0701".into()), Fence(1)));
    assert!(matches!(wang.state_of(&no).await, TicketState::Serving { .. }));
    assert_eq!(wang.version_of(&no).await, 3, "issued, called, begun");
    assert_eq!(wang.issues(Command::Accept { case: file.id.clone() }).await, "青政受〔2026〕1号");
}

/// Issue 2, step 9. The live stream goes on where it broke off: nothing twice, nothing missed.
#[tokio::test]
async fn a_listener_misses_nothing_while_the_service_is_away() {
    let mut hall = Hall::opens_for(&["A003", "A004"]).await;
    let mut wang = hall.mans("王敏", "07").await;
    let li = hall.seats("李强", "07").await;
    let mut ears = li.listens().await;
    for called in wang.does(Command::CallNext).await.events {
        assert_eq!(ears.hear(|recorded| Some(recorded.seq)).await, called.seq);
    }
    hall.loses_its_service().await;
    hall.gets_its_service_back().await;
    let second = wang.does(Command::NoShow { ticket: "A003".into() }).await.events[0].seq;
    assert_eq!(ears.hear(|recorded| Some(recorded.seq)).await, second);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Replaces the first occurrence; the line it stands on.
fn spoil(file: &Path, right: &str, wrong: &str) -> usize {
    let text = fs::read_to_string(file).unwrap();
    let (before, _) = text.split_once(right).expect("the text is there");
    fs::write(file, text.replacen(right, wrong, 1)).unwrap();
    before.lines().count() + usize::from(before.ends_with('\n'))
}

/// Issue 2, "bad input … gets a clear message": every fault of every file at once, with its place. I-39.
#[test]
fn every_fault_of_a_hall_s_files_is_told_at_once() {
    let folder = tempfile::tempdir().unwrap();
    copy(&fixtures(), folder.path());
    let faults = [
        ("catalogue/food-licence.toml", "kind = \"promised\"", "kind = \"promissed\""),
        ("catalogue/social-card.toml", "department = \"human-resources\"", "department = \"human-resource\""),
        ("fees/social-card.toml", "lost = \"20\"", "lost = 20"),
        ("calendar/2026.toml", "\"2026-01-04\"", "\"2026-13-04\""),
        ("hall/qinghe.toml", "post_a = \"Q0701\"", "post_a = \"Q0707\""),
        ("staff/qinghe.toml", "role = \"lead\"", "role = \"leader\""),
        ("scenarios/busy-morning.toml", "green = \"pregnant\"", "green = \"pregnent\""),
    ];
    let mut places: Vec<_> = faults
        .iter()
        .map(|(file, right, wrong)| (*file, spoil(&folder.path().join(file), right, wrong)))
        .collect();
    places.sort_unstable();
    let problems = catalogue::load(folder.path()).unwrap_err();
    let text = problems.to_string();
    for (file, line) in &places {
        let place = format!("{}:{line}:", folder.path().join(file).display());
        assert!(text.lines().any(|told| told.starts_with(&place)), "{place}\n{text}");
    }
    for meant in ["是否要写“promised”？", "是否要写“human-resources”？", "是否要写“pregnant”？"]
    {
        assert!(text.contains(meant), "{meant}\n{text}");
    }
    assert!(text.lines().all(|line| !line.is_ascii()), "every one is a sentence: {text}");
}
