//! Words of the exits: which are open, why the others are not, what comes next.

use jiff::civil::Date;

use crate::domain::checklist::{Closed, Exit};

/// An open exit with its key.
pub fn exit_open(mark: &str, exit: Exit, key: &str) -> String {
    format!("{mark} {}：可以，按 {key}", exit.label())
}

/// All exits, before the situation is known.
pub fn exits_unanswered() -> String {
    "  请先选完情形；选完即显示可否受理、告知、不予受理".to_owned()
}

/// A closed exit.
pub fn exit_closed(exit: Exit) -> String {
    format!("  {}：不可，", exit.label())
}

/// What the reasons of the exits name besides the rule.
#[derive(Clone, Debug)]
pub struct ExitKeys {
    /// How many lines another case of the visit has received.
    pub received: usize,
    /// The key that takes them over.
    pub take_over: String,
    /// The key with which a lead decides.
    pub decide: String,
}

impl ExitKeys {
    /// The key that helps against a reason, in brackets.
    fn hint(&self, closed: &Closed) -> String {
        match closed {
            Closed::Unexamined { .. } if self.received > 0 => {
                format!("（{}项可按 {} 同收）", self.received, self.take_over)
            }
            Closed::DemandWaiting { .. } => format!("（负责人按 {}）", self.decide),
            _ => String::new(),
        }
    }
}

/// Why an exit is closed, with the key that helps where there is one, before the names of the lines.
pub fn exit_reason(closed: &Closed, keys: &ExitKeys) -> String {
    let hint = keys.hint(closed);
    if hint.is_empty() {
        closed.to_string()
    } else {
        closed.to_string().replacen('：', &format!("{hint}："), 1)
    }
}

/// The same for a narrow screen: the lines by their numbers in the list.
pub fn exit_reason_short(
    closed: &Closed,
    number: &dyn Fn(&String) -> Option<usize>,
    keys: &ExitKeys,
) -> String {
    let (lines, what) = match closed {
        Closed::Unexamined { lines, .. } => (lines, "未审"),
        Closed::Wanting { lines, .. } => (lines, "缺或不符"),
        Closed::SharingFailed { lines, .. } => (lines, "共享未取得，须由本厅解决"),
        Closed::DeferralInvalid { lines, .. } => (lines, "容缺须按今日重新确认"),
        Closed::MainIncomplete { lines } => (lines, "不能容缺，主要材料不齐"),
        _ => return exit_reason(closed, keys),
    };
    let numbers: Option<Vec<usize>> = lines.iter().map(number).collect();
    match numbers {
        Some(numbers) if !numbers.is_empty() => {
            format!("第{}项{what}{}", listed_numbers(&numbers), keys.hint(closed))
        }
        _ => exit_reason(closed, keys),
    }
}

/// Positions in a list as one says them, three and more in a row with their ends: 1、4至7.
fn listed_numbers(positions: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &at in positions {
        match runs.last_mut() {
            Some((_, end)) if *end + 1 == at => *end = at,
            _ => runs.push((at, at)),
        }
    }
    let said = runs.iter().map(|&(from, to)| match to - from {
        0 => format!("{}", from + 1),
        1 => format!("{}、{}", from + 1, to + 1),
        _ => format!("{}至{}", from + 1, to + 1),
    });
    said.collect::<Vec<_>>().join("、")
}

/// After a correction notice.
pub fn next_correcting(due: Date, find: &str) -> Vec<String> {
    vec![
        format!("已一次性告知，等待补正，期限 {due}。"),
        format!("群众补齐后再来：叫号后按 {find}，按编号或身份号码重新打开本件。"),
    ]
}

/// After a drafted refusal.
pub fn next_refusal(key: &str) -> Vec<String> {
    vec![
        "已拟不予受理，须由窗口负责人确认备案后方可告知。".to_owned(),
        format!("负责人登录后打开本件，按 {key} 确认。"),
    ]
}

/// After receipt.
pub fn next_received() -> Vec<String> {
    vec!["已收件并转部门，由部门受理和决定。".to_owned()]
}

/// After acceptance of an immediate case.
pub fn next_immediate(key: &str) -> Vec<String> {
    vec![format!("即办件，核对无误后按 {key} 当场办结。")]
}

/// After acceptance.
pub fn next_accepted(due: Date, finish: &str) -> Vec<String> {
    vec![
        format!("已受理，部门承诺 {due} 前（含当日）决定。"),
        format!("请交付受理通知书（有容缺的，连同容缺受理通知书），按 {finish} 结束本号。"),
    ]
}

/// A fee is due.
pub fn next_unpaid(key: &str) -> Vec<String> {
    vec![format!("缴款通知书已签发。群众缴款后按 {key} 打开收费，登记票据号。")]
}

/// A fee may be due.
pub fn next_fee(fee: &str, deliver: &str) -> Vec<String> {
    vec![format!("已准予。按 {fee} 核算收费；不收费的按 {deliver} 发放结果。")]
}

/// A result waits.
pub fn next_deliver(key: &str) -> Vec<String> {
    vec![format!("已作出决定。核对领取人后按 {key} 发放结果。")]
}

/// Nothing is left.
pub fn next_closed(key: &str) -> Vec<String> {
    vec![format!("本件已办结。群众在窗口的，按 {key} 结束本号。")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_named_by_their_numbers_where_names_have_no_room() {
        let keys = ExitKeys { received: 2, take_over: "8".into(), decide: String::new() };
        let lines = ["甲", "丙", "丁", "戊"].map(str::to_owned).to_vec();
        let number = |name: &String| ["甲", "乙", "丙", "丁", "戊"].iter().position(|known| known == name);
        let said = |closed| exit_reason_short(&closed, &number, &keys);
        assert_eq!(
            said(Closed::Unexamined { count: 4, lines: lines.clone() }),
            "第1、3至5项未审（2项可按 8 同收）"
        );
        assert_eq!(said(Closed::Wanting { count: 4, lines }), "第1、3至5项缺或不符");
        let unknown = Closed::Wanting { count: 1, lines: vec!["己".into()] };
        assert_eq!(said(unknown.clone()), unknown.to_string());
    }
}
