//! The journal of whoever is logged in: between what the desk means and what [`client::journal`](crate::client::journal)
//! keeps.

use std::path::PathBuf;

use tokio::sync::mpsc;

use crate::client::journal::{self, Entry, Journal, Kept, Machine, Note};
use crate::client::{Account, TokenStore};
use crate::desk::app::{Held, Message, Restored, Typing};
use crate::desk::wording as words;
use crate::domain::command::Order;
use crate::text::Clean;

/// The journals of this run: what one officer leaves stays with that officer, also where there is no keyring.
pub(super) struct Journals {
    folder: Option<PathBuf>,
    messages: mpsc::UnboundedSender<Message>,
    /// Of everybody who was logged in here, the present one last.
    open: Vec<(Account, Journal)>,
}

impl Journals {
    pub(super) fn new(folder: Option<PathBuf>, messages: mpsc::UnboundedSender<Message>) -> Self {
        Self { folder, messages, open: Vec::new() }
    }

    /// The journal of whoever is logged in; in memory before anybody is.
    pub(super) fn present(&self) -> Journal {
        self.open.last().map(|(_, journal)| journal.clone()).unwrap_or_default()
    }

    /// What [`Journals::opened`] is to be told: the journal of the account as it was left in this run, or on the disk.
    pub(super) fn open(&mut self, account: Account, tokens: TokenStore) {
        if let Some(at) = self.open.iter().position(|(of, _)| of == &account) {
            let before = self.open.remove(at);
            let restored = restored(before.1.kept(), Vec::new());
            self.open.push(before);
            let _ = self.messages.send(Message::Restored(Box::new(restored)));
            return;
        }
        // It stands in until the keyring has answered; nothing is typed before that.
        let journal = Journal::in_memory();
        self.open.push((account.clone(), journal.clone()));
        let (folder, messages) = (self.folder.clone(), self.messages.clone());
        tokio::spawn(async move {
            let notes = match (tokens.journal_key(&account).await, folder) {
                (Err(why), _) => vec![Note::InMemory(journal::JournalFault::Keyring(why))],
                (Ok(_), None) => vec![Note::InMemory(journal::JournalFault::NoFolder)],
                (Ok(key), Some(folder)) => {
                    let into = journal.clone();
                    let opening = move || into.open_in(&folder, &account, &Machine::this(), &key);
                    tokio::task::spawn_blocking(opening).await.unwrap_or_default()
                }
            };
            let restored = restored(journal.kept(), notes);
            let _ = messages.send(Message::Restored(Box::new(restored)));
            let fault = journal.keep_synced().await;
            let _ = messages.send(Message::Unkept(Clean::new(Note::InMemory(fault).to_string())));
        });
    }

    /// Notes an entry before the next key is read.
    pub(super) fn note(&self, entry: Entry) {
        // A fault is told once, by the task that keeps the journal synced.
        let _ = self.present().note(entry);
    }

    /// At the end: everything on the disk, and files without content taken away.
    pub(super) async fn close(self) {
        for (_, journal) in self.open {
            // Said on the screen when it happened; there is nobody to tell any more.
            let _ = journal.sync().await;
            journal.close();
        }
    }
}

/// What is being typed, for the journal and for the service.
pub(super) fn value(typing: &Typing) -> Option<serde_json::Value> {
    serde_json::to_value(typing).ok()
}

/// What stays of a refused order, for the journal.
pub(super) fn held(held: Held) -> journal::Held {
    let typed = held.typing.as_ref().and_then(value);
    let why = held.why.original().to_owned();
    journal::Held { id: held.id, at: held.at, why, command: held.command, typed }
}

/// What a journal held, as the desk knows it. What a newer desk typed and this one does not know stays in the journal.
fn restored(kept: Kept, notes: Vec<Note>) -> Restored {
    let typing = |value| serde_json::from_value(value).ok();
    let notes = notes.into_iter().map(|note| match note {
        Note::InMemory(journal::JournalFault::Keyring(_)) => Clean::new(words::NO_KEYRING),
        note => Clean::new(note.to_string()),
    });
    Restored {
        orders: kept.orders,
        held: kept
            .held
            .into_iter()
            .map(|held| Held {
                id: held.id,
                at: held.at,
                why: Clean::new(held.why),
                command: held.command,
                typing: held.typed.and_then(typing),
            })
            .collect(),
        typing: kept.typed.and_then(typing),
        notes: notes.collect(),
    }
}

/// Whether an order is in the journal already: one that is sent again after a restart.
pub(super) fn holds(journal: &Journal, order: &Order) -> bool {
    journal.kept().orders.iter().any(|one| one.id == order.id)
}
