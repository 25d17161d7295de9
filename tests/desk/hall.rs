//! A hall in memory: what the service does with an order, without the service. The shipped fixtures, the real
//! decisions; only the store and the wire are left out.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use yichuang::catalogue::{self, Fixtures};
use yichuang::desk::app::PaperRead;
use yichuang::document;
use yichuang::domain::agenda::agenda;
use yichuang::domain::case::Stage;
use yichuang::domain::clock::beijing;
use yichuang::domain::command::Order;
use yichuang::domain::decide::{self, Context};
use yichuang::domain::hall::Officer;
use yichuang::domain::ids::{HallId, OfficerId, WindowId};
use yichuang::domain::numbering;
use yichuang::domain::paper::{Paper, PaperNumber, PaperSeal};
use yichuang::domain::refusal::Refusal;
use yichuang::domain::rulebook::Rulebook;
use yichuang::domain::state::{Event, State, evolve};
use yichuang::domain::ticket::{Ticket, TicketEvent, TicketState};
use yichuang::text::Clean;
use yichuang::wire::{Agenda, CaseList, DeskSnapshot, Health, Login, Problem, Receipt, Recorded, Session};

/// The demonstration's password.
pub const PASSWORD: &str = "yichuang";

/// The hall of 青河县 on a morning.
pub struct Hall {
    pub rules: Arc<Rulebook>,
    pub state: State,
    pub lease_lapsed: bool,
    seq: u64,
    counters: BTreeMap<String, u32>,
    /// Papers that got a number, in order.
    pub papers: Vec<String>,
    issued: Vec<Paper>,
    /// What was typed at a window and not yet sent.
    pub drafts: Vec<yichuang::wire::Draft>,
}

impl Hall {
    /// The hall with the tickets of its busy morning, issued on the day of `now`.
    pub fn open(now: Timestamp) -> Self {
        let fixtures = fixtures();
        let rules =
            fixtures.rulebooks().into_iter().find(|rules| rules.hall.id.as_str() == "qinghe").unwrap();
        let mut hall = Self {
            rules: Arc::new(rules),
            state: State::default(),
            lease_lapsed: false,
            seq: 0,
            counters: BTreeMap::new(),
            papers: Vec::new(),
            issued: Vec::new(),
            drafts: Vec::new(),
        };
        let day = beijing(now).date();
        for seed in fixtures.tickets.into_iter().filter(|seed| seed.hall.as_str() == "qinghe") {
            let ticket = Ticket::issued(seed, day);
            let what = TicketEvent::Issued { ticket: Box::new(ticket.clone()) };
            hall.fold(&Event::Ticket { ticket: ticket.no, what });
        }
        hall
    }

    /// Only these tickets are there.
    pub fn keep_tickets(&mut self, kept: &[&str]) {
        self.state.tickets.retain(|no, _| kept.contains(&no.as_str()));
    }

    fn fold(&mut self, event: &Event) {
        self.seq += 1;
        self.state = evolve(std::mem::take(&mut self.state), event);
    }

    pub fn health(now: Timestamp) -> Health {
        Health {
            service: "yichuang".to_owned(),
            version: "0".to_owned(),
            now,
            halls: vec![(HallId::new("qinghe"), "青河县政务服务中心".to_owned())],
            demonstration: true,
            join: Some("yichuang desk --server http://127.0.0.1:7810".to_owned()),
        }
    }

    pub fn log_in(&self, login: &Login, now: Timestamp) -> Result<Session, Clean> {
        let officers = &self.rules.hall.officers;
        let is = |officer: &&Officer| officer.id.as_str() == login.officer || officer.name == login.officer;
        let officer = officers.iter().find(is).filter(|_| login.password == PASSWORD);
        Ok(Session {
            token: "t".to_owned(),
            hall: self.rules.hall.id.clone(),
            officer: officer.cloned().ok_or("工号（姓名）或口令不对，请重新输入")?,
            window: login.window.clone(),
            expires: now,
        })
    }

