//! `catalogue/*.toml`: service items, one file for one item or a family of items.
//!
//! `_materials.toml` beside them defines materials that several items ask for; an item takes one with
//! `use = "business-licence"` and overrides what differs.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;
use toml::de::DeValue;

use super::names::{Names, Once};
use super::problem::Problem;
use super::source::{Source, take_from, text_of};
use crate::domain::clock::{Limit, LimitUnit};
use crate::domain::condition::Condition;
use crate::domain::ids::{ChoiceCode, MaterialCode, QuestionCode};
use crate::domain::item::{
    ApplicantKinds, Basis, CaseKind, Channel, Choice, CorrectionRegime, DefectKind, Delivery, Diversion,
    DiversionGround, Extension, IntakeMode, ItemCodes, Material, MaterialForm, MaterialKind, MaterialSource,
    NumberRange, Question, ServiceItem,
};

/// More than nine cannot be reached with one digit.
const ONE_DIGIT: usize = 9;

/// Wording that leaves open what is asked for (S053).
const CATCH_ALL: [&str; 9] =
    ["其他材料", "其它材料", "有关材料", "相关材料", "等材料", "等文件", "其他证明", "相关证明", "等有关"];

/// An item as written, without its tables.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemShape {
    code: Spanned<String>,
    edition: String,
    valid_from: Date,
    valid_to: Option<Date>,
    #[serde(default)]
    codes: ItemCodes,
    name: Spanned<String>,
    #[serde(default)]
    aliases: Vec<String>,
    nature: String,
    department: Spanned<String>,
    basis: Spanned<Vec<String>>,
    conditions: Vec<Spanned<String>>,
    applicants: Spanned<Vec<Who>>,
    intake_mode: IntakeMode,
    kind: CaseKind,
    correction: CorrectionRegime,
    correction_days: u16,
    statutory: Option<Spanned<Limit>>,
    promised: Spanned<Limit>,
    extension: Option<Extension>,
    deferral_days: Option<u16>,
    #[serde(default)]
    no_commitment: String,
    #[serde(default)]
    special_procedures: Vec<String>,
    result: String,
    #[serde(default)]
    result_sample: String,
    #[serde(default)]
    channels: Vec<Channel>,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    reservation: bool,
    #[serde(default)]
    online_payment: bool,
    #[serde(default)]
    delivery: Vec<Delivery>,
    fee: Option<Spanned<String>>,
    #[serde(default)]
    fee_inputs: BTreeMap<String, String>,
    #[serde(default)]
    fee_answers: BTreeMap<String, Spanned<String>>,
    steps: Vec<String>,
    place: String,
    hours: String,
    phone: String,
    supervision_phone: String,
    source: String,
    // Read one by one; named here so that a misspelling is compared with them.
    #[serde(rename = "question", default)]
    _question: IgnoredAny,
    #[serde(rename = "material", default)]
    _material: IgnoredAny,
    #[serde(rename = "diversion", default)]
    _diversion: IgnoredAny,
}

