//! The chosen look written to the officer's settings.

use std::io::{ErrorKind, Write as _};
use std::path::Path;

use crate::desk::theme::chosen;
use crate::desk::wording as words;
use crate::text::Clean;

/// Sets `theme` in the settings file, which need not be there yet. The file is whole at any time: it is written
/// beside itself and then renamed.
pub(super) fn keep(path: &Path, name: &str) -> Result<(), Clean> {
    let failed =
        |error: std::io::Error| words::look_not_kept(&path.display().to_string(), &error.to_string());
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        Err(error) => return Err(failed(error)),
    };
    let Some(written) = chosen(&text, name) else {
        return Err(words::look_not_kept(&path.display().to_string(), words::SETTINGS_BROKEN));
    };
    replace(path, &written).map_err(failed)
}

fn replace(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    // A link is followed: what it points to is what changes.
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = path.with_extension("toml.new");
    let mut file = std::fs::File::create(&beside)?;
    if let Ok(old) = std::fs::metadata(&path) {
        file.set_permissions(old.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&beside, &path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_changed_the_rest_stays_and_a_missing_file_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config/settings.toml");
        keep(&path, "light").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "theme = \"light\"\n");
        std::fs::write(&path, "# 本机\nwindow = \"07\"\ntheme = \"light\"\n").unwrap();
        keep(&path, "ascii").unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "# 本机\nwindow = \"07\"\ntheme = \"ascii\"\n");
        assert_eq!(
            std::fs::read_dir(path.parent().unwrap()).unwrap().count(),
            1,
            "nothing is left beside it"
        );
    }

    #[test]
    fn a_broken_file_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.toml");
        std::fs::write(&path, "window = 07\n").unwrap();
        assert!(keep(&path, "ascii").unwrap_err().shown().contains("settings.toml"));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "window = 07\n");
    }
}
