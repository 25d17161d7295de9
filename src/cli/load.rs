//! `yichuang load`: a hall full of desks that drive the real API, for whoever must know how far a service reaches.
//!
//! Every desk logs in, takes its post, keeps its lease and its live stream, and receives one applicant after the
//! other. The answers are timed and checked: an answer that is wrong, an event that comes twice or never, a number
//! given twice, a case that is not as it was left ends in exit code 1.

mod checks;
mod dice;
mod hall;
mod report;
mod seat;
mod tally;
mod visit;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clap::Args;
use tokio::net::TcpListener;
use tokio::sync::{Barrier, oneshot, watch};
use tokio::task::JoinSet;

use super::{output, serve};
use crate::catalogue::{self, Fixtures, Place};
use crate::client::{Client, Options};
use crate::domain::ids::HallId;
use crate::service::{self, Clock as _, Running, Settings, SystemClock};
use crate::wire::Health;
use checks::Seen;
use dice::Dice;
use report::Report;
use seat::{Desk, Habits, Seat};
use tally::Tally;

/// A load.
#[derive(Args, Debug)]
pub(super) struct Load {
    /// 服务地址；不写则自带服务，用自造的大厅和临时数据库
    #[arg(long, value_name = "地址", conflicts_with = "database")]
    server: Option<String>,
    /// 服务所用大厅数据的文件夹；不写则为演示大厅（自带服务时为自造的大厅）
    #[arg(long, value_name = "文件夹", requires = "server")]
    hall: Option<PathBuf>,
    /// 窗口人员的口令（各人相同）
    #[arg(long, value_name = "口令", default_value = hall::PASSWORD)]
    password: String,
    /// 工作台数
    #[arg(long, value_name = "个", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=5000))]
    desks: u16,
    /// 持续秒数
    #[arg(long, value_name = "秒", default_value_t = 10)]
    seconds: u64,
    /// 每个工作台每秒的操作数；不写则上一个操作有了回执就做下一个
    #[arg(long, value_name = "次")]
    rate: Option<f64>,
    /// 其中开着实时通道的工作台数；不写则全部
    #[arg(long, value_name = "个")]
    listeners: Option<u16>,
    /// 随机种子；同一种子办同样的事
    #[arg(long, value_name = "数", default_value_t = 1)]
    seed: u64,
    /// 自带服务的数据库；不写则为临时文件夹中的 SQLite
    #[arg(long, value_name = "数据库")]
    database: Option<String>,
    /// 只写出有这么多窗口的压力测试大厅，供 yichuang serve --hall 使用
    #[arg(long, value_name = "文件夹", conflicts_with_all = ["server", "database"])]
    write_hall: Option<PathBuf>,
    /// 以 JSON 报告
    #[arg(long)]
    json: bool,
}

