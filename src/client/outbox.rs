//! The outbox: orders leave strictly in order, one at a time, each with its own id until it is answered.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep_until, timeout};

use super::journal::{Entry, Journal};
use super::{Client, ClientError};
use crate::domain::command::Order;
use crate::wire::{Problem, Receipt};

/// How long to wait before trying again: doubled each time, up to the most.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pace {
    /// After the first failure.
    pub first: Duration,
    /// At most.
    pub most: Duration,
    /// Shortens each wait by up to half, in thousandths of that half; drawn once for each desk, so that after a fault
    /// of the hall the desks do not all come back in the same moment. 0 shortens none.
    pub jitter: u16,
}

impl Pace {
    /// The wait after so many failures.
    pub fn after(self, failures: u32) -> Duration {
        let factor = 1u32.checked_shl(failures.saturating_sub(1)).unwrap_or(u32::MAX);
        let whole = self.first.saturating_mul(factor).min(self.most);
        // Another part of it each time, so that two desks that met once do not meet again.
        let part = u32::from(self.jitter).wrapping_mul(failures.saturating_mul(2).saturating_add(1)) % 1001;
        whole.saturating_sub((whole / 2).saturating_mul(part) / 1000)
    }

    /// The usual pace, with a place of its own among the desks.
    pub fn drawn(random: u64) -> Self {
        let jitter = u16::try_from(random % 1001).unwrap_or(1000);
        Self { jitter, ..Self::default() }
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self { first: Duration::from_millis(200), most: Duration::from_secs(5), jitter: 0 }
    }
}

/// The answer to an order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// Id of the order.
    pub id: uuid::Uuid,
    /// Receipt, or what stands against it.
    pub result: Result<Receipt, Problem>,
}

/// Whether orders get through.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Link {
    /// The last order was answered.
    Online,
    /// Not at the moment; it is tried again.
    Offline {
        /// Orders not answered.
        unsent: usize,
        /// The first of them, which is the one that is tried; the others were never sent.
        first: uuid::Uuid,
        /// How often the first of them was tried.
        attempt: u32,
        /// Why the last attempt failed.
        why: ClientError,
    },
}

/// What the outbox tells the desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Report {
    /// An order was answered.
    Answered(Outcome),
    /// The link changed, or orders came in while it is down.
    Link(Link),
    /// The session is over. After a new login a new outbox takes the orders, with their ids, in this order.
    Stopped {
        /// The sentence for the officer.
        why: ClientError,
        /// Orders not answered, the oldest first.
        unsent: Vec<Order>,
    },
}

#[derive(Default)]
struct Queue {
    orders: VecDeque<Order>,
    closing: bool,
    stopped: bool,
}

#[derive(Default)]
struct Shared {
    queue: Mutex<Queue>,
    changed: Notify,
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Closes the queue and takes what is in it.
    fn stop(&self) -> Vec<Order> {
        let mut queue = self.queue();
        queue.stopped = true;
        queue.orders.drain(..).collect()
    }
}

/// A running outbox. Dropping it stops it at once; [`Outbox::close`] gives back what was not answered.
pub struct Outbox {
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

impl std::fmt::Debug for Outbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outbox").field("unsent", &self.unsent()).finish_non_exhaustive()
    }
}

impl Outbox {
    /// Starts with orders left from before, if any. Needs a running tokio.
    pub fn start(client: Client, pace: Pace, reports: mpsc::Sender<Report>, left: Vec<Order>) -> Self {
        Self::over(Journal::in_memory(), client, pace, reports, left)
    }

    /// The same over a journal: an order is on the disk before it is sent for the first time, and leaves the journal
    /// when it was carried out. A refused one stays there until its text is taken care of.
    pub fn over(
        journal: Journal,
        client: Client,
        pace: Pace,
        reports: mpsc::Sender<Report>,
        left: Vec<Order>,
    ) -> Self {
        let shared = Arc::new(Shared::default());
        shared.queue().orders.extend(left);
        let shared_too = Arc::clone(&shared);
        let run = Run { journal, client, pace, reports, shared: shared_too, failures: 0, online: None };
        Self { shared, task: tokio::spawn(run.all()) }
    }

