//! `yichuang fee`: what is charged and why, for people and, with `--jsonl`, for other programs.

mod answer;
mod diff;
mod list;
mod quote;
mod sweep;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::output::written;
use super::today;
use crate::catalogue::{self, Place, nearest};
use crate::domain::fee::{FLAG, FeeChoice, FeeError, FeeInput, FeeStandard, InputKind, in_force};
use crate::domain::ids::FeeCode;

/// What can be asked about fees.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(super) struct Fee {
    /// 逐行读 JSON、逐行答 JSON：{"id","standard","inputs":{…},"on"}
    #[arg(long)]
    jsonl: bool,
    #[command(flatten)]
    hall: HallArgs,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// 列出当日有效的收费标准和计费要填的内容
    List {
        #[command(flatten)]
        hall: HallArgs,
        /// 日期，如 2026-11-21；默认今天（北京时间）
        #[arg(long, value_name = "日期")]
        on: Option<String>,
    },
    /// 计费，并逐行列出计算过程和依据
    Quote {
        /// 收费标准编码，如 real-estate.registration
        #[arg(value_name = "编码", required_unless_present = "jsonl")]
        code: Option<String>,
        /// 计费内容，如 type=转移登记 usage=住宅 units=1
        #[arg(value_name = "名称=值")]
        inputs: Vec<String>,
        /// 逐行读 JSON、逐行答 JSON：{"id","standard","inputs":{…},"on"}
        #[arg(long, conflicts_with_all = ["code", "inputs", "on"])]
        jsonl: bool,
        #[command(flatten)]
        hall: HallArgs,
        /// 日期，如 2026-11-21；默认今天（北京时间）
        #[arg(long, value_name = "日期")]
        on: Option<String>,
    },
    /// 比较两套收费标准：增加、停止、变更，以及每种情形相差多少元
    Diff(Diff),
}

#[derive(Args, Debug)]
struct Diff {
    /// 原来的文件夹：大厅数据，或只放收费标准的文件夹
    #[arg(value_name = "原")]
    old: PathBuf,
    /// 现在的文件夹
    #[arg(value_name = "新")]
    new: PathBuf,
    /// 只看这一个收费标准
    #[arg(value_name = "编码")]
    code: Option<String>,
    /// 两边各取这一天有效的标准，如 2026-11-21；默认今天（北京时间）
    #[arg(long, value_name = "日期")]
    on: Option<String>,
    /// 逐行列出金额有变化的每一种情形，不归并
    #[arg(long)]
    all: bool,
}

/// Whose standards.
#[derive(Args, Debug)]
struct HallArgs {
    /// 大厅数据的文件夹；不写则用程序自带的示范大厅
    #[arg(long, value_name = "文件夹")]
    hall: Option<PathBuf>,
}

impl HallArgs {
    fn standards(&self) -> Result<Vec<FeeStandard>, String> {
        standards(self.hall.as_deref().map_or(Place::Shipped, Place::Folder))
    }
}

fn standards(place: Place<'_>) -> Result<Vec<FeeStandard>, String> {
    catalogue::load_fees(place).map_err(|problems| problems.to_string())
}

/// Runs the subcommand.
///
/// # Errors
/// What is wrong and what to do, in sentences.
pub(super) fn run(asked: Fee) -> Result<ExitCode, String> {
    let Some(command) = asked.command else {
        return stream(&asked.hall, asked.jsonl);
    };
    let mut out = io::stdout().lock();
    let told = match command {
        Command::List { hall, on } => list::tell(&mut out, &hall.standards()?, day(on.as_deref())?),
        Command::Quote { hall, jsonl: true, .. } => return stream(&hall, true),
        Command::Quote { code, inputs, hall, on, .. } => {
            let (standards, on) = (hall.standards()?, day(on.as_deref())?);
            let proof = quote::proof(&standards, &code.unwrap_or_default(), &inputs, on)?;
            out.write_all(proof.as_bytes())
        }
        Command::Diff(Diff { old, new, code, on, all }) => {
            let (old, new) = (folder(&old)?, folder(&new)?);
            let code = code.map(FeeCode::new);
            let text = diff::tell(&old, &new, code.as_ref(), day(on.as_deref())?, all)?;
            out.write_all(text.as_bytes())
        }
    };
    written(told)?;
    Ok(ExitCode::SUCCESS)
}

