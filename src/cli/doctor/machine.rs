//! What the machine has: fonts for printing, a folder for data, a keyring.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Finding, Surroundings};

/// How font files with Chinese begin, in lower case and without separators.
const CHINESE: [&str; 22] = [
    "notosanscjk",
    "notoserifcjk",
    "notosanssc",
    "notoserifsc",
    "sourcehan",
    "fangsong",
    "simfang",
    "stfangso",
    "fzfs",
    "simsun",
    "songti",
    "stsong",
    "simhei",
    "simkai",
    "msyh",
    "wqy",
    "uming",
    "ukai",
    "droidsansfallback",
    "pingfang",
    "lxgw",
    "hiraginosansgb",
];

/// Folders inside folders that are looked into.
const DEPTH: usize = 6;

/// The usual folders of fonts.
pub(super) fn font_folders(around: &Surroundings) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = [
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/System/Library/Fonts",
        "/Library/Fonts",
        "C:\\Windows\\Fonts",
    ]
    .map(PathBuf::from)
    .into();
    if let Some(home) = around.var("HOME") {
        folders
            .extend([".local/share/fonts", ".fonts", "Library/Fonts"].map(|name| Path::new(home).join(name)));
    }
    folders
}

/// Whether there is a font to print Chinese with.
pub(super) fn fonts(folders: &[PathBuf]) -> Finding {
    const TOPIC: &str = "中文字体";
    match folders.iter().find_map(|folder| chinese_font(folder, DEPTH)) {
        Some(font) => Finding::good(TOPIC, font.display().to_string()),
        None => Finding::care(
            TOPIC,
            "没有找到，以后打印文书会缺字（不影响屏幕使用）",
            "统信、麒麟、Debian：sudo apt install fonts-noto-cjk；\
             openEuler、Fedora：sudo dnf install google-noto-sans-cjk-ttc-fonts",
        ),
    }
}

fn chinese_font(folder: &Path, depth: usize) -> Option<PathBuf> {
    let mut inside = Vec::new();
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            inside.push(path);
        } else if is_chinese(&entry.file_name().to_string_lossy()) {
            return Some(path);
        }
    }
    let deeper = depth.checked_sub(1)?;
    inside.iter().find_map(|folder| chinese_font(folder, deeper))
}

fn is_chinese(file: &str) -> bool {
    let name = file.to_lowercase().replace(['-', '_', ' '], "");
    let font = [".ttf", ".ttc", ".otf", ".otc"].iter().any(|ending| name.ends_with(ending));
    font && (CHINESE.iter().any(|start| name.starts_with(start))
        || name.contains("仿宋")
        || name.contains("宋体"))
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

    #[test]
    fn a_font_is_found_in_folders_within_folders() {
        let root = tempfile::tempdir().unwrap();
        let deep = root.path().join("opentype/noto");
        fs::create_dir_all(&deep).unwrap();
        fs::write(root.path().join("DejaVuSans.ttf"), "").unwrap();
        let folders = [root.path().join("none"), root.path().to_owned()];
        assert_eq!(fonts(&folders).verdict, Verdict::Care);
        fs::write(deep.join("NotoSansCJK-Regular.ttc"), "").unwrap();
        assert!(fonts(&folders).found.ends_with("NotoSansCJK-Regular.ttc"));
    }

    #[test]
    fn fonts_are_known_by_their_files() {
        for file in ["simsun.ttc", "FangSong_GB2312.ttf", "wqy-zenhei.ttc", "方正仿宋.TTF", "STSong.ttf"]
        {
            assert!(is_chinese(file), "{file}");
        }
        for file in ["NotoSans-Regular.ttf", "simsun.txt", "DejaVuSans.ttf"] {
            assert!(!is_chinese(file), "{file}");
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
