//! The papers of a case beside its exits: which can be issued now, and what each still asks for.

use std::collections::BTreeSet;

use super::form::{Form, Purpose};
use super::message::Effect;
use super::model::{Model, Tone};
use super::overlay::{Overlay, Picker, Row, RowValue, What};
use super::{notices, order, pick};
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

    /// Its command, with something in every field one still fills in: to learn what else stands against it.
    fn probe(&self, model: &Model, case: &CaseId) -> Command {
        let (case, any) = (case.clone(), || Clean::new(words::REASON_FIELD));
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
            Self::Referral => Command::Refer {
                ticket: None,
                matter: any(),
                to: Place { name: any(), address: any(), phone: any() },
                why: any(),
            },
            _ => Command::IssueCasePaper { case, what: CasePaper::Statement { text: any() } },
        }
    }

    /// The form it asks for; none where nothing more is asked.
    fn form(&self, model: &Model, case: &CaseId) -> Option<Form> {
        let case = case.clone();
        Some(match self {
            Self::Statement => {
                Form::one(Purpose::Statement(case), PaperKind::Statement.title(), words::STATEMENT_FIELD)
            }
            Self::Extension => Form::one(Purpose::Extension(case), words::EXTENSION_TITLE, words::WHY_FIELD),
            Self::Procedure(procedure) => Form::procedure(case, procedure, model.today()),
            Self::Relay => Form::relay(case, model.lines().len(), model.today()),
            Self::Referral => Form::referral(model.ticket().map(|ticket| ticket.no.clone())),
            Self::FilingReceipt | Self::DeferralPledge | Self::Commitment => return None,
        })
    }
}

/// One material a department may name: after a notice only what that named.
fn relayable(model: &Model) -> BTreeSet<crate::domain::ids::MaterialCode> {
    let told = model.case().and_then(|case| case.told.as_ref());
    let lines = model.lines();
    let may = |code: &crate::domain::ids::MaterialCode| told.is_none_or(|told| told.named.contains(code));
    let first = lines.iter().map(|line| &line.material.code).find(|code| may(code));
    first.into_iter().cloned().collect()
}

/// The list: what can be issued first, the rest with its reason.
pub(super) fn rows(model: &Model, query: &str) -> Vec<Row> {
    let Some(case) = model.case().map(|case| case.id.clone()) else { return Vec::new() };
    let mut offered =
        vec![Offered::FilingReceipt, Offered::DeferralPledge, Offered::Commitment, Offered::Statement];
    offered.push(Offered::Referral);
    offered.push(Offered::Extension);
    let procedures = model.item().map(|item| item.special_procedures.clone()).unwrap_or_default();
    offered.extend(procedures.into_iter().map(Offered::Procedure));
    offered.push(Offered::Relay);
    let row = |offered: Offered| {
        let why = order::preview(model, &offered.probe(model, &case)).err();
        let detail = why.map(|why| why.shown().to_owned()).unwrap_or_default();
        Row { text: offered.title(), detail, value: RowValue::Paper(offered) }
    };
    let mut rows: Vec<Row> = offered.into_iter().map(row).filter(|row| row.text.contains(query)).collect();
    rows.sort_by_key(|row| !row.detail.is_empty());
    rows
}

/// A paper was picked: its form, or at once its draft. What cannot be issued says why, and the list stays.
pub(super) fn take(model: &mut Model, picker: Picker, offered: &Offered) -> Vec<Effect> {
    let Some(case) = model.case().map(|case| case.id.clone()) else { return Vec::new() };
    if let Err(why) = order::preview(model, &offered.probe(model, &case)) {
        model.say(Tone::Bad, why);
        model.overlay = Some(Overlay::Pick(picker));
        return Vec::new();
    }
    match (offered.form(model, &case), offered.plain()) {
        (Some(form), _) => {
            model.overlay = Some(Overlay::Form(Box::new(form)));
            Vec::new()
        }
        (None, Some(what)) => notices::open_paper(model, Command::IssueCasePaper { case, what }, None),
        (None, None) => Vec::new(),
    }
}

pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    pick::open(model, What::Papers)
}
