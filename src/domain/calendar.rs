//! Stub until the rules branch lands.
use serde::{Deserialize, Serialize};
/// Stub.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct WorkCalendar {}
