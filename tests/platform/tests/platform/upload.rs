use crate::support::{Ask, Caller, PART};
use ruxue_reference_platform::NotedStudent;
use ruxue_rules::Side;
use serde_json::json;
use std::time::Duration;
use uuid::Uuid;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A "photo" of several parts, the last a short one.
fn long_photo() -> Vec<u8> {
    (0..2 * PART + 1000).map(|place| (place % 251) as u8).collect()
}

async fn logged_in() -> Caller {
    let caller = Caller::start().await;
    caller.begin().await;
    caller
}

#[tokio::test]
async fn an_upload_goes_on_where_it_was_cut_off() {
    let caller = logged_in().await;
    let (id, photo) = (Uuid::new_v4(), long_photo());
    let begun = caller.announce(id, "portrait", &photo).await.json;
    assert_eq!(begun, json!({ "id": id, "purpose": "portrait", "length": photo.len(), "received": 0 }));
    assert_eq!(caller.append(id, 0, &photo[..PART]).await.json["received"], PART);

    assert_eq!(caller.announce(id, "portrait", &photo).await.json["received"], PART, "announced again after a crash");
    assert_eq!(caller.get(&format!("/v1/uploads/{id}")).await["received"], PART);
    assert_eq!(caller.append(id, PART, &photo[PART..PART + 5]).await.json["received"], PART + 5, "parts may be short");
    assert_eq!(caller.append(id, PART + 5, &photo[PART + 5..2 * PART]).await.status, 200);
    assert_eq!(caller.append(id, 2 * PART, &photo[2 * PART..]).await.json["received"], photo.len());
}

#[tokio::test]
async fn parts_repeated_or_out_of_order_are_told_where_to_go_on() {
    let caller = logged_in().await;
    let (id, photo) = (Uuid::new_v4(), long_photo());
    caller.announce(id, "portrait", &photo).await;
    let mismatch = |received: usize| ("offset_mismatch".to_owned(), json!(received));
    let append = async |offset: usize| {
        let reply = caller.append(id, offset, &photo[offset..offset + PART]).await;
        (reply.code().to_owned(), reply.json["received"].clone())
    };
    assert_eq!(append(PART).await, mismatch(0));
    assert_eq!(append(0).await, (String::new(), json!(PART)));
    assert_eq!(append(0).await, mismatch(PART));
    assert_eq!(append(1).await, mismatch(PART));
}

#[tokio::test]
async fn a_part_damaged_on_the_way_is_refused_and_nothing_of_it_kept() {
    let caller = logged_in().await;
    let (id, photo) = (Uuid::new_v4(), long_photo());
    caller.announce(id, "portrait", &photo).await;
    let part = Ask::patch(&format!("/v1/uploads/{id}")).part(0, &photo[..100]);
    for (ask, code) in [
        (part.clone().body(photo[1..101].to_vec()), "damaged_body"),
        (part.clone().body(photo[..99].to_vec()), "damaged_body"),
        (part.clone().header("content-digest", "md5=:AA==:"), "invalid_request"),
        (part.clone().header("upload-offset", "-1"), "invalid_request"),
        (part.clone().header("upload-offset", "+0"), "invalid_request"),
        (part.clone().header("upload-offset", ""), "invalid_request"),
        (part.clone().header("upload-offset", "99999999999999999999"), "invalid_request"),
        (part.clone().header("upload-offset", "9223372036854775807"), "offset_mismatch"),
        (part.clone().part(0, b""), "invalid_request"),
        (part.part(0, &photo[..=PART]), "too_large"),
    ] {
        assert_eq!(caller.send(ask).await.code(), code);
    }
    assert_eq!(caller.get(&format!("/v1/uploads/{id}")).await["received"], 0);
}

#[tokio::test]
async fn an_upload_takes_no_more_than_was_announced() {
    let caller = logged_in().await;
    let id = Uuid::new_v4();
    caller.announce(id, "portrait", b"photo").await;
    assert_eq!(caller.append(id, 0, b"photos").await.code(), "invalid_request");
    caller.append(id, 0, b"photo").await;
    assert_eq!(caller.append(id, 5, b"s").await.code(), "invalid_request");
}

