//! Who is there: short absences with their sign, silence, calls for the lead, the tide; and what lies on the desk
//! (S048, S049, S183, S184).

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::{Desk, post};
use crate::domain::command::Command;
use crate::domain::ids::WindowId;
use crate::domain::post::{Away, Help, PostEvent, Reminder, Thing, ThingKind, Tide};
use crate::domain::refusal::Refusal;
use crate::domain::state::Event;
use crate::domain::ticket::TicketState;
use crate::text::Clean;

pub(super) fn decide(desk: &Desk<'_>) -> Result<Vec<Event>, Refusal> {
    let at = desk.context.now;
    let event = match &desk.order.command {
        Command::StepAway { cover, minutes, why } => step_away(desk, cover, *minutes, why)?,
        Command::StepBack => {
            desk.post.away.as_ref().ok_or(Refusal::NotAway)?;
            post::not_elsewhere(desk)?;
            PostEvent::SteppedBack { at }
        }
        Command::NoteSilence { since } => silence(desk, *since)?,
        Command::NoteOverdue => {
            let away = desk.post.away.as_ref().filter(|away| !away.overdue && away.back_by < at);
            away.ok_or(Refusal::NothingToNote)?;
            PostEvent::AwayOverdue { at }
        }
        Command::NoteHeard => {
            desk.post.silent_since.ok_or(Refusal::NothingToNote)?;
            PostEvent::HeardAgain { at }
        }
        Command::AskHelp { why } => PostEvent::HelpAsked { help: Help { at, why: *why } },
        Command::AnswerHelp => {
            desk.lead("应答呼叫")?;
            desk.post.help.as_ref().ok_or(Refusal::NothingAsked)?;
            PostEvent::HelpAnswered { by: desk.context.actor.clone(), at }
        }
        Command::SetTide { classes } => tide(desk, classes)?,
        Command::KeepThing { thing } => keep(thing)?,
        Command::GiveBackThing { thing, how } => {
            desk.post.things.get(thing).ok_or_else(|| not_there("这件物品"))?;
            PostEvent::ThingGone { thing: thing.clone(), how: said(how, "去向")? }
        }
        Command::Remind { reminder } => remind(reminder)?,
        Command::SettleReminder { reminder, outcome } => {
            desk.post.reminders.get(reminder).ok_or_else(|| not_there("这条提醒"))?;
            PostEvent::ReminderDone { reminder: reminder.clone(), outcome: said(outcome, "结果")? }
        }
        _ => return Err(not_there("此操作")),
    };
    Ok(vec![desk.post_event(event)])
}

fn not_there(what: &str) -> Refusal {
    Refusal::NotFound { what: what.to_owned() }
}

fn bad(field: &str, problem: &str) -> Refusal {
    Refusal::BadField { field: field.to_owned(), problem: problem.to_owned() }
}

fn said(text: &Clean, field: &str) -> Result<Clean, Refusal> {
    if text.is_blank() { Err(bad(field, "请写明")) } else { Ok(text.clone()) }
}

/// The sign needs a window that receives, and nobody may be left standing at this one.
fn step_away(desk: &Desk<'_>, cover: &WindowId, minutes: u32, why: &Clean) -> Result<PostEvent, Refusal> {
    let busy = |ticket: &&crate::domain::ticket::Ticket| {
        matches!(ticket.state, TicketState::Called { .. } | TicketState::Serving { .. })
    };
    if let Some(ticket) = desk.state.at(&desk.order.window).find(busy) {
        return Err(Refusal::Busy { ticket: ticket.no.to_string() });
    }
    if let Some(covered) = post::covered(desk) {
        return Err(Refusal::Covering { window: covered.window.to_string() });
    }
    let no = |why: &str| Refusal::BadCover { window: cover.to_string(), why: why.to_owned() };
    if cover == &desk.order.window {
        return Err(no("就是本窗口"));
    }
    desk.context.hall().window(cover).ok_or_else(|| no("没有这个窗口"))?;
    let there = desk.state.post(cover);
    if there.holder.as_ref() == Some(desk.context.actor) || !there.is_attended() {
        return Err(no("现在无人在岗"));
    }
    let longest = Away::LONGEST.as_mins();
    if minutes == 0 || i64::from(minutes) > longest {
        return Err(bad("离开时间", &format!("请填1至{longest}分钟；更久的请办交接（F6）")));
    }
    let since = desk.context.now;
    let back_by = since.saturating_add(SignedDuration::from_mins(minutes.into())).unwrap_or(since);
    let away = Away { since, back_by, cover: cover.clone(), why: said(why, "事由")?, overdue: false };
    Ok(PostEvent::SteppedAway { away })
}

/// A post whose holder's desk is silent counts as empty, unless the sign is up; its holder stays its holder (I-24).
fn silence(desk: &Desk<'_>, since: Timestamp) -> Result<PostEvent, Refusal> {
    let held = desk.post.holder.is_some() && desk.post.away.is_none();
    if !held || !desk.context.lease_lapsed || desk.post.silent_since.is_some() {
        return Err(Refusal::NothingToNote);
    }
    Ok(PostEvent::FellSilent { since, at: desk.context.now })
}

fn tide(desk: &Desk<'_>, classes: &BTreeSet<String>) -> Result<PostEvent, Refusal> {
    desk.lead("设潮汐窗口")?;
    let known = desk.context.hall().classes();
    if let Some(unknown) = classes.iter().find(|class| !known.contains(class.as_str())) {
        return Err(bad("叫号类别", &format!("没有{unknown}类")));
    }
    let (by, since) = (desk.context.actor.clone(), desk.context.now);
    let tide = (!classes.is_empty()).then(|| Tide { classes: classes.clone(), by, since });
    Ok(PostEvent::TideSet { tide })
}

fn keep(thing: &Thing) -> Result<PostEvent, Refusal> {
    match &thing.what {
        ThingKind::Original { name } | ThingKind::Seal { name } => said(name, "名称").map(drop)?,
        ThingKind::Blanks { name, first, last } => {
            said(name, "名称")?;
            if last < first {
                return Err(bad("起止号", "止号小于起号"));
            }
        }
        ThingKind::Cash { amount } => {
            if amount.is_sign_negative() || amount.scale() > 2 {
                return Err(bad("金额", "请填到分，不能为负"));
            }
        }
    }
    Ok(PostEvent::ThingKept { thing: thing.clone() })
}

fn remind(reminder: &Reminder) -> Result<PostEvent, Refusal> {
    said(&reminder.what, reminder.kind.label())?;
    Ok(PostEvent::Reminded { reminder: reminder.clone() })
}
