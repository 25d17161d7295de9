//! Planned handover: A offers, B confirms line by line and says the critical ones back, B is in and A out in one
//! event (DESIGN 4.6, S178–S182; FAA JO 7110.65 App. A).

use std::collections::BTreeMap;

use super::{Desk, sheet};
use crate::domain::command::Command;
use crate::domain::hall::Role;
use crate::domain::ids::{OfficerId, SheetLineId};
use crate::domain::paper::{PaperBody, PaperKind};
use crate::domain::post::{Change, Occasion, Offer, PostEvent, SheetLine};
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::text::Clean;

pub(super) fn decide(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    match &desk.order.command {
        Command::OfferHandover { note, occasion, to } => offer(desk, note, occasion, to.as_ref()),
        Command::RefreshSheet => refresh(desk),
        Command::WithdrawHandover => {
            desk.post.offer.as_ref().ok_or(Refusal::NoOffer)?;
            Ok(vec![desk.post_event(PostEvent::OfferWithdrawn)])
        }
        Command::ConfirmLine { line, remark, answer } => confirm(desk, line, remark.clone(), *answer),
        Command::AcceptHandover => accept(desk),
        Command::AddToHandover { note } => add(desk, note),
        _ => Err(Refusal::NotFound { what: "此操作".to_owned() }),
    }
}

/// A composes, the sheet writes itself; the post stays A's until B accepts (先进后出, S179).
fn offer(
    desk: &Desk<'_>,
    note: &Clean,
    occasion: &Occasion,
    to: Option<&OfficerId>,
) -> Result<Vec<Event>, Refusal> {
    if let Some(offer) = &desk.post.offer {
        return Err(Refusal::AlreadyOffered { to: desk.context.name(&offer.to) });
    }
    let to = to.cloned().map_or_else(|| partner(desk), Ok)?;
    check_receiver(desk, &to)?;
    check_occasion(desk, occasion, &to)?;
    let offer = Offer {
        from: desk.context.actor.clone(),
        to,
        at: desk.context.now,
        occasion: occasion.clone(),
        lines: now(desk),
        note: note.clone(),
        confirmed: BTreeMap::new(),
    };
    Ok(vec![desk.post_event(PostEvent::Offered { offer: Box::new(offer) })])
}

/// The other one of the pair; whoever stands in hands back to A.
fn partner(desk: &Desk<'_>) -> Result<OfficerId, Refusal> {
    let window = desk.context.hall().window(&desk.order.window).ok_or(Refusal::NotOfThePair)?;
    let (a, b) = (window.post_a(desk.context.today()), window.post_b(desk.context.today()));
    Ok(if a == desk.context.actor { b.clone() } else { a.clone() })
}

/// A post passes within its pair of the day, or to a lead.
fn check_receiver(desk: &Desk<'_>, to: &OfficerId) -> Result<(), Refusal> {
    let hall = desk.context.hall();
    let of_the_pair = hall.side(&desk.order.window, to, desk.context.today()).is_some();
    let lead = hall.officer(to).is_some_and(|officer| officer.role == Role::Lead);
    if to == desk.context.actor || !(of_the_pair || lead) {
        return Err(Refusal::NotAReceiver { to: desk.context.name(to) });
    }
    Ok(())
}

fn check_occasion(desk: &Desk<'_>, occasion: &Occasion, to: &OfficerId) -> Result<(), Refusal> {
    let bad = |field: &str, problem: &str| {
        Err(Refusal::BadField { field: field.to_owned(), problem: problem.to_owned() })
    };
    let window = desk.context.hall().window(&desk.order.window).ok_or(Refusal::NotOfThePair)?;
    let today = desk.context.today();
    match occasion {
        Occasion::Noon => noon(desk, to),
        Occasion::Leave { until, .. } if *until < today => bad("请假至", "日期已过"),
        Occasion::Leave { approver, .. } if approver.is_blank() => bad("批准人", "请写明由谁批准"),
        Occasion::Leave { reference, .. } if reference.is_blank() => bad("批准文号", "请写明请假审批的编号"),
        Occasion::Shift | Occasion::Leave { .. } => Ok(()),
        Occasion::Rotation if window.rota.iter().any(|turn| &turn.officer == to && turn.to >= today) => {
            Ok(())
        }
        Occasion::Rotation => bad("轮岗", "轮岗表上没有接岗人，请核对"),
        Occasion::Return if window.post_a(today) == to => Ok(()),
        Occasion::Return => bad("返岗", "返岗只能交还本窗口的A岗"),
    }
}

