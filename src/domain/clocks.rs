//! The clocks of a case (DESIGN 4.4): what runs in the stage it is in, until when, and by which law.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::calendar::WorkCalendar;
use super::case::{Case, Stage};
use super::checklist::Verdict;
use super::clock::{
    CorrectionClock, Deemed, Due, Limit, LimitUnit, TraceStep, correction_clock, deferral_due, due, extended,
    limits, remaining_working_days,
};
use super::item::{Basis, ServiceItem};

/// What a clock is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// 一次告知: by then the applicant must have been told what is wanting.
    Notify,
    /// 登记: 市场主体登记管理条例 19.
    Registration,
    /// 补正: by then the applicant brings what was named.
    Correction,
    /// 承诺时限.
    Promised,
    /// 法定时限.
    Statutory,
    /// 容缺补交.
    Deferral,
    /// 送达.
    Delivery,
}

impl ClockKind {
    /// The clock in words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Notify => "一次告知",
            Self::Registration => "登记",
            Self::Correction => "补正",
            Self::Promised => "承诺办结",
            Self::Statutory => "法定办结",
            Self::Deferral => "容缺补交",
            Self::Delivery => "送达",
        }
    }
}

/// A clock that runs.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CaseClock {
    /// What it is about.
    pub kind: ClockKind,
    /// In words, with the material where there is one: `容缺补交：健康证明`.
    pub label: String,
    /// Until when, with its trace.
    pub due: Due,
    /// What it rests on, in words: `《行政许可法》第四十四条`.
    pub law: String,
    /// What holds once it has run out, where the law says so.
    pub lapse: Option<String>,
}

/// Where a clock stands on a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClockState {
    /// Working days left after today.
    Left(i32),
    /// Today is the last day.
    Today,
    /// Over, by so many working days; 0 on a day off right behind the last day.
    Overdue(i32),
}

impl std::fmt::Display for ClockState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Left(days) => f.pad(&format!("剩{days}个工作日")),
            Self::Today => f.pad("今日届满"),
            Self::Overdue(0) => f.pad("已逾期"),
            Self::Overdue(days) => f.pad(&format!("逾期{days}个工作日")),
        }
    }
}

impl CaseClock {
    fn new(kind: ClockKind, due: Due, law: impl Into<String>) -> Self {
        Self { kind, label: kind.label().to_owned(), due, law: law.into(), lapse: None }
    }

    /// Where the clock stands.
    pub fn state(&self, today: Date, calendar: &WorkCalendar) -> ClockState {
        let days = remaining_working_days(today, self.due.date, calendar);
        match today.cmp(&self.due.date) {
            std::cmp::Ordering::Less => ClockState::Left(days),
            std::cmp::Ordering::Equal => ClockState::Today,
            std::cmp::Ordering::Greater => ClockState::Overdue(-days),
        }
    }
}

/// The clocks that run for a case, the nearest first.
pub fn clocks(case: &Case, item: &ServiceItem, calendar: &WorkCalendar) -> Vec<CaseClock> {
    let mut running = match &case.stage {
        Stage::Examining | Stage::RefusalDrafted { .. } | Stage::Received if case.told.is_none() => {
            until_told(case, item, calendar).into_iter().collect()
        }
        Stage::Correcting { due, .. } => {
            let law = format!("补正通知书载明的期限（{}个工作日）", item.correction_days);
            vec![CaseClock::new(ClockKind::Correction, due.clone(), law)]
        }
        Stage::Accepted { on, due } => after_acceptance(case, item, *on, due, calendar),
        Stage::Decided { on, .. } => vec![delivery(item, *on, calendar)],
        Stage::Examining
        | Stage::RefusalDrafted { .. }
        | Stage::Received
        | Stage::Refused
        | Stage::Delivered { .. }
        | Stage::Withdrawn { .. } => Vec::new(),
    };
    running.sort_by_key(|clock| clock.due.date);
    running
}

