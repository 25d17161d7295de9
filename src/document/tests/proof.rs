//! F38, I-11: what is on the paper shows whether the record was changed.

use proptest::prelude::*;

use super::samples::*;
use crate::document::{
    CELLS, Disagreement, Document, check_content, check_words, compose, normal_code, normal_number,
    plain_text, prove,
};
use crate::domain::item::CorrectionRegime;

fn proved(content: &str) -> Document {
    let mut document =
        compose(&correction(demands(), CorrectionRegime::Licence, 1), &hall(), &phrases(), false);
    prove(&mut document, content);
    document
}

fn code(document: &Document) -> String {
    document.proof.as_ref().unwrap().code.clone()
}

#[test]
fn the_words_of_a_paper_agree_with_its_code_however_both_are_typed() {
    let document = proved("{}");
    let text = plain_text(&document, CELLS);
    let proof = document.proof.clone().unwrap();
    assert_eq!((proof.code.len(), proof.digest.len(), proof.grouped().len()), (16, 16, 19));
    for (number, code) in [
        ("青政补〔2026〕12号", proof.grouped()),
        ("青政补[2026]12号", proof.code.to_lowercase()),
        ("青政补 (2026) 12 号", proof.grouped().replace('0', "O").replace('1', "l")),
    ] {
        assert_eq!(
            check_words(&normal_number(number), &code, &text),
            Ok(proof.digest.clone()),
            "{number} {code}"
        );
    }
    let windows = text.replace('\n', "\r\n");
    assert!(check_words(&document.number, &proof.code, &windows).is_ok(), "line ends do not count");
}

#[test]
fn what_was_set_over_the_paper_since_changes_no_code() {
    let mut document = proved("{}");
    document.marks = vec!["补打 第1次".into(), "作废：重复开具".into()];
    let text = plain_text(&document, CELLS);
    assert!(text.starts_with("【补打 第1次】\n【作废：重复开具】\n"));
    assert!(check_words(&document.number, &code(&document), &text).is_ok());
}

#[test]
fn a_wrong_code_number_or_record_is_named() {
    let document = proved("{}");
    let (text, code) = (plain_text(&document, CELLS), code(&document));
    let number = document.number.as_str();
    assert_eq!(check_words(number, "123", &text), Err(Disagreement::NoCode));
    assert_eq!(check_words(number, "UUUU-UUUU-UUUU-UUUU", &text), Err(Disagreement::NoCode));
    assert_eq!(check_words("青政补〔2026〕13号", &code, &text), Err(Disagreement::OtherPaper));
    assert_eq!(check_words(number, "0000-0000-0000-0000", &text), Err(Disagreement::OtherWords));
    let bare = plain_text(
        &compose(&correction(demands(), CorrectionRegime::Licence, 1), &hall(), &phrases(), false),
        CELLS,
    );
    assert_eq!(check_words(number, &code, &bare), Err(Disagreement::NoDigest));
    let digest = check_words(number, &code, &text).unwrap();
    assert_eq!(check_content(&digest, "{}"), Ok(()));
    assert_eq!(check_content(&digest, "{ }"), Err(Disagreement::OtherContent));
}

/// Catches: leaving out any line that looks like the code's.
#[test]
fn a_paper_that_speaks_of_codes_is_covered_whole() {
    let mut document =
        compose(&correction(demands(), CorrectionRegime::Licence, 1), &hall(), &phrases(), false);
    document.blocks.push(crate::document::Block::Heading("验证码：0000-0000-0000-0000".into()));
    prove(&mut document, "{}");
    let text = plain_text(&document, CELLS);
    assert!(check_words(&document.number, &code(&document), &text).is_ok());
    let changed = text.replacen("验证码：0000", "验证码：1111", 1);
    assert!(check_words(&document.number, &code(&document), &changed).is_err());
}

#[test]
fn the_code_covers_the_content_by_its_digest() {
    assert_ne!(code(&proved("one")), code(&proved("other")));
}

proptest! {
    /// The seeded fault: one character of the words is another, and the check must see it.
    #[test]
    fn one_changed_character_is_found(at in 0_usize..4000, to in "[\\p{Unified_Ideograph}0-9]") {
        let document = proved("{}");
        let text = plain_text(&document, CELLS);
        let places: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
        let (place, old) = places[at % places.len()];
        let code_line = text.rfind("验证码：").unwrap();
        prop_assume!(old != to.chars().next().unwrap() && place < code_line);
        let mut changed = text.clone();
        changed.replace_range(place..place + old.len_utf8(), &to);
        prop_assert!(check_words(&document.number, &code(&document), &changed).is_err());
    }

    #[test]
    fn any_typed_code_is_taken_or_not(typed in any::<String>()) {
        if let Some(code) = normal_code(&typed) {
            prop_assert_eq!(code.len(), 16);
            prop_assert_eq!(normal_code(&code), Some(code.clone()));
        }
    }
}

/// DESIGN 4.7: the invitation leads to the paper it is about.
#[test]
fn the_rating_address_names_the_paper() {
    let document = proved("{}");
    let code = code(&document);
    assert_eq!(document.rating(""), document.qr());
    assert_eq!(document.rating("https://r.example/{code}"), Some(format!("https://r.example/{code}")));
    let number = document.rating("https://r.example/?n={number}").unwrap();
    assert_eq!(number, "https://r.example/?n=%E9%9D%92%E6%94%BF%E8%A1%A5%E3%80%942026%E3%80%9512%E5%8F%B7");
    assert_eq!(Document { proof: None, ..document }.rating("https://r.example/{code}"), None);
}
