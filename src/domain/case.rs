//! The case (办件): one item for one applicant, from intake to delivery (DESIGN 4.1).
//!
//! ```text
//! Examining ──correct──► Correcting ──returned──► Examining
//!     │ accept / receive          │ refuse (two people)
//!     ▼                           ▼
//! Accepted ──decide──► Decided ──deliver──► Closed
//! ```

mod event;
mod papers;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::calendar::WorkCalendar;
use super::checklist::{self, Assessment, DemandState, ExtraDemand, Intake, Line, Verdict};
use super::clock::{Due, Limit, Suspension};
use super::condition::Answers;
use super::fee::Quote;
use super::ids::{CaseId, DefectCode, ItemCode, MaterialCode, OfficerId, TicketNo, WindowId};
use super::item::{Material, ServiceItem};
use super::paper::{Paper, PaperNumber, Track};
use super::person::{Agent, Applicant};
use crate::text::{Clean, fold};

pub use event::CaseEvent;

/// A case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Case {
    /// Key, made by the desk that opened it.
    pub id: CaseId,
    /// Number people use: `20261121-0007`; none until the service has answered.
    pub number: Option<String>,
    /// The window that keeps it.
    pub window: WindowId,
    /// The ticket it is being served under, if the person is here.
    pub ticket: Option<TicketNo>,
    /// The item.
    pub item: ItemCode,
    /// Edition of the guide it was received under (S050).
    pub edition: String,
    /// Who applies.
    pub applicant: Option<Applicant>,
    /// Who acts for the applicant.
    pub agent: Option<Agent>,
    /// Answers to the situation questions.
    pub answers: Answers,
    /// Verdicts, by material.
    pub verdicts: BTreeMap<MaterialCode, Verdict>,
    /// Materials demanded beyond the guide, oldest first (S054).
    #[serde(default)]
    pub extras: Vec<ExtraDemand>,
    /// What the last correction notice was based on; none before the first.
    pub told: Option<Told>,
    /// Where it stands.
    pub stage: Stage,
    /// Papers issued, oldest first.
    pub papers: Vec<Paper>,
    /// What became of them, by number; one that is not here was issued and nothing else.
    #[serde(default)]
    pub tracks: BTreeMap<String, Track>,
    /// By how much the limit was extended (行政许可法 42).
    #[serde(default)]
    pub extended: Option<Limit>,
    /// Special procedures whose time does not count (行政许可法 45).
    #[serde(default)]
    pub suspensions: Vec<Suspension>,
    /// The fee, once a payment notice is out.
    pub fee: Option<FeeDue>,
    /// The proof that nothing is due, where the standard charges but this case is exempt.
    #[serde(default)]
    pub exempt: Option<Quote>,
    /// Day the materials were received (收件).
    pub received: Date,
    /// Day what was to be corrected came last.
    #[serde(default)]
    pub corrected: Option<Date>,
    /// Who received first (S008).
    pub first_officer: OfficerId,
}

/// What was told once, and on what it rested (I-07).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Told {
    /// How many notices there have been.
    pub round: u32,
    /// The materials the last notice named: they may be examined anew when they come back. What it did not
    /// name was found in order by then; what a lead has allowed since counts as named.
    pub named: BTreeSet<MaterialCode>,
    /// The defects it named, of the materials that were defective; of a missing one everything may be examined.
    #[serde(default)]
    pub defects: BTreeMap<MaterialCode, BTreeSet<DefectCode>>,
    /// What was deferred or committed then: of everything else not named, the paper lay there.
    #[serde(default)]
    pub later: BTreeSet<MaterialCode>,
    /// Whether the applicant has come back since. Until then nothing can be wrong that was not wrong before.
    #[serde(default)]
    pub back: bool,
    /// What held before, should the notice become void before anybody has read it.
    #[serde(default)]
    pub before: Option<Box<Told>>,
}

