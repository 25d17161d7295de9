//! `yichuang document`: an issued paper on the screen, in a file, on the printer; the refusal register.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};

use super::connect::{Connection, connect, settings};
use super::output;
use super::settings::{Settings, data_folder};
use crate::catalogue::in_words;
use crate::client::Client;
use crate::document::{self, Document};
use crate::domain::paper::PaperBody;
use crate::printing::{Press, Printed};
use crate::wire::StoredPaper;

/// What to do with issued papers.
#[derive(Subcommand, Debug)]
pub(super) enum Documents {
    /// 显示一份文书的文字
    Show(One),
    /// 导出一份文书：json（记录，供 verify 核对）、txt、pdf
    Export(Export),
    /// 打印一份文书（补打须在工作台办理，写明原因）
    Print(One),
    /// 否定备案登记簿：不予受理的备案号、文号、申请人和联系电话、事项、理由和依据、经办人、复核人
    Register {
        /// 年份；不写为今年
        #[arg(long, value_name = "年份")]
        year: Option<i16>,
        #[command(flatten)]
        connection: Connection,
    },
}

/// One paper.
#[derive(Args, Debug)]
pub(super) struct One {
    /// 文号，如 青政补〔2026〕12号；括号可写成 [ ]
    #[arg(value_name = "文号")]
    number: String,
    #[command(flatten)]
    connection: Connection,
}

/// One paper into a file.
#[derive(Args, Debug)]
pub(super) struct Export {
    #[command(flatten)]
    one: One,
    /// 格式
    #[arg(long, value_name = "格式", default_value = "pdf")]
    format: Format,
    /// 文件；- 为标准输出；不写则按题名和文号存在当前文件夹
    #[arg(long, value_name = "文件|-")]
    output: Option<String>,
}

/// In which form.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Format {
    /// 记录，供 verify 核对
    Json,
    /// 文字
    Txt,
    /// A4 版式
    Pdf,
}

/// Runs the subcommand.
///
/// # Errors
/// What stands against it, with the next step.
pub(super) async fn run(asked: Documents, config: Option<PathBuf>) -> Result<ExitCode, String> {
    let settings = settings(config)?;
    let connection = match &asked {
        Documents::Show(one) | Documents::Print(one) | Documents::Export(Export { one, .. }) => {
            &one.connection
        }
        Documents::Register { connection, .. } => connection,
    };
    let (client, began) = connect(connection, &settings).await?;
    let done = carry_out(&asked, &client, &settings).await;
    if began {
        // The session ends by its age where the service cannot be told.
        let _ = client.logout().await;
    }
    done.map(|()| ExitCode::SUCCESS)
}

async fn carry_out(asked: &Documents, client: &Client, settings: &Settings) -> Result<(), String> {
    match asked {
        Documents::Show(one) => {
            let stored = fetch(client, &one.number).await?;
            output::print(&text(&stored)?)
        }
        Documents::Export(export) => self::export(client, export, settings).await,
        Documents::Print(one) => print(client, one, settings).await,
        Documents::Register { year, .. } => {
            let papers = client.refusals(*year).await.map_err(|error| error.to_string())?;
            output::print(&register(&papers))
        }
    }
}

async fn fetch(client: &Client, number: &str) -> Result<StoredPaper, String> {
    client.document(&document::normal_number(number)).await.map_err(|error| error.to_string())
}

/// The words as text, with the marks set over them since.
fn text(stored: &StoredPaper) -> Result<String, String> {
    let words = words(stored)?.map(|words| document::plain_text(&words, document::CELLS));
    Ok(words.unwrap_or_else(|| stored.text.clone()))
}

/// The words as they would be printed now; none for a paper of which only the text was kept.
fn words(stored: &StoredPaper) -> Result<Option<Document>, String> {
    if stored.document.is_null() {
        return Ok(None);
    }
    let mut words: Document = serde_json::from_value(stored.document.clone())
        .map_err(|error| format!("服务给出的文书读不懂（{error}）；请核对服务版本"))?;
    words.marks = document::marks(&stored.track);
    Ok(Some(words))
}

