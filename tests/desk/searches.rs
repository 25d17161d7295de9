//! Looking for items, cases and actions; the help.

use crate::script::Script;

#[test]
fn items_are_found_by_initials_pinyin_and_name() {
    let mut script = Script::on_duty();
    script.keys(&["F2", "Enter", "F3"]);
    script.screen("80-items");
    script.type_text("spjy");
    script.screen("81-items-by-initials");
    script.clear_field();
    script.type_text("shangbaoka");
    script.screen("82-items-nothing-found");
    script.clear_field();
    script.type_text("不动产");
    script.screen("83-items-by-name");
    // What was typed is not in the name: the row says why it is there.
    script.clear_field();
    script.type_text("过户");
    script.shows("又称");
}

#[test]
fn cases_are_found_by_name_and_their_papers_read() {
    let mut script = crate::main_job::with_two_defects();
    script.key("F4");
    script.confirm();
    script.hush();
    script.keys(&["F9", "F7"]);
    script.screen("84-cases");
    script.type_text("面馆");
    script.key("Enter");
    script.hush();
    script.screen("85-case-without-its-person");
    script.key("F4");
    script.shows("补正材料通知书 青政补〔2026〕1号（1/1）");
}

#[test]
fn the_help_and_the_palette() {
    let mut script = crate::main_job::examining();
    script.key("F1");
    script.screen_at("86-help", &[(80, 24), (120, 36), (200, 60)]);
    script.key("PageDown");
    script.screen_at("87-help-further", &[(80, 24)]);
    script.keys(&["Esc", "F10"]);
    script.screen("88-palette");
    script.type_text("不予");
    script.screen("89-palette-narrowed");
    script.key("Enter");
    script.says("不予受理");
}

/// What is typed is not lost to a look at the help, and the help begins where one is.
#[test]
fn the_help_gives_back_what_lay_below() {
    let mut script = Script::on_duty();
    script.keys(&["F2", "Enter", "F3"]);
    script.type_text("spjy");
    script.key("F1");
    let help = script.text((80, 24));
    let place = |title: &str| help.lines().position(|line| line.contains(title)).unwrap_or(usize::MAX);
    assert!(place("│ 选择列表") < place("│ 通用"), "{help}");
    script.keys(&["F1"]);
    script.shows("spjy");
    script.shows("食品经营许可（变更）");
}

/// Names of the register of real estate begin alike: each is told from the others at the least width.
#[test]
fn no_two_items_look_alike_in_the_list() {
    let mut script = Script::on_duty();
    script.keys(&["F2", "Enter", "F3"]);
    script.type_text("国有建设用地");
    let text = script.text((80, 24));
    let rows: Vec<_> = text.lines().filter(|line| line.contains("承诺件")).collect();
    assert!(rows.len() >= 4, "{text}");
    for (at, row) in rows.iter().enumerate() {
        let name = row.trim_start_matches(|c: char| !c.is_alphabetic());
        assert!(rows.iter().skip(at + 1).all(|other| !other.ends_with(name)), "{text}");
    }
}

#[test]
fn a_ticket_goes_to_another_window_or_waits() {
    let mut script = Script::on_duty();
    script.keys(&["F2", "Ctrl-T"]);
    script.screen("90-windows");
    script.type_text("04");
    script.key("Enter");
    script.key("Enter");
    script.screen("91-redirect-without-a-reason");
    script.type_text("应到企业开办窗口");
    script.key("Enter");
    script.says("A002号已转04号窗口，请告知群众前往；已签发引导单");
    script.says("引导单 青政引〔2026〕1号 已送打印机");
    script.keys(&["F2", "Enter", "Ctrl-K"]);
    script.type_text("回车上取营业执照");
    script.key("Enter");
    script.says("A019号已挂起");
    script.keys(&["F2", "Ctrl-N"]);
    script.says("A003号已记为过号");
    script.key("Ctrl-U");
    script.screen("92-parked-and-missed");
    script.key("Enter");
    script.hush();
}
