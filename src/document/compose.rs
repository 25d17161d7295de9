//! From a paper to its document: the frame all papers share; what each says stands beside.

use super::model::{Block, Document, Signature};
use super::notices::Times;
use super::{correction, handover, notices, payment, wording};
use crate::domain::hall::Hall;
use crate::domain::paper::{Paper, PaperBody, Subject};
use crate::text::Clean;

/// The document of a paper. The same paper and hall give the same document: on the desk that previews it, in
/// the service that issues it.
pub fn compose(paper: &Paper, hall: &Hall, demonstration: bool) -> Document {
    let frame = Frame::new(paper, hall);
    let mut document = frame.empty(demonstration);
    document.blocks = match &paper.body {
        PaperBody::Acceptance { materials, promised, statutory, due, special_procedures, result } => {
            let times = Times { promised: *promised, statutory: *statutory, due, special_procedures };
            notices::acceptance(&frame, materials, &times, result)
        }
        PaperBody::Correction { demands, regime, days, due, round } => {
            document.title = wording::title_of_round(&hall.correction_title, *round);
            let terms = correction::Terms { regime: *regime, days: *days, due, round: *round };
            correction::blocks(&frame, demands, &terms)
        }
        PaperBody::Refusal { ground, reason, instead, basis, confirmed_by, .. } => {
            let ground = notices::Ground { kind: *ground, reason, instead, basis, confirmed_by };
            notices::refusal(&frame, &ground)
        }
        PaperBody::Receipt { materials } => {
            document.issuer.clone_from(&hall.name);
            notices::receipt(&frame, materials)
        }
        // Their words come with the wording of the hall.
        PaperBody::Relay { .. }
        | PaperBody::Guidance { .. }
        | PaperBody::FilingReceipt { .. }
        | PaperBody::DeferralPledge { .. }
        | PaperBody::DeferralNotice { .. }
        | PaperBody::Commitment { .. }
        | PaperBody::Statement { .. }
        | PaperBody::Delivery { .. }
        | PaperBody::Extension { .. }
        | PaperBody::SpecialProcedure { .. }
        | PaperBody::Referral { .. } => Vec::new(),
        PaperBody::Payment { quote } => payment::blocks(&frame, quote),
        PaperBody::Handover { from, to, lines, note } => {
            document = handover::internal(document, hall, from, to);
            handover::blocks(paper, from, to, lines, note)
        }
    };
    document.scrubbed()
}

/// What every paper to the public is written from.
pub(super) struct Frame<'a> {
    pub(super) paper: &'a Paper,
    pub(super) hall: &'a Hall,
    pub(super) subject: Subject,
}

impl<'a> Frame<'a> {
    pub(super) fn new(paper: &'a Paper, hall: &'a Hall) -> Self {
        let blank = || Subject {
            case_number: String::new(),
            applicant: Clean::default(),
            agent: None,
            item: String::new(),
            department: hall.name.clone(),
            received: paper.on,
        };
        Self { paper, hall, subject: paper.subject.clone().unwrap_or_else(blank) }
    }

    fn empty(&self, demonstration: bool) -> Document {
        let Self { paper, hall, subject } = self;
        let draft_number = || wording::draft_number(&hall.number_prefix, paper.kind.mark(), paper.on.year());
        Document {
            masthead: hall.name.clone(),
            title: paper.kind.title().to_owned(),
            number: paper.number.as_ref().map_or_else(draft_number, ToString::to_string),
            draft: paper.number.is_none(),
            addressee: paper.subject.as_ref().map(|subject| subject.applicant.shown().to_owned()),
            blocks: Vec::new(),
            issuer: subject.department.clone(),
            sealed: true,
            date: paper.on,
            signatures: vec![
                Signature { who: wording::SIGN_APPLICANT.to_owned(), name: None, phone: true },
                Signature {
                    who: wording::SIGN_HANDLER.to_owned(),
                    name: Some(paper.officer.clone()),
                    phone: false,
                },
            ],
            copies: wording::TWO_COPIES.to_owned(),
            demonstration,
            proof: None,
            marks: Vec::new(),
        }
    }

    /// The case in particulars.
    pub(super) fn case(&self) -> Block {
        let Subject { case_number, agent, department, received, .. } = &self.subject;
        Block::fields([
            (wording::CASE, case_number.clone()),
            (wording::AGENT, agent.as_ref().map(|agent| agent.shown().to_owned()).unwrap_or_default()),
            (wording::RECEIVED, wording::date(*received)),
            (wording::DEPARTMENT, department.clone()),
        ])
    }

    /// Where to come, whom to ask, where to complain.
    pub(super) fn contact(&self) -> Block {
        let Self { paper, hall, .. } = self;
        Block::fields([
            (wording::PLACE, wording::place(hall)),
            (wording::HOURS, hall.hours.clone()),
            (wording::WINDOW, wording::window(paper, hall.window(&paper.window))),
            (wording::HANDLER, wording::handler(paper)),
            (wording::PHONE, hall.phone.clone()),
            (wording::SUPERVISION, hall.supervision_phone.clone()),
        ])
    }
}

/// A heading.
pub(super) fn heading(text: impl Into<String>) -> Block {
    Block::Heading(text.into())
}

/// A paragraph.
pub(super) fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(text.into())
}
