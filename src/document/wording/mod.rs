//! The words of the papers: plain official Chinese, 您 towards the public, no blame. A sentence of a paper is
//! written here and nowhere else; law is cited as it stands in the text in force (domain-facts 0, 1.1).

mod correction;
mod labels;
mod papers;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::model::Signature;
use crate::domain::clock::{Due, Limit, LimitUnit};
use crate::domain::hall::{Hall, Window};
use crate::domain::item::Basis;
use crate::domain::money::yuan;
use crate::domain::paper::{Handed, Paper, Subject};

pub(super) use self::correction::*;
pub(super) use self::labels::*;
pub(super) use self::papers::*;

/// `2026年1月5日`.
pub(super) fn date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// A due date.
pub(super) fn due(due: &Due) -> String {
    due_date(due.date, due.provisional)
}

/// A date that rests on holidays not yet published says so.
pub(super) fn due_date(day: Date, missing: Option<i16>) -> String {
    match missing {
        None => date(day),
        Some(year) => {
            format!("{}（暂定，{year}年节假日安排尚未公布，日期如有变动将另行告知您）", date(day))
        }
    }
}

/// `10个工作日`.
pub(super) fn limit(limit: Limit) -> String {
    match limit.unit {
        LimitUnit::OnTheSpot => "当场".to_owned(),
        LimitUnit::WorkingDays => format!("{}个工作日", limit.n),
        LimitUnit::NaturalDays => format!("{}日（自然日）", limit.n),
        LimitUnit::Months => format!("{}个月", limit.n),
    }
}

/// `《行政许可法》第三十二条；…`; numbers of documents stand without book-title marks.
pub(crate) fn basis(basis: &[Basis]) -> String {
    let one = |basis: &Basis| {
        if basis.document.contains(['《', '〔']) {
            format!("{}{}", basis.document, basis.clause)
        } else {
            format!("《{}》{}", basis.document, basis.clause)
        }
    };
    basis.iter().map(one).collect::<Vec<_>>().join("；")
}

/// `原件1份、复印件2份`.
pub(super) fn counts(originals: u8, copies: u8) -> String {
    match (originals, copies) {
        (0, 0) => "无需提交纸质件".to_owned(),
        (n, 0) => format!("原件{n}份"),
        (0, n) => format!("复印件{n}份"),
        (o, c) => format!("原件{o}份、复印件{c}份"),
    }
}

/// The sum under a list of materials.
pub(super) fn materials_total(materials: &[Handed]) -> String {
    let originals: u32 = materials.iter().map(|material| u32::from(material.originals)).sum();
    let copies: u32 = materials.iter().map(|material| u32::from(material.copies)).sum();
    format!("以上材料共{}项，原件{originals}份，复印件{copies}份。", materials.len())
}

pub(super) fn draft_number(prefix: &str, mark: &str, year: i16) -> String {
    format!("{prefix}{mark}〔{year}〕　　号")
}

/// `1份`; nothing for none.
pub(super) fn copies(n: u8) -> String {
    if n == 0 { String::new() } else { format!("{n}份") }
}

/// An amount in figures; a rate below the 分 keeps its digits.
pub(super) fn figure(amount: Decimal) -> String {
    let exact = amount.normalize();
    if exact.scale() > 2 { exact.to_string() } else { yuan(amount) }
}

/// `青河县政务服务中心（青河县…号）`.
pub(super) fn place(hall: &Hall) -> String {
    format!("{}（{}）", hall.name, hall.address)
}

pub(super) fn sealed(issuer: &str) -> String {
    format!("{issuer}（专用印章）")
}

pub(super) fn window(paper: &Paper, window: Option<&Window>) -> String {
    match window {
        Some(window) => format!("{}号窗口（{}，{}）", window.id, window.name, window.place),
        None => format!("{}号窗口", paper.window),
    }
}

/// `李明（代A岗王敏）`.
pub(super) fn handler(paper: &Paper) -> String {
    match &paper.acting_for {
        Some(a) => format!("{}（代A岗{a}）", paper.officer),
        None => paper.officer.clone(),
    }
}

/// The parts of a signature line.
pub(super) fn signature(signature: &Signature) -> Vec<String> {
    let blank = "_".repeat(12);
    let mut parts = vec![match &signature.name {
        Some(name) => format!("{}（{name}）：{blank}", signature.who),
        None => format!("{}：{blank}", signature.who),
    }];
    if signature.phone {
        parts.push(format!("电话：{blank}"));
    }
    parts.push("____年__月__日".to_owned());
    parts
}

/// `作废：重复开具`.
pub(super) fn void(reason: &str) -> String {
    format!("作废：{reason}")
}

/// `补打 第2次`.
pub(super) fn reprint(count: u32) -> String {
    format!("补打 第{count}次")
}

fn opening(subject: &Subject) -> String {
    format!("您申请办理的“{}”，申请材料已于{}收到。", subject.item, date(subject.received))
}

/// The text with a full stop, if it has none.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.is_empty() || text.ends_with(['。', '！', '？']) {
        text.to_owned()
    } else {
        format!("{text}。")
    }
}
