//! What the system says of a file, in the officer's language.

use std::io::{Error, ErrorKind};

/// Why a file or folder cannot be read or written, without the system's own English.
pub fn in_words(error: &Error) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::IsADirectory => "它是文件夹，不是文件",
        ErrorKind::NotADirectory => "它不是文件夹",
        ErrorKind::InvalidData => "内容不是 UTF-8 文本",
        ErrorKind::AlreadyExists => "已经有同名的文件，请换一个名字",
        ErrorKind::StorageFull => "磁盘已满",
        ErrorKind::ReadOnlyFilesystem => "磁盘只能读",
        ErrorKind::BrokenPipe => "接收的程序已经关闭",
        _ => {
            return error
                .raw_os_error()
                .map_or_else(|| "原因不明".to_owned(), |code| format!("系统错误，代码{code}"));
        }
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_of_the_system_is_passed_on() {
        let missing = std::fs::read_to_string("/没有/这个").unwrap_err();
        assert_eq!(in_words(&missing), "没有这个文件或文件夹");
        assert_eq!(in_words(&Error::from_raw_os_error(5)), "系统错误，代码5");
        assert_eq!(in_words(&Error::other("stream")), "原因不明");
    }
}
