//! A hall of one window: A and B hold it in turn, L leads.

use jiff::Timestamp;
use serde_json::json;
use yichuang::domain::calendar::WorkCalendar;
use yichuang::domain::ids::{OfficerId, WindowId};
use yichuang::domain::rulebook::Rulebook;
use yichuang::domain::state::{Event, State, evolve};

/// The people, by place in every array of the model.
pub const STAFF: [&str; 3] = ["A", "B", "L"];

/// The window.
pub fn window() -> WindowId {
    "01".into()
}

/// Somebody of [`STAFF`].
pub fn officer(at: u8) -> OfficerId {
    STAFF[usize::from(at)].into()
}

/// Time stands still: who comes first is for the model to choose, and states that differ in a moment only are one.
pub fn now() -> Timestamp {
    "2026-11-20T09:30:00+08:00".parse().unwrap()
}

/// The rules in force: the hall; nobody applies for anything here.
pub fn rules() -> Rulebook {
    let officer = |id: &str, name: &str, role: &str| json!({ "id": id, "name": name, "role": role });
    let hall = json!({
        "id": "test", "name": "某县政务服务中心", "address": "一号路", "hours": "9:00-17:00",
        "phone": "0000-1", "supervision_phone": "0000-2", "number_prefix": "某政",
        "correction_title": "补正材料通知书", "review_body": "某县人民政府", "court": "某县人民法院",
        "windows": [{ "id": "01", "name": "综合受理", "kind": "general", "place": "一楼",
                      "post_a": "A", "post_b": "B", "classes": ["A"] }],
        "departments": [],
        "officers": [officer("A", "王敏", "officer"), officer("B", "李强", "officer"), officer("L", "孙丽", "lead")],
    });
    Rulebook {
        hall: serde_json::from_value(hall).unwrap(),
        items: vec![],
        fees: vec![],
        calendar: WorkCalendar::default(),
        phrases: yichuang::catalogue::phrases(),
    }
}

/// The window held by A with `A001` called to it, or not yet opened.
pub fn beginning(serving: bool) -> State {
    if !serving {
        return State::default();
    }
    let ticket = json!({
        "no": "A001", "day": "2026-11-20", "taken": "09:00:00", "item": null, "applicant": null, "agent": null,
        "slot": null, "green": null, "note": "", "sent_to": null, "calls": 0, "state": { "is": "waiting" },
    });
    let happened = [
        json!({ "on": "ticket", "ticket": "A001", "what": { "event": "issued", "ticket": ticket } }),
        json!({ "on": "post", "window": "01", "what": { "event": "holder_changed", "to": "A", "fence": 1,
                "at": now(), "change": { "how": "opened" } } }),
        json!({ "on": "ticket", "ticket": "A001",
                "what": { "event": "called", "window": "01", "at": now() } }),
    ];
    happened.into_iter().fold(State::default(), |state, event| {
        let event: Event = serde_json::from_value(event).unwrap();
        evolve(state, &event)
    })
}
