use crate::support::{World, config};
use ruxue_platform::{HttpPlatform, Platform, PlatformError, SavedSession, Transfer};
use ruxue_reference_platform::Fault;
use ruxue_rules::{Locale, Outcome, Side};
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
    world.log_in().await;
    for fault in [Fault::CutUpload(0), Fault::CutUpload(50), Fault::LostAnswer] {
        world.network.plan("PUT /v1/card", fault);
        assert_eq!(world.upload(Side::Portrait).await, Err(PlatformError::Cut), "{fault:?}");
        world.upload(Side::Portrait).await.unwrap();
    }
}

#[tokio::test]
async fn whatever_befalls_a_submission_one_chance_is_spent_at_most() {
    for (fault, expected) in [(Fault::CutUpload(10), PlatformError::Cut)].into_iter().chain(faults()) {
        let world = World::new().await;
        world.prepare().await;
        let key = Uuid::new_v4();
        world.network.plan("POST /v1/attempts", fault);
        let error = world.submit(key, world.portrait_of_another()).await.unwrap_err();
        assert_eq!(error, expected, "{fault:?}");

        let arrived = world.client.find_attempt(key).await.unwrap();
        assert!(arrived.is_none() || error.outcome_unknown(), "{fault:?}: an attempt that nobody would look for");
        let attempt = world.submit(key, world.portrait_of_another()).await.unwrap();
        assert!(arrived.is_none_or(|arrived| arrived.id == attempt.id), "{fault:?}");
        assert!(matches!(world.judged(attempt.id).await, Outcome::Failed { .. }), "{fault:?}");
        assert_eq!(world.chances_left().await, 2, "{fault:?}");
    }
}

#[tokio::test]
async fn a_submission_whose_answer_was_lost_is_found_by_its_key() {
    let world = World::new().await;
    world.prepare().await;
    let key = Uuid::new_v4();
    world.network.plan("POST /v1/attempts", Fault::LostAnswer);
    assert!(world.submit(key, world.portrait()).await.unwrap_err().outcome_unknown());
    let attempt = world.client.find_attempt(key).await.unwrap().unwrap();
    assert_eq!(world.judged(attempt.id).await, Outcome::Passed { score: 90.0 });
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
    let stop = cancel.clone();
    let transfer = Transfer::cancelled_by(cancel).on_progress(move |_| stop.cancel());
    let error = world.client.submit(key, world.portrait(), &transfer).await.unwrap_err();
    assert_eq!(error, PlatformError::Cancelled);
    assert!(error.outcome_unknown() && !error.is_retryable());
    let attempt = world.submit(key, world.portrait()).await.unwrap();
    assert_eq!(world.judged(attempt.id).await, Outcome::Passed { score: 90.0 });
}

#[test]
fn every_error_says_what_to_do_in_both_languages() {
    let errors = faults().into_iter().map(|(_, error)| error).chain([
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
