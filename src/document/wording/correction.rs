//! The words of the correction notice (N-02).

use super::opening;
use crate::domain::item::CorrectionRegime;
use crate::domain::paper::Subject;

pub(in crate::document) const HOW: &str = "二、补正的时间和地点";
pub(in crate::document) const NOTE: &str = "三、有关说明";

/// Whether materials are missing, defective, or both.
#[derive(Clone, Copy)]
pub(in crate::document) enum Wanting {
    Missing,
    Defective,
    Both,
}

pub(in crate::document) fn title_of_round(title: &str, round: u32) -> String {
    if round < 2 { title.to_owned() } else { format!("{title}（第{round}次）") }
}

pub(in crate::document) fn to_correct(
    subject: &Subject,
    regime: CorrectionRegime,
    wanting: Wanting,
) -> String {
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

/// The rule of the one telling, in words that stay true where a lead has set it aside (J01).
pub(in crate::document) fn again(round: u32) -> String {
    format!(
        "本通知是就同一申请的第{round}次告知。按照一次性告知的要求，再次告知只列明此前已经告知、目前仍需补正的材料；如有此前未告知的内容，您可以拨打监督电话反映。"
    )
}

/// A demand beyond the guide says so, and who answers for it (J02).
pub(in crate::document) fn approved(lead: &str) -> String {
    format!("办事指南未列这项材料，依据上列规定，经负责人{lead}批准要求提供")
}

pub(in crate::document) fn what_to_correct(materials: usize, problems: usize) -> String {
    format!("一、需要补正的内容（共{materials}项材料、{problems}处）")
}

pub(in crate::document) fn until(due_text: &str, days: u16) -> String {
    format!("请您于{due_text}前（含当日）补正，期限为{days}个工作日，自本通知作出之日的次日起计算。")
}

pub(in crate::document) const ALL_LISTED: &str = "本通知已列明全部需要补正的内容。";

/// Said where the law names no consequence of a late correction: the hall's rule, told as such.
const LATE: &str =
    "上述补正日期由本中心确定。按本中心的办理规则，逾期未补正的，请您重新申请；您再次申请的权利不受影响。";
/// Said where the corrected application is a new one anyway.
const ANY_TIME: &str = "上述补正日期由本中心确定，便于为您衔接办理；超过该日期的，您仍可以重新申请。";

/// What the law says of the corrected application, and what the hall does after the day.
pub(in crate::document) fn consequences(regime: CorrectionRegime) -> [&'static str; 2] {
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
pub(in crate::document) fn told_late(regime: CorrectionRegime) -> Option<&'static str> {
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
