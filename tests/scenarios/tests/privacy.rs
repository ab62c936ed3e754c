//! Nothing personal is ever logged: a whole review and the account's pages, with everything that any crate has to say, down to
//! the finest; then every personal value is looked for.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // helpers of tests may fail as tests do

use ruxue::{App, SystemHost};
use ruxue_platform::{
    Binding, BindingKind, CodePurpose, Config, Contact, HttpPlatform, PostalAddress, Proof, Secret, Transfer,
};
use ruxue_reference_platform::{NotedExaminer, NotedStudent, Policy, TestPlatform};
use ruxue_rules::{ConsentKind, Locale, Side};
use ruxue_scenarios::eyes::NoteReader;
use ruxue_store::{KeyVault, Store};
use std::io::Write;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::fmt::MakeWriter;

const PASSWORD: &str = "纸鸢2026高飞";
const EMAIL: &str = "zhang.yang@example.edu.cn";
const WECHAT: &str = "wx-code-of-the-shell";
const STREET: &str = "样张路甲1号";

/// What was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

impl Log {
    fn listen() -> Self {
        let log = Self::default();
        // The codes' own target is how this platform "sends" them; all else must not hold them.
        let filter = tracing_subscriber::EnvFilter::new("trace,ruxue_reference_platform::codes=off");
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(log.clone()).with_ansi(false).init();
        log
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

fn secret(text: &str) -> Secret {
    Secret::new(text.into())
}

/// All that the app lets a student do, a few errors on the way; tells the errors' texts and the secrets that came up.
async fn live(platform: &TestPlatform, student: &NotedStudent, folder: &TempDir) -> (Vec<String>, Vec<String>) {
    let store = Store::open(folder.path(), Arc::new(KeyVault::new([7; 32]))).unwrap();
    let client = HttpPlatform::new(&Config::new(platform.url())).unwrap();
    let app = App::new(Arc::new(client), Arc::new(NoteReader), Arc::new(SystemHost), store).unwrap();
    let (number, follow) = (student.number().clone(), Transfer::default());
    let (mut errors, mut secrets) = (vec![], vec![]);
    let mut note = |error: ruxue::Error| {
        let texts = [Locale::ZhCn, Locale::En].map(|locale| error.text(locale));
        errors.push(format!("{error} {error:?} {texts:?}"));
    };
    note(app.log_in(number.as_str(), &secret("wrong-password")).await.unwrap_err());
    app.log_in(number.as_str(), &secret(number.last_six())).await.unwrap();

    app.request_code(&CodePurpose::Binding(Contact::parse(EMAIL).unwrap())).await.unwrap();
    let code = platform.register().codes().pop().unwrap().code;
    let email = Contact::parse(EMAIL).unwrap();
    note(app.bind(&Binding::Email { email: email.clone(), code: secret("000000") }).await.unwrap_err());
    app.bind(&Binding::Email { email, code: secret(&code) }).await.unwrap();
    app.bind(&Binding::WeChat { code: secret(WECHAT) }).await.unwrap();
    app.unbind(BindingKind::WeChat).await.unwrap();
    app.change_password(&Proof::CurrentPassword(secret(number.last_six())), &secret(PASSWORD)).await.unwrap();
    let address = PostalAddress {
        recipient: "张样".into(),
        mobile: "13912345678".into(),
        region: "样本省样本市样张区".into(),
        street: STREET.into(),
    };
    app.set_postal_address(&address).await.unwrap();
    app.profile().await.unwrap();
    app.enrolment().await.unwrap();

    for side in [Side::Portrait, Side::Emblem] {
        app.take_card(side, student.side(side)).await.unwrap();
    }
    app.confirm_card(app.review().await.unwrap().draft()).await.unwrap();
    note(app.send_card(&follow).await.unwrap_err());
    for kind in ConsentKind::ALL {
        app.give_consent(kind).await.unwrap();
    }
    app.send_card(&follow).await.unwrap();
    app.take_portrait(student.portrait_of_another(1)).await.unwrap();
    app.submit(&follow).await.unwrap();
    app.await_outcome(&CancellationToken::new()).await.unwrap();
    note(app.hand_over().await.unwrap_err());
    app.start_again().await.unwrap();
    app.take_portrait(student.portrait()).await.unwrap();
    app.submit(&follow).await.unwrap();
    app.await_outcome(&CancellationToken::new()).await.unwrap();
    app.attempts().await.unwrap();
    drop(app);
    let store = Store::open(folder.path(), Arc::new(KeyVault::new([7; 32]))).unwrap();
    secrets.extend(store.session().unwrap().map(|session| session.to_string()));
    secrets.push(code);
    (errors, secrets)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_personal_value_of_a_whole_review_is_in_any_log_or_error() {
    let log = Log::listen();
    let platform = TestPlatform::start_with(None, NotedExaminer, Policy::for_tests()).await.unwrap();
    let student = NotedStudent::new(1).unwrap();
    platform.enrol(&student).await.unwrap();
    let folder = TempDir::new().unwrap();
    let (errors, secrets) = live(&platform, &student, &folder).await;

    let text = format!("{}\n{}", log.text(), errors.join("\n"));
    for expected in ["ruxue_platform", "ruxue_reference_platform", "hyper", "card_sent"] {
        assert!(text.contains(expected), "{expected} says nothing: the test listens to too little");
    }
    let (card, enrolled) = (student.card(), student.student());
    let (front, back) = (card.portrait.clone(), card.emblem.clone());
    let mut personal = vec![
        student.number().as_str().to_owned(),
        student.number().last_six().to_owned(),
        front.name.unwrap(),
        front.address.unwrap(),
        front.birth.unwrap().to_string(),
        back.authority.unwrap(),
        enrolled.mobile.unwrap(),
        enrolled.email.unwrap(),
        enrolled.student_number,
        EMAIL.into(),
        WECHAT.into(),
        PASSWORD.into(),
        "wrong-password".into(),
        "13912345678".into(),
        STREET.into(),
        "somebody else 1".into(),
    ];
    personal.extend(secrets);
    for value in personal {
        let found: Vec<&str> = text.lines().filter(|line| line.contains(&value)).collect();
        assert!(found.is_empty(), "{value}: {found:#?}");
    }
}
