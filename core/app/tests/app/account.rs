//! What the account's pages offer.

use crate::phone::{World, outcome};
use ruxue::Error;
use ruxue_platform::{
    Binding, BindingKind, CodePurpose, Contact, ContactKind, Platform, PlatformError, PostalAddress, Proof, Refusal,
    Registration, Secret, Transfer,
};
use ruxue_reference_platform::{NotedStudent, Student};
use ruxue_rules::{ConsentKind, Next, PasswordProblem, Side};

const PASSWORD: &str = "纸鸢2026高飞";

fn contact(text: &str) -> Contact {
    Contact::parse(text).unwrap()
}

fn secret(text: &str) -> Secret {
    Secret::new(text.into())
}

/// What the platform refused; any other end is none.
fn refused<T>(result: Result<T, Error>) -> Option<Refusal> {
    match result {
        Err(Error::Platform(PlatformError::Refused(refusal))) => Some(refusal),
        _ => None,
    }
}

#[tokio::test]
async fn the_first_password_is_flagged_and_can_be_changed() {
    let world = World::new().await;
    let app = world.start_app();
    assert!(world.log_in(&app).await.unwrap().weak_password);
    assert!(app.student().await.unwrap().weak_password);
    let number = world.student.number().clone();
    let current = Proof::CurrentPassword(secret(number.last_six()));
    let weak = app.change_password(&current, &secret(&number.as_str()[4..14])).await;
    assert!(matches!(weak, Err(Error::Password(PasswordProblem::IdNumber))), "{weak:?}");
    let wrong = app.change_password(&Proof::CurrentPassword(secret("nonsense")), &secret(PASSWORD)).await;
    assert!(matches!(refused(wrong), Some(Refusal::WrongCurrentPassword { .. })));
    app.change_password(&current, &secret(PASSWORD)).await.unwrap();
    assert!(!app.student().await.unwrap().weak_password);
    assert!(world.log_in(&app).await.is_err());
    assert!(!app.log_in(number.as_str(), &secret(PASSWORD)).await.unwrap().weak_password);
}

#[tokio::test]
async fn a_password_is_changed_by_a_code() {
    let world = World::new().await;
    let app = world.start_app();
    world.log_in(&app).await.unwrap();
    app.request_code(&CodePurpose::PasswordChange(ContactKind::Mobile)).await.unwrap();
    assert_eq!(
        refused(app.change_password(&Proof::Code(secret("000000")), &secret(PASSWORD)).await),
        Some(Refusal::WrongCode)
    );
    let code = world.last_code();
    app.change_password(&Proof::Code(secret(&code)), &secret(PASSWORD)).await.unwrap();
    assert!(!app.student().await.unwrap().weak_password);
    let again = app.change_password(&Proof::Code(secret(&code)), &secret("another1password")).await;
    assert_eq!(refused(again), Some(Refusal::WrongCode));
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_by_a_code() {
    let world = World::new().await;
    let app = world.start_app();
    let mobile = contact(&world.student.student().mobile.unwrap());
    app.request_code(&CodePurpose::PasswordReset(mobile.clone())).await.unwrap();
    let short = app.reset_password(&mobile, &secret("123456"), &secret("short")).await;
    assert!(matches!(short, Err(Error::Password(PasswordProblem::TooShort))), "{short:?}");
    let code = world.last_code();
    app.reset_password(&mobile, &secret(&code), &secret(PASSWORD)).await.unwrap();
    app.log_in(mobile.as_str(), &secret(PASSWORD)).await.unwrap();
}

#[tokio::test]
async fn a_student_of_the_colleges_list_registers() {
    let world = World::new().await;
    let app = world.start_app();
    let newcomer = NotedStudent::new(7).unwrap();
    let listed = Student { mobile: None, email: None, ..newcomer.student() };
    world.platform.register().add_student(listed.clone()).await.unwrap();
    let mobile = contact("13912345678");
    app.request_code(&CodePurpose::Registration(mobile.clone())).await.unwrap();
    let code = secret(&world.last_code());
    let registration = Registration {
        name: listed.name.clone(),
        number: newcomer.number().clone(),
        mobile: mobile.clone(),
        code,
        password: secret(PASSWORD),
    };
    let stranger = Registration { name: "李外".into(), ..registration.clone() };
    assert_eq!(refused(app.register(&stranger).await), Some(Refusal::NotEnrolled));
    app.register(&registration).await.unwrap();
    let login = app.log_in(mobile.as_str(), &secret(PASSWORD)).await.unwrap();
    assert_eq!((login.review.student(), login.weak_password), (listed.student_number.as_str(), false));
}

#[tokio::test]
async fn contacts_and_wechat_are_bound_and_unbound() {
    let world = World::new().await;
    let app = world.start_app();
    world.log_in(&app).await.unwrap();
    let email = contact("zhang.yang@example.edu.cn");
    app.request_code(&CodePurpose::Binding(email.clone())).await.unwrap();
    let code = secret(&world.last_code());
    app.bind(&Binding::Email { email: email.clone(), code }).await.unwrap();
    app.bind(&Binding::WeChat { code: secret("wx-code-of-the-shell") }).await.unwrap();
    let profile = app.profile().await.unwrap();
    assert!(profile.wechat && profile.mobile.is_some());
    assert!(profile.email.is_some_and(|masked| masked.contains('*') && !masked.contains("zhang.yang")));
    let number = world.student.number();
    app.log_in(email.as_str(), &secret(number.last_six())).await.unwrap();
    for kind in [BindingKind::Email, BindingKind::WeChat] {
        app.unbind(kind).await.unwrap();
    }
    let profile = app.profile().await.unwrap();
    assert_eq!((profile.email, profile.wechat), (None, false));
}

#[tokio::test]
async fn the_pages_tell_what_the_college_has() {
    let world = World::new().await;
    let app = world.start_app();
    world.log_in(&app).await.unwrap();
    assert_eq!(app.enrolment().await.unwrap().student_number, world.student.student().student_number);
    let address = PostalAddress {
        recipient: "张样".into(),
        mobile: "13912345678".into(),
        region: "样本省样本市样张区".into(),
        street: "样张路1号".into(),
    };
    app.set_postal_address(&address).await.unwrap();
    assert_eq!(app.profile().await.unwrap().postal_address, Some(address));
    assert_eq!(app.attempts().await.unwrap().attempts, vec![]);
}

#[tokio::test]
async fn a_consent_is_recorded_before_the_first_upload_and_can_be_taken_back() {
    let world = World::new().await;
    let app = world.start_app();
    let ready = world.prepare(&app, world.student.portrait()).await;
    let platform = world.other_client().await;
    let on_record = platform.consents().await.unwrap();
    assert_eq!(on_record.card.as_ref(), ready.consent(ConsentKind::Card));
    // The face was not sent yet, so nothing is on record.
    assert_eq!(on_record.face, None);

    let revoked = app.revoke_consent(ConsentKind::Card).await.unwrap();
    assert_eq!((revoked.photos().count(), revoked.next()), (3, Next::GiveConsent(ConsentKind::Card)));
    assert_eq!(platform.consents().await.unwrap().card, None);
    assert_eq!(app.student().await.unwrap().card, ruxue_platform::CardStage::Missing);
    assert!(matches!(app.send_card(&Transfer::default()).await, Err(Error::Refused(_))));

    app.give_consent(ConsentKind::Card).await.unwrap();
    app.send_card(&Transfer::default()).await.unwrap();
    app.submit(&Transfer::default()).await.unwrap();
    assert!(matches!(app.revoke_consent(ConsentKind::Face).await, Err(Error::Refused(_))));
}

#[tokio::test]
async fn a_consent_taken_back_in_a_tunnel_is_told_later() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait()).await;
    world.network.plan("DELETE /v1/consents/card", ruxue_reference_platform::Fault::LostAnswer);
    app.revoke_consent(ConsentKind::Card).await.unwrap_err();
    assert_eq!(app.review().await.unwrap().revoked().count(), 1);
    app.resume(&Transfer::default()).await.unwrap();
    assert_eq!(app.review().await.unwrap().revoked().count(), 0);
}

