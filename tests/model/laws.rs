//! What must never happen, and what must have happened for that to mean anything.

use yichuang::domain::ids::OfficerId;
use yichuang::domain::post::{Change, Post, PostEvent, SheetLine};
use yichuang::domain::state::Event;

use super::door::Line;

/// A law of the post.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Law {
    /// I-18, I-24: from opening to closing somebody holds the post, whatever lapses.
    OneHolder,
    /// I-19: each change of holder raises the fence.
    FenceGrows,
    /// I-20: whoever writes holds the post, under the fence the order was made under.
    NoStaleWrite,
    /// I-22: what stood open at a handover was confirmed as it stood, line by line, by the one who came in.
    SheetConfirmed,
    /// I-23: an order that was carried out is always answered as the first time.
    SameAnswer,
    /// I-25: an act is recorded under the name of whoever did it, and on whose post.
    OwnName,
    /// I-35: an order is carried out once.
    OnceOnly,
}

impl Law {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::OneHolder,
        Self::FenceGrows,
        Self::NoStaleWrite,
        Self::SheetConfirmed,
        Self::SameAnswer,
        Self::OwnName,
        Self::OnceOnly,
    ];

    /// Its number and name.
    pub fn name(self) -> &'static str {
        match self {
            Self::OneHolder => "I-18 one holder",
            Self::FenceGrows => "I-19 the fence grows",
            Self::NoStaleWrite => "I-20 no stale write",
            Self::SheetConfirmed => "I-22 the sheet is confirmed",
            Self::SameAnswer => "I-23 the same answer",
            Self::OwnName => "I-25 under one's own name",
            Self::OnceOnly => "I-35 once only",
        }
    }
}

/// Something that happens in a model worth the name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Met {
    /// The window was opened.
    Opened,
    /// The window was closed.
    Closed,
    /// A planned handover came to its end.
    Handover,
    /// Somebody took over after the lease had lapsed.
    TakeoverLapsed,
    /// A lead took over while the lease lived.
    TakeoverByLead,
    /// A takeover was refused because the lease lived.
    LeaseAlive,
    /// An order came too late.
    StaleFence,
    /// Somebody who had lost the post was told that the earlier act had succeeded.
    ReplayAfterLoss,
    /// An acceptance was refused because the sheet was no longer true.
    SheetOutdated,
    /// An acceptance was refused because lines were open.
    Unconfirmed,
}

impl Met {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Opened,
        Self::Closed,
        Self::Handover,
        Self::TakeoverLapsed,
        Self::TakeoverByLead,
        Self::LeaseAlive,
        Self::StaleFence,
        Self::ReplayAfterLoss,
        Self::SheetOutdated,
        Self::Unconfirmed,
    ];
}

/// The first law a recorded line breaks. `before` is the post before the event and `after` after it; `wanted` is
/// the sheet as the record has it at that moment.
pub fn broken_by(line: &Line, before: &Post, after: &Post, wanted: &[SheetLine]) -> Option<Law> {
    if before.holder != after.holder && after.fence <= before.fence {
        return Some(Law::FenceGrows);
    }
    if !may_write(line, before) {
        return Some(Law::NoStaleWrite);
    }
    if line.signed != line.sent_by || line.acting_for != on_whose_post(&line.sent_by) {
        return Some(Law::OwnName);
    }
    let handed = matches!(
        line.event,
        Event::Post { what: PostEvent::HolderChanged { change: Change::Handover { .. }, .. }, .. }
    );
    if handed && !confirmed(line, wanted) {
        return Some(Law::SheetConfirmed);
    }
    None
}

/// An incomer must know the fence; everybody else must hold the post besides.
fn may_write(line: &Line, before: &Post) -> bool {
    let holds = before.holder.as_ref() == Some(&line.sent_by);
    line.sent_under == before.fence && (holds || line.comes_in)
}

/// A sits on the own post; whoever else acts there does it for A (S177).
fn on_whose_post(by: &OfficerId) -> Option<OfficerId> {
    let a = OfficerId::from("A");
    (by != &a).then_some(a)
}

fn confirmed(line: &Line, wanted: &[SheetLine]) -> bool {
    let same = |one: &SheetLine| line.confirmed.iter().filter(|seen| *seen == one).count() == 1;
    wanted.len() == line.confirmed.len() && wanted.iter().all(same)
}

/// What a recorded line lets one meet.
pub fn met_in(line: &Line, lapsed: bool) -> Option<Met> {
    let Event::Post { what, .. } = &line.event else { return None };
    match what {
        PostEvent::HolderChanged { change, .. } => Some(match change {
            Change::Opened => Met::Opened,
            Change::Handover { .. } => Met::Handover,
            Change::Takeover { .. } if lapsed => Met::TakeoverLapsed,
            Change::Takeover { .. } => Met::TakeoverByLead,
        }),
        PostEvent::Closed { .. } => Some(Met::Closed),
        _ => None,
    }
}
