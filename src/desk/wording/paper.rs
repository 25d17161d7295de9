//! Words around acts with legal effect.

/// Consequence of a decision on the spot.
pub fn decide_line(result: &str) -> String {
    format!("确认后作出准予决定，结果为“{result}”，办件转入收费或发放。")
}

/// Consequence of handing over a result.
pub fn deliver_line(result: &str, name: &str) -> String {
    format!("请核对领取人身份。确认后记为已将“{result}”交付{name}。")
}

/// Field.
pub const RECEIVER_FIELD: &str = "领取人";

/// Field.
pub const RESULT_NUMBER_FIELD: &str = "证照编号（没有的不填）";

/// Under a confirmation.
pub fn confirm_hint(confirm: &str, back: Option<&str>, cancel: &str) -> String {
    let back = back.map(|key| format!("　{key} 退回经办人")).unwrap_or_default();
    format!("{confirm} 确认生效{back}　{cancel} 返回")
}
