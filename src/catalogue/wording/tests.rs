use std::fs;

use super::*;
use crate::catalogue::{Place, load, load_from};
use crate::domain::phrases::pieces;

/// What is wrong with a file of words, and what was read of it.
fn told(text: &str) -> Vec<String> {
    let source = Source::alone("wording/x.toml", text);
    let mut problems = Vec::new();
    read(std::slice::from_ref(&source), &Halls::default(), &mut problems);
    problems.sort();
    problems.iter().map(ToString::to_string).collect()
}

/// The line that must be told of one text under a phrase.
fn one(line: &str) -> String {
    let problems = told(&format!("version = \"2\"\n\n[acceptance]\n{line}\n"));
    assert_eq!(problems.len(), 1, "{problems:#?}");
    problems[0].strip_prefix("wording/x.toml:4:").unwrap_or_else(|| panic!("{problems:?}")).to_owned()
}

#[test]
fn the_shipped_words_are_sound_and_complete() {
    assert_eq!(told(SHIPPED), [""; 0]);
    let shipped = phrases();
    for phrase in Phrase::ALL.iter().copied() {
        let text = shipped.get(phrase).unwrap_or_else(|| panic!("{} has no words", phrase.key()));
        for name in phrase.placeholders() {
            let place = format!("{{{name}}}");
            assert!(text.contains(&place), "{}: nothing shows where {place} may stand", phrase.key());
        }
    }
    // What the reader knows is all there is: anything else was told above.
    assert_eq!(shipped, crate::domain::phrases::shipped::phrases());
}