/// Where a case stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Stage {
    /// 审查中.
    Examining,
    /// 待补正.
    Correcting {
        /// The notice.
        notice: PaperNumber,
        /// Last day to bring the materials.
        due: Due,
    },
    /// 不予受理待确认: drafted by an officer, not yet recorded by a second person (S130).
    RefusalDrafted {
        /// Who drafted it.
        by: OfficerId,
    },
    /// 不予受理.
    Refused,
    /// 已收件: the department accepts.
    Received,
    /// 已受理.
    Accepted {
        /// Since when.
        on: Date,
        /// Promised date.
        due: Due,
    },
    /// 已办结决定.
    Decided {
        /// When.
        on: Date,
        /// Whether the application was granted.
        granted: bool,
    },
    /// 已送达.
    Delivered {
        /// When.
        on: Date,
    },
    /// 已撤回.
    Withdrawn {
        /// When.
        on: Date,
        /// Why, in the applicant's words.
        reason: Clean,
    },
}

impl Stage {
    /// The stage in words.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Examining => "审查中",
            Self::Correcting { .. } => "待补正",
            Self::RefusalDrafted { .. } => "不予受理待确认",
            Self::Refused => "不予受理",
            Self::Received => "已收件",
            Self::Accepted { .. } => "已受理",
            Self::Decided { granted: true, .. } => "已准予",
            Self::Decided { granted: false, .. } => "不予许可",
            Self::Delivered { .. } => "已送达",
            Self::Withdrawn { .. } => "已撤回",
        }
    }

    /// Whether nothing more is to be done at the window.
    pub fn is_closed(&self) -> bool {
        matches!(self, Self::Refused | Self::Delivered { .. } | Self::Withdrawn { .. })
    }
}

/// A fee the applicant was told of (S155, S156).
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FeeDue {
    /// The proof.
    pub quote: Quote,
    /// The payment notice.
    pub notice: PaperNumber,
    /// Number of the receipt (票据号), once paid.
    pub receipt: Option<Clean>,
}

impl Case {
    /// The case after the event.
    #[must_use]
    pub fn apply(mut self, event: &CaseEvent) -> Self {
        match event {
            CaseEvent::Opened { case } => return (**case).clone(),
            CaseEvent::ApplicantRecorded { applicant } => self.applicant = Some(applicant.clone()),
            CaseEvent::AgentRecorded { agent } => self.agent.clone_from(agent),
            CaseEvent::Answered { question, choice, dropped } => {
                self.answers.insert(question.clone(), choice.clone());
                self.answers.retain(|question, _| !dropped.contains(question));
            }
            CaseEvent::Examined { material, verdict } => {
                self.verdicts.insert(material.clone(), verdict.clone());
            }
            CaseEvent::DemandProposed { demand } => self.extras.push((**demand).clone()),
            CaseEvent::DemandAllowed { demand, by } => {
                self.settle(demand, DemandState::Allowed { by: by.clone() });
                if let Some(told) = &mut self.told {
                    told.named.insert(demand.clone());
                }
            }
            CaseEvent::DemandRejected { demand, by, .. } => {
                self.settle(demand, DemandState::Rejected { by: by.clone() });
            }
            CaseEvent::Returned { ticket, window, on } => {
                self.come_back(ticket.clone(), window.clone(), *on);
            }
            CaseEvent::PaperIssued { paper } => self.take_paper(paper),
            CaseEvent::Paper { number, what } => self.happened_to(number, what),
            CaseEvent::RefusalDrafted { by } => self.stage = Stage::RefusalDrafted { by: by.clone() },
            CaseEvent::RefusalRejected { .. } => self.stage = Stage::Examining,
            CaseEvent::Decided { on, granted } => self.stage = Stage::Decided { on: *on, granted: *granted },
            CaseEvent::Paid { receipt } => {
                if let Some(fee) = &mut self.fee {
                    fee.receipt = Some(receipt.clone());
                }
            }
            CaseEvent::Exempted { quote } => self.exempt = Some(quote.clone()),
            CaseEvent::Delivered { on } => self.stage = Stage::Delivered { on: *on },
            CaseEvent::Withdrawn { on, reason } => {
                self.stage = Stage::Withdrawn { on: *on, reason: reason.clone() };
            }
            CaseEvent::TicketLeft => self.ticket = None,
            CaseEvent::Unmasked { .. } | CaseEvent::Warned { .. } => {}
        }
        self
    }

