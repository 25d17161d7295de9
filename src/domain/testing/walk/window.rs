//! What may be tried about a post and its queue, besides the work itself.

use jiff::ToSpan;
use jiff::civil::time;

use super::{Step, WINDOWS, any_ticket, choose};
use crate::domain::command::Command;
use crate::domain::ids::OfficerId;
use crate::domain::post::{HelpReason, Offer, Reminder, ReminderKind, Thing, ThingKind};
use crate::domain::queue::{GreenReason, Slot};
use crate::domain::testing::rules::{COPY, LICENCE};
use crate::domain::testing::{World, person};
use crate::text::Clean;

/// Sixteen things.
pub(super) fn try_at(world: &World, window: &str, step: Step, what: u8) -> Command {
    let Step { pick, more, .. } = step;
    let post = world.post(window);
    let words = || Clean::new(if more.is_multiple_of(16) { " " } else { "确有原因" });
    match what {
        0 => Command::RefreshSheet,
        1 => Command::AddToHandover { note: words() },
        2 => Command::AskTakeOver { reason: words() },
        3 => {
            let to = post.takeover.map_or_else(|| OfficerId::new("B1"), |asked| asked.by);
            Command::AllowTakeOver { to }
        }
        4 => Command::StepAway {
            cover: choose(&WINDOWS, pick).into(),
            minutes: u32::from(more % 40),
            why: words(),
        },
        5 => Command::StepBack,
        6 => Command::NoteSilence { since: world.now },
        7 => Command::NoteOverdue,
        8 => Command::NoteHeard,
        9 => Command::AskHelp { why: choose(&HelpReason::ALL, pick) },
        10 => Command::AnswerHelp,
        11 => {
            let classes = ["A", "B", "Z"].iter().take(usize::from(more % 4));
            Command::SetTide { classes: classes.map(|class| (*class).to_owned()).collect() }
        }
        12 => thing(&post, pick, more),
        13 => reminder(&post, pick, more),
        14 => ticket(world, pick, more),
        _ => Command::Prioritise {
            ticket: any_ticket(world, pick),
            reason: more.is_multiple_of(2).then(|| choose(&GreenReason::ALL, more / 2)),
        },
    }
}

/// Confirms a line, mostly as somebody does who has read it.
pub(super) fn confirm(offer: &Offer, more: u8) -> Command {
    let line = offer.open_lines().next();
    let answer = line.and_then(|line| line.read_back.as_ref()).map(|asked| asked.right);
    Command::ConfirmLine {
        line: line.map_or_else(|| "none".into(), |line| line.id.clone()),
        remark: None,
        answer: if more.is_multiple_of(16) { answer.map(|right| right + 1) } else { answer },
    }
}

fn thing(post: &crate::domain::post::Post, pick: u8, more: u8) -> Command {
    if let Some(thing) = post.things.keys().next().filter(|_| more.is_multiple_of(2)) {
        return Command::GiveBackThing { thing: thing.clone(), how: Clean::new("退还") };
    }
    let name = || Clean::new("居民户口簿");
    let what = match pick % 4 {
        0 => ThingKind::Original { name: name() },
        1 => ThingKind::Seal { name: name() },
        2 => ThingKind::Blanks { name: name(), first: 9, last: u64::from(more) },
        _ => ThingKind::Cash { amount: i64::from(more).into() },
    };
    let id = format!("t{}", pick % 8).as_str().into();
    Command::KeepThing { thing: Thing { id, what, whose: Clean::new("赵小明"), case: None } }
}

fn reminder(post: &crate::domain::post::Post, pick: u8, more: u8) -> Command {
    if let Some(reminder) = post.reminders.keys().next().filter(|_| more.is_multiple_of(2)) {
        return Command::SettleReminder { reminder: reminder.clone(), outcome: Clean::new("已答复") };
    }
    let kind = if pick.is_multiple_of(2) { ReminderKind::CallBack } else { ReminderKind::Question };
    let what = Clean::new(if more.is_multiple_of(16) { "" } else { "问材料" });
    let by = more.is_multiple_of(3).then(|| time(16, 0, 0, 0));
    let id = format!("r{}", pick % 8).as_str().into();
    Command::Remind { reminder: Reminder { id, kind, who: Clean::new("钱先生"), what, by } }
}

fn ticket(world: &World, pick: u8, more: u8) -> Command {
    let class = choose(&["A", "B", "C", "Z"], pick).to_owned();
    let item = Some(choose(&[LICENCE, COPY], more).into());
    match more % 3 {
        0 => Command::TakeTicket {
            class,
            item,
            applicant: None,
            agent: None,
            green: None,
            note: Clean::default(),
        },
        1 => Command::Reserve {
            day: world.today().saturating_add(i64::from(more / 200).days()),
            slot: Slot { from: time(10, 0, 0, 0), to: time(10, 30, 0, 0) },
            class: "A".into(),
            item,
            applicant: person(),
            note: Clean::default(),
        },
        _ => Command::Arrive { ticket: any_ticket(world, pick) },
    }
}
