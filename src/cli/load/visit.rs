//! What a desk does for one applicant: a ticket, its call, the case, the exit that is open, the result, the end.

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::dice::Dice;
use crate::domain::case::{Case, Stage};
use crate::domain::checklist::{self, Defects, Exit, Line, Verdict};
use crate::domain::command::Command;
use crate::domain::condition::Answers;
use crate::domain::hall::Window;
use crate::domain::identifier::{invented_credit_code, invented_resident_id};
use crate::domain::ids::{CaseId, ChoiceCode, TicketNo};
use crate::domain::item::{Question, ServiceItem};
use crate::domain::paper::PaperRef;
use crate::domain::person::Applicant;
use crate::domain::rulebook::Rulebook;
use crate::domain::state::Event;
use crate::text::Clean;
use crate::wire::Receipt;

/// A region that does not exist: nobody has a number that begins with it.
const NOWHERE: u32 = 119_999;
/// One applicant in so many asks first and gets a guide.
const ASKS_FIRST: usize = 10;
/// One line in so many is not in order.
const WANTING: usize = 12;

/// One applicant at the window.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    case: CaseId,
    /// The one that was called.
    ticket: Option<TicketNo>,
    step: Step,
    /// Papers that came out of the printer.
    printed: usize,
}

/// How far the visit is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    /// Asks at the window without a ticket, and goes.
    Asks,
    /// Is at the ticket machine.
    Comes,
    /// Has a ticket.
    Waits,
    /// Somebody was called: this one, or who came before.
    Called,
    /// Sits at the window.
    Sits,
    /// A rule stood against something: it is ended in good order.
    GivesUp,
    /// Goes.
    Goes,
}

impl Visit {
    /// Somebody comes in.
    pub(super) fn new(dice: &mut Dice) -> Self {
        let case = CaseId::new(Uuid::now_v7().to_string());
        let step = if dice.one_in(ASKS_FIRST) { Step::Asks } else { Step::Comes };
        Self { case, ticket: None, step, printed: 0 }
    }

    /// The case, by its key.
    pub(super) fn case(&self) -> &CaseId {
        &self.case
    }

    /// What became of the last order: its receipt, or a rule that stands against it. Whether something is left to do.
    pub(super) fn answered(&mut self, receipt: Option<&Receipt>) -> bool {
        match (receipt, self.step) {
            (Some(receipt), Step::Called) => {
                self.ticket = receipt.events.first().and_then(|recorded| match &recorded.event {
                    Event::Ticket { ticket, .. } => Some(ticket.clone()),
                    _ => None,
                });
            }
            (Some(_), _) => {}
            (None, Step::Sits) => self.step = Step::GivesUp,
            (None, _) => self.step = Step::Goes,
        }
        self.step != Step::Goes
    }

    /// The next thing to do; none when the visit is over.
    pub(super) fn next(
        &mut self,
        case: Option<&Case>,
        rules: &Rulebook,
        window: &Window,
        today: Date,
        dice: &mut Dice,
    ) -> Option<Command> {
        match self.step {
            Step::Asks => {
                self.step = Step::Goes;
                let item = takes(rules, window, today, dice)?.code.clone();
                Some(Command::IssueGuidance { item, answers: Answers::new(), who: None })
            }
            Step::Comes => {
                self.step = Step::Waits;
                let (class, note) = (window.classes.first()?.clone(), Clean::default());
                Some(Command::TakeTicket {
                    class,
                    item: None,
                    applicant: None,
                    agent: None,
                    green: None,
                    note,
                })
            }
            Step::Waits => {
                self.step = Step::Called;
                Some(Command::CallNext)
            }
            Step::Called => {
                self.step = Step::Sits;
                Some(Command::Begin { ticket: self.ticket.clone()? })
            }
            Step::Sits | Step::GivesUp => {
                let next = match case {
                    Some(case) if self.step == Step::Sits => self.goes_on(case, rules, today, dice),
                    Some(case) => gives_up(case),
                    None if self.step == Step::Sits => self.opens(rules, window, today, dice),
                    None => None,
                };
                next.or_else(|| {
                    self.step = Step::Goes;
                    Some(Command::Finish { ticket: self.ticket.clone()? })
                })
            }
            Step::Goes => None,
        }
    }

    fn opens(&self, rules: &Rulebook, window: &Window, today: Date, dice: &mut Dice) -> Option<Command> {
        let item = takes(rules, window, today, dice)?;
        Some(Command::OpenCase {
            case: self.case.clone(),
            ticket: self.ticket.clone(),
            item: item.code.clone(),
            applicant: applicant(item, dice),
            agent: None,
        })
    }

