//! What is told to somebody before, or instead of, an application: the guide for their situation (N-03), and where
//! to go (引导单, first-contact duty).

use super::draft::{Draft, department};
use super::exits::by;
use super::{Desk, case, ticket};
use crate::domain::checklist;
use crate::domain::condition::Answers;
use crate::domain::fee::{self, FeeInputs};
use crate::domain::hall::{Hall, Window};
use crate::domain::ids::{ItemCode, QuestionCode, TicketNo, WindowId};
use crate::domain::item::{Material, ServiceItem};
use crate::domain::paper::{Chosen, Guide, GuideFee, GuideMaterial, Paper, PaperBody, PaperKind, Place};
use crate::domain::post::PostEvent;
use crate::domain::refusal::Refusal;
use crate::domain::rulebook::Rulebook;
use crate::domain::state::Event;
use crate::text::Clean;

pub(super) fn issue(
    desk: &Desk<'_>,
    item: &ItemCode,
    answers: &Answers,
    who: Option<&Clean>,
) -> Result<Vec<Event>, Refusal> {
    let item = case::item_today(desk, item)?;
    let asked = checklist::questions(item, answers);
    let known = |code: &QuestionCode| asked.iter().find(|question| &question.code == code);
    if answers.iter().any(|(code, choice)| known(code).is_none_or(|question| !question.takes(choice))) {
        return Err(Refusal::NoSuchChoice);
    }
    let paper = draft_guidance(item, answers, who.cloned(), &desk.order.window, &by(desk))?;
    Ok(vec![issued(desk, paper)])
}

fn issued(desk: &Desk<'_>, paper: Paper) -> Event {
    desk.post_event(PostEvent::PaperIssued { paper: Box::new(paper) })
}

/// N-03 for a situation, as far as it was told, without its number.
///
/// # Errors
/// [`Refusal::Fee`] where no one standard of the fee is in force: nobody is told that nothing is charged then.
pub fn draft_guidance(
    item: &ServiceItem,
    answers: &Answers,
    who: Option<Clean>,
    window: &WindowId,
    by: &Draft<'_>,
) -> Result<Paper, Refusal> {
    let guide = Box::new(guide(item, answers, by)?);
    Ok(by.loose(window, PaperKind::Guidance, PaperBody::Guidance { who, guide }))
}

fn guide(item: &ServiceItem, answers: &Answers, by: &Draft<'_>) -> Result<Guide, Refusal> {
    let asked = checklist::questions(item, answers);
    let open = asked.iter().filter(|question| !answers.contains_key(&question.code));
    Ok(Guide {
        item: item.name.clone(),
        edition: item.edition.clone(),
        department: department(by.rules, item),
        basis: item.basis.clone(),
        conditions: item.conditions.clone(),
        situation: asked.iter().filter_map(|question| chosen(question, answers)).collect(),
        open: open.map(|question| question.text.clone()).collect(),
        diversion: checklist::diversion(item, answers).cloned(),
        materials: item.materials.iter().filter_map(|material| told(item, material, answers)).collect(),
        steps: item.steps.clone(),
        statutory: item.statutory,
        promised: item.promised,
        special_procedures: item.special_procedures.clone(),
        regime: item.correction,
        fee: told_fee(by.rules, item, answers, by.on)?,
        result: item.result.clone(),
        delivery: item.delivery.clone(),
        place: item.place.clone(),
        hours: item.hours.clone(),
        phone: item.phone.clone(),
        supervision_phone: item.supervision_phone.clone(),
    })
}

fn chosen(question: &crate::domain::item::Question, answers: &Answers) -> Option<Chosen> {
    let given = answers.get(&question.code)?;
    let choice = question.choices.iter().find(|choice| &choice.code == given);
    let counted = question.number.as_ref().map(|range| format!("{given}{}", range.unit));
    let answer = choice.map(|choice| choice.text.clone()).or(counted)?;
    Some(Chosen { question: question.text.clone(), answer })
}

/// A material that is asked for, or that may be once the open questions are answered.
fn told(item: &ServiceItem, material: &Material, answers: &Answers) -> Option<GuideMaterial> {
    let depends = match settled(item, material, answers) {
        Some(true) => Vec::new(),
        Some(false) => return None,
        None => open_questions(item, material, answers),
    };
    Some(GuideMaterial {
        name: material.name.clone(),
        form: material.form,
        originals: material.originals,
        copies: material.copies,
        source: material.source,
        obtain: material.obtain.clone(),
        points: material.checkpoints.clone(),
        basis: material.basis.clone(),
        deferrable: material.deferrable,
        committable: material.committable,
        shareable: material.shareable,
        depends,
    })
}

