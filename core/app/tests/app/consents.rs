//! Nothing leaves the phone that the student has not agreed to, and what they take back is gone.

use crate::phone::{World, outcome};
use ruxue::Error;
use ruxue_platform::{CardStage, Consents, Platform, PlatformError, Refusal as Told, Transfer};
use ruxue_reference_platform::Fault;
use ruxue_rules::{Consent, ConsentKind, Next, Outcome, Refusal, Side};
use tempfile::TempDir;

fn follow() -> Transfer {
    Transfer::default()
}

#[tokio::test]
async fn nothing_leaves_the_phone_without_consent() {
    let world = World::new().await;
    let app = world.start_app();
    world.log_in(&app).await.unwrap();
    for side in [Side::Portrait, Side::Emblem] {
        app.take_card(side, world.student.side(side)).await.unwrap();
    }
    let fields = app.review().await.unwrap().draft();
    app.confirm_card(fields).await.unwrap();
    app.take_portrait(world.student.portrait()).await.unwrap();
    // Any upload would meet one of these.
    for call in ["PUT /v1/uploads", "PATCH /v1/uploads", "POST /v1/attempts"] {
        world.network.plan(call, Fault::ServerError);
    }
    let refused = app.send_card(&follow()).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NoConsent(ConsentKind::Card)))), "{refused:?}");
    assert_eq!(app.student().await.unwrap().card, CardStage::Missing);
    app.give_consent(ConsentKind::Face).await.unwrap();
    let refused = app.submit(&follow()).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NoConsent(ConsentKind::Card)))), "{refused:?}");
    assert!(!world.network.is_done());
}

#[tokio::test]
async fn the_card_is_sent_without_the_face_and_the_portrait_is_not() {
    let world = World::new().await;
    let app = world.start_app();
    world.log_in(&app).await.unwrap();
    world.take_card(&app).await.unwrap();
    app.send_card(&follow()).await.unwrap();
    app.take_portrait(world.student.portrait()).await.unwrap();
    let refused = app.submit(&follow()).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NoConsent(ConsentKind::Face)))), "{refused:?}");
    let told = world.other_client().await.consents().await.unwrap();
    assert!(told.card.is_some_and(|consent| consent.is_current()) && told.face.is_none());
    app.give_consent(ConsentKind::Face).await.unwrap();
    app.submit(&follow()).await.unwrap();
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
}

#[tokio::test]
async fn a_consent_is_given_once_and_keeps_its_time() {
    let world = World::new().await;
    let app = world.start_app();
    world.log_in(&app).await.unwrap();
    let first = app.give_consent(ConsentKind::Card).await.unwrap();
    assert_eq!(app.give_consent(ConsentKind::Card).await.unwrap(), first);
}

#[tokio::test]
async fn the_cards_consent_taken_back_takes_the_card_from_the_platform_and_not_from_the_phone() {
    let world = World::new().await;
    let app = world.start_app();
    let ready = world.prepare(&app, world.student.portrait()).await;
    let review = app.revoke_consent(ConsentKind::Card).await.unwrap();
    assert_eq!(review.next(), Next::GiveConsent(ConsentKind::Card));
    assert!(review.photos().eq(ready.photos()));
    let other = world.other_client().await;
    assert_eq!(other.student().await.unwrap().card, CardStage::Missing);
    assert_eq!(other.consents().await.unwrap().card, None);
    // A change of mind sends the same photos again.
    app.give_consent(ConsentKind::Card).await.unwrap();
    app.send_card(&follow()).await.unwrap();
    app.submit(&follow()).await.unwrap();
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
}

#[tokio::test]
async fn the_faces_consent_taken_back_blocks_submitting_and_discards_nothing() {
    let world = World::new().await;
    let app = world.start_app();
    let ready = world.prepare(&app, world.student.portrait()).await;
    let review = app.revoke_consent(ConsentKind::Face).await.unwrap();
    assert_eq!((review.next(), review.portrait()), (Next::GiveConsent(ConsentKind::Face), ready.portrait()));
    let refused = app.submit(&follow()).await;
    assert!(matches!(refused, Err(Error::Refused(Refusal::NoConsent(ConsentKind::Face)))), "{refused:?}");
    assert!(review.is_card_sent());
    assert_eq!(world.ledger().await.0, 0);
}

#[tokio::test]
async fn a_consent_that_could_not_be_taken_back_still_stands() {
    let world = World::new().await;
    let app = world.start_app();
    let ready = world.prepare(&app, world.student.portrait()).await;
    for fault in [Fault::LostAnswer, Fault::ServerError] {
        world.network.plan("DELETE /v1/consents/card", fault);
        app.revoke_consent(ConsentKind::Card).await.unwrap_err();
        assert_eq!(app.review().await.unwrap(), ready);
    }
    assert_eq!(app.revoke_consent(ConsentKind::Card).await.unwrap().consent(ConsentKind::Card), None);
}

#[tokio::test]
async fn no_consent_is_taken_back_under_a_submission() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait()).await;
    world.network.plan("POST /v1/attempts", Fault::LostAnswer);
    app.submit(&follow()).await.unwrap_err();
    for kind in ConsentKind::ALL {
        assert!(matches!(app.revoke_consent(kind).await, Err(Error::Refused(Refusal::UnderWay))));
    }
    assert!(matches!(app.erase_my_data().await, Err(Error::Refused(Refusal::UnderWay))));
    outcome(&app).await;
    for kind in ConsentKind::ALL {
        assert_eq!(app.revoke_consent(kind).await.unwrap().consent(kind), None);
    }
}

