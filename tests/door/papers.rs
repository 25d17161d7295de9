use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use yichuang::document::{self, Document};
use yichuang::domain::paper::{Paper, PaperBody};
use yichuang::printing::fonts;
use yichuang::wire::StoredPaper;

use crate::desk::Desk;
use crate::hall::Served;
use crate::numbers::number;

/// A shop opened under this key, with both its materials as they were found.
async fn shop(desk: &Desk, case: &str, goods: &str) {
    let applicant = json!({ "type": "natural", "name": "阿依古丽·买买提", "id_number": "11010519491231002X",
                            "phone": "13800138000" });
    let open = json!({ "do": "open_case", "case": case, "ticket": null, "item": "shop",
                       "applicant": applicant, "agent": null });
    desk.order(1, open).await.receipt();
    let answer = json!({ "do": "answer", "case": case, "question": "goods", "choice": goods });
    desk.order(1, answer).await.receipt();
}

async fn finds(desk: &Desk, case: &str, material: &str, verdict: Value) {
    let examine = json!({ "do": "examine", "case": case, "material": material, "verdict": verdict,
                          "reason": null });
    desk.order(1, examine).await.receipt();
}

/// A notice of two defects and a missing material; its number.
async fn corrected(desk: &Desk, case: &str) -> String {
    shop(desk, case, "bulk").await;
    finds(desk, case, "form", json!({ "is": "defective", "defects": ["unsigned", "unsealed"] })).await;
    finds(desk, case, "plan", json!({ "is": "missing" })).await;
    notice(desk, case).await
}

async fn notice(desk: &Desk, case: &str) -> String {
    let issued = desk.order(1, json!({ "do": "issue_correction", "case": case })).await;
    number(&issued.receipt()).1.to_string()
}

async fn stored(desk: &Desk, number: &str) -> StoredPaper {
    desk.get(&format!("/v1/documents/{number}")).await.json()
}

async fn text(desk: &Desk, number: &str) -> String {
    String::from_utf8(desk.get(&format!("/v1/documents/{number}/text")).await.body).unwrap()
}

/// As an order about the notice with this serial names it.
fn reference(case: &str, serial: u32) -> Value {
    json!({ "case": case, "number": { "prefix": "青政补", "year": 2026, "serial": serial } })
}

/// F37, F38, I-11. Catches a paper whose stored words, content or code belong to something else.
#[tokio::test]
async fn a_paper_is_kept_with_what_proves_it() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    let number = corrected(&desk, "c1").await;
    assert_eq!(number, "青政补〔2026〕1号");
    let kept = stored(&desk, &number).await;

    let seal = kept.paper.seal.clone().expect("sealed");
    let content: Paper = serde_json::from_str(&kept.content).unwrap();
    assert_eq!(content, Paper { seal: None, ..kept.paper.clone() });
    let snapshot = content.snapshot.as_ref().expect("the examination it rests on");
    assert_eq!((snapshot.item.as_str(), snapshot.verdicts.len()), ("shop", 2));
    let words: Document = serde_json::from_value(kept.document.clone()).unwrap();
    assert_eq!(document::plain_text(&words, document::CELLS), kept.text);
    let proof = words.proof.as_ref().unwrap();
    assert_eq!((&proof.code, &proof.digest), (&seal.code, &seal.digest));
    assert_eq!(words.qr(), Some(format!("{number} {}", proof.grouped())));
    assert_eq!(document::check_words(&number, &proof.grouped(), &kept.text), Ok(seal.digest.clone()));
    assert_eq!(document::check_content(&seal.digest, &kept.content), Ok(()));
    assert!(document::check_content(&seal.digest, &kept.content.replace("unsealed", "unsigned")).is_err());
    assert_eq!(kept.track, yichuang::domain::paper::Track::default());

    // However the brackets are typed; and nobody gets it without a session.
    for typed in ["青政补[2026]1号", "青政补(2026)1号", "青政补〔2026〕 1 号", "青政补［２０２６］１号"]
    {
        assert_eq!(stored(&desk, typed).await, kept, "{typed}");
    }
    let stranger = Desk { token: "0".repeat(64), ..desk.clone() };
    for path in ["", "/text", "/pdf"] {
        let answer = stranger.get(&format!("/v1/documents/{number}{path}")).await;
        assert_eq!(answer.problem(), (401, "unauthenticated".to_owned()), "{path}");
        let missing = desk.get(&format!("/v1/documents/青政补〔2026〕9号{path}")).await;
        assert_eq!(missing.problem(), (404, "not_found".to_owned()), "{path}");
    }
}

