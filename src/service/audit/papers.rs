//! Papers as issued: the same in the record and in the store, with words and content that fit their marks (I-11).

use std::collections::BTreeMap;

use super::super::store::seal;
use super::Findings;
use super::row::Row;
use crate::document;
use crate::domain::numbering;
use crate::domain::paper::Paper;
use crate::domain::state::Event;

/// A stored paper.
pub(super) struct Stored {
    pub(super) hall: String,
    pub(super) number: String,
    pub(super) paper: String,
    pub(super) text: String,
    pub(super) content: String,
}

/// The papers of the record, by hall and number, as hashes.
#[derive(Default)]
pub(super) struct Papers {
    issued: BTreeMap<(String, String), String>,
}

impl Papers {
    pub(super) fn row(&mut self, row: &Row, event: &Event, findings: &mut Findings) {
        let Some(paper) = numbering::paper(event) else { return };
        let Some(number) = &paper.number else {
            findings.add("I-12", format!("{}的文书没有编号", row.place()));
            return;
        };
        let key = (row.hall.clone(), number.to_string());
        if self.issued.insert(key, hash(paper)).is_some() {
            findings.add("I-14", format!("{}：文号{number}出现两次", row.place()));
        }
    }

    pub(super) fn stored(&mut self, stored: &Stored, findings: &mut Findings) {
        let number = &stored.number;
        let paper: Option<Paper> = serde_json::from_str(&stored.paper).ok();
        let recorded = self.issued.remove(&(stored.hall.clone(), number.clone()));
        match (&paper, recorded) {
            (_, None) => findings.add("I-12", format!("文书{number}没有对应的事件")),
            (Some(paper), Some(recorded)) if hash(paper) == recorded => {}
            _ => findings.add("I-11", format!("文书{number}与事件中的不同")),
        }
        let Some(mark) = paper.and_then(|paper| paper.seal) else { return };
        if document::check_words(number, &mark.code, &stored.text).as_deref() != Ok(mark.digest.as_str()) {
            findings.add("I-11", format!("文书{number}的文字与其验证码不符"));
        }
        if document::check_content(&mark.digest, &stored.content).is_err() {
            findings.add("I-11", format!("文书{number}的内容与其摘要不符"));
        }
    }

    pub(super) fn end(self, findings: &mut Findings) {
        for (_, number) in self.issued.into_keys() {
            findings.add("I-12", format!("文书{number}没有存下"));
        }
    }
}

fn hash(paper: &Paper) -> String {
    seal::sha256(serde_json::to_string(paper).unwrap_or_default())
}
