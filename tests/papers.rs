//! The one-time notice (N-02) over all of the shipped catalogue: every item, every situation, whatever is found. What
//! has to be on it is worked out here a second time, from the item and the verdicts alone; a notice that lacks one
//! line, one defect, one right form or one basis is reported.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test stops at what is wrong"
)]

#[path = "papers/checker.rs"]
mod checker;
#[path = "papers/hall.rs"]
mod hall;

#[path = "papers/faults.rs"]
mod faults;
#[path = "papers/hostile.rs"]
mod hostile;
#[path = "papers/notices.rs"]
mod notices;
