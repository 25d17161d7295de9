//! Domain values as rows: the same for every store.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::StoreError;
use crate::domain::ids::{Fence, OfficerId, WindowId};
use crate::domain::state::{Event, State, Stream};

/// An event about to be recorded.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Key of the stream.
    pub stream: String,
    /// Version of the stream after it.
    pub version: u64,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub actor: OfficerId,
    /// On whose post.
    pub acting_for: Option<OfficerId>,
    /// In the name of which window.
    pub window: WindowId,
    /// Under which fence.
    pub fence: Fence,
    /// The order it follows from; none for what a machine did by itself.
    pub command_id: Option<Uuid>,
    /// What happened.
    pub event: Event,
}

/// The key of a stream in the store. A ticket number comes back every day, so its key carries the day.
pub fn stream_key(stream: &Stream, state: &State, today: Date) -> String {
    match stream {
        Stream::Ticket(no) => {
            let day = state.ticket(no).map_or(today, |ticket| ticket.day);
            format!("ticket/{no}@{day}")
        }
        Stream::Window(_) | Stream::Case(_) => stream.to_string(),
    }
}

/// The state of a stream with the columns lists are filtered by.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct StateRow {
    /// Key of the stream.
    pub stream: String,
    /// `window`, `ticket` or `case`.
    pub kind: &'static str,
    /// Number of events.
    pub version: u64,
    /// The state.
    pub body: String,
    /// Day of the ticket, or of the receipt of the case.
    pub day: Option<String>,
    /// Day of the last change.
    pub changed: String,
    /// State of the ticket or stage of the case.
    pub phase: String,
    /// Whether nothing more is to be done.
    pub closed: bool,
    /// Where it is or was last.
    pub window: Option<String>,
    /// The window that serves the ticket now.
    pub serving_at: Option<String>,
    /// Case number.
    pub number: Option<String>,
    /// Name of the applicant.
    pub applicant: Option<String>,
    /// Identity number or credit code of the applicant.
    pub id_number: Option<String>,
    /// Ticket of the case, with its day.
    pub ticket: Option<String>,
}

impl StateRow {
    /// The row of a stream; none where the state does not hold it.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`], if the state does not serialise.
    pub fn of(stream: &Stream, state: &State, today: Date) -> Result<Option<Self>, StoreError> {
        let mut row = Self {
            stream: stream_key(stream, state, today),
            changed: today.to_string(),
            version: state.version(stream),
            ..Self::default()
        };
        match stream {
            Stream::Window(id) => {
                let Some(post) = state.posts.get(id) else { return Ok(None) };
                row.kind = "window";
                row.body = json(&post.value)?;
                row.window = Some(id.to_string());
                let held = post.value.holder.is_some();
                row.phase = String::from(if held { "held" } else { "vacant" });
            }
            Stream::Ticket(no) => {
                let Some(ticket) = state.ticket(no) else { return Ok(None) };
                row.kind = "ticket";
                row.body = json(ticket)?;
                row.day = Some(ticket.day.to_string());
                let place = value(&ticket.state)?;
                row.phase = text(&place, "is").unwrap_or_default();
                row.closed = row.phase == "done";
                row.window = text(&place, "window");
                row.serving_at = row.window.clone().filter(|_| ticket.is_serving());
            }
            Stream::Case(id) => {
                let Some(case) = state.case(id) else { return Ok(None) };
                row.kind = "case";
                row.body = json(case)?;
                row.day = Some(case.received.to_string());
                row.phase = text(&value(&case.stage)?, "is").unwrap_or_default();
                row.closed = case.stage.is_closed();
                row.window = Some(case.window.to_string());
                row.number.clone_from(&case.number);
                row.applicant = case.applicant.as_ref().map(|a| a.name().original().to_owned());
                row.id_number = case.applicant.as_ref().map(|a| a.number().original().to_uppercase());
                row.ticket = case.ticket.as_ref().map(|no| format!("{no}@{today}"));
            }
        }
        Ok(Some(row))
    }
}

/// The kind of an event: `ticket.called`.
pub fn kind_of(event: &Event) -> Result<String, StoreError> {
    let value = value(event)?;
    let on = text(&value, "on").unwrap_or_default();
    let what = value.get("what").and_then(|what| text(what, "event")).unwrap_or_default();
    Ok(format!("{on}.{what}"))
}

/// A value as JSON.
pub(super) fn json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Unreadable(error.to_string()))
}

/// JSON as a value.
pub(super) fn parse<T: serde::de::DeserializeOwned>(body: &str) -> Result<T, StoreError> {
    serde_json::from_str(body).map_err(|error| StoreError::Unreadable(error.to_string()))
}

fn value(value: &impl Serialize) -> Result<Value, StoreError> {
    serde_json::to_value(value).map_err(|error| StoreError::Unreadable(error.to_string()))
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}
