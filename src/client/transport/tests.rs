use super::*;
use crate::client::Rules;
use crate::client::testing::{Reply, Server, order};
use crate::domain::refusal::Refusal;
use crate::wire::{Health, Login};

fn health(service: &str) -> Health {
    Health {
        now: jiff::Timestamp::UNIX_EPOCH,
        service: service.to_owned(),
        version: "9.9.9".to_owned(),
        halls: vec![],
        demonstration: true,
        join: None,
    }
}

async fn health_of(reply: Reply) -> Result<Health, ClientError> {
    Server::start(vec![reply]).await.client().health().await
}

#[tokio::test]
async fn a_refusal_arrives_with_its_facts() {
    let refusal = Refusal::StaleFence { holder: "李强".to_owned() };
    let server = Server::start(vec![Reply::problem(&Problem::from(refusal.clone()))]).await;
    let ClientError::Refused(problem) = server.client().send(&order(1)).await.unwrap_err() else { panic!() };
    assert_eq!(problem.refusal, Some(refusal));
    assert!(ClientError::Refused(problem).to_string().contains("已由李强接管"));
}

#[tokio::test]
async fn a_refusal_of_a_later_version_keeps_its_sentence() {
    let body = r#"{"status":422,"code":"new_rule","title":"新规","refusal":{"refusal":"new_rule","x":1}}"#;
    let reply = Reply::Answer(422, "content-type: application/problem+json", body.to_owned());
    let error = health_of(reply).await.unwrap_err();
    assert_eq!(error, ClientError::Refused(Box::new(Problem::new(422, "new_rule", "新规"))));
}

#[tokio::test]
async fn login_is_remembered_and_logout_forgets() {
    let session = r#"{"token":"geheim","hall":"qinghe","officer":{"id":"Q1","name":"王敏","role":"officer"},
        "window":"07","expires":"2026-11-21T10:00:00Z"}"#;
    let server = Server::start(vec![
        Reply::Answer(201, "content-type: application/json", session.to_owned()),
        Reply::Answer(204, "x-a: b", String::new()),
    ])
    .await;
    let client = server.client();
    let login = Login { hall: None, officer: "Q1".to_owned(), password: "p".to_owned(), window: "07".into() };
    client.login(&login).await.unwrap();
    assert!(client.has_token() && !format!("{client:?}").contains("geheim"));
    client.logout().await.unwrap();
    assert!(!client.has_token());
    let requests = server.requests();
    assert_eq!(requests[0].headers.get("authorization"), None);
    assert_eq!(requests[1].line, "DELETE /v1/sessions/current");
    assert_eq!(requests[1].headers["authorization"], "Bearer geheim");
}

#[tokio::test]
async fn what_is_not_yichuang_is_named() {
    for reply in [
        Reply::json(200, &health("grafana")),
        Reply::Answer(200, "content-type: text/html", "<html>路由器登录</html>".to_owned()),
        Reply::Answer(404, "content-type: text/html", "<html>".to_owned()),
        Reply::Answer(302, "location: http://portal.example/", String::new()),
        Reply::Answer(200, "x-a: b", "\u{0}\u{1b}[2J".to_owned()),
        Reply::Answer(401, "x-a: b", "proxy".to_owned()),
        Reply::Raw(vec![0xff, 0x00, 0x1b, 0x5b, 0x32, 0x4a, 0x0d, 0x0a, 0x0d, 0x0a]),
        Reply::Raw(b"SSH-2.0-OpenSSH_9.6\r\n\r\n".to_vec()),
    ] {
        let error = health_of(reply).await.unwrap_err();
        assert!(matches!(error, ClientError::NotYichuang { .. }), "{error:?}");
        assert!(error.to_string().contains("请核对服务地址"));
    }
    assert_eq!(health_of(Reply::json(200, &health("yichuang"))).await.unwrap().version, "9.9.9");
}

