//! Two editions of the standards, compared in words and in money.

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::sweep::{MOST, Situation, situations};
use crate::catalogue::nearest;
use crate::domain::fee::{self, FeeError, FeeInputs, FeeStandard, in_force};
use crate::domain::ids::FeeCode;
use crate::domain::money::yuan;
use crate::text::{pad, pad_start, width};

/// Situations wider than this are cut.
const WIDEST: usize = 72;
/// Cells of an amount.
const FIGURE: usize = 18;

/// What differs on the day, standard by standard.
///
/// # Errors
/// An unknown code, or two standards in force at once.
pub(super) fn tell(
    old: &[FeeStandard],
    new: &[FeeStandard],
    code: Option<&FeeCode>,
    on: Date,
    all: bool,
) -> Result<String, String> {
    let mut codes: BTreeSet<&FeeCode> = old.iter().chain(new).map(|standard| &standard.code).collect();
    if let Some(code) = code {
        if !codes.contains(code) {
            return Err(unknown(code, &codes));
        }
        codes.retain(|known| *known == code);
    }
    let (mut text, mut same, mut idle) = (String::new(), 0_usize, 0_usize);
    for code in codes {
        let pair = (holding(old, code, on, "原")?, holding(new, code, on, "新")?);
        // Writing to a String cannot fail.
        let _ = match pair {
            (None, Some(standard)) => writeln!(text, "新增  {}", name(standard)),
            (Some(standard), None) => writeln!(text, "停止  {}", name(standard)),
            (Some(before), Some(after)) if before != after => changed(&mut text, before, after, on, all),
            (Some(_), Some(_)) => {
                same += 1;
                Ok(())
            }
            (None, None) => {
                idle += 1;
                Ok(())
            }
        };
    }
    let _ = writeln!(text, "未变  {same} 项（{on}有效）");
    if idle > 0 {
        let _ = writeln!(text, "另有 {idle} 项在{on}两边都没有有效版本，可用 --on 换一天比较");
    }
    Ok(text)
}

fn unknown(code: &FeeCode, codes: &BTreeSet<&FeeCode>) -> String {
    let near = nearest(code.as_str(), codes.iter().map(|known| known.as_str()));
    let hint = near.map_or_else(
        || "请核对编码，不写编码则比较全部标准".to_owned(),
        |near| format!("是否要写“{near}”？"),
    );
    format!("两边都没有收费标准“{code}”；{hint}")
}

/// The standard in force, none where there is none; a clash is an error.
fn holding<'s>(
    standards: &'s [FeeStandard],
    code: &FeeCode,
    on: Date,
    side: &str,
) -> Result<Option<&'s FeeStandard>, String> {
    match in_force(standards, code, on) {
        Ok(standard) => Ok(Some(standard)),
        Err(FeeError::Unknown { .. } | FeeError::NotInForce { .. }) => Ok(None),
        Err(error) => Err(format!("{side}：{error}")),
    }
}

fn name(standard: &FeeStandard) -> String {
    format!("{} {}（{}）", standard.code, standard.title, standard.period())
}

fn changed(out: &mut String, old: &FeeStandard, new: &FeeStandard, on: Date, all: bool) -> fmt::Result {
    writeln!(out, "变更  {}：{}", name(new), aspects(old, new).join("、"))?;
    let money = Money::between(old, new, on);
    let rows = if all { money.rows } else { gathered(money.rows) };
    if !rows.is_empty() {
        let cells = rows.iter().map(|row| width(&row.situation)).max().unwrap_or(0).clamp(4, WIDEST);
        let head = [pad("情形", cells), head("原（元）"), head("新（元）"), head("相差（元）")];
        writeln!(out, "      {}", head.join(" "))?;
        for row in &rows {
            let more = if row.like == 0 {
                String::new()
            } else {
                format!("  金额相同的另有 {} 种", row.like)
            };
            let [before, after] = [row.old, row.new].map(|amount| pad_start(&words(amount), FIGURE));
            let gap = pad_start(&row.gap(), FIGURE);
            writeln!(out, "      {} {before} {after} {gap}{more}", pad(&row.situation, cells))?;
        }
    }
    let Counts { tried, different, same, neither } = money.counts;
    write!(out, "      试算 {tried} 种情形：{different} 种有变化，{same} 种金额不变")?;
    if neither > 0 {
        write!(out, "，{neither} 种两边都不能计费")?;
    }
    if tried == MOST {
        write!(out, "（情形更多，只试算前 {MOST} 种）")?;
    }
    writeln!(out)
}

