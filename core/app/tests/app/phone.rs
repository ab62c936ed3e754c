//! A platform, a network to it that can fail, and a student's phone.

use crate::notes::NoteReader;
use ruxue::{App, Error, today_in_china};
use ruxue_platform::{Config, HttpPlatform, Platform, Secret, TimeLimits, Transfer};
use ruxue_reference_platform::{FaultyNetwork, NotedExaminer, NotedStudent, TestPlatform};
use ruxue_rules::{Account, Review, Side};
use ruxue_store::Store;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

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
        let platform = TestPlatform::start(NotedExaminer).await.unwrap();
        let network = FaultyNetwork::to(platform.address()).await.unwrap();
        let student = NotedStudent::new(1).unwrap();
        platform.enrol(&student).await.unwrap();
        Self { platform, network, student, folder: TempDir::new().unwrap() }
    }

    fn client(&self) -> HttpPlatform {
        let second = Duration::from_secs(1);
        let mut config = Config::new(format!("http://{}", self.network.address()));
        config.limits = TimeLimits { connect: second, read: second, call: 2 * second, upload: 2 * second };
        HttpPlatform::new(&config).unwrap()
    }

    /// Starts the app on the student's phone, as it was left.
    pub(crate) fn start_app(&self) -> App {
        let store = Store::open(&self.folder.path().join("ruxue.db")).unwrap();
        App::new(Arc::new(self.client()), Arc::new(NoteReader), today_in_china, store).unwrap()
    }

    /// The app on another phone, which is new.
    pub(crate) fn start_elsewhere(&self, folder: &TempDir) -> App {
        let store = Store::open(&folder.path().join("ruxue.db")).unwrap();
        App::new(Arc::new(self.client()), Arc::new(NoteReader), today_in_china, store).unwrap()
    }

    pub(crate) async fn log_in(&self, app: &App) -> Result<Review, Error> {
        let number = self.student.number();
        app.log_in(number.as_str(), &Secret::new(number.last_six().into())).await
    }

    pub(crate) async fn take_card(&self, app: &App) -> Result<Review, Error> {
        for side in [Side::Portrait, Side::Emblem] {
            app.take_card(side, self.student.side(side)).await?;
        }
        let fields = app.review().await?.draft();
        app.confirm_card(fields).await?;
        app.give_consent().await
    }

    /// Logs in and does all up to submitting `portrait`.
    pub(crate) async fn prepare(&self, app: &App, portrait: Vec<u8>) -> Review {
        self.log_in(app).await.unwrap();
        self.take_card(app).await.unwrap();
        app.send_card(&Transfer::default()).await.unwrap();
        app.take_portrait(portrait).await.unwrap();
        app.review().await.unwrap()
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

/// Waits for the outcome of what is under way.
pub(crate) async fn outcome(app: &App) -> Review {
    app.await_outcome(&CancellationToken::new()).await.unwrap()
}
