//! A key as it is written in keymap files and pressed on a keyboard. The only door for crossterm's events.

use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character; upper and lower case differ.
    Char(char),
    /// A function key.
    F(u8),
    /// Enter, on the main block or the number pad.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A key that no keymap can name (Caps Lock, media keys).
    Other,
}

/// A key with its modifiers, in one normal form: a character carries its case itself, never `shift`, and is
/// lower case under `ctrl`, because terminals send no more than that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The key.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift; never set for characters.
    pub shift: bool,
}

/// Why a word names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Nothing is called so.
    #[error("no such key: {0}")]
    Unknown(String),
    /// A terminal sends the same byte for both, so the chord would fire on the other key.
    #[error("{0} cannot be told from {1}")]
    SameAs(String, &'static str),
}

const NAMES: &[(&str, Code)] = &[
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Tab", Code::Tab),
    ("Backspace", Code::Backspace),
    ("Delete", Code::Delete),
    ("Insert", Code::Insert),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PageUp", Code::PageUp),
    ("PageDown", Code::PageDown),
    ("Space", Code::Char(' ')),
];

impl Key {
    /// A key in its normal form.
    pub fn new(code: Code, ctrl: bool, alt: bool, shift: bool) -> Self {
        match code {
            Code::Char(c) if ctrl => {
                Self { code: Code::Char(c.to_ascii_lowercase()), ctrl, alt, shift: false }
            }
            Code::Char(_) => Self { code, ctrl, alt, shift: false },
            _ => Self { code, ctrl, alt, shift },
        }
    }

    /// A key without modifiers.
    pub fn plain(code: Code) -> Self {
        Self::new(code, false, false, false)
    }

    /// The character this key would type into a text field.
    pub fn text(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// Whether a text field uses this key for itself: typing, moving the caret, deleting.
    pub fn edits_text(self) -> bool {
        match self.code {
            Code::Char(_) if !self.ctrl && !self.alt => true,
            Code::Char(c) if self.ctrl && !self.alt => "abdefhkuwy".contains(c),
            Code::Char(c) => "bfd".contains(c),
            Code::Left | Code::Right | Code::Home | Code::End | Code::Backspace | Code::Delete => true,
            _ => false,
        }
    }

    /// Whether the key reaches the program while a Chinese input method is on: function keys, arrows and
    /// their block, Enter, Esc, Tab, digits, Ctrl chords. Letters open a candidate window instead.
    pub fn is_ime_proof(self) -> bool {
        match self.code {
            Code::Char(c) => !self.alt && (self.ctrl || c.is_ascii_digit()),
            Code::Other => false,
            _ => true,
        }
    }

    /// The key with a full-width character folded to the one on the key cap. For the command path only:
    /// what is typed into a text field stays as it is.
    #[must_use]
    pub fn folded(self) -> Self {
        match self.code {
            Code::Char(c) => Self::new(Code::Char(fold(c)), self.ctrl, self.alt, self.shift),
            _ => self,
        }
    }
}

/// Chinese punctuation to the character of the key that produces it.
fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        '\u{3000}' => ' ',
        '。' => '.',
        '、' => '/',
        '【' => '[',
        '】' => ']',
        '《' => '<',
        '》' => '>',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '￥' => '$',
        '·' => '`',
        _ => c,
    }
}

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let code = match event.code {
            KeyCode::Char(c) => Code::Char(c),
            KeyCode::F(n) => Code::F(n),
            KeyCode::Enter => Code::Enter,
            KeyCode::Esc => Code::Esc,
            KeyCode::Tab | KeyCode::BackTab => Code::Tab,
            KeyCode::Backspace => Code::Backspace,
            KeyCode::Delete => Code::Delete,
            KeyCode::Insert => Code::Insert,
            KeyCode::Up => Code::Up,
            KeyCode::Down => Code::Down,
            KeyCode::Left => Code::Left,
            KeyCode::Right => Code::Right,
            KeyCode::Home => Code::Home,
            KeyCode::End => Code::End,
            KeyCode::PageUp => Code::PageUp,
            KeyCode::PageDown => Code::PageDown,
            _ => Code::Other,
        };
        Self::new(
            code,
            event.modifiers.contains(KeyModifiers::CONTROL),
            event.modifiers.contains(KeyModifiers::ALT),
            event.modifiers.contains(KeyModifiers::SHIFT) || event.code == KeyCode::BackTab,
        )
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [(self.ctrl, "Ctrl-"), (self.alt, "Alt-"), (self.shift, "Shift-")] {
            if held {
                f.write_str(name)?;
            }
        }
        match self.code {
            Code::F(n) => write!(f, "F{n}"),
            Code::Other => f.write_str("?"),
            code => match (NAMES.iter().find(|(_, named)| *named == code), code) {
                (Some((name, _)), _) => f.write_str(name),
                // Key caps and manuals write the letter of a chord as a capital.
                (None, Code::Char(c)) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
                (None, Code::Char(c)) => write!(f, "{c}"),
                (None, _) => Ok(()),
            },
        }
    }
}

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let unknown = || KeyError::Unknown(text.to_owned());
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = text;
        loop {
            let (held, tail) = if let Some(tail) = rest.strip_prefix("Ctrl-") {
                (&mut ctrl, tail)
            } else if let Some(tail) = rest.strip_prefix("Alt-") {
                (&mut alt, tail)
            } else if let Some(tail) = rest.strip_prefix("Shift-") {
                (&mut shift, tail)
            } else {
                break;
            };
            if *held || tail.is_empty() {
                return Err(unknown());
            }
            *held = true;
            rest = tail;
        }
        let code = code(rest).ok_or_else(unknown)?;
        if ctrl && let Code::Char(c) = code {
            let twin = match c.to_ascii_lowercase() {
                'i' => Some("Tab"),
                'm' => Some("Enter"),
                '[' => Some("Esc"),
                'h' => Some("Backspace"),
                _ => None,
            };
            if let Some(twin) = twin {
                return Err(KeyError::SameAs(text.to_owned(), twin));
            }
        }
        if shift && matches!(code, Code::Char(_)) {
            return Err(unknown());
        }
        Ok(Self::new(code, ctrl, alt, shift))
    }
}

