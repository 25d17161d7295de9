//! `yichuang report`: what the record says about the windows of a hall.

mod register;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::civil::Date;

use super::connect::{Connection, connect, settings};
use super::output;
use crate::client::Client;
use crate::domain::clock::beijing;
use crate::domain::coverage::{Gap, Span};
use crate::domain::ids::WindowId;
use crate::text::{Clean, pad, pad_start, width};
use crate::wire::WindowCoverage;

/// What is asked of the record.
#[derive(Subcommand, Debug)]
pub(super) enum Report {
    /// 在岗报告：每个窗口一天由谁在岗、怎样到岗，空岗多少秒、由谁代受理
    Coverage(Asked),
    /// 登记簿：办件、每日收件受理办结、事项平均用时，可写成 Excel 或 CSV
    Register(register::Asked),
}

/// Which day, which window, and who asks.
#[derive(Args, Debug)]
pub(super) struct Asked {
    /// 日期，如 2026-11-20；不写为今天
    #[arg(long, value_name = "日期")]
    day: Option<Date>,
    /// 只看这个窗口；不写为全部窗口
    #[arg(long, value_name = "窗口")]
    window: Option<String>,
    /// 以 JSON 输出
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    who: Who,
}

/// Who asks, and where.
#[derive(Args, Debug)]
struct Who {
    /// 服务地址，如 http://127.0.0.1:7810
    #[arg(long, value_name = "地址")]
    server: Option<String>,
    /// 大厅编号（服务有多个大厅时）
    #[arg(long, value_name = "大厅")]
    hall: Option<String>,
    /// 姓名或工号
    #[arg(long, value_name = "人员")]
    officer: Option<String>,
    /// 在哪个窗口登录；不写则用配置文件中的窗口，没有则用 --window
    #[arg(long, value_name = "窗口")]
    at: Option<String>,
    /// 允许向其他机器发送未加密的请求（口令和个人信息将明文传输）
    #[arg(long)]
    plain_http: bool,
}

/// Runs the subcommand.
///
/// # Errors
/// What stands against it, with the next step.
pub(super) async fn run(asked: Report, config: Option<PathBuf>) -> Result<ExitCode, String> {
    match asked {
        Report::Coverage(asked) => {
            let (client, began) = session(&asked.who, asked.window.as_deref(), config).await?;
            let told = coverage(&client, &asked).await;
            finish(&client, began, told).await
        }
        Report::Register(asked) => {
            let (client, began) = session(&asked.who, None, config).await?;
            let told = register::told(&client, &asked).await;
            finish(&client, began, told).await
        }
    }
}

/// A session, at the window that is named, else at that of the settings, else at the one asked about.
async fn session(who: &Who, asked: Option<&str>, config: Option<PathBuf>) -> Result<(Client, bool), String> {
    let settings = settings(config)?;
    let of_settings = settings.window.as_ref().map(ToString::to_string);
    let connection = Connection {
        server: who.server.clone(),
        window: who.at.clone().or(of_settings).or_else(|| asked.map(str::to_owned)),
        hall: who.hall.clone(),
        officer: who.officer.clone(),
        plain_http: who.plain_http,
    };
    if connection.window.is_none() {
        return Err("还没有登录的窗口；请加 --at 窗口，或写入配置文件".to_owned());
    }
    connect(&connection, &settings).await
}

async fn finish(client: &Client, began: bool, told: Result<String, String>) -> Result<ExitCode, String> {
    if began {
        // The session ends by its age where the service cannot be told.
        let _ = client.logout().await;
    }
    output::print(&told?)?;
    Ok(ExitCode::SUCCESS)
}

async fn coverage(client: &Client, asked: &Asked) -> Result<String, String> {
    let window = asked.window.as_ref().map(WindowId::new);
    let report = client.coverage(asked.day, window.as_ref()).await.map_err(|error| error.to_string())?;
    if asked.json {
        return Ok(serde_json::to_string_pretty(&report).map_err(|error| error.to_string())? + "\n");
    }
    let windows: Vec<String> = report.iter().map(of_window).collect();
    Ok(windows.join("\n"))
}

