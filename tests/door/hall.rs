//! A small hall made in code, and a running service for it.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use argon2::password_hash::PasswordHasher;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use yichuang::domain::calendar::WorkCalendar;
use yichuang::domain::hall::Hall;
use yichuang::domain::item::ServiceItem;
use yichuang::domain::rulebook::Rulebook;
use yichuang::domain::ticket::Ticket;
use yichuang::service::{Clock, Reference, Running, Settings, StaffRecord, start};

/// A clock that stands still until it is told.
pub struct TestClock(Mutex<Timestamp>);

impl TestClock {
    pub fn advance(&self, by: SignedDuration) {
        let mut now = self.0.lock().unwrap();
        *now += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// A service and the means to stop it.
pub struct Served {
    pub base: String,
    pub clock: Arc<TestClock>,
    stop: oneshot::Sender<()>,
    running: Running,
}

impl Served {
    /// Half past nine in the morning in the hall, on a record in `folder`.
    pub async fn start(folder: &Path, tickets: &[Ticket]) -> Self {
        Self::with(folder, tickets, |_| {}).await
    }

    pub async fn with(folder: &Path, tickets: &[Ticket], change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings::new(format!("sqlite:{}", folder.join("record.db").display()));
        change(&mut settings);
        let now = "2026-11-20T09:30:00+08:00".parse().unwrap();
        let clock = Arc::new(TestClock(Mutex::new(now)));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (stop, stopped) = oneshot::channel();
        let shutdown = async { stopped.await.unwrap_or(()) };
        let running = start(listener, settings, reference(tickets), clock.clone(), shutdown).await.unwrap();
        Self { base: format!("http://{}", running.address()), clock, stop, running }
    }

    pub async fn stop(self) {
        self.stop.send(()).unwrap();
        let stopped = tokio::time::timeout(Duration::from_secs(20), self.running.stopped());
        stopped.await.expect("a graceful shutdown ends").unwrap();
    }
}

/// A ticket of the day, taken at a time.
pub fn ticket(no: &str, taken: &str) -> Ticket {
    ticket_with(no, taken, json!({}))
}

pub fn ticket_with(no: &str, taken: &str, more: Value) -> Ticket {
    let mut ticket = json!({
        "no": no, "day": "2026-11-20", "taken": taken, "item": null, "applicant": null, "agent": null,
        "slot": null, "green": null, "note": "", "sent_to": null, "calls": 0, "state": { "is": "waiting" },
    });
    merge(&mut ticket, more);
    serde_json::from_value(ticket).unwrap()
}

fn merge(into: &mut Value, more: Value) {
    if let Value::Object(more) = more {
        for (key, value) in more {
            into[key] = value;
        }
    }
}

fn reference(tickets: &[Ticket]) -> Reference {
    let hall = hall();
    let staff = hall.officers.iter().map(|officer| StaffRecord {
        hall: hall.id.clone(),
        officer: officer.id.clone(),
        password_hash: cheap_hash(&password(officer.id.as_str())),
    });
    Reference {
        staff: staff.collect(),
        tickets: tickets.iter().map(|ticket| (hall.id.clone(), ticket.clone())).collect(),
        rulebooks: vec![Rulebook {
            hall,
            items: vec![item()],
            fees: vec![],
            calendar: WorkCalendar::default(),
            phrases: yichuang::catalogue::phrases(),
        }],
    }
}

pub fn password(officer: &str) -> String {
    format!("口令-{officer}")
}

fn cheap_hash(password: &str) -> String {
    let params = argon2::Params::new(8, 1, 1, None).unwrap();
    argon2::Argon2::from(params).hash_password(password.as_bytes()).unwrap().to_string()
}

/// Windows 01 and 02 call class A; Q01/Q02 and Q03/Q04 are their pairs.
fn hall() -> Hall {
    let window = |id: &str, a: &str, b: &str| {
        json!({ "id": id, "name": "综合受理", "kind": "general", "place": "一楼", "post_a": a, "post_b": b,
                "classes": ["A"] })
    };
    let officer = |id: &str, name: &str, role: &str| json!({ "id": id, "name": name, "role": role });
    serde_json::from_value(json!({
        "id": "qinghe", "name": "青河县政务服务中心", "address": "人民路1号", "hours": "9:00-17:00",
        "phone": "0906-8820000", "supervision_phone": "0906-8820001", "number_prefix": "青政",
        "correction_title": "补正材料通知书", "review_body": "青河县人民政府", "court": "青河县人民法院",
        "windows": [window("01", "Q01", "Q02"), window("02", "Q03", "Q04")],
        "departments": [{ "id": "market", "name": "青河县市场监督管理局", "phone": "1", "address": "2" }],
        "officers": [
            officer("Q01", "王敏", "officer"), officer("Q02", "李强", "officer"),
            officer("Q03", "赵丽", "officer"), officer("Q04", "赵丽", "officer"),
            officer("L01", "陈静", "lead"), officer("S01", "周平", "supervisor"),
            officer("E01", "吴刚", "engineer"), officer("D01", "郑部门", "department"),
        ],
    }))
    .unwrap()
}

/// One promised item with one material.
fn item() -> ServiceItem {
    serde_json::from_value(json!({
        "code": "food", "edition": "2026-01", "name": "食品经营许可", "aliases": [], "nature": "行政许可",
        "department": "market", "basis": [], "conditions": [], "applicants": { "natural": true },
        "intake_mode": "accept", "kind": "promised", "correction": "licence", "correction_days": 5,
        "statutory": null, "promised": { "n": 5, "unit": "working_days" }, "special_procedures": [],
        "result": "食品经营许可证", "fee": null, "fee_inputs": {}, "questions": [],
        "materials": [{ "code": "form", "name": "申请书", "form": "original", "originals": 1,
                        "source": "applicant", "obtain": "窗口领取", "basis": [] }],
        "diversions": [], "steps": [], "place": "一楼", "hours": "9:00-17:00", "phone": "1",
        "supervision_phone": "2", "source": "test",
    }))
    .unwrap()
}