    /// Puts an order behind the others.
    ///
    /// # Errors
    /// The outbox has stopped; the order comes back.
    pub fn push(&self, order: Order) -> Result<(), Box<Order>> {
        let mut queue = self.shared.queue();
        if queue.stopped || queue.closing {
            return Err(Box::new(order));
        }
        queue.orders.push_back(order);
        drop(queue);
        self.shared.changed.notify_one();
        Ok(())
    }

    /// How many orders are not answered.
    pub fn unsent(&self) -> usize {
        self.shared.queue().orders.len()
    }

    /// Waits so long for the rest to be answered; what is not comes back, the oldest first. Whether the first of
    /// them was carried out is unknown; its id keeps it from being done twice.
    pub async fn close(mut self, within: Duration) -> Vec<Order> {
        self.shared.queue().closing = true;
        self.shared.changed.notify_one();
        if timeout(within, &mut self.task).await.is_err() {
            self.task.abort();
        }
        self.shared.stop()
    }
}

impl Drop for Outbox {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Run {
    journal: Journal,
    client: Client,
    pace: Pace,
    reports: mpsc::Sender<Report>,
    shared: Arc<Shared>,
    failures: u32,
    online: Option<bool>,
}

impl Run {
    async fn all(mut self) {
        loop {
            let (next, closing) = {
                let queue = self.shared.queue();
                (queue.orders.front().cloned(), queue.closing)
            };
            let told = match next {
                Some(order) => self.one(&order).await,
                None if closing => return,
                None => {
                    self.shared.changed.notified().await;
                    Ok(())
                }
            };
            if told.is_err() {
                // Answered for good, or nobody listens any more.
                return;
            }
        }
    }

    async fn one(&mut self, order: &Order) -> Result<(), ()> {
        if self.failures == 0 {
            // Where the disk takes no more the desk is told by whoever notes; the order goes out all the same.
            let _ = self.journal.sync().await;
        }
        let result = match self.client.send(order).await {
            Ok(receipt) => Ok(receipt),
            Err(ClientError::Refused(problem)) => Err(*problem),
            Err(why @ ClientError::Unauthenticated(_)) => {
                let unsent = self.shared.stop();
                self.tell(Report::Stopped { why, unsent }).await?;
                return Err(());
            }
            Err(why) => return self.wait(order.id, why).await,
        };
        self.failures = 0;
        // With the place reserved, nothing can come between taking the order out and reporting it.
        let place = self.reports.reserve().await.map_err(drop)?;
        self.shared.queue().orders.pop_front();
        if result.is_ok() {
            let _ = self.journal.note(Entry::Settled(order.id));
        }
        place.send(Report::Answered(Outcome { id: order.id, result }));
        if self.online != Some(true) {
            self.online = Some(true);
            self.tell(Report::Link(Link::Online)).await?;
        }
        Ok(())
    }

    /// Waits before the next attempt, and says so again when orders come in meanwhile.
    async fn wait(&mut self, first: uuid::Uuid, why: ClientError) -> Result<(), ()> {
        self.failures = self.failures.saturating_add(1);
        self.online = Some(false);
        let until = Instant::now() + self.pace.after(self.failures);
        loop {
            let unsent = self.shared.queue().orders.len();
            let offline = Link::Offline { unsent, first, attempt: self.failures, why: why.clone() };
            self.tell(Report::Link(offline)).await?;
            tokio::select! {
                () = sleep_until(until) => return Ok(()),
                () = self.shared.changed.notified() => {}
            }
        }
    }

    async fn tell(&self, report: Report) -> Result<(), ()> {
        self.reports.send(report).await.map_err(drop)
    }
}

#[cfg(test)]
mod tests;
