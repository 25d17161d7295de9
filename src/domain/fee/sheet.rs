//! The proof of a quote while it is written, line by line.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::given::Given;
use super::{Band, FeeError, FeeLine, FeeRule, FeeStandard, Measure, QuoteLine, Rate, Reduction};
use crate::domain::item::Basis;

/// The proof while it is written.
pub(super) struct Sheet<'a> {
    standard: &'a FeeStandard,
    given: &'a Given,
    lines: Vec<QuoteLine>,
    /// What each line of the standard comes to, floor and cap included, reductions not.
    sums: BTreeMap<&'a str, Decimal>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(standard: &'a FeeStandard, given: &'a Given) -> Self {
        Self { standard, given, lines: Vec::new(), sums: BTreeMap::new() }
    }

    pub(super) fn into_lines(self) -> Vec<QuoteLine> {
        self.lines
    }

    /// Writes what a line of the standard comes to, cap and floor included.
    pub(super) fn charge(&mut self, line: &'a FeeLine) -> Result<(), FeeError> {
        let before = self.total()?;
        match &line.rule {
            FeeRule::Fixed(amount) => {
                let amount = self.rate(amount)?;
                self.push(line, Decimal::ONE, &line.unit, amount)?;
            }
            FeeRule::PerUnit { measure, rate } => {
                let (quantity, rate) = (self.quantity(line, measure)?, self.rate(rate)?);
                self.push(line, quantity, &line.unit, rate)?;
            }
            FeeRule::Progressive { of, bands } => self.progressive(line, of, bands)?,
            FeeRule::Whole { of, bands } => self.whole(line, of, bands)?,
            FeeRule::Share { lines, rate, times } => {
                let mut base = Decimal::ZERO;
                for code in lines {
                    // An earlier line whose condition does not hold adds nothing to the base.
                    base = sum(base, self.sums.get(code.as_str()).copied().unwrap_or_default(), line)?;
                }
                let times = match times {
                    Some(measure) => self.quantity(line, measure)?,
                    None => Decimal::ONE,
                };
                self.push(line, product(base, times, line)?, "元", *rate)?;
            }
        }
        let amount = self.total()? - before;
        let held = line.cap.map_or(amount, |cap| amount.min(cap));
        let held = line.floor.map_or(held, |floor| held.max(floor));
        if held != amount {
            let (word, limit) = if held < amount { ("封顶", line.cap) } else { ("保底", line.floor) };
            let label = format!("{}{word}", line.label);
            let note = format!("{word}{}元", limit.unwrap_or_default());
            self.adjust(&label, held - amount, self.basis(&line.basis), note);
        }
        self.sums.insert(&line.code, held);
        Ok(())
    }

    fn progressive(&mut self, line: &FeeLine, of: &str, bands: &[Band]) -> Result<(), FeeError> {
        let quantity = self.number(of)?;
        let mut lower = Decimal::ZERO;
        for (i, band) in bands.iter().enumerate() {
            if i > 0 && quantity <= lower {
                break;
            }
            let upper = band.upto.map_or(quantity, |upto| upto.min(quantity));
            if !band.fixed.is_zero() {
                self.push(line, Decimal::ONE, "", band.fixed)?;
            }
            if !band.rate.is_zero() {
                self.push(line, upper - lower, &line.unit, band.rate)?;
            }
            lower = upper;
        }
        self.fits(line, quantity, bands)
    }

    fn whole(&mut self, line: &FeeLine, of: &str, bands: &[Band]) -> Result<(), FeeError> {
        let quantity = self.number(of)?;
        if let Some(band) = bands.iter().find(|band| band.upto.is_none_or(|upto| quantity <= upto)) {
            if !band.fixed.is_zero() {
                self.push(line, Decimal::ONE, "", band.fixed)?;
            }
            if !band.rate.is_zero() {
                self.push(line, quantity, &line.unit, band.rate)?;
            }
        }
        self.fits(line, quantity, bands)
    }

    /// A quantity beyond the last band must not be charged as if it ended there.
    fn fits(&self, line: &FeeLine, quantity: Decimal, bands: &[Band]) -> Result<(), FeeError> {
        let covered = bands.last().is_some_and(|band| band.upto.is_none_or(|upto| quantity <= upto));
        if covered {
            Ok(())
        } else {
            Err(self.flawed(format!("“{}”的档次不包括{quantity}", line.label)))
        }
    }

    /// Applies the first reduction that concerns the line; returns it when nothing of the line remains.
    pub(super) fn reduce(&mut self, line: &FeeLine) -> Result<Option<&'a Reduction>, FeeError> {
        let standard = self.standard;
        let charged = self.sums.get(line.code.as_str()).copied().unwrap_or_default();
        let concerns = |reduction: &&Reduction| {
            (reduction.lines.is_empty() || reduction.lines.contains(&line.code))
                && reduction.when.holds(self.given)
        };
        let Some(reduction) = standard.reductions.iter().find(concerns) else { return Ok(None) };
        if charged.is_zero() {
            return Ok(None);
        }
        let off = QuoteLine {
            label: format!("{}：{}", reduction.label, line.label),
            quantity: charged,
            unit: "元".to_owned(),
            rate: reduction.pay - Decimal::ONE,
            amount: product(charged, reduction.pay - Decimal::ONE, line)?,
            basis: self.basis(&reduction.basis),
            note: reduction.evidence.clone(),
        };
        let left = charged + off.amount;
        self.lines.push(off);
        if let Some(cap) = reduction.cap.filter(|cap| left > *cap) {
            let label = format!("{}封顶", reduction.label);
            self.adjust(&label, cap - left, self.basis(&reduction.basis), format!("封顶{cap}元"));
        }
        Ok(left.is_zero().then_some(reduction))
    }

    fn push(&mut self, line: &FeeLine, quantity: Decimal, unit: &str, rate: Decimal) -> Result<(), FeeError> {
        let amount = product(quantity, rate, line)?;
        self.lines.push(QuoteLine {
            label: line.label.clone(),
            quantity,
            unit: unit.to_owned(),
            rate,
            amount,
            basis: self.basis(&line.basis),
            note: line.note.clone(),
        });
        Ok(())
    }

    /// Writes an amount that is no quantity: a cap, the rounding.
    pub(super) fn adjust(&mut self, label: &str, amount: Decimal, basis: Vec<Basis>, note: String) {
        let (label, unit) = (label.to_owned(), String::new());
        self.lines.push(QuoteLine { label, quantity: Decimal::ONE, unit, rate: amount, amount, basis, note });
    }

    /// Sum of what is written, exact.
    pub(super) fn total(&self) -> Result<Decimal, FeeError> {
        let mut lines = self.lines.iter().map(|line| line.amount);
        lines
            .try_fold(Decimal::ZERO, Decimal::checked_add)
            .ok_or_else(|| FeeError::TooLarge { label: self.standard.title.clone() })
    }

    fn quantity(&self, line: &FeeLine, measure: &Measure) -> Result<Decimal, FeeError> {
        let mut quantity = measure.factor;
        for input in &measure.of {
            quantity = product(quantity, self.number(input)?, line)?;
        }
        for input in &measure.less {
            quantity -= self.number(input)?;
        }
        quantity = (quantity - measure.free).max(Decimal::ZERO);
        quantity = quantity
            .checked_div(measure.step)
            .ok_or_else(|| self.flawed(format!("“{}”的计量单位不能为零", line.label)))?;
        if measure.whole {
            quantity = quantity.ceil();
        }
        for input in &measure.times {
            quantity = product(quantity, self.number(input)?, line)?;
        }
        Ok(quantity)
    }

    fn number(&self, input: &str) -> Result<Decimal, FeeError> {
        self.given.number(input).ok_or_else(|| self.flawed(format!("需要没有询问的“{input}”")))
    }

    fn rate(&self, rate: &Rate) -> Result<Decimal, FeeError> {
        match rate {
            Rate::Plain(figure) => Ok(*figure),
            Rate::By { by, rates } => self
                .given
                .choice(by)
                .and_then(|choice| rates.get(choice))
                .copied()
                .ok_or_else(|| self.flawed(format!("“{by}”所选的一档没有标准"))),
        }
    }

    fn basis(&self, own: &[Basis]) -> Vec<Basis> {
        if own.is_empty() { self.standard.basis.clone() } else { own.to_vec() }
    }

    fn flawed(&self, problem: String) -> FeeError {
        FeeError::Flawed { title: self.standard.title.clone(), problem }
    }
}

fn product(a: Decimal, b: Decimal, line: &FeeLine) -> Result<Decimal, FeeError> {
    a.checked_mul(b).ok_or_else(|| FeeError::TooLarge { label: line.label.clone() })
}

fn sum(a: Decimal, b: Decimal, line: &FeeLine) -> Result<Decimal, FeeError> {
    a.checked_add(b).ok_or_else(|| FeeError::TooLarge { label: line.label.clone() })
}
