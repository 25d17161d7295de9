//! Theme files to a [`Theme`]: an embedded theme, and a user's file over it. The only place that makes a colour
//! out of numbers.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use toml::Spanned;
use unicode_width::UnicodeWidthStr as _;

use super::role::{Mark, Role};
use super::{Borders, Theme};
use crate::desk::keymap::problem::{Problem, Source, nearest};
use crate::text::Clean;

/// The themes that come with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preset {
    /// Light on dark, in the sixteen colours every console has.
    #[default]
    Standard,
    /// Dark on light.
    Light,
    /// For tired and ageing eyes.
    HighContrast,
    /// Without any character that some consoles draw two cells wide.
    Ascii,
}

impl Preset {
    /// Every theme.
    pub const ALL: &'static [Self] = &[Self::Standard, Self::Light, Self::HighContrast, Self::Ascii];

    /// The name used in settings and in `inherits`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::Ascii => "ascii",
        }
    }

    /// The theme of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|preset| preset.name() == name)
    }

    const fn source(self) -> Source<'static> {
        match self {
            Self::Standard => {
                let text = include_str!("../../../themes/standard.toml");
                Source { name: "themes/standard.toml", text }
            }
            Self::Light => {
                let text = include_str!("../../../themes/light.toml");
                Source { name: "themes/light.toml", text }
            }
            Self::HighContrast => {
                let text = include_str!("../../../themes/high-contrast.toml");
                Source { name: "themes/high-contrast.toml", text }
            }
            Self::Ascii => {
                let text = include_str!("../../../themes/ascii.toml");
                Source { name: "themes/ascii.toml", text }
            }
        }
    }
}

/// A theme fit for use, and what was wrong with the files it should have come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// The theme.
    pub theme: Theme,
    /// The problems, to be shown; empty if the user's file is in force.
    pub problems: Vec<Problem>,
}

