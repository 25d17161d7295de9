//! The command line: one file for each subcommand, wiring only.

mod asked;
#[cfg(feature = "service")]
mod audit;
#[cfg(feature = "desk")]
mod board;
mod calendar;
mod catalogue;
mod check_id;
#[cfg(feature = "desk")]
mod connect;
mod deadline;
#[cfg(all(feature = "desk", feature = "service"))]
mod demo;
#[cfg(feature = "desk")]
mod desk;
#[cfg(feature = "desk")]
pub mod doctor;
#[cfg(feature = "desk")]
mod document;
mod fee;
mod jsonl;
#[cfg(all(feature = "desk", feature = "service"))]
mod load;
mod log;
mod output;
#[cfg(feature = "desk")]
mod report;
#[cfg(feature = "service")]
mod serve;
pub mod settings;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// 一窗：政务服务窗口的终端工作台
#[derive(Parser, Debug)]
#[command(
    name = "yichuang",
    version,
    about = "一窗：政务服务窗口的终端工作台",
    disable_help_subcommand = true
)]
struct Cli {
    /// 配置文件（默认在用户配置目录）
    #[arg(long, global = true, value_name = "文件")]
    config: Option<PathBuf>,
    /// 日志文件；不写则不记日志
    #[arg(long, global = true, value_name = "文件")]
    log: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// The day in Beijing, for commands that ask no hall; where it matters, `--on` or `on` names another.
#[expect(clippy::disallowed_methods, reason = "the command line owns the clock")]
fn today() -> jiff::civil::Date {
    crate::domain::clock::beijing(jiff::Timestamp::now()).date()
}

#[derive(Subcommand, Debug)]
enum Command {
    /// 演示：自带服务和虚构的大厅，直接打开工作台
    #[cfg(all(feature = "desk", feature = "service"))]
    Demo(demo::Demo),
    /// 共享服务
    #[cfg(feature = "service")]
    Serve(serve::Serve),
    /// 核查记录：事件链、编号、当班、回执、文书，逐项说明不符之处
    #[cfg(feature = "service")]
    Audit(audit::Audit),
    /// 备份记录（SQLite），并核查备份
    #[cfg(feature = "service")]
    Backup(audit::Backup),
    /// 压力测试：许多工作台同时办件，报告每秒操作数和应答时间（只用于演示或自造的大厅）
    #[cfg(all(feature = "desk", feature = "service"))]
    Load(load::Load),
    /// 工作台：连接共享服务
    #[cfg(feature = "desk")]
    Desk(desk::DeskArgs),
    /// 大屏：叫号和窗口情况，全屏显示，不含任何个人信息，无须登录
    #[cfg(feature = "desk")]
    Board(board::Board),
    /// 报表：在岗报告、登记簿
    #[cfg(feature = "desk")]
    #[command(subcommand)]
    Report(report::Report),
    /// 自检：终端、钥匙串、服务、字体，逐项说明怎样改好
    #[cfg(feature = "desk")]
    Doctor {
        /// 服务地址
        #[arg(long, value_name = "地址")]
        server: Option<String>,
    },
    /// 大厅数据：检查
    #[command(subcommand)]
    Catalogue(catalogue::Catalogue),
    /// 期限：推算届满日，逐日画出并说明来由
    Deadline(deadline::Deadline),
    /// 工作日历：查看一年、导入放假安排
    #[command(subcommand)]
    Calendar(calendar::Calendar),
    /// 收费：查标准、计费并列出依据、比较新旧标准
    Fee(fee::Fee),
    /// 核对证件号码：居民身份号码、统一社会信用代码、电话
    CheckId(check_id::CheckId),
    /// 文书：显示、导出、打印，查否定备案登记簿
    #[cfg(feature = "desk")]
    #[command(subcommand)]
    Document(document::Documents),
    /// 核对文书：文号、验证码与记录是否一致，不连服务
    Verify(verify::Verify),
    /// 由口令生成人员文件中的 password_hash（口令从标准输入读一行）
    #[cfg(feature = "service")]
    Password,
    /// 打印键位表（docs/keys.md 的内容），或桌面卡：文字、PDF
    #[cfg(feature = "desk")]
    Keys(desk::Keys),
}

/// Runs the program with the arguments of the process.
pub async fn run() -> ExitCode {
    let cli = Cli::parse();
    if let Err(why) = log::start(cli.log.as_deref()) {
        return fail(&why);
    }
    match execute(cli).await {
        Ok(code) => code,
        Err(why) => fail(&why),
    }
}

async fn execute(cli: Cli) -> Result<ExitCode, String> {
    match cli.command {
        #[cfg(all(feature = "desk", feature = "service"))]
        Some(Command::Demo(demo)) => demo::run(demo).await,
        #[cfg(feature = "service")]
        Some(Command::Serve(serve)) => serve::run(serve).await,
        #[cfg(feature = "service")]
        Some(Command::Audit(asked)) => audit::run(asked).await,
        #[cfg(feature = "service")]
        Some(Command::Backup(asked)) => audit::back_up(asked).await,
        #[cfg(all(feature = "desk", feature = "service"))]
        Some(Command::Load(asked)) => load::run(asked).await,
        #[cfg(feature = "desk")]
        Some(Command::Desk(args)) => desk::run(args, cli.config).await,
        #[cfg(feature = "desk")]
        Some(Command::Board(asked)) => board::run(asked, cli.config).await,
        #[cfg(feature = "desk")]
        Some(Command::Report(asked)) => report::run(asked, cli.config).await,
        #[cfg(feature = "desk")]
        None => desk::run(desk::DeskArgs::default(), cli.config).await,
        #[cfg(feature = "desk")]
        Some(Command::Doctor { server }) => {
            let verdict =
                doctor::run(server.as_deref(), &mut std::io::stdout()).await.map_err(|e| e.to_string())?;
            Ok(ExitCode::from(verdict.exit_code()))
        }
        Some(Command::Catalogue(command)) => catalogue::run(command),
        Some(Command::Deadline(asked)) => deadline::run(&asked),
        Some(Command::Calendar(command)) => calendar::run(command),
        Some(Command::Fee(asked)) => fee::run(asked),
        Some(Command::CheckId(asked)) => check_id::run(&asked),
        #[cfg(feature = "desk")]
        Some(Command::Document(asked)) => document::run(asked, cli.config).await,
        Some(Command::Verify(asked)) => verify::run(&asked),
        #[cfg(feature = "service")]
        Some(Command::Password) => serve::password(),
        #[cfg(feature = "desk")]
        Some(Command::Keys(asked)) => desk::keys(&asked, cli.config.as_deref()),
        #[cfg(not(feature = "desk"))]
        None => Err("这个程序没有工作台；请用 yichuang serve 启动服务，或安装带工作台的版本".to_owned()),
    }
}

fn fail(why: &str) -> ExitCode {
    eprintln!("{why}");
    ExitCode::FAILURE
}
