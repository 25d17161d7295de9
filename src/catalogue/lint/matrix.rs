//! The checklist matrix (材料矩阵) of an item: which situation asks for which material.
//!
//! Situations with the same list make one column, with the answers in words that lead to it; each diversion is
//! a column of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::situations::LIMIT;
use super::ways::{Diverting, End, Keep, Test, Ways};
use crate::domain::item::ServiceItem;

mod cells;
mod text;

pub use text::{markdown, plain};

/// The matrix of an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Matrix<'a> {
    /// The item.
    pub item: &'a ServiceItem,
    /// How many situations there are.
    pub situations: u128,
    /// The classes: first those with a list, then the diversions.
    pub classes: Vec<Class>,
}

/// Situations with the same outcome.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Class {
    /// How many situations are in it.
    pub situations: u128,
    /// The answers that lead here, one phrase for each that matters; several ways are several lists.
    pub ways: Vec<Vec<String>>,
    /// Whether each material is asked for, in the order of the item.
    pub asked: Vec<bool>,
    /// The diversion it ends in, by number from 0; nothing is asked for then.
    pub diversion: Option<usize>,
}

impl Class {
    /// Originals and copies handed in.
    pub fn counts(&self, item: &ServiceItem) -> (u32, u32) {
        let asked = item.materials.iter().zip(&self.asked).filter(|(_, asked)| **asked);
        asked.fold((0, 0), |(originals, copies), (material, _)| {
            (originals + u32::from(material.originals), copies + u32::from(material.copies))
        })
    }
}

/// Too many situations to say in words which lead where.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("情形有{0}种，超过{LIMIT}种，列不成矩阵；请减少互不相干的情形")]
pub struct TooMany(pub u128);

/// The diversion, or which materials are asked for.
type Outcome = (Option<usize>, Vec<bool>);

/// Makes the matrix.
///
/// # Errors
/// [`TooMany`] situations.
///
/// ```
/// use yichuang::catalogue::{Place, lint::matrix::matrix, load_from};
/// let fixtures = load_from(Place::Shipped)?;
/// let goods = fixtures.items.iter().find(|item| item.code.as_str() == "road-freight.new").unwrap();
/// let matrix = matrix(goods).unwrap();
/// // Vehicles bought or not × in person or by an agent, and two diversions.
/// assert_eq!((matrix.situations, matrix.classes.len()), (6, 6));
/// assert_eq!(matrix.classes[0].ways, [["车辆购置了吗？已购置", "谁来办理？负责人本人"]]);
/// # Ok::<(), yichuang::catalogue::Problems>(())
/// ```
pub fn matrix(item: &ServiceItem) -> Result<Matrix<'_>, TooMany> {
    let ways = Ways::of(item);
    let situations = super::situations::number(item);
    if situations > LIMIT {
        return Err(TooMany(situations));
    }
    let tests: Vec<Test> = item.materials.iter().map(|material| ways.test(&material.when)).collect();
    let watch: Vec<&Test> = tests.iter().collect();
    let mut classes: BTreeMap<Outcome, (u128, Vec<End>)> = BTreeMap::new();
    let mut order = Vec::new();
    for (end, count) in ways.walk(&watch, Keep::All, Diverting::Ends, &mut |_, _| {}) {
        let diversion = end.diverted.first().copied();
        let asked = if diversion.is_some() { vec![false; tests.len()] } else { end.truth.clone() };
        let class = classes.entry((diversion, asked.clone())).or_insert_with(|| {
            order.push((diversion, asked));
            (0, Vec::new())
        });
        class.0 += count;
        class.1.push(end);
    }
    order.sort_by_key(|(diversion, _)| *diversion);
    let telling = telling(item, tests.iter().chain(&ways.diversions).chain(&ways.whens));
    let told = |outcome: &Outcome, ends: &[End]| {
        let others: Vec<&End> =
            classes.iter().filter(|(other, _)| *other != outcome).flat_map(|(_, (_, ends))| ends).collect();
        cells::told(item, &ways, ends, &others, &telling)
    };
    let class = |outcome: &Outcome| {
        let (situations, ends) = classes.get(outcome)?;
        let (diversion, asked) = outcome.clone();
        Some(Class { situations: *situations, ways: told(outcome, ends), asked, diversion })
    };
    let classes = order.iter().filter_map(class).collect();
    Ok(Matrix { item, situations, classes })
}

/// The questions on which such conditions depend; others only settle the fee.
fn telling<'t>(item: &ServiceItem, tests: impl Iterator<Item = &'t Test>) -> BTreeSet<usize> {
    tests.flat_map(Test::needed).filter(|question| *question < item.questions.len()).collect()
}

/// The answers of one situation in words.
pub(super) fn words(item: &ServiceItem, ways: &Ways<'_>, given: &[usize]) -> String {
    let phrases =
        item.questions.iter().zip(&ways.classes).zip(given).filter_map(|((question, classes), class)| {
            Some(phrase(&question.text, &classes.get(class.checked_sub(1)?)?.words))
        });
    phrases.collect::<Vec<_>>().join("，")
}

/// A question with its answer: `运什么货？普通货物`.
fn phrase(question: &str, answer: &str) -> String {
    if question.ends_with('？') { format!("{question}{answer}") } else { format!("{question}：{answer}") }
}

#[cfg(test)]
mod tests;
