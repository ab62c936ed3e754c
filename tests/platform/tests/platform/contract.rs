use crate::review::Unable;
use crate::support::{Ask, CONTRACT, Caller, Exchange, PART};
use reqwest::Method;
use ruxue_reference_platform::{NotedStudent, TestPlatform, operations};
use ruxue_rules::Side;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::Duration;
use uuid::Uuid;

/// An id that stands for nothing.
const NOTHING: &str = "00000000-0000-0000-0000-000000000000";

#[test]
fn the_platform_serves_what_the_contract_lists_and_nothing_else() {
    let documented: BTreeSet<_> = documented().into_iter().map(|(method, path, _)| (method, path)).collect();
    let served: BTreeSet<_> =
        operations().into_iter().map(|(method, path)| (method.to_string(), path.to_owned())).collect();
    assert_eq!(documented, served);
}

#[tokio::test]
async fn unknown_paths_are_not_found_and_unknown_methods_refused() {
    let caller = Caller::start().await;
    for path in ["/", "/v1", "/v1/students", "/v2/session", "/v1/attempts/1/2", "/v1/card/sides"] {
        let reply = caller.send(Ask::get(path)).await;
        assert_eq!((reply.status, reply.code()), (404, "not_found"), "{path}");
    }
    assert_eq!(caller.send(Ask::new(Method::PATCH, "/v1/session")).await.status, 405);
}

/// serde and uuid would take them.
#[tokio::test]
async fn lists_are_no_objects_and_uuids_have_one_form() {
    let caller = Caller::start().await;
    caller.begin().await;
    let list = Ask::put("/v1/bindings/wechat").json(&json!(["001"]));
    assert_eq!(caller.send(list).await.code(), "invalid_request");
    for id in [Uuid::nil().simple().to_string(), Uuid::nil().urn().to_string(), format!("%7B{NOTHING}%7D")] {
        let announced = json!({ "purpose": "portrait", "length": 1, "sha256": "0".repeat(64) });
        let ask = Ask::put(&format!("/v1/uploads/{id}")).json(&announced);
        assert_eq!(caller.send(ask).await.code(), "not_found", "{id}");
        let ask = Ask::put("/v1/card/sides/emblem").json(&json!({ "upload": id }));
        assert_eq!(caller.send(ask).await.code(), "invalid_request", "{id}");
    }
}

/// Provokes every answer that the contract lists; each is held against its schema as it arrives.
#[tokio::test]
async fn every_operation_answers_everything_that_the_contract_lists() {
    let caller = Caller::start().await;
    unsigned_requests(&caller).await;
    caller.log_in().await;
    account(&caller).await;
    consents(&caller).await;
    malformed_requests(&caller).await;
    uploads(&caller).await;
    card(&caller).await;
    reviews(&caller).await;
    passing_and_leaving(&caller).await;
    let mut seen = caller.seen.lock().unwrap().clone();
    let caller = Caller::on(TestPlatform::start(Unable).await.unwrap()).await;
    caller.prepare().await;
    waiting(&caller).await;
    seen.append(&mut caller.seen.lock().unwrap());
    let missing: Vec<_> = documented().into_iter().filter(|exchange| !seen.contains(exchange)).collect();
    assert!(missing.is_empty(), "never answered: {missing:?}");
}

async fn unsigned_requests(caller: &Caller) {
    for (method, path) in operations() {
        let path = path
            .replace("{side}", "portrait")
            .replace("{kind}", "card")
            .replace("{id}", NOTHING)
            .replace("{key}", NOTHING);
        let unsigned = ["/v1/session", "/v1/session/refresh", "/v1/registrations", "/v1/password/reset", "/v1/codes"];
        if method == Method::POST && unsigned.contains(&path.as_str()) {
            continue;
        }
        // So that it would be taken by all that look at it before they ask for the student.
        let ask = Ask::new(method, &path).unsigned().header("idempotency-key", NOTHING);
        let reply = caller.send(ask).await;
        assert_eq!((reply.status, reply.code()), (401, "session_expired"), "{path}");
    }
    for password in ["a", "b", "c", "d", "e"] {
        caller.try_log_in("nobody@example.cn", password).await;
    }
    let refresh = json!({ "refresh_token": "A".repeat(43) });
    caller.send(Ask::post("/v1/session/refresh").unsigned().json(&refresh)).await;
}