/// F39, F40, I-11, I-15. What happens to a paper is set over it; what was issued stays, to the byte; a void number is
/// not given again, also by a service that was started anew. Catches a rewritten text and a counter that goes back.
#[tokio::test]
async fn what_becomes_of_a_paper_is_set_over_it_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let mut desk = Desk::on_post(&served, "Q01", "01").await;
    let mut lead = Desk::login(&served, "L01", "01").await;
    let number = corrected(&desk, "c1").await;
    let issued = stored(&desk, &number).await;
    let paper = reference("c1", 1);
    let does = |what: &str| json!({ "do": what, "paper": paper });
    let with = |what: &str, reason: &str| json!({ "do": what, "paper": paper, "reason": reason });

    assert_eq!(desk.order(1, with("reprint", "卡纸")).await.problem().1, "not_printed");
    desk.order(1, does("confirm_print")).await.receipt();
    assert_eq!(text(&desk, &number).await, issued.text, "printed once, it bears no mark");
    assert_eq!(desk.order(1, with("reprint", " ")).await.problem().1, "bad_field");
    for (count, reason) in ["卡纸", "申请人遗失"].into_iter().enumerate() {
        desk.order(1, with("reprint", reason)).await.receipt();
        let marked = text(&desk, &number).await;
        let mark = format!("【补打 第{}次】\n", count + 1);
        assert_eq!(marked, format!("{mark}{}", issued.text));
    }
    desk.order(1, does("record_signed")).await.receipt();
    assert_eq!(desk.order(1, with("void_paper", "有误")).await.problem(), (403, "not_allowed".to_owned()));
    lead.order(1, with("void_paper", "材料看错")).await.receipt();
    let marked = text(&desk, &number).await;
    assert_eq!(marked, format!("【作废：材料看错】\n【补打 第2次】\n{}", issued.text));
    for after in ["confirm_print", "record_signed"] {
        assert_eq!(desk.order(1, does(after)).await.problem().1, "paper_void", "{after}");
    }
    assert_eq!(lead.order(1, with("void_paper", "再废")).await.problem().1, "paper_void");

    let kept = stored(&desk, &number).await;
    let track = &kept.track;
    assert_eq!((track.printed, track.reprints, track.returned.is_some()), (true, 2, true));
    assert_eq!(track.voided.as_ref().map(|reason| reason.shown().to_owned()), Some("材料看错".to_owned()));
    let untouched = StoredPaper { track: issued.track.clone(), ..kept.clone() };
    assert_eq!(untouched, issued, "the record of what was issued is as it was");
    let seal = issued.paper.seal.as_ref().unwrap();
    assert_eq!(document::check_words(&number, &seal.code, &marked).as_ref(), Ok(&seal.digest));

    // The next is another number and says whose place it takes; so does it after a restart.
    assert_eq!(notice(&desk, "c1").await, "青政补〔2026〕2号");
    let second = stored(&desk, "青政补〔2026〕2号").await;
    assert_eq!(second.paper.replaces, issued.paper.number);
    assert!(second.text.contains("本件代替已作废的青政补〔2026〕1号"), "{}", second.text);
    let void = json!({ "do": "void_paper", "paper": reference("c1", 2), "reason": "重复" });
    lead.order(1, void).await.receipt();
    served.stop().await;
    let served = Served::start(folder.path(), &[]).await;
    desk.base.clone_from(&served.base);
    lead.base.clone_from(&served.base);
    assert_eq!(notice(&desk, "c1").await, "青政补〔2026〕3号");
    assert_eq!(corrected(&desk, "c2").await, "青政补〔2026〕4号");
    assert_eq!(stored(&desk, &number).await, kept);
    assert_eq!(text(&desk, &number).await, marked);
}

