//! One digit for a line's verdict, and on to the next line.

use super::form::{Form, Purpose};
use super::message::Effect;
use super::model::{Model, Tone};
use super::overlay::{DefectPick, Overlay};
use super::{Step, case, issue, moved, order};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::checklist::{Defects, Verdict, last_deferral_day};
use crate::domain::command::Command;
use crate::domain::hall::Role;
use crate::domain::ids::{CaseId, DefectCode, MaterialCode};
use crate::text::Clean;

/// The verdict an action gives at once; those with defects to pick give none.
pub(super) fn of(model: &Model, action: Action) -> Option<Verdict> {
    Some(match action {
        Action::VerdictConforming => Verdict::Conforming,
        Action::VerdictMissing => Verdict::Missing,
        Action::VerdictShared => Verdict::Shared,
        Action::VerdictCommitted => Verdict::Committed,
        Action::VerdictClear => Verdict::Unexamined,
        Action::VerdictDeferred => Verdict::Deferred { due: deferral_day(model), promised: true },
        _ => return None,
    })
}

pub(super) fn act(model: &mut Model, step: Step, action: Action) -> Vec<Effect> {
    if matches!(action, Action::VerdictDefective | Action::VerdictOnTheSpot) {
        return open_defects(model, action == Action::VerdictOnTheSpot);
    }
    let Some(verdict) = of(model, action) else { return Vec::new() };
    let Some(material) = model.lines().get(model.line).map(|line| line.material.code.clone()) else {
        model.say(Tone::Plain, words::NO_CASE);
        return Vec::new();
    };
    if let Verdict::Deferred { due, .. } = &verdict {
        let Some(case) = model.case().map(|case| case.id.clone()) else { return Vec::new() };
        let name = model.material(&material).map(|material| material.name.clone()).unwrap_or_default();
        let lines = words::deferral_lines(&name, *due);
        let command = Command::Examine { case, material, verdict, reason: None };
        return issue::ask(model, words::DEFERRAL_TITLE, lines, command);
    }
    give(model, step, material, verdict)
}

/// Takes over what another case of the visit has received.
pub(super) fn take_over(model: &mut Model, step: Step) -> Vec<Effect> {
    let Some(case) = model.case().map(|case| case.id.clone()) else {
        model.say(Tone::Plain, words::NO_CASE);
        return Vec::new();
    };
    let effects = order::place(model, step, Command::TakeOverMaterials { case });
    if !effects.is_empty() {
        model.go_to(case::first_unexamined(model).unwrap_or(0));
    }
    effects
}

pub(super) fn give(model: &mut Model, step: Step, material: MaterialCode, verdict: Verdict) -> Vec<Effect> {
    let Some(case) = model.case().map(|case| case.id.clone()) else { return Vec::new() };
    if is_exception(model, &case, &material, &verdict) {
        let purpose = Purpose::TellAgain(case, material, verdict);
        let form = Form::one(purpose, words::TELL_AGAIN_TITLE, words::REASON_FIELD);
        model.overlay = Some(Overlay::Form(Box::new(form)));
        return Vec::new();
    }
    let clearing = verdict == Verdict::Unexamined;
    let effects = order::place(model, step, Command::Examine { case, material, verdict, reason: None });
    if !effects.is_empty() && !clearing {
        model.go_to(next_line(model));
    }
    effects
}

/// Whether only a lead's reason stands between the verdict and the line: what was told once is closed, and a lead may
/// open it (J01).
fn is_exception(model: &Model, case: &CaseId, material: &MaterialCode, verdict: &Verdict) -> bool {
    let may = |reason| {
        let (case, material, verdict) = (case.clone(), material.clone(), verdict.clone());
        order::preview(model, &Command::Examine { case, material, verdict, reason }).is_ok()
    };
    is_lead(model) && !may(None) && may(Some(Clean::new(words::REASON_FIELD)))
}

/// Whether a lead stands here, who may allow what was told once to be told again.
/// Whether the officer at this desk is a lead.
pub fn is_lead(model: &Model) -> bool {
    model.session.as_ref().is_some_and(|session| session.officer.role == Role::Lead)
}

