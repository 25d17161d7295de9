//! Yichuang (一窗): a terminal desk for the officers of government-service windows, the shared service it
//! logs in to, and the rules of the window that both obey. `docs/ARCHITECTURE.md` is the map of the rooms.

#[cfg(feature = "desk")]
pub mod board;
pub mod catalogue;
pub mod cli;
#[cfg(feature = "desk")]
pub mod client;
#[cfg(feature = "desk")]
pub mod desk;
pub mod document;
pub mod domain;
#[cfg(feature = "desk")]
pub mod export;
pub mod printing;
#[cfg(feature = "service")]
pub mod service;
pub mod text;
pub mod wire;