    /// What the service sends of a window: its queue, its tickets, its open cases.
    pub fn desk(&self, window: &WindowId, now: Timestamp) -> DeskSnapshot {
        let mut state = self.state.clone();
        state.tickets.retain(|_, ticket| match &ticket.value.state {
            TicketState::Waiting => true,
            TicketState::NoShow { window: at } => at == window,
            TicketState::Done { .. } => false,
            _ => ticket.value.at_window() == Some(window),
        });
        state.cases.retain(|_, case| &case.value.window == window && !case.value.stage.is_closed());
        DeskSnapshot {
            now,
            seq: self.seq,
            state,
            demonstration: true,
            lease_lapsed: self.lease_lapsed,
            join: Self::health(now).join,
            rules_tag: "1".to_owned(),
            drafts: self.drafts.clone(),
        }
    }

    /// Decides, numbers, folds and records: the door.
    pub fn carry_out(
        &mut self,
        actor: &OfficerId,
        order: &Order,
        now: Timestamp,
    ) -> Result<Receipt, Problem> {
        let rules = self.rules.clone();
        let context = Context { rules: &rules, actor, now, lease_lapsed: self.lease_lapsed };
        let mut events = decide::decide(&self.state, order, &context).map_err(Problem::from)?;
        let mut recorded = Vec::new();
        for event in &mut events {
            while let Some(series) = numbering::wanted(event) {
                let serial = self.counters.entry(series.key()).or_default();
                *serial += 1;
                let bare = event.clone();
                numbering::assign(event, &rules.hall.number_prefix, *serial);
                if numbering::ticket(event).is_some_and(|no| self.state.ticket(no).is_some()) {
                    *event = bare;
                }
            }
            if let Some(paper) = numbering::paper_mut(event) {
                let mut words = document::compose(paper, &rules.hall, &rules.phrases, true);
                document::prove(&mut words, &paper.number.as_ref().unwrap().to_string());
                paper.seal = words.proof.map(|proof| PaperSeal { code: proof.code, digest: proof.digest });
                self.papers.push(paper.number.as_ref().unwrap().to_string());
                self.issued.push(paper.clone());
            }
            self.fold(event);
            recorded.push(Recorded {
                seq: self.seq,
                version: self.state.version(&event.stream()),
                at: now,
                actor: actor.clone(),
                acting_for: decide::acting_for(&rules.hall, order, actor, beijing(now).date()),
                window: order.window.clone(),
                fence: order.fence,
                event: event.clone(),
            });
        }
        Ok(Receipt { id: order.id, events: recorded })
    }

    /// A paper as the service keeps it.
    pub fn stored(&self, number: &PaperNumber) -> Result<PaperRead, Clean> {
        let found = self.issued.iter().find(|paper| paper.number.as_ref() == Some(number));
        let paper = found.cloned().ok_or_else(|| Clean::new("没有这份文书"))?;
        Ok(PaperRead { paper, document: None })
    }

    /// As the store looks: number from the front, identity number whole, name anywhere; newest first.
    pub fn find(&self, query: &str) -> CaseList {
        let wanted = query.to_uppercase();
        let mut cases: Vec<_> = self
            .state
            .cases
            .values()
            .filter(|case| {
                let case = &case.value;
                let applicant = case.applicant.as_ref();
                case.number_text().starts_with(query)
                    || applicant.is_some_and(|a| a.number().original() == wanted)
                    || applicant.is_some_and(|a| a.name().original().contains(query))
            })
            .cloned()
            .collect();
        cases.sort_by(|a, b| b.value.number.cmp(&a.value.number));
        CaseList { cases, more: false }
    }

    /// What expires in the hall, as the service says it.
    pub fn agenda(&self) -> Agenda {
        let open = self.state.cases.values().map(|case| &case.value).filter(|case| !case.stage.is_closed());
        Agenda { entries: agenda(open, &self.rules), more: false }
    }

    /// The cases that stand where `stage` says.
    pub fn in_stage(&self, stage: fn(&Stage) -> bool) -> usize {
        self.state.cases.values().filter(|case| stage(&case.value.stage)).count()
    }
}

/// A refusal as the service sends it.
pub fn refusal(refusal: Refusal) -> Problem {
    Problem::from(refusal)
}

fn fixtures() -> Fixtures {
    catalogue::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")).expect("the shipped fixtures")
}
