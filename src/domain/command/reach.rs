//! What a command touches, and whether its effect may be shown before the service has answered.

use jiff::civil::Date;

use super::Command;
use crate::domain::ids::{CaseId, TicketNo};

/// What a command touches besides the post of its window; the door loads that much.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Only the post.
    Post,
    /// Every post of the hall: whom a window covers, who covers it.
    Posts,
    /// Every post and every waiting ticket of the day.
    Queue,
    /// Every post, and tickets and open cases kept by the window: what the handover sheet is written from.
    Window,
    /// The tickets of a day that were reserved.
    Reservations(Date),
    /// One ticket.
    Ticket(TicketNo),
    /// One ticket and all that wait: where it is put back among them.
    Place(TicketNo),
    /// One case, and the ticket it is served under.
    Case(CaseId),
    /// One case and the others under the same ticket.
    Visit(CaseId),
}

impl Command {
    /// What the command touches.
    pub fn reach(&self) -> Reach {
        match self {
            Self::WithdrawHandover
            | Self::ConfirmLine { .. }
            | Self::AddToHandover { .. }
            | Self::AskTakeOver { .. }
            | Self::AllowTakeOver { .. }
            | Self::NoteSilence { .. }
            | Self::NoteOverdue
            | Self::NoteHeard
            | Self::AskHelp { .. }
            | Self::AnswerHelp
            | Self::SetTide { .. }
            | Self::KeepThing { .. }
            | Self::GiveBackThing { .. }
            | Self::Remind { .. }
            | Self::SettleReminder { .. }
            | Self::TakeTicket { .. }
            | Self::IssueGuidance { .. } => Reach::Post,
            Self::StepAway { .. } | Self::StepBack => Reach::Posts,
            Self::Reserve { day, .. } => Reach::Reservations(*day),
            Self::ConfirmPrint { paper }
            | Self::Reprint { paper, .. }
            | Self::RecordSigned { paper }
            | Self::VoidPaper { paper, .. } => paper.case.clone().map_or(Reach::Post, Reach::Case),
            Self::Refer { ticket, .. } => ticket.clone().map_or(Reach::Post, Reach::Ticket),
            Self::TakePost
            | Self::ClosePost
            | Self::OfferHandover { .. }
            | Self::RefreshSheet
            | Self::AcceptHandover
            | Self::TakeOver { .. } => Reach::Window,
            Self::CallNext => Reach::Queue,
            Self::Recall { ticket }
            | Self::Begin { ticket }
            | Self::NoShow { ticket }
            | Self::Park { ticket, .. }
            | Self::Arrive { ticket }
            | Self::Prioritise { ticket, .. }
            | Self::Redirect { ticket, .. }
            | Self::Finish { ticket } => Reach::Ticket(ticket.clone()),
            Self::Reinsert { ticket } => Reach::Place(ticket.clone()),
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
                | Self::KeepThing { .. }
                | Self::GiveBackThing { .. }
                | Self::Remind { .. }
                | Self::SettleReminder { .. }
        )
    }
}
