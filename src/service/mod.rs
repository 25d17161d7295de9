//! The shared service (DESIGN 5): router, sessions, the one door for change, the store, the live feed.
//!
//! [`start`] runs it on a listener until it is told to stop. What happens inside a request:
//! `router` → `session` (who asks) → `door` (the one way to change anything) or `reads` → `answer` (a problem
//! document for everything that went wrong).

mod agenda;
mod answer;
mod app;
mod attendance;
pub mod audit;
mod board;
mod clock;
mod department;
mod documents;
mod door;
mod drafts;
mod lease;
mod live;
mod login;
mod metrics;
mod papers;
mod password;
mod race;
mod reads;
mod reference;
mod register;
mod reports;
mod router;
mod seed;
mod session;
pub mod store;
mod turn;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use clock::{Clock, SystemClock};
pub use password::password_hash;
pub use reference::{Reference, ReferenceError, StaffRecord};

use app::App;
use store::{Opening, StoreError};

/// How the service runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Where the record is: `sqlite:PATH`, `sqlite::memory:` for a record that goes with the process, or
    /// `postgres://USER:PASSWORD@HOST/DATABASE`, which several services may share.
    pub database: String,
    /// Whether this is a demonstration: every screen and paper says so, and tickets are issued by themselves.
    pub demonstration: bool,
    /// How long a desk that falls silent still counts as alive.
    pub lease: Duration,
    /// After how long the demonstration's department answers; never without it.
    pub auto_department: Option<Duration>,
    /// How far this machine's clock may be from the database's; none for a clock that is set by hand. The service's
    /// clock gives every legal time, and several services must give the same.
    pub clocks_apart: Option<Duration>,
    /// How another terminal joins, told to desks in a demonstration.
    pub join: Option<String>,
    /// Where the figures for Prometheus are read, as `127.0.0.1:7811`; nowhere without it.
    pub metrics: Option<String>,
}

impl Settings {
    /// Settings for a hall with its record at `database`.
    pub fn new(database: impl Into<String>) -> Self {
        Self {
            database: database.into(),
            demonstration: false,
            lease: Duration::from_secs(30),
            auto_department: None,
            clocks_apart: Some(Duration::from_secs(2)),
            join: None,
            metrics: None,
        }
    }
}

/// Why the service did not start, or ended by itself.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The store cannot be used.
    #[error("数据库不能使用：{0}")]
    Store(#[from] StoreError),
    /// The reference data contradicts itself.
    #[error("基础数据有误：{0}")]
    Reference(#[from] ReferenceError),
    /// The network failed.
    #[error("网络服务出错：{0}")]
    Network(#[from] std::io::Error),
}

/// A running service.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    metrics: Option<SocketAddr>,
    served: JoinHandle<Result<(), ServiceError>>,
}

impl Running {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where its figures are read, if anywhere.
    pub fn metrics_address(&self) -> Option<SocketAddr> {
        self.metrics
    }

    /// Waits until it has stopped: requests in hand answered, live streams ended, the store closed.
    ///
    /// # Errors
    /// [`ServiceError`], if it ended otherwise.
    pub async fn stopped(self) -> Result<(), ServiceError> {
        self.served.await.unwrap_or_else(|error| Err(std::io::Error::other(error).into()))
    }
}

/// Starts the service on a listener and returns at once; it runs until `shutdown` is ready.
///
/// # Errors
/// [`ServiceError`], when the store cannot be opened, the reference data is wrong or the listener has no address.
pub async fn start(
    listener: TcpListener,
    settings: Settings,
    reference: Reference,
    clock: Arc<dyn Clock>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<Running, ServiceError> {
    let address = listener.local_addr()?;
    let tickets = reference.tickets.clone();
    let book = reference::Book::new(reference)?;
    let store = store::open(&settings.database).await?;
    if let Some(most) = settings.clocks_apart {
        let apart = store.apart(clock.now()).await?;
        if apart.unsigned_abs() > most {
            return Err(StoreError::from(Opening::ClocksApart(apart.as_secs())).into());
        }
    }
    let figures = match &settings.metrics {
        Some(at) => Some(TcpListener::bind(at.as_str()).await?),
        None => None,
    };
    let (close, closing) = watch::channel(false);
    let app = Arc::new(App::new(settings, book, store, clock, closing));

    seed::prepare(&app, &tickets).await?;
    let last = app.store.last_seq().await?;
    app.metrics.told(last);
    if let Some(delay) = app.settings.auto_department {
        tokio::spawn(department::answer(app.clone(), delay));
    }
    let boards = board::Keeper::start(app.clone()).await?;
    tokio::spawn(live::pump(app.clone(), last));
    tokio::spawn(boards.run());
    tokio::spawn(attendance::watch(app.clone()));
    tokio::spawn(live::neighbours(app.clone()));

    let metrics = figures.as_ref().map(TcpListener::local_addr).transpose()?;
    if let Some(figures) = figures {
        tokio::spawn(metrics::serve(figures, app.clone()));
    }

    tracing::info!(%address, demonstration = app.settings.demonstration, "service started");
    let served = tokio::spawn(serve(listener, app, close, shutdown));
    Ok(Running { address, metrics, served })
}

async fn serve(
    listener: TcpListener,
    app: Arc<App>,
    close: watch::Sender<bool>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServiceError> {
    let until = async move {
        shutdown.await;
        // Live streams never end by themselves; without this no graceful shutdown would.
        close.send_replace(true);
    };
    let served = axum::serve(listener, router::router(app.clone())).with_graceful_shutdown(until).await;
    app.store.close().await;
    tracing::info!("service stopped");
    Ok(served?)
}
