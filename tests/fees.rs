//! Every fee a second time: written from the issue and the facts file alone, without a look at the engine or at
//! its standards, in exact whole-number arithmetic. `YICHUANG_FEE_ROUNDS` sets how many quotes are compared
//! (a million without it), `YICHUANG_FEE_SEED` where the drawing starts.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at what is wrong")]

#[path = "fees/case.rs"]
mod case;
#[path = "fees/draw.rs"]
mod draw;
#[path = "fees/estate.rs"]
mod estate;
#[path = "fees/land.rs"]
mod land;
#[path = "fees/litigation.rs"]
mod litigation;
#[path = "fees/marks.rs"]
mod marks;
#[path = "fees/number.rs"]
mod number;
#[path = "fees/papers.rs"]
mod papers;
#[path = "fees/taxes.rs"]
mod taxes;

use case::{Case, Sample};
use draw::{Draw, Given, Random};
use jiff::civil::{Date, date};
use rust_decimal::Decimal;
use yichuang::catalogue::{Place, load_fees};
use yichuang::domain::fee::{FeeError, FeeInputs, FeeStandard, Quote, in_force, quote};
use yichuang::domain::ids::FeeCode;

const TODAY: Date = date(2026, 11, 21);
const QUOTES: u64 = 1_000_000;
const SEED: u64 = 20_261_121;

fn cases() -> Vec<&'static Case> {
    let all: [&'static [Case]; 6] =
        [&litigation::CASES, &estate::CASES, &papers::CASES, &marks::CASES, &taxes::CASES, &land::CASES];
    all.into_iter().flatten().collect()
}

fn shipped() -> Vec<FeeStandard> {
    load_fees(Place::Shipped).unwrap()
}

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |value| value.parse().unwrap())
}

/// What differs, at most a handful of each standard.
struct Findings {
    compared: u64,
    silent: u64,
    wrong: Vec<String>,
}

