//! The one decision: what a command does, or why it is refused. Pure; the service makes it so, the desk
//! previews it with its own copy (DESIGN 2.1).

mod case;
mod case_papers;
mod decision;
mod demand;
mod draft;
mod examination;
mod exits;
mod guidance;
mod handover;
mod intake;
mod post;
mod presence;
mod queue;
mod sheet;
mod ticket;
mod track;

pub use case_papers::{draft_case_paper, promise_first};
pub use decision::quote;
pub use draft::{Draft, draft};
pub use examination::received_beside;
pub use guidance::draft_guidance;
pub use intake::check_applicant;
pub use sheet::sheet;

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use super::case::CaseEvent;
use super::clock;
use super::command::{Command, Order, Reach};
use super::hall::{Hall, Officer, Role};
use super::ids::{CaseId, OfficerId, TicketNo};
use super::post::{Post, PostEvent};
use super::refusal::Refusal;
use super::rulebook::Rulebook;
use super::state::{Event, State, Stream};
use super::ticket::TicketEvent;

/// Everything a decision may look at besides the state.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The reference data in force.
    pub rules: &'a Rulebook,
    /// Who asks.
    pub actor: &'a OfficerId,
    /// When; on the service, the clock of the store.
    pub now: Timestamp,
    /// Whether the lease of the window's holder has lapsed: only then may somebody take over without a lead.
    pub lease_lapsed: bool,
}

impl Context<'_> {
    fn hall(&self) -> &Hall {
        &self.rules.hall
    }

    fn today(&self) -> Date {
        clock::beijing(self.now).date()
    }

    fn time(&self) -> Time {
        clock::beijing(self.now).time()
    }

    fn officer(&self) -> Result<&Officer, Refusal> {
        self.hall()
            .officer(self.actor)
            .ok_or_else(|| Refusal::NotFound { what: format!("工号{}", self.actor) })
    }

    fn name(&self, officer: &OfficerId) -> String {
        self.hall().officer(officer).map_or_else(|| officer.to_string(), |officer| officer.name.clone())
    }
}

/// Decides an order. On success the events, in order, each to be folded by [`super::state::evolve`] before the
/// next is understood; papers and cases among them are still without numbers.
///
/// # Errors
/// A [`Refusal`], when a rule stands against it; nothing happened then.
pub fn decide(state: &State, order: &Order, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let desk = Desk { state, order, context, post: state.post(&order.window) };
    desk.check()?;
    match &order.command {
        Command::TakePost
        | Command::ClosePost
        | Command::AskTakeOver { .. }
        | Command::AllowTakeOver { .. }
        | Command::TakeOver { .. } => post::decide(&desk),
        Command::OfferHandover { .. }
        | Command::RefreshSheet
        | Command::WithdrawHandover
        | Command::ConfirmLine { .. }
        | Command::AcceptHandover
        | Command::AddToHandover { .. } => handover::decide(&desk),
        Command::StepAway { .. }
        | Command::StepBack
        | Command::NoteSilence { .. }
        | Command::NoteOverdue
        | Command::NoteHeard
        | Command::AskHelp { .. }
        | Command::AnswerHelp
        | Command::SetTide { .. }
        | Command::KeepThing { .. }
        | Command::GiveBackThing { .. }
        | Command::Remind { .. }
        | Command::SettleReminder { .. } => presence::decide(&desk),
        Command::TakeTicket { .. }
        | Command::Reserve { .. }
        | Command::Arrive { .. }
        | Command::Prioritise { .. } => queue::decide(&desk),
        Command::CallNext
        | Command::Recall { .. }
        | Command::Begin { .. }
        | Command::NoShow { .. }
        | Command::Park { .. }
        | Command::Reinsert { .. }
        | Command::Redirect { .. }
        | Command::Finish { .. } => ticket::decide(&desk),
        Command::IssueGuidance { item, answers, who } => guidance::issue(&desk, item, answers, who.as_ref()),
        Command::Refer { ticket, matter, to, why } => {
            guidance::refer(&desk, ticket.as_ref(), matter, to, why)
        }
        Command::ConfirmPrint { .. }
        | Command::Reprint { .. }
        | Command::RecordSigned { .. }
        | Command::VoidPaper { .. } => track::decide(&desk),
        _ => case::decide(&desk),
    }
}

