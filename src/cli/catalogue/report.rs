//! The findings of the linter as people read them.

use std::collections::BTreeMap;
use std::fmt::Write;

use jiff::civil::Date;

use crate::catalogue::Fixtures;
use crate::catalogue::lint::{Finding, Severity, situations};
use crate::text::{pad, pad_start, width};

/// The findings by file, aligned, and what was examined.
pub(super) fn text(fixtures: Option<&Fixtures>, findings: &[Finding], on: Date) -> String {
    let at = |finding: &Finding| match finding.place.line {
        0 => String::new(),
        line => format!("{line}:{}", finding.place.column),
    };
    let widest = |words: &mut dyn Iterator<Item = usize>| words.max().unwrap_or(0);
    let place = widest(&mut findings.iter().map(|finding| width(&at(finding))));
    let rule = widest(&mut findings.iter().map(|finding| width(finding.rule.code())));
    let mut text = String::new();
    let mut file = None;
    for finding in findings {
        if file != Some(&finding.place.file) {
            let gap = if file.is_some() { "\n" } else { "" };
            let _ = writeln!(text, "{gap}{}", finding.place.file);
            file = Some(&finding.place.file);
        }
        let head = format!(
            "  {}  {}  {}  {}",
            pad_start(&at(finding), place),
            finding.severity.label(),
            pad(finding.rule.code(), rule),
            finding.subject
        );
        let indent = " ".repeat(place + 4);
        let _ = writeln!(text, "{}\n{indent}{}", head.trim_end(), finding.message);
    }
    if !findings.is_empty() {
        text.push('\n');
    }
    text.push_str(&summary(fixtures, findings, on));
    text
}

fn summary(fixtures: Option<&Fixtures>, findings: &[Finding], on: Date) -> String {
    let mut counts: BTreeMap<Severity, usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.severity).or_default() += 1;
    }
    let counted: Vec<String> =
        counts.iter().map(|(severity, count)| format!("{} {count}", severity.label())).collect();
    let result = if counted.is_empty() { "未发现问题".to_owned() } else { counted.join("，") };
    let Some(fixtures) = fixtures else {
        return format!("{result}；数据读不全，改好后请再检查\n");
    };
    let combinations: u128 = fixtures.items.iter().map(situations::number).fold(0, u128::saturating_add);
    format!(
        "按{on}检查：{} 个事项、{} 个收费标准，{combinations} 种情形全部核对，{result}\n",
        fixtures.items.len(),
        fixtures.fees.len()
    )
}
