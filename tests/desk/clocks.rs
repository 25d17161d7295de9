//! Every date with its trace by one key (DESIGN 4.4).

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
    script.type_text("期限");
    script.key("Enter");
    script.says("尚未打开办件");
}
