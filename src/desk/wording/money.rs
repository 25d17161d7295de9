//! Words of fees.

use crate::domain::paper::PaperNumber;
use crate::text::Clean;

/// Consequences of recording a receipt.
pub fn receipt_lines(total: &str, receipt: &str) -> Vec<String> {
    vec![
        format!("票据号 {receipt}，金额{total}元。请对照票据原件逐位核对。"),
        "确认后本件记为已缴清，不再催缴，可以发放结果；一件只登记一次。".to_owned(),
    ]
}

/// Title.
pub const FEE_TITLE: &str = "收费";

/// Consequences of a payment notice.
pub fn charge_lines(total: &str, in_words: &str) -> Vec<String> {
    vec![
        format!("应缴{total}元（{in_words}）。"),
        "确认后签发缴款通知书并编号；款项由申请人缴入代收机构，窗口不收现金。".to_owned(),
    ]
}

/// A free item.
pub const FEE_FREE_HINT: &str = "本事项不收费，不签发缴款通知书。Esc 返回";

/// Paid.
pub fn paid(total: &str, receipt: &Clean) -> String {
    format!("已缴{total}元，票据 {receipt}")
}

/// Not paid.
pub fn unpaid(total: &str) -> String {
    format!("待缴{total}元")
}

/// Over the fee.
pub fn fee_title(item: &str) -> String {
    format!("收费：{item}")
}

/// Under the fee.
pub fn fee_hint(key: &str) -> String {
    format!("{key} 签发缴款通知书　数字或左右键 选择　Esc 返回")
}

/// Behind it, where the proof is longer than the screen.
pub const FEE_MORE: &str = "　PageDown 看其余";

/// Under an unpaid fee.
pub fn fee_unpaid_hint(key: &str) -> String {
    format!("缴款通知书已签发，{key} 登记票据号　Esc 返回")
}

/// The arithmetic of a line of the proof, and the numbers of the documents it rests on.
pub fn quote_sum(quantity: &str, unit: &str, rate: &str, sources: &[usize]) -> String {
    let sources = sources.iter().map(|number| format!("[{number}]")).collect::<Vec<_>>().concat();
    format!("{quantity}{unit} × {rate}  {sources}").trim_end().to_owned()
}

/// A document a quote rests on.
pub fn numbered_source(number: usize, source: &str) -> String {
    format!("[{number}] {source}")
}

/// Over the documents a quote rests on.
pub const BASIS: &str = "依据";

/// The total.
pub fn total(amount: &str) -> String {
    format!("应缴 {amount} 元")
}

/// Over the number of a receipt.
pub fn receipt_title(total: &str, notice: &PaperNumber) -> String {
    format!("登记缴费票据：{total}元，{notice}")
}

/// Title.
pub const EXEMPT_TITLE: &str = "登记免收";

/// Consequence of an exemption.
pub fn exempt_line(why: &str) -> String {
    format!("本件应缴0.00元：{why}。确认后登记免收及依据，可以发放结果。")
}

/// Under an exempt fee.
pub fn fee_exempt_hint(key: &str) -> String {
    format!("{key} 登记免收　数字或左右键 选择　Esc 返回")
}
