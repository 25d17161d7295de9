//! The papers of a case: what the issue of one does to it, and what becomes of one afterwards.

use std::collections::BTreeSet;

use super::{Case, FeeDue, Stage, Told};
use crate::domain::checklist::Verdict;
use crate::domain::clock::Suspension;
use crate::domain::paper::{Paper, PaperBody, PaperEvent, PaperKind, PaperNumber, Track};

impl Told {
    /// What a notice told; none for another paper.
    pub fn by(paper: &Paper) -> Option<Self> {
        let verdicts = paper.snapshot.iter().flat_map(|snapshot| &snapshot.verdicts);
        let later = verdicts
            .filter(|(_, verdict)| matches!(verdict, Verdict::Deferred { .. } | Verdict::Committed))
            .map(|(material, _)| material.clone());
        let told = match &paper.body {
            PaperBody::Correction { demands, round, .. } => {
                let defective = demands.iter().filter(|demand| !demand.defects.is_empty());
                let codes = |defects: &[crate::domain::paper::DemandedDefect]| -> BTreeSet<_> {
                    defects.iter().map(|defect| defect.code.clone()).collect()
                };
                Some(Self {
                    round: *round,
                    named: demands.iter().map(|demand| demand.material.clone()).collect(),
                    defects: defective
                        .map(|demand| (demand.material.clone(), codes(&demand.defects)))
                        .collect(),
                    ..Self::default()
                })
            }
            PaperBody::Relay { named, round, .. } => {
                Some(Self { round: *round, named: named.keys().cloned().collect(), ..Self::default() })
            }
            _ => None,
        };
        told.map(|told| Self { later: later.collect(), ..told })
    }
}

impl Case {
    /// What became of a paper since it was issued.
    pub fn track(&self, number: &PaperNumber) -> Track {
        self.tracks.get(&number.to_string()).cloned().unwrap_or_default()
    }

    /// The issued paper with this number.
    pub fn paper(&self, number: &PaperNumber) -> Option<&Paper> {
        self.papers.iter().find(|paper| paper.number.as_ref() == Some(number))
    }

    /// The papers that still wait for the printer.
    pub fn unprinted(&self) -> impl DoubleEndedIterator<Item = &Paper> {
        self.papers
            .iter()
            .filter(|paper| paper.number.as_ref().is_some_and(|number| self.track(number).is_unprinted()))
    }

    /// The newest paper of a kind that is not void.
    pub fn newest(&self, kind: PaperKind) -> Option<&Paper> {
        self.papers.iter().rev().find(|paper| paper.kind == kind && !self.is_void(paper))
    }

    /// The void paper that the next one of this kind takes the place of; an explanation explains something of its own.
    pub fn to_replace(&self, kind: PaperKind) -> Option<&PaperNumber> {
        if kind == PaperKind::Statement {
            return None;
        }
        let last = self.papers.iter().rev().find(|paper| paper.kind == kind)?;
        last.number.as_ref().filter(|_| self.is_void(last))
    }

    fn is_void(&self, paper: &Paper) -> bool {
        paper.number.as_ref().is_some_and(|number| self.track(number).voided.is_some())
    }

    pub(super) fn take_paper(&mut self, paper: &Paper) {
        if let Some(number) = &paper.number {
            if let Some(told) = Told::by(paper) {
                // One step back is enough: only the notice that stands can be void before it was read.
                let before = self.told.take().map(|told| Box::new(Told { before: None, ..told }));
                self.told = Some(Told { before, ..told });
            }
            match &paper.body {
                PaperBody::Acceptance { due, .. } => {
                    self.stage = Stage::Accepted { on: paper.on, due: due.clone() };
                }
                PaperBody::Correction { due, .. } | PaperBody::Relay { due, .. } => {
                    self.stage = Stage::Correcting { notice: number.clone(), due: due.clone() };
                }
                PaperBody::Refusal { .. } => self.stage = Stage::Refused,
                PaperBody::Receipt { .. } => self.stage = Stage::Received,
                PaperBody::Payment { quote } => {
                    self.fee = Some(FeeDue { quote: quote.clone(), notice: number.clone(), receipt: None });
                }
                PaperBody::Extension(told) => {
                    self.extended = Some(told.limit);
                    self.stage = Stage::Accepted { on: told.accepted, due: told.due.clone() };
                }
                PaperBody::SpecialProcedure { accepted, procedure, from, to, due, .. } => {
                    self.suspensions.push(Suspension { from: *from, to: *to, why: procedure.clone() });
                    self.stage = Stage::Accepted { on: *accepted, due: due.clone() };
                }
                PaperBody::Guidance { .. }
                | PaperBody::FilingReceipt { .. }
                | PaperBody::DeferralPledge { .. }
                | PaperBody::DeferralNotice { .. }
                | PaperBody::Commitment { .. }
                | PaperBody::Statement { .. }
                | PaperBody::Delivery { .. }
                | PaperBody::Referral { .. }
                | PaperBody::Handover { .. } => {}
            }
        }
        self.papers.push(paper.clone());
    }

    pub(super) fn happened_to(&mut self, number: &PaperNumber, what: &PaperEvent) {
        let Some(paper) = self.paper(number).cloned() else { return };
        self.tracks.entry(number.to_string()).or_default().apply(what);
        if matches!(what, PaperEvent::Voided { .. }) {
            self.undo(&paper, number);
        }
    }

    /// A void paper has no effect any more: the case stands where it stood before.
    fn undo(&mut self, paper: &Paper, number: &PaperNumber) {
        match (&paper.body, &self.stage) {
            (PaperBody::Correction { .. }, Stage::Correcting { notice, .. }) if notice == number => {
                self.stage = Stage::Examining;
                self.untell(number);
            }
            (PaperBody::Relay { .. }, Stage::Correcting { notice, .. }) if notice == number => {
                self.stage = Stage::Received;
                self.untell(number);
            }
            (PaperBody::Acceptance { .. }, Stage::Accepted { .. })
            | (PaperBody::Refusal { .. }, Stage::Refused)
            | (PaperBody::Receipt { .. }, Stage::Received) => self.stage = Stage::Examining,
            (PaperBody::Payment { .. }, _) => self.fee = self.fee.take().filter(|fee| &fee.notice != number),
            (PaperBody::Extension(told), Stage::Accepted { .. }) => {
                self.extended = None;
                self.stage = Stage::Accepted { on: told.accepted, due: told.original.clone() };
            }
            (PaperBody::SpecialProcedure { accepted, original, .. }, Stage::Accepted { .. }) => {
                // Only the newest is voided; the same procedure may have been told twice.
                self.suspensions.pop();
                self.stage = Stage::Accepted { on: *accepted, due: original.clone() };
            }
            _ => {}
        }
    }

    /// What nobody has read on paper was not told: the lead who voids it answers for that (J01). What was printed
    /// stays told: no void notice opens the way to a new defect (I-07).
    fn untell(&mut self, number: &PaperNumber) {
        if !self.track(number).printed {
            self.told = self.told.take().and_then(|told| told.before).map(|before| *before);
        }
    }
}
