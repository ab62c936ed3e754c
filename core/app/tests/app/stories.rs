use crate::phone::{World, outcome};
use ruxue::Error;
use ruxue_platform::{Platform, PlatformError, Secret, Transfer};
use ruxue_reference_platform::{Note, NotedStudent};
use ruxue_rules::{ConsentKind, Kind, Next, Outcome, Reason, Refusal, Review, Side, Verdict};
use tempfile::TempDir;

fn follow() -> Transfer {
    Transfer::default()
}

fn is_failed(review: &Review) -> bool {
    matches!(review.last_outcome(), Some(Outcome::Failed { .. }))
}

#[tokio::test]
async fn a_review_passes_at_the_first_attempt() {
    let world = World::new().await;
    let app = world.start_app();
    assert_eq!(world.log_in(&app).await.unwrap().review.next(), Next::TakeCard(Side::Portrait));
    assert_eq!(world.take_card(&app).await.unwrap().next(), Next::SendCard);
    assert_eq!(app.send_card(&follow()).await.unwrap().next(), Next::GiveConsent(ConsentKind::Face));
    assert_eq!(app.give_consent(ConsentKind::Face).await.unwrap().next(), Next::TakePortrait);
    assert_eq!(app.take_portrait(world.student.portrait()).await.unwrap().verdict, Verdict::Pass);
    assert_eq!(app.submit(&follow()).await.unwrap().chances().left(), 2);
    let review = outcome(&app).await;
    assert!(matches!(review.next(), Next::Read(Outcome::Passed { score }) if score > 80.0));
    assert!(matches!(app.submit(&follow()).await, Err(Error::Refused(Refusal::Passed))));
    assert_eq!(world.ledger().await.0, 1);
}

#[tokio::test]
async fn after_two_failures_the_student_hands_over_to_the_school() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait_of_another(1)).await;
    app.submit(&follow()).await.unwrap();
    let review = outcome(&app).await;
    assert_eq!((review.chances().left(), is_failed(&review)), (2, true));
    assert!(matches!(app.hand_over().await, Err(Error::Refused(Refusal::HandOverTooEarly))));

    // The platform keeps the card: only another portrait is to be taken.
    assert_eq!(app.start_again().await.unwrap().next(), Next::TakePortrait);
    app.take_portrait(world.student.portrait_of_another(2)).await.unwrap();
    app.submit(&follow()).await.unwrap();
    assert_eq!(outcome(&app).await.chances().left(), 1);

    let review = app.hand_over().await.unwrap();
    let handed = Outcome::HandedOver { score: Some(20.0), reasons: vec![Reason::IrregularPhoto] };
    assert_eq!(review.next(), Next::Read(handed));
    assert!(matches!(app.start_again().await, Err(Error::Refused(Refusal::HandedOver))));
}

#[tokio::test]
async fn three_failures_are_the_end() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait_of_another(1)).await;
    for left in [2, 1, 0] {
        app.submit(&follow()).await.unwrap();
        let review = outcome(&app).await;
        assert_eq!((review.chances().left(), is_failed(&review)), (left, true));
        if left > 0 {
            app.start_again().await.unwrap();
            app.take_portrait(world.student.portrait_of_another(left)).await.unwrap();
        }
    }
    assert!(matches!(app.start_again().await, Err(Error::Refused(Refusal::NoChances))));
    assert_eq!(world.ledger().await, (3, 0));
}

#[tokio::test]
async fn a_refused_photo_spends_nothing_and_replaces_nothing() {
    let world = World::new().await;
    let app = world.start_app();
    let before = world.prepare(&app, world.student.portrait()).await;
    for (photo, kind) in [
        (Note::BlurredCard(Side::Portrait).photo(), Kind::Blur),
        (world.student.side(Side::Emblem), Kind::WrongSide),
        (world.student.portrait(), Kind::NotACard),
        (b"no photo".to_vec(), Kind::Undecodable),
        (NotedStudent::new(2).unwrap().side(Side::Portrait), Kind::NumberMismatch),
    ] {
        let report = app.take_card(Side::Portrait, photo).await.unwrap().report;
        assert_eq!((report.verdict, report.findings[0].kind), (Verdict::Refuse, kind));
    }
    let report = app.take_portrait(world.student.side(Side::Portrait)).await.unwrap();
    assert_eq!((report.verdict, report.findings[0].kind), (Verdict::Refuse, Kind::NoFace));
    assert_eq!(app.review().await.unwrap(), before);
    assert_eq!(world.ledger().await, (0, 3));
}

#[tokio::test]
async fn what_the_student_corrects_must_agree_with_the_account() {
    let world = World::new().await;
    let app = world.start_app();
    world.log_in(&app).await.unwrap();
    for side in [Side::Portrait, Side::Emblem] {
        app.take_card(side, world.student.side(side)).await.unwrap();
    }
    let mut fields = app.review().await.unwrap().draft();
    fields.portrait.id_number = Some(NotedStudent::new(3).unwrap().number().as_str().into());
    assert!(matches!(app.confirm_card(fields).await, Err(Error::Refused(Refusal::Fields(_)))));
    assert_eq!(app.review().await.unwrap().next(), Next::ConfirmCard);
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
    assert!(matches!(app.send_card(&follow()).await, Err(Error::Refused(Refusal::NoConsent(ConsentKind::Card)))));
    assert_eq!(app.student().await.unwrap().card, ruxue_platform::CardStage::Missing);
}

#[tokio::test]
async fn all_is_there_after_the_app_was_killed() {
    let world = World::new().await;
    let app = world.start_app();
    let before = world.prepare(&app, world.student.portrait()).await;
    drop(app);
    let app = world.start_app();
    assert_eq!(app.review().await.unwrap(), before);
    app.submit(&follow()).await.unwrap();
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
}

