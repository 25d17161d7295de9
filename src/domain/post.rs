//! The post (岗位) of a window: who holds it, its fence, and the handover that is on offer (DESIGN 4.6).

mod loose;
mod offer;
mod presence;
mod sheet;
mod things;

pub use loose::Loose;
pub use offer::{Handed, Occasion, Offer};
pub use presence::{Away, Help, HelpReason, TakeoverAsked, Tally, Tide};
pub use sheet::{ReadBack, SheetLine, SheetMatter};
pub use things::{Reminder, ReminderKind, Thing, ThingKind};

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::{Fence, OfficerId, ReminderId, SheetLineId, ThingId, WindowId};
use super::paper::{Paper, PaperEvent, PaperNumber, Track};
use super::ticket::Priority;
use crate::text::Clean;

/// A post. The holder of record changes only by an event that raises the fence (I-18, I-19).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Post {
    /// The window.
    pub window: WindowId,
    /// Who holds it; none only before opening and after closing for the day.
    pub holder: Option<OfficerId>,
    /// The fence of the present holder.
    pub fence: Fence,
    /// Since when.
    pub since: Option<Timestamp>,
    /// The handover on offer.
    pub offer: Option<Offer>,
    /// Papers of the window that belong to no case, oldest first: those of the day, and those not yet printed.
    #[serde(default)]
    pub papers: Vec<Loose>,
    /// The short absence of the holder.
    #[serde(default)]
    pub away: Option<Away>,
    /// Since when the holder's desk gave no sign of life, once that was noted (空岗, S184).
    #[serde(default)]
    pub silent_since: Option<Timestamp>,
    /// Who asked to take over from a holder whose desk still answers.
    #[serde(default)]
    pub takeover: Option<TakeoverAsked>,
    /// The last handover, while the outgoer may add to it.
    #[serde(default)]
    pub handed: Option<Handed>,
    /// The call for the lead that nobody has answered.
    #[serde(default)]
    pub help: Option<Help>,
    /// Classes called besides the window's own.
    #[serde(default)]
    pub tide: Option<Tide>,
    /// What lies on the desk.
    #[serde(default)]
    pub things: BTreeMap<ThingId, Thing>,
    /// What is owed to people.
    #[serde(default)]
    pub reminders: BTreeMap<ReminderId, Reminder>,
    /// How the calls of the day were shared out.
    #[serde(default)]
    pub tally: Tally,
}

/// How a post changed hands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Change {
    /// The window was opened.
    Opened,
    /// Planned handover, with its sheet.
    Handover {
        /// The numbered sheet.
        paper: Box<Paper>,
    },
    /// Takeover without A (S176).
    Takeover {
        /// Why.
        reason: Clean,
        /// The lead who allowed it while the holder's desk still answered.
        #[serde(default)]
        allowed_by: Option<OfficerId>,
    },
}

/// What happens to a post.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum PostEvent {
    /// The holder of record changed: the incomer is in and the outgoer out in one step (先进后出).
    HolderChanged {
        /// The new holder.
        to: OfficerId,
        /// The new fence.
        fence: Fence,
        /// When.
        at: Timestamp,
        /// How.
        change: Change,
    },
    /// A handover was offered.
    Offered {
        /// The offer.
        offer: Box<Offer>,
    },
    /// The sheet on offer was written anew, because something on the window had changed.
    SheetRefreshed {
        /// The sheet now.
        lines: Vec<SheetLine>,
    },
    /// The offer was taken back.
    OfferWithdrawn,
    /// B confirmed a line.
    LineConfirmed {
        /// The line.
        line: SheetLineId,
        /// A remark.
        remark: Option<Clean>,
    },
    /// The outgoer added what was forgotten.
    HandoverAdded {
        /// What.
        note: Clean,
    },
    /// Somebody asks the lead for the post of a holder whose desk still answers.
    TakeoverAsked {
        /// Who.
        by: OfficerId,
        /// Why.
        reason: Clean,
        /// When.
        at: Timestamp,
    },
    /// A lead allowed it.
    TakeoverAllowed {
        /// The lead.
        by: OfficerId,
        /// When.
        at: Timestamp,
    },
    /// The holder put up the sign (暂离).
    SteppedAway {
        /// The absence.
        away: Away,
    },
    /// The holder is back.
    SteppedBack {
        /// When.
        at: Timestamp,
    },
    /// The absence lasts longer than the sign says.
    AwayOverdue {
        /// When it was noted.
        at: Timestamp,
    },
    /// The holder's desk gives no sign of life: the post counts as empty (空岗) until somebody is there.
    FellSilent {
        /// The last sign of life.
        since: Timestamp,
        /// When it was noted.
        at: Timestamp,
    },
    /// The holder's desk is heard again.
    HeardAgain {
        /// When.
        at: Timestamp,
    },
    /// The lead is called.
    HelpAsked {
        /// The call.
        help: Help,
    },
    /// The lead is there, or says what to do.
    HelpAnswered {
        /// Who.
        by: OfficerId,
        /// When.
        at: Timestamp,
    },
    /// A lead set or ended the tide.
    TideSet {
        /// Other classes called; none ends it.
        tide: Option<Tide>,
    },
    /// A call was counted.
    CallCounted {
        /// The day.
        day: Date,
        /// Why the ticket came when it came.
        priority: Priority,
        /// How many who had taken a ticket earlier were passed over.
        overtaken: u32,
    },
    /// Something was put on the desk, or counted anew.
    ThingKept {
        /// The thing.
        thing: Thing,
    },
    /// It is gone.
    ThingGone {
        /// Which.
        thing: ThingId,
        /// Where to.
        how: Clean,
    },
    /// Something must not be forgotten.
    Reminded {
        /// What.
        reminder: Reminder,
    },
    /// It is done.
    ReminderDone {
        /// Which.
        reminder: ReminderId,
        /// What came of it.
        outcome: Clean,
    },
    /// The window issued a paper that belongs to no case: guidance, referral.
    PaperIssued {
        /// The paper.
        paper: Box<Paper>,
    },
    /// Something happened to such a paper, or to a handover sheet.
    Paper {
        /// Its number.
        number: PaperNumber,
        /// What.
        what: PaperEvent,
    },
    /// The window was closed for the day.
    Closed {
        /// When.
        at: Timestamp,
        /// The fence after closing: what was sent before is refused.
        fence: Fence,
    },
}