/// The clocks that would start today, while the case is being examined: what the officer can promise before
/// anything is issued. None once the case is past its examination.
pub fn if_today(case: &Case, item: &ServiceItem, today: Date, calendar: &WorkCalendar) -> Vec<CaseClock> {
    if case.stage != Stage::Examining {
        return Vec::new();
    }
    let accepted = CaseClock {
        label: "如今日受理：承诺办结".to_owned(),
        ..CaseClock::new(
            ClockKind::Promised,
            due(today, item.promised, &[], calendar),
            format!("办事指南承诺时限{}", item.promised),
        )
    };
    let days = Limit { n: item.correction_days, unit: LimitUnit::WorkingDays };
    let corrected = CaseClock {
        label: "如今日告知：补正".to_owned(),
        ..CaseClock::new(
            ClockKind::Correction,
            due(today, days, &[], calendar),
            format!("办事指南补正期限{days}"),
        )
    };
    vec![accepted, corrected]
}

/// What runs until the applicant has been told once.
fn until_told(case: &Case, item: &ServiceItem, calendar: &WorkCalendar) -> Option<CaseClock> {
    let decision = item.statutory.unwrap_or(limits::DECISION);
    let notify = |due, law: &str, deemed: &Deemed| CaseClock {
        lapse: Some(format!(
            "逾期不告知的，自{}起即为受理，应于{}前作出决定",
            deemed.accepted, deemed.decision.date
        )),
        ..CaseClock::new(ClockKind::Notify, due, law)
    };
    match correction_clock(item.correction, case.received, decision, calendar) {
        CorrectionClock::Licence { notify_by, deemed } => {
            Some(notify(notify_by, "《行政许可法》第三十二条第一款第四项", &deemed))
        }
        CorrectionClock::RealEstate { notify_by, deemed } => {
            Some(notify(notify_by, "《不动产登记暂行条例》第十七条", &deemed))
        }
        CorrectionClock::MarketEntity { within, extended, .. } => Some(CaseClock {
            lapse: Some(format!("情形复杂的，经登记机关负责人批准可延至{}", extended.date)),
            ..CaseClock::new(ClockKind::Registration, within, "《市场主体登记管理条例》第十九条")
        }),
        CorrectionClock::Plain => None,
    }
}

fn after_acceptance(
    case: &Case,
    item: &ServiceItem,
    on: Date,
    promised: &Due,
    calendar: &WorkCalendar,
) -> Vec<CaseClock> {
    let promise = format!("办事指南承诺时限{}", item.promised);
    let mut running = vec![CaseClock::new(ClockKind::Promised, promised.clone(), promise)];
    if let Some(limit) = item.statutory {
        let law = format!("法定时限{limit}：{}", in_words(&item.basis));
        let whole = match case.extended {
            Some(by) => extended(on, limit, by, &case.suspensions, calendar).extended,
            None => due(on, limit, &case.suspensions, calendar),
        };
        running.push(CaseClock::new(ClockKind::Statutory, whole, law));
    }
    for (material, verdict) in &case.verdicts {
        if let Verdict::Deferred { due: told, .. } = verdict {
            let name = item.material(material).map_or(material.as_str(), |material| material.name.as_str());
            running.push(CaseClock {
                label: format!("{}：{name}", ClockKind::Deferral.label()),
                ..CaseClock::new(
                    ClockKind::Deferral,
                    deferral(item, on, *told, promised, calendar),
                    "容缺受理承诺书",
                )
            });
        }
    }
    running
}

/// The day that was told holds; its trace is that of the item's own limit where the two agree.
fn deferral(item: &ServiceItem, on: Date, told: Date, promised: &Due, calendar: &WorkCalendar) -> Due {
    let reckoned = item.deferral_days.map(|days| deferral_due(on, days, promised, calendar));
    reckoned.filter(|due| due.date == told).unwrap_or_else(|| Due {
        date: told,
        provisional: None,
        trace: vec![TraceStep::Set { date: told, why: "容缺受理时告知".to_owned() }],
    })
}

/// 行政许可法 44; what is no licence follows the same measure.
fn delivery(item: &ServiceItem, decided: Date, calendar: &WorkCalendar) -> CaseClock {
    let law = if item.nature == "行政许可" {
        "《行政许可法》第四十四条"
    } else {
        "参照《行政许可法》第四十四条"
    };
    CaseClock::new(ClockKind::Delivery, due(decided, limits::DELIVERY, &[], calendar), law)
}

fn in_words(basis: &[Basis]) -> String {
    let one = |basis: &Basis| format!("《{}》{}", basis.document, basis.clause);
    basis.iter().map(one).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests;
