//! The handover sheet as it writes itself from the record (S178): everything the window owes anybody, most urgent
//! first (I-PASS). What is critical is to be said back.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Context;
use crate::domain::case::{Case, Stage};
use crate::domain::checklist::Verdict;
use crate::domain::clocks::{self, CaseClock, ClockKind, ClockState};
use crate::domain::ids::{SheetLineId, WindowId};
use crate::domain::item::ServiceItem;
use crate::domain::money;
use crate::domain::paper::{PaperKind, PaperNumber, PaperRef, Track};
use crate::domain::post::{Post, ReadBack, Reminder, ReminderKind, SheetLine, SheetMatter, Thing, ThingKind};
use crate::domain::state::State;
use crate::domain::ticket::{Ticket, TicketState};
use crate::text::Clean;

/// The sheet of a window as it stands. Pure: the same record on the same day gives the same lines (I-22).
pub fn sheet(state: &State, window: &WindowId, context: &Context<'_>) -> Vec<SheetLine> {
    let post = state.post(window);
    let today = context.today();
    let mut lines: Vec<SheetLine> =
        state.at(window).filter_map(|ticket| ticket_line(ticket, context)).collect();
    let kept = state.cases.values().map(|case| &case.value).filter(|case| &case.window == window);
    for case in kept {
        let kept = Kept { case, item: context.rules.edition(&case.item, &case.edition), context };
        // A case that is closed may still owe its paper.
        lines.extend(if case.stage.is_closed() { kept.papers() } else { kept.lines() });
    }
    lines.extend(loose_papers(&post, today));
    lines.extend(post.things.values().map(thing_line));
    lines.extend(post.reminders.values().map(|reminder| reminder_line(reminder, context)));
    lines.sort_by_key(|line| !line.critical);
    lines
}

fn line(key: String, matter: SheetMatter, who: Clean, text: String) -> SheetLine {
    SheetLine { id: SheetLineId::new(key), matter, who, text, critical: false, read_back: None }
}

/// A critical line, with what is asked about it.
fn critical(mut line: SheetLine, question: &str, right: String, wrong: Vec<String>) -> SheetLine {
    line.read_back = Some(ReadBack::new(question, right, wrong, line.id.as_str()));
    line.critical = true;
    line
}

fn ticket_line(ticket: &Ticket, context: &Context<'_>) -> Option<SheetLine> {
    let no = ticket.no.clone();
    let who = ticket.applicant.as_ref().map_or_else(|| Clean::new("（未读证件）"), |a| a.name().clone());
    let item = ticket
        .item
        .as_ref()
        .and_then(|code| context.rules.name_on(code, context.today()))
        .unwrap_or("（未选事项）");
    let key = format!("ticket-{no}");
    let said_back = |line| critical(line, "窗口前是几号？", no.to_string(), other_tickets(ticket));
    Some(match &ticket.state {
        TicketState::Serving { .. } => {
            let text = format!("{no}号在窗口前：{item}");
            said_back(line(key, SheetMatter::Serving { ticket: no.clone() }, who, text))
        }
        TicketState::Called { .. } => {
            let text = format!("{no}号已叫{}次：{item}", ticket.calls);
            said_back(line(key, SheetMatter::Called { ticket: no.clone() }, who, text))
        }
        TicketState::Parked { why, .. } => {
            let text = format!("{no}号挂起：{}", why.shown());
            line(key, SheetMatter::Parked { ticket: no.clone() }, who, text)
        }
        TicketState::Reserved
        | TicketState::Waiting
        | TicketState::NoShow { .. }
        | TicketState::Done { .. } => return None,
    })
}

/// Two numbers of the class that are not this ticket's: its neighbours.
fn other_tickets(ticket: &Ticket) -> Vec<String> {
    let no = ticket.no.as_str();
    let start = no.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (head, digits) = no.split_at_checked(start).unwrap_or((no, ""));
    let number: u32 = digits.parse().unwrap_or(0);
    let width = digits.len();
    let near = [number.saturating_add(1), number.checked_sub(1).unwrap_or(number.saturating_add(2))];
    near.iter().map(|other| format!("{head}{other:0width$}")).collect()
}

/// A case the window keeps.
struct Kept<'a> {
    case: &'a Case,
    item: Option<&'a ServiceItem>,
    context: &'a Context<'a>,
}

