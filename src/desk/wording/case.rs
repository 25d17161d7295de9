//! Words of a case: its head and checklist.

use jiff::civil::Date;

use crate::domain::checklist::ExtraDemand;
use crate::domain::item::{Material, MaterialSource, NumberRange, ServiceItem};
use crate::domain::paper::PaperNumber;
use crate::text::Clean;

/// Where a material comes from.
pub fn material_source(source: MaterialSource) -> &'static str {
    match source {
        MaterialSource::Applicant => "申请人自备",
        MaterialSource::Government => "政府部门核发",
        MaterialSource::Other => "其他机构出具",
    }
}

/// How many of a material are handed in.
pub fn copies(originals: u8, copies: u8) -> String {
    match (originals, copies) {
        (0, 0) => "不收纸质".to_owned(),
        (originals, 0) => format!("原件{originals}份"),
        (0, copies) => format!("复印件{copies}份"),
        (originals, copies) => format!("原件{originals}份、复印件{copies}份"),
    }
}

/// Pane.
pub const CASE: &str = "当前办件";

/// Pane.
pub const MATERIALS: &str = "申请材料";

/// Pane.
pub const DETAIL: &str = "审查要点";

/// Pane.
pub const SITUATION: &str = "情形";

/// Pane.
pub const EXITS: &str = "可以办理";

/// Column.
pub const COLUMN_VERDICT: &str = "结论";

/// Column.
pub const COLUMN_MATERIAL: &str = "材料";

/// Column.
pub const COLUMN_COPIES: &str = "份数";

/// After a line number.
pub const STOP: &str = ". ";

/// Before a checkpoint.
pub const BULLET: &str = "- ";

/// Under a question.
pub const QUESTION_HINT: &str = "按数字选定，材料清单随即更新。Esc 返回。";

/// Under the defects.
pub const DEFECTS_HINT: &str = "按数字选定；多项缺陷用 Tab 勾选，再按 Enter";

/// Nobody known yet.
pub fn applicant_missing(key: &str) -> String {
    format!("申请人信息未录，按 {key} 录入（可刷证件）")
}

/// Number of the case.
pub fn case_number(number: &str) -> String {
    format!("编号 {number}")
}

/// Day of receipt.
pub fn received(day: Date) -> String {
    format!("收件 {day}")
}

/// Waiting for correction.
pub fn correcting(number: &PaperNumber, due: Date) -> String {
    format!("{number} 补正至 {due}")
}

/// Promised date.
pub fn promised(due: Date) -> String {
    format!("承诺最迟 {due} 决定")
}

/// How far the examination is.
pub fn examined(done: usize, all: usize) -> String {
    format!("已审{done}/{all}")
}

/// Counts in a column.
pub fn copies_short(originals: u8, copies: u8) -> String {
    match (originals, copies) {
        (0, 0) => "免提交".to_owned(),
        (originals, 0) => format!("原{originals}"),
        (0, copies) => format!("复{copies}"),
        (originals, copies) => format!("原{originals}复{copies}"),
    }
}

/// What a material allows.
pub fn flags(item: &ServiceItem, material: &Material) -> String {
    let mut flags = Vec::new();
    if material.deferrable && item.deferral_days.is_some() {
        flags.push("5 可容缺");
    }
    if material.committable && item.no_commitment.is_empty() {
        flags.push("6 可承诺");
    }
    if material.shareable {
        flags.push("7 可共享免提交");
    }
    flags.join("　")
}

/// A defect.
pub fn wrong(text: &str) -> String {
    format!("不符：{text}")
}

/// The form that would be right.
pub fn right(text: &str) -> String {
    format!("应为：{text}")
}

/// A deferral.
pub fn deferred(due: Date) -> String {
    format!("容缺，最迟 {due} 补交")
}

/// A basis.
pub fn basis(text: &str) -> String {
    format!("依据 {text}")
}

/// Where to get it.
pub fn obtain(text: &str) -> String {
    format!("获取 {text}")
}

/// An unexamined line whose material another case of the visit has received.
pub fn received_beside(number: &str, key: &str) -> String {
    format!("本次来访已在办件 {number} 收取，按 {key} 同收")
}

/// In the column of verdicts, for such a line.
pub const TAKEABLE: &str = "可同收";

/// A line taken over.
pub fn taken(from: &str) -> String {
    format!("已在办件 {from} 收取")
}

/// On the bar of a lead for whom a demand beyond the guide waits.
pub const DECIDE_DEMAND: &str = "决定超指南要求";

/// A line beyond the guide.
pub fn beyond_guide(lead: &str) -> String {
    format!("超出办事指南，经负责人{lead}批准")
}

/// Commitments are not taken for the item.
pub fn no_commitment(why: &str) -> String {
    format!("本事项不适用告知承诺，{why}")
}

