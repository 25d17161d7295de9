//! `yichuang doctor`: looks at the terminal, the machine and the service, and says what to mend. Works without a
//! terminal. It makes the data folder where there is none; its probe file it takes away again.

mod findings;
mod machine;
mod service;
mod terminal;

pub use findings::{Finding, Verdict};
pub use terminal::{Probe, Surroundings};

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::desk;
use super::settings::{self, Settings, SettingsError};
use crate::client::TokenStore;
use crate::printing::fonts::{self, FontsError, FontsFound};

/// Examines everything and writes a report. The worst verdict comes back; [`Verdict::exit_code`] is for `main`.
///
/// # Errors
/// The report cannot be written.
pub async fn run(server: Option<&str>, out: &mut impl Write) -> io::Result<Verdict> {
    let surroundings = Surroundings::look(out)?;
    let places = Places {
        fonts: fonts::find,
        data: settings::data_folder(),
        settings: settings::default_path(),
        tokens: TokenStore::system(),
    };
    examine(server, &surroundings, places, out).await
}

/// Where to look on the machine.
struct Places {
    fonts: fn(Option<&Path>) -> Result<FontsFound, FontsError>,
    data: Option<PathBuf>,
    settings: Option<PathBuf>,
    tokens: TokenStore,
}

async fn examine(
    server: Option<&str>,
    surroundings: &Surroundings,
    places: Places,
    out: &mut impl Write,
) -> io::Result<Verdict> {
    writeln!(out, "一窗 {} 自检\n", env!("CARGO_PKG_VERSION"))?;
    let mut findings = terminal::examine(surroundings);
    let (finding, settings) = configuration(places.settings, settings::load);
    findings.push(machine::fonts((places.fonts)(settings.print.font.as_deref())));
    findings.push(machine::printer("打印", settings.print.printer.as_deref()));
    findings.extend(settings.print.slips.as_deref().map(|slips| machine::printer("号票打印", Some(slips))));
    findings.push(machine::data_folder(places.data.as_deref()));
    findings.push(finding);
    let keymap = settings.keymap.as_deref();
    findings.push(scheme("键位", keymap, |remarks| desk::keymap_named(keymap, remarks).map(drop)));
    let theme = settings.theme.as_deref();
    findings.push(scheme("外观", theme, |remarks| desk::theme_named(theme, remarks).map(drop)));
    findings.push(machine::keyring(places.tokens.check().await));
    let server = server.map(str::to_owned).or(settings.server);
    findings.push(service::reachable(server.as_deref()).await);
    report(&findings, out)
}

/// The file of keys or looks that the settings name: every problem with its place.
fn scheme(
    topic: &'static str,
    name: Option<&str>,
    load: impl Fn(&mut Vec<String>) -> Result<(), String>,
) -> Finding {
    let mut problems = Vec::new();
    if let Err(why) = load(&mut problems) {
        return Finding::bad(topic, why, "改正配置文件里的名称或路径，或删去这一行");
    }
    if problems.is_empty() {
        return Finding::good(topic, name.unwrap_or("默认"));
    }
    Finding::care(topic, problems.join("；"), "改正前使用自带的方案")
}

/// Writes the findings, aligned, and a last line.
fn report(findings: &[Finding], out: &mut impl Write) -> io::Result<Verdict> {
    for finding in findings {
        write!(out, "{finding}")?;
    }
    let worst = findings.iter().map(|finding| finding.verdict).max().unwrap_or(Verdict::Good);
    let count = |verdict| findings.iter().filter(|finding| finding.verdict == verdict).count();
    let (care, bad) = (count(Verdict::Care), count(Verdict::Bad));
    let last = match worst {
        Verdict::Good => "一切正常，可以使用。".to_owned(),
        Verdict::Care => format!("可以使用；有 {care} 处注意。"),
        Verdict::Bad => format!("有 {bad} 处不行，请先按“→”处理；另有 {care} 处注意。"),
    };
    writeln!(out, "\n{last}")?;
    Ok(worst)
}

