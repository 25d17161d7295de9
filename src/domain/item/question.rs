//! What is asked about the situation (情形), and what can be answered (S081).

use serde::{Deserialize, Serialize};

use crate::domain::condition::Condition;
use crate::domain::ids::{ChoiceCode, QuestionCode};

/// A situation question (情形), answered with one key.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Code of the question.
    pub code: QuestionCode,
    /// The question as the officer asks it.
    pub text: String,
    /// Asked only when this holds.
    #[serde(default)]
    pub when: Condition,
    /// The choices, at most nine: one digit each. None where a number is asked for.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Where the answer is a whole number: what it counts and between which ends.
    #[serde(default)]
    pub number: Option<NumberRange>,
}

impl Question {
    /// Whether this can be an answer: one of the choices, or a number inside the range in plain digits.
    pub fn takes(&self, answer: &ChoiceCode) -> bool {
        match &self.number {
            Some(range) => range.read(answer).is_some(),
            None => self.choices.iter().any(|choice| &choice.code == answer),
        }
    }
}

/// A question whose answer is counted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberRange {
    /// Of what: `人`, `平方米`.
    pub unit: String,
    /// Least answer.
    pub min: u32,
    /// Greatest answer.
    pub max: u32,
}

impl NumberRange {
    /// The number, where it is one inside the range, written without signs and leading noughts.
    pub fn read(&self, answer: &ChoiceCode) -> Option<u32> {
        let number: u32 = answer.as_str().parse().ok()?;
        (number.to_string() == answer.as_str() && (self.min..=self.max).contains(&number)).then_some(number)
    }
}

/// One answer to a question.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Code of the choice.
    pub code: ChoiceCode,
    /// The choice in words.
    pub text: String,
}
