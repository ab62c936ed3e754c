use crate::support::{World, config, impatient};
use bytes::Bytes;
use ruxue_platform::{Config, HttpPlatform, Platform, PlatformError, Refusal, SavedSession, Transfer};
use ruxue_reference_platform::Fault;
use ruxue_rules::limits::PART_BYTES;
use ruxue_rules::{Field, Locale, Outcome, Side};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// Faults and what they must become, whichever call they meet.
fn faults() -> Vec<(Fault, PlatformError)> {
    vec![
        (Fault::Delay(Duration::from_secs(20)), PlatformError::TooSlow),
        (Fault::CutAnswer(0), PlatformError::Cut),
        (Fault::CutAnswer(40), PlatformError::Cut),
        (Fault::LostAnswer, PlatformError::Cut),
        (Fault::ServerError, PlatformError::ServerDown),
        (Fault::Unavailable, PlatformError::ServerDown),
        (Fault::TooManyRequests(7), PlatformError::TooManyRequests { retry_after: Some(Duration::from_secs(7)) }),
        (Fault::Html, PlatformError::NotUnderstood),
        (Fault::NonsenseJson, PlatformError::NotUnderstood),
        (Fault::BrokenJson, PlatformError::NotUnderstood),
        (Fault::Redirect, PlatformError::NotUnderstood),
        (Fault::EndlessBody, PlatformError::NotUnderstood),
    ]
}

#[tokio::test]
async fn each_fault_of_the_network_is_a_typed_error_and_passes() {
    let world = World::new().await;
    world.log_in().await;
    for (fault, expected) in faults() {
        world.network.plan("GET /v1/student", fault);
        assert_eq!(world.client.student().await.unwrap_err(), expected, "{fault:?}");
        assert!(expected.is_retryable(), "{fault:?}");
        world.client.student().await.unwrap();
    }
    assert!(world.network.is_done());
}

#[tokio::test]
async fn no_fault_while_logging_in_is_taken_for_a_session() {
    let world = World::new().await;
    for (fault, expected) in faults() {
        world.network.plan("POST /v1/session", fault);
        let error = world.client.log_in(&world.account(), &world.password()).await.unwrap_err();
        assert_eq!(error, expected, "{fault:?}");
        assert_eq!(world.client.student().await.unwrap_err(), PlatformError::SessionExpired, "{fault:?}");
    }
}

#[tokio::test]
async fn a_side_cut_while_uploading_is_simply_sent_again() {
    let world = World::new().await;
    world.agree().await;
    let unheard = Transfer::default();
    for operation in ["PUT /v1/uploads", "PATCH /v1/uploads", "PUT /v1/card"] {
        for fault in [Fault::CutUpload(0), Fault::CutUpload(50), Fault::LostAnswer] {
            let (upload, photo) = (Uuid::new_v4(), Bytes::from(world.student.side(Side::Portrait)));
            let send = || world.client.upload_side(Side::Portrait, upload, photo.clone(), &unheard);
            world.network.plan(operation, fault);
            assert_eq!(send().await.unwrap_err(), PlatformError::Cut, "{operation} {fault:?}");
            let fields = send().await.unwrap();
            assert_eq!(send().await.unwrap(), fields, "{operation} {fault:?}: repeated after its answer");
        }
    }
    assert!(world.network.is_done());
}

#[tokio::test]
async fn one_chance_is_spent_at_most_whatever_befalls_asking_for_it() {
    one_chance_at_most("GET /v1/submissions").await;
}

#[tokio::test]
async fn one_chance_is_spent_at_most_whatever_befalls_announcing_it() {
    one_chance_at_most("PUT /v1/uploads").await;
}

#[tokio::test]
async fn one_chance_is_spent_at_most_whatever_befalls_its_photo() {
    one_chance_at_most("PATCH /v1/uploads").await;
}

#[tokio::test]
async fn one_chance_is_spent_at_most_whatever_befalls_a_submission() {
    one_chance_at_most("POST /v1/attempts").await;
}

async fn one_chance_at_most(operation: &'static str) {
    for (fault, expected) in [(Fault::CutUpload(10), PlatformError::Cut)].into_iter().chain(faults()) {
        let world = World::new().await;
        world.prepare().await;
        let key = Uuid::new_v4();
        world.network.plan(operation, fault);
        let error = world.submit(key, world.portrait_of_another()).await.unwrap_err();
        assert_eq!(error, expected, "{fault:?}");

        let arrived = world.client.find_attempt(key).await.unwrap();
        assert!(arrived.is_none() || error.outcome_unknown(), "{fault:?}: an attempt that nobody would look for");
        let attempt = world.submit(key, world.portrait_of_another()).await.unwrap();
        assert!(arrived.is_none_or(|arrived| arrived.id == attempt.id), "{fault:?}");
        assert!(matches!(world.judged(key).await, Outcome::Failed { .. }), "{fault:?}");
        assert_eq!(world.chances_left().await, 2, "{fault:?}");
    }
}

