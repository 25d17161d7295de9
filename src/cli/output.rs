//! What a subcommand prints: in one piece, and never a panic where the reader has gone.

use std::io::{self, ErrorKind, Write};

use crate::catalogue::in_words;

/// Prints a text.
///
/// # Errors
/// Those of [`written`].
pub(super) fn print(text: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    written(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// What became of reading or writing. A reader that has seen enough (`| head`) is no fault.
///
/// # Errors
/// Input or output broke off, as a sentence.
pub(super) fn written(result: io::Result<()>) -> Result<(), String> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("读写中断：{}；请检查磁盘空间和管道后重试", in_words(&error)))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_has_gone_is_no_fault() {
        assert_eq!(written(Err(ErrorKind::BrokenPipe.into())), Ok(()));
        let full = written(Err(ErrorKind::StorageFull.into())).unwrap_err();
        assert_eq!(full, "读写中断：磁盘已满；请检查磁盘空间和管道后重试");
    }
}
