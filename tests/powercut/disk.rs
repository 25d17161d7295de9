//! A disk that may lose, at the cut, whatever was not synced.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::trace::{Step, What};

/// A sector: written whole or not at all.
const SECTOR: usize = 512;

/// What the power cut leaves of what was not synced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Left {
    /// Nothing.
    Nothing,
    /// Some of the writes, each whole or not at all.
    Some,
    /// Some of the sectors of the writes.
    Sectors,
    /// All up to a moment, the last write torn at a sector.
    Torn,
}

impl Left {
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Some, Self::Sectors, Self::Torn];
}

/// Chance from a seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }
}

/// One change of a file's content.
struct Change<'a> {
    from: usize,
    to: usize,
    at: usize,
    /// None for a cut to the length `at`.
    bytes: Option<&'a [u8]>,
}

/// A change of the folder: a name that points to a file, or no longer.
struct Entry {
    from: usize,
    to: usize,
    folder: PathBuf,
    names: Vec<(PathBuf, Option<usize>)>,
}

/// Everything that happened to the files.
pub struct Disk<'a> {
    /// Changes by file: a file is a number, whatever it is called.
    files: Vec<Vec<Change<'a>>>,
    syncs: BTreeMap<usize, Vec<(usize, usize)>>,
    folder_syncs: BTreeMap<PathBuf, Vec<(usize, usize)>>,
    entries: Vec<Entry>,
    end: usize,
}

/// The files after a power cut.
pub struct Image(BTreeMap<PathBuf, Vec<u8>>);

impl Image {
    /// Writes the files into a folder.
    pub fn write(&self, into: &Path) {
        for (path, bytes) in &self.0 {
            fs::write(into.join(path.file_name().unwrap()), bytes).unwrap();
        }
    }
}

impl<'a> Disk<'a> {
    pub fn new(steps: &'a [Step]) -> Self {
        let (files, syncs, folder_syncs) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
        let mut disk = Self { files, syncs, folder_syncs, entries: Vec::new(), end: 0 };
        // The names as the running system knows them.
        let mut names: BTreeMap<PathBuf, usize> = BTreeMap::new();
        for step in steps {
            disk.end = disk.end.max(step.to);
            disk.step(step, &mut names);
        }
        disk
    }

    /// The last line of the trace.
    pub fn end(&self) -> usize {
        self.end
    }

    fn step(&mut self, step: &'a Step, names: &mut BTreeMap<PathBuf, usize>) {
        let (from, to) = (step.from, step.to);
        let mut change = |disk: &mut Self, path: &PathBuf, at: u64, bytes: Option<&'a [u8]>| {
            let file = disk.named(step, path, names);
            disk.files[file].push(Change { from, to, at: usize::try_from(at).unwrap(), bytes });
        };
        match &step.what {
            What::Opened(file) => drop(self.named(step, file, names)),
            What::Wrote { file, at, bytes } => change(self, file, *at, Some(bytes)),
            What::Cut { file, length } => change(self, file, *length, None),
            What::Synced(path) => match names.get(path) {
                Some(file) => self.syncs.entry(*file).or_default().push((from, to)),
                None => self.folder_syncs.entry(path.clone()).or_default().push((from, to)),
            },
            What::Removed(path) => {
                names.remove(path);
                self.enter(step, vec![(path.clone(), None)]);
            }
            What::Renamed { from: old, to: new } => {
                let Some(file) = names.remove(old) else { return };
                names.insert(new.clone(), file);
                self.enter(step, vec![(old.clone(), None), (new.clone(), Some(file))]);
            }
            What::Said(_) => {}
        }
    }

    /// The file of that name; a new one where there is none.
    fn named(&mut self, step: &Step, path: &Path, names: &mut BTreeMap<PathBuf, usize>) -> usize {
        if let Some(file) = names.get(path) {
            return *file;
        }
        let file = self.files.len();
        self.files.push(Vec::new());
        names.insert(path.to_owned(), file);
        self.enter(step, vec![(path.to_owned(), Some(file))]);
        file
    }

    fn enter(&mut self, step: &Step, names: Vec<(PathBuf, Option<usize>)>) {
        let folder = names[0].0.parent().unwrap().to_owned();
        self.entries.push(Entry { from: step.from, to: step.to, folder, names });
    }

    /// The files as they could lie there when the power went at line `cut`.
    pub fn image(&self, cut: usize, left: Left, dice: &mut Dice) -> Image {
        let mut names: BTreeMap<&PathBuf, usize> = BTreeMap::new();
        let entries: Vec<&Entry> = self.entries.iter().filter(|entry| entry.from <= cut).collect();
        let sure = entries.iter().rposition(|entry| self.is_sure(entry, cut)).map_or(0, |last| last + 1);
        for (at, entry) in entries.into_iter().enumerate() {
            // A journalling file system keeps the changes of a folder in their order: the first that is lost ends it,
            // and none before one that is sure is lost.
            if at >= sure && (left == Left::Nothing || dice.coin()) {
                break;
            }
            for (path, file) in &entry.names {
                match file {
                    Some(file) => drop(names.insert(path, *file)),
                    None => drop(names.remove(path)),
                }
            }
        }
        // SQLite's shared memory is no file but memory: it is made anew.
        let kept = names.into_iter().filter(|(path, _)| !path.to_string_lossy().ends_with("-shm"));
        Image(kept.map(|(path, file)| (path.clone(), self.content(file, cut, left, dice))).collect())
    }

    /// Whether a change of a folder is on the disk: the folder was synced since, or the file that got the name was,
    /// which with ext4 and XFS writes its name, too.
    fn is_sure(&self, entry: &Entry, cut: usize) -> bool {
        let folder = covered(self.folder_syncs.get(&entry.folder), entry.to, cut);
        let named = entry.names.iter().filter_map(|(_, file)| *file);
        folder || named.into_iter().any(|file| covered(self.syncs.get(&file), entry.to, cut))
    }

    fn content(&self, file: usize, cut: usize, left: Left, dice: &mut Dice) -> Vec<u8> {
        let changes: Vec<&Change<'_>> = self.files[file].iter().filter(|change| change.from <= cut).collect();
        let syncs = self.syncs.get(&file);
        let loose = |change: &Change<'_>| !covered(syncs, change.to, cut);
        let pending = changes.iter().filter(|change| loose(change)).count();
        let torn_after = dice.below(pending + 1);
        let (mut content, mut seen) = (Vec::new(), 0);
        for change in changes {
            if !loose(change) {
                apply(&mut content, change, |_| true);
                continue;
            }
            seen += 1;
            match left {
                Left::Some if dice.coin() => apply(&mut content, change, |_| true),
                Left::Sectors => apply(&mut content, change, |_| dice.coin()),
                Left::Torn if seen <= torn_after => apply(&mut content, change, |_| true),
                Left::Torn if seen == torn_after + 1 => {
                    let sectors = change.bytes.map_or(0, |bytes| bytes.len().div_ceil(SECTOR));
                    let kept = dice.below(sectors.max(1));
                    apply(&mut content, change, |sector| sector < kept);
                }
                Left::Nothing | Left::Some | Left::Torn => {}
            }
        }
        content
    }
}

