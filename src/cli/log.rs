//! The log: into a file where one is named, nowhere else; the screen belongs to the desk.

use std::fs::OpenOptions;
use std::path::Path;
use std::sync::Mutex;

use tracing_subscriber::EnvFilter;

/// Starts logging into a file.
///
/// # Errors
/// The file cannot be opened; a sentence for whoever started the program.
pub(super) fn start(file: Option<&Path>) -> Result<(), String> {
    let Some(path) = file else { return Ok(()) };
    let file =
        OpenOptions::new().create(true).append(true).open(path).map_err(|error| {
            format!("不能写日志文件{}：{error}；请换一个位置，或去掉 --log", path.display())
        })?;
    let filter = EnvFilter::try_from_env("YICHUANG_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(Mutex::new(file)).init();
    Ok(())
}
