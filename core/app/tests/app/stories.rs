use crate::phone::{World, outcome};
use jiff::SignedDuration;
use ruxue::{Error, Host, SystemHost};
use ruxue_platform::{Platform, PlatformError, Transfer};
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
    assert_eq!(world.log_in(&app).await.unwrap().next(), Next::TakeCard(Side::Portrait));
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

    assert_eq!(app.start_again().await.unwrap().next(), Next::TakePortrait, "the card stands");
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
    let now = app.review().await.unwrap();
    let shown =
        |review: &Review| (review.chances(), review.next(), review.photos().collect::<Vec<_>>(), review.draft());
    assert_eq!(shown(&now), shown(&before));
    assert_eq!((now.portrait(), now.confirmed()), (before.portrait(), before.confirmed()));
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
async fn a_new_phone_knows_what_was_submitted_on_the_old_one() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait_of_another(1)).await;
    app.submit(&follow()).await.unwrap();
    outcome(&app).await;

    let folder = TempDir::new().unwrap();
    let elsewhere = world.start_elsewhere(&folder);
    let review = world.log_in(&elsewhere).await.unwrap();
    assert_eq!((review.chances().left(), is_failed(&review)), (2, true));
    assert_eq!(elsewhere.start_again().await.unwrap().next(), Next::TakeCard(Side::Portrait));
}

#[tokio::test]
async fn wrong_registration_wants_the_card_taken_anew() {
    let world = World::new().await;
    let app = world.start_app();
    let whose = world.student.number().as_str().into();
    let unclear = Note::Face { whose, faults: vec![Reason::WrongRegistration] };
    world.prepare(&app, unclear.photo()).await;
    app.submit(&follow()).await.unwrap();
    assert!(is_failed(&outcome(&app).await));
    assert_eq!(app.start_again().await.unwrap().next(), Next::TakeCard(Side::Portrait));
    world.take_card(&app).await.unwrap();
    app.send_card(&follow()).await.unwrap();
    app.take_portrait(world.student.portrait()).await.unwrap();
    app.submit(&follow()).await.unwrap();
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
    assert_eq!(world.ledger().await.0, 2);
}

#[tokio::test]
async fn a_card_that_the_platform_lost_is_sent_again() {
    let world = World::new().await;
    let app = world.start_app();
    let ready = world.prepare(&app, world.student.portrait()).await;
    // Taken back on another phone, and agreed to again there.
    let other = world.other_client().await;
    other.revoke_consent(ConsentKind::Card).await.unwrap();
    other.give_consent(ConsentKind::Card, ready.consent(ConsentKind::Card).unwrap()).await.unwrap();
    assert!(matches!(app.submit(&follow()).await, Err(Error::Platform(PlatformError::Refused(_)))));
    assert_eq!(app.review().await.unwrap().next(), Next::SendCard);
    app.send_card(&follow()).await.unwrap();
    app.submit(&follow()).await.unwrap();
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
    assert_eq!(world.ledger().await.0, 1);
}

#[tokio::test]
async fn a_card_lost_after_a_failure_is_taken_again_because_its_photos_are_gone() {
    let world = World::new().await;
    let app = world.start_app();
    let ready = world.prepare(&app, world.student.portrait_of_another(1)).await;
    app.submit(&follow()).await.unwrap();
    outcome(&app).await;
    let other = world.other_client().await;
    other.revoke_consent(ConsentKind::Card).await.unwrap();
    other.give_consent(ConsentKind::Card, ready.consent(ConsentKind::Card).unwrap()).await.unwrap();
    app.start_again().await.unwrap();
    assert_eq!(app.resume(&follow()).await.unwrap().next(), Next::TakeCard(Side::Portrait));
    world.take_card(&app).await.unwrap();
    app.send_card(&follow()).await.unwrap();
    app.take_portrait(world.student.portrait()).await.unwrap();
    app.submit(&follow()).await.unwrap();
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
}

#[tokio::test]
async fn an_attempt_of_another_phone_takes_nothing_that_was_captured_here() {
    let world = World::new().await;
    let folder = TempDir::new().unwrap();
    let (here, there) = (world.start_app(), world.start_elsewhere(&folder));
    world.prepare(&there, world.student.portrait_of_another(1)).await;
    let ready = world.prepare(&here, world.student.portrait()).await;
    there.submit(&follow()).await.unwrap();
    assert!(is_failed(&outcome(&there).await));
    let told = here.resume(&follow()).await.unwrap();
    assert!(is_failed(&told));
    assert!(told.photos().eq(ready.photos()));
    assert_eq!(here.start_again().await.unwrap().next(), Next::Submit);
    here.submit(&follow()).await.unwrap();
    assert!(matches!(outcome(&here).await.next(), Next::Read(Outcome::Passed { .. })));
    assert_eq!(world.ledger().await, (2, 1));
}

#[tokio::test]
async fn the_list_of_attempts_tells_outcomes_and_reasons() {
    let world = World::new().await;
    let app = world.start_app();
    assert!(matches!(app.attempts().await, Err(Error::LoggedOut)));
    world.prepare(&app, world.student.portrait_of_another(1)).await;
    assert!(app.attempts().await.unwrap().attempts.is_empty());
    app.submit(&follow()).await.unwrap();
    outcome(&app).await;
    let history = app.attempts().await.unwrap();
    assert_eq!(history.chances_left.left(), 2);
    let failed = Outcome::Failed { score: Some(20.0), reasons: vec![Reason::IrregularPhoto] };
    assert_eq!(history.attempts.iter().map(|attempt| &attempt.outcome).collect::<Vec<_>>(), [&failed]);
}

#[tokio::test]
async fn a_phone_whose_clock_is_wrong_goes_by_the_platforms() {
    let world = World::new().await;
    let app = world.start_app();
    let decades = 20 * 366 * 24 * 3600;
    world.host.set_ahead(decades);
    world.log_in(&app).await.unwrap();
    // The card is valid to 2040, which this phone believes to be past.
    let report = app.take_card(Side::Emblem, world.student.side(Side::Emblem)).await.unwrap();
    assert_eq!(report.report.verdict, Verdict::Pass);
    let given_at = |review: Review| review.consent(ConsentKind::Card).unwrap().given_at;
    let error = given_at(app.give_consent(ConsentKind::Card).await.unwrap()).duration_since(SystemHost.now());
    assert!(error.abs() < SignedDuration::from_mins(5), "{error}");
}

#[tokio::test]
async fn a_clock_that_is_minutes_off_is_believed() {
    let world = World::new().await;
    let app = world.start_app();
    world.host.set_ahead(200);
    world.log_in(&app).await.unwrap();
    let review = app.give_consent(ConsentKind::Face).await.unwrap();
    let error = review.consent(ConsentKind::Face).unwrap().given_at.duration_since(SystemHost.now());
    assert!((error - SignedDuration::from_secs(200)).abs() < SignedDuration::from_secs(60), "{error}");
}
