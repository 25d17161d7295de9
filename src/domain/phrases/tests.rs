use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

fn one(phrase: Phrase, text: &str) -> Phrases {
    let mut phrases = Phrases::new("1");
    phrases.set(phrase, text);
    phrases
}

#[test]
fn keys_and_placeholders_are_distinct_words() {
    let keys: BTreeSet<&str> = Phrase::ALL.iter().map(|phrase| phrase.key()).collect();
    assert_eq!(keys.len(), Phrase::ALL.len());
    let tables: BTreeSet<&str> = Phrase::TABLES.iter().map(|(table, _)| *table).collect();
    assert_eq!(tables.len(), Phrase::TABLES.len());
    for phrase in Phrase::ALL.iter().copied() {
        let (table, name) = phrase.place();
        assert_eq!(Phrase::at(table, name), Some(phrase));
        assert_eq!(phrase.key(), format!("{table}.{name}"));
        assert!(tables.contains(table));
        let names: Vec<&str> = phrase.placeholders().collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{}", phrase.key());
        for name in names {
            assert_eq!(pieces(&format!("{{{name}}}")).collect::<Vec<_>>(), [Piece::Name(name)]);
        }
    }
}

#[test]
fn a_company_named_like_a_placeholder_keeps_its_name() {
    let phrases = one(Phrase::Opening, "“{item}”的材料，{received}收到，“{item}”。");
    let said = phrases.say(Phrase::Opening, &[("item", "{received}{item}{{x}}"), ("received", "{item}")]);
    assert_eq!(said, "“{received}{item}{{x}}”的材料，{item}收到，“{received}{item}{{x}}”。");
}

#[test]
fn what_is_missing_is_seen() {
    assert_eq!(Phrases::default().say(Phrase::Accepted, &[("opening", "x")]), "〔acceptance.accepted〕");
    assert_eq!(
        one(Phrase::Opening, "{item}、{received}").say(Phrase::Opening, &[("item", "甲")]),
        "甲、{received}"
    );
}

#[test]
fn braces_are_written_twice() {
    let say = |text| one(Phrase::Opening, text).say(Phrase::Opening, &[("item", "甲"), ("received", "乙")]);
    assert_eq!(say("{{{item}}}"), "{甲}");
    assert_eq!(say("{{item}}"), "{item}");
    assert_eq!(say("{item}}}{received}"), "甲}乙");
    assert_eq!(say("{申请人}{ item}{}{"), "{申请人}{ item}{}{", "told by the reader, harmless here");
    let strays = |text| pieces(text).filter(|piece| matches!(piece, Piece::Stray(_))).count();
    assert_eq!([strays("{{item}}"), strays("{item}}"), strays("{}"), strays("{项}")], [0, 1, 2, 2]);
}

#[test]
fn the_words_of_a_hall_take_the_place_of_the_programs() {
    let mut own = Phrases::new("青河-3");
    own.set(Phrase::Draft, "未编号");
    let all = shipped::phrases().with(&own);
    assert_eq!((all.version.as_str(), all.get(Phrase::Draft)), ("青河-3", Some("未编号")));
    assert_eq!(all.get(Phrase::TwoCopies), shipped::phrases().get(Phrase::TwoCopies));
    let again: Phrases = serde_json::from_str(&serde_json::to_string(&all).unwrap()).unwrap();
    assert_eq!(again, all);
}

proptest! {
    /// Values of any kind and length, with braces, escapes and marks of direction, and words of any kind.
    #[test]
    fn every_value_is_said_as_it_was_given(
        item in "(\\PC|[{}\u{1b}\u{7}\u{202e}\u{2066}\n]){0,80}",
        received in "(\\{item\\}|\\{received\\}|\\{|\\}|\\PC){0,20}",
        before in "[^{}]{0,20}", after in "[^{}]{0,20}",
    ) {
        let phrases = one(Phrase::Opening, &format!("{before}{{item}}{after}{{received}}"));
        let said = phrases.say(Phrase::Opening, &[("item", &item), ("received", &received)]);
        prop_assert_eq!(said, format!("{before}{item}{after}{received}"));
    }

    #[test]
    fn no_words_are_lost_between_the_pieces(text in "(\\{[a-z_]{0,4}\\}|\\{|\\}|\\PC){0,40}") {
        let whole: String = pieces(&text).map(|piece| match piece {
            Piece::Text("{") => "{{".to_owned(),
            Piece::Text("}") => "}}".to_owned(),
            Piece::Text(text) | Piece::Stray(text) => text.to_owned(),
            Piece::Name(name) => format!("{{{name}}}"),
        }).collect();
        prop_assert_eq!(whole, text);
    }
}
