//! The board running: it follows the live board, draws when something has changed, and wakes for nothing else than
//! the moment at which the screen changes by itself.

use std::io;
use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEventKind, KeyModifiers};
use futures_util::{FutureExt as _, StreamExt as _};
use jiff::{SignedDuration, Timestamp};

use super::app::{Effect, Ending, Message, Model, update};
use super::{view, wording as words};
use crate::client::{BoardNews, Client, ClientError, Pace};
use crate::desk::runtime::{Signals, listen};
use crate::desk::terminal::{self, Guard, Screen};
use crate::desk::theme::Theme;
use crate::domain::ids::HallId;
use crate::text::{Clean, fold_char};

/// How a broken connection is tried again: a screen that hangs for years is in no hurry, and the many of a hall do not
/// come back all at once.
fn pace() -> Pace {
    // The random end of a fresh id.
    let (_, random) = uuid::Uuid::now_v7().as_u64_pair();
    Pace { most: Duration::from_secs(10), ..Pace::drawn(random) }
}

/// What a board is started with.
#[derive(Debug)]
pub struct Setup {
    /// The service.
    pub client: Client,
    /// Which hall; none where the service has one.
    pub hall: Option<HallId>,
    /// Looks.
    pub theme: Theme,
    /// Whether a new call rings.
    pub bell: bool,
}

/// Runs until somebody leaves, a signal comes or the terminal is gone; the terminal is given back in any case. Gives
/// the service's sentence where it has refused for good.
///
/// # Errors
/// There is no terminal, or it takes no more.
pub async fn run(setup: Setup) -> io::Result<Option<Clean>> {
    let guard = Guard::enter()?;
    let mut screen = guard.screen()?;
    let mut clock = Clock::of_this_machine();
    let mut board = Hung { model: Model::new(setup.bell, clock.now()), theme: setup.theme };
    board.draw(&mut screen)?;
    let mut events = listen();
    let mut signals = Signals::listen()?;
    let mut news = Box::pin(setup.client.board_live(setup.hall, pace()));
    while board.model.ending.is_none() {
        let message = tokio::select! {
            biased;
            () = signals.caught() => break,
            event = events.recv() => match event {
                Some(event) => heard(&event),
                // A terminal that is gone ends the board.
                None => break,
            },
            Some(told) = news.next() => Some(clock.follow(told)),
            () = tokio::time::sleep(clock.until(board.model.wake_at())) => Some(Message::Tick),
        };
        let mut rings = message.is_some_and(|message| board.step(clock.now(), message));
        while let Some(Some(told)) = news.next().now_or_never() {
            let message = clock.follow(told);
            rings |= board.step(clock.now(), message);
        }
        board.draw(&mut screen)?;
        if rings {
            terminal::ring(&mut screen)?;
        }
    }
    drop(guard);
    Ok(match board.model.ending {
        Some(Ending::Refused(why)) => Some(why),
        Some(Ending::Left) | None => None,
    })
}

struct Hung {
    model: Model,
    theme: Theme,
}

impl Hung {
    /// One message through the one step; whether it rings.
    fn step(&mut self, now: Timestamp, message: Message) -> bool {
        update(&mut self.model, now, message) == Some(Effect::Ring)
    }

    fn draw(&self, screen: &mut Screen) -> io::Result<()> {
        terminal::draw(screen, |frame| view::draw(&self.model, &self.theme, frame)).map(drop)
    }
}

/// What an event of the terminal means. A board has no keys but those that leave it, which are the same everywhere:
/// there is nothing to learn, and nobody stands at it.
fn heard(event: &Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => match key.code {
            KeyCode::Esc => Some(Message::Leave),
            KeyCode::Char(c) if fold_char(c).eq_ignore_ascii_case(&'q') => Some(Message::Leave),
            KeyCode::Char('c') if key.modifiers.contains(KeyModifiers::CONTROL) => Some(Message::Leave),
            _ => None,
        },
        Event::Resize(..) => Some(Message::Tick),
        _ => None,
    }
}

/// The service's clock as far as it is known, carried on by one that is never set: a screen that starts with a wrong
/// clock is right as soon as it is connected, and stays so.
struct Clock {
    told: Timestamp,
    at: Instant,
}

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the board reads the clock")]
    fn of_this_machine() -> Self {
        Self { told: Timestamp::now(), at: Instant::now() }
    }

    fn now(&self) -> Timestamp {
        let passed = SignedDuration::try_from(self.at.elapsed()).unwrap_or(SignedDuration::MAX);
        self.told.saturating_add(passed).unwrap_or(self.told)
    }

    /// How long until a moment.
    fn until(&self, moment: Timestamp) -> Duration {
        Duration::try_from(moment.duration_since(self.now())).unwrap_or_default()
    }

    /// News as a message; a board tells the service's time.
    fn follow(&mut self, news: BoardNews) -> Message {
        match news {
            BoardNews::Connected => Message::Connected,
            BoardNews::Changed(board) => {
                *self = Self { told: board.now, at: Instant::now() };
                Message::Changed(board)
            }
            BoardNews::Lost(error) if error.is_final() => Message::Refused(Clean::new(error.to_string())),
            BoardNews::Lost(error) => Message::Lost(why(&error)),
        }
    }
}

/// The client speaks of orders, and a board sends none.
fn why(error: &ClientError) -> Clean {
    Clean::new(match error {
        ClientError::TimedOut => words::SILENT.to_owned(),
        ClientError::Broken { .. } => words::BROKEN.to_owned(),
        other => other.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyEvent;

    use super::*;

    #[test]
    fn only_the_keys_that_leave_do_anything() {
        let key = |code, modifiers| heard(&Event::Key(KeyEvent::new(code, modifiers)));
        for code in [KeyCode::Esc, KeyCode::Char('q'), KeyCode::Char('Q'), KeyCode::Char('ｑ')] {
            assert_eq!(key(code, KeyModifiers::NONE), Some(Message::Leave));
        }
        assert_eq!(key(KeyCode::Char('c'), KeyModifiers::CONTROL), Some(Message::Leave));
        assert_eq!(key(KeyCode::Char('c'), KeyModifiers::NONE), None);
        assert_eq!(key(KeyCode::Enter, KeyModifiers::NONE), None);
        assert_eq!(heard(&Event::Resize(80, 24)), Some(Message::Tick));
    }
}