/// Title.
pub const DEFERRAL_TITLE: &str = "容缺受理";

/// What a deferral rests on.
pub fn deferral_lines(material: &str, due: Date) -> Vec<String> {
    vec![
        format!("材料：{material}"),
        format!("补交期限：{due}"),
        "容缺由申请人自愿申请。受理前要签发容缺受理承诺书，由申请人签名，写明材料、形式和补交日期。"
            .to_owned(),
    ]
}

/// Title over a demand beyond the guide.
pub fn demand_title(material: &str) -> String {
    format!("超指南要求：{}", crate::text::cut(material, 40))
}

/// A demand beyond the guide, before a lead decides.
pub fn demand_lines(demand: &ExtraDemand, by: &str, told: bool) -> Vec<String> {
    let material = &demand.material;
    let basis = material.basis.iter().map(|one| format!("《{}》{}", one.document, one.clause));
    let mut lines = vec![
        format!("材料：{}", material.name),
        format!("依据：{}", basis.collect::<Vec<_>>().join("、")),
        format!("获取：{}", material.obtain),
        format!("理由：{}（{by}提出）", demand.reason.shown()),
        "办事指南没有列这项材料。批准后列入本件清单和补正告知，并报监督。".to_owned(),
    ];
    if told {
        lines.push("本件已经一次性告知；批准须另写理由，并报监督。".to_owned());
    }
    lines
}

/// Title of the form for a demand beyond the guide.
pub const DEMAND_FORM_TITLE: &str = "超出办事指南的要求（须负责人批准）";

/// Field.
pub const DEMAND_NAME_FIELD: &str = "材料全称";

/// Field.
pub const DEMAND_DOCUMENT_FIELD: &str = "依据文件";

/// Field.
pub const DEMAND_CLAUSE_FIELD: &str = "条款";

/// Field.
pub const DEMAND_OBTAIN_FIELD: &str = "怎样取得";

/// Field.
pub const WHY_FIELD: &str = "理由";

/// Title.
pub const ALLOW_LATE_TITLE: &str = "首次告知未列，请写明批准理由";

/// Title.
pub const REJECT_DEMAND_TITLE: &str = "不批准超指南要求";

/// Title.
pub const REJECT_REFUSAL_TITLE: &str = "退回不予受理拟办";

/// A number is asked for.
pub const DIGITS_ONLY: &str = "请用数字键填写";

/// Field.
pub const NUMBER_FIELD: &str = "填写";

/// What is counted and between which ends.
pub fn number_range(range: &NumberRange) -> String {
    format!("{}（{}至{}）", range.unit, range.min, range.max)
}

/// The answer that stands.
pub fn number_given(number: &str, unit: &str) -> String {
    format!("现为{number}{unit}，直接按 Enter 不改")
}

/// Above the greatest answer.
pub fn number_too_great(range: &NumberRange) -> String {
    format!("最多{}{}", range.max, range.unit)
}

/// Under a question that asks for a number.
pub const NUMBER_HINT: &str = "填数字后按 Enter，材料清单随即更新。Esc 返回。";

/// Over the list of a visit.
pub const VISIT_TITLE: &str = "本次来访材料总单";

/// Column.
pub const COLUMN_ASKED: &str = "各件情况";

/// One case of a visit.
pub fn visit_case(at: usize, number: &str, item: &str) -> String {
    format!("{at}　{number}　{item}")
}

/// How far a material is in one of the cases.
pub fn visit_state(at: usize, verdict: &str) -> String {
    format!("{at} {verdict}")
}

/// Under the list of a visit.
pub fn visit_hint(materials: usize, cases: usize) -> String {
    format!("{cases}件共{materials}种材料，同一材料只收一次，份数按最多的一件。Esc 返回。")
}

/// Title over the defects.
pub fn defects_title(material: &str, on_the_spot: bool) -> String {
    if on_the_spot {
        format!("当场更正了什么：{material}")
    } else {
        format!("哪里不符：{material}")
    }
}

/// The examination is over.
pub fn not_examining(stage: &str) -> Clean {
    Clean::new(format!("办件现为“{stage}”，审查结论不能再改"))
}

/// The situation decides which materials there are.
pub const QUESTION_FIRST: &str = "请先按数字选完情形，再审查材料";

/// Why numbers are shown whole at the counter.
pub const UNMASK_REASON: &str = "核对证件原件";

/// Numbers are shown whole.
pub const UNMASKED: &str = "号码完整显示二十秒，供核对证件原件；已记入日志";

/// Over what can be wrong with a line, each with the digit that follows the first.
pub fn possible_defects(key: &str) -> String {
    format!("常见不符（按 {key} 后选）")
}

/// One of them.
pub fn possible_defect(at: usize, text: &str) -> String {
    format!("{} {text}", at + 1)
}
