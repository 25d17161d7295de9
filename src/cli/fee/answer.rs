//! One line of `--jsonl`: a question about a fee and its answer. Numbers go in and out as decimal strings.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value};

use super::why;
use crate::cli::asked::Asked;
use crate::document::basis_words;
use crate::domain::fee::{self, FeeInputs, FeeStandard, InputKind, Quote, QuoteLine};
use crate::domain::ids::FeeCode;
use crate::domain::item::Basis;

/// What is answered.
#[derive(Serialize, Debug)]
pub(super) struct Answer {
    amount: String,
    exact: String,
    lines: Vec<Line>,
    basis: String,
    on: Date,
    in_words: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    exempted: Option<String>,
}

#[derive(Serialize, Debug)]
struct Line {
    label: String,
    quantity: String,
    unit: String,
    rate: String,
    amount: String,
    basis: String,
    note: String,
}

/// Answers one line.
///
/// # Errors
/// What is wrong, in a sentence that names it.
pub(super) fn answer(
    standards: &[FeeStandard],
    today: Date,
    asked: Map<String, Value>,
) -> Result<Answer, String> {
    let mut asked = Asked::new(asked);
    let code = FeeCode::new(asked.text("standard")?);
    let on = asked.date_if_any("on")?.unwrap_or(today);
    let named = asked.named("inputs")?;
    asked.done()?;
    let standard = fee::in_force(standards, &code, on).map_err(|error| why(standards, &error))?;
    let inputs = inputs(named, standard)?;
    let quote = fee::quote(standards, &code, &inputs, on).map_err(|error| why(standards, &error))?;
    Ok(told(quote))
}

fn inputs(given: Map<String, Value>, standard: &FeeStandard) -> Result<FeeInputs, String> {
    let one_value = |name: &str| {
        standard.inputs.iter().any(|input| input.code == name && input.kind != InputKind::Integers)
    };
    given
        .into_iter()
        .map(|(name, value)| match text(value, one_value(&name)) {
            Ok(text) => Ok((name, text)),
            Err(wrong) => Err(format!("“{name}”{wrong}")),
        })
        .collect()
}

/// A value as the rules take it.
fn text(value: Value, one_value: bool) -> Result<String, String> {
    match value {
        Value::String(text) => Ok(text),
        Value::Bool(flag) => Ok(flag.to_string()),
        Value::Number(number) if number.is_i64() || number.is_u64() => Ok(number.to_string()),
        Value::Number(number) => Err(format!("写成了 JSON 数字 {number}；小数请写成字符串，如 \"80.50\"")),
        Value::Array(list) => {
            let items = list.into_iter().map(whole).collect::<Result<Vec<String>, String>>()?;
            match items.as_slice() {
                [] => Err("的列表是空的，请填写后再计费".to_owned()),
                _ if one_value => Err("只填一个值，不能写成列表".to_owned()),
                items => Ok(items.join(",")),
            }
        }
        Value::Null => Err("是 null；不填写就不要写这一项".to_owned()),
        Value::Object(_) => Err("写成了 JSON 对象；请写成字符串、整数、true、false 或整数的列表".to_owned()),
    }
}

fn whole(value: Value) -> Result<String, String> {
    match value {
        Value::Number(number) if number.is_i64() || number.is_u64() => Ok(number.to_string()),
        Value::String(text) if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => Ok(text),
        other => Err(format!("的列表里只能有整数，不能有 {other}")),
    }
}

fn told(quote: Quote) -> Answer {
    let mut bases: Vec<Basis> = Vec::new();
    for basis in quote.basis.iter().chain(quote.lines.iter().flat_map(|line| &line.basis)) {
        if !bases.contains(basis) {
            bases.push(basis.clone());
        }
    }
    Answer {
        amount: quote.total.to_string(),
        exact: figure(quote.exact),
        lines: quote.lines.into_iter().map(line).collect(),
        basis: basis_words(&bases),
        on: quote.on,
        in_words: quote.in_words,
        exempted: quote.exempted,
    }
}

fn line(line: QuoteLine) -> Line {
    Line {
        label: line.label,
        quantity: figure(line.quantity),
        unit: line.unit,
        rate: figure(line.rate),
        amount: figure(line.amount),
        basis: basis_words(&line.basis),
        note: line.note,
    }
}

fn figure(figure: Decimal) -> String {
    figure.normalize().to_string()
}
