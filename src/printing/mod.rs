//! What printing needs of the machine.

pub mod fonts;
