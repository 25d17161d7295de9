//! Fees: on the spot for an 即办件, and after the department's decision with inputs to give.

use yichuang::domain::case::Stage;
use yichuang::domain::command::Command;

use crate::main_job::examining;
use crate::script::Script;

#[test]
fn a_lost_social_card_is_replaced_paid_and_handed_out() {
    let mut script = Script::with_tickets(&["A003"]);
    script.keys(&["F2", "Enter", "Enter", "1", "1", "1", "1", "1", "1", "F8"]);
    script.confirm();
    script.says("已签发受理通知书");
    script.says("已送打印机");
    script.screen("30-immediate-accepted");
    script.key("Ctrl-G");
    script.screen("31-decide");
    script.confirm();
    script.says("已作出决定");
    script.screen("32-decided");
    script.key("F5");
    script.screen("33-fee-with-a-choice");
    script.key("Right");
    script.screen("34-fee-with-proof");
    script.key("Enter");
    script.screen("35-charge");
    script.confirm();
    script.says("已签发缴款通知书 青政缴〔2026〕1号");
    script.says("已送打印机");
    script.screen("36-unpaid");
    script.key("Ctrl-F");
    script.says("尚未登记票据号");
    script.keys(&["F5", "Ctrl-R"]);
    script.type_text("票１２３");
    script.key("Enter");
    script.screen("37-receipt-refused");
    script.clear_field();
    script.type_text("０００１２３４５");
    script.key("Enter");
    script.screen("37-receipt-to-confirm");
    script.confirm();
    script.says("票据号已登记");
    script.screen("38-paid");
    script.key("Ctrl-F");
    script.screen("39-deliver");
    script.confirm();
    script.says("结果已发放；已签发领取（送达）回证");
    script.says("已送打印机");
    script.screen("40-delivered");
    assert_eq!(script.hall.in_stage(|stage| matches!(stage, Stage::Delivered { .. })), 1);
    script.key("F9");
    script.says("A003号本次办理结束");
}

#[test]
fn a_house_is_transferred_and_the_fee_depends_on_what_is_given() {
    let mut script = Script::with_tickets(&["A020"]);
    script.keys(&["F2", "Enter", "Enter", "2", "1", "1", "2"]);
    script.screen("45-real-estate-checklist");
    for _ in 0..script.model().lines().len() {
        script.key("1");
    }
    script.key("F8");
    script.confirm();
    script.says("已签发受理通知书");
    script.says("已送打印机");
    let case = script.model().case().unwrap().id.clone();
    let department = script.department();
    script.elsewhere(&department, "07", Command::Decide { case, granted: true });
    script.says("部门已准予");
    script.screen("46-department-granted");
    script.key("F5");
    script.screen("47-fee-with-inputs");
    script.keys(&["Right", "Down"]);
    script.clear_field();
    script.type_text("0");
    script.screen("48-fee-out-of-range");
    script.clear_field();
    script.type_text("1");
    script.key("Down");
    script.clear_field();
    script.type_text("2");
    script.screen("49-fee-with-inputs-given");
    script.keys(&["Enter"]);
    script.confirm();
    script.says("已签发缴款通知书");
    script.says("已送打印机");
}

#[test]
fn a_food_licence_costs_nothing() {
    let mut script = crate::main_job::examining();
    script.keys(&["1", "1", "1", "1", "1", "1", "1", "F8"]);
    script.confirm();
    script.hush();
    script.key("F5");
    script.screen("50-fee-free");
    script.key("Enter");
    script.hush();
    assert_eq!(script.hall.papers.len(), 1, "no payment notice for what is free");
}

/// S166. For an organisation, or where an agent acted, the receipt names whoever came.
#[test]
fn a_company_sends_somebody_for_its_result() {
    let mut script = examining();
    script.keys(&["1", "1", "1", "1", "1", "1", "1", "1", "1", "F8"]);
    script.confirm();
    let case = script.model().case().map(|case| case.id.clone()).unwrap();
    let department = script.department();
    script.elsewhere(&department, "07", Command::Decide { case, granted: true });
    script.hush();
    script.key("Ctrl-F");
    script.clear_field();
    script.type_text("郑一鸣");
    script.key("Enter");
    script.type_text("JY16599990000001");
    script.screen_at("41-receiver", &[(80, 24)]);
    script.key("Enter");
    script.shows("交付郑一鸣");
    script.confirm();
    script.says("结果已发放；已签发领取（送达）回证");
    script.says("已送打印机");
    let receiver = |command: &Command| match command {
        Command::Deliver { receiver, number, .. } => receiver.clone().zip(number.clone()),
        _ => None,
    };
    let (name, number) = script.sent.last().and_then(receiver).unwrap();
    assert_eq!((name.original(), number.original()), ("郑一鸣", "JY16599990000001"));
}
