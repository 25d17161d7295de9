//! A and B at one window: 王敏 offers, 李强 confirms line by line, 王敏 can only look.

use yichuang::domain::command::Command;
use yichuang::text::Clean;

use crate::script::Script;

/// 王敏 in the middle of a checklist, 李强 sitting down at a second terminal.
fn offered() -> Script {
    let mut script = crate::main_job::examining();
    script.keys(&["1", "1", "F6"]);
    script.screen("60-handover-sheet-of-a");
    script.key("Enter");
    script.type_text("赵师傅回家取公章，十一点前回来");
    script.screen("61-handover-note");
    script.key("Enter");
    script.screen("62-handover-offer");
    script.confirm();
    script.says("交接已发起");
    script.screen("63-offered");
    script.terminal("07");
    script.log_in("李强");
    script.screen("64-offered-to-b");
    script
}

#[test]
fn the_post_goes_over_line_by_line() {
    let mut script = offered();
    script.key("Enter");
    script.screen("65-b-confirming");
    script.keys(&["Enter", "Enter"]);
    script.screen("66-b-accepts");
    script.confirm();
    script.says("已签发岗位交接单 青政交〔2026〕1号");
    script.says("已送打印机");
    script.says("已由李强接管");
    script.screen("67-b-on-duty");
    script.key("1");
    script.says_nothing();
    script.go_to(0);
    script.screen("68-a-read-only");
    script.key("1");
    script.says("李强");
    script.key("F2");
    script.says("李强");
    script.key("F6");
    script.screen("69-sheet-of-somebody-else");
}

#[test]
fn what_changes_after_the_offer_must_be_offered_again() {
    let mut script = offered();
    script.go_to(0);
    script.key("1");
    script.go_to(1);
    script.keys(&["Enter", "Enter", "Enter"]);
    script.says("请王敏重新发起交接");
    script.screen("70-sheet-outdated");
}

#[test]
fn a_withdraws_the_offer() {
    let mut script = offered();
    script.go_to(0);
    script.keys(&["F6", "Ctrl-U"]);
    script.screen("71-withdraw-offer");
    script.confirm();
    script.says("交接已撤回");
    script.go_to(1);
    script.screen("72-offer-withdrawn-at-b");
}

#[test]
fn a_lead_takes_over_and_a_is_told_at_once() {
    let mut script = crate::main_job::examining();
    script.key("1");
    script.elsewhere("Q0100", "07", Command::TakeOver { reason: Clean::new("王敏突发不适") });
    script.says("已由周岚接管");
    script.screen("73-taken-over");
    script.key("1");
    script.says("周岚");
}

#[test]
fn the_lapsed_post_is_taken_over_by_b() {
    let mut script = crate::main_job::examining();
    script.hall.lease_lapsed = true;
    script.terminal("07");
    script.log_in("李强");
    script.screen("74-b-looks");
    script.keys(&["F6", "Ctrl-T"]);
    script.type_text("王敏电脑断电");
    script.key("Enter");
    script.screen("75-take-over");
    script.confirm();
    script.says("已接岗");
    script.says("已由李强接管");
    script.screen("76-b-took-over");
}

#[test]
fn signing_off_leaves_the_post_with_its_holder() {
    let mut script = Script::on_duty();
    script.key("Ctrl-O");
    script.says("王敏仍是本窗口在岗人");
    script.screen("77-signed-off");
}
