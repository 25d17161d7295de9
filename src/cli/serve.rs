//! `yichuang serve` and `yichuang password`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use tokio::net::TcpListener;

use super::output;
use crate::catalogue::{self, Fixtures};
use crate::domain::clock::beijing;
use crate::domain::ticket::Ticket;
use crate::service::store::StoreError;
use crate::service::{self, Clock, Reference, ServiceError, Settings, StaffRecord, SystemClock};

/// The shared service.
#[derive(Args, Debug)]
pub(super) struct Serve {
    /// 数据库：sqlite:/var/lib/yichuang/hall.db，或 postgres://用户:口令@主机:5432/库名（多个服务可共用）。
    ///
    /// 命令行会被同机的其他用户看到：口令请放在环境变量 YICHUANG_DATABASE 或 PGPASSWORD 中。
    #[arg(long, value_name = "数据库", env = "YICHUANG_DATABASE", hide_env_values = true)]
    database: String,
    /// 大厅数据的文件夹（hall、staff、catalogue、fees、calendar）
    #[arg(long, value_name = "文件夹")]
    hall: PathBuf,
    /// 监听地址
    #[arg(long, value_name = "地址", default_value = "127.0.0.1:7810")]
    listen: String,
    /// 运行指标（Prometheus）的地址，如 127.0.0.1:7811；不写则不提供。不得对公众网开放
    #[arg(long, value_name = "地址")]
    metrics: Option<String>,
}

/// Runs the service until a signal ends it.
///
/// # Errors
/// What to mend, as a sentence.
pub(super) async fn run(serve: Serve) -> Result<ExitCode, String> {
    let fixtures = load(&serve.hall)?;
    let listener = TcpListener::bind(&serve.listen)
        .await
        .map_err(|error| format!("不能监听{}（{error}）；端口可能已被占用，请换一个", serve.listen))?;
    let clock = SystemClock;
    let reference = reference(&fixtures, clock.now());
    let settings = Settings { metrics: serve.metrics, ..Settings::new(serve.database) };
    let running = service::start(listener, settings, reference, Arc::new(clock), interrupted())
        .await
        .map_err(|error| in_words(&error))?;
    let address = running.address();
    // Whoever started it may have stopped reading, or the disk may be full: that ends no service.
    let _ = output::print(&format!(
        "一窗服务已启动：http://{address}\n窗口连接：yichuang desk --server http://{address}\n"
    ));
    if let Some(address) = running.metrics_address() {
        let _ = output::print(&format!("运行指标：http://{address}/v1/metrics\n"));
    }
    running.stopped().await.map_err(|error| error.to_string())?;
    Ok(ExitCode::SUCCESS)
}

/// What to mend when the service does not start.
pub(super) fn in_words(error: &ServiceError) -> String {
    match error {
        ServiceError::Store(StoreError::Opening(opening)) => opening.to_string(),
        ServiceError::Store(StoreError::Unavailable(detail)) => {
            format!(
                "数据库不能使用；请检查 --database 的路径、权限和磁盘空间，PostgreSQL 请查看服务器的日志（{detail}）"
            )
        }
        ServiceError::Store(StoreError::Unreadable(detail)) => {
            format!("数据库内容不是本程序写的，或已损坏；请换用备份（{detail}）")
        }
        other => other.to_string(),
    }
}

/// Reads the folder of a hall; every problem is told.
pub(super) fn load(dir: &Path) -> Result<Fixtures, String> {
    catalogue::load(dir).map_err(|problems| problems.to_string())
}

/// What the service starts from; the tickets are of the day of `now`.
pub(super) fn reference(fixtures: &Fixtures, now: jiff::Timestamp) -> Reference {
    let day = beijing(now).date();
    let staff = fixtures.staff.iter().map(|record| StaffRecord {
        hall: record.hall.clone(),
        officer: record.officer.id.clone(),
        password_hash: record.password_hash.clone(),
    });
    let tickets = fixtures.tickets.iter().cloned().map(|seed| (seed.hall.clone(), Ticket::issued(seed, day)));
    Reference { rulebooks: fixtures.rulebooks(), staff: staff.collect(), tickets: tickets.collect() }
}

/// `yichuang password`: a hash for the staff file.
///
/// # Errors
/// Nothing was typed, or the hash cannot be made.
pub(super) fn password() -> Result<ExitCode, String> {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|error| format!("读不到口令：{error}"))?;
    let password = line.trim_end_matches(['\r', '\n']);
    if password.is_empty() {
        return Err("没有读到口令；请在标准输入给出一行".to_owned());
    }
    println!("{}", service::password_hash(password).map_err(|error| format!("不能生成：{error}"))?);
    Ok(ExitCode::SUCCESS)
}

/// Ready when the process is asked to end.
pub(super) async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (Ok(mut terminate), Ok(mut hang_up)) =
            (signal(SignalKind::terminate()), signal(SignalKind::hangup()))
        else {
            return std::future::pending().await;
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    }
    #[cfg(not(unix))]
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
