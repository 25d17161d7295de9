use super::*;
use crate::client::testing::order;

fn account(officer: &str) -> Account {
    Account {
        server: "https://a.cn".to_owned(),
        hall: "qinghe".into(),
        window: "07".into(),
        officer: officer.into(),
    }
}

fn here() -> Machine {
    Machine::named("07号窗口的电脑")
}

fn typed(text: &str) -> Entry {
    Entry::Typed(Some(serde_json::json!({ "text": text })))
}

fn only_file(folder: &Path) -> std::path::PathBuf {
    let mut found: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "journal"))
        .collect();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

#[test]
fn what_was_noted_is_there_after_the_program_died() {
    let folder = tempfile::tempdir().unwrap();
    let key = JournalKey::fresh().unwrap();
    let (journal, notes) = Journal::open(folder.path(), &account("Q1"), &here(), &key);
    assert_eq!(notes, []);
    for entry in
        [Entry::Sent(Box::new(order(1))), Entry::Sent(Box::new(order(2))), typed("赵"), typed("赵春")]
    {
        journal.note(entry).unwrap();
    }
    journal.note(Entry::Settled(order(1).id)).unwrap();
    let before = journal.kept();
    // Nothing is told to the file any more: as if killed.
    drop(journal);
    let (journal, notes) = Journal::open(folder.path(), &account("Q1"), &here(), &key);
    assert_eq!(notes, []);
    assert_eq!(journal.kept(), before);
    assert_eq!(journal.kept().orders, [order(2)]);
    assert_eq!(journal.kept().typed, Some(serde_json::json!({ "text": "赵春" })));
}

#[test]
fn nothing_in_the_file_can_be_read_without_the_key() {
    let folder = tempfile::tempdir().unwrap();
    let key = JournalKey::fresh().unwrap();
    let (journal, _) = Journal::open(folder.path(), &account("Q1"), &here(), &key);
    journal.note(typed("canary-赵春梅-659999199511209262")).unwrap();
    let path = only_file(folder.path());
    let bytes = std::fs::read(&path).unwrap();
    for secret in ["canary", "赵春梅", "659999199511209262", "text", "Q1", "a.cn", &key.to_secret()] {
        assert!(!bytes.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()), "{secret}");
        assert!(!path.display().to_string().contains(secret));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert_eq!(JournalKey::from_secret(&key.to_secret()), Some(key));
    assert_eq!(JournalKey::from_secret("no key"), None);
}

/// Another officer has another file; the same place with another key, another machine or another owner inside is set
/// aside as it is, and nothing of it is shown.
#[test]
fn a_journal_of_another_officer_or_machine_is_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let key = JournalKey::fresh().unwrap();
    let fill = |journal: &Journal| journal.note(typed("王敏的")).unwrap();
    let (journal, _) = Journal::open(folder.path(), &account("Q1"), &here(), &key);
    fill(&journal);
    drop(journal);
    let (other, notes) = Journal::open(folder.path(), &account("Q2"), &here(), &key);
    assert!(other.kept().is_empty() && notes.is_empty());
    drop(other);

    let whole = only_file_of(folder.path(), "Q1");
    let another_key = JournalKey::fresh().unwrap();
    for (machine, key) in [(Machine::named("另一台"), key), (here(), another_key)] {
        let (journal, notes) = Journal::open(folder.path(), &account("Q1"), &machine, &key);
        assert!(journal.kept().is_empty());
        let [Note::Elsewhere { file }] = &notes[..] else { panic!("{notes:?}") };
        assert_eq!(std::fs::read(file).unwrap(), whole, "set aside as it was");
        drop(journal);
        std::fs::copy(file, only_path_of(folder.path(), "Q1")).unwrap();
    }
}

fn only_path_of(folder: &Path, officer: &str) -> std::path::PathBuf {
    let of = account(officer);
    let owner = mark("owner", &[&of.server, of.hall.as_str(), of.window.as_str(), of.officer.as_str()]);
    folder.join(format!("{}.journal", hex(&owner)))
}

fn only_file_of(folder: &Path, officer: &str) -> Vec<u8> {
    std::fs::read(only_path_of(folder, officer)).unwrap()
}

#[tokio::test]
async fn two_desks_of_one_officer_do_not_write_into_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let key = JournalKey::fresh().unwrap();
    let (first, _) = Journal::open(folder.path(), &account("Q1"), &here(), &key);
    let (second, notes) = Journal::open(folder.path(), &account("Q1"), &here(), &key);
    assert_eq!(notes, [Note::InMemory(JournalFault::InUse)]);
    first.note(typed("第一个")).unwrap();
    second.note(typed("第二个")).unwrap();
    drop((first, second));
    let (again, notes) = Journal::open(folder.path(), &account("Q1"), &here(), &key);
    assert_eq!((again.kept().typed, notes), (Some(serde_json::json!({ "text": "第一个" })), vec![]));
}

/// A disk that takes no more is told once, also where only the outbox met it; what was noted is still in memory.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_disk_that_fails_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let key = JournalKey::fresh().unwrap();
    let (journal, _) = Journal::open(folder.path(), &account("Q1"), &here(), &key);
    journal.inner().disk.as_mut().unwrap().breaks_for_tests().unwrap();
    assert!(journal.note(typed("赵")).is_err());
    assert_eq!(journal.note(typed("赵春")), Ok(()), "from now on in memory");
    let fault = journal.clone().keep_synced().await;
    assert!(matches!(fault, JournalFault::Disk(_)), "{fault}");
    assert_eq!(journal.kept().typed, Some(serde_json::json!({ "text": "赵春" })));
}

#[test]
fn a_journal_without_content_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let key = JournalKey::fresh().unwrap();
    let (journal, _) = Journal::open(folder.path(), &account("Q1"), &here(), &key);
    journal.note(typed("赵")).unwrap();
    journal.close();
    assert!(only_file(folder.path()).exists(), "what is being typed stays");
    journal.note(Entry::Typed(None)).unwrap();
    journal.close();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_link_in_its_place_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = folder.path().join("elsewhere");
    std::fs::write(&elsewhere, "of somebody").unwrap();
    std::os::unix::fs::symlink(&elsewhere, only_path_of(folder.path(), "Q1")).unwrap();
    let key = JournalKey::fresh().unwrap();
    let (journal, notes) = Journal::open(folder.path(), &account("Q1"), &here(), &key);
    assert!(matches!(&notes[..], [Note::InMemory(JournalFault::Disk(_))]), "{notes:?}");
    journal.note(typed("赵")).unwrap();
    assert_eq!(std::fs::read(&elsewhere).unwrap(), b"of somebody");
}
