//! Everything anybody can do (DESIGN 2.1): one list, one door.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::checklist::Verdict;
use super::condition::Answers;
use super::fee::FeeInputs;
use super::ids::{
    CaseId, ChoiceCode, Fence, ItemCode, MaterialCode, QuestionCode, SheetLineId, TicketNo, WindowId,
};
use super::item::Basis;
use super::paper::{PaperKind, PaperRef, Place};
use super::person::{Agent, Applicant};
use super::state::Stream;
use crate::text::Clean;

/// A change somebody asks for. Always in the name of a window; see [`Order`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Command {
    /// Open the window: become the holder of a post nobody holds.
    TakePost,
    /// Close the window for the day; nothing may be left on it.
    ClosePost,
    /// Offer the post to the other side of the pair.
    OfferHandover {
        /// A note in free words.
        note: Clean,
    },
    /// Take the offer back.
    WithdrawHandover,
    /// Confirm one line of the sheet (B).
    ConfirmLine {
        /// Line.
        line: SheetLineId,
        /// A remark.
        remark: Option<Clean>,
    },
    /// Take over the post; every line is confirmed (B).
    AcceptHandover,
    /// Take over without A: the lease lapsed, or a lead approves (S176).
    TakeOver {
        /// Why.
        reason: Clean,
    },

    /// Call the next ticket.
    CallNext,
    /// Call a called ticket again.
    Recall {
        /// Ticket.
        ticket: TicketNo,
    },
    /// The person is here, or a parked ticket is taken up again.
    Begin {
        /// Ticket.
        ticket: TicketNo,
    },
    /// Nobody came (过号).
    NoShow {
        /// Ticket.
        ticket: TicketNo,
    },
    /// Set a ticket aside (挂起).
    Park {
        /// Ticket.
        ticket: TicketNo,
        /// Why.
        why: Clean,
    },
    /// Put a no-show back into the queue.
    Reinsert {
        /// Ticket.
        ticket: TicketNo,
    },
    /// Send a ticket to another window (转窗), keeping its number.
    Redirect {
        /// Ticket.
        ticket: TicketNo,
        /// Window.
        to: WindowId,
        /// Why.
        why: Clean,
    },
    /// The person leaves, served.
    Finish {
        /// Ticket.
        ticket: TicketNo,
    },

    /// Open a case.
    OpenCase {
        /// Key made by the desk.
        case: CaseId,
        /// Ticket being served; none when materials came by post.
        ticket: Option<TicketNo>,
        /// Item.
        item: ItemCode,
        /// Applicant, if known already.
        applicant: Option<Applicant>,
        /// Agent, if one acts.
        agent: Option<Agent>,
    },
    /// Record the applicant.
    RecordApplicant {
        /// Case.
        case: CaseId,
        /// Who applies.
        applicant: Applicant,
    },
    /// Record or remove the agent.
    RecordAgent {
        /// Case.
        case: CaseId,
        /// Who acts.
        agent: Option<Agent>,
    },
    /// Answer a situation question.
    Answer {
        /// Case.
        case: CaseId,
        /// Question.
        question: QuestionCode,
        /// Choice.
        choice: ChoiceCode,
    },
    /// Record a verdict.
    Examine {
        /// Case.
        case: CaseId,
        /// Material.
        material: MaterialCode,
        /// Verdict.
        verdict: Verdict,
        /// A lead's reason, where the told-once rule stands against it (J01).
        reason: Option<Clean>,
    },
    /// Take over from the other cases of the same visit what was received there already (S063).
    TakeOverMaterials {
        /// Case.
        case: CaseId,
    },
    /// Propose a material beyond the guide; a lead decides (S054, J02).
    ProposeDemand {
        /// Case.
        case: CaseId,
        /// The material's name.
        name: Clean,
        /// Where and how to get it.
        obtain: Clean,
        /// Basis: document and clause.
        basis: Basis,
        /// Why it is needed.
        reason: Clean,
    },
    /// Allow a demand beyond the guide that somebody else proposed.
    AllowDemand {
        /// Case.
        case: CaseId,
        /// The proposed material.
        demand: MaterialCode,
        /// Why it is demanded only now, where a notice has gone out already (J01).
        reason: Option<Clean>,
    },
    /// Do not allow it.
    RejectDemand {
        /// Case.
        case: CaseId,
        /// The proposed material.
        demand: MaterialCode,
        /// Why.
        reason: Clean,
    },
    /// The applicant came back with the case.
    ReturnCase {
        /// Case.
        case: CaseId,
        /// Ticket being served, if any.
        ticket: Option<TicketNo>,
    },
    /// Issue the one-time correction notice (N-02).
    IssueCorrection {
        /// Case.
        case: CaseId,
    },
    /// Accept the application (N-01).
    Accept {
        /// Case.
        case: CaseId,
    },
    /// Receive the materials for the department (N-05).
    Receive {
        /// Case.
        case: CaseId,
    },
    /// Draft a refusal (不予受理).
    DraftRefusal {
        /// Case.
        case: CaseId,
    },
    /// Confirm a refusal drafted by somebody else (否定备案, N-04).
    ConfirmRefusal {
        /// Case.
        case: CaseId,
    },
    /// Send a drafted refusal back.
    RejectRefusal {
        /// Case.
        case: CaseId,
        /// Why.
        reason: Clean,
    },
    /// Decide: on the spot by the window for 即办件, otherwise by the department.
    Decide {
        /// Case.
        case: CaseId,
        /// Granted or not.
        granted: bool,
    },
    /// Issue the payment notice (N-10).
    IssuePayment {
        /// Case.
        case: CaseId,
        /// Inputs of the fee standard.
        inputs: FeeInputs,
    },
    /// Record the number of the receipt for a paid fee.
    RecordReceipt {
        /// Case.
        case: CaseId,
        /// Receipt number (票据号).
        receipt: Clean,
    },
    /// Hand over the result.
    Deliver {
        /// Case.
        case: CaseId,
        /// Who has come for it; none for a natural person who applied and came.
        #[serde(default)]
        receiver: Option<Clean>,
        /// Number of the certificate or decision, where it has one.
        #[serde(default)]
        number: Option<Clean>,
    },
    /// Tell somebody all about an item before they apply (N-03); no case is opened.
    IssueGuidance {
        /// Item.
        item: ItemCode,
        /// The situation as far as it was told.
        answers: Answers,
        /// Who asks, where known.
        who: Option<Clean>,
    },
    /// Tell somebody where to go (引导单): first-contact duty.
    Refer {
        /// The ticket of who asks, if it is at the window.
        ticket: Option<TicketNo>,
        /// What for.
        matter: Clean,
        /// Where to go.
        to: Place,
        /// Why there.
        why: Clean,
    },
    /// Issue a paper of a case that changes nothing about where the case stands.
    IssueCasePaper {
        /// Case.
        case: CaseId,
        /// Which.
        what: CasePaper,
    },
    /// Pass on the correction notice of the department (relay, requirements C2).
    RelayCorrection {
        /// Case.
        case: CaseId,
        /// Number of the department's notice.
        number: Clean,
        /// Its words.
        text: Clean,
        /// The materials it names.
        named: BTreeSet<MaterialCode>,
        /// Last day to bring them, as the notice says.
        due: Date,
    },
    /// Extend the limit of a case; a lead records whose approval it has (行政许可法 42, N-12).
    Extend {
        /// Case.
        case: CaseId,
        /// Why.
        reason: Clean,
    },
    /// A special procedure begins: its time does not count (行政许可法 45).
    StartProcedure {
        /// Case.
        case: CaseId,
        /// The procedure, one of the item's.
        procedure: String,
        /// First day that does not count.
        from: Date,
        /// Last day that does not count, as told.
        to: Date,
    },
    /// A paper came out of the printer.
    ConfirmPrint {
        /// Paper.
        paper: PaperRef,
    },
    /// Print a paper once more.
    Reprint {
        /// Paper.
        paper: PaperRef,
        /// Why.
        reason: Clean,
    },
    /// The signed copy of a paper came back.
    RecordSigned {
        /// Paper.
        paper: PaperRef,
    },
    /// Declare a paper void; its number stays taken.
    VoidPaper {
        /// Paper.
        paper: PaperRef,
        /// Why.
        reason: Clean,
    },
    /// Show the numbers of a case whole for a moment; recorded (DESIGN 4.8).
    Unmask {
        /// Case.
        case: CaseId,
        /// What for.
        reason: Clean,
    },
    /// The applicant withdraws.
    Withdraw {
        /// Case.
        case: CaseId,
        /// Why.
        reason: Clean,
    },
}

