use std::fs;
use std::path::Path;

use super::*;

/// Whether a value keeps a schema: the words of JSON Schema that ours use, and no others.
fn keeps(value: &Value, schema: &Value, root: &Value) -> bool {
    let Some(words) = schema.as_object() else { return schema == &json!(true) };
    let count =
        |list: &Value| list.as_array().unwrap().iter().filter(|part| keeps(value, part, root)).count();
    words.iter().all(|(word, told)| match word.as_str() {
        "$schema" | "$defs" | "title" | "description" | "additionalProperties" | "format" | "uniqueItems" => {
            true
        }
        "$ref" => {
            let part = told.as_str().unwrap().strip_prefix('#').unwrap();
            keeps(value, root.pointer(part).unwrap(), root)
        }
        "type" => match told.as_str().unwrap() {
            "string" => value.is_string(),
            "integer" => value.is_i64(),
            "boolean" => value.is_boolean(),
            "array" => value.is_array(),
            "object" => value.as_object().is_some_and(|fields| {
                let named = words.get("properties").and_then(Value::as_object);
                fields.iter().all(|(name, field)| match named.and_then(|named| named.get(name)) {
                    Some(schema) => keeps(field, schema, root),
                    None => match words.get("additionalProperties") {
                        Some(Value::Bool(allowed)) => *allowed,
                        Some(schema) => keeps(field, schema, root),
                        None => true,
                    },
                })
            }),
            other => panic!("no such type: {other}"),
        },
        "properties" => words.contains_key("type"),
        "required" => told.as_array().unwrap().iter().all(|name| value.get(name.as_str().unwrap()).is_some()),
        "items" => value.as_array().is_none_or(|list| list.iter().all(|one| keeps(one, told, root))),
        "prefixItems" => {
            let parts = told.as_array().unwrap();
            value
                .as_array()
                .is_none_or(|list| list.iter().zip(parts).all(|(one, part)| keeps(one, part, root)))
        }
        "minItems" => value.as_array().is_none_or(|list| list.len() as u64 >= told.as_u64().unwrap()),
        "maxItems" => value.as_array().is_none_or(|list| list.len() as u64 <= told.as_u64().unwrap()),
        "minimum" => value.as_i64().is_none_or(|number| number >= told.as_i64().unwrap()),
        "maximum" => value.as_i64().is_none_or(|number| number <= told.as_i64().unwrap()),
        "const" => value == told,
        "enum" => told.as_array().unwrap().contains(value),
        "oneOf" => count(told) == 1,
        "anyOf" => count(told) > 0,
        "allOf" => count(told) == told.as_array().unwrap().len(),
        other => panic!("the check does not know the word {other}"),
    })
}

fn schema(kind: Kind) -> Value {
    serde_json::from_str(&text(kind)).unwrap()
}

fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::Item | Kind::Defaults => "catalogue",
        Kind::Fee => "fees",
        Kind::Calendar => "calendar",
        Kind::Hall => "hall",
        Kind::Staff => "staff",
        Kind::Ticket => "scenarios",
        // Of the demonstration hall there are none; the program's own keep the schema of a hall's.
        Kind::Wording => "../wording",
    }
}

/// Catches: a schema that marks a right file as wrong in the editor.
#[test]
fn every_shipped_file_keeps_its_schema() {
    for kind in Kind::ALL {
        let schema = schema(kind);
        let mut files = 0;
        for entry in fs::read_dir(Path::new("fixtures").join(folder(kind))).unwrap() {
            let path = entry.unwrap().path();
            let is_defaults = path.file_name().is_some_and(|name| name == "_defaults.toml");
            if (folder(kind) == "catalogue") && is_defaults != (kind == Kind::Defaults) {
                continue;
            }
            let value: Value = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
            assert!(keeps(&value, &schema, &schema), "{}", path.display());
            files += 1;
        }
        assert!(files > 0, "{kind:?}");
    }
}

