//! Papers of a case beside its exits: receipts, promises, explanations, and what changes the limit after acceptance.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Desk;
use super::case::{bad, case, item_of, pinned, stage};
use super::draft::{Draft, department, handed, next_round};
use super::exits::{by, issued};
use crate::domain::case::{Case, Stage};
use crate::domain::checklist::{Line, Verdict};
use crate::domain::clock::{Due, Suspension, due, extended};
use crate::domain::command::CasePaper;
use crate::domain::hall::Role;
use crate::domain::ids::{CaseId, MaterialCode};
use crate::domain::item::ServiceItem;
use crate::domain::paper::{Committed, DeliveredPaper, Extended, Paper, PaperBody, PaperKind, Pledged};
use crate::domain::person::Applicant;
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::text::Clean;

pub(super) fn issue(desk: &Desk<'_>, id: &CaseId, what: &CasePaper) -> Result<Vec<Event>, Refusal> {
    let case = case(desk, id)?;
    let paper = draft_case_paper(case, what, &by(desk))?;
    Ok(vec![issued(id, paper)])
}

/// A paper of a case that changes nothing about where it stands, without its number.
///
/// # Errors
/// [`Refusal::CaseStage`] when the case is past it, [`Refusal::NothingToPaper`] when it has nothing to say,
/// [`Refusal::BadField`] for an explanation without words.
pub fn draft_case_paper(case: &Case, what: &CasePaper, by: &Draft<'_>) -> Result<Paper, Refusal> {
    let item = pinned(by.rules, case)?;
    let lines = case.lines(item);
    let nothing = || Refusal::NothingToPaper { paper: what.kind().title().to_owned() };
    let body = match what {
        CasePaper::FilingReceipt => {
            open(case, what)?;
            let received: Vec<Line<'_>> =
                lines.into_iter().filter(|line| line.verdict.is_in_hand()).collect();
            let materials = Some(handed(&received)).filter(|list| !list.is_empty()).ok_or_else(nothing)?;
            PaperBody::FilingReceipt { materials }
        }
        CasePaper::DeferralPledge => {
            examining(case, what)?;
            PaperBody::DeferralPledge { materials: deferred(&lines).ok_or_else(nothing)? }
        }
        CasePaper::Commitment => {
            examining(case, what)?;
            let committed: Vec<Committed> = lines.iter().filter_map(committed).collect();
            PaperBody::Commitment {
                materials: Some(committed).filter(|list| !list.is_empty()).ok_or_else(nothing)?,
            }
        }
        CasePaper::Statement { text } => {
            open(case, what)?;
            if text.is_blank() {
                return Err(bad("说明内容", "请写明事实、依据和可以怎样办理"));
            }
            PaperBody::Statement {
                text: text.clone(),
                edition: item.edition.clone(),
                conditions: item.conditions.clone(),
                basis: item.basis.clone(),
            }
        }
    };
    Ok(by.of_case(case, item, what.kind(), body))
}

/// What an acceptance says was promised in writing has its paper, for just these materials and days (S088, S090).
///
/// # Errors
/// [`Refusal::PromiseFirst`].
pub(super) fn check_promised(case: &Case, by: &Draft<'_>) -> Result<(), Refusal> {
    match promise_first(case, by)? {
        Some(what) => Err(Refusal::PromiseFirst { paper: what.kind().title().to_owned() }),
        None => Ok(()),
    }
}

/// The promise that is still to be written before an acceptance, if one is.
///
/// # Errors
/// As [`draft_case_paper`], but for what needs no promise.
pub fn promise_first(case: &Case, by: &Draft<'_>) -> Result<Option<CasePaper>, Refusal> {
    for what in [CasePaper::DeferralPledge, CasePaper::Commitment] {
        let needed = match draft_case_paper(case, &what, by) {
            Ok(paper) => paper.body,
            Err(Refusal::NothingToPaper { .. }) => continue,
            Err(other) => return Err(other),
        };
        if case.newest(what.kind()).is_none_or(|paper| paper.body != needed) {
            return Ok(Some(what));
        }
    }
    Ok(None)
}

fn open(case: &Case, what: &CasePaper) -> Result<(), Refusal> {
    if case.stage.is_closed() {
        return Err(stage(case, &format!("出具{}", what.kind().title())));
    }
    Ok(())
}