/// F35, S130, R-01, I-15. The register is in the order of its numbers, whatever was drafted first and wherever; a void
/// entry stays in it.
#[tokio::test]
async fn the_register_lists_every_refusal_in_the_order_of_its_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let first = Desk::on_post(&served, "Q01", "01").await;
    let second = Desk::on_post(&served, "Q03", "02").await;
    let lead = Desk::login(&served, "L01", "01").await;
    let empty: Vec<StoredPaper> = first.get("/v1/refusals").await.json();
    assert!(empty.is_empty());
    for (desk, case) in (0..12).map(|at| (if at % 2 == 0 { &first } else { &second }, format!("c{at:02}"))) {
        shop(desk, &case, "prepacked").await;
        desk.order(1, json!({ "do": "draft_refusal", "case": case })).await.receipt();
    }
    // Confirmed from the last to the first, in the name of the window each lies at.
    for at in (0..12).rev() {
        let desk = Desk { window: format!("0{}", at % 2 + 1), ..lead.clone() };
        desk.order(1, json!({ "do": "confirm_refusal", "case": format!("c{at:02}") })).await.receipt();
    }
    let paper = json!({ "case": "c08", "number": { "prefix": "青政拒", "year": 2026, "serial": 4 } });
    let void = json!({ "do": "void_paper", "paper": paper, "reason": "事由有误" });
    lead.order(1, void).await.receipt();

    for asked in ["/v1/refusals", "/v1/refusals?year=2026"] {
        let register: Vec<StoredPaper> = second.get(asked).await.json();
        let entries: Vec<_> = register
            .iter()
            .map(|entry| match &entry.paper.body {
                PaperBody::Refusal { record, .. } => record.clone().expect("in the register").serial,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(entries, (1..=12).collect::<Vec<_>>(), "{asked}");
        let numbers: Vec<_> = register.iter().map(|entry| entry.number.clone()).collect();
        assert_eq!(numbers, (1..=12).map(|n| format!("青政拒〔2026〕{n}号")).collect::<Vec<_>>());
        let case = |entry: &StoredPaper| entry.paper.subject.as_ref().unwrap().case_number.clone();
        assert_eq!(case(&register[0]), "20261120-0012", "the last drafted was confirmed first");
        let void: Vec<_> = register.iter().filter(|entry| entry.track.voided.is_some()).map(case).collect();
        assert_eq!(void, ["20261120-0009"]);
        assert!(register.iter().all(|entry| entry.text.contains("青政备〔2026〕")));
        for entry in &register {
            let PaperBody::Refusal { contact, .. } = &entry.paper.body else { panic!("{entry:?}") };
            let contact = contact.as_ref().expect("S130").original();
            assert!(!entry.text.contains(contact), "the register has it, the paper does not say it");
        }
    }
    let other: Vec<StoredPaper> = first.get("/v1/refusals?year=2025").await.json();
    assert!(other.is_empty());
    assert_eq!(first.get("/v1/refusals?year=昨").await.status, 400);
}

/// Pages where the machine has a Chinese font; without one the reason and what to install, and the words all the
/// same.
#[tokio::test]
async fn pages_come_where_there_is_a_font_and_the_reason_where_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    let number = corrected(&desk, "c1").await;
    let path = format!("/v1/documents/{number}/pdf");
    let pages = desk.get(&path).await;
    if fonts::find(None).is_ok() {
        assert_eq!((pages.status.as_u16(), pages.media.as_str()), (200, "application/pdf"));
        assert!(pages.body.starts_with(b"%PDF-") && pages.body.len() > 1000);
        assert_eq!(desk.get(&path).await.body, pages.body, "the same paper, the same bytes");
        desk.order(1, json!({ "do": "confirm_print", "paper": reference("c1", 1) })).await.receipt();
        assert_eq!(desk.get(&path).await.body, pages.body, "printed, it is the same");
        let again = json!({ "do": "reprint", "paper": reference("c1", 1), "reason": "卡纸" });
        desk.order(1, again).await.receipt();
        assert_ne!(desk.get(&path).await.body, pages.body, "printed again, it bears its mark");
    } else {
        assert_eq!(pages.problem(), (503, "no_pages".to_owned()));
    }
    assert!(text(&desk, &number).await.contains("末页没有签名"));
}

