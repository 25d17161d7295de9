//! `yichuang report register`: the register of cases, its daily counts and minutes, on the screen or as a table.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::{Who, table};
use crate::client::Client;
use crate::domain::ids::ItemCode;
use crate::domain::register::{Day, ItemTime, Row};
use crate::export::{self, Cell, Sheet};
use crate::text::Clean;
use crate::wire::{RegisterAsked, RegisterReport};

/// Which days and cases, and where to.
#[derive(Args, Debug)]
pub(in crate::cli) struct Asked {
    /// 一天，如 2026-11-20；不写日期为今天
    #[arg(long, value_name = "日期", conflicts_with_all = ["from", "to"])]
    day: Option<Date>,
    /// 第一天
    #[arg(long, value_name = "日期", requires = "to")]
    from: Option<Date>,
    /// 最后一天，与第一天相距不超过 31 天
    #[arg(long, value_name = "日期", requires = "from")]
    to: Option<Date>,
    /// 只看：编号开头、证件号码或其后四位、姓名或名称的一部分
    #[arg(long, value_name = "文字", default_value = "")]
    find: String,
    /// 只看这个事项（编码）
    #[arg(long, value_name = "编码")]
    item: Option<String>,
    /// 写成 Excel 工作簿
    #[arg(long, value_name = "文件")]
    xlsx: Option<PathBuf>,
    /// 写成 CSV（UTF-8，Excel 可直接打开）
    #[arg(long, value_name = "文件")]
    csv: Option<PathBuf>,
    #[command(flatten)]
    pub(super) who: Who,
}

/// The tables, on the screen or in the files that were named.
///
/// # Errors
/// The service's sentence, or the file that cannot be written.
pub(super) async fn told(client: &Client, asked: &Asked) -> Result<String, String> {
    let said = |error: crate::client::ClientError| error.to_string();
    let (from, to) = (asked.from.or(asked.day), asked.to.or(asked.day));
    // The service says which days these are where none is named: its clock counts.
    let report = client.register_report(from, to).await.map_err(said)?;
    let mut query = RegisterAsked {
        text: asked.find.clone(),
        item: asked.item.as_ref().map(ItemCode::new),
        from: Some(report.from),
        to: Some(report.to),
        before: None,
    };
    let mut rows: Vec<Row> = Vec::new();
    loop {
        let page = client.register(&query).await.map_err(said)?;
        let last = page.rows.last().map(|row| row.number.clone());
        rows.extend(page.rows);
        match last {
            Some(last) if page.more => query.before = Some(last),
            _ => break,
        }
    }
    let sheets = sheets(&rows, &report);
    let mut told = String::new();
    if let Some(file) = &asked.xlsx {
        let book = export::xlsx(&sheets).map_err(|error| error.to_string())?;
        told.push_str(&write(file, &book)?);
    }
    if let Some(file) = &asked.csv {
        told.push_str(&write(file, &export::csv(&sheets))?);
    }
    Ok(if told.is_empty() { shown(&sheets, &report) } else { told })
}

fn write(file: &PathBuf, bytes: &[u8]) -> Result<String, String> {
    std::fs::write(file, bytes).map_err(|error| {
        format!("写不成 {}：{error}；请换一个文件夹，或关闭正在打开它的程序", file.display())
    })?;
    Ok(format!("已写入 {}\n", file.display()))
}

/// The register, the days, the items.
fn sheets(rows: &[Row], report: &RegisterReport) -> Vec<Sheet> {
    let case = |row: &Row| {
        vec![
            row.number.clone().into(),
            row.received.to_string().into(),
            row.item.clone().into(),
            row.applicant.clone().into(),
            row.id_number.clone().into(),
            row.stage.clone().into(),
            row.window.to_string().into(),
        ]
    };
    let day = |day: &Day| {
        vec![
            Cell::from(day.day.to_string()),
            day.received.into(),
            day.accepted.into(),
            day.corrected.into(),
            day.refused.into(),
            day.done.into(),
        ]
    };
    let item = |time: &ItemTime| vec![time.item.clone().into(), time.cases.into(), minutes(time.seconds)];
    vec![
        Sheet {
            name: "登记簿".to_owned(),
            head: vec!["编号", "收件日", "事项", "申请人", "证件号码", "状态", "窗口"],
            rows: rows.iter().map(case).collect(),
        },
        Sheet {
            name: "每日".to_owned(),
            head: vec!["日期", "收件", "受理", "补正", "不予受理", "办结"],
            rows: report.report.days.iter().map(day).collect(),
        },
        Sheet {
            name: "事项用时".to_owned(),
            head: vec!["事项", "件数", "平均分钟"],
            rows: report.report.items.iter().map(item).collect(),
        },
    ]
}

fn minutes(seconds: i64) -> Cell {
    let seconds = i32::try_from(seconds).unwrap_or(i32::MAX);
    Cell::Tenth(f64::from(seconds) / 60.0)
}

fn shown(sheets: &[Sheet], report: &RegisterReport) -> String {
    let mut text = format!("{} 至 {}　姓名和证件号码已遮盖\n", report.from, report.to);
    for sheet in sheets {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n{}（{}）\n", sheet.name, sheet.rows.len());
        let head = sheet.head.iter().map(|head| (*head).to_owned()).collect();
        let row = |cells: &Vec<Cell>| cells.iter().map(word).collect::<Vec<_>>();
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(sheet.rows.iter().map(row)).collect();
        let figures: Vec<usize> = (0..sheet.head.len())
            .filter(|at| sheet.rows.first().and_then(|row| row.get(*at)).is_some_and(is_figure))
            .collect();
        text.push_str(&table(&rows, &figures));
    }
    text
}

fn is_figure(cell: &Cell) -> bool {
    !matches!(cell, Cell::Text(_))
}

fn word(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => Clean::new(text.as_str()).shown().to_owned(),
        Cell::Count(count) => count.to_string(),
        Cell::Tenth(figure) => format!("{figure:.1}"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::register::Report;

    #[test]
    fn the_register_stands_in_three_tables() {
        let day = date(2026, 11, 20);
        let rows = [Row {
            number: "20261120-0001".to_owned(),
            received: day,
            item: "食品经营许可".to_owned(),
            applicant: "张*".to_owned(),
            id_number: "110***********002X".to_owned(),
            stage: "已受理".to_owned(),
            window: "01".into(),
        }];
        let days = vec![Day { day, received: 1, accepted: 1, refused: 0, corrected: 0, done: 0 }];
        let items = vec![ItemTime { item: "食品经营许可".to_owned(), cases: 1, seconds: 150 }];
        let report = RegisterReport { from: day, to: day, report: Report { days, items } };
        let told = "\
2026-11-20 至 2026-11-20　姓名和证件号码已遮盖

登记簿（1）
  编号           收件日      事项          申请人  证件号码            状态    窗口
  20261120-0001  2026-11-20  食品经营许可  张*     110***********002X  已受理  01

每日（1）
  日期        收件  受理  补正  不予受理  办结
  2026-11-20     1     1     0         0     0

事项用时（1）
  事项          件数  平均分钟
  食品经营许可     1       2.5
";
        assert_eq!(shown(&sheets(&rows, &report), &report), told);
    }
}
