//! The palette and the help: found by what one types, done where it can be done, with the reason where not.

use yichuang::desk::app::{Overlay, PALETTE, RowValue};
use yichuang::desk::keymap::{Action, Context};

use crate::main_job::{examining, with_two_defects};
use crate::screen;
use crate::script::Script;

/// What the palette has for this.
fn found(script: &mut Script, typed: &str) -> Vec<(String, RowValue)> {
    script.key("F10");
    script.type_text(typed);
    let Some(Overlay::Pick(picker)) = &script.model().overlay else { panic!("no palette") };
    let rows = picker.rows.iter().map(|row| (row.text.clone(), row.value.clone())).collect();
    script.key("Esc");
    rows
}

fn has(rows: &[(String, RowValue)], text: &str, of: fn(&RowValue) -> bool) -> bool {
    rows.iter().any(|(name, value)| name.contains(text) && of(value))
}

#[test]
fn actions_items_cases_papers_and_cards_are_found_by_name_pinyin_and_initials() {
    let mut script = with_two_defects();
    script.key("F4");
    script.confirm();
    script.hush();
    script.key("Esc");
    for typed in ["呼叫下一号", "hujiao", "hjxyh"] {
        let rows = found(&mut script, typed);
        assert!(
            has(&rows, "呼叫下一号", |value| matches!(value, RowValue::Action(Action::CallNext))),
            "{typed}"
        );
    }
    for typed in ["食品经营许可", "spjyxk"] {
        let rows = found(&mut script, typed);
        assert!(has(&rows, "食品经营许可", |value| matches!(value, RowValue::Item(_))), "{typed}: {rows:?}");
        assert!(has(&rows, "食品经营许可", |value| matches!(value, RowValue::Card(_))), "{typed}: {rows:?}");
    }
    let number = script.model().case().unwrap().number_text().to_owned();
    let rows = found(&mut script, &number);
    assert!(has(&rows, &number, |value| matches!(value, RowValue::CaseHere(_))), "{rows:?}");
    for typed in ["青政补", "补正", "qzb"] {
        let rows = found(&mut script, typed);
        assert!(has(&rows, "青政补", |value| matches!(value, RowValue::Issued(_))), "{typed}: {rows:?}");
    }
    let material = script.model().lines()[0].material.name.clone();
    let rows = found(&mut script, &material);
    assert!(has(&rows, &material, |value| matches!(value, RowValue::Card(_))), "{rows:?}");
}

#[test]
fn what_is_chosen_is_done_or_says_why_not() {
    let mut script = examining();
    script.key("F10");
    script.type_text("期限");
    script.key("Enter");
    assert!(matches!(script.model().overlay, Some(Overlay::Clocks(_))));
    script.key("Esc");
    // Nothing is paid that was never charged.
    script.key("F10");
    script.type_text("挂起号票");
    script.key("Enter");
    assert!(matches!(script.model().overlay, Some(Overlay::Form(_))));
    script.key("Esc");
    script.key("F10");
    script.type_text("出件");
    script.screen("211-palette-with-a-reason");
    script.key("Enter");
    let said = script.model().toast.clone().unwrap();
    assert!(!said.text.is_blank());
    script.hush();
    assert!(script.model().overlay.is_none());
}

#[test]
fn an_item_opens_its_guide_or_a_case_and_a_case_and_a_paper_open() {
    // Nobody sits here: the guide.
    let mut script = Script::on_duty();
    script.key("F10");
    script.type_text("spjy");
    script.screen("212-palette-search");
    script.pick_row("食品经营许可");
    assert!(matches!(script.model().overlay, Some(Overlay::Notices(_))));
    assert!(script.model().case().is_none());

    // Somebody does: a case.
    let mut script = Script::with_tickets(&["A004"]);
    script.keys(&["F2", "Enter"]);
    script.hush();
    script.key("F10");
    script.type_text("食品经营许可");
    script.pick_row("食品经营许可");
    script.hush();
    assert!(script.model().case().is_some());

    // A paper and a case by their numbers.
    let mut script = with_two_defects();
    script.key("F4");
    script.confirm();
    script.hush();
    script.key("Esc");
    let number = script.model().case().unwrap().number_text().to_owned();
    script.key("F10");
    script.type_text("青政补");
    script.key("Enter");
    script.shows("青政补");
    assert_eq!(yichuang::desk::app::contexts(script.model())[0], Context::Notice);
    script.keys(&["Esc", "F9"]);
    script.hush();
    assert!(script.model().case().is_none());
    script.key("F10");
    script.type_text(&number);
    script.key("Enter");
    script.hush();
    assert_eq!(script.model().case().map(yichuang::domain::case::Case::number_text), Some(number.as_str()));
}

#[test]
fn a_card_says_what_is_looked_at_and_what_is_often_wrong() {
    let mut script = examining();
    let line = script.model().lines()[0].material.clone();
    script.key("F10");
    script.type_text(&line.name);
    script.pick_row(&line.name);
    script.screen("213-card");
    let text = script.text((120, 36));
    for point in &line.checkpoints {
        assert!(text.contains(point.chars().take(12).collect::<String>().as_str()), "{point}\n{text}");
    }
    script.key("Esc");
    assert!(script.model().overlay.is_none());
}

#[test]
fn the_palette_has_every_action_but_movements_and_answers() {
    let own = |action: &&Action| {
        let moves = [
            Action::Confirm,
            Action::Cancel,
            Action::SendBack,
            Action::Up,
            Action::Down,
            Action::PageUp,
            Action::PageDown,
            Action::Home,
            Action::End,
            Action::NextPane,
            Action::PreviousPane,
            Action::Palette,
        ];
        action.choice().is_none() && !moves.contains(*action)
    };
    for action in Action::ALL.iter().filter(own) {
        assert!(PALETTE.contains(action), "{action}");
    }
}

#[test]
fn the_help_is_searched_by_word_pinyin_and_key() {
    let mut script = examining();
    script.key("F1");
    for (typed, wanted, unwanted) in [
        ("受理", "F8", "Ctrl-T"),
        ("shouli", "F8", "Ctrl-T"),
        ("zhuanc", "Ctrl-T", "F8"),
        ("f12", "期限怎样算出", "受理"),
        ("Ctrl-Y", "确认纸张已打出", "过号"),
        ("转窗 排队", "没有找到", "Ctrl-T"),
    ] {
        script.clear_field();
        script.type_text(typed);
        let rows = screen::rows(
            &screen::draw(
                script.model(),
                &yichuang::desk::theme::Theme::preset(yichuang::desk::theme::Preset::Standard),
                script.keymap(),
                (80, 24),
            )
            .0,
        );
        // The bar at the foot is another matter.
        let text = rows[2..22].join("\n");
        assert!(text.contains(wanted) && !text.contains(unwanted), "{typed}:\n{text}");
    }
    script.clear_field();
    script.type_text("dy");
    script.screen("214-help-search");
    // What was searched is gone the next time, and what lay below is still there.
    script.keys(&["Esc", "F1"]);
    script.shows("主线：");
    script.key("Esc");
    assert!(script.model().overlay.is_none() && script.model().case().is_some());
}

#[test]
fn the_help_over_the_login_is_searched_and_nothing_of_it_is_typed_there() {
    let mut script = Script::at_login();
    script.type_text("王");
    script.key("F1");
    script.type_text("tuichu");
    script.shows("退出程序");
    script.key("Esc");
    assert_eq!(script.model().login.as_ref().unwrap().value(1), "王");
}
