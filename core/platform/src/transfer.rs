use std::fmt;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

type OnProgress = Arc<dyn Fn(Progress) + Send + Sync>;

/// How far an upload is: bytes handed to the network, of `total`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes sent so far.
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

    /// Calls `on_progress` for every piece sent, from the thread that sends: it must return soon.
    pub fn on_progress(mut self, on_progress: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.on_progress = Some(Arc::new(on_progress));
        self
    }

    pub(crate) fn report(&self, progress: Progress) {
        if let Some(on_progress) = &self.on_progress {
            on_progress(progress);
        }
    }

    pub(crate) async fn cancelled(&self) {
        self.cancel.cancelled().await;
    }
}

impl fmt::Debug for Transfer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transfer").field("cancelled", &self.cancel.is_cancelled()).finish_non_exhaustive()
    }
}
