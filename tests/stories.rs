//! The main job told as stories (issue 2): officers at the real client, before the real service on a real port,
//! with the record on disk and the halls, items, fees and calendar that are shipped.
//!
//! Every story names the steps of issue 2, the duties (S…, requirements.md) and the invariants (I-…,
//! reliability.md) it shows.
#![cfg(all(feature = "desk", feature = "service"))]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a story stops at what is wrong"
)]

#[path = "stories/hall.rs"]
mod hall;
#[expect(dead_code, reason = "the stories do not look at the record from outside")]
mod store;

#[path = "stories/proxy.rs"]
mod proxy;

#[path = "stories/correction.rs"]
mod correction;
#[path = "stories/fees.rs"]
mod fees;
#[path = "stories/handover.rs"]
mod handover;
#[path = "stories/network.rs"]
mod network;
#[path = "stories/papers.rs"]
mod papers;
#[path = "stories/particulars.rs"]
mod particulars;
#[path = "stories/queue.rs"]
mod queue;
#[path = "stories/refusal.rs"]
mod refusal;
#[path = "stories/trouble.rs"]
mod trouble;
#[path = "stories/visit.rs"]
mod visit;