/// The papers of a case that change nothing about where it stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum CasePaper {
    /// N-06 收件回执.
    FilingReceipt,
    /// N-07 容缺受理承诺书, for the applicant to sign before acceptance.
    DeferralPledge,
    /// N-08 告知承诺书, for the applicant to sign before acceptance.
    Commitment,
    /// N-09 情况说明.
    Statement {
        /// The explanation.
        text: Clean,
    },
}

impl CasePaper {
    /// The kind of paper.
    pub fn kind(&self) -> PaperKind {
        match self {
            Self::FilingReceipt => PaperKind::FilingReceipt,
            Self::DeferralPledge => PaperKind::DeferralPledge,
            Self::Commitment => PaperKind::Commitment,
            Self::Statement { .. } => PaperKind::Statement,
        }
    }
}

/// What a command touches besides the post of its window; the door loads that much.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Only the post.
    Post,
    /// Every waiting ticket of the day.
    Queue,
    /// Tickets and open cases kept by the window, for the handover sheet.
    Window,
    /// One ticket.
    Ticket(TicketNo),
    /// One case, and the ticket it is served under.
    Case(CaseId),
    /// One case and the others under the same ticket.
    Visit(CaseId),
}

impl Command {
    /// What the command touches.
    pub fn reach(&self) -> Reach {
        match self {
            Self::WithdrawHandover | Self::ConfirmLine { .. } | Self::IssueGuidance { .. } => Reach::Post,
            Self::ConfirmPrint { paper }
            | Self::Reprint { paper, .. }
            | Self::RecordSigned { paper }
            | Self::VoidPaper { paper, .. } => paper.case.clone().map_or(Reach::Post, Reach::Case),
            Self::Refer { ticket, .. } => ticket.clone().map_or(Reach::Post, Reach::Ticket),
            Self::TakePost
            | Self::ClosePost
            | Self::OfferHandover { .. }
            | Self::AcceptHandover
            | Self::TakeOver { .. } => Reach::Window,
            Self::CallNext => Reach::Queue,
            Self::Recall { ticket }
            | Self::Begin { ticket }
            | Self::NoShow { ticket }
            | Self::Park { ticket, .. }
            | Self::Reinsert { ticket }
            | Self::Redirect { ticket, .. }
            | Self::Finish { ticket } => Reach::Ticket(ticket.clone()),
            Self::TakeOverMaterials { case } => Reach::Visit(case.clone()),
            Self::OpenCase { case, .. }
            | Self::RecordApplicant { case, .. }
            | Self::RecordAgent { case, .. }
            | Self::Answer { case, .. }
            | Self::Examine { case, .. }
            | Self::ProposeDemand { case, .. }
            | Self::AllowDemand { case, .. }
            | Self::RejectDemand { case, .. }
            | Self::ReturnCase { case, .. }
            | Self::IssueCorrection { case }
            | Self::Accept { case }
            | Self::Receive { case }
            | Self::DraftRefusal { case }
            | Self::ConfirmRefusal { case }
            | Self::RejectRefusal { case, .. }
            | Self::Decide { case, .. }
            | Self::IssuePayment { case, .. }
            | Self::RecordReceipt { case, .. }
            | Self::Deliver { case, .. }
            | Self::IssueCasePaper { case, .. }
            | Self::RelayCorrection { case, .. }
            | Self::Extend { case, .. }
            | Self::StartProcedure { case, .. }
            | Self::Unmask { case, .. }
            | Self::Withdraw { case, .. } => Reach::Case(case.clone()),
        }
    }

