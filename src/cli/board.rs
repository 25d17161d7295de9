//! `yichuang board`: the hall's board on a big screen.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Args;

use super::connect::settings;
use super::desk::theme_named;
use crate::board::runtime::{self, Setup};
use crate::client::{Client, Options};
use crate::domain::ids::HallId;

/// How long nothing may be heard before the board counts as broken; the service says something every fifteen
/// seconds. Shorter than at a desk, because nobody presses a key here and notices.
const SILENCE: Duration = Duration::from_secs(20);

/// What a board can be told; the settings file fills the rest.
#[derive(Args, Debug)]
pub(super) struct Board {
    /// 服务地址，如 http://127.0.0.1:7810
    #[arg(long, value_name = "地址")]
    server: Option<String>,
    /// 大厅编号（服务有多个大厅时）
    #[arg(long, value_name = "大厅")]
    hall: Option<String>,
    /// 主题：standard、light、high-contrast、ascii 或文件
    #[arg(long, value_name = "主题")]
    theme: Option<String>,
    /// 叫号时响铃
    #[arg(long)]
    bell: bool,
    /// 允许向其他机器发送未加密的请求（大屏上没有个人信息，但叫号可能被人篡改）
    #[arg(long)]
    plain_http: bool,
}

/// Shows the board until somebody leaves it.
///
/// # Errors
/// What to mend, as a sentence.
pub(super) async fn run(asked: Board, config: Option<PathBuf>) -> Result<ExitCode, String> {
    let settings = settings(config)?;
    let server = asked.server.or(settings.server);
    let server = server.ok_or("还没有服务地址；请加 --server 地址，或写入配置文件")?;
    let options = Options { plain_http: asked.plain_http, silence: SILENCE, ..Options::default() };
    let client = Client::with(&server, options).map_err(|error| error.to_string())?;
    let mut remarks = Vec::new();
    let theme = theme_named(asked.theme.or(settings.theme).as_deref(), &mut remarks)?;
    if !remarks.is_empty() {
        // A board has no place for remarks, and whoever sets it up stands before it now.
        return Err(remarks.join("\n"));
    }
    let hall = asked.hall.map(HallId::new).or(settings.hall);
    let refused = runtime::run(Setup { client, hall, theme, bell: asked.bell })
        .await
        .map_err(|error| format!("终端不能使用（{error}）；请在终端窗口中直接运行"))?;
    refused.map_or(Ok(ExitCode::SUCCESS), |why| Err(why.shown().to_owned()))
}