/// Whether a sync that began after the change had returned was itself done by the cut.
fn covered(syncs: Option<&Vec<(usize, usize)>>, returned: usize, cut: usize) -> bool {
    syncs.is_some_and(|syncs| syncs.iter().any(|(from, to)| *from > returned && *to <= cut))
}

/// Applies those sectors of a change that reached the disk. A cut of the length is one thing.
fn apply(content: &mut Vec<u8>, change: &Change<'_>, mut reached: impl FnMut(usize) -> bool) {
    let Some(bytes) = change.bytes else {
        if reached(0) {
            content.resize(change.at, 0);
        }
        return;
    };
    for (sector, part) in bytes.chunks(SECTOR).enumerate() {
        if reached(sector) {
            let at = change.at + sector * SECTOR;
            if content.len() < at + part.len() {
                content.resize(at + part.len(), 0);
            }
            content[at..at + part.len()].copy_from_slice(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps() -> Vec<Step> {
        let file = || PathBuf::from("/f/x");
        let wrote = |at, byte| What::Wrote { file: file(), at, bytes: vec![byte; 1024] };
        let all = [
            What::Opened(file()),
            What::Synced("/f".into()),
            wrote(0, b'A'),
            What::Synced(file()),
            wrote(1024, b'B'),
            wrote(0, b'C'),
        ];
        all.into_iter().enumerate().map(|(at, what)| Step { from: at, to: at, what }).collect()
    }

    fn image(cut: usize, left: Left, seed: u64) -> Option<Vec<u8>> {
        let steps = steps();
        Disk::new(&steps).image(cut, left, &mut Dice::new(seed)).0.into_values().next()
    }

    /// Catches: a sync that covers what came after it, or nothing at all.
    #[test]
    fn only_what_was_synced_is_sure_to_be_there() {
        assert_eq!(image(0, Left::Nothing, 1), None, "not even the name");
        assert_eq!(image(2, Left::Nothing, 1), Some(vec![]));
        assert_eq!(image(3, Left::Nothing, 1), Some(vec![b'A'; 1024]));
        assert_eq!(image(5, Left::Nothing, 1), Some(vec![b'A'; 1024]));
    }

    /// Catches: a replay that never leaves a part, or tears inside a sector.
    #[test]
    fn a_part_of_the_rest_may_be_there() {
        for left in [Left::Some, Left::Sectors, Left::Torn] {
            let images: std::collections::BTreeSet<_> =
                (0..64).map(|seed| image(5, left, seed).unwrap()).collect();
            assert!(images.len() > 2, "{left:?}: {}", images.len());
            let torn =
                images.iter().any(|image| image.chunks(1024).any(|page| page[0] != *page.last().unwrap()));
            assert_eq!(torn, left != Left::Some, "{left:?}");
            for sector in images.iter().flat_map(|image| image.chunks(SECTOR)) {
                assert!(sector.iter().all(|byte| *byte == sector[0]), "{left:?}");
            }
        }
    }
}
