//! Everything anybody can do (DESIGN 2.1): one list, one door.

mod case_paper;
mod order;
mod reach;

pub use case_paper::CasePaper;
pub use order::Order;
pub use reach::Reach;

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::checklist::Verdict;
use super::condition::Answers;
use super::fee::FeeInputs;
use super::ids::{
    CaseId, ChoiceCode, ItemCode, MaterialCode, OfficerId, QuestionCode, ReminderId, SheetLineId, ThingId,
    TicketNo, WindowId,
};
use super::item::Basis;
use super::paper::{PaperRef, Place};
use super::person::{Agent, Applicant};
use super::post::{HelpReason, Occasion, Reminder, Thing};
use super::queue::{GreenReason, Slot};
use crate::text::Clean;

/// A change somebody asks for. Always in the name of a window; see [`Order`].
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Command {
    /// Open the window: become the holder of a post nobody holds.
    TakePost,
    /// Close the window for the day; nothing may be left on it.
    ClosePost,
    /// Offer the post to the other side of the pair, or to whom the rota names.
    OfferHandover {
        /// A note in free words.
        note: Clean,
        /// Why.
        #[serde(default)]
        occasion: Occasion,
        /// To whom; the other side of the pair where nobody is named.
        #[serde(default)]
        to: Option<OfficerId>,
    },
    /// Write the sheet on offer anew, after something on the window has changed (A or B).
    RefreshSheet,
    /// Take the offer back.
    WithdrawHandover,
    /// Confirm one line of the sheet (B).
    ConfirmLine {
        /// Line.
        line: SheetLineId,
        /// A remark.
        remark: Option<Clean>,
        /// The answer chosen, where the line is to be said back: its place among the choices.
        #[serde(default)]
        answer: Option<usize>,
    },
    /// Add what was forgotten, within two minutes after leaving (A).
    AddToHandover {
        /// What.
        note: Clean,
    },
    /// Ask the lead for the post of a holder whose desk still answers (B).
    AskTakeOver {
        /// Why.
        reason: Clean,
    },
    /// Allow it (a lead).
    AllowTakeOver {
        /// Who asked, as the lead saw it.
        to: OfficerId,
    },
    /// Put up the sign and go for a moment (暂离); another window receives (S048, S183).
    StepAway {
        /// The window on the sign.
        cover: WindowId,
        /// For how long, in minutes.
        minutes: u32,
        /// Why.
        why: Clean,
    },
    /// Take the sign down.
    StepBack,
    /// The service notes that the holder's desk is silent (空岗).
    NoteSilence {
        /// The last sign of life.
        since: Timestamp,
    },
    /// The service notes that a short absence is overdue.
    NoteOverdue,
    /// The holder's desk is heard again after a silence.
    NoteHeard,
    /// Call the lead to the window.
    AskHelp {
        /// Why.
        why: HelpReason,
    },
    /// The lead answers the call.
    AnswerHelp,
    /// Have a window call other classes besides its own for a while (潮汐窗口; a lead). None ends it.
    SetTide {
        /// Letters of the classes.
        classes: BTreeSet<String>,
    },
    /// Put something on the desk, or count it anew under the same key.
    KeepThing {
        /// The thing.
        thing: Thing,
    },
    /// It leaves the desk.
    GiveBackThing {
        /// Which.
        thing: ThingId,
        /// Where to: given back, handed in, used up.
        how: Clean,
    },
    /// Note what must not be forgotten: a call promised, a question in between.
    Remind {
        /// What.
        reminder: Reminder,
    },
    /// It is done.
    SettleReminder {
        /// Which.
        reminder: ReminderId,
        /// What came of it.
        outcome: Clean,
    },
    /// Take over the post; every line is confirmed (B).
    AcceptHandover,
    /// Take over without A: the lease lapsed, or a lead has allowed it (S176).
    TakeOver {
        /// Why.
        reason: Clean,
    },

    /// Give out a ticket at the queue machine or the guide desk.
    TakeTicket {
        /// Letter of the class.
        class: String,
        /// The item, if chosen.
        item: Option<ItemCode>,
        /// Who takes it, where a document was read.
        applicant: Option<Applicant>,
        /// An agent, if one comes.
        agent: Option<Agent>,
        /// Green channel, with its reason.
        green: Option<GreenReason>,
        /// A word for the window.
        #[serde(default)]
        note: Clean,
    },
    /// Reserve a time (预约).
    Reserve {
        /// The day.
        day: Date,
        /// The time, one of those the hall offers.
        slot: Slot,
        /// Letter of the class.
        class: String,
        /// The item, if chosen.
        item: Option<ItemCode>,
        /// For whom.
        applicant: Applicant,
        /// A word for the window.
        #[serde(default)]
        note: Clean,
    },
    /// Who reserved is here.
    Arrive {
        /// Ticket.
        ticket: TicketNo,
    },
    /// Move a waiting ticket into the green channel, or out of it.
    Prioritise {
        /// Ticket.
        ticket: TicketNo,
        /// Why; none takes it back.
        reason: Option<GreenReason>,
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
