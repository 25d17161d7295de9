//! Conditions on the applicant's situation (情形), as data.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ids::{ChoiceCode, QuestionCode};

/// What has been answered to an item's situation questions so far.
pub type Answers = BTreeMap<QuestionCode, ChoiceCode>;

/// A condition on answers. A question not yet answered satisfies nothing but [`Condition::Always`] and
/// [`Condition::Not`].
///
/// In a catalogue it is written as one key: `{ is = { venue = "catering" } }`,
/// `{ one_of = { venue = ["catering", "canteen"] } }`, `{ between = { beds = [1, 99] } }`, `{ all = [ … ] }`, `{ any = [ … ] }`, `{ not = … }`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// Holds in every situation.
    #[default]
    Always,
    /// Every named question was answered with the named choice.
    Is(BTreeMap<QuestionCode, ChoiceCode>),
    /// Every named question was answered with one of the named choices.
    OneOf(BTreeMap<QuestionCode, Vec<ChoiceCode>>),
    /// Every named question was answered with a number from the first to the second, both inside.
    Between(BTreeMap<QuestionCode, (u32, u32)>),
    /// All of these hold.
    All(Vec<Condition>),
    /// At least one of these holds.
    Any(Vec<Condition>),
    /// This does not hold.
    Not(Box<Condition>),
}

impl Condition {
    /// Whether the condition holds for these answers.
    pub fn holds(&self, answers: &Answers) -> bool {
        match self {
            Self::Always => true,
            Self::Is(wanted) => wanted.iter().all(|(question, choice)| answers.get(question) == Some(choice)),
            Self::OneOf(wanted) => wanted.iter().all(|(question, choices)| {
                answers.get(question).is_some_and(|given| choices.contains(given))
            }),
            Self::Between(wanted) => wanted.iter().all(|(question, (least, most))| {
                let number = answers.get(question).and_then(|given| given.as_str().parse::<u32>().ok());
                number.is_some_and(|number| (*least..=*most).contains(&number))
            }),
            Self::All(parts) => parts.iter().all(|part| part.holds(answers)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(answers)),
            Self::Not(part) => !part.holds(answers),
        }
    }

    /// Whether the condition holds whatever is still answered, holds not whatever is, or is still open. `asked`
    /// says whether a question without an answer may still be asked.
    pub fn settled(&self, answers: &Answers, asked: &impl Fn(&QuestionCode) -> bool) -> Option<bool> {
        let one = |question: &QuestionCode, holds: &dyn Fn(&ChoiceCode) -> bool| match answers.get(question) {
            Some(given) => Some(holds(given)),
            None if asked(question) => None,
            None => Some(false),
        };
        match self {
            Self::Always => Some(true),
            Self::Is(wanted) => {
                every(wanted.iter().map(|(question, choice)| one(question, &|given| given == choice)))
            }
            Self::OneOf(wanted) => every(
                wanted.iter().map(|(question, choices)| one(question, &|given| choices.contains(given))),
            ),
            Self::Between(wanted) => every(wanted.iter().map(|(question, (least, most))| {
                let inside = |given: &ChoiceCode| {
                    given.as_str().parse::<u32>().is_ok_and(|number| (*least..=*most).contains(&number))
                };
                one(question, &inside)
            })),
            Self::All(parts) => every(parts.iter().map(|part| part.settled(answers, asked))),
            Self::Any(parts) => {
                every(parts.iter().map(|part| part.settled(answers, asked).map(|holds| !holds)))
                    .map(|none| !none)
            }
            Self::Not(part) => part.settled(answers, asked).map(|holds| !holds),
        }
    }

    /// Whether nothing is asked: the condition of a material everybody hands in.
    pub fn is_always(&self) -> bool {
        matches!(self, Self::Always)
    }

    /// Every (question, choice) the condition mentions, for checking against the declared ones.
    pub fn mentions(&self) -> Vec<(&QuestionCode, &ChoiceCode)> {
        match self {
            Self::Always | Self::Between(_) => Vec::new(),
            Self::Is(wanted) => wanted.iter().collect(),
            Self::OneOf(wanted) => wanted
                .iter()
                .flat_map(|(question, choices)| choices.iter().map(move |c| (question, c)))
                .collect(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::mentions).collect(),
            Self::Not(part) => part.mentions(),
        }
    }
}

/// Whether all hold: one that does not settles it, one that is open leaves it open.
fn every(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut all = Some(true);
    for part in parts {
        match part {
            Some(false) => return Some(false),
            Some(true) => {}
            None => all = None,
        }
    }
    all
}

impl Condition {
    /// Every question of which a number is asked, with the ends named.
    pub fn ranges(&self) -> Vec<(&QuestionCode, (u32, u32))> {
        match self {
            Self::Always | Self::Is(_) | Self::OneOf(_) => Vec::new(),
            Self::Between(wanted) => wanted.iter().map(|(question, ends)| (question, *ends)).collect(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::ranges).collect(),
            Self::Not(part) => part.ranges(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(question: &str, choice: &str) -> Condition {
        Condition::Is(BTreeMap::from([(question.into(), choice.into())]))
    }

    #[test]
    fn unanswered_questions_satisfy_nothing_positive() {
        let none = Answers::new();
        assert!(!is("venue", "catering").holds(&none));
        assert!(Condition::Not(Box::new(is("venue", "catering"))).holds(&none));
        assert!(Condition::Always.holds(&none));
        assert!(!Condition::Any(vec![]).holds(&none));
        assert!(Condition::All(vec![]).holds(&none));
    }

    #[test]
    fn conditions_combine() {
        let answers = Answers::from([("venue".into(), "catering".into()), ("agent".into(), "no".into())]);
        assert!(Condition::All(vec![is("venue", "catering"), is("agent", "no")]).holds(&answers));
        assert!(Condition::Any(vec![is("venue", "retail"), is("agent", "no")]).holds(&answers));
        let one_of =
            Condition::OneOf(BTreeMap::from([("venue".into(), vec!["retail".into(), "canteen".into()])]));
        assert!(!one_of.holds(&answers));
        assert_eq!(one_of.mentions().len(), 2);
    }
}
