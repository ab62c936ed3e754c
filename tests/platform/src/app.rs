use crate::examiner::Examiner;
use crate::problem::Problem;
use jiff::Timestamp;
use rusqlite::Connection;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Notify, Semaphore};

/// How strict and how patient the platform is.
#[derive(Debug, Clone, Copy)]
pub struct Policy {
    /// Wrong passwords in a row that lock an account.
    pub tries: u32,
    /// How long it stays locked.
    pub lock: Duration,
    /// How long an access token lives.
    pub access: Duration,
    /// How long a session lives.
    pub session: Duration,
    /// How long an upload is kept until it is used.
    pub upload: Duration,
    /// How long one request may take altogether.
    pub request: Duration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            tries: 5,
            lock: Duration::from_secs(15 * 60),
            access: Duration::from_secs(15 * 60),
            session: Duration::from_secs(30 * 24 * 60 * 60),
            upload: Duration::from_secs(24 * 60 * 60),
            request: Duration::from_secs(120),
        }
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
        let _turn = self.examining.acquire().await.map_err(|_| Problem::Internal)?;
        let examiner = Arc::clone(&self.examiner);
        off_the_loop(move || Ok(look(examiner.as_ref()))).await
    }
}

/// Runs what blocks on a thread of its own; its panic is that request's failure only.
pub(crate) async fn off_the_loop<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(Problem::Internal))
}