fn settled(item: &ServiceItem, material: &Material, answers: &Answers) -> Option<bool> {
    material.when.settled(answers, &|code| may_be_asked(item, code, answers))
}

/// Whether a question without an answer may still come up. Questions hang on earlier ones, so this ends.
fn may_be_asked(item: &ServiceItem, code: &QuestionCode, answers: &Answers) -> bool {
    let at = item.questions.iter().position(|question| &question.code == code);
    at.and_then(|at| item.questions.get(at)).is_some_and(|question| {
        let earlier = |code: &QuestionCode| {
            item.questions.iter().take(at.unwrap_or(0)).any(|question| &question.code == code)
                && may_be_asked(item, code, answers)
        };
        question.when.settled(answers, &earlier) != Some(false)
    })
}

fn open_questions(item: &ServiceItem, material: &Material, answers: &Answers) -> Vec<String> {
    let mentioned: Vec<&QuestionCode> = material
        .when
        .mentions()
        .into_iter()
        .map(|(question, _)| question)
        .chain(material.when.ranges().into_iter().map(|(question, _)| question))
        .collect();
    let open = |code: &QuestionCode| mentioned.contains(&code) && !answers.contains_key(code);
    item.questions.iter().filter(|q| open(&q.code)).map(|question| question.text.clone()).collect()
}

/// What is known of the fee before an application: the standard and its basis, and the amount where it is settled.
fn told_fee(
    rules: &Rulebook,
    item: &ServiceItem,
    answers: &Answers,
    on: jiff::civil::Date,
) -> Result<Option<GuideFee>, Refusal> {
    let Some(code) = &item.fee else { return Ok(None) };
    // A standard that cannot be told for certain is no "free of charge" (LN23: fees as published).
    let standard =
        fee::in_force(&rules.fees, code, on).map_err(|error| Refusal::Fee { why: error.to_string() })?;
    if standard.lines.is_empty() {
        return Ok(None);
    }
    let quote = super::quote(rules, item, answers, &FeeInputs::new(), on).ok();
    Ok(Some(GuideFee {
        title: standard.title.clone(),
        basis: standard.basis.clone(),
        total: quote.as_ref().map(|quote| quote.total),
        exempted: quote.and_then(|quote| quote.exempted),
    }))
}

/// First-contact duty: whoever is asked first says where to go, on paper.
pub(super) fn refer(
    desk: &Desk<'_>,
    ticket: Option<&TicketNo>,
    matter: &Clean,
    to: &Place,
    why: &Clean,
) -> Result<Vec<Event>, Refusal> {
    for (field, text) in [("办理事宜", matter), ("应去何处", &to.name), ("说明", why)] {
        if text.is_blank() {
            return Err(case::bad(field, "请写明，群众凭单前往"));
        }
    }
    if let Some(no) = ticket {
        ticket::mine(desk, no)?;
    }
    let body = PaperBody::Referral {
        who: visitor(desk, ticket),
        ticket: None,
        matter: matter.clone(),
        to: to.clone(),
        why: why.clone(),
    };
    Ok(vec![referral(desk, body)])
}

fn visitor(desk: &Desk<'_>, ticket: Option<&TicketNo>) -> Option<Clean> {
    let ticket = ticket.and_then(|no| desk.state.ticket(no))?;
    ticket.applicant.as_ref().map(|applicant| applicant.name().clone())
}

fn referral(desk: &Desk<'_>, body: PaperBody) -> Event {
    issued(desk, by(desk).loose(&desk.order.window, PaperKind::Referral, body))
}

/// A ticket that is sent to another window takes its paper along (S070).
pub(super) fn redirected(desk: &Desk<'_>, no: &TicketNo, to: &Window, why: &Clean) -> Event {
    let item = desk.state.ticket(no).and_then(|ticket| ticket.item.as_ref());
    let name = item.and_then(|code| desk.context.rules.name_on(code, desk.context.today()));
    let body = PaperBody::Referral {
        who: visitor(desk, Some(no)),
        ticket: Some(no.clone()),
        matter: Clean::new(name.unwrap_or(&to.name)),
        to: place(desk.context.hall(), to),
        why: why.clone(),
    };
    referral(desk, body)
}

fn place(hall: &Hall, window: &Window) -> Place {
    Place {
        name: Clean::new(format!("{}号窗口（{}）", window.id, window.name)),
        address: Clean::new(format!("{}{}", hall.name, window.place)),
        phone: Clean::new(hall.phone.as_str()),
    }
}
