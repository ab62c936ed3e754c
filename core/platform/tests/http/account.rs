use crate::support::{World, config};
use jiff::{SignedDuration, Timestamp};
use ruxue_platform::{
    Binding, BindingKind, CodePurpose, Consents, Contact, ContactKind, HttpPlatform, Platform, PlatformError,
    PostalAddress, Proof, Refusal, Registration, Secret,
};
use ruxue_reference_platform::Fault;
use ruxue_rules::{Account, Consent, ConsentKind, Side};
use std::time::Duration;
use uuid::Uuid;

fn secret(text: &str) -> Secret {
    Secret::new(text.into())
}

fn contact(text: &str) -> Contact {
    Contact::parse(text).unwrap()
}

fn refused<T>(refusal: Refusal) -> Result<T, PlatformError> {
    Err(PlatformError::Refused(refusal))
}

/// A code that was not sent.
fn other_than(code: &Secret) -> Secret {
    Secret::new(format!("{:06}", (code.reveal().parse::<u32>().unwrap() + 1) % 1_000_000))
}

fn postal_address() -> PostalAddress {
    let [recipient, mobile, region, street] = ["张样", "13700000007", "样本省样本市", "样张路1号"].map(String::from);
    PostalAddress { recipient, mobile, region, street }
}

impl World {
    fn registration(&self, code: Secret) -> Registration {
        Registration {
            name: "张样".into(),
            number: self.student.number().clone(),
            mobile: contact("13700000007"),
            code,
            password: secret("correct horse"),
        }
    }

    async fn can_log_in(&self, account: &str, password: &str) -> bool {
        let client = HttpPlatform::new(&config(&self.address())).unwrap();
        client.log_in(&Account::parse(account).unwrap(), &secret(password)).await.is_ok()
    }
}

#[tokio::test]
async fn a_student_registers_with_a_code() {
    let world = World::new().await;
    let code = world.code(&CodePurpose::Registration(contact("13700000007"))).await;
    let stranger = Registration { name: "李样".into(), ..world.registration(code.clone()) };
    assert_eq!(world.client.register(&stranger).await, refused(Refusal::NotEnrolled));
    let weak = Registration { password: secret("12345678"), ..world.registration(code.clone()) };
    assert_eq!(world.client.register(&weak).await, refused(Refusal::WeakPassword));
    let wrong = world.registration(other_than(&code));
    assert_eq!(world.client.register(&wrong).await, refused(Refusal::WrongCode));
    assert_eq!(world.client.register(&world.registration(code)).await, Ok(()));
    assert!(world.can_log_in("13700000007", "correct horse").await);

    let code = world.code(&CodePurpose::Registration(contact("13700000007"))).await;
    let again = world.client.register(&world.registration(code)).await;
    assert_eq!(again, refused(Refusal::AlreadyRegistered));
}

