use super::*;
use crate::domain::condition::Condition;
use crate::domain::item::Choice;
use crate::domain::testing::rules::{LICENCE, rulebook};

fn licence() -> ServiceItem {
    rulebook().items.into_iter().find(|item| item.code.as_str() == LICENCE).unwrap()
}

#[test]
fn situations_with_the_same_list_are_one_class() {
    let item = licence();
    let matrix = matrix(&item).unwrap();
    // catering × kitchen yes × gas yes/no, catering without kitchen and retail alike, home diverted.
    assert_eq!(matrix.situations, 5);
    let ways: Vec<_> = matrix.classes.iter().map(|class| class.ways.clone()).collect();
    assert_eq!(ways[0], [["gas？yes"]], "gas is asked only where there is a kitchen");
    assert_eq!(ways[1], [["gas？no"]]);
    assert_eq!(ways[2], [["kitchen？no"], ["venue？retail"]]);
    assert_eq!(matrix.classes[2].situations, 2);
    assert_eq!(matrix.classes[3].diversion, Some(0));
    assert_eq!(matrix.classes[3].ways, [["venue？home"]]);
    assert_eq!(matrix.classes[0].counts(&item), (7, 7), "an original and a copy of each");
}

#[test]
fn wide_matrices_are_broken_into_blocks_that_fit() {
    let mut item = licence();
    item.diversions.clear();
    item.questions.truncate(1);
    item.questions[0].choices =
        (0..9).map(|n| Choice { code: format!("c{n}").as_str().into(), text: format!("第{n}种") }).collect();
    let material = item.materials[0].clone();
    item.materials = (0..9)
        .map(|n| {
            let when = Condition::Is([("venue".into(), format!("c{n}").as_str().into())].into());
            let name = format!("一份名称很长很长很长很长很长很长很长很长的第{n}种材料");
            crate::domain::item::Material { name, when, ..material.clone() }
        })
        .collect();
    let matrix = matrix(&item).unwrap();
    assert_eq!(matrix.classes.len(), 9);
    let text = plain(&matrix);
    assert_eq!(text.lines().filter(|line| line.starts_with("材料 ")).count(), 2, "{text}");
    assert_eq!(text.matches(text::MARK).count(), 9, "{text}");
    for line in text.lines() {
        assert!(crate::text::width(line) <= 100, "{line}");
    }
}

#[test]
fn too_many_situations_are_refused_with_their_number() {
    let mut item = licence();
    item.diversions.clear();
    let question = item.questions[0].clone();
    item.questions = (0..20)
        .map(|n| crate::domain::item::Question { code: format!("q{n}").as_str().into(), ..question.clone() })
        .collect();
    assert_eq!(matrix(&item), Err(TooMany(3_u128.pow(20))));
}

/// An answer that only shows by a question not being asked must be told by the question that keeps it away.
#[test]
fn no_two_classes_are_told_alike() {
    let fixtures = crate::catalogue::load_from(crate::catalogue::Place::Shipped).unwrap();
    for item in &fixtures.items {
        let matrix = matrix(item).unwrap();
        let mut told = BTreeSet::new();
        for way in matrix.classes.iter().flat_map(|class| &class.ways) {
            assert!(told.insert(way), "{}: {way:?}", item.code);
            let within =
                |other: &&Vec<String>| *other != way && other.iter().all(|phrase| way.contains(phrase));
            let other = matrix.classes.iter().flat_map(|class| &class.ways).find(within);
            assert_eq!(other, None, "{}: {way:?} could be the other as well", item.code);
        }
    }
}
