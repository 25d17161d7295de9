//! Papers as drafts: what each would say, without its number. What the desk previews and what the service issues is
//! made here and nowhere else (DESIGN 4.3).

use super::case::pinned;
use crate::domain::case::{Case, Told};
use crate::domain::checklist::{self, DemandState, Exit, ExtraDemand, Line, Verdict};
use crate::domain::clock::{Limit, LimitUnit, due};
use crate::domain::ids::WindowId;
use crate::domain::item::{MaterialForm, ServiceItem};
use crate::domain::paper::{
    Demand, DemandedDefect, Handed, Handing, Paper, PaperBody, PaperKind, Snapshot, Subject,
};
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;

/// Who writes a paper, for whom and when: enough to draft one on the desk.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// Rules in force.
    pub rules: &'a Rulebook,
    /// Day of issue.
    pub on: jiff::civil::Date,
    /// Name of the handler.
    pub officer: String,
    /// On whose post, where the handler covers.
    pub acting_for: Option<String>,
}

impl Draft<'_> {
    /// A paper that belongs to no case.
    pub(super) fn loose(&self, window: &WindowId, kind: PaperKind, body: PaperBody) -> Paper {
        Paper {
            kind,
            number: None,
            on: self.on,
            window: window.clone(),
            officer: self.officer.clone(),
            acting_for: self.acting_for.clone(),
            subject: None,
            body,
            snapshot: None,
            wording: self.rules.phrases.version.clone(),
            replaces: None,
            seal: None,
        }
    }

    /// A paper of a case, with the examination it rests on.
    pub(super) fn of_case(&self, case: &Case, item: &ServiceItem, kind: PaperKind, body: PaperBody) -> Paper {
        Paper {
            subject: Some(self.subject(case, item)),
            snapshot: Some(snapshot(case)),
            replaces: case.to_replace(kind).cloned(),
            ..self.loose(&case.window, kind, body)
        }
    }

    fn subject(&self, case: &Case, item: &ServiceItem) -> Subject {
        Subject {
            case_number: case.number_text().to_owned(),
            applicant: case.applicant_name(),
            agent: case.agent.as_ref().map(|agent| agent.name.clone()),
            item: item.name.clone(),
            department: department(self.rules, item),
            received: case.received,
            corrected: case.corrected,
        }
    }
}

/// The name of the department that decides.
pub(super) fn department(rules: &Rulebook, item: &ServiceItem) -> String {
    let department = rules.hall.department(&item.department);
    department.map_or_else(|| item.department.to_string(), |department| department.name.clone())
}

fn snapshot(case: &Case) -> Snapshot {
    let allowed = case.extras.iter().filter(|extra| extra.is_allowed());
    Snapshot {
        item: case.item.clone(),
        edition: case.edition.clone(),
        answers: case.answers.clone(),
        verdicts: case.verdicts.clone(),
        allowed: allowed.map(|extra| extra.material.code.clone()).collect(),
    }
}

/// The paper an exit would issue, without its number.
///
/// # Errors
/// [`Refusal::NotFound`] when the case's item is not in the catalogue or has no ground for a refusal.
pub fn draft(case: &Case, exit: Exit, by: &Draft<'_>) -> Result<Paper, Refusal> {
    let item = pinned(by.rules, case)?;
    let lines = case.lines(item);
    let (kind, body) = match exit {
        Exit::Accept => (PaperKind::Acceptance, acceptance(item, &lines, by)),
        Exit::Receive => (
            PaperKind::Receipt,
            PaperBody::Receipt { materials: handed(&lines), regime: Some(item.correction) },
        ),
        Exit::Correct => (PaperKind::Correction, correction(case, item, &lines, by)),
        Exit::Refuse => (PaperKind::Refusal, refusal(case, item, by)?),
    };
    Ok(by.of_case(case, item, kind, body))
}

