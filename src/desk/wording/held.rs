//! Words of what did not take effect, of what goes on without a line, and of the journal.

use jiff::civil::Time;

use crate::desk::app::Model;
use crate::domain::checklist::Verdict;
use crate::domain::command::{CasePaper, Command};
use crate::domain::ids::{CaseId, MaterialCode};
use crate::domain::person::{Agent, Applicant};
use crate::text::{Clean, mask_id, mask_phone};

/// Pane.
pub const HELD: &str = "未生效的录入";
/// Nothing is held.
pub const NOTHING_HELD: &str = "没有未生效的录入";
/// It was typed in a form this desk cannot make.
pub const NO_FORM_FOR_IT: &str = "这一项不能直接取回，请按所列内容重新录入";
/// It is in the form now.
pub const TAKEN_UP: &str = "已取到表单，核对后再提交；提交前不生效";
/// It is gone.
pub const CLEARED: &str = "已清除";
/// What is legally binding needs the line.
pub const NEEDS_LINE: &str = "现在离线，此项须联网办理；已录入的都已留存，恢复连接后再按";
/// Over what was entered.
pub const ENTERED: &str = "您录入的：";
/// Over what somebody else entered.
pub const THEY_ENTERED: &str = "当时录入的：";
/// Over what the record says.
pub const RECORDED: &str = "记录现为：";
/// Nothing of it is on record.
pub const NOTHING_RECORDED: &str = "没有相应记录";
/// Nothing stands in a field.
const EMPTY: &str = "（空）";
/// Nothing on record.
const NONE: &str = "未登记";

/// In the head line.
pub fn held_count(held: usize, drafts: usize) -> String {
    if held == 0 { format!("有未提交录入{drafts}") } else { format!("未生效{}", held + drafts) }
}

/// The result of an order is unknown.
pub fn unknown(count: usize) -> String {
    format!("结果未知，正在核对{count}项")
}

/// The same, where there is room for a sentence.
pub const UNKNOWN_LONG: &str = "服务没有答复，是否办成尚不清楚；正以原编号核对，不会重复办理，请勿重做";

/// Orders of before go out again.
pub fn sent_again(count: usize) -> String {
    format!("上次有{count}项操作未得到答复，正以原编号核对，不会重复办理")
}

/// What was typed stands here again.
pub fn typing_restored(orders: usize) -> String {
    if orders == 0 {
        "已恢复上次未提交的录入".to_owned()
    } else {
        format!("已恢复上次未提交的录入；另有{orders}项操作正在核对")
    }
}

/// Why what was typed came to nothing.
pub fn superseded(holder: &str) -> String {
    format!("本窗口已由{holder}接管，这项录入没有提交")
}

/// Under everything, as long as something is held after a takeover.
pub fn taken_over_held(holder: &str, since: Option<Time>, count: usize, key: &str) -> String {
    let at = since.map(|time| format!("（{}）", time.strftime("%H:%M"))).unwrap_or_default();
    format!("已由{holder}接管{at}，您只能查看；{count}项未生效的录入已留存，按 {key} 查看")
}

/// The title of a draft of somebody.
pub fn draft_of(name: &str, mine: bool) -> String {
    if mine { "您在别处未提交的录入".to_owned() } else { format!("{name}未提交的录入") }
}

/// Since when something was typed.
pub fn typed_since(time: Time) -> String {
    format!("{}起录入，没有提交", time.strftime("%H:%M"))
}

/// When and why something came to nothing.
pub fn held_why(time: Time, why: &Clean) -> String {
    format!("{} 没有生效：{why}", time.strftime("%H:%M"))
}

/// Without a keyring.
pub const NO_KEYRING: &str = "本机没有系统钥匙串：断电或程序被终止时，未提交的录入会丢失；退出后须重新登录";

/// Under the pane.
pub fn held_hint(take: &str, drop: &str) -> String {
    format!("{take} 取到表单重新提交　{drop} 清除　PageDown 下翻　Esc 返回")
}

/// A case, for its number.
fn case(model: &Model, id: &CaseId) -> String {
    model.state().case(id).map_or_else(|| "办件".to_owned(), |case| format!("办件{}", case.number_text()))
}

/// The case a form was about.
pub fn about_case(model: &Model, id: &CaseId) -> String {
    case(model, id)
}

