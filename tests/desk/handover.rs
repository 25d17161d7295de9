//! A and B at one window: 王敏 offers, 李强 confirms line by line, 王敏 can only look.

use yichuang::domain::command::Command;
use yichuang::domain::ids::OfficerId;
use yichuang::text::Clean;

use crate::script::Script;

/// 王敏 in the middle of a checklist, 李强 sitting down at a second terminal.
fn offered() -> Script {
    let mut script = crate::main_job::examining();
    script.keys(&["1", "1", "F6"]);
    script.screen("60-handover-sheet-of-a");
    script.key("Enter");
    script.screen("60-occasions");
    script.key("1");
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
    // A critical line is not waved through, nor guessed.
    script.key("Enter");
    script.says("此项要紧，请先回答：窗口前是几号？");
    script.screen("65-b-confirming");
    script.wrong_answer();
    script.says("与记录不符");
    script.key("F5");
    script.type_text("人在窗口前，已核对");
    script.key("Enter");
    script.screen("65-remark");
    script.right_answer();
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
fn what_changes_after_the_offer_is_confirmed_anew() {
    let mut script = offered();
    script.go_to(0);
    script.key("1");
    script.go_to(1);
    script.right_answer();
    script.keys(&["Enter", "Enter"]);
    script.says("请先更新交接单");
    script.screen("70-sheet-outdated");
    script.key("F3");
    script.says("交接单已更新");
    script.screen("70-sheet-refreshed");
    script.keys(&["Enter", "Enter"]);
    script.confirm();
    script.says("岗位交接单");
    script.says("已送打印机");
    script.says("已由李强接管");
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

/// FAA step 4, S178: A looks on for two minutes, adds what was forgotten, and has a sheet of her own.
#[test]
fn a_adds_what_was_forgotten_and_prints_the_sheet_too() {
    let mut script = offered();
    script.right_answer();
    script.keys(&["Enter", "Enter"]);
    script.confirm();
    script.says("已签发岗位交接单");
    script.says("已送打印机");
    script.says("已由李强接管");
    script.go_to(0);
    script.key("F6");
    script.screen("78-a-may-add");
    script.key("Enter");
    script.type_text("公章在右边抽屉");
    script.key("Enter");
    script.says("已补充");
    script.go_to(1);
    script.says("王敏补充交接：公章在右边抽屉");
}

/// S048, S183. The sign goes up with a window that receives, and comes down with one key.
#[test]
fn the_sign_goes_up_and_comes_down() {
    let mut script = Script::on_duty();
    script.key("Shift-F5");
    script.screen("79-post-menu");
    script.key("1");
    script.screen("80-step-away");
    script.type_text("08");
    script.keys(&["Down", "Down"]);
    script.type_text("送件到后台");
    script.key("Enter");
    script.screen("80-nobody-receives");
    script.elsewhere("Q0801", "08", Command::TakePost);
    script.key("Enter");
    script.says("已挂牌暂离，由08号窗口代接");
    script.screen("81-away");
    script.key("F2");
    script.says("请先返岗");
    script.key("F6");
    script.says("已返岗");
}

/// S049, S178: what lies on the desk and what is owed stands on the sheet.
#[test]
fn originals_and_calls_to_return_stand_on_the_sheet() {
    let mut script = Script::on_duty();
    script.keys(&["Shift-F5", "4"]);
    script.type_text("居民户口簿");
    script.key("Enter");
    script.type_text("赵小明");
    script.key("Enter");
    script.says("已登记");
    script.keys(&["Shift-F5", "2"]);
    script.type_text("钱先生 0444-5551234");
    script.key("Enter");
    script.type_text("问年检要带什么");
    script.key("Enter");
    script.type_text("16");
    script.key("Enter");
    script.screen("82-a-time-half-typed");
    script.type_text("30");
    script.key("Enter");
    script.says("已记下");
    script.key("F6");
    script.screen("83-sheet-with-things");
}

/// F82, S176, S184: the lead hears of it at once and answers from any window.
#[test]
fn the_lead_is_called_and_allows_a_takeover() {
    let mut script = Script::on_duty();
    script.key("Shift-F1");
    script.screen("84-call-for-help");
    script.key("2");
    script.says("已呼叫窗口负责人");
    script.terminal("07");
    script.log_in("李强");
    script.keys(&["F6", "Ctrl-T"]);
    script.type_text("王敏电脑无响应");
    script.key("Enter");
    script.says("已申请");
    script.says("李强申请接管07号窗口");
    script.terminal("01");
    script.log_in("周岚");
    script.key("Shift-F7");
    script.screen("85-hall-seen-by-the-lead");
    script.key("Enter");
    script.says("已应答呼叫");
    script.says("周岚已应答");
    script.says("周岚已应答");
    script.keys(&["Shift-F7", "Enter"]);
    script.screen("86-allow-take-over");
    script.confirm();
    script.says("已批准接管");
    script.says("周岚已批准，请按 F6 接管");
    script.says("周岚已批准，请按 F6 接管");
    script.go_to(1);
    script.keys(&["F6", "Ctrl-T"]);
    script.type_text("王敏电脑无响应");
    script.key("Enter");
    script.confirm();
    script.says("已接岗");
    script.says("已由李强接管");
}

/// S184: B is told that A's desk is silent, and needs no permission then.
#[test]
fn b_is_told_that_the_desk_of_a_is_silent() {
    let mut script = Script::on_duty();
    script.terminal("07");
    script.log_in("李强");
    script.hall.lease_lapsed = true;
    let since = "2026-11-23T01:31:00Z".parse().unwrap();
    script.elsewhere(OfficerId::MACHINE, "07", Command::NoteSilence { since });
    script.says("王敏的终端失联，本窗口无人应答；您可按 F6、Ctrl-T 接管");
    script.keys(&["F6", "Ctrl-T"]);
    script.type_text("王敏电脑断电");
    script.key("Enter");
    script.confirm();
    script.says("已接岗");
    script.says("已由李强接管");
}

/// S036, S038, S044: the guide desk gives out a ticket, moves somebody forward, and everybody sees the count.
#[test]
fn a_ticket_is_taken_and_moved_forward() {
    let mut script = Script::on_duty();
    script.key("Shift-F5");
    script.pick_row("取号：A类");
    script.says("已取号A021，请到等候区等候叫号");
    script.says("已送打印机");
    script.key("Shift-F5");
    script.pick_row("优先：A");
    script.screen("87-why-forward");
    script.key("8");
    script.says("已调整，记入日志");
    script.key("F2");
    script.key("Enter");
    script.screen("88-fairness");
}