#[tokio::test]
async fn a_client_that_tries_again_brings_a_photo_through_every_fault() {
    let world = World::new().await;
    world.prepare().await;
    let mut photo = world.student.portrait();
    photo.resize(PART_BYTES * 2 + 1_000, b' ');
    let client = HttpPlatform::new(&Config { retry: impatient(6), ..config(&world.address()) }).unwrap();
    client.log_in(&world.account(), &world.password()).await.unwrap();
    let passing =
        [Fault::ServerError, Fault::CutUpload(9), Fault::TooManyRequests(0), Fault::LostAnswer, Fault::CutAnswer(40)];
    for operation in ["GET /v1/submissions", "PUT /v1/uploads", "PATCH /v1/uploads", "POST /v1/attempts"] {
        for fault in passing {
            world.network.plan(operation, fault);
        }
    }
    let key = Uuid::new_v4();
    client.submit(key, photo.into(), &[], &Transfer::default()).await.unwrap();
    assert!(world.network.is_done());
    assert_eq!(world.judged(key).await, Outcome::Passed { score: 90.0 });
    assert_eq!(world.client.history().await.unwrap().attempts.len(), 1);
}

#[tokio::test]
async fn a_submission_whose_answer_was_lost_is_found_by_its_key() {
    let world = World::new().await;
    world.prepare().await;
    let key = Uuid::new_v4();
    world.network.plan("POST /v1/attempts", Fault::LostAnswer);
    assert!(world.submit(key, world.portrait()).await.unwrap_err().outcome_unknown());
    let attempt = world.client.find_attempt(key).await.unwrap().unwrap();
    assert_eq!(world.judged(attempt.key).await, Outcome::Passed { score: 90.0 });
}

#[tokio::test]
async fn a_platform_that_does_not_listen_is_down() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = HttpPlatform::new(&config(&address)).unwrap();
    client.resume(SavedSession(ruxue_platform::Secret::new("A".repeat(43))));
    assert_eq!(client.student().await.unwrap_err(), PlatformError::ServerDown);
}

#[tokio::test]
async fn a_name_that_cannot_be_looked_up_means_no_network() {
    let client = HttpPlatform::new(&config("https://platform.invalid")).unwrap();
    client.resume(SavedSession(ruxue_platform::Secret::new("A".repeat(43))));
    assert_eq!(client.student().await.unwrap_err(), PlatformError::NoNetwork);
}

#[tokio::test]
async fn the_platform_stopped_and_started_elsewhere_is_an_error_not_a_hang() {
    let world = World::new().await;
    world.log_in().await;
    let World { platform, client, network, .. } = world;
    platform.stop().await;
    assert_eq!(client.student().await.unwrap_err(), PlatformError::Cut, "the network answers, the platform does not");
    drop(network);
}

#[tokio::test]
async fn a_submission_that_the_student_stops_is_cancelled_and_can_be_repeated() {
    let world = World::new().await;
    world.prepare().await;
    let (key, cancel) = (Uuid::new_v4(), CancellationToken::new());
    world.network.plan("POST /v1/attempts", Fault::Delay(Duration::from_secs(20)));
    let (transfer, portrait) = (Transfer::cancelled_by(cancel.clone()), world.portrait());
    let under_way = async {
        while !world.network.is_done() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        cancel.cancel();
    };
    let (sent, ()) = tokio::join!(world.client.submit(key, portrait, &[], &transfer), under_way);
    let error = sent.unwrap_err();
    assert_eq!(error, PlatformError::Cancelled);
    assert!(error.outcome_unknown() && !error.is_retryable());
    let attempt = world.submit(key, world.portrait()).await.unwrap();
    assert_eq!(world.judged(attempt.key).await, Outcome::Passed { score: 90.0 });
}

fn refusals() -> impl Iterator<Item = Refusal> {
    use Refusal as R;
    let all = [
        R::CardIncomplete,
        R::CardNotConfirmed,
        R::CardExpired,
        R::CardUnreadable,
        R::NotACard,
        R::WrongSide,
        R::PhotoUndecodable,
        R::PhotoTooLarge,
        R::NumberMismatch,
        R::FieldsDisagree(vec![Field::Name, Field::Birth]),
        R::RegisterMismatch,
        R::NoChancesLeft,
        R::ReviewPending,
        R::AlreadyPassed,
        R::HandedOver,
        R::HandOverTooEarly,
        R::NothingToRestart,
        R::KeyReused,
        R::NotFound,
        R::ConsentMissing,
        R::UploadIncomplete,
        R::OffsetMismatch,
        R::WrongCode,
        R::NothingBound,
        R::Taken,
        R::NotEnrolled,
        R::AlreadyRegistered,
        R::WeakPassword,
        R::WrongCurrentPassword { tries_left: 3 },
        R::InvalidRequest,
    ];
    all.into_iter()
}

#[test]
fn every_error_says_what_to_do_in_both_languages() {
    let errors = faults().into_iter().map(|(_, error)| error).chain(refusals().map(PlatformError::Refused)).chain([
        PlatformError::NoNetwork,
        PlatformError::WrongPassword { tries_left: 2 },
        PlatformError::Locked { retry_after: Duration::from_secs(61) },
        PlatformError::SessionExpired,
        PlatformError::Untrusted,
        PlatformError::Cancelled,
        PlatformError::InsecureAddress,
    ]);
    for error in errors {
        let (zh, en) = (error.text(Locale::ZhCn), error.text(Locale::En));
        assert!(!zh.wrong.is_ascii() && !zh.mend.is_ascii(), "{error:?}: {zh:?}");
        assert!(en.wrong.is_ascii() && !en.mend.is_empty(), "{error:?}: {en:?}");
    }
    let locked = PlatformError::Locked { retry_after: Duration::from_secs(61) };
    assert_eq!(locked.text(Locale::ZhCn).mend, "请在 2 分钟后再登录，忘记密码可在登录页找回");
}
