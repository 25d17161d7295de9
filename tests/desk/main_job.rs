//! The main job: from calling a ticket to its acceptance, as 王敏 does it.

use yichuang::desk::keymap::Preset;
use yichuang::domain::case::Stage;

use crate::script::Script;

/// 青河县老赵手工面馆 at the window, everything asked, nothing examined.
pub fn examining() -> Script {
    let mut script = Script::on_duty();
    script.keys(&["F2", "Enter", "Enter", "2", "1", "1"]);
    script
}

/// The two defects of the morning: no cold store on the list, no areas on the plan.
pub fn with_two_defects() -> Script {
    let mut script = examining();
    script.keys(&["1", "1", "1", "3", "2", "3", "1", "1", "1"]);
    script
}

#[test]
fn from_the_login_to_the_correction_notice() {
    let mut script = Script::at_login();
    script.screen("01-login");
    script.key("Enter");
    script.key("Enter");
    script.screen("02-login-empty");
    script.key("Up");
    script.type_text("王敏");
    script.key("Enter");
    script.type_text("wrong");
    script.key("Enter");
    script.screen("03-login-refused");
    script.clear_field();
    script.type_text("yichuang");
    script.key("Enter");
    script.says("已上岗");
    script.screen_at("04-queue", &[(80, 24), (120, 36), (200, 60)]);

    script.count_keys();
    script.key("F2");
    script.screen("05-called");
    script.key("Enter");
    script.screen("06-serving");
    script.key("Enter");
    script.screen("07-question");
    script.keys(&["2", "1", "1"]);
    script.screen("08-checklist");
    script.keys(&["1", "1", "1", "3"]);
    script.screen("09-defects");
    script.key("2");
    script.screen_at("10-half-done", &[(80, 24), (120, 36), (200, 60)]);
    script.keys(&["3", "1", "1", "1"]);
    script.screen("11-examined");
    script.key("F4");
    script.screen("12-correction-preview");
    script.wait_ms(400);
    script.key("F10");
    assert!(script.count_keys() <= 25, "the main job takes at most 25 keys");
    script.says("已签发补正材料通知书 青政补〔2026〕1号");
    script.says("已送打印机");
    script.screen("13-issued");
    assert_eq!(script.hall.papers, ["青政补〔2026〕1号"]);
    let printed: Vec<_> = script.printed().iter().map(|job| (job.name.as_str(), job.copies)).collect();
    assert_eq!(printed, [("补正材料通知书 青政补〔2026〕1号", 2)]);
    script.key("F4");
    script.screen("14-issued-paper");
    script.key("Esc");
    script.key("F9");
    script.says("A002号本次办理结束");
    script.screen("15-after-the-correction");
}

/// The notice is out, the person has gone to mend the two papers.
fn sent_to_mend() -> Script {
    let mut script = Script::with_tickets(&["A002", "A014"]);
    script.keys(&["F2", "Enter", "Enter", "2", "1", "1"]);
    script.keys(&["1", "1", "1", "3", "2", "3", "1", "1", "1", "F4"]);
    script.confirm();
    script.says("已签发补正材料通知书");
    script.says("已送打印机");
    script.key("F9");
    script.says("A002号本次办理结束");
    script.minutes(60);
    script
}

#[test]
fn the_two_materials_come_back_and_it_is_accepted() {
    let mut script = sent_to_mend();
    script.keys(&["F2", "Enter", "F7"]);
    script.type_text("20261123-0001");
    script.screen("21-find-case-by-number");
    script.key("Enter");
    script.says("办件已重新打开");
    script.screen("22-reopened");
    script.keys(&["1", "1"]);
    script.screen("23-all-conforming");
    script.key("F8");
    script.screen("24-acceptance-preview");
    script.confirm();
    script.says("已签发受理通知书 青政受〔2026〕1号");
    script.says("已送打印机");
    script.screen("25-accepted");
    assert_eq!(script.hall.in_stage(|stage| matches!(stage, Stage::Accepted { .. })), 1);
    script.key("F9");
    script.says("A014号本次办理结束");
}

#[test]
fn what_the_notice_did_not_name_is_not_demanded_again() {
    let mut script = sent_to_mend();
    script.keys(&["F2", "Enter", "F7"]);
    script.type_text("老赵");
    script.key("Enter");
    script.says("办件已重新打开");
    script.keys(&["1", "1", "Home", "2"]);
    script.says("首次告知未列“食品经营许可申请书”，不得再次要求补正");
    script.screen("26-told-once");
    script.key("9");
    script.says("情形不能再改");
}

/// The main job in a scheme of keys: called, two defects found, everybody told once, printed, ended. How many keys.
fn job_in(
    keymap: Preset,
    call: &[&str],
    notice: &[&str],
    issue: &str,
    printed: &[&str],
    end: &[&str],
) -> usize {
    let mut script = Script::with_tickets(&["A002", "A014"]);
    script.keymap_of(keymap);
    script.count_keys();
    script.keys(call);
    script.keys(&["Enter", "Enter", "2", "1", "1"]);
    script.keys(&["1", "1", "1", "3", "2", "3", "1", "1", "1"]);
    script.keys(notice);
    script.wait_ms(400);
    script.key(issue);
    script.says("已签发补正材料通知书");
    script.says("已送打印机");
    script.keys(printed);
    script.says("已记为打印");
    script.keys(end);
    script.says("本次办理结束");
    script.count_keys()
}

/// Twenty-five keys at the most, in every scheme; with the number pad no other key is touched.
#[test]
fn the_main_job_takes_few_keys_in_every_scheme() {
    let usual = job_in(Preset::Default, &["F2"], &["F4"], "F10", &["Ctrl-Y"], &["F9"]);
    let vim = job_in(Preset::Vim, &["F2"], &["F4"], "F10", &["Ctrl-Y"], &["F9"]);
    let pad = job_in(Preset::Numpad, &["/", "2"], &["/", "4"], "+", &["/", "Enter"], &["/", "9"]);
    println!("default {usual}, vim {vim}, number pad {pad}");
    assert!(usual <= 25 && vim <= 25 && pad <= 25, "default {usual}, vim {vim}, number pad {pad}");
}