/// Loads `preset` and lays the user's file over it. `inherits` in the file overrules `preset`. With any problem
/// in the user's file the preset is used as it is.
pub fn load(preset: Preset, user: Option<Source<'_>>) -> Loaded {
    let read = user.map(read);
    let preset = read.as_ref().and_then(|read| read.inherits).unwrap_or(preset);
    let mut sheet = Sheet::default();
    let mut problems = Vec::new();
    let mut next = Some(preset);
    let mut depth = 0;
    // The newest first: what is set stays. Two embedded themes at most stand below each other.
    while let Some(preset) = next.filter(|_| depth < Preset::ALL.len()) {
        let base = self::read(preset.source());
        problems.extend(base.problems);
        sheet = sheet.over(base.sheet);
        next = base.inherits;
        depth += 1;
    }
    if let Some(read) = read {
        problems.extend(read.problems);
        if problems.is_empty() {
            sheet = read.sheet.over(sheet);
        }
    }
    Loaded { theme: sheet.theme(), problems }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    inherits: Option<Spanned<String>>,
    borders: Option<Spanned<String>>,
    #[serde(default)]
    roles: std::collections::BTreeMap<Spanned<String>, Looks>,
    #[serde(default)]
    marks: std::collections::BTreeMap<Spanned<String>, Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Looks {
    fg: Option<Spanned<String>>,
    bg: Option<Spanned<String>>,
    #[serde(default)]
    with: Vec<Spanned<String>>,
}

struct Read {
    inherits: Option<Preset>,
    sheet: Sheet,
    problems: Vec<Problem>,
}

/// What one file, or several over each other, set.
#[derive(Default)]
struct Sheet {
    borders: Option<Borders>,
    styles: Vec<(Role, Style)>,
    marks: Vec<(Mark, Clean)>,
}

impl Sheet {
    fn over(mut self, below: Self) -> Self {
        self.borders = self.borders.or(below.borders);
        for (role, style) in below.styles {
            if !self.styles.iter().any(|(set, _)| *set == role) {
                self.styles.push((role, style));
            }
        }
        for (mark, text) in below.marks {
            if !self.marks.iter().any(|(set, _)| *set == mark) {
                self.marks.push((mark, text));
            }
        }
        self
    }

    fn theme(self) -> Theme {
        let text = self
            .styles
            .iter()
            .find(|(role, _)| *role == Role::Text)
            .map_or_else(Style::new, |(_, style)| *style);
        let ground = Style { add_modifier: Modifier::empty(), ..text };
        let styles = self.styles.into_iter().map(|(role, style)| (role, ground.patch(style))).collect();
        Theme { borders: self.borders.unwrap_or_default(), styles, marks: self.marks }
    }
}

fn read(source: Source<'_>) -> Read {
    let file: File = match toml::from_str(source.text) {
        Ok(file) => file,
        Err(error) => {
            let message = format!("文件格式有误：{}", error.message().trim());
            let problem = source.problem(&error.span().unwrap_or_default(), message);
            return Read { inherits: None, sheet: Sheet::default(), problems: vec![problem] };
        }
    };
    let mut reader = Reader { source, problems: Vec::new() };
    let inherits = file.inherits.and_then(|name| {
        let names = Preset::ALL.iter().map(|preset| preset.name());
        reader.named(&name, "主题", Preset::named(name.get_ref()), names)
    });
    let borders = file.borders.and_then(|name| {
        let borders = match name.get_ref().as_str() {
            "box" => Some(Borders::Box),
            "ascii" => Some(Borders::Ascii),
            _ => None,
        };
        reader.named(&name, "边框", borders, ["box", "ascii"].into_iter())
    });
    let mut sheet = Sheet { borders, ..Sheet::default() };
    for (name, looks) in file.roles {
        let style = reader.style(looks);
        let names = Role::ALL.iter().map(|role| role.name());
        if let Some(role) = reader.named(&name, "角色", Role::named(name.get_ref()), names) {
            sheet.styles.push((role, style));
        }
    }
    for (name, text) in file.marks {
        let names = Mark::ALL.iter().map(|mark| mark.name());
        let mark = reader.named(&name, "记号", Mark::named(name.get_ref()), names);
        if let (Some(mark), Some(text)) = (mark, reader.mark(mark, &text)) {
            sheet.marks.push((mark, text));
        }
    }
    let mut problems = reader.problems;
    problems.sort_by_key(|problem| (problem.line, problem.column));
    Read { inherits, sheet, problems }
}

struct Reader<'a> {
    source: Source<'a>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// `found`, or a problem that suggests the closest of `names`.
    fn named<T>(
        &mut self,
        name: &Spanned<String>,
        kind: &str,
        found: Option<T>,
        names: impl Iterator<Item = &'static str>,
    ) -> Option<T> {
        if found.is_none() {
            let near =
                nearest(name.get_ref(), names).map(|near| format!("，是不是“{near}”？")).unwrap_or_default();
            let message = format!("没有名为“{}”的{kind}{near}", name.get_ref());
            self.problems.push(self.source.problem(&name.span(), message));
        }
        found
    }

    fn style(&mut self, looks: Looks) -> Style {
        let mut style = Style::new();
        style.fg = looks.fg.and_then(|name| self.color(&name));
        style.bg = looks.bg.and_then(|name| self.color(&name));
        for name in looks.with {
            let modifier = modifier(name.get_ref());
            if let Some(modifier) =
                self.named(&name, "字形", modifier, MODIFIERS.iter().map(|(name, _)| *name))
            {
                style = style.add_modifier(modifier);
            }
        }
        style
    }

    fn color(&mut self, name: &Spanned<String>) -> Option<Color> {
        let found = match name.get_ref().strip_prefix('#') {
            Some(hex) => rgb(hex),
            None => COLORS.iter().find(|(known, _)| *known == name.get_ref()).map(|(_, color)| *color),
        };
        self.named(name, "颜色", found, COLORS.iter().map(|(name, _)| *name))
    }

    fn mark(&mut self, mark: Option<Mark>, text: &Spanned<String>) -> Option<Clean> {
        let clean = Clean::new(text.get_ref());
        let shown = clean.shown();
        // A character of ambiguous width shifts everything behind it on some consoles; the cut is drawn last.
        let unsure = mark != Some(Mark::Cut) && shown.width() != shown.width_cjk();
        let long = shown.width() == 0 || shown.width() > 4;
        if unsure || long || shown != clean.original() {
            let message = format!("记号“{shown}”须为 1 至 4 格，且在任何终端上宽度不变");
            self.problems.push(self.source.problem(&text.span(), message));
            return None;
        }
        Some(clean)
    }
}

fn rgb(hex: &str) -> Option<Color> {
    if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(hex, 16).ok().map(Color::from_u32)
}