fn examining(case: &Case, what: &CasePaper) -> Result<(), Refusal> {
    if case.stage == Stage::Examining {
        Ok(())
    } else {
        Err(stage(case, &format!("出具{}", what.kind().title())))
    }
}

/// The deferred materials; none where there are none.
fn deferred(lines: &[Line<'_>]) -> Option<Vec<Pledged>> {
    let pledged = |line: &Line<'_>| match line.verdict {
        Verdict::Deferred { due, .. } => Some(Pledged {
            name: line.material.name.clone(),
            originals: line.material.originals,
            copies: line.material.copies,
            obtain: line.material.obtain.clone(),
            due: *due,
        }),
        _ => None,
    };
    Some(lines.iter().filter_map(pledged).collect::<Vec<_>>()).filter(|list| !list.is_empty())
}

fn committed(line: &Line<'_>) -> Option<Committed> {
    (*line.verdict == Verdict::Committed).then(|| Committed {
        name: line.material.name.clone(),
        points: line.material.checkpoints.clone(),
        basis: line.material.basis.clone(),
    })
}

/// N-07 of the hall, where something is deferred.
pub(super) fn deferral_notice(case: &Case, item: &ServiceItem, by: &Draft<'_>) -> Option<Paper> {
    let materials = deferred(&case.lines(item))?;
    let body = PaperBody::DeferralNotice { materials };
    Some(by.of_case(case, item, PaperKind::DeferralNotice, body))
}

/// What a department tells of materials the window has received and passed on (LN23). The rule of the one telling
/// holds for it as well (I-07).
pub(super) fn relay(desk: &Desk<'_>, id: &CaseId, told: &Relayed<'_>) -> Result<Vec<Event>, Refusal> {
    let case = case(desk, id)?;
    if case.stage != Stage::Received {
        return Err(stage(case, "转告部门补正通知"));
    }
    if told.number.is_blank() {
        return Err(bad("部门文号", "请照部门通知书填写"));
    }
    if told.text.is_blank() {
        return Err(bad("通知正文", "请照部门通知书原文录入，不增不减"));
    }
    if told.due < desk.context.today() {
        return Err(bad("补正期限", "日期已过，请核对部门通知书"));
    }
    let item = item_of(desk, case)?;
    let lines = case.lines(item);
    if told.named.is_empty() {
        return Err(bad("涉及材料", "请至少选定一项"));
    }
    let mut named = std::collections::BTreeMap::new();
    for code in told.named {
        let line = lines.iter().find(|line| &line.material.code == code);
        let name = line.map(|line| line.material.name.clone());
        let name = name.ok_or_else(|| Refusal::NotAsked { material: code.to_string() })?;
        if case.told.as_ref().is_some_and(|told| !told.named.contains(code)) {
            return Err(Refusal::ToldOnce { material: name });
        }
        named.insert(code.clone(), name);
    }
    let body = PaperBody::Relay {
        number: told.number.clone(),
        text: told.text.clone(),
        named,
        due: Due { date: told.due, provisional: None, trace: Vec::new() },
        round: next_round(case),
    };
    Ok(vec![issued(id, by(desk).of_case(case, item, PaperKind::Correction, body))])
}

/// The notice of a department as it was typed in.
pub(super) struct Relayed<'a> {
    pub(super) number: &'a Clean,
    pub(super) text: &'a Clean,
    pub(super) named: &'a BTreeSet<MaterialCode>,
    pub(super) due: Date,
}

/// A lead records the approval of the body's head; once for a case (行政许可法 42, S140).
pub(super) fn extend(desk: &Desk<'_>, id: &CaseId, reason: &Clean) -> Result<Vec<Event>, Refusal> {
    if desk.role()? != Role::Lead {
        return Err(Refusal::NotAllowed { what: "延期须由窗口负责人报批后登记".to_owned() });
    }
    let case = case(desk, id)?;
    let item = item_of(desk, case)?;
    let (accepted, original) = accepted(case, "延期")?;
    let Some(extension) = item.extension.as_ref().filter(|_| case.extended.is_none()) else {
        return Err(Refusal::NoExtension { again: case.extended.is_some() });
    };
    if reason.is_blank() {
        return Err(bad("延期理由", "请写明，理由要告知申请人"));
    }
    if original.date < desk.context.today() {
        return Err(Refusal::LimitOver { due: original.date });
    }
    let calendar = &desk.context.rules.calendar;
    let dates = extended(accepted, item.promised, extension.limit, &case.suspensions, calendar);
    let own = !extension.basis.is_empty();
    let body = PaperBody::Extension(Extended {
        accepted,
        reason: reason.clone(),
        limit: extension.limit,
        approver: extension.approver.clone(),
        approved_by: desk.context.name(desk.context.actor),
        original: original.clone(),
        due: dates.extended,
        basis: if own { extension.basis.clone() } else { item.basis.clone() },
        licence: !own && item.nature == "行政许可",
    });
    Ok(vec![issued(id, by(desk).of_case(case, item, PaperKind::Extension, body))])
}