fn folder(dir: &Path) -> Result<Vec<FeeStandard>, String> {
    standards(Place::Folder(dir))
}

fn stream(hall: &HallArgs, asked: bool) -> Result<ExitCode, String> {
    if !asked {
        return Err("请写明要做什么：list、quote、diff，或加 --jsonl；用 yichuang fee --help 查看".to_owned());
    }
    let (standards, today) = (hall.standards()?, today());
    let answered = super::jsonl::run(io::stdin().lock(), io::stdout().lock(), |asked| {
        answer::answer(&standards, today, asked)
    });
    written(answered)?;
    Ok(ExitCode::SUCCESS)
}

/// The day asked for, or today in Beijing.
fn day(written: Option<&str>) -> Result<Date, String> {
    written.map_or_else(|| Ok(today()), |written| super::asked::day(written, "--on"))
}

/// Why there is no quote, in one line, with the nearest code where there is no such standard.
fn why(standards: &[FeeStandard], error: &FeeError) -> String {
    let told = error.to_string();
    let FeeError::Unknown { code } = error else { return told };
    match nearest(code.as_str(), standards.iter().map(|standard| standard.code.as_str())) {
        Some(near) => format!("{told}；是否要写“{near}”？"),
        None => told,
    }
}

/// [`why`], and below it what the standard asks, where that helps.
fn why_at_length(standards: &[FeeStandard], code: &FeeCode, on: Date, error: &FeeError) -> String {
    let told = why(standards, error);
    let about_inputs = matches!(
        error,
        FeeError::UnknownInput { .. }
            | FeeError::MissingInput { .. }
            | FeeError::BadInput { .. }
            | FeeError::Together { .. }
    );
    match in_force(standards, code, on) {
        Ok(standard) if about_inputs && standard.inputs.is_empty() => {
            format!("{told}\n“{}”不需要填写任何内容", standard.title)
        }
        Ok(standard) if about_inputs => {
            let asked: Vec<String> =
                standard.inputs.iter().map(|input| format!("  {}", asks(input))).collect();
            format!("{told}\n“{}”计费要填写：\n{}", standard.title, asked.join("\n"))
        }
        Err(FeeError::Unknown { .. }) => format!("{told}\n用 yichuang fee list 查看全部编码"),
        _ => told,
    }
}

/// An input as it is asked: `units 件数：整数；单位件；不填为1`.
fn asks(input: &FeeInput) -> String {
    let mut about = vec![match input.kind {
        InputKind::Choice => input.choices.iter().map(choice).collect::<Vec<_>>().join("、"),
        InputKind::Integer => "整数".to_owned(),
        InputKind::Amount => "数字".to_owned(),
        InputKind::Rate => "百分比，如 3%".to_owned(),
        InputKind::AmountOrRate => "数字，或百分比如 13%".to_owned(),
        InputKind::Integers => "整数，用英文逗号隔开，如 12,8".to_owned(),
        InputKind::Flag => FLAG.join(" 或 "),
    }];
    let figure = |limit: Decimal| match input.kind {
        InputKind::Rate => format!("{}%", (limit * Decimal::ONE_HUNDRED).normalize()),
        _ => limit.normalize().to_string(),
    };
    about.extend(match (input.min, input.max) {
        (Some(least), Some(most)) => Some(format!("{}至{}", figure(least), figure(most))),
        (Some(least), None) => Some(format!("不小于{}", figure(least))),
        (None, Some(most)) => Some(format!("不大于{}", figure(most))),
        (None, None) => None,
    });
    about.extend((!input.unit.is_empty()).then(|| format!("单位{}", input.unit)));
    about.extend(input.default.iter().map(|default| format!("不填为{default}")));
    about.extend(input.optional.then(|| "可不填".to_owned()));
    about.extend((!input.when.is_always()).then(|| "仅部分情形填写".to_owned()));
    format!("{} {}：{}", input.code, input.label, about.join("；"))
}

fn choice(choice: &FeeChoice) -> String {
    if choice.label == choice.code {
        return choice.code.clone();
    }
    format!("{}（{}）", choice.code, choice.label)
}

#[cfg(test)]
mod tests;
