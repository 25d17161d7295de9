//! Every date with its trace by one key (DESIGN 4.4).

use jiff::tz::TimeZone;
use yichuang::desk::app::{Message, Overlay};
use yichuang::domain::agenda::When;

use crate::script::Script;

#[test]
fn before_anything_is_issued_the_officer_sees_what_could_be_promised() {
    let mut script = Script::with_tickets(&["A019"]);
    script.keys(&["F2", "Enter", "Enter", "2", "1", "1"]);
    script.key("F12");
    script.screen("140-clocks-while-examining");
    script.key("Down");
    script.screen("141-clocks-if-accepted-today");
    script.key("F12");
    assert!(script.model().overlay.is_none());
}

#[test]
fn after_acceptance_promise_and_statute_run_side_by_side() {
    let mut script = Script::with_tickets(&["A019"]);
    script.keys(&["F2", "Enter", "Enter", "2", "1", "1"]);
    for _ in 0..script.model().lines().len() {
        script.key("1");
    }
    script.key("F8");
    script.confirm();
    script.says("已签发受理通知书");
    script.says("已送打印机");
    script.key("F12");
    script.screen("142-clocks-after-acceptance");
}

#[test]
fn without_a_case_there_is_nothing_to_reckon() {
    let mut script = Script::with_tickets(&["A019"]);
    script.keys(&["F10"]);
    script.type_text("期限怎样");
    script.key("Enter");
    script.says("尚未打开办件");
}

/// Three cases of one window under way: one accepted, one corrected, one just received.
fn some_days_later() -> Script {
    let mut script = Script::with_tickets(&["A004", "A010", "A019"]);
    script.keys(&["F2", "Enter", "Enter", "2", "1", "2"]);
    for _ in 0..script.model().lines().len() {
        script.key("1");
    }
    script.key("F8");
    script.confirm();
    script.keys(&["F9", "F2", "Enter", "Enter"]);
    script
}

#[test]
fn what_expires_when_stands_in_one_list_with_the_trace_beside() {
    let mut script = some_days_later();
    script.hush();
    script.key("Shift-F2");
    script.screen("143-agenda");
    script.key("Tab");
    script.screen("144-agenda-trace");
    script.keys(&["Tab", "Down"]);
    script.screen("145-agenda-second");
    script.key("Enter");
    assert!(script.model().overlay.is_none());
    assert!(script.model().case().is_some(), "Enter opens the case");
}

#[test]
fn the_day_a_promise_ends_stands_under_today_and_the_day_after_under_overdue() {
    let mut script = some_days_later();
    script.hush();
    script.key("Shift-F2");
    let Some(Overlay::Agenda(view)) = script.model().overlay.clone() else { panic!("the list") };
    let last = view.entries.last().unwrap().clock.due.date;
    script.keys(&["Esc"]);
    script.now = last.at(9, 0, 0, 0).to_zoned(TimeZone::get("Asia/Shanghai").unwrap()).unwrap().timestamp();
    script.key("Shift-F2");
    assert_eq!(When::of(last, script.model().today()), When::Today);
    script.screen("146-agenda-overdue");
}

#[test]
fn a_lead_sees_the_hall_and_opens_a_case_of_another_window() {
    let mut script = some_days_later();
    script.hush();
    script.terminal("08");
    script.log_in("周岚");
    script.hush();
    script.key("Shift-F2");
    let Some(Overlay::Agenda(view)) = &script.model().overlay else { panic!("the list") };
    assert!(view.of_hall && !view.entries.is_empty());
    script.screen("147-agenda-of-the-hall");
    script.key("Enter");
    assert!(script.model().overlay.is_none());
    assert_eq!(script.model().case().unwrap().window.as_str(), "07");
}

#[test]
fn a_lead_without_a_line_sees_the_window_and_is_told_so() {
    let mut script = Script::with_tickets(&["A019"]);
    script.terminal("08");
    script.log_in("周岚");
    script.hush();
    script.silent = true;
    script.key("Shift-F2");
    script.tell(Message::Agenda {
        seq: script.model().asked,
        result: Err("连不上服务（127.0.0.1:7810），请稍候".into()),
    });
    script.screen("148-agenda-without-a-line");
}
