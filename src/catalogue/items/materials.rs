//! The materials of an item, and those several items ask for.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use super::ONE_DIGIT;
use super::checks::basis;
use super::questions::Declared;
use super::reading::ItemReader;
use super::shape::{DefectShape, MaterialShape};
use crate::catalogue::names::{Names, Once};
use crate::catalogue::problem::Problem;
use crate::catalogue::source::{Source, text_of};
use crate::domain::ids::MaterialCode;
use crate::domain::item::{DefectKind, Material, MaterialForm};

/// Materials several items ask for.
#[derive(Default)]
pub(super) struct Shared {
    materials: BTreeMap<String, MaterialShape>,
    pub(super) names: Names,
}

impl Shared {
    pub(super) fn add(
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

impl ItemReader<'_, '_> {
    pub(super) fn materials(
        &mut self,
        values: Vec<Spanned<DeValue<'_>>>,
        declared: &Declared,
    ) -> Vec<Material> {
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
}

impl MaterialShape {
    /// Tells what is wrong with what is written here, whether it is a shared material or an item's.
    fn check(&self, source: &Source, problems: &mut Vec<Problem>) {
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
