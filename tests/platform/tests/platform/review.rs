use crate::support::{Ask, Caller};
use ruxue_reference_platform::{
    ExaminationFailed, Examiner, Judgement, Note, NotedExaminer, Policy, Portrait, SideFields, TestPlatform, Unusable,
};
use ruxue_rules::{Reason, Side};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

#[tokio::test]
async fn the_same_person_passes() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let attempt = caller.review(caller.student.portrait()).await;
    assert_eq!(attempt["outcome"], json!({ "state": "passed", "score": 90.0 }));
    assert_eq!(caller.submit(Uuid::new_v4(), caller.student.portrait()).await.code(), "already_passed");
}

#[tokio::test]
async fn a_failure_tells_its_reasons_and_spends_a_chance() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let whose = caller.student.number().as_str().to_owned();
    let photo = Note::Face { whose, faults: vec![Reason::HeadSize, Reason::FaceUnclear] }.photo();
    let attempt = caller.review(photo).await;
    assert_eq!(
        attempt["outcome"],
        json!({ "state": "failed", "score": 90.0, "reasons": ["head_size", "face_unclear"] })
    );
    assert_eq!(caller.chances_left().await, 2);
}

#[tokio::test]
async fn there_are_three_chances_and_no_fourth() {
    let caller = Caller::start().await;
    caller.prepare().await;
    for left in [2, 1, 0] {
        caller.review(caller.student.portrait_of_another(left)).await;
        assert_eq!(caller.chances_left().await, u64::from(left));
    }
    assert_eq!(caller.submit(Uuid::new_v4(), caller.student.portrait()).await.code(), "no_chances_left");
    assert_eq!(caller.chances_left().await, 0);
}

#[tokio::test]
async fn what_the_student_overruled_is_kept_with_the_attempt_and_refuses_nothing() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let key = caller.send_photo("portrait", &caller.student.portrait()).await;
    let submit = async |overruled: Value| {
        let ask = Ask::post("/v1/attempts").header("idempotency-key", key.to_string());
        caller.send(ask.json(&json!({ "upload": key, "overruled": overruled }))).await
    };
    let blur = json!({ "slot": "emblem_side", "kind": "blur" });
    for wrong in [
        json!("blur"),
        json!([["emblem_side", "blur"]]),
        json!([{ "slot": "passport", "kind": "blur" }]),
        json!([{ "slot": "portrait", "kind": "Blur?" }]),
        json!([{ "slot": "portrait", "kind": "blur", "why": "" }]),
        Value::Array(vec![blur.clone(); 201]),
    ] {
        assert_eq!(submit(wrong.clone()).await.status, 400, "{wrong}");
    }
    let newer = json!({ "slot": "portrait", "kind": "a_kind_of_a_newer_app" });
    let made = submit(json!([blur, newer])).await;
    assert_eq!(caller.judged(made.header("location")).await["outcome"]["state"], "passed");
    let told = async || {
        caller.platform.register().attempts(caller.student.number().clone()).await.unwrap().remove(0).overruled
    };
    let names = told().await;
    let names: Vec<_> = names.iter().map(|one| (one.slot(), one.kind())).collect();
    assert_eq!(names, [("emblem_side", "blur"), ("portrait", "a_kind_of_a_newer_app")]);
    caller.send(Ask::delete("/v1/consents/face")).await;
    assert_eq!(told().await, [], "gone with the portrait");
}

