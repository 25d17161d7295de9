//! The Chinese fonts of this machine for papers.
//!
//! Official papers are set in 仿宋, with headings in 黑体 and titles in 小标宋 (GB/T 9704-2012). Where a machine has
//! none of these, 宋体 and bold 宋体 stand in: a paper in the second-best font is a paper, one without is none.

mod families;
mod search;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use fontdb::Database;

use crate::document::pdf::{Fonts, Typeface};

/// Where Debian's `texlive-lang-chinese` keeps a free 仿宋, outside the folders of fonts.
const FANDOL: &str = "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol";

/// That there is no font, for a report that says the mend beside it.
pub const NO_FONT: &str = "本机没有可用的中文字体，无法生成PDF文书（不影响屏幕使用）";
/// What to install.
pub const INSTALL_FONT: &str = "Debian、Ubuntu、统信、麒麟：sudo apt-get install fonts-noto-cjk；\
     openEuler、Fedora：sudo dnf install google-noto-serif-cjk-ttc-fonts google-noto-sans-cjk-ttc-fonts；\
     Windows：在“设置—可选功能”中添加“简体中文补充字体”（含仿宋）";

/// Why there are no fonts for papers. Each sentence says what to do.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FontsError {
    /// The machine has no Chinese font.
    #[error("{NO_FONT}。请安装字体：{INSTALL_FONT}")]
    NoChineseFont,
    /// The font file of the settings cannot be used.
    #[error("设置中的字体文件{}不能使用（{reason}），请改正路径或者删去这一项", path.display())]
    File {
        /// Where it should be.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

/// The fonts found, by what they are for.
#[derive(Clone, Debug)]
pub struct FontsFound {
    /// For [`crate::document::pdf::pdf`].
    pub fonts: Fonts,
    /// Whether running text is set in a true 仿宋.
    pub fangsong: bool,
    machine: Database,
}

impl FontsFound {
    /// The names of the fonts: running text, headings, titles.
    pub fn names(&self) -> [&str; 3] {
        [&self.fonts.body, &self.fonts.heading, &self.fonts.title].map(Typeface::name)
    }

    /// The fonts with those of the machine besides that have the missing characters of a paper
    /// ([`crate::document::pdf::missing`]); a few at most, and the same fonts where no other has them.
    pub fn for_missing(&self, missing: &[char]) -> Fonts {
        let mut fonts = self.fonts.clone();
        fonts.rest.extend(search::having(&self.machine, missing));
        fonts
    }
}

/// Looks for the fonts of this machine; reads a few files of some megabytes. A font file of the settings goes
/// before all others for running text.
///
/// # Errors
/// [`FontsError`].
pub fn find(body: Option<&Path>) -> Result<FontsFound, FontsError> {
    let mut machine = Database::new();
    machine.load_system_fonts();
    machine.load_fonts_dir(FANDOL);
    among(machine, body)
}

/// Looks among these fonts only.
fn among(machine: Database, body: Option<&Path>) -> Result<FontsFound, FontsError> {
    let own = body.map(search::file).transpose()?;
    let (fonts, fangsong) = search::search(&machine, own).ok_or(FontsError::NoChineseFont)?;
    Ok(FontsFound { fonts, fangsong, machine })
}

/// Fonts looked for once, when they are first needed. Where none were found it looks again the next time: the
/// engineer may have installed some.
#[derive(Default, Debug)]
pub struct FontShelf {
    body: Option<PathBuf>,
    found: OnceLock<FontsFound>,
}

impl FontShelf {
    /// With the font file of the settings, if there is one.
    pub fn new(body: Option<PathBuf>) -> Self {
        Self { body, found: OnceLock::new() }
    }

    /// The fonts.
    ///
    /// # Errors
    /// As [`find`].
    pub fn get(&self) -> Result<&FontsFound, FontsError> {
        if let Some(found) = self.found.get() {
            return Ok(found);
        }
        let found = find(self.body.as_deref())?;
        Ok(self.found.get_or_init(|| found))
    }
}
