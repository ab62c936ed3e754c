//! Who is logged in: sessions kept, ended and expired, and students who share a phone.

use crate::phone::{World, outcome};
use ruxue::{App, Error};
use ruxue_platform::{Platform, PlatformError, Secret, Transfer};
use ruxue_reference_platform::{Fault, NotedStudent};
use ruxue_rules::{Next, Outcome, Review, Side};
use ruxue_store::Store;
use std::time::Duration;

fn follow() -> Transfer {
    Transfer::default()
}

async fn log_in(app: &App, student: &NotedStudent) -> Result<Review, Error> {
    let number = student.number();
    app.log_in(number.as_str(), &Secret::new(number.last_six().into())).await
}

/// Nobody is logged in, and nothing of anybody is left.
fn assert_wiped(store: &Store, folder: &std::path::Path) {
    assert!(store.session().unwrap().is_none() && store.review().unwrap().is_none());
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0);
}

#[tokio::test]
async fn logging_out_wipes_the_phone() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait()).await;
    app.log_out().await.unwrap();
    assert!(matches!(app.review().await, Err(Error::LoggedOut)));
    assert!(matches!(app.submit(&follow()).await, Err(Error::LoggedOut)));
    assert!(matches!(app.student().await, Err(Error::LoggedOut)));
    app.log_out().await.unwrap();
    drop(app);
    assert_wiped(&world.store(), world.folder.path());
}

#[tokio::test]
async fn logging_out_wipes_the_phone_even_in_a_tunnel() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait()).await;
    world.network.plan("DELETE /v1/session", Fault::LostAnswer);
    app.log_out().await.unwrap();
    assert!(matches!(app.review().await, Err(Error::LoggedOut)));
    drop(app);
    assert_wiped(&world.store(), world.folder.path());
}

#[tokio::test]
async fn logging_out_everywhere_ends_the_other_phones_session_too() {
    let world = World::new().await;
    let app = world.start_app();
    let ready = world.prepare(&app, world.student.portrait()).await;
    let other = world.other_client().await;
    world.network.plan("DELETE /v1/sessions", Fault::Unavailable);
    assert!(matches!(app.log_out_everywhere().await, Err(Error::Platform(PlatformError::ServerDown))));
    assert_eq!(app.review().await.unwrap(), ready, "nothing happened");
    app.log_out_everywhere().await.unwrap();
    assert!(matches!(app.review().await, Err(Error::LoggedOut)));
    assert_eq!(other.student().await.unwrap_err(), PlatformError::SessionExpired);
    drop(app);
    assert_wiped(&world.store(), world.folder.path());
}

#[tokio::test]
async fn an_expired_session_asks_to_log_in_again_and_loses_nothing() {
    let world = World::new().await;
    let app = world.start_app();
    let ready = world.prepare(&app, world.student.portrait()).await;
    world.platform.let_pass(Duration::from_secs(400 * 24 * 3600));
    let error = app.submit(&follow()).await.unwrap_err();
    assert!(matches!(error, Error::Platform(PlatformError::SessionExpired)));
    drop(app);
    let app = world.start_app();
    assert!(matches!(app.student().await, Err(Error::Platform(PlatformError::SessionExpired))));
    world.log_in(&app).await.unwrap();
    assert_eq!(app.review().await.unwrap().portrait(), ready.portrait());
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
    assert_eq!(world.ledger().await.0, 1);
}

#[tokio::test]
async fn the_same_student_goes_on_under_any_account() {
    let world = World::new().await;
    let app = world.start_app();
    let before = world.prepare(&app, world.student.portrait()).await;
    for account in [world.student.student().mobile.unwrap(), world.student.student().email.unwrap()] {
        assert_eq!(app.log_in(&account, &world.password()).await.unwrap(), before);
    }
}

#[tokio::test]
async fn another_students_draft_outlives_a_log_in_and_is_seen_by_its_owner_only() {
    let world = World::new().await;
    let app = world.start_app();
    let draft = world.prepare(&app, world.student.portrait()).await;
    let other = NotedStudent::new(2).unwrap();
    world.platform.enrol(&other).await.unwrap();
    let review = log_in(&app, &other).await.unwrap();
    assert_eq!((review.photos().count(), review.next()), (0, Next::TakeCard(Side::Portrait)));
    drop(app);

    let app = world.start_app();
    assert_ne!(app.review().await.unwrap().student(), draft.student());
    app.log_out().await.unwrap();
    assert_eq!(world.log_in(&app).await.unwrap(), draft);
    app.submit(&follow()).await.unwrap();
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
}

#[tokio::test]
async fn a_wrong_log_in_leaves_what_is_stored() {
    let world = World::new().await;
    let app = world.start_app();
    let before = world.prepare(&app, world.student.portrait()).await;
    let number = world.student.number().as_str();
    assert!(matches!(app.log_in("12345", &Secret::new("x".into())).await, Err(Error::Account(_))));
    let wrong = app.log_in(number, &Secret::new("000000".into())).await;
    assert!(matches!(wrong, Err(Error::Platform(PlatformError::WrongPassword { .. }))), "{wrong:?}");
    assert_eq!(app.review().await.unwrap(), before);
    assert_eq!(app.resume(&follow()).await.unwrap(), before);
}

/// The password was right, but who it is did not come through: the app must not go on as one student in another's name.
#[tokio::test]
async fn a_log_in_cut_short_leaves_the_first_student_logged_in() {
    let world = World::new().await;
    let app = world.start_app();
    let before = world.prepare(&app, world.student.portrait()).await;
    let other = NotedStudent::new(2).unwrap();
    world.platform.enrol(&other).await.unwrap();
    world.network.plan("GET /v1/student", Fault::LostAnswer);
    log_in(&app, &other).await.unwrap_err();
    assert_eq!(app.review().await.unwrap(), before);
    assert_eq!(app.student().await.unwrap().number, before.student());
    // Dropped there is the same.
    world.network.plan("GET /v1/student", Fault::Delay(Duration::from_secs(600)));
    tokio::select! {
        _ = log_in(&app, &other) => unreachable!("the answer is held up"),
        () = planned_happened(&world) => {}
    }
    assert_eq!(app.student().await.unwrap().number, before.student());
    app.submit(&follow()).await.unwrap();
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
}

async fn planned_happened(world: &World) {
    while !world.network.is_done() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// The session is kept as soon as it is known whose it is and how the attempts stand: whatever fails after it, the student
/// need not type the password again.
#[tokio::test]
async fn a_log_in_whose_last_word_is_lost_is_a_log_in() {
    let world = World::new().await;
    let app = world.start_app();
    world.network.plan("GET /v1/consents", Fault::LostAnswer);
    world.log_in(&app).await.unwrap_err();
    drop(app);
    let app = world.start_app();
    assert_eq!(app.resume(&follow()).await.unwrap().next(), Next::TakeCard(Side::Portrait));
}

/// Not earlier: a pending attempt may spend one of the chances that the student's header tells.
#[tokio::test]
async fn nobody_is_logged_in_before_it_is_known_how_the_attempts_stand() {
    let world = World::new().await;
    let app = world.start_app();
    world.network.plan("GET /v1/attempts", Fault::LostAnswer);
    world.log_in(&app).await.unwrap_err();
    assert!(matches!(app.review().await, Err(Error::LoggedOut)));
}