/// Kinds of applicant as written.
#[derive(Deserialize, PartialEq, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Who {
    Natural,
    Legal,
    Other,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionShape {
    code: Spanned<String>,
    text: String,
    when: Option<Spanned<Condition>>,
    choices: Option<Spanned<Vec<ChoiceShape>>>,
    number: Option<Spanned<NumberRange>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceShape {
    code: Spanned<String>,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DiversionShape {
    when: Spanned<Condition>,
    reason: String,
    instead: String,
    ground: DiversionGround,
    basis: Spanned<Vec<String>>,
}

/// A material as written: all of it in a shared one, what differs in an item's.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct MaterialShape {
    #[serde(rename = "use")]
    shared: Option<Spanned<String>>,
    code: Option<Spanned<String>>,
    name: Option<Spanned<String>>,
    when: Option<Spanned<Condition>>,
    form: Option<MaterialForm>,
    originals: Option<u8>,
    copies: Option<u8>,
    source: Option<MaterialSource>,
    obtain: Option<String>,
    deferrable: Option<bool>,
    committable: Option<bool>,
    shareable: Option<bool>,
    kind: Option<MaterialKind>,
    electronic: Option<bool>,
    blank: Option<String>,
    sample: Option<String>,
    intermediary: Option<String>,
    checkpoints: Option<Vec<String>>,
    basis: Option<Spanned<Vec<String>>>,
    defects: Option<Spanned<Vec<DefectShape>>>,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
struct DefectShape {
    code: Spanned<String>,
    text: String,
    remedy: String,
    #[serde(default)]
    on_the_spot: bool,
}

/// `_materials.toml` and the files of items have nothing else at the top.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {
    #[serde(rename = "item", default)]
    _item: IgnoredAny,
    #[serde(rename = "material", default)]
    _material: IgnoredAny,
}

/// The items of the folder, and their references still to be checked.
#[derive(Default)]
pub(super) struct Items<'a> {
    pub(super) read: Vec<ServiceItem>,
    /// Codes, also of items that could not be read to the end.
    pub(super) codes: Names,
    /// Departments the items name, in the order of `read`.
    pub(super) departments: Vec<(&'a Source, Spanned<String>)>,
    /// Fee standards the items name.
    pub(super) fees: Vec<(&'a Source, Spanned<String>)>,
}

/// Reads the folder.
pub(super) fn read<'a>(sources: &'a [Source], problems: &mut Vec<Problem>) -> Items<'a> {
    let mut found = Items::default();
    let mut shared = Shared::default();
    let mut raw = Vec::new();
    let mut once = Once::new("共用材料");
    for source in sources {
        let Some(mut document) = source.parse(problems) else {
            found.codes.partial();
            shared.names.partial();
            continue;
        };
        for value in document.take("material") {
            shared.add(source, value, &mut once, problems);
        }
        raw.extend(document.take("item").into_iter().map(|value| (source, value)));
        document.rest::<Nothing>(problems);
    }
    let mut once = Once::new("事项代码");
    for (source, value) in raw {
        if let Some(code) = text_of(&value, "code") {
            found.codes.add(code);
        } else {
            found.codes.partial();
        }
        let mut reader = ItemReader { source, shared: &shared, problems };
        if let Some(read) = reader.item(value) {
            once.check(source, &read.code, problems);
            found.departments.push((source, read.department));
            found.fees.extend(read.fee.map(|fee| (source, fee)));
            found.read.push(read.item);
        }
    }
    found
}

/// Materials several items ask for.
#[derive(Default)]
struct Shared {
    materials: BTreeMap<String, MaterialShape>,
    names: Names,
}

impl Shared {
    fn add(
        &mut self,
        source: &Source,
        value: Spanned<DeValue<'_>>,
        once: &mut Once,
        problems: &mut Vec<Problem>,
    ) {
        let span = value.span();
        if let Some(code) = text_of(&value, "code") {
            self.names.add(code);
        }
        let Some(shape) = source.read::<MaterialShape>(value, problems) else { return };
        shape.check(source, problems);
        let of_an_item = [shape.shared.as_ref().map(Spanned::span), shape.when.as_ref().map(Spanned::span)];
        for span in of_an_item.into_iter().flatten() {
            problems.push(source.problem(span, "共用材料不写 use、when，请写在事项里"));
        }
        match &shape.code {
            Some(code) => {
                once.check(source, code, problems);
                self.materials.insert(code.get_ref().clone(), shape);
            }
            None => problems.push(source.problem(span, "共用材料缺少字段“code”")),
        }
    }
}

/// One item with what it refers to.
struct ReadItem {
    item: ServiceItem,
    code: Spanned<String>,
    department: Spanned<String>,
    fee: Option<Spanned<String>>,
}

/// Questions declared so far, each with its choices.
type Declared = BTreeMap<String, Vec<String>>;

/// Reads the parts of one item.
struct ItemReader<'a, 'p> {
    source: &'a Source,
    shared: &'p Shared,
    problems: &'p mut Vec<Problem>,
}

