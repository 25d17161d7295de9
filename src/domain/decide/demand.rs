//! Demands beyond the guide (S054, J02): an officer proposes with a basis, a lead decides; until then nothing is
//! accepted and nothing told.

use super::Desk;
use super::case::{bad, case, examining, item_of, stage};
use super::examination::is_blank;
use crate::domain::case::{Case, CaseEvent, Stage};
use crate::domain::checklist::{ExtraDemand, diversion, is_catch_all};
use crate::domain::hall::Role;
use crate::domain::ids::{CaseId, MaterialCode};
use crate::domain::item::{Basis, ServiceItem};
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::text::Clean;

/// Characters a name may have, and a sentence beside it: what is longer belongs into the guide.
const NAME: usize = 40;
const SENTENCE: usize = 120;

/// What an officer asks for, why, and on which basis.
pub(super) struct Proposal<'a> {
    pub(super) name: &'a Clean,
    pub(super) obtain: &'a Clean,
    pub(super) basis: &'a Basis,
    pub(super) reason: &'a Clean,
}

pub(super) fn propose(desk: &Desk<'_>, id: &CaseId, proposal: &Proposal<'_>) -> Result<Vec<Event>, Refusal> {
    let case = examining(desk, id, "提出超指南要求")?;
    let item = item_of(desk, case)?;
    check_words(proposal)?;
    let name = proposal.name.shown().trim();
    if diversion(item, &case.answers).is_some() {
        return Err(Refusal::NotAsked { material: name.to_owned() });
    }
    let in_guide = item.materials.iter().any(|material| material.name == name);
    let open = |extra: &ExtraDemand| extra.is_waiting() || extra.is_allowed();
    let proposed = case.extras.iter().any(|extra| open(extra) && extra.material.name == name);
    if in_guide || proposed {
        return Err(Refusal::DemandedAlready { name: name.to_owned() });
    }
    let basis = Basis {
        document: Clean::new(&proposal.basis.document).shown().trim().to_owned(),
        clause: Clean::new(&proposal.basis.clause).shown().trim().to_owned(),
    };
    let demand = ExtraDemand::proposed(
        free_code(case, item),
        &Clean::new(name),
        proposal.obtain,
        basis,
        proposal.reason.clone(),
        desk.context.actor.clone(),
    );
    Ok(vec![Desk::case_event(id, CaseEvent::DemandProposed { demand: Box::new(demand) })])
}

/// Everything is said, and nothing in general words: the applicant and the lead must know what is meant (S053).
fn check_words(proposal: &Proposal<'_>) -> Result<(), Refusal> {
    let Proposal { name, obtain, basis, reason } = proposal;
    let long = |text: &str, most: usize| text.chars().count() > most;
    for (field, text, most) in [
        ("材料名称", name.shown(), NAME),
        ("获取方式", obtain.shown(), SENTENCE),
        ("依据", basis.document.as_str(), SENTENCE),
        ("依据", basis.clause.as_str(), SENTENCE),
        ("理由", reason.shown(), SENTENCE),
    ] {
        if long(text, most) {
            return Err(bad(field, &format!("请简写，不超过{most}字")));
        }
    }
    if name.is_blank() {
        return Err(bad("材料名称", "请填写材料的全称"));
    }
    if is_catch_all(name.shown()) {
        return Err(Refusal::CatchAll { name: name.shown().to_owned() });
    }
    if is_blank(basis) {
        return Err(bad("依据", "请写明文件名称和条款；没有依据的不得要求提供"));
    }
    if obtain.is_blank() {
        return Err(bad("获取方式", "请写明申请人到哪里、怎样取得"));
    }
    if reason.is_blank() { Err(bad("理由", "请写明，供负责人决定")) } else { Ok(()) }
}

/// A code neither the guide nor an earlier proposal uses.
fn free_code(case: &Case, item: &ServiceItem) -> MaterialCode {
    let used = |code: &MaterialCode| {
        item.material(code).is_some() || case.extras.iter().any(|extra| &extra.material.code == code)
    };
    let codes = (case.extras.len() + 1..).map(|n| MaterialCode::new(format!("extra-{n}")));
    codes.into_iter().find(|code| !used(code)).unwrap_or_else(|| "extra".into())
}

/// What a lead allows joins the checklist and is reported (J02). After a notice it is a second telling: the lead
/// says why, and that is reported, too (J01).
pub(super) fn allow(
    desk: &Desk<'_>,
    id: &CaseId,
    code: &MaterialCode,
    reason: Option<&Clean>,
) -> Result<Vec<Event>, Refusal> {
    let (case, demand) = waiting(desk, id, code)?;
    let name = &demand.material.name;
    let basis = demand
        .material
        .basis
        .first()
        .map_or_else(String::new, |basis| format!("《{}》{}", basis.document, basis.clause));
    let mut events = vec![warned(id, "J02", format!("负责人批准超指南要求“{name}”，依据{basis}"))];
    if case.told.is_some() {
        let reason = reason.filter(|reason| !reason.is_blank());
        let reason = reason.ok_or_else(|| Refusal::DemandLate { material: name.clone() })?;
        let text = format!("首次告知未列“{name}”，负责人决定另行要求：{}", reason.shown());
        events.push(warned(id, "J01", text));
    }
    let allowed = CaseEvent::DemandAllowed { demand: code.clone(), by: desk.context.actor.clone() };
    events.push(Desk::case_event(id, allowed));
    Ok(events)
}

fn warned(id: &CaseId, code: &str, text: String) -> Event {
    Desk::case_event(id, CaseEvent::Warned { code: code.to_owned(), text })
}

pub(super) fn reject(
    desk: &Desk<'_>,
    id: &CaseId,
    code: &MaterialCode,
    reason: &Clean,
) -> Result<Vec<Event>, Refusal> {
    waiting(desk, id, code)?;
    if reason.is_blank() {
        return Err(bad("不批准的理由", "请写明，经办人据此继续审查"));
    }
    let by = desk.context.actor.clone();
    let rejected = CaseEvent::DemandRejected { demand: code.clone(), by, reason: reason.clone() };
    Ok(vec![Desk::case_event(id, rejected)])
}

/// The proposal, where the actor may decide it: a lead, and never one's own (S130 in the like).
fn waiting<'a>(
    desk: &'a Desk<'_>,
    id: &CaseId,
    code: &MaterialCode,
) -> Result<(&'a Case, &'a ExtraDemand), Refusal> {
    let case = case(desk, id)?;
    if case.stage != Stage::Examining {
        return Err(stage(case, "决定超指南要求"));
    }
    let demand = case.extras.iter().find(|extra| extra.is_waiting() && &extra.material.code == code);
    let demand =
        demand.ok_or_else(|| Refusal::NotFound { what: "待决定的超指南要求".to_owned() })?;
    if &demand.by == desk.context.actor || desk.role()? != Role::Lead {
        return Err(Refusal::DemandSecondPerson);
    }
    Ok((case, demand))
}
