//! Files damaged in every way, and system calls that fail one after the other.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;

use super::super::files::System;
use super::super::seal::mark;
use super::*;
use crate::client::testing::order;

fn marks() -> Marks {
    Marks { owner: mark("owner", &["王敏"]), machine: mark("machine", &["这台"]) }
}

fn open(path: &Path, key: &JournalKey) -> (Disk, Kept, Vec<Note>) {
    Disk::open(Box::new(System), path, key, marks()).unwrap()
}

fn typed(text: &str) -> Entry {
    Entry::Typed(Some(serde_json::Value::from(text)))
}

/// Orders and typing in turn, as they come.
fn entries(count: u128) -> Vec<Entry> {
    (1..=count)
        .flat_map(|n| {
            let settled = (n % 3 == 0).then(|| Entry::Settled(order(n - 1).id));
            [Some(Entry::Sent(Box::new(order(n)))), Some(typed(&"字".repeat(n as usize))), settled]
        })
        .flatten()
        .collect()
}

/// What the first so many entries fold into.
fn folded(entries: &[Entry]) -> Kept {
    let mut kept = Kept::default();
    entries.iter().cloned().for_each(|entry| kept.fold(entry));
    kept
}

/// A journal with these entries added one by one, where each record of it ends, and its key.
fn written(entries: &[Entry], path: &Path) -> (Vec<u8>, Vec<usize>, JournalKey) {
    let key = JournalKey::fresh().unwrap();
    let (mut disk, ..) = open(path, &key);
    let mut ends = vec![usize::try_from(disk.size).unwrap()];
    for entry in entries {
        disk.add(entry).unwrap();
        ends.push(usize::try_from(disk.size).unwrap());
    }
    drop(disk);
    let bytes = fs::read(path).unwrap();
    assert_eq!(ends.last(), Some(&bytes.len()));
    (bytes, ends, key)
}

/// Opens a journal that was damaged at a byte: everything before is there, the rest is set aside as it is, and what is
/// written after is read the next time.
fn damaged(bytes: &[u8], at: usize, ends: &[usize], entries: &[Entry], key: &JournalKey, what: &str) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.journal");
    fs::write(&path, bytes).unwrap();
    let (mut disk, kept, notes) = open(&path, key);
    // Records that end at or before the flaw are whole.
    let whole = ends.iter().filter(|end| **end <= at).count();
    match whole.checked_sub(1) {
        None => {
            assert!(kept.is_empty(), "{what}");
            let [Note::Elsewhere { file }] = &notes[..] else { panic!("{what}: {notes:?}") };
            assert_eq!(fs::read(file).unwrap(), bytes, "{what}");
        }
        Some(count) => {
            assert_eq!(kept, folded(&entries[..count]), "{what}");
            let rest = &bytes[ends[count]..];
            match &notes[..] {
                [] => assert!(rest.is_empty(), "{what}"),
                [Note::Damaged { file }] => assert_eq!(fs::read(file).unwrap(), rest, "{what}"),
                other => panic!("{what}: {other:?}"),
            }
        }
    }
    disk.add(&typed("接着写")).unwrap();
    drop(disk);
    let (_, again, notes) = open(&path, key);
    assert_eq!((again.typed, again.orders), (Some("接着写".into()), kept.orders), "{what}");
    assert!(notes.is_empty(), "{what}: {notes:?}");
}

/// C21, I-39: every truncation.
#[test]
fn a_journal_cut_anywhere_loses_nothing_before_the_cut() {
    let folder = tempfile::tempdir().unwrap();
    let entries = entries(4);
    let (bytes, ends, key) = written(&entries, &folder.path().join("x.journal"));
    for at in 0..bytes.len() {
        damaged(&bytes[..at], at, &ends, &entries, &key, &format!("cut at {at}"));
    }
}

/// C21, I-39: every flipped byte.
#[test]
fn a_journal_with_any_byte_flipped_loses_nothing_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let entries = entries(4);
    let (bytes, ends, key) = written(&entries, &folder.path().join("x.journal"));
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (at % 8);
        damaged(&flipped, at, &ends, &entries, &key, &format!("flipped at {at}"));
    }
}

