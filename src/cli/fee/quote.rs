//! One fee with its proof, as a table.

use std::fmt::{self, Write as _};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::why_at_length;
use crate::document::basis_words;
use crate::domain::fee::{self, FeeInputs, FeeStandard, Quote, QuoteLine};
use crate::domain::ids::FeeCode;
use crate::domain::item::Basis;
use crate::domain::money::yuan;
use crate::text::{pad, pad_start, width, wrap};

/// Cells of a line.
const CELLS: usize = 100;
/// Labels wider than this are cut; the note below says the rest.
const WIDEST: usize = 40;
/// Decimals of a figure; programs get all of them.
const DECIMALS: u32 = 6;

/// The proof of the fee for these `name=value` pairs.
pub(super) fn proof(
    standards: &[FeeStandard],
    code: &str,
    pairs: &[String],
    on: Date,
) -> Result<String, String> {
    let code = FeeCode::new(code);
    let quote = fee::quote(standards, &code, &inputs(pairs)?, on)
        .map_err(|error| why_at_length(standards, &code, on, &error))?;
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = write(&mut text, &quote);
    Ok(text)
}

fn inputs(pairs: &[String]) -> Result<FeeInputs, String> {
    let mut inputs = FeeInputs::new();
    for pair in pairs {
        let Some((name, value)) = pair.split_once('=') else {
            return Err(format!("“{pair}”不完整，请写成 名称=值，如 units=1"));
        };
        if inputs.insert(name.trim().to_owned(), value.trim().to_owned()).is_some() {
            return Err(format!("“{name}”写了两次，请只写一次"));
        }
    }
    Ok(inputs)
}

fn write(out: &mut String, quote: &Quote) -> fmt::Result {
    writeln!(out, "{}（{}） {}", quote.title, quote.code, quote.on)?;
    paragraph(out, "", &format!("依据：{}", basis_words(&quote.basis)))?;
    if let Some(exempted) = &quote.exempted {
        paragraph(out, "", &format!("免收：{exempted}"))?;
    }
    lines(out, &quote.lines)?;
    writeln!(out, "合计  {}元", yuan(quote.total))?;
    if quote.exact != quote.total {
        writeln!(out, "      舍入前 {}元，四舍五入到分，只在最后进位一次", figure(quote.exact))?;
    }
    writeln!(out, "大写  {}", quote.in_words)
}

fn lines(out: &mut String, lines: &[QuoteLine]) -> fmt::Result {
    if lines.is_empty() {
        return writeln!(out, "按上述依据不收费");
    }
    let rows: Vec<[String; 4]> =
        std::iter::once(["项目", "数量", "单价（元）", "金额（元）"].map(str::to_owned))
            .chain(lines.iter().map(|line| {
                let quantity = format!("{}{}", figure(line.quantity), line.unit);
                [line.label.clone(), quantity, figure(line.rate), amount(line.amount)]
            }))
            .collect();
    let widths = [0, 1, 2, 3].map(|column| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell));
        cells.max().unwrap_or(0).min(WIDEST)
    });
    let mut above: Option<&[Basis]> = None;
    let proofs = std::iter::once(None).chain(lines.iter().map(Some));
    for ([label, quantity, rate, amount], line) in rows.iter().zip(proofs) {
        let [first, second, third, last] = widths;
        let signs = if line.is_some() { ["×", "="] } else { [" ", " "] };
        let row = [
            pad(label, first),
            pad_start(quantity, second),
            signs[0].to_owned(),
            pad_start(rate, third),
            signs[1].to_owned(),
            pad_start(amount, last),
        ];
        writeln!(out, "{}", row.join(" "))?;
        if let Some(line) = line {
            let same = !line.basis.is_empty() && above == Some(&line.basis);
            let basis = if same { "依据同上".to_owned() } else { basis_words(&line.basis) };
            paragraph(out, "    ", &basis)?;
            paragraph(out, "    ", &line.note)?;
            above = Some(&line.basis);
        }
    }
    Ok(())
}

fn paragraph(out: &mut String, indent: &str, text: &str) -> fmt::Result {
    if text.is_empty() {
        return Ok(());
    }
    for line in wrap(text, CELLS - indent.len()) {
        writeln!(out, "{indent}{line}")?;
    }
    Ok(())
}

/// A figure as it is, without zeros at its end; one that goes on and on ends with a mark.
fn figure(figure: Decimal) -> String {
    let plain = figure.normalize();
    if plain.scale() <= DECIMALS {
        return plain.to_string();
    }
    format!("{}…", plain.trunc_with_scale(DECIMALS))
}

/// An amount to the 分, or with its further digits where it has more: a line is not rounded.
fn amount(amount: Decimal) -> String {
    if amount.normalize().scale() > 2 { figure(amount) } else { yuan(amount) }
}
