//! Fees: what items say of them, and the standards themselves (S051, 行政许可法 58 and 59, DESIGN 4.5).

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::ways::{Diverting, Keep, Ways};
use super::{Found, Rule, sweep};
use crate::domain::fee::{FeeInput, FeeStandard, InputKind, problems};
use crate::domain::ids::FeeCode;
use crate::domain::item::ServiceItem;

/// Words of a guide that charges.
const CHARGES: [&str; 5] = ["缴费", "收费", "交费", "付费", "缴纳费用"];
/// Words of a guide that does not.
const FREE: [&str; 5] = ["不收费", "免收费", "免费办理", "不收取", "无需缴费"];

/// The standards among themselves.
pub(super) fn check(standards: &[FeeStandard], found: &mut Found<'_>) {
    let mut by_code: BTreeMap<&FeeCode, Vec<&FeeStandard>> = BTreeMap::new();
    for standard in standards {
        by_code.entry(&standard.code).or_default().push(standard);
        one(standard, found);
    }
    for mut editions in by_code.into_values() {
        editions.sort_by_key(|standard| standard.valid_from);
        for (earlier, later) in editions.iter().zip(editions.iter().skip(1)) {
            succession(earlier, later, found);
        }
    }
}

fn one(standard: &FeeStandard, found: &mut Found<'_>) {
    let title = &standard.title;
    let no_basis = standard.basis.iter().all(|basis| basis.document.trim().is_empty());
    if no_basis {
        let message = format!("“{title}”没有依据，不得收费；请写明法律、法规或者国务院文件");
        found.fee(Rule::FeeNoBasis, standard, "basis", message);
    }
    let bands = sweep::bands(standard);
    // What is told with its bounds need not be told again in general.
    let told = |problem: &str| {
        (no_basis && problem == "没有依据") || (!bands.is_empty() && problem.contains("的档次"))
    };
    let flaws: Vec<String> = problems(standard).into_iter().filter(|problem| !told(problem)).collect();
    let sound = bands.is_empty() && flaws.is_empty();
    for (line, message) in bands {
        let place = found.places.fee_rule(standard, line);
        found.add(Rule::FeeBands, place, standard.code.to_string(), format!("“{title}”{message}"));
    }
    for flaw in flaws {
        found.fee(Rule::FeeFlawed, standard, "", format!("“{title}”{flaw}"));
    }
    if sound && let Some(inputs) = sweep::unregulated(standard) {
        let message =
            format!("“{title}”没有规定这种情形如何收费：{inputs}；请补上收费行，免收的写 fixed = \"0\"");
        found.fee(Rule::FeeUnregulated, standard, "", message);
    }
    if let Some(word) = FREE.iter().find(|word| standard.note.contains(**word) && charges(standard)) {
        let message = format!("“{title}”的说明写着“{word}”，却有收费行；请更正说明或者收费行");
        found.fee(Rule::FeeFreeMismatch, standard, "note", message);
    }
}

/// Whether the standard charges anything: what is free by law has no lines.
fn charges(standard: &FeeStandard) -> bool {
    !standard.lines.is_empty()
}

fn succession(earlier: &FeeStandard, later: &FeeStandard, found: &mut Found<'_>) {
    let Some(last) = earlier.valid_to.filter(|last| *last < later.valid_from) else {
        let until = earlier.valid_to.map_or("没有失效日期".to_owned(), |last| format!("到{last}"));
        let message = format!(
            "“{}”自{}起有效时，前一个标准（{}起，{until}）还有效；请给前一个写上失效日期（valid_to）",
            later.title, later.valid_from, earlier.valid_from
        );
        found.fee(Rule::FeeOverlap, later, "valid_from", message);
        return;
    };
    if last.tomorrow().is_ok_and(|next| next < later.valid_from) {
        let message =
            format!("“{}”在{last}之后、{}之前没有有效的标准；是否漏了一个", later.title, later.valid_from);
        found.fee(Rule::FeeGap, later, "valid_from", message);
    }
}

