//! A command on its way to the door.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Command;
use crate::domain::ids::{Fence, WindowId};
use crate::domain::state::Stream;

/// A command with what the door must know: for which window, under which fence, against which versions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Order {
    /// Made once by the desk (UUIDv7); the same id is never applied twice, and never expires (I-35).
    pub id: uuid::Uuid,
    /// The window in whose name it is done.
    pub window: WindowId,
    /// The fence the desk knows.
    pub fence: Fence,
    /// Versions the desk saw of what it changes; a stream not named is not checked.
    #[serde(default)]
    pub expect: BTreeMap<Stream, u64>,
    /// The change.
    pub command: Command,
}
