//! The desk running: one queue, one writer, draw when the queue is empty, wake only for a reason (DESIGN 2.1).

mod drafts;
mod hands;
mod input;
mod journal;
mod looks;
mod signals;

use std::path::PathBuf;
use std::time::Duration;

use crossterm::event::{Event, EventStream};
use futures_util::StreamExt as _;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;

use super::app::{Input, Looks, Message, Model, Place, awaits_arming, contexts, look, update};
use super::keymap::Keymap;
use super::terminal::{self, Guard, Screen};
use super::theme::{self, Theme};
use super::view::{self, Ui};
use crate::client::{Client, TokenStore};
use crate::printing::Press;
use hands::Hands;
use input::Keyboard;
pub(crate) use signals::Signals;

/// What a desk is started with.
#[derive(Debug)]
pub struct Setup {
    /// Where the terminal stands.
    pub place: Place,
    /// The service.
    pub client: Client,
    /// Where tokens are kept.
    pub tokens: TokenStore,
    /// Looks with their names, as the settings have them.
    pub looks: Vec<(String, Theme)>,
    /// The one to begin with.
    pub look: usize,
    /// The officer's settings, where a chosen look is kept.
    pub settings: Option<PathBuf>,
    /// Keys.
    pub keymap: Keymap,
    /// Folder for papers written as text.
    pub papers: PathBuf,
    /// What prints papers.
    pub press: Press,
    /// Folder for the journals of the officers; none keeps them in memory.
    pub journals: Option<PathBuf>,
    /// After how long without a key the desk locks; never, where there is none.
    pub lock_after: Option<SignedDuration>,
    /// A remark to begin with: something wrong in a settings, keymap or theme file.
    pub remark: Option<String>,
}

/// Runs until the officer quits, a signal comes or the terminal is gone; the terminal is given back in any case.
///
/// # Errors
/// There is no terminal, or it takes no more.
pub async fn run(setup: Setup) -> std::io::Result<()> {
    let guard = Guard::enter()?;
    let mut screen = guard.screen()?;
    let (sender, mut messages) = mpsc::unbounded_channel();
    let (names, looks) = setup.looks.into_iter().unzip();
    let mut desk = Desk {
        clock: Clock::default(),
        model: Model::new(setup.place, now()),
        keyboard: Keyboard::default(),
        hands: Hands::new(setup.client, setup.tokens, setup.papers, setup.press, setup.journals, sender)
            .with_settings(setup.settings),
        looks,
        plain: Theme::preset(theme::Preset::default()),
        keymap: setup.keymap,
    };
    desk.model.remark = setup.remark.map(Into::into);
    desk.model.lock_after = setup.lock_after;
    desk.model.looks = Looks { names, at: setup.look };
    // The first picture does not wait for the network.
    desk.draw(&mut screen)?;
    desk.hands.greet(&desk.model);
    let mut events = listen();
    let mut signals = Signals::listen()?;
    while !desk.model.ending {
        tokio::select! {
            biased;
            () = signals.caught() => break,
            event = events.recv() => match event {
                Some(event) => desk.event(event),
                // A terminal that is gone ends the desk.
                None => break,
            },
            Some(message) = messages.recv() => desk.step(message),
            () = wake(desk.model.wake_at(), desk.clock.now()) => desk.step(Message::Tick),
        }
        desk.catch_up(&mut events, &mut messages);
        desk.draw(&mut screen)?;
        if awaits_arming(&desk.model) {
            // What was typed before the dialog was seen confirms nothing (reliability.md 2.3).
            while events.try_recv().is_ok() {}
            desk.step(Message::Shown);
        }
    }
    let quit = desk.model.ending;
    drop(guard);
    desk.hands.finish(&desk.model, quit).await;
    Ok(())
}

/// The terminal's events as a queue that can be looked into without waiting: a look into crossterm's own stream
/// would leave it with nobody to wake.
pub(crate) fn listen() -> mpsc::UnboundedReceiver<Event> {
    let (sender, receiver) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        let mut events = EventStream::new();
        while let Some(Ok(event)) = events.next().await {
            if sender.send(event).is_err() {
                break;
            }
        }
    });
    receiver
}

struct Desk {
    clock: Clock,
    model: Model,
    keyboard: Keyboard,
    hands: Hands,
    looks: Vec<Theme>,
    /// Where there are none.
    plain: Theme,
    keymap: Keymap,
}

impl Desk {
    /// One message through the one step, and what it asks for done.
    fn step(&mut self, message: Message) {
        self.clock.follow(&message);
        let input = Input { now: self.clock.now(), id: uuid::Uuid::now_v7(), message };
        for effect in update(&mut self.model, input) {
            self.hands.carry_out(effect);
        }
    }

    fn event(&mut self, event: Event) {
        if let Some(message) = self.keyboard.message(event, &contexts(&self.model), &self.keymap) {
            self.step(message);
        }
    }

    /// Everything that is there already, before anything is drawn.
    fn catch_up(
        &mut self,
        events: &mut mpsc::UnboundedReceiver<Event>,
        messages: &mut mpsc::UnboundedReceiver<Message>,
    ) {
        while !self.model.ending && !awaits_arming(&self.model) {
            if let Ok(event) = events.try_recv() {
                self.event(event);
            } else if let Ok(message) = messages.try_recv() {
                self.step(message);
            } else {
                break;
            }
        }
    }

    fn draw(&self, screen: &mut Screen) -> std::io::Result<()> {
        let theme = self.looks.get(look(&self.model)).unwrap_or(&self.plain);
        let ui = Ui { theme, keymap: &self.keymap };
        terminal::draw(screen, |frame| view::draw(&self.model, &ui, frame)).map(drop)
    }
}

/// The service's clock, as far as it is known: legal times are its, not this machine's.
#[derive(Clone, Copy, Debug, Default)]
struct Clock {
    ahead: SignedDuration,
}

impl Clock {
    fn now(self) -> Timestamp {
        let here = now();
        here.checked_add(self.ahead).unwrap_or(here)
    }

    fn follow(&mut self, message: &Message) {
        let told = match message {
            Message::Greeted(Ok(health)) => health.now,
            Message::Desk(Ok(snapshot)) => snapshot.now,
            _ => return,
        };
        self.ahead = told.duration_since(now());
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the desk reads the clock")]
fn now() -> Timestamp {
    Timestamp::now()
}

/// Waits for the moment the screen changes by itself; for ever when there is none.
async fn wake(at: Option<Timestamp>, now: Timestamp) {
    match at {
        Some(at) => {
            let rest = Duration::try_from(at.duration_since(now)).unwrap_or_default();
            tokio::time::sleep(rest).await;
        }
        None => std::future::pending().await,
    }
}
