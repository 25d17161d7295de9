//! What may be done and what not, as stories; then a walk of random orders that keeps every promise.

mod after;
mod correction;
mod demand;
mod editions;
mod intake;
mod post;
mod ticket;
mod visit;
mod walk;
