//! What processes tell each other: that something was committed, and which session ended.
//!
//! A message is a wake-up and nothing more: what happened is read from the record. Whoever hears nothing looks every
//! second, so a message that is lost delays by a second at most. "Committed" is told by a connection of its own after
//! the commit, not inside the order's transaction: PostgreSQL lets only one transaction commit at a time that has
//! notified, and would sync once for each. The end of a session is told inside: it is rare, and must not be lost.

use std::time::Duration;

use sqlx::postgres::{PgListener, PgNotification, PgPool};
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use super::super::News;
use super::super::engine::{Engine, binds};

/// After how long somebody who hears nothing looks for himself.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long to wait before connecting again.
const PAUSE: Duration = Duration::from_millis(500);

/// The means to talk: two connections, one to listen and one to speak.
pub struct Talk {
    pool: PgPool,
    committed: Notify,
}

impl Talk {
    /// On this pool.
    pub fn new(pool: PgPool) -> Self {
        Self { pool, committed: Notify::new() }
    }

    /// Something was committed here; many in a moment are told once.
    pub fn committed(&self) {
        self.committed.notify_one();
    }

    /// Hears what other processes do, and tells them what this one did, until it is dropped.
    pub async fn hear(&self, tell: &(dyn Fn(News) + Send + Sync)) {
        tokio::join!(self.listen(tell), self.speak());
    }

    async fn speak(&self) {
        loop {
            self.committed.notified().await;
            let told = async {
                let mut connection = self.pool.acquire().await?;
                connection.run("SELECT pg_notify('yichuang', '')", binds![]).await
            };
            if let Err(error) = told.await {
                // They look for themselves.
                tracing::debug!(%error, "other services were not told");
                sleep(PAUSE).await;
            }
        }
    }

    async fn listen(&self, tell: &(dyn Fn(News) + Send + Sync)) {
        loop {
            if let Err(error) = self.follow(tell).await {
                tracing::warn!(%error, "the database tells nothing; looking again");
            }
            // Whoever listens to an ended session must not go on: it may have ended while nothing was heard.
            sleep(PAUSE).await;
            tell(News::Deaf);
        }
    }

    /// Follows one connection to its end.
    async fn follow(&self, tell: &(dyn Fn(News) + Send + Sync)) -> Result<(), sqlx::Error> {
        let mut listener = PgListener::connect_with(&self.pool).await?;
        listener.eager_reconnect(false);
        listener.listen("yichuang").await?;
        tell(News::Committed);
        loop {
            match timeout(PATIENCE, listener.try_recv()).await {
                Ok(Ok(Some(message))) => tell(news(&message)),
                Ok(Ok(None)) => return Ok(()),
                Ok(Err(error)) => return Err(error),
                Err(_) => {
                    tell(News::Committed);
                    // A connection whose other end is gone without a word is found out by speaking into it.
                    let alive = sqlx::Executor::execute(&mut listener, "SELECT 1");
                    timeout(PATIENCE * 5, alive).await.map_err(|_| sqlx::Error::WorkerCrashed)??;
                }
            }
        }
    }

    /// Closes the connections.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

fn news(message: &PgNotification) -> News {
    match message.payload().strip_prefix("ended ") {
        Some(token_hash) => News::Ended(token_hash.to_owned()),
        None => News::Committed,
    }
}
