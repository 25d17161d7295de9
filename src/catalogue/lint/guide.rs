//! The guide itself: bases, sources, elements, codes (S050–S053, S082).

use super::{Found, Rule};
use crate::domain::item::{ApplicantKinds, Basis, Material, ServiceItem};

pub(super) fn check(item: &ServiceItem, found: &mut Found<'_>) {
    if is_without(&item.basis) {
        found.item(Rule::ItemNoBasis, item, "basis", "事项没有设立依据，请写明法律文件和条款");
    }
    elements(item, found);
    contact(item, found);
    codes(item, found);
    for material in &item.materials {
        check_material(item, material, found);
    }
}

fn is_without(basis: &[Basis]) -> bool {
    basis.iter().all(|basis| basis.document.trim().is_empty())
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

/// S051, in one finding.
fn elements(item: &ServiceItem, found: &mut Found<'_>) {
    let ApplicantKinds { natural, legal, other } = item.applicants;
    let elements = [
        ("名称", is_blank(&item.name)),
        ("事项类型", is_blank(&item.nature)),
        ("受理条件", item.conditions.is_empty()),
        ("服务对象", !(natural || legal || other)),
        ("结果名称", is_blank(&item.result)),
        ("结果样本（result_sample）", is_blank(&item.result_sample)),
        ("办理形式（channels）", item.channels.is_empty()),
        ("通办范围（scope）", is_blank(&item.scope)),
        ("送达方式（delivery）", item.delivery.is_empty()),
        ("办理流程（steps）", item.steps.is_empty()),
        ("内容来源（source）", is_blank(&item.source)),
    ];
    let missing = listed(&elements);
    if !missing.is_empty() {
        found.item(Rule::GuideIncomplete, item, "", format!("办事指南缺少{missing}，请补全"));
    }
}

/// S051: where and when, whom to ask, whom to complain to.
fn contact(item: &ServiceItem, found: &mut Found<'_>) {
    let elements = [
        ("办理地点（place）", is_blank(&item.place)),
        ("办理时间（hours）", is_blank(&item.hours)),
        ("咨询电话（phone）", is_blank(&item.phone)),
        ("监督电话（supervision_phone）", is_blank(&item.supervision_phone)),
    ];
    let missing = listed(&elements);
    if !missing.is_empty() {
        found.item(Rule::NoContact, item, "", format!("没有写{missing}，申请人无从办理、咨询、投诉，请补全"));
    }
}

fn listed(elements: &[(&str, bool)]) -> String {
    let missing = elements.iter().filter(|(_, missing)| *missing).map(|(name, _)| *name);
    missing.collect::<Vec<_>>().join("、")
}

fn codes(item: &ServiceItem, found: &mut Found<'_>) {
    for problem in item.codes.problems() {
        found.item(Rule::CodeCredit, item, "codes", format!("{problem}；请对照事项库核对"));
    }
}

fn check_material(item: &ServiceItem, material: &Material, found: &mut Found<'_>) {
    let about = (item, material);
    let name = &material.name;
    if is_without(&material.basis) {
        let message = format!("“{name}”没有依据，不能要求提交；请写明依据或者删去这项材料");
        found.material(Rule::MaterialNoBasis, about, "basis", message);
    }
    if is_blank(&material.obtain) {
        let message = format!("“{name}”没有写从哪里取得，请写明来源渠道和办法（obtain）");
        found.material(Rule::MaterialNoSource, about, "obtain", message);
    }
    let missing = listed(&[
        ("审查要点（checkpoints）", material.checkpoints.is_empty()),
        ("常见缺陷（defects）", material.defects.is_empty()),
    ]);
    if !missing.is_empty() {
        let message = format!("“{name}”没有写{missing}，窗口无从对照审查，请补上");
        found.material(Rule::MaterialUnexaminable, about, "", message);
    }
    if let Some(body) = named_body(&material.intermediary) {
        let message = format!("“{name}”的中介要求像是指定了机构“{body}”；请只写资质，机构由申请人自主选择");
        found.material(Rule::IntermediaryNamed, about, "intermediary", message);
    }
}

/// Endings of the names of bodies.
const BODIES: [&str; 7] = ["有限公司", "有限责任公司", "公司", "事务所", "中心", "研究院", "检测站"];
/// What stands before such an ending in the name of a kind, not of one body.
const KINDS: [&str; 30] = [
    "会计师",
    "税务师",
    "律师",
    "资产",
    "评估",
    "检测",
    "检验",
    "测绘",
    "设计",
    "监测",
    "评价",
    "技术",
    "服务",
    "中介",
    "鉴定",
    "咨询",
    "环境",
    "工程",
    "专业",
    "第三方",
    "职业卫生",
    "安全",
    "机构",
    "任一",
    "或者",
    "以及",
    "具有",
    "资质的",
    "资格的",
    "合法",
];

/// A body that looks to be named by its own name: an ending with something before it that is no kind of body.
fn named_body(text: &str) -> Option<String> {
    let clauses = text.split(|c: char| "，。；、（）“” ".contains(c));
    clauses.filter_map(up_to_body).find_map(|clause| {
        let own = clause.rsplit(['的', '由']).next().unwrap_or(clause);
        let mut rest = own.to_owned();
        for word in BODIES.iter().chain(&KINDS) {
            rest = rest.replace(word, "");
        }
        (rest.chars().count() >= 2).then(|| own.to_owned())
    })
}

/// The clause up to the end of the last such ending in it.
fn up_to_body(clause: &str) -> Option<&str> {
    let ends = BODIES.iter().filter_map(|body| clause.rfind(body).map(|at| at + body.len()));
    clause.get(..ends.max()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_told_from_a_kind_of_body() {
        for text in
            ["云岭诚信会计师事务所", "由青河县测绘中心出具，加盖公章", "具有检测资质的蓝天环境检测有限公司"]
        {
            assert!(named_body(text).is_some(), "{text}");
        }
        for text in
            ["", "会计师事务所", "具有资质的检测机构", "具有甲级资质的测绘公司", "律师事务所或者会计师事务所"]
        {
            assert_eq!(named_body(text), None, "{text}");
        }
    }
}
