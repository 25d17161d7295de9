//! Which answers lead to a class, said in few words: ways that differ in one question only are told as one.

use std::collections::{BTreeMap, BTreeSet};

use super::phrase;
use crate::catalogue::lint::ways::{End, Ways};
use crate::domain::item::ServiceItem;

/// For each telling question the classes of its answers; 0 where it is not asked. None at all where the answer
/// need not be told.
type Cube = Vec<BTreeSet<usize>>;

/// The ways to the class in words.
pub(super) fn told(
    item: &ServiceItem,
    ways: &Ways<'_>,
    ends: &[End],
    others: &[&End],
    telling: &BTreeSet<usize>,
) -> Vec<Vec<String>> {
    let point = |end: &End| -> Cube {
        telling.iter().map(|question| end.given.get(*question).copied().into_iter().collect()).collect()
    };
    let cubes: BTreeSet<Cube> = ends.iter().map(point).collect();
    let others: BTreeSet<Vec<usize>> = others
        .iter()
        .map(|end| telling.iter().filter_map(|question| end.given.get(*question).copied()).collect())
        .collect();
    let counts: Vec<usize> =
        telling.iter().map(|question| ways.classes.get(*question).map_or(0, Vec::len)).collect();
    let short = merged(cubes, telling.len()).into_iter().map(|cube| shortened(cube, &counts, &others));
    let told = short.map(|cube| in_words(item, ways, &cube, telling));
    let mut all: Vec<Vec<String>> = Vec::new();
    for way in told {
        if !all.contains(&way) {
            all.push(way);
        }
    }
    all
}

/// Joins cubes that are alike but for one question, the last question first, until nothing joins. The cubes stay
/// disjoint and together say the same.
fn merged(mut cubes: BTreeSet<Cube>, questions: usize) -> BTreeSet<Cube> {
    loop {
        let before = cubes.len();
        for question in (0..questions).rev() {
            let mut joined: BTreeMap<Cube, BTreeSet<usize>> = BTreeMap::new();
            for mut cube in cubes {
                let own = cube.get_mut(question).map(std::mem::take).unwrap_or_default();
                joined.entry(cube).or_default().extend(own);
            }
            cubes = joined
                .into_iter()
                .map(|(mut cube, own)| {
                    if let Some(place) = cube.get_mut(question) {
                        *place = own;
                    }
                    cube
                })
                .collect();
        }
        if cubes.len() == before {
            return cubes;
        }
    }
}

/// Leaves out what need not be said to tell the way from those of all other classes: first what is not said in
/// words anyway, then from the first question on.
fn shortened(mut cube: Cube, counts: &[usize], others: &BTreeSet<Vec<usize>>) -> Cube {
    let holds = |cube: &Cube, given: &[usize]| {
        cube.iter().zip(given).all(|(answers, class)| answers.is_empty() || answers.contains(class))
    };
    let said: Vec<bool> = cube.iter().zip(counts).map(|(answers, count)| is_said(answers, *count)).collect();
    let mut order: Vec<usize> = (0..cube.len()).collect();
    order.sort_by_key(|question| said.get(*question).copied());
    for question in order {
        let Some(told) = cube.get_mut(question).map(std::mem::take) else { continue };
        if others.iter().any(|given| holds(&cube, given))
            && let Some(place) = cube.get_mut(question)
        {
            *place = told;
        }
    }
    cube
}

/// Not asked, or whatever the answer: that follows from the other answers, or does not tell.
fn is_said(answers: &BTreeSet<usize>, classes: usize) -> bool {
    let given = answers.iter().filter(|class| **class > 0).count();
    given > 0 && given < classes
}

fn in_words(item: &ServiceItem, ways: &Ways<'_>, cube: &Cube, telling: &BTreeSet<usize>) -> Vec<String> {
    let told = telling.iter().zip(cube).filter_map(|(question, answers)| {
        let classes = ways.classes.get(*question)?;
        let given: Vec<&str> = answers
            .iter()
            .filter_map(|class| Some(classes.get(class.checked_sub(1)?)?.words.as_str()))
            .collect();
        if !is_said(answers, classes.len()) {
            return None;
        }
        let or_unasked = if answers.contains(&0) { "（或不问）" } else { "" };
        let text = &item.questions.get(*question)?.text;
        Some(format!("{}{or_unasked}", phrase(text, &given.join("／"))))
    });
    told.collect()
}
