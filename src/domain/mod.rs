//! The rules of the window (DESIGN 4). Pure: no clock, no IO, no async, no randomness; time, ids and numbers
//! come in as values.

pub mod agenda;
pub mod calendar;
pub mod case;
pub mod checklist;
pub mod clock;
pub mod clocks;
pub mod command;
pub mod condition;
pub mod coverage;
pub mod decide;
pub mod fee;
pub mod hall;
pub mod identifier;
pub mod ids;
pub mod item;
pub mod money;
pub mod numbering;
pub mod paper;
pub mod person;
pub mod phrases;
pub mod post;
pub mod queue;
pub mod refusal;
pub mod register;
pub mod rulebook;
pub mod state;
#[cfg(test)]
pub(crate) mod testing;
pub mod ticket;
pub mod wording;
