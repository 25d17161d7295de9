//! Stub; to be written.

#[cfg(feature = "desk")]
pub mod doctor;
pub mod settings;