const COLORS: &[(&str, Color)] = &[
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("gray", Color::Gray),
    ("dark-gray", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("white", Color::White),
];

const MODIFIERS: &[(&str, Modifier)] = &[
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underline", Modifier::UNDERLINED),
    ("reverse", Modifier::REVERSED),
];

fn modifier(name: &str) -> Option<Modifier> {
    MODIFIERS.iter().find(|(known, _)| *known == name).map(|(_, modifier)| *modifier)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(text: &str) -> Loaded {
        load(Preset::Standard, Some(Source { name: "主题.toml", text }))
    }

    #[test]
    fn the_themes_are_complete_and_have_no_problems() {
        for &preset in Preset::ALL {
            let Loaded { theme, problems } = load(preset, None);
            let shown: Vec<_> = problems.iter().map(ToString::to_string).collect();
            assert_eq!(shown, Vec::<String>::new(), "{preset:?}");
            for &role in Role::ALL {
                assert!(theme.styles.iter().any(|(named, _)| *named == role), "{preset:?} {}", role.name());
            }
            for &mark in Mark::ALL {
                assert!(!theme.mark(mark).is_empty(), "{preset:?} {}", mark.name());
            }
        }
    }

    #[test]
    fn the_verdict_marks_differ_without_colour() {
        for &preset in Preset::ALL {
            let theme = Theme::preset(preset);
            let verdicts: Vec<_> = Mark::ALL.iter().take(10).map(|&mark| theme.mark(mark)).collect();
            let distinct: std::collections::BTreeSet<_> = verdicts.iter().collect();
            assert_eq!(distinct.len(), verdicts.len(), "{preset:?}");
            assert!(verdicts.iter().all(|mark| mark.width() == 2), "{verdicts:?}");
        }
    }

    #[test]
    fn the_ascii_theme_has_no_ambiguous_width_at_all() {
        let theme = Theme::preset(Preset::Ascii);
        assert_eq!(theme.borders(), Borders::Ascii);
        for &mark in Mark::ALL {
            assert_eq!(theme.mark(mark).width(), theme.mark(mark).width_cjk(), "{}", mark.name());
        }
    }

    #[test]
    fn a_users_file_inherits() {
        let loaded =
            user("inherits = \"light\"\nborders = \"ascii\"\n[roles]\ngood = { fg = \"#004400\" }\n");
        assert_eq!(loaded.problems, []);
        let light = Theme::preset(Preset::Light);
        assert_eq!(loaded.theme.style(Role::Good).fg, Some(Color::from_u32(0x00_4400)));
        assert_eq!(loaded.theme.style(Role::Good).bg, light.style(Role::Text).bg);
        assert_eq!(loaded.theme.style(Role::Danger), light.style(Role::Danger));
        assert_eq!(loaded.theme.borders(), Borders::Ascii);
    }

    #[test]
    fn all_problems_come_at_once_and_the_preset_is_used() {
        let loaded = user(concat!(
            "inherits = \"ligth\"\nborders = \"asci\"\n[roles]\ngod = { fg = \"gren\" }\n",
            "text = { bg = \"#12\", with = [\"bould\"] }\n[marks]\nmissing = \"→\"\ncut = \"\\u202e\"\n",
        ));
        let shown: Vec<_> = loaded.problems.iter().map(ToString::to_string).collect();
        assert_eq!(shown.len(), 8, "{shown:#?}");
        for (place, word) in
            [(":1:12", "light"), (":2:11", "ascii"), (":4:1", "good"), (":4:14", "green"), (":5:30", "bold")]
        {
            let start = format!("主题.toml{place} ");
            assert!(shown.iter().any(|p| p.starts_with(&start) && p.contains(word)), "{place} {shown:#?}");
        }
        assert_eq!(loaded.theme, Theme::preset(Preset::Standard));
        assert_eq!(user("roles = 1").problems.len(), 1);
    }

    /// The sixteen colours as xterm draws them.
    fn channels(color: Color) -> Option<[u8; 3]> {
        Some(match color {
            Color::Black => [0, 0, 0],
            Color::Red => [205, 0, 0],
            Color::Green => [0, 205, 0],
            Color::Yellow => [205, 205, 0],
            Color::Blue => [0, 0, 238],
            Color::Magenta => [205, 0, 205],
            Color::Cyan => [0, 205, 205],
            Color::Gray => [229, 229, 229],
            Color::DarkGray => [127, 127, 127],
            Color::LightRed => [255, 0, 0],
            Color::LightGreen => [0, 255, 0],
            Color::LightYellow => [255, 255, 0],
            Color::LightBlue => [92, 92, 255],
            Color::LightMagenta => [255, 0, 255],
            Color::LightCyan => [0, 255, 255],
            Color::White => [255, 255, 255],
            Color::Rgb(r, g, b) => [r, g, b],
            Color::Reset | Color::Indexed(_) => return None,
        })
    }

    fn luminance(rgb: [u8; 3]) -> f64 {
        let linear = rgb.map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    #[test]
    fn every_role_can_be_read() {
        for (preset, wanted) in
            [(Preset::Standard, 4.5), (Preset::Light, 4.5), (Preset::HighContrast, 7.0), (Preset::Ascii, 4.5)]
        {
            let theme = Theme::preset(preset);
            for &role in Role::ALL {
                let style = theme.style(role);
                let pair = (style.fg.and_then(channels), style.bg.and_then(channels));
                let (Some(fg), Some(bg)) = pair else {
                    panic!("{preset:?} {}: unknown colours", role.name())
                };
                let (a, b) = (luminance(fg), luminance(bg));
                let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                assert!(contrast >= wanted, "{preset:?} {}: {contrast:.2}", role.name());
                assert!(!style.add_modifier.contains(Modifier::DIM), "{preset:?} {}", role.name());
            }
        }
    }
}
