//! Nothing typed is lost: over a kill of the desk, a refusal, a takeover (DESIGN 7, I-26, I-34, I-37, F78-F81).

use yichuang::desk::app::{HeldRow, Message, Overlay, held_rows};
use yichuang::domain::command::Command;
use yichuang::domain::refusal::Refusal;
use yichuang::text::Clean;
use yichuang::wire::{Draft, Typed};

use crate::hall::refusal;
use crate::main_job::{examining, with_two_defects};
use crate::script::Script;

/// Something typed somewhere.
type Typing = fn(&mut Script);

/// The desk is killed and started again; the same officer logs in.
fn killed(script: &mut Script) {
    script.restart();
    script.silent = false;
    script.log_in("王敏");
}

/// 王敏 in the middle of the particulars of a firm.
fn typing_particulars() -> Script {
    let mut script = examining();
    script.key("Ctrl-E");
    script.clear_field();
    script.type_text("青河县老赵手工面馆（东街店）");
    script.keys(&["Enter", "End", "Backspace", "Left"]);
    script
}

#[test]
fn a_form_stands_after_a_kill_as_it_stood() {
    let mut script = typing_particulars();
    let before = script.text((120, 36));
    killed(&mut script);
    script.says("已恢复上次未提交的录入");
    let after = script.text((120, 36));
    let lines = |text: &str| text.lines().take(33).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&after), lines(&before), "the same form, the same words, the caret where it was");
    // And it can be sent.
    script.keys(&["End"]);
    script.type_text("C");
    script.keys(&["Enter", "Enter", "Enter"]);
    assert!(matches!(script.sent.last(), Some(Command::RecordApplicant { .. })));
    assert_eq!(script.journal().0, None, "what was sent is not kept as typing");
    script.hush();
}

/// Every place one types in: a search, a number, defects, a form behind a dialog, the inputs of a fee.
#[test]
fn whatever_was_being_typed_stands_there_again() {
    let places: [(&str, Typing); 5] = [
        ("a search", |script| {
            script.key("F7");
            script.type_text("老赵");
        }),
        ("defects", |script| script.keys(&["3", "Right"])),
        ("a form of one line", |script| {
            script.key("Ctrl-K");
            script.type_text("等候取公章");
        }),
        ("a form behind a dialog", |script| {
            script.keys(&["F6", "Enter"]);
            script.type_text("公章十一点前取回");
            script.key("Enter");
        }),
        ("under the help", |script| {
            script.key("Ctrl-E");
            script.type_text("甲乙丙");
            script.key("F1");
        }),
    ];
    for (what, typing) in places {
        let mut script = examining();
        typing(&mut script);
        let kept = script.journal().0.cloned().unwrap_or_else(|| panic!("{what}: nothing is kept"));
        killed(&mut script);
        script.says("已恢复上次未提交的录入");
        assert_eq!(script.journal().0, Some(&kept), "{what}");
        assert_eq!(script.model().kept.as_ref(), Some(&kept), "{what}");
    }
}

/// What was typed is kept with the very step that shows it; what was kept a step before would not do.
#[test]
fn every_character_is_kept_before_it_is_shown() {
    let mut script = examining();
    script.key("Ctrl-K");
    let told = |script: &Script| {
        let kept = script.journal().0.and_then(|typing| typing.form()).expect("a form is kept");
        kept.told()[0].1.clone()
    };
    for (at, c) in "等候取公章".chars().enumerate() {
        let step_before = told(&script);
        script.type_text(&c.to_string());
        let Some(Overlay::Form(form)) = &script.model().overlay else { panic!("the form is open") };
        let shown = form.value(0);
        assert_eq!(shown.chars().count(), at + 1);
        assert_eq!(told(&script), shown);
        assert_ne!(step_before, shown, "a desk that keeps it a step later would lose this character");
    }
    script.key("Esc");
    assert_eq!(script.journal().0, None, "dropped by the officer");
}

#[test]
fn orders_without_an_answer_go_out_again_once() {
    let mut script = examining();
    script.cut_line();
    script.keys(&["1", "1", "2"]);
    script.shows("离线，3项未送达");
    let before = script.sent.len();
    killed(&mut script);
    script.says("上次有3项操作未得到答复，正以原编号核对，不会重复办理");
    script.hush();
    assert_eq!(script.sent.len(), before + 3);
    script.shows("已审3/7");
    killed(&mut script);
    script.hush();
    assert_eq!(script.sent.len(), before + 3, "answered orders left the journal");
}

#[test]
fn after_ten_seconds_a_result_counts_as_unknown_and_settles_by_itself() {
    let mut script = with_two_defects();
    script.slow_line();
    script.key("F4");
    script.confirm();
    script.shows("送达中 1");
    let wakes = script.model().wake_at().expect("it wakes to say so");
    assert_eq!(wakes.duration_since(script.now).as_secs(), 10);
    script.wait_ms(10_000);
    script.tell(Message::Tick);
    script.shows("结果未知，正在核对1项");
    script.shows("请勿重做");
    script.screen("200-unknown");
    assert_eq!(script.model().wake_at(), None, "nothing more is drawn by itself");
    script.mend_line();
    script.says("已签发补正材料通知书");
    script.hush();
    assert!(!script.text((120, 36)).contains("结果未知"));
    assert_eq!(script.hall.papers.len(), 1);
}

