//! The words of the papers: plain official Chinese, 您 towards the public, no blame. A sentence of a paper is
//! written here and nowhere else; law is cited as it stands in the text in force (domain-facts 0, 1.1).

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::model::Signature;
use crate::domain::clock::{Due, Limit, LimitUnit};
use crate::domain::hall::{Hall, Window};
use crate::domain::item::{Basis, CorrectionRegime, DiversionGround};
use crate::domain::paper::{Handed, Paper, Subject};

pub(super) const DEMONSTRATION: &str = "演示 样张 无效";
pub(super) const DRAFT: &str = "草稿（未编号，不得交付）";
pub(super) const ROW: &str = "序号";
pub(super) const MATERIAL: &str = "材料名称";
pub(super) const ORIGINALS: &str = "原件";
pub(super) const COPIES: &str = "复印件";
pub(super) const REMARK: &str = "备注";
pub(super) const MATTER: &str = "类别";
pub(super) const URGENT: &str = "紧急";
pub(super) const YES: &str = "是";
pub(super) const WHO: &str = "对象";
pub(super) const NEXT: &str = "现状与下一步";
pub(super) const FEE_ITEM: &str = "收费项目";
pub(super) const QUANTITY: &str = "数量";
pub(super) const RATE: &str = "标准（元）";
pub(super) const AMOUNT: &str = "金额（元）";
pub(super) const BASIS: &str = "依据";
pub(super) const OBTAIN: &str = "获取方式";
pub(super) const SHARE: &str = "需提交份数";
pub(super) const REMEDY: &str = "正确形式";
pub(super) const WITHOUT: &str = "缺少该材料，请补交。";
pub(super) const CASE: &str = "办件编号";
pub(super) const AGENT: &str = "代理人";
pub(super) const DEPARTMENT: &str = "决定机关";
pub(super) const RECEIVED: &str = "收件日期";
pub(super) const PLACE: &str = "办理地点";
pub(super) const HOURS: &str = "办公时间";
pub(super) const WINDOW: &str = "经办窗口";
pub(super) const HANDLER: &str = "经办人";
pub(super) const PHONE: &str = "咨询电话";
pub(super) const SUPERVISION: &str = "监督电话";
pub(super) const PROMISED: &str = "承诺期限";
pub(super) const STATUTORY: &str = "法定期限";
pub(super) const RESULT: &str = "办理结果";
pub(super) const FEE_BASIS: &str = "收费依据";
pub(super) const CONTACT: &str = "联系方式";
pub(super) const STANDARD: &str = "收费标准";
pub(super) const SIGN_APPLICANT: &str = "申请人（代理人）签名";
pub(super) const SIGN_HANDLER: &str = "经办人签名";
pub(super) const SIGN_FROM: &str = "交出人签名";
pub(super) const SIGN_TO: &str = "接收人签名";
pub(super) const TWO_COPIES: &str = "本件一式两份，一份交申请人，一份由窗口存档。";
pub(super) const SHEET_COPIES: &str = "本单一式一份，由窗口存档。";

