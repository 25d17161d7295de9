//! `yichuang verify`: whether a paper and the record agree, without the service and years later (F38).

use std::io::Read as _;
use std::process::ExitCode;

use clap::Args;

use super::output;
use crate::catalogue::in_words;
use crate::document::{self, Disagreement};
use crate::domain::paper::Paper;
use crate::text::Clean;
use crate::wire::StoredPaper;

/// A paper and the record of it.
#[derive(Args, Debug)]
pub(super) struct Verify {
    /// 文号，如 青政补〔2026〕12号；括号可写成 [ ]
    #[arg(value_name = "文号")]
    number: String,
    /// 文书上的验证码，16位
    #[arg(value_name = "验证码")]
    code: String,
    /// 记录：document export 导出的 json 或 txt 文件；- 为标准输入
    #[arg(value_name = "记录|-")]
    record: String,
}

/// The most that is read of a record.
const MOST: u64 = 64 * 1024 * 1024;

/// Runs the subcommand; fails where paper and record do not agree.
///
/// # Errors
/// The record cannot be read.
pub(super) fn run(asked: &Verify) -> Result<ExitCode, String> {
    let text = read(&asked.record)?;
    let (sound, told) = match agree(&asked.number, &asked.code, &text) {
        Ok(told) => (true, told),
        Err(why) => (false, why),
    };
    output::print(&format!("{told}\n"))?;
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn read(from: &str) -> Result<String, String> {
    let failed = |error: std::io::Error| format!("读不到记录（{}）", in_words(&error));
    let mut bytes = Vec::new();
    if from == "-" {
        std::io::stdin().take(MOST).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        std::fs::File::open(from).map_err(failed)?.take(MOST).read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.starts_with(b"%PDF") {
        return Err("PDF 是文书的样子，不是记录；请用 document export 导出 json 或 txt 再核对".to_owned());
    }
    String::from_utf8(bytes).map_err(|_| "记录不是 UTF-8 文字；请用 document export 重新导出".to_owned())
}

/// What agrees, or what does not.
fn agree(number: &str, code: &str, record: &str) -> Result<String, String> {
    let number = document::normal_number(number);
    match serde_json::from_str::<StoredPaper>(record) {
        Ok(stored) => whole(&number, code, &stored),
        Err(error) if record.trim_start().starts_with('{') => {
            Err(format!("记录不是文书的 json（{error}）；请用 document export 重新导出"))
        }
        Err(_) => {
            document::check_words(&number, code, record).map_err(told)?;
            let over = over(&document::marked(record).0);
            Ok(format!("一致：{number} 的文字与验证码相符（内容和审查快照须用 json 记录核对）{over}"))
        }
    }
}

/// The record as data: its words, its content, and that the two are of one paper.
fn whole(number: &str, code: &str, stored: &StoredPaper) -> Result<String, String> {
    let digest = document::check_words(number, code, &stored.text).map_err(told)?;
    document::check_content(&digest, &stored.content).map_err(told)?;
    let content: Paper =
        serde_json::from_str(&stored.content).map_err(|_| told(Disagreement::OtherContent))?;
    let printed = content.number.as_ref().map(ToString::to_string);
    if printed.as_deref() != Some(number) || (Paper { seal: None, ..stored.paper.clone() }) != content {
        return Err(told(Disagreement::OtherContent));
    }
    if !stored.document.is_null() {
        let kept = document::stored(&stored.document).ok_or_else(|| told(Disagreement::OtherDocument))?;
        document::check_document(&kept, &stored.text).map_err(told)?;
    }
    let name = content.concerns();
    let since = over(&document::marks(&stored.track));
    Ok(format!(
        "一致：{number} {}，{}签发，{}；文字、内容和审查快照与验证码相符{since}",
        content.kind.title(),
        content.on,
        Clean::new(name.shown()),
    ))
}

/// What was set over the paper since: the code does not cover it, and the answer says so.
fn over(marks: &[String]) -> String {
    if marks.is_empty() {
        return String::new();
    }
    format!("；签发后的记载：{}（不在验证码之内，以服务的记录为准）", marks.join("、"))
}

fn told(disagreement: Disagreement) -> String {
    match disagreement {
        Disagreement::NoCode => "验证码不对：应为16位数字和字母（不含 I、L、O、U），请照文书重输",
        Disagreement::OtherPaper => "不一致：这份记录不是该文号的文书，请核对文号",
        Disagreement::NoDigest => "不能核对：记录里没有内容摘要，可能不是本系统签发的文书",
        Disagreement::OtherWords => {
            "不一致：记录的文字与验证码不符；请核对验证码，仍不符的，文书或记录被改动过"
        }
        Disagreement::OtherContent => "不一致：记录的内容与其文字不符，记录被改动过",
        Disagreement::OtherDocument => "不一致：记录中用于排印的文书与其文字不符，记录被改动过",
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::paper::{PaperBody, PaperKind, PaperNumber, Track};

    /// A filing receipt as a service would have stored it.
    fn stored() -> StoredPaper {
        let paper = Paper {
            kind: PaperKind::FilingReceipt,
            number: Some(PaperNumber { prefix: "青政回".into(), year: 2026, serial: 3 }),
            on: date(2026, 11, 26),
            window: "07".into(),
            officer: "王敏".into(),
            acting_for: None,
            subject: None,
            body: PaperBody::FilingReceipt { materials: Vec::new() },
            snapshot: None,
            wording: String::new(),
            replaces: None,
            seal: None,
        };
        let content = serde_json::to_string(&paper).unwrap();
        let rules = crate::domain::testing::rules::rulebook();
        let mut words = document::compose(&paper, &rules.hall, &rules.phrases, true);
        document::prove(&mut words, &content);
        StoredPaper {
            number: paper.number.as_ref().unwrap().to_string(),
            text: document::plain_text(&words, document::CELLS),
            document: serde_json::to_value(&words).unwrap(),
            paper,
            content,
            track: Track::default(),
        }
    }

    fn code(stored: &StoredPaper) -> String {
        let words: document::Document = serde_json::from_value(stored.document.clone()).unwrap();
        words.proof.unwrap().grouped()
    }

    fn asked(stored: &StoredPaper, code: &str) -> Result<String, String> {
        agree("青政回[2026]3号", code, &serde_json::to_string(stored).unwrap())
    }

    #[test]
    fn a_record_that_was_not_touched_agrees_as_data_and_as_text() {
        let stored = stored();
        assert!(asked(&stored, &code(&stored)).unwrap().starts_with("一致：青政回〔2026〕3号 收件回执"));
        assert!(agree(&stored.number, &code(&stored), &stored.text).unwrap().starts_with("一致"));
    }

    /// A way to touch a record.
    type Fault = fn(&mut StoredPaper);

    /// Each line is a seeded fault: the record was changed in one place.
    #[test]
    fn a_record_that_was_touched_is_named() {
        let sound = stored();
        let code = code(&sound);
        let faults: [(&str, Fault); 6] = [
            ("排印的文书与其文字不符", |record| record.document["title"] = "受理通知书".into()),
            ("文字与验证码不符", |record| record.text = record.text.replace("收件", "受理")),
            ("内容与其文字不符", |record| record.content = record.content.replace("王敏", "李强")),
            ("内容与其文字不符", |record| record.paper.officer = "李强".into()),
            ("内容与其文字不符", |record| record.paper.on = date(2026, 11, 27)),
            ("没有内容摘要", |record| record.text = record.text.replace("内容摘要", "摘要")),
        ];
        for (says, fault) in faults {
            let mut record = sound.clone();
            fault(&mut record);
            let why = asked(&record, &code).unwrap_err();
            assert!(why.contains(says), "{why}");
        }
        assert!(asked(&sound, "0000000000000000").unwrap_err().contains("验证码不符"));
        assert!(asked(&sound, "12").unwrap_err().contains("16位"));
        assert!(agree("青政回〔2026〕4号", &code, &sound.text).unwrap_err().contains("文号"));
        assert!(agree(&sound.number, &code, "{\"number\": 1}").unwrap_err().contains("json"));
    }

    #[test]
    fn what_happened_since_is_told_and_hurts_nothing() {
        let mut record = stored();
        record.track = Track { printed: true, reprints: 2, ..Track::default() };
        assert!(asked(&record, &code(&record)).unwrap().contains("签发后的记载：补打 第2次"));
    }

    /// A mark may be longer than a line; what only looks like one is part of the words.
    #[test]
    fn only_marks_of_ours_stand_over_the_words() {
        let record = stored();
        let over = |mark: &str| format!("{mark}\n{}", record.text);
        let long = format!("【作废：{}\n{}】", "重复开具，".repeat(7), "以后一号为准");
        let told = agree(&record.number, &code(&record), &over(&long)).unwrap();
        assert!(told.contains("作废：重复开具") && told.contains("以后一号为准"), "{told}");
        for forged in ["【经核查，本件已改为准予受理】", "【作废】", "【补打 第二次】", "【作废：没有收尾"]
        {
            assert!(agree(&record.number, &code(&record), &over(forged)).is_err(), "{forged}");
        }
    }
}
