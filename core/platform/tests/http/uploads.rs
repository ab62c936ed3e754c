use crate::fake::{Answered, Content, Fake, answer, json_answer, operation, problem};
use crate::support::World;
use bytes::Bytes;
use proptest::prelude::*;
use ruxue_platform::{Config, Platform, PlatformError, Progress, Refusal, Retry, Transfer};
use ruxue_rules::Side;
use ruxue_rules::limits::{PART_BYTES, SENT_BYTES};
use serde_json::json;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// What befalls one request of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hap {
    Nothing,
    LostRequest,
    LostAnswer,
    /// The platform takes it twice; the second answer arrives.
    Twice,
    Damaged,
    ServerError,
    /// The platform loses all but so many bytes first.
    Loses(usize),
}

type Trouble = fn() -> http::Response<Bytes>;

/// A photo in which no two parts are alike.
fn photo(length: usize) -> Bytes {
    (0..length).map(|place| (place / 251 + place % 251) as u8).collect()
}

/// A content platform behind a network where `haps` befall the requests, one after the other.
fn network(haps: Vec<Hap>) -> (Arc<Fake>, Arc<Content>) {
    let (content, haps) = (Arc::new(Content::default()), Mutex::new(VecDeque::from(haps)));
    let platform = Arc::clone(&content);
    let network = Fake::new(move |request| {
        if operation(request) == "POST /v1/session/refresh" {
            return Ok(platform.answer(request));
        }
        let hap = haps.lock().unwrap().pop_front().unwrap_or(Hap::Nothing);
        befall(hap, &platform, request)
    });
    (network, content)
}

fn befall(hap: Hap, platform: &Content, request: &http::Request<Bytes>) -> Answered {
    match hap {
        Hap::Nothing => Ok(platform.answer(request)),
        Hap::LostRequest => Err(PlatformError::NoNetwork),
        Hap::LostAnswer => {
            platform.answer(request);
            Err(PlatformError::Cut)
        }
        Hap::Twice => {
            platform.answer(request);
            Ok(platform.answer(request))
        }
        Hap::Damaged => Ok(problem(400, "damaged_body", json!({}))),
        Hap::ServerError => Ok(answer(500, "text/plain", "Oops")),
        Hap::Loses(kept) => {
            platform.lose(kept);
            Ok(platform.answer(request))
        }
    }
}

fn config() -> Config {
    Config::new("https://platform.example")
}

#[tokio::test(start_paused = true)]
async fn a_fresh_submission_is_three_requests_and_one_a_part() {
    let (network, content) = network(vec![]);
    let (key, photo) = (Uuid::new_v4(), photo(600_000));
    network.client(&config()).submit(key, photo.clone(), &[], &Transfer::default()).await.unwrap();
    let operations: Vec<_> = network.seen().into_iter().map(|seen| seen.operation).skip(1).collect();
    let (submission, upload) = (format!("GET /v1/submissions/{key}"), format!("/v1/uploads/{key}"));
    let (put, patch) = (format!("PUT {upload}"), format!("PATCH {upload}"));
    assert_eq!(operations, [&submission, &put, &patch, &patch, &patch, "POST /v1/attempts"]);
    assert_eq!(content.arrived(key), photo);
}

#[tokio::test(start_paused = true)]
async fn an_upload_goes_on_from_where_an_earlier_one_was_left() {
    let once = Config { retry: Retry::never(), ..config() };
    let (network, content) = network([Hap::Nothing, Hap::Nothing, Hap::Nothing, Hap::LostAnswer].into_iter().collect());
    let (key, photo) = (Uuid::new_v4(), photo(PART_BYTES * 3));
    let client = network.client(&once);
    assert_eq!(client.submit(key, photo.clone(), &[], &Transfer::default()).await.unwrap_err(), PlatformError::Cut);
    assert_eq!(content.arrived(key).len(), PART_BYTES * 2);
    client.submit(key, photo.clone(), &[], &Transfer::default()).await.unwrap();
    assert_eq!(network.count("PATCH"), 3, "no part was sent twice");
    assert_eq!(content.arrived(key), photo);
}

#[tokio::test(start_paused = true)]
async fn progress_is_what_the_platform_has() {
    let (network, _content) = network(vec![]);
    let told = tell_progress(&network.client(&config()), photo(PART_BYTES * 2 + 1)).await;
    let total = PART_BYTES as u64 * 2 + 1;
    let sent = [0, PART_BYTES as u64, PART_BYTES as u64 * 2, total];
    assert_eq!(told, sent.map(|sent| Progress { sent, total }));
}

async fn tell_progress(client: &impl Platform, photo: Bytes) -> Vec<Progress> {
    let told: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let log = Arc::clone(&told);
    let transfer = Transfer::default().on_progress(move |progress| log.lock().unwrap().push(progress));
    client.submit(Uuid::new_v4(), photo, &[], &transfer).await.unwrap();
    let told = told.lock().unwrap();
    told.clone()
}

#[tokio::test(start_paused = true)]
async fn a_cancelled_upload_sends_no_further_part_and_goes_on_later() {
    let (network, content) = network(vec![]);
    let (client, key, photo) = (network.client(&config()), Uuid::new_v4(), photo(PART_BYTES * 4));
    let cancel = CancellationToken::new();
    let stop = cancel.clone();
    let transfer = Transfer::cancelled_by(cancel).on_progress(move |progress| {
        if progress.sent as usize >= PART_BYTES * 2 {
            stop.cancel()
        }
    });
    assert_eq!(client.submit(key, photo.clone(), &[], &transfer).await.unwrap_err(), PlatformError::Cancelled);
    assert!(content.arrived(key).len() <= PART_BYTES * 3);
    assert_eq!(client.submit(key, photo.clone(), &[], &transfer).await.unwrap_err(), PlatformError::Cancelled);
    client.submit(key, photo.clone(), &[], &Transfer::default()).await.unwrap();
    assert_eq!(content.arrived(key), photo);
}