/// One order before one window: what the decisions share.
struct Desk<'a> {
    state: &'a State,
    order: &'a Order,
    context: &'a Context<'a>,
    post: Post,
}

impl Desk<'_> {
    /// Fence, holder and versions, before anything else is looked at (I-20).
    fn check(&self) -> Result<(), Refusal> {
        let hall = self.context.hall();
        if hall.window(&self.order.window).is_none() {
            return Err(Refusal::NotFound { what: format!("{}号窗口", self.order.window) });
        }
        self.check_role()?;
        match who_may(&self.order.command) {
            May::Holder => {
                self.check_holder()?;
                self.check_present()?;
                self.check_item()?;
            }
            May::Incomer => self.check_fence()?,
            May::Second | May::Staff | May::Machine => {}
        }
        for (stream, version) in &self.order.expect {
            if self.state.version(stream) != *version {
                return Err(Refusal::VersionConflict);
            }
        }
        Ok(())
    }

    /// What a role may never do, wherever its bearer stands (S003, S014).
    fn check_role(&self) -> Result<(), Refusal> {
        let no = |what: &str| Err(Refusal::NotAllowed { what: what.to_owned() });
        if matches!(who_may(&self.order.command), May::Machine) != self.context.actor.is_machine() {
            return no("此项由系统自动记录");
        }
        if self.context.actor.is_machine() {
            return Ok(());
        }
        match (self.context.officer()?.role, &self.order.command) {
            (Role::Supervisor, _) => no("监督人员只能查看"),
            (Role::Assistant, Command::DraftRefusal { .. }) => no("辅助人员不能拟不予受理"),
            (Role::Assistant, Command::IssuePayment { .. } | Command::RecordReceipt { .. }) => {
                no("辅助人员不能办理收费")
            }
            _ => Ok(()),
        }
    }

    fn check_fence(&self) -> Result<(), Refusal> {
        if self.post.fence == self.order.fence {
            Ok(())
        } else {
            Err(Refusal::StaleFence { holder: self.holder_name() })
        }
    }

    fn check_holder(&self) -> Result<(), Refusal> {
        self.check_fence()?;
        if self.post.holder.as_ref() == Some(self.context.actor) { Ok(()) } else { Err(Refusal::NotHolder) }
    }

    /// While the sign is up, nothing is done at the window but coming back and handing over.
    fn check_present(&self) -> Result<(), Refusal> {
        let may = matches!(
            self.order.command,
            Command::StepBack
                | Command::OfferHandover { .. }
                | Command::WithdrawHandover
                | Command::RefreshSheet
                | Command::NoteHeard
        );
        if self.post.away.is_some() && !may { Err(Refusal::AwayNow) } else { Ok(()) }
    }

    /// Whoever stands in handles only what they may (F56); papers that exist already are another matter.
    fn check_item(&self) -> Result<(), Refusal> {
        let item = match (&self.order.command, self.order.command.reach()) {
            (Command::ConfirmPrint { .. } | Command::Reprint { .. } | Command::RecordSigned { .. }, _) => {
                None
            }
            (Command::OpenCase { item, .. }, _) => Some(item),
            (_, Reach::Case(case) | Reach::Visit(case)) => self.state.case(&case).map(|case| &case.item),
            _ => None,
        };
        let officer = self.context.officer()?;
        match item.filter(|item| !officer.may_handle(item)) {
            Some(item) => Err(Refusal::ItemNotYours {
                officer: officer.name.clone(),
                item: self
                    .context
                    .rules
                    .name_on(item, self.context.today())
                    .unwrap_or(item.as_str())
                    .to_owned(),
            }),
            None => Ok(()),
        }
    }

    /// What only a lead may do.
    fn lead(&self, what: &str) -> Result<(), Refusal> {
        if self.role()? == Role::Lead { Ok(()) } else { Err(Refusal::LeadOnly { what: what.to_owned() }) }
    }

    fn holder_name(&self) -> String {
        self.post.holder.as_ref().map_or_else(|| "其他人员".to_owned(), |holder| self.context.name(holder))
    }

    /// On whose post the actor stands, where it is not the actor's own: `代王敏`.
    fn acting_for(&self) -> Option<String> {
        acting_for(self.context.hall(), self.order, self.context.actor, self.context.today())
            .map(|officer| self.context.name(&officer))
    }

    fn role(&self) -> Result<Role, Refusal> {
        Ok(self.context.officer()?.role)
    }

    fn post_event(&self, what: PostEvent) -> Event {
        Event::Post { window: self.order.window.clone(), what }
    }

    fn ticket_event(ticket: &TicketNo, what: TicketEvent) -> Event {
        Event::Ticket { ticket: ticket.clone(), what }
    }

    fn case_event(case: &CaseId, what: CaseEvent) -> Event {
        Event::Case { case: case.clone(), what }
    }
}

