//! Where a paper goes out: a print command of the system, or a folder.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;

use super::folder;
use crate::text::Clean;

/// How long a print command may take; it only hands the paper to the queue of the printer.
const PATIENCE: Duration = Duration::from_secs(30);
/// How much of what a print command complains of is told.
const COMPLAINT: usize = 200;
/// The setting for the folder.
const FOLDER: &str = "folder";
/// The print command where the settings name none and the system has it.
const USUAL: &str = "lp -n {copies} -t {title} {file}";

/// Where a paper goes out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outlet {
    /// A command with its arguments; `{file}`, `{copies}` and `{title}` stand for what is printed. No shell reads it.
    Command(Vec<String>),
    /// A folder, for a machine without a printer.
    Folder(PathBuf),
}

/// A paper on its way out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sheet {
    /// Title and number: the name of the file and of the print job.
    pub name: String,
    /// `pdf` or `txt`.
    pub ending: &'static str,
    /// The content of the file.
    pub bytes: Vec<u8>,
    /// How many copies.
    pub copies: u8,
}

/// Where it went.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Printed {
    /// To this print command.
    Command(String),
    /// Into this file.
    File(PathBuf),
    /// Into this file as text alone: there is no font to set pages in.
    Words {
        /// The file.
        path: PathBuf,
        /// Why, with the mend.
        why: String,
    },
}

/// Why a paper did not go out. Each sentence says what to do.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PrintError {
    /// The setting cannot be read as a command.
    #[error("打印命令“{0}”的引号不成对，请改正设置 printer")]
    Setting(String),
    /// The command is not there or cannot be started.
    #[error("打印命令 {command} 不能启动（{why}），请检查设置 printer")]
    NotStarted {
        /// Its name.
        command: String,
        /// Why.
        why: String,
    },
    /// The command failed.
    #[error("打印命令 {command} 失败：{why}")]
    Failed {
        /// Its name.
        command: String,
        /// What it said.
        why: Clean,
    },
    /// The command does not end.
    #[error("打印命令 {command} 三十秒没有结束，已停止；请检查打印机后重打")]
    TooLong {
        /// Its name.
        command: String,
    },
    /// The file cannot be written.
    #[error("不能写入{}（{why}），请检查文件夹和磁盘空间", path.display())]
    File {
        /// Where.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// There is no font to set the page in.
    #[error(transparent)]
    Fonts(#[from] super::fonts::FontsError),
    /// The page cannot be set.
    #[error("文书不能排成页（{0}）；文字仍可按存为文本保存")]
    Page(String),
}

impl Outlet {
    /// The outlet the settings name: `folder`, or a print command; without one `lp` where the system has it, and the
    /// folder otherwise.
    ///
    /// # Errors
    /// [`PrintError::Setting`].
    pub fn of(setting: Option<&str>, papers: &Path) -> Result<Self, PrintError> {
        let setting = match setting.map(str::trim) {
            Some(FOLDER) => return Ok(Self::Folder(papers.to_owned())),
            Some(command) if !command.is_empty() => command,
            _ if is_there("lp") => USUAL,
            _ => return Ok(Self::Folder(papers.to_owned())),
        };
        let mut words = shell_words::split(setting).map_err(|_| PrintError::Setting(setting.to_owned()))?;
        if !words.iter().any(|word| word.contains("{file}")) {
            words.push("{file}".to_owned());
        }
        Ok(Self::Command(words))
    }

    /// Lets a paper out. A print command that succeeds has taken it; whether it comes out of the printer a person
    /// sees.
    ///
    /// # Errors
    /// [`PrintError`].
    pub async fn let_out(&self, sheet: &Sheet) -> Result<Printed, PrintError> {
        match self {
            Self::Folder(papers) => {
                let failed =
                    |error: std::io::Error| PrintError::File { path: papers.clone(), why: error.to_string() };
                folder::keep(papers, &sheet.name, sheet.ending, &sheet.bytes)
                    .map(Printed::File)
                    .map_err(failed)
            }
            Self::Command(words) => command(words, sheet).await,
        }
    }
}

async fn command(words: &[String], sheet: &Sheet) -> Result<Printed, PrintError> {
    let failed =
        |error: std::io::Error| PrintError::File { path: std::env::temp_dir(), why: error.to_string() };
    // Readable by this user alone, and gone when the command has ended.
    let file = tempfile::Builder::new()
        .prefix("yichuang-")
        .suffix(&format!(".{}", sheet.ending))
        .tempfile()
        .map_err(failed)?;
    std::fs::write(file.path(), &sheet.bytes).map_err(failed)?;
    let filled = |word: &String| {
        word.replace("{file}", &file.path().to_string_lossy())
            .replace("{copies}", &sheet.copies.to_string())
            .replace("{title}", &sheet.name)
    };
    let mut words = words.iter().map(filled);
    let name = words.next().unwrap_or_default();
    let mut command = Command::new(&name);
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).kill_on_drop(true);
    let child = command
        .spawn()
        .map_err(|error| PrintError::NotStarted { command: name.clone(), why: error.to_string() })?;
    let Ok(ended) = tokio::time::timeout(PATIENCE, child.wait_with_output()).await else {
        return Err(PrintError::TooLong { command: name });
    };
    let ended =
        ended.map_err(|error| PrintError::NotStarted { command: name.clone(), why: error.to_string() })?;
    if ended.status.success() {
        return Ok(Printed::Command(name));
    }
    let said: String = String::from_utf8_lossy(&ended.stderr).trim().chars().take(COMPLAINT).collect();
    let why = if said.is_empty() { ended.status.to_string() } else { said };
    Err(PrintError::Failed { command: name, why: Clean::new(why) })
}

