//! From a paper to its document: the frame all papers share; what each says stands beside.

use super::model::{Block, Document, Signature};
use super::notices::Times;
use super::wording::{self, Words};
use super::{correction, guidance, handover, later, notices, payment, promises};
use crate::domain::hall::{Hall, Issuer};
use crate::domain::ids::TicketNo;
use crate::domain::paper::{Paper, PaperBody, Subject};
use crate::domain::phrases::{Phrase, Phrases};
use crate::text::Clean;

/// The document of a paper. The same paper, hall and words give the same document: on the desk that previews it, in
/// the service that issues it. It holds all its words: whoever sets it needs no phrases.
pub fn compose(paper: &Paper, hall: &Hall, phrases: &Phrases, demonstration: bool) -> Document {
    let frame = Frame::new(paper, hall, phrases);
    let mut document = frame.empty(demonstration);
    document.blocks = match &paper.body {
        PaperBody::Acceptance { materials, regime, promised, statutory, due, special_procedures, result } => {
            let (regime, promised, statutory) = (*regime, *promised, *statutory);
            let times = Times { regime, promised, statutory, due, special_procedures };
            notices::acceptance(&frame, materials, &times, result)
        }
        PaperBody::Correction { demands, regime, days, due, round } => {
            document.title = frame.words.title_of_round(document.title, *round);
            if hall.correction_issuer == Issuer::Hall {
                document = document.issued_by(&hall.name, frame.words);
            }
            let terms = correction::Terms { regime: *regime, days: *days, due, round: *round };
            correction::blocks(&frame, demands, &terms)
        }
        PaperBody::Refusal { record, ground, regime, reason, instead, basis, confirmed_by, .. } => {
            let (kind, regime, record) = (*ground, *regime, record.as_ref());
            let ground = notices::Ground { kind, regime, reason, instead, basis, confirmed_by, record };
            notices::refusal(&frame, &ground)
        }
        PaperBody::Receipt { materials, regime } => {
            document = document.issued_by(&hall.name, frame.words);
            notices::receipt(&frame, materials, *regime)
        }
        PaperBody::Payment { quote } => payment::blocks(&frame, quote),
        PaperBody::Handover { from, to, occasion, lines, remarks, note } => {
            document = handover::internal(document, &frame, from, to);
            let sheet = handover::Sheet { from, to, occasion, lines, remarks, note };
            handover::blocks(&frame, &sheet)
        }
        body => beside(&mut document, &frame, body),
    };
    if let Some(void) = &paper.replaces {
        let said = frame.words.say(Phrase::Replaces, &[("number", &void.to_string())]);
        document.blocks.push(paragraph(said));
    }
    document.scrubbed()
}

/// The papers beside the exits of an intake; each sets its own frame.
fn beside(document: &mut Document, frame: &Frame<'_>, body: &PaperBody) -> Vec<Block> {
    match body {
        PaperBody::Relay { number, text, named, due, round } => {
            let title = frame.words.say(Phrase::TitleRelayed, &[("title", &document.title)]);
            document.title = frame.words.title_of_round(title, *round);
            document.issue_as(&frame.hall.name, frame.words);
            later::relay(frame, number, text, named, due)
        }
        PaperBody::Guidance { who, guide } => {
            *document = guidance::handed_out(document.clone(), frame, who.as_ref());
            document.signatures = guidance::signatures(frame);
            guidance::guidance(frame, guide)
        }
        PaperBody::FilingReceipt { materials } => {
            document.issue_as(&frame.hall.name, frame.words);
            document.signatures = vec![frame.handler()];
            promises::filing(frame, materials)
        }
        PaperBody::DeferralPledge { materials } => {
            *document = promises::by_applicant(document.clone(), frame);
            promises::pledge(frame, materials)
        }
        PaperBody::DeferralNotice { materials } => promises::deferral(frame, materials),
        PaperBody::Commitment { materials } => {
            document.signatures = promises::pledgers(frame);
            promises::commitment(frame, materials)
        }
        PaperBody::Statement { text, edition, conditions, basis } => {
            document.issue_as(&frame.hall.name, frame.words);
            promises::statement(frame, text, edition, conditions, basis)
        }
        PaperBody::Delivery { papers, receiver, by_agent } => {
            document.issue_as(&frame.hall.name, frame.words);
            document.signatures = later::receivers(frame);
            later::delivery(frame, papers, receiver, *by_agent)
        }
        PaperBody::Extension(told) => later::extension(frame, told),
        PaperBody::SpecialProcedure { accepted, procedure, from, to, original, due } => {
            let (accepted, from, to) = (*accepted, *from, *to);
            later::procedure(frame, &later::Procedure { accepted, name: procedure, from, to, original, due })
        }
        PaperBody::Referral { who, ticket, matter, to, why } => {
            *document = guidance::handed_out(document.clone(), frame, who.as_ref());
            guidance::referral(frame, ticket.as_ref().map(TicketNo::as_str), matter, to, why)
        }
        // Those of the exits, of the fee and of the house are written where they are sent from.
        PaperBody::Acceptance { .. }
        | PaperBody::Correction { .. }
        | PaperBody::Refusal { .. }
        | PaperBody::Receipt { .. }
        | PaperBody::Payment { .. }
        | PaperBody::Handover { .. } => Vec::new(),
    }
}

