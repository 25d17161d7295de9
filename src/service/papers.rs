//! Papers as they are issued: words, digest and code are made once, in the transaction, and kept.

use super::answer::Failure;
use super::store::Issued;
use crate::document;
use crate::domain::paper::{Paper, PaperSeal};
use crate::domain::rulebook::Rulebook;

/// Composes, proves and seals a numbered paper.
///
/// # Errors
/// The content cannot be written as JSON.
pub fn issue(paper: &Paper, rules: &Rulebook, demonstration: bool) -> Result<Issued, Failure> {
    let json = |value: Result<String, serde_json::Error>| value.map_err(|_| Failure::internal());
    let content = json(serde_json::to_string(paper))?;
    let mut words = document::compose(paper, &rules.hall, &rules.phrases, demonstration);
    document::prove(&mut words, &content);
    let seal = words
        .proof
        .as_ref()
        .map(|proof| PaperSeal { code: proof.code.clone(), digest: proof.digest.clone() });
    Ok(Issued {
        paper: Paper { seal, ..paper.clone() },
        content,
        document: json(serde_json::to_string(&words))?,
        text: document::plain_text(&words, document::CELLS),
    })
}