/// `2026年1月5日`.
pub(super) fn date(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// A due date. MERGE: once `Due` carries `provisional: Option<i16>`, pass it on here.
pub(super) fn due(due: &Due) -> String {
    due_date(due.date, None)
}

/// A date that rests on holidays not yet published says so.
pub(super) fn due_date(day: Date, missing: Option<i16>) -> String {
    match missing {
        None => date(day),
        Some(year) => {
            format!("{}（暂定，{year}年节假日安排尚未公布，日期如有变动将另行告知您）", date(day))
        }
    }
}

/// `10个工作日`.
pub(super) fn limit(limit: Limit) -> String {
    match limit.unit {
        LimitUnit::OnTheSpot => "当场".to_owned(),
        LimitUnit::WorkingDays => format!("{}个工作日", limit.n),
        LimitUnit::NaturalDays => format!("{}日（自然日）", limit.n),
        LimitUnit::Months => format!("{}个月", limit.n),
    }
}

/// `《行政许可法》第三十二条；…`; numbers of documents stand without book-title marks.
pub(super) fn basis(basis: &[Basis]) -> String {
    let one = |basis: &Basis| {
        if basis.document.contains(['《', '〔']) {
            format!("{}{}", basis.document, basis.clause)
        } else {
            format!("《{}》{}", basis.document, basis.clause)
        }
    };
    basis.iter().map(one).collect::<Vec<_>>().join("；")
}

/// `原件1份、复印件2份`.
pub(super) fn counts(originals: u8, copies: u8) -> String {
    match (originals, copies) {
        (0, 0) => "无需提交纸质件".to_owned(),
        (n, 0) => format!("原件{n}份"),
        (0, n) => format!("复印件{n}份"),
        (o, c) => format!("原件{o}份、复印件{c}份"),
    }
}

/// The sum under a list of materials.
pub(super) fn materials_total(materials: &[Handed]) -> String {
    let originals: u32 = materials.iter().map(|material| u32::from(material.originals)).sum();
    let copies: u32 = materials.iter().map(|material| u32::from(material.copies)).sum();
    format!("以上材料共{}项，原件{originals}份，复印件{copies}份。", materials.len())
}

pub(super) fn draft_number(prefix: &str, mark: &str, year: i16) -> String {
    format!("{prefix}{mark}〔{year}〕　　号")
}

/// `1份`; nothing for none.
pub(super) fn copies(n: u8) -> String {
    if n == 0 { String::new() } else { format!("{n}份") }
}

/// An amount in figures. MERGE: `money::yuan` does it with thousands grouped.
pub(super) fn figure(amount: Decimal) -> String {
    format!("{amount:.2}")
}

/// `青河县政务服务中心（青河县…号）`.
pub(super) fn place(hall: &Hall) -> String {
    format!("{}（{}）", hall.name, hall.address)
}

pub(super) fn sealed(issuer: &str) -> String {
    format!("{issuer}（专用印章）")
}

pub(super) fn window(paper: &Paper, window: Option<&Window>) -> String {
    match window {
        Some(window) => format!("{}号窗口（{}，{}）", window.id, window.name, window.place),
        None => format!("{}号窗口", paper.window),
    }
}

/// `李明（代A岗王敏）`.
pub(super) fn handler(paper: &Paper) -> String {
    match &paper.acting_for {
        Some(a) => format!("{}（代A岗{a}）", paper.officer),
        None => paper.officer.clone(),
    }
}

/// The parts of a signature line.
pub(super) fn signature(signature: &Signature) -> Vec<String> {
    let blank = "_".repeat(12);
    let mut parts = vec![match &signature.name {
        Some(name) => format!("{}（{name}）：{blank}", signature.who),
        None => format!("{}：{blank}", signature.who),
    }];
    if signature.phone {
        parts.push(format!("电话：{blank}"));
    }
    parts.push("____年__月__日".to_owned());
    parts
}

fn opening(subject: &Subject) -> String {
    format!("您申请办理的“{}”，申请材料已于{}收到。", subject.item, date(subject.received))
}

// N-01 受理通知书

pub(super) const ACCEPTED_MATERIALS: &str = "一、受理的申请材料";
pub(super) const TIME: &str = "二、办理期限";
pub(super) const RESULT_AND_CONTACT: &str = "三、结果领取和联系方式";

pub(super) fn accepted(subject: &Subject, materials: &[Handed]) -> String {
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

pub(super) fn decision_by(subject: &Subject, promised: Limit, due_text: &str) -> String {
    if promised.unit == LimitUnit::OnTheSpot {
        format!("本事项由{}当场作出决定。", subject.department)
    } else {
        format!("{}将于{due_text}前（含当日）作出决定。", subject.department)
    }
}

pub(super) const COUNTED_FROM: &str = "办理期限自受理之日的次日起计算。";

pub(super) fn not_counted(procedures: &[String]) -> String {
    format!(
        "依法需要进行下列特别程序的，所需时间不计算在办理期限内，所需时间将书面告知您（《中华人民共和国行政许可法》第四十五条）：{}。",
        procedures.join("、")
    )
}

pub(super) fn collect(hall: &Hall) -> String {
    format!(
        "办结后，请凭本通知书和有效身份证件到{}领取办理结果；委托他人代领的，请代领人同时携带授权委托书。",
        hall.name
    )
}

// N-02 补正

pub(super) const HOW: &str = "二、补正的时间和地点";
pub(super) const NOTE: &str = "三、有关说明";

/// Whether materials are missing, defective, or both.
#[derive(Clone, Copy)]
pub(super) enum Wanting {
    Missing,
    Defective,
    Both,
}

pub(super) fn title_of_round(title: &str, round: u32) -> String {
    if round < 2 { title.to_owned() } else { format!("{title}（第{round}次）") }
}

pub(super) fn to_correct(subject: &Subject, regime: CorrectionRegime, wanting: Wanting) -> String {
    let told = match regime {
        CorrectionRegime::Licence => {
            "根据《中华人民共和国行政许可法》第三十二条第一款第四项，现将需要补正的全部内容一次告知您。"
        }
        CorrectionRegime::RealEstate => {
            "根据《不动产登记暂行条例》第十七条第一款第三项，本次申请不予受理，现将需要补正的全部内容一次性告知您。"
        }
        CorrectionRegime::MarketEntity => {
            "根据《中华人民共和国市场主体登记管理条例》第十九条，现将申请材料退还给您，并一次性告知需要补正的材料。"
        }
        CorrectionRegime::Plain => "现将需要补正的全部内容一次性告知您。",
    };
    let wanting = match wanting {
        Wanting::Missing => "不齐全",
        Wanting::Defective => "不符合法定形式",
        Wanting::Both => "不齐全，部分材料不符合法定形式",
    };
    format!("{}经审查，申请材料{wanting}。{told}", opening(subject))
}

pub(super) fn again(round: u32) -> String {
    format!("本通知是就同一申请的第{round}次告知，只列明此前已经告知、目前仍需补正的材料，没有增加新的材料。")
}

pub(super) fn what_to_correct(materials: usize, problems: usize) -> String {
    format!("一、需要补正的内容（共{materials}项材料、{problems}处）")
}

pub(super) fn until(due_text: &str, days: u16) -> String {
    format!("请您于{due_text}前（含当日）补正，期限为{days}个工作日，自本通知作出之日的次日起计算。")
}

pub(super) const ALL_LISTED: &str = "本通知已列明全部需要补正的内容。";

/// Said where the law names no consequence of a late correction: the hall's rule, told as such.
const LATE: &str =
    "上述补正日期由本中心确定。按本中心的办理规则，逾期未补正的，请您重新申请；您再次申请的权利不受影响。";
/// Said where the corrected application is a new one anyway.
const ANY_TIME: &str = "上述补正日期由本中心确定，便于为您衔接办理；超过该日期的，您仍可以重新申请。";

/// What the law says of the corrected application, and what the hall does after the day.
pub(super) fn consequences(regime: CorrectionRegime) -> [&'static str; 2] {
    match regime {
        CorrectionRegime::Licence => [
            "您按照要求提交全部补正申请材料的，依法应当受理（《中华人民共和国行政许可法》第三十二条第一款第五项）。",
            LATE,
        ],
        CorrectionRegime::RealEstate => [
            "您按照要求提交全部补正申请材料的，依法应当受理（《不动产登记暂行条例》第十七条第一款第一项）。",
            ANY_TIME,
        ],
        CorrectionRegime::MarketEntity => [
            "补正后，请您重新提交申请材料（《中华人民共和国市场主体登记管理条例实施细则》第十八条）。",
            ANY_TIME,
        ],
        CorrectionRegime::Plain => ["您补齐上述内容后，我们继续为您办理。", LATE],
    }
}

/// What the law says of telling too late, where it says so.
pub(super) fn told_late(regime: CorrectionRegime) -> Option<&'static str> {
    match regime {
        CorrectionRegime::Licence => Some(
            "依法应当当场或者在五日内（按工作日计算）一次告知您需要补正的全部内容，逾期不告知的，自收到申请材料之日起即为受理（《中华人民共和国行政许可法》第三十二条第一款第四项、第八十二条）。",
        ),
        CorrectionRegime::RealEstate => Some(
            "依法应当当场书面告知；未当场书面告知不予受理的，视为受理（《不动产登记暂行条例》第十七条第二款）。",
        ),
        CorrectionRegime::MarketEntity | CorrectionRegime::Plain => None,
    }
}

// N-04 不予受理

pub(super) const GROUND: &str = "一、理由和依据";
pub(super) const INSTEAD: &str = "二、您可以怎样办理";
pub(super) const RIGHTS: &str = "三、救济途径";

pub(super) fn refused(subject: &Subject, ground: DiversionGround) -> String {
    let why = match ground {
        DiversionGround::NotNeeded => "该申请事项依法不需要取得许可，",
        DiversionGround::NotThisBody => "该申请事项依法不属于本机关职权范围，",
    };
    format!("{}经审查，{why}决定不予受理。", opening(subject))
}

pub(super) fn reason(reason: &str) -> String {
    format!("理由：{}", sentence(reason))
}

pub(super) fn basis_line(basis_of: &[Basis]) -> String {
    format!("依据：{}。", basis(basis_of))
}

pub(super) fn confirmed(by: &str) -> String {
    format!("本决定已由{by}复核确认并登记。")
}

pub(super) fn rights(hall: &Hall) -> String {
    format!(
        "如对本决定不服，您可以自收到本通知书之日起六十日内向{}申请行政复议，也可以自收到本通知书之日起六个月内依法向{}提起行政诉讼。",
        hall.review_body, hall.court
    )
}

/// The text with a full stop, if it has none.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.is_empty() || text.ends_with(['。', '！', '？']) {
        text.to_owned()
    } else {
        format!("{text}。")
    }
}

