//! The desk's journal (DESIGN 7): what was typed and what was ordered, encrypted, on this machine only.
//!
//! An entry is with the system before the next key is read, so that a killed desk loses nothing; it is on the disk
//! half a second later, and before an order leaves, so that a machine without power loses no order it sent. The key is
//! in the system's keyring. Without a keyring the journal is in memory, and the desk says so.

mod disk;
mod entry;
mod files;
mod seal;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

pub use entry::{Entry, Held, Kept};
pub use seal::JournalKey;

use super::token::Account;
use disk::Disk;
use files::System;
use seal::{Marks, hex, mark};

/// How long what was written may wait for the disk.
const DELAY: Duration = Duration::from_millis(400);

/// Why a journal is not kept on the disk. `Display` is for the officer.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum JournalFault {
    /// The disk does not take it.
    #[error("不能写入本机（{0}）")]
    Disk(String),
    /// Another desk of the same officer has it open.
    #[error("本机另有一个工作台正在使用同一份留存")]
    InUse,
    /// An entry is too long.
    #[error("内容过长")]
    TooLong,
    /// No randomness.
    #[error("系统不提供随机数：{0}")]
    Random(String),
    /// No keyring.
    #[error("{0}")]
    Keyring(String),
    /// No folder for data.
    #[error("没有可用的数据文件夹")]
    NoFolder,
}

impl JournalFault {
    #[expect(clippy::needless_pass_by_value, reason = "stands in map_err")]
    fn disk(error: std::io::Error) -> Self {
        Self::Disk(error.to_string())
    }
}

/// What the officer is to know about a journal. `Display` is the sentence.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Note {
    /// It is not on the disk.
    #[error("本机断电或程序被终止时，未提交的录入会丢失：{0}")]
    InMemory(JournalFault),
    /// A file of another officer or machine lay in its place.
    #[error("原有一份录入留存不属于本机本人，或已不能打开，未读取，已原样移到 {file}")]
    Elsewhere {
        /// Where it is now.
        file: String,
    },
    /// The end of the file could not be read.
    #[error("录入留存的末尾有损坏，损坏之前的已全部恢复，其余原样存在 {file}")]
    Damaged {
        /// Where the rest is now.
        file: String,
    },
}

/// The machine, as a header names it: a journal that was carried to another one is not read there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Machine(String);

impl Machine {
    /// This one. Where the system gives machines no name, the key in its keyring alone tells them apart.
    pub fn this() -> Self {
        Self::named(std::fs::read_to_string("/etc/machine-id").unwrap_or_default().trim())
    }

    /// One of this name.
    pub fn named(name: &str) -> Self {
        Self(name.to_owned())
    }
}

#[derive(Default)]
struct Inner {
    kept: Kept,
    disk: Option<Disk>,
    /// Why it left the disk, until it is told.
    fault: Option<JournalFault>,
}

#[derive(Default)]
struct Shared {
    inner: Mutex<Inner>,
    written: Notify,
}

/// A journal. Clones are the same journal.
#[derive(Clone, Default)]
pub struct Journal(Arc<Shared>);

impl std::fmt::Debug for Journal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Nothing of its contents.
        f.debug_struct("Journal").finish_non_exhaustive()
    }
}

impl Journal {
    /// One that is lost with the program.
    pub fn in_memory() -> Self {
        Self::default()
    }

    /// Opens the journal of an account in a folder.
    pub fn open(folder: &Path, account: &Account, machine: &Machine, key: &JournalKey) -> (Self, Vec<Note>) {
        let journal = Self::in_memory();
        let notes = journal.open_in(folder, account, machine, key);
        (journal, notes)
    }

    /// Puts a journal that is in memory on the disk and takes up what is there of the account; blocks for a few
    /// writes. It stays in memory where that is not possible, and the notes say so.
    pub fn open_in(
        &self,
        folder: &Path,
        account: &Account,
        machine: &Machine,
        key: &JournalKey,
    ) -> Vec<Note> {
        let whose =
            [&account.server, account.hall.as_str(), account.window.as_str(), account.officer.as_str()];
        let owner = mark("owner", &whose);
        let marks = Marks { owner, machine: mark("machine", &[&machine.0]) };
        let path = folder.join(format!("{}.journal", hex(&owner)));
        match Disk::open(Box::new(System), &path, key, marks) {
            Ok((disk, kept, notes)) => {
                *self.inner() = Inner { kept, disk: Some(disk), fault: None };
                notes
            }
            Err(fault) => vec![Note::InMemory(fault)],
        }
    }

    /// What is in it.
    pub fn kept(&self) -> Kept {
        self.inner().kept.clone()
    }

    /// Notes an entry; when this returns, a killed desk does not lose it.
    ///
    /// # Errors
    /// It is in memory only, from now on; said once.
    pub fn note(&self, entry: Entry) -> Result<(), JournalFault> {
        let mut inner = self.inner();
        let Inner { kept, disk, fault } = &mut *inner;
        let done = disk.as_mut().map_or(Ok(()), |disk| disk.add(&entry));
        kept.fold(entry);
        let done = done.and_then(|()| disk.as_mut().map_or(Ok(()), |disk| disk.tidy(kept)));
        if let Err(why) = &done {
            // What stands on the disk stays there as it is; after a failed write nothing can be said of the next.
            (*disk, *fault) = (None, Some(why.clone()));
        }
        drop(inner);
        self.0.written.notify_one();
        done
    }

    /// Puts everything noted so far on the disk.
    ///
    /// # Errors
    /// It is in memory only, from now on; said once.
    pub async fn sync(&self) -> Result<(), JournalFault> {
        let handle = match &self.inner().disk {
            None => return Ok(()),
            Some(disk) => disk.handle(),
        };
        let synced = match handle {
            Err(error) => Err(JournalFault::disk(error)),
            Ok(file) => tokio::task::spawn_blocking(move || file.sync_data())
                .await
                .map_err(|error| JournalFault::Disk(error.to_string()))
                .and_then(|done| done.map_err(JournalFault::disk)),
        };
        if let Err(why) = &synced {
            // Never tried again: the system may have dropped what it could not write.
            let mut inner = self.inner();
            if inner.disk.take().is_some() {
                inner.fault = Some(why.clone());
            }
            drop(inner);
            self.0.written.notify_one();
        }
        synced
    }

    /// Waits for entries and puts them on the disk a moment later, until the disk takes no more, whoever met that first;
    /// says why then.
    pub async fn keep_synced(self) -> JournalFault {
        loop {
            self.0.written.notified().await;
            tokio::time::sleep(DELAY).await;
            // Told through the fault, whoever met it first.
            let _ = self.sync().await;
            if let Some(fault) = self.inner().fault.take() {
                return fault;
            }
        }
    }

    /// Takes the file away where nothing in it counts any more.
    pub fn close(&self) {
        let mut inner = self.inner();
        if inner.kept.is_empty()
            && let Some(disk) = inner.disk.take()
        {
            disk.remove();
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
