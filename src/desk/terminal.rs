//! The terminal, taken and given back: on leaving, on panic and on a signal.

use std::io::{self, BufWriter, Stdout, Write};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::{SetCursorStyle, Show};
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::backend::CrosstermBackend;
use ratatui::{Frame, Terminal};

use super::widgets::sweep;

/// The desk's terminal. Buffered, so that a frame leaves in one piece.
pub type Screen = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// Whether the terminal is ours and has to be given back.
static TAKEN: AtomicBool = AtomicBool::new(false);
static HOOK: Once = Once::new();

/// Holds the terminal; dropping it gives the terminal back.
#[derive(Debug)]
#[must_use = "dropping the guard gives the terminal back at once"]
pub struct Guard(());

impl Guard {
    /// Takes the terminal: raw mode, alternate screen, bracketed paste, a bar for the caret (a block covers half
    /// a Han character). From here on a panic gives the terminal back before it prints.
    ///
    /// # Errors
    ///
    /// If there is no terminal; whatever was taken is given back.
    pub fn enter() -> io::Result<Self> {
        HOOK.call_once(|| {
            let next = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |info| {
                restore();
                next(info);
            }));
        });
        enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        // Dropped on the way out if the next step fails.
        let guard = Self(());
        take(&mut io::stdout())?;
        Ok(guard)
    }

    /// A screen to draw on.
    ///
    /// # Errors
    ///
    /// If the terminal does not tell its size.
    pub fn screen(&self) -> io::Result<Screen> {
        Terminal::new(CrosstermBackend::new(BufWriter::with_capacity(64 * 1024, io::stdout())))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back, once; nothing if it is not ours. For signals and for whoever leaves without
/// dropping the [`Guard`]. Errors are of no use any more: the terminal may be gone.
pub fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        give_back(&mut io::stdout());
        let _ = disable_raw_mode();
    }
}

/// Draws one frame in a synchronized update, so that no half of it is ever seen and an input method's window
/// does not follow the cursor about, and [`sweep`]s it. Gives the number of cells swept.
///
/// # Errors
///
/// If the terminal takes no more.
pub fn draw<W: Write>(
    terminal: &mut Terminal<CrosstermBackend<W>>,
    view: impl FnOnce(&mut Frame<'_>),
) -> io::Result<usize> {
    let mut swept = 0;
    // Sent at once: left in the buffer by a view that panics, it would follow the restoring and freeze the screen.
    execute!(terminal.backend_mut(), BeginSynchronizedUpdate)?;
    let drawn = terminal.draw(|frame| {
        view(frame);
        swept = sweep(frame.buffer_mut());
    });
    let drawn = drawn.map(|_| ());
    // The update is ended even if the drawing failed: a terminal left inside one stands still.
    let ended = execute!(terminal.backend_mut(), EndSynchronizedUpdate);
    drawn.and(ended).map(|()| swept)
}

/// Rings the bell of the terminal.
///
/// # Errors
///
/// If the terminal takes no more.
pub fn ring<W: Write>(terminal: &mut Terminal<CrosstermBackend<W>>) -> io::Result<()> {
    let out = terminal.backend_mut();
    out.write_all(b"\x07")?;
    Write::flush(out)
}

fn take(out: &mut impl Write) -> io::Result<()> {
    execute!(out, EnterAlternateScreen, SetCursorStyle::SteadyBar)?;
    // Not every Windows console knows it.
    let _ = execute!(out, EnableBracketedPaste);
    Ok(())
}

/// Each step by itself: one that fails must not keep the others.
fn give_back(out: &mut impl Write) {
    let _ = execute!(out, EndSynchronizedUpdate);
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, SetCursorStyle::DefaultUserShape);
    let _ = execute!(out, LeaveAlternateScreen);
    let _ = execute!(out, Show);
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use ratatui::layout::Rect;
    use ratatui::{TerminalOptions, Viewport};

    use super::*;

    /// A terminal that is gone.
    struct Gone;

    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    /// A terminal that remembers.
    #[derive(Clone, Default)]
    struct Tape(Rc<RefCell<Vec<u8>>>);

    impl Write for Tape {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn fixed<W: Write>(out: W) -> Terminal<CrosstermBackend<W>> {
        let viewport = Viewport::Fixed(Rect::new(0, 0, 12, 1));
        Terminal::with_options(CrosstermBackend::new(out), TerminalOptions { viewport }).unwrap()
    }

    #[test]
    fn what_is_taken_is_given_back() {
        let mut out = Vec::new();
        take(&mut out).unwrap();
        give_back(&mut out);
        let out = String::from_utf8(out).unwrap();
        for (on, off) in [
            ("\u{1b}[?1049h", "\u{1b}[?1049l"),
            ("\u{1b}[?2004h", "\u{1b}[?2004l"),
            ("\u{1b}[6 q", "\u{1b}[0 q"),
        ] {
            assert!(out.find(on).unwrap() < out.find(off).unwrap());
        }
        assert!(out.ends_with("\u{1b}[?25h"));
    }

    #[test]
    fn a_terminal_that_is_gone_is_no_matter() {
        give_back(&mut Gone);
        assert!(take(&mut Gone).is_err());
        assert!(draw(&mut fixed(Gone), |_| {}).is_err());
    }

    #[test]
    fn restoring_what_is_not_ours_does_nothing() {
        restore();
        restore();
        assert!(!TAKEN.load(Ordering::SeqCst));
    }

    #[test]
    fn a_view_that_panics_leaves_nothing_to_be_written_later() {
        let tape = Tape::default();
        let mut terminal = fixed(BufWriter::new(tape.clone()));
        let drawing = std::panic::AssertUnwindSafe(|| draw(&mut terminal, |_| panic!("a fault in a view")));
        assert!(std::panic::catch_unwind(drawing).is_err());
        assert_eq!(tape.0.take(), b"\x1b[?2026h");
        drop(terminal);
        assert!(!tape.0.take().windows(5).any(|bytes| bytes == b"?2026"));
    }

    #[test]
    fn a_frame_is_one_update_and_is_swept() {
        let tape = Tape::default();
        let mut terminal = fixed(tape.clone());
        let swept = draw(&mut terminal, |frame| {
            frame.buffer_mut().set_string(0, 0, "王敏", ratatui::style::Style::new());
            if let Some(cell) = frame.buffer_mut().cell_mut((6, 0)) {
                cell.set_char('\u{1b}');
            }
        });
        assert_eq!(swept.unwrap(), 1);
        let out = String::from_utf8(tape.0.take()).unwrap();
        assert!(out.starts_with("\u{1b}[?2026h") && out.ends_with("\u{1b}[?2026l"), "{out:?}");
        assert!(out.contains("王") && out.contains('?') && !out.contains("\u{1b}\u{1b}"), "{out:?}");
    }
}
