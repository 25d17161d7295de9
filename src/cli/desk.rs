//! `yichuang desk`, and `yichuang` alone.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use jiff::SignedDuration;

use super::connect::Connection;
use super::output;
use super::settings::{self, Settings};
use crate::catalogue::in_words;
use crate::client::{Client, Options, TokenStore};
use crate::desk::app::Place;
use crate::desk::keymap::{self, Keymap, Source, card_text, markdown};
use crate::desk::runtime::{self, Setup};
use crate::desk::theme::{self, Theme};
use crate::document::pdf;
use crate::printing::Press;
use crate::printing::fonts::FontShelf;

/// After how many minutes without a key the desk locks, where the settings say nothing.
const LOCK_MINUTES: u16 = 3;

/// Title of the desk card.
const CARD: &str = "一窗 键位卡";

/// What to print of the keys.
#[derive(Args, Debug)]
pub(super) struct Keys {
    /// 键位方案：default、vim、numpad 或文件
    #[arg(long, value_name = "方案")]
    keymap: Option<String>,
    /// 桌面卡：只列键和用途
    #[arg(long)]
    card: bool,
    /// 桌面卡存为 PDF（A4），放在键盘旁
    #[arg(long, value_name = "文件")]
    pdf: Option<PathBuf>,
}

/// What a desk can be told; the settings file fills the rest.
#[derive(Args, Debug, Clone, Default)]
pub(super) struct DeskArgs {
    #[command(flatten)]
    pub(super) connection: Connection,
    /// 键位方案：default、vim、numpad 或文件
    #[arg(long, value_name = "方案")]
    pub(super) keymap: Option<String>,
    /// 主题：standard、light、high-contrast、ascii 或文件
    #[arg(long, value_name = "主题")]
    pub(super) theme: Option<String>,
    /// 文书存放的文件夹
    #[arg(long, value_name = "文件夹")]
    pub(super) papers: Option<PathBuf>,
    /// 未提交录入的留存文件夹（加密）
    #[arg(skip)]
    pub(super) journals: Option<PathBuf>,
}

/// Opens the desk.
///
/// # Errors
/// What to mend, as a sentence.
pub(super) async fn run(args: DeskArgs, config: Option<PathBuf>) -> Result<ExitCode, String> {
    let settings = settings(config.as_deref(), args.connection.server.is_some())?;
    let setup = Setup { settings: config.or_else(settings::default_path), ..setup(args, settings)? };
    runtime::run(setup).await.map_err(|error| format!("终端不能使用（{error}）；请在终端窗口中直接运行"))?;
    Ok(ExitCode::SUCCESS)
}

/// The settings of the file; without one and without an address there is nothing to connect to.
fn settings(config: Option<&Path>, addressed: bool) -> Result<Settings, String> {
    let path = config.map(Path::to_owned).or_else(settings::default_path);
    let Some(path) = path else { return Ok(Settings::default()) };
    match settings::load(&path).map_err(|error| error.to_string())? {
        Some(settings) => Ok(settings),
        None if addressed => Ok(Settings::default()),
        None => Err(settings::when_missing(&path)),
    }
}

/// Joins arguments and settings; arguments go first.
pub(super) fn setup(args: DeskArgs, settings: Settings) -> Result<Setup, String> {
    let asked = args.connection;
    let server =
        asked.server.or(settings.server).ok_or("还没有服务地址；请加 --server 地址，或写入配置文件")?;
    let options = Options { plain_http: asked.plain_http, ..Options::default() };
    let client = Client::with(&server, options).map_err(|error| error.to_string())?;
    let mut remarks = Vec::new();
    let keymap = keymap_named(args.keymap.or(settings.keymap).as_deref(), &mut remarks)?;
    let (looks, look) = looks(args.theme.or(settings.theme).as_deref(), &mut remarks)?;
    let place = Place {
        server: client.server().to_owned(),
        window: asked
            .window
            .map(crate::domain::ids::WindowId::new)
            .or(settings.window)
            .unwrap_or_else(|| "".into()),
        hall: asked.hall.map(crate::domain::ids::HallId::new).or(settings.hall),
        officer: asked.officer.or(settings.officer),
    };
    let papers = args.papers.or(settings.papers).or_else(|| Some(settings::data_folder()?.join("papers")));
    let papers = papers.unwrap_or_else(|| PathBuf::from("papers"));
    let remark = (!remarks.is_empty()).then(|| remarks.join("；"));
    let press = Press::new(&settings.print, &papers).map_err(|error| error.to_string())?;
    let journals = args.journals.or_else(|| settings::data_folder().map(|folder| folder.join("journal")));
    let tokens = tokens();
    let minutes = settings.lock_minutes.unwrap_or(LOCK_MINUTES);
    let lock_after = (minutes > 0).then(|| SignedDuration::from_mins(minutes.into()));
    Ok(Setup {
        place,
        client,
        tokens,
        looks,
        look,
        settings: None,
        keymap,
        papers,
        press,
        journals,
        lock_after,
        remark,
    })
}

/// The keyring of the system. A build for tests can be given a file in its place: there is no keyring where tests run,
/// and no other build has this.
fn tokens() -> TokenStore {
    #[cfg(debug_assertions)]
    if let Some(path) = std::env::var_os("YICHUANG_TEST_VAULT") {
        return TokenStore::in_a_file_for_tests(PathBuf::from(path));
    }
    TokenStore::system()
}