#[test]
fn both_evaluators_agree_to_the_fen() {
    let (rounds, seed) = (setting("YICHUANG_FEE_ROUNDS", QUOTES), setting("YICHUANG_FEE_SEED", SEED));
    println!("YICHUANG_FEE_SEED={seed} YICHUANG_FEE_ROUNDS={rounds}");
    let (standards, cases) = (shipped(), cases());
    let drawing = cases.iter().filter(|case| !case.sample.is_empty()).count() as u64;
    let each = rounds.div_ceil(drawing);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let parts: Vec<Findings> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|worker| {
                let (standards, cases) = (&standards, &cases);
                scope.spawn(move || {
                    let mine = cases.iter().enumerate().skip(worker).step_by(threads);
                    mine.map(|(at, case)| compare(standards, case, each, seed + at as u64))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    let compared: u64 = parts.iter().map(|part| part.compared).sum();
    let silent: u64 = parts.iter().map(|part| part.silent).sum();
    let wrong: Vec<&str> = parts.iter().flat_map(|part| &part.wrong).map(String::as_str).collect();
    println!("{compared} quotes compared, {silent} drawn of which the facts say nothing");
    assert!(wrong.is_empty(), "seed {seed}:\n{}", wrong.join("\n"));
    assert!(compared >= rounds, "only {compared} quotes were compared");
}

/// Compares until enough were compared.
fn compare(standards: &[FeeStandard], case: &Case, quotes: u64, seed: u64) -> Findings {
    let (code, mut random) = (FeeCode::new(case.code), Random::new(seed));
    let mut findings = Findings { compared: 0, silent: 0, wrong: Vec::new() };
    let Ok(standard) = in_force(standards, &code, TODAY) else {
        findings.wrong.push(format!("{code}: not among the shipped standards"));
        return findings;
    };
    let quotes = if case.sample.is_empty() { 1 } else { quotes };
    while findings.compared < quotes && findings.wrong.len() < 5 {
        let mut draw = Draw { random: &mut random, standard, inputs: FeeInputs::new(), on: TODAY };
        (case.draw)(&mut draw);
        let (inputs, on) = (draw.inputs, draw.on);
        let Some(expected) = (case.amount)(&Given(&inputs), on) else {
            findings.silent += 1;
            continue;
        };
        findings.compared += 1;
        let told = match quote(standards, &code, &inputs, on) {
            Ok(quote) => differs(&quote, expected.fen()),
            Err(error) => Some(format!("expected {}, but: {error}", number::yuan(expected.fen()))),
        };
        if let Some(told) = told {
            findings.wrong.push(format!("{code} {inputs:?} on {on}: {told}"));
        }
    }
    findings
}

fn differs(quote: &Quote, expected: i128) -> Option<String> {
    let sum: Decimal = quote.lines.iter().map(|line| line.amount).sum();
    if quote.total != Decimal::from_i128_with_scale(expected, 2) {
        return Some(format!("expected {}, quoted {}", number::yuan(expected), quote.total));
    }
    (sum != quote.total).then(|| format!("the lines make {sum}, the total is {}", quote.total))
}

#[test]
fn every_standard_of_the_issue_is_covered_and_shipped() {
    let (standards, cases) = (shipped(), cases());
    assert_eq!(cases.len(), 37, "28 that charge and 9 that are free by law");
    let missing: Vec<&str> = cases
        .iter()
        .map(|case| case.code)
        .filter(|code| in_force(&standards, &FeeCode::new(*code), TODAY).is_err())
        .collect();
    assert!(missing.is_empty(), "not shipped: {missing:?}");
}

fn sample(case: &Case) -> FeeInputs {
    case.sample.iter().map(|Sample(name, value, _)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// Which input an error is about.
fn blamed(error: &FeeError) -> Option<&str> {
    match error {
        FeeError::UnknownInput { input, .. }
        | FeeError::MissingInput { input, .. }
        | FeeError::BadInput { input, .. }
        | FeeError::Together { input, .. } => Some(input),
        _ => None,
    }
}

/// The complaints about a case whose `name` was made wrong.
fn complaint(standards: &[FeeStandard], case: &Case, inputs: &FeeInputs, name: &str) -> Option<String> {
    match quote(standards, &FeeCode::new(case.code), inputs, TODAY) {
        Ok(quote) => Some(format!("{} {inputs:?}: quoted {}", case.code, quote.total)),
        Err(error) if blamed(&error) == Some(name) => None,
        Err(error) => Some(format!("{} {inputs:?}: does not name {name}: {error}", case.code)),
    }
}

#[test]
fn a_missing_input_is_an_error_that_names_it() {
    let standards = shipped();
    let mut wrong = Vec::new();
    for case in cases() {
        let given = sample(case);
        assert!(quote(&standards, &FeeCode::new(case.code), &given, TODAY).is_ok(), "{}", case.code);
        for Sample(name, ..) in case.sample.iter().filter(|sample| !case.optional.contains(&sample.0)) {
            let (mut without, mut empty) = (given.clone(), given.clone());
            without.remove(*name);
            empty.insert((*name).to_owned(), String::new());
            wrong.extend(complaint(&standards, case, &without, name));
            wrong.extend(complaint(&standards, case, &empty, name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_unknown_input_is_an_error_that_names_it() {
    let standards = shipped();
    for case in cases() {
        for name in ["colour", "数量", "Claim", ""] {
            let mut inputs = sample(case);
            inputs.insert(name.to_owned(), "1".to_owned());
            assert_eq!(complaint(&standards, case, &inputs, name), None);
        }
    }
}

#[test]
fn a_negative_absurd_or_malformed_input_is_an_error_that_names_it() {
    let standards = shipped();
    let mut wrong = Vec::new();
    for case in cases() {
        for Sample(name, _, kind) in case.sample {
            for value in kind.wrong() {
                let mut inputs = sample(case);
                inputs.insert((*name).to_owned(), value.to_owned());
                wrong.extend(complaint(&standards, case, &inputs, name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_decree_does_not_span_is_an_error() {
    let standards = shipped();
    for (code, inputs, name) in [
        ("litigation.divorce", vec![("base_fee", "49.99"), ("property_total", "0")], "base_fee"),
        ("litigation.divorce", vec![("base_fee", "300.01"), ("property_total", "0")], "base_fee"),
        ("litigation.personality", vec![("base_fee", "99.99"), ("damages", "0")], "base_fee"),
        ("litigation.personality", vec![("base_fee", "500.01"), ("damages", "0")], "base_fee"),
        ("patent.annual", vec![("kind", "发明"), ("year", "0")], "year"),
        ("patent.annual", vec![("kind", "发明"), ("year", "21")], "year"),
        ("exit-entry", vec![("kind", "普通护照"), ("qty", "0")], "qty"),
        ("vehicle-plate", vec![("kind", "行驶证(本)"), ("qty", "0")], "qty"),
    ] {
        let inputs: FeeInputs =
            inputs.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let error = quote(&standards, &FeeCode::new(code), &inputs, TODAY).unwrap_err();
        assert_eq!(blamed(&error), Some(name), "{code} {inputs:?}: {error}");
    }
}
