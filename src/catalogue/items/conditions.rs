//! Conditions name declared questions and what those take.

use std::ops::Range;

use toml::Spanned;

use super::questions::{Declared, Takes};
use super::reading::ItemReader;
use crate::catalogue::problem::Problem;
use crate::domain::condition::Condition;
use crate::domain::ids::{ChoiceCode, QuestionCode};

impl ItemReader<'_, '_> {
    /// The condition, after telling which questions and answers it names in vain.
    pub(super) fn condition(
        &mut self,
        condition: Option<Spanned<Condition>>,
        declared: &Declared,
    ) -> Condition {
        let Some(condition) = condition else { return Condition::Always };
        let span = condition.span();
        if names_nothing(condition.get_ref()) {
            self.problems.push(self.source.problem(span.clone(), "条件是空的，请写明情形和选项"));
        }
        for (question, choice) in condition.get_ref().mentions() {
            self.mention(&span, question, choice, declared);
        }
        for (question, ends) in condition.get_ref().ranges() {
            self.range(&span, question, ends, declared);
        }
        condition.into_inner()
    }

    fn mention(
        &mut self,
        span: &Range<usize>,
        question: &QuestionCode,
        choice: &ChoiceCode,
        declared: &Declared,
    ) {
        let problem = match declared.get(question.as_str()) {
            None => self.undeclared(span, question, declared),
            Some(Takes::Number(_)) => {
                let message = format!("情形“{question}”填的是数，条件请写 between，不写 is、one_of");
                self.source.problem(span.clone(), message)
            }
            Some(Takes::Choices(choices)) if !choices.iter().any(|known| known == choice.as_str()) => {
                let message = format!("情形“{question}”没有选项“{choice}”");
                let known = choices.iter().map(String::as_str);
                self.source.unknown(span.clone(), message, choice.as_str(), known)
            }
            Some(Takes::Choices(_) | Takes::Unknown) => return,
        };
        self.problems.push(problem);
    }

    fn range(
        &mut self,
        span: &Range<usize>,
        question: &QuestionCode,
        (least, most): (u32, u32),
        declared: &Declared,
    ) {
        let message = match declared.get(question.as_str()) {
            None => {
                let problem = self.undeclared(span, question, declared);
                self.problems.push(problem);
                return;
            }
            Some(Takes::Choices(_)) => {
                format!("情形“{question}”是选项，条件请写 is 或者 one_of，不写 between")
            }
            _ if most < least => format!("between 的起止颠倒：{least} 至 {most}"),
            Some(Takes::Number(range)) if least < range.min || range.max < most => {
                format!(
                    "between 的 {least} 至 {most} 超出情形“{question}”的范围 {} 至 {}",
                    range.min, range.max
                )
            }
            Some(Takes::Number(_) | Takes::Unknown) => return,
        };
        self.problems.push(self.source.problem(span.clone(), message));
    }

    fn undeclared(&self, span: &Range<usize>, question: &QuestionCode, declared: &Declared) -> Problem {
        let message = format!("前面没有这个情形“{question}”");
        let known = declared.keys().map(String::as_str);
        self.source.unknown(span.clone(), message, question.as_str(), known)
    }
}

/// Whether a part of the condition names no question: it would hold always or never, which nobody means.
fn names_nothing(condition: &Condition) -> bool {
    match condition {
        Condition::Always => false,
        Condition::Is(wanted) => wanted.is_empty(),
        Condition::OneOf(wanted) => wanted.is_empty() || wanted.values().any(Vec::is_empty),
        Condition::Between(wanted) => wanted.is_empty(),
        Condition::All(parts) | Condition::Any(parts) => parts.is_empty() || parts.iter().any(names_nothing),
        Condition::Not(part) => names_nothing(part),
    }
}
