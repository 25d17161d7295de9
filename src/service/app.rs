//! What every request can reach.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use tokio::sync::{Semaphore, watch};

use super::Settings;
use super::answer::Failure;
use super::board::Boards;
use super::clock::Clock;
use super::live::Feed;
use super::metrics::Metrics;
use super::reference::{Book, HallBook};
use super::store::Store;
use crate::domain::clock::beijing;
use crate::domain::ids::HallId;
use crate::printing::fonts::FontShelf;

/// The service behind its routes.
pub struct App {
    /// How it runs.
    pub settings: Settings,
    /// Reference data.
    pub book: Book,
    /// The record.
    pub store: Arc<dyn Store>,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Who listens to what happens.
    pub feed: Feed,
    /// What hangs in the halls for everybody.
    pub boards: Boards,
    /// What is counted about the service itself.
    pub metrics: Arc<Metrics>,
    /// How many passwords may be checked at once: each check takes tens of megabytes.
    pub checks: Semaphore,
    /// The fonts papers are set in.
    pub fonts: FontShelf,
    /// Turns true when the service is told to stop.
    pub closing: watch::Receiver<bool>,
}

impl App {
    /// A service that has not begun.
    pub fn new(
        settings: Settings,
        book: Book,
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        closing: watch::Receiver<bool>,
    ) -> Self {
        let (feed, checks, fonts) = (Feed::new(), Semaphore::new(4), FontShelf::default());
        let (metrics, boards) = (Arc::new(Metrics::new()), Boards::new(&book));
        Self { settings, book, store, clock, feed, boards, metrics, checks, fonts, closing }
    }

    /// Something was committed: listeners here are told, and other services.
    pub fn committed(&self) {
        self.feed.wake();
        self.store.committed();
    }

    /// The book of a hall.
    pub fn hall(&self, id: &HallId) -> Result<&HallBook, Failure> {
        self.book.hall(id).ok_or_else(|| Failure::not_found(&format!("大厅{id}")))
    }

    /// Until when a lease runs that is renewed now.
    pub fn lease_until(&self, now: Timestamp) -> Timestamp {
        let lease = jiff::SignedDuration::try_from(self.settings.lease).unwrap_or_default();
        now.saturating_add(lease).unwrap_or(now)
    }
}

/// The day in the halls.
pub fn day(now: Timestamp) -> Date {
    beijing(now).date()
}