fn words_to_set(stored: &StoredPaper) -> Result<Document, String> {
    words(stored)?
        .ok_or_else(|| "这份文书早于本版本，只存有文字；请用 show 或 export --format txt".to_owned())
}

fn press(settings: &Settings) -> Result<Press, String> {
    Press::new(&settings.print, &papers(settings)).map_err(|error| error.to_string())
}

fn papers(settings: &Settings) -> PathBuf {
    let usual = || data_folder().map(|folder| folder.join("papers"));
    settings.papers.clone().or_else(usual).unwrap_or_else(|| PathBuf::from("papers"))
}

async fn export(client: &Client, export: &Export, settings: &Settings) -> Result<(), String> {
    let stored = fetch(client, &export.one.number).await?;
    let (ending, bytes) = match export.format {
        Format::Json => ("json", serde_json::to_vec_pretty(&stored).map_err(|error| error.to_string())?),
        Format::Txt => ("txt", text(&stored)?.into_bytes()),
        Format::Pdf => {
            let words = words_to_set(&stored)?;
            ("pdf", press(settings)?.pages(&words).map_err(|error| error.to_string())?)
        }
    };
    let name = format!("{} {}.{ending}", stored.paper.kind.title(), stored.number);
    match export.output.as_deref() {
        Some("-") => output::written(std::io::stdout().lock().write_all(&bytes)),
        Some(path) => write(Path::new(path), &bytes),
        None => write(Path::new(&name), &bytes),
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("不能写入 {}（{}）", path.display(), in_words(&error));
    std::fs::File::create_new(path).and_then(|mut file| file.write_all(bytes)).map_err(failed)?;
    output::print(&format!("已存为 {}\n", path.display()))
}

async fn print(client: &Client, one: &One, settings: &Settings) -> Result<(), String> {
    let stored = fetch(client, &one.number).await?;
    if stored.track.printed {
        return Err(format!("{}已打印过；补打请在工作台办理（告知文书→补打），写明原因", stored.number));
    }
    if let Some(why) = &stored.track.voided {
        return Err(format!("{}已作废（{}），不能打印；要留存的用 export", stored.number, why.shown()));
    }
    let words = words_to_set(&stored)?;
    let name = format!("{} {}", stored.paper.kind.title(), stored.number);
    let printed = press(settings)?
        .print(&words, &name, stored.paper.kind.copies(), false)
        .await
        .map_err(|error| error.to_string())?;
    output::print(&match printed {
        Printed::Command(command) => format!("已交打印命令 {command}；纸张出来后，请在工作台确认已打印\n"),
        Printed::File(path) => format!("已存为 {}\n", path.display()),
        Printed::Words { path, why } => format!("已存为文字 {}（{why}）\n", path.display()),
    })
}

fn register(papers: &[StoredPaper]) -> String {
    if papers.is_empty() {
        return "这一年没有不予受理的备案\n".to_owned();
    }
    papers.iter().map(|stored| entry(stored) + "\n").collect()
}

fn entry(stored: &StoredPaper) -> String {
    let paper = &stored.paper;
    let PaperBody::Refusal { record, reason, basis, confirmed_by, contact, .. } = &paper.body else {
        return String::new();
    };
    let record = record.as_ref().map_or_else(|| "（未编备案号）".to_owned(), ToString::to_string);
    let item = paper.subject.as_ref().map_or("", |subject| subject.item.as_str());
    let void =
        stored.track.voided.as_ref().map_or_else(String::new, |why| format!("　作废：{}", why.shown()));
    let contact = contact.as_ref().map_or("未留", |contact| contact.shown());
    let post = paper.acting_for.as_ref().map_or_else(String::new, |holder| format!("（代{holder}）"));
    format!(
        "{record}　{}　{}　{item}　{}　联系电话{contact}　经办{}{post}　复核{confirmed_by}　{}号窗口　理由：{reason}　依据：{}{void}",
        stored.number,
        paper.on,
        paper.concerns().shown(),
        paper.officer,
        paper.window,
        document::basis_words(basis),
    )
}
