use crate::ShellError;
use ruxue::view::{Screen, Screens};
use std::sync::Arc;
use std::thread;
use tokio::runtime::Handle;

/// Shows screens.
#[uniffi::export(with_foreign)]
pub trait Observer: Send + Sync {
    /// Shows `screen`, the latest: who is slow misses some, never the last. Called from one thread of the core's own, which it
    /// may block; it may call [`Ruxue`](crate::Ruxue) back. What it throws is logged and forgotten.
    fn show(&self, screen: Screen) -> Result<(), ShellError>;
}

/// Tells `observer` of every screen until there are no more. A thread of its own: whatever the observer does, it holds up
/// nobody but itself.
pub(crate) fn observe(mut screens: Screens, observer: Arc<dyn Observer>, runtime: Handle) -> std::io::Result<()> {
    let tell = move || {
        while let Some(screen) = runtime.block_on(screens.next()) {
            if let Err(ShellError::Failed { .. }) = observer.show(screen) {
                tracing::warn!(target: "ruxue", "the observer failed");
            }
        }
    };
    thread::Builder::new().name("ruxue-screens".into()).spawn(tell).map(drop)
}