/// F81: a conflict shows what was entered and what the record says, until the officer clears it.
#[test]
fn a_conflict_shows_both_sides() {
    let mut script = typing_particulars();
    script.keys(&["End"]);
    script.type_text("C");
    script.keys(&["Enter", "Enter"]);
    script.refuse_next(refusal(Refusal::VersionConflict));
    script.key("Enter");
    script.says("内容已被更新");
    assert!(matches!(script.model().overlay, Some(Overlay::Form(_))), "the form is back");
    script.key("Esc");
    script.shows("未生效1");
    script.key("Shift-F6");
    script.shows("青河县老赵手工面馆（东街店）");
    script.shows("记录现为：");
    script.screen("201-both-sides");
    killed(&mut script);
    script.hush();
    script.key("Shift-F6");
    script.shows("青河县老赵手工面馆（东街店）");
    script.key("Ctrl-D");
    script.says("已清除");
    assert!(script.journal().1.is_empty() && held_rows(script.model()).is_empty());
    assert!(!script.text((120, 36)).contains("未生效1"));
}

/// A slept while the post was taken over: who, when, and everything that could not be sent.
#[test]
fn a_wakes_up_after_a_takeover_with_everything_kept() {
    let mut script = examining();
    script.cut_line();
    script.keys(&["1", "2"]);
    script.key("Ctrl-K");
    script.type_text("等候取公章");
    script.minutes(7);
    script.hall_changes_hands();
    script.mend_line();
    script.hush();
    script.tell(Message::Tick);
    script.shows("只读（周岚在岗）");
    script.shows("已由周岚接管（09:37）");
    script.shows("3项未生效的录入已留存，按 Shift-F6 查看");
    script.screen("202-superseded");
    script.key("Shift-F6");
    let rows: Vec<_> = held_rows(script.model());
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| matches!(row, HeldRow::Held(_))));
    script.screen("203-held-after-takeover");
    script.key("Enter");
    script.says("您只能查看");
    let sent = script.sent.len();
    // The same after a restart.
    killed(&mut script);
    script.hush();
    assert_eq!(script.sent.len(), sent, "nothing of it is sent by itself (I-26)");
    script.shows("3项未生效的录入已留存");
}

#[test]
fn what_stood_in_a_form_when_the_post_passed_on_is_kept() {
    let mut script = typing_particulars();
    script.elsewhere("Q0100", "07", Command::TakeOver { reason: Clean::new("王敏突发不适") });
    script.says("已由周岚接管（09:30）");
    assert_eq!(held_rows(script.model()).len(), 1);
    script.key("Shift-F6");
    script.shows("青河县老赵手工面馆（东街店）");
    script.shows("本窗口已由周岚接管，这项录入没有提交");
}

/// What 王敏 had typed a second before reaches 李强, who takes it up or drops it; it never merges by itself.
#[test]
fn b_takes_up_what_a_had_typed() {
    let mut script = typing_particulars();
    script.drafts_reach_the_hall("Q0701");
    script.hall.lease_lapsed = true;
    script.terminal("07");
    script.log_in("李强");
    script.hush();
    script.shows("有未提交录入1");
    script.keys(&["F6", "Ctrl-T"]);
    script.type_text("王敏电脑断电");
    script.key("Enter");
    script.confirm();
    script.hush();
    script.key("Shift-F6");
    script.shows("王敏未提交的录入");
    script.shows("青河县老赵手工面馆（东街店）");
    script.screen("204-draft-of-a");
    let sent = script.sent.len();
    script.key("Enter");
    script.says("已取到表单，核对后再提交；提交前不生效");
    assert!(
        matches!(&script.model().overlay, Some(Overlay::Form(form)) if form.value(0).ends_with("（东街店）"))
    );
    assert!(script.hall.drafts.is_empty() && held_rows(script.model()).is_empty());
    assert_eq!(script.sent.len(), sent);
    script.keys(&["End"]);
    script.type_text("C");
    script.keys(&["Enter", "Enter", "Enter"]);
    assert!(matches!(script.sent.last(), Some(Command::RecordApplicant { .. })));
    script.hush();
}

#[test]
fn a_draft_of_a_desk_that_knows_more_is_shown_and_can_only_be_copied() {
    let mut script = Script::at_login();
    script.hall.drafts.push(Draft {
        officer: "Q0702".into(),
        since: script.now,
        typed: Typed {
            title: "将来的表单".to_owned(),
            case: None,
            fields: vec![("事由".to_owned(), "等候取公章".to_owned())],
            form: serde_json::json!({ "at": { "in": "hologram" } }),
        },
    });
    script.log_in("王敏");
    script.hush();
    script.key("Shift-F6");
    script.shows("李强未提交的录入　将来的表单");
    script.shows("等候取公章");
    script.key("Enter");
    script.says("请按所列内容重新录入");
    script.key("Ctrl-D");
    script.says("已清除");
    assert!(script.hall.drafts.is_empty());
}

#[test]
fn what_another_officer_left_in_the_journal_is_not_on_this_desk() {
    let mut script = typing_particulars();
    script.key("Esc");
    script.key("Ctrl-O");
    script.hush();
    assert!(script.model().kept.is_none() && script.model().held.is_empty());
}
