//! Refusals on the wire: `application/problem+json` (RFC 9457) with a stable code.

use serde::{Deserialize, Serialize};

use crate::domain::refusal::Refusal;

/// A problem document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// HTTP status.
    pub status: u16,
    /// Stable code: the name of the refusal, or of the failure.
    pub code: String,
    /// The sentence for the officer, with the next step.
    pub title: String,
    /// The refusal itself, where a rule stood against the order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
}

impl Problem {
    /// A failure that is not a rule's: `unauthenticated`, `bad_request`, `store_unavailable`.
    pub fn new(status: u16, code: &str, title: impl Into<String>) -> Self {
        Self { status, code: code.to_owned(), title: title.into(), refusal: None }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let status = match &refusal {
            Refusal::StaleFence { .. } | Refusal::VersionConflict => 409,
            Refusal::NotHolder | Refusal::NotAllowed { .. } | Refusal::NotOfThePair => 403,
            Refusal::NotFound { .. } => 404,
            _ => 422,
        };
        Self { status, code: code_of(&refusal), title: refusal.to_string(), refusal: Some(refusal) }
    }
}

/// The stable code of a refusal: the name of its variant on the wire, e.g. `stale_fence`.
pub fn code_of(refusal: &Refusal) -> String {
    serde_json::to_value(refusal)
        .ok()
        .and_then(|value| value.get("refusal").and_then(|code| code.as_str().map(str::to_owned)))
        .unwrap_or_else(|| "refused".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_keeps_its_code_sentence_and_facts_across_the_wire() {
        let problem = Problem::from(Refusal::StaleFence { holder: "李强".to_owned() });
        assert_eq!((problem.status, problem.code.as_str()), (409, "stale_fence"));
        assert!(problem.title.contains("已由李强接管"));
        let back: Problem = serde_json::from_str(&serde_json::to_string(&problem).unwrap()).unwrap();
        assert_eq!(back, problem);
    }
}
