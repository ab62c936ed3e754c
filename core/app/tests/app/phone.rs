//! A platform, a network to it that can fail, and a student's phone.

use jiff::Timestamp;
use ruxue::{App, Error, Host, LoggedIn, SystemHost};
use ruxue_platform::{Config, HttpPlatform, Platform, Retry, Secret, TimeLimits, Transfer};
use ruxue_reference_platform::{FaultyNetwork, NotedExaminer, NotedStudent, Person, Policy, TestPlatform};
use ruxue_rules::{Account, ConsentKind, Review, Side};
use ruxue_scenarios::eyes::NoteReader;
use ruxue_store::{KeyVault, Store};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

/// All that a story needs.
pub(crate) struct World {
    pub(crate) platform: TestPlatform,
    pub(crate) network: FaultyNetwork,
    pub(crate) student: NotedStudent,
    folder: TempDir,
}

impl World {
    /// A platform that knows one student, whose phone is new.
    pub(crate) async fn new() -> Self {
        let platform = TestPlatform::start_with(None, NotedExaminer, Policy::for_tests()).await.unwrap();
        let network = FaultyNetwork::to(platform.address()).await.unwrap();
        let student = NotedStudent::new(1).unwrap();
        platform.enrol(&student).await.unwrap();
        Self { platform, network, student, folder: TempDir::new().unwrap() }
    }

    /// As [`World::new`], with a register whose photo can't be looked at, so that no attempt is ever judged.
    pub(crate) async fn never_judging() -> Self {
        let world = Self::new().await;
        let person = Person { face_jpeg: b"no photo".into(), ..world.student.person() };
        world.platform.register().add(person).await.unwrap();
        world
    }

    fn client(&self) -> HttpPlatform {
        let second = Duration::from_secs(1);
        let mut config = Config::new(format!("http://{}", self.network.address()));
        config.limits = TimeLimits { connect: second, read: second, call: 2 * second, upload: 2 * second };
        config.retry = Retry::never();
        HttpPlatform::new(&config).unwrap()
    }

    /// Starts the app on the student's phone, as it was left.
    pub(crate) fn start_app(&self) -> App {
        self.start_in(&self.folder)
    }

    /// The app on another phone, whose folder this is.
    pub(crate) fn start_in(&self, folder: &TempDir) -> App {
        App::new(Arc::new(self.client()), Arc::new(NoteReader), Arc::new(SystemHost), open_store(folder)).unwrap()
    }

    /// The app on the student's phone, whose clock has stopped at `now`.
    pub(crate) fn start_app_at(&self, now: Timestamp) -> App {
        let host = Arc::new(Stopped(now));
        let client = self.client().with_clock(move || now);
        App::new(Arc::new(client), Arc::new(NoteReader), host, open_store(&self.folder)).unwrap()
    }

    /// What the phone keeps. The app must not be running.
    pub(crate) fn look_into_the_store(&self) -> Store {
        open_store(&self.folder)
    }

    pub(crate) async fn log_in(&self, app: &App) -> Result<LoggedIn, Error> {
        let number = self.student.number();
        app.log_in(number.as_str(), &Secret::new(number.last_six().into())).await
    }

    pub(crate) async fn take_card(&self, app: &App) -> Result<Review, Error> {
        for side in [Side::Portrait, Side::Emblem] {
            app.take_card(side, self.student.side(side)).await?;
        }
        let fields = app.review().await?.draft();
        app.confirm_card(fields).await?;
        app.give_consent(ConsentKind::Card).await
    }

    /// Logs in and does all up to submitting `portrait`.
    pub(crate) async fn prepare(&self, app: &App, portrait: Vec<u8>) -> Review {
        self.log_in(app).await.unwrap();
        self.take_card(app).await.unwrap();
        app.send_card(&Transfer::default()).await.unwrap();
        app.give_consent(ConsentKind::Face).await.unwrap();
        app.take_portrait(portrait).await.unwrap();
        app.review().await.unwrap()
    }

    /// The one-time code that the platform sent last.
    pub(crate) fn last_code(&self) -> String {
        self.platform.register().codes().pop().unwrap().code
    }

    /// The student at another client, logged in past the network that fails.
    pub(crate) async fn other_client(&self) -> HttpPlatform {
        let client = HttpPlatform::new(&Config::new(self.platform.url())).unwrap();
        let number = self.student.number();
        let password = Secret::new(number.last_six().into());
        client.log_in(&Account::IdNumber(number.clone()), &password).await.unwrap();
        client
    }

    /// What the platform has: attempts and chances left.
    pub(crate) async fn ledger(&self) -> (usize, u8) {
        let history = self.other_client().await.history().await.unwrap();
        (history.attempts.len(), history.chances_left.left())
    }
}

/// A phone whose clock has stopped.
struct Stopped(Timestamp);

impl Host for Stopped {
    fn now(&self) -> Timestamp {
        self.0
    }

    fn uuid(&self) -> Uuid {
        SystemHost.uuid()
    }
}

fn open_store(folder: &TempDir) -> Store {
    Store::open(folder.path(), Arc::new(KeyVault::new([7; 32]))).unwrap()
}

/// Waits for the outcome of what is under way.
pub(crate) async fn outcome(app: &App) -> Review {
    app.await_outcome(&CancellationToken::new()).await.unwrap()
}
