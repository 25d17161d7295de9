//! What may be done and what not, as stories; then a walk of random orders that keeps every promise.

mod after;
mod correction;
mod day;
mod demand;
mod editions;
mod guidance;
mod handover;
mod intake;
mod papers;
mod post;
mod presence;
mod queue;
mod ticket;
mod told_once;
mod track;
mod visit;
mod walk;