impl Kept<'_> {
    fn lines(&self) -> Vec<SheetLine> {
        let mut lines: Vec<SheetLine> = self.stage().into_iter().collect();
        lines.extend(self.unpaid());
        lines.extend(self.deferred());
        lines.extend(self.papers());
        lines
    }

    fn named(&self) -> String {
        let name = self.item.map_or(self.case.item.as_str(), |item| &item.name);
        format!("{} {name}", self.case.number_text())
    }

    fn says(&self, key: &str, matter: SheetMatter, text: &str) -> SheetLine {
        let text = format!("{}：{text}{}", self.named(), self.unauthorised());
        line(format!("{key}-{}", self.case.id), matter, self.case.applicant_name(), text)
    }

    /// Said to A and B alike: the other side of the post may not handle the item (F56, S181).
    fn unauthorised(&self) -> String {
        let hall = &self.context.rules.hall;
        let Some(window) = hall.window(&self.case.window) else { return String::new() };
        let today = self.context.today();
        let barred: Vec<&str> = [window.post_a(today), window.post_b(today)]
            .iter()
            .filter_map(|id| hall.officer(id))
            .filter(|officer| !officer.may_handle(&self.case.item))
            .map(|officer| officer.name.as_str())
            .collect();
        if barred.is_empty() {
            String::new()
        } else {
            format!("（{}未获授权办理本事项）", barred.join("、"))
        }
    }

    fn stage(&self) -> Option<SheetLine> {
        let case = || self.case.id.clone();
        let clocks = self.running();
        let line = match &self.case.stage {
            Stage::Examining => {
                let (done, all) = self.examined();
                let text = format!("已审{done}项，共{all}项；审完后给出结论{}", told(&clocks));
                let line = self.says("case", SheetMatter::Examining { case: case() }, &text);
                SheetLine { critical: self.case.ticket.is_some(), ..line }
            }
            Stage::Correcting { notice, .. } => {
                let text = format!("已告知（{notice}），等申请人补正{}", told(&clocks));
                self.says("case", SheetMatter::Correcting { case: case() }, &text)
            }
            Stage::RefusalDrafted { .. } => {
                let text = format!("不予受理已拟，待负责人确认后送达{}", told(&clocks));
                self.says("case", SheetMatter::Refusal { case: case() }, &text)
            }
            Stage::Accepted { .. } => {
                let text = format!("已受理，等决定{}", told(&clocks));
                self.says("case", SheetMatter::Deciding { case: case() }, &text)
            }
            Stage::Received => {
                let text = format!("已收件，待部门受理{}", told(&clocks));
                self.says("case", SheetMatter::Deciding { case: case() }, &text)
            }
            Stage::Decided { .. } if !self.case.is_unpaid() => {
                let text = format!("已作出决定，待领取结果{}", told(&clocks));
                self.says("case", SheetMatter::Result { case: case() }, &text)
            }
            Stage::Decided { .. } | Stage::Refused | Stage::Delivered { .. } | Stage::Withdrawn { .. } => {
                return None;
            }
        };
        Some(self.pressing(line, &clocks))
    }

    /// The clocks of the stage; what is promised for later has a line of its own.
    fn running(&self) -> Vec<CaseClock> {
        let calendar = &self.context.rules.calendar;
        let all = self.item.map(|item| clocks::clocks(self.case, item, calendar)).unwrap_or_default();
        all.into_iter().filter(|clock| clock.kind != ClockKind::Deferral).collect()
    }

    /// A clock that ends today or is over makes the line critical: B says the day back.
    fn pressing(&self, line: SheetLine, clocks: &[CaseClock]) -> SheetLine {
        let today = self.context.today();
        let calendar = &self.context.rules.calendar;
        let ends = clocks
            .iter()
            .find(|clock| matches!(clock.state(today, calendar), ClockState::Today | ClockState::Overdue(_)));
        match ends {
            Some(clock) => {
                let question = format!("{}的期限到哪天？", clock.label);
                critical(line, &question, clock.due.date.to_string(), other_days(clock.due.date))
            }
            None => line,
        }
    }

    fn examined(&self) -> (usize, usize) {
        let lines = self.item.map(|item| self.case.lines(item)).unwrap_or_default();
        let done = lines.iter().filter(|line| *line.verdict != Verdict::Unexamined).count();
        (done, lines.len())
    }

    fn unpaid(&self) -> Option<SheetLine> {
        let fee = self.case.fee.as_ref().filter(|fee| fee.receipt.is_none())?;
        let text = format!("{}应缴{}元，待登记票据号", fee.notice, money::yuan(fee.quote.total));
        Some(self.says("fee", SheetMatter::Unpaid { case: self.case.id.clone() }, &text))
    }

    /// Materials promised for a later day, from acceptance on.
    fn deferred(&self) -> Vec<SheetLine> {
        if !matches!(self.case.stage, Stage::Accepted { .. } | Stage::Decided { .. }) {
            return Vec::new();
        }
        let Some(item) = self.item else { return Vec::new() };
        let today = self.context.today();
        let lines = self.case.lines(item);
        let due = lines.iter().filter_map(|line| match line.verdict {
            Verdict::Deferred { due, .. } => Some((line.material, *due)),
            _ => None,
        });
        due.map(|(material, due)| {
            let text = format!("容缺待补“{}”，{due}前补齐", material.name);
            let key = format!("deferred-{}", material.code);
            let line = self.says(&key, SheetMatter::Deferred { case: self.case.id.clone() }, &text);
            if due > today {
                line
            } else {
                critical(line, "容缺材料补到哪天？", due.to_string(), other_days(due))
            }
        })
        .collect()
    }

    fn papers(&self) -> Vec<SheetLine> {
        let today = self.context.today();
        let papers = self.case.papers.iter().filter_map(|paper| Some((paper, paper.number.as_ref()?)));
        papers
            .filter_map(|(paper, number)| {
                let track = self.case.track(number);
                let paper_ref = PaperRef { case: Some(self.case.id.clone()), number: number.clone() };
                let who = self.case.applicant_name();
                paper_line(paper.kind, number, &track, paper_ref, who, paper.on, today)
            })
            .collect()
    }
}

