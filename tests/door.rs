//! The service as a desk meets it: the real one, on a real port, with a real record.
#![cfg(all(feature = "service", feature = "desk"))]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::needless_pass_by_value,
    reason = "a test stops at what is wrong, and its helpers take what json! makes"
)]

#[path = "door/desk.rs"]
mod desk;
#[path = "door/hall.rs"]
mod hall;

#[path = "door/feed.rs"]
mod feed;
#[path = "door/login.rs"]
mod login;
#[path = "door/orders.rs"]
mod orders;
#[path = "door/protocol.rs"]
mod protocol;
#[path = "door/record.rs"]
mod record;
