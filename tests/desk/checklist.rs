//! What is special about a list: numbers asked for, deferral, several matters in one visit, demands beyond the
//! guide.

use std::sync::Arc;

use yichuang::domain::checklist::Verdict;
use yichuang::domain::command::Command;
use yichuang::domain::condition::Condition;
use yichuang::domain::item::{NumberRange, Question, ServiceItem};

use crate::main_job::examining;
use crate::script::Script;

/// 王敏 on duty, A002 and A014 waiting, the food licence changed before anybody logged in.
fn with_licence(change: impl Fn(&mut ServiceItem)) -> Script {
    let mut script = Script::at_login();
    script.hall.keep_tickets(&["A002", "A014"]);
    let rules = Arc::make_mut(&mut script.hall.rules);
    rules.items.iter_mut().filter(|item| item.code.as_str() == "food-licence.new").for_each(change);
    script.log_in("王敏");
    script.says("已上岗");
    script
}

fn verdict(script: &Script, at: usize) -> Verdict {
    script.model().lines()[at].verdict.clone()
}

#[test]
fn a_number_is_typed_and_decides_what_is_asked() {
    let mut script = with_licence(|item| {
        let number = Some(NumberRange { unit: "人".to_owned(), min: 1, max: 500 });
        let text = "从业人员有多少人？".to_owned();
        let (code, when, choices) = ("staff".into(), Condition::Always, Vec::new());
        item.questions.insert(0, Question { code, text, when, choices, number });
        let first = item.materials.iter_mut().find(|material| material.code.as_str() == "process");
        first.unwrap().when = Condition::Between([("staff".into(), (10, 500))].into());
    });
    script.keys(&["F2", "Enter", "Enter"]);
    script.screen("140-number");
    script.key("Enter");
    script.says("请用数字键填写");
    script.type_text("人９");
    script.type_text("00");
    script.screen("141-number-too-great");
    script.key("Enter");
    script.says("请填1至500之间的整数（人）");
    script.keys(&["Backspace", "Enter"]);
    script.says_nothing();
    script.keys(&["2", "1", "1"]);
    let count = script.model().lines().len();
    script.key("9");
    script.screen("142-number-again");
    script.key("8");
    script.key("Enter");
    script.keys(&["2", "1", "1"]);
    assert_eq!(script.model().lines().len(), count - 1, "eight people need no process");
    script.key("9");
    script.keys(&["Enter", "Esc"]);
    script.says_nothing();
    assert_eq!(script.model().lines().len(), count - 1, "an empty field leaves the answer");
}

#[test]
fn a_deferral_is_the_applicants_wish_in_writing() {
    let mut script = with_licence(|item| item.deferral_days = Some(5));
    script.keys(&["F2", "Enter", "Enter", "2", "1", "1"]);
    script.key("5");
    script.says("本材料不在可容缺清单内");
    script.keys(&["1", "1", "1", "1", "1", "1", "5"]);
    script.screen("145-deferral");
    assert_eq!(verdict(&script, 6), Verdict::Unexamined, "nothing yet");
    script.confirm();
    script.says_nothing();
    // Five working days after Monday 23 November.
    let due = jiff::civil::date(2026, 11, 30);
    assert_eq!(verdict(&script, 6), Verdict::Deferred { due, promised: true });
    script.key("End");
    script.screen("146-deferred");
    // The promise is written when nothing else stands against the acceptance.
    script.keys(&["Home", "0", "F8"]);
    script.says("还有1项未审");
    script.key("1");
    script.key("End");
    script.key("F8");
    script.says("先签发承诺书，请申请人签名");
    script.shows("容缺受理承诺书，签发前请通读");
    script.confirm();
    script.says("已签发容缺受理承诺书 青政诺〔2026〕1号");
    script.says("已送打印机");
    script.key("F8");
    script.shows("受理通知书，签发前请通读");
    script.key("Esc");
    script.keys(&["Home", "2"]);
    script.key("F4");
    script.shows("主要材料不齐，不能容缺，请改记为缺或不符：食品安全规章");
}

