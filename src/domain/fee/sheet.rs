//! The proof of a quote while it is written, line by line.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::figure::{grouped, percent};
use super::given::Given;
use super::reckon::Fault;
use super::{Band, FeeError, FeeLine, FeeRule, FeeStandard, QuoteLine, Ratio, Reduction, Term};
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
                let note = joined([line.note.clone(), self.arithmetic(amount)]);
                let amount = self.value(amount, line)?;
                self.push(line, Decimal::ONE, &line.unit, amount, note)?;
            }
            FeeRule::PerUnit { of, rate } => {
                let note = joined([line.note.clone(), self.arithmetic(of), self.arithmetic(rate)]);
                let (quantity, rate) = (self.value(of, line)?, self.value(rate, line)?);
                self.push(line, quantity, &line.unit, rate, note)?;
            }
            FeeRule::Progressive { of, bands } => self.progressive(line, of, bands)?,
            FeeRule::Share { lines, rate, times } => self.share(line, lines, *rate, times.as_ref())?,
        }
        let amount = self.total()? - before;
        let held = line.cap.map_or(amount, |cap| amount.min(cap));
        let held = line.floor.map_or(held, |floor| held.max(floor));
        if held != amount {
            let (word, limit) = if held < amount { ("封顶", line.cap) } else { ("保底", line.floor) };
            let label = format!("{}{word}", line.label);
            let note = format!("{word}{}元", grouped(limit.unwrap_or_default()));
            self.adjust(&label, held - amount, self.basis(&line.basis), note);
        }
        self.sums.insert(&line.code, held);
        Ok(())
    }

    fn progressive(&mut self, line: &FeeLine, of: &Term, bands: &[Band]) -> Result<(), FeeError> {
        let quantity = self.value(of, line)?;
        let mut lower = Decimal::ZERO;
        for (i, band) in bands.iter().enumerate() {
            if i > 0 && quantity <= lower {
                break;
            }
            let upper = band.upto.map_or(quantity, |upto| upto.min(quantity));
            let part = band_words(lower, band.upto, &line.unit);
            if !band.fixed.is_zero() {
                let note = format!("{part} {}元", grouped(band.fixed));
                self.push(line, Decimal::ONE, "", band.fixed, joined([line.note.clone(), note]))?;
            }
            if !band.rate.is_zero() {
                let amount = upper - lower;
                let note = format!("{part} {} × {}", grouped(amount), rate_words(band.rate, &line.unit));
                self.push(line, amount, &line.unit, band.rate, joined([line.note.clone(), note]))?;
            }
            lower = upper;
        }
        // A quantity beyond the last band must not be charged as if it ended there.
        let covered = bands.last().is_some_and(|band| band.upto.is_none_or(|upto| quantity <= upto));
        if covered {
            Ok(())
        } else {
            Err(self.flawed(format!("“{}”的档次不包括{}", line.label, grouped(quantity))))
        }
    }

    fn share(
        &mut self,
        line: &FeeLine,
        of: &[String],
        share: Ratio,
        times: Option<&Term>,
    ) -> Result<(), FeeError> {
        let mut base = Decimal::ZERO;
        for code in of {
            // An earlier line whose condition does not hold adds nothing to the base.
            base = base
                .checked_add(self.sums.get(code.as_str()).copied().unwrap_or_default())
                .ok_or_else(|| too_large(line))?;
        }
        let mut note = line.note.clone();
        if let Some(times) = times {
            note = joined([note, self.arithmetic(times)]);
            base = base.checked_mul(self.value(times, line)?).ok_or_else(|| too_large(line))?;
        }
        if let Some(rate) = share.decimal() {
            return self.push(line, base, "元", rate, note);
        }
        let part = share.of(base).ok_or_else(|| too_large(line))?;
        let note = joined([note, format!("{} × {share}", grouped(base))]);
        self.push(line, part, "元", Decimal::ONE, note)
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
        let basis = self.basis(&reduction.basis);
        let off = self.taken_off(reduction, line, charged)?;
        let mut left = charged + off.amount;
        let taken = -off.amount;
        self.lines.push(off);
        if let Some(most) = reduction.most.filter(|most| taken > *most) {
            left += taken - most;
            let note = format!("减免额最多{}元", grouped(most));
            self.adjust(&format!("{}限额", reduction.label), taken - most, basis.clone(), note);
        }
        if let Some(cap) = reduction.cap.filter(|cap| left > *cap) {
            let note = format!("封顶{}元", grouped(cap));
            self.adjust(&format!("{}封顶", reduction.label), cap - left, basis, note);
        }
        Ok(left.is_zero().then_some(reduction))
    }

    /// The line that takes a reduction's share off.
    fn taken_off(
        &self,
        reduction: &Reduction,
        line: &FeeLine,
        charged: Decimal,
    ) -> Result<QuoteLine, FeeError> {
        let rest = reduction.pay.rest();
        let evidence = match reduction.evidence.as_str() {
            "" => String::new(),
            evidence => format!("凭{evidence}"),
        };
        let mut note = joined([evidence, reduction.note.clone()]);
        let (quantity, rate) = if let Some(rate) = rest.decimal() {
            (charged, -rate)
        } else {
            note = joined([note, format!("{} × {rest}", grouped(charged))]);
            (rest.of(charged).ok_or_else(|| too_large(line))?, -Decimal::ONE)
        };
        Ok(QuoteLine {
            label: format!("{}：{}", reduction.label, line.label),
            quantity,
            unit: "元".to_owned(),
            rate,
            amount: quantity.checked_mul(rate).ok_or_else(|| too_large(line))?,
            basis: self.basis(&reduction.basis),
            note,
        })
    }

    fn push(
        &mut self,
        line: &FeeLine,
        quantity: Decimal,
        unit: &str,
        rate: Decimal,
        note: String,
    ) -> Result<(), FeeError> {
        let amount = quantity.checked_mul(rate).ok_or_else(|| too_large(line))?;
        let (label, unit, basis) = (line.label.clone(), unit.to_owned(), self.basis(&line.basis));
        self.lines.push(QuoteLine { label, quantity, unit, rate, amount, basis, note });
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

    fn value(&self, term: &Term, line: &FeeLine) -> Result<Decimal, FeeError> {
        term.value(self.given).map_err(|fault| match fault {
            Fault::Flawed(problem) => self.flawed(format!("“{}”：{problem}", line.label)),
            Fault::TooLarge => too_large(line),
        })
    }

    fn arithmetic(&self, term: &Term) -> String {
        term.arithmetic(self.given).unwrap_or_default()
    }

    fn basis(&self, own: &[Basis]) -> Vec<Basis> {
        if own.is_empty() { self.standard.basis.clone() } else { own.to_vec() }
    }

    fn flawed(&self, problem: String) -> FeeError {
        FeeError::Flawed { title: self.standard.title.clone(), problem }
    }
}

fn too_large(line: &FeeLine) -> FeeError {
    FeeError::TooLarge { label: line.label.clone() }
}

/// Which part of the quantity a band takes.
fn band_words(lower: Decimal, upto: Option<Decimal>, unit: &str) -> String {
    match (lower.is_zero(), upto) {
        (true, None) => "全部".to_owned(),
        (true, Some(upto)) => format!("不超过{}{unit}的部分", grouped(upto)),
        (false, None) => format!("超过{}{unit}的部分", grouped(lower)),
        (false, Some(upto)) => format!("超过{}{unit}至{}{unit}的部分", grouped(lower), grouped(upto)),
    }
}

/// A rate in words: a share of money, or yuan per unit.
pub(super) fn rate_words(rate: Decimal, unit: &str) -> String {
    if unit == "元" { percent(rate) } else { format!("{}元", grouped(rate)) }
}

/// Sentences one after the other, without the empty ones.
fn joined<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("；")
}
