//! A session for a subcommand: that of the desk where the keyring has it, otherwise a password is asked for.

use std::io::{IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::Args;

use super::settings::{self, Settings};
use crate::client::{Account, Client, Options, TokenStore};
use crate::domain::ids::{HallId, OfficerId, WindowId};
use crate::wire::Login;

/// Which service, and as whom; the settings file fills the rest.
#[derive(Args, Debug, Clone, Default)]
pub(super) struct Connection {
    /// 服务地址，如 http://127.0.0.1:7810
    #[arg(long, value_name = "地址")]
    pub(super) server: Option<String>,
    /// 窗口号，如 07
    #[arg(long, value_name = "窗口")]
    pub(super) window: Option<String>,
    /// 大厅编号（服务有多个大厅时）
    #[arg(long, value_name = "大厅")]
    pub(super) hall: Option<String>,
    /// 姓名或工号
    #[arg(long, value_name = "人员")]
    pub(super) officer: Option<String>,
    /// 允许向其他机器发送未加密的请求（口令和个人信息将明文传输）
    #[arg(long)]
    pub(super) plain_http: bool,
}

/// The settings of this user; the defaults where there is no file.
///
/// # Errors
/// The file cannot be read.
pub(super) fn settings(config: Option<PathBuf>) -> Result<Settings, String> {
    let Some(path) = config.or_else(settings::default_path) else { return Ok(Settings::default()) };
    Ok(settings::load(&path).map_err(|error| error.to_string())?.unwrap_or_default())
}

/// Logs in. A session of the desk is used and left as it is; one begun here is ended by [`Client::logout`].
///
/// # Errors
/// What is missing, or why the service did not let in.
pub(super) async fn connect(asked: &Connection, settings: &Settings) -> Result<(Client, bool), String> {
    let missing = |what: &str, flag: &str| format!("还没有{what}；请加 {flag}，或写入配置文件");
    let server = asked
        .server
        .as_ref()
        .or(settings.server.as_ref())
        .ok_or_else(|| missing("服务地址", "--server 地址"))?;
    let officer = asked
        .officer
        .as_ref()
        .or(settings.officer.as_ref())
        .ok_or_else(|| missing("人员", "--officer 工号"))?;
    let window = asked.window.as_ref().map(WindowId::new).or_else(|| settings.window.clone());
    let window = window.ok_or_else(|| missing("窗口号", "--window 窗口"))?;
    let hall = asked.hall.as_ref().map(HallId::new).or_else(|| settings.hall.clone());
    let options = Options { plain_http: asked.plain_http, ..Options::default() };
    let client = Client::with(server, options).map_err(|error| error.to_string())?;
    if let Some(hall) = &hall {
        let account = Account {
            server: client.server().to_owned(),
            hall: hall.clone(),
            window: window.clone(),
            officer: OfficerId::new(officer),
        };
        if let Some(token) = TokenStore::system().recall(&account).await {
            client.set_token(Some(token));
            if client.me().await.is_ok() {
                return Ok((client, false));
            }
            client.set_token(None);
        }
    }
    let login = Login { hall, officer: officer.clone(), password: password()?, window };
    client.login(&login).await.map_err(|error| error.to_string())?;
    Ok((client, true))
}

/// A password: typed unseen at a terminal, otherwise a line of the standard input.
fn password() -> Result<String, String> {
    let failed = |error: std::io::Error| format!("读不到口令：{error}");
    let stdin = std::io::stdin();
    let typed = if stdin.is_terminal() {
        eprint!("口令：");
        std::io::stderr().flush().map_err(failed)?;
        rpassword::read_password().map_err(failed)?
    } else {
        let mut line = String::new();
        stdin.read_line(&mut line).map_err(failed)?;
        line
    };
    let password = typed.trim_end_matches(['\r', '\n']);
    if password.is_empty() { Err("没有读到口令".to_owned()) } else { Ok(password.to_owned()) }
}
