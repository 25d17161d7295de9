//! The morning at window 07: logging in, the post, and the queue in front of it.

use yichuang::client::ClientError;
use yichuang::domain::command::Command;
use yichuang::domain::hall::Role;
use yichuang::domain::ids::Fence;
use yichuang::domain::queue::GreenReason;
use yichuang::domain::ticket::{Priority, TicketState};
use yichuang::text::Clean;

use crate::hall::Hall;

/// Issue 2, step 3. S175: only the pair sits at a window. I-18, I-19: one holder, a growing fence.
#[tokio::test]
async fn wang_min_logs_in_and_takes_the_post() {
    let hall = Hall::opens().await;

    let wrong = hall.lets_in("王敏", "yichuan", "07").await.unwrap_err();
    assert!(matches!(wrong, ClientError::Unauthenticated(_)), "{wrong:?}");
    assert_eq!(wrong.to_string(), "工号（姓名）或口令不对，请重新输入");

    let elsewhere = hall.lets_in("王敏", "yichuang", "08").await.unwrap_err();
    assert!(elsewhere.to_string().contains("您不在08号窗口的A、B岗名单中"), "{elsewhere}");

    let mut wang = hall.seats("王敏", "07").await;
    assert_eq!((wang.session.officer.id.as_str(), wang.session.officer.role), ("Q0701", Role::Officer));
    assert_eq!(wang.post().await.holder, None, "nobody is on the post before it is taken");
    let early = wang.may_not(Command::CallNext).await;
    assert_eq!(early, ("not_holder".to_owned(), "您未在岗，不能办理；请先上岗或接管本窗口".to_owned()));

    wang.takes_the_post().await;
    let post = wang.post().await;
    assert_eq!((post.holder, post.fence), (Some("Q0701".into()), Fence(1)));
    assert_eq!(wang.client.me().await.unwrap().officer.name, "王敏");

    // B finds the post held, and cannot slip into it.
    let mut li = hall.seats("李强", "07").await;
    let (code, title) = li.may_not(Command::TakePost).await;
    assert_eq!(code, "post_held");
    assert!(title.starts_with("本窗口由王敏在岗；请由其发起交接（F6）"), "{title}");
}

/// Issue 2, step 4. S038 reservation inside its slot, S044 green channel with its reason, then arrival.
#[tokio::test]
async fn reservations_and_the_green_channel_come_first() {
    let hall = Hall::opens().await;
    let mut wang = hall.mans("王敏", "07").await;
    let half_past_nine = jiff::civil::time(9, 30, 0, 0);

    // A002 reserved for 9:00–9:30 and is here; A019 reserved for 9:30–10:00 and took its ticket later. Then the
    // green channel in order of arrival: 孕, 军人, 残疾人. Then everybody: A005 came before its slot, A012 after.
    let expected = [
        ("A002", Priority::Reserved),
        ("A019", Priority::Reserved),
        ("A003", Priority::Green(GreenReason::Pregnant)),
        ("A013", Priority::Green(GreenReason::Soldier)),
        ("A016", Priority::Green(GreenReason::Disabled)),
        ("A001", Priority::Arrival),
        ("A004", Priority::Arrival),
        ("A005", Priority::Arrival),
    ];
    for (no, why) in expected {
        assert_eq!(wang.calls().await, no);
        assert_eq!(wang.ticket(no).await.priority(half_past_nine), why, "{no}");
        wang.does(Command::NoShow { ticket: no.into() }).await;
    }

    // The clerk of the real-estate window calls other letters from the same hall.
    let mut deng = hall.mans("邓思齐", "05").await;
    assert_eq!(deng.calls().await, "R002", "the fireman");
}