fn head(text: &str) -> String {
    pad_start(text, FIGURE)
}

fn aspects(old: &FeeStandard, new: &FeeStandard) -> Vec<&'static str> {
    [
        (old.title != new.title, "名称"),
        (old.region != new.region, "地区"),
        (old.basis != new.basis, "依据"),
        (old.valid_from != new.valid_from || old.valid_to != new.valid_to, "有效期"),
        (old.inputs != new.inputs || old.demands != new.demands, "填写内容"),
        (old.lines != new.lines, "计费项目"),
        (old.reductions != new.reductions, "减免"),
        (old.note != new.note, "说明"),
    ]
    .into_iter()
    .filter_map(|(differs, aspect)| differs.then_some(aspect))
    .collect()
}

/// A situation whose amounts differ; an amount is none where that edition cannot quote it.
struct Row {
    situation: String,
    old: Option<Decimal>,
    new: Option<Decimal>,
    /// How many other situations have the same two amounts.
    like: usize,
}

impl Row {
    fn gap(&self) -> String {
        match (self.old, self.new) {
            (Some(old), Some(new)) if new > old => format!("+{}", yuan(new - old)),
            (Some(old), Some(new)) => yuan(new - old),
            (None, _) => "新增情形".to_owned(),
            (_, None) => "不再适用".to_owned(),
        }
    }
}

fn words(amount: Option<Decimal>) -> String {
    amount.map_or_else(|| "不能计费".to_owned(), yuan)
}

#[derive(Default)]
struct Counts {
    tried: usize,
    different: usize,
    same: usize,
    neither: usize,
}

struct Money {
    rows: Vec<Row>,
    counts: Counts,
}

impl Money {
    fn between(old: &FeeStandard, new: &FeeStandard, on: Date) -> Self {
        let (mut rows, mut counts) = (Vec::new(), Counts::default());
        for situation in situations(old, new) {
            counts.tried += 1;
            match (amount(old, &situation, on), amount(new, &situation, on)) {
                (None, None) => counts.neither += 1,
                (before, after) if before == after => counts.same += 1,
                (before, after) => {
                    counts.different += 1;
                    rows.push(Row { situation: written(&situation), old: before, new: after, like: 0 });
                }
            }
        }
        Self { rows, counts }
    }
}

/// What the edition charges, of what it asks; none where it cannot say.
fn amount(standard: &FeeStandard, situation: &Situation, on: Date) -> Option<Decimal> {
    let asked = |name: &String| standard.inputs.iter().any(|input| input.code == *name);
    let inputs: FeeInputs = situation.iter().filter(|(name, _)| asked(name)).cloned().collect();
    fee::quote(std::slice::from_ref(standard), &standard.code, &inputs, on).ok().map(|quote| quote.total)
}

fn written(situation: &Situation) -> String {
    if situation.is_empty() {
        return "（无须填写）".to_owned();
    }
    situation.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
}

/// One row for each pair of amounts, with the number of the others.
fn gathered(rows: Vec<Row>) -> Vec<Row> {
    let mut kept: Vec<Row> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for row in rows {
        let like = places.get(&(row.old, row.new)).and_then(|at: &usize| kept.get_mut(*at));
        if let Some(first) = like {
            first.like += 1;
        } else {
            places.insert((row.old, row.new), kept.len());
            kept.push(row);
        }
    }
    kept
}
