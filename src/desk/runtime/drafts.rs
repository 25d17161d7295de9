//! What is typed reaches the service within a second (DESIGN 7): at most twice a second, only when it changed, and
//! nothing when nothing is typed.

use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

use crate::client::{Client, ClientError};
use crate::desk::app::Typing;
use crate::domain::ids::{Fence, OfficerId, WindowId};
use crate::wire::{PutDraft, Typed};

/// The least time between two tellings.
const PAUSE: Duration = Duration::from_millis(500);
/// How long to wait after the service could not be told.
const AGAIN: Duration = Duration::from_secs(2);

/// The task that tells, under one fence.
pub(super) struct Drafts {
    typed: watch::Sender<Option<Typed>>,
    drop: mpsc::UnboundedSender<OfficerId>,
    task: JoinHandle<()>,
}

impl Drop for Drafts {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Drafts {
    /// Begins to tell, with what is typed at this moment.
    pub(super) fn start(client: Client, window: WindowId, fence: Fence, typed: Option<Typed>) -> Self {
        let (sender, mut receiver) = watch::channel(typed);
        // What an earlier desk told is replaced at once, or taken away.
        receiver.mark_changed();
        let (drop, dropped) = mpsc::unbounded_channel();
        let task = tokio::spawn(tell(client, window, fence, receiver, dropped));
        Self { typed: sender, drop, task }
    }

    /// What is typed now.
    pub(super) fn typed(&self, typed: Option<Typed>) {
        self.typed.send_if_modified(|before| {
            let changed = *before != typed;
            *before = typed;
            changed
        });
    }

    /// The draft of another was taken up or dropped.
    pub(super) fn drop_of(&self, of: OfficerId) {
        // A task that has ended lost the post; the draft stays with the service.
        let _ = self.drop.send(of);
    }
}

/// The form that is typed in, as the service keeps it; none where it is none another could take up.
pub(super) fn told(typing: Option<&Typing>) -> Option<Typed> {
    let typing = typing?;
    let form = typing.form()?;
    let case = form.purpose.case().or(typing.case.as_ref()).cloned();
    Some(Typed { title: form.title.clone(), case, fields: form.told(), form: super::journal::value(typing)? })
}

async fn tell(
    client: Client,
    window: WindowId,
    fence: Fence,
    mut typed: watch::Receiver<Option<Typed>>,
    mut dropped: mpsc::UnboundedReceiver<OfficerId>,
) {
    // Whether the service may hold something of ours.
    let mut told = true;
    loop {
        let (of, draft) = tokio::select! {
            // What was taken up is told before the draft it came from goes.
            biased;
            changed = typed.changed() => {
                if changed.is_err() {
                    return;
                }
                (None, typed.borrow_and_update().clone())
            }
            Some(of) = dropped.recv() => (Some(of), None),
        };
        if of.is_none() && draft.is_none() && !told {
            continue;
        }
        let own = of.is_none();
        let mut put = PutDraft { fence, of, draft };
        loop {
            match client.draft(&window, &put).await {
                Ok(()) => break,
                // The post passed on, or the session is over: nothing is told by itself any more.
                Err(ClientError::Refused(_) | ClientError::Unauthenticated(_)) => return,
                Err(_) => tokio::time::sleep(AGAIN).await,
            }
            if put.of.is_none() {
                // The newest wins.
                put.draft.clone_from(&typed.borrow_and_update());
            }
        }
        told = if own { put.draft.is_some() } else { told };
        tokio::time::sleep(PAUSE).await;
    }
}