#[tokio::test(start_paused = true)]
async fn a_platform_that_never_has_enough_is_left_in_the_end() {
    let troubles: [(&str, Trouble, PlatformError); 5] = [
        ("PATCH", || problem(400, "damaged_body", json!({})), PlatformError::Cut),
        (
            "PATCH",
            || problem(409, "offset_mismatch", json!({"received": 0})),
            PlatformError::Refused(Refusal::OffsetMismatch),
        ),
        ("PATCH", || problem(404, "not_found", json!({})), PlatformError::Refused(Refusal::NotFound)),
        (
            "POST /v1/attempts",
            || problem(409, "upload_incomplete", json!({"received": 0})),
            PlatformError::Refused(Refusal::UploadIncomplete),
        ),
        ("POST /v1/attempts", || problem(400, "damaged_body", json!({})), PlatformError::Cut),
    ];
    for (meant, trouble, error) in troubles {
        let content = Content::default();
        let network = Fake::new(move |request| match operation(request).starts_with(meant) {
            true => Ok(trouble()),
            false => Ok(content.answer(request)),
        });
        let sent = network.client(&config()).submit(Uuid::new_v4(), photo(9), &[], &Transfer::default()).await;
        assert_eq!(sent.unwrap_err(), error);
        assert_eq!(network.count(meant), 5, "{error:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_impossible_is_believed_of_an_upload() {
    let key = Uuid::new_v4();
    let upload = |id: Uuid, purpose: &str, length: u64, received: u64| json!({"id": id, "purpose": purpose, "length": length, "received": received});
    for told in [
        upload(Uuid::new_v4(), "portrait", 9, 0),
        upload(key, "emblem_side", 9, 0),
        upload(key, "portrait", 8, 0),
        upload(key, "portrait", 9, 10),
        upload(key, "portrait", 9, u64::MAX),
    ] {
        let content = Content::default();
        let network = Fake::new(move |request| match request.method().as_str() {
            "PUT" => Ok(json_answer(200, &told)),
            _ => Ok(content.answer(request)),
        });
        let sent = network.client(&config()).submit(key, photo(9), &[], &Transfer::default()).await;
        assert_eq!(sent.unwrap_err(), PlatformError::NotUnderstood);
    }
    for told in [upload(key, "portrait", 9, 0), upload(key, "portrait", 9, 8)] {
        let content = Content::default();
        let network = Fake::new(move |request| match request.method().as_str() {
            "PATCH" => Ok(json_answer(200, &told)),
            _ => Ok(content.answer(request)),
        });
        let sent = network.client(&config()).submit(key, photo(9), &[], &Transfer::default()).await;
        assert_eq!(sent.unwrap_err(), PlatformError::NotUnderstood);
    }
}

#[tokio::test(start_paused = true)]
async fn parts_have_the_time_of_parts_and_calls_that_of_calls() {
    let (network, _content) = network(vec![]);
    let config = config();
    network.client(&config).submit(Uuid::new_v4(), photo(9), &[], &Transfer::default()).await.unwrap();
    for seen in network.seen() {
        let part = seen.operation.starts_with("PATCH");
        assert_eq!(seen.time, if part { config.limits.upload } else { config.limits.call }, "{}", seen.operation);
    }
}

#[tokio::test]
async fn a_photo_of_many_parts_reaches_the_reference_platform() {
    let world = World::new().await;
    world.agree().await;
    let mut photo = world.student.side(Side::Portrait);
    photo.resize(SENT_BYTES, b' ');
    world.upload_photo(Side::Portrait, photo).await.unwrap();
}

fn haps() -> impl Strategy<Value = Vec<Hap>> {
    let hap = prop_oneof![
        4 => Just(Hap::Nothing),
        1 => Just(Hap::LostRequest),
        2 => Just(Hap::LostAnswer),
        1 => Just(Hap::Twice),
        1 => Just(Hap::Damaged),
        1 => Just(Hap::ServerError),
        1 => (0..PART_BYTES * 2).prop_map(Hap::Loses),
    ];
    proptest::collection::vec(hap, 0..20)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whatever_befalls_it_a_photo_arrives_as_it_is(haps in haps(), length in 1..PART_BYTES * 3) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let (network, content) = network(haps);
            let (client, upload, photo) = (network.client(&config()), Uuid::new_v4(), photo(length));
            let send = || {
                let (client, photo) = (&client, photo.clone());
                async move {
                    let transfer = Transfer::default();
                    tokio::time::timeout(Duration::from_secs(3_600), client.submit(upload, photo, &[], &transfer)).await.unwrap()
                }
            };
            let mut sent = send().await;
            for _ in 0..20 {
                match &sent {
                    Ok(attempt) => {
                        assert_eq!(attempt.key, upload);
                        break;
                    }
                    Err(error) => {
                        let surprised = [Refusal::OffsetMismatch, Refusal::UploadIncomplete, Refusal::NotFound];
                        let is_surprised = surprised.into_iter().any(|refusal| *error == PlatformError::Refused(refusal));
                        assert!(error.is_retryable() || is_surprised, "{error:?}");
                    }
                }
                sent = send().await;
            }
            assert!(sent.is_ok(), "{sent:?}");
            assert_eq!(content.arrived(upload), photo);
        });
    }
}
