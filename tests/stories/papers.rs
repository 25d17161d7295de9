//! What becomes of papers: printed, printed again, signed, void and replaced; and what is told without a case.

use yichuang::domain::case::Stage;
use yichuang::domain::checklist::Verdict;
use yichuang::domain::command::Command;
use yichuang::domain::condition::Answers;
use yichuang::domain::paper::{PaperBody, PaperKind, PaperNumber, PaperRef};
use yichuang::text::Clean;
use yichuang::wire::StoredPaper;

use crate::hall::{File, Hall, MONDAY, Seat, defective, number_in, words};

fn number(mark: &str, serial: u32) -> PaperNumber {
    PaperNumber { prefix: format!("青政{mark}"), year: 2026, serial }
}

fn of(file: &File, serial: u32) -> PaperRef {
    PaperRef { case: Some(file.id.clone()), number: number("补", serial) }
}

fn reprint(paper: PaperRef, why: &str) -> Command {
    Command::Reprint { paper, reason: Clean::new(why) }
}

fn void(paper: PaperRef, why: &str) -> Command {
    Command::VoidPaper { paper, reason: Clean::new(why) }
}

/// A restaurant of which a plan and a list are not in order, and the notice of it.
async fn notice(hall: &Hall, wang: &mut Seat) -> (String, File) {
    let no = wang.calls_and_begins().await;
    let file = wang.opens(&no, "food-licence.new").await;
    wang.hears_that(&file, &[("venue", "catering"), ("automatic", "no"), ("agent", "no")]).await;
    let wanting = [("layout", defective("no-area")), ("rules-list", Verdict::Missing)];
    wang.examines(hall, &file, &wanting).await;
    assert_eq!(wang.issues(Command::IssueCorrection { case: file.id.clone() }).await, "青政补〔2026〕1号");
    (no, file)
}

/// Issue 2, step 6; S107, F39, F40, I-11, I-15. Printed once it is printed; a reprint has its reason and its count; the
/// signed copy is kept; a lead voids it, and the next notice says whose place it takes.
#[tokio::test]
async fn a_notice_is_printed_reprinted_signed_void_and_replaced() {
    let hall = Hall::opens_for(&["A002"]).await;
    let mut wang = hall.mans("王敏", "07").await;
    let (no, file) = notice(&hall, &mut wang).await;
    let issued = wang.paper("青政补〔2026〕1号").await;

    // In the order of the counter: first out of the printer, then all else.
    assert_eq!(wang.file(&file).await.unprinted().count(), 1);
    assert_eq!(wang.may_not(reprint(of(&file, 1), "卡纸")).await.0, "not_printed");
    assert_eq!(wang.may_not(Command::RecordSigned { paper: of(&file, 1) }).await.0, "not_printed");
    wang.does(Command::ConfirmPrint { paper: of(&file, 1) }).await;
    assert_eq!(wang.file(&file).await.unprinted().count(), 0);
    assert_eq!(wang.may_not(Command::ConfirmPrint { paper: of(&file, 1) }).await.0, "printed_already");
    assert_eq!(wang.may_not(reprint(of(&file, 1), " ")).await.0, "bad_field");
    wang.does(reprint(of(&file, 1), "申请人要求另附一份")).await;
    wang.does(Command::RecordSigned { paper: of(&file, 1) }).await;
    assert_eq!(wang.may_not(Command::RecordSigned { paper: of(&file, 1) }).await.0, "signed_already");
    let track = wang.file(&file).await.track(&number("补", 1));
    assert_eq!((track.printed, track.reprints, track.returned), (true, 1, Some(MONDAY)));

    // It acts in law: not the officer, the lead, and with a reason.
    assert_eq!(wang.may_not(void(of(&file, 1), "平面图看错")).await.0, "not_allowed");
    let mut zhou = hall.seats("周岚", "07").await;
    assert_eq!(zhou.may_not(void(of(&file, 1), " ")).await.0, "bad_field");
    let voided = zhou.does(void(of(&file, 1), "平面图看错")).await;
    assert_eq!((voided.events[0].actor.as_str(), &voided.events[0].acting_for), ("Q0100", &None));
    assert_eq!(zhou.may_not(void(of(&file, 1), "再废")).await.0, "paper_void");
    assert_eq!(wang.may_not(reprint(of(&file, 1), "卡纸")).await.0, "paper_void");
    let kept = wang.paper("青政补〔2026〕1号").await;
    assert_eq!(kept.track.voided.as_ref().map(Clean::shown), Some("平面图看错"));
    assert_eq!(StoredPaper { track: issued.track.clone(), ..kept }, issued, "its words never change");

    // The case stands where it stood. What somebody has read on paper stays told: nothing is added to it (I-07).
    assert_eq!(wang.file(&file).await.stage, Stage::Examining);
    let told = wang.may_not(crate::hall::examine(&file, "process", Verdict::Missing)).await;
    assert_eq!(told.0, "told_once");
    wang.finds(&file, "layout", Verdict::Conforming).await;
    let second = wang.issues(Command::IssueCorrection { case: file.id.clone() }).await;
    assert_eq!(second, "青政补〔2026〕2号");
    let second = wang.paper(&second).await;
    assert_eq!(second.paper.replaces, Some(number("补", 1)));
    let PaperBody::Correction { demands, .. } = &second.paper.body else { panic!() };
    let named: Vec<_> = demands.iter().map(|demand| demand.material.as_str()).collect();
    assert_eq!(named, ["rules-list"]);
    let text = words(&second);
    assert!(text.contains("本件代替已作废的青政补〔2026〕1号。") && !text.contains("没有标注"), "{text}");

    // The case waits for what the new notice names, and the person may go.
    let Stage::Correcting { notice, .. } = wang.file(&file).await.stage else { panic!() };
    assert_eq!(notice, number("补", 2));
    wang.does(Command::ConfirmPrint { paper: of(&file, 2) }).await;
    wang.finishes(&no).await;
}

