//! `yichuang catalogue`: the files of a hall, examined before they are used.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;
use clap::builder::PossibleValuesParser;

use crate::catalogue;
use crate::catalogue::schema::{self, Kind};

/// What can be done with the files of a hall.
#[derive(Subcommand, Debug)]
pub(super) enum Catalogue {
    /// 检查大厅数据：写法、依据、时限、情形、收费，一次说完
    Lint {
        /// 大厅数据的文件夹（hall、staff、catalogue、fees、calendar）
        #[arg(value_name = "文件夹")]
        dir: PathBuf,
    },
    /// 输出大厅数据文件的 JSON Schema，供编辑器提示和检查
    Schema {
        /// 哪一种文件
        #[arg(value_name = "种类", default_value = "item", value_parser = kinds())]
        kind: String,
    },
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(Kind::ALL.map(Kind::name))
}

/// Runs the subcommand.
///
/// # Errors
/// What to mend, as a sentence.
pub(super) fn run(command: Catalogue) -> Result<ExitCode, String> {
    match command {
        Catalogue::Lint { dir } => lint(&dir),
        Catalogue::Schema { kind } => Ok(schema(&kind)),
    }
}

fn lint(dir: &Path) -> Result<ExitCode, String> {
    let fixtures = catalogue::load(dir).map_err(|problems| problems.to_string())?;
    println!("{} 个事项，未发现问题", fixtures.items.len());
    Ok(ExitCode::SUCCESS)
}

fn schema(name: &str) -> ExitCode {
    for kind in Kind::ALL.into_iter().filter(|kind| kind.name() == name) {
        print!("{}", schema::text(kind));
    }
    ExitCode::SUCCESS
}
