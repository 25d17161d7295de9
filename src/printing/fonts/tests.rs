use std::sync::Arc;

use fontdb::{Database, Source};

use super::*;
use crate::document::pdf::pdf;
use crate::document::pdf::tests::font::{bytes, paper};
use crate::document::pdf::tests::look::papers;

/// A machine with these families, all with the same characters.
fn machine(families: &[&str]) -> Database {
    let mut machine = Database::new();
    for family in families {
        load(&mut machine, family, &paper());
    }
    machine
}

fn load(machine: &mut Database, family: &str, chars: &[char]) {
    let data: Arc<dyn AsRef<[u8]> + Send + Sync> = bytes(family, chars);
    machine.load_font_source(Source::Binary(data));
}

fn chosen(families: &[&str]) -> ([String; 3], bool) {
    let found = among(machine(families), None).unwrap();
    (found.names().map(str::to_owned), found.fangsong)
}

#[test]
fn each_place_gets_the_font_of_official_papers() {
    let all = ["SimHei", "SimSun", "FangSong_GB2312", "FZXiaoBiaoSong-B05S", "Noto Serif CJK JP"];
    let (names, fangsong) = chosen(&all);
    assert_eq!(names, ["FangSong_GB2312", "SimHei", "FZXiaoBiaoSong-B05S"]);
    assert!(fangsong);
}

#[test]
fn the_next_best_stands_in() {
    let (names, fangsong) = chosen(&["Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Serif CJK SC"]);
    assert_eq!(names, ["Noto Serif CJK SC", "Noto Sans CJK SC", "Noto Serif CJK SC"]);
    assert!(!fangsong);
    // Whatever has Chinese is better than no paper.
    assert_eq!(chosen(&["Some Hand"]).0, ["Some Hand"; 3]);
}

#[test]
fn a_font_without_the_words_of_papers_is_passed_over() {
    let mut machine = machine(&["SimSun"]);
    load(&mut machine, "FangSong", &['一', 'a']);
    assert_eq!(among(machine, None).unwrap().names()[0], "SimSun");
    let mut latin = Database::new();
    load(&mut latin, "DejaVu Sans", &('a'..='z').collect::<Vec<_>>());
    let error = among(latin, None).unwrap_err();
    assert_eq!(error, FontsError::NoChineseFont);
    assert!(error.to_string().contains("apt-get install fonts-noto-cjk"));
}

#[test]
fn rare_characters_come_from_large_sets_and_at_last_from_any_font() {
    let mut machine = machine(&["FangSong", "SimSun"]);
    load(&mut machine, "SimSun-ExtB", &['\u{2a000}']);
    load(&mut machine, "Somebody's Own", &['\u{2b7f4}', '\u{e863}']);
    let found = among(machine, None).unwrap();
    let names: Vec<&str> = found.fonts.rest.iter().map(Typeface::name).collect();
    assert_eq!(names, ["SimSun", "SimSun-ExtB"]);
    let more = found.for_missing(&['\u{2b7f4}', '\u{2ffff}']);
    assert_eq!(more.rest.last().unwrap().name(), "Somebody's Own");
    assert_eq!(more.rest.len(), 3);
    assert_eq!(found.for_missing(&['\u{2ffff}']).rest.len(), 2);
}

#[test]
fn the_font_file_of_the_settings_goes_first_or_says_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own.ttf");
    std::fs::write(&own, &*bytes("Own Song", &paper())).unwrap();
    let found = among(machine(&["FangSong", "SimHei"]), Some(&own)).unwrap();
    assert_eq!(found.names(), ["Own Song", "SimHei", "SimHei"]);
    for (name, bytes) in [
        ("none.ttf", None),
        ("text.ttf", Some(b"abc".to_vec())),
        ("latin.ttf", Some(bytes("L", &['a']).to_vec())),
    ] {
        let path = folder.path().join(name);
        if let Some(bytes) = bytes {
            std::fs::write(&path, bytes).unwrap();
        }
        let error = among(machine(&["FangSong"]), Some(&path)).unwrap_err();
        assert!(error.to_string().contains(name), "{error}");
    }
}

#[test]
fn of_a_collection_the_simplified_chinese_font_is_taken() {
    // Only where the machine has one.
    let Ok(found) = find(None) else { return };
    for name in found.names() {
        assert!(!name.contains(" JP") && !name.contains(" KR") && !name.contains(" TC"), "{name}");
    }
    let shelf = FontShelf::new(None);
    assert_eq!(shelf.get().unwrap().names(), found.names());
}

/// `YICHUANG_LOOK=folder cargo test --lib papers_in_the_fonts` leaves them there to be looked at.
#[test]
fn papers_in_the_fonts_of_this_machine() {
    let Ok(found) = find(None) else { return };
    let folder = std::env::var_os("YICHUANG_LOOK").map(PathBuf::from);
    for (name, document) in papers() {
        let bytes = pdf(&document, &found.fonts).unwrap();
        assert!(bytes.starts_with(b"%PDF-"), "{name}");
        if let Some(folder) = &folder {
            std::fs::write(folder.join(format!("{name}.pdf")), bytes).unwrap();
        }
    }
}
