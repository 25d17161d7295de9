//! The hall of the stories: the shipped `fixtures/`, a real service on a free port with a record on disk, and
//! officers at real clients, in their own words.

use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::{Stream, StreamExt};
use jiff::Timestamp;
use jiff::civil::Date;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;
use yichuang::catalogue::{self, Fixtures};
use yichuang::client::{Client, ClientError, Live, Outbox, Outcome, Pace, Report};
use yichuang::domain::case::{Case, CaseEvent};
use yichuang::domain::checklist::{Defects, Verdict};
use yichuang::domain::command::{Command, Order};
use yichuang::domain::decide;
use yichuang::domain::ids::{CaseId, Fence, ItemCode, TicketNo, WindowId};
use yichuang::domain::item::ServiceItem;
use yichuang::domain::numbering;
use yichuang::domain::person::Applicant;
use yichuang::domain::post::{Post, PostEvent};
use yichuang::domain::state::{Event, Stream as Subject};
use yichuang::domain::ticket::{Ticket, TicketEvent, TicketState};
use yichuang::service::{Clock, Reference, Running, Settings, StaffRecord, start};
use yichuang::text::Clean;
use yichuang::wire::{DeskSnapshot, Login, Problem, Receipt, Recorded, Session, StoredPaper};

/// What a story waits for comes at once or never; this is when it is never.
const GUARD: Duration = Duration::from_secs(30);
/// Lost connections are tried again without dawdling.
const PACE: Pace = Pace { first: Duration::from_millis(5), most: Duration::from_millis(50), jitter: 0 };

/// Waits, but not for ever.
pub async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(GUARD, what).await.expect("it comes in time")
}

/// The folder that is shipped.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Half past nine in the hall, on a day.
pub fn half_past_nine(day: Date) -> Timestamp {
    let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(8));
    zone.to_timestamp(day.at(9, 30, 0, 0)).unwrap()
}

/// A working Monday without a holiday near: 2026-11-23.
pub const MONDAY: Date = jiff::civil::date(2026, 11, 23);
/// The Wednesday after.
pub const WEDNESDAY: Date = jiff::civil::date(2026, 11, 25);

struct WallClock(Mutex<Timestamp>);

impl Clock for WallClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// A hall that is open: 青河县政务服务中心 on a morning of the story.
pub struct Hall {
    folder: TempDir,
    fixtures: Fixtures,
    days: Vec<Date>,
    only: Vec<&'static str>,
    department: Option<Duration>,
    clock: Arc<WallClock>,
    address: String,
    service: Option<(oneshot::Sender<()>, Running)>,
}

impl Hall {
    /// Monday, 09:30, with the thirty tickets of the busy morning.
    pub async fn opens() -> Self {
        Self::opens_for(&[]).await
    }