#[tokio::test]
async fn a_submission_repeated_under_its_key_is_one_attempt() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let (key, portrait) = (Uuid::new_v4(), caller.student.portrait_of_another(1));
    let first = caller.submit(key, portrait.clone()).await;
    caller.judged(first.header("location")).await;
    let again = caller.submit(key, portrait).await;
    assert_eq!(again.json["id"], first.json["id"]);
    assert_eq!(again.json["outcome"]["state"], "failed", "the answer is the attempt as it stands now");
    assert_eq!(caller.chances_left().await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn submissions_at_once_under_one_key_are_one_attempt() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let key = caller.send_photo("portrait", &caller.student.portrait_of_another(1)).await;
    let submit = || caller.submit_upload(key, key);
    let replies: [_; 6] = tokio::join!(submit(), submit(), submit(), submit(), submit(), submit()).into();
    let ids: BTreeSet<_> = replies.iter().map(|reply| reply.json["id"].to_string()).collect();
    assert_eq!(ids.len(), 1);
    caller.judged(replies[0].header("location")).await;
    assert_eq!(caller.chances_left().await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_submissions_at_once_under_different_keys_one_is_taken() {
    let caller = Caller::on(TestPlatform::start(Unable).await.unwrap()).await;
    caller.prepare().await;
    let submit = || caller.submit(Uuid::new_v4(), caller.student.portrait());
    let replies: [_; 4] = tokio::join!(submit(), submit(), submit(), submit()).into();
    assert_eq!(replies.iter().filter(|reply| reply.status == 202).count(), 1);
    assert_eq!(replies.iter().filter(|reply| reply.code() == "review_pending").count(), 3);
    assert_eq!(caller.get("/v1/attempts").await["attempts"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_key_makes_no_attempt_with_another_photo_and_a_photo_none_under_another_key() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let (key, portrait) = (Uuid::new_v4(), caller.student.portrait_of_another(1));
    let location = caller.submit(key, portrait).await.header("location").to_owned();
    let other = caller.send_photo("portrait", &caller.student.portrait()).await;
    assert_eq!(caller.submit_upload(key, other).await.code(), "key_reused");
    caller.judged(&location).await;
    assert_eq!(caller.submit_upload(Uuid::new_v4(), key).await.code(), "key_reused");
    assert_eq!(caller.submit_upload(other, other).await.status, 202);
}

#[tokio::test]
async fn a_submission_is_found_by_its_key_as_it_stands_now() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let key = Uuid::new_v4();
    let submission = format!("/v1/submissions/{key}");
    assert_eq!(caller.send(Ask::get(&submission)).await.code(), "not_found");
    let attempt = caller.submit(key, caller.student.portrait()).await.header("location").to_owned();
    assert_eq!(caller.judged(&submission).await, caller.get(&attempt).await);
}

#[tokio::test]
async fn a_submission_is_repeated_long_after_its_photo_is_gone() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let key = Uuid::new_v4();
    let attempt = caller.submit(key, caller.student.portrait()).await.json;
    caller.platform.let_pass(Duration::from_secs(2 * 24 * 60 * 60));
    caller.begin().await;
    let again = caller.submit_upload(key, key).await;
    assert_eq!((again.status, &again.json["id"]), (202, &attempt["id"]));
}

#[tokio::test]
async fn without_a_whole_portrait_nothing_is_spent() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let (key, portrait) = (Uuid::new_v4(), caller.student.portrait());
    let submit = || async {
        let reply = caller.submit_upload(key, key).await;
        (reply.code().to_owned(), reply.json["received"].clone())
    };
    assert_eq!(submit().await, ("upload_incomplete".into(), json!(0)));
    caller.announce(key, "portrait", &portrait).await;
    caller.append(key, 0, &portrait[..7]).await;
    assert_eq!(submit().await, ("upload_incomplete".into(), json!(7)));
    let side = caller.send_photo("emblem_side", &caller.student.side(Side::Emblem)).await;
    assert_eq!(caller.submit_upload(key, side).await.code(), "invalid_request");
    assert_eq!(caller.chances_left().await, 3);
}

#[tokio::test]
async fn without_a_confirmed_card_nothing_is_spent() {
    let caller = Caller::start().await;
    caller.begin().await;
    let submit = || caller.submit(Uuid::new_v4(), caller.student.portrait());
    assert_eq!(submit().await.code(), "card_not_confirmed");
    caller.upload(Side::Portrait).await;
    caller.upload(Side::Emblem).await;
    assert_eq!(submit().await.code(), "card_not_confirmed");
    assert_eq!(caller.get("/v1/attempts").await, json!({ "chances_left": 3, "attempts": [] }));
}

#[tokio::test]
async fn a_portrait_that_is_no_picture_spends_nothing() {
    let caller = Caller::start().await;
    caller.prepare().await;
    assert_eq!(caller.submit(Uuid::new_v4(), b"\xff\xd8".to_vec()).await.code(), "photo_undecodable");
    assert_eq!(caller.get("/v1/attempts").await, json!({ "chances_left": 3, "attempts": [] }));
}

#[tokio::test]
async fn a_person_no_longer_in_the_register_as_confirmed_fails_for_it() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let mut person = caller.student.person();
    person.name = "张示".into();
    caller.platform.register().add(person).await.unwrap();
    let attempt = caller.review(caller.student.portrait()).await;
    assert_eq!(attempt["outcome"], json!({ "state": "failed", "score": null, "reasons": ["wrong_registration"] }));
}

#[tokio::test]
async fn the_last_failure_goes_to_the_school_after_two() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let hand_over = || caller.send(Ask::post("/v1/hand-over"));
    assert_eq!(hand_over().await.code(), "hand_over_too_early");
    caller.review(caller.student.portrait_of_another(1)).await;
    assert_eq!(hand_over().await.code(), "hand_over_too_early");
    let second = caller.review(caller.student.portrait_of_another(2)).await;
    let handed = hand_over().await.json;
    assert_eq!((&handed["id"], &handed["outcome"]["state"]), (&second["id"], &json!("handed_over")));
    assert_eq!(hand_over().await.json, handed);
    assert_eq!(caller.chances_left().await, 1);
    assert_eq!(caller.submit(Uuid::new_v4(), caller.student.portrait()).await.code(), "handed_over");
    assert_eq!(caller.upload(Side::Portrait).await.code(), "handed_over");
}