/// To tell the consent once more would undo what the student did on the other phone.
#[tokio::test]
async fn a_consent_taken_back_on_another_phone_is_not_told_again_but_asked_for() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait_of_another(1)).await;
    app.submit(&follow()).await.unwrap();
    outcome(&app).await;
    app.start_again().await.unwrap();
    app.take_portrait(world.student.portrait()).await.unwrap();
    let other = world.other_client().await;
    other.revoke_consent(ConsentKind::Face).await.unwrap();

    let missing = app.submit(&follow()).await.unwrap_err();
    assert!(matches!(missing, Error::Platform(PlatformError::Refused(Told::ConsentMissing))), "{missing:?}");
    assert_eq!(other.consents().await.unwrap().face, None);
    let review = app.review().await.unwrap();
    assert_eq!((review.next(), review.photos().count()), (Next::GiveConsent(ConsentKind::Face), 1));
    app.give_consent(ConsentKind::Face).await.unwrap();
    app.submit(&follow()).await.unwrap();
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
}

#[tokio::test]
async fn a_log_in_learns_what_was_taken_back_elsewhere_and_keeps_what_was_not_told_yet() {
    let world = World::new().await;
    let app = world.start_app();
    let ready = world.prepare(&app, world.student.portrait()).await;
    assert!(ready.is_consent_told(ConsentKind::Card) && !ready.is_consent_told(ConsentKind::Face));
    world.other_client().await.revoke_consent(ConsentKind::Card).await.unwrap();
    let review = world.log_in(&app).await.unwrap();
    assert_eq!(review.consent(ConsentKind::Card), None);
    assert_eq!(review.consent(ConsentKind::Face), ready.consent(ConsentKind::Face));
    assert!(review.photos().eq(ready.photos()));
}

/// The consent's own message is swallowed by a network that answers in the platform's place.
#[tokio::test]
async fn a_consent_that_did_not_arrive_is_mended_by_doing_it_again() {
    let world = World::new().await;
    let app = world.start_app();
    world.log_in(&app).await.unwrap();
    let ready = world.take_card(&app).await.unwrap();
    world.network.plan("PUT /v1/consents/card", Fault::Html);
    let error = app.send_card(&follow()).await.unwrap_err();
    assert!(matches!(error, Error::Platform(PlatformError::NotUnderstood)), "{error:?}");
    assert_eq!(app.review().await.unwrap(), ready);
    app.send_card(&follow()).await.unwrap();
}

#[tokio::test]
async fn a_consent_taken_back_on_another_phone_is_asked_for_again_here() {
    let world = World::new().await;
    let app = world.start_app();
    let ready = world.prepare(&app, world.student.portrait()).await;
    world.other_client().await.revoke_consent(ConsentKind::Card).await.unwrap();
    let review = app.resume(&follow()).await.unwrap();
    assert_eq!(review.next(), Next::GiveConsent(ConsentKind::Card));
    assert!(review.photos().eq(ready.photos()));
}

#[tokio::test]
async fn consents_given_on_one_phone_are_known_on_the_next() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait_of_another(1)).await;
    app.submit(&follow()).await.unwrap();
    let here = outcome(&app).await;
    let folder = TempDir::new().unwrap();
    let there = world.log_in(&world.start_elsewhere(&folder)).await.unwrap();
    for kind in ConsentKind::ALL {
        let seconds = |consent: &Consent| (consent.version.clone(), consent.given_at);
        assert_eq!(there.consent(kind).map(seconds), here.consent(kind).map(seconds));
    }
}

#[tokio::test]
async fn erasing_leaves_nothing_here_or_there_but_the_count() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait_of_another(1)).await;
    app.submit(&follow()).await.unwrap();
    outcome(&app).await;
    app.start_again().await.unwrap();
    let before = app.take_portrait(world.student.portrait()).await.map(|_| ()).and(Ok(app.review().await.unwrap()));

    world.network.plan("DELETE /v1/data", Fault::Unavailable);
    app.erase_my_data().await.unwrap_err();
    assert_eq!(app.review().await.unwrap(), before.unwrap(), "nothing is erased by half");

    app.erase_my_data().await.unwrap();
    assert!(matches!(app.review().await, Err(Error::LoggedOut)));
    drop(app);
    assert_eq!(std::fs::read_dir(world.folder.path()).unwrap().count(), 0);
    let other = world.other_client().await;
    assert_eq!(other.consents().await.unwrap(), Consents::default());
    assert_eq!(other.student().await.unwrap().card, CardStage::Missing);
    assert_eq!(world.ledger().await, (1, 2));

    // The student may come back, with the chances that are left.
    let app = world.start_app();
    let review = world.log_in(&app).await.unwrap();
    assert_eq!((review.chances().left(), review.photos().count()), (2, 0));
    app.start_again().await.unwrap();
    world.prepare(&app, world.student.portrait()).await;
    app.submit(&follow()).await.unwrap();
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
}

#[tokio::test]
async fn erasing_whose_answer_is_lost_is_done_again_after_a_log_in() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait()).await;
    world.network.plan("DELETE /v1/data", Fault::LostAnswer);
    app.erase_my_data().await.unwrap_err();
    let ended = app.erase_my_data().await.unwrap_err();
    assert!(matches!(ended, Error::Platform(PlatformError::SessionExpired)), "{ended:?}");
    world.log_in(&app).await.unwrap();
    app.erase_my_data().await.unwrap();
    drop(app);
    assert_eq!(std::fs::read_dir(world.folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_missing_consent_has_a_text() {
    for locale in [ruxue_rules::Locale::ZhCn, ruxue_rules::Locale::En] {
        let error = Error::from(PlatformError::Refused(Told::ConsentMissing));
        assert!(!error.text(locale).mend.is_empty());
    }
}
