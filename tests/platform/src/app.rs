use crate::codes::Outbox;
use crate::examiner::Examiner;
use crate::passwords::{Hashing, Passwords};
use crate::problem::Problem;
use jiff::Timestamp;
use rusqlite::Connection;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, Semaphore};

/// How strict and how patient the platform is.
#[derive(Debug, Clone, Copy)]
pub struct Policy {
    /// What it costs to look at a password.
    pub hashing: Hashing,
    /// Whether passwords and photos are looked at on the thread that serves, so that a simulation goes the same way each
    /// time. Elsewhere they would hold all others up.
    pub in_place: bool,
    /// Wrong passwords in a row that lock an account, and wrong tries of a one-time code that end it.
    pub tries: u32,
    /// How long it stays locked.
    pub lock: Duration,
    /// How long an access token lives.
    pub access: Duration,
    /// How long a session lives.
    pub session: Duration,
    /// How long a one-time code lives.
    pub code: Duration,
    /// How long after a code the next one may be sent to the same destination.
    pub resend: Duration,
    /// How many codes may be sent to a destination in a day.
    pub codes_a_day: u32,
    /// How long an upload is kept until it is used.
    pub upload: Duration,
    /// How long one request may take altogether.
    pub request: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            hashing: Hashing::Proper,
            in_place: false,
            tries: 5,
            lock: Duration::from_secs(15 * 60),
            access: Duration::from_secs(15 * 60),
            session: Duration::from_secs(30 * 24 * 60 * 60),
            code: Duration::from_secs(10 * 60),
            resend: Duration::from_secs(60),
            codes_a_day: 10,
            upload: Duration::from_secs(24 * 60 * 60),
            request: Duration::from_secs(120),
        }
    }
}

impl Policy {
    /// As strict, but cheap enough for thousands of log-ins a second, and the same each time it is run.
    pub fn for_tests() -> Self {
        Self { hashing: Hashing::Cheap, in_place: true, ..Self::default() }
    }
}

/// What tells the time: the system's clock, or a test's.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What every request works with.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) examiner: Arc<dyn Examiner>,
    pub(crate) policy: Policy,
    pub(crate) clock: Clock,
    pub(crate) passwords: Passwords,
    pub(crate) outbox: Outbox,
    /// Told when an attempt is waiting for its judgement.
    pub(crate) submitted: Arc<Notify>,
    db: Arc<Mutex<Connection>>,
    examining: Arc<Semaphore>,
}

impl App {
    pub(crate) fn new(db: Connection, examiner: Arc<dyn Examiner>, policy: Policy, clock: Clock) -> Self {
        Self {
            examiner,
            policy,
            clock,
            passwords: Passwords::new(policy.hashing),
            outbox: Outbox::default(),
            submitted: Arc::new(Notify::new()),
            db: Arc::new(Mutex::new(db)),
            examining: Arc::new(Semaphore::new(1)),
        }
    }

    /// The platform's time, in Unix seconds.
    pub(crate) fn now(&self) -> i64 {
        (self.clock)().as_second()
    }

    /// Works on the database in one transaction, which only counts where `work` succeeds. It is short and done where it
    /// is called: a request that is given up can leave none half done, and what is asked for in turn is done in turn.
    pub(crate) fn transact<T>(
        &self,
        work: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let mut db = self.db.lock().unwrap_or_else(PoisonError::into_inner);
        let transaction = db.transaction()?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    /// Lets the examiner look at photos, one at a time: each takes a processor and many megabytes.
    pub(crate) async fn examine<T: Send + 'static>(
        &self,
        look: impl FnOnce(&dyn Examiner) -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let examiner = Arc::clone(&self.examiner);
        self.in_turn(&self.examining, move || Ok(look(examiner.as_ref()))).await
    }

    /// Does work that takes its time when its turn comes, on a thread of its own; its panic is that request's failure only.
    /// It keeps its turn until it is done, even where nobody waits for it any more.
    pub(crate) async fn in_turn<T: Send + 'static>(
        &self,
        turns: &Arc<Semaphore>,
        work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        if self.policy.in_place {
            return work();
        }
        let turn = Arc::clone(turns).acquire_owned().await.map_err(|_| Problem::Internal)?;
        let in_turn = move || {
            let done = work();
            drop(turn);
            done
        };
        tokio::task::spawn_blocking(in_turn).await.unwrap_or(Err(Problem::Internal))
    }
}