/// Who may ask for a command.
enum May {
    /// Only the holder of the post, under the present fence.
    Holder,
    /// Somebody who comes in: the fence must be known, the post is another's or nobody's.
    Incomer,
    /// A second person: lead or department, who holds no post here.
    Second,
    /// Anybody of the hall: the guide desk gives out tickets and holds no post.
    Staff,
    /// The service itself: what no person reports.
    Machine,
}

fn who_may(command: &Command) -> May {
    match command {
        Command::TakePost
        | Command::ConfirmLine { .. }
        | Command::RefreshSheet
        | Command::AcceptHandover
        | Command::AddToHandover { .. }
        | Command::AskTakeOver { .. }
        | Command::TakeOver { .. } => May::Incomer,
        Command::TakeTicket { .. }
        | Command::Reserve { .. }
        | Command::Arrive { .. }
        | Command::Prioritise { .. } => May::Staff,
        Command::NoteSilence { .. } | Command::NoteOverdue => May::Machine,
        Command::AllowTakeOver { .. }
        | Command::AnswerHelp
        | Command::SetTide { .. }
        | Command::ConfirmRefusal { .. }
        | Command::RejectRefusal { .. }
        | Command::AllowDemand { .. }
        | Command::RejectDemand { .. }
        | Command::Extend { .. }
        | Command::VoidPaper { .. }
        | Command::Examine { reason: Some(_), .. }
        | Command::Decide { .. } => May::Second,
        _ => May::Holder,
    }
}

/// On whose post the actor stands, if not the actor's own; recorded with every event (S177). A second person
/// (lead, department) acts in an office of their own, on nobody's post.
pub fn acting_for(hall: &Hall, order: &Order, actor: &OfficerId, day: Date) -> Option<OfficerId> {
    let window = hall.window(&order.window)?;
    let is = |role| hall.officer(actor).is_some_and(|officer| officer.role == role);
    let second = match &order.command {
        Command::Decide { .. } => is(Role::Department),
        Command::VoidPaper { .. } | Command::Examine { reason: Some(_), .. } => is(Role::Lead),
        command => matches!(who_may(command), May::Second | May::Staff | May::Machine),
    };
    let own = window.post_a(day) == actor || second;
    (!own).then(|| window.post_a(day).clone())
}

/// The streams a command changes, as far as the desk can name them beforehand: it sends their versions along.
pub fn expected(state: &State, command: &Command) -> std::collections::BTreeMap<Stream, u64> {
    let stream = match command.reach() {
        Reach::Case(case) | Reach::Visit(case) if state.case(&case).is_some() => Some(Stream::Case(case)),
        Reach::Ticket(ticket) | Reach::Place(ticket) => Some(Stream::Ticket(ticket)),
        Reach::Case(_)
        | Reach::Visit(_)
        | Reach::Post
        | Reach::Posts
        | Reach::Queue
        | Reach::Window
        | Reach::Reservations(_) => None,
    };
    stream.into_iter().map(|stream| (stream.clone(), state.version(&stream))).collect()
}

#[cfg(test)]
mod tests;