    /// The same with only these tickets waiting, so that a story begins with its own.
    pub async fn opens_for(only: &[&'static str]) -> Self {
        let mut hall = Self::built(only);
        hall.serves("127.0.0.1:0").await;
        hall
    }

    /// The same with a department that answers by itself as soon as a case reaches it.
    pub async fn opens_with_a_quick_department(only: &[&'static str]) -> Self {
        let mut hall = Self::built(only);
        hall.department = Some(Duration::ZERO);
        hall.serves("127.0.0.1:0").await;
        hall
    }

    fn built(only: &[&'static str]) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            fixtures: catalogue::load(&fixtures()).unwrap_or_else(|problems| panic!("{problems}")),
            days: vec![MONDAY, WEDNESDAY],
            only: only.to_vec(),
            department: None,
            clock: Arc::new(WallClock(Mutex::new(half_past_nine(MONDAY)))),
            address: String::new(),
            service: None,
        }
    }

    async fn serves(&mut self, at: &str) {
        let listener = TcpListener::bind(at).await.unwrap();
        let database = crate::store::url(self.folder.path()).await;
        let settings =
            Settings { auto_department: self.department, clocks_apart: None, ..Settings::new(database) };
        let (stop, stopped) = oneshot::channel::<()>();
        let shutdown = async { stopped.await.unwrap_or(()) };
        let running =
            start(listener, settings, self.reference(), self.clock.clone(), shutdown).await.unwrap();
        self.address = format!("http://{}", running.address());
        self.service = Some((stop, running));
    }

    /// As `yichuang serve` makes it; the morning comes again on every day of the story.
    fn reference(&self) -> Reference {
        let staff = self.fixtures.staff.iter().map(|record| StaffRecord {
            hall: record.hall.clone(),
            officer: record.officer.id.clone(),
            password_hash: record.password_hash.clone(),
        });
        let seeds = self.fixtures.tickets.iter();
        let waiting = seeds.filter(|seed| self.only.is_empty() || self.only.contains(&seed.no.as_str()));
        let tickets = waiting.flat_map(|seed| {
            self.days.iter().map(|day| (seed.hall.clone(), Ticket::issued(seed.clone(), *day)))
        });
        Reference { rulebooks: self.fixtures.rulebooks(), staff: staff.collect(), tickets: tickets.collect() }
    }

    /// The service stops: requests in hand are answered, streams end.
    pub async fn loses_its_service(&mut self) {
        let (stop, running) = self.service.take().expect("it runs");
        stop.send(()).unwrap();
        soon(running.stopped()).await.unwrap();
    }

    /// The service comes back on the same record at the same address.
    pub async fn gets_its_service_back(&mut self) {
        let at = self.address.trim_start_matches("http://").to_owned();
        self.serves(&at).await;
    }

    /// So many seconds pass.
    pub fn passes(&self, seconds: i64) {
        let mut now = self.clock.0.lock().unwrap();
        *now += jiff::SignedDuration::from_secs(seconds);
    }

    /// It is half past nine of that day now.
    pub fn turns_to(&self, day: Date) {
        *self.clock.0.lock().unwrap() = half_past_nine(day);
    }

    /// An item of the catalogue.
    pub fn item(&self, code: &str) -> &ServiceItem {
        let code = ItemCode::from(code);
        self.fixtures.items.iter().find(|item| item.code == code).expect("the item is shipped")
    }

    /// A client that is not logged in.
    pub fn client(&self) -> Client {
        Client::new(&self.address).unwrap()
    }

    /// Tries to log in.
    pub async fn lets_in(
        &self,
        who: &str,
        password: &str,
        at: &str,
    ) -> Result<(Client, Session), ClientError> {
        let client = self.client();
        let login = Login {
            hall: Some("qinghe".into()),
            officer: who.to_owned(),
            password: password.to_owned(),
            window: at.into(),
        };
        let session = client.login(&login).await?;
        Ok((client, session))
    }

    /// Somebody logs in at a window, with the right password.
    pub async fn seats(&self, who: &str, at: &str) -> Seat {
        let (client, session) = self.lets_in(who, "yichuang", at).await.unwrap();
        Seat::new(client, session).await
    }

    /// Somebody logs in at a window and takes the post.
    pub async fn mans(&self, who: &str, at: &str) -> Seat {
        let mut seat = self.seats(who, at).await;
        seat.takes_the_post().await;
        seat
    }
}

/// A case, as an officer has it at hand.
#[derive(Clone, Debug)]
pub struct File {
    /// Key.
    pub id: CaseId,
    /// Number.
    pub number: String,
}

/// An officer at a desk: a session, an outbox and the fence the desk knows.
pub struct Seat {
    pub client: Client,
    pub session: Session,
    pub fence: Fence,
    window: WindowId,
    outbox: Outbox,
    reports: mpsc::Receiver<Report>,
}

impl Seat {
    async fn new(client: Client, session: Session) -> Self {
        let (tell, reports) = mpsc::channel(64);
        let outbox = Outbox::start(client.clone(), PACE, tell, Vec::new());
        let window = session.window.clone();
        let fence = client.desk(&window).await.unwrap().state.post(&window).fence;
        Self { client, session, fence, window, outbox, reports }
    }

    /// All the desk shows.
    pub async fn desk(&self) -> DeskSnapshot {
        self.client.desk(&self.window).await.unwrap()
    }

    /// The post of the window.
    pub async fn post(&self) -> Post {
        self.desk().await.state.post(&self.window)
    }

    /// The order as the desk would make it: with its fence and the versions it sees.
    pub async fn order(&self, command: Command) -> Order {
        let expect = decide::expected(&self.desk().await.state, &command);
        Order { id: Uuid::now_v7(), window: self.window.clone(), fence: self.fence, expect, command }
    }

    /// Puts an order into the outbox and does not wait.
    pub fn sends(&self, order: Order) {
        self.outbox.push(order).unwrap();
    }

    /// The next report of the outbox.
    pub async fn hears(&mut self) -> Report {
        soon(self.reports.recv()).await.expect("the outbox is alive")
    }

    /// Waits for the answer to an order.
    pub async fn answer(&mut self, id: Uuid) -> Result<Receipt, Problem> {
        loop {
            match self.hears().await {
                Report::Answered(Outcome { id: answered, result }) if answered == id => return result,
                Report::Stopped { why, .. } => panic!("{why}"),
                Report::Answered(_) | Report::Link(_) => {}
            }
        }
    }

    /// Asks for a change and waits for the answer.
    pub async fn asks(&mut self, command: Command) -> Result<Receipt, Problem> {
        let order = self.order(command).await;
        let id = order.id;
        self.sends(order);
        let answer = self.answer(id).await;
        if let Ok(receipt) = &answer {
            self.learns(receipt);
        }
        answer
    }

    fn learns(&mut self, receipt: &Receipt) {
        for recorded in &receipt.events {
            if let Event::Post {
                what: PostEvent::HolderChanged { fence, .. } | PostEvent::Closed { fence, .. },
                ..
            } = &recorded.event
            {
                self.fence = *fence;
            }
        }
    }

    /// Does something that is allowed.
    pub async fn does(&mut self, command: Command) -> Receipt {
        let what = format!("{command:?}");
        self.asks(command).await.unwrap_or_else(|problem| panic!("{what}: {}", problem.title))
    }

    /// Tries something that is refused: its code and its sentence.
    pub async fn may_not(&mut self, command: Command) -> (String, String) {
        let what = format!("{command:?}");
        match self.asks(command).await {
            Ok(_) => panic!("allowed: {what}"),
            Err(problem) => (problem.code, problem.title),
        }
    }

    pub async fn takes_the_post(&mut self) {
        self.does(Command::TakePost).await;
    }

    /// Calls the next; the number called.
    pub async fn calls(&mut self) -> String {
        let receipt = self.does(Command::CallNext).await;
        match &receipt.events[0].event {
            Event::Ticket { ticket, what: TicketEvent::Called { .. } } => ticket.to_string(),
            other => panic!("{other:?}"),
        }
    }

    /// Calls the next, who comes at once.
    pub async fn calls_and_begins(&mut self) -> String {
        let no = self.calls().await;
        self.begins(&no).await;
        no
    }

    pub async fn begins(&mut self, no: &str) {
        self.does(Command::Begin { ticket: no.into() }).await;
    }

    pub async fn finishes(&mut self, no: &str) {
        self.does(Command::Finish { ticket: no.into() }).await;
    }

    /// The ticket as the desk shows it.
    pub async fn ticket(&self, no: &str) -> Ticket {
        self.desk().await.state.ticket(&no.into()).cloned().expect("the desk shows the ticket")
    }

    /// Where the ticket stands.
    pub async fn state_of(&self, no: &str) -> TicketState {
        self.ticket(no).await.state
    }

    /// How much happened to the ticket.
    pub async fn version_of(&self, no: &str) -> u64 {
        self.desk().await.state.version(&Subject::Ticket(TicketNo::from(no)))
    }

    /// Opens a case for the person of the ticket, with what the machine read.
    pub async fn opens(&mut self, no: &str, item: &str) -> File {
        let ticket = self.ticket(no).await;
        let id = CaseId::new(Uuid::now_v7().to_string());
        let open = Command::OpenCase {
            case: id.clone(),
            ticket: Some(ticket.no),
            item: item.into(),
            applicant: ticket.applicant,
            agent: ticket.agent,
        };
        let receipt = self.does(open).await;
        let Event::Case { what: CaseEvent::Opened { case }, .. } = &receipt.events[0].event else {
            panic!("{receipt:?}")
        };
        File { id, number: case.number.clone().expect("the service numbers it") }
    }

    /// Answers situation questions, one after the other.
    pub async fn hears_that(&mut self, file: &File, answers: &[(&str, &str)]) {
        for (question, choice) in answers {
            let (question, choice) = ((*question).into(), (*choice).into());
            self.does(Command::Answer { case: file.id.clone(), question, choice }).await;
        }
    }

    /// Records a verdict.
    pub async fn finds(&mut self, file: &File, material: &str, verdict: Verdict) {
        self.does(examine(file, material, verdict)).await;
    }

    /// Goes through the lines not yet examined: in order, but for those named with a verdict.
    pub async fn examines(&mut self, hall: &Hall, file: &File, but: &[(&str, Verdict)]) {
        for material in self.unexamined(hall, file).await {
            let named = but.iter().find(|(code, _)| *code == material);
            let verdict = named.map_or(Verdict::Conforming, |(_, verdict)| verdict.clone());
            self.finds(file, &material, verdict).await;
        }
    }

    /// The lines still to be examined.
    pub async fn unexamined(&self, hall: &Hall, file: &File) -> Vec<String> {
        let case = self.file(file).await;
        let lines = case.lines(hall.item(case.item.as_str()));
        let open = lines.iter().filter(|line| *line.verdict == Verdict::Unexamined);
        open.map(|line| line.material.code.to_string()).collect()
    }

    /// Looks a case up by its number.
    pub async fn file(&self, file: &File) -> Case {
        let found = self.client.cases(&file.number).await.unwrap();
        assert_eq!((found.cases.len(), found.more), (1, false), "{}", file.number);
        found.cases[0].value.clone()
    }

    /// The cases found by what was typed, as numbers.
    pub async fn looks_for(&self, typed: &str) -> Vec<String> {
        let found = self.client.cases(typed).await.unwrap();
        found.cases.into_iter().filter_map(|case| case.value.number).collect()
    }

    /// Issues a paper; its number as printed.
    pub async fn issues(&mut self, command: Command) -> String {
        number_in(&self.does(command).await)
    }

    /// A paper as it is kept.
    pub async fn paper(&self, number: &str) -> StoredPaper {
        self.client.document(number).await.unwrap()
    }

    /// Listens to what happens in the hall from now on.
    pub async fn listens(&self) -> Ears {
        let seq = self.desk().await.seq;
        Ears(Box::pin(self.client.live(seq, PACE)))
    }
}

/// The number of the paper a receipt tells of.
pub fn number_in(receipt: &Receipt) -> String {
    let paper = receipt.events.iter().find_map(|recorded| numbering::paper(&recorded.event)?.number.clone());
    paper.expect("a numbered paper").to_string()
}

/// The order to record a verdict.
pub fn examine(file: &File, material: &str, verdict: Verdict) -> Command {
    Command::Examine { case: file.id.clone(), material: material.into(), verdict, reason: None }
}

/// One coded defect.
pub fn defective(code: &str) -> Verdict {
    Verdict::Defective { defects: Defects::one(code.into()) }
}

/// What is written in a paper, without its line breaks and indents.
pub fn words(paper: &StoredPaper) -> String {
    paper.text.split_whitespace().collect()
}

/// A natural person.
pub fn person(name: &str, id_number: &str, phone: &str) -> Applicant {
    Applicant::Natural { name: Clean::new(name), id_number: Clean::new(id_number), phone: Clean::new(phone) }
}

/// A firm.
pub fn firm(name: &str, credit_code: &str, contact: &str, phone: &str) -> Applicant {
    Applicant::Legal {
        name: Clean::new(name),
        credit_code: Clean::new(credit_code),
        contact: Clean::new(contact),
        phone: Clean::new(phone),
    }
}

/// Somebody who listens to the hall.
pub struct Ears(Pin<Box<dyn Stream<Item = Live> + Send>>);

impl Ears {
    /// The next thing that happens and is wanted.
    pub async fn hear<T>(&mut self, wanted: impl Fn(&Recorded) -> Option<T>) -> T {
        loop {
            match soon(self.0.next()).await.expect("the stream goes on") {
                Live::Happened(recorded) => {
                    if let Some(found) = wanted(&recorded) {
                        return found;
                    }
                }
                Live::Connected | Live::Lost(_) => {}
            }
        }
    }
}
