//! What holds of every text of an item: it has a basis, says what is wanted, and promises a time.

use toml::Spanned;

use crate::catalogue::problem::Problem;
use crate::catalogue::source::Source;
use crate::domain::clock::{Limit, LimitUnit};
use crate::domain::item::Basis;

/// Wording that leaves open what is asked for (S053).
const CATCH_ALL: [&str; 9] =
    ["其他材料", "其它材料", "有关材料", "相关材料", "等材料", "等文件", "其他证明", "相关证明", "等有关"];

/// `行政许可法 第三十二条`: the document, a space, the place.
pub(super) fn basis(lines: &[String]) -> Vec<Basis> {
    let basis = |line: &str| {
        let (document, clause) = line.split_once(' ').unwrap_or((line, ""));
        Basis { document: document.to_owned(), clause: clause.trim().to_owned() }
    };
    lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).map(basis).collect()
}

pub(super) fn check_basis(
    source: &Source,
    lines: &Spanned<Vec<String>>,
    what: &str,
    problems: &mut Vec<Problem>,
) {
    if basis(lines.get_ref()).is_empty() {
        problems.push(source.problem(lines.span(), format!("{what}没有依据（basis）")));
    }
}

/// Tells wording that leaves open what is asked for.
pub(super) fn check_wording(source: &Source, text: &Spanned<String>, problems: &mut Vec<Problem>) {
    if let Some(found) = CATCH_ALL.iter().find(|wording| text.get_ref().contains(**wording)) {
        problems.push(source.problem(text.span(), format!("“{found}”没有说清要什么，请逐项写明")));
    }
}

/// Tells a limit whose number and unit do not fit.
pub(super) fn check_limit(source: &Source, limit: &Spanned<Limit>, problems: &mut Vec<Problem>) {
    let Limit { n, unit } = *limit.get_ref();
    if (n == 0) != (unit == LimitUnit::OnTheSpot) {
        let message = "时限的数与单位不符：当场办结写 0，其余至少为 1";
        problems.push(source.problem(limit.span(), message));
    }
}
