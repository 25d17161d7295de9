//! The rules of the window (DESIGN 4). Pure: no clock, no IO, no async, no randomness; time, ids and numbers
//! come in as values.

pub mod calendar;
pub mod clock;
pub mod condition;
pub mod fee;
pub mod hall;
pub mod identifier;
pub mod ids;
pub mod item;
pub mod money;
pub mod person;
pub mod queue;
