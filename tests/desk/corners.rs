//! Names, numbers, sizes and lines that are not as one would wish.

use yichuang::desk::theme::{Preset, Role};
use yichuang::domain::case::Stage;

use crate::script::Script;

fn serving(ticket: &str) -> Script {
    let mut script = Script::with_tickets(&[ticket]);
    script.keys(&["F2", "Enter", "Enter"]);
    script
}

#[test]
fn a_wrong_check_digit_is_told_while_it_is_typed() {
    let mut script = serving("A011");
    script.says("申请人信息不符本事项或号码有误");
    script.screen("100-applicant-not-taken");
    script.key("Ctrl-E");
    script.screen("101-applicant-as-read");
    script.clear_field();
    script.type_text("6599991999093091");
    script.screen("102-half-typed-is-not-wrong");
    script.type_text("17");
    script.shows("校验位“7”应为6，请逐位核对");
    script.keys(&["Enter", "Enter"]);
    script.says_nothing();
    script.shows("丁一鸣");
    script.shows("19900000013");
    script.clear_field();
    script.type_text("６５９９９９１９９９０９３０９１１６");
    script.screen("103-right-check-digit");
    script.keys(&["Enter", "Enter"]);
    script.says_nothing();
    script.shows("申请人 丁一鸣  659***********9116");
}

#[test]
fn a_company_of_sixty_characters() {
    let mut script = serving("A004");
    script.screen("104-long-name");
    script.keys(&["2", "1", "2", "1", "1", "1", "1", "1", "1", "1", "2", "F4"]);
    script.screen("105-long-name-on-paper");
    script.key("Esc");
    script.key("F6");
    script.screen("106-long-name-on-the-sheet");
}

#[test]
fn a_name_with_a_dot_and_a_name_beyond_the_plane() {
    let mut script = serving("A001");
    script.screen("107-dotted-name");
    script.key("Ctrl-X");
    script.screen("108-unmasked");
    script.says("已记入日志");
    script.wait_ms(21_000);
    script.minutes(0);
    script.shows("659***********9040");

    let mut script = serving("A010");
    script.screen("109-rare-name");
    script.key("Ctrl-E");
    script.screen("110-rare-name-in-a-form");
}

/// The question with the most choices of the shipped items, at the least size.
#[test]
fn every_choice_of_a_question_is_in_sight() {
    let mut script = Script::on_duty();
    script.keys(&["F2", "Enter", "F3"]);
    script.type_text("特种设备使用登记");
    script.key("Enter");
    let text = script.text((80, 24));
    let question = script.model().question().expect("a question");
    assert!(question.choices.len() >= 8);
    for (at, choice) in question.choices.iter().enumerate() {
        let begin: String = choice.text.chars().take(8).collect();
        assert!(text.contains(&format!("{}  {begin}", at + 1)), "{}\n{text}", choice.text);
    }
}

#[test]
fn freight_in_light_vans_needs_no_licence() {
    let mut script = serving("A006");
    script.keys(&["1", "2"]);
    script.screen("111-diversion");
    script.key("F8");
    script.says("本事项不应在此受理");
    script.key("Ctrl-N");
    script.screen("112-refusal-preview");
    script.confirm();
    script.says("已拟不予受理");
    script.screen("113-refusal-drafted");
    script.key("Ctrl-N");
    script.says("须由另一位窗口负责人确认");
    script.terminal("07");
    script.log_in("周岚");
    script.key("F7");
    script.type_text("顺捷");
    script.key("Enter");
    script.key("Ctrl-N");
    script.screen("114-lead-confirms-refusal");
    script.confirm();
    script.says("已签发");
    script.says("已送打印机");
    assert_eq!(script.hall.in_stage(|stage| *stage == Stage::Refused), 1);
    script.hush();
    script.screen("115-refused");
}

#[test]
fn a_terminal_too_small_says_so() {
    let script = crate::main_job::with_two_defects();
    script.screen_at("116-too-small", &[(79, 23), (40, 10)]);
}

#[test]
fn offline_it_stays_honest() {
    let mut script = crate::main_job::examining();
    script.cut_line();
    let sent = script.sent.len();
    script.screen_at("117-offline", &[(80, 24)]);
    script.keys(&["1", "1"]);
    script.screen("118-offline-unsent");
    // Examining goes on and waits; what is legally binding does not begin, and its draft can be read.
    script.keys(&["1", "1", "1", "1", "1", "F8"]);
    script.says("现在离线，此项须联网办理；已录入的都已留存");
    script.key("F4");
    script.shows("草稿（未编号，不得交付）");
    script.confirm();
    script.says("此项须联网办理");
    script.screen("119-offline-draft");
    script.key("Esc");
    script.shows("离线，7项未送达");
    assert_eq!(script.sent.len(), sent, "nothing has arrived, and nothing else waits");
    script.mend_line();
    script.says("已恢复连接");
    script.key("F8");
    script.confirm();
    script.says("已签发受理通知书");
    script.says("已送打印机");
    assert_eq!(script.hall.papers.len(), 1);
}

#[test]
fn a_line_that_is_cut_under_a_draft_stops_its_issue() {
    let mut script = crate::main_job::with_two_defects();
    script.key("F4");
    script.wait_ms(400);
    script.cut_line();
    script.wait_ms(400);
    script.key("F10");
    script.says("此项须联网办理");
    script.mend_line();
    script.says("已恢复连接");
    assert_eq!(script.hall.papers.len(), 0);
    script.key("F10");
    script.says("已签发补正材料通知书");
    script.hush();
}

#[test]
fn the_other_themes() {
    for (preset, name) in [(Preset::Ascii, "ascii"), (Preset::HighContrast, "high-contrast")] {
        let mut script = Script::on_duty();
        script.theme(preset);
        script.screen_at(&format!("120-queue-{name}"), &[(80, 24)]);
        script.keys(&["F2", "Enter", "Enter", "2", "1", "1", "1", "2"]);
        script.screen_at(&format!("121-checklist-{name}"), &[(80, 24)]);
        script.keys(&["1", "1", "1", "1", "1", "F4"]);
        script.screen_at(&format!("122-preview-{name}"), &[(80, 24)]);
    }
}

#[test]
fn what_is_wrong_and_what_is_legal_stands_out() {
    let mut script = crate::main_job::with_two_defects();
    let roles = [Role::Danger, Role::Focus, Role::Good, Role::Demo];
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("123-roles-of-a-checklist", script.roles((80, 24), &roles));
    });
    script.key("F4");
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("124-roles-of-a-preview", script.roles((80, 24), &[Role::Legal, Role::Title]));
    });
}
