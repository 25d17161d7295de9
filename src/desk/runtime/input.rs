//! From terminal events to messages: releases dropped, full width folded on the command path, the rest typed.

use crossterm::event::{Event, KeyEventKind};

use crate::desk::app::{Edit, Message};
use crate::desk::keymap::{Code, Context, Key, Keymap, Resolution};

/// The keyboard between two keys of a sequence.
#[derive(Debug, Default)]
pub(super) struct Keyboard {
    pending: Vec<Key>,
}

impl Keyboard {
    /// What an event means in these contexts; nothing for what the desk does not listen to.
    pub(super) fn message(&mut self, event: Event, contexts: &[Context], keymap: &Keymap) -> Option<Message> {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => {
                self.key(Key::from(key), contexts, keymap)
            }
            Event::Paste(text) => {
                self.pending.clear();
                contexts.iter().any(|context| context.is_text()).then_some(Message::Edit(Edit::Paste(text)))
            }
            Event::Resize(..) => Some(Message::Tick),
            _ => None,
        }
    }

    fn key(&mut self, key: Key, contexts: &[Context], keymap: &Keymap) -> Option<Message> {
        let typing = contexts.iter().any(|context| context.is_text());
        let asked = if typing { key } else { key.folded() };
        match keymap.resolve(contexts, &self.pending, asked) {
            Resolution::Action(action) => {
                self.pending.clear();
                Some(Message::Do(action))
            }
            Resolution::Pending => {
                self.pending.push(asked);
                None
            }
            Resolution::None => {
                self.pending.clear();
                if typing { edit(key).map(Message::Edit) } else { None }
            }
        }
    }
}

fn edit(key: Key) -> Option<Edit> {
    if let Some(c) = key.text() {
        return Some(Edit::Insert(c));
    }
    Some(match key.code {
        Code::Backspace => Edit::Backspace,
        Code::Delete => Edit::Delete,
        Code::Left => Edit::Left,
        Code::Right => Edit::Right,
        Code::Home => Edit::Home,
        Code::End => Edit::End,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::*;
    use crate::desk::keymap::{self, Action, Preset};

    fn press(code: KeyCode) -> Event {
        Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    #[test]
    fn full_width_digits_are_commands_at_the_checklist_and_text_in_a_form() {
        let keymap = keymap::load(Preset::Default, None).keymap;
        let mut keyboard = Keyboard::default();
        let at_case =
            keyboard.message(press(KeyCode::Char('１')), &[Context::Case, Context::Global], &keymap);
        assert_eq!(at_case, Some(Message::Do(Action::VerdictConforming)));
        let in_form =
            keyboard.message(press(KeyCode::Char('１')), &[Context::Form, Context::Global], &keymap);
        assert_eq!(in_form, Some(Message::Edit(Edit::Insert('１'))));
    }

    #[test]
    fn a_paste_outside_a_field_does_nothing() {
        let keymap = keymap::load(Preset::Default, None).keymap;
        let paste = Event::Paste("1\n2\n".into());
        let message = Keyboard::default().message(paste, &[Context::Case, Context::Global], &keymap);
        assert_eq!(message, None);
    }

    #[test]
    fn a_bare_enter_reaches_no_legal_act() {
        let keymap = keymap::load(Preset::Default, None).keymap;
        let message = Keyboard::default().message(press(KeyCode::Enter), &[Context::Confirm], &keymap);
        assert_eq!(message, None);
    }
}