#[tokio::test]
async fn a_consent_taken_back_while_another_phone_waits_for_its_outcome_holds_nothing_up() {
    let world = World::never_judging().await;
    let (app, folder) = (world.start_app(), tempfile::TempDir::new().unwrap());
    world.prepare(&app, world.student.portrait()).await;
    let elsewhere = world.start_in(&folder);
    world.prepare(&elsewhere, world.student.portrait()).await;
    elsewhere.submit(&Transfer::default()).await.unwrap();
    assert_eq!(refused(app.revoke_consent(ConsentKind::Face).await), Some(Refusal::ReviewPending));
    assert!(app.resume(&Transfer::default()).await.unwrap().under_way().is_some());
    assert_eq!(app.review().await.unwrap().revoked().count(), 1);
}

#[tokio::test]
async fn logging_out_everywhere_ends_other_phones_too() {
    let world = World::new().await;
    let (app, folder) = (world.start_app(), tempfile::TempDir::new().unwrap());
    let elsewhere = world.start_in(&folder);
    world.log_in(&app).await.unwrap();
    world.log_in(&elsewhere).await.unwrap();
    app.log_out_everywhere().await.unwrap();
    assert!(matches!(app.review().await, Err(Error::LoggedOut)));
    assert!(matches!(elsewhere.student().await, Err(Error::Platform(PlatformError::SessionExpired))));
}

#[tokio::test]
async fn erased_data_are_gone_on_both_sides_and_the_chances_spent_stay_spent() {
    let world = World::new().await;
    let app = world.start_app();
    world.prepare(&app, world.student.portrait_of_another(1)).await;
    app.submit(&Transfer::default()).await.unwrap();
    assert!(matches!(app.erase_my_data().await, Err(Error::Refused(_))));
    outcome(&app).await;
    app.erase_my_data().await.unwrap();
    assert!(matches!(app.review().await, Err(Error::LoggedOut)));
    let review = world.log_in(&app).await.unwrap().review;
    assert_eq!((review.chances().left(), review.photos().count()), (2, 0));
    assert_eq!(app.student().await.unwrap().card, ruxue_platform::CardStage::Missing);
    assert_eq!(app.start_again().await.unwrap().next(), Next::TakeCard(Side::Portrait));
}
