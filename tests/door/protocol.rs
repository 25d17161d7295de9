use reqwest::Method;
use serde_json::{Value, json};

use crate::desk::{Answer, Desk};
use crate::hall::Served;

#[tokio::test]
async fn whatever_is_wrong_with_a_request_is_a_problem_document() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desk = Desk::login(&served, "Q01", "01").await;
    let post = |body: Vec<u8>| desk.request(Method::POST, "/v1/commands").body(body);
    let cases = [
        (post(b"{ not json".to_vec()), 400, "bad_request"),
        (post(b"{}".to_vec()), 400, "bad_request"),
        (post(vec![0xff; 10]), 400, "bad_request"),
        (post(vec![b' '; 1024 * 1024 + 1]), 413, "too_large"),
        (desk.request(Method::GET, "/v2/nothing"), 404, "no_route"),
        (desk.request(Method::GET, "/v1/commands"), 405, "method_not_allowed"),
        (desk.request(Method::GET, "/v1/cases/%ff"), 400, "bad_request"),
        (desk.request(Method::GET, "/v1/live?after=x"), 400, "bad_request"),
        (desk.request(Method::GET, "/v1/windows/99/desk"), 404, "not_found"),
    ];
    for (request, status, code) in cases {
        let answer = Answer::of(request.send().await.unwrap()).await;
        assert_eq!(answer.problem(), (status, code.to_owned()));
    }
    let unknown = desk.order(0, json!({ "do": "something_else" })).await;
    assert_eq!(unknown.problem(), (400, "bad_request".to_owned()));
}

#[tokio::test]
async fn the_rulebook_is_sent_once() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let desk = Desk::login(&served, "Q01", "01").await;
    let first = desk.get("/v1/catalogue").await;
    assert_eq!(first.json::<Value>()["hall"]["id"], "qinghe");
    assert_eq!(first.etag, desk.snapshot().await.rules_tag);

    let asked = desk.request(Method::GET, "/v1/catalogue").header("If-None-Match", &first.etag);
    let second = Answer::of(asked.send().await.unwrap()).await;
    assert_eq!((second.status.as_u16(), second.body.len()), (304, 0));
    let asked = desk.request(Method::GET, "/v1/catalogue").header("If-None-Match", "\"other\"");
    assert_eq!(asked.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn health_names_the_service_and_its_halls() {
    let folder = tempfile::tempdir().unwrap();
    let served = Served::start(folder.path(), &[]).await;
    let health: Value = reqwest_health(&served).await.json();
    assert_eq!(health["service"], "yichuang");
    assert_eq!(health["halls"][0], json!(["qinghe", "青河县政务服务中心"]));
}

async fn reqwest_health(served: &Served) -> Answer {
    let sent = crate::desk::client().get(format!("{}/v1/health", served.base)).send();
    Answer::of(sent.await.unwrap()).await
}