/// What every paper to the public is written from.
pub(super) struct Frame<'a> {
    pub(super) paper: &'a Paper,
    pub(super) hall: &'a Hall,
    pub(super) words: Words<'a>,
    pub(super) subject: Subject,
}

impl<'a> Frame<'a> {
    pub(super) fn new(paper: &'a Paper, hall: &'a Hall, phrases: &'a Phrases) -> Self {
        let blank = || Subject {
            case_number: String::new(),
            applicant: Clean::default(),
            agent: None,
            item: String::new(),
            department: hall.name.clone(),
            received: paper.on,
            corrected: None,
        };
        let subject = paper.subject.clone().unwrap_or_else(blank);
        Self { paper, hall, words: Words(phrases), subject }
    }

    fn empty(&self, demonstration: bool) -> Document {
        let Self { paper, hall, words, subject } = self;
        let draft_number = || wording::draft_number(&hall.number_prefix, paper.kind.mark(), paper.on.year());
        Document {
            masthead: hall.name.clone(),
            title: words.title(paper.kind, hall),
            number: paper.number.as_ref().map_or_else(draft_number, ToString::to_string),
            draft: paper.number.is_none(),
            addressee: paper.subject.as_ref().map(|subject| subject.applicant.shown().to_owned()),
            blocks: Vec::new(),
            issuer: String::new(),
            sealed: true,
            date: paper.on,
            signatures: vec![
                Signature { who: words.text(Phrase::SignApplicant), name: None, phone: true },
                self.handler(),
            ],
            copies: words.text(if paper.kind.copies() > 1 { Phrase::TwoCopies } else { Phrase::OneCopy }),
            demonstration,
            fixed: words.fixed(),
            proof: None,
            marks: Vec::new(),
        }
        .issued_by(&subject.department, *words)
    }

    /// Where the officer signs.
    pub(super) fn handler(&self) -> Signature {
        let name = Some(self.paper.officer.clone());
        Signature { who: self.words.text(Phrase::SignHandler), name, phone: false }
    }

    /// The case in particulars.
    pub(super) fn case(&self) -> Block {
        let Subject { case_number, agent, department, received, corrected, .. } = &self.subject;
        self.words.fields([
            (Phrase::LabelCase, case_number.clone()),
            (Phrase::LabelAgent, agent.as_ref().map(|agent| agent.shown().to_owned()).unwrap_or_default()),
            (Phrase::LabelReceived, wording::date(*received)),
            (Phrase::LabelCorrected, corrected.map(wording::date).unwrap_or_default()),
            (Phrase::LabelDepartment, department.clone()),
        ])
    }

    /// Where to come, whom to ask, where to complain.
    pub(super) fn contact(&self) -> Block {
        let Self { paper, hall, words, .. } = self;
        words.fields([
            (Phrase::LabelPlace, words.place(hall)),
            (Phrase::LabelHours, hall.hours.clone()),
            (Phrase::LabelWindow, words.window(paper, hall.window(&paper.window))),
            (Phrase::LabelHandler, words.handler(paper)),
            (Phrase::LabelPhone, hall.phone.clone()),
            (Phrase::LabelSupervision, hall.supervision_phone.clone()),
        ])
    }
}

impl Document {
    /// The document under the name of who issues it, with the place of the seal.
    fn issued_by(mut self, issuer: &str, words: Words<'_>) -> Self {
        self.issue_as(issuer, words);
        self
    }

    fn issue_as(&mut self, issuer: &str, words: Words<'_>) {
        self.fixed.issuer = words.sealed(issuer);
        issuer.clone_into(&mut self.issuer);
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
