//! The desk card: all keys on one sheet beside the keyboard.

use std::fmt::Write as _;

use super::action::{Action, Context};
use super::table::{Bind, Keymap};
use crate::text::{pad, width};

/// The keys of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What the officer calls the place.
    pub title: &'static str,
    /// The keys, and what they do.
    pub lines: Vec<(String, String)>,
}

/// The card. The nine choices are one line, and what a place has from everywhere is told once.
pub fn card(keymap: &Keymap) -> Vec<Group> {
    let group = |context: Context| {
        let binds = keymap.binds().iter().filter(|bind| bind.context == context);
        let lines = binds.filter(|bind| !is_everywhere(keymap, bind)).filter_map(|bind| line(keymap, bind));
        Group { title: context.title(), lines: lines.collect() }
    };
    Context::ALL.iter().copied().map(group).filter(|group| !group.lines.is_empty()).collect()
}

/// The card as text.
pub fn card_text(keymap: &Keymap) -> String {
    let groups = card(keymap);
    let keys = groups.iter().flat_map(|group| &group.lines).map(|(keys, _)| width(keys)).max().unwrap_or(0);
    let mut text = String::new();
    for group in groups {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(group.title);
        text.push('\n');
        for (key, what) in group.lines {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "  {}  {what}", pad(&key, keys));
        }
    }
    text
}

/// Whether the same keys do the same everywhere. Enter has its own word in most places, and is told there.
fn is_everywhere(keymap: &Keymap, bind: &Bind) -> bool {
    let everywhere = keymap.keys_for(Context::Global, bind.action);
    let said = bind.action == Action::Confirm && bind.label.is_some();
    bind.context != Context::Global && !said && bind.keys.iter().all(|keys| everywhere.contains(keys))
}

/// What a line does; Enter in the word of the bar.
fn what(bind: &Bind) -> String {
    match &bind.label {
        Some(label) if bind.action == Action::Confirm => label.to_string(),
        _ => bind.action.title().to_owned(),
    }
}

fn line(keymap: &Keymap, bind: &Bind) -> Option<(String, String)> {
    let keys = bind.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join("  ");
    match bind.action.choice() {
        _ if keys.is_empty() => None,
        None => Some((keys, what(bind))),
        Some(1) => {
            let last = Action::ALL.iter().filter(|action| action.choice().is_some());
            let last =
                last.filter_map(|action| keymap.keys_for(bind.context, *action).first()).next_back()?;
            Some((super::words::from_to(&keys, last), super::words::CHOICES.to_owned()))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::keymap::{Preset, load};

    #[test]
    fn the_card_has_every_action_that_has_a_key() {
        for &preset in Preset::ALL {
            let keymap = load(preset, None).keymap;
            let text = card_text(&keymap);
            for bind in keymap.binds().iter().filter(|bind| bind.action.choice().is_none()) {
                assert!(text.contains(what(bind).as_str()), "{preset:?} {}", bind.action);
                assert!(text.contains(&bind.keys[0].to_string()), "{preset:?} {}", bind.keys[0]);
            }
            assert!(text.contains("1 至 9") && !text.contains("选第 2 项"), "{text}");
        }
    }

    #[test]
    fn what_is_everywhere_is_told_once() {
        let groups = card(&load(Preset::Default, None).keymap);
        let told = |action: Action| {
            groups.iter().flat_map(|group| &group.lines).filter(|(_, what)| what == action.title()).count()
        };
        assert_eq!(told(Action::PageDown), 1);
    }
}