async fn account(caller: &Caller) {
    let (other, mobile) = (NotedStudent::new(2).unwrap(), "13700000007");
    caller.platform.enrol(&other).await.unwrap();
    let (taken_mobile, taken_email) = (other.student().mobile.unwrap(), other.student().email.unwrap());
    let code = async |purpose: &str, destination: &str| {
        caller.platform.let_pass(Duration::from_secs(60));
        let ask = Ask::post("/v1/codes").json(&json!({ "purpose": purpose, "destination": destination }));
        (
            caller.send(ask).await.status,
            caller.platform.register().codes().pop().map(|sent| sent.code).unwrap_or_default(),
        )
    };
    let put = async |path: &str, body: Value| caller.send(Ask::put(path).json(&body)).await.status;
    let post = async |path: &str, body: Value| caller.send(Ask::post(path).unsigned().json(&body)).await.status;
    let unsigned = Ask::post("/v1/codes").unsigned();
    let binding = unsigned.clone().json(&json!({ "purpose": "binding", "destination": mobile }));
    assert_eq!(caller.send(binding).await.status, 401);

    let (_, sent) = code("registration", mobile).await;
    let again = unsigned.json(&json!({ "purpose": "registration", "destination": mobile }));
    assert_eq!(caller.send(again).await.status, 429);
    let number = caller.student.number().as_str();
    let registration =
        json!({ "name": "张样", "id_number": number, "mobile": mobile, "code": sent, "password": "correct horse" });
    let mut nobody = registration.clone();
    nobody["name"] = json!("李样");
    assert_eq!(post("/v1/registrations", nobody).await, 422);
    assert_eq!(post("/v1/registrations", registration.clone()).await, 204);
    let mut again = registration;
    again["code"] = json!(code("registration", mobile).await.1);
    assert_eq!(post("/v1/registrations", again).await, 409);

    let reset = |code: &str| json!({ "account": mobile, "code": code, "password": caller.student.number().as_str() });
    assert_eq!(post("/v1/password/reset", reset("")).await, 422);
    let mut reset = reset(&code("password_reset", mobile).await.1);
    reset["password"] = json!("another horse");
    assert_eq!(post("/v1/password/reset", reset).await, 204);
    let session = caller.try_log_in(mobile, "another horse").await.json;
    *caller.token.lock().unwrap() = session["access_token"].as_str().unwrap().into();

    for (kind, contact, taken) in
        [("mobile", "13700000008", &taken_mobile), ("email", "someone@example.cn", &taken_email)]
    {
        let path = format!("/v1/bindings/{kind}");
        assert_eq!(put(&path, json!({ kind: contact, "code": "" })).await, 422);
        assert_eq!(put(&path, json!({ kind: taken, "code": code("binding", taken).await.1 })).await, 409);
        assert_eq!(put(&path, json!({ kind: contact, "code": code("binding", contact).await.1 })).await, 204);
        assert_eq!(caller.send(Ask::delete(&path)).await.status, 204);
    }
    assert_eq!(code("password_change", "mobile").await.0, 409);

    let wechat = json!({ "wechat_code": "001" });
    assert_eq!(put("/v1/bindings/wechat", wechat.clone()).await, 204);
    let own = caller.token.lock().unwrap().clone();
    let session = caller.try_log_in(&taken_mobile, other.number().last_six()).await.json;
    *caller.token.lock().unwrap() = session["access_token"].as_str().unwrap().into();
    assert_eq!(put("/v1/bindings/wechat", wechat).await, 409);
    *caller.token.lock().unwrap() = own;
    assert_eq!(caller.send(Ask::delete("/v1/bindings/wechat")).await.status, 204);

    let address = json!({ "recipient": "张样", "mobile": mobile, "region": "样本省", "street": "样张路1号" });
    assert_eq!(put("/v1/profile/postal-address", address).await, 204);
    caller.get("/v1/profile").await;
    caller.get("/v1/enrolment").await;

    let change = |current: &str| json!({ "current_password": current, "password": "correct horse" });
    assert_eq!(put("/v1/password", change("another horse")).await, 204);
    for status in [422, 422, 422, 422, 423] {
        assert_eq!(put("/v1/password", change("wrong")).await, status);
    }
    caller.platform.let_pass(Duration::from_secs(15 * 60));
    *caller.password.lock().unwrap() = "correct horse".into();
    caller.log_in().await;
}

