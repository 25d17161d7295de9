//! Keymap files to a checked [`Keymap`]: an embedded preset, and a user's file merged over it.
//!
//! A later file replaces the keys of the same action in the same context and keeps its place on the bar; its
//! label stays unless given anew. Every problem is reported at once; with any in the user's file the preset is
//! used as it is.

use std::collections::HashSet;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::action::{Action, Context, UnknownName};
use super::key::KeyError;
use super::problem::{Problem, Source, nearest};
use super::table::{Bind, Keymap, Sequence};
use super::words;
use crate::text::Clean;

/// The keymaps that come with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preset {
    /// For everybody.
    #[default]
    Default,
    /// With the motions of vim beside the default.
    Vim,
    /// The intake on the number pad beside the default.
    Numpad,
}

impl Preset {
    /// Every preset.
    pub const ALL: &'static [Self] = &[Self::Default, Self::Vim, Self::Numpad];

    /// The name used in settings and in `inherits`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Vim => "vim",
            Self::Numpad => "numpad",
        }
    }

    /// The preset of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|preset| preset.name() == name)
    }

    const fn source(self) -> Source<'static> {
        match self {
            Self::Default => {
                let text = include_str!("../../../keymaps/default.toml");
                Source { name: "keymaps/default.toml", text }
            }
            Self::Vim => {
                let text = include_str!("../../../keymaps/vim.toml");
                Source { name: "keymaps/vim.toml", text }
            }
            Self::Numpad => {
                let text = include_str!("../../../keymaps/numpad.toml");
                Source { name: "keymaps/numpad.toml", text }
            }
        }
    }
}

/// A keymap fit for use, and what was wrong with the files it should have come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The keymap.
    pub keymap: Keymap,
    /// The problems, to be shown; empty if the user's file is in force.
    pub problems: Vec<Problem>,
}

/// Loads `preset` and merges the user's file over it. `inherits` in the file overrules `preset`.
pub fn load(preset: Preset, user: Option<Source<'_>>) -> Loaded {
    let read = user.map(|source| read(source, 2));
    let preset = read.as_ref().and_then(|read| read.inherits).unwrap_or(preset);
    let (base, mut problems) = layers(preset);
    problems.extend(check(&base));
    let keymap = keymap(&base);
    let Some(read) = read else { return Loaded { keymap, problems } };

    problems.extend(read.problems);
    let merged = merge(base, read.entries);
    if problems.is_empty() {
        problems.extend(check(&merged));
    }
    if problems.is_empty() {
        Loaded { keymap: self::keymap(&merged), problems }
    } else {
        Loaded { keymap, problems }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    inherits: Option<Spanned<String>>,
    #[serde(default)]
    bind: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    r#in: Spanned<String>,
    r#do: Spanned<String>,
    on: Spanned<Vec<Spanned<String>>>,
    label: Option<String>,
}

/// A binding and where it was written; a higher layer was read later.
#[derive(Clone)]
struct Entry<'a> {
    bind: Bind,
    source: Source<'a>,
    span: Range<usize>,
    layer: u8,
}

impl Entry<'_> {
    fn problem(&self, message: impl AsRef<str>) -> Problem {
        self.source.problem(&self.span, message)
    }
}

struct Read<'a> {
    inherits: Option<Preset>,
    entries: Vec<Entry<'a>>,
    problems: Vec<Problem>,
}

fn layers(preset: Preset) -> (Vec<Entry<'static>>, Vec<Problem>) {
    let Read { mut entries, mut problems, .. } = read(Preset::Default.source(), 0);
    if preset != Preset::Default {
        let over = read(preset.source(), 1);
        problems.extend(over.problems);
        entries = merge(entries, over.entries);
    }
    (entries, problems)
}

