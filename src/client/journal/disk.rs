//! A journal on the disk: found, read as far as it is whole, written anew, and added to.
//!
//! Nothing is changed in place but by adding. What does not open is set aside under another name and never written
//! over.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use super::files::{self, Files};
use super::seal::{HEADER, JournalKey, Marks, Seal};
use super::{Entry, JournalFault, Kept, Note};

/// The largest file that is read.
const LARGEST: u64 = 64 * 1024 * 1024;
/// A file this large is written anew with only what still counts.
const LARGE: u64 = 1024 * 1024;

/// An open journal file; nobody else has it open.
pub(super) struct Disk {
    files: Box<dyn Files>,
    path: PathBuf,
    key: JournalKey,
    marks: Marks,
    file: File,
    seal: Seal,
    /// Number of the next record.
    next: u64,
    size: u64,
    /// The size from which on it is written anew.
    limit: u64,
    /// Held as long as the file is in use.
    _lock: File,
}

/// What was found at the place of a journal.
enum Found {
    Nothing,
    /// Not ours, or nothing in it opens.
    Foreign,
    /// As far as it is whole, and where the rest begins, if there is one.
    Read(Kept, Option<usize>),
}

impl Disk {
    /// Opens or makes the journal `path`, and gives what is in it.
    pub(super) fn open(
        files: Box<dyn Files>,
        path: &Path,
        key: &JournalKey,
        marks: Marks,
    ) -> Result<(Self, Kept, Vec<Note>), JournalFault> {
        let folder = path.parent().unwrap_or(Path::new("."));
        files::folder(folder).map_err(JournalFault::disk)?;
        let lock = lock(&path.with_extension("lock"))?;
        let mut notes = Vec::new();
        let bytes = read(path).map_err(JournalFault::disk)?;
        let kept = match found(bytes.as_deref(), key, marks) {
            Found::Nothing => Kept::default(),
            Found::Foreign => {
                let aside = free(path, "elsewhere").map_err(JournalFault::disk)?;
                files.rename(path, &aside).map_err(JournalFault::disk)?;
                files.sync_folder(folder).map_err(JournalFault::disk)?;
                notes.push(Note::Elsewhere { file: aside.display().to_string() });
                Kept::default()
            }
            Found::Read(kept, None) => kept,
            Found::Read(kept, Some(at)) => {
                let aside = free(path, "corrupt").map_err(JournalFault::disk)?;
                let rest = bytes.as_deref().and_then(|bytes| bytes.get(at..)).unwrap_or_default();
                let file = files.create(&aside).map_err(JournalFault::disk)?;
                files.write(&file, rest).map_err(JournalFault::disk)?;
                files.sync(&file).map_err(JournalFault::disk)?;
                notes.push(Note::Damaged { file: aside.display().to_string() });
                kept
            }
        };
        let (file, seal, next, size) = write_anew(files.as_ref(), path, key, marks, &kept)?;
        let (key, path) = (key.clone(), path.to_owned());
        let limit = LARGE.max(size.saturating_mul(4));
        Ok((Self { files, path, key, marks, file, seal, next, size, limit, _lock: lock }, kept, notes))
    }

    /// Adds an entry; it is with the system when this returns, and on the disk after [`Disk::handle`] was synced.
    pub(super) fn add(&mut self, entry: &Entry) -> Result<(), JournalFault> {
        let record = self.seal.seal(self.next, &text(entry)?)?;
        self.files.write(&self.file, &record).map_err(JournalFault::disk)?;
        self.next = self.next.saturating_add(1);
        self.size = self.size.saturating_add(record.len() as u64);
        Ok(())
    }

    /// Writes the file anew with only what still counts, once it has become large.
    pub(super) fn tidy(&mut self, kept: &Kept) -> Result<(), JournalFault> {
        if self.size < self.limit {
            return Ok(());
        }
        let (file, seal, next, size) =
            write_anew(self.files.as_ref(), &self.path, &self.key, self.marks, kept)?;
        (self.file, self.seal, self.next, self.size) = (file, seal, next, size);
        self.limit = LARGE.max(size.saturating_mul(4));
        Ok(())
    }

