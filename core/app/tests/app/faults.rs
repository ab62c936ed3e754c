use crate::phone::{World, outcome};
use ruxue::Error;
use ruxue_platform::{Progress, Transfer};
use ruxue_reference_platform::Fault;
use ruxue_rules::{ConsentKind, Locale, Next, Outcome, Side, Stage};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

fn follow() -> Transfer {
    Transfer::default()
}

/// All that may happen to a request, the answer lost after the platform acted included.
const FAULTS: [Fault; 12] = [
    Fault::CutUpload(10),
    Fault::CutAnswer(1),
    Fault::CutAnswer(40),
    Fault::LostAnswer,
    Fault::ServerError,
    Fault::Unavailable,
    Fault::TooManyRequests(1),
    Fault::Html,
    Fault::NonsenseJson,
    Fault::BrokenJson,
    Fault::Redirect,
    Fault::EndlessBody,
];

fn assert_told(error: &Error) {
    for locale in [Locale::ZhCn, Locale::En] {
        let text = error.text(locale);
        assert!(!text.wrong.is_empty() && !text.mend.is_empty(), "{error:?}");
    }
}

/// The calls that make up a submission.
const SUBMISSION: [&str; 5] =
    ["PUT /v1/consents/face", "GET /v1/submissions", "PUT /v1/uploads", "PATCH /v1/uploads", "POST /v1/attempts"];

/// Whatever breaks while submitting: one attempt, one outcome, and no more chances shown than there are.
#[tokio::test]
async fn a_submission_makes_one_attempt_whatever_breaks() {
    let mut worlds = JoinSet::new();
    for call in SUBMISSION {
        for fault in FAULTS {
            worlds.spawn(submission_under(call, fault));
        }
    }
    worlds.join_all().await;
}

async fn submission_under(call: &'static str, fault: Fault) {
    let world = World::new().await;
    let app = world.start_app();
    let ready = world.prepare(&app, world.student.portrait_of_another(1)).await;
    world.network.plan(call, fault);
    // An answer without content can lose no more than its head.
    if let Err(error) = app.submit(&follow()).await {
        assert_told(&error);
        let review = app.review().await.unwrap();
        assert!(matches!(review.stage(), Stage::Submitting { .. }), "{call} {fault:?}: {error:?}");
        assert_eq!((review.chances().left(), review.portrait()), (2, ready.portrait()), "{call} {fault:?}");
    }

    // The battery dies, too.
    drop(app);
    let app = world.start_app();
    let review = outcome(&app).await;
    assert!(matches!(review.next(), Next::Read(Outcome::Failed { .. })), "{call} {fault:?}");
    assert_eq!(world.ledger().await, (1, 2), "{call} {fault:?}");
    assert_eq!(review.chances().left(), 2, "{call} {fault:?}");
    assert!(world.network.is_done(), "{call} {fault:?}");
}

/// The calls that send the card.
const CARD: [&str; 6] = [
    "PUT /v1/consents/card",
    "PUT /v1/uploads",
    "PATCH /v1/uploads",
    "PUT /v1/card/sides/portrait",
    "PUT /v1/card/sides/emblem",
    "PUT /v1/card/confirmation",
];

/// Whatever breaks before: the same step done again succeeds, and nothing of the steps before is lost.
#[tokio::test]
async fn every_other_call_can_be_repeated_whatever_breaks() {
    let mut worlds = JoinSet::new();
    for fault in FAULTS {
        worlds.spawn(review_under(fault));
    }
    worlds.join_all().await;
}

async fn review_under(fault: Fault) {
    let world = World::new().await;
    let app = world.start_app();
    for call in ["POST /v1/session", "GET /v1/student"] {
        world.network.plan(call, fault);
        assert_told(&world.log_in(&app).await.unwrap_err());
        assert!(matches!(app.review().await, Err(Error::LoggedOut)), "{call} {fault:?}");
    }
    for call in ["GET /v1/consents", "GET /v1/attempts"] {
        world.network.plan(call, fault);
        assert_told(&world.log_in(&app).await.unwrap_err());
        assert!(app.review().await.is_ok(), "{call} {fault:?}");
    }
    world.log_in(&app).await.unwrap();
    let ready = world.take_card(&app).await.unwrap();
    for call in CARD {
        world.network.plan(call, fault);
        if let Err(error) = app.send_card(&follow()).await {
            assert_told(&error);
            let review = app.review().await.unwrap();
            assert!(review.photos().eq(ready.photos()), "{call} {fault:?}");
            assert_eq!(review.next(), Next::SendCard, "{call} {fault:?}");
        }
    }
    assert!(app.send_card(&follow()).await.unwrap().is_card_sent());
    app.give_consent(ConsentKind::Face).await.unwrap();
    app.take_portrait(world.student.portrait()).await.unwrap();
    app.submit(&follow()).await.unwrap();
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })), "{fault:?}");
    assert_eq!(world.ledger().await.0, 1, "{fault:?}");
}