/// Whether the system finds a program of this name.
pub fn is_there(name: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|paths| std::env::split_paths(&paths).any(|path| path.join(name).is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Sheet {
        Sheet {
            name: "缴款通知书 青政缴〔2026〕1号".into(),
            ending: "pdf",
            bytes: b"%PDF".to_vec(),
            copies: 2,
        }
    }

    fn outlet(setting: &str) -> Outlet {
        Outlet::of(Some(setting), Path::new("papers")).unwrap()
    }

    #[test]
    fn a_setting_is_a_command_or_the_folder() {
        assert_eq!(outlet("folder"), Outlet::Folder("papers".into()));
        let words = ["lp", "-d", "二楼 打印机", "{file}"].map(str::to_owned).to_vec();
        assert_eq!(outlet("lp -d '二楼 打印机'"), Outlet::Command(words));
        assert!(matches!(Outlet::of(Some("lp 'x"), Path::new("p")), Err(PrintError::Setting(_))));
    }

    /// The command gets the file, the copies and the title as arguments of their own: no shell, nothing injected.
    #[cfg(unix)]
    #[tokio::test]
    async fn a_print_command_gets_its_arguments_whole() {
        let folder = tempfile::tempdir().unwrap();
        let told = folder.path().join("told");
        let script = folder.path().join("press.sh");
        std::fs::write(
            &script,
            format!("printf '%s|' \"$2\" \"$3\" > '{0}'; cat \"$1\" >> '{0}'", told.display()),
        )
        .unwrap();
        let setting = format!("sh '{}' {{file}} {{copies}} {{title}}", script.display());
        let mut sheet = sheet();
        sheet.name = "$(rm -rf x) `id`; \"双引号\" '单引号'".into();
        let printed = outlet(&setting).let_out(&sheet).await;
        assert_eq!(printed, Ok(Printed::Command("sh".into())));
        assert_eq!(std::fs::read_to_string(told).unwrap(), format!("2|{}|%PDF", sheet.name));
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_failed_print_says_what_the_command_said() {
        let failed = outlet("sh -c 'echo 缺纸 >&2; exit 3'").let_out(&sheet()).await.unwrap_err();
        assert_eq!(failed.to_string(), "打印命令 sh 失败：缺纸");
        let missing = outlet("no-such-printer-here").let_out(&sheet()).await.unwrap_err();
        assert!(missing.to_string().starts_with("打印命令 no-such-printer-here 不能启动"));
        let silent = outlet("sh -c 'exit 4'").let_out(&sheet()).await.unwrap_err();
        assert!(silent.to_string().contains('4'), "{silent}");
    }

    #[tokio::test]
    async fn a_folder_that_cannot_be_written_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let failed = Outlet::Folder(file.join("below")).let_out(&sheet()).await.unwrap_err();
        assert!(failed.to_string().starts_with("不能写入"), "{failed}");
    }
}