fn code(name: &str) -> Option<Code> {
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*code);
    }
    let mut chars = name.chars();
    match (chars.next(), chars.as_str()) {
        (Some(c), "") if !c.is_whitespace() && !c.is_control() => Some(Code::Char(c)),
        (Some('F'), number) if !number.starts_with('0') => {
            number.parse().ok().filter(|n| (1..=24).contains(n)).map(Code::F)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_written_is_what_is_shown() {
        for text in [
            "F2",
            "F12",
            "Ctrl-P",
            "Enter",
            "Esc",
            "Tab",
            "Shift-Tab",
            "1",
            "j",
            "G",
            "?",
            "-",
            "+",
            "/",
            "Space",
            "Alt-x",
            "Ctrl-Alt-x",
            "PageUp",
            "Ctrl--",
            "Shift-F2",
        ] {
            let shown = key(text).to_string();
            assert_eq!(shown.to_lowercase(), text.to_lowercase());
            assert_eq!(key(&shown), key(text));
        }
    }

    #[test]
    fn what_no_terminal_can_tell_apart_is_refused() {
        for text in ["Ctrl-I", "Ctrl-M", "Ctrl-[", "Ctrl-h"] {
            assert!(matches!(text.parse::<Key>(), Err(KeyError::SameAs(..))), "{text}");
        }
        for text in ["", "F0", "F25", "F02", "Ctrl-", "Ctrl-Ctrl-p", "Shift-a", "enter", "ab", "\u{7}"] {
            assert!(matches!(text.parse::<Key>(), Err(KeyError::Unknown(_))), "{text:?}");
        }
    }

    #[test]
    fn events_arrive_in_the_normal_form() {
        let event = |code, modifiers| Key::from(KeyEvent::new(code, modifiers));
        assert_eq!(event(KeyCode::BackTab, KeyModifiers::SHIFT), key("Shift-Tab"));
        assert_eq!(event(KeyCode::BackTab, KeyModifiers::NONE), key("Shift-Tab"));
        assert_eq!(event(KeyCode::Char('G'), KeyModifiers::SHIFT), key("G"));
        assert_eq!(event(KeyCode::Char('P'), KeyModifiers::CONTROL | KeyModifiers::SHIFT), key("Ctrl-P"));
        assert_eq!(event(KeyCode::CapsLock, KeyModifiers::NONE).code, Code::Other);
    }

    #[test]
    fn full_width_folds_on_the_command_path() {
        for (wide, narrow) in [('１', '1'), ('？', '?'), ('：', ':'), ('／', '/'), ('，', ','), ('。', '.')]
        {
            assert_eq!(Key::plain(Code::Char(wide)).folded(), Key::plain(Code::Char(narrow)));
        }
        assert_eq!(Key::plain(Code::Char('\u{3000}')).folded(), key("Space"));
        assert_eq!(Key::plain(Code::Char('王')).folded(), Key::plain(Code::Char('王')));
        assert_eq!(key("F2").folded(), key("F2"));
    }

    #[test]
    fn letters_belong_to_the_input_method() {
        for proof in ["F2", "Up", "Enter", "Esc", "Tab", "Shift-Tab", "7", "Ctrl-P", "PageDown"] {
            assert!(key(proof).is_ime_proof(), "{proof}");
        }
        for swallowed in ["j", "G", "?", "/", "Alt-x", "Alt-1", "Space"] {
            assert!(!key(swallowed).is_ime_proof(), "{swallowed}");
        }
    }
}
