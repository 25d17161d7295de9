//! The demonstration hall goes with the program: no file has to be installed.

use std::path::Path;

use include_dir::{Dir, include_dir};

/// The files of the demonstration hall.
pub static SHIPPED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/fixtures");

/// Writes the files of the demonstration hall into a folder, which is made.
///
/// # Errors
/// The folder cannot be written.
pub fn unpack(into: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(into)?;
    SHIPPED.extract(into)
}
