//! What the rules cost: `cargo bench --bench rules`. A quote and a checklist of 30 lines are to stay under 20 µs,
//! a due date under 5 µs, the lint of the shipped catalogue under a second.
#![expect(clippy::unwrap_used, reason = "a bench stops at what is wrong; its functions are its names")]

use std::collections::BTreeMap;

use divan::Bencher;
use jiff::civil::{Date, date};
use yichuang::catalogue::lint::lint;
use yichuang::catalogue::{Place, load_calendar, load_fees, load_from};
use yichuang::domain::checklist::{Intake, Verdict, assess, resolve};
use yichuang::domain::clock::{Limit, LimitUnit, Suspension, due};
use yichuang::domain::condition::{Answers, Condition};
use yichuang::domain::fee::{FeeInputs, quote};
use yichuang::domain::ids::{FeeCode, MaterialCode, QuestionCode};
use yichuang::domain::item::ServiceItem;

const TODAY: Date = date(2026, 11, 23);
/// Lines of the long checklist.
const LINES: usize = 30;

fn main() {
    divan::main();
}

/// A price for each piece, with certificates beside.
#[divan::bench]
fn quote_simple(bencher: Bencher<'_, '_>) {
    let inputs = [("type", "转移登记"), ("usage", "住宅"), ("units", "2"), ("certificates", "3")];
    quoted(bencher, "real-estate.registration", &inputs);
}

/// Ten bands, and all of them touched.
#[divan::bench]
fn quote_progressive(bencher: Bencher<'_, '_>) {
    quoted(bencher, "litigation.property", &[("claim", "123456789.01")]);
}

fn quoted(bencher: Bencher<'_, '_>, code: &str, inputs: &[(&str, &str)]) {
    let (standards, code) = (load_fees(Place::Shipped).unwrap(), FeeCode::new(code));
    let inputs: FeeInputs =
        inputs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    quote(&standards, &code, &inputs, TODAY).unwrap();
    bencher.bench(|| quote(&standards, &code, &inputs, TODAY));
}

/// The list for these answers, and the exits for these verdicts.
#[divan::bench]
fn checklist_of_thirty_lines(bencher: Bencher<'_, '_>) {
    let (item, answers) = long_list();
    let verdicts: BTreeMap<MaterialCode, Verdict> = item
        .materials
        .iter()
        .enumerate()
        .map(|(at, material)| {
            let verdict = if at % 3 == 0 { Verdict::Missing } else { Verdict::Conforming };
            (material.code.clone(), verdict)
        })
        .collect();
    let calendar = load_calendar(Place::Shipped).unwrap();
    let intake = Intake {
        item: &item,
        answers: &answers,
        verdicts: &verdicts,
        extras: &[],
        applicant_known: true,
        today: TODAY,
        calendar: &calendar,
    };
    assert_eq!(resolve(&item, &answers).len(), LINES);
    assert!(assess(intake).open().is_some());
    bencher.bench(|| (resolve(&item, &answers), assess(intake)));
}

/// Reading the shipped catalogue and examining it by every rule over every situation.
#[divan::bench(sample_count = 10)]
fn lint_shipped_catalogue(bencher: Bencher<'_, '_>) {
    bencher.bench(|| lint(Place::Shipped, date(2026, 3, 2)));
}

/// An item with thirty materials under one condition, made of the shipped materials.
fn long_list() -> (ServiceItem, Answers) {
    let items = load_from(Place::Shipped).unwrap().items;
    let mut item = items.iter().find(|item| item.code.as_str() == "food-licence.new").unwrap().clone();
    let question = item.questions.first().unwrap().clone();
    let answered: (QuestionCode, _) = (question.code.clone(), question.choices.first().unwrap().code.clone());
    item.diversions.clear();
    item.questions = vec![question];
    let shipped = items.iter().flat_map(|item| &item.materials).cycle();
    item.materials = shipped
        .take(LINES)
        .enumerate()
        .map(|(at, material)| {
            let mut material = material.clone();
            material.code = MaterialCode::new(format!("material-{at:02}"));
            material.when = Condition::Is(BTreeMap::from([answered.clone()]));
            material
        })
        .collect();
    (item, Answers::from([answered]))
}

/// Twenty working days over 国庆节, with one suspension.
#[divan::bench]
fn due_date(bencher: Bencher<'_, '_>) {
    let calendar = load_calendar(Place::Shipped).unwrap();
    let limit = Limit { n: 20, unit: LimitUnit::WorkingDays };
    let stopped = [Suspension { from: date(2026, 10, 12), to: date(2026, 10, 16), why: String::new() }];
    bencher.bench(|| due(date(2026, 9, 21), limit, &stopped, &calendar));
}
