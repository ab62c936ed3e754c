use crate::support::{World, config};
use ruxue_platform::{CardStage, Config, HttpPlatform, Platform, PlatformError, SavedSession, Secret};
use ruxue_reference_platform::Fault;
use ruxue_rules::Account;
use std::time::Duration;

#[tokio::test]
async fn the_student_sees_the_header_after_logging_in() {
    let world = World::new().await;
    world.log_in().await;
    let student = world.client.student().await.unwrap();
    assert_eq!((student.number.as_str(), student.class.as_str()), ("S2022001", "入学资格审查2022级01班"));
    assert_eq!((student.masked_name.as_str(), student.chances_left.left()), ("*样", 3));
    assert_eq!(student.card, CardStage::Missing);
}

#[tokio::test]
async fn wrong_passwords_count_down_to_the_lock() {
    let world = World::new().await;
    let wrong = Secret::new("wrong".into());
    for tries_left in [4, 3, 2, 1] {
        let error = world.client.log_in(&world.account(), &wrong).await.unwrap_err();
        assert_eq!(error, PlatformError::WrongPassword { tries_left });
    }
    let error = world.client.log_in(&world.account(), &wrong).await.unwrap_err();
    assert_eq!(error, PlatformError::Locked { retry_after: Duration::from_secs(900) });
    let error = world.client.log_in(&world.account(), &world.password()).await.unwrap_err();
    assert!(error.retry_after().is_some_and(|wait| wait <= Duration::from_secs(900)), "{error:?}");
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn nothing_goes_without_a_session() {
    let world = World::new().await;
    assert_eq!(world.client.student().await.unwrap_err(), PlatformError::SessionExpired);
    world.client.resume(SavedSession(Secret::new("A".repeat(43))));
    assert_eq!(world.client.student().await.unwrap_err(), PlatformError::SessionExpired);
}

#[tokio::test]
async fn a_session_kept_goes_on_in_a_new_client() {
    let world = World::new().await;
    let session = world.client.log_in(&world.account(), &world.password()).await.unwrap();
    let client = HttpPlatform::new(&config(&world.platform.url())).unwrap();
    client.resume(session);
    client.student().await.unwrap();
}

#[tokio::test]
async fn an_access_token_that_expired_is_replaced_without_the_student_noticing() {
    let world = World::new().await;
    world.log_in().await;
    world.platform.let_pass(Duration::from_secs(20 * 60));
    let (student, history) = tokio::join!(world.client.student(), world.client.history());
    assert!(student.is_ok() && history.is_ok());
}

#[tokio::test]
async fn a_renewal_whose_answer_is_lost_does_not_log_the_student_out() {
    let world = World::new().await;
    world.log_in().await;
    world.platform.let_pass(Duration::from_secs(20 * 60));
    world.network.plan("POST /v1/session/refresh", Fault::LostAnswer);
    assert_eq!(world.client.student().await.unwrap_err(), PlatformError::Cut);
    world.client.student().await.unwrap();
}

#[tokio::test]
async fn a_session_that_ended_asks_for_a_new_log_in() {
    let world = World::new().await;
    world.log_in().await;
    world.platform.let_pass(Duration::from_secs(31 * 24 * 60 * 60));
    assert_eq!(world.client.student().await.unwrap_err(), PlatformError::SessionExpired);
    world.log_in().await;
    world.client.student().await.unwrap();
}

#[tokio::test]
async fn logging_out_ends_the_session_on_both_sides() {
    let world = World::new().await;
    let session = world.client.log_in(&world.account(), &world.password()).await.unwrap();
    world.client.log_out().await.unwrap();
    assert_eq!(world.client.student().await.unwrap_err(), PlatformError::SessionExpired);
    world.client.resume(session);
    assert_eq!(world.client.student().await.unwrap_err(), PlatformError::SessionExpired);
}

#[tokio::test]
async fn logging_out_without_a_network_still_forgets_the_session_here() {
    let world = World::new().await;
    world.log_in().await;
    world.network.plan("DELETE /v1/session", Fault::LostAnswer);
    assert_eq!(world.client.log_out().await.unwrap_err(), PlatformError::Cut);
    assert_eq!(world.client.student().await.unwrap_err(), PlatformError::SessionExpired);
}

#[test]
fn only_https_is_spoken_beyond_this_machine() {
    for address in ["http://platform.example", "http://192.168.1.2:8000", "ftp://127.0.0.1", "http://127.0.0.1.nip.io"]
    {
        assert_eq!(HttpPlatform::new(&Config::new(address)).unwrap_err(), PlatformError::InsecureAddress, "{address}");
    }
    let own = ["http://127.0.0.1:8000", "http://[::1]:8000", "http://localhost"];
    for address in ["https://platform.example", "https://xn--y5qt7v.example"].into_iter().chain(own) {
        assert!(HttpPlatform::new(&Config::new(address)).is_ok(), "{address}");
    }
    for address in ["platform", "https://入学.example"] {
        assert_eq!(HttpPlatform::new(&Config::new(address)).unwrap_err(), PlatformError::BadConfiguration, "{address}");
    }
}

#[tokio::test]
async fn no_debug_output_shows_a_secret_or_a_person() {
    let world = World::new().await;
    let session = world.client.log_in(&world.account(), &world.password()).await.unwrap();
    let student = world.client.student().await.unwrap();
    let shown = format!("{:?} {:?} {session:?} {student:?}", world.client, world.password());
    for secret in [session.0.reveal(), world.student.number().last_six(), "*样", "S2022"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[tokio::test]
async fn the_account_is_sent_as_the_platform_wants_it() {
    let world = World::new().await;
    let account = Account::parse(" STUDENT001@example.cn ").unwrap();
    world.client.log_in(&account, &world.password()).await.unwrap();
}
