//! JSON Schemas of the TOML files, for editors that complete and check while one writes (Taplo, VS Code).
//!
//! They are made from the shapes the reader itself uses, so that they cannot differ from it; only the words are
//! written apart. A schema sees one file: what one file says of another is told by [`load`](super::load).

mod words;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

use super::halls::{HallShape, StaffShape};
use super::items::shape::{DefaultsFile, ItemsFile};
use super::rules::FeesFile;
use super::tickets::ScenarioShape;
use super::wording;
use crate::domain::calendar::CalendarYear;

/// A kind of file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// `catalogue/*.toml`: items and the materials they share.
    Item,
    /// `fees/*.toml`: fee standards.
    Fee,
    /// `calendar/*.toml`: the days off of a year.
    Calendar,
    /// `hall/*.toml`: a hall with its windows and departments.
    Hall,
    /// `staff/*.toml`: the staff of a hall.
    Staff,
    /// `scenarios/*.toml`: the tickets of a morning.
    Ticket,
    /// `catalogue/_defaults.toml`: what items take that do not say it.
    Defaults,
    /// `wording/*.toml`: sentences of the papers that a hall words otherwise.
    Wording,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 8] = [
        Self::Item,
        Self::Fee,
        Self::Calendar,
        Self::Hall,
        Self::Staff,
        Self::Ticket,
        Self::Defaults,
        Self::Wording,
    ];

    /// The name by which a schema is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Fee => "fee",
            Self::Calendar => "calendar",
            Self::Hall => "hall",
            Self::Staff => "staff",
            Self::Ticket => "ticket",
            Self::Defaults => "defaults",
            Self::Wording => "wording",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Item => "事项（catalogue/*.toml）",
            Self::Fee => "收费标准（fees/*.toml）",
            Self::Calendar => "放假安排（calendar/*.toml）",
            Self::Hall => "大厅（hall/*.toml）",
            Self::Staff => "人员（staff/*.toml）",
            Self::Ticket => "号票（scenarios/*.toml）",
            Self::Defaults => "事项的默认内容（catalogue/_defaults.toml）",
            Self::Wording => "文书用语（wording/*.toml）",
        }
    }

    /// The shape the reader has; of the words of papers it reads phrase by phrase.
    fn root(self) -> Option<Schema> {
        Some(match self {
            Self::Item => of::<ItemsFile>(),
            Self::Fee => of::<FeesFile>(),
            Self::Calendar => of::<CalendarYear>(),
            Self::Hall => of::<HallShape>(),
            Self::Staff => of::<StaffShape>(),
            Self::Ticket => of::<ScenarioShape>(),
            Self::Defaults => of::<DefaultsFile>(),
            Self::Wording => return None,
        })
    }
}

fn of<T: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>()
}

/// The schema of a kind of file as text (JSON Schema, draft 2020-12).
pub fn text(kind: Kind) -> String {
    let Some(schema) = kind.root() else { return format!("{:#}\n", wording::schema(kind.title())) };
    let mut schema = schema.to_value();
    let name = schema.get("title").and_then(Value::as_str).unwrap_or_default().to_owned();
    plain(&mut schema);
    if let Some(root) = schema.as_object_mut() {
        let parts = root.get_mut("$defs").and_then(Value::as_object_mut);
        for (part, schema) in parts.into_iter().flatten() {
            describe(part, schema);
        }
        let parts = root.remove("$defs");
        let parts = parts.map(|parts| used(parts, &Value::Object(root.clone())));
        let mut rest = Value::Object(std::mem::take(root));
        describe(&name, &mut rest);
        root.insert("title".into(), json!(kind.title()));
        root.extend(rest.as_object().cloned().unwrap_or_default());
        root.extend(parts.map(|parts| ("$defs".to_owned(), parts)));
    }
    format!("{schema:#}\n")
}

/// The parts that the schema refers to, directly or through others.
fn used(parts: Value, root: &Value) -> Value {
    let Value::Object(parts) = parts else { return parts };
    let mut text = root.to_string();
    let mut used = Map::new();
    let mut more = true;
    while more {
        more = false;
        for (name, part) in &parts {
            if !used.contains_key(name) && text.contains(&format!("\"#/$defs/{name}\"")) {
                text.push_str(&part.to_string());
                used.insert(name.clone(), part.clone());
                more = true;
            }
        }
    }
    Value::Object(used)
}

/// Leaves out what is for programmers: their comments, sizes in memory, values in place of absent ones. Absent
/// means absent in TOML; it knows no null.
fn plain(schema: &mut Value) {
    match schema {
        Value::Array(parts) => parts.iter_mut().for_each(plain),
        Value::Object(object) => {
            for word in ["title", "description", "default"] {
                if object.get(word).is_some_and(|value| !value.is_object() || word == "default") {
                    object.remove(word);
                }
            }
            if object.get("format").and_then(Value::as_str).is_some_and(|format| format.contains("int")) {
                object.remove("format");
            }
            without_null(object);
            for (key, part) in object.iter_mut() {
                match part {
                    // Names of fields are not words of the schema.
                    Value::Object(fields) if key == "properties" => fields.values_mut().for_each(plain),
                    part => plain(part),
                }
            }
        }
        _ => {}
    }
}

fn without_null(object: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            object.insert("type".into(), one);
        }
    }
    if let Some(Value::Array(choices)) = object.get_mut("anyOf")
        && choices.contains(&json!({ "type": "null" }))
    {
        choices.retain(|choice| choice != &json!({ "type": "null" }));
        if let [Value::Object(one)] = choices.as_slice() {
            let one = one.clone();
            object.remove("anyOf");
            object.extend(one);
        }
    }
}

/// Writes the words of a part beside its fields and values.
fn describe(part: &str, schema: &mut Value) {
    match schema {
        Value::Array(inner) => inner.iter_mut().for_each(|inner| describe(part, inner)),
        Value::Object(object) => {
            if let Some(Value::Object(fields)) = object.get_mut("properties") {
                for (name, field) in fields.iter_mut() {
                    describe(part, field);
                    if let (Some(words), Some(field)) = (words::of(part, name), field.as_object_mut()) {
                        field.insert("description".into(), json!(words));
                    }
                }
            }
            values(part, object);
            for (key, inner) in object.iter_mut().filter(|(key, _)| *key != "properties") {
                if ["oneOf", "anyOf", "allOf", "items"].contains(&key.as_str()) {
                    describe(part, inner);
                }
            }
        }
        _ => {}
    }
}

/// Each value of a choice with its word.
fn values(part: &str, object: &mut Map<String, Value>) {
    if let Some(value) = object.get("const").and_then(Value::as_str)
        && let Some(words) = words::of(part, value)
    {
        object.insert("description".into(), json!(words));
    }
    if let Some(Value::Array(values)) = object.get("enum") {
        let one = |value: &Value| {
            let words = value.as_str().and_then(|value| words::of(part, value)).unwrap_or_default();
            json!({ "const": value, "description": words })
        };
        let choices: Vec<Value> = values.iter().map(one).collect();
        object.retain(|key, _| key != "enum" && key != "type");
        object.insert("oneOf".into(), Value::Array(choices));
    }
}

#[cfg(test)]
mod tests;
