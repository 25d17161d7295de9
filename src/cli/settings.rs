//! The configuration file of a desk: `settings.toml`. Strict, because a key that is spelled wrong and passed
//! over would look like a setting that does not work.

use std::io::ErrorKind;
use std::ops::Range;
use std::path::{Path, PathBuf};

use directories::{BaseDirs, ProjectDirs};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::catalogue::in_words;
use crate::domain::ids::{HallId, WindowId};
use crate::printing::PrintSettings;
use crate::text::Clean;

/// What a desk may have been told once and for all. A command line goes before it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    /// Address of the service.
    pub server: Option<String>,
    /// Window the terminal stands at.
    pub window: Option<WindowId>,
    /// Hall, where the service serves several.
    pub hall: Option<HallId>,
    /// Staff number offered at login.
    pub officer: Option<String>,
    /// Keys: name of a preset or path of a file.
    pub keymap: Option<String>,
    /// Look: name of a preset or path of a file.
    pub theme: Option<String>,
    /// Folder for exported notices.
    pub papers: Option<PathBuf>,
    /// After how many minutes without a key the desk locks; 0 for never.
    pub lock_minutes: Option<u16>,
    /// How papers are printed.
    pub print: PrintSettings,
}

const KEYS: [&str; 11] = [
    "server",
    "window",
    "hall",
    "officer",
    "keymap",
    "theme",
    "papers",
    "lock_minutes",
    "printer",
    "ticket_printer",
    "font",
];

/// Why the configuration file cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SettingsError {
    /// It cannot be read.
    #[error("{}：不能读取配置文件（{why}）；请检查该文件及其权限", .path.display())]
    Unreadable {
        /// File.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// Something in it is wrong.
    #[error("{}:{line}:{column}：{problem}", .path.display())]
    Wrong {
        /// File.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What is wrong, and how it should be.
        problem: String,
    },
}

/// Where the configuration file of this user should be; none where the system names no home.
pub fn default_path() -> Option<PathBuf> {
    ProjectDirs::from("", "", "yichuang").map(|dirs| dirs.config_dir().join("settings.toml"))
}

/// Where the data of this user should be; none where the system names no home.
pub fn data_folder() -> Option<PathBuf> {
    ProjectDirs::from("", "", "yichuang").map(|dirs| dirs.data_local_dir().to_owned())
}

/// Reads the configuration file; none where there is no such file.
///
/// # Errors
/// The file cannot be read, or something in it is wrong: the first thing, with its place.
pub fn load(path: &Path) -> Result<Option<Settings>, SettingsError> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(SettingsError::Unreadable { path: path.to_owned(), why: in_words(&error) });
        }
    };
    let home = BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    read(path, &bytes, home.as_deref()).map(Some)
}

/// Reads the content of a configuration file at `path`.
fn read(path: &Path, bytes: &[u8], home: Option<&Path>) -> Result<Settings, SettingsError> {
    let wrong = |before: &[u8], problem: String| {
        let before = String::from_utf8_lossy(before);
        let last = before.rsplit('\n').next().unwrap_or_default();
        SettingsError::Wrong {
            path: path.to_owned(),
            line: before.matches('\n').count() + 1,
            column: last.chars().count() + 1,
            problem,
        }
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        wrong(before, "文件不是 UTF-8 编码；请用编辑器另存为 UTF-8".to_owned())
    })?;
    let at =
        |span: Range<usize>, problem: String| wrong(bytes.get(..span.start).unwrap_or_default(), problem);
    let table = DeTable::parse(text).map_err(|error| {
        let problem = format!("不合 TOML 写法（{}）；每行应如 window = \"07\"", error.message());
        at(error.span().unwrap_or_default(), problem)
    })?;
    let mut settings = Settings::default();
    for (key, value) in table.get_ref() {
        let known = KEYS.contains(&key.get_ref().as_ref());
        if !known {
            return Err(at(key.span(), unknown(key.get_ref())));
        }
        let text = text_of(key.get_ref(), value).map_err(|problem| at(value.span(), problem))?;
        match key.get_ref().as_ref() {
            "server" => settings.server = Some(text),
            "window" => settings.window = Some(WindowId::new(text)),
            "hall" => settings.hall = Some(HallId::new(text)),
            "officer" => settings.officer = Some(text),
            "keymap" => settings.keymap = Some(text),
            "theme" => settings.theme = Some(text),
            "lock_minutes" => {
                let minutes = text.parse().map_err(|_| {
                    at(
                        value.span(),
                        "“lock_minutes”要写分钟数，如 lock_minutes = \"3\"；\"0\" 为不锁定".to_owned(),
                    )
                })?;
                settings.lock_minutes = Some(minutes);
            }
            "printer" => settings.print.printer = Some(text),
            "ticket_printer" => settings.print.slips = Some(text),
            "font" => settings.print.font = Some(folder(&text, path, home)),
            _ => settings.papers = Some(folder(&text, path, home)),
        }
    }
    Ok(settings)
}

fn text_of(key: &str, value: &Spanned<DeValue<'_>>) -> Result<String, String> {
    match value.get_ref() {
        DeValue::String(text) if text.trim().is_empty() => {
            Err(format!("“{key}”没有内容；不用时请删去这一行"))
        }
        DeValue::String(text) => Ok(text.trim().to_owned()),
        DeValue::Integer(number) => {
            Err(format!("“{key}”要写成带英文引号的文字：{key} = \"{}\"", number.as_str()))
        }
        _ => Err(format!("“{key}”要写成带英文引号的文字：{key} = \"…\"")),
    }
}

