//! The system calls of a journal, one by one, so that tests can let each of them fail.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// What a journal asks of the system.
pub(super) trait Files: Send {
    /// Makes a new file that only this user can read; an existing one, or a link, is refused.
    fn create(&self, path: &Path) -> io::Result<File>;
    /// Writes at the end.
    fn write(&self, file: &File, bytes: &[u8]) -> io::Result<()>;
    /// Puts what was written on the disk.
    fn sync(&self, file: &File) -> io::Result<()>;
    /// Puts one file in the place of another at once.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Puts the names of a folder on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// The system itself.
pub(super) struct System;

impl Files for System {
    fn create(&self, path: &Path) -> io::Result<File> {
        private(OpenOptions::new().append(true).create_new(true)).open(path)
    }

    fn write(&self, mut file: &File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_data()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        // Elsewhere a folder cannot be opened as a file, and a rename needs none.
        if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
    }
}

/// Only for this user, and never through a link.
#[cfg(unix)]
pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    let no_link = i32::try_from(rustix::fs::OFlags::NOFOLLOW.bits()).unwrap_or_default();
    options.mode(0o600).custom_flags(no_link)
}

/// The folder of the user is only the user's.
#[cfg(not(unix))]
pub(super) fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// Makes the folder, for this user only.
pub(super) fn folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path)
}
