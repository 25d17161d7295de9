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
mod store;

#[path = "door/attendance.rs"]
mod attendance;
#[path = "door/board.rs"]
mod board;
#[path = "door/clock.rs"]
mod clock;
#[path = "door/clocks.rs"]
mod clocks;
#[path = "door/contest.rs"]
mod contest;
#[path = "door/feed.rs"]
mod feed;
#[cfg(unix)]
#[path = "door/kill.rs"]
mod kill;
#[path = "door/login.rs"]
mod login;
#[cfg(unix)]
#[path = "door/many.rs"]
mod many;
#[path = "door/numbers.rs"]
mod numbers;
#[path = "door/orders.rs"]
mod orders;
#[path = "door/papers.rs"]
mod papers;
#[path = "door/protocol.rs"]
mod protocol;
#[path = "door/race.rs"]
mod race;
#[path = "door/record.rs"]
mod record;
#[path = "door/register.rs"]
mod register;
