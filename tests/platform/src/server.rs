use crate::app::{App, Clock, Policy};
use crate::examiner::Examiner;
use crate::judge::JudgingFailed;
use crate::register::Register;
use crate::{database, judge, routes};
use axum::Router;
use jiff::Timestamp;
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// The reference platform with its data, ready to serve.
pub struct ReferencePlatform {
    app: App,
}

/// Why the platform cannot start.
#[derive(Debug, thiserror::Error)]
pub enum PlatformStartError {
    /// The folder for its data cannot be made.
    #[error("the data folder cannot be used: {0}")]
    Data(#[source] std::io::Error),
    /// The database cannot be used.
    #[error("the database cannot be used: {0}")]
    Database(#[from] rusqlite::Error),
    /// No port to listen on.
    #[error("no port can be had: {0}")]
    Listen(#[source] std::io::Error),
    /// The database was made by another version.
    #[error("the data folder belongs to another version ({found}); begin with an empty one")]
    OtherVersion {
        /// The version found.
        found: i64,
    },
}

impl ReferencePlatform {
    /// Opens the platform's data in the folder `data`, made if need be; none keeps all in memory.
    ///
    /// # Errors
    /// Where the folder or its database cannot be used.
    pub fn open(data: Option<&Path>, examiner: Arc<dyn Examiner>) -> Result<Self, PlatformStartError> {
        Self::open_with(data, examiner, Policy::default(), Arc::new(Timestamp::now))
    }

    /// As [`Self::open`], with another policy and clock.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_with(
        data: Option<&Path>,
        examiner: Arc<dyn Examiner>,
        policy: Policy,
        clock: Clock,
    ) -> Result<Self, PlatformStartError> {
        Ok(Self { app: App::new(database::open(data)?, examiner, policy, clock) })
    }

    /// Who is known to the platform.
    pub fn register(&self) -> Register {
        Register { app: self.app.clone() }
    }

    /// All that it serves, to be asked without a network; attempts wait for [`Self::judge_waiting`] then.
    pub fn service(&self) -> Router {
        routes::router(self.app.clone())
    }

    /// Judges every attempt that waits now, and answers how many were judged.
    ///
    /// # Errors
    /// Where one could not be judged: it waits on, the others are judged all the same.
    pub async fn judge_waiting(&self) -> Result<usize, JudgingFailed> {
        judge::judge_waiting(&self.app).await
    }

    /// Serves on `listener` until `stop`, then finishes the requests under way.
    ///
    /// # Errors
    /// Where the listener fails.
    pub async fn serve(self, listener: TcpListener, stop: CancellationToken) -> std::io::Result<()> {
        let judging = tokio::spawn(judge::run(self.app.clone(), stop.clone()));
        let served = axum::serve(listener, self.service()).with_graceful_shutdown(stop.cancelled_owned()).await;
        judging.abort();
        served
    }
}
