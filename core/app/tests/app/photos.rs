//! What is kept of photos, in which form, and for how long.

use crate::phone::{World, outcome};
use ruxue::{Error, Unseen, Vision};
use ruxue_platform::Transfer;
use ruxue_rules::{
    CardMeasures, HeadMeasures, Kind, Next, Outcome, PhotoFault, PhotoId, PhotoMeasures, PortraitMeasures, Side,
};
use ruxue_scenarios::eyes::NoteReader;

fn follow() -> Transfer {
    Transfer::default()
}

/// What stands before a note in the place of EXIF: no platform could read it.
const EXIF: &[u8] = b"taken at 39.9 N 116.4 E;";

/// Reads notes with EXIF, and strips it.
struct Stripping;

fn stripped(photo: &[u8]) -> Result<&[u8], PhotoFault> {
    photo.strip_prefix(EXIF).ok_or(PhotoFault::Damaged)
}

impl Vision for Stripping {
    fn card(&self, photo: &[u8]) -> Result<(PhotoMeasures, CardMeasures), Unseen> {
        NoteReader.card(stripped(photo)?)
    }

    fn portrait(&self, photo: &[u8]) -> Result<(PhotoMeasures, PortraitMeasures), Unseen> {
        NoteReader.portrait(stripped(photo)?)
    }

    fn sendable(&self, photo: &[u8]) -> Result<Vec<u8>, Unseen> {
        Ok(stripped(photo)?.to_vec())
    }
}

fn with_exif(note: &[u8]) -> Vec<u8> {
    [EXIF, note].concat()
}

#[tokio::test]
async fn what_is_stored_and_sent_is_never_the_original() {
    let world = World::new().await;
    let app = world.start_with(Stripping);
    world.log_in(&app).await.unwrap();
    for side in [Side::Portrait, Side::Emblem] {
        app.take_card(side, with_exif(&world.student.side(side))).await.unwrap();
    }
    app.take_portrait(with_exif(&world.student.portrait())).await.unwrap();
    let photos: Vec<PhotoId> = app.review().await.unwrap().photos().collect();
    drop(app);
    let store = world.store();
    let stored: Vec<_> = photos.into_iter().map(|photo| store.photo(photo).unwrap().unwrap()).collect();
    let [portrait_side, emblem_side] = [Side::Portrait, Side::Emblem].map(|side| world.student.side(side));
    assert_eq!(stored, [portrait_side, emblem_side, world.student.portrait()]);
}

/// Takes whatever is on a head for a hat.
struct SeesHats;

impl Vision for SeesHats {
    fn card(&self, photo: &[u8]) -> Result<(PhotoMeasures, CardMeasures), Unseen> {
        NoteReader.card(photo)
    }

    fn portrait(&self, photo: &[u8]) -> Result<(PhotoMeasures, PortraitMeasures), Unseen> {
        let (file, measures) = NoteReader.portrait(photo)?;
        let head = measures.head.map(|head| HeadMeasures { hat: 1.0, ..head });
        Ok((file, PortraitMeasures { head, ..measures }))
    }

    fn sendable(&self, photo: &[u8]) -> Result<Vec<u8>, Unseen> {
        NoteReader.sendable(photo)
    }
}

#[tokio::test]
async fn a_good_portrait_that_the_phone_is_wrong_about_passes_and_the_platform_knows() {
    let world = World::new().await;
    let app = world.start_with(SeesHats);
    let portraits = [0, 1, 2].map(|number| [world.student.portrait(), vec![b' '; number]].concat());
    let [first, second, third] = portraits;
    world.prepare(&app, first).await;
    app.take_portrait(second).await.unwrap();
    assert!(matches!(app.insist_on_portrait(world.student.portrait()).await, Err(Error::Refused(_))));
    assert_eq!(app.take_portrait(third.clone()).await.unwrap().refusals().collect::<Vec<_>>(), [Kind::Hat]);
    app.insist_on_portrait(third).await.unwrap();
    app.submit(&follow()).await.unwrap();
    assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })));
    let attempts = world.platform.register().attempts(world.student.number().clone()).await.unwrap();
    let told: Vec<_> = attempts.iter().flat_map(|made| &made.overruled).map(|one| (one.slot(), one.kind())).collect();
    assert_eq!(told, [("portrait", "hat")]);
}