#[tokio::test]
async fn a_gateway_or_store_that_is_down_is_no_refusal() {
    let gateway = Reply::Answer(502, "content-type: text/html", "<html>Bad Gateway".to_owned());
    let store = Reply::problem(&Problem::new(503, "store_unavailable", "存储不可写"));
    let busy = Reply::problem(&Problem::new(409, "in_progress", "这一操作正在处理，请稍后重试"));
    for reply in [gateway, store, busy] {
        let error = health_of(reply).await.unwrap_err();
        assert!(matches!(error, ClientError::Unavailable(_)) && !error.is_final(), "{error:?}");
    }
}

#[tokio::test]
async fn broken_hanging_and_absent_are_told_apart() {
    assert!(matches!(health_of(Reply::drop()).await, Err(ClientError::Broken { .. })));
    let cut = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec();
    assert!(matches!(health_of(Reply::Raw(cut)).await, Err(ClientError::Broken { .. })));
    let server = Server::start(vec![Reply::Hang(b"HTTP/1.1 200 OK\r\n".to_vec())]).await;
    let hasty = Options { request: Duration::from_millis(50), ..Options::default() };
    assert_eq!(server.with(hasty).health().await, Err(ClientError::TimedOut));
    let address = server.address.clone();
    drop(server);
    tokio::task::yield_now().await;
    let error = Client::new(&address).unwrap().health().await.unwrap_err();
    assert!(matches!(error, ClientError::Unreachable { .. }) && !error.outcome_unknown(), "{error:?}");
    let tls = Server::start(vec![]).await.address.replace("http:", "https:");
    let error = Client::new(&tls).unwrap().health().await.unwrap_err();
    assert!(matches!(error, ClientError::Unreachable { .. }), "{error:?}");
}

#[tokio::test]
async fn an_answer_without_end_is_cut_off() {
    let small = Options { body: 1000, ..Options::default() };
    let declared = Reply::Answer(200, "x-a: b", " ".repeat(1001));
    let endless = Reply::Raw([b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b' '; 100_000]].concat());
    let refused = Reply::Answer(500, "x-a: b", " ".repeat(1001));
    for reply in [declared, endless, refused] {
        let error = Server::start(vec![reply]).await.with(small).health().await.unwrap_err();
        assert_eq!(error, ClientError::TooLarge { limit: 1000 });
    }
}

#[tokio::test]
async fn parts_of_an_address_are_encoded() {
    let server = Server::start(vec![Reply::drop(), Reply::drop(), Reply::drop()]).await;
    let client = server.client();
    let _ = client.document("青政补〔2026〕1号").await;
    let _ = client.desk(&"../07?".into()).await;
    let _ = client.cases("张 三&x=1").await;
    let lines: Vec<_> = server.requests().into_iter().map(|request| request.line).collect();
    assert_eq!(lines[0], "GET /v1/documents/%E9%9D%92%E6%94%BF%E8%A1%A5%E3%80%942026%E3%80%951%E5%8F%B7");
    assert_eq!(lines[1], "GET /v1/windows/..%2F07%3F/desk");
    assert_eq!(lines[2], "GET /v1/cases?q=%E5%BC%A0+%E4%B8%89%26x%3D1");
}

#[tokio::test]
async fn the_rulebook_is_fetched_only_when_it_changed() {
    let rules = r#"{"hall":{"id":"q","name":"","address":"","hours":"","phone":"","supervision_phone":"",
        "number_prefix":"","correction_title":"","review_body":"","court":"","windows":[],"departments":[],
        "officers":[]},"items":[],"fees":[],"calendar":[]}"#;
    let server = Server::start(vec![
        Reply::Answer(200, "etag: \"abc\"", rules.to_owned()),
        Reply::Answer(304, "etag: \"abc\"", String::new()),
    ])
    .await;
    let client = server.client();
    let first = client.rulebook(None).await;
    if let Ok(Rules::Changed { tag, .. }) = &first {
        assert_eq!(tag.as_deref(), Some("\"abc\""));
    } else {
        panic!("{first:?}");
    }
    assert_eq!(client.rulebook(Some("\"abc\"")).await, Ok(Rules::Unchanged));
    assert_eq!(server.requests()[1].headers["if-none-match"], "\"abc\"");
}