/// Records that were swapped, left out, written twice or taken from another journal do not open. The control: without
/// its place in the seal a swapped record would.
#[test]
fn a_record_opens_only_at_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let entries = entries(3);
    let (bytes, ends, key) = written(&entries, &folder.path().join("x.journal"));
    let record = |at: usize| &bytes[ends[at]..ends[at + 1]];
    let head = &bytes[..ends[1]];
    let swapped = [head, record(2), record(1), record(3)].concat();
    damaged(&swapped, ends[1], &ends, &entries, &key, "swapped");
    let left_out = [head, record(2), record(3)].concat();
    damaged(&left_out, ends[1], &ends, &entries, &key, "left out");
    let twice = [&bytes[..ends[2]], record(1), record(2)].concat();
    damaged(&twice, ends[2], &ends, &entries, &key, "twice");

    let seal = Seal::of(&key, marks(), &bytes).unwrap();
    assert!(seal.open(2, record(1)).is_some(), "the second entry is the record number 2");
    assert!(seal.open(3, record(1)).is_none() && seal.open(1, record(1)).is_none());
    let other = Seal::new(&key, marks()).unwrap();
    assert!(other.open(2, record(1)).is_none(), "the same key in another file");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// I-39: whatever stands in the file, the desk starts, and nothing of the file is lost.
    #[test]
    fn any_bytes_in_its_place_are_set_aside(bytes in proptest::collection::vec(any::<u8>(), 0..2048)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.journal");
        fs::write(&path, &bytes).unwrap();
        let (_disk, kept, notes) = open(&path, &JournalKey::fresh().unwrap());
        prop_assert!(kept.is_empty());
        let [Note::Elsewhere { file }] = &notes[..] else { panic!("{notes:?}") };
        prop_assert_eq!(fs::read(file).unwrap(), bytes);
    }
}

#[test]
fn what_was_set_aside_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.journal");
    let key = JournalKey::fresh().unwrap();
    for time in 1..=3_u8 {
        fs::write(&path, [time; 100]).unwrap();
        let (.., notes) = open(&path, &key);
        let [Note::Elsewhere { file }] = &notes[..] else { panic!("{notes:?}") };
        assert!(file.ends_with(["", "x.elsewhere", "x.elsewhere-2", "x.elsewhere-3"][usize::from(time)]));
    }
    assert_eq!(fs::read(folder.path().join("x.elsewhere")).unwrap(), [1; 100]);
}

/// The system, until so many calls are done: from then on every call fails, a write perhaps half-way.
struct Failing {
    left: Arc<AtomicUsize>,
    half: bool,
}

impl Failing {
    fn call<T>(&self, done: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let left = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if left.is_ok() { done() } else { Err(ErrorKind::StorageFull.into()) }
    }
}

impl Files for Failing {
    fn create(&self, path: &Path) -> io::Result<File> {
        self.call(|| System.create(path))
    }

    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<()> {
        let done = self.call(|| System.write(file, bytes));
        if done.is_err() && self.half {
            System.write(file, &bytes[..bytes.len() / 2])?;
        }
        done
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        self.call(|| System.sync(file))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(|| System.rename(from, to))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.call(|| System.sync_folder(folder))
    }
}

/// The desk dies, or the disk is full, at every system call of opening, adding and writing anew: whatever was noted
/// without a fault is there the next time.
#[test]
fn a_crash_between_any_two_system_calls_loses_nothing_noted() {
    const MORE: usize = 6;
    let begin = entries(5);
    for half in [false, true] {
        let mut finished = false;
        for calls in 0..60 {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("x.journal");
            let (_, _, key) = written(&begin, &path);
            let left = Arc::new(AtomicUsize::new(calls));
            let mut safe = folded(&begin);
            let files = Failing { left: Arc::clone(&left), half };
            let mut done = 0;
            if let Ok((mut disk, kept, _)) = Disk::open(Box::new(files), &path, &key, marks()) {
                assert_eq!(kept, safe);
                // Every entry writes the file anew.
                for entry in entries(9).split_off(entries(9).len() - MORE) {
                    disk.limit = 0;
                    if disk.add(&entry).is_err() {
                        break;
                    }
                    safe.fold(entry);
                    if disk.tidy(&safe).is_err() {
                        break;
                    }
                    done += 1;
                }
            }
            finished |= done == MORE;
            let (_, kept, notes) = open(&path, &key);
            assert_eq!(kept, safe, "after {calls} calls, half: {half}");
            assert!(half || notes.is_empty(), "{notes:?}");
        }
        assert!(finished, "the last runs see no fault at all");
    }
}

/// The control of the test above: a journal that is cut to nothing before it is written anew loses what was noted.
#[test]
fn writing_anew_in_place_would_lose_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.journal");
    let begin = entries(5);
    let (bytes, _, key) = written(&begin, &path);
    let in_place = |calls: usize| -> io::Result<()> {
        let files = Failing { left: Arc::new(AtomicUsize::new(calls)), half: false };
        let file = OpenOptions::new().write(true).truncate(true).open(&path)?;
        files.write(&file, &bytes)
    };
    assert!(in_place(0).is_err());
    let (_, kept, _) = open(&path, &key);
    assert_ne!(kept, folded(&begin));
}

#[test]
fn a_large_journal_is_written_anew_with_what_still_counts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.journal");
    let key = JournalKey::fresh().unwrap();
    let (mut disk, mut kept, _) = open(&path, &key);
    let long = "很长的一段话".repeat(2000);
    for _ in 0..60 {
        disk.add(&typed(&long)).unwrap();
        kept.fold(typed(&long));
        disk.tidy(&kept).unwrap();
    }
    assert!(fs::metadata(&path).unwrap().len() < LARGE, "sixty times forty kilobytes are not kept");
    drop(disk);
    let (_, again, notes) = open(&path, &key);
    assert_eq!((again, notes), (kept, vec![]));
}
