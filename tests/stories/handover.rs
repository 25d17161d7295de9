//! The window changes hands in mid-work: A offers, B confirms line by line, B carries on.

use std::collections::BTreeMap;

use yichuang::domain::case::CaseEvent;
use yichuang::domain::checklist::Verdict;
use yichuang::domain::command::Command;
use yichuang::domain::ids::{Fence, MaterialCode};
use yichuang::domain::paper::PaperBody;
use yichuang::domain::post::{Change, Occasion, Offer, PostEvent, SheetLine};
use yichuang::domain::refusal::Refusal;
use yichuang::domain::state::Event;
use yichuang::text::Clean;
use yichuang::wire::Recorded;

use crate::hall::{File, Hall, Seat, defective, examine, words};

fn offered(recorded: &Recorded) -> Option<Offer> {
    match &recorded.event {
        Event::Post { what: PostEvent::Offered { offer }, .. } => Some((**offer).clone()),
        _ => None,
    }
}

fn offer(note: &str) -> Command {
    Command::OfferHandover { note: Clean::new(note), occasion: Occasion::Shift, to: None }
}

fn confirm(line: &SheetLine) -> Command {
    let answer = line.read_back.as_ref().map(|asked| asked.right);
    Command::ConfirmLine { line: line.id.clone(), remark: None, answer }
}

/// 王敏 serves A002 and has examined three lines of seven when she has to go.
async fn half_done(hall: &Hall) -> (Seat, File) {
    let mut wang = hall.mans("王敏", "07").await;
    let no = wang.calls_and_begins().await;
    let file = wang.opens(&no, "food-licence.new").await;
    wang.hears_that(&file, &[("venue", "catering"), ("automatic", "no"), ("agent", "no")]).await;
    wang.finds(&file, "application", Verdict::Conforming).await;
    wang.finds(&file, "business-licence", Verdict::Shared).await;
    wang.finds(&file, "layout", defective("no-area")).await;
    (wang, file)
}

/// Issue 2, step 9. S176–S179; I-18 to I-20, I-22, I-23, I-25.
#[tokio::test]
async fn li_qiang_carries_on_exactly_where_wang_min_stopped() {
    let hall = Hall::opens_for(&["A002"]).await;
    let (mut wang, file) = half_done(&hall).await;
    let mut li = hall.seats("李强", "07").await;
    let mut ears = li.listens().await;

    // An act of A before the handover, kept to be sent again.
    let early = wang.order(examine(&file, "equipment", Verdict::Conforming)).await;
    let receipt = wang.client.send(&early).await.unwrap();
    let left = wang.file(&file).await.verdicts;
    assert_eq!(left.len(), 4);

    // B may not help himself: A is there.
    let take = Command::TakeOver { reason: Clean::new("替班") };
    let (code, title) = li.may_not(take).await;
    assert_eq!(code, "lease_alive");
    assert!(title.starts_with("王敏仍在线"), "{title}");
    assert_eq!(li.may_not(Command::AcceptHandover).await.0, "no_offer");

    wang.does(offer("老赵的布局图没有面积，还有三项没看")).await;
    let sheet = ears.hear(offered).await;
    assert_eq!((sheet.from.as_str(), sheet.to.as_str()), ("Q0701", "Q0702"));
    let lines: Vec<_> = sheet.lines.iter().map(|l| (l.matter.label(), l.text.as_str(), l.critical)).collect();
    let expected = [
        ("正在办理", "A002号在窗口前：食品经营许可（新办）", true),
        (
            "审查中",
            "20261123-0001 食品经营许可（新办）：已审4项，共7项；审完后给出结论；一次告知至2026-11-30",
            true,
        ),
    ];
    assert_eq!(lines, expected);
    assert!(sheet.lines.iter().all(|line| line.who.original() == "青河县老赵手工面馆"));
    let post = wang.post().await;
    assert_eq!((post.holder, post.fence), (Some("Q0701".into()), Fence(1)), "offered is not handed over");

    let open = |title: &str| ("unconfirmed".to_owned(), title.to_owned());
    let twice = li.may_not(Command::AcceptHandover).await;
    assert_eq!(twice, open("还有2项未确认，须逐项确认后才能接岗"));
    li.does(confirm(&sheet.lines[0])).await;
    assert_eq!(li.may_not(confirm(&sheet.lines[0])).await.0, "no_such_line");
    assert_eq!(li.may_not(Command::AcceptHandover).await, open("还有1项未确认，须逐项确认后才能接岗"));
    li.does(confirm(&sheet.lines[1])).await;
    let accepted = li.does(Command::AcceptHandover).await;
    let Event::Post { what: PostEvent::HolderChanged { to, fence, change, .. }, .. } =
        &accepted.events[0].event
    else {
        panic!("{accepted:?}")
    };
    assert_eq!(
        (to.as_str(), *fence, accepted.events.len()),
        ("Q0702", Fence(2), 1),
        "in and out in one step"
    );
    let Change::Handover { paper } = change else { panic!("{change:?}") };
    assert_eq!(paper.number.as_ref().map(ToString::to_string).as_deref(), Some("青政交〔2026〕1号"));
    let text = words(&li.paper("青政交〔2026〕1号").await);
    for said in [
        "岗位交接单",
        "2026年11月23日，07号窗口岗位由王敏交李强接收",
        "已审4项，共7项",
        "以上共2项，其中紧急2项，接收人已逐项核对",
        "老赵的布局图没有面积，还有三项没看",
        "交出人签名（王敏）",
        "接收人签名（李强）",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }

    // A's terminal can change nothing any more, and says who has the window.
    let late = wang.order(examine(&file, "process", Verdict::Missing)).await;
    let id = late.id;
    wang.sends(late);
    let problem = wang.answer(id).await.unwrap_err();
    assert_eq!((problem.status, problem.code.as_str()), (409, "stale_fence"));
    assert_eq!(problem.title, "本窗口已由李强接管，此操作未生效；您所录内容保留在屏上");
    assert_eq!(problem.refusal, Some(Refusal::StaleFence { holder: "李强".to_owned() }));
    // But what she did in time she is told again, word for word, and it is not done again.
    assert_eq!(wang.client.send(&early).await.unwrap(), receipt);

    let notice_seq = carries_on(&hall, &mut li, &file, &left).await;

    // Everything of the afternoon was seen by who listened, once and in order (I-02, I-43).
    let heard = ears
        .hear(|recorded| match &recorded.event {
            Event::Case { what: CaseEvent::PaperIssued { .. }, .. } => Some(recorded.seq),
            _ => None,
        })
        .await;
    assert_eq!(heard, notice_seq);
}

