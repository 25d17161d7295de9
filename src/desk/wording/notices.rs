//! Words of the notices pane: the list, what a draft lacks, what became of a paper, printing.

use crate::desk::app::{IssuedPaper, Outlet, Printed, Saved};
use crate::domain::checklist::Closed;
use crate::domain::command::Command;
use crate::domain::paper::{PaperKind, PaperNumber, Track};
use crate::text::Clean;

/// Lines a reason over a draft takes at most in the pane.
pub const REASON_LINES: usize = 8;

/// Pane.
pub const NOTICES: &str = "告知文书";

/// Column.
pub const COLUMN_STATE: &str = "状态";

/// Column.
pub const COLUMN_PAPER: &str = "文书";

/// Column.
pub const COLUMN_NUMBER: &str = "文号";

/// Column.
pub const COLUMN_ON: &str = "日期";

/// Nothing was issued.
pub const NO_ROWS: &str = "尚无文书";

/// The draft says nothing yet.
pub const NO_DRAFT: &str = "文书";

/// The draft in the list.
pub const DRAFT: &str = "草稿";

/// The draft in the list, while something stands against it.
pub const DRAFT_CLOSED: &str = "草稿，未齐";

/// What became of a paper, in the words of the list; short where there is no room for how often it was printed again.
pub fn paper_state(kind: PaperKind, track: &Track, sent: bool, short: bool) -> String {
    let state = match track {
        Track { voided: Some(_), .. } => return "作废".to_owned(),
        Track { printed: false, .. } if sent => "待打印，已送".to_owned(),
        Track { printed: false, .. } => "待打印".to_owned(),
        Track { returned: Some(_), .. } => "已签收".to_owned(),
        _ if kind.is_returned_signed() => "签名联待收回".to_owned(),
        _ => "已打印".to_owned(),
    };
    let again = if short { 0 } else { track.reprints };
    if again > 0 { format!("{state}，补打{again}次") } else { state }
}

/// In the head line: how many papers nobody has seen come out of the printer.
pub fn to_print(count: usize) -> String {
    format!("待打印{count}")
}

/// Why a draft cannot be issued, with every line that is meant.
pub fn incomplete(closed: &Closed) -> String {
    let (what, lines) = match closed {
        Closed::Unexamined { count, lines } => (format!("还有{count}项未审"), lines),
        Closed::Wanting { count, lines } => (format!("有{count}项缺或不符"), lines),
        Closed::SharingFailed { count, lines } => (format!("有{count}项共享未取得，须由本厅解决"), lines),
        Closed::DeferralInvalid { count, lines } => (format!("有{count}项容缺须按今日重新确认"), lines),
        Closed::DemandWaiting { count, lines } => (format!("有{count}项超指南材料待负责人决定"), lines),
        Closed::MainIncomplete { lines } => ("主要材料不齐，不能容缺，请改记为缺或不符".to_owned(), lines),
        other => return other.to_string(),
    };
    if lines.is_empty() { what } else { format!("{what}：{}", lines.join("、")) }
}

/// Over the reasons.
pub const NOT_YET: &str = "现在不能签发：";

/// Over a paper that is fetched from the service.
pub const FETCHING: &str = "正在向服务取文书全文…";

/// A paper could not be fetched.
pub fn not_fetched(why: &str) -> String {
    format!("未能取得全文：{why}。按 Esc 返回后再开")
}

/// In the pane while an order is on its way.
pub const PANE_WAITING: &str = "上一步正在等待服务答复，签发和登记请稍候";

/// Over a draft.
pub fn draft_head(command: Option<&Command>, kind: &str) -> String {
    match command {
        Some(Command::DraftRefusal { .. }) => "不予受理拟办稿，须负责人确认后才编号生效".to_owned(),
        _ => format!("{kind}，签发前请通读"),
    }
}