    /// What the case asks for next; nothing when it is with the department, or done.
    fn goes_on(&mut self, case: &Case, rules: &Rulebook, today: Date, dice: &mut Dice) -> Option<Command> {
        if let Some(paper) = case.papers.get(self.printed) {
            self.printed += 1;
            let number = paper.number.clone()?;
            return Some(Command::ConfirmPrint { paper: PaperRef { case: Some(case.id.clone()), number } });
        }
        let item = rules.edition(&case.item, &case.edition)?;
        let id = case.id.clone();
        match &case.stage {
            Stage::Examining => Some(examining(case, item, rules, today, dice)),
            Stage::RefusalDrafted { .. } => gives_up(case),
            Stage::Accepted { .. } if item.decides_on_the_spot() => {
                Some(Command::Decide { case: id, granted: true })
            }
            Stage::Decided { .. } if item.fee.is_none() => {
                let receiver = case.applicant.as_ref().map(|applicant| applicant.name().clone());
                Some(Command::Deliver { case: id, receiver, number: None })
            }
            _ => None,
        }
    }
}

/// The applicant would rather do something else.
fn gives_up(case: &Case) -> Option<Command> {
    let undecided = matches!(case.stage, Stage::Examining | Stage::RefusalDrafted { .. });
    undecided.then(|| Command::Withdraw {
        case: case.id.clone(), reason: Clean::new("申请人改办其他事项")
    })
}

/// An item the window may take.
fn takes<'a>(rules: &'a Rulebook, window: &Window, today: Date, dice: &mut Dice) -> Option<&'a ServiceItem> {
    let items: Vec<&ServiceItem> =
        rules.items.iter().filter(|item| item.holds_on(today) && window.may_take(&item.code)).collect();
    dice.pick(&items).copied()
}

/// Questions first, then the lines in their order, then the exit that is open.
fn examining(case: &Case, item: &ServiceItem, rules: &Rulebook, today: Date, dice: &mut Dice) -> Command {
    let id = case.id.clone();
    let withdraw = Command::Withdraw { case: id.clone(), reason: Clean::new("申请人改日再来") };
    if let Some(question) = checklist::open_question(item, &case.answers) {
        return answer(question, dice).map_or(withdraw, |choice| Command::Answer {
            case: id,
            question: question.code.clone(),
            choice,
        });
    }
    let lines = case.lines(item);
    let unexamined = lines.iter().find(|line| *line.verdict == Verdict::Unexamined);
    if let Some(line) = unexamined.filter(|_| checklist::diversion(item, &case.answers).is_none()) {
        let (material, verdict) = (line.material.code.clone(), verdict(line, dice));
        return Command::Examine { case: id, material, verdict, reason: None };
    }
    match case.assess(item, today, &rules.calendar).open() {
        Some(Exit::Accept) => Command::Accept { case: id },
        Some(Exit::Receive) => Command::Receive { case: id },
        Some(Exit::Correct) => Command::IssueCorrection { case: id },
        Some(Exit::Refuse) => Command::DraftRefusal { case: id },
        None => withdraw,
    }
}

fn answer(question: &Question, dice: &mut Dice) -> Option<ChoiceCode> {
    if let Some(range) = &question.number {
        let span = usize::try_from(range.max.saturating_sub(range.min)).unwrap_or(0);
        let above = u32::try_from(dice.below(span.saturating_add(1))).unwrap_or(0);
        return Some(ChoiceCode::new(range.min.saturating_add(above).to_string()));
    }
    dice.pick(&question.choices).map(|choice| choice.code.clone())
}

fn verdict(line: &Line<'_>, dice: &mut Dice) -> Verdict {
    if !dice.one_in(WANTING) {
        return Verdict::Conforming;
    }
    dice.pick(&line.material.defects)
        .map_or(Verdict::Missing, |kind| Verdict::Defective { defects: Defects::one(kind.code.clone()) })
}

/// An invented person or firm, whichever may apply.
fn applicant(item: &ServiceItem, dice: &mut Dice) -> Option<Applicant> {
    let serial = u16::try_from(dice.below(1000)).unwrap_or(0);
    let phone = Clean::new(format!("139{:08}", dice.below(100_000_000)));
    if item.applicants.natural {
        let month = i8::try_from(dice.below(12)).unwrap_or(0).saturating_add(1);
        let day = i8::try_from(dice.below(28)).unwrap_or(0).saturating_add(1);
        let year = i16::try_from(dice.below(40)).unwrap_or(0).saturating_add(1950);
        let number = invented_resident_id(NOWHERE, date(year, month, day), serial);
        let name = Clean::new(format!("测试{serial:03}"));
        return Some(Applicant::Natural { name, id_number: Clean::new(number), phone });
    }
    let code = invented_credit_code(&format!("92{NOWHERE}MA{:07}", dice.below(10_000_000)))?;
    let name = Clean::new(format!("虚构{serial:03}号商行"));
    let (credit_code, contact) = (Clean::new(code), Clean::new("测试联系人"));
    Some(if item.applicants.legal {
        Applicant::Legal { name, credit_code, contact, phone }
    } else {
        Applicant::Other { name, credit_code, contact, phone }
    })
}
