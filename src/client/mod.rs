//! The service as the desk sees it: typed calls over HTTP, the live stream, the outbox that sends orders until
//! they are answered, and the keeping of the session token. Every error is a sentence for the officer.

mod address;
mod board;
mod calls;
mod error;
pub mod journal;
mod live;
mod outbox;
mod proof;
mod token;
mod transport;

#[cfg(test)]
mod testing;

pub use board::BoardNews;
pub use calls::Rules;
pub use error::ClientError;
pub use live::Live;
pub use outbox::{Link, Outbox, Outcome, Pace, Report};
pub use proof::Proof;
pub use token::{Account, Kept, TokenStore, Vault};
pub use transport::{Client, Options};