/// F38. The program checks an exported record without the service: it agrees with what was issued and with nothing that
/// was changed in one place.
#[tokio::test]
async fn the_program_agrees_with_the_record_and_with_no_changed_one() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desk = Desk::on_post(&served, "Q01", "01").await;
    let lead = Desk::login(&served, "L01", "01").await;
    let number = corrected(&desk, "c1").await;
    desk.order(1, json!({ "do": "confirm_print", "paper": reference("c1", 1) })).await.receipt();
    let void = json!({ "do": "void_paper", "paper": reference("c1", 1), "reason": "材料看错" });
    lead.order(1, void).await.receipt();
    let json = String::from_utf8(desk.get(&format!("/v1/documents/{number}")).await.body).unwrap();
    let kept: StoredPaper = serde_json::from_str(&json).unwrap();
    let words = text(&desk, &number).await;
    let code = kept.paper.seal.clone().unwrap().code;
    served.stop().await;

    let file = |name: &str, record: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, record).unwrap();
        path
    };
    let (record, plain) = (file("paper.json", &json), file("paper.txt", &words));
    for typed in [code.clone(), code.to_lowercase(), kept_code(&words)] {
        let told = agrees("青政补[2026]1号", &typed, &record);
        assert!(told.contains("补正材料通知书") && told.contains("作废：材料看错"), "{told}");
        assert!(agrees(&number, &typed, &plain).contains("文字与验证码相符"));
    }
    // In data and in words: a defect, a date, a name, the ground.
    for (was, is) in [("没有盖章", "已经盖章"), ("阿依古丽", "阿依古里"), ("第三十五条", "第三十六条")]
    {
        for (name, record) in [("changed.json", &json), ("changed.txt", &words)] {
            let changed = record.replacen(was, is, 1);
            assert_ne!(&changed, record, "{was} stands in {name}");
            differs(&number, &code, &file(name, &changed));
        }
    }
    let mut later = kept.clone();
    later.paper.on = jiff::civil::date(2026, 11, 19);
    differs(&number, &code, &file("changed.json", &serde_json::to_string(&later).unwrap()));
    differs("青政补〔2026〕2号", &code, &record);
    differs(&number, "0000-0000-0000-0000", &record);
    differs(&number, &code, &file("cut.json", json.get(..100).unwrap()));
}

/// The code as it stands on the paper, in its groups.
fn kept_code(words: &str) -> String {
    let line = words.lines().find_map(|line| line.trim().strip_prefix("验证码：")).expect("printed");
    line.to_owned()
}

fn agrees(number: &str, code: &str, record: &Path) -> String {
    let (told, output) = verify(number, code, record);
    assert!(output.status.success() && told.starts_with("一致："), "{told}{output:?}");
    told
}

fn differs(number: &str, code: &str, record: &Path) {
    let (told, output) = verify(number, code, record);
    assert!(!output.status.success() && !told.starts_with("一致"), "{told}");
    assert!(!told.is_empty() || !output.stderr.is_empty(), "it says why");
}

fn verify(number: &str, code: &str, record: &Path) -> (String, Output) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_yichuang"));
    let output = program.args(["verify", number, code]).arg(record).output().unwrap();
    (String::from_utf8(output.stdout.clone()).unwrap(), output)
}
