//! `yichuang catalogue`: the files of a hall, examined before they are used.

mod report;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use jiff::civil::Date;
use serde::Serialize;

use super::output::print;
use super::today;
use crate::catalogue::lint::matrix::{Matrix, markdown, matrix, plain};
use crate::catalogue::lint::{Finding, lint};
use crate::catalogue::schema::{self, Kind};
use crate::catalogue::{Fixtures, Place, load_from};
use crate::domain::item::ServiceItem;

/// What can be done with the files of a hall.
#[derive(Subcommand, Debug)]
pub(super) enum Catalogue {
    /// 检查大厅数据：写法、依据、时限、情形、收费、日历，一次说完；有错误或问题时以 1 退出
    Lint(Lint),
    /// 打印一个事项的材料矩阵：哪种情形要哪些材料
    Matrix(MatrixArgs),
    /// 输出大厅数据文件的 JSON Schema，供编辑器提示和检查
    Schema {
        /// 哪一种文件
        #[arg(value_name = "种类", default_value = "item", value_parser = kinds())]
        kind: String,
    },
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(Kind::ALL.map(Kind::name))
}

/// Arguments of `lint`.
#[derive(Args, Debug)]
pub(super) struct Lint {
    /// 大厅数据的文件夹（hall、staff、catalogue、fees、calendar）；不写则检查自带的大厅
    #[arg(value_name = "文件夹")]
    dir: Option<PathBuf>,
    /// 按哪一天检查（默认今天）
    #[arg(long, value_name = "日期")]
    on: Option<Date>,
    /// 每处一行 JSON
    #[arg(long)]
    jsonl: bool,
}

/// Arguments of `matrix`.
#[derive(Args, Debug)]
pub(super) struct MatrixArgs {
    /// 大厅数据的文件夹（不写则用自带的大厅），然后是事项代码
    #[arg(value_names = ["文件夹", "事项"], num_args = 1..=2, required = true)]
    target: Vec<String>,
    /// 取哪一天有效的版本（默认今天）
    #[arg(long, value_name = "日期")]
    on: Option<Date>,
    /// 写成 Markdown
    #[arg(long)]
    markdown: bool,
    /// 每类情形一行 JSON
    #[arg(long, conflicts_with = "markdown")]
    jsonl: bool,
}

/// Runs the subcommand.
///
/// # Errors
/// What to mend, as a sentence.
pub(super) fn run(command: Catalogue) -> Result<ExitCode, String> {
    match command {
        Catalogue::Lint(args) => run_lint(&args),
        Catalogue::Matrix(args) => run_matrix(&args),
        Catalogue::Schema { kind } => run_schema(&kind),
    }
}

fn place(dir: Option<&Path>) -> Place<'_> {
    dir.map_or(Place::Shipped, Place::Folder)
}

fn run_lint(args: &Lint) -> Result<ExitCode, String> {
    let on = args.on.unwrap_or_else(today);
    let (fixtures, findings) = lint(place(args.dir.as_deref()), on);
    let text = if args.jsonl { lines(&findings)? } else { report::text(fixtures.as_ref(), &findings, on) };
    print(&text)?;
    let fails = findings.iter().any(Finding::fails);
    Ok(if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn lines<T: Serialize>(values: &[T]) -> Result<String, String> {
    let mut text = String::new();
    for value in values {
        text.push_str(&serde_json::to_string(value).map_err(|error| format!("写不出 JSON：{error}"))?);
        text.push('\n');
    }
    Ok(text)
}

fn run_matrix(args: &MatrixArgs) -> Result<ExitCode, String> {
    let (dir, code) = match args.target.as_slice() {
        [dir, code] => (Some(Path::new(dir)), code),
        [code, ..] => (None, code),
        [] => return Err("请写事项代码".to_owned()),
    };
    let fixtures = load_from(place(dir)).map_err(|problems| problems.to_string())?;
    let item = find(&fixtures, code, args.on.unwrap_or_else(today))?;
    let matrix = matrix(item).map_err(|error| error.to_string())?;
    let text = if args.jsonl {
        lines(&rows(&matrix))?
    } else if args.markdown {
        markdown(&matrix)
    } else {
        plain(&matrix)
    };
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// The edition in force on the day, or else the last one.
fn find<'a>(fixtures: &'a Fixtures, code: &str, on: Date) -> Result<&'a ServiceItem, String> {
    let editions = || fixtures.items.iter().filter(|item| item.code.as_str() == code);
    let known = editions().find(|item| item.holds_on(on)).or_else(|| editions().next_back());
    known.ok_or_else(|| {
        let codes: Vec<&str> = fixtures.items.iter().map(|item| item.code.as_str()).collect();
        format!("没有事项“{code}”；现有：{}", codes.join("、"))
    })
}

/// One class of situations, for programs.
#[derive(Serialize)]
struct Row<'a> {
    class: usize,
    situations: u128,
    ways: &'a [Vec<String>],
    materials: Vec<Asked<'a>>,
    diversion: Option<Diverted<'a>>,
}

#[derive(Serialize)]
struct Asked<'a> {
    code: &'a str,
    name: &'a str,
    originals: u8,
    copies: u8,
}

#[derive(Serialize)]
struct Diverted<'a> {
    reason: &'a str,
    instead: &'a str,
}

fn rows<'a>(matrix: &'a Matrix<'_>) -> Vec<Row<'a>> {
    let item = matrix.item;
    let row = |(index, class): (usize, &'a crate::catalogue::lint::matrix::Class)| {
        let asked = item.materials.iter().zip(&class.asked).filter(|(_, asked)| **asked);
        let diversion = class.diversion.and_then(|index| item.diversions.get(index));
        Row {
            class: index + 1,
            situations: class.situations,
            ways: &class.ways,
            materials: asked
                .map(|(material, _)| Asked {
                    code: material.code.as_str(),
                    name: &material.name,
                    originals: material.originals,
                    copies: material.copies,
                })
                .collect(),
            diversion: diversion
                .map(|diversion| Diverted { reason: &diversion.reason, instead: &diversion.instead }),
        }
    };
    matrix.classes.iter().enumerate().map(row).collect()
}

fn run_schema(name: &str) -> Result<ExitCode, String> {
    for kind in Kind::ALL.into_iter().filter(|kind| kind.name() == name) {
        print(&schema::text(kind))?;
    }
    Ok(ExitCode::SUCCESS)
}
