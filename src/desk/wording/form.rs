//! Words of forms and the login.

use crate::desk::app::{Field, Kind};
use crate::domain::fee::{FeeInput, InputKind};
use crate::domain::ids::{TicketNo, WindowId};

/// Nothing works before the login.
pub const LOGIN_FIRST: &str = "请先登录";

/// Title of the login.
pub const LOGIN_TITLE: &str = "登录";

/// Field.
pub const WINDOW_FIELD: &str = "窗口";

/// Field.
pub const OFFICER_FIELD: &str = "姓名或工号";

/// Field.
pub const PASSWORD_FIELD: &str = "口令";

/// Beside the password.
pub const PASSWORD_HINT: &str = "输入时不显示";

/// Something is empty.
pub const LOGIN_INCOMPLETE: &str = "请填写窗口、姓名（或工号）和口令";

/// While the login is on its way.
pub const LOGGING_IN: &str = "正在登录…";

/// Title.
pub const NATURAL_TITLE: &str = "申请人（自然人）";

/// Title.
pub const LEGAL_TITLE: &str = "申请人（法人、其他组织）";

/// Title.
pub const AGENT_TITLE: &str = "代理人（三项留空为本人办理）";

/// Field.
pub const NAME_FIELD: &str = "姓名";

/// Field.
pub const ID_FIELD: &str = "身份号码";

/// Field.
pub const PHONE_FIELD: &str = "电话";

/// Field.
pub const COMPANY_FIELD: &str = "名称";

/// Field.
pub const CREDIT_FIELD: &str = "信用代码";

/// Field.
pub const CONTACT_FIELD: &str = "联系人";

/// Field.
pub const REASON_FIELD: &str = "原因";

/// Field.
pub const NOTE_FIELD: &str = "交接说明";

/// Field.
pub const RECEIPT_FIELD: &str = "票据号";

/// Title.
pub const PARK_TITLE: &str = "挂起号票";

/// Title.
pub const WITHDRAW_TITLE: &str = "申请人撤回申请";

/// What a withdrawal does.
pub fn withdraw_lines(applicant: &str) -> Vec<String> {
    let whose = if applicant.is_empty() { String::new() } else { format!("{applicant}的") };
    vec![
        format!("确认后{whose}申请撤回，本办件办结，各项期限不再计算；撤回不能恢复。"),
        "须由申请人本人或其代理人提出；请退还所交原件。撤回后可以另行申请。".to_owned(),
    ]
}

/// Title of a redirection.
pub fn redirect_title(ticket: &TicketNo, to: &WindowId) -> String {
    format!("{ticket}号转{to}号窗口")
}

/// Address of the service.
pub fn server(server: &str) -> String {
    format!("服务地址 {server}")
}

/// What a learner needs to log in.
pub fn demonstration_login() -> Vec<String> {
    vec!["演示口令均为 yichuang。07号窗口：王敏（A岗），李强（B岗）；周岚（负责人）".to_owned()]
}

/// How a second terminal joins.
pub fn join(command: &str) -> String {
    format!("另一终端加入演示：{command}")
}

/// Beside a field.
pub fn field_hint(field: &Field) -> String {
    match &field.kind {
        Kind::Secret => PASSWORD_HINT.to_owned(),
        Kind::Date(_) => super::DATE_HINT.to_owned(),
        Kind::Lines(count) => super::lines_hint(*count),
        Kind::Fee(input) if input.optional => [OPTIONAL, &fee_hint(input)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        Kind::Fee(input) => fee_hint(input),
        _ => String::new(),
    }
}

/// Beside an input of a fee that may stay empty.
const OPTIONAL: &str = "可不填";

fn fee_hint(input: &FeeInput) -> String {
    match input.kind {
        InputKind::Choice => count_of_choices(input),
        InputKind::Flag => "1是 2否".to_owned(),
        InputKind::Rate => "如 3%".to_owned(),
        InputKind::AmountOrRate => "税率如 13%，或者税额".to_owned(),
        InputKind::Integers => format!("{}，逐类填写，如 12,8", input.unit),
        InputKind::Integer | InputKind::Amount => input.unit.clone(),
    }
}

/// How many choices there are; they stand below the fields.
fn count_of_choices(input: &FeeInput) -> String {
    format!("共{}种", input.choices.len())
}

/// The choices of a field with their digits, and the code each stands for; none for a field one types into.
pub fn all_choices(field: &Field) -> Vec<(String, String)> {
    let Kind::Fee(input) = &field.kind else { return Vec::new() };
    let choices = input.choices.iter().enumerate();
    choices.map(|(at, choice)| (choice.code.clone(), format!("{} {}", at + 1, choice.label))).collect()
}

/// Over them.
pub fn choices_of(field: &Field) -> String {
    let clear = match &field.kind {
        Kind::Fee(input) if input.optional => "，退格清除",
        _ => "",
    };
    format!("{}（数字或左右键{clear}）", field.label)
}

/// What the fee still lacks, without the names of the inputs that programs use.
pub fn fee_trouble(why: &str, fields: &[Field]) -> String {
    fields.iter().fold(why.to_owned(), |why, field| why.replace(&format!("（{}）", field.name), ""))
}

/// What a field with choices shows for its value.
pub fn choice_label(field: &Field) -> Option<String> {
    let Kind::Fee(input) = &field.kind else { return None };
    let value = field.value();
    if let Some(choice) = input.choices.iter().find(|choice| choice.code == value) {
        return Some(choice.label.clone());
    }
    match value.as_str() {
        "true" => Some("是".to_owned()),
        "false" => Some("否".to_owned()),
        _ => None,
    }
}

/// Title.
pub const LOCKED_TITLE: &str = "屏幕已锁定";
/// Nothing was typed.
pub const UNLOCK_EMPTY: &str = "请输入登录口令";
/// Another one was typed.
pub const WRONG_PASSWORD: &str = "口令不对，请重新输入";
/// Why a key does nothing.
pub const LOCKED: &str = "屏幕已锁定，请先输入口令";

/// What goes on behind the locked screen.
pub fn locked_lines(officer: &str, on_duty: bool) -> Vec<String> {
    let post = if on_duty { "岗位保持，" } else { "" };
    vec![
        format!("由{officer}锁定。{post}已录入的内容都在，解锁后接着办。"),
        "他人要用本机，请本人先退出登录，或在另一台机器上登录。".to_owned(),
    ]
}