impl Post {
    /// A post nobody has held yet.
    pub fn vacant(window: WindowId) -> Self {
        Self {
            window,
            holder: None,
            fence: Fence::default(),
            since: None,
            offer: None,
            papers: Vec::new(),
            away: None,
            silent_since: None,
            takeover: None,
            handed: None,
            help: None,
            tide: None,
            things: BTreeMap::new(),
            reminders: BTreeMap::new(),
            tally: Tally::default(),
        }
    }

    /// Whether somebody sits there: held, not away, not silent.
    pub fn is_attended(&self) -> bool {
        self.holder.is_some() && self.away.is_none() && self.silent_since.is_none()
    }

    /// The post after the event.
    #[must_use]
    pub fn apply(mut self, event: &PostEvent) -> Self {
        match event {
            PostEvent::HolderChanged { to, fence, at, change } => self.change_hands(to, *fence, *at, change),
            PostEvent::Closed { at, fence } => self.close(*at, *fence),
            PostEvent::Offered { offer } => self.offer = Some((**offer).clone()),
            PostEvent::OfferWithdrawn => self.offer = None,
            PostEvent::SheetRefreshed { lines } => {
                if let Some(offer) = &mut self.offer {
                    offer.refresh(lines);
                }
            }
            PostEvent::LineConfirmed { line, remark } => {
                if let Some(offer) = &mut self.offer {
                    offer.confirmed.insert(line.clone(), remark.clone());
                }
            }
            PostEvent::HandoverAdded { note } => {
                if let Some(handed) = &mut self.handed {
                    handed.added.push(note.clone());
                }
            }
            PostEvent::PaperIssued { paper } => self.take_paper(paper),
            PostEvent::Paper { number, what } => {
                if let Some(loose) = self.papers.iter_mut().find(|loose| &loose.number == number) {
                    loose.track.apply(what);
                }
            }
            PostEvent::ThingKept { thing } => {
                self.things.insert(thing.id.clone(), thing.clone());
            }
            PostEvent::ThingGone { thing, .. } => {
                self.things.remove(thing);
            }
            PostEvent::Reminded { reminder } => {
                self.reminders.insert(reminder.id.clone(), reminder.clone());
            }
            PostEvent::ReminderDone { reminder, .. } => {
                self.reminders.remove(reminder);
            }
            PostEvent::CallCounted { day, priority, overtaken } => {
                self.tally.count(*day, *priority, *overtaken);
            }
            presence => self.attend(presence),
        }
        self
    }

    /// What says who is there, and who is called.
    fn attend(&mut self, event: &PostEvent) {
        match event {
            PostEvent::TakeoverAsked { by, reason, at } => {
                let (by, reason) = (by.clone(), reason.clone());
                self.takeover = Some(TakeoverAsked { by, reason, at: *at, allowed: None });
            }
            PostEvent::TakeoverAllowed { by, at } => {
                if let Some(asked) = &mut self.takeover {
                    asked.allowed = Some((by.clone(), *at));
                }
            }
            PostEvent::SteppedAway { away } => self.away = Some(away.clone()),
            PostEvent::SteppedBack { .. } => self.away = None,
            PostEvent::AwayOverdue { .. } => {
                if let Some(away) = &mut self.away {
                    away.overdue = true;
                }
            }
            PostEvent::FellSilent { since, .. } => self.silent_since = Some(*since),
            PostEvent::HeardAgain { .. } => self.silent_since = None,
            PostEvent::HelpAsked { help } => self.help = Some(help.clone()),
            PostEvent::HelpAnswered { .. } => self.help = None,
            PostEvent::TideSet { tide } => self.tide.clone_from(tide),
            _ => {}
        }
    }

    fn change_hands(&mut self, to: &OfficerId, fence: Fence, at: Timestamp, change: &Change) {
        self.handed = None;
        if let Change::Handover { paper } = change {
            self.take_paper(paper);
            self.handed = self.holder.clone().map(|from| Handed {
                from,
                at,
                number: paper.number.clone(),
                added: Vec::new(),
            });
        }
        self.holder = Some(to.clone());
        self.begin(fence, at);
    }

    fn close(&mut self, at: Timestamp, fence: Fence) {
        self.holder = None;
        (self.handed, self.help, self.tide) = (None, None, None);
        self.begin(fence, at);
    }

    /// A new fence: whatever was said about the holder before is over.
    fn begin(&mut self, fence: Fence, at: Timestamp) {
        self.fence = fence;
        self.since = Some(at);
        (self.offer, self.away, self.silent_since, self.takeover) = (None, None, None, None);
    }

    /// The list holds what somebody may still ask for today, what still waits for the printer, and for a month what
    /// has not come back signed, so that a post never grows without end.
    fn take_paper(&mut self, paper: &Paper) {
        let Some(number) = paper.number.clone() else { return };
        self.papers.retain(|loose| loose.on == paper.on || loose.is_awaited(paper.on));
        let (kind, on, who) = (paper.kind, paper.on, paper.concerns());
        self.papers.push(Loose { number, kind, on, who, track: Track::default() });
    }
}