fn acceptance(item: &ServiceItem, lines: &[Line<'_>], by: &Draft<'_>) -> PaperBody {
    PaperBody::Acceptance {
        materials: handed(lines),
        regime: Some(item.correction),
        promised: item.promised,
        statutory: item.statutory,
        due: due(by.on, item.promised, &[], &by.rules.calendar),
        special_procedures: item.special_procedures.clone(),
        result: item.result.clone(),
    }
}

/// All lines missing or defective, each with every defect found: one telling (S107, I-08).
fn correction(case: &Case, item: &ServiceItem, lines: &[Line<'_>], by: &Draft<'_>) -> PaperBody {
    let limit = Limit { n: item.correction_days, unit: LimitUnit::WorkingDays };
    PaperBody::Correction {
        demands: lines.iter().filter(|line| line.verdict.is_wanting()).map(|line| demand(line, by)).collect(),
        regime: item.correction,
        days: item.correction_days,
        due: due(by.on, limit, &[], &by.rules.calendar),
        round: next_round(case),
    }
}

/// The round of the next notice; one in the place of a void one has the round of that.
pub(super) fn next_round(case: &Case) -> u32 {
    let void = case.to_replace(PaperKind::Correction).and_then(|number| case.paper(number));
    if let Some(void) = void.and_then(Told::by) {
        return void.round;
    }
    case.told.as_ref().map_or(1, |told| told.round.saturating_add(1))
}

fn demand(line: &Line<'_>, by: &Draft<'_>) -> Demand {
    let defects = match line.verdict {
        Verdict::Defective { defects } => checklist::named(line.material, defects)
            .into_iter()
            .map(|kind| DemandedDefect {
                code: kind.code.clone(),
                text: kind.text.clone(),
                remedy: kind.remedy.clone(),
            })
            .collect(),
        _ => Vec::new(),
    };
    Demand {
        material: line.material.code.clone(),
        name: line.material.name.clone(),
        originals: line.material.originals,
        copies: line.material.copies,
        defects,
        obtain: line.material.obtain.clone(),
        basis: line.material.basis.clone(),
        approved_by: line.extra.and_then(|extra| approver(extra, by)),
    }
}

/// Who allowed a demand beyond the guide: the applicant may know.
fn approver(extra: &ExtraDemand, by: &Draft<'_>) -> Option<String> {
    let DemandState::Allowed { by: lead } = &extra.state else { return None };
    let name = by.rules.hall.officer(lead).map(|officer| officer.name.clone());
    Some(name.unwrap_or_else(|| lead.to_string()))
}

fn refusal(case: &Case, item: &ServiceItem, by: &Draft<'_>) -> Result<PaperBody, Refusal> {
    let diversion = checklist::diversion(item, &case.answers)
        .ok_or_else(|| Refusal::NotFound { what: "不予受理的事由".to_owned() })?;
    Ok(PaperBody::Refusal {
        record: None,
        ground: diversion.ground,
        regime: Some(item.correction),
        reason: diversion.reason.clone(),
        instead: diversion.instead.clone(),
        basis: diversion.basis.clone(),
        confirmed_by: by.officer.clone(),
        contact: case.applicant.as_ref().map(|applicant| applicant.phone().clone()),
    })
}

/// The materials as they were handed in, with what is special about each.
pub(super) fn handed(lines: &[Line<'_>]) -> Vec<Handed> {
    lines.iter().map(handed_one).collect()
}

/// What was not handed in counts for nothing: a receipt says what lies at the window (S088).
fn handed_one(line: &Line<'_>) -> Handed {
    let how = handing(line);
    let asked = |sheets: u8| if how.is_here() { sheets } else { 0 };
    let (originals, copies) = (asked(line.material.originals), asked(line.material.copies));
    Handed { name: line.material.name.clone(), originals, copies, how }
}

fn handing(line: &Line<'_>) -> Handing {
    match line.verdict {
        Verdict::Corrected { .. } => Handing::Corrected,
        Verdict::Shared => Handing::Shared,
        Verdict::Taken { from } => Handing::Taken { from: from.clone() },
        Verdict::Deferred { due, .. } => Handing::Deferred { until: *due },
        Verdict::Committed => Handing::Committed,
        Verdict::Waived { basis } => Handing::Waived { basis: basis.clone() },
        _ if line.material.form == MaterialForm::OriginalAndCopy => Handing::Compared,
        _ => Handing::AsAsked,
    }
}
