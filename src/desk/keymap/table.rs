//! The table of bindings and the two questions asked of it: what does this key do, what is on the bar.

use std::fmt;
use std::str::FromStr;

use super::action::{Action, Context};
use super::key::{Key, KeyError};
use crate::text::Clean;

/// One or more keys pressed one after the other, written with spaces: `g g`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence(Vec<Key>);

impl Sequence {
    /// The keys in the order of pressing; never empty.
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// Whether a Chinese input method lets all of it through.
    pub fn is_ime_proof(&self) -> bool {
        self.0.iter().all(|key| key.is_ime_proof())
    }

    /// Whether `self` begins with `other` and is longer.
    pub fn extends(&self, other: &Self) -> bool {
        self.0.len() > other.0.len() && self.0.starts_with(&other.0)
    }
}

impl FromStr for Sequence {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let keys = text.split_whitespace().map(str::parse).collect::<Result<Vec<Key>, _>>()?;
        if keys.is_empty() { Err(KeyError::Unknown(text.to_owned())) } else { Ok(Self(keys)) }
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, key) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(" ")?;
            }
            key.fmt(f)?;
        }
        Ok(())
    }
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bind {
    /// Where it holds.
    pub context: Context,
    /// What it does.
    pub action: Action,
    /// The keys, the first being the one to show.
    pub keys: Vec<Sequence>,
    /// The bar's short word; without one, or with a blank one, it is not on the bar.
    pub label: Option<Clean>,
}

/// What a key press comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// This action is asked for.
    Action(Action),
    /// The beginning of a sequence: keep the key and wait.
    Pending,
    /// Nothing; in a text field the key is typed.
    None,
}

/// One hint for the bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The keys that reach the action here, the first being the one to show.
    pub keys: Vec<Sequence>,
    /// The action.
    pub action: Action,
    /// The short word.
    pub label: Clean,
}

/// All bindings, in the order of the files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    binds: Vec<Bind>,
}

impl Keymap {
    /// A keymap of these lines, taken as they are; [`super::load`] checks them.
    pub fn new(binds: Vec<Bind>) -> Self {
        Self { binds }
    }

    /// All lines in the order of the files.
    pub fn binds(&self) -> &[Bind] {
        &self.binds
    }

    /// What `key` after `pending` comes to, asking `contexts` from the innermost to the outermost. The first
    /// context that knows the keys decides. Where characters are text ([`Context::is_text`]) no character
    /// is a command, and the keys that edit text belong to the field unless a text context binds them.
    pub fn resolve(&self, contexts: &[Context], pending: &[Key], key: Key) -> Resolution {
        let typing = contexts.iter().any(|context| context.is_text());
        if typing && key.text().is_some() {
            return Resolution::None;
        }
        for &context in contexts {
            if typing && key.edits_text() && !context.is_text() {
                continue;
            }
            let mut begun = false;
            for bind in self.binds.iter().filter(|bind| bind.context == context) {
                for keys in bind.keys.iter().map(Sequence::keys) {
                    let Some(rest) = keys.strip_prefix(pending) else { continue };
                    match rest.split_first() {
                        Some((&first, [])) if first == key => return Resolution::Action(bind.action),
                        Some((&first, _)) if first == key => begun = true,
                        _ => {}
                    }
                }
            }
            if begun {
                return Resolution::Pending;
            }
        }
        Resolution::None
    }

    /// The keys bound to `action` in `context` itself.
    pub fn keys_for(&self, context: Context, action: Action) -> &[Sequence] {
        self.binds
            .iter()
            .find(|bind| bind.context == context && bind.action == action)
            .map_or(&[], |bind| bind.keys.as_slice())
    }

    /// The first key that reaches `action` from here, to be named in a sentence.
    pub fn key_to(&self, contexts: &[Context], action: Action) -> Option<&Sequence> {
        contexts
            .iter()
            .flat_map(|&context| self.keys_for(context, action))
            .find(|keys| self.reaches(contexts, keys, action))
    }

    /// The hints for the bar: innermost context first, in the order of the file, each action once, with only
    /// those keys that reach it from here.
    pub fn bar(&self, contexts: &[Context]) -> Vec<Hint> {
        let mut hints: Vec<Hint> = Vec::new();
        for &context in contexts {
            for bind in self.binds.iter().filter(|bind| bind.context == context) {
                let Some(label) = bind.label.as_ref().filter(|label| !label.is_blank()) else { continue };
                if hints.iter().any(|hint| hint.action == bind.action) {
                    continue;
                }
                let reach = |keys: &&Sequence| self.reaches(contexts, keys, bind.action);
                let keys: Vec<_> = bind.keys.iter().filter(reach).cloned().collect();
                if !keys.is_empty() {
                    hints.push(Hint { keys, action: bind.action, label: label.clone() });
                }
            }
        }
        hints
    }

