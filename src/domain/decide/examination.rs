//! The examination: what an officer finds on a line, and what the rules say to it (DESIGN 4.2, 4.3).

use jiff::civil::Date;

use super::Desk;
use super::case::{examining, item_of};
use crate::domain::case::{Case, CaseEvent, Stage};
use crate::domain::checklist::{self, Verdict};
use crate::domain::hall::Role;
use crate::domain::ids::{CaseId, MaterialCode};
use crate::domain::item::{Basis, DefectKind, Material, ServiceItem};
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;
use crate::domain::state::{Event, State};
use crate::text::Clean;

pub(super) fn examine(
    desk: &Desk<'_>,
    id: &CaseId,
    code: &MaterialCode,
    verdict: &Verdict,
    reason: Option<&Clean>,
) -> Result<Vec<Event>, Refusal> {
    let case = examining(desk, id, "审查材料")?;
    let item = item_of(desk, case)?;
    let material =
        case.material(item, code).ok_or_else(|| Refusal::NotAsked { material: code.to_string() })?;
    possible(desk, case, item, material, verdict)?;
    let mut events = Vec::new();
    let refusal = told_once(case, material, verdict);
    if refusal.is_none() {
        // A reason opens only what was told once; everything else is for who holds the post.
        desk.check_holder()?;
    }
    if let Some(refusal) = refusal {
        match reason.filter(|reason| !reason.is_blank()) {
            Some(reason) if desk.role()? == Role::Lead => {
                let text =
                    format!("{}，负责人决定再次要求补正：{}", untold(&refusal, material), reason.shown());
                events.push(Desk::case_event(id, CaseEvent::Warned { code: "J01".to_owned(), text }));
            }
            _ => return Err(refusal),
        }
    }
    let examined = CaseEvent::Examined { material: code.clone(), verdict: verdict.clone() };
    events.push(Desk::case_event(id, examined));
    Ok(events)
}

/// What stands against a verdict that would demand something the last notice did not name, although it could be
/// seen then (I-07). A material that was named comes back anew and is examined anew; but while a defect that was
/// named still stands on it, or nobody has come back at all, the paper is the one that lay there before, and nothing
/// is added to it. To have brought later what lay there is a demand as well.
fn told_once(case: &Case, material: &Material, verdict: &Verdict) -> Option<Refusal> {
    let told = case.told.as_ref()?;
    let (code, name) = (&material.code, || material.name.clone());
    let asks = match verdict {
        Verdict::Deferred { .. } => !told.later.contains(code),
        verdict => verdict.is_wanting(),
    };
    if asks && !told.named.contains(code) {
        return Some(Refusal::ToldOnce { material: name() });
    }
    let before = told.defects.get(code)?;
    let (stands, added) = match verdict {
        Verdict::Defective { defects } => (
            defects.iter().any(|code| before.contains(code)),
            defects.iter().any(|code| !before.contains(code)),
        ),
        verdict => (false, verdict.is_wanting()),
    };
    (added && (stands || !told.back)).then(|| Refusal::ToldDefect { material: name() })
}

fn untold(refusal: &Refusal, material: &Material) -> String {
    match refusal {
        Refusal::ToldDefect { .. } => format!("“{}”此前告知的缺陷仍在，又提出新的缺陷", material.name),
        _ => format!("首次告知未列“{}”", material.name),
    }
}

/// Whether catalogue and day allow the verdict for this material.
fn possible(
    desk: &Desk<'_>,
    case: &Case,
    item: &ServiceItem,
    material: &Material,
    verdict: &Verdict,
) -> Result<(), Refusal> {
    let why = match verdict {
        Verdict::Defective { defects } | Verdict::Corrected { defects } => {
            let mended = matches!(verdict, Verdict::Corrected { .. });
            let kinds = defects.iter().map(|code| material.defect(code));
            wrong_defects(kinds, mended).map(str::to_owned)
        }
        Verdict::Deferred { due, promised } => not_deferred(desk, item, material, *due, *promised),
        Verdict::Committed => not_committed(item, material),
        Verdict::Shared | Verdict::SharingFailed if !material.shareable => {
            Some("本材料不能通过共享取得".to_owned())
        }
        Verdict::Waived { .. } if case.told.is_some() => Some("已一次性告知".to_owned()),
        Verdict::Waived { basis } if is_blank(basis) => Some("请写明免交所依据的文件和条款".to_owned()),
        Verdict::Taken { .. } => Some("须由同一申请人本次来访的其他办件带入".to_owned()),
        _ => None,
    };
    let refused = |why| Refusal::VerdictNotPossible {
        material: material.name.clone(),
        verdict: verdict.label().to_owned(),
        why,
    };
    why.map_or(Ok(()), |why| Err(refused(why)))
}

