//! `yichuang audit` and `yichuang backup`: the record looked over at rest, and copied while the service runs.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::{output, serve};
use crate::catalogue::in_words;
use crate::service::ServiceError;
use crate::service::audit::{self, Audited, Head};
use crate::service::store::StoreError;

/// An audit.
#[derive(Args, Debug)]
pub(super) struct Audit {
    /// 数据库，如 sqlite:/var/lib/yichuang/hall.db 或 postgres://…；服务运行时也可核查
    #[arg(long, value_name = "数据库")]
    database: String,
    /// 与以前存下的尾部核对：之前的记录是否都在、未改动、次序未变
    #[arg(long, value_name = "文件")]
    against: Option<PathBuf>,
    /// 存下记录的尾部，请放在另一台机器上或交负责人保管
    #[arg(long, value_name = "文件")]
    save_head: Option<PathBuf>,
}

/// A backup.
#[derive(Args, Debug)]
pub(super) struct Backup {
    /// 数据库，如 sqlite:/var/lib/yichuang/hall.db；服务运行时也可备份
    #[arg(long, value_name = "数据库")]
    database: String,
    /// 备份写到的文件，须尚不存在
    #[arg(long, value_name = "文件")]
    to: PathBuf,
}

/// Looks the record over.
///
/// # Errors
/// The record or a file cannot be read or written; a sentence with the next step.
pub(super) async fn run(asked: Audit) -> Result<ExitCode, String> {
    let saved = asked.against.as_deref().map(read).transpose()?;
    let audited = audit::audit(&asked.database, saved.as_ref()).await.map_err(told)?;
    if let Some(path) = &asked.save_head {
        save(path, &audited.head)?;
    }
    output::print(&text(&audited))?;
    Ok(if audited.is_right() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Copies the record and looks the copy over: what cannot be restored is no backup.
///
/// # Errors
/// The record cannot be read or the copy not be written; a sentence with the next step.
pub(super) async fn back_up(asked: Backup) -> Result<ExitCode, String> {
    only_sqlite(&asked.database)?;
    let to = asked.to.display();
    if asked.to.exists() {
        return Err(format!("{to}已存在；请换一个文件名，备份不覆盖任何文件"));
    }
    audit::back_up(&asked.database, &asked.to).await.map_err(told)?;
    let audited = audit::audit(&format!("sqlite:{to}"), None).await.map_err(told)?;
    output::print(&format!("已备份到{to}。{}", text(&audited)))?;
    Ok(if audited.is_right() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn text(audited: &Audited) -> String {
    let Head { seq, events, digest } = &audited.head;
    let mut out = format!("记录共{events}件，{}条，尾部序号{seq}\n尾部校验值 {digest}\n", audited.streams);
    if audited.is_right() {
        out.push_str("核查无误\n");
        return out;
    }
    for finding in &audited.findings.kept {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{finding}");
    }
    let count = audited.findings.count;
    let _ = writeln!(out, "发现{count}处问题；请停止使用这份数据，保留原件，从备份恢复");
    out
}

/// PostgreSQL is backed up by its own tools.
fn only_sqlite(database: &str) -> Result<(), String> {
    if database.starts_with("sqlite:") {
        return Ok(());
    }
    Err("只能备份 sqlite: 开头的数据库；PostgreSQL 请用 pg_dump 或 pg_basebackup".to_owned())
}

fn told(error: StoreError) -> String {
    serve::in_words(&ServiceError::Store(error))
}

fn read(path: &Path) -> Result<Head, String> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("读不到{shown}（{}）；请核对文件名", in_words(&error)))?;
    serde_json::from_str(&text).map_err(|_| format!("{shown}不是 --save-head 存下的文件；请核对文件名"))
}

fn save(path: &Path, head: &Head) -> Result<(), String> {
    let text = serde_json::to_string(head).map_err(|error| error.to_string())?;
    std::fs::write(path, format!("{text}\n"))
        .map_err(|error| format!("不能写入{}（{}）；请检查磁盘空间和权限", path.display(), in_words(&error)))
}
