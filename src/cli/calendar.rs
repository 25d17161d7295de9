//! `yichuang calendar`: a year of the working calendar shown, and a published one taken in.

mod import;
mod sheet;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;

use super::deadline::load;
use super::output;
use crate::catalogue::in_words;

/// What can be done with calendars.
#[derive(Subcommand, Debug)]
pub(super) enum Calendar {
    /// 画出一年：放假、补班、工作日数、文号
    Show {
        /// 年份；不写则为已知的最后一年
        #[arg(value_name = "年份")]
        year: Option<i16>,
        /// 大厅数据的文件夹；不写则用程序自带的日历
        #[arg(long, value_name = "文件夹")]
        hall: Option<PathBuf>,
    },
    /// 由通用的 {年}.json 导入一年的放假安排，写成大厅数据的 TOML
    Import {
        /// {年}.json
        #[arg(value_name = "文件")]
        file: PathBuf,
        /// 国务院办公厅通知的文号，如 国办发明电〔2025〕7号
        #[arg(long, value_name = "文号")]
        document: String,
        /// 写入的文件夹（大厅数据的 calendar）；不写则打印
        #[arg(long, value_name = "文件夹")]
        out: Option<PathBuf>,
    },
}

/// Runs the subcommand.
///
/// # Errors
/// What to mend, as a sentence.
pub(super) fn run(command: Calendar) -> Result<ExitCode, String> {
    match command {
        Calendar::Show { year, hall } => {
            let calendar = load(hall.as_deref())?;
            let last = calendar.years().last().map(|notice| notice.year);
            let year = year.or(last).ok_or("还没有任何一年的放假安排，请先导入")?;
            output::print(&sheet::year(year, &calendar)?)?;
        }
        Calendar::Import { file, document, out } => take_in(&file, &document, out.as_deref())?,
    }
    Ok(ExitCode::SUCCESS)
}

fn take_in(file: &Path, document: &str, out: Option<&Path>) -> Result<(), String> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| format!("不能读取{}（{}）；请检查文件名", file.display(), in_words(&error)))?;
    let notice = import::read(&text, document).map_err(|why| format!("{}：{why}", file.display()))?;
    let written = import::written(&notice);
    let Some(folder) = out else {
        return output::print(&written);
    };
    let target = folder.join(format!("{}.toml", notice.year));
    if target.exists() {
        return Err(format!("{}已经存在，没有改动；需要替换时请先移走", target.display()));
    }
    std::fs::write(&target, written)
        .map_err(|error| format!("不能写入{}（{}）；请检查文件夹", target.display(), in_words(&error)))?;
    let (off, worked) = (notice.days_off.len(), notice.make_up.len());
    output::print(&format!("已写入{}：放假{off}天，补班{worked}天\n", target.display()))
}

#[cfg(test)]
mod tests;