/// What an order was for, in a line.
pub fn ordered(model: &Model, command: &Command) -> String {
    let (what, id) = match command {
        Command::RecordApplicant { case, .. } => ("申请人", Some(case)),
        Command::RecordAgent { case, .. } => ("代理人", Some(case)),
        Command::Examine { case, .. } => ("审查结论", Some(case)),
        Command::Answer { case, .. } => ("情形", Some(case)),
        Command::OpenCase { .. } => ("收件", None),
        Command::TakeOverMaterials { case } => ("同收材料", Some(case)),
        Command::Begin { .. } => ("开始办理", None),
        Command::CallNext => ("叫号", None),
        Command::Finish { .. } => ("结束本号", None),
        Command::NoShow { .. } => ("过号", None),
        Command::Park { .. } => ("挂起号票", None),
        Command::Redirect { .. } => ("转窗", None),
        Command::Withdraw { case, .. } => ("撤回申请", Some(case)),
        Command::RejectRefusal { case, .. } => ("退回不予受理拟办", Some(case)),
        Command::ProposeDemand { case, .. } => ("超指南要求", Some(case)),
        Command::AllowDemand { case, .. } => ("批准超指南要求", Some(case)),
        Command::RejectDemand { case, .. } => ("不批准超指南要求", Some(case)),
        Command::Accept { case } => ("受理", Some(case)),
        Command::Receive { case } => ("收件凭证", Some(case)),
        Command::IssueCorrection { case } => ("补正告知", Some(case)),
        Command::DraftRefusal { case } => ("拟不予受理", Some(case)),
        Command::Decide { case, .. } => ("当场办结", Some(case)),
        Command::Deliver { case, .. } => ("发放结果", Some(case)),
        Command::RecordReceipt { case, .. } => ("缴款票据", Some(case)),
        Command::IssuePayment { case, .. } => ("缴款通知", Some(case)),
        Command::IssueCasePaper { case, .. } => ("文书", Some(case)),
        Command::Extend { case, .. } => ("延长期限", Some(case)),
        Command::RelayCorrection { case, .. } => ("转告部门通知", Some(case)),
        Command::StartProcedure { case, .. } => ("特别程序", Some(case)),
        Command::Refer { .. } => ("引导单", None),
        Command::OfferHandover { .. } => ("交接说明", None),
        Command::TakeOver { .. } => ("接管", None),
        Command::Reprint { .. } => ("补打", None),
        Command::VoidPaper { .. } => ("作废", None),
        Command::ConfirmPrint { .. } => ("打印确认", None),
        Command::RecordSigned { .. } => ("签名联收回", None),
        _ => ("操作", None),
    };
    id.map_or_else(|| what.to_owned(), |id| format!("{what}　{}", case(model, id)))
}

/// The words an officer typed for an order, by the labels of its form; nothing for orders of a key.
pub fn entered(command: &Command) -> Vec<(String, String)> {
    let one = |label: &str, text: &Clean| vec![(label.to_owned(), text.shown().to_owned())];
    match command {
        Command::RecordApplicant { applicant, .. } | Command::Reserve { applicant, .. } => {
            applicant_lines(Some(applicant))
        }
        Command::RecordAgent { agent, .. } => agent_lines(agent.as_ref()),
        Command::Park { why, .. } => one("挂起原因", why),
        Command::Redirect { to, why, .. } => {
            vec![("转往".to_owned(), format!("{to}号窗口")), ("原因".to_owned(), why.shown().to_owned())]
        }
        Command::Examine { reason: Some(reason), .. }
        | Command::Withdraw { reason, .. }
        | Command::RejectRefusal { reason, .. }
        | Command::RejectDemand { reason, .. }
        | Command::AllowDemand { reason: Some(reason), .. }
        | Command::Extend { reason, .. }
        | Command::TakeOver { reason }
        | Command::AskTakeOver { reason }
        | Command::Reprint { reason, .. }
        | Command::VoidPaper { reason, .. } => one("理由", reason),
        Command::ProposeDemand { name, basis, obtain, reason, .. } => vec![
            ("材料".to_owned(), name.shown().to_owned()),
            ("依据".to_owned(), format!("{}{}", basis.document, basis.clause)),
            ("取得方式".to_owned(), obtain.shown().to_owned()),
            ("理由".to_owned(), reason.shown().to_owned()),
        ],
        Command::Deliver { receiver, number, .. } => [("领取人", receiver), ("证照编号", number)]
            .into_iter()
            .filter_map(|(label, text)| Some((label.to_owned(), text.as_ref()?.shown().to_owned())))
            .collect(),
        Command::RecordReceipt { receipt, .. } => one("票据号", receipt),
        Command::OfferHandover { note, .. } => one("交接说明", note),
        Command::AddToHandover { note } => one("补充内容", note),
        Command::ConfirmLine { remark: Some(remark), .. } => one("备注", remark),
        Command::StepAway { why, .. } => one("事由", why),
        Command::KeepThing { thing } => {
            vec![("物品".to_owned(), thing.what.words()), ("谁的".to_owned(), thing.whose.shown().to_owned())]
        }
        Command::GiveBackThing { how, .. } => one("去向", how),
        Command::Remind { reminder } => vec![
            ("对方".to_owned(), reminder.who.shown().to_owned()),
            ("事项".to_owned(), reminder.what.shown().to_owned()),
        ],
        Command::SettleReminder { outcome, .. } => one("结果", outcome),
        Command::IssueCasePaper { what: CasePaper::Statement { text }, .. } => one("说明", text),
        Command::RelayCorrection { number, text, .. } => {
            vec![("文号".to_owned(), number.shown().to_owned()), ("内容".to_owned(), text.shown().to_owned())]
        }
        Command::Refer { matter, to, why, .. } => vec![
            ("事由".to_owned(), matter.shown().to_owned()),
            ("去处".to_owned(), format!("{}　{}　{}", to.name, to.address, to.phone)),
            ("说明".to_owned(), why.shown().to_owned()),
        ],
        _ => Vec::new(),
    }
    .into_iter()
    .filter(|(_, text)| !text.is_empty())
    .collect()
}

