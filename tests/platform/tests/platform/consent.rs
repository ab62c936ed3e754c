use crate::review::Unable;
use crate::support::{Ask, Caller};
use ruxue_reference_platform::TestPlatform;
use ruxue_rules::Side;
use serde_json::json;
use uuid::Uuid;

#[tokio::test]
async fn consents_are_kept_with_version_and_time() {
    let caller = Caller::start().await;
    caller.log_in().await;
    assert_eq!(caller.get("/v1/consents").await, json!({ "card": null, "face": null }));
    for (version, given_at) in [("1", "2026-11-24T08:00:00Z"), ("2", "2026-11-24T16:00:00.5+08:00")] {
        let consent = json!({ "version": version, "given_at": given_at });
        assert_eq!(caller.send(Ask::put("/v1/consents/face").json(&consent)).await.status, 204);
    }
    let face = json!({ "version": "2", "given_at": "2026-11-24T08:00:00.5Z" });
    assert_eq!(caller.get("/v1/consents").await, json!({ "card": null, "face": face }));
}

#[tokio::test]
async fn a_consent_names_a_version_and_a_time() {
    let caller = Caller::start().await;
    caller.log_in().await;
    for consent in [
        json!({ "version": "", "given_at": "2026-11-24T08:00:00Z" }),
        json!({ "version": "x".repeat(41), "given_at": "2026-11-24T08:00:00Z" }),
        json!({ "version": "1", "given_at": "-000001-11-24T08:00:00Z" }),
        json!({ "version": "1", "given_at": "yesterday" }),
        json!({ "version": "1" }),
    ] {
        assert_eq!(caller.send(Ask::put("/v1/consents/card").json(&consent)).await.code(), "invalid_request");
    }
}

#[tokio::test]
async fn without_consent_no_photo_is_taken() {
    let caller = Caller::start().await;
    caller.log_in().await;
    caller.agree("card").await;
    assert_eq!(caller.upload(Side::Emblem).await.status, 200);
    let reply = caller.announce(Uuid::new_v4(), "portrait", b"photo").await;
    assert_eq!((reply.code(), &reply.json["consent"]), ("consent_missing", &json!("face")));
    assert_eq!(caller.submit_upload(Uuid::new_v4(), Uuid::new_v4()).await.code(), "consent_missing");
    caller.send(Ask::delete("/v1/consents/card")).await;
    let reply = caller.announce(Uuid::new_v4(), "portrait_side", b"photo").await;
    assert_eq!((reply.code(), &reply.json["consent"]), ("consent_missing", &json!("card")));
}

#[tokio::test]
async fn taking_the_cards_consent_back_deletes_the_card() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let (side, portrait) = (caller.student.side(Side::Emblem), caller.student.portrait());
    let sides = caller.send_photo("emblem_side", &side).await;
    let portraits = caller.send_photo("portrait", &portrait).await;
    for _ in 0..2 {
        assert_eq!(caller.send(Ask::delete("/v1/consents/card")).await.status, 204);
    }
    assert_eq!(caller.get("/v1/card").await, json!({ "portrait": null, "emblem": null, "confirmed": false }));
    assert_eq!(caller.send(Ask::get(&format!("/v1/uploads/{sides}"))).await.status, 404);
    assert_eq!(caller.send(Ask::get(&format!("/v1/uploads/{portraits}"))).await.status, 200);
    caller.agree("card").await;
    caller.confirm_card().await;
}

#[tokio::test]
async fn taking_the_faces_consent_back_deletes_portraits_and_gives_no_chance_back() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let attempt = caller.review(caller.student.portrait_of_another(1)).await;
    let upload = caller.send_photo("portrait", &caller.student.portrait()).await;
    assert_eq!(caller.send(Ask::delete("/v1/consents/face")).await.status, 204);
    assert_eq!(caller.send(Ask::get(&format!("/v1/uploads/{upload}"))).await.status, 404);
    assert_eq!(caller.submit_upload(upload, upload).await.code(), "consent_missing");
    let key = attempt["key"].as_str().unwrap().parse().unwrap();
    assert_eq!(caller.submit_upload(key, key).await.json["id"], attempt["id"], "what it made stays known");
    assert_eq!(caller.chances_left().await, 2);
    assert_eq!(caller.get("/v1/student").await["card"], "confirmed");
}

#[tokio::test]
async fn while_an_attempt_waits_nothing_is_taken_back() {
    let caller = Caller::on(TestPlatform::start(Unable).await.unwrap()).await;
    caller.prepare().await;
    caller.submit(Uuid::new_v4(), caller.student.portrait()).await;
    for path in ["/v1/consents/card", "/v1/consents/face", "/v1/data"] {
        assert_eq!(caller.send(Ask::delete(path)).await.code(), "review_pending");
    }
    assert_ne!(caller.get("/v1/consents").await["face"], json!(null));
}

#[tokio::test]
async fn what_is_erased_is_gone_but_for_the_chances() {
    let caller = Caller::start().await;
    caller.prepare().await;
    caller.review(caller.student.portrait_of_another(1)).await;
    assert_eq!(caller.send(Ask::delete("/v1/data")).await.status, 204);
    assert_eq!(caller.send(Ask::delete("/v1/data")).await.code(), "session_expired");
    let (number, mobile) = (caller.student.number(), caller.student.student().mobile.unwrap());
    assert_eq!(caller.try_log_in(&mobile, number.last_six()).await.code(), "wrong_password");
    caller.log_in().await;
    assert_eq!(caller.get("/v1/consents").await, json!({ "card": null, "face": null }));
    assert_eq!(caller.get("/v1/student").await["card"], "missing");
    assert_eq!(caller.chances_left().await, 2);
}