#[tokio::test]
async fn logging_out_wipes_the_phone() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait()).await;
    app.log_out().await.unwrap();
    assert!(matches!(app.review().await, Err(Error::LoggedOut)));
    assert!(matches!(app.submit(&follow()).await, Err(Error::LoggedOut)));
    drop(app);
    let app = world.start_app();
    assert!(matches!(app.review().await, Err(Error::LoggedOut)));
    assert!(matches!(app.student().await, Err(Error::Platform(PlatformError::SessionExpired))));
}

#[tokio::test]
async fn the_same_student_goes_on_under_any_account_and_another_starts_anew() {
    let world = World::new().await;
    let app = world.start_app();
    let before = world.prepare(&app, world.student.portrait()).await;
    let password = Secret::new(world.student.number().last_six().into());
    let mobile = world.student.student().mobile.unwrap();
    assert_eq!(app.log_in(&mobile, &password).await.unwrap().review, before);

    let other = NotedStudent::new(2).unwrap();
    world.platform.enrol(&other).await.unwrap();
    let number = other.number();
    let login = app.log_in(number.as_str(), &Secret::new(number.last_six().into())).await.unwrap();
    assert_eq!((login.review.photos().count(), login.review.next()), (0, Next::TakeCard(Side::Portrait)));
    // What the first one captured waits for them, sealed.
    assert_eq!(world.log_in(&app).await.unwrap().review, before);
}

#[tokio::test]
async fn a_wrong_login_leaves_what_is_stored() {
    let world = World::new().await;
    let app = world.start_app();
    let before = world.prepare(&app, world.student.portrait()).await;
    let number = world.student.number().as_str();
    assert!(matches!(app.log_in("12345", &Secret::new("x".into())).await, Err(Error::Account(_))));
    let wrong = app.log_in(number, &Secret::new("000000".into())).await;
    assert!(matches!(wrong, Err(Error::Platform(PlatformError::WrongPassword { .. }))), "{wrong:?}");
    assert_eq!(app.review().await.unwrap(), before);
}

#[tokio::test]
async fn a_new_phone_knows_what_was_submitted_on_the_old_one() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait_of_another(1)).await;
    app.submit(&follow()).await.unwrap();
    outcome(&app).await;

    let folder = TempDir::new().unwrap();
    let elsewhere = world.start_in(&folder);
    let review = world.log_in(&elsewhere).await.unwrap().review;
    assert_eq!((review.chances().left(), is_failed(&review)), (2, true));
    assert_eq!(elsewhere.start_again().await.unwrap().next(), Next::TakeCard(Side::Portrait));
}

/// A failed student has started again and taken another portrait; meanwhile the platform lets the card go.
#[tokio::test]
async fn a_card_that_the_platform_lost_is_taken_and_sent_again() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait_of_another(1)).await;
    app.submit(&follow()).await.unwrap();
    assert!(is_failed(&outcome(&app).await));
    app.start_again().await.unwrap();
    app.take_portrait(world.student.portrait()).await.unwrap();
    // Taken back on another device.
    world.other_client().await.revoke_consent(ConsentKind::Card).await.unwrap();
    assert!(matches!(app.submit(&follow()).await, Err(Error::Platform(PlatformError::Refused(_)))));
    assert_eq!(app.review().await.unwrap().next(), Next::TakeCard(Side::Portrait));
    world.take_card(&app).await.unwrap();
    app.send_card(&follow()).await.unwrap();
    app.submit(&follow()).await.unwrap();
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
    assert_eq!(world.ledger().await.0, 2);
}

#[tokio::test]
async fn a_card_whose_data_were_wrong_is_taken_anew() {
    let world = World::new().await;
    let app = world.start_app();
    let whose = world.student.number().as_str().to_owned();
    let wrong = Note::Face { whose, faults: vec![Reason::WrongRegistration] };
    world.prepare(&app, wrong.photo()).await;
    app.submit(&follow()).await.unwrap();
    assert!(is_failed(&outcome(&app).await));
    assert_eq!(app.start_again().await.unwrap().next(), Next::TakeCard(Side::Portrait));
    assert_eq!(app.student().await.unwrap().card, ruxue_platform::CardStage::Missing);
}

/// While an outcome is awaited the photos are kept, in case they are asked for once more; not a moment longer.
#[tokio::test]
async fn photos_are_erased_when_the_outcome_is_in() {
    let world = World::new().await;
    let app = world.start_app();
    let before = world.prepare(&app, world.student.portrait()).await;
    let waiting = app.submit(&follow()).await.unwrap();
    assert_eq!(waiting.photos().count(), 3);
    assert_eq!(outcome(&app).await.photos().count(), 0);
    drop(app);
    let store = world.look_into_the_store();
    for id in before.photos() {
        assert!(store.photo(id).unwrap().is_none());
    }
}

#[tokio::test]
async fn a_wrong_clock_of_the_phone_makes_no_card_expired() {
    let world = World::new().await;
    let app = world.start_app_at(jiff::Timestamp::from_second(4_000_000_000).unwrap());
    world.log_in(&app).await.unwrap();
    let report = app.take_card(Side::Emblem, world.student.side(Side::Emblem)).await.unwrap().report;
    assert_eq!(report.verdict, Verdict::Pass, "{report:?}");
    let agreed = app.give_consent(ConsentKind::Card).await.unwrap();
    let off = jiff::Timestamp::now().duration_since(agreed.consent(ConsentKind::Card).unwrap().given_at);
    assert!(off.abs() < jiff::SignedDuration::from_mins(1));
}