fn configuration(
    path: Option<PathBuf>,
    load: impl Fn(&Path) -> Result<Option<Settings>, SettingsError>,
) -> (Finding, Settings) {
    const TOPIC: &str = "配置文件";
    let Some(path) = path else {
        let finding = Finding::care(TOPIC, "系统没有给出用户目录", "请设置环境变量 HOME");
        return (finding, Settings::default());
    };
    match load(&path) {
        Ok(Some(settings)) => (Finding::good(TOPIC, path.display().to_string()), settings),
        Ok(None) => {
            let found = format!("没有（可以不用）；位置 {}", path.display());
            (Finding::good(TOPIC, found), Settings::default())
        }
        Err(error) => {
            let mend = "按提示修改该行，或暂时把文件改名";
            (Finding::bad(TOPIC, error.to_string(), mend), Settings::default())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Vault;

    #[test]
    fn the_report_is_aligned_and_ends_with_the_sum() {
        let findings = [
            Finding::good("终端大小", "120×36"),
            Finding::care("颜色", "只有单色", "改用别的终端"),
            Finding::bad("服务", "连不上", "查网线"),
        ];
        let mut out = Vec::new();
        assert_eq!(report(&findings, &mut out).unwrap(), Verdict::Bad);
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "好    终端大小    120×36\n\
             注意  颜色        只有单色\n                  → 改用别的终端\n\
             不行  服务        连不上\n                  → 查网线\n\
             \n有 1 处不行，请先按“→”处理；另有 1 处注意。\n"
        );
        assert_eq!((Verdict::Care.exit_code(), Verdict::Bad.exit_code()), (0, 1));
    }

    #[test]
    fn a_broken_configuration_file_is_bad_a_missing_one_is_not() {
        let path = Some(PathBuf::from("/e/settings.toml"));
        let wrong = |path: &Path| {
            Err(SettingsError::Wrong { path: path.to_owned(), line: 3, column: 1, problem: "错".to_owned() })
        };
        let (finding, _) = configuration(path.clone(), wrong);
        assert_eq!(finding.verdict, Verdict::Bad);
        assert!(finding.found.contains("/e/settings.toml:3:1"));
        assert_eq!(configuration(path.clone(), |_| Ok(None)).0.verdict, Verdict::Good);
        assert_eq!(configuration(None, |_| Ok(None)).0.verdict, Verdict::Care);
        let server = Some("https://a.cn".to_owned());
        let settings = Settings { server, ..Settings::default() };
        assert_eq!(configuration(path, |_| Ok(Some(settings.clone()))).1, settings);
    }

    struct NoKeyring;

    impl Vault for NoKeyring {
        fn set(&self, _: &str, _: &str) -> Result<(), String> {
            Err("没有".to_owned())
        }

        fn get(&self, _: &str) -> Result<Option<String>, String> {
            Err("没有".to_owned())
        }

        fn erase(&self, _: &str) -> Result<(), String> {
            Ok(())
        }
    }

    #[test]
    fn a_file_of_keys_is_shown_with_every_problem() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys.toml").display().to_string();
        let text = "[[bind]]\nin = \"queue\"\ndo = \"recal\"\non = [\"F99\"]\n";
        std::fs::write(&path, text).unwrap();
        let look = |name: &str| {
            scheme("键位", Some(name), |remarks| desk::keymap_named(Some(name), remarks).map(drop))
        };
        let found = look(&path);
        assert_eq!(found.verdict, Verdict::Care);
        for part in ["keys.toml:3:6", "recall", "keys.toml:4:7", "F99"] {
            assert!(found.found.contains(part), "{part}: {}", found.found);
        }
        assert_eq!(look("vim").verdict, Verdict::Good);
        assert_eq!(look("vmi").verdict, Verdict::Bad);
    }

    #[tokio::test]
    async fn it_runs_through_without_a_terminal_and_names_every_matter() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places {
            fonts: |_| Err(FontsError::NoChineseFont),
            data: Some(folder.path().join("data")),
            settings: Some(folder.path().join("settings.toml")),
            tokens: TokenStore::with(std::sync::Arc::new(NoKeyring), std::time::Duration::from_secs(2)),
        };
        std::fs::write(folder.path().join("settings.toml"), "server = \"http://127.0.0.1:9\"").unwrap();
        let mut out = Vec::new();
        assert_eq!(examine(None, &Surroundings::default(), places, &mut out).await.unwrap(), Verdict::Bad);
        let text = String::from_utf8(out).unwrap();
        for topic in [
            "终端大小",
            "颜色",
            "字符编码",
            "字符宽度",
            "光标",
            "中文字体",
            "打印",
            "数据目录",
            "配置文件",
            "系统钥匙串",
        ] {
            assert!(text.contains(topic), "{topic}: {text}");
        }
        assert!(text.contains("不行  服务"), "{text}");
    }
}
