//! The papers of a case beside its exits: which can be issued, their forms, their drafts.

use jiff::civil::Date;
use yichuang::desk::app::Overlay;
use yichuang::domain::case::Stage;
use yichuang::domain::command::Command;
use yichuang::domain::refusal::Refusal;

use crate::hall::refusal;
use crate::main_job::examining;
use crate::script::Script;

/// Picks the paper whose title begins so.
fn pick(script: &mut Script, title: &str) {
    script.key("Ctrl-S");
    script.type_text(title);
    script.key("Enter");
}

#[test]
fn what_cannot_be_issued_says_why() {
    let mut script = examining();
    script.keys(&["1", "1"]);
    script.key("Ctrl-S");
    script.screen("190-papers-menu");
    script.type_text("延期");
    script.key("Enter");
    script.says("延期须由窗口负责人报批后登记");
    script.key("Esc");
    pick(&mut script, "收件回执");
    script.screen("191-filing-receipt");
    script.confirm();
    script.says("已签发收件回执 青政回〔2026〕1号");
    script.says("已送打印机");
    assert_eq!(script.printed()[0].copies, 1);
}

#[test]
fn an_explanation_keeps_its_words_until_it_is_issued() {
    let mut script = examining();
    pick(&mut script, "情况说明");
    script.key("Enter");
    script.shows("请写明事实、依据和可以怎样办理");
    script.type_text("主体业态已由申请人变更");
    script.screen("192-statement-form");
    script.key("Enter");
    script.shows("情况说明，签发前请通读");
    script.key("Esc");
    script.shows("主体业态已由申请人变更");
    script.key("Enter");
    script.refuse_next(refusal(Refusal::VersionConflict));
    script.confirm();
    script.says("内容已被更新");
    script.key("Esc");
    script.shows("主体业态已由申请人变更");
    script.key("Enter");
    script.confirm();
    script.says("已签发情况说明 青政说〔2026〕1号");
    script.says("已送打印机");
}

#[test]
fn somebody_is_sent_on_with_a_paper() {
    let mut script = examining();
    pick(&mut script, "引导单");
    for text in ["办理公章刻制备案", "04号窗口（企业开办）", "一楼东侧", "0444-5550100", "与营业执照一并办理"]
    {
        script.type_text(text);
        script.key("Enter");
    }
    script.shows("引导单，签发前请通读");
    script.confirm();
    script.says("已签发引导单 青政引〔2026〕1号");
    script.says("已送打印机");
    script.key("F4");
    script.key("Esc");
}

/// A case accepted whose item knows a special procedure.
fn accepted_freight() -> Script {
    let mut script = Script::with_tickets(&["A006"]);
    script.keys(&["F2", "Enter", "Enter"]);
    while script.model().question().is_some() {
        script.key("1");
    }
    for _ in 0..script.model().lines().len() {
        script.key("1");
    }
    script.key("F8");
    script.confirm();
    script.hush();
    script
}

#[test]
fn the_days_of_a_procedure_are_checked_as_they_are_typed() {
    let mut script = accepted_freight();
    assert!(script.model().case().is_some_and(|case| case.stage.label() == "已受理"), "the fixture changed");
    pick(&mut script, "特别程序");
    script.type_text("113");
    script.key("Enter");
    script.type_text("1332");
    script.key("Enter");
    script.shows("没有这一天");
    script.screen("193-procedure-days");
    script.clear_field();
    script.type_text("2026-11-24");
    script.key("Down");
    script.clear_field();
    script.type_text("1130");
    script.keys(&["Enter", "Enter"]);
    script.shows("特别程序告知书，签发前请通读");
    script.confirm();
    script.says("已签发特别程序告知书 青政特〔2026〕1号");
    script.says("已送打印机");
    let days = |command: &Command| match command {
        Command::StartProcedure { from, to, .. } => Some((from.to_string(), to.to_string())),
        _ => None,
    };
    let sent = script.sent.last().and_then(days);
    assert_eq!(sent, Some(("2026-11-24".to_owned(), "2026-11-30".to_owned())));
    assert!(!matches!(script.model().overlay, Some(Overlay::Form(_))));
}

/// An extension is the lead's, who holds no post here: the list opens for them, and each paper answers for itself.
#[test]
fn a_lead_reaches_the_papers_of_a_window_of_others() {
    let mut script = accepted_freight();
    script.terminal("07");
    script.log_in("周岚");
    script.key("F7");
    script.type_text("顺捷");
    script.keys(&["Enter", "Ctrl-S"]);
    script.screen_at("194-papers-menu-of-a-lead", &[(80, 24)]);
    script.type_text("延期");
    script.key("Enter");
    script.says("本事项的依据没有规定延期");
}

