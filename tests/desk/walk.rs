//! A walk at random: whatever is pressed, typed, pasted or answered in whatever order, nothing panics, nothing is
//! issued without the deliberate key, and the desk knows what the hall knows.

use yichuang::desk::app::{Edit, Link, Message, Overlay};
use yichuang::desk::keymap::Action;
use yichuang::desk::theme::{self, Theme};
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
    for seed in [7, 2026, 1123, 0x5eed] {
        let (issued, opened) = walk(seed, 2_000);
        papers += issued;
        cases += opened;
    }
    assert!(papers >= 2 && cases >= 8, "the walks went nowhere: {papers} papers, {cases} cases");
}