/// Under a draft.
pub fn draft_hint(
    command: Option<&Command>,
    issue: &str,
    back: Option<&str>,
    page: &str,
    cancel: &str,
) -> String {
    let act = match command {
        Some(Command::DraftRefusal { .. }) => "提交负责人确认",
        _ => "签发并编号",
    };
    let back = back.map(|key| format!("　{key} 退回经办人")).unwrap_or_default();
    format!("{issue} {act}{back}　{page} 翻页　{cancel} 返回不签发")
}

/// Under a draft that cannot be issued yet.
pub fn draft_closed_hint(page: &str, cancel: &str) -> String {
    format!("补齐后才能签发　{page} 翻页　{cancel} 返回")
}

/// Over an issued paper.
pub fn issued_head(row: &IssuedPaper, at: usize, of: usize) -> String {
    format!("{} {}（{at}/{of}）", row.kind.title(), row.reference.number)
}

/// Under an issued paper: the key that comes next.
pub fn issued_hint(track: &Track, kind: PaperKind, keys: &PaperKeys) -> String {
    let next = match track {
        Track { voided: Some(_), .. } => String::new(),
        Track { printed: false, .. } => format!("{} 打印　{} 确认已出纸　", keys.print, keys.confirm),
        Track { returned: None, .. } if kind.is_returned_signed() => {
            format!("{} 签名联已收回　{} 补打　", keys.signed, keys.print)
        }
        _ => format!("{} 补打　", keys.print),
    };
    format!("{next}{} 列表/全文　{} 返回", keys.turn, keys.cancel)
}

/// The keys a hint under an issued paper names.
#[derive(Clone, Debug)]
pub struct PaperKeys {
    /// Prints.
    pub print: String,
    /// Confirms that it came out.
    pub confirm: String,
    /// Records the signed copy.
    pub signed: String,
    /// From the paper to the list.
    pub turn: String,
    /// Leaves.
    pub cancel: String,
}

/// A paper of this row is void.
pub fn paper_void(number: &PaperNumber) -> Clean {
    Clean::new(format!("{number}已作废"))
}

/// The act wants an issued paper.
pub const NOT_ISSUED: &str = "请先选定一份已签发的文书";

/// The act wants a draft.
pub const NO_DRAFT_HERE: &str = "没有可签发的草稿：按 F4 打开告知文书";

/// The act wants an open paper.
pub const NO_PAPER_OPEN: &str = "请先按 F4 打开告知文书，选定文书";

/// Title of the form.
pub fn reprint_title(row: &IssuedPaper) -> String {
    format!("补打{}（留有记录）", row.reference.number)
}

/// Title of the form.
pub fn void_title(row: &IssuedPaper) -> String {
    format!("作废{}", row.reference.number)
}

/// Title of the confirmation.
pub const VOID_TITLE: &str = "作废文书";

/// What the voiding of a paper will do.
pub fn void_lines(
    number: &PaperNumber,
    stages: Option<(&str, &str)>,
    printed: bool,
    reason: &Clean,
) -> Vec<String> {
    let mut lines = vec![format!("确认后{number}作废，文号不再使用，原文和作废原因留存备查。")];
    if let Some((before, after)) = stages.filter(|(before, after)| before != after) {
        lines.push(format!("本件由“{before}”回到“{after}”。"));
    }
    if printed {
        lines.push("已交付的纸质件请收回；重新签发的文书会写明代替哪一号。".to_owned());
    }
    lines.push(format!("原因：{reason}"));
    lines
}

/// A paper goes to the printer again.
pub const PRINTING: &str = "正在送打印机…";

/// A paper went to the printer.
pub fn printed(printed: &Printed, mine: bool) -> String {
    let next = match (mine, &printed.to) {
        (true, Outlet::Command(_)) => "纸张出来后按 Ctrl-Y 确认",
        (true, _) => "打印后按 Ctrl-Y 确认",
        (false, _) => "由在岗人员确认出纸",
    };
    match &printed.to {
        Outlet::Command(command) => format!("{} 已送打印机，{next}（{command}）", printed.name),
        Outlet::File(file) => format!("{} 已存入文件夹，{next}（{file}）", printed.name),
        Outlet::Words { file, why } => format!("{} 只存了文字（{file}）：{why}", printed.name),
    }
}