/// Judges well what it then can't bring to a form to send.
struct Unsendable;

impl Vision for Unsendable {
    fn card(&self, photo: &[u8]) -> Result<(PhotoMeasures, CardMeasures), Unseen> {
        NoteReader.card(photo)
    }

    fn portrait(&self, photo: &[u8]) -> Result<(PhotoMeasures, PortraitMeasures), Unseen> {
        NoteReader.portrait(photo)
    }

    fn sendable(&self, _photo: &[u8]) -> Result<Vec<u8>, Unseen> {
        Err(PhotoFault::Damaged.into())
    }
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_like_any_broken_photo() {
    let world = World::new().await;
    let app = world.start_with(Unsendable);
    world.log_in(&app).await.unwrap();
    let report = app.take_portrait(world.student.portrait()).await.unwrap();
    assert_eq!(report.findings[0].kind, Kind::Undecodable);
    let report = app.take_card(Side::Portrait, world.student.side(Side::Portrait)).await.unwrap().report;
    assert_eq!(report.findings[0].kind, Kind::Undecodable);
    assert_eq!(app.review().await.unwrap().photos().count(), 0);
}

#[tokio::test]
async fn photos_are_erased_with_the_outcome_and_not_before() {
    let world = World::new().await;
    for portrait in [world.student.portrait_of_another(1), world.student.portrait()] {
        let app = world.start_app();
        if app.review().await.is_ok() {
            app.start_again().await.unwrap();
            app.take_portrait(portrait).await.unwrap();
        } else {
            world.prepare(&app, portrait).await;
        }
        let photos: Vec<PhotoId> = app.review().await.unwrap().photos().collect();
        let under_way = app.submit(&follow()).await.unwrap();
        assert!(under_way.photos().eq(photos.iter().copied()), "there is no outcome yet");
        let decided = outcome(&app).await;
        assert_eq!(decided.photos().count(), 0);
        assert!(decided.confirmed().is_some() && decided.is_card_sent());
        drop(app);
        let store = world.store();
        assert!(photos.iter().all(|photo| store.photo(*photo).unwrap().is_none()));
    }
}

/// The disk lost the portrait of a submission without an answer: that must not be the end.
#[tokio::test]
async fn a_submission_whose_portrait_is_lost_ends_all_the_same() {
    for arrived in [true, false] {
        let world = World::new().await;
        let app = world.start_app();
        world.prepare(&app, world.student.portrait()).await;
        let fault = if arrived {
            ruxue_reference_platform::Fault::LostAnswer
        } else {
            ruxue_reference_platform::Fault::ServerError
        };
        world.network.plan("POST /v1/attempts", fault);
        app.submit(&follow()).await.unwrap_err();
        drop(app);
        lose_photos(&world);
        let app = world.start_app();
        let review = app.resume(&follow()).await;
        if !arrived {
            assert!(matches!(review, Err(Error::PhotoLost)), "{review:?}");
            app.take_portrait(world.student.portrait()).await.unwrap();
            app.submit(&follow()).await.unwrap();
        }
        assert!(matches!(outcome(&app).await.next(), Next::Read(Outcome::Passed { .. })), "{arrived}");
        assert_eq!(world.ledger().await.0, 1);
    }
}

/// Deletes every photo behind the store's back: [`ruxue_store::Store::save`] erases what a review does not name.
fn lose_photos(world: &World) {
    let mut store = world.store();
    let review = store.review().unwrap().unwrap();
    let nothing = ruxue_rules::Review::new(review.student(), review.account().clone(), review.chances());
    store.save(&nothing, &[]).unwrap();
    store.save(&review, &[]).unwrap();
}