async fn consents(caller: &Caller) {
    assert_eq!(caller.announce(Uuid::nil(), "portrait", &[1]).await.status, 403);
    assert_eq!(caller.submit_upload(Uuid::nil(), Uuid::nil()).await.status, 403);
    assert_eq!(caller.read_side("portrait", Uuid::nil()).await.status, 403);
    assert_eq!(caller.send(Ask::delete("/v1/consents/voice")).await.status, 404);
    let consent = json!({ "version": "1", "given_at": "2026-11-24T08:00:00Z" });
    assert_eq!(caller.send(Ask::put("/v1/consents/voice").json(&consent)).await.status, 404);
    caller.agree("card").await;
    caller.agree("face").await;
    caller.get("/v1/consents").await;
}

async fn malformed_requests(caller: &Caller) {
    let keyed = Ask::post("/v1/attempts").header("idempotency-key", NOTHING);
    for ask in [
        Ask::post("/v1/session"),
        Ask::post("/v1/session/refresh"),
        Ask::post("/v1/codes"),
        Ask::post("/v1/registrations"),
        Ask::post("/v1/password/reset"),
        Ask::put("/v1/password"),
        Ask::put("/v1/profile/postal-address"),
        Ask::put("/v1/bindings/mobile"),
        Ask::put("/v1/bindings/email"),
        Ask::put("/v1/bindings/wechat"),
        Ask::put("/v1/consents/card"),
        Ask::put(&format!("/v1/uploads/{NOTHING}")),
        Ask::put("/v1/card/sides/emblem"),
        Ask::put("/v1/card/confirmation"),
        keyed,
    ] {
        assert_eq!(caller.send(ask.clone().json(&json!({ "moon": "cheese" }))).await.code(), "invalid_request");
        assert_eq!(caller.send(ask.clone().json(&json!("x".repeat(17 << 10)))).await.code(), "too_large");
        assert_eq!(caller.send(ask.header("content-type", "text/plain")).await.code(), "unsupported_type");
    }
    let keyless = Ask::post("/v1/attempts").json(&json!({ "upload": NOTHING }));
    assert_eq!(caller.send(keyless).await.code(), "invalid_request");
    assert_eq!(caller.read_side("back", Uuid::nil()).await.code(), "not_found");
    for nothing in ["one", "%ff", NOTHING] {
        for path in ["uploads", "attempts", "submissions"] {
            assert_eq!(caller.send(Ask::get(&format!("/v1/{path}/{nothing}"))).await.code(), "not_found");
        }
    }
}

async fn uploads(caller: &Caller) {
    let (id, photo) = (Uuid::new_v4(), [7; 300]);
    assert_eq!(caller.append(id, 0, &photo).await.status, 404);
    let unnamed = Ask::put("/v1/uploads/one").json(&json!({ "purpose": "portrait", "length": 1, "sha256": "" }));
    assert_eq!(caller.send(unnamed).await.status, 404);
    assert_eq!(caller.announce(id, "portrait", &photo).await.status, 200);
    assert_eq!(caller.announce(id, "portrait_side", &photo).await.status, 409);
    let path = format!("/v1/uploads/{id}");
    let part = Ask::patch(&path).part(0, &photo);
    assert_eq!(caller.send(part.clone().body(vec![])).await.status, 400);
    assert_eq!(caller.send(part.clone().body(vec![0; PART + 1])).await.status, 413);
    assert_eq!(caller.send(part.clone().header("content-type", "image/jpeg")).await.status, 415);
    assert_eq!(caller.send(part.clone()).await.status, 200);
    assert_eq!(caller.send(part).await.status, 409);
    caller.get(&path).await;
}

