//! What happens to a case, as it is recorded.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Case;
use crate::domain::checklist::{ExtraDemand, Verdict};
use crate::domain::fee::Quote;
use crate::domain::ids::{ChoiceCode, MaterialCode, OfficerId, QuestionCode, TicketNo, WindowId};
use crate::domain::paper::{Paper, PaperEvent, PaperNumber};
use crate::domain::person::{Agent, Applicant};
use crate::text::Clean;

/// What happens to a case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum CaseEvent {
    /// Materials were received and the case opened.
    Opened {
        /// The case as it began.
        case: Box<Case>,
    },
    /// The applicant's particulars.
    ApplicantRecorded {
        /// Who applies.
        applicant: Applicant,
    },
    /// The agent's particulars.
    AgentRecorded {
        /// Who acts; none when the applicant came in person after all.
        agent: Option<Agent>,
    },
    /// A situation question was answered; answers and verdicts that no longer apply fall away.
    Answered {
        /// Question.
        question: QuestionCode,
        /// Choice.
        choice: ChoiceCode,
        /// Answers to questions no longer asked.
        dropped: Vec<QuestionCode>,
    },
    /// A line was examined.
    Examined {
        /// Material.
        material: MaterialCode,
        /// Verdict.
        verdict: Verdict,
    },
    /// An officer proposed a material beyond the guide (S054).
    DemandProposed {
        /// The proposal.
        demand: Box<ExtraDemand>,
    },
    /// A lead allowed it; it joins the checklist.
    DemandAllowed {
        /// Which.
        demand: MaterialCode,
        /// Who.
        by: OfficerId,
    },
    /// A lead did not allow it.
    DemandRejected {
        /// Which.
        demand: MaterialCode,
        /// Who.
        by: OfficerId,
        /// Why.
        reason: Clean,
    },
    /// The applicant came back (S132).
    Returned {
        /// Under which ticket, if one was called.
        ticket: Option<TicketNo>,
        /// The window that goes on with it.
        window: WindowId,
        /// When; none in records of before it was kept.
        #[serde(default)]
        on: Option<Date>,
    },
    /// A paper was issued; the stage follows from its kind.
    PaperIssued {
        /// The paper.
        paper: Box<Paper>,
    },
    /// Something happened to an issued paper.
    Paper {
        /// Its number.
        number: PaperNumber,
        /// What.
        what: PaperEvent,
    },
    /// An officer drafted a refusal.
    RefusalDrafted {
        /// Who.
        by: OfficerId,
    },
    /// The second person did not confirm it.
    RefusalRejected {
        /// Why.
        reason: Clean,
    },
    /// The decision.
    Decided {
        /// When.
        on: Date,
        /// Granted or not.
        granted: bool,
    },
    /// Nothing is due: the case is exempt, with its proof.
    Exempted {
        /// The proof.
        quote: Quote,
    },
    /// The fee was paid.
    Paid {
        /// Receipt number.
        receipt: Clean,
    },
    /// The result was handed over.
    Delivered {
        /// When.
        on: Date,
    },
    /// The applicant withdrew.
    Withdrawn {
        /// When.
        on: Date,
        /// Why.
        reason: Clean,
    },
    /// Somebody had the numbers shown whole.
    Unmasked {
        /// What for.
        reason: Clean,
    },
    /// The person left the counter: the ticket is over, the case goes on.
    TicketLeft,
    /// An accountability act (J01–J10) was raised.
    Warned {
        /// Code: `J01`.
        code: String,
        /// What happened.
        text: String,
    },
}
