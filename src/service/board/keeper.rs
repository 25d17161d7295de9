//! The one task that keeps the boards: what happens is folded as it comes, and a board is written when it shows
//! something else than before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

use super::Page;
use super::picture::{Picture, Step};
use crate::domain::clock::day_begins;
use crate::domain::hall::Hall;
use crate::domain::ids::HallId;
use crate::service::app::{App, day};
use crate::service::live::{Line, Signal, closed};
use crate::service::reference::HallBook;
use crate::service::store::{StoreError, Want};
use crate::wire::{Board, Recorded};

/// What happens within this time is one change.
const MOMENT: Duration = Duration::from_millis(50);
/// How far back the record is read for the last calls.
const BACK: u64 = 4000;
/// How many events are read at once.
const PAGE: u32 = 500;
/// How long to wait when the record cannot be read.
const PAUSE: Duration = Duration::from_secs(1);

/// The keeper of the boards.
pub struct Keeper {
    app: Arc<App>,
    signals: Receiver<Signal>,
    pictures: BTreeMap<HallId, Picture>,
    /// Halls whose picture must be taken anew.
    anew: BTreeSet<HallId>,
}

impl Keeper {
    /// A keeper that has read every hall and written every board.
    ///
    /// # Errors
    /// The record cannot be read.
    pub async fn start(app: Arc<App>) -> Result<Self, StoreError> {
        // Listen first, read second: nothing falls between.
        let signals = app.feed.listen();
        let mut keeper = Self { app, signals, pictures: BTreeMap::new(), anew: BTreeSet::new() };
        let halls: Vec<HallId> = keeper.halls();
        for hall in halls {
            keeper.read(&hall).await?;
            keeper.write(&hall);
        }
        Ok(keeper)
    }

    fn halls(&self) -> Vec<HallId> {
        self.app.book.halls().map(|hall| hall.rules.hall.id.clone()).collect()
    }

    /// Keeps the boards until the service stops.
    pub async fn run(mut self) {
        let mut closing = self.app.closing.clone();
        loop {
            let again = if self.anew.is_empty() { self.to_midnight() } else { PAUSE };
            let mut touched = BTreeSet::new();
            tokio::select! {
                signal = self.signals.recv() => match signal {
                    Ok(signal) => self.take(&signal, &mut touched),
                    Err(RecvError::Lagged(_)) => self.anew.extend(self.halls()),
                    Err(RecvError::Closed) => return,
                },
                () = tokio::time::sleep(again) => {}
                () = closed(&mut closing) => return,
            }
            if !touched.is_empty() {
                tokio::select! {
                    () = tokio::time::sleep(MOMENT) => {}
                    () = closed(&mut closing) => return,
                }
            }
            self.catch_up(&mut touched);
            self.renew(&mut touched).await;
            for hall in &touched {
                self.write(hall);
            }
        }
    }

    /// Everything that has happened already.
    fn catch_up(&mut self, touched: &mut BTreeSet<HallId>) {
        loop {
            match self.signals.try_recv() {
                Ok(signal) => self.take(&signal, touched),
                Err(TryRecvError::Lagged(_)) => self.anew.extend(self.halls()),
                Err(TryRecvError::Empty | TryRecvError::Closed) => return,
            }
        }
    }

    fn take(&mut self, signal: &Signal, touched: &mut BTreeSet<HallId>) {
        let Signal::Happened(line) = signal else { return };
        let Line { hall, recorded, .. } = line.as_ref();
        let Some(picture) = self.pictures.get_mut(hall) else { return };
        match picture.take(recorded) {
            Step::Nothing => {}
            Step::Changed => {
                touched.insert(hall.clone());
            }
            Step::Gap => {
                self.anew.insert(hall.clone());
            }
        }
    }

    /// Takes the pictures anew that have a gap or are of yesterday. A board that cannot be made is taken down.
    async fn renew(&mut self, touched: &mut BTreeSet<HallId>) {
        let today = day(self.app.clock.now());
        let old = self.pictures.iter().filter(|(_, picture)| picture.day() != today);
        let old: Vec<HallId> = old.map(|(hall, _)| hall.clone()).collect();
        self.anew.extend(old);
        for hall in std::mem::take(&mut self.anew) {
            match self.read(&hall).await {
                Ok(()) => {
                    touched.insert(hall);
                }
                Err(error) => {
                    tracing::error!(%error, %hall, "board");
                    self.app.boards.post(&hall, None);
                    touched.remove(&hall);
                    self.anew.insert(hall);
                }
            }
        }
    }

    async fn read(&mut self, id: &HallId) -> Result<(), StoreError> {
        let Some(hall) = self.app.book.hall(id) else { return Ok(()) };
        let today = day(self.app.clock.now());
        let view = self.app.store.view(id, today, &wants(hall, today)).await?;
        let told = self.told(id, view.seq).await?;
        self.pictures.insert(id.clone(), Picture::new(today, view.seq, view.state, &told));
        Ok(())
    }

    /// What was told of a hall up to a sequence number, as far back as the last calls may be.
    async fn told(&self, hall: &HallId, seq: u64) -> Result<Vec<Recorded>, StoreError> {
        let mut told: Vec<Recorded> = Vec::new();
        let mut after = seq.saturating_sub(BACK);
        loop {
            let page = self.app.store.events(Some(hall), after, PAGE).await?;
            let whole = u32::try_from(page.len()).is_ok_and(|read| read == PAGE);
            told.extend(page.into_iter().map(|(_, recorded)| recorded).filter(|event| event.seq <= seq));
            match told.last() {
                Some(last) if whole && last.seq < seq && last.seq > after => after = last.seq,
                _ => return Ok(told),
            }
        }
    }

    /// Writes the board of a hall, if it shows something else than before.
    fn write(&self, id: &HallId) {
        let Some((hall, picture)) = self.app.book.hall(id).zip(self.pictures.get(id)) else { return };
        let hall: &Hall = &hall.rules.hall;
        let board = picture.board(hall, self.app.clock.now(), self.app.settings.demonstration);
        let before = self.app.boards.posted(id);
        if before.is_some_and(|before| shows_the_same(&before.board, &board)) {
            return;
        }
        match serde_json::to_string(&board) {
            Ok(json) => self.app.boards.post(id, Some(Arc::new(Page { board, json }))),
            Err(error) => tracing::error!(%error, "board does not serialise"),
        }
    }

    /// Until the day ends, and with it every ticket.
    fn to_midnight(&self) -> Duration {
        let now = self.app.clock.now();
        let ends = day(now).tomorrow().ok().and_then(day_begins);
        let rest = ends.map(|ends: Timestamp| ends.duration_since(now));
        rest.and_then(|rest| Duration::try_from(rest).ok()).unwrap_or(PAUSE).max(PAUSE)
    }
}

/// Whether nobody before it could tell the difference.
fn shows_the_same(before: &Board, now: &Board) -> bool {
    before == &Board { now: before.now, seq: before.seq, ..now.clone() }
}

/// All of a day that may come onto the board again.
fn wants(hall: &HallBook, today: jiff::civil::Date) -> Vec<Want> {
    let mut wants = vec![Want::Posts, Want::Queue, Want::Reserved(today)];
    for window in &hall.rules.hall.windows {
        wants.push(Want::TicketsAt(window.id.clone()));
        wants.push(Want::NoShows(window.id.clone()));
    }
    wants
}
