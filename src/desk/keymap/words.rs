//! The Chinese words of the keymap room: titles for help, palette and docs, and what is wrong with a file.

use super::action::{Action, Context};
use super::table::Sequence;

impl Action {
    /// What it does, for help, palette and the generated table of keys.
    #[expect(clippy::too_many_lines, reason = "one line for each action")]
    pub const fn title(self) -> &'static str {
        match self {
            Self::CallNext => "呼叫下一号",
            Self::Recall => "重呼",
            Self::NoShow => "过号",
            Self::Park => "挂起号票",
            Self::Redirect => "转窗",
            Self::ResumeParked => "取回挂起或过号的号票",
            Self::Begin => "开始办理",
            Self::Finish => "结束本号",
            Self::SearchItem => "选择事项",
            Self::FindCase => "查找办件",
            Self::EditApplicant => "填写申请人",
            Self::Situation => "重选情形",
            Self::EditAgent => "填写代理人",
            Self::VerdictConforming => "材料齐全相符",
            Self::VerdictMissing => "缺材料",
            Self::VerdictDefective => "材料不符",
            Self::VerdictOnTheSpot => "当场更正",
            Self::VerdictDeferred => "容缺后补",
            Self::VerdictCommitted => "告知承诺",
            Self::VerdictShared => "共享免提交",
            Self::VerdictClear => "撤销审查结论",
            Self::TakeOverMaterials => "同收本次来访已交的材料",
            Self::VisitList => "本次来访材料总单",
            Self::ProposeDemand => "提出超指南要求",
            Self::Notice => "告知文书：草稿和已签发的",
            Self::Issue => "签发草稿并编号",
            Self::PapersMenu => "开具其他文书",
            Self::Print => "打印文书，已打印的补打",
            Self::ConfirmPrint => "确认纸张已打出",
            Self::RecordSigned => "登记签名联已收回",
            Self::VoidPaper => "作废文书",
            Self::Accept => "受理",
            Self::Receive => "收件",
            Self::Refuse => "拟不予受理、负责人确认",
            Self::Decide => "当场办结（即办件）",
            Self::Fee => "收费",
            Self::FeeReceipt => "登记缴款票据",
            Self::Clocks => "期限怎样算出",
            Self::Agenda => "期限总览：超期、今天、明天、本周",
            Self::Handover => "岗位交接",
            Self::PostMenu => "岗位、号票：暂离、在台物品、提醒、取号",
            Self::Hall => "全厅窗口",
            Self::AskHelp => "呼叫负责人",
            Self::Remark => "对本项备注",
            Self::RefreshSheet => "更新交接单",
            Self::CloseWindow => "关闭窗口",
            Self::TakeOver => "接管岗位",
            Self::Confirm => "确认",
            Self::Cancel => "取消、返回",
            Self::SendBack => "退回拟办",
            Self::Up => "上移一行",
            Self::Down => "下移一行",
            Self::PageUp => "上翻一页",
            Self::PageDown => "下翻一页",
            Self::Home => "到开头",
            Self::End => "到末尾",
            Self::NextPane => "下一区",
            Self::PreviousPane => "上一区",
            Self::Choose1 => "选第 1 项",
            Self::Choose2 => "选第 2 项",
            Self::Choose3 => "选第 3 项",
            Self::Choose4 => "选第 4 项",
            Self::Choose5 => "选第 5 项",
            Self::Choose6 => "选第 6 项",
            Self::Choose7 => "选第 7 项",
            Self::Choose8 => "选第 8 项",
            Self::Choose9 => "选第 9 项",
            Self::Deliver => "出件",
            Self::Invite => "出示评价邀请",
            Self::Withdraw => "申请人撤回",
            Self::Unmask => "显示完整号码二十秒",
            Self::Help => "帮助",
            Self::Palette => "全部操作",
            Self::SavePaper => "文书存为文本文件",
            Self::HeldEntries => "未生效的录入",
            Self::DropEntry => "清除所选录入",
            Self::SignOut => "退出登录",
            Self::Lock => "锁定屏幕",
            Self::Quit => "退出程序",
            Self::Refresh => "刷新",
            Self::Look => "更换外观（主题）",
        }
    }
}

impl Context {
    /// What the officer calls the place.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Global => "通用",
            Self::Queue => "排队叫号",
            Self::Case => "申请材料",
            Self::Question => "情形提问",
            Self::Number => "数字填写",
            Self::Defects => "缺陷选择",
            Self::Notice => "告知文书",
            Self::Draft => "文书草稿",
            Self::Fee => "收费",
            Self::Clocks => "期限",
            Self::Agenda => "期限总览",
            Self::Handover => "岗位交接",
            Self::Held => "未生效的录入",
            Self::List => "选择列表",
            Self::Form => "文字填写",
            Self::Confirm => "重要确认",
            Self::Login => "登录",
            Self::Locked => "锁定",
            Self::Help => "帮助",
        }
    }
}

fn suggest(nearest: Option<&str>) -> String {
    nearest.map(|name| format!("，是不是“{name}”？")).unwrap_or_default()
}

pub(super) fn not_toml(message: &str) -> String {
    format!("文件格式有误：{}", message.trim())
}

pub(super) fn unknown_preset(name: &str, nearest: Option<&str>) -> String {
    format!("没有名为“{name}”的键位方案{}", suggest(nearest))
}

pub(super) fn unknown_context(name: &str, nearest: Option<&str>) -> String {
    format!("没有名为“{name}”的场合{}", suggest(nearest))
}

pub(super) fn unknown_action(name: &str, nearest: Option<&str>) -> String {
    format!("没有名为“{name}”的操作{}", suggest(nearest))
}

pub(super) fn unknown_key(key: &str) -> String {
    format!("没有名为“{key}”的键，写法如 F2、Ctrl-P、Enter、Shift-Tab、7、g g")
}

pub(super) fn same_as(key: &str, twin: &str) -> String {
    format!("终端分不清 {key} 与 {twin}，请换一个键")
}

pub(super) fn twice(context: Context, action: Action) -> String {
    format!("“{context}”里的“{action}”写了两次，请合并到一处")
}

pub(super) fn same_key(key: &Sequence, context: Context, first: Action, second: Action) -> String {
    format!("“{context}”里 {key} 既是“{first}”又是“{second}”")
}

pub(super) fn shadowed(long: &Sequence, short: &Sequence) -> String {
    format!("“{long}”永远按不到：“{short}”已经是一个完整的键")
}

pub(super) fn text_key(key: &Sequence) -> String {
    format!("填写文字的地方，{key} 是要输入的字，不能作命令")
}

pub(super) fn no_proof_key(action: Action) -> String {
    format!("“{action}”没有输入法拦不住的键，请加一个 F 键、方向键、Enter/Esc/Tab、数字键或 Ctrl 组合键")
}

/// The head of the generated page of keys.
pub(super) const PAGE_HEAD: &str = "# 键位表\n\n由 `keymaps/` 生成，请勿手改。\n";

/// The nine choices on the desk card.
pub(super) const CHOICES: &str = "选第几项";

/// The keys of the nine choices.
pub(super) fn from_to(first: &str, last: &Sequence) -> String {
    format!("{first} 至 {last}")
}

/// The head of one context's table on that page.
pub(super) fn table_head(context: Context) -> String {
    format!("\n## {}（`{context}`）\n\n| 操作 | 名称 | 键 | 底栏 |\n|---|---|---|---|\n", context.title())
}
