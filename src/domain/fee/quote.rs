//! The quote: a fee with its proof.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::given::Given;
use super::standard::in_force;
use super::{Band, FeeError, FeeInputs, FeeLine, FeeRule, FeeStandard, Measure, Rate, Reduction};
use crate::domain::ids::FeeCode;
use crate::domain::item::Basis;
use crate::domain::money::{in_words, to_fen};

/// A fee as computed on a day. `total` is the sum of the lines' amounts, to the 分.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Quote {
    /// Code of the standard.
    pub code: FeeCode,
    /// Title of the standard.
    pub title: String,
    /// The day whose standard was taken.
    pub on: Date,
    /// Basis of the standard.
    pub basis: Vec<Basis>,
    /// The proof, line by line; empty where nothing may be charged.
    pub lines: Vec<QuoteLine>,
    /// Sum before rounding (元).
    pub exact: Decimal,
    /// What is to be paid (元), two decimals.
    pub total: Decimal,
    /// The total in words (大写人民币).
    pub in_words: String,
    /// The exemption, with the evidence it needs, when it leaves nothing to pay.
    pub exempted: Option<String>,
}

/// One line of the proof: `amount` is `quantity` × `rate`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct QuoteLine {
    /// What is charged or taken off.
    pub label: String,
    /// How many units.
    pub quantity: Decimal,
    /// Of what: `件`, `元`.
    pub unit: String,
    /// Yuan per unit; below nought for what is taken off.
    pub rate: Decimal,
    /// Yuan, not rounded.
    pub amount: Decimal,
    /// Basis of the line.
    pub basis: Vec<Basis>,
    /// Explanation: the evidence of a reduction, the rounding.
    pub note: String,
}

/// Computes a fee by the one standard in force on the day.
///
/// # Errors
/// Whatever stands in the way, as [`FeeError`]; a missing or wrong value never counts as nought.
///
/// ```
/// use jiff::civil::date;
/// use yichuang::domain::fee::{FeeInputs, FeeStandard, quote};
/// let standard: FeeStandard = toml::from_str(
///     r#"
///     code = "plate"
///     title = "机动车号牌工本费"
///     region = "全国"
///     basis = []
///     valid_from = "2020-01-01"
///     inputs = [{ code = "sets", label = "数量", kind = "integer", unit = "副", min = "1" }]
///     lines = [{ code = "plate", label = "汽车号牌", unit = "副", rule = { per_unit = { of = ["sets"], rate = "100" } } }]
///     "#,
/// )?;
/// let inputs = FeeInputs::from([("sets".into(), "2".into())]);
/// let quote = quote(&[standard], &"plate".into(), &inputs, date(2026, 11, 21))?;
/// assert_eq!(quote.total.to_string(), "200.00");
/// assert_eq!(quote.in_words, "贰佰元整");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn quote(
    standards: &[FeeStandard],
    code: &FeeCode,
    inputs: &FeeInputs,
    on: Date,
) -> Result<Quote, FeeError> {
    let standard = in_force(standards, code, on)?;
    let given = Given::checked(standard, inputs)?;
    let mut sheet = Sheet { standard, given: &given, lines: Vec::new(), sums: BTreeMap::new() };
    let due: Vec<&FeeLine> = standard.lines.iter().filter(|line| line.when.holds(&given)).collect();
    if due.is_empty() && !standard.lines.is_empty() {
        return Err(FeeError::Unregulated { title: standard.title.clone() });
    }
    for line in &due {
        sheet.charge(line)?;
    }
    let mut exemption = None;
    for line in &due {
        if let Some(reduction) = sheet.reduce(line)? {
            exemption = Some(reduction);
        }
    }
    let exact = sheet.total()?;
    let total = to_fen(exact);
    if total != exact {
        let basis = Vec::new();
        let amount = total - exact;
        sheet.adjust("四舍五入到分", amount, basis, "合计后一次进位".to_owned());
    }
    let exempted = exemption.filter(|_| total.is_zero()).map(|reduction| {
        if reduction.evidence.is_empty() {
            reduction.label.clone()
        } else {
            format!("{}（凭{}）", reduction.label, reduction.evidence)
        }
    });
    Ok(Quote {
        code: code.clone(),
        title: standard.title.clone(),
        on,
        basis: standard.basis.clone(),
        lines: sheet.lines,
        exact,
        total,
        in_words: in_words(total),
        exempted,
    })
}

/// The proof while it is written.
struct Sheet<'a> {
    standard: &'a FeeStandard,
    given: &'a Given,
    lines: Vec<QuoteLine>,
    /// What each line of the standard comes to, floor and cap included, reductions not.
    sums: BTreeMap<&'a str, Decimal>,
}

impl<'a> Sheet<'a> {
    fn charge(&mut self, line: &'a FeeLine) -> Result<(), FeeError> {
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
    fn reduce(&mut self, line: &FeeLine) -> Result<Option<&'a Reduction>, FeeError> {
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

    fn adjust(&mut self, label: &str, amount: Decimal, basis: Vec<Basis>, note: String) {
        let (label, unit) = (label.to_owned(), String::new());
        self.lines.push(QuoteLine { label, quantity: Decimal::ONE, unit, rate: amount, amount, basis, note });
    }

    fn total(&self) -> Result<Decimal, FeeError> {
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
