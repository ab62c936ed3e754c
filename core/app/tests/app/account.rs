//! The account's pages, with the codes that the reference platform would have sent.

use crate::phone::World;
use ruxue::{App, Error};
use ruxue_platform::{
    Binding, BindingKind, CodePurpose, Contact, ContactKind, PlatformError, PostalAddress, Proof, Refusal,
    Registration, Secret,
};
use ruxue_reference_platform::NotedStudent;
use ruxue_rules::{Locale, PasswordProblem};

const PASSWORD: &str = "correct horse";

fn secret(text: &str) -> Secret {
    Secret::new(text.into())
}

fn contact(text: &str) -> Contact {
    Contact::parse(text).unwrap()
}

fn refusal<T>(result: Result<T, Error>) -> Option<Refusal> {
    match result {
        Err(Error::Platform(PlatformError::Refused(refusal))) => Some(refusal),
        _ => None,
    }
}

fn problem<T>(result: Result<T, Error>) -> Option<PasswordProblem> {
    match result {
        Err(Error::Password(problem)) => Some(problem),
        _ => None,
    }
}

async fn can_log_in(app: &App, account: &str, password: &str) -> bool {
    app.log_in(account, &secret(password)).await.is_ok()
}

#[tokio::test]
async fn a_student_registers_and_logs_in_by_mobile() {
    let world = World::new().await;
    let app = world.start_app();
    let mobile = contact("13700000007");
    let code = world.code(&app, CodePurpose::Registration(mobile.clone())).await;
    let registration = |password: &str| Registration {
        name: world.student.card().portrait.name.clone().unwrap(),
        number: world.student.number().clone(),
        mobile: mobile.clone(),
        code: code.clone(),
        password: secret(password),
    };
    let number = world.student.number().as_str();
    assert_eq!(problem(app.register(&registration(&number[4..14])).await), Some(PasswordProblem::IdNumber));
    let stranger = Registration { name: "李样".into(), ..registration(PASSWORD) };
    assert_eq!(refusal(app.register(&stranger).await), Some(Refusal::NotEnrolled));
    app.register(&registration(PASSWORD)).await.unwrap();
    assert!(matches!(app.review().await, Err(Error::LoggedOut)), "registering is no log-in");
    assert!(can_log_in(&app, "13700000007", PASSWORD).await);
    assert!(!app.has_weak_password(&app.student().await.unwrap()));
}

#[tokio::test]
async fn a_forgotten_password_is_reset_and_the_draft_is_kept() {
    let world = World::new().await;
    let app = world.start_app();
    let draft = world.prepare(&app, world.student.portrait()).await;
    let mobile = contact(&world.student.student().mobile.unwrap());
    let code = world.code(&app, CodePurpose::PasswordReset(mobile.clone())).await;
    assert_eq!(problem(app.reset_password(&mobile, &code, &secret("short")).await), Some(PasswordProblem::TooShort));
    app.reset_password(&mobile, &code, &secret(PASSWORD)).await.unwrap();
    assert!(matches!(app.student().await, Err(Error::Platform(PlatformError::SessionExpired))));
    assert_eq!(app.review().await.unwrap(), draft);
    assert_eq!(app.log_in(mobile.as_str(), &secret(PASSWORD)).await.unwrap(), draft);
}

#[tokio::test]
async fn the_first_password_is_weak_until_it_is_changed() {
    let world = World::new().await;
    let app = world.start_app();
    world.log_in(&app).await.unwrap();
    assert!(app.has_weak_password(&app.student().await.unwrap()));
    let current = Proof::CurrentPassword(world.password());
    for (password, expected) in [
        ("11111111", PasswordProblem::TooSimple),
        (world.student.number().as_str(), PasswordProblem::IdNumber),
        (&"x1y2".repeat(20), PasswordProblem::TooLong),
    ] {
        let refused = app.change_password(&current, &secret(password)).await;
        assert_eq!(problem(refused), Some(expected), "{password}");
    }
    let wrong = app.change_password(&Proof::CurrentPassword(secret("wrong")), &secret(PASSWORD)).await;
    assert_eq!(refusal(wrong), Some(Refusal::WrongCurrentPassword { tries_left: 4 }));
    app.change_password(&current, &secret(PASSWORD)).await.unwrap();
    assert!(!app.has_weak_password(&app.student().await.unwrap()), "and the session goes on");
    app.log_out().await.unwrap();
    assert!(can_log_in(&app, world.student.number().as_str(), PASSWORD).await);
}

