//! What is logged, in a process of its own: whoever listens to its events listens to all of them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // helpers of tests are tests

#[allow(dead_code)] // made for the tests of http
#[path = "../http/support.rs"]
mod support;

use ruxue_platform::{Binding, CodePurpose, Contact, Platform, PostalAddress, Proof, Secret};
use ruxue_reference_platform::Fault;
use ruxue_rules::Outcome;
use std::io;
use std::sync::{Arc, Mutex};
use support::World;
use tracing_subscriber::EnvFilter;
use uuid::Uuid;

/// All that was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn nothing_personal_is_logged_in_a_whole_review() {
    let log = Log::default();
    let writer = log.clone();
    // The reference platform logs its one-time codes, in the place of sending them.
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("trace,ruxue_reference_platform=off"))
        .without_time()
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let world = World::new().await;
    world.prepare().await;
    let session = world.client.log_in(&world.account(), &world.password()).await.unwrap();
    let mut errors = Vec::new();
    let email = Contact::parse("somebody@example.cn").unwrap();
    let code = world.code(&CodePurpose::Binding(email.clone())).await;
    world.client.bind(&Binding::Email { email, code: code.clone() }).await.unwrap();
    let [recipient, mobile, region, street] = ["王收", "13700000007", "样本省", "收件路9号"].map(String::from);
    world.client.set_postal_address(&PostalAddress { recipient, mobile, region, street }).await.unwrap();
    let (profile, student) = (world.client.profile().await.unwrap(), world.client.student().await.unwrap());
    let enrolment = world.client.enrolment().await.unwrap();
    let wrong = Proof::CurrentPassword(Secret::new("not the one".into()));
    errors.push(world.client.change_password(&wrong, &Secret::new("correct horse".into())).await.unwrap_err());
    let key = Uuid::new_v4();
    for fault in [Fault::Html, Fault::NonsenseJson, Fault::CutAnswer(40)] {
        world.network.plan("PATCH /v1/uploads", fault);
        errors.push(world.submit(key, world.portrait()).await.unwrap_err());
    }
    let attempt = world.submit(key, world.portrait()).await.unwrap();
    assert!(matches!(world.judged(attempt.key).await, Outcome::Passed { .. }));

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    for event in
        ["method=PATCH path=\"v1/uploads/{id}\" status=200", "path=\"v1/submissions/{id}\" status=404", "tries=1"]
    {
        assert!(log.contains(event), "{event} in {log}");
    }
    let shown = format!("{log} {errors:?} {profile:?} {student:?} {enrolment:?} {:?}", world.client);
    let own = world.student.student();
    let (number, key) = (world.student.number(), key.to_string());
    let (mobile, email) = (own.mobile.unwrap(), own.email.unwrap());
    for personal in [
        number.as_str(),
        "张样",
        "*样",
        &mobile,
        &email,
        "somebody@example.cn",
        &own.student_number,
        "2022级",
        "样张路",
        "样本市",
        "王收",
        "13700000007",
        "收件路",
        "not the one",
        "correct horse",
        session.0.reveal(),
        "Bearer",
        &key,
    ] {
        assert!(!shown.contains(personal), "{personal} in {shown}");
    }
    // So few digits may well stand within the id of a request.
    for personal in [number.last_six(), code.reveal()] {
        let mut words = shown.split(|c: char| !c.is_alphanumeric());
        assert!(!words.any(|word| word.eq_ignore_ascii_case(personal)), "{personal} in {shown}");
    }
}