/// Two groups, one of them always on duty (S185): nobody hands over to who is about to eat.
fn noon(desk: &Desk<'_>, to: &OfficerId) -> Result<(), Refusal> {
    let bad = |problem: String| Err(Refusal::BadField { field: "午间轮值".to_owned(), problem });
    let Some(noon) = &desk.context.hall().noon else {
        return bad("本大厅没有设午间轮值，请选换班".to_owned());
    };
    let time = desk.context.time().max(noon.from);
    if !noon.holds(time) {
        return bad(format!("午间轮值到{}为止，请选换班", noon.to.strftime("%H:%M")));
    }
    if noon.is_off(to, time) {
        return bad(format!("{}这时也在休息，两人不能同时离岗", desk.context.name(to)));
    }
    Ok(())
}

/// What reads as it did stays confirmed.
fn refresh(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    let offer = desk.post.offer.as_ref().ok_or(Refusal::NoOffer)?;
    if desk.context.actor != &offer.from && desk.context.actor != &offer.to {
        return Err(Refusal::NoOffer);
    }
    Ok(vec![desk.post_event(PostEvent::SheetRefreshed { lines: now(desk) })])
}

fn confirm(
    desk: &Desk<'_>,
    id: &SheetLineId,
    remark: Option<Clean>,
    answer: Option<usize>,
) -> Result<Vec<Event>, Refusal> {
    let offer = offered_to_me(desk)?;
    let line = offer.open_lines().find(|open| &open.id == id).ok_or(Refusal::NoSuchLine)?;
    if let Some(asked) = &line.read_back
        && answer != Some(asked.right)
    {
        return Err(match answer {
            None => Refusal::ReadBackFirst { question: asked.question.clone() },
            Some(_) => Refusal::WrongReadBack { question: asked.question.clone() },
        });
    }
    let remark = remark.filter(|remark| !remark.is_blank());
    Ok(vec![desk.post_event(PostEvent::LineConfirmed { line: id.clone(), remark })])
}

/// B in and A out in one event. The sheet must still be true: what changed after it was written was not
/// confirmed by anybody (I-22).
fn accept(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    let offer = offered_to_me(desk)?;
    let count = offer.open_lines().count();
    if count > 0 {
        return Err(Refusal::Unconfirmed { count });
    }
    if offer.lines != now(desk) {
        return Err(Refusal::SheetOutdated);
    }
    super::post::not_elsewhere(desk)?;
    let remarks = offer.confirmed.iter().filter_map(|(id, remark)| Some((id.clone(), remark.clone()?)));
    let body = PaperBody::Handover {
        from: desk.context.name(&offer.from),
        to: desk.context.name(&offer.to),
        occasion: offer.occasion.clone(),
        lines: offer.lines.clone(),
        remarks: remarks.collect(),
        note: offer.note.clone(),
    };
    let paper = super::exits::by(desk).loose(&desk.order.window, PaperKind::Handover, body);
    Ok(vec![super::post::change(desk, Change::Handover { paper: Box::new(paper) })])
}

/// The outgoer stays for two minutes and looks for omissions.
fn add(desk: &Desk<'_>, note: &Clean) -> Result<Vec<Event>, Refusal> {
    let handed = desk.post.handed.as_ref().filter(|handed| &handed.from == desk.context.actor);
    let open = handed.is_some_and(|handed| handed.is_open(desk.context.now));
    if !open {
        return Err(Refusal::HandoverOver);
    }
    if note.is_blank() {
        let problem = "请写明要补充的内容".to_owned();
        return Err(Refusal::BadField { field: "补充交接".to_owned(), problem });
    }
    Ok(vec![desk.post_event(PostEvent::HandoverAdded { note: note.clone() })])
}

fn now(desk: &Desk<'_>) -> Vec<SheetLine> {
    sheet::sheet(desk.state, &desk.order.window, desk.context)
}

fn offered_to_me<'a>(desk: &'a Desk<'_>) -> Result<&'a Offer, Refusal> {
    desk.post.offer.as_ref().filter(|offer| &offer.to == desk.context.actor).ok_or(Refusal::NoOffer)
}