/// One window: who held it, then every gap, then what it comes to.
fn of_window(report: &WindowCoverage) -> String {
    let name = shown(&report.name);
    let mut text = format!("{}号窗口 {name}  {}\n", report.window, report.day);
    if report.coverage.spans.is_empty() {
        text.push_str("  这一天无人上岗\n");
    }
    let mut rows: Vec<[String; 5]> = Vec::new();
    if !report.coverage.spans.is_empty() {
        rows.push(["在岗", "起", "止", "时长（秒）", "到岗"].map(str::to_owned));
    }
    rows.extend(report.coverage.spans.iter().map(|span| of_span(report, span)));
    if !report.coverage.gaps.is_empty() {
        rows.push(["离岗", "起", "止", "时长（秒）", "代受理"].map(str::to_owned));
    }
    rows.extend(report.coverage.gaps.iter().map(|gap| of_gap(report, gap)));
    text.push_str(&table(&rows, &[3]));
    // Writing to a String cannot fail.
    let _ = writeln!(text, "  空岗合计{}秒", report.empty_seconds);
    text
}

fn of_span(report: &WindowCoverage, span: &Span) -> [String; 5] {
    let who = match report.officers.get(&span.holder) {
        Some(name) => format!("{}（{}）", shown(name), span.holder),
        None => span.holder.to_string(),
    };
    let seconds = span.to.unwrap_or(report.until).duration_since(span.from).as_secs();
    [who, clock(span.from), until(span.to), seconds.to_string(), span.how.label().to_owned()]
}

fn of_gap(report: &WindowCoverage, gap: &Gap) -> [String; 5] {
    let (what, cover) = match &gap.covered_by {
        Some(window) => ("暂离", format!("{window}号窗口")),
        None => ("空岗", "无".to_owned()),
    };
    let seconds = gap.seconds(report.until).to_string();
    [what.to_owned(), clock(gap.from), until(gap.to), seconds, cover]
}

fn clock(at: Timestamp) -> String {
    beijing(at).strftime("%H:%M:%S").to_string()
}

fn until(at: Option<Timestamp>) -> String {
    at.map_or_else(|| "至今".to_owned(), clock)
}

fn shown(text: &str) -> String {
    Clean::new(text).shown().to_owned()
}

/// Rows in columns, those of `figures` at the right.
fn table(rows: &[impl AsRef<[String]>], figures: &[usize]) -> String {
    let wide =
        |column: usize| rows.iter().filter_map(|row| row.as_ref().get(column)).map(|cell| width(cell)).max();
    let mut text = String::new();
    for row in rows {
        let cells = row.as_ref().iter().enumerate().map(|(column, cell)| {
            let room = wide(column).unwrap_or_default();
            if figures.contains(&column) { pad_start(cell, room) } else { pad(cell, room) }
        });
        let line = cells.collect::<Vec<_>>().join("  ");
        let _ = writeln!(text, "  {}", line.trim_end());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::coverage::{Coverage, How};

    fn moment(time: &str) -> Timestamp {
        format!("2026-11-20T{time}+08:00").parse().unwrap()
    }

    fn empty() -> WindowCoverage {
        WindowCoverage {
            window: "07".into(),
            name: "综合受理".to_owned(),
            day: jiff::civil::date(2026, 11, 20),
            until: moment("12:00:00"),
            coverage: Coverage::default(),
            empty_seconds: 0,
            officers: [("Q0701".into(), "王敏".to_owned())].into(),
        }
    }

    #[test]
    fn a_window_is_a_table_with_its_gaps_and_what_they_come_to() {
        let span = |holder: &str, how, from, to: Option<&str>| Span {
            holder: holder.into(),
            how,
            from: moment(from),
            to: to.map(moment),
        };
        let gap = |from, to: Option<&str>, cover: Option<&str>| Gap {
            from: moment(from),
            to: to.map(moment),
            covered_by: cover.map(Into::into),
        };
        let spans = vec![
            span("Q0701", How::Opened, "09:00:00", Some("11:00:00")),
            span("Q0702", How::Takeover, "11:00:00", None),
        ];
        let gaps =
            vec![gap("09:30:00", Some("09:38:05"), Some("08")), gap("10:59:00", Some("11:00:00"), None)];
        let report = WindowCoverage { coverage: Coverage { spans, gaps }, empty_seconds: 60, ..empty() };
        let told = "\
07号窗口 综合受理  2026-11-20
  在岗           起        止        时长（秒）  到岗
  王敏（Q0701）  09:00:00  11:00:00        7200  开窗
  Q0702          11:00:00  至今            3600  接管
  离岗           起        止        时长（秒）  代受理
  暂离           09:30:00  09:38:05         485  08号窗口
  空岗           10:59:00  11:00:00          60  无
  空岗合计60秒
";
        assert_eq!(of_window(&report), told);
    }

    #[test]
    fn a_window_nobody_opened_says_so() {
        assert_eq!(of_window(&empty()), "07号窗口 综合受理  2026-11-20\n  这一天无人上岗\n  空岗合计0秒\n");
    }
}
