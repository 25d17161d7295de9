//! `wording/*.toml`: the words of the papers (文书用语). The program's own go with it; a file of a hall words some of
//! them otherwise, under an edition of its own.

mod check;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value, json};
use toml::Spanned;
use toml::de::DeValue;

use super::complaint::missing;
use super::halls::Halls;
use super::names::Once;
use super::problem::Problem;
use super::source::{Document, Source};
use crate::domain::ids::HallId;
use crate::domain::phrases::{Phrase, Phrases};

/// What one file of a hall words otherwise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wording {
    /// The hall it is for; none for every hall of the folder.
    pub hall: Option<HallId>,
    /// Its edition, and those phrases that it words.
    pub phrases: Phrases,
}

const SHIPPED: &str = include_str!("../../wording/papers.toml");
const VERSION: &str = "version";
const HALL: &str = "hall";

/// The words that go with the program.
///
/// ```
/// use yichuang::catalogue::phrases;
/// use yichuang::domain::phrases::Phrase;
/// assert_eq!(phrases().get(Phrase::TitleAcceptance), Some("受理通知书"));
/// ```
pub fn phrases() -> Phrases {
    // That nothing is wrong with them is tested.
    let mut problems = Vec::new();
    let source = Source::alone("wording/papers.toml", SHIPPED);
    source.parse(&mut problems).map_or_else(Phrases::default, |file| read_file(&file, &mut problems).phrases)
}

/// The words in force in a hall: the program's, over them those for every hall of the folder, over both its own.
pub(super) fn of_hall(shipped: &Phrases, wordings: &[Wording], hall: &HallId) -> Phrases {
    let for_all = wordings.iter().filter(|wording| wording.hall.is_none());
    let own = wordings.iter().filter(|wording| wording.hall.as_ref() == Some(hall));
    for_all.chain(own).fold(shipped.clone(), |words, wording| words.with(&wording.phrases))
}

/// Reads the folder; of one hall, and for all of them, there is one file.
pub(super) fn read(files: &[Source], halls: &Halls, problems: &mut Vec<Problem>) -> Vec<Wording> {
    let mut once = Once::new("文书用语的适用大厅");
    let mut read = Vec::new();
    for source in files {
        let Some(document) = source.parse(problems) else { continue };
        let file = read_file(&document, problems);
        if let Some(hall) = &file.hall {
            halls.ids.check(source, hall, "大厅", problems);
        }
        let scope = file.hall.unwrap_or_else(|| Spanned::new(file.at, "全部大厅".to_owned()));
        once.check(source, &scope, problems);
        let hall = file.of_one.then(|| HallId::new(scope.into_inner()));
        read.push(Wording { hall, phrases: file.phrases });
    }
    read
}

struct File {
    hall: Option<Spanned<String>>,
    of_one: bool,
    /// Where it begins.
    at: std::ops::Range<usize>,
    phrases: Phrases,
}

fn read_file(document: &Document<'_>, problems: &mut Vec<Problem>) -> File {
    let (source, root) = (document.source, document.root());
    let mut file = File {
        hall: None,
        of_one: false,
        at: root.span().start..root.span().start,
        phrases: Phrases::default(),
    };
    if !root.get_ref().contains_key(VERSION) {
        problems
            .push(source.problem(file.at.clone(), format!("{}：改了用语，要有自己的版本", missing(VERSION))));
    }
    for (key, value) in root.get_ref() {
        let known = || Phrase::TABLES.iter().map(|(table, _)| *table);
        match key.get_ref().as_ref() {
            VERSION => file.phrases.version = word(source, value, problems).unwrap_or_default(),
            HALL => {
                file.hall = word(source, value, problems).map(|hall| Spanned::new(value.span(), hall));
                file.of_one = file.hall.is_some();
            }
            table if known().any(|own| own == table) => {
                read_table(source, table, value, &mut file.phrases, problems);
            }
            other => {
                let message = format!("不认识的表“{other}”");
                let known = known().chain([VERSION, HALL]);
                problems.push(source.unknown(key.span(), message, other, known));
            }
        }
    }
    file
}

fn read_table(
    source: &Source,
    table: &str,
    value: &Spanned<DeValue<'_>>,
    phrases: &mut Phrases,
    problems: &mut Vec<Problem>,
) {
    let Some(entries) = value.get_ref().as_table() else {
        problems.push(
            source.problem(value.span(), format!("“{table}”应当是表：先写一行 [{table}]，下面一句一行")),
        );
        return;
    };
    for (key, value) in entries {
        let Some(phrase) = Phrase::at(table, key.get_ref()) else {
            let known = Phrase::ALL.iter().map(|phrase| phrase.place()).filter(|(own, _)| *own == table);
            let message = format!("“{table}”里没有这个用语“{}”", key.get_ref());
            problems.push(source.unknown(key.span(), message, key.get_ref(), known.map(|(_, name)| name)));
            continue;
        };
        let Some(text) = text(source, value, problems) else { continue };
        problems.extend(check::faults(phrase, text).map(|fault| fault.at(source, value.span())));
        phrases.set(phrase, text);
    }
}

fn text<'v>(
    source: &Source,
    value: &'v Spanned<DeValue<'_>>,
    problems: &mut Vec<Problem>,
) -> Option<&'v str> {
    let text = value.get_ref().as_str();
    if text.is_none() {
        problems.push(source.problem(value.span(), "类型不对：应当是文字（加引号）"));
    }
    text
}

/// A word that names an edition or a hall.
fn word(source: &Source, value: &Spanned<DeValue<'_>>, problems: &mut Vec<Problem>) -> Option<String> {
    let text = text(source, value, problems)?;
    problems.extend(check::name_faults(text).map(|fault| fault.at(source, value.span())));
    Some(text.to_owned())
}

/// The JSON Schema of such a file: every phrase with what it is filled with and how the program words it.
pub(super) fn schema(title: &str) -> Value {
    let shipped = phrases();
    let one = |phrase: &Phrase| {
        let names =
            |names: &[&str]| names.iter().map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join("、");
        let mut told = format!("原文：{}", shipped.get(*phrase).unwrap_or_default());
        for (what, names) in [("必须写出", names(phrase.required())), ("还可以写", names(phrase.optional()))]
        {
            if !names.is_empty() {
                told = format!("{told}\n{what}：{names}");
            }
        }
        (phrase.place().1.to_owned(), json!({ "type": "string", "description": told }))
    };
    let table = |(table, what): &(&str, &str)| {
        let own = Phrase::ALL.iter().filter(|phrase| phrase.place().0 == *table);
        let properties: Map<String, Value> = own.map(one).collect();
        let schema = json!({
            "type": "object", "description": what, "properties": properties, "additionalProperties": false,
        });
        ((*table).to_owned(), schema)
    };
    let mut properties: Map<String, Value> = Phrase::TABLES.iter().map(table).collect();
    let version = "大厅自己的版本，如 青河-2026-12；每改一次换一个，文书记着用的是哪一版";
    properties.insert(VERSION.into(), json!({ "type": "string", "description": version }));
    let hall = "只用于哪个大厅（大厅的 id）；不写，用于文件夹里的全部大厅";
    properties.insert(HALL.into(), json!({ "type": "string", "description": hall }));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
        "required": [VERSION],
    })
}
