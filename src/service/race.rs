//! Beginning anew, when somebody else was at work on the same things at the same time.

use std::time::Duration;

use super::answer::Failure;
use super::store::StoreError;
use crate::domain::refusal::Refusal;

/// How often an order is begun before it is answered that too much is going on: about half a second of waiting on the
/// average. Six were too few for sixty-four at once on one queue (one order in some thousands was told so).
const TRIES: u32 = 16;

/// The longest wait between two tries.
const LONGEST: Duration = Duration::from_millis(64);

/// Why what was begun did not come to its end.
#[derive(Debug)]
pub enum Stopped {
    /// The store did not do it.
    Store(StoreError),
    /// It is not to be done.
    Failed(Failure),
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<Refusal> for Stopped {
    fn from(refusal: Refusal) -> Self {
        Self::Failed(refusal.into())
    }
}

impl From<Stopped> for Failure {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Store(error) => error.into(),
            Stopped::Failed(failure) => failure,
        }
    }
}

/// An end that may be one because somebody got in between.
pub trait Ended {
    /// Whether somebody did.
    fn is_race(&self) -> bool;
}

impl Ended for StoreError {
    fn is_race(&self) -> bool {
        Self::is_race(self)
    }
}

impl Ended for Stopped {
    fn is_race(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_race())
    }
}

/// Does something in a transaction, from its beginning, until nobody gets in between; a few times at most. Each wait is
/// longer than the one before, and of random length, so that those who met do not meet again.
pub async fn settled<T, E, F>(mut attempt: impl FnMut() -> F) -> Result<T, E>
where
    E: Ended,
    F: Future<Output = Result<T, E>>,
{
    let mut tries = 1;
    loop {
        match attempt().await {
            Err(error) if error.is_race() && tries < TRIES => {
                tracing::debug!(tries, "begun anew");
                tokio::time::sleep(pause(tries)).await;
                tries += 1;
            }
            ended => return ended,
        }
    }
}

/// Up to 4 ms after the first try, twice as long after each further one, up to [`LONGEST`].
fn pause(tries: u32) -> Duration {
    let most = LONGEST.min(Duration::from_millis(4) * 2_u32.saturating_pow(tries.saturating_sub(1)));
    // The random bits of an id: nothing depends on how random they are.
    let [.., high, low] = uuid::Uuid::now_v7().into_bytes();
    most * u32::from(u16::from_be_bytes([high, low])) / 0x1_0000
}
