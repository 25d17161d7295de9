//! What is wrong with a standard before anybody is charged by it; for the catalogue's linter.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::mention::Mention;
use super::walk::walk;
use super::{Demand, FeeCondition, FeeInput, FeeLine, FeeRule, FeeStandard, InputKind, Reduction};

/// Everything wrong with a standard, one sentence each; empty when it is sound. Where its parts hold together,
/// every combination of the choices and the least, the greatest and the turning points of the numbers is quoted
/// as well: no band, step or table may leave a gap.
pub fn problems(standard: &FeeStandard) -> Vec<String> {
    let mut check = Check { inputs: BTreeMap::new(), lines: BTreeSet::new(), found: Vec::new() };
    if standard.valid_to.is_some_and(|last| last < standard.valid_from) {
        check.add("失效日期早于生效日期".to_owned());
    }
    if standard.basis.is_empty() {
        check.add("没有依据".to_owned());
    }
    for input in &standard.inputs {
        check.input(input);
    }
    for demand in &standard.demands {
        check.demand(demand);
    }
    for line in &standard.lines {
        check.line(line);
    }
    for reduction in &standard.reductions {
        check.reduction(reduction);
    }
    if check.found.is_empty() {
        check.found = walk(standard);
    }
    check.found
}

struct Check<'a> {
    inputs: BTreeMap<&'a str, &'a FeeInput>,
    lines: BTreeSet<&'a str>,
    found: Vec<String>,
}

impl<'a> Check<'a> {
    fn add(&mut self, problem: String) {
        self.found.push(problem);
    }

    fn input(&mut self, input: &'a FeeInput) {
        if (input.kind == InputKind::Choice) == input.choices.is_empty() {
            self.add(format!("填写项“{}”的选项与类型不符", input.code));
        }
        let mut choices: Vec<&str> = input.choices.iter().map(|choice| choice.code.as_str()).collect();
        choices.sort_unstable();
        if !choices.is_sorted_by(|a, b| a < b) {
            self.add(format!("填写项“{}”的选项重复", input.code));
        }
        if input.min.zip(input.max).is_some_and(|(min, max)| max < min) {
            self.add(format!("填写项“{}”的最大值小于最小值", input.code));
        }
        if input.optional && input.default.is_some() {
            self.add(format!("填写项“{}”可以不填，就不应有默认值", input.code));
        }
        if input.default.as_deref().is_some_and(|value| input.read(value).is_err()) {
            self.add(format!("填写项“{}”的默认值不符合要求", input.code));
        }
        self.condition(&input.when, &input.label);
        if self.inputs.insert(&input.code, input).is_some() {
            self.add(format!("填写项“{}”重复", input.code));
        }
    }

    fn demand(&mut self, demand: &Demand) {
        self.condition(&demand.when, &demand.says);
        self.condition(&demand.holds, &demand.says);
        if !self.inputs.contains_key(demand.input.as_str()) {
            self.add(format!("“{}”引用的填写项“{}”不存在", demand.says, demand.input));
        }
    }

    fn line(&mut self, line: &'a FeeLine) {
        self.condition(&line.when, &line.label);
        let mut mentions = Vec::new();
        line.rule.visit(&mut |mention| mentions.push(mention));
        self.mentions(mentions, &line.label);
        if let FeeRule::Share { lines, .. } = &line.rule {
            self.earlier(lines, &line.label);
        }
        if line.floor.zip(line.cap).is_some_and(|(floor, cap)| cap < floor) {
            self.add(format!("“{}”的封顶低于保底", line.label));
        }
        if !self.lines.insert(&line.code) {
            self.add(format!("收费行“{}”重复", line.code));
        }
    }

    fn reduction(&mut self, reduction: &Reduction) {
        self.condition(&reduction.when, &reduction.label);
        self.earlier(&reduction.lines, &reduction.label);
        if !reduction.pay.is_part() {
            self.add(format!("“{}”的缴纳比例应在0和1之间", reduction.label));
        }
        // What somebody may claim or not is granted on evidence only.
        let mut claimed = false;
        reduction.when.visit(&mut |mention| {
            claimed |= mention.input().and_then(|code| self.inputs.get(code)).is_some_and(|i| i.optional);
        });
        if claimed && reduction.evidence.is_empty() {
            self.add(format!("“{}”没有写明凭什么减免", reduction.label));
        }
    }

    fn earlier(&mut self, codes: &[String], label: &str) {
        for code in codes {
            if !self.lines.contains(code.as_str()) {
                self.add(format!("“{label}”引用的收费行“{code}”不在其前"));
            }
        }
    }

    fn condition(&mut self, condition: &FeeCondition, label: &str) {
        let mut mentions = Vec::new();
        condition.visit(&mut |mention| mentions.push(mention));
        self.mentions(mentions, label);
    }

    fn mentions(&mut self, mentions: Vec<Mention<'_>>, label: &str) {
        for mention in mentions {
            if let Some(problem) = self.problem(&mention, label) {
                self.add(problem);
            }
        }
    }

    fn problem(&self, mention: &Mention<'_>, label: &str) -> Option<String> {
        let find = |code: &str| self.inputs.get(code);
        match mention {
            Mention::Number(code) => (!find(code).is_some_and(|input| input.is_number()))
                .then(|| format!("“{label}”引用的“{code}”不是数值填写项")),
            Mention::List(code) => (!find(code).is_some_and(|input| input.kind == InputKind::Integers))
                .then(|| format!("“{label}”引用的“{code}”不是列表填写项")),
            Mention::Value(code, value) => (!find(code).is_some_and(|input| input.takes(value)))
                .then(|| format!("“{label}”引用的“{code} = {value}”不存在")),
            Mention::Any(code) => {
                find(code).is_none().then(|| format!("“{label}”引用的填写项“{code}”不在其前"))
            }
            Mention::Turn(..) => None,
            Mention::Ends { of, ends } => ends_problem(of.is_some(), ends, label),
            Mention::Empty => Some(format!("“{label}”的算式没有内容")),
        }
    }
}

/// Bands and steps ascend, and only the last may be open. Whether a closed last one reaches the greatest
/// quantity shows in the walk, as long as an input is measured directly.
fn ends_problem(direct: bool, ends: &[Option<Decimal>], label: &str) -> Option<String> {
    let closed: Vec<Decimal> = ends.iter().copied().flatten().collect();
    let open = ends.last().is_some_and(Option::is_none);
    let only_last_open = closed.len() + usize::from(open) == ends.len();
    let ascending = only_last_open && closed.is_sorted_by(|a, b| a < b);
    let reaches = open || (direct && !ends.is_empty());
    (!(ascending && reaches)).then(|| format!("“{label}”的档次应由低到高，不重叠，且只有最后一档不设上限"))
}
