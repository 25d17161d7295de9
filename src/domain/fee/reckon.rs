//! What a term comes to for the values given, and how that is written out in the proof.

use rust_decimal::Decimal;

use super::figure::{grouped, percent};
use super::given::Given;
use super::{Step, Term};

/// Why a term has no value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    /// The standard does not provide for it.
    Flawed(String),
    /// Beyond what can be computed.
    TooLarge,
}

type Value = Result<Decimal, Fault>;

impl Term {
    /// The value of the term.
    pub(super) fn value(&self, given: &Given) -> Value {
        match self {
            Self::Figure(figure) => Ok(*figure),
            Self::Input(input) => given.number(input).ok_or_else(|| not_asked(input)),
            Self::Product(all) => fold(all, given, Decimal::ONE, Decimal::checked_mul),
            Self::Sum(all) => fold(all, given, Decimal::ZERO, Decimal::checked_add),
            Self::Less(all) => less(all, given),
            Self::Apart(both) => {
                let [a, b] = both.as_ref();
                Ok((a.value(given)? - b.value(given)?).abs())
            }
            Self::Least(all) => present(all, given)?.into_iter().min().ok_or_else(nothing),
            Self::Greatest(all) => present(all, given)?.into_iter().max().ok_or_else(nothing),
            Self::Quotient(both) => {
                let [a, b] = both.as_ref();
                let (a, b) = (a.value(given)?, b.value(given)?);
                if b.is_zero() {
                    return Err(Fault::Flawed("除数为零".to_owned()));
                }
                a.checked_div(b).ok_or(Fault::TooLarge)
            }
            Self::RoundUp(term) => Ok(term.value(given)?.ceil()),
            Self::Count(list) => Ok(Decimal::from(entries(list, given)?.len())),
            Self::Beyond { each, beyond } => {
                let over = entries(each, given)?.iter().map(|n| (n - beyond).max(Decimal::ZERO));
                Ok(over.sum())
            }
            Self::By { by, rates } => {
                let chosen = given.choice(by).ok_or_else(|| not_asked(by))?;
                let term = rates.get(chosen);
                term.ok_or_else(|| Fault::Flawed(format!("“{by}”为“{chosen}”时没有标准")))?.value(given)
            }
            Self::Steps { of, steps } => step(of.value(given)?, steps)?.is.value(given),
            Self::Cases(cases) => {
                let case = cases.iter().find(|case| case.when.holds(given));
                case.ok_or_else(|| Fault::Flawed("没有规定这种情形".to_owned()))?.is.value(given)
            }
        }
    }

    /// The term written out with the values given; none where there is nothing to write out, because it is a
    /// figure or an input that stands in the line anyway.
    pub(super) fn arithmetic(&self, given: &Given) -> Option<String> {
        match self {
            Self::Figure(_) | Self::Input(_) => None,
            Self::Product(all) if all.len() < 2 => all.first()?.arithmetic(given),
            Self::By { by, rates } => rates.get(given.choice(by)?)?.arithmetic(given),
            Self::Cases(cases) => cases.iter().find(|case| case.when.holds(given))?.is.arithmetic(given),
            Self::Steps { of, steps } => {
                let quantity = of.value(given).ok()?;
                let from = steps.iter().filter_map(|step| step.upto).rfind(|upto| *upto < quantity);
                let upto = step(quantity, steps).ok()?.upto;
                let range = match (from, upto) {
                    (Some(from), Some(upto)) => format!("超过{}至{}", grouped(from), grouped(upto)),
                    (Some(from), None) => format!("超过{}", grouped(from)),
                    (None, Some(upto)) => format!("不超过{}", grouped(upto)),
                    (None, None) => return None,
                };
                Some(format!("{}属于{range}的一档", grouped(quantity)))
            }
            other => Some(other.written(given)),
        }
    }

    fn written(&self, given: &Given) -> String {
        let all = |terms: &[Self], sign: &str| {
            terms.iter().map(|term| term.part(given)).collect::<Vec<_>>().join(sign)
        };
        match self {
            Self::Figure(figure) => grouped(*figure),
            Self::Input(input) => match given.number(input) {
                Some(share) if given.is_rate(input) => percent(share),
                Some(number) => grouped(number),
                None => String::new(),
            },
            Self::Product(terms) => all(terms, " × "),
            Self::Sum(terms) => all(terms, " + "),
            Self::Less(terms) => {
                let below =
                    if self.value(given).is_ok_and(|n| n.is_zero()) { "，不足零按零" } else { "" };
                format!("{}{below}", all(terms, " − "))
            }
            Self::Apart(both) => format!("差额 |{}|", all(both.as_ref(), " − ")),
            Self::Least(terms) => format!("{}中较小的", all(&given_only(terms, given), "和")),
            Self::Greatest(terms) => format!("{}中较大的", all(&given_only(terms, given), "和")),
            Self::Quotient(both) => all(both.as_ref(), " ÷ "),
            Self::RoundUp(term) => format!("{}，不足1按1计", term.written(given)),
            Self::Count(list) => format!("共{}", entries(list, given).map_or(0, <[Decimal]>::len)),
            Self::Beyond { each, beyond } => {
                let numbers = entries(each, given).unwrap_or_default();
                let listed: Vec<String> = numbers.iter().map(|n| grouped(*n)).collect();
                format!("{}中每类超过{}的部分", listed.join("、"), grouped(*beyond))
            }
            Self::By { .. } | Self::Steps { .. } | Self::Cases(_) => {
                self.value(given).map(grouped).unwrap_or_default()
            }
        }
    }

    /// Written out inside a longer one.
    fn part(&self, given: &Given) -> String {
        match self {
            Self::Sum(_) | Self::Less(_) | Self::Quotient(_) => format!("（{}）", self.written(given)),
            _ => self.written(given),
        }
    }
}

fn fold(all: &[Term], given: &Given, start: Decimal, with: fn(Decimal, Decimal) -> Option<Decimal>) -> Value {
    all.iter().try_fold(start, |sum, term| with(sum, term.value(given)?).ok_or(Fault::TooLarge))
}

fn less(all: &[Term], given: &Given) -> Value {
    let mut left = all.first().ok_or_else(nothing)?.value(given)?;
    for term in all.iter().skip(1) {
        left = left.checked_sub(term.value(given)?).ok_or(Fault::TooLarge)?;
    }
    Ok(left.max(Decimal::ZERO))
}

/// The terms without the inputs that were not given.
fn given_only(all: &[Term], given: &Given) -> Vec<Term> {
    let is_given = |term: &&Term| !matches!(term, Term::Input(input) if given.number(input).is_none());
    all.iter().filter(is_given).cloned().collect()
}

fn present(all: &[Term], given: &Given) -> Result<Vec<Decimal>, Fault> {
    given_only(all, given).iter().map(|term| term.value(given)).collect()
}

fn entries<'a>(list: &str, given: &'a Given) -> Result<&'a [Decimal], Fault> {
    given.list(list).ok_or_else(|| not_asked(list))
}

/// The step a quantity falls into; beyond the last it falls into none.
fn step(quantity: Decimal, steps: &[Step]) -> Result<&Step, Fault> {
    steps
        .iter()
        .find(|step| step.upto.is_none_or(|upto| quantity <= upto))
        .ok_or_else(|| Fault::Flawed(format!("档次不包括{}", grouped(quantity))))
}

fn not_asked(input: &str) -> Fault {
    Fault::Flawed(format!("需要没有询问的“{input}”"))
}

fn nothing() -> Fault {
    Fault::Flawed("算式没有可用的数".to_owned())
}
