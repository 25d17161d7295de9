//! What a power cut leaves (reliability.md C3): a process that is killed keeps what the system has in its memory, so
//! that no `kill -9` shows what was never written. Here the writes and syncs of the real service are recorded by
//! strace; from them the files are built as they could lie on the disk after the power went at any moment: nothing
//! that was not synced, some of it, all of it but a torn last sector. Each image is opened by the real store, and
//! everything the service had acknowledged by then must be there.
//!
//! Controls: the same trace without the syncs that `synchronous=NORMAL` would not have made must lose a good share,
//! and the check of the order of answers must object to it.
//!
//! The recorder and the disk know nothing of databases: they replay any set of files. The desk's journal goes through
//! the same ([`journal`]).
#![cfg(all(feature = "service", feature = "desk", target_os = "linux"))]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what is wrong"
)]

#[path = "powercut/check.rs"]
mod check;
#[path = "powercut/disk.rs"]
mod disk;
#[path = "powercut/journal.rs"]
mod journal;
#[path = "powercut/record.rs"]
mod record;
#[path = "powercut/trace.rs"]
mod trace;

use std::path::Path;

use check::{Ack, acks, as_normal, early_answers, loses};
use disk::{Dice, Disk, Left};
use record::recorded;

/// Images in the ordinary run; the long run takes `YICHUANG_IMAGES`, or five thousand.
const IMAGES: usize = 240;

fn seed() -> u64 {
    let given = std::env::var("YICHUANG_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = given.unwrap_or_else(|| uuid::Uuid::now_v7().as_u64_pair().1);
    println!("YICHUANG_SEED={seed}");
    seed
}

/// Builds so many images of the time from a line of the trace on, and gives what is wrong with each that is wrong.
fn replay(
    disk: &Disk,
    first: usize,
    images: usize,
    seed: u64,
    loses: impl Fn(&Path, usize) -> Option<String>,
) -> Vec<String> {
    let mut dice = Dice::new(seed);
    let span = disk.end().saturating_sub(first) + 1;
    let mut wrong = Vec::new();
    let mut by_kind = [0_usize; Left::ALL.len()];
    for image in 0..images {
        let left = Left::ALL[image % Left::ALL.len()];
        let cut = first + dice.below(span);
        let folder = tempfile::tempdir().unwrap();
        disk.image(cut, left, &mut dice).write(folder.path());
        if let Some(why) = loses(folder.path(), cut) {
            by_kind[image % Left::ALL.len()] += 1;
            wrong.push(format!("image {image}, cut at line {cut}, {left:?}: {why}"));
        }
    }
    println!("{images} images, {} wrong", wrong.len());
    for (left, count) in Left::ALL.iter().zip(by_kind) {
        println!("    {left:?}: {count} of {}", images / Left::ALL.len());
    }
    wrong
}

/// The images of the service's record that lack something acknowledged.
fn records(disk: &Disk, acks: &[Ack], images: usize, seed: u64) -> Vec<String> {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    println!("{} acknowledged orders", acks.len());
    let first = acks.first().expect("something was acknowledged").at;
    replay(disk, first, images, seed, |folder, cut| {
        let told: Vec<&Ack> = acks.iter().filter(|ack| ack.at <= cut).collect();
        runtime.block_on(loses(folder, &told))
    })
}

/// I-12, I-13, I-14: each acknowledged order is there once, numbers have no gap, the chains hold.
#[test]
fn a_power_cut_loses_nothing_that_was_acknowledged() {
    let Some(steps) = recorded() else { return };
    let acks = acks(steps);
    assert!(acks.len() > 50, "only {} orders were acknowledged", acks.len());
    let wrong = records(&Disk::new(steps), &acks, IMAGES, seed());
    assert!(wrong.is_empty(), "{} images are wrong, the first: {}", wrong.len(), wrong[0]);
}

/// The control: with the syncs of `synchronous=NORMAL` a good share of the images loses acknowledged orders.
#[test]
fn the_syncs_of_normal_would_lose_acknowledged_orders() {
    let Some(steps) = recorded() else { return };
    let (acks, normal) = (acks(steps), as_normal(steps));
    let images = IMAGES / 2;
    let wrong = records(&Disk::new(&normal), &acks, images, seed());
    assert!(
        wrong.len() * 3 > images,
        "only {} of {images} images lost anything: the replay is blind",
        wrong.len()
    );
}

/// C3b: no answer leaves between the last write of its order to the log and the sync after it.
#[test]
fn no_answer_leaves_before_its_order_is_synced() {
    let Some(steps) = recorded() else { return };
    let (early, all) = (early_answers(steps), acks(steps).len());
    println!("{} of {all} answers left before the sync", early.len());
    assert!(early.is_empty(), "{:?}", early.first());
    let early = early_answers(&as_normal(steps));
    println!("the control: {} of {all}", early.len());
    assert!(early.len() * 2 > all, "the check is blind");
}

/// The long run.
#[test]
#[ignore = "minutes to hours long"]
fn thousands_of_power_cuts_lose_nothing_that_was_acknowledged() {
    let Some(steps) = recorded() else { return };
    let images = std::env::var("YICHUANG_IMAGES").ok().and_then(|count| count.parse().ok()).unwrap_or(5_000);
    let wrong = records(&Disk::new(steps), &acks(steps), images, seed());
    assert!(wrong.is_empty(), "{} images are wrong, the first: {}", wrong.len(), wrong[0]);
}
