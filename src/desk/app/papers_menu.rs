//! The papers of a case beside its exits: which can be issued now, and what each still asks for.

use std::collections::BTreeSet;

use super::form::{Form, Purpose};
use super::message::Effect;
use super::model::{Model, Tone};
use super::overlay::{Overlay, Picker, Row, RowValue, What};
use super::{notices, order, pick, print};
use crate::desk::wording as words;
use crate::domain::command::{CasePaper, Command};
use crate::domain::ids::CaseId;
use crate::domain::paper::{PaperKind, Place};
use crate::text::Clean;

/// A paper that can be issued beside the exits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Offered {
    /// 收件回执.
    FilingReceipt,
    /// 容缺受理承诺书.
    DeferralPledge,
    /// 告知承诺书.
    Commitment,
    /// 情况说明.
    Statement,
    /// 延期通知书.
    Extension,
    /// 特别程序告知书, for one procedure of the item.
    Procedure(String),
    /// 转告部门补正通知.
    Relay,
    /// 引导单.
    Referral,
    /// 排队号票, once more: it has no number of its own and nothing is recorded.
    Ticket,
}

impl Offered {
    /// What the list calls it.
    fn title(&self) -> String {
        match self {
            Self::FilingReceipt => PaperKind::FilingReceipt.title().to_owned(),
            Self::DeferralPledge => PaperKind::DeferralPledge.title().to_owned(),
            Self::Commitment => PaperKind::Commitment.title().to_owned(),
            Self::Statement => PaperKind::Statement.title().to_owned(),
            Self::Extension => PaperKind::Extension.title().to_owned(),
            Self::Procedure(procedure) => words::procedure_row(procedure),
            Self::Relay => words::RELAY_TITLE.to_owned(),
            Self::Referral => PaperKind::Referral.title().to_owned(),
            Self::Ticket => words::TICKET_ROW.to_owned(),
        }
    }

    /// The paper that asks for nothing more, if it is one.
    fn plain(&self) -> Option<CasePaper> {
        match self {
            Self::FilingReceipt => Some(CasePaper::FilingReceipt),
            Self::DeferralPledge => Some(CasePaper::DeferralPledge),
            Self::Commitment => Some(CasePaper::Commitment),
            _ => None,
        }
    }

    /// What stands against it now, whatever one fills in: its command is tried with something in every field.
    fn refused(&self, model: &Model) -> Option<Clean> {
        let command = match (self, model.case()) {
            (Self::Ticket, _) => return None,
            (Self::Referral, _) => referral(model),
            (_, Some(case)) => self.probe(model, case.id.clone()),
            (_, None) => return Some(Clean::new(words::NO_CASE)),
        };
        order::preview(model, &command).err()
    }

    fn probe(&self, model: &Model, case: CaseId) -> Command {
        let any = || Clean::new(words::REASON_FIELD);
        if let Some(what) = self.plain() {
            return Command::IssueCasePaper { case, what };
        }
        match self {
            Self::Extension => Command::Extend { case, reason: any() },
            Self::Procedure(procedure) => Command::StartProcedure {
                case,
                procedure: procedure.clone(),
                from: model.today(),
                to: model.today(),
            },
            Self::Relay => Command::RelayCorrection {
                case,
                number: any(),
                text: any(),
                named: relayable(model),
                due: model.today(),
            },
            _ => Command::IssueCasePaper { case, what: CasePaper::Statement { text: any() } },
        }
    }

    /// The form it asks for; none where nothing more is asked.
    fn form(&self, model: &Model) -> Option<Form> {
        if *self == Self::Referral {
            return Some(Form::referral(model.ticket().map(|ticket| ticket.no.clone())));
        }
        let case = model.case()?.id.clone();
        Some(match self {
            Self::Statement => {
                Form::one(Purpose::Statement(case), PaperKind::Statement.title(), words::STATEMENT_FIELD)
            }
            Self::Extension => Form::one(Purpose::Extension(case), words::EXTENSION_TITLE, words::WHY_FIELD),
            Self::Procedure(procedure) => Form::procedure(case, procedure, model.today()),
            Self::Relay => Form::relay(case, model.lines().len(), model.today()),
            Self::FilingReceipt | Self::DeferralPledge | Self::Commitment | Self::Referral | Self::Ticket => {
                return None;
            }
        })
    }
}

fn referral(model: &Model) -> Command {
    let any = || Clean::new(words::REASON_FIELD);
    let ticket = model.ticket().map(|ticket| ticket.no.clone());
    let to = Place { name: any(), address: any(), phone: any() };
    Command::Refer { ticket, matter: any(), to, why: any() }
}

/// One material a department may name: after a notice only what that named.
fn relayable(model: &Model) -> BTreeSet<crate::domain::ids::MaterialCode> {
    let told = model.case().and_then(|case| case.told.as_ref());
    let lines = model.lines();
    let may = |code: &crate::domain::ids::MaterialCode| told.is_none_or(|told| told.named.contains(code));
    let first = lines.iter().map(|line| &line.material.code).find(|code| may(code));
    first.into_iter().cloned().collect()
}

/// The list: what can be issued first, the rest with its reason. Whoever came without a case can still be shown the
/// way, and get the ticket once more.
pub(super) fn rows(model: &Model, query: &str) -> Vec<Row> {
    let mut offered = Vec::new();
    if let Some(item) = model.item() {
        let plain =
            [Offered::FilingReceipt, Offered::DeferralPledge, Offered::Commitment, Offered::Statement];
        offered.extend(plain);
        offered.push(Offered::Extension);
        offered.extend(item.special_procedures.iter().cloned().map(Offered::Procedure));
        offered.push(Offered::Relay);
    }
    offered.push(Offered::Referral);
    if model.ticket().is_some() {
        offered.push(Offered::Ticket);
    }
    let row = |offered: Offered| {
        let why = offered.refused(model);
        let detail = why.map(|why| why.shown().to_owned()).unwrap_or_default();
        Row { text: offered.title(), detail, value: RowValue::Paper(offered) }
    };
    let mut rows: Vec<Row> = offered.into_iter().map(row).filter(|row| row.text.contains(query)).collect();
    rows.sort_by_key(|row| !row.detail.is_empty());
    rows
}

/// A paper was picked: its form, or at once its draft. What cannot be issued says why, and the list stays.
pub(super) fn take(model: &mut Model, picker: Picker, offered: &Offered) -> Vec<Effect> {
    if let Some(why) = offered.refused(model) {
        model.say(Tone::Bad, why);
        model.overlay = Some(Overlay::Pick(picker));
        return Vec::new();
    }
    if *offered == Offered::Ticket {
        return print::ticket(model).into_iter().collect();
    }
    if let Some(form) = offered.form(model) {
        model.overlay = Some(Overlay::Form(Box::new(form)));
        return Vec::new();
    }
    let issue = |(case, what)| Command::IssueCasePaper { case, what };
    match model.case().map(|case| case.id.clone()).zip(offered.plain()).map(issue) {
        Some(command) => notices::open_paper(model, command, None),
        None => Vec::new(),
    }
}

pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    pick::open(model, What::Papers)
}