/// Catches: a schema that lets a slip pass which the reader refuses.
#[test]
fn slips_do_not_keep_the_schema() {
    const FOOD: &str = "catalogue/food-licence.toml";
    for (kind, file, from, to) in [
        (Kind::Item, FOOD, "aliases =", "alias ="),
        (Kind::Item, FOOD, "name = \"食品经营许可（新办）\"\n", ""),
        (Kind::Item, FOOD, "kind = \"promised\"", "kind = \"promise\""),
        (Kind::Item, FOOD, "correction_days = 5", "correction_days = \"5\""),
        (Kind::Item, FOOD, "correction_days = 5", "correction_days = -5"),
        (Kind::Item, FOOD, "promised = { n = 8,", "promised = { m = 8,"),
        (Kind::Item, FOOD, "applicants = [\"legal\", \"other\"]", "applicants = []"),
        (Kind::Item, FOOD, "{ is = { venue = \"retail\" } }", "{ si = { venue = \"retail\" } }"),
        (Kind::Item, FOOD, "{ is = { venue = \"retail\" } }", "{ between = { venue = [1] } }"),
        (
            Kind::Item,
            FOOD,
            "text = \"卖哪些食品？\"",
            "number = { unit = \"个\", min = 1, max = 2 }\ntext = \"卖哪些食品？\"",
        ),
        (Kind::Item, FOOD, "obtain = \"窗口免费", "obtian = \"窗口免费"),
        (Kind::Item, FOOD, "form = \"original\"\n", ""),
        (Kind::Item, FOOD, "[[item]]", "[defaults]\nname = \"一样的\"\n\n[[item]]"),
        (Kind::Item, "catalogue/_materials.toml", "form = \"copy\"", "when = \"always\""),
        (Kind::Defaults, "catalogue/_defaults.toml", "scope =", "basis ="),
        (Kind::Fee, "fees/real-estate.toml", "title =", "titel ="),
        (Kind::Fee, "fees/real-estate.toml", "rule = {", "rule = { a = 1, "),
        (Kind::Calendar, "calendar/2026.toml", "document =", "number ="),
        (Kind::Hall, "hall/qinghe.toml", "kind = \"general\"", "kind = \"genral\""),
        (Kind::Staff, "staff/qinghe.toml", "role = \"lead\"", "role = \"laed\""),
        (Kind::Ticket, "scenarios/busy-morning.toml", "taken_at = ", "taken = "),
        (Kind::Wording, "../wording/papers.toml", "version = ", "edition = "),
        (Kind::Wording, "../wording/papers.toml", "accepted = ", "acepted = "),
        (Kind::Wording, "../wording/papers.toml", "[refusal]", "[refusals]"),
        (Kind::Wording, "../wording/papers.toml", "yes = \"是\"", "yes = true"),
    ] {
        let right = fs::read_to_string(Path::new("fixtures").join(file)).unwrap();
        assert!(right.contains(from), "{file} does not contain {from}");
        let value: Value = toml::from_str(&right.replacen(from, to, 1)).unwrap();
        let schema = schema(kind);
        assert!(!keeps(&value, &schema, &schema), "{to} passes");
    }
}

/// Catches: a new field or value that an editor shows without a word.
#[test]
fn every_field_and_value_has_its_words() {
    fn look(value: &Value, place: &str, bare: &mut Vec<String>) {
        match value {
            Value::Array(list) => list.iter().for_each(|one| look(one, place, bare)),
            Value::Object(object) => {
                for (name, field) in object.get("properties").and_then(Value::as_object).into_iter().flatten()
                {
                    if field.get("description").is_none() {
                        bare.push(format!("{place}.{name}"));
                    }
                    look(field, place, bare);
                }
                if object.contains_key("const") && object.get("description").is_none_or(|told| told == "") {
                    bare.push(format!("{place}={}", object["const"]));
                }
                for (name, inner) in object.iter().filter(|(key, _)| *key != "properties") {
                    let place = if place == "$defs" || name == "$defs" { name } else { place };
                    look(inner, place, bare);
                }
            }
            _ => {}
        }
    }
    let mut bare = Vec::new();
    for kind in Kind::ALL {
        let schema = schema(kind);
        look(&schema, kind.name(), &mut bare);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
    bare.sort();
    bare.dedup();
    assert!(bare.is_empty(), "{bare:#?}");
}

/// `docs/schema` is what the program prints; `yichuang catalogue schema item > docs/schema/item.json` and so on.
#[test]
fn the_committed_schemas_are_those_of_the_program() {
    for kind in Kind::ALL {
        let path = format!("docs/schema/{}.json", kind.name());
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == text(kind),
            "{path} is outdated: write it anew with `yichuang catalogue schema`"
        );
    }
}