#[test]
fn an_item_without_deferral_or_commitment_says_so() {
    let mut script = with_licence(|item| {
        item.deferral_days = None;
        item.no_commitment = "直接涉及人身安全".to_owned();
        item.materials.iter_mut().for_each(|material| material.committable = true);
    });
    script.keys(&["F2", "Enter", "Enter", "2", "1", "1", "6"]);
    script.says("本事项不适用告知承诺，直接涉及人身安全");
    script.screen("147-no-commitment");
    script.keys(&["End", "5"]);
    script.says("本事项不办理容缺受理");
}

/// The food licence examined; then the hygiene licence for the same people at the same ticket.
fn second_matter() -> Script {
    let mut script = examining();
    script.hush();
    script.keys(&["1", "1", "1", "2", "1", "1", "1"]);
    script.key("F3");
    script.type_text("公共场所卫生");
    script.key("Enter");
    script.keys(&["1", "1", "1"]);
    script
}

#[test]
fn what_was_received_for_one_matter_is_taken_over_by_one_key() {
    let mut script = second_matter();
    script.hush();
    script.key("Down");
    script.screen("150-received-beside");
    script.key("8");
    script.says("已同收本次来访交过的材料");
    let from = "20261123-0001".to_owned();
    assert_eq!(verdict(&script, 1), Verdict::Taken { from: from.clone() });
    assert_eq!(verdict(&script, 2), Verdict::Taken { from });
    script.keys(&["Home", "Down"]);
    script.screen("151-taken-over");
    script.key("8");
    script.says("没有可以同收的材料");
    script.key("Ctrl-J");
    script.screen("152-list-of-the-visit");
    script.keys(&["Down", "Down", "Esc"]);
    assert!(script.model().overlay.is_none());
}

/// A demand beyond the guide, filled in by 王敏.
fn proposed() -> Script {
    let mut script = crate::main_job::with_two_defects();
    script.hush();
    script.key("Insert");
    script.screen("155-demand");
    script.type_text("其他有关材料");
    script.key("Enter");
    script.type_text("《食品安全法》");
    script.keys(&["Enter", "Enter"]);
    script.type_text("不动产登记中心查询打印");
    script.key("Enter");
    script.type_text("经营场所权属有争议");
    script.key("Enter");
    script.screen("156-demand-in-general-words");
    script.keys(&["Down"]);
    script.clear_field();
    script.type_text("经营场所权属证明");
    script.keys(&["Up", "Enter"]);
    script.shows("依据：请写明文件名称和条款");
    script.keys(&["Up", "Up"]);
    script.type_text("第三十五条");
    script.keys(&["Down", "Down", "Enter"]);
    script.says("已提出，待窗口负责人决定");
    script
}

#[test]
fn a_demand_beyond_the_guide_is_allowed_by_a_lead() {
    let mut script = proposed();
    script.screen("157-demand-waiting");
    script.key("F4");
    script.shows("待负责人决定：经营场所权属证明");
    script.keys(&["Esc", "Ctrl-N"]);
    script.says("没有不予受理的法定事由");
    script.terminal("07");
    script.log_in("周岚");
    script.key("F7");
    script.type_text("老赵");
    script.key("Enter");
    script.hush();
    script.key("Ctrl-N");
    script.screen("158-lead-decides-demand");
    script.confirm();
    script.says("已批准，材料列入本件清单");
    script.go_to(0);
    script.says("负责人已批准超指南要求");
    script.key("End");
    script.screen("159-demand-allowed");
    script.key("2");
    script.key("F4");
    script.screen("160-demand-on-the-notice");
    script.keys(&["PageDown", "PageDown", "PageDown"]);
    script.shows("经负责人周岚批准");
    script.screen("161-demand-on-the-notice-further");
}

