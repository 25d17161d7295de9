//! `yichuang demo`: a desk on a service of its own, with an invented hall.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::connect::Connection;
use super::desk::DeskArgs;
use super::{desk, serve, settings};
use crate::catalogue;
use crate::desk::runtime;
use crate::domain::clock::{beijing, next_working_day};
use crate::domain::rulebook::Rulebook;
use crate::printing::PrintSettings;
use crate::service::{self, Clock, Settings, SystemClock};

/// The time of day at which every demonstration begins: a busy morning.
const BEGIN: Time = Time::constant(9, 30, 0, 0);
/// The port tried first, so that the second terminal is easily typed.
const PORT: u16 = 7810;
/// After how long the demonstration's department answers.
const DEPARTMENT: Duration = Duration::from_secs(3);

/// The demonstration.
#[derive(Args, Debug)]
pub(super) struct Demo {
    /// 端口；不写则用 7810，被占用时另选
    #[arg(long, value_name = "端口")]
    port: Option<u16>,
    /// 窗口号
    #[arg(long, value_name = "窗口", default_value = "07")]
    window: String,
    /// 姓名或工号
    #[arg(long, value_name = "人员", default_value = "王敏")]
    officer: String,
    /// 键位方案：default、vim、numpad 或文件
    #[arg(long, value_name = "方案")]
    keymap: Option<String>,
    /// 主题：standard、light、high-contrast、ascii 或文件
    #[arg(long, value_name = "主题")]
    theme: Option<String>,
    /// 文书存放的文件夹；不写则放在临时文件夹，结束即删
    #[arg(long, value_name = "文件夹")]
    papers: Option<std::path::PathBuf>,
    /// 只启动演示服务，不打开工作台
    #[arg(long)]
    service_only: bool,
}

/// Runs the demonstration; its record is gone when it ends.
///
/// # Errors
/// What to mend, as a sentence.
pub(super) async fn run(demo: Demo) -> Result<ExitCode, String> {
    let folder = tempfile::Builder::new()
        .prefix("yichuang-")
        .tempdir()
        .map_err(|error| format!("不能建立临时文件夹（{error}）；请检查磁盘空间和权限"))?;
    let halls = folder.path().join("fixtures");
    catalogue::unpack(&halls).map_err(|error| format!("不能写入临时文件夹（{error}）；请检查磁盘空间"))?;
    let fixtures = serve::load(&halls)?;
    let clock = MorningClock::new(fixtures.rulebooks().first());
    let reference = serve::reference(&fixtures, clock.now());
    let listener = listen(demo.port).await?;
    let address = listener.local_addr().map_err(|error| format!("没有本机地址：{error}"))?;
    let join = format!("yichuang desk --server http://{address}");
    let settings = Settings {
        demonstration: true,
        auto_department: Some(DEPARTMENT),
        join: Some(join.clone()),
        ..Settings::new(format!("sqlite:{}", folder.path().join("demo.db").display()))
    };
    let (stop, stopped) = oneshot::channel::<()>();
    let ended = async {
        // A desk that is gone, however it went, ends the service.
        let _ = stopped.await;
    };
    let running = service::start(listener, settings, reference, Arc::new(clock), ended)
        .await
        .map_err(|error| serve::in_words(&error))?;
    println!("演示服务已启动。另一终端加入演示：{join}");
    if demo.service_only {
        serve::interrupted().await;
    } else {
        let papers = demo.papers.unwrap_or_else(|| folder.path().join("papers"));
        let args = DeskArgs {
            connection: Connection {
                server: Some(format!("http://{address}")),
                window: Some(demo.window),
                officer: Some(demo.officer),
                ..Connection::default()
            },
            keymap: demo.keymap,
            theme: demo.theme,
            papers: Some(papers),
            // As the record itself: nothing of a demonstration stays.
            journals: Some(folder.path().join("journal")),
        };
        // Nothing of a demonstration leaves the machine, not even on paper.
        let print = PrintSettings { printer: Some("folder".to_owned()), ..PrintSettings::default() };
        // Whoever reads the manual beside it is not locked out every three minutes.
        let settings = settings::Settings { print, lock_minutes: Some(0), ..settings::Settings::default() };
        let setup = desk::setup(args, settings)?;
        runtime::run(setup)
            .await
            .map_err(|error| format!("终端不能使用（{error}）；请在终端窗口中直接运行"))?;
    }
    drop(stop);
    running.stopped().await.map_err(|error| error.to_string())?;
    Ok(ExitCode::SUCCESS)
}

async fn listen(port: Option<u16>) -> Result<TcpListener, String> {
    if let Some(port) = port {
        return TcpListener::bind(("127.0.0.1", port))
            .await
            .map_err(|error| format!("不能使用端口{port}（{error}）；请换一个，或去掉 --port"));
    }
    match TcpListener::bind(("127.0.0.1", PORT)).await {
        Ok(listener) => Ok(listener),
        Err(_) => {
            TcpListener::bind(("127.0.0.1", 0)).await.map_err(|error| format!("不能在本机监听（{error}）"))
        }
    }
}

/// A clock that begins every demonstration on a working day at half past nine, so that reservations and the
/// green channel are those of a morning whenever one practises.
#[derive(Clone, Copy, Debug)]
struct MorningClock {
    ahead: SignedDuration,
}

impl MorningClock {
    fn new(rules: Option<&Rulebook>) -> Self {
        let now = SystemClock.now();
        let here = beijing(now);
        let day = match rules {
            Some(rules) if !rules.calendar.is_working_day(here.date()) => {
                next_working_day(here.date(), &rules.calendar)
            }
            _ => here.date(),
        };
        Self { ahead: day.to_datetime(BEGIN).duration_since(here) }
    }
}

impl Clock for MorningClock {
    fn now(&self) -> Timestamp {
        let now = SystemClock.now();
        now.checked_add(self.ahead).unwrap_or(now)
    }
}
