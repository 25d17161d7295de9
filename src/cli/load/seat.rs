//! One desk: its session, its post, its lease, its live stream, and one applicant after the other.

use std::collections::BTreeSet;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use tokio::sync::{Barrier, mpsc, watch};
use uuid::Uuid;

use super::checks::Seen;
use super::dice::Dice;
use super::tally::Tally;
use super::visit::Visit;
use crate::client::{Client, ClientError, Live, Options, Pace};
use crate::domain::case::Case;
use crate::domain::clock::beijing;
use crate::domain::command::{Command, Order};
use crate::domain::decide;
use crate::domain::hall::Window;
use crate::domain::ids::{CaseId, Fence, HallId, OfficerId, WindowId};
use crate::domain::rulebook::Rulebook;
use crate::domain::state::{State, Tickets, evolve};
use crate::wire::{Login, Receipt};

/// How often a desk says that it is alive, as a real one does.
const BEAT: Duration = Duration::from_secs(10);
/// How long an order is sent again before it counts as lost.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long the live stream may take to tell what was acknowledged.
const STREAM: Duration = Duration::from_secs(20);
/// One order in so many is sent a second time on purpose.
const SENT_TWICE: usize = 50;
/// How many of the last cases are looked up in the end.
const LOOKED_UP: usize = 10;

/// Where somebody sits.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    /// Hall.
    pub(super) hall: HallId,
    /// Who.
    pub(super) officer: OfficerId,
    /// At which window.
    pub(super) window: WindowId,
    /// With which password.
    pub(super) password: String,
}

/// How a desk works.
#[derive(Clone, Copy, Debug)]
pub(super) struct Habits {
    /// Orders per second; none where each follows the answer to the one before.
    pub(super) rate: Option<f64>,
    /// Whether it keeps a live stream.
    pub(super) listens: bool,
}

/// A desk.
pub(super) struct Desk {
    client: Client,
    seat: Seat,
    rules: Arc<Rulebook>,
    seen: Arc<Seen>,
    dice: Dice,
    pace: Option<Duration>,
    listens: bool,
    state: State,
    fence: Fence,
    /// Places in the record of what was acknowledged to this desk.
    told: BTreeSet<u64>,
    /// The last cases, as this desk knows them.
    cases: Vec<CaseId>,
    tally: Tally,
}

/// A desk that cannot go on: what it was told is in its tally.
struct Stopped;

impl Desk {
    /// A desk that is not there yet.
    pub(super) fn new(
        server: &str,
        seat: Seat,
        rules: Arc<Rulebook>,
        seen: Arc<Seen>,
        dice: Dice,
        habits: Habits,
    ) -> Result<Self, String> {
        let options = Options { plain_http: true, request: Duration::from_secs(30), ..Options::default() };
        let client = Client::with(server, options).map_err(|error| error.to_string())?;
        let pace = habits
            .rate
            .map(|rate| Duration::try_from_secs_f64(1.0 / rate))
            .transpose()
            .map_err(|_| "--rate 要大于 0".to_owned())?;
        let (state, fence) = (State::default(), Fence::default());
        let (told, cases, tally) = (BTreeSet::new(), Vec::new(), Tally::default());
        let listens = habits.listens;
        Ok(Self { client, seat, rules, seen, dice, pace, listens, state, fence, told, cases, tally })
    }

    /// From log-in until it is over.
    pub(super) async fn work(mut self, ready: Arc<Barrier>, over: watch::Receiver<bool>) -> Tally {
        let begun = self.sits_down().await;
        // Everybody begins at once, also where somebody could not.
        ready.wait().await;
        if let Ok(seq) = begun {
            let (stop, stopped) = watch::channel(false);
            let (heard, hearing) = mpsc::unbounded_channel();
            let listening =
                self.listens.then(|| tokio::spawn(listen(self.client.clone(), seq, heard, stopped.clone())));
            let beating =
                tokio::spawn(beat(self.client.clone(), self.seat.window.clone(), self.fence, stopped));
            let _ = self.receives(&over).await;
            if self.listens {
                self.hears_all(hearing).await;
            }
            stop.send_replace(true);
            for task in listening.into_iter().chain([beating]) {
                match task.await {
                    Ok(done) => self.tally.add(done),
                    Err(error) => self.tally.is_wrong(format!("实时通道或续约中断：{error}")),
                }
            }
            self.looks_up().await;
        }
        self.client.logout().await.ok();
        self.tally
    }

    fn wrong(&mut self, what: &str, error: &ClientError) -> Stopped {
        self.tally.is_wrong(format!("{}号窗口{what}：{error}", self.seat.window));
        Stopped
    }

