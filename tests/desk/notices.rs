//! The notices pane: the draft and what it lacks, printing and what became of each paper, guidance before a case.

use yichuang::desk::app::Overlay;
use yichuang::desk::keymap::Action;
use yichuang::desk::theme::Preset;
use yichuang::domain::checklist::Verdict;
use yichuang::domain::command::Command;
use yichuang::domain::refusal::Refusal;

use crate::hall::refusal;
use crate::main_job::{examining, with_two_defects};
use crate::script::Script;

/// A correction notice is out and lies in the printer.
fn notified() -> Script {
    let mut script = with_two_defects();
    script.key("F4");
    script.confirm();
    script.says("已签发补正材料通知书 青政补〔2026〕1号");
    script.says("已送打印机，纸张出来后按 Ctrl-Y 确认（一楼西侧打印机）");
    script
}

#[test]
fn from_the_last_verdict_to_the_notice_it_is_two_keys() {
    let mut script = with_two_defects();
    script.count_keys();
    script.key("F4");
    script.wait_ms(400);
    script.key("F10");
    assert_eq!(script.count_keys(), 2);
    assert_eq!(script.hall.papers, ["青政补〔2026〕1号"]);
    script.hush();
}

#[test]
fn a_draft_says_first_what_it_lacks() {
    let mut script = examining();
    script.keys(&["1", "1", "2", "F4"]);
    script.screen("170-draft-incomplete");
    script.shows("现在不能签发：");
    script.shows("还有4项未审：主要设备设施清单、");
    script.confirm();
    script.says("还有4项未审");
    script.key("Tab");
    script.screen_at("171-list-beside-the-paper", &[(80, 24), (120, 36), (200, 60)]);
    script.key("Esc");
    script.keys(&["1", "1", "1", "1", "F4", "Tab"]);
    script.confirm();
    script.says("请先看清内容");
    assert_eq!(script.hall.papers.len(), 0, "what is not on a narrow screen is not issued");
    script.confirm();
    assert_eq!(script.hall.papers, ["青政补〔2026〕1号"]);
    script.hush();
}

#[test]
fn what_changes_under_the_draft_is_read_anew() {
    let mut script = with_two_defects();
    script.key("F4");
    script.wait_ms(400);
    let case = script.model().case().unwrap().id.clone();
    let officer = script.model().session.as_ref().unwrap().officer.id.to_string();
    let material = script.model().lines()[4].material.code.clone();
    let verdict = Verdict::Conforming;
    script.elsewhere(&officer, "07", Command::Examine { case, material, verdict, reason: None });
    script.key("F10");
    script.says("请先看清内容");
    script.confirm();
    script.says("已签发补正材料通知书");
    script.hush();
    assert!(yichuang::document::plain_text(&script.printed()[0].document, 76).contains("共1项材料"));
}

#[test]
fn a_paper_is_read_to_its_last_line() {
    let mut script = with_two_defects();
    script.key("F4");
    script.key("End");
    script.shows("经办人");
    for _ in 0..9 {
        script.key("PageDown");
    }
    script.shows("60/60");
    script.key("Home");
    script.shows("1-17/60");
}

#[test]
fn one_key_says_that_the_paper_came_out() {
    let mut script = notified();
    script.shows("待打印1");
    script.screen("172-to-be-confirmed");
    script.key("Ctrl-Y");
    script.says("青政补〔2026〕1号已记为打印");
    assert!(!script.text((120, 36)).contains("待打印"));
    script.key("Ctrl-Y");
    script.says("没有已送打印机、等待确认的文书");
    assert_eq!(script.printed().len(), 1);
    assert_eq!(script.printed()[0].copies, 2, "one for the applicant, one to be signed");
    assert!(script.printed()[0].document.proof.is_some());
}

#[test]
fn a_printer_that_takes_nothing_is_asked_again() {
    let mut script = with_two_defects();
    script.jam("打印机缺纸");
    script.key("F4");
    script.confirm();
    script.says("已签发");
    script.says("未能打印：打印机缺纸。文书仍为待打印，按 F4 选定后 Ctrl-P 重打");
    script.key("Ctrl-Y");
    script.says("没有已送打印机");
    script.shows("待打印1");
    script.keys(&["F4", "Ctrl-P"]);
    script.says("正在送打印机");
    script.says("已送打印机，纸张出来后按 Ctrl-Y 确认");
    script.key("Ctrl-Y");
    script.says("已记为打印");
    assert_eq!(script.printed().len(), 2);
    assert!(script.printed()[1].document.marks.is_empty(), "it never came out: this is no reprint");
}