async fn card(caller: &Caller) {
    caller.get("/v1/student").await;
    caller.get("/v1/card").await;
    assert_eq!(caller.confirm(&caller.confirmation()).await.status, 409);
    assert_eq!(caller.upload_photo(Side::Portrait, vec![1]).await.status, 422);
    caller.upload(Side::Portrait).await;
    caller.upload(Side::Emblem).await;
    let mut wrong = caller.confirmation();
    wrong["birth"] = json!("1999-09-09");
    assert_eq!(caller.confirm(&wrong).await.status, 422);
    assert_eq!(caller.confirm(&caller.confirmation()).await.status, 204);
}

async fn reviews(caller: &Caller) {
    caller.get("/v1/attempts").await;
    assert_eq!(caller.submit(Uuid::new_v4(), vec![1]).await.status, 422);
    assert_eq!(caller.send(Ask::get(&format!("/v1/submissions/{NOTHING}"))).await.status, 404);
    for ask in [Ask::post("/v1/hand-over"), Ask::post("/v1/restart")] {
        assert_eq!(caller.send(ask).await.status, 409);
    }
    for variant in [1, 2] {
        let attempt = caller.review(caller.student.portrait_of_another(variant)).await;
        caller.get(&format!("/v1/submissions/{}", attempt["key"].as_str().unwrap())).await;
    }
    assert_eq!(caller.send(Ask::post("/v1/restart")).await.status, 204);
    assert_eq!(caller.send(Ask::post("/v1/hand-over")).await.status, 200);
}

async fn passing_and_leaving(caller: &Caller) {
    assert_eq!(caller.submit(Uuid::new_v4(), caller.student.portrait()).await.status, 409);
    assert_eq!(caller.upload(Side::Portrait).await.status, 409);
    let number = caller.student.number();
    let session = caller.try_log_in(number.as_str(), "correct horse").await.json;
    let refresh = json!({ "refresh_token": session["refresh_token"] });
    assert_eq!(caller.send(Ask::post("/v1/session/refresh").unsigned().json(&refresh)).await.status, 200);
    assert_eq!(caller.send(Ask::delete("/v1/consents/face")).await.status, 204);
    for path in ["/v1/session", "/v1/sessions", "/v1/data"] {
        caller.log_in().await;
        assert_eq!(caller.send(Ask::delete(path)).await.status, 204);
    }
}

/// What is refused while an attempt waits for its judgement.
async fn waiting(caller: &Caller) {
    caller.submit(Uuid::new_v4(), caller.student.portrait()).await;
    for path in ["/v1/consents/card", "/v1/data"] {
        assert_eq!(caller.send(Ask::delete(path)).await.code(), "review_pending");
    }
}

/// Every operation and status of the contract.
fn documented() -> Vec<Exchange> {
    let mut exchanges = vec![];
    for (path, item) in CONTRACT["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap().iter().filter(|(_, value)| value.is_object()) {
            let statuses = operation["responses"].as_object().into_iter().flat_map(|responses| responses.keys());
            exchanges.extend(statuses.map(|status| (method.to_uppercase(), path.clone(), status.parse().unwrap())));
        }
    }
    exchanges
}

#[test]
fn every_schema_of_the_contract_is_a_schema() {
    for (name, schema) in CONTRACT["components"]["schemas"].as_object().unwrap() {
        assert!(jsonschema::meta::is_valid(schema), "{name}");
        assert_ne!(schema, &Value::Null);
    }
}
