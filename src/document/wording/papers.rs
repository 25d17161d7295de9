//! The words of the other papers.

use rust_decimal::Decimal;

use super::{basis, date, figure, opening, sentence};
use crate::domain::clock::{Limit, LimitUnit};
use crate::domain::hall::Hall;
use crate::domain::item::{Basis, DiversionGround};
use crate::domain::paper::{Handed, Paper, Subject};

// N-01 受理通知书

pub(in crate::document) const ACCEPTED_MATERIALS: &str = "一、受理的申请材料";
pub(in crate::document) const TIME: &str = "二、办理期限";
pub(in crate::document) const RESULT_AND_CONTACT: &str = "三、结果领取和联系方式";

pub(in crate::document) fn accepted(subject: &Subject, materials: &[Handed]) -> String {
    let marks = |mark: &str| {
        materials.iter().any(|material| material.remark.as_ref().is_some_and(|text| text.starts_with(mark)))
    };
    let except = match (marks("容缺"), marks("承诺")) {
        (true, true) => "除下表注明容缺、承诺的材料外，",
        (true, false) => "除下表注明容缺的材料外，",
        (false, true) => "除下表注明承诺的材料外，",
        (false, false) => "",
    };
    format!("{}经审查，{except}申请材料齐全、符合法定形式，决定予以受理。", opening(subject))
}

pub(in crate::document) fn decision_by(subject: &Subject, promised: Limit, due_text: &str) -> String {
    if promised.unit == LimitUnit::OnTheSpot {
        format!("本事项由{}当场作出决定。", subject.department)
    } else {
        format!("{}将于{due_text}前（含当日）作出决定。", subject.department)
    }
}

pub(in crate::document) const COUNTED_FROM: &str = "办理期限自受理之日的次日起计算。";

pub(in crate::document) fn not_counted(procedures: &[String]) -> String {
    format!(
        "依法需要进行下列特别程序的，所需时间不计算在办理期限内，所需时间将书面告知您（《中华人民共和国行政许可法》第四十五条）：{}。",
        procedures.join("、")
    )
}

pub(in crate::document) fn collect(hall: &Hall) -> String {
    format!(
        "办结后，请凭本通知书和有效身份证件到{}领取办理结果；委托他人代领的，请代领人同时携带授权委托书。",
        hall.name
    )
}

// N-04 不予受理

pub(in crate::document) const GROUND: &str = "一、理由和依据";
pub(in crate::document) const INSTEAD: &str = "二、您可以怎样办理";
pub(in crate::document) const RIGHTS: &str = "三、救济途径";

pub(in crate::document) fn refused(subject: &Subject, ground: DiversionGround) -> String {
    let why = match ground {
        DiversionGround::NotNeeded => "该申请事项依法不需要取得许可，",
        DiversionGround::NotThisBody => "该申请事项依法不属于本机关职权范围，",
    };
    format!("{}经审查，{why}决定不予受理。", opening(subject))
}

pub(in crate::document) fn reason(reason: &str) -> String {
    format!("理由：{}", sentence(reason))
}

pub(in crate::document) fn basis_line(basis_of: &[Basis]) -> String {
    format!("依据：{}。", basis(basis_of))
}

pub(in crate::document) fn confirmed(by: &str) -> String {
    format!("本决定已由{by}复核确认并登记。")
}

pub(in crate::document) fn rights(hall: &Hall) -> String {
    format!(
        "如对本决定不服，您可以自收到本通知书之日起六十日内向{}申请行政复议，也可以自收到本通知书之日起六个月内依法向{}提起行政诉讼。",
        hall.review_body, hall.court
    )
}

// N-05 材料接收告知单

pub(in crate::document) fn received(subject: &Subject) -> String {
    format!("您申请办理“{}”提交的下列材料，已于{}收到。", subject.item, date(subject.received))
}

pub(in crate::document) const NOT_ACCEPTANCE: &str =
    "本告知单只证明收到上述材料，不是受理通知书，不表示申请已经受理，也不表示材料已经审查合格。";

pub(in crate::document) fn next_steps(subject: &Subject) -> String {
    format!(
        "材料将转交{}审查。如不齐全或者不符合法定形式，将自收到申请材料之日起五个工作日内一次告知您需要补正的全部内容；属于行政许可事项，逾期不告知的，自收到申请材料之日起即为受理（《中华人民共和国行政许可法》第三十二条第一款第四项）。",
        subject.department
    )
}

// N-10 缴款通知书

pub(in crate::document) fn to_pay(subject: &Subject) -> String {
    format!("您申请办理的“{}”已作出准予决定，依法应当缴纳的费用如下。", subject.item)
}

pub(in crate::document) fn total(total: Decimal, in_words: Option<&str>) -> String {
    let total = figure(total);
    match in_words {
        Some(words) => format!("合计：人民币{words}（{total}元）。"),
        None => format!("合计：人民币{total}元。"),
    }
}

pub(in crate::document) fn exempted(why: &str) -> String {
    format!("减免：{}", sentence(why))
}

pub(in crate::document) const NO_CASH: &str = "收费实行收缴分离，本窗口只开具缴款通知，不收取现金。请通过财政部门公布的非税收入收缴渠道缴款，缴款后凭缴款凭证领取票据。";
pub(in crate::document) const ONLY_LISTED: &str =
    "收费以上列项目为限。如被要求缴纳其他费用，您可以拨打监督电话反映。";

// 岗位交接单

pub(in crate::document) fn handed_over(paper: &Paper, from: &str, to: &str) -> String {
    format!("{}，{}号窗口岗位由{from}交{to}接收，交接事项如下。", date(paper.on), paper.window)
}

pub(in crate::document) const NOTHING_OPEN: &str = "交接时没有未了事项。";
pub(in crate::document) const SHEET_NOTE: &str = "交出人说明";

pub(in crate::document) fn taken_over(count: usize, urgent: usize) -> String {
    format!("以上共{count}项，其中紧急{urgent}项，接收人已逐项核对，自接收时起由接收人负责。")
}