#[test]
fn a_paper_is_printed_again_signed_and_void() {
    let mut script = notified();
    script.keys(&["F4", "Ctrl-R"]);
    script.says("尚待打印");
    script.key("Ctrl-Y");
    script.says("已记为打印");
    script.shows("签名联已收回");
    script.key("Ctrl-P");
    script.screen("173-reprint");
    script.key("Enter");
    script.shows("请写明，补打留有记录");
    script.type_text("申请人遗失");
    script.key("Enter");
    script.says("已再送打印机");
    let again = &script.printed()[1];
    assert_eq!((again.copies, again.document.marks.len()), (1, 1), "{:?}", again.document.marks);
    script.keys(&["F4", "Ctrl-R"]);
    script.says("签名联已收回");
    script.keys(&["Tab"]);
    script.screen_at("174-signed-and-reprinted", &[(80, 24), (120, 36), (200, 60)]);
    script.key("Delete");
    script.says("作废这类文书须由窗口负责人办理");
    script.key("Ctrl-S");
    script.says("已存于");
    assert_eq!(script.saved(), ["补正材料通知书 青政补〔2026〕1号"]);

    script.terminal("07");
    script.log_in("周岚");
    script.key("F7");
    script.type_text("老赵");
    script.keys(&["Enter", "F4", "Delete"]);
    script.type_text("事项选错");
    script.key("Enter");
    script.screen("175-void");
    script.key("Esc");
    script.shows("事项选错");
    script.key("Enter");
    script.confirm();
    script.says("青政补〔2026〕1号已作废");
    script.hush();
    script.keys(&["F4", "Tab", "Down"]);
    script.screen("176-void-in-the-list");
}

#[test]
fn guidance_takes_two_keys_from_the_search() {
    let mut script = Script::on_duty();
    script.keys(&["F2", "Enter", "F3"]);
    script.type_text("食品经营许可");
    script.count_keys();
    script.key("F4");
    script.screen_at("177-guidance", &[(80, 24), (120, 36), (200, 60)]);
    script.wait_ms(400);
    script.key("F10");
    assert_eq!(script.count_keys(), 2);
    script.says("已签发办事一次性告知书 青政告〔2026〕1号");
    script.says("已送打印机，纸张出来后按 Ctrl-Y 确认");
    assert!(script.model().case().is_none(), "no case is opened by it");
    script.key("F4");
    script.screen("178-papers-of-the-window");
    script.key("Ctrl-Y");
    script.says("青政告〔2026〕1号已记为打印");
    script.key("Delete");
    script.type_text("打错了");
    script.key("Enter");
    script.confirm();
    script.says("青政告〔2026〕1号已作废");
}

#[test]
fn the_situation_is_told_digit_by_digit() {
    let mut script = Script::on_duty();
    script.key("F3");
    script.type_text("食品经营许可（新办）");
    script.keys(&["F4", "2"]);
    script.screen("179-guidance-second-question");
    script.keys(&["1", "9"]);
    script.says("没有这个选项");
    script.key("1");
    script.shows("办事一次性告知书，签发前请通读");
    let Some(Overlay::Notices(view)) = &script.model().overlay else { panic!("the pane stays") };
    assert!(view.armed.is_some());
    script.confirm();
    script.says("已签发办事一次性告知书");
    script.says("已送打印机");
    assert!(matches!(script.sent.last(), Some(Command::IssueGuidance { answers, .. }) if answers.len() == 3));
}