/// The next line still to be examined, from the cursor on and round; the next line when all are done.
fn next_line(model: &Model) -> usize {
    let lines = model.lines();
    let open = |at: &usize| lines.get(*at).is_some_and(|line| *line.verdict == Verdict::Unexamined);
    let after = (model.line + 1..lines.len()).find(open);
    after
        .or_else(|| case::first_unexamined(model))
        .unwrap_or_else(|| moved(model.line, lines.len(), Action::Down))
}

/// The last day the rules allow; today where they allow none, which the rules then say.
fn deferral_day(model: &Model) -> jiff::civil::Date {
    let rules = model.rules.as_ref().zip(model.item());
    let last = rules.and_then(|(rules, item)| last_deferral_day(item, model.today(), &rules.calendar));
    last.unwrap_or_else(|| model.today())
}

fn open_defects(model: &mut Model, on_the_spot: bool) -> Vec<Effect> {
    let picked = model.lines().get(model.line).map(|line| {
        let marked = match line.verdict {
            Verdict::Defective { defects } | Verdict::Corrected { defects } => {
                defects.iter().cloned().collect()
            }
            _ => Vec::new(),
        };
        let any = line.material.defects.iter().any(|defect| defect.on_the_spot || !on_the_spot);
        (DefectPick { material: line.material.code.clone(), on_the_spot, marked, several: false, at: 0 }, any)
    });
    match picked {
        Some((pick, true)) => model.overlay = Some(Overlay::Defects(pick)),
        Some((_, false)) => model.say(Tone::Bad, words::NO_DEFECTS_TO_PICK),
        None => model.say(Tone::Plain, words::NO_CASE),
    }
    Vec::new()
}

/// A digit marks the defect and is done; Tab marks and stays; Enter is done with what is marked, or with the
/// one under the cursor when nothing is.
pub(super) fn pick_defect(
    model: &mut Model,
    step: Step,
    mut pick: DefectPick,
    action: Action,
) -> Vec<Effect> {
    let offered = offered(model, &pick);
    if let Some(digit) = action.choice() {
        let Some(code) = digit.checked_sub(1).and_then(|at| offered.get(at)) else {
            model.say(Tone::Plain, words::NO_SUCH_CHOICE);
            model.overlay = Some(Overlay::Defects(pick));
            return Vec::new();
        };
        if !pick.several {
            pick.marked.clear();
        }
        if !pick.marked.contains(code) {
            pick.marked.push(code.clone());
        }
        return done(model, step, pick);
    }
    match action {
        Action::Cancel => return Vec::new(),
        Action::Confirm => {
            if pick.marked.is_empty() {
                pick.marked.extend(offered.get(pick.at).cloned());
            }
            return done(model, step, pick);
        }
        Action::NextPane => {
            pick.several = true;
            if let Some(code) = offered.get(pick.at) {
                match pick.marked.iter().position(|marked| marked == code) {
                    Some(at) => drop(pick.marked.remove(at)),
                    None => pick.marked.push(code.clone()),
                }
            }
            pick.at = moved(pick.at, offered.len(), Action::Down);
        }
        other => pick.at = moved(pick.at, offered.len(), other),
    }
    model.overlay = Some(Overlay::Defects(pick));
    Vec::new()
}

/// The defects that can be picked: for a correction at the counter only those the catalogue allows it for.
fn offered(model: &Model, pick: &DefectPick) -> Vec<DefectCode> {
    model.material(&pick.material).map_or_else(Vec::new, |material| {
        material
            .defects
            .iter()
            .filter(|defect| defect.on_the_spot || !pick.on_the_spot)
            .map(|defect| defect.code.clone())
            .collect()
    })
}

fn done(model: &mut Model, step: Step, pick: DefectPick) -> Vec<Effect> {
    let codes: std::collections::BTreeSet<DefectCode> = pick.marked.iter().cloned().collect();
    let Ok(defects) = Defects::try_from(codes) else { return Vec::new() };
    let verdict =
        if pick.on_the_spot { Verdict::Corrected { defects } } else { Verdict::Defective { defects } };
    give(model, step, pick.material, verdict)
}
