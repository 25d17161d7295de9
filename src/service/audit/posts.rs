//! Who held which post under which fence, and what was done under it.

use std::collections::BTreeMap;

use super::Findings;
use super::row::Row;
use crate::domain::ids::{OfficerId, TicketNo, WindowId};
use crate::domain::post::{Change, PostEvent};
use crate::domain::state::Event;
use crate::domain::ticket::TicketEvent;

/// What only a holder does, under the present fence.
const HOLDERS: [&str; 6] =
    ["ticket.called", "ticket.begun", "post.offered", "post.offer_withdrawn", "case.opened", "case.answered"];
/// What only somebody who comes in does, under the present fence.
const INCOMERS: [&str; 2] = ["post.holder_changed", "post.line_confirmed"];
/// What a second person may do, whatever fence the own desk last knew.
const SECONDS: [&str; 6] = [
    "case.decided",
    "case.demand_allowed",
    "case.demand_rejected",
    "case.refusal_rejected",
    "case.paper",
    "post.paper",
];

/// The posts and counters of all halls, as the walk comes by.
#[derive(Default)]
pub(super) struct Posts {
    posts: BTreeMap<(String, String), Watch>,
    /// The ticket served at a window.
    serving: BTreeMap<(String, WindowId), TicketNo>,
}

#[derive(Default)]
struct Watch {
    holder: Option<OfficerId>,
    fence: u64,
    /// Who held the post under which fence.
    epochs: BTreeMap<u64, OfficerId>,
    /// The order being walked through, with fence and holder before it.
    order: Option<(Option<String>, u64, Option<OfficerId>)>,
}

impl Posts {
    pub(super) fn row(&mut self, row: &Row, event: &Event, findings: &mut Findings) {
        let watch = self.posts.entry((row.hall.clone(), row.window.clone())).or_default();
        watch.under(row, findings);
        if let Event::Post { window, what } = event {
            let watch = self.posts.entry((row.hall.clone(), window.to_string())).or_default();
            watch.happens(row, what, findings);
        }
        if let Event::Ticket { ticket, what } = event {
            self.ticket(row, ticket, what, findings);
        }
    }

    /// I-03: a window serves one ticket at a time.
    fn ticket(&mut self, row: &Row, no: &TicketNo, what: &TicketEvent, findings: &mut Findings) {
        self.serving.retain(|(hall, _), served| *hall != row.hall || served != no);
        let TicketEvent::Begun { window, .. } = what else { return };
        let at = (row.hall.clone(), window.clone());
        if let Some(other) = self.serving.insert(at, no.clone()) {
            findings.add("I-03", format!("{}：{window}号窗口已在办{other}号", row.place()));
        }
    }
}

impl Watch {
    /// I-20: whoever acts does so under the fence that holds.
    fn under(&mut self, row: &Row, findings: &mut Findings) {
        let same =
            row.command_id.is_some() && self.order.as_ref().is_some_and(|(id, ..)| id == &row.command_id);
        if !same {
            self.order = Some((row.command_id.clone(), self.fence, self.holder.clone()));
        }
        let Some((Some(_), fence, holder)) = &self.order else { return };
        let under = u64::try_from(row.fence).unwrap_or(0);
        let (kind, actor) = (row.kind.as_str(), OfficerId::new(row.actor.as_str()));
        let holds = holder.as_ref() == Some(&actor);
        let wrong = if HOLDERS.contains(&kind) {
            under != *fence || !holds
        } else if INCOMERS.contains(&kind) {
            under != *fence
        } else if SECONDS.contains(&kind) {
            false
        } else {
            // The holder of an earlier fence who writes under it is late.
            under < *fence && self.epochs.get(&under) == Some(&actor)
        };
        if wrong {
            let words = format!("{}由{actor}凭第{under}任写入，当时是第{fence}任", row.place());
            findings.add("I-20", words);
        }
    }

    fn happens(&mut self, row: &Row, what: &PostEvent, findings: &mut Findings) {
        let (to, fence) = match what {
            PostEvent::HolderChanged { to, fence, change, .. } => {
                let empty = self.holder.is_none();
                if matches!(change, Change::Opened) && !empty
                    || matches!(change, Change::Handover { .. }) && empty
                {
                    findings.add("I-18", format!("{}：交接前后当班人数不是一人", row.place()));
                }
                (Some(to.clone()), fence.0)
            }
            PostEvent::Closed { fence, .. } => (None, fence.0),
            _ => return,
        };
        if fence <= self.fence {
            findings.add("I-19", format!("{}：任次从第{}任到第{fence}任，没有增加", row.place(), self.fence));
        }
        if let Some(to) = &to {
            self.epochs.insert(fence, to.clone());
        }
        (self.holder, self.fence) = (to, fence);
    }
}
