use crate::PlatformError;
use std::fmt;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

type OnProgress = Arc<dyn Fn(Progress) + Send + Sync>;

/// How far an upload is: bytes that the platform has, of `total`. It falls back where the platform lost some.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes that the platform said it has.
    pub sent: u64,
    /// Bytes of the photo.
    pub total: u64,
}

/// How an upload is followed and stopped. The default follows nothing and is never stopped.
#[derive(Clone, Default)]
pub struct Transfer {
    on_progress: Option<OnProgress>,
    cancel: CancellationToken,
}

impl Transfer {
    /// An upload that `cancel` stops.
    pub fn cancelled_by(cancel: CancellationToken) -> Self {
        Self { on_progress: None, cancel }
    }

    /// Calls `on_progress` for every part that arrived, from the thread that sends: it must return soon.
    pub fn on_progress(mut self, on_progress: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.on_progress = Some(Arc::new(on_progress));
        self
    }

    pub(crate) fn report(&self, progress: Progress) {
        if let Some(on_progress) = &self.on_progress {
            on_progress(progress);
        }
    }

    /// Does `work` unless and until it is cancelled, be it while it waits.
    pub(crate) async fn unless_cancelled<T>(
        &self,
        work: impl Future<Output = Result<T, PlatformError>>,
    ) -> Result<T, PlatformError> {
        tokio::select! {
            biased;
            () = self.cancel.cancelled() => Err(PlatformError::Cancelled),
            done = work => done,
        }
    }
}

impl fmt::Debug for Transfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transfer").field("cancelled", &self.cancel.is_cancelled()).finish_non_exhaustive()
    }
}