/// A key that was pressed, in words: shown beside what was typed, and never a reason by itself to keep an order.
pub fn keyed_in(model: &Model, command: &Command) -> Vec<(String, String)> {
    match command {
        Command::Examine { case, material, verdict, .. } => {
            vec![(material_name(model, case, material), verdict_text(verdict))]
        }
        Command::Answer { question, choice, .. } => vec![(question.to_string(), choice.to_string())],
        _ => Vec::new(),
    }
}

/// What the record says now about what an order was to change.
pub fn recorded(model: &Model, command: &Command) -> Vec<(String, String)> {
    match command {
        Command::RecordApplicant { case, .. } => {
            applicant_lines(model.state().case(case).and_then(|case| case.applicant.as_ref()))
        }
        Command::RecordAgent { case, .. } => {
            agent_lines(model.state().case(case).and_then(|case| case.agent.as_ref()))
        }
        Command::Examine { case, material, .. } => {
            let found = model.state().case(case).and_then(|case| case.verdicts.get(material));
            let verdict = found.map_or_else(|| NONE.to_owned(), verdict_text);
            vec![(material_name(model, case, material), verdict)]
        }
        Command::Answer { case, question, .. } => {
            let answer = model.state().case(case).and_then(|case| case.answers.get(question));
            vec![(question.to_string(), answer.map_or_else(|| NONE.to_owned(), ToString::to_string))]
        }
        _ => case_of(command)
            .and_then(|id| model.state().case(id))
            .map(|case| vec![("办件".to_owned(), format!("{} {}", case.number_text(), case.stage.label()))])
            .unwrap_or_default(),
    }
}

fn case_of(command: &Command) -> Option<&CaseId> {
    match command {
        Command::Withdraw { case, .. }
        | Command::RejectRefusal { case, .. }
        | Command::ProposeDemand { case, .. }
        | Command::AllowDemand { case, .. }
        | Command::RejectDemand { case, .. }
        | Command::Accept { case }
        | Command::Receive { case }
        | Command::IssueCorrection { case }
        | Command::DraftRefusal { case }
        | Command::Decide { case, .. }
        | Command::Deliver { case, .. }
        | Command::RecordReceipt { case, .. }
        | Command::IssuePayment { case, .. }
        | Command::IssueCasePaper { case, .. }
        | Command::Extend { case, .. }
        | Command::RelayCorrection { case, .. }
        | Command::StartProcedure { case, .. } => Some(case),
        _ => None,
    }
}

fn material_name(model: &Model, case: &CaseId, code: &MaterialCode) -> String {
    let named = || {
        let case = model.state().case(case)?;
        let item = model.rules.as_ref()?.edition(&case.item, &case.edition)?;
        case.material(item, code).map(|material| material.name.clone())
    };
    named().unwrap_or_else(|| code.to_string())
}

fn verdict_text(verdict: &Verdict) -> String {
    verdict.label().to_owned()
}

fn applicant_lines(applicant: Option<&Applicant>) -> Vec<(String, String)> {
    let Some(applicant) = applicant else { return vec![("申请人".to_owned(), NONE.to_owned())] };
    let contact = applicant.contact().map(|contact| (super::CONTACT_FIELD, contact));
    let number = if applicant.is_natural() { super::ID_FIELD } else { super::CREDIT_FIELD };
    let name = if applicant.is_natural() { super::NAME_FIELD } else { super::COMPANY_FIELD };
    let lines =
        [(name, applicant.name()), (number, applicant.number()), (super::PHONE_FIELD, applicant.phone())];
    lines.into_iter().chain(contact).map(|(label, text)| (label.to_owned(), shown(text))).collect()
}

fn agent_lines(agent: Option<&Agent>) -> Vec<(String, String)> {
    let Some(agent) = agent else { return vec![("代理人".to_owned(), NONE.to_owned())] };
    let (name, number, phone) = (super::NAME_FIELD, super::ID_FIELD, super::PHONE_FIELD);
    [(name, &agent.name), (number, &agent.id_number), (phone, &agent.phone)]
        .map(|(label, text)| (label.to_owned(), shown(text)))
        .into()
}

fn shown(text: &Clean) -> String {
    or_empty(text.shown())
}

/// How what stands under a label is masked, where it is a number of a person.
pub fn private(label: &str) -> Option<fn(&str) -> String> {
    match label {
        super::ID_FIELD => Some(mask_id),
        super::PHONE_FIELD => Some(mask_phone),
        _ => None,
    }
}

/// A value, or that there is none.
pub fn or_empty(text: &str) -> String {
    if text.is_empty() { EMPTY.to_owned() } else { text.to_owned() }
}