#[tokio::test]
async fn a_second_code_within_a_minute_says_how_long_to_wait() {
    let world = World::new().await;
    let purpose = CodePurpose::PasswordReset(contact("13900000001"));
    let sent = world.client.request_code(&purpose).await.unwrap();
    assert_eq!((sent.expires_in, sent.resend_after), (Duration::from_secs(600), Duration::from_secs(60)));
    let error = world.client.request_code(&purpose).await.unwrap_err();
    assert!(
        matches!(error, PlatformError::TooManyRequests { retry_after: Some(wait) } if wait.as_secs() <= 60),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_forgotten_password_is_reset_by_a_code() {
    let world = World::new().await;
    world.log_in().await;
    let mobile = contact(&world.student.student().mobile.unwrap());
    let code = world.code(&CodePurpose::PasswordReset(mobile.clone())).await;
    let wrong = world.client.reset_password(&mobile, &other_than(&code), &secret("correct horse")).await;
    assert_eq!(wrong, refused(Refusal::WrongCode));
    assert_eq!(world.client.reset_password(&mobile, &code, &secret("correct horse")).await, Ok(()));
    assert_eq!(world.client.student().await.unwrap_err(), PlatformError::SessionExpired, "every session has ended");
    assert!(world.can_log_in(mobile.as_str(), "correct horse").await);
}

#[tokio::test]
async fn the_first_password_is_told_as_weak_until_it_is_changed() {
    let world = World::new().await;
    world.log_in().await;
    assert!(world.client.student().await.unwrap().weak_password);
    let wrong = Proof::CurrentPassword(secret("wrong"));
    assert_eq!(
        world.client.change_password(&wrong, &secret("correct horse")).await,
        refused(Refusal::WrongCurrentPassword { tries_left: 4 })
    );
    let current = Proof::CurrentPassword(world.password());
    assert_eq!(world.client.change_password(&current, &secret("11111111")).await, refused(Refusal::WeakPassword));
    assert_eq!(world.client.change_password(&current, &secret("correct horse")).await, Ok(()));
    assert!(!world.client.student().await.unwrap().weak_password, "this session goes on");
}

#[tokio::test]
async fn a_password_is_changed_by_a_code_to_what_is_bound() {
    let world = World::new().await;
    world.log_in().await;
    let code = world.code(&CodePurpose::PasswordChange(ContactKind::Email)).await;
    assert_eq!(world.client.change_password(&Proof::Code(code), &secret("correct horse")).await, Ok(()));
    world.client.unbind(BindingKind::Mobile).await.unwrap();
    let sent = world.client.request_code(&CodePurpose::PasswordChange(ContactKind::Mobile)).await;
    assert_eq!(sent.unwrap_err(), PlatformError::Refused(Refusal::NothingBound));
}

#[tokio::test]
async fn the_account_pages_are_what_the_platform_has() {
    let world = World::new().await;
    world.log_in().await;
    let profile = world.client.profile().await.unwrap();
    assert_eq!((profile.masked_name.as_str(), profile.sex), ("*样", world.student.number().sex()));
    assert!(profile.mobile.unwrap().contains("****") && profile.email.unwrap().contains("***"));
    assert!(!profile.wechat && profile.postal_address.is_none());
    world.client.set_postal_address(&postal_address()).await.unwrap();
    assert_eq!(world.client.profile().await.unwrap().postal_address, Some(postal_address()));
    let unreachable = PostalAddress { mobile: "none".into(), ..postal_address() };
    assert_eq!(world.client.set_postal_address(&unreachable).await, refused(Refusal::InvalidRequest));
    let enrolment = world.client.enrolment().await.unwrap();
    assert_eq!((enrolment.student_number.as_str(), enrolment.class.as_str()), ("S2022001", "入学资格审查2022级01班"));
}

#[tokio::test]
async fn contacts_and_wechat_are_bound_and_let_go() {
    let world = World::new().await;
    world.log_in().await;
    let (mobile, email) = (contact("13700000007"), contact("new@example.cn"));
    let code = world.code(&CodePurpose::Binding(mobile.clone())).await;
    let wrong = Binding::Mobile { mobile: mobile.clone(), code: other_than(&code) };
    assert_eq!(world.client.bind(&wrong).await, refused(Refusal::WrongCode));
    assert_eq!(world.client.bind(&Binding::Mobile { mobile, code }).await, Ok(()));
    let code = world.code(&CodePurpose::Binding(email.clone())).await;
    assert_eq!(world.client.bind(&Binding::Email { email, code }).await, Ok(()));
    assert_eq!(world.client.bind(&Binding::WeChat { code: secret("from-wechat") }).await, Ok(()));
    assert!(world.client.profile().await.unwrap().wechat);
    let first = world.password();
    assert!(world.can_log_in("13700000007", first.reveal()).await);
    assert!(world.can_log_in("new@example.cn", first.reveal()).await);
    for kind in BindingKind::ALL {
        world.client.unbind(kind).await.unwrap();
        world.client.unbind(kind).await.unwrap();
    }
    let profile = world.client.profile().await.unwrap();
    assert!(profile.mobile.is_none() && profile.email.is_none() && !profile.wechat);
}

#[tokio::test]
async fn nothing_is_uploaded_before_its_consent_or_after_it_is_taken_back() {
    let world = World::new().await;
    world.log_in().await;
    assert_eq!(world.client.consents().await.unwrap(), Consents::default());
    assert_eq!(world.upload(Side::Portrait).await, refused(Refusal::ConsentMissing));
    let consent = Consent::to_current(Timestamp::from_second(1_795_000_000).unwrap());
    for _ in 0..2 {
        world.client.give_consent(ConsentKind::Card, &consent).await.unwrap();
    }
    let consents = world.client.consents().await.unwrap();
    assert_eq!((consents.of(ConsentKind::Card), consents.of(ConsentKind::Face)), (Some(&consent), None));
    world.upload(Side::Portrait).await.unwrap();
    for _ in 0..2 {
        world.client.revoke_consent(ConsentKind::Card).await.unwrap();
    }
    assert_eq!(world.upload(Side::Emblem).await, refused(Refusal::ConsentMissing));
}

#[tokio::test]
async fn logging_out_everywhere_ends_the_session_here_and_elsewhere() {
    let world = World::new().await;
    world.log_in().await;
    let elsewhere = HttpPlatform::new(&config(&world.address())).unwrap();
    elsewhere.log_in(&world.account(), &world.password()).await.unwrap();
    world.network.plan("DELETE /v1/sessions", Fault::ServerError);
    assert_eq!(world.client.log_out_everywhere().await, Err(PlatformError::ServerDown));
    assert!(world.client.student().await.is_ok(), "nothing has ended, so it can be asked for again");
    world.client.log_out_everywhere().await.unwrap();
    for client in [&world.client, &elsewhere] {
        assert_eq!(client.student().await.unwrap_err(), PlatformError::SessionExpired);
    }
    assert_eq!(world.client.log_out_everywhere().await.unwrap_err(), PlatformError::SessionExpired);
}

#[tokio::test]
async fn erasing_leaves_the_count_of_attempts_and_nothing_else() {
    let world = World::new().await;
    world.prepare().await;
    world.client.set_postal_address(&postal_address()).await.unwrap();
    let attempt = world.submit(Uuid::new_v4(), world.portrait_of_another()).await.unwrap();
    world.judged(attempt.key).await;
    world.client.erase().await.unwrap();
    assert_eq!(world.client.student().await.unwrap_err(), PlatformError::SessionExpired);
    world.log_in().await;
    assert_eq!(world.client.consents().await.unwrap(), Consents::default());
    assert_eq!(world.client.profile().await.unwrap().postal_address, None);
    assert_eq!(world.chances_left().await, 2);
}

#[tokio::test]
async fn the_platforms_clock_is_known_from_its_answers() {
    let world = World::new().await;
    world.log_in().await;
    assert!(world.client.skew().abs() < SignedDuration::from_secs(30));
    world.platform.let_pass(Duration::from_secs(3_600));
    world.client.student().await.unwrap();
    assert!((world.client.skew() - SignedDuration::from_hours(1)).abs() < SignedDuration::from_secs(30));
}

#[test]
fn contacts_reach_somebody_and_hide_whom() {
    assert_eq!(contact("+86 139-0000-0001").as_str(), "13900000001");
    assert_eq!(contact("A@Example.cn").kind(), ContactKind::Email);
    let number = ruxue_reference_platform::NotedStudent::new(1).unwrap().number().as_str().to_owned();
    assert!(Contact::parse(&number).is_err());
    assert_eq!(format!("{:?}", contact("13900000001")), "Contact::Mobile(…)");
}