/// What an item says of its fee.
pub(super) fn check_item(item: &ServiceItem, standards: &[FeeStandard], on: Date, found: &mut Found<'_>) {
    let Some(code) = &item.fee else {
        let message = "没有写收费标准（fee）；不收费的也要指明免收的标准，才有依据可告知";
        found.item(Rule::FeeMissing, item, "", message);
        return;
    };
    let known: Vec<&FeeStandard> = standards.iter().filter(|standard| &standard.code == code).collect();
    let day = on.max(item.valid_from).min(item.valid_to.unwrap_or(Date::MAX));
    // Where two are in force at once, which is told by itself, the later one is meant.
    let holding = known.iter().copied().filter(|standard| standard.holds_on(day));
    let Some(standard) = holding.max_by_key(|standard| standard.valid_from) else {
        let message = format!("收费标准“{code}”在{day}没有有效的版本；请更新收费标准");
        found.item(Rule::FeeNotInForce, item, "fee", message);
        return;
    };
    free_or_not(item, standard, found);
    settled(item, standard, found);
    answered(item, standard, found);
}

fn free_or_not(item: &ServiceItem, standard: &FeeStandard, found: &mut Found<'_>) {
    let says = |words: &[&'static str]| {
        let steps = item.steps.iter().chain(&item.conditions);
        steps.flat_map(|step| words.iter().filter(move |word| step.contains(**word))).copied().next()
    };
    let free = says(&FREE);
    if let Some(word) = free.filter(|_| charges(standard)) {
        let message = format!("指南写着“{word}”，但收费标准“{}”要收费；请更正其中一处", standard.title);
        found.item(Rule::FeeFreeMismatch, item, "steps", message);
    }
    if charges(standard) || free.is_some() {
        return;
    }
    if let Some(word) = says(&CHARGES) {
        let message = format!("指南写着“{word}”，但收费标准“{}”不收费；请更正其中一处", standard.title);
        found.item(Rule::FeeFreeMismatch, item, "steps", message);
    } else if item.online_payment {
        let message = format!("写了可以网上支付，但收费标准“{}”不收费；请更正其中一处", standard.title);
        found.item(Rule::FeeFreeMismatch, item, "online_payment", message);
    }
}

/// Inputs that the item itself settles.
fn settled(item: &ServiceItem, standard: &FeeStandard, found: &mut Found<'_>) {
    for (code, value) in &item.fee_inputs {
        let message = match input(standard, code) {
            None => format!("收费标准“{}”没有填写项“{code}”", standard.title),
            Some(input) if !takes(input, value) => {
                format!("收费标准“{}”的“{}”没有选项“{value}”", standard.title, input.label)
            }
            Some(_) => continue,
        };
        found.item(Rule::FeeInputUnknown, item, "fee_inputs", message);
    }
}

/// Inputs that answers to questions settle.
fn answered(item: &ServiceItem, standard: &FeeStandard, found: &mut Found<'_>) {
    let ways = Ways::of(item);
    for (code, question) in &item.fee_answers {
        let Some(input) = input(standard, code) else {
            let message = format!("收费标准“{}”没有填写项“{code}”", standard.title);
            found.item(Rule::FeeInputUnknown, item, "fee_answers", message);
            continue;
        };
        let asked = item.questions.iter().position(|known| &known.code == question);
        let classes = asked.and_then(|at| ways.classes.get(at)).map_or(&[][..], Vec::as_slice);
        let unknown = classes.iter().find(|class| !takes(input, class.answer.as_str()));
        if let Some(class) = unknown {
            let message = format!(
                "收费标准“{}”的“{}”没有选项“{}”（情形“{question}”的“{}”）；两处的选项代码要一致",
                standard.title, input.label, class.answer, class.words
            );
            found.item(Rule::FeeInputUnknown, item, "fee_answers", message);
        }
        let given = asked.is_some_and(|at| {
            let test = ways.answered(at);
            let ends = ways.walk(&[&test], Keep::Needed, Diverting::Ends, &mut |_, _| {});
            ends.keys().any(|end| end.diverted.is_empty() && end.truth.contains(&true))
        });
        if !given {
            let message =
                format!("收费要取情形“{question}”的回答，但没有一种受理的情形会问到它；请更正 fee_answers");
            found.item(Rule::FeeInputNever, item, "fee_answers", message);
        }
    }
}

fn input<'a>(standard: &'a FeeStandard, code: &str) -> Option<&'a FeeInput> {
    standard.inputs.iter().find(|input| input.code == code)
}

/// Whether a choice or flag has the value; what a number may be is the engine's to say.
fn takes(input: &FeeInput, value: &str) -> bool {
    if input.kind == InputKind::Choice {
        input.choices.iter().any(|choice| choice.code == value)
    } else if input.kind == InputKind::Flag {
        matches!(value, "true" | "false")
    } else {
        true
    }
}
