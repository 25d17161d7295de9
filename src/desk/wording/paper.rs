//! Words around papers and acts with legal effect.

use crate::desk::app::Saved;
use crate::domain::checklist::Exit;
use crate::domain::paper::{Paper, PaperKind, PaperNumber};
use crate::text::Clean;

/// Consequence of a decision on the spot.
pub fn decide_line(result: &str) -> String {
    format!("确认后作出准予决定，结果为“{result}”，办件转入收费或发放。")
}

/// Consequence of handing over a result.
pub fn deliver_line(result: &str, name: &str) -> String {
    format!("请核对领取人身份。确认后记为已将“{result}”交付{name}。")
}

/// Where a paper was written.
pub fn saved(saved: &Saved) -> String {
    format!("已签发 {}，存于 {}", saved.name, saved.folder)
}

/// An issued paper was written once more.
pub fn saved_again(saved: &Saved) -> String {
    format!("{} 已存于 {}", saved.name, saved.folder)
}

/// A paper was issued.
pub fn issued(kind: PaperKind, number: &PaperNumber) -> String {
    format!("已签发{} {number}", kind.title())
}

/// Under a confirmation.
pub fn confirm_hint(confirm: &str, back: Option<&str>, cancel: &str) -> String {
    let back = back.map(|key| format!("　{key} 退回经办人")).unwrap_or_default();
    format!("{confirm} 确认生效{back}　{cancel} 返回")
}

/// Over a draft.
pub fn issue_title(exit: Exit, drafted: bool, kind: PaperKind) -> String {
    match exit {
        Exit::Refuse if !drafted => "不予受理拟办稿，须负责人确认后才编号生效".to_owned(),
        _ => format!("{}，签发前请通读", kind.title()),
    }
}

/// Under a draft.
pub fn issue_hint(
    exit: Exit,
    drafted: bool,
    confirm: &str,
    back: Option<&str>,
    cancel: &str,
    page: &str,
) -> String {
    let act = if exit == Exit::Refuse && !drafted { "提交负责人确认" } else { "签发并编号" };
    let back = back.map(|key| format!("　{key} 退回经办人")).unwrap_or_default();
    format!("{confirm} {act}{back}　{page} 翻页　{cancel} 返回不签发")
}

/// Over an issued paper.
pub fn reading_title(paper: &Paper, at: usize, of: usize) -> String {
    let number = paper.number.as_ref().map(ToString::to_string).unwrap_or_default();
    format!("{} {number}（{at}/{of}）", paper.kind.title())
}

/// Under an issued paper.
pub fn reading_hint(save: &str, cancel: &str) -> String {
    format!("左右键 换文书　{save} 存为文本　{cancel} 返回")
}

/// A paper could not be written.
pub fn not_saved(why: &str) -> Clean {
    Clean::new(format!("文书未能存为文件（{why}）；文书已存于服务，按 F4 查看，可按 Ctrl-S 再存"))
}

/// A file of this name a hundred times.
pub const TOO_MANY_COPIES: &str = "同名文件过多";
