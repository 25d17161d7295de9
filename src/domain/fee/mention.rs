//! What terms and conditions mention, for checking a standard against its inputs.

use rust_decimal::Decimal;

use super::{FeeCondition, FeeRule, FeeStandard, Term};

/// One mention.
pub(super) enum Mention<'a> {
    /// A number input.
    Number(&'a str),
    /// A list input.
    List(&'a str),
    /// A choice or flag input with one of its values.
    Value(&'a str, &'a str),
    /// An input of any kind.
    Any(&'a str),
    /// A number where something changes for an input.
    Turn(&'a str, Decimal),
    /// The ends of bands or steps, and the input that is measured, if it is measured directly.
    Ends { of: Option<&'a str>, ends: Vec<Option<Decimal>> },
    /// A term that has no parts.
    Empty,
}

impl<'a> Mention<'a> {
    /// The input mentioned.
    pub(super) fn input(&self) -> Option<&'a str> {
        match self {
            Self::Number(input)
            | Self::List(input)
            | Self::Value(input, _)
            | Self::Any(input)
            | Self::Turn(input, _) => Some(input),
            Self::Ends { of, .. } => *of,
            Self::Empty => None,
        }
    }
}

impl FeeStandard {
    /// The numbers at which something changes, each with its input: ends of bands and steps, bounds of conditions.
    pub fn turns(&self) -> Vec<(&str, Decimal)> {
        let mut turns = Vec::new();
        let mut tell = |mention| {
            if let Mention::Turn(input, turn) = mention {
                turns.push((input, turn));
            }
        };
        self.inputs.iter().for_each(|input| input.when.visit(&mut tell));
        for line in &self.lines {
            line.when.visit(&mut tell);
            line.rule.visit(&mut tell);
        }
        self.reductions.iter().for_each(|reduction| reduction.when.visit(&mut tell));
        turns
    }
}

impl Term {
    pub(super) fn visit<'a>(&'a self, tell: &mut dyn FnMut(Mention<'a>)) {
        match self {
            Self::Figure(_) => {}
            Self::Input(input) => tell(Mention::Number(input)),
            Self::Product(all)
            | Self::Sum(all)
            | Self::Less(all)
            | Self::Least(all)
            | Self::Greatest(all) => {
                if all.is_empty() {
                    tell(Mention::Empty);
                }
                for term in all {
                    term.visit(tell);
                }
            }
            Self::Apart(both) | Self::Quotient(both) => both.iter().for_each(|term| term.visit(tell)),
            Self::RoundUp(term) => term.visit(tell),
            Self::Count(list) | Self::Beyond { each: list, .. } => tell(Mention::List(list)),
            Self::By { by, rates } => {
                tell(Mention::Any(by));
                for (choice, term) in rates {
                    tell(Mention::Value(by, choice));
                    term.visit(tell);
                }
            }
            Self::Steps { of, steps } => {
                of.visit(tell);
                ends(of, steps.iter().map(|step| step.upto).collect(), tell);
                for step in steps {
                    step.is.visit(tell);
                }
            }
            Self::Cases(cases) => {
                if cases.is_empty() {
                    tell(Mention::Empty);
                }
                for case in cases {
                    case.when.visit(tell);
                    case.is.visit(tell);
                }
            }
        }
    }
}

fn ends<'a>(of: &'a Term, ends: Vec<Option<Decimal>>, tell: &mut dyn FnMut(Mention<'a>)) {
    let input = match of {
        Term::Input(input) => Some(input.as_str()),
        _ => None,
    };
    if let Some(input) = input {
        ends.iter().flatten().for_each(|end| tell(Mention::Turn(input, *end)));
    }
    tell(Mention::Ends { of: input, ends });
}

impl FeeRule {
    pub(super) fn visit<'a>(&'a self, tell: &mut dyn FnMut(Mention<'a>)) {
        match self {
            Self::Fixed(amount) => amount.visit(tell),
            Self::PerUnit { of, rate } => {
                of.visit(tell);
                rate.visit(tell);
            }
            Self::Progressive { of, bands } => {
                of.visit(tell);
                ends(of, bands.iter().map(|band| band.upto).collect(), tell);
            }
            Self::Share { times, .. } => times.iter().for_each(|term| term.visit(tell)),
        }
    }
}

impl FeeCondition {
    pub(super) fn visit<'a>(&'a self, tell: &mut dyn FnMut(Mention<'a>)) {
        match self {
            Self::Always => {}
            Self::Is(wanted) => {
                for (input, value) in wanted {
                    tell(Mention::Value(input, value));
                }
            }
            Self::OneOf(wanted) => {
                for (input, values) in wanted {
                    for value in values {
                        tell(Mention::Value(input, value));
                    }
                }
            }
            Self::AtLeast(wanted) | Self::MoreThan(wanted) | Self::AtMost(wanted) => {
                for (input, term) in wanted {
                    tell(Mention::Number(input));
                    if let Term::Figure(turn) = term {
                        tell(Mention::Turn(input, *turn));
                    }
                    term.visit(tell);
                }
            }
            Self::Given(inputs) => inputs.iter().for_each(|input| tell(Mention::Any(input))),
            Self::InPercent(inputs) => inputs.iter().for_each(|input| tell(Mention::Number(input))),
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.visit(tell)),
            Self::Not(part) => part.visit(tell),
        }
    }
}
