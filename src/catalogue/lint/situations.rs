//! The situations (情形) of an item: every combination of answers that can be given.

use super::ways::{Diverting, Keep, Ways};
use crate::domain::condition::Answers;
use crate::domain::item::ServiceItem;

/// Above this many situations an item is not listed one by one. Rules do not depend on it: they are proved over
/// classes of answers, however many combinations there are.
pub const LIMIT: u128 = 200_000;

/// One combination of answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Situation {
    /// The answers; of a number the least of its class.
    pub answers: Answers,
    /// The diversion it ends in, by number from 0: nothing more is asked.
    pub diversion: Option<usize>,
}

/// The situations of an item.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Situations {
    /// How many there are, exactly; a number counts once for each class that conditions tell apart.
    pub count: u128,
    /// All of them, in the order of questions and choices; none above [`LIMIT`].
    pub list: Option<Vec<Situation>>,
}

/// The situations an item can lead to, as they are asked at the window: a question comes up when its condition
/// holds, and the first diversion that holds ends the asking.
///
/// ```
/// use yichuang::catalogue::{Place, lint::situations::situations, load_from};
/// let fixtures = load_from(Place::Shipped)?;
/// let goods = fixtures.items.iter().find(|item| item.code.as_str() == "road-freight.new").unwrap();
/// // 危险货物 and 4500 千克及以下 end at once; else: vehicles bought or not × in person or by an agent.
/// let found = situations(goods);
/// assert_eq!(found.count, 2 + 2 * 2);
/// let diverted = found.list.unwrap().iter().filter(|situation| situation.diversion.is_some()).count();
/// assert_eq!(diverted, 2);
/// # Ok::<(), yichuang::catalogue::Problems>(())
/// ```
pub fn situations(item: &ServiceItem) -> Situations {
    let ways = Ways::of(item);
    let count = count(&ways);
    let list = (count <= LIMIT).then(|| {
        let ends = ways.walk(&[], Keep::All, Diverting::Ends, &mut |_, _| {});
        let situation = |(end, _)| {
            let end: super::ways::End = end;
            Situation { answers: ways.answers(&end.given), diversion: end.diverted.first().copied() }
        };
        ends.into_iter().map(situation).collect()
    });
    Situations { count, list }
}

/// How many situations an item has, without listing them.
pub fn number(item: &ServiceItem) -> u128 {
    count(&Ways::of(item))
}

fn count(ways: &Ways<'_>) -> u128 {
    let ends = ways.walk(&[], Keep::Needed, Diverting::Ends, &mut |_, _| {});
    ends.values().fold(0, |sum: u128, count| sum.saturating_add(*count))
}

#[cfg(test)]
mod tests;
