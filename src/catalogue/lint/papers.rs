//! What a hall words otherwise on its papers: the law stays cited, and nobody is blamed.

use std::collections::BTreeSet;

use super::{Found, Rule};
use crate::catalogue::Wording;
use crate::domain::phrases::{Phrase, Phrases};

/// Words that blame or threaten, and 你, where 您 is due.
const DISCOURTEOUS: [&str; 12] = [
    "你",
    "责任自负",
    "后果自负",
    "自行承担",
    "拒不",
    "擅自",
    "恕不",
    "概不",
    "无理",
    "过错",
    "不配合",
    "否则",
];
/// Papers of the house: nobody else reads them.
const INTERNAL: &str = "handover";

/// Looks at every phrase a hall words itself; `shipped` is how the program words them.
pub(super) fn check(wordings: &[Wording], shipped: &Phrases, found: &mut Found<'_>) {
    for wording in wordings {
        for phrase in Phrase::ALL.iter().copied() {
            let Some(text) = wording.phrases.get(phrase) else { continue };
            let dropped = dropped(shipped.get(phrase).unwrap_or_default(), text);
            if !dropped.is_empty() {
                let message = format!(
                    "原文引用了{}，这一句没有引用；申请人据此知道依据和权利，请补上",
                    dropped.join("、")
                );
                found.wording(Rule::WordingLawDropped, (wording, phrase), message);
            }
            let word = DISCOURTEOUS.into_iter().find(|word| text.contains(word));
            if let Some(word) = word.filter(|_| phrase.place().0 != INTERNAL) {
                let message = format!("“{word}”不宜写给服务对象：称“您”，不责备，说下一步怎么办");
                found.wording(Rule::WordingBlames, (wording, phrase), message);
            }
        }
    }
}

/// The laws the program's words cite and the hall's do not.
fn dropped(shipped: &str, own: &str) -> Vec<String> {
    let kept = laws(own);
    laws(shipped).into_iter().filter(|law| !kept.contains(law)).map(|law| format!("《{law}》")).collect()
}

/// The laws a sentence cites, by their short names: 《中华人民共和国行政许可法》 is 《行政许可法》.
fn laws(text: &str) -> BTreeSet<&str> {
    let titles = text.split('《').skip(1).filter_map(|after| after.split_once('》'));
    titles.map(|(title, _)| title.strip_prefix("中华人民共和国").unwrap_or(title)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::lint::Places;
    use crate::catalogue::phrases as shipped;

    fn findings(phrases: Phrases) -> Vec<Rule> {
        let mut found = Found { places: &Places::default(), findings: Vec::new() };
        check(&[Wording { hall: None, phrases }], &shipped(), &mut found);
        found.findings.into_iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn the_programs_own_words_are_courteous() {
        assert_eq!(findings(shipped()), []);
    }

    #[test]
    fn laws_are_told_from_their_short_names() {
        let words = shipped();
        let told = words.get(Phrase::ToldLicence).unwrap();
        let mut own = Phrases::new("1");
        own.set(Phrase::ToldLicence, told.replace("中华人民共和国", ""));
        own.set(Phrase::HandoverTakenOver, "共{count}项，擅自处理的另行说明。");
        assert_eq!(findings(own.clone()), []);
        own.set(Phrase::ToldLicence, "根据《行政许可法实施办法》，现一次告知你。");
        assert_eq!(findings(own), [Rule::WordingLawDropped, Rule::WordingBlames]);
    }
}
