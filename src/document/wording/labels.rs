//! Labels, heads and fixed lines.

pub(in crate::document) const DEMONSTRATION: &str = "演示 样张 无效";
pub(in crate::document) const DRAFT: &str = "草稿（未编号，不得交付）";
pub(in crate::document) const ROW: &str = "序号";
pub(in crate::document) const MATERIAL: &str = "材料名称";
pub(in crate::document) const ORIGINALS: &str = "原件";
pub(in crate::document) const COPIES: &str = "复印件";
pub(in crate::document) const REMARK: &str = "备注";
pub(in crate::document) const MATTER: &str = "类别";
pub(in crate::document) const URGENT: &str = "紧急";
pub(in crate::document) const YES: &str = "是";
pub(in crate::document) const WHO: &str = "对象";
pub(in crate::document) const NEXT: &str = "现状与下一步";
pub(in crate::document) const FEE_ITEM: &str = "收费项目";
pub(in crate::document) const QUANTITY: &str = "数量";
pub(in crate::document) const RATE: &str = "标准（元）";
pub(in crate::document) const AMOUNT: &str = "金额（元）";
pub(in crate::document) const BASIS: &str = "依据";
pub(in crate::document) const APPROVED: &str = "批准";
pub(in crate::document) const OBTAIN: &str = "获取方式";
pub(in crate::document) const SHARE: &str = "需提交份数";
pub(in crate::document) const REMEDY: &str = "正确形式";
pub(in crate::document) const WITHOUT: &str = "缺少该材料，请补交。";
pub(in crate::document) const CASE: &str = "办件编号";
pub(in crate::document) const AGENT: &str = "代理人";
pub(in crate::document) const DEPARTMENT: &str = "决定机关";
pub(in crate::document) const RECEIVED: &str = "收件日期";
pub(in crate::document) const PLACE: &str = "办理地点";
pub(in crate::document) const HOURS: &str = "办公时间";
pub(in crate::document) const WINDOW: &str = "经办窗口";
pub(in crate::document) const HANDLER: &str = "经办人";
pub(in crate::document) const PHONE: &str = "咨询电话";
pub(in crate::document) const SUPERVISION: &str = "监督电话";
pub(in crate::document) const PROMISED: &str = "承诺期限";
pub(in crate::document) const STATUTORY: &str = "法定期限";
pub(in crate::document) const RESULT: &str = "办理结果";
pub(in crate::document) const FEE_BASIS: &str = "收费依据";
pub(in crate::document) const CONTACT: &str = "联系方式";
pub(in crate::document) const STANDARD: &str = "收费标准";
pub(in crate::document) const SIGN_APPLICANT: &str = "申请人（代理人）签名";
pub(in crate::document) const SIGN_HANDLER: &str = "经办人签名";
pub(in crate::document) const SIGN_FROM: &str = "交出人签名";
pub(in crate::document) const SIGN_TO: &str = "接收人签名";
pub(in crate::document) const TWO_COPIES: &str = "本件一式两份，一份交申请人，一份由窗口存档。";
pub(in crate::document) const SHEET_COPIES: &str = "本单一式一份，由窗口存档。";

// PDF
pub(in crate::document) const DRAFT_MARK: &str = "草稿";
pub(in crate::document) const SEAL_HERE: &str = "盖章处";
pub(in crate::document) const VERIFY: &str = "凭文书编号和验证码，可以核验本件真伪。";

/// Beside the QR code.
pub(in crate::document) fn proof_number(number: &str) -> String {
    format!("文书编号：{number}")
}

/// Beside the QR code.
pub(in crate::document) fn proof_code(code: &str) -> String {
    format!("验 证 码：{code}")
}

/// Beside the QR code.
pub(in crate::document) fn proof_digest(digest: &str) -> String {
    format!("内容摘要：{digest}")
}

/// At the foot of each sheet of a paper of several pages.
pub(in crate::document) fn sheet_of(number: &str, page: usize, pages: usize) -> String {
    format!("{number}　第{page}页，共{pages}页")
}