    /// Whether the desk may show the effect before the service has answered. Acts with legal effect, numbers
    /// and everything two windows compete for wait for the answer; what concerns only this window's own work does not,
    /// so that an officer who types fast loses no key to the network.
    pub fn may_be_shown_at_once(&self) -> bool {
        matches!(
            self,
            Self::Begin { .. }
                | Self::NoShow { .. }
                | Self::Park { .. }
                | Self::OpenCase { .. }
                | Self::RecordApplicant { .. }
                | Self::RecordAgent { .. }
                | Self::Answer { .. }
                | Self::Examine { .. }
                | Self::TakeOverMaterials { .. }
                | Self::Unmask { .. }
                | Self::ConfirmLine { .. }
                | Self::ConfirmPrint { .. }
                | Self::RecordSigned { .. }
        )
    }
}

/// A command with what the door must know: for which window, under which fence, against which versions.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Order {
    /// Made once by the desk (UUIDv7); the same id is never applied twice, and never expires (I-35).
    pub id: uuid::Uuid,
    /// The window in whose name it is done.
    pub window: WindowId,
    /// The fence the desk knows.
    pub fence: Fence,
    /// Versions the desk saw of what it changes; a stream not named is not checked.
    #[serde(default)]
    pub expect: BTreeMap<Stream, u64>,
    /// The change.
    pub command: Command,
}