fn read(source: Source<'_>, layer: u8) -> Read<'_> {
    let file: File = match toml::from_str(source.text) {
        Ok(file) => file,
        Err(error) => {
            let problem = source.problem(&error.span().unwrap_or_default(), words::not_toml(error.message()));
            return Read { inherits: None, entries: Vec::new(), problems: vec![problem] };
        }
    };
    let mut problems = Vec::new();
    let inherits = file.inherits.and_then(|name| {
        let preset = Preset::named(name.get_ref());
        if preset.is_none() {
            let near = nearest(name.get_ref(), Preset::ALL.iter().map(|preset| preset.name()));
            problems.push(source.problem(&name.span(), words::unknown_preset(name.get_ref(), near)));
        }
        preset
    });
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for line in file.bind {
        if let Some(entry) = entry(source, layer, line, &mut problems) {
            let twin =
                |e: &&Entry<'_>| (e.bind.context, e.bind.action) == (entry.bind.context, entry.bind.action);
            if entries.iter().any(|e| twin(&e)) {
                problems.push(entry.problem(words::twice(entry.bind.context, entry.bind.action)));
            }
            entries.push(entry);
        }
    }
    Read { inherits, entries, problems }
}

fn entry<'a>(source: Source<'a>, layer: u8, line: Line, problems: &mut Vec<Problem>) -> Option<Entry<'a>> {
    let context = line.r#in.get_ref().parse::<Context>().map_err(|UnknownName { name, nearest }| {
        problems.push(source.problem(&line.r#in.span(), words::unknown_context(&name, nearest)));
    });
    let action = line.r#do.get_ref().parse::<Action>().map_err(|UnknownName { name, nearest }| {
        problems.push(source.problem(&line.r#do.span(), words::unknown_action(&name, nearest)));
    });
    let span = line.on.span();
    let mut keys: Vec<Sequence> = Vec::new();
    for written in line.on.into_inner() {
        match written.get_ref().parse() {
            Ok(sequence) => keys.push(sequence),
            Err(KeyError::Unknown(key)) => {
                problems.push(source.problem(&written.span(), words::unknown_key(&key)));
            }
            Err(KeyError::SameAs(key, twin)) => {
                problems.push(source.problem(&written.span(), words::same_as(&key, twin)));
            }
        }
    }
    let (Ok(context), Ok(action)) = (context, action) else { return None };
    let bind = Bind { context, action, keys, label: line.label.map(Clean::new) };
    Some(Entry { bind, source, span, layer })
}

fn merge<'a>(mut base: Vec<Entry<'a>>, over: Vec<Entry<'a>>) -> Vec<Entry<'a>> {
    for mut entry in over {
        let same = base
            .iter_mut()
            .find(|old| (old.bind.context, old.bind.action) == (entry.bind.context, entry.bind.action));
        if let Some(old) = same {
            entry.bind.label = entry.bind.label.or_else(|| old.bind.label.take());
            *old = entry;
        } else {
            base.push(entry);
        }
    }
    base
}