/// B finishes the examination on A's post and tells it once; the number of the event in the hall's order.
async fn carries_on(hall: &Hall, li: &mut Seat, file: &File, left: &BTreeMap<MaterialCode, Verdict>) -> u64 {
    let case = li.file(file).await;
    assert_eq!(case.verdicts, *left, "the checklist is as A left it");
    assert_eq!(case.ticket.as_ref().map(ToString::to_string).as_deref(), Some("A002"));
    assert_eq!(li.unexamined(hall, file).await, ["principal-id", "process", "rules-list"]);
    li.examines(hall, file, &[("process", Verdict::Missing)]).await;
    let notice = li.does(Command::IssueCorrection { case: file.id.clone() }).await;
    let recorded = &notice.events[0];
    assert_eq!((recorded.actor.as_str(), recorded.fence), ("Q0702", Fence(2)));
    assert_eq!(recorded.acting_for, Some("Q0701".into()));
    let paper = li.paper("青政补〔2026〕1号").await;
    assert_eq!((paper.paper.officer.as_str(), paper.paper.acting_for.as_deref()), ("李强", Some("王敏")));
    let text = words(&paper);
    for said in
        ["经办人：李强（代A岗王敏）", "没有标注各功能间的面积", "2．操作流程说明（1）缺少该材料，请补交。"]
    {
        assert!(text.contains(said), "{said}\n{text}");
    }
    li.finishes("A002").await;
    recorded.seq
}

/// Issue 2, step 9. I-22: what B confirmed is what is on the window; anything else is offered again.
#[tokio::test]
async fn a_sheet_that_is_no_longer_true_is_written_anew() {
    let hall = Hall::opens_for(&["A002"]).await;
    let (mut wang, file) = half_done(&hall).await;
    let mut li = hall.seats("李强", "07").await;
    let mut ears = li.listens().await;

    wang.does(offer("")).await;
    let sheet = ears.hear(offered).await;
    for line in &sheet.lines {
        li.does(confirm(line)).await;
    }
    wang.finds(&file, "process", Verdict::Conforming).await;
    let (code, title) = li.may_not(Command::AcceptHandover).await;
    assert_eq!(
        (code.as_str(), title.as_str()),
        ("sheet_outdated", "发起后窗口事项有变动，请先更新交接单，再确认变动的各项")
    );
    assert_eq!(
        wang.may_not(offer("")).await,
        ("already_offered".to_owned(), "交接已发起，正等待李强确认".to_owned())
    );
    assert_eq!(wang.may_not(Command::ClosePost).await.0, "not_empty");

    // Written anew by either of them: what reads as before stays confirmed, the rest is read again.
    li.does(Command::RefreshSheet).await;
    let sheet = wang.post().await.offer.unwrap();
    let open: Vec<_> = sheet.open_lines().cloned().collect();
    assert_eq!(open.len(), 1, "{sheet:?}");
    assert!(open[0].text.contains("已审4项，共7项"), "{sheet:?}");
    li.does(confirm(&open[0])).await;
    li.does(Command::AcceptHandover).await;
    assert_eq!(li.fence, Fence(2));

    // And back again, later: the fence only grows.
    li.does(offer("王敏回来了")).await;
    let back = ears.hear(offered).await;
    assert_eq!((back.from.as_str(), back.to.as_str()), ("Q0702", "Q0701"));
    for line in &back.lines {
        wang.fence = li.fence;
        wang.does(confirm(line)).await;
    }
    wang.does(Command::AcceptHandover).await;
    assert_eq!(wang.fence, Fence(3));
    let paper = wang.paper("青政交〔2026〕2号").await;
    let PaperBody::Handover { from, to, .. } = &paper.paper.body else { panic!() };
    assert_eq!((from.as_str(), to.as_str(), paper.paper.acting_for), ("李强", "王敏", None));
}