#[tokio::test]
async fn a_password_is_changed_by_a_code_to_what_is_bound() {
    let world = World::new().await;
    let app = world.start_app();
    world.log_in(&app).await.unwrap();
    let code = world.code(&app, CodePurpose::PasswordChange(ContactKind::Email)).await;
    app.change_password(&Proof::Code(code), &secret(PASSWORD)).await.unwrap();
    app.unbind(BindingKind::Email).await.unwrap();
    let sent = app.request_code(&CodePurpose::PasswordChange(ContactKind::Email)).await;
    assert_eq!(refusal(sent), Some(Refusal::NothingBound));
}

#[tokio::test]
async fn contacts_and_wechat_are_bound_and_let_go() {
    let world = World::new().await;
    let app = world.start_app();
    world.log_in(&app).await.unwrap();
    let (mobile, email) = (contact("13700000007"), contact("new@example.cn"));
    let code = world.code(&app, CodePurpose::Binding(mobile.clone())).await;
    app.bind(&Binding::Mobile { mobile, code }).await.unwrap();
    let code = world.code(&app, CodePurpose::Binding(email.clone())).await;
    app.bind(&Binding::Email { email, code }).await.unwrap();
    app.bind(&Binding::WeChat { code: secret("from-wechat") }).await.unwrap();
    assert!(app.profile().await.unwrap().wechat);
    for account in ["13700000007", "new@example.cn"] {
        assert!(can_log_in(&app, account, world.password().reveal()).await, "{account}");
    }
    for kind in BindingKind::ALL {
        app.unbind(kind).await.unwrap();
    }
    let profile = app.profile().await.unwrap();
    assert!(profile.mobile.is_none() && profile.email.is_none() && !profile.wechat);

    let other = NotedStudent::new(2).unwrap();
    world.platform.enrol(&other).await.unwrap();
    let taken = contact(&other.student().mobile.unwrap());
    let code = world.code(&app, CodePurpose::Binding(taken.clone())).await;
    assert_eq!(refusal(app.bind(&Binding::Mobile { mobile: taken, code }).await), Some(Refusal::Taken));
}

#[tokio::test]
async fn the_pages_show_the_profile_and_the_enrolment() {
    let world = World::new().await;
    let app = world.start_app();
    world.log_in(&app).await.unwrap();
    let [recipient, mobile, region, street] = ["张样", "13700000007", "样本省样本市", "样张路1号"].map(String::from);
    let address = PostalAddress { recipient, mobile, region, street };
    app.set_postal_address(&address).await.unwrap();
    let profile = app.profile().await.unwrap();
    assert_eq!((profile.masked_name.as_str(), profile.postal_address), ("*样", Some(address)));
    let enrolment = app.enrolment().await.unwrap();
    assert_eq!(enrolment.student_number, app.student().await.unwrap().number);
}

#[tokio::test]
async fn a_second_code_says_how_long_to_wait() {
    let world = World::new().await;
    let app = world.start_app();
    let purpose = CodePurpose::PasswordReset(contact("13900000001"));
    app.request_code(&purpose).await.unwrap();
    let error = app.request_code(&purpose).await.unwrap_err();
    assert!(matches!(error, Error::Platform(PlatformError::TooManyRequests { retry_after: Some(_) })), "{error:?}");
    assert!(error.text(Locale::ZhCn).mend.contains('秒') || error.text(Locale::ZhCn).mend.contains("分钟"));
}

/// Without a log-in no page is shown, even where the client still holds somebody's session.
#[tokio::test]
async fn nobody_sees_a_page_who_is_not_logged_in() {
    let world = World::new().await;
    let app = world.start_app();
    let proof = Proof::CurrentPassword(world.password());
    assert!(matches!(app.profile().await, Err(Error::LoggedOut)));
    assert!(matches!(app.enrolment().await, Err(Error::LoggedOut)));
    assert!(matches!(app.unbind(BindingKind::Email).await, Err(Error::LoggedOut)));
    assert!(matches!(app.change_password(&proof, &secret(PASSWORD)).await, Err(Error::LoggedOut)));
    assert!(matches!(app.log_out_everywhere().await, Err(Error::LoggedOut)));
    assert!(matches!(app.erase_my_data().await, Err(Error::LoggedOut)));
    let sent = app.request_code(&CodePurpose::PasswordChange(ContactKind::Mobile)).await;
    assert!(matches!(sent, Err(Error::LoggedOut)));
}
