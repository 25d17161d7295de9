//! Words of the knowledge cards.

use crate::domain::item::ServiceItem;

/// Pane.
pub const CARD: &str = "办事知识卡（Esc 返回，上下键翻看）";

/// Beside the name of an item in the palette.
pub const CARD_OF_ITEM: &str = "本事项的条件、流程、依据";

/// The item is not in force any more.
pub const NO_CARD: &str = "该事项现已停用，没有知识卡";

/// Section: 受理条件.
pub const CARD_CONDITIONS: &str = "受理条件";

/// Section: when it is not this item.
pub const CARD_NOT_HERE: &str = "不属本事项、不予受理的情形";

/// Section: 审查标准.
pub const CARD_STANDARD: &str = "审查标准";

/// Section: 办理流程.
pub const CARD_STEPS: &str = "办理流程";

/// Section: what is asked of the situation.
pub const CARD_QUESTIONS: &str = "受理时要问清";

/// Section: 形式审查要点.
pub const CARD_CHECKPOINTS: &str = "审查要点";

/// Section: what is often wrong.
pub const CARD_DEFECTS: &str = "常见不符之处";

/// A material on a card.
pub fn card_material(name: &str) -> String {
    format!("材料：{name}")
}

/// A defect and how it is mended.
pub fn card_defect(text: &str, remedy: &str) -> String {
    format!("{text}。改法：{remedy}")
}

/// A situation that leads elsewhere, and where.
pub fn card_diversion(reason: &str, instead: &str) -> String {
    format!("{reason}；{instead}")
}

/// Kind of case and result.
pub fn card_kind(item: &ServiceItem) -> String {
    format!("{}　结果：{}", super::kind(item.kind), item.result)
}

/// Where, when, and whom to call, as far as the guide says so.
pub fn card_where(item: &ServiceItem) -> Vec<String> {
    [
        ("办理地点", &item.place),
        ("办理时间", &item.hours),
        ("咨询电话", &item.phone),
        ("监督电话", &item.supervision_phone),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(label, value)| format!("{label}：{value}"))
    .collect()
}
