//! What strace saw, as steps.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Something a process did to files, or said on a socket. `from` is the line at which the call began and `to` the
/// one at which it had returned: only what had returned before a sync began is covered by it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    pub from: usize,
    pub to: usize,
    pub what: What,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// A file may have been made by opening it.
    Opened(PathBuf),
    Wrote {
        file: PathBuf,
        at: u64,
        bytes: Vec<u8>,
    },
    Cut {
        file: PathBuf,
        length: u64,
    },
    /// A file, or a folder, was synced.
    Synced(PathBuf),
    Removed(PathBuf),
    Renamed {
        from: PathBuf,
        to: PathBuf,
    },
    /// Bytes left on a socket.
    Said(Vec<u8>),
}

/// Reads a trace taken with `-f -y -xx`; only files in `folder` count.
pub fn read(text: &str, folder: &Path) -> Vec<Step> {
    let mut reader = Reader { folder, begun: HashMap::new(), places: HashMap::new(), steps: Vec::new() };
    for (at, line) in text.lines().enumerate() {
        if let Some((pid, call)) = line.trim_start().split_once(' ') {
            reader.line(at, pid, call.trim_start());
        }
    }
    reader.steps.sort_by_key(|step| step.from);
    reader.steps
}

struct Reader<'a> {
    folder: &'a Path,
    /// Calls that have not returned, by process.
    begun: HashMap<String, (usize, String)>,
    /// Where the next `write` of a descriptor goes.
    places: HashMap<String, u64>,
    steps: Vec<Step>,
}

impl Reader<'_> {
    fn line(&mut self, at: usize, pid: &str, call: &str) {
        if let Some(begun) = call.strip_suffix(" <unfinished ...>") {
            self.begun.insert(pid.to_owned(), (at, begun.to_owned()));
        } else if let Some(resumed) = call.strip_prefix("<... ") {
            let Some((from, begun)) = self.begun.remove(pid) else { return };
            let Some((_, rest)) = resumed.split_once(" resumed>") else { return };
            self.call(from, at, &format!("{begun}{rest}"));
        } else {
            self.call(at, at, call);
        }
    }

    fn call(&mut self, from: usize, to: usize, call: &str) {
        let Some((head, result)) = call.rsplit_once(" = ") else { return };
        let Some((name, args)) = head.trim_end().strip_suffix(')').and_then(|head| head.split_once('('))
        else {
            return;
        };
        let result = result.split([' ', '<']).next().and_then(|result| result.parse::<i64>().ok());
        let Some(result) = result.and_then(|result| u64::try_from(result).ok()) else { return };
        if let Some(what) = self.what(name, args, result, call) {
            self.steps.push(Step { from, to, what });
        }
    }

    fn what(&mut self, name: &str, args: &str, result: u64, call: &str) -> Option<What> {
        match name {
            "openat" | "open" | "creat" => {
                let file = self.watched(&strings(args).into_iter().next()?)?;
                let cut = args.contains("O_TRUNC") || name == "creat";
                self.places.insert(result.to_string(), 0);
                Some(if cut { What::Cut { file, length: 0 } } else { What::Opened(file) })
            }
            "write" | "writev" | "pwrite64" | "pwritev" | "sendto" | "sendmsg" => {
                self.wrote(name, args, result, call)
            }
            "lseek" => {
                self.places.insert(descriptor(args)?.0.to_owned(), result);
                None
            }
            "fsync" | "fdatasync" => self.watched(&descriptor(args)?.1).map(What::Synced),
            "ftruncate" => {
                let file = self.watched(&descriptor(args)?.1)?;
                Some(What::Cut { file, length: last_number(args)? })
            }
            "unlink" | "unlinkat" => self.watched(strings(args).last()?).map(What::Removed),
            "rename" | "renameat" | "renameat2" => {
                let names = strings(args);
                let (from, to) = (self.watched(names.first()?)?, self.watched(names.get(1)?)?);
                Some(What::Renamed { from, to })
            }
            _ => None,
        }
    }

    fn wrote(&mut self, name: &str, args: &str, result: u64, call: &str) -> Option<What> {
        let (number, path) = descriptor(args)?;
        let mut bytes = strings(args).concat();
        if path.starts_with(b"socket:") || path.starts_with(b"TCP") {
            return Some(What::Said(bytes));
        }
        let file = self.watched(&path)?;
        assert!(!call.contains("\"..."), "strace cut a write short; give it a larger -s");
        bytes.truncate(usize::try_from(result).unwrap());
        let at = if name.starts_with('p') {
            last_number(args)?
        } else {
            let place = self.places.entry(number.to_owned()).or_default();
            let at = *place;
            *place += result;
            at
        };
        Some(What::Wrote { file, at, bytes })
    }

    /// A path in the folder.
    fn watched(&self, path: &[u8]) -> Option<PathBuf> {
        let path = Path::new(std::str::from_utf8(path).ok()?);
        path.starts_with(self.folder).then(|| path.to_owned())
    }
}

/// The number of the first descriptor, and the path strace found for it.
fn descriptor(args: &str) -> Option<(&str, Vec<u8>)> {
    let (number, rest) = args.split_once('<')?;
    let (path, _) = rest.split_once('>')?;
    Some((number, unescaped(path)))
}

fn last_number(args: &str) -> Option<u64> {
    args.rsplit(", ").next()?.trim().parse().ok()
}

/// Every string among the arguments.
fn strings(args: &str) -> Vec<Vec<u8>> {
    args.split('"').skip(1).step_by(2).map(unescaped).collect()
}

/// `\x41\x42`, and whatever is written plainly between.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4);
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.strip_prefix(b"x").and_then(|after| after.get(..2)).filter(|_| byte == b'\\');
        if let Some(hex) = hex {
            bytes.push(u8::from_str_radix(std::str::from_utf8(hex).unwrap(), 16).unwrap());
            rest = &rest[4..];
        } else {
            bytes.push(byte);
            rest = after;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_that_overlap_are_put_together() {
        let text = "7 openat(AT_FDCWD</a>, \"\\x2f\\x66\\x2f\\x78\", O_RDWR|O_CREAT, 0644) = 3</f/x>\n\
                    7 pwrite64(3<\\x2f\\x66\\x2f\\x78>, \"\\x41\\x42\", 2, 4096) = 2\n\
                    7 fsync(3<\\x2f\\x66\\x2f\\x78> <unfinished ...>\n\
                    8 writev(9<\\x73\\x6f\\x63\\x6b\\x65\\x74\\x3a>, [{iov_base=\"\\x48\", iov_len=1}, \
                    {iov_base=\"\\x49\", iov_len=1}], 2) = 2\n\
                    7 <... fsync resumed>) = 0\n\
                    7 write(3</f/x>, \"\\x43\", 1) = 1\n\
                    7 pwrite64(3</elsewhere>, \"\\x43\", 1, 0) = 1\n\
                    7 write(3</f/x>, \"\\x43\", 1) = -1 ENOSPC (No space left on device)\n";
        let file = PathBuf::from("/f/x");
        let steps = read(text, Path::new("/f"));
        let expected = [
            (0, 0, What::Opened(file.clone())),
            (1, 1, What::Wrote { file: file.clone(), at: 4096, bytes: b"AB".to_vec() }),
            (2, 4, What::Synced(file.clone())),
            (3, 3, What::Said(b"HI".to_vec())),
            (5, 5, What::Wrote { file, at: 0, bytes: b"C".to_vec() }),
        ];
        assert_eq!(steps, expected.map(|(from, to, what)| Step { from, to, what }));
    }
}