/// A special procedure of the item, told in writing with its time (行政许可法 45).
pub(super) fn start_procedure(
    desk: &Desk<'_>,
    id: &CaseId,
    procedure: &str,
    from: Date,
    to: Date,
) -> Result<Vec<Event>, Refusal> {
    let case = case(desk, id)?;
    let item = item_of(desk, case)?;
    let (accepted, original) = accepted(case, "启动特别程序")?;
    if !item.special_procedures.iter().any(|known| known == procedure) {
        return Err(bad("特别程序", "不在本事项的特别程序之列"));
    }
    if to < from || from < accepted || to < desk.context.today() {
        return Err(bad("起止日期", "止日不得早于起日和今天，起日不得早于受理之日"));
    }
    if original.date < desk.context.today() {
        return Err(Refusal::LimitOver { due: original.date });
    }
    let mut stops = case.suspensions.clone();
    stops.push(Suspension { from, to, why: procedure.to_owned() });
    let calendar = &desk.context.rules.calendar;
    let due = match &case.extended {
        Some(limit) => extended(accepted, item.promised, *limit, &stops, calendar).extended,
        None => due(accepted, item.promised, &stops, calendar),
    };
    let procedure = procedure.to_owned();
    let body = PaperBody::SpecialProcedure { accepted, procedure, from, to, original: original.clone(), due };
    Ok(vec![issued(id, by(desk).of_case(case, item, PaperKind::SpecialProcedure, body))])
}

fn accepted<'a>(case: &'a Case, what: &str) -> Result<(Date, &'a Due), Refusal> {
    match &case.stage {
        Stage::Accepted { on, due } => Ok((*on, due)),
        _ => Err(stage(case, what)),
    }
}

/// Who takes the result, and whether for somebody else.
pub(super) struct Receiver {
    name: Clean,
    for_applicant: bool,
}

/// Whoever has come is named; only a natural person who applied may be left unsaid (S166).
pub(super) fn receiver(case: &Case, given: Option<&Clean>) -> Result<Receiver, Refusal> {
    let natural = case.applicant.as_ref().filter(|applicant| applicant.is_natural());
    let own = natural.map(Applicant::name);
    match (given.filter(|name| !name.is_blank()), own) {
        (Some(name), own) => {
            let same = own.is_some_and(|own| own.original().trim() == name.original().trim());
            Ok(Receiver { name: name.clone(), for_applicant: !same })
        }
        (None, Some(own)) => Ok(Receiver { name: own.clone(), for_applicant: false }),
        (None, None) => Err(bad("领取人", "请填写到场领取的人的姓名")),
    }
}

/// N-11: what is handed over, to whom (S112, S166).
pub(super) fn delivery(
    case: &Case,
    item: &ServiceItem,
    granted: bool,
    to: Receiver,
    number: Option<&Clean>,
    by: &Draft<'_>,
) -> Paper {
    let result = if granted {
        item.result.clone()
    } else {
        let what = if item.nature == "行政许可" { "行政许可" } else { "办理" };
        format!("{}不予{what}决定书", department(by.rules, item))
    };
    let number = number.filter(|number| !number.is_blank()).map(|number| number.original().trim().to_owned());
    let mut papers = vec![DeliveredPaper { title: result, number, copies: 1 }];
    if let Some(fee) = case.fee.as_ref().and_then(|fee| fee.receipt.as_ref()) {
        papers.push(DeliveredPaper {
            title: "缴款票据".to_owned(),
            number: Some(fee.original().to_owned()),
            copies: 1,
        });
    }
    let body = PaperBody::Delivery { papers, receiver: to.name, by_agent: to.for_applicant };
    by.of_case(case, item, PaperKind::Delivery, body)
}
