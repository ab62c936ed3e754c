use crate::support::{Ask, Caller};
use ruxue_reference_platform::{Note, NotedStudent, SideFields};
use ruxue_rules::Side;
use serde_json::json;
use std::time::Duration;

#[tokio::test]
async fn each_side_is_read_and_kept_until_confirmed() {
    let caller = Caller::start().await;
    caller.begin().await;
    let read = caller.upload(Side::Portrait).await.json;
    assert_eq!((&read["name"], &read["birth"]), (&json!("张样"), &json!("2000-01-02")));
    assert_eq!(caller.get("/v1/student").await["card"], "missing");
    caller.upload(Side::Emblem).await;
    assert_eq!(caller.get("/v1/student").await["card"], "uploaded");
    assert_eq!(caller.confirm(&caller.confirmation()).await.status, 204);
    assert_eq!(caller.get("/v1/student").await["card"], "confirmed");
    let card = caller.get("/v1/card").await;
    assert_eq!((&card["portrait"], &card["confirmed"]), (&read, &json!(true)));
}

#[tokio::test]
async fn photos_that_cannot_be_used_are_refused_with_their_reason() {
    let caller = Caller::start().await;
    caller.begin().await;
    let student = &caller.student;
    for (photo, code) in [
        (b"\xff\xd8 no picture".to_vec(), "photo_undecodable"),
        (student.portrait(), "not_a_card"),
        (student.side(Side::Emblem), "wrong_side"),
        (Note::BlurredCard(Side::Portrait).photo(), "card_unreadable"),
    ] {
        assert_eq!(caller.upload_photo(Side::Portrait, photo).await.code(), code);
    }
    assert_eq!(caller.get("/v1/card").await, json!({ "portrait": null, "emblem": null, "confirmed": false }));
}

#[tokio::test]
async fn a_photo_that_cannot_be_used_is_thrown_away() {
    let caller = Caller::start().await;
    caller.begin().await;
    let upload = caller.send_photo("portrait_side", &caller.student.portrait()).await;
    assert_eq!(caller.read_side("portrait", upload).await.code(), "not_a_card");
    assert_eq!(caller.send(Ask::get(&format!("/v1/uploads/{upload}"))).await.code(), "not_found");
}

