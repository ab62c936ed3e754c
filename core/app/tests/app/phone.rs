//! A platform, a network to it that can fail, and a student's phone.

use jiff::{SignedDuration, Timestamp};
use ruxue::{App, Error, Host, SystemHost, Vision};
use ruxue_platform::{CodePurpose, Config, HttpPlatform, Platform, Retry, Secret, TimeLimits, Transfer};
use ruxue_reference_platform::{FaultyNetwork, NotedExaminer, NotedStudent, Policy, TestPlatform};
use ruxue_rules::{Account, ConsentKind, Review, Side};
use ruxue_scenarios::eyes::NoteReader;
use ruxue_store::{KeyVault, Store, StoreError};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

/// All that a story needs.
pub(crate) struct World {
    pub(crate) platform: TestPlatform,
    pub(crate) network: FaultyNetwork,
    pub(crate) student: NotedStudent,
    pub(crate) host: Arc<TestHost>,
    pub(crate) folder: TempDir,
}

/// A phone whose clock may be wrong.
#[derive(Default)]
pub(crate) struct TestHost {
    ahead: AtomicI64,
}

impl TestHost {
    /// Sets the clock so many seconds ahead of the true time.
    pub(crate) fn set_ahead(&self, seconds: i64) {
        self.ahead.store(seconds, Ordering::Relaxed);
    }
}

impl Host for TestHost {
    fn now(&self) -> Timestamp {
        SystemHost.now() + SignedDuration::from_secs(self.ahead.load(Ordering::Relaxed))
    }

    fn random(&self) -> u128 {
        SystemHost.random()
    }
}

impl World {
    /// A platform that knows one student, whose phone is new.
    pub(crate) async fn new() -> Self {
        let policy = Policy::for_tests();
        let platform = TestPlatform::start_with(None, NotedExaminer, policy).await.unwrap();
        let network = FaultyNetwork::to(platform.address()).await.unwrap();
        let student = NotedStudent::new(1).unwrap();
        platform.enrol(&student).await.unwrap();
        Self { platform, network, student, host: Arc::default(), folder: TempDir::new().unwrap() }
    }

    /// A client by way of the network, which makes every call once, so that each fault shows.
    fn client(&self) -> HttpPlatform {
        let second = Duration::from_secs(1);
        let limits = TimeLimits { connect: second, read: second, call: 2 * second, upload: 2 * second };
        let address = format!("http://{}", self.network.address());
        let config = Config { limits, retry: Retry::never(), ..Config::new(address) };
        let host = Arc::clone(&self.host);
        HttpPlatform::new(&config).unwrap().with_clock(move || host.now())
    }

    /// Starts the app on the student's phone, as it was left.
    pub(crate) fn start_app(&self) -> App {
        self.start_with(NoteReader)
    }

    /// As [`World::start_app`], with other eyes.
    pub(crate) fn start_with(&self, vision: impl Vision) -> App {
        self.start(vision, self.folder.path())
    }

    /// The app on another phone, which is new.
    pub(crate) fn start_elsewhere(&self, folder: &TempDir) -> App {
        self.start(NoteReader, folder.path())
    }

    fn start(&self, vision: impl Vision, folder: &Path) -> App {
        App::new(Arc::new(self.client()), Arc::new(vision), Arc::clone(&self.host) as _, store(folder)).unwrap()
    }

    pub(crate) fn password(&self) -> Secret {
        Secret::new(self.student.number().last_six().into())
    }

    pub(crate) async fn log_in(&self, app: &App) -> Result<Review, Error> {
        app.log_in(self.student.number().as_str(), &self.password()).await
    }

    /// Takes and confirms the card, and agrees to its processing.
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

    /// Has a code sent, as if a minute after the last one, and reads it.
    pub(crate) async fn code(&self, app: &App, purpose: CodePurpose) -> Secret {
        self.platform.let_pass(Duration::from_secs(60));
        app.request_code(&purpose).await.unwrap();
        Secret::new(self.platform.register().codes().pop().unwrap().code)
    }

    /// The student at another client, logged in past the network that fails.
    pub(crate) async fn other_client(&self) -> HttpPlatform {
        let client = HttpPlatform::new(&Config::new(self.platform.url())).unwrap();
        client.log_in(&Account::IdNumber(self.student.number().clone()), &self.password()).await.unwrap();
        client
    }

    /// What the platform has: attempts and chances left.
    pub(crate) async fn ledger(&self) -> (usize, u8) {
        let history = self.other_client().await.history().await.unwrap();
        (history.attempts.len(), history.chances_left.left())
    }

    /// Looks into the store that a closed app has left.
    pub(crate) fn store(&self) -> Store {
        store(self.folder.path())
    }
}

/// The store in `folder`, once a write that an app had begun is done.
fn store(folder: &Path) -> Store {
    loop {
        match Store::open(folder, Arc::new(KeyVault::new([7; 32]))) {
            Err(StoreError::InUse) => std::thread::sleep(Duration::from_millis(5)),
            store => return store.unwrap(),
        }
    }
}

/// Waits for the outcome of what is under way.
pub(crate) async fn outcome(app: &App) -> Review {
    app.await_outcome(&CancellationToken::new()).await.unwrap()
}
