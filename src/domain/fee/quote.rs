//! The quote: a fee with its proof.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::given::Given;
use super::sheet::{Sheet, rate_words};
use super::standard::in_force;
use super::{FeeError, FeeInputs, FeeLine, FeeStandard};
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

impl QuoteLine {
    /// The rate in words: `80元`, or of an amount of money `2.5%`.
    pub fn rate_in_words(&self) -> String {
        rate_words(self.rate, &self.unit)
    }
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
///     lines = [{ code = "plate", label = "汽车号牌", unit = "副", rule = { per_unit = { of = "sets", rate = "100" } } }]
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
    let mut sheet = Sheet::new(standard, &given);
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
        lines: sheet.into_lines(),
        exact,
        total,
        in_words: in_words(total),
        exempted,
    })
}
