use crate::support::{Ask, Caller, Reply};
use ruxue_reference_platform::{CodePurpose, NotedStudent};
use serde_json::{Value, json};
use std::time::Duration;

const PASSWORD: &str = "correct horse";
const MOBILE: &str = "13700000007";

impl Caller {
    async fn request_code(&self, purpose: &str, destination: &str) -> Reply {
        self.send(Ask::post("/v1/codes").json(&json!({ "purpose": purpose, "destination": destination }))).await
    }

    /// The code sent last.
    fn sent(&self) -> String {
        self.platform.register().codes().pop().unwrap().code
    }

    async fn code(&self, purpose: &str, destination: &str) -> String {
        self.platform.let_pass(Duration::from_secs(60));
        assert_eq!(self.request_code(purpose, destination).await.status, 202);
        self.sent()
    }

    async fn put(&self, path: &str, body: &Value) -> Reply {
        self.send(Ask::put(path).json(body)).await
    }

    async fn register(&self, changes: Value) -> Reply {
        let mut body = json!({
            "name": "张样", "id_number": self.student.number().as_str(), "mobile": MOBILE, "code": self.sent(),
            "password": PASSWORD,
        });
        body.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        self.send(Ask::post("/v1/registrations").unsigned().json(&body)).await
    }

    async fn reset(&self, account: &str, code: &str, password: &str) -> Reply {
        let body = json!({ "account": account, "code": code, "password": password });
        self.send(Ask::post("/v1/password/reset").unsigned().json(&body)).await
    }

    async fn change_password(&self, body: Value) -> Reply {
        self.put("/v1/password", &body).await
    }

    fn mobile(&self) -> String {
        self.student.student().mobile.unwrap()
    }

    async fn can_log_in(&self, account: &str, password: &str) -> bool {
        self.try_log_in(account, password).await.status == 200
    }
}