// N-05 材料接收告知单

pub(super) fn received(subject: &Subject) -> String {
    format!("您申请办理“{}”提交的下列材料，已于{}收到。", subject.item, date(subject.received))
}

pub(super) const NOT_ACCEPTANCE: &str =
    "本告知单只证明收到上述材料，不是受理通知书，不表示申请已经受理，也不表示材料已经审查合格。";

pub(super) fn next_steps(subject: &Subject) -> String {
    format!(
        "材料将转交{}审查。如不齐全或者不符合法定形式，将自收到申请材料之日起五个工作日内一次告知您需要补正的全部内容；属于行政许可事项，逾期不告知的，自收到申请材料之日起即为受理（《中华人民共和国行政许可法》第三十二条第一款第四项）。",
        subject.department
    )
}

// N-10 缴款通知书

pub(super) fn to_pay(subject: &Subject) -> String {
    format!("您申请办理的“{}”已作出准予决定，依法应当缴纳的费用如下。", subject.item)
}

pub(super) fn total(total: Decimal, in_words: Option<&str>) -> String {
    let total = figure(total);
    match in_words {
        Some(words) => format!("合计：人民币{words}（{total}元）。"),
        None => format!("合计：人民币{total}元。"),
    }
}

pub(super) fn exempted(why: &str) -> String {
    format!("减免：{}", sentence(why))
}

pub(super) const NO_CASH: &str = "收费实行收缴分离，本窗口只开具缴款通知，不收取现金。请通过财政部门公布的非税收入收缴渠道缴款，缴款后凭缴款凭证领取票据。";
pub(super) const ONLY_LISTED: &str = "收费以上列项目为限。如被要求缴纳其他费用，您可以拨打监督电话反映。";

// 岗位交接单

pub(super) fn handed_over(paper: &Paper, from: &str, to: &str) -> String {
    format!("{}，{}号窗口岗位由{from}交{to}接收，交接事项如下。", date(paper.on), paper.window)
}

pub(super) const NOTHING_OPEN: &str = "交接时没有未了事项。";
pub(super) const SHEET_NOTE: &str = "交出人说明";

pub(super) fn taken_over(count: usize, urgent: usize) -> String {
    format!("以上共{count}项，其中紧急{urgent}项，接收人已逐项核对，自接收时起由接收人负责。")
}
