//! The situation questions of an item, and the choices they declare.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use super::ONE_DIGIT;
use super::reading::ItemReader;
use super::shape::{ChoiceShape, QuestionShape};
use crate::catalogue::names::Once;
use crate::catalogue::source::text_of;
use crate::domain::item::{Choice, NumberRange, Question};

/// Questions declared so far, by code.
pub(super) type Declared = BTreeMap<String, Takes>;

/// What a question takes for an answer.
pub(super) enum Takes {
    /// One of these choices.
    Choices(Vec<String>),
    /// A number of this range.
    Number(NumberRange),
    /// The question could not be read: nothing can be said about its answers.
    Unknown,
}

impl ItemReader<'_, '_> {
    pub(super) fn questions(&mut self, values: Vec<Spanned<DeValue<'_>>>) -> (Vec<Question>, Declared) {
        let mut declared = Declared::new();
        let mut questions = Vec::new();
        let mut once = Once::new("情形代码");
        for value in values {
            let code = text_of(&value, "code");
            let Some(shape) = self.source.read::<QuestionShape>(value, self.problems) else {
                // Nothing can be said about its choices.
                declared.extend(code.map(|code| (code, Takes::Unknown)));
                continue;
            };
            once.check(self.source, &shape.code, self.problems);
            let when = self.condition(shape.when, &declared);
            let number = self.number(shape.number);
            let choices = self.choices(shape.choices, &shape.code, number.is_some());
            let takes = match &number {
                Some(range) => Takes::Number(range.clone()),
                None if choices.is_empty() => Takes::Unknown,
                None => Takes::Choices(choices.iter().map(|c| c.code.as_str().to_owned()).collect()),
            };
            declared.entry(shape.code.get_ref().clone()).or_insert(takes);
            questions.push(Question {
                code: shape.code.get_ref().as_str().into(),
                text: shape.text,
                when,
                choices,
                number,
            });
        }
        (questions, declared)
    }

    /// The range of a question that asks for a number.
    fn number(&mut self, written: Option<Spanned<NumberRange>>) -> Option<NumberRange> {
        let written = written?;
        let NumberRange { unit, min, max } = written.get_ref();
        if max <= min {
            let message = format!("数的范围至少有两个数，由小到大：写的是 {min} 至 {max}");
            self.problems.push(self.source.problem(written.span(), message));
        }
        if unit.trim().is_empty() {
            self.problems.push(self.source.problem(written.span(), "没有写数的单位（unit）"));
        }
        Some(written.into_inner())
    }

    /// The choices of a question; one that asks for a number has none.
    fn choices(
        &mut self,
        written: Option<Spanned<Vec<ChoiceShape>>>,
        question: &Spanned<String>,
        is_number: bool,
    ) -> Vec<Choice> {
        let Some(written) = written else {
            if !is_number {
                let message = "情形没有选项（choices），也没有写数的范围（number）";
                self.problems.push(self.source.problem(question.span(), message));
            }
            return Vec::new();
        };
        let (count, span) = (written.get_ref().len(), written.span());
        let wrong = match count {
            _ if is_number => Some("填数的情形不写选项".to_owned()),
            0 | 1 => Some("选项不足两个，不必提问".to_owned()),
            _ if count > ONE_DIGIT => Some(format!("选项有 {count} 个，一个数字键最多选 9 个")),
            _ => None,
        };
        self.problems.extend(wrong.map(|message| self.source.problem(span, message)));
        let mut once = Once::new("选项代码");
        let mut choices = Vec::new();
        for choice in written.into_inner() {
            once.check(self.source, &choice.code, self.problems);
            choices.push(Choice { code: choice.code.get_ref().as_str().into(), text: choice.text });
        }
        choices
    }
}
