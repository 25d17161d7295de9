//! Expected values are worked out from the facts (domain-facts 3), not from the program.

mod engine;
mod faults;
mod litigation;
mod properties;
mod shipped;

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    standard: Vec<FeeStandard>,
}

fn read(text: &str) -> Vec<FeeStandard> {
    toml::from_str::<File>(text).unwrap().standard
}

/// The standards that ship.
fn hall() -> Vec<FeeStandard> {
    static HALL: LazyLock<Vec<FeeStandard>> =
        LazyLock::new(|| FILES.iter().flat_map(|text| read(text)).collect());
    HALL.clone()
}

const FILES: [&str; 13] = [
    include_str!("../../../../fixtures/fees/construction.toml"),
    include_str!("../../../../fixtures/fees/disabled-employment.toml"),
    include_str!("../../../../fixtures/fees/exit-entry.toml"),
    include_str!("../../../../fixtures/fees/free.toml"),
    include_str!("../../../../fixtures/fees/id-card.toml"),
    include_str!("../../../../fixtures/fees/litigation.toml"),
    include_str!("../../../../fixtures/fees/patent.toml"),
    include_str!("../../../../fixtures/fees/real-estate.toml"),
    include_str!("../../../../fixtures/fees/residence-permit.toml"),
    include_str!("../../../../fixtures/fees/social-card.toml"),
    include_str!("../../../../fixtures/fees/tax.toml"),
    include_str!("../../../../fixtures/fees/trademark.toml"),
    include_str!("../../../../fixtures/fees/vehicle-plate.toml"),
];

const TODAY: Date = date(2026, 11, 21);

fn inputs(given: &[(&str, &str)]) -> FeeInputs {
    given.iter().map(|(input, value)| ((*input).to_owned(), (*value).to_owned())).collect()
}

fn asked(standards: &[FeeStandard], code: &str, given: &[(&str, &str)]) -> Result<Quote, FeeError> {
    quote(standards, &code.into(), &inputs(given), TODAY)
}

/// What the shipped standard asks for, on the day of the demonstration, as it stands on the notice.
fn shipped(code: &str, given: &[(&str, &str)]) -> String {
    match asked(&hall(), code, given) {
        Ok(quote) => quote.total.to_string(),
        Err(error) => error.to_string(),
    }
}

fn estate(given: &[(&str, &str)]) -> Quote {
    asked(&hall(), "real-estate.registration", given).unwrap()
}

/// A standard whose lines and inputs stand in `body`.
fn invented(body: &str) -> Vec<FeeStandard> {
    let standard = format!(
        "[[standard]]\ncode = \"x\"\ntitle = \"示例\"\nregion = \"全国\"\nvalid_from = \"2007-04-01\"\n\
         basis = [{{ document = \"示例\" }}]\n{body}"
    );
    let standards = read(&standard);
    assert_eq!(problems(&standards[0]), Vec::<String>::new());
    standards
}

fn amount(label: &str) -> String {
    format!("[[standard.inputs]]\ncode = \"n\"\nlabel = \"{label}\"\nkind = \"amount\"\n")
}

fn total(standards: &[FeeStandard], given: &[(&str, &str)]) -> String {
    asked(standards, "x", given).unwrap().total.to_string()
}

#[test]
fn the_hall_s_standards_are_sound() {
    for standard in hall() {
        assert_eq!(problems(&standard), Vec::<String>::new(), "{}", standard.code);
        let json = serde_json::to_string(&standard).unwrap();
        assert_eq!(serde_json::from_str::<FeeStandard>(&json).unwrap(), standard);
        assert_eq!(toml::from_str::<FeeStandard>(&toml::to_string(&standard).unwrap()).unwrap(), standard);
    }
}