/// Issue 2, step 4. S047 no-show, recall, parking; S049 one person at a time; I-01, I-03.
#[tokio::test]
async fn one_person_at_a_time() {
    let hall = Hall::opens_for(&["A001", "A003", "A004"]).await;
    let mut wang = hall.mans("王敏", "07").await;

    assert_eq!(wang.calls().await, "A003");
    let soon = wang.may_not(Command::Recall { ticket: "A003".into() }).await;
    assert_eq!(soon.1, "A003号刚叫过，请10秒后再叫");
    hall.passes(10);
    wang.does(Command::Recall { ticket: "A003".into() }).await;
    assert_eq!(wang.ticket("A003").await.calls, 2);
    let (code, title) = wang.may_not(Command::CallNext).await;
    assert_eq!((code.as_str(), title.as_str()), ("busy", "A003号正在办理，请先办结或挂起"));

    // Nobody comes; the queue goes on; then she is there after all and waits again, before the others.
    wang.does(Command::NoShow { ticket: "A003".into() }).await;
    assert_eq!(wang.state_of("A003").await, TicketState::NoShow { window: "07".into() });
    assert_eq!(wang.calls_and_begins().await, "A001");
    let late = wang.may_not(Command::Recall { ticket: "A003".into() }).await;
    assert_eq!(late.1, "A003号现为“过号”，不能在本窗口操作");
    wang.does(Command::Reinsert { ticket: "A003".into() }).await;
    assert_eq!(wang.state_of("A003").await, TicketState::Waiting);

    // A001 has to fetch something: set aside, and the pregnant woman is served meanwhile.
    let why = Clean::new("回车里取户口簿");
    wang.does(Command::Park { ticket: "A001".into(), why: why.clone() }).await;
    assert_eq!(wang.state_of("A001").await, TicketState::Parked { window: "07".into(), why });
    assert_eq!(wang.calls_and_begins().await, "A003");
    let (code, title) = wang.may_not(Command::Begin { ticket: "A001".into() }).await;
    assert_eq!((code.as_str(), title.as_str()), ("busy", "A003号正在办理，请先办结或挂起"));
    wang.finishes("A003").await;
    wang.begins("A001").await;
    assert!(wang.ticket("A001").await.is_serving());
    wang.finishes("A001").await;

    // The window cannot be left with somebody on it (先进后出, S179).
    assert_eq!(wang.calls().await, "A004");
    let (code, title) = wang.may_not(Command::ClosePost).await;
    assert_eq!(code, "not_empty");
    assert!(title.contains("A004号"), "{title}");
    wang.does(Command::NoShow { ticket: "A004".into() }).await;
    assert_eq!(wang.may_not(Command::CallNext).await.0, "queue_empty");
    wang.does(Command::ClosePost).await;
    assert_eq!((wang.post().await.holder, wang.fence), (None, Fence(2)));
}

/// Issue 2, step 4. S070: whoever is at the wrong window is taken to the right one, told once why; S008.
#[tokio::test]
async fn a_wrong_ticket_goes_to_the_right_window_and_keeps_its_number() {
    let hall = Hall::opens_for(&["A020", "R001", "R002"]).await;
    let mut wang = hall.mans("王敏", "07").await;
    let mut deng = hall.mans("邓思齐", "05").await;
    let mut cao = hall.mans("曹一凡", "06").await;
    let why = Clean::new("存量房过户，请到不动产登记窗口，材料已初看");
    let redirect =
        |to: &str, why: &Clean| Command::Redirect { ticket: "A020".into(), to: to.into(), why: why.clone() };

    assert_eq!(wang.calls_and_begins().await, "A020");
    for (to, text, sentence) in [
        ("07", &why, "不能转到07号窗口：就是本窗口"),
        ("77", &why, "不能转到77号窗口：没有这个窗口"),
        ("05", &Clean::new(" "), "不能转到05号窗口：请写明原因，免得群众再说一遍"),
    ] {
        assert_eq!(wang.may_not(redirect(to, text)).await, ("bad_redirect".to_owned(), sentence.to_owned()));
    }

    // The busy window hears of it at once and goes on with the person it has.
    assert_eq!(deng.calls_and_begins().await, "R002");
    let mut ears = deng.listens().await;
    wang.does(redirect("05", &why)).await;
    let heard = ears
        .hear(|recorded| match &recorded.event {
            yichuang::domain::state::Event::Ticket {
                what: yichuang::domain::ticket::TicketEvent::Redirected { sent },
                ..
            } => Some(sent.clone()),
            _ => None,
        })
        .await;
    assert_eq!((heard.from.as_str(), heard.to.as_str(), heard.why), ("07", "05", why));
    assert_eq!(deng.may_not(Command::CallNext).await.0, "busy");
    assert_eq!(wang.may_not(Command::CallNext).await.0, "queue_empty", "it is nobody's but window 05's");

    // Window 06 calls the same letter, but this person was sent to 05.
    assert_eq!(cao.calls().await, "R001");
    deng.finishes("R002").await;
    assert_eq!(deng.calls_and_begins().await, "A020", "the number is kept");
    deng.opens("A020", "real-estate.transfer-sale").await;

    // Under examination it stays where it is (I-05).
    let back = deng.may_not(redirect("07", &Clean::new("试试"))).await;
    assert_eq!(back.0, "case_unfinished");
}