#[tokio::test]
async fn beginning_again_keeps_the_card_and_gives_no_chance_back() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let restart = || caller.send(Ask::post("/v1/restart"));
    assert_eq!(restart().await.code(), "nothing_to_restart");
    caller.review(caller.student.portrait_of_another(1)).await;
    assert_eq!(restart().await.status, 204);
    assert_eq!(restart().await.status, 204);
    assert_eq!(caller.get("/v1/student").await["card"], "confirmed");
    assert_eq!(caller.chances_left().await, 2);
    assert_eq!(caller.review(caller.student.portrait()).await["outcome"]["state"], "passed");
}

#[tokio::test]
async fn beginning_again_takes_a_new_card_where_the_registration_was_wrong() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let photo = caller.student.side(Side::Portrait);
    let upload = caller.send_photo("portrait_side", &photo).await;
    caller.read_side("portrait", upload).await;
    caller.confirm(&caller.confirmation()).await;
    let faults = vec![Reason::WrongRegistration];
    caller.review(Note::Face { whose: caller.student.number().as_str().into(), faults }.photo()).await;
    assert_eq!(caller.send(Ask::post("/v1/restart")).await.status, 204);
    assert_eq!(caller.get("/v1/student").await["card"], "missing");
    assert_eq!(caller.submit(Uuid::new_v4(), caller.student.portrait()).await.code(), "card_not_confirmed");
    caller.send_photo_as(upload, "portrait_side", &photo).await;
    assert_eq!(caller.read_side("portrait", upload).await.status, 200, "the same photo may come again");
    caller.confirm_card().await;
    assert_eq!(caller.review(caller.student.portrait()).await["outcome"]["state"], "passed");
}

#[tokio::test]
async fn while_an_attempt_waits_nothing_of_the_review_changes() {
    let caller = Caller::on(TestPlatform::start(Unable).await.unwrap()).await;
    caller.prepare().await;
    caller.submit(Uuid::new_v4(), caller.student.portrait()).await;
    for ask in [Ask::post("/v1/hand-over"), Ask::post("/v1/restart")] {
        assert_eq!(caller.send(ask).await.code(), "review_pending");
    }
    assert_eq!(caller.upload(Side::Portrait).await.code(), "review_pending");
    assert_eq!(caller.confirm(&caller.confirmation()).await.code(), "review_pending");
    assert_eq!(caller.submit(Uuid::new_v4(), caller.student.portrait()).await.code(), "review_pending");
    assert_eq!(caller.chances_left().await, 3);
}

#[tokio::test]
async fn an_attempt_that_waits_is_judged_after_a_restart_of_the_platform() {
    let data = tempfile::tempdir().unwrap();
    let platform = TestPlatform::start_with(Some(data.path()), Unable, Policy::default()).await.unwrap();
    let caller = Caller::on(platform).await;
    caller.prepare().await;
    let location = caller.submit(Uuid::new_v4(), caller.student.portrait()).await.header("location").to_owned();
    let (student, token) = (caller.student.clone(), caller.token);
    Arc::into_inner(caller.platform).unwrap().stop().await;

    let platform = TestPlatform::start_with(Some(data.path()), NotedExaminer, Policy::default()).await.unwrap();
    let mut caller = Caller::of(platform, student);
    caller.token = token;
    assert_eq!(caller.judged(&location).await["outcome"]["state"], "passed");
}

#[tokio::test]
async fn a_student_sees_no_attempt_of_another() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let location = caller.submit(Uuid::new_v4(), caller.student.portrait()).await.header("location").to_owned();
    let other = ruxue_reference_platform::NotedStudent::new(2).unwrap();
    caller.platform.enrol(&other).await.unwrap();
    let caller = caller.become_student(other);
    caller.begin().await;
    assert_eq!(caller.send(Ask::get(&location)).await.code(), "not_found");
    assert_eq!(caller.get("/v1/attempts").await["attempts"], Value::Array(vec![]));
}

/// Reads cards, but can judge no portrait.
pub(crate) struct Unable;

impl Examiner for Unable {
    fn read_card(&self, side: Side, jpeg: &[u8]) -> Result<SideFields, Unusable> {
        NotedExaminer.read_card(side, jpeg)
    }

    fn check_portrait(&self, jpeg: &[u8]) -> Result<(), Unusable> {
        NotedExaminer.check_portrait(jpeg)
    }

    fn judge(&self, _: &Portrait) -> Result<Judgement, ExaminationFailed> {
        Err(ExaminationFailed)
    }
}
