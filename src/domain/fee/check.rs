//! What is wrong with a standard before anybody is charged by it; for the catalogue's linter.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{
    Band, FeeCondition, FeeInput, FeeLine, FeeRule, FeeStandard, InputKind, Measure, Rate, Reduction,
};

/// Everything wrong with a standard, one sentence each; empty when it is sound.
pub fn problems(standard: &FeeStandard) -> Vec<String> {
    let mut check = Check { inputs: Vec::new(), lines: BTreeSet::new(), found: Vec::new() };
    if standard.valid_to.is_some_and(|last| last < standard.valid_from) {
        check.add("失效日期早于生效日期".to_owned());
    }
    if standard.basis.is_empty() {
        check.add("没有依据".to_owned());
    }
    for input in &standard.inputs {
        check.input(input);
    }
    for line in &standard.lines {
        check.line(line);
    }
    for reduction in &standard.reductions {
        check.reduction(reduction);
    }
    check.found
}

struct Check<'a> {
    inputs: Vec<&'a FeeInput>,
    lines: BTreeSet<&'a str>,
    found: Vec<String>,
}

impl<'a> Check<'a> {
    fn add(&mut self, problem: String) {
        self.found.push(problem);
    }

    fn input(&mut self, input: &'a FeeInput) {
        if self.inputs.iter().any(|other| other.code == input.code) {
            self.add(format!("填写项“{}”重复", input.code));
        }
        if (input.kind == InputKind::Choice) == input.choices.is_empty() {
            self.add(format!("填写项“{}”的选项与类型不符", input.code));
        }
        self.condition(&input.when, &input.label);
        self.inputs.push(input);
    }

    fn line(&mut self, line: &'a FeeLine) {
        self.condition(&line.when, &line.label);
        for code in line.rule.reads() {
            let is_number = self
                .find(code)
                .is_some_and(|input| matches!(input.kind, InputKind::Integer | InputKind::Amount));
            if !is_number {
                self.add(format!("“{}”引用的“{code}”不是数值填写项", line.label));
            }
        }
        if let Some(Rate::By { by, rates }) = line.rule.rate() {
            for choice in rates.keys() {
                self.value(by, choice, &line.label);
            }
        }
        if let Some(bands) = line.rule.bands() {
            self.bands(bands, &line.label);
        }
        if let FeeRule::Share { lines, .. } = &line.rule {
            self.earlier(lines, &line.label);
        }
        if let FeeRule::PerUnit { measure, .. } | FeeRule::Share { times: Some(measure), .. } = &line.rule {
            self.measure(measure, &line.label);
        }
        if !self.lines.insert(&line.code) {
            self.add(format!("收费行“{}”重复", line.code));
        }
    }

    fn reduction(&mut self, reduction: &'a Reduction) {
        self.condition(&reduction.when, &reduction.label);
        self.earlier(&reduction.lines, &reduction.label);
        if reduction.pay < Decimal::ZERO || reduction.pay > Decimal::ONE {
            self.add(format!("“{}”的缴纳比例应在0和1之间", reduction.label));
        }
    }

    fn bands(&mut self, bands: &[Band], label: &str) {
        let ends: Vec<Decimal> = bands.iter().filter_map(|band| band.upto).collect();
        let open = bands.last().is_some_and(|band| band.upto.is_none());
        if !open || ends.len() + 1 != bands.len() || !ends.is_sorted_by(|a, b| a < b) {
            self.add(format!("“{label}”的档次应由低到高，且只有最后一档不设上限"));
        }
    }

    fn measure(&mut self, measure: &Measure, label: &str) {
        if measure.of.is_empty() || measure.step <= Decimal::ZERO {
            self.add(format!("“{label}”的计量不完整"));
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
        for (input, value) in condition.mentions() {
            match value {
                Some(value) => self.value(input, value, label),
                None if self.find(input).is_none() => {
                    self.add(format!("“{label}”引用的填写项“{input}”不在其前"));
                }
                None => {}
            }
        }
    }

    fn value(&mut self, input: &str, value: &str, label: &str) {
        let known = self.find(input).is_some_and(|found| match found.kind {
            InputKind::Flag => matches!(value, "yes" | "no"),
            _ => found.choices.iter().any(|choice| choice.code == value),
        });
        if !known {
            self.add(format!("“{label}”引用的“{input} = {value}”不存在"));
        }
    }

    fn find(&self, code: &str) -> Option<&'a FeeInput> {
        self.inputs.iter().copied().find(|input| input.code == code)
    }
}
