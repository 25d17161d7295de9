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
use yichuang::domain::hall::{Hall, Officer, Window};
use yichuang::domain::ids::{OfficerId, WindowId};
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
        Self::of(folder, reference(hall(), tickets), change).await
    }

    /// A hall of this many windows, each with its own officer.
    pub async fn wide(folder: &Path, windows: usize) -> Self {
        Self::of(folder, reference(wide_hall(windows), &[]), |_| {}).await
    }

    /// Two halls with the same windows and staff.
    pub async fn two_halls(folder: &Path) -> Self {
        let mut both = reference(hall(), &[]);
        let mut other = both.rulebooks[0].clone();
        other.hall.id = "yunling".into();
        let there =
            both.staff.clone().into_iter().map(|staff| StaffRecord { hall: other.hall.id.clone(), ..staff });
        both.staff.extend(there.collect::<Vec<_>>());
        both.rulebooks.push(other);
        Self::of(folder, both, |_| {}).await
    }

    /// One more on the same record, at the same clock; a hall of this many windows, or the small one for none.
    pub async fn beside(
        folder: &Path,
        windows: usize,
        tickets: &[Ticket],
        clock: Option<Arc<TestClock>>,
    ) -> Self {
        let hall = if windows == 0 { hall() } else { wide_hall(windows) };
        Self::at(folder, reference(hall, tickets), clock, |_| {}).await
    }

    /// What the service's clock shows.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    async fn of(folder: &Path, reference: Reference, change: impl FnOnce(&mut Settings)) -> Self {
        Self::at(folder, reference, None, change).await
    }

    async fn at(
        folder: &Path,
        reference: Reference,
        clock: Option<Arc<TestClock>>,
        change: impl FnOnce(&mut Settings),
    ) -> Self {
        let mut settings = Settings::new(crate::store::url(folder).await);
        // The clock stands still on a day of its own.
        settings.clocks_apart = None;
        change(&mut settings);
        let now = "2026-11-20T09:30:00+08:00".parse().unwrap();
        let clock = clock.unwrap_or_else(|| Arc::new(TestClock(Mutex::new(now))));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (stop, stopped) = oneshot::channel();
        let shutdown = async { stopped.await.unwrap_or(()) };
        let running = start(listener, settings, reference, clock.clone(), shutdown).await.unwrap();
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

fn reference(hall: Hall, tickets: &[Ticket]) -> Reference {
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
            items: vec![item(), shop()],
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

/// Windows 01 to the last, window 07 held by Q07.
fn wide_hall(windows: usize) -> Hall {
    let mut hall = hall();
    let (window, officer) = (hall.windows[0].clone(), hall.officers[0].clone());
    hall.windows.clear();
    hall.officers.retain(|officer| !officer.id.as_str().starts_with('Q'));
    for at in 1..=windows {
        let (post_a, post_b) = (officer_of(at), officer_of(at % windows + 1));
        hall.windows.push(Window { id: window_of(at), post_a, post_b, ..window.clone() });
        hall.officers.push(Officer {
            id: officer_of(at),
            name: format!("窗口人员{at:02}"),
            ..officer.clone()
        });
    }
    hall
}

fn officer_of(window: usize) -> OfficerId {
    OfficerId::new(format!("Q{window:02}"))
}

fn window_of(window: usize) -> WindowId {
    WindowId::new(format!("{window:02}"))
}

/// One with two materials that may be wanting, and a situation in which nobody applies here.
fn shop() -> ServiceItem {
    let material = |code: &str, name: &str| {
        json!({ "code": code, "name": name, "form": "original", "originals": 1, "source": "applicant",
                "obtain": format!("{name}由窗口免费提供"),
                "basis": [{ "document": "食品安全法", "clause": "第三十五条" }],
                "defects": [{ "code": "unsigned", "text": "末页没有签名", "remedy": "由负责人签名" },
                            { "code": "unsealed", "text": "没有盖章", "remedy": "加盖公章" }] })
    };
    let when = |goods: &str| json!({ "is": { "goods": goods } });
    let mut shop = serde_json::to_value(item()).unwrap();
    merge(
        &mut shop,
        json!({
            "code": "shop", "name": "食品销售经营许可",
            "materials": [material("form", "申请书"), material("plan", "布局图")],
            "questions": [{ "code": "goods", "text": "卖什么", "choices": [
                { "code": "bulk", "text": "散装食品" }, { "code": "prepacked", "text": "预包装食品" }] }],
            "diversions": [{ "when": when("prepacked"), "reason": "仅销售预包装食品不需要许可",
                             "instead": "办理备案", "ground": "not_needed",
                             "basis": [{ "document": "食品安全法", "clause": "第三十五条" }] }],
        }),
    );
    serde_json::from_value(shop).unwrap()
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