    fn reaches(&self, contexts: &[Context], keys: &Sequence, action: Action) -> bool {
        let mut pending = Vec::new();
        for &key in keys.keys() {
            match self.resolve(contexts, &pending, key) {
                Resolution::Pending => pending.push(key),
                Resolution::Action(found) => {
                    return found == action && pending.len() + 1 == keys.keys().len();
                }
                Resolution::None => return false,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::keymap::{Preset, load};

    fn bind(context: Context, action: Action, keys: &[&str], label: Option<&str>) -> Bind {
        let keys = keys.iter().map(|k| k.parse().unwrap()).collect();
        Bind { context, action, keys, label: label.map(Clean::new) }
    }

    fn key(text: &str) -> Key {
        text.parse().unwrap()
    }

    fn map() -> Keymap {
        Keymap::new(vec![
            bind(Context::Global, Action::Help, &["F1", "?"], Some("帮助")),
            bind(Context::Global, Action::Palette, &["F10"], Some("菜单")),
            bind(Context::Global, Action::End, &["End", "G"], None),
            bind(Context::Global, Action::Home, &["Home", "g g"], None),
            bind(Context::Confirm, Action::Confirm, &["F10"], Some("确认")),
            bind(Context::Case, Action::VerdictMissing, &["2"], Some("缺")),
            bind(Context::Form, Action::Down, &["Down", "Tab"], Some("下一项")),
        ])
    }

    #[test]
    fn the_innermost_context_decides() {
        let map = map();
        let f10 = key("F10");
        assert_eq!(
            map.resolve(&[Context::Confirm, Context::Global], &[], f10),
            Resolution::Action(Action::Confirm)
        );
        assert_eq!(
            map.resolve(&[Context::Case, Context::Global], &[], f10),
            Resolution::Action(Action::Palette)
        );
        assert_eq!(map.resolve(&[Context::Case], &[], f10), Resolution::None);
    }

    #[test]
    fn sequences_wait_and_a_wrong_second_key_does_nothing() {
        let map = map();
        let here = [Context::Global];
        assert_eq!(map.resolve(&here, &[], key("g")), Resolution::Pending);
        assert_eq!(map.resolve(&here, &[key("g")], key("g")), Resolution::Action(Action::Home));
        assert_eq!(map.resolve(&here, &[key("g")], key("F1")), Resolution::None);
    }

    #[test]
    fn where_text_is_typed_no_character_is_a_command() {
        let map = map();
        let here = [Context::Form, Context::Case, Context::Global];
        for typed in ["2", "?", "G", "g", "End", "Home", "Left", "Backspace"] {
            assert_eq!(map.resolve(&here, &[], key(typed)), Resolution::None, "{typed}");
        }
        assert_eq!(map.resolve(&here, &[], key("F1")), Resolution::Action(Action::Help));
        assert_eq!(map.resolve(&here, &[], key("Tab")), Resolution::Action(Action::Down));
    }

    #[test]
    fn the_bar_shows_what_the_keys_really_do() {
        let map = map();
        let labels = |contexts: &[Context]| -> Vec<String> {
            map.bar(contexts).iter().map(|h| format!("{} {}", h.keys[0], h.label)).collect()
        };
        assert_eq!(labels(&[Context::Confirm, Context::Global]), ["F10 确认", "F1 帮助"]);
        assert_eq!(labels(&[Context::Case, Context::Global]), ["2 缺", "F1 帮助", "F10 菜单"]);
        let typing = map.bar(&[Context::Form, Context::Global]);
        let help = typing.iter().find(|hint| hint.action == Action::Help).unwrap();
        assert_eq!(help.keys.len(), 1, "the question mark is text here");
        assert_eq!(map.key_to(&[Context::Confirm, Context::Global], Action::Palette), None);
    }

    #[test]
    fn every_hint_of_every_context_fires() {
        for preset in Preset::ALL {
            let map = load(*preset, None).keymap;
            for &context in Context::ALL {
                let here = [context, Context::Global];
                for bind in map.binds().iter().filter(|bind| bind.context == context) {
                    assert!(map.key_to(&here, bind.action).is_some(), "{preset:?} {context} {}", bind.action);
                }
            }
        }
    }
}