/// I-07 the other way round: a notice that nobody has read was not told; void before it was printed, it binds nobody.
#[tokio::test]
async fn a_notice_void_before_it_was_printed_was_never_told() {
    let hall = Hall::opens_for(&["A002"]).await;
    let mut wang = hall.mans("王敏", "07").await;
    let (_, file) = notice(&hall, &mut wang).await;
    let mut zhou = hall.seats("周岚", "07").await;
    zhou.does(void(of(&file, 1), "漏列一项")).await;
    wang.finds(&file, "process", Verdict::Missing).await;
    let second = wang.issues(Command::IssueCorrection { case: file.id.clone() }).await;
    let second = wang.paper(&second).await;
    let PaperBody::Correction { demands, round, .. } = &second.paper.body else { panic!() };
    assert_eq!((demands.len(), *round), (3, 1), "the first notice anybody reads");
    assert!(words(&second).contains("本件代替已作废的青政补〔2026〕1号。"));
}

/// S108, F36, first-contact duty. At the consulting window nobody applies: somebody asks, is told everything in writing,
/// and no case is opened. The series is one for the hall.
#[tokio::test]
async fn at_the_consulting_window_guidance_is_given_without_a_case() {
    let hall = Hall::opens_for(&["A002"]).await;
    let mut su = hall.mans("苏禾", "01").await;
    let retail = [("venue", "catering"), ("automatic", "no"), ("agent", "no")];
    let answers: Answers =
        retail.map(|(question, choice)| (question.into(), choice.into())).into_iter().collect();
    let guidance = |answers: &Answers, who: Option<&str>| Command::IssueGuidance {
        item: "food-licence.new".into(),
        answers: answers.clone(),
        who: who.map(Clean::new),
    };
    let wrong = Answers::from([("venue".into(), "moon".into())]);
    assert_eq!(su.may_not(guidance(&wrong, None)).await.0, "no_such_choice");
    let receipt = su.does(guidance(&answers, Some("阿依古丽·买买提"))).await;
    assert_eq!(number_in(&receipt), "青政告〔2026〕1号");
    let told = su.paper("青政告〔2026〕1号").await;
    let PaperBody::Guidance { guide, .. } = &told.paper.body else { panic!() };
    let item = hall.item("food-licence.new");
    let asked: Vec<_> = guide.materials.iter().map(|material| material.name.as_str()).collect();
    let text = words(&told);
    assert_eq!(asked.len(), 7);
    for material in &item.materials {
        let name: String = material.name.split_whitespace().collect();
        assert_eq!(text.contains(&name), asked.contains(&material.name.as_str()), "{name}\n{text}");
    }
    assert!(told.paper.subject.is_none() && text.contains("阿依古丽·买买提"), "{text}");
    assert!(su.client.cases("").await.unwrap().cases.is_empty(), "nothing was opened");

    // Another window gives the next number; somebody who gives no name is told as much.
    let mut wang = hall.mans("王敏", "07").await;
    assert_eq!(number_in(&wang.does(guidance(&Answers::new(), None)).await), "青政告〔2026〕2号");
    assert!(!words(&wang.paper("青政告〔2026〕2号").await).contains("阿依古丽"));

    // It waits for the printer at its own window, needs no signed copy, and its own officer may void it.
    let paper = |serial| PaperRef { case: None, number: number("告", serial) };
    let waiting = su.post().await.papers;
    let waiting: Vec<_> = waiting.iter().filter(|loose| loose.track.is_unprinted()).collect();
    assert_eq!((waiting.len(), waiting[0].kind), (1, PaperKind::Guidance));
    assert_eq!(su.may_not(Command::ConfirmPrint { paper: paper(2) }).await.0, "not_found");
    su.does(Command::ConfirmPrint { paper: paper(1) }).await;
    su.does(Command::RecordSigned { paper: paper(1) }).await;
    su.does(void(paper(1), "事项选错")).await;
    assert_eq!(number_in(&su.does(guidance(&answers, None)).await), "青政告〔2026〕3号");
    assert!(su.paper("青政告〔2026〕1号").await.track.voided.is_some());
    let open = Command::OpenCase {
        case: "c1".into(),
        ticket: None,
        item: "food-licence.new".into(),
        applicant: None,
        agent: None,
    };
    assert_eq!(su.may_not(open).await.0, "item_not_here");
    su.does(Command::ConfirmPrint { paper: paper(3) }).await;
    su.does(Command::ClosePost).await;
}
