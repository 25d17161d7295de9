//! A fee standard swept over the whole range of its inputs: bands without gaps, overlaps or dead ends, and no
//! combination of inputs about which a charging standard says nothing.

use rust_decimal::Decimal;

use crate::domain::fee::{Band, FeeError, FeeInput, FeeInputs, FeeRule, FeeStandard, InputKind, Term, quote};

/// More combinations of inputs than this are not tried; no standard in use comes near.
const MOST_QUOTES: usize = 20_000;

/// What is wrong with the bands of a standard, each with its line, counted from 0, and its bounds.
pub(super) fn bands(standard: &FeeStandard) -> Vec<(usize, String)> {
    let mut told = Vec::new();
    for (index, line) in standard.lines.iter().enumerate() {
        let FeeRule::Progressive { of, bands } = &line.rule else { continue };
        let input =
            standard.inputs.iter().find(|input| matches!(of, Term::Input(code) if *code == input.code));
        let faults = band_faults(bands, input).into_iter();
        told.extend(faults.map(|fault| (index, format!("“{}”{fault}", line.label))));
    }
    told
}

fn band_faults(bands: &[Band], input: Option<&FeeInput>) -> Vec<String> {
    let least = input.and_then(|input| input.min).unwrap_or_default();
    let most = input.map_or(Decimal::MAX, |input| input.max.unwrap_or_else(|| input.kind.limit()));
    let mut told = Vec::new();
    // Everything up to here is covered by the bands before.
    let mut covered: Option<Decimal> = None;
    let mut open = false;
    for (index, band) in bands.iter().enumerate() {
        let number = index + 1;
        if open {
            told.push(format!("第{number}档在不设上限的一档之后，与它重叠；请按由低到高排列"));
            continue;
        }
        if let Some(covered) = covered.filter(|covered| *covered >= most) {
            told.push(format!("第{number}档从{covered}以上起，超过填写的上限{most}，永远用不到"));
        }
        let Some(upto) = band.upto else {
            open = true;
            continue;
        };
        if let Some(covered) = covered.filter(|covered| upto <= *covered) {
            told.push(format!("第{number}档到{upto}为止，与前面到{covered}的一档重叠；请按由低到高排列"));
            continue;
        }
        if upto < least {
            told.push(format!("第{number}档到{upto}为止，低于填写的下限{least}，永远用不到"));
        }
        covered = Some(upto);
    }
    if !open && covered.is_none_or(|covered| covered < most) {
        let from = covered.map_or("最低".to_owned(), |covered| covered.to_string());
        told.push(format!("{from}以上没有档次；最后一档不写上限（upto）"));
    }
    told
}

/// The first combination of inputs, in words, about which the standard says nothing though it charges. Every
/// choice is tried, and of numbers one on each side of every turn of the standard.
pub(super) fn unregulated(standard: &FeeStandard) -> Option<String> {
    let mut open = standard.clone();
    // An input with a default is asked like any other, so that all its choices are tried.
    for input in &mut open.inputs {
        input.default = None;
    }
    let on = open.valid_from;
    let code = open.code.clone();
    let standards = [open];
    let [open] = &standards;
    let mut left = MOST_QUOTES;
    let mut waiting = vec![FeeInputs::new()];
    while let Some(inputs) = waiting.pop() {
        left = left.checked_sub(1)?;
        match quote(&standards, &code, &inputs, on) {
            Err(FeeError::MissingInput { input, .. }) => {
                let wanted = open.inputs.iter().find(|known| known.code == input)?;
                for value in values(open, wanted).into_iter().rev() {
                    let mut next = inputs.clone();
                    next.insert(input.clone(), value);
                    waiting.push(next);
                }
            }
            Err(FeeError::Unregulated { .. }) => return Some(words(open, &inputs)),
            // Inputs that exclude one another are refused when a fee is quoted, as they should be.
            Ok(_) | Err(_) => {}
        }
    }
    None
}

fn words(standard: &FeeStandard, inputs: &FeeInputs) -> String {
    let told = standard.inputs.iter().filter_map(|input| {
        let value = inputs.get(&input.code)?;
        let choice = input.choices.iter().find(|choice| &choice.code == value);
        Some(format!("{}为{}", input.label, choice.map_or(value.as_str(), |choice| choice.label.as_str())))
    });
    told.collect::<Vec<_>>().join("，")
}

fn values(standard: &FeeStandard, input: &FeeInput) -> Vec<String> {
    if input.kind == InputKind::Choice {
        return input.choices.iter().map(|choice| choice.code.clone()).collect();
    }
    if input.kind == InputKind::Flag {
        return vec!["true".to_owned(), "false".to_owned()];
    }
    let least = input.min.unwrap_or_default();
    let most = input.max.unwrap_or_else(|| input.kind.limit());
    let whole = input.kind == InputKind::Integer;
    let below = if whole { Decimal::ONE } else { Decimal::new(1, 2) };
    let mut numbers = vec![least.max(Decimal::ONE).min(most)];
    for (_, bound) in standard.turns().into_iter().filter(|(code, _)| *code == input.code) {
        numbers.extend([bound - below, bound].into_iter().filter(|n| (least..=most).contains(n)));
    }
    numbers.sort();
    numbers.dedup();
    numbers.into_iter().map(|number| number.normalize().to_string()).collect()
}
