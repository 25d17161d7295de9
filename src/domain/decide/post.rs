//! Opening, closing and takeover of a post (DESIGN 4.6). Whoever comes in is in before anybody is out.

use super::Desk;
use crate::domain::command::Command;
use crate::domain::hall::Role;
use crate::domain::post::{Change, Post, PostEvent, ReminderKind};
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::text::Clean;

pub(super) fn decide(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    match &desk.order.command {
        Command::TakePost => take(desk),
        Command::ClosePost => close(desk),
        Command::AskTakeOver { reason } => ask(desk, reason),
        Command::AllowTakeOver { to } => allow(desk, to),
        Command::TakeOver { reason } => take_over(desk, reason),
        _ => Err(Refusal::NotFound { what: "此操作".to_owned() }),
    }
}

fn take(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    if desk.post.holder.is_some() {
        return Err(Refusal::PostHeld { holder: desk.holder_name() });
    }
    of_the_pair(desk)?;
    not_elsewhere(desk)?;
    Ok(vec![change(desk, Change::Opened)])
}

/// Nothing of anybody may be left on a closed window, and nobody may be sent to it.
fn close(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    let left = |what: String| Err(Refusal::NotEmpty { what });
    if let Some(ticket) = desk.state.at(&desk.order.window).next() {
        return left(format!("{}号", ticket.no));
    }
    if let Some(offer) = &desk.post.offer {
        return Err(Refusal::AlreadyOffered { to: desk.context.name(&offer.to) });
    }
    if let Some(thing) = desk.post.things.values().find(|thing| thing.what.must_go()) {
        return left(thing.what.words());
    }
    let promised = desk.post.reminders.values().find(|reminder| reminder.kind == ReminderKind::CallBack);
    if let Some(call) = promised.filter(|call| call.by.is_some()) {
        return left(format!("答应{}的回电", call.who.shown()));
    }
    if let Some(covered) = covered(desk) {
        return Err(Refusal::Covering { window: covered.window.to_string() });
    }
    Ok(vec![desk.post_event(PostEvent::Closed { at: desk.context.now, fence: desk.post.fence.next() })])
}

/// The window whose sign points here.
pub(super) fn covered<'a>(desk: &'a Desk<'_>) -> Option<&'a Post> {
    let posts = desk.state.posts.values().map(|post| &post.value);
    posts.into_iter().find(|post| post.away.as_ref().is_some_and(|away| away.cover == desk.order.window))
}

/// While the holder's desk still answers, a takeover is for a lead to allow (S176).
fn ask(desk: &Desk<'_>, reason: &Clean) -> Result<Vec<Event>, Refusal> {
    of_the_pair(desk)?;
    check_reason(reason)?;
    let holder = desk.post.holder.as_ref().filter(|holder| *holder != desk.context.actor);
    holder.ok_or(Refusal::NothingToTakeOver)?;
    let (by, reason, at) = (desk.context.actor.clone(), reason.clone(), desk.context.now);
    Ok(vec![desk.post_event(PostEvent::TakeoverAsked { by, reason, at })])
}

fn allow(desk: &Desk<'_>, to: &crate::domain::ids::OfficerId) -> Result<Vec<Event>, Refusal> {
    desk.lead("批准接管")?;
    let asked = desk.post.takeover.as_ref().filter(|asked| &asked.by == to && asked.allowed.is_none());
    asked.ok_or(Refusal::NothingAsked)?;
    let by = desk.context.actor.clone();
    Ok(vec![desk.post_event(PostEvent::TakeoverAllowed { by, at: desk.context.now })])
}

/// A lapsed lease permits a takeover, a lead may order or allow one; neither empties the post (I-24).
fn take_over(desk: &Desk<'_>, reason: &Clean) -> Result<Vec<Event>, Refusal> {
    let lead = desk.role()? == Role::Lead;
    if !lead {
        of_the_pair(desk)?;
    }
    if desk.post.holder.as_ref() == Some(desk.context.actor) {
        return Err(Refusal::PostHeld { holder: desk.holder_name() });
    }
    let permitted = desk.post.takeover.as_ref();
    let permitted = permitted.filter(|asked| asked.permits(desk.context.actor, desk.context.now));
    if desk.post.holder.is_some() && !desk.context.lease_lapsed && !lead && permitted.is_none() {
        return Err(Refusal::LeaseAlive { holder: desk.holder_name() });
    }
    check_reason(reason)?;
    not_elsewhere(desk)?;
    let allowed_by = permitted.and_then(|asked| asked.allowed.as_ref()).map(|(lead, _)| lead.clone());
    Ok(vec![change(desk, Change::Takeover { reason: reason.clone(), allowed_by })])
}

fn check_reason(reason: &Clean) -> Result<(), Refusal> {
    if reason.is_blank() {
        let problem = "请写明原因，接管留有记录".to_owned();
        return Err(Refusal::BadField { field: "接管原因".to_owned(), problem });
    }
    Ok(())
}

pub(super) fn change(desk: &Desk<'_>, change: Change) -> Event {
    desk.post_event(PostEvent::HolderChanged {
        to: desk.context.actor.clone(),
        fence: desk.post.fence.next(),
        at: desk.context.now,
        change,
    })
}

fn of_the_pair(desk: &Desk<'_>) -> Result<(), Refusal> {
    let side = desk.context.hall().side(&desk.order.window, desk.context.actor, desk.context.today());
    if side.is_some() { Ok(()) } else { Err(Refusal::NotOfThePair) }
}

/// Nobody sits at two desks: who comes in here would leave the other one empty, unless its sign is up (S179).
pub(super) fn not_elsewhere(desk: &Desk<'_>) -> Result<(), Refusal> {
    let elsewhere = desk.state.posts.values().map(|post| &post.value).find(|post| {
        post.window != desk.order.window
            && post.holder.as_ref() == Some(desk.context.actor)
            && post.away.is_none()
    });
    elsewhere.map_or(Ok(()), |post| Err(Refusal::HoldsAnother { window: post.window.to_string() }))
}
