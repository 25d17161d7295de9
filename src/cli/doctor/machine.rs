//! What the machine has: fonts for printing, a folder for data, a keyring.

use std::fs;
use std::path::Path;

use super::Finding;
use crate::printing::fonts::{FontsError, FontsFound, INSTALL_FONT, NO_FONT};
use crate::printing::{Outlet, is_there};

/// The fonts papers are set in, or what to install.
pub(super) fn fonts(found: Result<FontsFound, FontsError>) -> Finding {
    const TOPIC: &str = "中文字体";
    match found {
        Ok(found) => {
            let [body, heading, title] = found.names();
            let instead = if found.fangsong { "" } else { "（没有仿宋，以此代替）" };
            Finding::good(TOPIC, format!("正文 {body}{instead}；标题 {title}；小标题 {heading}"))
        }
        Err(FontsError::NoChineseFont) => Finding::care(TOPIC, NO_FONT, INSTALL_FONT),
        Err(error) => Finding::care(TOPIC, error.to_string(), "改正后再运行一次"),
    }
}

/// Where papers will go out, and whether that command is there.
pub(super) fn printer(topic: &'static str, setting: Option<&str>) -> Finding {
    match Outlet::of(setting, Path::new("")) {
        Ok(Outlet::Folder(_)) => Finding::care(
            topic,
            "不送打印机，文书存入文件夹",
            "在配置文件写 printer = \"打印命令\"，或安装系统的 lp 命令；只要存文件的不必处理",
        ),
        Ok(Outlet::Command(words)) => {
            let command = words.first().map(String::as_str).unwrap_or_default();
            if is_there(command) {
                Finding::good(topic, format!("用命令 {}", words.join(" ")))
            } else {
                let found = format!("没有打印命令 {command}");
                Finding::bad(topic, found, "请运维安装该命令，或改正配置文件的 printer、ticket_printer")
            }
        }
        Err(error) => Finding::bad(topic, error.to_string(), "改正后再运行一次"),
    }
}

/// Whether the folder for data can be written. It is made if need be.
pub(super) fn data_folder(folder: Option<&Path>) -> Finding {
    const TOPIC: &str = "数据目录";
    let Some(folder) = folder else {
        return Finding::bad(TOPIC, "系统没有给出用户目录", "请设置环境变量 HOME");
    };
    let probe = folder.join(format!(".doctor-{}", std::process::id()));
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&probe, "一窗"));
    let removed = fs::remove_file(&probe);
    match written.and(removed) {
        Ok(()) => Finding::good(TOPIC, format!("{} 可写", folder.display())),
        Err(error) => {
            let found = format!("{} 不可写（{error}）", folder.display());
            Finding::bad(TOPIC, found, "请运维检查该目录的权限和磁盘空间")
        }
    }
}

/// What the check of the keyring means.
pub(super) fn keyring(checked: Result<(), String>) -> Finding {
    const TOPIC: &str = "系统钥匙串";
    match checked {
        Ok(()) => Finding::good(TOPIC, "可用，登录凭据存在其中"),
        Err(reason) => Finding::care(
            TOPIC,
            format!("{reason}；登录凭据只留在程序内，退出后须重新登录"),
            "可以不管；要保留登录，请解锁或安装 gnome-keyring",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::doctor::Verdict;
    use crate::printing::fonts::find;

    #[test]
    fn a_print_command_that_is_not_there_is_told_beforehand() {
        let verdict = |setting| printer("打印", Some(setting)).verdict;
        assert_eq!(verdict("no-such-print-command -d x"), Verdict::Bad);
        assert_eq!(verdict("lp 'x"), Verdict::Bad);
        assert_eq!(verdict("folder"), Verdict::Care);
        assert_eq!(verdict("cargo {file}"), Verdict::Good);
    }

    #[test]
    fn a_machine_without_chinese_fonts_is_told_what_to_install() {
        let finding = fonts(Err(FontsError::NoChineseFont));
        assert_eq!(finding.verdict, Verdict::Care);
        assert!(finding.mend.unwrap().contains("apt-get install fonts-noto-cjk"));
        let path = "/e/none.ttf".into();
        let finding = fonts(Err(FontsError::File { path, reason: "没有这个文件".to_owned() }));
        assert!(finding.found.contains("/e/none.ttf"));
    }

    #[test]
    fn the_fonts_are_named_by_what_they_are_for() {
        // Only where the machine has fonts; what is chosen is tested where it is chosen.
        if let Ok(found) = find(None) {
            let finding = fonts(Ok(found.clone()));
            assert_eq!(finding.verdict, Verdict::Good);
            for name in found.names() {
                assert!(finding.found.contains(name), "{}", finding.found);
            }
        }
    }

    #[test]
    fn the_data_folder_is_made_and_left_clean() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("a/b");
        assert_eq!(data_folder(Some(&folder)).verdict, Verdict::Good);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        let file = root.path().join("file");
        fs::write(&file, "").unwrap();
        assert_eq!(data_folder(Some(&file)).verdict, Verdict::Bad);
        assert_eq!(data_folder(None).verdict, Verdict::Bad);
    }

    #[test]
    fn a_missing_keyring_is_said_in_plain_words() {
        let finding = keyring(Err("本机没有运行系统钥匙串".to_owned()));
        assert_eq!(finding.verdict, Verdict::Care);
        assert!(finding.found.contains("退出后须重新登录"));
        assert_eq!(keyring(Ok(())).verdict, Verdict::Good);
    }
}
