//! Walks at random: whatever is pressed, typed, pasted or answered in whatever order, nothing panics, nothing is
//! issued without the deliberate key, and the desk knows what the hall knows (I-40). One walks by actions, so that it
//! gets far; the other by bare keys, as a cat on the keyboard, and a book on the number pad, would.

use yichuang::desk::app::{Edit, Link, Message, Overlay};
use yichuang::desk::keymap::{Action, Preset};
use yichuang::desk::theme::{self, Theme};
use yichuang::domain::command::Command;
use yichuang::domain::refusal::Refusal;
use yichuang::text::Clean;

use crate::hall::refusal;
use crate::screen;
use crate::script::Script;

/// SplitMix64: the same seed, the same walk.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.roll() % u64::try_from(count).unwrap()).unwrap()
    }

    fn of<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn size(&mut self) -> (u16, u16) {
        let side = |n: usize| u16::try_from(n).unwrap();
        (side(self.below(220) + 1), side(self.below(70) + 1))
    }
}

/// What makes a walk go somewhere: without these a random walk sits in the help.
const TOWARDS: &[Action] = &[
    Action::CallNext,
    Action::Confirm,
    Action::Confirm,
    Action::Choose1,
    Action::Choose1,
    Action::VerdictConforming,
    Action::VerdictConforming,
    Action::Choose2,
    Action::VerdictConforming,
    Action::VerdictMissing,
    Action::VerdictDefective,
    Action::Notice,
    Action::Issue,
    Action::Issue,
    Action::Accept,
    Action::Finish,
    Action::Cancel,
    Action::Decide,
    Action::Fee,
];

const PASTES: &[&str] = &[
    "\n",
    "Enter\nF10\n",
    "659999199304129040",
    "９２６５９９９９ＭＡＹ０００１０５Ｔ",
    "王\u{202e}敏\u{200b}\u{1b}[2J",
    "热孜宛古丽·麦麦提艾力𠮷㛃",
    "",
    "2026-11-23\r\n",
];

/// Papers go out only where a dialog of theirs was open and armed and Confirm was the step.
fn may_issue(script: &Script, action: Option<Action>) -> bool {
    let armed = match &script.model().overlay {
        Some(Overlay::Notices(view)) if action == Some(Action::Issue) => view.armed,
        Some(Overlay::Confirm(confirm)) if action == Some(Action::Confirm) => confirm.armed,
        _ => None,
    };
    armed.is_some_and(|from| script.now >= from)
}

fn walk(seed: u64, steps: usize) -> (usize, usize) {
    let mut dice = Dice(seed);
    let mut script = Script::on_duty();
    let theme = Theme::preset(theme::Preset::Standard);
    for at in 0..steps {
        if script.model().login.is_some() {
            script.hush();
            script.go_to_login();
            script.log_in(dice.of(&["王敏", "李强", "周岚"]));
        }
        let papers = script.hall.papers.len();
        let mut allowed = false;
        match dice.below(20) {
            0..=11 => {
                if dice.below(3) == 0 {
                    script.wait_ms(400);
                }
                let action = dice.of(TOWARDS);
                allowed = may_issue(&script, Some(action));
                script.press(action);
            }
            12 | 13 => {
                let action = dice.of(Action::ALL);
                // Who signs off is soon asked for again; once in a while is enough.
                let leaves = matches!(action, Action::SignOut | Action::CloseWindow);
                if action != Action::Quit && !(leaves && dice.below(8) > 0) {
                    allowed = may_issue(&script, Some(action));
                    script.press(action);
                }
            }
            14 => {
                let edits =
                    [&Edit::Backspace, &Edit::Delete, &Edit::Left, &Edit::Right, &Edit::Home, &Edit::End];
                script.tell(Message::Edit(dice.of(&edits).clone()));
            }
            15 => script.type_text(dice.of(&["1", "票", "spjy", "A019", "\u{202e}", "原因"])),
            16 => script.paste(dice.of(PASTES)),
            17 => script.wait_ms(i64::try_from(dice.below(500)).unwrap()),
            18 => script.minutes(i64::try_from(dice.below(30)).unwrap()),
            _ => match dice.below(5) {
                0 => script.refuse_next(refusal(Refusal::VersionConflict)),
                1 => script.tell(Message::Link(Link::Offline { unsent: 1 })),
                // Offline nothing is issued: it does not stay so for long.
                2 | 3 => script.tell(Message::Link(Link::Online)),
                _ => script.tell(Message::Found { seq: 0, result: Err(Clean::new("迟到")) }),
            },
        }
        script.hush();
        assert!(
            script.hall.papers.len() == papers || allowed,
            "seed {seed} step {at}: a paper went out by itself"
        );
        script.agrees();
        if at % 4 == 0 {
            let (buffer, _) = screen::draw(script.model(), &theme, script.keymap(), dice.size());
            drop(screen::rows(&buffer));
        }
    }
    (script.hall.papers.len(), script.hall.state.cases.len())
}

#[test]
fn nothing_panics_and_nothing_is_issued_by_itself() {
    let (mut papers, mut cases) = (0, 0);
    for seed in [7, 2026, 1123, 0x5eed, 42] {
        let (issued, opened) = walk(seed, 2_000);
        papers += issued;
        cases += opened;
    }
    assert!(papers >= 2 && cases >= 8, "the walks went nowhere: {papers} papers, {cases} cases");
}