/// `yichuang keys`.
///
/// # Errors
/// The file cannot be read or has problems.
pub(super) fn keys(asked: &Keys, config: Option<&Path>) -> Result<ExitCode, String> {
    let mut remarks = Vec::new();
    let keymap = keymap_named(asked.keymap.as_deref(), &mut remarks)?;
    if !remarks.is_empty() {
        return Err(remarks.join("\n"));
    }
    if let Some(path) = &asked.pdf {
        let settings = settings(config, true)?;
        let shelf = FontShelf::new(settings.print.font);
        let fonts = shelf.get().map_err(|error| error.to_string())?;
        let bytes = pdf::card(CARD, &groups(&keymap), &fonts.fonts).map_err(|error| error.to_string())?;
        let failed = |error: std::io::Error| format!("不能写入 {}（{}）", path.display(), in_words(&error));
        std::fs::write(path, bytes).map_err(failed)?;
        output::print(&format!("已存为 {}\n", path.display()))?;
    } else if asked.card {
        output::print(&card_text(&keymap))?;
    } else {
        output::print(&markdown(&keymap))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The card as the PDF sets it.
fn groups(keymap: &Keymap) -> Vec<pdf::CardGroup> {
    let groups = keymap::card(keymap).into_iter();
    groups.map(|group| pdf::CardGroup { title: group.title.to_owned(), lines: group.lines }).collect()
}

/// The themes to choose from: those that come with the program and the officer's own, and which is asked for.
fn looks(name: Option<&str>, remarks: &mut Vec<String>) -> Result<(Vec<(String, Theme)>, usize), String> {
    let name = name.unwrap_or("standard");
    let own = theme::Preset::named(name).is_none().then_some(name);
    let names = theme::Preset::ALL.iter().map(|preset| preset.name()).chain(own);
    let looks = names.map(|name| Ok((name.to_owned(), theme_named(Some(name), remarks)?)));
    let looks = looks.collect::<Result<Vec<_>, String>>()?;
    let at = looks.iter().position(|(known, _)| known == name).unwrap_or_default();
    Ok((looks, at))
}

pub(super) fn keymap_named(name: Option<&str>, remarks: &mut Vec<String>) -> Result<Keymap, String> {
    let name = name.unwrap_or("default");
    let loaded = if let Some(preset) = keymap::Preset::named(name) {
        keymap::load(preset, None)
    } else {
        let text = read("键位", name)?;
        keymap::load(keymap::Preset::Default, Some(Source { name, text: &text }))
    };
    remarks.extend(loaded.problems.iter().map(ToString::to_string));
    Ok(loaded.keymap)
}

pub(super) fn theme_named(name: Option<&str>, remarks: &mut Vec<String>) -> Result<Theme, String> {
    let name = name.unwrap_or("standard");
    let loaded = if let Some(preset) = theme::Preset::named(name) {
        theme::load(preset, None)
    } else {
        let text = read("主题", name)?;
        theme::load(theme::Preset::Standard, Some(Source { name, text: &text }))
    };
    remarks.extend(loaded.problems.iter().map(ToString::to_string));
    let colourless = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    Ok(if colourless { loaded.theme.without_color() } else { loaded.theme })
}

fn read(what: &str, path: &str) -> Result<String, String> {
    std::fs::read_to_string(path)
        .map_err(|error| format!("没有名为“{path}”的{what}方案，也读不到这个文件（{}）", in_words(&error)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::pdf::tests::font;
    use crate::document::pdf::{Fonts, Typeface, card_layout};

    /// Catches: a card that has grown over its sheets.
    #[test]
    fn the_desk_card_of_every_scheme_is_two_pages_at_most() {
        for &preset in keymap::Preset::ALL {
            let groups = groups(&keymap::load(preset, None).keymap);
            let text: String = groups
                .iter()
                .flat_map(|group| {
                    std::iter::once(group.title.clone())
                        .chain(group.lines.iter().map(|(a, b)| format!("{a}{b}")))
                })
                .chain([CARD.to_owned()])
                .collect();
            let mut chars: Vec<char> = text.chars().collect();
            chars.sort_unstable();
            chars.dedup();
            let fonts = Fonts::one(&Typeface::new("字", font::bytes("字", &chars), 0).unwrap());
            let laid = card_layout(CARD, &groups, &fonts).unwrap();
            assert_eq!(laid.missing, Vec::<char>::new());
            println!("{preset:?}: {} page(s)", laid.pages.len());
            assert!(laid.pages.len() <= 2, "{preset:?}");
        }
    }

    #[test]
    fn the_looks_are_those_of_the_program_and_the_officers_own() {
        let mut remarks = Vec::new();
        let (names, at) = looks(Some("light"), &mut remarks).unwrap();
        assert_eq!((names.len(), names[at].0.as_str()), (4, "light"));
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mine.toml").display().to_string();
        std::fs::write(&path, "inherits = \"light\"\n").unwrap();
        let (names, at) = looks(Some(&path), &mut remarks).unwrap();
        assert_eq!((names.len(), names[at].0.as_str()), (5, path.as_str()));
        assert!(remarks.is_empty() && looks(Some("lihgt"), &mut remarks).is_err());
    }
}