#[test]
fn a_number_is_typed_and_enter_issues_nothing() {
    let mut script = Script::on_duty();
    script.key("F3");
    script.type_text("道路货物运输驾驶员");
    let number = |script: &Script| {
        let Some(Overlay::Notices(view)) = &script.model().overlay else { return false };
        matches!(&view.draft, Some(yichuang::desk::app::Drafted::Guidance(draft))
            if yichuang::desk::app::guidance_question(script.model(), draft).is_some_and(|q| q.number.is_some()))
    };
    script.key("Esc");
    // Whatever item asks for a number: the first of the catalogue.
    let rules = script.hall.rules.clone();
    let asks = |item: &&yichuang::domain::item::ServiceItem| {
        item.questions.first().is_some_and(|question| question.number.is_some())
            && item.holds_on(script.model().today())
    };
    let Some(item) = rules.items.iter().find(asks).map(|item| item.name.clone()) else { return };
    script.key("F3");
    script.type_text(&item);
    script.key("F4");
    assert!(number(&script), "{item}");
    script.screen_at("180-guidance-number", &[(80, 24)]);
    script.wait_ms(400);
    script.type_text("1");
    script.key("Enter");
    script.hush();
    assert_eq!(script.hall.papers.len(), 0);
}

#[test]
fn a_refused_guidance_comes_back_as_it_was() {
    let mut script = Script::on_duty();
    script.key("F3");
    script.type_text("食品经营许可（新办）");
    script.keys(&["F4", "2", "1"]);
    script.refuse_next(refusal(Refusal::VersionConflict));
    script.confirm();
    script.says("内容已被更新");
    let Some(Overlay::Notices(view)) = &script.model().overlay else {
        panic!("what was told is still there")
    };
    let Some(yichuang::desk::app::Drafted::Guidance(draft)) = &view.draft else { panic!("the draft") };
    assert_eq!(draft.answers.len(), 2);
    script.key("Esc");
}

#[test]
fn while_the_service_is_silent_the_pane_says_so() {
    let mut script = with_two_defects();
    script.slow_line();
    script.key("F4");
    script.confirm();
    script.key("F4");
    script.shows("上一步正在等待服务答复，签发和登记请稍候");
    script.confirm();
    script.says("上一步正在等待服务答复");
    script.key("Esc");
    script.mend_line();
    script.hush();
    assert_eq!(script.hall.papers.len(), 1);
}

#[test]
fn the_invitation_is_neutral_and_takes_nothing() {
    let mut script = with_two_defects();
    script.key("Shift-F9");
    script.says("尚无可供评价的文书");
    script.key("F4");
    script.confirm();
    script.hush();
    script.key("Shift-F9");
    script.screen_at("181-invitation", &[(80, 24), (120, 36)]);
    let before = script.text((120, 36));
    script.keys(&["1", "5", "0", "F10", "Delete"]);
    script.hush();
    let lines = |text: &str| text.lines().take(33).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines(&before), lines(&script.text((120, 36))));
    script.key("Esc");
    assert!(script.model().overlay.is_none());
}

#[test]
fn the_pane_in_plain_marks_and_with_long_names() {
    let mut script = Script::with_tickets(&["A004"]);
    script.theme(Preset::Ascii);
    script.keys(&["F2", "Enter", "Enter", "2", "1", "2", "1", "1", "1", "1", "1", "1", "1", "2", "F4"]);
    script.confirm();
    script.hush();
    script.keys(&["F4", "Tab"]);
    script.screen_at("182-long-name-ascii", &[(80, 24), (120, 36), (200, 60)]);
    script.press(Action::Cancel);
}

/// F39. Catches: the key that confirms another person's paper than the message named; a paper forgotten with its ticket.
#[test]
fn what_still_waits_is_confirmed_by_name_and_found_without_its_case() {
    let mut script = with_two_defects();
    script.key("F4");
    script.confirm();
    script.keys(&["F9", "F2"]);
    script.hush();
    script.key("F4");
    script.screen_at("183-waiting-of-the-window", &[(80, 24)]);
    script.shows("青政补〔2026〕1号");
    script.key("Esc");
    script.keys(&["Enter", "F3"]);
    script.type_text("居住证");
    script.key("F4");
    script.confirm();
    script.hush();
    script.key("Ctrl-Y");
    script.says("青政告〔2026〕1号已记为打印");
    script.key("Ctrl-Y");
    script.says("青政补〔2026〕1号已记为打印");
    script.key("Ctrl-Y");
    script.says("没有已送打印机");
}
