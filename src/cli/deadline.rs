//! `yichuang deadline`: when a period ends, for people and for other programs.

mod answer;
mod drawing;
mod person;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::civil::Date;

use super::asked::{day, stretch_of};
use super::{jsonl, output};
use crate::catalogue::{self, Place};
use crate::domain::calendar::WorkCalendar;
use crate::domain::clock::{Limit, Suspension};

/// What to reckon.
#[derive(Args, Debug)]
pub(super) struct Deadline {
    /// 起算日（当日不计），如 2026-02-02
    #[arg(long, value_name = "日期", required_unless_present = "jsonl")]
    from: Option<String>,
    /// 天数；不加 --natural 即工作日
    #[arg(long, value_name = "天数", conflicts_with = "months")]
    days: Option<u16>,
    /// 按自然日计
    #[arg(long, conflicts_with = "months")]
    natural: bool,
    /// 月数
    #[arg(long, value_name = "月数")]
    months: Option<u16>,
    /// 中止的起止日（两端都不计）和事由，可写多次，如 2026-02-10/2026-02-12=现场核查
    #[arg(long, value_name = "起/止=事由")]
    suspend: Vec<String>,
    /// 延长的数量，单位同原期限
    #[arg(long, value_name = "数量")]
    extend: Option<u16>,
    /// 大厅数据的文件夹；不写则用程序自带的日历
    #[arg(long, value_name = "文件夹")]
    hall: Option<PathBuf>,
    /// 由标准输入逐行读取 JSON，逐行回答
    #[arg(long, conflicts_with_all = ["from", "days", "months", "natural", "suspend", "extend"])]
    jsonl: bool,
}

/// Runs the subcommand.
///
/// # Errors
/// What to mend, as a sentence.
pub(super) fn run(asked: &Deadline) -> Result<ExitCode, String> {
    let calendar = load(asked.hall.as_deref())?;
    if asked.jsonl {
        output::written(jsonl::run(io::stdin().lock(), io::stdout().lock(), |fields| {
            answer::to(fields, &calendar)
        }))?;
    } else {
        output::print(&person::told(&asked.period()?, &calendar)?)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The working days of a hall, or those that come with the program.
///
/// # Errors
/// All problems of the files.
pub(super) fn load(hall: Option<&Path>) -> Result<WorkCalendar, String> {
    catalogue::load_calendar(hall.map_or(Place::Shipped, Place::Folder))
        .map_err(|problems| problems.to_string())
}

/// A period somebody asks for.
#[derive(Debug)]
struct Period {
    start: Date,
    limit: Limit,
    by: Option<Limit>,
    suspensions: Vec<Suspension>,
}

impl Deadline {
    fn period(&self) -> Result<Period, String> {
        let limit = |n| match (self.natural, self.months) {
            (_, Some(_)) => Limit::months(n),
            (true, None) => Limit::natural_days(n),
            (false, None) => Limit::working_days(n),
        };
        let n = self.days.or(self.months).ok_or("请写明期限：--days 天数 或 --months 月数")?;
        if n == 0 || self.extend == Some(0) {
            return Err("天数、月数至少为1".to_owned());
        }
        Ok(Period {
            start: day(self.from.as_deref().unwrap_or_default(), "--from")?,
            limit: limit(n),
            by: self.extend.map(limit),
            suspensions: self.suspend.iter().map(|text| suspension(text)).collect::<Result<_, _>>()?,
        })
    }
}

fn suspension(text: &str) -> Result<Suspension, String> {
    let (days, why) = text.split_once('=').unwrap_or((text, "特别程序"));
    let (from, to) = days.split_once('/').unwrap_or((days, days));
    let (from, to) = stretch_of(day(from, "--suspend")?, day(to, "--suspend")?, "--suspend")?;
    Ok(Suspension { from, to, why: crate::text::Clean::new(why).shown().to_owned() })
}

#[cfg(test)]
mod tests;