/// A code that was not sent.
fn other_than(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

#[tokio::test]
async fn who_is_on_the_colleges_list_registers_with_a_mobile_number() {
    let caller = Caller::start().await;
    caller.log_in().await;
    assert_eq!(caller.get("/v1/student").await["weak_password"], true);
    caller.code("registration", MOBILE).await;
    assert_eq!(caller.register(json!({})).await.status, 204);
    assert_eq!(caller.send(Ask::get("/v1/student")).await.code(), "session_expired", "other sessions ended");
    assert!(!caller.can_log_in(caller.student.number().as_str(), caller.student.number().last_six()).await);
    let session = caller.try_log_in(MOBILE, PASSWORD).await.json;
    *caller.token.lock().unwrap() = session["access_token"].as_str().unwrap().into();
    assert_eq!(caller.get("/v1/student").await["weak_password"], false);
    caller.code("registration", MOBILE).await;
    assert_eq!(caller.register(json!({ "password": "another horse" })).await.code(), "already_registered");
}

#[tokio::test]
async fn registrations_are_refused_with_their_reason() {
    let caller = Caller::start().await;
    let other = NotedStudent::new(2).unwrap();
    caller.platform.enrol(&other).await.unwrap();
    caller.code("registration", MOBILE).await;
    let code = caller.sent();
    for (changes, expected) in [
        (json!({ "code": other_than(&code) }), "wrong_code"),
        (json!({ "mobile": "13700000008" }), "wrong_code"),
        (json!({ "name": "李样" }), "not_enrolled"),
        (json!({ "id_number": NotedStudent::new(3).unwrap().number().as_str() }), "not_enrolled"),
        (json!({ "id_number": "110199200001020000" }), "invalid_request"),
        (json!({ "mobile": "a@example.cn" }), "invalid_request"),
        (json!({ "name": "" }), "invalid_request"),
    ] {
        assert_eq!(caller.register(changes.clone()).await.code(), expected, "{changes}");
    }
    for (password, reason) in [
        ("short", "too_short"),
        (&"x".repeat(65), "too_long"),
        ("12345678", "too_simple"),
        (&format!("my{}", caller.student.number().as_str()), "id_number"),
    ] {
        let reply = caller.register(json!({ "password": password })).await;
        assert_eq!((reply.code(), &reply.json["reason"]), ("weak_password", &json!(reason)));
    }
    assert_eq!(caller.register(json!({})).await.status, 204, "the code is good still");
    let taken = other.student().mobile.unwrap();
    caller.code("registration", &taken).await;
    let third = NotedStudent::new(3).unwrap();
    caller.platform.enrol(&third).await.unwrap();
    let reply = caller.register(json!({ "mobile": taken, "id_number": third.number().as_str() })).await;
    assert_eq!(reply.code(), "taken");
}

#[tokio::test]
async fn guesses_of_who_is_enrolled_end_with_the_code() {
    let caller = Caller::start().await;
    caller.code("registration", MOBILE).await;
    for _ in 0..5 {
        assert_eq!(caller.register(json!({ "name": "李样" })).await.code(), "not_enrolled");
    }
    assert_eq!(caller.register(json!({})).await.code(), "wrong_code");
}

#[tokio::test]
async fn a_code_is_good_once_and_for_ten_minutes_and_five_tries() {
    let caller = Caller::start().await;
    let mobile = caller.mobile();
    let code = caller.code("password_reset", &mobile).await;
    assert_eq!(caller.reset(&mobile, &code, PASSWORD).await.status, 204);
    assert_eq!(caller.reset(&mobile, &code, PASSWORD).await.code(), "wrong_code", "it was used");

    let code = caller.code("password_reset", &mobile).await;
    caller.platform.let_pass(Duration::from_secs(600));
    assert_eq!(caller.reset(&mobile, &code, PASSWORD).await.code(), "wrong_code", "it is old");

    let code = caller.code("password_reset", &mobile).await;
    for _ in 0..5 {
        assert_eq!(caller.reset(&mobile, &other_than(&code), PASSWORD).await.code(), "wrong_code");
    }
    assert_eq!(caller.reset(&mobile, &code, PASSWORD).await.code(), "wrong_code", "it was guessed at");

    let first = caller.code("password_reset", &mobile).await;
    let second = caller.code("password_reset", &mobile).await;
    if first != second {
        assert_eq!(caller.reset(&mobile, &first, PASSWORD).await.code(), "wrong_code", "another took its place");
    }
    assert_eq!(caller.reset(&mobile, &second, PASSWORD).await.status, 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_of_a_code_sent_at_once_are_counted_one_by_one() {
    let caller = Caller::start().await;
    let mobile = caller.mobile();
    let code = caller.code("password_reset", &mobile).await;
    let wrong = other_than(&code);
    let guess = || caller.reset(&mobile, &wrong, PASSWORD);
    tokio::join!(guess(), guess(), guess(), guess(), guess());
    assert_eq!(caller.reset(&mobile, &code, PASSWORD).await.code(), "wrong_code");
}

#[tokio::test]
async fn a_code_is_good_for_its_purpose_and_destination_alone() {
    let caller = Caller::start().await;
    caller.log_in().await;
    let code = caller.code("binding", MOBILE).await;
    assert_eq!(caller.register(json!({})).await.code(), "wrong_code");
    assert_eq!(caller.change_password(json!({ "code": code, "password": PASSWORD })).await.code(), "wrong_code");
    let other = json!({ "mobile": "13700000008", "code": code });
    assert_eq!(caller.put("/v1/bindings/mobile", &other).await.code(), "wrong_code");

    let second = NotedStudent::new(2).unwrap();
    caller.platform.enrol(&second).await.unwrap();
    let caller = caller.become_student(second);
    caller.log_in().await;
    let body = json!({ "mobile": MOBILE, "code": code });
    assert_eq!(caller.put("/v1/bindings/mobile", &body).await.code(), "wrong_code", "another student's");
}

#[tokio::test]
async fn codes_are_sent_now_and_then_only() {
    let caller = Caller::start().await;
    let send = || caller.request_code("registration", MOBILE);
    assert_eq!(send().await.json, json!({ "expires_in": 600, "resend_after": 60 }));
    let reply = send().await;
    assert_eq!(reply.code(), "too_many_requests");
    assert!((1..=60).contains(&reply.header("retry-after").parse().unwrap()));
    assert_eq!(caller.request_code("registration", "13700000008").await.status, 202, "elsewhere they are");
    assert_eq!(caller.request_code("password_reset", MOBILE).await.status, 202, "and for another purpose");
    for _ in 1..10 {
        caller.platform.let_pass(Duration::from_secs(60));
        assert_eq!(send().await.status, 202);
    }
    caller.platform.let_pass(Duration::from_secs(60));
    let reply = send().await;
    assert_eq!(reply.status, 429, "ten a day");
    caller.platform.let_pass(Duration::from_secs(reply.header("retry-after").parse().unwrap()));
    assert_eq!(send().await.status, 202);
}

#[tokio::test]
async fn codes_go_only_where_codes_can_go() {
    let caller = Caller::start().await;
    for (purpose, destination, code) in [
        ("registration", "a@example.cn", "invalid_request"),
        ("registration", "12345", "invalid_request"),
        ("password_reset", caller.student.number().as_str(), "invalid_request"),
        ("password_reset", "", "invalid_request"),
        ("binding", MOBILE, "session_expired"),
        ("password_change", "mobile", "session_expired"),
        ("curiosity", MOBILE, "invalid_request"),
    ] {
        assert_eq!(caller.request_code(purpose, destination).await.code(), code, "{purpose} {destination}");
    }
    caller.log_in().await;
    assert_eq!(caller.request_code("password_change", MOBILE).await.code(), "invalid_request");
    caller.send(Ask::delete("/v1/bindings/email")).await;
    assert_eq!(caller.request_code("password_change", "email").await.code(), "nothing_bound");
    assert!(caller.platform.register().codes().is_empty());
}

#[tokio::test]
async fn a_forgotten_password_does_not_tell_who_has_an_account() {
    let caller = Caller::start().await;
    let mobile = caller.mobile();
    let replies =
        [caller.request_code("password_reset", &mobile).await, caller.request_code("password_reset", MOBILE).await];
    assert_eq!(replies[0].json, replies[1].json);
    assert_eq!(caller.request_code("password_reset", MOBILE).await.status, 429);
    assert_eq!(caller.platform.register().codes().len(), 1, "nothing is sent where nobody is");
    assert_eq!(caller.reset(MOBILE, "000000", PASSWORD).await.code(), "wrong_code");
}

#[tokio::test]
async fn a_password_reset_ends_all_sessions_and_lifts_the_lock() {
    let caller = Caller::start().await;
    caller.log_in().await;
    let (mobile, number) = (caller.mobile(), caller.student.number());
    for _ in 0..5 {
        caller.try_log_in(number.as_str(), "wrong").await;
    }
    let code = caller.code("password_reset", &mobile).await;
    let reply = caller.reset(&mobile, &code, number.as_str()).await;
    assert_eq!((reply.code(), &reply.json["reason"]), ("weak_password", &json!("id_number")));
    assert_eq!(caller.reset(&mobile, &code, PASSWORD).await.status, 204);
    assert_eq!(caller.send(Ask::get("/v1/student")).await.code(), "session_expired");
    assert!(caller.can_log_in(number.as_str(), PASSWORD).await);
}

#[tokio::test]
async fn a_password_is_changed_by_the_current_one_and_ends_the_other_sessions() {
    let caller = Caller::start().await;
    caller.log_in().await;
    let other = caller.token.lock().unwrap().clone();
    caller.log_in().await;
    let number = caller.student.number();
    let change = json!({ "current_password": number.last_six(), "password": PASSWORD });
    assert_eq!(caller.change_password(change).await.status, 204);
    assert_eq!(caller.get("/v1/student").await["weak_password"], false);
    *caller.token.lock().unwrap() = other;
    assert_eq!(caller.send(Ask::get("/v1/student")).await.code(), "session_expired");
    assert!(caller.can_log_in(number.as_str(), PASSWORD).await);
    assert!(!caller.can_log_in(number.as_str(), number.last_six()).await);
}

#[tokio::test]
async fn a_wrong_current_password_counts_like_one_at_the_log_in() {
    let caller = Caller::start().await;
    caller.log_in().await;
    let wrong = json!({ "current_password": "wrong", "password": PASSWORD });
    for left in [4, 3, 2, 1] {
        let reply = caller.change_password(wrong.clone()).await;
        assert_eq!((reply.code(), reply.json["tries_left"].as_u64()), ("wrong_current_password", Some(left)));
    }
    assert_eq!(caller.change_password(wrong).await.code(), "locked");
    let number = caller.student.number();
    assert_eq!(caller.try_log_in(number.as_str(), number.last_six()).await.code(), "locked");
}

#[tokio::test]
async fn a_password_is_changed_by_a_code_sent_to_what_is_bound() {
    let caller = Caller::start().await;
    caller.log_in().await;
    for (kind, password) in [("mobile", PASSWORD), ("email", "another horse")] {
        let code = caller.code("password_change", kind).await;
        let wrong = json!({ "code": other_than(&code), "password": password });
        assert_eq!(caller.change_password(wrong).await.code(), "wrong_code");
        assert_eq!(caller.change_password(json!({ "code": code, "password": password })).await.status, 204);
        assert!(caller.can_log_in(&caller.mobile(), password).await);
    }
    let code = caller.code("password_change", "email").await;
    caller.send(Ask::delete("/v1/bindings/mobile")).await;
    let change = json!({ "code": code, "password": PASSWORD });
    assert_eq!(caller.change_password(change).await.code(), "wrong_code", "what is bound has changed");
}

#[tokio::test]
async fn a_password_change_wants_one_proof_and_a_good_password() {
    let caller = Caller::start().await;
    caller.log_in().await;
    let number = caller.student.number();
    for change in [
        json!({ "password": PASSWORD }),
        json!({ "password": PASSWORD, "code": "000000", "current_password": number.last_six() }),
        json!({ "password": PASSWORD, "current_password": "" }),
    ] {
        assert_eq!(caller.change_password(change).await.code(), "invalid_request");
    }
    let weak = json!({ "password": &number.as_str()[4..14], "current_password": number.last_six() });
    let reply = caller.change_password(weak).await;
    assert_eq!((reply.code(), &reply.json["reason"]), ("weak_password", &json!("id_number")));
}

#[tokio::test]
async fn contacts_are_bound_by_code_and_unbound() {
    let caller = Caller::start().await;
    caller.log_in().await;
    let number = caller.student.number();
    for (kind, contact, masked) in
        [("mobile", MOBILE, "137****0007"), ("email", "someone@example.cn", "s***@example.cn")]
    {
        let path = format!("/v1/bindings/{kind}");
        let code = caller.code("binding", contact).await;
        assert_eq!(caller.put(&path, &json!({ kind: contact, "code": other_than(&code) })).await.code(), "wrong_code");
        let binding = json!({ kind: contact, "code": code });
        for _ in 0..2 {
            assert_eq!(caller.put(&path, &binding).await.status, 204);
        }
        assert_eq!(caller.get("/v1/profile").await[kind], masked);
        assert!(caller.can_log_in(contact, number.last_six()).await);
        for _ in 0..2 {
            assert_eq!(caller.send(Ask::delete(&path)).await.status, 204);
        }
        assert_eq!(caller.get("/v1/profile").await[kind], Value::Null);
        assert!(!caller.can_log_in(contact, number.last_six()).await);
    }
    assert_eq!(
        caller.put("/v1/bindings/mobile", &json!({ "mobile": "a@b.cn", "code": "" })).await.code(),
        "invalid_request"
    );
    assert_eq!(
        caller.put("/v1/bindings/email", &json!({ "email": MOBILE, "code": "" })).await.code(),
        "invalid_request"
    );
}

#[tokio::test]
async fn what_another_has_bound_is_taken() {
    let caller = Caller::start().await;
    let other = NotedStudent::new(2).unwrap();
    caller.platform.enrol(&other).await.unwrap();
    caller.log_in().await;
    let mobile = other.student().mobile.unwrap();
    let code = caller.code("binding", &mobile).await;
    let binding = json!({ "mobile": mobile, "code": code });
    assert_eq!(caller.put("/v1/bindings/mobile", &binding).await.code(), "taken");

    let wechat = json!({ "wechat_code": "001" });
    for _ in 0..2 {
        assert_eq!(caller.put("/v1/bindings/wechat", &wechat).await.status, 204);
    }
    assert_eq!(caller.get("/v1/profile").await["wechat"], true);
    let caller = caller.become_student(other);
    caller.log_in().await;
    assert_eq!(caller.put("/v1/bindings/wechat", &wechat).await.code(), "taken");
    assert_eq!(caller.put("/v1/bindings/wechat", &json!({ "wechat_code": "002" })).await.status, 204);
    assert_eq!(caller.send(Ask::delete("/v1/bindings/wechat")).await.status, 204);
    assert_eq!(caller.get("/v1/profile").await["wechat"], false);
}

#[tokio::test]
async fn the_profile_masks_the_person_and_keeps_the_postal_address() {
    let caller = Caller::start().await;
    caller.log_in().await;
    let number = caller.student.number().as_str();
    let mut profile = json!({
        "masked_name": "*样", "masked_number": format!("1****************{}", &number[17..]), "sex": "男",
        "mobile": "139****0001", "email": "s***@example.cn", "wechat": false, "postal_address": null
    });
    assert_eq!(caller.get("/v1/profile").await, profile);
    let address =
        |mobile| json!({ "recipient": "张样", "mobile": mobile, "region": "样本省样本市", "street": "样张路1号" });
    assert_eq!(caller.put("/v1/profile/postal-address", &address("+86 137-0000-0007")).await.status, 204);
    profile["postal_address"] = address(MOBILE);
    assert_eq!(caller.get("/v1/profile").await, profile);
    for (name, wrong) in [("mobile", "12"), ("recipient", ""), ("street", &"路".repeat(201)), ("region", "")] {
        let mut address = address(MOBILE);
        address[name] = json!(wrong);
        assert_eq!(caller.put("/v1/profile/postal-address", &address).await.code(), "invalid_request", "{name}");
    }
}

#[tokio::test]
async fn the_enrolment_is_the_colleges() {
    let caller = Caller::start().await;
    caller.log_in().await;
    let enrolment = caller.get("/v1/enrolment").await;
    assert_eq!((&enrolment["student_number"], &enrolment["enrolled_on"]), (&json!("S2022001"), &json!("2022-03-01")));
}

#[tokio::test]
async fn what_is_erased_takes_bindings_and_address_along() {
    let caller = Caller::start().await;
    caller.log_in().await;
    caller.put("/v1/bindings/wechat", &json!({ "wechat_code": "001" })).await;
    let address = json!({ "recipient": "张样", "mobile": MOBILE, "region": "样本省", "street": "样张路1号" });
    caller.put("/v1/profile/postal-address", &address).await;
    assert_eq!(caller.send(Ask::delete("/v1/data")).await.status, 204);
    caller.log_in().await;
    let profile = caller.get("/v1/profile").await;
    for (name, left) in
        [("mobile", json!(null)), ("email", json!(null)), ("wechat", json!(false)), ("postal_address", json!(null))]
    {
        assert_eq!(profile[name], left, "{name}");
    }
}

#[tokio::test]
async fn the_codes_sent_are_listed_for_who_runs_the_platform() {
    let caller = Caller::start().await;
    caller.request_code("registration", MOBILE).await;
    let [sent] = caller.platform.register().codes().try_into().ok().unwrap();
    assert_eq!((sent.purpose, sent.destination.as_str(), sent.code.len()), (CodePurpose::Registration, MOBILE, 6));
}
