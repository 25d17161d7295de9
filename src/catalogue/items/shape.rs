//! An item as it is written in a file, field by field.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::IgnoredAny;
use toml::Spanned;

use crate::domain::clock::Limit;
use crate::domain::condition::Condition;
use crate::domain::item::{
    CaseKind, Channel, CorrectionRegime, Delivery, DiversionGround, Extension, IntakeMode, ItemCodes,
    MaterialForm, MaterialKind, MaterialSource, NumberRange,
};

/// An item as written, without its tables.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemShape {
    pub(super) code: Spanned<String>,
    pub(super) edition: String,
    pub(super) valid_from: Date,
    pub(super) valid_to: Option<Date>,
    #[serde(default)]
    pub(super) closing: String,
    #[serde(default)]
    pub(super) codes: ItemCodes,
    pub(super) name: Spanned<String>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) nature: String,
    pub(super) department: Spanned<String>,
    pub(super) basis: Spanned<Vec<String>>,
    pub(super) conditions: Vec<Spanned<String>>,
    pub(super) applicants: Spanned<Vec<Who>>,
    pub(super) intake_mode: IntakeMode,
    pub(super) kind: CaseKind,
    pub(super) correction: CorrectionRegime,
    pub(super) correction_days: u16,
    pub(super) statutory: Option<Spanned<Limit>>,
    pub(super) promised: Spanned<Limit>,
    pub(super) extension: Option<Extension>,
    pub(super) deferral_days: Option<u16>,
    #[serde(default)]
    pub(super) no_commitment: String,
    #[serde(default)]
    pub(super) special_procedures: Vec<String>,
    pub(super) result: String,
    #[serde(default)]
    pub(super) result_sample: String,
    #[serde(default)]
    pub(super) review_standard: Vec<String>,
    #[serde(default)]
    pub(super) channels: Vec<Channel>,
    #[serde(default)]
    pub(super) scope: String,
    #[serde(default)]
    pub(super) reservation: bool,
    #[serde(default)]
    pub(super) online_payment: bool,
    #[serde(default)]
    pub(super) delivery: Vec<Delivery>,
    pub(super) fee: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) fee_inputs: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) fee_answers: BTreeMap<String, Spanned<String>>,
    pub(super) steps: Vec<String>,
    pub(super) place: String,
    pub(super) hours: String,
    pub(super) phone: String,
    pub(super) supervision_phone: String,
    pub(super) source: String,
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
pub(super) enum Who {
    Natural,
    Legal,
    Other,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionShape {
    pub(super) code: Spanned<String>,
    pub(super) text: String,
    pub(super) when: Option<Spanned<Condition>>,
    pub(super) choices: Option<Spanned<Vec<ChoiceShape>>>,
    pub(super) number: Option<Spanned<NumberRange>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChoiceShape {
    pub(super) code: Spanned<String>,
    pub(super) text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DiversionShape {
    pub(super) when: Spanned<Condition>,
    pub(super) reason: String,
    pub(super) instead: String,
    pub(super) ground: DiversionGround,
    pub(super) basis: Spanned<Vec<String>>,
}

/// A material as written: all of it in a shared one, what differs in an item's.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct MaterialShape {
    #[serde(rename = "use")]
    pub(super) shared: Option<Spanned<String>>,
    pub(super) code: Option<Spanned<String>>,
    pub(super) name: Option<Spanned<String>>,
    pub(super) when: Option<Spanned<Condition>>,
    pub(super) form: Option<MaterialForm>,
    pub(super) originals: Option<u8>,
    pub(super) copies: Option<u8>,
    pub(super) source: Option<MaterialSource>,
    pub(super) obtain: Option<String>,
    pub(super) deferrable: Option<bool>,
    pub(super) committable: Option<bool>,
    pub(super) shareable: Option<bool>,
    pub(super) kind: Option<MaterialKind>,
    pub(super) electronic: Option<bool>,
    pub(super) blank: Option<String>,
    pub(super) sample: Option<String>,
    pub(super) intermediary: Option<String>,
    pub(super) checkpoints: Option<Vec<String>>,
    pub(super) basis: Option<Spanned<Vec<String>>>,
    pub(super) defects: Option<Spanned<Vec<DefectShape>>>,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct DefectShape {
    pub(super) code: Spanned<String>,
    pub(super) text: String,
    pub(super) remedy: String,
    #[serde(default)]
    pub(super) on_the_spot: bool,
}

/// What stands beside the items and shared materials of a file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemsFile {
    // Taken out before; named here so that a misspelling is compared with them.
    #[serde(rename = "defaults", default)]
    _defaults: IgnoredAny,
    #[serde(rename = "item", default)]
    _item: IgnoredAny,
    #[serde(rename = "material", default)]
    _material: IgnoredAny,
}

/// What stands beside the defaults of the folder.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DefaultsFile {
    #[serde(rename = "item", default)]
    _item: IgnoredAny,
}