/// The app is killed between storing the key and sending the first byte: the submission is made at the next start.
#[tokio::test]
async fn killed_between_write_and_send() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait()).await;
    world.network.plan("POST /v1/attempts", Fault::Delay(Duration::from_secs(600)));
    let transfer = follow();
    tokio::select! {
        _ = app.submit(&transfer) => unreachable!("the request is held up"),
        () = submitting(&app) => {}
    }
    drop(app);
    assert_eq!(world.ledger().await.0, 0);
    let app = world.start_app();
    assert!(matches!(app.review().await.unwrap().next(), Next::Reconcile(_)));
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
    assert_eq!(world.ledger().await.0, 1);
}

/// Waits until the key of a submission is stored and the request is on its way.
async fn submitting(app: &ruxue::App) {
    while !matches!(app.review().await.unwrap().stage(), Stage::Submitting { .. }) {
        tokio::task::yield_now().await;
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
}

#[tokio::test]
async fn two_taps_on_the_button_make_one_attempt() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait_of_another(1)).await;
    let (first, second) = (follow(), follow());
    let (first, second) = tokio::join!(app.submit(&first), app.submit(&second));
    assert!(first.is_ok());
    // The second comes too late or goes on with the first; it never begins another.
    if let Err(error) = second {
        assert!(matches!(error, Error::Refused(_)), "{error:?}");
    }
    outcome(&app).await;
    assert_eq!(world.ledger().await, (1, 2));
}

#[tokio::test]
async fn no_new_submission_begins_while_one_has_no_answer() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait()).await;
    world.network.plan("POST /v1/attempts", Fault::LostAnswer);
    app.submit(&follow()).await.unwrap_err();
    // Neither may the photos change under it.
    let refused = app.take_portrait(world.student.portrait_of_another(1)).await;
    assert!(matches!(refused, Err(Error::Refused(_))));
    app.submit(&follow()).await.unwrap();
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
    assert_eq!(world.ledger().await.0, 1);
}

#[tokio::test]
async fn what_was_prepared_outlasts_a_platform_that_cannot_serve() {
    let world = World::new().await;
    let app = world.start_app();
    let ready = world.prepare(&app, world.student.portrait()).await;
    for fault in [Fault::Unavailable, Fault::LostAnswer] {
        world.network.plan("GET /v1/attempts", fault);
        assert_told(&app.resume(&follow()).await.unwrap_err());
        assert_eq!(app.review().await.unwrap(), ready);
    }
    assert_eq!(app.resume(&follow()).await.unwrap(), ready);
}

#[tokio::test]
async fn an_upload_is_followed_and_can_be_stopped() {
    let world = World::new().await;
    let app = world.start_app();
    world.log_in(&app).await.unwrap();
    let ready = world.take_card(&app).await.unwrap();
    let cancel = CancellationToken::new();
    cancel.cancel();
    let stopped = app.send_card(&Transfer::cancelled_by(cancel)).await.unwrap_err();
    assert!(matches!(stopped, Error::Platform(ruxue_platform::PlatformError::Cancelled)));
    let review = app.review().await.unwrap();
    assert!(review.photos().eq(ready.photos()) && review.next() == Next::SendCard);

    let seen: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let note = Arc::clone(&seen);
    let transfer = follow().on_progress(move |progress| note.lock().unwrap().push(progress));
    app.send_card(&transfer).await.unwrap();
    let length = world.student.side(Side::Portrait).len() as u64;
    assert!(seen.lock().unwrap().contains(&Progress { sent: length, total: length }));
}

#[tokio::test]
async fn waiting_for_an_outcome_can_be_stopped() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait()).await;
    app.submit(&follow()).await.unwrap();
    let cancel = CancellationToken::new();
    cancel.cancel();
    world.network.plan("GET /v1/attempts", Fault::Unavailable);
    let stopped = app.await_outcome(&cancel).await.unwrap_err();
    assert!(matches!(stopped, Error::Platform(ruxue_platform::PlatformError::Cancelled)), "{stopped:?}");
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
}

#[tokio::test]
async fn waiting_sits_out_short_failures() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait()).await;
    app.submit(&follow()).await.unwrap();
    world.network.plan("GET /v1/attempts", Fault::TooManyRequests(1));
    world.network.plan("GET /v1/attempts", Fault::LostAnswer);
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
}
