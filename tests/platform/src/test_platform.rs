use crate::{Examiner, NotedStudent, PlatformStartError, Policy, ReferencePlatform, Register, RegisterError};
use jiff::{SignedDuration, Timestamp};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// A platform on a free port of this machine, with a clock that tests move. Stops when dropped.
pub struct TestPlatform {
    address: SocketAddr,
    register: Register,
    ahead: Arc<AtomicI64>,
    stop: CancellationToken,
    serving: Option<JoinHandle<std::io::Result<()>>>,
}

impl TestPlatform {
    /// Starts a platform that keeps all in memory.
    ///
    /// # Errors
    /// Where no port can be had.
    pub async fn start(examiner: impl Examiner) -> Result<Self, PlatformStartError> {
        Self::start_with(None, examiner, Policy::default()).await
    }

    /// Starts a platform on the data of the folder `data`, in memory where there is none.
    ///
    /// # Errors
    /// Where the data cannot be used, or no port can be had.
    pub async fn start_with(
        data: Option<&Path>,
        examiner: impl Examiner,
        policy: Policy,
    ) -> Result<Self, PlatformStartError> {
        let ahead = Arc::new(AtomicI64::new(0));
        let clock_ahead = Arc::clone(&ahead);
        let clock = Arc::new(move || Timestamp::now() + SignedDuration::from_secs(clock_ahead.load(Ordering::Relaxed)));
        let platform = ReferencePlatform::open_with(data, Arc::new(examiner), policy, clock)?;
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(PlatformStartError::Listen)?;
        let address = listener.local_addr().map_err(PlatformStartError::Listen)?;
        let (register, stop) = (platform.register(), CancellationToken::new());
        let serving = Some(tokio::spawn(platform.serve(listener, stop.clone())));
        Ok(Self { address, register, ahead, stop, serving })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its address as clients take it.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Who is known to it.
    pub fn register(&self) -> &Register {
        &self.register
    }

    /// Enters an invented student into the register of persons and the college's list.
    ///
    /// # Errors
    /// Where the student is there already.
    pub async fn enrol(&self, student: &NotedStudent) -> Result<(), RegisterError> {
        self.register.add(student.person()).await?;
        self.register.add_student(student.student()).await
    }

    /// Lets `time` pass on the platform's clock.
    pub fn let_pass(&self, time: Duration) {
        self.ahead.fetch_add(i64::try_from(time.as_secs()).unwrap_or(i64::MAX), Ordering::Relaxed);
    }

    /// Stops it, and waits until the requests under way are answered.
    pub async fn stop(mut self) {
        self.stop.cancel();
        if let Some(serving) = self.serving.take() {
            // Whatever it came to, it serves no more.
            let _ = serving.await;
        }
    }
}

impl Drop for TestPlatform {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}