    /// The file, to be synced without holding up whoever writes.
    pub(super) fn handle(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    /// From now on the disk is full.
    #[cfg(all(test, target_os = "linux"))]
    pub(super) fn breaks_for_tests(&mut self) -> io::Result<()> {
        self.file = OpenOptions::new().write(true).open("/dev/full")?;
        Ok(())
    }

    /// Takes the file away: nothing in it counts any more.
    pub(super) fn remove(self) {
        // One that stays behind is empty, and read as such.
        let _ = fs::remove_file(&self.path);
        let _ = fs::remove_file(self.path.with_extension("lock"));
    }
}

/// A new file beside the old, whole and on the disk before it takes its name.
fn write_anew(
    files: &dyn Files,
    path: &Path,
    key: &JournalKey,
    marks: Marks,
    kept: &Kept,
) -> Result<(File, Seal, u64, u64), JournalFault> {
    let seal = Seal::new(key, marks)?;
    let mut bytes = seal.header().to_vec();
    let mut next = 0;
    for entry in kept.entries() {
        bytes.extend(seal.seal(next, &text(&entry)?)?);
        next += 1;
    }
    let beside = path.with_extension("new");
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(JournalFault::disk(error)),
        // One left behind by a crash was never the journal.
        _ => {}
    }
    let file = files.create(&beside).map_err(JournalFault::disk)?;
    files.write(&file, &bytes).map_err(JournalFault::disk)?;
    files.sync(&file).map_err(JournalFault::disk)?;
    files.rename(&beside, path).map_err(JournalFault::disk)?;
    files.sync_folder(path.parent().unwrap_or(Path::new("."))).map_err(JournalFault::disk)?;
    Ok((file, seal, next, bytes.len() as u64))
}

fn text(entry: &Entry) -> Result<Vec<u8>, JournalFault> {
    serde_json::to_vec(entry).map_err(|_| JournalFault::TooLong)
}

/// One desk at a time: two would write into each other.
fn lock(path: &Path) -> Result<File, JournalFault> {
    let file = files::private(OpenOptions::new().write(true).create(true).truncate(false)).open(path);
    let file = file.map_err(JournalFault::disk)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(JournalFault::InUse),
        Err(fs::TryLockError::Error(error)) => Err(JournalFault::disk(error)),
    }
}

fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let file = match files::private(OpenOptions::new().read(true)).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST { Err(ErrorKind::FileTooLarge.into()) } else { Ok(Some(bytes)) }
}

fn found(bytes: Option<&[u8]>, key: &JournalKey, marks: Marks) -> Found {
    let Some(bytes) = bytes else { return Found::Nothing };
    let Some(seal) = Seal::of(key, marks, bytes) else { return Found::Foreign };
    let (mut kept, mut at, mut next) = (Kept::default(), HEADER, 0);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let opened = seal.open(next, rest);
        let entry = opened.and_then(|(text, length)| Some((serde_json::from_slice(&text).ok()?, length)));
        let Some((entry, length)) = entry else { break };
        kept.fold(entry);
        (at, next) = (at + length, next + 1);
    }
    match next {
        // The first record is there before the file has its name.
        0 => Found::Foreign,
        _ => Found::Read(kept, (at < bytes.len()).then_some(at)),
    }
}

/// A name nobody has: `….corrupt`, `….corrupt-2` and so on.
fn free(path: &Path, ending: &str) -> io::Result<PathBuf> {
    for count in 1..1000_u32 {
        let ending = if count == 1 { ending.to_owned() } else { format!("{ending}-{count}") };
        let aside = path.with_extension(ending);
        // A link that leads nowhere is somebody's name, too.
        if fs::symlink_metadata(&aside).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            return Ok(aside);
        }
    }
    Err(ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests;
