//! Choosing among the fonts of a machine.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use fontdb::{Database, FaceInfo, ID, Source, Style};
use skrifa::{FontRef, MetadataProvider as _};

use super::FontsError;
use super::families::{FANGSONG, HEI, RARE, SONG, TITLE};
use crate::document::pdf::{Fonts, Typeface};

/// Fonts for rare characters held in memory at most; each may have thirty megabytes.
const MOST: usize = 3;
/// What a font for papers must have: words of every paper.
const SAMPLE: &str = "一政务通知书，。：（）《》〔〕0aA";
const REGULAR: u16 = 400;
const BOLD: u16 = 700;

/// The fonts for each place, and whether running text is in a true 仿宋; none where there is no Chinese font.
pub(super) fn search(machine: &Database, own: Option<Typeface>) -> Option<(Fonts, bool)> {
    let mut reader = Reader { machine, files: BTreeMap::new() };
    let (body, fangsong) = match own {
        Some(own) => (own, true),
        None => match reader.family(FANGSONG, REGULAR) {
            Some(body) => (body, true),
            None => (reader.family(SONG, REGULAR).or_else(|| reader.any())?, false),
        },
    };
    let heading = reader.family(HEI, REGULAR).unwrap_or_else(|| body.clone());
    let title = reader.family(TITLE, REGULAR).or_else(|| reader.family(SONG, BOLD));
    let title = title.unwrap_or_else(|| heading.clone());
    // A 仿宋 of the eighties has 6763 characters: a 宋体 of ours goes before the large sets.
    let mut rest: Vec<Typeface> =
        if fangsong { reader.family(SONG, REGULAR).into_iter().collect() } else { vec![] };
    rest.extend(RARE.iter().filter_map(|family| reader.named(family, REGULAR)).take(MOST));
    Some((Fonts { body, heading, title, rest }, fangsong))
}

/// The font of a file named by the settings.
pub(super) fn file(path: &Path) -> Result<Typeface, FontsError> {
    let trouble = |reason: String| FontsError::File { path: path.to_owned(), reason };
    let data = std::fs::read(path).map_err(|error| trouble(error.to_string()))?;
    let data = Arc::new(data);
    let mut one = Database::new();
    one.load_font_source(Source::Binary(Arc::clone(&data) as Arc<dyn AsRef<[u8]> + Send + Sync>));
    // Of a collection the simplified Chinese one, if one can be told.
    let simplified = |info: &&FaceInfo| names(info).any(|name| name.ends_with("sc") || name.ends_with("cn"));
    let info = one.faces().find(simplified).or_else(|| one.faces().next());
    let info = info.ok_or_else(|| trouble("不是字体文件".to_owned()))?;
    let font = Typeface::new(&shown(info), data, info.index).map_err(|error| trouble(error.to_string()))?;
    if is_chinese(&font) { Ok(font) } else { Err(trouble("其中没有中文".to_owned())) }
}

/// Fonts that have the characters, so few that each has one the others lack.
pub(super) fn having(machine: &Database, missing: &[char]) -> Vec<Typeface> {
    let mut reader = Reader { machine, files: BTreeMap::new() };
    let mut missing = missing.to_vec();
    let mut found = Vec::new();
    for info in machine.faces() {
        if missing.is_empty() || found.len() == MOST {
            break;
        }
        if missing.iter().any(|c| covers(machine, info.id, &[*c]))
            && let Some(font) = reader.typeface(info)
        {
            missing.retain(|c| !font.has(*c));
            found.push(font);
        }
    }
    found
}

fn is_chinese(font: &Typeface) -> bool {
    SAMPLE.chars().all(|c| font.has(c))
}

/// Whether a font has all these characters, without keeping it in memory.
fn covers(machine: &Database, id: ID, chars: &[char]) -> bool {
    let all = |data: &[u8], index| {
        FontRef::from_index(data, index).is_ok_and(|font| {
            let charmap = font.charmap();
            chars.iter().all(|c| charmap.map(*c).is_some_and(|glyph| glyph.to_u32() != 0))
        })
    };
    machine.with_face_data(id, all).unwrap_or(false)
}

/// The names of a font as the lists have them.
fn names(info: &FaceInfo) -> impl Iterator<Item = String> + '_ {
    info.families
        .iter()
        .map(|(name, _)| name.chars().filter(|c| !" -_".contains(*c)).flat_map(char::to_lowercase).collect())
}

/// The name for people: the Chinese one where there is one.
fn shown(info: &FaceInfo) -> String {
    let chinese = info.families.iter().find(|(name, _)| !name.is_ascii());
    let name = chinese.or(info.families.first()).map_or(info.post_script_name.as_str(), |(name, _)| name);
    if info.weight.0 >= BOLD { format!("{name} Bold") } else { name.to_owned() }
}

struct Reader<'a> {
    machine: &'a Database,
    /// A collection is read once, however many of its fonts are taken.
    files: BTreeMap<PathBuf, Arc<Vec<u8>>>,
}

impl Reader<'_> {
    /// The first usable font of the families, of the weight nearest to this.
    fn family(&mut self, families: &[&str], weight: u16) -> Option<Typeface> {
        families.iter().find_map(|family| self.named(family, weight).filter(is_chinese))
    }

    fn named(&mut self, family: &str, weight: u16) -> Option<Typeface> {
        let of_family =
            |info: &&FaceInfo| info.style == Style::Normal && names(info).any(|name| name == family);
        let nearest =
            self.machine.faces().filter(of_family).min_by_key(|info| info.weight.0.abs_diff(weight))?;
        self.typeface(nearest)
    }

    /// Any font of the machine with Chinese in it.
    fn any(&mut self) -> Option<Typeface> {
        let sample: Vec<char> = SAMPLE.chars().collect();
        let info = self.machine.faces().find(|info| covers(self.machine, info.id, &sample))?;
        self.typeface(info)
    }

    fn typeface(&mut self, info: &FaceInfo) -> Option<Typeface> {
        let data = match &info.source {
            Source::Binary(data) => Arc::new(data.as_ref().as_ref().to_vec()),
            Source::File(path) | Source::SharedFile(path, _) => self.read(path)?,
        };
        Typeface::new(&shown(info), data, info.index).ok()
    }

    fn read(&mut self, path: &Path) -> Option<Arc<Vec<u8>>> {
        if let Some(data) = self.files.get(path) {
            return Some(Arc::clone(data));
        }
        let data = Arc::new(std::fs::read(path).ok()?);
        self.files.insert(path.to_owned(), Arc::clone(&data));
        Some(data)
    }
}