    fn settle(&mut self, demand: &MaterialCode, state: DemandState) {
        if let Some(extra) = self.extras.iter_mut().find(|extra| &extra.material.code == demand) {
            extra.state = state;
        }
    }

    /// What was named comes back to be examined; everything else stands as it was found.
    fn come_back(&mut self, ticket: Option<TicketNo>, window: WindowId, on: Option<Date>) {
        if matches!(self.stage, Stage::Correcting { .. }) {
            // What a department named comes back as well: it was found in order at the window.
            let named = self.told.as_mut().map(|told| {
                told.back = true;
                told.named.clone()
            });
            let named = named.unwrap_or_default();
            self.verdicts.retain(|material, verdict| !verdict.is_wanting() && !named.contains(material));
            self.stage = Stage::Examining;
            self.corrected = on;
        }
        self.ticket = ticket;
        self.window = window;
    }

    /// Which exits would be open on the day.
    pub fn assess(&self, item: &ServiceItem, today: Date, calendar: &WorkCalendar) -> Assessment {
        checklist::assess(Intake {
            item,
            answers: &self.answers,
            verdicts: &self.verdicts,
            extras: &self.extras,
            applicant_known: self.applicant.is_some(),
            today,
            calendar,
        })
    }

    /// The checklist with its verdicts.
    pub fn lines<'a>(&'a self, item: &'a ServiceItem) -> Vec<Line<'a>> {
        checklist::lines(item, &self.answers, &self.verdicts, &self.extras)
    }

    /// The material with this code: of the guide, or allowed beyond it.
    pub fn material<'a>(&'a self, item: &'a ServiceItem, code: &MaterialCode) -> Option<&'a Material> {
        self.lines(item).into_iter().map(|line| line.material).find(|material| &material.code == code)
    }

    /// The demand beyond the guide that a lead has to decide next.
    pub fn waiting_demand(&self) -> Option<&ExtraDemand> {
        self.extras.iter().find(|extra| extra.is_waiting())
    }

    /// Whether another case belongs to the same visit: same ticket, same applicant. Never across applicants.
    pub fn is_beside(&self, other: &Case) -> bool {
        let same = |one: &Applicant, other: &Applicant| {
            fold(one.number().original()).eq_ignore_ascii_case(&fold(other.number().original()))
        };
        let applicant = self.applicant.as_ref().zip(other.applicant.as_ref());
        self.id != other.id
            && self.ticket.is_some()
            && self.ticket == other.ticket
            && applicant.is_some_and(|(one, other)| same(one, other))
    }

    /// The verdict of a material.
    pub fn verdict(&self, material: &MaterialCode) -> &Verdict {
        const UNEXAMINED: &Verdict = &Verdict::Unexamined;
        self.verdicts.get(material).unwrap_or(UNEXAMINED)
    }

    /// The name shown in lists; a dash while unknown.
    pub fn applicant_name(&self) -> Clean {
        self.applicant.as_ref().map_or_else(|| Clean::new("—"), |applicant| applicant.name().clone())
    }

    /// The number, or a word that it is being made.
    pub fn number_text(&self) -> &str {
        self.number.as_deref().unwrap_or("编号中")
    }

    /// Whether a payment notice is out and not yet paid.
    pub fn is_unpaid(&self) -> bool {
        self.fee.as_ref().is_some_and(|fee| fee.receipt.is_none())
    }
}