fn wrong_defects<'a>(
    mut kinds: impl Iterator<Item = Option<&'a DefectKind>>,
    mended: bool,
) -> Option<&'static str> {
    kinds.find_map(|kind| match kind {
        None => Some("缺陷代码不在本材料的清单中"),
        Some(kind) if mended && !kind.on_the_spot => Some("此项缺陷不能当场更正"),
        Some(_) => None,
    })
}

/// 容缺 is for what the catalogue names, at the applicant's wish, for a day inside the limit (S088).
fn not_deferred(
    desk: &Desk<'_>,
    item: &ServiceItem,
    material: &Material,
    due: Date,
    promised: bool,
) -> Option<String> {
    let today = desk.context.today();
    if !material.deferrable {
        return Some("本材料不在可容缺清单内".to_owned());
    }
    let Some(last) = checklist::last_deferral_day(item, today, &desk.context.rules.calendar) else {
        return Some("本事项不办理容缺受理".to_owned());
    };
    match due {
        due if due < today => Some("补交日期已过".to_owned()),
        due if due > last => Some(format!("补交日期最迟为{last}")),
        _ if !promised => Some("须由申请人自愿申请并签署容缺承诺书".to_owned()),
        _ => None,
    }
}

/// 告知承诺 is excluded for some classes of item altogether, each with its reason, and for what is decided on the
/// spot (S091).
fn not_committed(item: &ServiceItem, material: &Material) -> Option<String> {
    if !item.no_commitment.is_empty() {
        return Some(format!("本事项不适用告知承诺，{}", item.no_commitment));
    }
    if item.decides_on_the_spot() {
        return Some("当场作出决定的事项不适用告知承诺".to_owned());
    }
    (!material.committable).then(|| "本材料不适用告知承诺".to_owned())
}

/// A basis names a document and the place in it.
pub(super) fn is_blank(basis: &Basis) -> bool {
    basis.document.trim().is_empty() || basis.clause.trim().is_empty()
}

/// What another case of the visit has received already is not asked for again (S063). Every line it serves is
/// found by one act; a line somebody has looked at stays as it was found.
pub(super) fn take_over(desk: &Desk<'_>, id: &CaseId) -> Result<Vec<Event>, Refusal> {
    let case = examining(desk, id, "同收材料")?;
    let received = received_beside(desk.state, desk.context.rules, case);
    if received.is_empty() {
        return Err(Refusal::NothingToTake);
    }
    let taken = received.into_iter().map(|(material, other)| {
        let from = other.number_text().to_owned();
        Desk::case_event(id, CaseEvent::Examined { material, verdict: Verdict::Taken { from } })
    });
    Ok(taken.collect())
}

/// The unexamined materials of a case that another case of the same visit and applicant has received, and which.
/// The desk offers them by the same function.
pub fn received_beside<'a>(
    state: &'a State,
    rules: &Rulebook,
    case: &'a Case,
) -> Vec<(MaterialCode, &'a Case)> {
    let Some(item) = rules.edition(&case.item, &case.edition) else { return Vec::new() };
    let others: Vec<_> = state
        .beside(case)
        .filter(|other| !matches!(other.stage, Stage::Withdrawn { .. } | Stage::Refused))
        .filter_map(|other| Some((other, other.lines(rules.edition(&other.item, &other.edition)?))))
        .collect();
    let lists: Vec<_> = others.iter().map(|(_, lines)| lines.clone()).collect();
    let received = checklist::already_received(&case.lines(item), &lists).into_iter();
    received.filter_map(|(material, list)| Some((material.code.clone(), others.get(list)?.0))).collect()
}
