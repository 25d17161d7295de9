//! A published year in the usual `{year}.json` form, and the file it becomes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::civil::Date;
use serde::Deserialize;

use crate::cli::asked::day;
use crate::domain::calendar::{CalendarYear, joined};

/// The form; what else stands in the file is left alone.
#[derive(Deserialize)]
struct Published {
    year: i16,
    days: Vec<PublishedDay>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PublishedDay {
    name: String,
    date: String,
    is_off_day: bool,
}

/// Reads a year under the number of its notice.
///
/// # Errors
/// Everything that cannot be right, one sentence a line.
pub(super) fn read(text: &str, document: &str) -> Result<CalendarYear, String> {
    let published: Published = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
        format!(
            "不是 {{\"year\":…,\"days\":[{{\"name\",\"date\",\"isOffDay\"}},…]}} 形式的 JSON（第{}行第{}个字符附近）",
            error.line(),
            error.column()
        )
    })?;
    let year = published.year;
    if published.days.is_empty() {
        return Err(format!("{year}年的 days 是空的：放假安排尚未公布，请公布后再导入"));
    }
    let mut problems = Vec::new();
    let (mut days_off, mut make_up): (BTreeMap<Date, String>, BTreeSet<Date>) = Default::default();
    for one in published.days {
        let date = match day(&one.date, "date") {
            Ok(date) => date,
            Err(why) => {
                problems.push(why);
                continue;
            }
        };
        let known = if one.is_off_day {
            days_off.insert(date, one.name.trim().to_owned()).is_some()
        } else {
            !make_up.insert(date)
        };
        if known {
            problems.push(format!("{date} 写了两次"));
        }
    }
    let notice = CalendarYear { year, document: document.trim().to_owned(), days_off, make_up };
    problems.extend(notice.problems().into_iter().map(|(_, problem)| problem));
    if problems.is_empty() { Ok(notice) } else { Err(format!("不能导入：\n{}", problems.join("\n"))) }
}

/// The file of a year, as it stands in a hall's `calendar/`.
pub(super) fn written(notice: &CalendarYear) -> String {
    let mut text = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(text, "# 国务院办公厅关于{}年部分节假日安排的通知", notice.year);
    let _ = writeln!(text, "year = {}\ndocument = {}\ndays_off = [", notice.year, quoted(&notice.document));
    for stretch in joined(notice.days_off.iter().map(|(day, name)| (*day, name.as_str()))) {
        let days = quoted(&stretch.days());
        let _ = match stretch.name {
            "" => writeln!(text, "    {days},"),
            name => writeln!(text, "    {{ name = {}, days = {days} }},", quoted(name)),
        };
    }
    text.push_str("]\nmake_up = [\n");
    for day in &notice.make_up {
        let _ = writeln!(text, "    \"{day}\",");
    }
    text.push_str("]\n");
    text
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
