//! One stream after the other, each from its beginning.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::store::row::kind_of;
use super::super::store::{StateRow, seal};
use super::Findings;
use super::row::Row;
use crate::domain::state::{Event, State, Stream, evolve};

/// What is kept of the state of a stream, as far as the events must give the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Kept {
    pub(super) version: i64,
    pub(super) body: String,
    pub(super) phase: String,
    pub(super) closed: bool,
    pub(super) serving_at: Option<String>,
    pub(super) number: Option<String>,
}

/// The walk through one stream.
#[derive(Default)]
pub(super) struct Walk {
    last: Option<Row>,
    state: State,
    stream: Option<Stream>,
    broken: bool,
}

impl Walk {
    /// Whether the row goes on with the stream.
    pub(super) fn goes_on(&self, row: &Row) -> bool {
        self.last.as_ref().is_some_and(|last| last.hall == row.hall && last.stream == row.stream)
    }

    /// Hall and stream walked through.
    pub(super) fn place(&self) -> Option<(&str, &str)> {
        self.last.as_ref().map(|last| (last.hall.as_str(), last.stream.as_str()))
    }

    pub(super) fn row(&mut self, row: Row, findings: &mut Findings) {
        let (version, hash) = self.last.as_ref().map_or((0, seal::START), |last| (last.version, &last.hash));
        if row.version != version.saturating_add(1) {
            findings.add("I-01", format!("{}之前缺{}件", row.place(), row.version - version - 1));
        }
        if row.prev_hash != hash {
            findings.add("I-42", format!("{}与前一件不相接", row.place()));
        }
        if row.hash != row.link() {
            findings.add("I-42", format!("{}的内容与其校验值不符", row.place()));
        }
        if let Some(event) = row.event() {
            self.fold(&row, &event, findings);
        } else {
            self.broken = true;
            findings.add("I-42", format!("{}的内容不能读", row.place()));
        }
        self.last = Some(row);
    }

    fn fold(&mut self, row: &Row, event: &Event, findings: &mut Findings) {
        if kind_of(event).ok().as_deref() != Some(row.kind.as_str()) {
            findings.add("I-42", format!("{}的类别与内容不符", row.place()));
        }
        let stream = event.stream();
        let named = row.stream.split('@').next().unwrap_or_default();
        if stream.to_string() != named {
            findings.add("I-42", format!("{}的内容属于{stream}", row.place()));
        }
        self.state = evolve(std::mem::take(&mut self.state), event);
        self.stream = Some(stream);
    }

    /// The end of the stream, against the state that is kept (I-02).
    pub(super) fn end(self, kept: Option<Kept>, findings: &mut Findings) {
        let (Some(last), Some(stream)) = (self.last, self.stream) else { return };
        if self.broken {
            return;
        }
        let name = &last.stream;
        let today = jiff::civil::Date::default();
        let Ok(Some(row)) = StateRow::of(&stream, &self.state, today) else {
            findings.add("I-02", format!("{name}的事件不成一个状态"));
            return;
        };
        let Some(kept) = kept else {
            findings.add("I-02", format!("{name}没有存状态"));
            return;
        };
        if kept.version != last.version {
            let words = format!("{name}的状态是第{}版，事件到第{}版", kept.version, last.version);
            findings.add("I-02", words);
            return;
        }
        let value = |body: &str| serde_json::from_str::<Value>(body).ok();
        let mut same: BTreeMap<&str, bool> = BTreeMap::new();
        same.insert("内容", value(&kept.body) == value(&row.body));
        same.insert("阶段", kept.phase == row.phase && kept.closed == row.closed);
        same.insert("窗口", kept.serving_at == row.serving_at);
        same.insert("编号", kept.number == row.number);
        for (what, _) in same.into_iter().filter(|(_, same)| !same) {
            findings.add("I-02", format!("{name}的状态（{what}）与事件不符"));
        }
    }
}