/// Keys of a keyboard, those that do most more often.
const KEYS: &[&str] = &[
    "Enter",
    "Enter",
    "Enter",
    "Esc",
    "Esc",
    "Tab",
    "Up",
    "Down",
    "Left",
    "Right",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "Backspace",
    "Delete",
    "Space",
    "F1",
    "F2",
    "F2",
    "F3",
    "F4",
    "F5",
    "F6",
    "F7",
    "F8",
    "F9",
    "F10",
    "F10",
    "F12",
    "Shift-F1",
    "Shift-F2",
    "Shift-F4",
    "Shift-F5",
    "Shift-F6",
    "Shift-F7",
    "Shift-F8",
    "Shift-F9",
    "Ctrl-Y",
    "Ctrl-E",
    "Ctrl-S",
    "Ctrl-G",
    "Ctrl-R",
    "Ctrl-F",
    "Ctrl-N",
    "Ctrl-X",
    "Ctrl-U",
    "Ctrl-T",
    "Ctrl-P",
    "Ctrl-D",
    "Ctrl-O",
    "0",
    "1",
    "1",
    "1",
    "1",
    "2",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "a",
    "g",
    "j",
    "k",
    "q",
    "y",
    "?",
    "/",
    "+",
    "-",
    "*",
    ".",
    "一",
    "票",
];

/// What has an effect in law or on somebody else's work: each wants its consequences shown first, and then a key that
/// no habit presses.
const DELIBERATE: &[&str] = &[
    "accept",
    "receive",
    "issue_correction",
    "draft_refusal",
    "confirm_refusal",
    "decide",
    "issue_payment",
    "record_receipt",
    "deliver",
    "issue_guidance",
    "refer",
    "issue_case_paper",
    "relay_correction",
    "extend",
    "start_procedure",
    "void_paper",
    "withdraw",
    "take_over",
    "allow_take_over",
    "offer_handover",
    "accept_handover",
    "close_post",
];

fn name(command: &Command) -> String {
    serde_json::to_value(command).unwrap()["do"].as_str().unwrap().to_owned()
}

/// Whether a dialog of a legal act has been on the screen for long enough.
fn armed(script: &Script) -> bool {
    let from = match &script.model().overlay {
        Some(Overlay::Notices(view)) => view.armed,
        Some(Overlay::Confirm(confirm)) => confirm.armed,
        _ => None,
    };
    from.is_some_and(|from| script.now >= from)
}

/// So many keys, pastes and sizes; how many deliberate acts came of them.
fn keys_at_random(seed: u64, keys: usize, keymap: Preset) -> usize {
    let mut dice = Dice(seed);
    let mut script = Script::on_duty();
    script.keymap_of(keymap);
    let theme = Theme::preset(theme::Preset::Standard);
    let mut acts = 0;
    for at in 0..keys {
        if script.model().login.is_some() {
            script.hush();
            script.go_to_login();
            script.log_in(dice.of(&["王敏", "李强", "周岚"]));
        }
        let (before, was_armed) = (script.sent.len(), armed(&script));
        let mut struck = "";
        match dice.below(40) {
            0 => script.paste(dice.of(PASTES)),
            1..=4 => script.wait_ms(i64::try_from(dice.below(700)).unwrap()),
            5 => script.minutes(i64::try_from(dice.below(10)).unwrap()),
            _ => {
                struck = dice.of(KEYS);
                script.key(struck);
            }
        }
        script.hush();
        for command in &script.sent[before..] {
            let name = name(command);
            if DELIBERATE.contains(&name.as_str()) {
                let deliberate = matches!(struck, "F10" | "Ctrl-Y" | "+");
                assert!(was_armed && deliberate, "seed {seed} key {at}: {struck:?} did {name}");
                acts += 1;
            }
        }
        if at % 16 == 0 {
            script.agrees();
            let (buffer, _) = screen::draw(script.model(), &theme, script.keymap(), dice.size());
            drop(screen::rows(&buffer));
        }
    }
    acts
}

#[test]
fn ten_thousand_keys_do_nothing_by_themselves() {
    let acts: usize = (0..4).map(|seed| keys_at_random(seed, 2_000, Preset::Default)).sum();
    let others = keys_at_random(4, 1_000, Preset::Vim) + keys_at_random(5, 1_000, Preset::Numpad);
    println!("{acts} and {others} deliberate acts");
    assert!(acts > 0, "the keys went nowhere");
}

/// The long run: a million, or `YICHUANG_KEYS`.
#[test]
#[ignore = "minutes to hours long"]
fn a_million_keys_do_nothing_by_themselves() {
    let keys = std::env::var("YICHUANG_KEYS").ok().and_then(|keys| keys.parse().ok()).unwrap_or(1_000_000);
    let walks = (1_000..1_100).zip(Preset::ALL.iter().cycle());
    let acts: usize = walks.map(|(seed, keymap)| keys_at_random(seed, keys / 100, *keymap)).sum();
    println!("{acts} deliberate acts");
    assert!(acts > 0, "the keys went nowhere");
}
