use bytes::Bytes;
use jiff::Timestamp;
use ruxue_platform::{
    Attempt, CodePurpose, Config, HttpPlatform, Platform, PlatformError, Retry, Secret, TimeLimits, Transfer,
};
use ruxue_reference_platform::{Examiner, FaultyNetwork, NotedExaminer, NotedStudent, TestPlatform};
use ruxue_rules::{Account, CardFields, Consent, ConsentKind, Outcome, Side};
use std::time::Duration;
use uuid::Uuid;

/// A student's phone, a network and the platform.
pub(crate) struct World {
    pub(crate) platform: TestPlatform,
    pub(crate) network: FaultyNetwork,
    pub(crate) client: HttpPlatform,
    pub(crate) student: NotedStudent,
}

impl World {
    pub(crate) async fn new() -> Self {
        Self::with(NotedExaminer).await
    }

    pub(crate) async fn with(examiner: impl Examiner) -> Self {
        let platform = TestPlatform::start(examiner).await.unwrap();
        let network = FaultyNetwork::to(platform.address()).await.unwrap();
        let student = NotedStudent::new(1).unwrap();
        platform.enrol(&student).await.unwrap();
        let client = HttpPlatform::new(&config(&format!("http://{}", network.address()))).unwrap();
        Self { platform, network, client, student }
    }

    /// Where the platform is, by way of the network.
    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.network.address())
    }

    pub(crate) fn account(&self) -> Account {
        Account::IdNumber(self.student.number().clone())
    }

    pub(crate) fn password(&self) -> Secret {
        Secret::new(self.student.number().last_six().to_owned())
    }

    pub(crate) async fn log_in(&self) {
        self.client.log_in(&self.account(), &self.password()).await.unwrap();
    }

    /// Logged in, with both consents given.
    pub(crate) async fn agree(&self) {
        self.log_in().await;
        for kind in ConsentKind::ALL {
            self.client.give_consent(kind, &Consent::to_current(Timestamp::now())).await.unwrap();
        }
    }

    /// Agreed, with the card confirmed.
    pub(crate) async fn prepare(&self) {
        self.agree().await;
        for side in [Side::Portrait, Side::Emblem] {
            self.upload(side).await.unwrap();
        }
        let today = jiff::tz::offset(8).to_datetime(Timestamp::now()).date();
        self.client.confirm_card(&self.student.confirmed(today).unwrap()).await.unwrap();
    }

    pub(crate) async fn upload(&self, side: Side) -> Result<(), PlatformError> {
        self.upload_photo(side, self.student.side(side)).await.map(drop)
    }

    pub(crate) async fn upload_photo(&self, side: Side, photo: Vec<u8>) -> Result<CardFields, PlatformError> {
        self.client.upload_side(side, Uuid::new_v4(), photo.into(), &Transfer::default()).await
    }

    /// Has a code sent, as if a minute after the last one, and reads it.
    pub(crate) async fn code(&self, purpose: &CodePurpose) -> Secret {
        self.platform.let_pass(Duration::from_secs(60));
        self.client.request_code(purpose).await.unwrap();
        Secret::new(self.platform.register().codes().pop().unwrap().code)
    }

    pub(crate) fn portrait(&self) -> Bytes {
        self.student.portrait().into()
    }

    pub(crate) fn portrait_of_another(&self) -> Bytes {
        self.student.portrait_of_another(1).into()
    }

    pub(crate) async fn submit(&self, key: Uuid, portrait: Bytes) -> Result<Attempt, PlatformError> {
        self.client.submit(key, portrait, &[], &Transfer::default()).await
    }

    /// Polls until the attempt is judged.
    pub(crate) async fn judged(&self, key: Uuid) -> Outcome {
        loop {
            match self.client.find_attempt(key).await.unwrap().unwrap().outcome {
                Outcome::Pending => tokio::time::sleep(Duration::from_millis(5)).await,
                outcome => return outcome,
            }
        }
    }

    pub(crate) async fn chances_left(&self) -> u8 {
        self.client.history().await.unwrap().chances_left.left()
    }
}

/// A configuration with time limits that tests can wait for, and one try a call, so that each fault shows.
pub(crate) fn config(address: &str) -> Config {
    let limits = TimeLimits {
        connect: Duration::from_secs(5),
        read: Duration::from_secs(3),
        call: Duration::from_secs(5),
        upload: Duration::from_secs(5),
    };
    Config { limits, retry: Retry::never(), ..Config::new(address) }
}

/// So many tries, with waits that tests don't notice.
pub(crate) fn impatient(tries: u32) -> Retry {
    Retry { tries, base: Duration::from_millis(1), cap: Duration::from_millis(1), ..Retry::default() }
}