fn keymap(entries: &[Entry<'_>]) -> Keymap {
    Keymap::new(entries.iter().map(|entry| entry.bind.clone()).collect())
}

fn check(entries: &[Entry<'_>]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let flat: Vec<(&Entry<'_>, &Sequence)> =
        entries.iter().flat_map(|entry| entry.bind.keys.iter().map(move |keys| (entry, keys))).collect();
    for (i, &(a, first)) in flat.iter().enumerate() {
        if a.bind.context.is_text() && first.keys().iter().any(|key| key.text().is_some()) {
            problems.push(a.problem(words::text_key(first)));
        }
        for &(b, second) in flat.iter().skip(i + 1).filter(|(b, _)| b.bind.context == a.bind.context) {
            // The newer of the two is the one to change.
            let at = if b.layer >= a.layer { b } else { a };
            if first == second && a.bind.action != b.bind.action {
                problems.push(at.problem(words::same_key(
                    first,
                    a.bind.context,
                    a.bind.action,
                    b.bind.action,
                )));
            } else if first.extends(second) {
                problems.push(at.problem(words::shadowed(first, second)));
            } else if second.extends(first) {
                problems.push(at.problem(words::shadowed(second, first)));
            }
        }
    }
    problems.extend(unproof(entries));
    problems
}

/// Every action needs a key that an input method lets through: in its own context or globally, and somewhere
/// at all.
fn unproof(entries: &[Entry<'_>]) -> Vec<Problem> {
    let proof: HashSet<(Context, Action)> = entries
        .iter()
        .filter(|entry| entry.bind.keys.iter().any(Sequence::is_ime_proof))
        .map(|entry| (entry.bind.context, entry.bind.action))
        .collect();
    let mut problems = Vec::new();
    for entry in entries.iter().filter(|entry| !entry.bind.keys.is_empty()) {
        let Bind { context, action, .. } = entry.bind;
        if !proof.contains(&(context, action)) && !proof.contains(&(Context::Global, action)) {
            problems.push(entry.problem(words::no_proof_key(action)));
        }
    }
    for &action in Action::ALL {
        if !proof.iter().any(|&(_, proven)| proven == action) {
            let newest = entries.iter().filter(|e| e.bind.action == action).max_by_key(|e| e.layer);
            let message = words::no_proof_key(action);
            match (newest, entries.first()) {
                // Already reported with its keys above.
                (Some(entry), _) if !entry.bind.keys.is_empty() => {}
                (Some(entry), _) => problems.push(entry.problem(message)),
                (None, Some(first)) => problems.push(first.source.problem(&(0..0), message)),
                (None, None) => {}
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::keymap::Resolution;

    fn user(text: &str) -> Loaded {
        load(Preset::Default, Some(Source { name: "我的键.toml", text }))
    }

    #[test]
    fn the_presets_have_no_problems() {
        for &preset in Preset::ALL {
            let loaded = load(preset, None);
            let shown: Vec<_> = loaded.problems.iter().map(ToString::to_string).collect();
            assert_eq!(shown, Vec::<String>::new(), "{preset:?}");
        }
    }

    #[test]
    fn every_action_of_every_preset_has_a_key_that_passes_the_input_method() {
        for &preset in Preset::ALL {
            let map = load(preset, None).keymap;
            for &action in Action::ALL {
                let mut keys =
                    map.binds().iter().filter(|bind| bind.action == action).flat_map(|bind| &bind.keys);
                assert!(keys.any(Sequence::is_ime_proof), "{preset:?} {action}");
            }
        }
    }

    #[test]
    fn a_users_file_replaces_keys_and_keeps_labels() {
        let loaded = user("[[bind]]\nin = \"global\"\ndo = \"call-next\"\non = [\"F2\", \"Ctrl-N\"]\n");
        assert_eq!(loaded.problems, []);
        let here = [Context::Global];
        let press = |key: &str| loaded.keymap.resolve(&here, &[], key.parse().unwrap());
        assert_eq!(press("Ctrl-N"), Resolution::Action(Action::CallNext));
        let hint = loaded.keymap.bar(&here).into_iter().find(|hint| hint.action == Action::CallNext).unwrap();
        assert_eq!(hint.label.shown(), "叫号");
    }

    #[test]
    fn all_problems_come_at_once_with_their_places_and_the_preset_is_used() {
        let loaded = user(concat!(
            "inherits = \"vmi\"\n",
            "[[bind]]\nin = \"globl\"\ndo = \"call-nxt\"\non = [\"F99\", \"Ctrl-I\"]\n",
        ));
        let shown: Vec<_> = loaded.problems.iter().map(ToString::to_string).collect();
        assert_eq!(shown.len(), 5, "{shown:?}");
        for (place, word) in
            [(":1:12", "vim"), (":3:6", "global"), (":4:6", "call-next"), (":5:7", "F99"), (":5:14", "Tab")]
        {
            assert!(
                shown.iter().any(|p| p.starts_with(&format!("我的键.toml{place} ")) && p.contains(word)),
                "{place} {shown:?}"
            );
        }
        assert_eq!(loaded.keymap, load(Preset::Default, None).keymap);
    }

    #[test]
    fn clashes_are_blamed_on_the_users_line() {
        for (text, words) in [
            ("[[bind]]\nin = \"global\"\ndo = \"recall\"\non = [\"F2\"]\n", ["F2", "call-next"]),
            (
                "[[bind]]\nin = \"queue\"\ndo = \"recall\"\non = [\"Ctrl-R\", \"Enter x\"]\n",
                ["Enter", "Enter x"],
            ),
            ("[[bind]]\nin = \"queue\"\ndo = \"recall\"\non = [\"r\"]\n", ["recall", "F"]),
            ("[[bind]]\nin = \"queue\"\ndo = \"recall\"\non = []\n", ["recall", "F"]),
            ("[[bind]]\nin = \"form\"\ndo = \"confirm\"\non = [\"Enter\", \"y\"]\n", ["y", "y"]),
        ] {
            let loaded = user(text);
            let [problem] = loaded.problems.as_slice() else { panic!("{text} {:?}", loaded.problems) };
            assert_eq!((problem.file.shown(), problem.line), ("我的键.toml", 4));
            assert!(words.iter().all(|word| problem.message.shown().contains(word)), "{problem}");
            assert_eq!(loaded.keymap, load(Preset::Default, None).keymap);
        }
    }

    #[test]
    fn what_is_no_toml_is_one_problem_with_its_place() {
        for text in ["[[bind]\n", "[[bind]]\nin = 3\n", "colour = 1\n", "[[bind]]\nin = \"queue\"\n"] {
            let loaded = user(text);
            assert_eq!(loaded.problems.len(), 1, "{text}");
            assert!(loaded.problems[0].line >= 1);
        }
    }

    #[test]
    fn a_users_file_may_choose_its_preset() {
        let loaded = user("inherits = \"vim\"\n");
        assert_eq!(loaded.problems, []);
        assert_eq!(loaded.keymap, load(Preset::Vim, None).keymap);
    }

    #[test]
    fn the_number_pad_serves_a_whole_intake() {
        let map = load(Preset::Numpad, None).keymap;
        let pad = |keys: &Sequence| {
            keys.keys()
                .iter()
                .all(|k| k.text().map_or(*k == "Enter".parse().unwrap(), |c| "0123456789+-*/.".contains(c)))
        };
        let script = [
            (Context::Queue, "call-next"),
            (Context::Queue, "recall"),
            (Context::Queue, "no-show"),
            (Context::Queue, "begin"),
            (Context::Case, "search-item"),
            (Context::List, "confirm"),
            (Context::List, "down"),
            (Context::Question, "choose-1"),
            (Context::Question, "confirm"),
            (Context::Case, "up"),
            (Context::Case, "down"),
            (Context::Case, "verdict-conforming"),
            (Context::Case, "verdict-defective"),
            (Context::Defects, "choose-3"),
            (Context::Defects, "confirm"),
            (Context::Case, "notice"),
            (Context::Notice, "confirm"),
            (Context::Case, "accept"),
            (Context::Case, "receive"),
            (Context::Case, "refuse"),
            (Context::Case, "fee"),
            (Context::Confirm, "confirm"),
            (Context::Confirm, "cancel"),
            (Context::Case, "finish"),
        ];
        for (context, action) in script {
            let action: Action = action.parse().unwrap();
            let keys = map.keys_for(context, action).iter().chain(map.keys_for(Context::Global, action));
            let reached = keys.filter(|keys| pad(keys)).any(|keys| {
                let (last, before) = keys.keys().split_last().unwrap();
                map.resolve(&[context, Context::Global], before, *last) == Resolution::Action(action)
            });
            assert!(reached, "{context} {action}");
        }
    }
}
