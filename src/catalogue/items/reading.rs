//! One item, from its tables to the domain's value.

use toml::Spanned;
use toml::de::DeValue;

use super::checks::{basis, check_basis, check_limit};
use super::materials::Shared;
use super::questions::Declared;
use super::shape::{DiversionShape, ItemShape, Who};
use crate::catalogue::problem::Problem;
use crate::catalogue::source::{Source, take_from};
use crate::domain::item::{ApplicantKinds, Diversion, ServiceItem};

/// One item with what it refers to.
pub(super) struct ReadItem {
    pub(super) item: ServiceItem,
    pub(super) code: Spanned<String>,
    pub(super) department: Spanned<String>,
    pub(super) fee: Option<Spanned<String>>,
}

/// Reads the parts of one item.
pub(super) struct ItemReader<'a, 'p> {
    pub(super) source: &'a Source,
    pub(super) shared: &'p Shared,
    pub(super) problems: &'p mut Vec<Problem>,
}

impl ItemReader<'_, '_> {
    pub(super) fn item(&mut self, mut value: Spanned<DeValue<'_>>) -> Option<ReadItem> {
        let span = value.span();
        let questions = take_from(&mut value, "question");
        let materials = take_from(&mut value, "material");
        let diversions = take_from(&mut value, "diversion");
        let shape = self.source.read::<ItemShape>(value, self.problems);
        let (questions, declared) = self.questions(questions);
        if materials.is_empty() {
            self.problems.push(self.source.problem(span, "事项没有材料（[[item.material]]）"));
        }
        let materials = self.materials(materials, &declared);
        let diversions =
            diversions.into_iter().filter_map(|value| self.diversion(value, &declared)).collect();
        let shape = shape?;
        self.check(&shape, &declared);
        let who = |kind| shape.applicants.get_ref().contains(&kind);
        let item = ServiceItem {
            code: shape.code.get_ref().as_str().into(),
            edition: shape.edition,
            valid_from: shape.valid_from,
            valid_to: shape.valid_to,
            closing: shape.closing,
            codes: shape.codes,
            name: shape.name.into_inner(),
            aliases: shape.aliases,
            nature: shape.nature,
            department: shape.department.get_ref().as_str().into(),
            basis: basis(shape.basis.get_ref()),
            conditions: shape.conditions.into_iter().map(Spanned::into_inner).collect(),
            applicants: ApplicantKinds {
                natural: who(Who::Natural),
                legal: who(Who::Legal),
                other: who(Who::Other),
            },
            intake_mode: shape.intake_mode,
            kind: shape.kind,
            correction: shape.correction,
            correction_days: shape.correction_days,
            statutory: shape.statutory.map(Spanned::into_inner),
            promised: shape.promised.into_inner(),
            extension: shape.extension,
            deferral_days: shape.deferral_days,
            no_commitment: shape.no_commitment,
            special_procedures: shape.special_procedures,
            result: shape.result,
            result_sample: shape.result_sample,
            review_standard: shape.review_standard,
            channels: shape.channels,
            scope: shape.scope,
            reservation: shape.reservation,
            online_payment: shape.online_payment,
            delivery: shape.delivery,
            fee: shape.fee.as_ref().map(|code| code.get_ref().as_str().into()),
            fee_inputs: shape.fee_inputs,
            fee_answers: shape
                .fee_answers
                .into_iter()
                .map(|(input, question)| (input, question.into_inner().as_str().into()))
                .collect(),
            questions,
            materials,
            diversions,
            steps: shape.steps,
            place: shape.place,
            hours: shape.hours,
            phone: shape.phone,
            supervision_phone: shape.supervision_phone,
            source: shape.source,
        };
        Some(ReadItem { item, code: shape.code, department: shape.department, fee: shape.fee })
    }

    /// Tells what the fields of an item say that cannot be meant.
    fn check(&mut self, shape: &ItemShape, declared: &Declared) {
        for question in shape.fee_answers.values().filter(|code| !declared.contains_key(code.get_ref())) {
            let message = format!("收费取用的情形“{}”没有定义", question.get_ref());
            let known = declared.keys().map(String::as_str);
            self.problems.push(self.source.unknown(question.span(), message, question.get_ref(), known));
        }
        for limit in std::iter::once(&shape.promised).chain(&shape.statutory) {
            check_limit(self.source, limit, self.problems);
        }
        if shape.applicants.get_ref().is_empty() {
            self.problems.push(self.source.problem(shape.applicants.span(), "没有写谁可以申请"));
        }
    }

    fn diversion(&mut self, value: Spanned<DeValue<'_>>, declared: &Declared) -> Option<Diversion> {
        let shape = self.source.read::<DiversionShape>(value, self.problems)?;
        check_basis(self.source, &shape.basis, "不予受理的情形", self.problems);
        Some(Diversion {
            when: self.condition(Some(shape.when), declared),
            reason: shape.reason,
            instead: shape.instead,
            ground: shape.ground,
            basis: basis(shape.basis.get_ref()),
        })
    }
}