#[test]
fn a_fault_is_told_with_its_place_and_the_mend() {
    assert_eq!(one(r#"acepted = "x""#), "1 “acceptance”里没有这个用语“acepted”，是否要写“accepted”？");
    assert_eq!(
        one(r#"collect = "请到{hal}领取""#),
        "11 这一句里没有“{hal}”可填，可以用：{hall}，是否要写“{hall}”？"
    );
    assert_eq!(one(r#"counted_from = "{due}起""#), "16 这一句里没有“{due}”可填，这一句没有要填写的内容");
    assert_eq!(one(r#"decided_by = "{department}将作出决定。""#), "14 这一句必须写出“{due}”，由程序填写");
    assert_eq!(one(r#"counted_from = " ""#), "16 文字是空的；不用改的，把这一行删去，仍用程序的原文");
    for (text, code) in [("一\\n二", "000A"), ("一\\u202E二", "202E"), ("一\\u001b[2J", "001B")] {
        let told = one(&format!("counted_from = \"{text}\""));
        assert_eq!(told, format!("16 有换行或者看不见的控制字符（U+{code}），请删去，一句写成一行"));
    }
    let long = "长".repeat(501);
    assert_eq!(one(&format!("counted_from = \"{long}\"")), "16 这一句有501字，最多500字，请写短");
    assert!(one("counted_from = \"{项}\"").contains("花括号写得不对"));
    assert!(one("counted_from = 5").contains("应当是文字"));
    assert_eq!(told("version = \"2\"\n[acceptance]\ncounted_from = \"自{{次日}}起\"\n"), [""; 0]);
}

#[test]
fn the_file_says_its_edition_and_known_tables() {
    assert_eq!(
        told("[title]\nreceipt = \"收件单\"\n"),
        ["wording/x.toml:1:1 缺少字段“version”：改了用语，要有自己的版本"]
    );
    assert_eq!(told("version = \" \"\n"), ["wording/x.toml:1:11 不能是空的"]);
    assert_eq!(
        told("version = \"2\"\ntitel = 1\n[aceptance]\n"),
        [
            "wording/x.toml:2:1 不认识的表“titel”，是否要写“title”？",
            "wording/x.toml:3:2 不认识的表“aceptance”，是否要写“acceptance”？"
        ]
    );
    assert!(told("version = \"2\"\ntitle = \"x\"\n")[0].contains("先写一行 [title]"));
    // Several faults of a file are told at once.
    assert_eq!(told("[title]\nreceipt = \"\"\nhandover = \"{x}\"\n").len(), 3);
}

/// A copy of the demonstration hall with files of words.
fn hall_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    crate::catalogue::unpack(dir.path()).unwrap();
    fs::create_dir(dir.path().join("wording")).unwrap();
    for (name, text) in files {
        fs::write(dir.path().join("wording").join(name), text).unwrap();
    }
    dir
}

#[test]
fn a_hall_words_what_it_wants_and_its_edition_counts() {
    let shipped = phrases();
    let of = |dir: &std::path::Path, hall: &str| {
        let books = load(dir).unwrap_or_else(|problems| panic!("{problems}")).rulebooks();
        books.into_iter().find(|rules| rules.hall.id.as_str() == hall).unwrap().phrases
    };
    let all = "version = \"县-1\"\n[title]\nreceipt = \"收件凭证\"\n[paper]\ndraft = \"草稿\"\n";
    let own = "version = \"青河-7\"\nhall = \"qinghe\"\n[title]\nreceipt = \"材料收讫单\"\n";
    let dir = hall_with(&[("a-own.toml", own), ("b-all.toml", all)]);
    let qinghe = of(dir.path(), "qinghe");
    assert_eq!(qinghe.version, "青河-7");
    assert_eq!(qinghe.get(Phrase::TitleReceipt), Some("材料收讫单"));
    assert_eq!(qinghe.get(Phrase::Draft), Some("草稿"));
    assert_eq!(qinghe.get(Phrase::Rights), shipped.get(Phrase::Rights));
    let others = load(dir.path()).unwrap().halls;
    let other = others.iter().find(|hall| hall.id.as_str() != "qinghe").unwrap();
    let other = of(dir.path(), other.id.as_str());
    assert_eq!((other.version.as_str(), other.get(Phrase::TitleReceipt)), ("县-1", Some("收件凭证")));
    let plain = load_from(Place::Shipped).unwrap().rulebooks();
    assert!(plain.iter().all(|rules| rules.phrases == shipped));
}

#[test]
fn faults_refuse_the_hall() {
    let wrong = |files: &[(&str, &str)]| {
        let dir = hall_with(files);
        let prefix = format!("{}/", dir.path().display());
        let problems = load(dir.path()).err().unwrap_or_default().to_string();
        problems.lines().map(|line| line.replace(&prefix, "")).collect::<Vec<_>>()
    };
    assert_eq!(
        wrong(&[("a.toml", "version = \"1\"\nhall = \"qinhe\"\n")]),
        ["wording/a.toml:2:8 没有这个大厅“qinhe”，是否要写“qinghe”？"]
    );
    let twice = wrong(&[("a.toml", "version = \"1\"\n"), ("b.toml", "version = \"2\"\n")]);
    assert!(twice.len() == 1 && twice[0].contains("“全部大厅”重复，前一处在"), "{twice:?}");
    assert!(wrong(&[("a.toml", "version = 1\n")])[0].contains("应当是文字"));
    assert!(wrong(&[("a.toml", "version = \"1\n")])[0].contains("TOML 写法有误"));
}

/// Catches: a placeholder of the schema that the reader does not take.
#[test]
fn the_schema_shows_every_phrase_as_it_is() {
    let schema = schema("x");
    for phrase in Phrase::ALL.iter().copied() {
        let (table, name) = phrase.place();
        let told = schema["properties"][table]["properties"][name]["description"].as_str().unwrap();
        assert!(told.contains(phrases().get(phrase).unwrap()), "{told}");
        assert!(phrase.placeholders().all(|name| told.contains(&format!("{{{name}}}"))), "{told}");
        assert!(pieces(phrases().get(phrase).unwrap()).count() > 0);
    }
}
