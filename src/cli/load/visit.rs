//! What a desk does for one applicant: ask, examine, take the exit that is open, hand over the result.

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::dice::Dice;
use crate::domain::case::{Case, Stage};
use crate::domain::checklist::{self, Defects, Exit, Line, Verdict};
use crate::domain::command::Command;
use crate::domain::condition::Answers;
use crate::domain::hall::Window;
use crate::domain::identifier::{invented_credit_code, invented_resident_id};
use crate::domain::ids::{CaseId, ChoiceCode};
use crate::domain::item::{Question, ServiceItem};
use crate::domain::paper::PaperRef;
use crate::domain::person::Applicant;
use crate::domain::rulebook::Rulebook;
use crate::text::Clean;

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
    asks: bool,
    /// Papers that came out of the printer.
    printed: usize,
}

impl Visit {
    /// Somebody sits down.
    pub(super) fn new(dice: &mut Dice) -> Self {
        let case = CaseId::new(Uuid::now_v7().to_string());
        Self { case, asks: dice.one_in(ASKS_FIRST), printed: 0 }
    }

    /// The case, by its key.
    pub(super) fn case(&self) -> &CaseId {
        &self.case
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
        let Some(case) = case else { return self.begin(rules, window, today, dice) };
        if let Some(paper) = case.papers.get(self.printed) {
            self.printed += 1;
            let number = paper.number.clone()?;
            return Some(Command::ConfirmPrint { paper: PaperRef { case: Some(case.id.clone()), number } });
        }
        let item = rules.edition(&case.item, &case.edition)?;
        let id = case.id.clone();
        match &case.stage {
            Stage::Examining => Some(examining(case, item, rules, today, dice)),
            Stage::RefusalDrafted { .. } => {
                Some(Command::Withdraw { case: id, reason: Clean::new("申请人改办其他事项") })
            }
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

    fn begin(&mut self, rules: &Rulebook, window: &Window, today: Date, dice: &mut Dice) -> Option<Command> {
        let items: Vec<&ServiceItem> =
            rules.items.iter().filter(|item| item.holds_on(today) && window.may_take(&item.code)).collect();
        let item = dice.pick(&items)?;
        if std::mem::take(&mut self.asks) {
            let (item, answers) = (item.code.clone(), Answers::new());
            return Some(Command::IssueGuidance { item, answers, who: None });
        }
        Some(Command::OpenCase {
            case: self.case.clone(),
            ticket: None,
            item: item.code.clone(),
            applicant: applicant(item, dice),
            agent: None,
        })
    }
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