/// What is running, in words behind the sentence: `；承诺办结至2026-11-26（剩4个工作日）`.
fn told(clocks: &[CaseClock]) -> String {
    let told: Vec<String> =
        clocks.iter().map(|clock| format!("；{}至{}", clock.label, clock.due.date)).collect();
    told.concat()
}

/// The working week around a day: what somebody who has not read might say.
fn other_days(day: Date) -> Vec<String> {
    [1, 7]
        .iter()
        .filter_map(|days| day.checked_add(jiff::Span::new().days(*days)).ok())
        .map(|d| d.to_string())
        .collect()
}

fn loose_papers(post: &Post, today: Date) -> Vec<SheetLine> {
    post.papers
        .iter()
        .filter_map(|loose| {
            let paper = PaperRef { case: None, number: loose.number.clone() };
            paper_line(loose.kind, &loose.number, &loose.track, paper, loose.who.clone(), loose.on, today)
        })
        .collect()
}

/// How long a signed copy is waited for on the sheet.
const SIGNATURE_DAYS: i32 = 30;

fn paper_line(
    kind: PaperKind,
    number: &PaperNumber,
    track: &Track,
    paper: PaperRef,
    who: Clean,
    on: Date,
    today: Date,
) -> Option<SheetLine> {
    // The sheet of an earlier handover is not handed over once more.
    if kind == PaperKind::Handover || track.voided.is_some() {
        return None;
    }
    let key = format!("paper-{number}");
    if track.is_unprinted() {
        let text = format!("{}{number}尚待打印、交付", kind.title());
        return Some(line(key, SheetMatter::Unprinted { paper }, who, text));
    }
    let recent = today.since(on).is_ok_and(|span| span.get_days() <= SIGNATURE_DAYS);
    (kind.is_returned_signed() && track.returned.is_none() && recent).then(|| {
        let text = format!("{}{number}的签名联还没有收回", kind.title());
        line(key, SheetMatter::Unsigned { paper }, who, text)
    })
}

fn thing_line(thing: &Thing) -> SheetLine {
    let id = thing.id.clone();
    let key = format!("thing-{id}");
    let (whose, words) = (thing.whose.clone(), thing.what.words());
    match &thing.what {
        ThingKind::Original { name } => {
            let text = format!("原件“{}”在台，办完当面退还", name.shown());
            let wrong = [format!("{}（复印件）", name.shown()), "没有原件".to_owned()].to_vec();
            let said = line(key, SheetMatter::Original { thing: id }, whose, text);
            critical(said, "台上留的是什么？", name.shown().to_owned(), wrong)
        }
        ThingKind::Seal { .. } => {
            line(key, SheetMatter::Seal { thing: id }, whose, format!("{words}在台，当面点交"))
        }
        ThingKind::Blanks { .. } => line(key, SheetMatter::Blanks { thing: id }, whose, words),
        ThingKind::Cash { amount } => {
            let text = format!("现金{words}，当面点清");
            let said = line(key, SheetMatter::Cash { thing: id }, whose, text);
            critical(said, "现金点得多少？", words, other_amounts(*amount))
        }
    }
}

fn other_amounts(amount: Decimal) -> Vec<String> {
    [Decimal::TEN, Decimal::ONE_HUNDRED]
        .iter()
        .map(|more| format!("{}元", money::yuan(amount + more)))
        .collect()
}

fn reminder_line(reminder: &Reminder, context: &Context<'_>) -> SheetLine {
    let id = reminder.id.clone();
    let key = format!("reminder-{id}");
    let matter = match reminder.kind {
        ReminderKind::CallBack => SheetMatter::CallBack { reminder: id },
        ReminderKind::Question => SheetMatter::Question { reminder: id },
    };
    let by = reminder.by.map(|by| format!("，{}前答复", by.strftime("%H:%M"))).unwrap_or_default();
    let said = line(key, matter, reminder.who.clone(), format!("{}{by}", reminder.what.shown()));
    let late = reminder.by.is_some_and(|by| by <= context.time());
    SheetLine { critical: late, ..said }
}
