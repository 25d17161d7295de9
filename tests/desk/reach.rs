//! Every action in at most three keys, in every scheme: from the desk into its place, and there its own keys.

use std::collections::BTreeMap;

use yichuang::desk::app::contexts;
use yichuang::desk::keymap::{Action, Context, Keymap, Preset, Sequence, load};

use crate::main_job::{examining, with_two_defects};
use crate::script::Script;

/// The places, each with a desk and the keys of the default scheme that lead there from it. None: one is there
/// without a key, because a ticket is called, a question is to be answered, or nobody is logged in.
fn ways() -> Vec<(Context, Script, &'static [&'static str])> {
    vec![
        (Context::Queue, Script::on_duty(), &[]),
        (Context::Global, Script::on_duty(), &[]),
        (Context::Case, examining(), &[]),
        (Context::Question, examining(), &["9"]),
        (Context::Defects, examining(), &["3"]),
        (Context::Draft, with_two_defects(), &["F4"]),
        (Context::Fee, examining(), &["F5"]),
        (Context::Clocks, examining(), &["F12"]),
        (Context::Handover, examining(), &["F6"]),
        (Context::List, examining(), &["F3"]),
        (Context::Form, examining(), &["Ctrl-E"]),
        (Context::Help, examining(), &["F1"]),
        (Context::Login, Script::at_login(), &[]),
    ]
}

/// How many keys lead into a place, as far as `ways` has shown; the rest stand here with their reason.
fn keys_into(context: Context) -> usize {
    match context {
        Context::Global | Context::Queue | Context::Case | Context::Login | Context::Number => 0,
        // The screen locks by itself.
        Context::Locked => 0,
        // Shift-F6, once something is held.
        Context::Held => 1,
        // F4 after a paper was issued; its dialog: Ctrl-N or Ctrl-G of a case.
        Context::Notice | Context::Confirm => 1,
        Context::Question
        | Context::Defects
        | Context::Draft
        | Context::Fee
        | Context::Clocks
        | Context::Handover
        | Context::List
        | Context::Form
        | Context::Help => 1,
    }
}

/// The least number of keys for each action.
fn least(map: &Keymap) -> BTreeMap<&'static str, usize> {
    let mut least = BTreeMap::new();
    for bind in map.binds() {
        let own = bind.keys.iter().map(|keys: &Sequence| keys.keys().len()).min();
        let Some(own) = own else { continue };
        let keys = keys_into(bind.context) + own;
        let known = least.entry(bind.action.name()).or_insert(keys);
        *known = keys.min(*known);
    }
    least
}

#[test]
fn every_action_takes_at_most_three_keys() {
    for &preset in Preset::ALL {
        let least = least(&load(preset, None).keymap);
        for action in Action::ALL {
            let keys = least.get(action.name()).unwrap_or_else(|| panic!("{preset:?}: no key for {action}"));
            assert!(*keys <= 3, "{preset:?}: {keys} keys for {action}");
        }
        let most = least.values().max().unwrap();
        println!("{preset:?}: {} actions, at most {most} keys", least.len());
    }
}

#[test]
fn the_places_are_as_near_as_that() {
    for (context, mut script, keys) in ways() {
        script.keys(keys);
        script.hush();
        assert_eq!(keys.len(), keys_into(context), "{context}");
        assert!(contexts(script.model()).contains(&context), "{context}: {:?}", contexts(script.model()));
    }
}
