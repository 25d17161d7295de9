//! Papers as files in the officer's folder.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The most files of one name.
const COPIES: usize = 99;

/// Writes a paper as a file of its own and syncs it; one that is there already is never overwritten. The name is
/// made of our own data: title and number.
///
/// # Errors
/// The folder cannot be made or written, or ninety-nine files of this name are there.
pub fn keep(folder: &Path, name: &str, ending: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    for copy in 1..=COPIES {
        let again = if copy == 1 { String::new() } else { format!("-{copy}") };
        let path = folder.join(format!("{name}{again}.{ending}"));
        match std::fs::File::create_new(&path) {
            Ok(mut file) => {
                file.write_all(bytes)?;
                file.sync_all()?;
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "同名文件过多"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_that_is_there_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("papers");
        let first = keep(&below, "受理通知书 青政受〔2026〕1号", "txt", b"one").unwrap();
        let second = keep(&below, "受理通知书 青政受〔2026〕1号", "txt", b"two").unwrap();
        assert!(second.ends_with("受理通知书 青政受〔2026〕1号-2.txt"));
        assert_eq!(
            (std::fs::read(first).unwrap(), std::fs::read(second).unwrap()),
            (b"one".to_vec(), b"two".to_vec())
        );
    }
}