impl ItemReader<'_, '_> {
    fn item(&mut self, mut value: Spanned<DeValue<'_>>) -> Option<ReadItem> {
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
        for text in shape.conditions.iter().chain([&shape.name]) {
            check_wording(self.source, text, self.problems);
        }
        check_basis(self.source, &shape.basis, "事项", self.problems);
        for question in shape.fee_answers.values().filter(|code| !declared.contains_key(code.get_ref())) {
            let message = format!("收费取用的情形“{}”没有定义", question.get_ref());
            let known = declared.keys().map(String::as_str);
            self.problems.push(self.source.unknown(question.span(), message, question.get_ref(), known));
        }
        self.limit(Some(&shape.promised));
        self.limit(shape.statutory.as_ref());
        if shape.applicants.get_ref().is_empty() {
            self.problems.push(self.source.problem(shape.applicants.span(), "没有写谁可以申请"));
        }
        let who = |kind| shape.applicants.get_ref().contains(&kind);
        let item = ServiceItem {
            code: shape.code.get_ref().as_str().into(),
            edition: shape.edition,
            valid_from: shape.valid_from,
            valid_to: shape.valid_to,
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

    fn questions(&mut self, values: Vec<Spanned<DeValue<'_>>>) -> (Vec<Question>, Declared) {
        let mut declared = Declared::new();
        let mut questions = Vec::new();
        let mut once = Once::new("情形代码");
        for value in values {
            let code = text_of(&value, "code");
            let Some(shape) = self.source.read::<QuestionShape>(value, self.problems) else {
                // Nothing can be said about its choices.
                declared.extend(code.map(|code| (code, Vec::new())));
                continue;
            };
            once.check(self.source, &shape.code, self.problems);
            let when = self.condition(shape.when, &declared);
            let number = shape.number.map(Spanned::into_inner);
            let choices = self.choices(shape.choices, &shape.code, number.is_some());
            let codes = choices.iter().map(|choice| choice.code.as_str().to_owned()).collect();
            declared.entry(shape.code.get_ref().clone()).or_default().extend::<Vec<String>>(codes);
            questions.push(Question {
                code: shape.code.get_ref().as_str().into(),
                text: shape.text,
                when,
                choices,
                number,
            });
        }
        (questions, declared)
    }

    /// The choices of a question; one that asks for a number has none.
    fn choices(
        &mut self,
        written: Option<Spanned<Vec<ChoiceShape>>>,
        question: &Spanned<String>,
        is_number: bool,
    ) -> Vec<Choice> {
        let Some(written) = written else {
            if !is_number {
                let message = "情形没有选项（choices），也没有写数的范围（number）";
                self.problems.push(self.source.problem(question.span(), message));
            }
            return Vec::new();
        };
        let (count, span) = (written.get_ref().len(), written.span());
        let wrong = match count {
            _ if is_number => Some("填数的情形不写选项".to_owned()),
            0 | 1 => Some("选项不足两个，不必提问".to_owned()),
            _ if count > ONE_DIGIT => Some(format!("选项有 {count} 个，一个数字键最多选 9 个")),
            _ => None,
        };
        self.problems.extend(wrong.map(|message| self.source.problem(span, message)));
        let mut once = Once::new("选项代码");
        let mut choices = Vec::new();
        for choice in written.into_inner() {
            once.check(self.source, &choice.code, self.problems);
            choices.push(Choice { code: choice.code.get_ref().as_str().into(), text: choice.text });
        }
        choices
    }

    fn materials(&mut self, values: Vec<Spanned<DeValue<'_>>>, declared: &Declared) -> Vec<Material> {
        let mut once = Once::new("材料代码");
        let mut materials = Vec::new();
        for value in values {
            let span = value.span();
            let before = self.problems.len();
            let Some(own) = self.source.read::<MaterialShape>(value, self.problems) else { continue };
            // A field written under another name was told; it is not missing as well.
            let misspelt = self.problems.iter().skip(before).filter_map(|problem| problem.suggestion.clone());
            let misspelt: Vec<String> = misspelt.collect();
            own.check(self.source, self.problems);
            let base = match &own.shared {
                None => None,
                Some(name) => {
                    let Some(base) = self.shared.materials.get(name.get_ref()) else {
                        self.shared.names.check(self.source, name, "共用材料", self.problems);
                        continue;
                    };
                    Some(base.clone())
                }
            };
            match (&own.code, &own.shared) {
                (Some(code), _) | (None, Some(code)) => once.check(self.source, code, self.problems),
                (None, None) => {}
            }
            if let Some(material) = self.material(own, base, (span, &misspelt), declared) {
                materials.push(material);
            }
        }
        materials
    }

    fn material(
        &mut self,
        own: MaterialShape,
        base: Option<MaterialShape>,
        (span, misspelt): (std::ops::Range<usize>, &[String]),
        declared: &Declared,
    ) -> Option<Material> {
        let when = self.condition(own.when.clone(), declared);
        let common = own.shared.as_ref().map(|name| name.get_ref().as_str().into());
        let shape = own.over(base);
        let mut missing = |field: &str, there: bool| {
            if !there && !misspelt.iter().any(|name| name == field) {
                self.problems.push(self.source.problem(span.clone(), format!("材料缺少字段“{field}”")));
            }
        };
        missing("code", shape.code.is_some());
        missing("name", shape.name.is_some());
        missing("form", shape.form.is_some());
        missing("source", shape.source.is_some());
        missing("obtain", shape.obtain.is_some());
        if shape.basis.is_none() {
            self.problems.push(self.source.problem(span.clone(), "材料没有依据（basis），不能要求提交"));
        }
        let form = shape.form?;
        let (originals, copies) = form_counts(form, shape.originals, shape.copies);
        if form_counts(form, Some(originals.min(1)), Some(copies.min(1))) != form_counts(form, None, None) {
            let message = format!("份数与形式不符：原件 {originals} 份、复印件 {copies} 份");
            self.problems.push(self.source.problem(span, message));
        }
        Some(Material {
            code: MaterialCode::new(shape.code?.into_inner()),
            name: shape.name?.into_inner(),
            when,
            form,
            originals,
            copies,
            source: shape.source?,
            obtain: shape.obtain?,
            deferrable: shape.deferrable.unwrap_or(false),
            committable: shape.committable.unwrap_or(false),
            shareable: shape.shareable.unwrap_or(false),
            kind: shape.kind.unwrap_or_default(),
            common,
            electronic: shape.electronic.unwrap_or(false),
            blank: shape.blank.unwrap_or_default(),
            sample: shape.sample.unwrap_or_default(),
            intermediary: shape.intermediary.unwrap_or_default(),
            checkpoints: shape.checkpoints.unwrap_or_default(),
            basis: shape.basis.iter().flat_map(|lines| basis(lines.get_ref())).collect(),
            defects: shape.defects.into_iter().flat_map(Spanned::into_inner).map(DefectKind::from).collect(),
        })
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

    /// The condition, after telling which questions and choices it names in vain.
    fn condition(&mut self, condition: Option<Spanned<Condition>>, declared: &Declared) -> Condition {
        let Some(condition) = condition else { return Condition::Always };
        let span = condition.span();
        for (question, choice) in condition.get_ref().mentions() {
            self.mention(&span, question, choice, declared);
        }
        for (question, _) in condition.get_ref().ranges() {
            if !declared.contains_key(question.as_str()) {
                let message = format!("前面没有这个情形“{question}”");
                let known = declared.keys().map(String::as_str);
                let problem = self.source.unknown(span.clone(), message, question.as_str(), known);
                self.problems.push(problem);
            }
        }
        condition.into_inner()
    }

    fn mention(
        &mut self,
        span: &std::ops::Range<usize>,
        question: &QuestionCode,
        choice: &ChoiceCode,
        declared: &Declared,
    ) {
        let problem = match declared.get(question.as_str()) {
            None => self.source.unknown(
                span.clone(),
                format!("前面没有这个情形“{question}”"),
                question.as_str(),
                declared.keys().map(String::as_str),
            ),
            Some(choices) if !choices.is_empty() && !choices.iter().any(|known| known == choice.as_str()) => {
                self.source.unknown(
                    span.clone(),
                    format!("情形“{question}”没有选项“{choice}”"),
                    choice.as_str(),
                    choices.iter().map(String::as_str),
                )
            }
            Some(_) => return,
        };
        self.problems.push(problem);
    }

    fn limit(&mut self, limit: Option<&Spanned<Limit>>) {
        let Some(limit) = limit else { return };
        let Limit { n, unit } = *limit.get_ref();
        if (n == 0) != (unit == LimitUnit::OnTheSpot) {
            let message = "时限的数与单位不符：当场办结写 0，其余至少为 1";
            self.problems.push(self.source.problem(limit.span(), message));
        }
    }
}

impl MaterialShape {
    /// Tells what is wrong with what is written here, whether it is a shared material or an item's.
    fn check(&self, source: &Source, problems: &mut Vec<Problem>) {
        if let Some(name) = &self.name {
            check_wording(source, name, problems);
        }
        if let Some(basis) = &self.basis {
            check_basis(source, basis, "材料", problems);
        }
        let Some(defects) = &self.defects else { return };
        let count = defects.get_ref().len();
        if count > ONE_DIGIT {
            let message = format!("缺陷有 {count} 个，一个数字键最多选 9 个");
            problems.push(source.problem(defects.span(), message));
        }
        let mut once = Once::new("缺陷代码");
        for defect in defects.get_ref() {
            once.check(source, &defect.code, problems);
        }
    }

    /// This material, with what it does not say taken from the shared one.
    fn over(self, base: Option<Self>) -> Self {
        let Some(base) = base else { return self };
        // Counts belong to the form they were written for.
        let same_form = self.form.is_none();
        Self {
            shared: None,
            code: self.code.or(base.code),
            name: self.name.or(base.name),
            when: self.when,
            form: self.form.or(base.form),
            originals: self.originals.or(base.originals.filter(|_| same_form)),
            copies: self.copies.or(base.copies.filter(|_| same_form)),
            source: self.source.or(base.source),
            obtain: self.obtain.or(base.obtain),
            deferrable: self.deferrable.or(base.deferrable),
            committable: self.committable.or(base.committable),
            shareable: self.shareable.or(base.shareable),
            kind: self.kind.or(base.kind),
            electronic: self.electronic.or(base.electronic),
            blank: self.blank.or(base.blank),
            sample: self.sample.or(base.sample),
            intermediary: self.intermediary.or(base.intermediary),
            checkpoints: self.checkpoints.or(base.checkpoints),
            basis: self.basis.or(base.basis),
            defects: self.defects.or(base.defects),
        }
    }
}

/// Originals and copies, one of each the form names unless written.
fn form_counts(form: MaterialForm, originals: Option<u8>, copies: Option<u8>) -> (u8, u8) {
    let (one, copy) = match form {
        MaterialForm::Original => (1, 0),
        MaterialForm::Copy => (0, 1),
        MaterialForm::OriginalAndCopy => (1, 1),
        MaterialForm::Electronic => (0, 0),
    };
    (originals.unwrap_or(one), copies.unwrap_or(copy))
}

impl From<DefectShape> for DefectKind {
    fn from(DefectShape { code, text, remedy, on_the_spot }: DefectShape) -> Self {
        Self { code: code.get_ref().as_str().into(), text, remedy, on_the_spot }
    }
}

/// `行政许可法 第三十二条`: the document, a space, the place.
fn basis(lines: &[String]) -> Vec<Basis> {
    let basis = |line: &str| {
        let (document, clause) = line.split_once(' ').unwrap_or((line, ""));
        Basis { document: document.to_owned(), clause: clause.trim().to_owned() }
    };
    lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).map(basis).collect()
}

fn check_basis(source: &Source, lines: &Spanned<Vec<String>>, what: &str, problems: &mut Vec<Problem>) {
    if basis(lines.get_ref()).is_empty() {
        problems.push(source.problem(lines.span(), format!("{what}没有依据（basis）")));
    }
}

/// Tells wording that leaves open what is asked for.
fn check_wording(source: &Source, text: &Spanned<String>, problems: &mut Vec<Problem>) {
    if let Some(found) = CATCH_ALL.iter().find(|wording| text.get_ref().contains(**wording)) {
        problems.push(source.problem(text.span(), format!("“{found}”没有说清要什么，请逐项写明")));
    }
}