    /// Logs in and takes the post; the place in the record from which the live stream goes on.
    async fn sits_down(&mut self) -> Result<u64, Stopped> {
        let login = Login {
            hall: Some(self.seat.hall.clone()),
            officer: self.seat.officer.to_string(),
            password: self.seat.password.clone(),
            window: self.seat.window.clone(),
        };
        let began = Instant::now();
        let session = self.client.login(&login).await;
        self.tally.asked.entry("登录".to_owned()).or_default().add(began.elapsed());
        session.map_err(|error| self.wrong("登录", &error))?;
        let began = Instant::now();
        let desk = self.client.desk(&self.seat.window).await;
        self.tally.asked.entry("载入".to_owned()).or_default().add(began.elapsed());
        let desk = desk.map_err(|error| self.wrong("载入", &error))?;
        let post = desk.state.post(&self.seat.window);
        self.fence = post.fence;
        if let Some(entry) = desk.state.posts.get(&self.seat.window) {
            self.state.posts.insert(self.seat.window.clone(), entry.clone());
        }
        match post.holder {
            None => drop(self.order(Command::TakePost).await?),
            Some(holder) if holder == self.seat.officer => {}
            Some(_) => {
                let window = &self.seat.window;
                self.tally.is_wrong(format!("{window}号窗口由他人当班，不能压力测试；请用新的数据库"));
                return Err(Stopped);
            }
        }
        self.fence = self.state.post(&self.seat.window).fence;
        Ok(desk.seq)
    }

    /// One applicant after the other.
    async fn receives(&mut self, over: &watch::Receiver<bool>) -> Result<(), Stopped> {
        let Some(window) = self.rules.hall.window(&self.seat.window).cloned() else { return Err(Stopped) };
        let mut due = Instant::now();
        while !*over.borrow() {
            let mut visit = Visit::new(&mut self.dice);
            self.one_visit(&mut visit, &window, over, &mut due).await?;
            self.tally.visits += 1;
            // Whoever takes a ticket here may be called elsewhere: what becomes of it is not this desk's to know.
            self.state.tickets = Tickets::default();
            self.cases.push(visit.case().clone());
            if self.cases.len() > LOOKED_UP {
                let old = self.cases.remove(0);
                self.state.cases.remove(&old);
            }
        }
        Ok(())
    }

    async fn one_visit(
        &mut self,
        visit: &mut Visit,
        window: &Window,
        over: &watch::Receiver<bool>,
        due: &mut Instant,
    ) -> Result<(), Stopped> {
        while !*over.borrow() {
            let rules = self.rules.clone();
            let case = self.state.case(visit.case()).cloned();
            let Some(command) = visit.next(case.as_ref(), &rules, window, today(), &mut self.dice) else {
                break;
            };
            if let Some(pace) = self.pace {
                tokio::time::sleep_until((*due).into()).await;
                *due += pace;
            }
            // What a rule stands against ends the visit: the next one is another.
            let receipt = self.order(command).await?;
            if !visit.answered(receipt.as_ref()) {
                break;
            }
        }
        Ok(())
    }

    /// Gives an order and keeps the answer; none where a rule stands against it.
    async fn order(&mut self, command: Command) -> Result<Option<Receipt>, Stopped> {
        let order = Order {
            id: Uuid::now_v7(),
            window: self.seat.window.clone(),
            fence: self.fence,
            // Of a ticket somebody else gave out nothing is known.
            expect: decide::expected(&self.state, &command).into_iter().filter(|(_, at)| *at > 0).collect(),
            command,
        };
        let name = name(&order.command);
        let began = Instant::now();
        let answer = self.until_answered(&order).await?;
        let took = began.elapsed();
        let Some(receipt) = answer else {
            self.tally.refused.entry(name).or_default().add(took);
            return Ok(None);
        };
        self.tally.done.entry(name).or_default().add(took);
        for twice in self.seen.twice(&receipt) {
            self.tally.is_wrong(twice);
        }
        for recorded in &receipt.events {
            self.told.insert(recorded.seq);
            self.state = evolve(std::mem::take(&mut self.state), &recorded.event);
        }
        if self.dice.one_in(SENT_TWICE) {
            self.send_twice(&order, &receipt).await?;
        }
        Ok(Some(receipt))
    }

