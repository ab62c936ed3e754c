//! The same use-cases with pictures, networks and the platform's own look at them.

use crate::phone::outcome;
use ruxue::{App, SystemHost};
use ruxue_platform::{Config, HttpPlatform, Secret, Transfer};
use ruxue_reference_platform::{Enrolment, Person, PhotoExaminer, Student, TestPlatform};
use ruxue_rules::limits::SENT_BYTES;
use ruxue_rules::{ConsentKind, IdNumber, Next, Outcome, Side, Verdict};
use ruxue_samples::{Assets, set};
use ruxue_store::{KeyVault, Store};
use ruxue_vision::Models;
use std::sync::Arc;
use tempfile::TempDir;

fn models() -> Models {
    let folder = ruxue_models::weights().unwrap();
    Models::load(|file| std::fs::read(folder.join(file)), 1).unwrap()
}

#[tokio::test]
async fn good_photos_pass_from_the_first_to_the_last_step() {
    let assets = Assets::load().unwrap();
    let sample = set::Student::new(1);
    let printed = &sample.specimen;
    let number = IdNumber::parse(&printed.id_number).unwrap();
    let portrait = sample.portrait.draw(&assets).unwrap().jpeg;

    let platform = TestPlatform::start(PhotoExaminer::new(models())).await.unwrap();
    let (name, sex) = (printed.name.clone(), number.sex());
    let person = Person { name: name.clone(), sex, number: number.clone(), face_jpeg: portrait.clone() };
    let student = Student {
        name,
        number: number.clone(),
        mobile: None,
        email: None,
        password: None,
        student_number: "S2022001".into(),
        class: "入学资格审查2022级01班".into(),
        enrolment: Enrolment::invented(),
    };
    platform.register().add(person).await.unwrap();
    platform.register().add_student(student).await.unwrap();

    let folder = TempDir::new().unwrap();
    let open = || Store::open(folder.path(), Arc::new(KeyVault::new([7; 32]))).unwrap();
    let client = HttpPlatform::new(&Config::new(platform.url())).unwrap();
    let app = App::new(Arc::new(client), Arc::new(models()), Arc::new(SystemHost), open()).unwrap();
    app.log_in(number.as_str(), &Secret::new(number.last_six().into())).await.unwrap();

    for (side, scene) in [(Side::Portrait, &sample.portrait_side), (Side::Emblem, &sample.emblem_side)] {
        let report = app.take_card(side, scene.draw(&assets).unwrap().jpeg).await.unwrap();
        assert_ne!(report.report.verdict, Verdict::Refuse, "{:?}", report.report);
    }
    let read = app.review().await.unwrap().draft();
    assert_eq!(read.portrait.name.as_ref(), Some(&printed.name));
    assert_eq!(read.portrait.id_number.as_ref(), Some(&printed.id_number));
    assert_eq!(read.emblem.authority.as_ref(), Some(&printed.authority));
    app.confirm_card(read).await.unwrap();
    for kind in ConsentKind::ALL {
        app.give_consent(kind).await.unwrap();
    }
    app.send_card(&Transfer::default()).await.unwrap();
    let report = app.take_portrait(portrait).await.unwrap();
    assert_ne!(report.verdict, Verdict::Refuse, "{report:?}");
    let photos: Vec<_> = app.review().await.unwrap().photos().collect();
    drop(app);
    let store = open();
    for photo in photos {
        let stored = store.photo(photo).unwrap().unwrap();
        assert!(stored.starts_with(&[0xff, 0xd8]) && stored.len() <= SENT_BYTES);
        assert!(!stored.windows(4).any(|window| window == b"Exif"));
    }

    let client = HttpPlatform::new(&Config::new(platform.url())).unwrap();
    let app = App::new(Arc::new(client), Arc::new(models()), Arc::new(SystemHost), store).unwrap();
    app.submit(&Transfer::default()).await.unwrap();
    let review = outcome(&app).await;
    assert!(matches!(review.next(), Next::Read(Outcome::Passed { .. })), "{:?}", review.next());
}
