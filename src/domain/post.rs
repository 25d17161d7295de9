//! The post (岗位) of a window: who holds it, its fence, and the handover that is on offer (DESIGN 4.6).

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ids::{CaseId, Fence, OfficerId, SheetLineId, TicketNo, WindowId};
use super::paper::{Paper, PaperEvent, PaperKind, PaperNumber, Track};
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
}

/// A paper of a window that belongs to no case. Its words are with the service.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Loose {
    /// Its number.
    pub number: PaperNumber,
    /// Its kind.
    pub kind: PaperKind,
    /// Day of issue.
    pub on: Date,
    /// Whom it concerns.
    pub who: Clean,
    /// What became of it.
    pub track: Track,
}

/// How long a copy is waited for that was to come back signed.
const AWAITED_DAYS: i32 = 30;

impl Loose {
    /// Whether somebody still waits for something of it on a day.
    fn is_awaited(&self, day: Date) -> bool {
        let signed = !self.kind.is_returned_signed() || self.track.returned.is_some();
        let recent = day.since(self.on).is_ok_and(|span| span.get_days() <= AWAITED_DAYS);
        self.track.voided.is_none() && (self.track.is_unprinted() || (!signed && recent))
    }
}

/// A handover on offer (交接).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Offer {
    /// Who leaves.
    pub from: OfficerId,
    /// Who is asked to take over.
    pub to: OfficerId,
    /// When it was offered.
    pub at: Timestamp,
    /// The sheet, as it wrote itself at that moment.
    pub lines: Vec<SheetLine>,
    /// A note in free words.
    pub note: Clean,
    /// Lines B has confirmed, with remarks.
    pub confirmed: BTreeMap<SheetLineId, Option<Clean>>,
}

impl Offer {
    /// The lines still to be confirmed, in order.
    pub fn open_lines(&self) -> impl Iterator<Item = &SheetLine> {
        self.lines.iter().filter(|line| !self.confirmed.contains_key(&line.id))
    }
}

/// One line of a handover sheet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SheetLine {
    /// Stable key.
    pub id: SheetLineId,
    /// What it is about.
    pub matter: SheetMatter,
    /// Whom it concerns.
    pub who: Clean,
    /// What stands and what comes next, in words.
    pub text: String,
    /// Whether a mistake here hurts at once: somebody at the counter, a clock that ends today.
    pub critical: bool,
}

/// What a line of the sheet is about (S178).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum SheetMatter {
    /// The person at the counter.
    Serving {
        /// Ticket.
        ticket: TicketNo,
    },
    /// A ticket called and not yet there.
    Called {
        /// Ticket.
        ticket: TicketNo,
    },
    /// A parked ticket.
    Parked {
        /// Ticket.
        ticket: TicketNo,
    },
    /// A case under examination.
    Examining {
        /// Case.
        case: CaseId,
    },
    /// A case waiting for correction.
    Correcting {
        /// Case.
        case: CaseId,
    },
    /// A case whose clock runs at the department.
    Deciding {
        /// Case.
        case: CaseId,
    },
    /// A payment notice not yet paid.
    Unpaid {
        /// Case.
        case: CaseId,
    },
    /// A result to hand over.
    Result {
        /// Case.
        case: CaseId,
    },
    /// A refusal that waits for a second person.
    Refusal {
        /// Case.
        case: CaseId,
    },
}

impl SheetMatter {
    /// The matter in words.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Serving { .. } => "正在办理",
            Self::Called { .. } => "已叫未到",
            Self::Parked { .. } => "挂起号票",
            Self::Examining { .. } => "审查中",
            Self::Correcting { .. } => "待补正",
            Self::Deciding { .. } => "待决定",
            Self::Unpaid { .. } => "待缴费",
            Self::Result { .. } => "待领取",
            Self::Refusal { .. } => "待确认",
        }
    }
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
    /// The offer was taken back.
    OfferWithdrawn,
    /// B confirmed a line.
    LineConfirmed {
        /// The line.
        line: SheetLineId,
        /// A remark.
        remark: Option<Clean>,
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
        Self { window, holder: None, fence: Fence::default(), since: None, offer: None, papers: Vec::new() }
    }

    /// The post after the event.
    #[must_use]
    pub fn apply(mut self, event: &PostEvent) -> Self {
        match event {
            PostEvent::HolderChanged { to, fence, at, change } => {
                if let Change::Handover { paper } = change {
                    self.take_paper(paper);
                }
                self.holder = Some(to.clone());
                self.fence = *fence;
                self.since = Some(*at);
                self.offer = None;
            }
            PostEvent::Offered { offer } => self.offer = Some((**offer).clone()),
            PostEvent::OfferWithdrawn => self.offer = None,
            PostEvent::LineConfirmed { line, remark } => {
                if let Some(offer) = &mut self.offer {
                    offer.confirmed.insert(line.clone(), remark.clone());
                }
            }
            PostEvent::PaperIssued { paper } => self.take_paper(paper),
            PostEvent::Paper { number, what } => {
                if let Some(loose) = self.papers.iter_mut().find(|loose| &loose.number == number) {
                    loose.track.apply(what);
                }
            }
            PostEvent::Closed { at, fence } => {
                self.holder = None;
                self.fence = *fence;
                self.since = Some(*at);
                self.offer = None;
            }
        }
        self
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
