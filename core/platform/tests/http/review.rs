use crate::support::World;
use ruxue_platform::{CardStage, Platform, PlatformError, Refusal};
use ruxue_reference_platform::{Note, NotedStudent, SideFields};
use ruxue_rules::limits::SENT_BYTES;
use ruxue_rules::{CardFields, Field, Outcome, Reason, Side};
use uuid::Uuid;

#[tokio::test]
async fn a_whole_review_passes() {
    let world = World::new().await;
    world.prepare().await;
    assert_eq!(world.client.student().await.unwrap().card, CardStage::Confirmed);
    let key = Uuid::new_v4();
    let attempt = world.submit(key, world.portrait()).await.unwrap();
    assert_eq!(world.judged(attempt.key).await, Outcome::Passed { score: 90.0 });
    assert_eq!(world.client.find_attempt(key).await.unwrap().unwrap().id, attempt.id);
    assert_eq!(world.client.find_attempt(Uuid::new_v4()).await.unwrap(), None);
    assert_eq!(world.client.history().await.unwrap().attempts.len(), 1);
}

#[tokio::test]
async fn failures_are_told_with_reasons_and_end_with_the_school() {
    let world = World::new().await;
    world.prepare().await;
    assert_eq!(world.client.hand_over().await.unwrap_err(), PlatformError::Refused(Refusal::HandOverTooEarly));
    for left in [2, 1] {
        let attempt = world.submit(Uuid::new_v4(), world.portrait_of_another()).await.unwrap();
        let failed = Outcome::Failed { score: Some(20.0), reasons: vec![Reason::IrregularPhoto] };
        assert_eq!(world.judged(attempt.key).await, failed);
        assert_eq!(world.chances_left().await, left);
    }
    let handed = world.client.hand_over().await.unwrap();
    assert_eq!(handed.outcome, Outcome::HandedOver { score: Some(20.0), reasons: vec![Reason::IrregularPhoto] });
    let refused = world.submit(Uuid::new_v4(), world.portrait()).await.unwrap_err();
    assert_eq!(refused, PlatformError::Refused(Refusal::HandedOver));
}

#[tokio::test]
async fn beginning_again_keeps_a_card_that_was_not_at_fault() {
    let world = World::new().await;
    world.prepare().await;
    let attempt = world.submit(Uuid::new_v4(), world.portrait_of_another()).await.unwrap();
    world.judged(attempt.key).await;
    world.client.restart().await.unwrap();
    assert_eq!(world.client.student().await.unwrap().card, CardStage::Confirmed);
    let attempt = world.submit(Uuid::new_v4(), world.portrait()).await.unwrap();
    assert_eq!(world.judged(attempt.key).await, Outcome::Passed { score: 90.0 });
}

#[tokio::test]
async fn beginning_again_asks_for_a_card_anew_that_was_at_fault() {
    let world = World::new().await;
    world.prepare().await;
    let whose = world.student.number().as_str().to_owned();
    let note = Note::Face { whose, faults: vec![Reason::WrongRegistration] };
    let attempt = world.submit(Uuid::new_v4(), note.photo().into()).await.unwrap();
    world.judged(attempt.key).await;
    world.client.restart().await.unwrap();
    let refused = world.submit(Uuid::new_v4(), world.portrait()).await.unwrap_err();
    assert_eq!(refused, PlatformError::Refused(Refusal::CardNotConfirmed));
    assert!(!refused.outcome_unknown() && !refused.is_retryable());
}

#[tokio::test]
async fn the_platform_answers_the_fields_that_it_read() {
    let world = World::new().await;
    world.agree().await;
    for side in [Side::Portrait, Side::Emblem] {
        let read = world.upload_photo(side, world.student.side(side)).await.unwrap();
        let printed = match side {
            Side::Portrait => CardFields::Portrait(world.student.card().portrait.clone()),
            Side::Emblem => CardFields::Emblem(world.student.card().emblem.clone()),
        };
        assert_eq!(read, printed);
    }
}

#[tokio::test]
async fn refusals_of_the_card_arrive_as_what_they_are() {
    let world = World::new().await;
    world.agree().await;
    let world = &world;
    let upload = |side, photo: Vec<u8>| async move { world.upload_photo(side, photo).await.map(drop) };
    let refused = |refusal| Err(PlatformError::Refused(refusal));
    assert_eq!(upload(Side::Portrait, world.student.side(Side::Emblem)).await, refused(Refusal::WrongSide));
    assert_eq!(upload(Side::Portrait, world.student.portrait()).await, refused(Refusal::NotACard));
    assert_eq!(upload(Side::Portrait, vec![1, 2, 3]).await, refused(Refusal::PhotoUndecodable));
    assert_eq!(upload(Side::Portrait, vec![]).await, refused(Refusal::PhotoUndecodable));
    assert_eq!(upload(Side::Portrait, vec![0; SENT_BYTES + 1]).await, refused(Refusal::PhotoTooLarge));

    let today = jiff::civil::date(2026, 11, 24);
    let confirmed = world.student.confirmed(today).unwrap();
    assert_eq!(world.client.confirm_card(&confirmed).await, refused(Refusal::CardIncomplete));
    let mut misread = world.student.card().portrait.clone();
    misread.birth = Some(jiff::civil::date(1999, 9, 9));
    upload(Side::Portrait, Note::Card(SideFields::Portrait(misread)).photo()).await.unwrap();
    world.upload(Side::Emblem).await.unwrap();
    assert_eq!(world.client.confirm_card(&confirmed).await, refused(Refusal::FieldsDisagree(vec![Field::Birth])));
    let other = NotedStudent::new(3).unwrap().confirmed(today).unwrap();
    assert_eq!(world.client.confirm_card(&other).await, refused(Refusal::NumberMismatch));
}