/// A slip went to the printer; nobody confirms it.
pub fn slip_printed(printed: &Printed) -> String {
    match &printed.to {
        Outlet::Command(command) => format!("{} 已送打印机（{command}）", printed.name),
        Outlet::File(file) => format!("{} 已存入文件夹（{file}）", printed.name),
        Outlet::Words { file, why } => format!("{} 只存了文字（{file}）：{why}", printed.name),
    }
}

/// A paper that came out before went to the printer again.
pub fn reprinted(printed: &Printed) -> String {
    match &printed.to {
        Outlet::Command(command) => format!("{} 已再送打印机（{command}）", printed.name),
        Outlet::File(file) => format!("{} 已再存入文件夹（{file}）", printed.name),
        Outlet::Words { file, why } => format!("{} 只存了文字（{file}）：{why}", printed.name),
    }
}

/// A paper did not go to the printer.
pub fn not_printed(why: &str) -> String {
    format!("未能打印：{why}。文书仍为待打印，按 F4 选定后 Ctrl-P 重打")
}

/// A ticket of the queue did not go to the printer.
pub fn ticket_not_printed(why: &str) -> String {
    format!("未能打印号票：{why}。请手写号码交给群众，排除故障后再补打")
}

/// The promise comes before the acceptance.
pub const PROMISE_FIRST: &str = "先签发承诺书，请申请人签名；签发后再按一次受理";

/// Nothing was sent.
pub const NOTHING_SENT: &str = "没有已送打印机、等待确认的文书；待打印的文书在 F4 告知文书里";

/// Where a paper was written.
pub fn saved(saved: &Saved) -> String {
    format!("{} 已存于 {}", saved.name, saved.folder)
}

/// A paper was issued, after what else the order did.
pub fn issued_after(done: Option<&str>, kind: PaperKind, number: &PaperNumber) -> String {
    let issued = format!("已签发{} {number}", kind.title());
    done.map_or_else(|| issued.clone(), |done| format!("{done}；{issued}"))
}

/// A paper could not be written.
pub fn not_saved(why: &str) -> Clean {
    Clean::new(format!("文书未能存为文件（{why}）；文书已存于服务，按 F4 查看，可按 Ctrl-S 再存"))
}

/// A file of this name a hundred times.
pub const TOO_MANY_COPIES: &str = "同名文件过多";

/// The bar's word for the key that prints, once the paper came out.
pub const REPRINT: &str = "补打";

/// Over the question of a guidance.
pub fn guidance_question(at: usize, question: &str) -> String {
    format!("情形{at}：{question}")
}

/// Under the questions of a guidance.
pub const GUIDANCE_HINT: &str = "按数字选情形，草稿随之改变；没问到的可以不选";

/// Under a question of a guidance that asks for a number.
pub const GUIDANCE_NUMBER: &str = "输入数字后按 Enter；没问到的可以不填";

/// A number a question does not take.
pub const NUMBER_OUT: &str = "数字超出范围，请核对";

/// No paper has a code yet.
pub const NO_INVITATION: &str = "尚无可供评价的文书：签发文书后再出示";

/// Pane.
pub const INVITATION: &str = "服务评价";

/// The one sentence of the invitation.
pub const INVITATION_TEXT: &str =
    "您可以扫描二维码评价本次服务，评价由您本人填写，窗口人员看不到，也不能代填。";

/// Under the invitation.
pub fn invitation_hint(cancel: &str) -> String {
    format!("{cancel} 返回")
}

/// The screen has no room for the code, or no figures for it.
pub const INVITATION_SMALL: &str = "本终端窗口显示不了二维码，请扫描文书上的二维码。";
