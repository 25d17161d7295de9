//! Wording that leaves open what is asked for (兜底, S053; 广东 29, 河南 28, 北京 31). The linter finds it in a guide,
//! the guard of the guide in a demand beyond it: one measure for both.

/// Nouns that say nothing of what is asked for.
const NOUNS: [&str; 8] = ["材料", "资料", "文件", "证明", "证件", "证照", "手续", "凭证"];
/// Before such a noun they make it anything at all.
const OPEN: [&str; 10] =
    ["其他", "其它", "有关", "相关", "其他有关", "其他相关", "其他必要", "所需", "必要的", "等"];
/// Open in themselves.
const ALWAYS: [&str; 20] = [
    "等有关",
    "等相关",
    "等其他",
    "等其它",
    "以及其他",
    "规定的其他",
    "规定的其它",
    "要求的其他",
    "要求的其它",
    "需要的其他",
    "其他条件",
    "其它条件",
    "有关部门",
    "相关部门",
    "认为需要",
    "认为必要",
    "视情况",
    "根据需要",
    "根据情况",
    "按要求提供",
];
/// Words that end in 等 without leaving anything open: 同等, 高等, 一等.
const BEFORE_DENG: &str = "同高平优初中上下一二三四特均相不劣对头";
/// After a list closed by 等 these say that more may follow.
const AFTER_DENG: [char; 7] = ['，', '；', '。', '）', '、', ',', ';'];

/// The open wording in a text, if there is any. What stands between book-title marks is the name of a document.
///
/// ```
/// use yichuang::domain::wording::open_wording;
/// assert_eq!(open_wording("身份证、户口簿等材料").as_deref(), Some("等材料"));
/// assert_eq!(open_wording("《关于规范相关证明的规定》复印件"), None);
/// ```
pub fn open_wording(text: &str) -> Option<String> {
    let plain = without_titles(text);
    let always = ALWAYS.iter().find(|wording| plain.contains(**wording)).map(|wording| (*wording).to_owned());
    always.or_else(|| open_noun(&plain)).or_else(|| open_list(&plain))
}

fn open_noun(text: &str) -> Option<String> {
    let pairs = OPEN.iter().flat_map(|open| NOUNS.iter().map(move |noun| (*open, *noun)));
    pairs
        .filter(|(open, noun)| {
            let wording = format!("{open}{noun}");
            let harmless = |at: usize| *open == "等" && is_word(text.get(..at).unwrap_or_default());
            text.match_indices(&wording).any(|(at, _)| !harmless(at))
        })
        .map(|(open, noun)| format!("{open}{noun}"))
        .next()
}

/// A list that ends in 等 with nothing to say how much more: `身份证、户口簿等`.
fn open_list(text: &str) -> Option<String> {
    let open = text.match_indices('等').any(|(at, deng)| {
        let after = text.get(at + deng.len()..).unwrap_or_default().chars().next();
        let last = after.is_none_or(|c| AFTER_DENG.contains(&c));
        last && !is_word(text.get(..at).unwrap_or_default())
    });
    open.then(|| "等".to_owned())
}

fn is_word(before: &str) -> bool {
    before.chars().last().is_none_or(|c| BEFORE_DENG.contains(c))
}

fn without_titles(text: &str) -> String {
    let mut depth = 0_usize;
    let mut plain = String::new();
    for c in text.chars() {
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_wording_is_found() {
        for (text, wording) in [
            ("其他材料", "其他材料"),
            ("法律、法规规定的其他材料", "规定的其他"),
            ("有关材料", "有关材料"),
            ("与申请有关证明", "有关证明"),
            ("身份证、户口簿等材料", "等材料"),
            ("营业执照等证件的复印件", "等证件"),
            ("身份证、户口簿等", "等"),
            ("提交章程、决议等，一式两份", "等"),
            ("平面图（标明面积、用途等）", "等"),
            ("申请人认为需要说明的事项", "认为需要"),
            ("规划、消防等有关部门的意见", "等有关"),
            ("请向有关部门申请", "有关部门"),
            ("法律、行政法规规定的其他条件", "规定的其他"),
            ("所需材料原件", "所需材料"),
            ("《章程》及相关文件", "相关文件"),
        ] {
            assert_eq!(open_wording(text).as_deref(), Some(wording), "{text}");
        }
    }

    #[test]
    fn harmless_words_pass() {
        for text in [
            "营业执照或者其他主体资格证明",
            "法人或者其他组织",
            "《关于不动产登记收费有关问题的通知》",
            "《关于规范相关证明的规定》复印件",
            "高等学校的同等学力证明",
            "同等材料不重复提交",
            "食品安全等级证明",
            "身份证、户口簿、结婚证等三项齐全",
            "安全等级为一等",
            "姓名、号码等与申请书一致",
            "与营业执照一致",
            "等待期已满",
            "经营场所与住宅相关的承诺书",
            "机动车检验合格证明",
        ] {
            assert_eq!(open_wording(text), None, "{text}");
        }
    }
}
