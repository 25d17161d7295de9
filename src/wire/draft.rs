//! Drafts: what somebody has typed and not yet sent, so that whoever takes the post over finds it (DESIGN 4.6, I-26).
//!
//! A draft changes nothing of the record. It does not go through the door of orders, and is gone when it is sent.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::ids::{CaseId, Fence, OfficerId};

/// What is being typed, as the desk of the holder tells it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Typed {
    /// What the form is called.
    pub title: String,
    /// The case it is about.
    #[serde(default)]
    pub case: Option<CaseId>,
    /// Labels and what stands in the fields.
    pub fields: Vec<(String, String)>,
    /// The form itself, for a desk that knows it; another one shows the fields.
    #[serde(default)]
    pub form: Value,
}

/// `PUT /v1/windows/{id}/draft`: the newest wins; only the holder of the post under the present fence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PutDraft {
    /// Fence the desk holds.
    pub fence: Fence,
    /// Whose draft goes, where it is another's that was taken up or dropped; none is the caller's own.
    #[serde(default)]
    pub of: Option<OfficerId>,
    /// What is being typed; none when it was sent or dropped. Nobody writes another's.
    #[serde(default)]
    pub draft: Option<Typed>,
}

/// A draft of a window, as the service keeps it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// Who typed it.
    pub officer: OfficerId,
    /// Since when.
    pub since: Timestamp,
    /// What.
    pub typed: Typed,
}