    /// Sends the order under its id until there is an answer.
    async fn until_answered(&mut self, order: &Order) -> Result<Option<Receipt>, Stopped> {
        let (began, pace) = (Instant::now(), Pace::default());
        for attempt in 1_u32.. {
            match self.client.send(order).await {
                Ok(receipt) => return Ok(Some(receipt)),
                Err(ClientError::Refused(problem)) => {
                    *self.tally.codes.entry(problem.code.clone()).or_default() += 1;
                    return Ok(None);
                }
                Err(error @ ClientError::Unavailable(_)) => drop(self.wrong("应答有误", &error)),
                Err(error) if error.is_final() => return Err(self.wrong("应答有误", &error)),
                Err(_) => {}
            }
            if began.elapsed() > PATIENCE {
                self.tally.is_wrong(format!("{}号窗口的操作没有应答", order.window));
                return Err(Stopped);
            }
            self.tally.again += 1;
            tokio::time::sleep(pace.after(attempt)).await;
        }
        Err(Stopped)
    }

    /// The same order again must give the same receipt and do nothing.
    async fn send_twice(&mut self, order: &Order, first: &Receipt) -> Result<(), Stopped> {
        match self.until_answered(order).await? {
            Some(second) if &second == first => self.tally.replayed += 1,
            _ => self.tally.is_wrong(format!("{}号窗口同一操作的两次回执不同", order.window)),
        }
        Ok(())
    }

    /// Everything that was acknowledged must come on the live stream, each thing once.
    async fn hears_all(&mut self, mut hearing: mpsc::UnboundedReceiver<u64>) {
        let mut missing = std::mem::take(&mut self.told);
        let mut last = 0;
        let all = async {
            while !missing.is_empty() {
                let Some(seq) = hearing.recv().await else { break };
                if seq <= last {
                    self.tally.is_wrong(format!("实时通道的序号{seq}不在次序中"));
                }
                last = seq;
                missing.remove(&seq);
            }
        };
        let _ = tokio::time::timeout(STREAM, all).await;
        if !missing.is_empty() {
            let (window, count) = (&self.seat.window, missing.len());
            self.tally.is_wrong(format!("{window}号窗口有{count}个已确认的事件没有在实时通道出现"));
        }
    }

    /// The last cases are in the record as they were left.
    async fn looks_up(&mut self) {
        for id in std::mem::take(&mut self.cases) {
            let Some(known) = self.state.cases.get(&id).cloned() else { continue };
            let Some(number) = known.value.number.clone() else { continue };
            match self.client.cases(&number).await {
                Ok(found) => {
                    let same = |case: &Case| case.id == id;
                    let recorded = found.cases.into_iter().find(|case| same(&case.value));
                    if recorded.as_ref() != Some(&known) {
                        self.tally.is_wrong(format!("办件{number}与所办的不一致"));
                    }
                }
                Err(error) => drop(self.wrong("查询", &error)),
            }
        }
    }
}

/// The name of a command on the wire.
fn name(command: &Command) -> String {
    let value = serde_json::to_value(command).unwrap_or_default();
    value.get("do").and_then(|name| name.as_str()).unwrap_or("?").to_owned()
}

#[expect(clippy::disallowed_methods, reason = "the command line owns the clock")]
fn today() -> jiff::civil::Date {
    beijing(jiff::Timestamp::now()).date()
}

/// Follows the live stream and passes on every place in the record.
async fn listen(
    client: Client,
    after: u64,
    heard: mpsc::UnboundedSender<u64>,
    mut stopped: watch::Receiver<bool>,
) -> Tally {
    let mut tally = Tally::default();
    let mut live = pin!(client.live(after, Pace::default()));
    loop {
        let next = tokio::select! {
            next = live.next() => next,
            _ = stopped.wait_for(|stopped| *stopped) => return tally,
        };
        match next {
            Some(Live::Happened(recorded)) => {
                tally.heard += 1;
                let _ = heard.send(recorded.seq);
            }
            Some(Live::Lost(_)) => tally.breaks += 1,
            Some(Live::Connected) => {}
            None => return tally,
        }
    }
}

/// Keeps the lease.
async fn beat(client: Client, window: WindowId, fence: Fence, mut stopped: watch::Receiver<bool>) -> Tally {
    let mut tally = Tally::default();
    loop {
        tokio::select! {
            () = tokio::time::sleep(BEAT) => {}
            _ = stopped.wait_for(|stopped| *stopped) => return tally,
        }
        let began = Instant::now();
        match client.renew(&window, fence).await {
            Ok(_) => tally.asked.entry("续约".to_owned()).or_default().add(began.elapsed()),
            Err(ClientError::Refused(problem)) => {
                *tally.codes.entry(problem.code.clone()).or_default() += 1;
                return tally;
            }
            Err(ClientError::Unavailable(problem)) => tally.is_wrong(format!("续约：{}", problem.title)),
            Err(_) => tally.again += 1,
        }
    }
}