/// `~` is the home; what is relative stands beside the file.
fn folder(text: &str, file: &Path, home: Option<&Path>) -> PathBuf {
    match (text.strip_prefix('~'), home) {
        (Some(""), Some(home)) => home.to_owned(),
        (Some(rest), Some(home)) if rest.starts_with(['/', '\\']) => {
            home.join(rest.trim_start_matches(['/', '\\']))
        }
        _ => file.parent().unwrap_or(Path::new("")).join(text),
    }
}

fn unknown(key: &str) -> String {
    let nearest = KEYS.iter().min_by_key(|known| distance(key, known));
    let nearest = nearest.filter(|known| distance(key, known) <= 2.max(known.len() / 3));
    let key = Clean::new(key);
    let key = key.shown();
    match nearest {
        Some(known) => format!("没有“{key}”这个配置项；您要写的是“{known}”吗？"),
        None => format!("没有“{key}”这个配置项；可用的有：{}", KEYS.join("、")),
    }
}

/// How many characters to put in, take out or change (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut left = i + 1;
        let mut next = vec![left];
        for (y, pair) in b.chars().zip(row.windows(2)) {
            let [diagonal, above] = pair else { continue };
            left = (diagonal + usize::from(x != y)).min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// What to show where there is no configuration file: where it should be, and one to paste.
pub fn when_missing(path: &Path) -> String {
    format!(
        "没有配置文件，不知道服务地址。\n\
         先试一试（虚构的大厅，不需要服务）：yichuang demo\n\
         直接连接：yichuang desk --server 地址 --window 窗口号\n\
         要省去每次填写，请建立文件：\n\n    {}\n\n\
         内容如下，按本窗口情况修改，不用的行可以删去：\n\n{EXAMPLE}",
        path.display()
    )
}

const EXAMPLE: &str = r#"# 服务地址
server = "https://yichuang.example.gov.cn"
# 本机所在窗口、大厅
window = "07"
hall = "qinghe"
# 登录时预填的工号
officer = "Q0701"
# 按键：default、vim、numpad，或文件路径
keymap = "default"
# 外观：standard、light、high-contrast、ascii，或文件路径
theme = "standard"
# 导出文书的文件夹
papers = "~/文书"
# 无按键几分钟后锁定屏幕；"0" 为不锁定，不写则为三分钟
lock_minutes = "3"
# 打印命令（{file} 文件、{copies} 份数、{title} 题名）；folder 表示只存文件夹；不写则用系统的 lp
printer = "lp -n {copies} {file}"
# 小票打印机的打印命令；不写则小票与文书同一处打印
ticket_printer = "lp -d 小票 {file}"
# 正文字体文件；不写则用系统的仿宋、宋体
font = "/usr/share/fonts/fangsong.ttf"
"#;

#[cfg(test)]
mod tests {
    use super::*;

    fn said(content: impl AsRef<[u8]>) -> String {
        read(Path::new("/e/settings.toml"), content.as_ref(), None).unwrap_err().to_string()
    }

    #[test]
    fn the_example_is_a_valid_file_that_names_every_key() {
        let home = Path::new("/home/wm");
        let settings = read(Path::new("/e/settings.toml"), EXAMPLE.as_bytes(), Some(home)).unwrap();
        assert_eq!(settings.window, Some("07".into()));
        assert_eq!(settings.papers, Some(PathBuf::from("/home/wm/文书")));
        assert!(KEYS.iter().all(|key| EXAMPLE.contains(&format!("\n{key} = "))));
        let missing = when_missing(Path::new("/e/settings.toml"));
        assert!(missing.contains("/e/settings.toml") && missing.ends_with(EXAMPLE));
    }

    #[test]
    fn a_misspelt_key_is_shown_with_its_place_and_the_nearest_name() {
        assert_eq!(
            said("# 配置\nserver = \"a\"\n  widnow = \"07\"\n"),
            "/e/settings.toml:3:3：没有“widnow”这个配置项；您要写的是“window”吗？"
        );
        assert!(said("\"配置\" = 1").contains("可用的有：server、window"));
        assert!(said("[desk]\nwindow = \"07\"").contains(":1:2：没有“desk”"));
    }

    #[test]
    fn values_and_files_of_the_wrong_kind_say_how_it_should_be() {
        assert_eq!(
            said("window = 7"),
            "/e/settings.toml:1:10：“window”要写成带英文引号的文字：window = \"7\""
        );
        assert!(said("lock_minutes = \"三\"").contains("要写分钟数"));
        assert!(said("hall = [\"a\"]").contains("hall = \"…\""));
        assert!(said("hall = \" \"").contains("没有内容"));
        assert!(said("# 窗口\nwindow = 07").starts_with("/e/settings.toml:2:"));
        assert!(said("window = “07”").contains("不合 TOML 写法"));
        assert!(said("window = \"1\"\nwindow = \"2\"").starts_with("/e/settings.toml:2:1"));
        assert!(said(b"# \xb4\xb0\xbf\xda\n").contains(":1:3：文件不是 UTF-8 编码"));
    }

    #[test]
    fn a_byte_order_mark_and_an_empty_file_do_no_harm() {
        let path = Path::new("/e/settings.toml");
        assert_eq!(read(path, b"\xef\xbb\xbf", None), Ok(Settings::default()));
        let marked = read(path, b"\xef\xbb\xbfpapers = \"out\"\r\n", None).unwrap();
        assert_eq!(marked.papers, Some(PathBuf::from("/e/out")));
    }

    #[test]
    fn no_file_is_no_error_but_a_folder_is() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(load(&folder.path().join("settings.toml")), Ok(None));
        assert!(matches!(load(folder.path()), Err(SettingsError::Unreadable { .. })));
    }
}
