//! The service as a desk meets it: the real one, on a real port, with a real record.
#![cfg(all(feature = "service", feature = "desk"))]

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
