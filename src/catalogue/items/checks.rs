//! Bases and limits, as every part of an item writes them. Whether what is asked for has a basis and is said clearly
//! is the linter's to tell ([`crate::catalogue::lint`]).

use toml::Spanned;

use crate::catalogue::problem::Problem;
use crate::catalogue::source::Source;
use crate::domain::clock::{Limit, LimitUnit};
use crate::domain::item::Basis;

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

/// Tells a limit whose number and unit do not fit.
pub(super) fn check_limit(source: &Source, limit: &Spanned<Limit>, problems: &mut Vec<Problem>) {
    let Limit { n, unit } = *limit.get_ref();
    if (n == 0) != (unit == LimitUnit::OnTheSpot) {
        let message = "时限的数与单位不符：当场办结写 0，其余至少为 1";
        problems.push(source.problem(limit.span(), message));
    }
}