#[tokio::test]
async fn a_side_named_again_by_its_upload_answers_the_same_and_changes_nothing() {
    let caller = Caller::start().await;
    caller.prepare().await;
    let upload = caller.send_photo("emblem_side", &caller.student.side(Side::Emblem)).await;
    let read = caller.read_side("emblem", upload).await.json;
    assert_eq!(caller.confirm(&caller.confirmation()).await.status, 204);
    assert_eq!(caller.read_side("emblem", upload).await.json, read);
    caller.send_photo_as(upload, "emblem_side", &caller.student.side(Side::Emblem)).await;
    assert_eq!(caller.read_side("emblem", upload).await.json, read);
    assert_eq!(caller.get("/v1/student").await["card"], "confirmed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_side_named_several_times_at_once_answers_the_same() {
    let caller = Caller::start().await;
    caller.begin().await;
    let upload = caller.send_photo("portrait_side", &caller.student.side(Side::Portrait)).await;
    let read = || caller.read_side("portrait", upload);
    let replies: [_; 6] = tokio::join!(read(), read(), read(), read(), read(), read()).into();
    for reply in &replies {
        assert_eq!((reply.status, &reply.json["name"]), (200, &json!("张样")), "{reply:?}");
    }
}

#[tokio::test]
async fn a_photo_that_was_replaced_can_be_sent_anew_under_its_id() {
    let caller = Caller::start().await;
    caller.begin().await;
    let photo = caller.student.side(Side::Emblem);
    let upload = caller.send_photo("emblem_side", &photo).await;
    caller.read_side("emblem", upload).await;
    caller.upload(Side::Emblem).await;
    let reply = caller.read_side("emblem", upload).await;
    assert_eq!((reply.code(), &reply.json["received"]), ("upload_incomplete", &json!(0)));
    caller.send_photo_as(upload, "emblem_side", &photo).await;
    assert_eq!(caller.read_side("emblem", upload).await.status, 200);
}

#[tokio::test]
async fn a_side_uploaded_again_takes_the_confirmation_back() {
    let caller = Caller::start().await;
    caller.prepare().await;
    caller.upload(Side::Emblem).await;
    assert_eq!(caller.get("/v1/student").await["card"], "uploaded");
}

#[tokio::test]
async fn a_card_is_confirmed_only_with_both_sides() {
    let caller = Caller::start().await;
    caller.begin().await;
    caller.upload(Side::Portrait).await;
    assert_eq!(caller.confirm(&caller.confirmation()).await.code(), "card_incomplete");
}

#[tokio::test]
async fn fields_unlike_the_card_are_refused_by_name() {
    let caller = Caller::start().await;
    caller.begin().await;
    caller.upload(Side::Portrait).await;
    caller.upload(Side::Emblem).await;
    for (changes, fields) in [
        (json!({ "name": "李明华" }), json!(["name"])),
        (json!({ "ethnicity": "藏" }), json!(["ethnicity"])),
        (json!({ "sex": "女" }), json!(["sex"])),
        (json!({ "birth": "2000-01-03" }), json!(["birth"])),
        (json!({ "address": "别处" }), json!(["address"])),
        (json!({ "authority": "他局", "valid_from": "2020-01-03" }), json!(["authority", "valid_from"])),
        (json!({ "valid_to": "长期" }), json!(["valid_to"])),
    ] {
        let mut confirmation = caller.confirmation();
        confirmation.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        let reply = caller.confirm(&confirmation).await;
        assert_eq!((reply.code(), &reply.json["fields"]), ("fields_disagree", &fields), "{changes}");
    }
    assert_eq!(caller.get("/v1/card").await["confirmed"], false);
}

#[tokio::test]
async fn a_misread_character_may_be_mended() {
    let caller = Caller::start().await;
    caller.begin().await;
    let mut read = caller.student.card().portrait.clone();
    read.name = Some("张祥".into());
    read.address = Some("样木省样木市样张路1号".into());
    caller.upload_photo(Side::Portrait, Note::Card(SideFields::Portrait(read)).photo()).await;
    caller.upload(Side::Emblem).await;
    assert_eq!(caller.confirm(&caller.confirmation()).await.status, 204);
}

#[tokio::test]
async fn what_could_not_be_read_is_the_students_word() {
    let caller = Caller::start().await;
    caller.begin().await;
    let mut read = caller.student.card().portrait.clone();
    (read.name, read.ethnicity) = (None, None);
    caller.upload_photo(Side::Portrait, Note::Card(SideFields::Portrait(read)).photo()).await;
    caller.upload(Side::Emblem).await;
    assert_eq!(caller.confirm(&caller.confirmation()).await.status, 204);
}

#[tokio::test]
async fn somebody_elses_card_is_refused() {
    let caller = Caller::start().await;
    caller.begin().await;
    let other = NotedStudent::new(3).unwrap();
    caller.upload_photo(Side::Portrait, other.side(Side::Portrait)).await;
    caller.upload(Side::Emblem).await;
    let mut confirmation = caller.confirmation();
    confirmation["id_number"] = json!(other.number().as_str());
    assert_eq!(caller.confirm(&confirmation).await.code(), "number_mismatch");
}

#[tokio::test]
async fn a_name_that_the_register_does_not_have_is_refused() {
    let caller = Caller::start().await;
    caller.begin().await;
    let mut person = caller.student.person();
    person.name = "张示".into();
    caller.platform.register().add(person).await.unwrap();
    caller.upload(Side::Portrait).await;
    caller.upload(Side::Emblem).await;
    assert_eq!(caller.confirm(&caller.confirmation()).await.code(), "register_mismatch");
}

#[tokio::test]
async fn an_expired_card_is_refused() {
    let caller = Caller::start().await;
    caller.platform.let_pass(Duration::from_secs(20 * 366 * 24 * 60 * 60));
    caller.begin().await;
    caller.upload(Side::Portrait).await;
    caller.upload(Side::Emblem).await;
    assert_eq!(caller.confirm(&caller.confirmation()).await.code(), "card_expired");
}