#[test]
fn a_lead_sends_a_demand_back_with_the_reason() {
    let mut script = proposed();
    script.terminal("07");
    script.log_in("周岚");
    script.key("F7");
    script.type_text("老赵");
    script.key("Enter");
    script.hush();
    script.keys(&["Ctrl-N", "Ctrl-U"]);
    script.screen("162-demand-sent-back");
    script.type_text("租赁合同已足够");
    script.key("Enter");
    script.says("未批准，已告知经办人");
    script.go_to(0);
    script.says("负责人未批准超指南要求：租赁合同已足够");
    script.key("F4");
    script.shows("签发前请通读");
}

/// S130: the second person may say no, at the same place and with the reason.
#[test]
fn a_lead_sends_a_drafted_refusal_back() {
    let mut script = Script::with_tickets(&["A006"]);
    script.keys(&["F2", "Enter", "Enter", "1", "2", "Ctrl-N"]);
    script.confirm();
    script.hush();
    script.terminal("07");
    script.log_in("周岚");
    script.key("F7");
    script.type_text("顺捷");
    script.keys(&["Enter", "Ctrl-N", "Ctrl-U"]);
    script.screen("163-refusal-sent-back");
    script.type_text("车辆超过四点五吨");
    script.hush();
    script.key("Enter");
    script.says("已退回经办人继续审查");
    script.go_to(0);
    script.says("负责人退回不予受理拟办：车辆超过四点五吨");
}

/// After the notice the lead's consent needs a reason of its own (J01).
#[test]
fn a_demand_after_the_notice_asks_the_lead_for_a_reason() {
    let mut script = with_licence(|_| {});
    script.keys(&["F2", "Enter", "Enter", "2", "1", "1", "1", "1", "1", "1", "2", "1", "1", "F4"]);
    script.confirm();
    script.keys(&["F9", "F2", "Enter", "F7"]);
    script.type_text("老赵");
    script.keys(&["Enter", "1", "Insert"]);
    for word in ["经营场所权属证明", "食品安全法", "第三十五条", "登记中心查询", "补正期间权属变更"]
    {
        script.type_text(word);
        script.key("Enter");
    }
    script.terminal("07");
    script.log_in("周岚");
    script.key("F7");
    script.type_text("老赵");
    script.keys(&["Enter", "Ctrl-N"]);
    script.hush();
    script.screen("164-demand-after-the-notice");
    script.confirm();
    script.screen("165-reason-of-the-lead");
    script.type_text("补正期间权属变更");
    script.key("Enter");
    script.says("已批准，材料列入本件清单");
    script.go_to(0);
    script.says("负责人已批准超指南要求");
}

/// I-07, J01. The officer is refused what was not told at once; the lead, who holds no post here, is asked for a reason.
#[test]
fn a_lead_lets_be_told_again_for_a_reason() {
    let mut script = with_licence(|_| {});
    script.keys(&["F2", "Enter", "Enter", "2", "1", "1", "1", "1", "1", "1", "2", "1", "1", "F4"]);
    script.confirm();
    script.keys(&["F9", "F2", "Enter", "F7"]);
    script.type_text("老赵");
    script.keys(&["Enter", "Home"]);
    script.hush();
    script.go_to(0);
    script.key("2");
    script.says("首次告知未列“食品经营许可申请书”，不得再次要求补正");
    script.terminal("07");
    script.log_in("周岚");
    script.key("F7");
    script.type_text("老赵");
    script.keys(&["Enter", "Home", "1"]);
    script.hush();
    assert_eq!(verdict(&script, 0), Verdict::Conforming);
    script.key("2");
    script.screen_at("166-told-again-by-a-lead", &[(80, 24)]);
    script.type_text("申请书系伪造");
    script.key("Enter");
    assert_eq!(verdict(&script, 0), Verdict::Missing);
    let because = |command: &Command| match command {
        Command::Examine { reason, .. } => reason.clone(),
        _ => None,
    };
    assert_eq!(script.sent.last().and_then(because).unwrap().original(), "申请书系伪造");
}
