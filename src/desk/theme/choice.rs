//! The chosen look in the text of a settings file: that one line is changed, comments and all else stay.

use toml::de::DeTable;

/// The settings with `theme` set to this name; none where the text is no TOML.
///
/// ```
/// use yichuang::desk::theme::chosen;
/// let settings = "# 外观\ntheme = \"light\" # 白底\nwindow = \"07\"\n";
/// assert_eq!(chosen(settings, "ascii").unwrap(), "# 外观\ntheme = \"ascii\" # 白底\nwindow = \"07\"\n");
/// assert_eq!(chosen("window = \"07\"", "ascii").unwrap(), "window = \"07\"\ntheme = \"ascii\"\n");
/// assert_eq!(chosen("window = 07", "ascii"), None);
/// ```
pub fn chosen(settings: &str, name: &str) -> Option<String> {
    let mark = settings.strip_prefix('\u{feff}').map_or("", |_| "\u{feff}");
    let text = settings.get(mark.len()..)?;
    let table = DeTable::parse(text).ok()?;
    let value = toml::Value::String(name.to_owned()).to_string();
    let set = table.get_ref().iter().find(|(key, _)| key.get_ref() == "theme").map(|(_, set)| set.span());
    let Some(span) = set else {
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        return Some(format!("{mark}{text}{end}theme = {value}\n"));
    };
    let (before, after) = (text.get(..span.start)?, text.get(span.end..)?);
    Some(format!("{mark}{before}{value}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_whatever_the_name() {
        for name in ["standard", "/home/q/主题 \"一\".toml", "C:\\主题\\我的.toml"] {
            for settings in
                ["", "\u{feff}theme='x'\r\n", "a = \"1\"\n", "theme = \"\"\"\nx\n\"\"\"\nb = \"2\"\n"]
            {
                let written = chosen(settings, name).unwrap();
                let text = written.trim_start_matches('\u{feff}');
                let table: toml::Table = toml::from_str(text).unwrap();
                assert_eq!(table["theme"].as_str(), Some(name), "{written}");
                assert_eq!(written.starts_with('\u{feff}'), settings.starts_with('\u{feff}'));
            }
        }
    }
}