/// N-12 and the lead who reports it: form, draft, number, and the longer limit on the case.
#[test]
fn a_lead_extends_a_limit_at_the_window_of_others() {
    let mut script = examining();
    script.keys(&["1", "1", "1", "1", "1", "1", "1", "1", "1", "F8"]);
    script.confirm();
    script.hush();
    let before = due_day(&script);
    script.terminal("07");
    script.log_in("周岚");
    script.key("F7");
    script.type_text("老赵");
    script.key("Enter");
    pick(&mut script, "延期");
    script.type_text("现场核查须补测");
    script.key("Enter");
    script.shows("延期通知书，签发前请通读");
    script.shows("现场核查须补测");
    script.confirm();
    script.says("已签发延期通知书 青政延〔2026〕1号");
    script.says("已送打印机");
    assert!(due_day(&script) > before);
}

fn due_day(script: &Script) -> Date {
    match &script.model().case().expect("a case").stage {
        Stage::Accepted { due, .. } => due.date,
        other => panic!("{other:?}"),
    }
}

/// Relay mode of N-02: what the department wrote reaches the applicant word for word and opens the lines it names.
#[test]
fn a_notice_of_the_department_is_passed_on() {
    let mut script = Script::with_tickets(&["A008"]);
    script.keys(&["F2", "Enter", "Enter", "1", "2", "1", "1"]);
    for _ in 0..script.model().lines().len() {
        script.key("1");
    }
    script.key("Ctrl-R");
    script.confirm();
    script.hush();
    pick(&mut script, "转告");
    for text in ["青水补〔2026〕7号", "1204", "1,2", "请补填污水排放口的数量和排水水量"]
    {
        script.type_text(text);
        script.key("Enter");
    }
    script.shows("转告");
    script.shows("请补填污水排放口的数量和排水水量");
    script.confirm();
    script.says("已签发补正材料通知书 青政补〔2026〕1号");
    script.says("已送打印机");
    let told = script.model().case().and_then(|case| case.told.clone()).expect("told");
    assert_eq!(told.named.len(), 2);
}

/// First-contact duty (首问负责): whoever came without a case is shown the way out of the hall on paper, and a lost
/// ticket is printed again; that changes nothing in the record.
#[test]
fn whoever_has_no_case_is_shown_the_way_and_keeps_the_ticket() {
    let mut script = Script::on_duty();
    script.key("Ctrl-S");
    script.says("窗口前没有号票");
    script.keys(&["F2", "Ctrl-S"]);
    script.screen("196-papers-without-a-case");
    script.type_text("号票");
    script.key("Enter");
    script.says("正在送打印机");
    script.says("排队号票 A002 已送打印机");
    let job = &script.printed()[0];
    assert!(job.slip && job.paper.is_none() && job.copies == 1, "{job:?}");
    script.jam("缺纸");
    pick(&mut script, "号票");
    script.says("正在送打印机");
    script.says("未能打印号票：缺纸");
    pick(&mut script, "引导单");
    for words in ["农田灌溉用水纠纷", "青河县水务局", "青河县河堤路5号", "04445550300", "本中心没有这个窗口"]
    {
        script.type_text(words);
        script.key("Enter");
    }
    script.shows("引导单，签发前请通读");
    script.confirm();
    script.says("已签发引导单 青政引〔2026〕1号");
    script.says("引导单 青政引〔2026〕1号 已送打印机");
}

/// Catches: what is typed after a refusal landing in the last field instead of the one that lacks it.
#[test]
fn what_a_form_lacks_gets_the_cursor() {
    let mut script = Script::on_duty();
    script.keys(&["F2", "Ctrl-S"]);
    script.type_text("引导单");
    script.key("Enter");
    script.key("Down");
    for words in ["青河县水务局", "青河县河堤路5号", "04445550300", "本中心没有这个窗口"]
    {
        script.type_text(words);
        script.key("Enter");
    }
    script.shows("办理事宜：请写明，群众凭单前往");
    script.type_text("农田灌溉用水纠纷");
    script.key("Enter");
    script.keys(&["Enter", "Enter", "Enter", "Enter"]);
    script.shows("引导单，签发前请通读");
    script.shows("您要办理的“农田灌溉用水纠纷”");
}