/// Puts the load on and reports.
///
/// # Errors
/// What to mend, as a sentence.
pub(super) async fn run(load: Load) -> Result<ExitCode, String> {
    if let Some(folder) = &load.write_hall {
        hall::write(folder, load.desks)?;
        let folder = folder.display();
        output::print(&format!("已写出压力测试大厅，窗口{}个：{folder}\n", load.desks))?;
        return Ok(ExitCode::SUCCESS);
    }
    let report = match &load.server {
        Some(server) => {
            let place = load.hall.as_deref().map_or(Place::Shipped, Place::Folder);
            let fixtures = catalogue::load_from(place).map_err(|problems| problems.to_string())?;
            put_on(&load, server, &fixtures).await?
        }
        None => by_itself(&load).await?,
    };
    output::print(&if load.json { report.json() } else { report.text() })?;
    Ok(if report.is_right() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// With a service and a hall of its own.
async fn by_itself(load: &Load) -> Result<Report, String> {
    let folder = tempfile::Builder::new()
        .prefix("yichuang-load-")
        .tempdir()
        .map_err(|error| format!("不能建立临时文件夹（{error}）；请检查磁盘空间和权限"))?;
    let halls = folder.path().join("hall");
    hall::write(&halls, load.desks)?;
    let fixtures = serve::load(&halls)?;
    let database = load.database.clone().unwrap_or_else(|| in_folder(folder.path()));
    let (stop, stopped) = oneshot::channel::<()>();
    let running = start(&fixtures, database, stopped).await?;
    let server = format!("http://{}", running.address());
    let report = put_on(load, &server, &fixtures).await;
    drop(stop);
    running.stopped().await.map_err(|error| error.to_string())?;
    report
}

fn in_folder(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("load.db").display())
}

async fn start(
    fixtures: &Fixtures,
    database: String,
    stopped: oneshot::Receiver<()>,
) -> Result<Running, String> {
    let listener = TcpListener::bind(("127.0.0.1", 0))
        .await
        .map_err(|error| format!("不能在本机监听（{error}）；请检查网络设置"))?;
    let reference = serve::reference(fixtures, SystemClock.now());
    let ended = async {
        let _ = stopped.await;
    };
    service::start(listener, Settings::new(database), reference, Arc::new(SystemClock), ended)
        .await
        .map_err(|error| serve::in_words(&error))
}

/// Puts the load on a service that runs.
async fn put_on(load: &Load, server: &str, fixtures: &Fixtures) -> Result<Report, String> {
    let client = Client::with(server, Options { plain_http: true, ..Options::default() })
        .map_err(|error| error.to_string())?;
    let health = client.health().await.map_err(|error| error.to_string())?;
    let hall = may_be_loaded(&health)?;
    let seats = seats(fixtures, &hall, load)?;
    let rules = fixtures.rulebooks().into_iter().find(|rules| rules.hall.id == hall);
    let rules = Arc::new(rules.ok_or_else(|| format!("大厅数据中没有{hall}；请核对 --hall 的文件夹"))?);

    let seen = Arc::new(Seen::default());
    let ready = Arc::new(Barrier::new(seats.len().saturating_add(1)));
    let (over, until) = watch::channel(false);
    let mut desks = JoinSet::new();
    for (at, seat) in (0_u64..).zip(seats) {
        let dice = Dice::new(load.seed, at);
        let listens = load.listeners.is_none_or(|listeners| at < u64::from(listeners));
        let habits = Habits { rate: load.rate, listens };
        let desk = Desk::new(server, seat, rules.clone(), seen.clone(), dice, habits)?;
        desks.spawn(desk.work(ready.clone(), until.clone()));
    }
    ready.wait().await;
    let began = Instant::now();
    tokio::time::sleep(Duration::from_secs(load.seconds)).await;
    let lasted = began.elapsed();
    over.send_replace(true);
    let mut tally = Tally::default();
    while let Some(done) = desks.join_next().await {
        tally.add(done.map_err(|error| format!("一个工作台中断：{error}"))?);
    }
    Ok(Report { desks: load.desks, seed: load.seed, lasted, tally })
}

/// Nobody floods the record of a real hall by accident.
fn may_be_loaded(health: &Health) -> Result<HallId, String> {
    let load = health.halls.iter().find(|(id, _)| id.as_str() == hall::ID);
    let first = health.halls.first().filter(|_| health.demonstration);
    load.or(first).map(|(id, _)| id.clone()).ok_or_else(|| {
        "这个服务办理真实业务，不能用来压力测试；请另行启动演示服务，或用 --write-hall 写出压力测试大厅后启动服务"
            .to_owned()
    })
}

/// One desk for each window that takes applications.
fn seats(fixtures: &Fixtures, hall: &HallId, load: &Load) -> Result<Vec<Seat>, String> {
    let windows = fixtures.halls.iter().filter(|one| &one.id == hall).flat_map(|hall| &hall.windows);
    let mut seats: Vec<Seat> = Vec::new();
    for window in windows.filter(|window| window.kind.takes_applications()) {
        if seats.iter().all(|seat| seat.officer != window.post_a) {
            let (hall, officer, window) = (hall.clone(), window.post_a.clone(), window.id.clone());
            seats.push(Seat { hall, officer, window, password: load.password.clone() });
        }
    }
    let (there, wanted) = (seats.len(), usize::from(load.desks));
    if there < wanted {
        return Err(format!(
            "大厅只有{there}个收件窗口，不够{wanted}个工作台；请用 --write-hall 写出更大的大厅"
        ));
    }
    seats.truncate(wanted);
    Ok(seats)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn health(halls: &[&str], demonstration: bool) -> Health {
        Health {
            service: "yichuang".to_owned(),
            version: "0".to_owned(),
            now: jiff::Timestamp::UNIX_EPOCH,
            halls: halls.iter().map(|id| (HallId::new(*id), String::new())).collect(),
            demonstration,
            join: None,
        }
    }

    /// Catches: a load on the record of a real hall.
    #[test]
    fn only_a_demonstration_or_a_load_hall_is_loaded() {
        assert_eq!(may_be_loaded(&health(&["qinghe"], true)), Ok("qinghe".into()));
        assert_eq!(may_be_loaded(&health(&["qinghe", hall::ID], false)), Ok(hall::ID.into()));
        let refused = may_be_loaded(&health(&["qinghe"], false)).unwrap_err();
        assert!(refused.contains("不能用来压力测试"), "{refused}");
        assert!(may_be_loaded(&health(&[], true)).is_err());
    }
}
