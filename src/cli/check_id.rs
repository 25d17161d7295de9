//! `yichuang check-id`: whether a number is well formed, for people and for other programs.

mod person;

use std::io;
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value};

use super::asked::Asked;
use super::{jsonl, output, today};
use crate::domain::identifier::{
    IdProblem, ResidentId, check_credit_code, check_resident_id_on, normalized, upgrade_legacy_id,
};

/// What to check.
#[derive(Args, Debug)]
pub(super) struct CheckId {
    /// 号码：居民身份号码（18位或15位）、统一社会信用代码、电话；全角、小写、空格均可
    #[arg(value_name = "号码", required_unless_present = "jsonl")]
    numbers: Vec<String>,
    /// 由标准输入逐行读取 JSON，逐行回答
    #[arg(long, conflicts_with = "numbers")]
    jsonl: bool,
}

/// Runs the subcommand; fails where a number is not well formed.
///
/// # Errors
/// Input or output breaks off.
pub(super) fn run(asked: &CheckId) -> Result<ExitCode, String> {
    let today = today();
    if asked.jsonl {
        output::written(jsonl::run(io::stdin().lock(), io::stdout().lock(), |fields| answer(fields, today)))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut all_fit = true;
    for number in &asked.numbers {
        let (fits, text) = person::told(number, today);
        output::print(&format!("{text}\n"))?;
        all_fit &= fits;
    }
    Ok(if all_fit { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The answer to one line; what cannot be said is null.
#[derive(PartialEq, Eq, Debug, Serialize)]
struct Answer {
    valid: bool,
    reason: Option<&'static str>,
    /// The number as it is stored; a valid one of fifteen digits in its form of today.
    normalized: String,
    birth: Option<Date>,
    sex: Option<String>,
    region: Option<String>,
}

fn answer(fields: Map<String, Value>, today: Date) -> Result<Answer, String> {
    let mut asked = Asked::new(fields);
    let kind = asked.text("kind")?;
    let number = asked.text("number")?;
    asked.done()?;
    match kind.as_str() {
        "resident_id" => Ok(resident(&number, check_resident_id_on(&number, today))),
        "resident_id_15" => Ok(resident(&number, upgrade_legacy_id(&number))),
        "uscc" => Ok(match check_credit_code(&number) {
            Ok(code) => Answer { region: Some(code.region), ..valid(code.normalized) },
            Err(problem) => invalid(&number, &problem),
        }),
        _ => Err("“kind”应为 resident_id、resident_id_15 或 uscc".to_owned()),
    }
}

fn resident(number: &str, checked: Result<ResidentId, IdProblem>) -> Answer {
    match checked {
        Ok(id) => Answer {
            birth: Some(id.birth),
            sex: Some(id.sex.to_string()),
            region: Some(id.region),
            ..valid(id.normalized)
        },
        Err(problem) => invalid(number, &problem),
    }
}

fn valid(normalized: String) -> Answer {
    Answer { valid: true, reason: None, normalized, birth: None, sex: None, region: None }
}

fn invalid(number: &str, problem: &IdProblem) -> Answer {
    Answer { valid: false, reason: Some(problem.code()), ..valid(normalized(number)) }
}

#[cfg(test)]
mod tests;
