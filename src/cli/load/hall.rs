//! A hall for a load: the shipped items, fees and days, and as many windows as there are desks.

use std::fs;
use std::io;
use std::path::Path;

use toml::{Table, Value};

use crate::catalogue;
use crate::service::password_hash;

/// Its key: a service that serves it may be loaded.
pub(super) const ID: &str = "load-test";
/// The password of all its staff; that of the demonstration hall, too.
pub(super) const PASSWORD: &str = "yichuang";

/// Writes it into a folder that is not there yet, or empty.
///
/// # Errors
/// What to mend, as a sentence.
pub(super) fn write(folder: &Path, windows: u16) -> Result<(), String> {
    let failed = |error: io::Error| {
        format!("不能写入{}（{}）；请检查磁盘空间和权限", folder.display(), catalogue::in_words(&error))
    };
    if folder.read_dir().is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(format!("{}里已有文件；请给一个空的文件夹", folder.display()));
    }
    catalogue::unpack(folder).map_err(failed)?;
    let shipped = fs::read_to_string(folder.join("hall").join("qinghe.toml")).map_err(failed)?;
    let shipped: Table = shipped.parse().map_err(|error| format!("自带的大厅数据有误：{error}"))?;
    let hash = password_hash(PASSWORD).map_err(|error| format!("不能生成口令：{error}"))?;
    for name in ["hall", "staff", "scenarios"] {
        let old = folder.join(name);
        if old.is_dir() {
            fs::remove_dir_all(old).map_err(failed)?;
        }
    }
    let put = |name: &str, table: Table| {
        let dir = folder.join(name);
        fs::create_dir_all(&dir)?;
        fs::write(dir.join("load.toml"), table.to_string())
    };
    put("hall", hall(shipped, windows)).map_err(failed)?;
    put("staff", staff(windows, &hash)).map_err(failed)
}

fn hall(mut shipped: Table, windows: u16) -> Table {
    shipped.insert("id".to_owned(), text(ID));
    shipped.insert("name".to_owned(), text("压力测试大厅（虚构）"));
    shipped.insert("number_prefix".to_owned(), text("测"));
    // Its noon names staff who are not here.
    shipped.remove("noon");
    let window = |at: u16| {
        table(&[
            ("id", text(window(at))),
            ("name", text("综合受理")),
            ("kind", text("general")),
            ("place", text("一楼")),
            ("post_a", text(officer(at, 'A'))),
            ("post_b", text(officer(at, 'B'))),
            ("classes", Value::Array(vec![text("A")])),
        ])
    };
    shipped.insert("window".to_owned(), Value::Array((1..=windows).map(window).collect()));
    shipped
}

fn staff(windows: u16, hash: &str) -> Table {
    let person = |id: String, name: String, role: &str| {
        table(&[("id", text(id)), ("name", text(name)), ("role", text(role)), ("password_hash", text(hash))])
    };
    let mut officers = vec![
        person("L000".to_owned(), "测试负责人".to_owned(), "lead"),
        person("D000".to_owned(), "测试部门人员".to_owned(), "department"),
        person("E000".to_owned(), "测试运维".to_owned(), "engineer"),
    ];
    for at in 1..=windows {
        for side in ['A', 'B'] {
            officers.push(person(officer(at, side), format!("测试{at:04}{side}"), "officer"));
        }
    }
    let mut table = Table::new();
    table.insert("hall".to_owned(), text(ID));
    table.insert("officer".to_owned(), Value::Array(officers));
    table
}

fn window(at: u16) -> String {
    format!("{at:03}")
}

fn officer(window: u16, side: char) -> String {
    format!("T{window:04}{side}")
}

fn text(words: impl Into<String>) -> Value {
    Value::String(words.into())
}

fn table(fields: &[(&str, Value)]) -> Value {
    Value::Table(fields.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Catches: a hall the service would not start with.
    #[test]
    fn the_hall_is_one_the_service_reads() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("hall");
        write(&dir, 40).unwrap();
        let fixtures = catalogue::load(&dir).map_err(|problems| problems.to_string()).unwrap();
        assert_eq!(fixtures.halls.len(), 1);
        assert_eq!((fixtures.halls[0].id.as_str(), fixtures.halls[0].windows.len()), (ID, 40));
        assert_eq!(fixtures.staff.len(), 83);
        assert!(!fixtures.items.is_empty() && fixtures.tickets.is_empty());
        assert!(write(&dir, 40).unwrap_err().contains("已有文件"), "nothing is written over");
    }
}
