//! The desk as an officer uses it: scripts in the officer's words over the pure step, with every screen kept.
//! No terminal, no network, no clock; the hall answers out of memory by the same rules as the service.
#![cfg(feature = "desk")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::result_large_err,
    reason = "a script stops at what is wrong, and says where"
)]

#[path = "desk/hall.rs"]
mod hall;
#[path = "desk/screen.rs"]
mod screen;
#[path = "desk/script.rs"]
mod script;

#[path = "desk/checklist.rs"]
mod checklist;
#[path = "desk/clocks.rs"]
mod clocks;
#[path = "desk/consequences.rs"]
mod consequences;
#[path = "desk/corners.rs"]
mod corners;
#[path = "desk/handover.rs"]
mod handover;
#[path = "desk/held.rs"]
mod held;
#[path = "desk/lock.rs"]
mod lock;
#[path = "desk/looks.rs"]
mod looks;
#[path = "desk/main_job.rs"]
mod main_job;
#[path = "desk/money.rs"]
mod money;
#[path = "desk/notices.rs"]
mod notices;
#[path = "desk/palette.rs"]
mod palette;
#[path = "desk/panes.rs"]
mod panes;
#[path = "desk/papers_menu.rs"]
mod papers_menu;
#[path = "desk/reach.rs"]
mod reach;
#[path = "desk/safety.rs"]
mod safety;
#[path = "desk/searches.rs"]
mod searches;
#[path = "desk/walk.rs"]
mod walk;
