//! Every action in at most three keys, in every scheme: from the desk into its place, and there its own keys.

use std::collections::BTreeMap;

use yichuang::desk::app::contexts;
use yichuang::desk::keymap::{Action, Context, Keymap, Preset, Sequence, load};

use crate::main_job::{examining, with_two_defects};
use crate::script::Script;

/// The places, each with a desk and the keys of the default scheme that lead there from it. None: one is there
/// without a key, because a ticket is called, a question is to be answered, or nobody is logged in.
fn ways() -> Vec<(Context, Script, &'static [&'static str])> {
    let mut issued = Script::on_duty();
    issued.keys(&["F3", "F4"]);
    issued.confirm();
    issued.hush();
    let mut lead = Script::at_login();
    lead.log_in("周岚");
    lead.hush();
    vec![
        (Context::Queue, Script::on_duty(), &[]),
        (Context::Global, Script::on_duty(), &[]),
        (Context::Case, examining(), &[]),
        (Context::Question, examining(), &["9"]),
        (Context::Defects, examining(), &["3"]),
        (Context::Draft, with_two_defects(), &["F4"]),
        (Context::Fee, examining(), &["F5"]),
        (Context::Clocks, examining(), &["F12"]),
        (Context::Agenda, lead, &["Shift-F2"]),
        (Context::Notice, issued, &["F4"]),
        (Context::Confirm, Script::on_duty(), &["Ctrl-E"]),
        (Context::Handover, examining(), &["F6"]),
        (Context::List, examining(), &["F3"]),
        (Context::Form, examining(), &["Ctrl-E"]),
        (Context::Help, examining(), &["F1"]),
        (Context::Login, Script::at_login(), &[]),
    ]
}

/// How many keys lead into a place; `ways` shows it. Into the locked desk leads none: it locks by itself, and what is
/// held (Shift-F6) and the dialogs over it are one key away as the others are.
fn keys_into(context: Context) -> usize {
    let at_once =
        [Context::Global, Context::Queue, Context::Case, Context::Login, Context::Number, Context::Locked];
    usize::from(!at_once.contains(&context))
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