#[tokio::test]
async fn what_is_announced_must_be_a_photo_within_limits() {
    let caller = logged_in().await;
    let sha256 = "0".repeat(64);
    for (announced, code) in [
        (json!({ "purpose": "portrait", "length": 4_194_305, "sha256": sha256 }), "too_large"),
        (json!({ "purpose": "portrait", "length": 0, "sha256": sha256 }), "invalid_request"),
        (json!({ "purpose": "portrait", "length": -1, "sha256": sha256 }), "invalid_request"),
        (json!({ "purpose": "portrait", "length": 1, "sha256": "A".repeat(64) }), "invalid_request"),
        (json!({ "purpose": "portrait", "length": 1, "sha256": "é".repeat(32) }), "invalid_request"),
        (json!({ "purpose": "passport", "length": 1, "sha256": sha256 }), "invalid_request"),
    ] {
        let ask = Ask::put(&format!("/v1/uploads/{}", Uuid::new_v4())).json(&announced);
        assert_eq!(caller.send(ask).await.code(), code, "{announced}");
    }
    let largest = json!({ "purpose": "portrait", "length": 4_194_304, "sha256": sha256 });
    let ask = Ask::put(&format!("/v1/uploads/{}", Uuid::new_v4())).json(&largest);
    assert_eq!(caller.send(ask).await.status, 200);
}

#[tokio::test]
async fn a_photo_that_is_not_the_one_announced_is_thrown_away() {
    let caller = logged_in().await;
    let (id, photo) = (Uuid::new_v4(), caller.student.side(Side::Portrait));
    caller.announce(id, "portrait_side", &photo).await;
    let mut other = photo.clone();
    other.reverse();
    caller.append(id, 0, &other).await;
    assert_eq!(caller.read_side("portrait", id).await.code(), "damaged_body");
    caller.send_photo_as(id, "portrait_side", &photo).await;
    assert_eq!(caller.read_side("portrait", id).await.status, 200, "and may be sent anew");
}

#[tokio::test]
async fn an_upload_serves_only_what_it_was_announced_for() {
    let caller = logged_in().await;
    let upload = caller.send_photo("emblem_side", &caller.student.side(Side::Portrait)).await;
    assert_eq!(caller.read_side("portrait", upload).await.code(), "invalid_request");
    assert_eq!(caller.announce(upload, "portrait_side", b"other").await.code(), "key_reused");
}

#[tokio::test]
async fn an_upload_is_its_students_alone() {
    let caller = logged_in().await;
    let photo = caller.student.side(Side::Portrait);
    let id = caller.send_photo("portrait_side", &photo).await;
    let other = NotedStudent::new(2).unwrap();
    caller.platform.enrol(&other).await.unwrap();
    let caller = caller.become_student(other);
    caller.begin().await;
    assert_eq!(caller.announce(id, "portrait_side", &photo).await.code(), "key_reused");
    assert_eq!(caller.send(Ask::get(&format!("/v1/uploads/{id}"))).await.code(), "not_found");
    assert_eq!(caller.append(id, 0, &photo).await.code(), "not_found");
    assert_eq!(caller.read_side("portrait", id).await.code(), "upload_incomplete");
}

#[tokio::test]
async fn an_upload_lives_for_a_day() {
    let caller = logged_in().await;
    let photo = caller.student.side(Side::Portrait);
    let id = caller.send_photo("portrait_side", &photo).await;
    caller.platform.let_pass(DAY);
    caller.begin().await;
    assert_eq!(caller.send(Ask::get(&format!("/v1/uploads/{id}"))).await.code(), "not_found");
    assert_eq!(caller.read_side("portrait", id).await.code(), "upload_incomplete");
    caller.send_photo_as(id, "portrait_side", &photo).await;
    assert_eq!(caller.read_side("portrait", id).await.status, 200);
}

#[tokio::test]
async fn of_more_than_eight_unfinished_uploads_the_oldest_goes() {
    let caller = logged_in().await;
    let used = caller.send_photo("emblem_side", &caller.student.side(Side::Emblem)).await;
    caller.read_side("emblem", used).await;
    let mut ids = vec![];
    for _ in 0..9 {
        ids.push(caller.send_photo("portrait", b"photo").await);
    }
    assert_eq!(caller.send(Ask::get(&format!("/v1/uploads/{}", ids[0]))).await.code(), "not_found");
    for id in ids[1..].iter().chain([&used]) {
        caller.get(&format!("/v1/uploads/{id}")).await;
    }
}
