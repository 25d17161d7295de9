//! An item as it is written in a file, field by field.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;
use toml::Spanned;

use super::defaults::FIELDS;
use crate::domain::clock::Limit;
use crate::domain::condition::Condition;
use crate::domain::item::{
    CaseKind, Channel, CorrectionRegime, Delivery, DiversionGround, Extension, IntakeMode, ItemCodes,
    MaterialForm, MaterialKind, MaterialSource, NumberRange,
};

/// An item as written, without its tables.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(transform = without_defaults)]
pub(super) struct ItemShape {
    #[schemars(with = "String")]
    pub(super) code: Spanned<String>,
    pub(super) edition: String,
    pub(super) valid_from: Date,
    pub(super) valid_to: Option<Date>,
    #[serde(default)]
    pub(super) closing: String,
    #[serde(default)]
    pub(super) codes: ItemCodes,
    #[schemars(with = "String")]
    pub(super) name: Spanned<String>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) nature: String,
    #[schemars(with = "String")]
    pub(super) department: Spanned<String>,
    #[schemars(with = "Vec<String>", length(min = 1))]
    pub(super) basis: Spanned<Vec<String>>,
    #[schemars(with = "Vec<String>")]
    pub(super) conditions: Vec<Spanned<String>>,
    #[schemars(with = "Vec<Who>", length(min = 1))]
    pub(super) applicants: Spanned<Vec<Who>>,
    pub(super) intake_mode: IntakeMode,
    pub(super) kind: CaseKind,
    pub(super) correction: CorrectionRegime,
    pub(super) correction_days: u16,
    #[schemars(with = "Option<Limit>")]
    pub(super) statutory: Option<Spanned<Limit>>,
    #[schemars(with = "Limit")]
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
    #[schemars(with = "Option<String>")]
    pub(super) fee: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) fee_inputs: BTreeMap<String, String>,
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, String>")]
    pub(super) fee_answers: BTreeMap<String, Spanned<String>>,
    pub(super) steps: Vec<String>,
    pub(super) place: String,
    pub(super) hours: String,
    pub(super) phone: String,
    pub(super) supervision_phone: String,
    pub(super) source: String,
    // Read one by one; named here so that a misspelling is compared with them.
    #[serde(rename = "question", default)]
    #[schemars(with = "Vec<QuestionShape>")]
    _question: IgnoredAny,
    #[serde(rename = "material", default)]
    #[schemars(with = "Vec<MaterialShape>")]
    _material: IgnoredAny,
    #[serde(rename = "diversion", default)]
    #[schemars(with = "Vec<DiversionShape>")]
    _diversion: IgnoredAny,
}

/// Kinds of applicant as written.
#[derive(Deserialize, JsonSchema, PartialEq, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub(super) enum Who {
    Natural,
    Legal,
    Other,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("oneOf" = [{ "required": ["choices"] }, { "required": ["number"] }]))]
pub(super) struct QuestionShape {
    #[schemars(with = "String")]
    pub(super) code: Spanned<String>,
    pub(super) text: String,
    #[schemars(with = "Option<Condition>")]
    pub(super) when: Option<Spanned<Condition>>,
    #[schemars(with = "Option<Vec<ChoiceShape>>", length(min = 2, max = 9))]
    pub(super) choices: Option<Spanned<Vec<ChoiceShape>>>,
    #[schemars(with = "Option<NumberRange>")]
    pub(super) number: Option<Spanned<NumberRange>>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ChoiceShape {
    #[schemars(with = "String")]
    pub(super) code: Spanned<String>,
    pub(super) text: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DiversionShape {
    #[schemars(with = "Condition")]
    pub(super) when: Spanned<Condition>,
    pub(super) reason: String,
    pub(super) instead: String,
    pub(super) ground: DiversionGround,
    #[schemars(with = "Vec<String>", length(min = 1))]
    pub(super) basis: Spanned<Vec<String>>,
}

/// A material as written: all of it in a shared one, what differs in an item's.
#[derive(Deserialize, JsonSchema, Clone)]
#[serde(deny_unknown_fields)]
#[schemars(extend("anyOf" = [{ "required": ["use"] }, { "required": ["code", "name", "form", "source", "obtain", "basis"] }]))]
pub(super) struct MaterialShape {
    #[serde(rename = "use")]
    #[schemars(with = "Option<String>")]
    pub(super) shared: Option<Spanned<String>>,
    #[schemars(with = "Option<String>")]
    pub(super) code: Option<Spanned<String>>,
    #[schemars(with = "Option<String>")]
    pub(super) name: Option<Spanned<String>>,
    #[schemars(with = "Option<Condition>")]
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
    #[schemars(with = "Option<Vec<String>>", length(min = 1))]
    pub(super) basis: Option<Spanned<Vec<String>>>,
    #[schemars(with = "Option<Vec<DefectShape>>", length(max = 9))]
    pub(super) defects: Option<Spanned<Vec<DefectShape>>>,
}

#[derive(Deserialize, JsonSchema, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct DefectShape {
    #[schemars(with = "String")]
    pub(super) code: Spanned<String>,
    pub(super) text: String,
    pub(super) remedy: String,
    #[serde(default)]
    pub(super) on_the_spot: bool,
}

/// What stands beside the items and shared materials of a file.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::catalogue) struct ItemsFile {
    // Taken out before; named here so that a misspelling is compared with them.
    #[serde(rename = "defaults", default)]
    #[schemars(with = "Defaults")]
    _defaults: IgnoredAny,
    #[serde(rename = "item", default)]
    #[schemars(with = "Vec<ItemShape>")]
    _item: IgnoredAny,
    #[serde(rename = "material", default)]
    #[schemars(with = "Vec<SharedMaterial>")]
    _material: IgnoredAny,
}

/// What stands beside the defaults of the folder.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::catalogue) struct DefaultsFile {
    #[serde(rename = "item", default)]
    #[schemars(with = "Defaults")]
    _item: IgnoredAny,
}

/// Names [`ItemShape`] in schemas with no field required: what is not said here is said by the items.
pub(in crate::catalogue) enum Defaults {}

impl JsonSchema for Defaults {
    fn schema_name() -> Cow<'static, str> {
        "Defaults".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = ItemShape::json_schema(generator);
        schema.remove("required");
        if let Some(fields) = schema.get_mut("properties").and_then(serde_json::Value::as_object_mut) {
            fields.retain(|name, _| FIELDS.contains(&name.as_str()));
        }
        schema
    }
}

/// Names [`MaterialShape`] in schemas as several items share it: with a code, and for no situation.
pub(in crate::catalogue) enum SharedMaterial {}

impl JsonSchema for SharedMaterial {
    fn schema_name() -> Cow<'static, str> {
        "SharedMaterial".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = MaterialShape::json_schema(generator);
        schema.insert("required".into(), json!(["code"]));
        schema.remove("anyOf");
        if let Some(fields) = schema.get_mut("properties").and_then(serde_json::Value::as_object_mut) {
            fields.retain(|name, _| !["use", "when"].contains(&name.as_str()));
        }
        schema
    }
}

/// A field that may come from the defaults need not stand in the item.
fn without_defaults(item: &mut Schema) {
    if let Some(required) = item.get_mut("required").and_then(serde_json::Value::as_array_mut) {
        required.retain(|name| !name.as_str().is_some_and(|name| FIELDS.contains(&name)));
    }
}
